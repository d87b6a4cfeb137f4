import { Entity, ForeignKey, Index } from 'typeorm';
import { Division, Person } from '../court/court.entities.js';
import type { Decimal } from '../kernel/exact.js';
import { CountColumn, DayColumn, FlagColumn, HundredthsColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn, WordColumn } from '../platform/database/columns.js';
import type { FactShape } from '../rules/scheme/fact-catalogue.js';

export interface KeptEvidence {
  digest: string;
  name: string;
  mediaType: string;
  size: number;
}

/** 登记的考核事实: a fact a scheme declares and an office records by hand. A correction is a new record. */
@Entity('entered_fact')
@Index('ix_entered_fact_period', ['courtId', 'fact', 'period'])
@Index('ix_entered_fact_person', ['personId'])
export class EnteredFact {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(60) fact: string;
  @WordColumn(10) shape: FactShape;
  @RefColumn({ nullable: true }) @ForeignKey(() => Person, { name: 'fk_entered_fact_person' }) personId: string | null;
  /** The unit itself, or where the person served when it was recorded. */
  @RefColumn({ nullable: true }) @ForeignKey(() => Division, { name: 'fk_entered_fact_division' }) divisionId: string | null;
  @WordColumn(10) period: string;
  @DayColumn() periodFrom: string;
  @DayColumn() periodUntil: string;
  /** Exact decimals as text: a fact may carry more places than points do. */
  @WordColumn(24, { nullable: true }) value: string | null;
  @WordColumn(24, { nullable: true }) weight: string | null;
  @HundredthsColumn({ nullable: true }) points: Decimal | null;
  @WordColumn(60, { nullable: true }) clause: string | null;
  @WordColumn(300, { nullable: true }) label: string | null;
  @DayColumn({ nullable: true }) day: string | null;
  @WordColumn(80, { nullable: true }) approvedBy: string | null;
  @TextColumn({ nullable: true }) evidence: string | null;
  @JsonColumn() files: KeptEvidence[];
  /** “None in this period”. */
  @FlagColumn() none: boolean;
  @RefColumn() recordedById: string;
  @WordColumn(80) recordedBy: string;
  /** Role it was recorded under. */
  @WordColumn(40) office: string;
  @InstantColumn() createdAt: string;
  @RefColumn({ nullable: true }) correctsId: string | null;
  @RefColumn({ nullable: true }) correctedById: string | null;
  @InstantColumn({ nullable: true }) supersededAt: string | null;
  @WordColumn(80, { nullable: true }) supersededBy: string | null;
  @WordColumn(300, { nullable: true }) supersededReason: string | null;
  @CountColumn({ default: 1 }) version: number;
}
