import { Entity, ForeignKey, Index } from 'typeorm';
import { CountColumn, IdColumn, InstantColumn, LongTextColumn, RefColumn, WordColumn } from '../platform/database/columns.js';
import { SchemeVersion } from '../evaluation/scheme-version.entity.js';

export type PeriodStatus = 'open' | 'closed' | 'published';

/** State of an evaluation period in one court. No row = open. */
@Entity('period_state')
@Index('uq_period_state', ['courtId', 'period'], { unique: true })
export class PeriodState {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(10) period: string;
  @WordColumn(20) status: PeriodStatus;
  @WordColumn(80) closedBy: string;
  @InstantColumn() closedAt: string;
  @WordColumn(80, { nullable: true }) publishedBy: string | null;
  @InstantColumn({ nullable: true }) publishedAt: string | null;
}

/** Frozen ranking of one peer group: facts, sheets and standings as canonical JSON, under a digest. A correction supersedes it by the next revision; both are kept. */
@Entity('ranking_snapshot')
@Index('uq_ranking_snapshot', ['courtId', 'period', 'peerGroup', 'revision'], { unique: true })
export class RankingSnapshot {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(10) period: string;
  /** `judge:civil`. */
  @WordColumn(60) peerGroup: string;
  @RefColumn() @ForeignKey(() => SchemeVersion, { name: 'fk_ranking_snapshot_scheme' }) schemeVersionId: string;
  /** Facts of every member, from which everything else recomputes. */
  @LongTextColumn() facts: string;
  /** Sheets and standings. */
  @LongTextColumn() result: string;
  /** SHA-256 of facts, scheme and result. */
  @WordColumn(64) digest: string;
  @InstantColumn() createdAt: string;
  /** 1 as first frozen; one more with each correction. */
  @CountColumn({ default: 1 }) revision: number;
  @InstantColumn({ nullable: true }) supersededAt: string | null;
}
