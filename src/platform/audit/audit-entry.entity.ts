import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { CountColumn, IdColumn, InstantColumn, LongTextColumn, RefColumn, WordColumn } from '../database/columns.js';

/** Who, what, before, after, when, from where. Rows are only ever added, and chained by digest. */
@Entity('audit_entry')
@Index('uq_audit_entry_sequence', ['courtId', 'sequence'], { unique: true })
@Index('ix_audit_entry_subject', ['subjectKind', 'subjectId'])
export class AuditEntry {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @CountColumn() sequence: number;
  @InstantColumn() at: string;
  @RefColumn({ nullable: true }) userId: string | null;
  @WordColumn(80) actorName: string;
  @WordColumn(60) action: string;
  @WordColumn(60) subjectKind: string;
  @WordColumn(120) subjectId: string;
  /** JSON; `null` when the record did not exist. */
  @LongTextColumn({ nullable: true }) before: string | null;
  @LongTextColumn({ nullable: true }) after: string | null;
  @WordColumn(500, { nullable: true }) reason: string | null;
  @WordColumn(64) ip: string;
  @WordColumn(64) requestId: string;
  @WordColumn(64) previousDigest: string;
  @WordColumn(64) digest: string;
}

/** Last link of a court's chain; locked last and briefly by every change. */
@Entity('audit_head')
export class AuditHead {
  @PrimaryColumn({ type: 'varchar', length: 36 }) courtId: string;
  @CountColumn() sequence: number;
  @Column({ type: 'varchar', length: 64 }) digest: string;
}
