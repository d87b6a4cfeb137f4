import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn, TextColumn, WordColumn } from '../../platform/database/columns.js';

/** What was said about a sign of the watch: the trial office's explanation, or the answer of the person concerned. */
@Entity('watch_note')
@Index('uq_watch_note', ['courtId', 'slot'], { unique: true })
@Index('ix_watch_note_sign', ['courtId', 'sign'])
export class WatchNote {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  /** The sign's own key: kind, what it is about, period. */
  @WordColumn(120) sign: string;
  @WordColumn(10) side: 'office' | 'person';
  /** Sign and side while it counts, `null` once superseded. */
  @WordColumn(140, { nullable: true }) slot: string | null;
  @TextColumn() words: string;
  @WordColumn(60) recordedBy: string;
  @InstantColumn() recordedAt: string;
  @WordColumn(60, { nullable: true }) supersededBy: string | null;
  @InstantColumn({ nullable: true }) supersededAt: string | null;
  @WordColumn(300, { nullable: true }) supersededReason: string | null;
}
