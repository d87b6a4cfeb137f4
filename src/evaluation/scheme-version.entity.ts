import { Entity, ForeignKey, Index } from 'typeorm';
import { CountColumn, DayColumn, FlagColumn, IdColumn, InstantColumn, LongTextColumn, RefColumn, TextColumn, WordColumn } from '../platform/database/columns.js';

/** As stored. Whether an adopted version waits, holds or has given way follows from its dates (see scheme-state.ts). */
export type StoredSchemeStatus = 'draft' | 'tried' | 'adopted' | 'discarded';

/** 考核方案, one version. What was adopted is never rewritten: a change is a new version with a new date. */
@Entity('scheme_version')
@Index('uq_scheme_version', ['courtId', 'schemeId', 'version'], { unique: true })
export class SchemeVersion {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(60) schemeId: string;
  @WordColumn(20) version: string;
  @WordColumn(30) post: string;
  @WordColumn(20, { nullable: true }) nature: string | null;
  @WordColumn(120) title: string;
  @WordColumn(160) titleEn: string;
  /** The YAML, byte for byte. */
  @LongTextColumn() document: string;
  @WordColumn(64) digest: string;
  @DayColumn() effectiveFrom: string;
  /** First day it no longer holds: its own text says so, or a later version replaced it. */
  @DayColumn({ nullable: true }) effectiveUntil: string | null;
  @WordColumn(20) status: StoredSchemeStatus;
  @WordColumn(60, { nullable: true }) resolution: string | null;
  @FlagColumn() example: boolean;
  @InstantColumn() createdAt: string;
  /** Number of the revision that stands; also what two people saving at once are told apart by. */
  @CountColumn({ default: 1 }) revision: number;
  @RefColumn({ nullable: true }) basedOnId: string | null;
  @RefColumn({ nullable: true }) authorId: string | null;
  @WordColumn(80, { nullable: true }) authorName: string | null;
  @InstantColumn({ nullable: true }) editedAt: string | null;
  @WordColumn(80, { nullable: true }) proposedBy: string | null;
  @InstantColumn({ nullable: true }) proposedAt: string | null;
  @WordColumn(80, { nullable: true }) adoptedBy: string | null;
  @InstantColumn({ nullable: true }) adoptedAt: string | null;
  /** Day of the committee's decision. */
  @DayColumn({ nullable: true }) resolvedOn: string | null;
  @WordColumn(80, { nullable: true }) discardedBy: string | null;
  @InstantColumn({ nullable: true }) discardedAt: string | null;
  @WordColumn(300, { nullable: true }) discardReason: string | null;
}

/** One save of a draft. Never changed. */
@Entity('scheme_revision')
@Index('uq_scheme_revision', ['schemeVersionId', 'revision'], { unique: true })
export class SchemeRevision {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => SchemeVersion, { name: 'fk_scheme_revision_version' }) schemeVersionId: string;
  @CountColumn() revision: number;
  @LongTextColumn() document: string;
  @WordColumn(64) digest: string;
  @RefColumn() savedById: string;
  @WordColumn(80) savedBy: string;
  @InstantColumn() savedAt: string;
  @WordColumn(200, { nullable: true }) note: string | null;
}

/** 试算: one run of a text over a past period's facts. Filled once when the run ends, never changed after. */
@Entity('scheme_trial')
@Index('uq_scheme_trial', ['schemeVersionId', 'number'], { unique: true })
export class SchemeTrial {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => SchemeVersion, { name: 'fk_scheme_trial_version' }) schemeVersionId: string;
  @CountColumn() number: number;
  @CountColumn() revision: number;
  @WordColumn(64) documentDigest: string;
  @WordColumn(10) period: string;
  @WordColumn(60) peerGroup: string;
  @RefColumn({ nullable: true }) baselineId: string | null;
  @RefColumn() jobId: string;
  @WordColumn(80) runBy: string;
  @InstantColumn() createdAt: string;
  /** Canonical JSON of a TrialResult; with its SHA-256 once the run has ended well. */
  @LongTextColumn({ nullable: true }) result: string | null;
  @WordColumn(64, { nullable: true }) digest: string | null;
  /** Code of the refusal and its words in both languages, when the run could not be worked out. */
  @TextColumn({ nullable: true }) failure: string | null;
  @InstantColumn({ nullable: true }) finishedAt: string | null;
}
