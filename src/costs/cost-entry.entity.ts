import { Entity, ForeignKey, Index } from 'typeorm';
import type { Decimal } from '../kernel/exact.js';
import { Division } from '../court/court.entities.js';
import { CountColumn, IdColumn, MoneyColumn, RefColumn, WordColumn } from '../platform/database/columns.js';

/** 司法成本: one unit, month and category, with what it is divided by. */
@Entity('cost_entry')
@Index('uq_cost_entry', ['divisionId', 'month', 'category'], { unique: true })
@Index('ix_cost_entry_month', ['courtId', 'month'])
export class CostEntry {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Division, { name: 'fk_cost_entry_division' }) divisionId: string;
  /** `2026-10`. */
  @WordColumn(7) month: string;
  /** CO-01 … CO-07. */
  @WordColumn(10) category: string;
  @MoneyColumn() amount: Decimal;
  /** Closed cases, kilometres, or heads. */
  @CountColumn() denominator: number;
  @WordColumn(200, { nullable: true }) note: string | null;
}
