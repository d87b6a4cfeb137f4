import { Entity, Index } from 'typeorm';
import { CountColumn, IdColumn, InstantColumn, PackedTextColumn, RefColumn, WordColumn } from '../platform/database/columns.js';

/**
 * What the intervals of a frozen ranking are worked out from, kept at the closing: the sample, seed and number of resamples.
 * The result follows from these and the snapshot alone; it is worked out when first asked for and kept.
 */
@Entity('rank_interval')
@Index('uq_rank_interval_snapshot', ['snapshotId'], { unique: true })
@Index('ix_rank_interval_group', ['courtId', 'period', 'peerGroup'])
export class RankIntervalRecord {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(10) period: string;
  /** `judge:civil`. */
  @WordColumn(60) peerGroup: string;
  /** `ranking_snapshot`. */
  @RefColumn() snapshotId: string;
  @WordColumn(64) snapshotDigest: string;
  @WordColumn(64) seed: string;
  @CountColumn() resamples: number;
  /** Canonical JSON of what was drawn for review; `null` for a period made of shorter ones. */
  @PackedTextColumn({ nullable: true }) sample: string | null;
  /** Canonical JSON. */
  @PackedTextColumn({ nullable: true }) result: string | null;
  @InstantColumn() createdAt: string;
  @InstantColumn({ nullable: true }) workedOutAt: string | null;
}
