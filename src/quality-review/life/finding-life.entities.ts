import { Entity, ForeignKey, Index } from 'typeorm';
import { Person } from '../../court/court.entities.js';
import { CountColumn, DayColumn, HundredthsColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn, WordColumn } from '../../platform/database/columns.js';
import type { Decimal } from '../../kernel/exact.js';
import type { ChargedBody, Circumstances } from '../../rules/responsibility.js';
import { Finding } from '../review.entities.js';

/** 责任认定: by which row of the matrix, on which facts, what was proposed, and why something else was recorded. */
@Entity('finding_responsibility')
@Index('uq_finding_responsibility', ['findingId'], { unique: true })
export class FindingResponsibility {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Finding, { name: 'fk_finding_responsibility_finding' }) findingId: string;
  @WordColumn(10) situation: string;
  @JsonColumn() circumstances: Circumstances;
  /** Person, post and per cent as the matrix proposed them. */
  @JsonColumn() proposal: { personId: string; post: string; share: string; countsFor: number }[];
  @WordColumn(30, { nullable: true }) body: ChargedBody | null;
  /** Why what stands differs from the proposal; `null` = it does not. */
  @WordColumn(300, { nullable: true }) departure: string | null;
}

/** 差错说明: what somebody who answers for a finding says of it within the window. */
@Entity('finding_comment')
@Index('ix_finding_comment_finding', ['findingId'])
@Index('ix_finding_comment_person', ['courtId', 'personId'])
export class FindingComment {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Finding, { name: 'fk_finding_comment_finding' }) findingId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_finding_comment_person' }) personId: string;
  @WordColumn(10) kind: 'accept' | 'explain';
  @TextColumn() words: string;
  @InstantColumn() at: string;
}

/** 质量评查委员会对暂定严重差错的决定. One for each finding. */
@Entity('finding_decision')
@Index('uq_finding_decision', ['findingId'], { unique: true })
export class FindingDecision {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Finding, { name: 'fk_finding_decision_finding' }) findingId: string;
  @WordColumn(20) outcome: 'confirmed' | 'reduced' | 'rejected';
  @TextColumn() reasons: string;
  /** Number of the resolution: `质评委〔2026〕第8号`. */
  @WordColumn(80) resolution: string;
  /** What the finding costs from then on; `null` = nothing. */
  @HundredthsColumn({ nullable: true }) points: Decimal | null;
  @RefColumn({ nullable: true }) successorId: string | null;
  @DayColumn() decidedOn: string;
  @RefColumn() decidedBy: string;
  @WordColumn(60) decidedByName: string;
}

/** A file somebody put to a finding: with a comment, or as proof that it has been put right. */
@Entity('finding_attachment')
@Index('ix_finding_attachment_finding', ['findingId'])
export class FindingAttachment {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Finding, { name: 'fk_finding_attachment_finding' }) findingId: string;
  @WordColumn(20) purpose: 'comment' | 'rectification';
  @WordColumn(160) name: string;
  @WordColumn(64) digest: string;
  @RefColumn() addedBy: string;
  @InstantColumn() addedAt: string;
}

/** A sheet of findings that was taken: who, when, which file, what came of it. */
@Entity('finding_import')
@Index('ix_finding_import_court', ['courtId', 'createdAt'])
export class FindingImport {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(200) fileName: string;
  @WordColumn(64) fileDigest: string;
  @CountColumn() rowsRead: number;
  @CountColumn() saved: number;
  @CountColumn() unchanged: number;
  @RefColumn() createdBy: string;
  @WordColumn(60) createdByName: string;
  @InstantColumn() createdAt: string;
}
