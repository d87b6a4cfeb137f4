import { Entity, ForeignKey, Index } from 'typeorm';
import type { Decimal } from '../kernel/exact.js';
import { Division } from '../court/court.entities.js';
import { CountColumn, IdColumn, InstantColumn, MoneyColumn, RefColumn, TextColumn, WordColumn } from '../platform/database/columns.js';

/** 司法成本: one unit, month and category, with what it is divided by. Corrected by a further revision; the former stays. */
@Entity('cost_entry')
@Index('uq_cost_entry', ['divisionId', 'month', 'category', 'revision'], { unique: true })
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
  /** Closed cases as the register counted them when it was entered, kilometres, or heads. */
  @CountColumn() denominator: number;
  @WordColumn(200, { nullable: true }) note: string | null;
  /** 送达次数, told where nothing was spent on postage. */
  @CountColumn({ nullable: true }) services: number | null;
  @CountColumn({ default: 1 }) revision: number;
  @RefColumn({ nullable: true }) enteredBy: string | null;
  @WordColumn(60, { nullable: true }) enteredByName: string | null;
  @InstantColumn({ nullable: true }) enteredAt: string | null;
  /** Set when a correction took its place, or when it was withdrawn. */
  @InstantColumn({ nullable: true }) supersededAt: string | null;
  @WordColumn(60, { nullable: true }) supersededByName: string | null;
  @WordColumn(300, { nullable: true }) supersededReason: string | null;
}

export type RemarkKind = 'comment' | 'explanation';
/** A comment is only read; an explanation is accepted or refused by the office. */
export type RemarkState = 'noted' | 'waiting' | 'accepted' | 'refused';

/** What a division says about its costs: a comment, or why a figure is as low as it is. */
@Entity('cost_remark')
@Index('ix_cost_remark_division', ['divisionId', 'category', 'fromMonth'])
@Index('ix_cost_remark_court', ['courtId', 'state'])
export class CostRemark {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Division, { name: 'fk_cost_remark_division' }) divisionId: string;
  @WordColumn(20) kind: RemarkKind;
  @WordColumn(10) category: string;
  @WordColumn(7) fromMonth: string;
  /** Included. */
  @WordColumn(7) untilMonth: string;
  @TextColumn() words: string;
  @RefColumn() writtenBy: string;
  @WordColumn(60) writtenByName: string;
  @InstantColumn() writtenAt: string;
  @WordColumn(20) state: RemarkState;
  @WordColumn(60, { nullable: true }) decidedByName: string | null;
  @InstantColumn({ nullable: true }) decidedAt: string | null;
  @WordColumn(300, { nullable: true }) decisionWords: string | null;
  @CountColumn({ default: 1 }) version: number;
}
