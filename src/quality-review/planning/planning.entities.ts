import { Entity, ForeignKey, Index } from 'typeorm';
import { CourtCase } from '../../cases/case.entities.js';
import { Court } from '../../court/court.entities.js';
import { CountColumn, DayColumn, FlagColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn, WordColumn } from '../../platform/database/columns.js';
import type { ReviewWindow } from '../../rules/review-triggers.js';
import { CaseReview, Finding } from '../review.entities.js';

/** 触发情形: which recorded events enrol a case, into which review, within which time. Dated; a change is a new version. */
@Entity('review_trigger')
@Index('uq_review_trigger_version', ['courtId', 'code', 'version'], { unique: true })
export class ReviewTrigger {
  @IdColumn() id: string;
  @RefColumn() @ForeignKey(() => Court, { name: 'fk_review_trigger_court' }) courtId: string;
  /** T1 … T9; a court may add its own. */
  @WordColumn(10) code: string;
  @CountColumn() version: number;
  @WordColumn(200) label: string;
  @WordColumn(300) labelEn: string;
  @FlagColumn() namedInSeed: boolean;
  /** Event kinds, `appeal.changed`. */
  @JsonColumn() events: string[];
  @WordColumn(10) reviewKind: 'key' | 'special';
  @JsonColumn() reviewWindow: ReviewWindow;
  /** Numbers of the definition, `{ ageDays: 365 }`. */
  @JsonColumn() parameters: Record<string, number>;
  /** What becomes of an event about a case not closed yet. */
  @WordColumn(10) openCase: 'wait' | 'refuse';
  /** Switched off: events are still recorded, and enrol nobody. */
  @FlagColumn() active: boolean;
  @DayColumn() effectiveFrom: string;
  @DayColumn({ nullable: true }) effectiveUntil: string | null;
  @WordColumn(200) source: string;
  @FlagColumn() example: boolean;
}

export type CaseEventStatus = 'waiting' | 'enrolled' | 'switchedOff' | 'withdrawn';
export type CaseEventOrigin = 'entered' | 'sheet' | 'register';

/** 触发事件 about one case: what happened, when, and which paper says so. Withdrawn with a reason, never deleted. */
@Entity('case_event')
@Index('uq_case_event_origin', ['originKey'], { unique: true })
@Index('ix_case_event_case', ['caseId'])
@Index('ix_case_event_day', ['courtId', 'day'])
@Index('ix_case_event_status', ['courtId', 'status'])
export class CaseEvent {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_case_event_case' }) caseId: string;
  /** Kind of event, `appeal.changed`. */
  @WordColumn(60) kind: string;
  /** Day it happened. */
  @DayColumn() day: string;
  /** Day of the reply a supervision letter asks for. */
  @DayColumn({ nullable: true }) replyOn: string | null;
  /** The paper's own words, or the register's record. */
  @TextColumn() source: string;
  @WordColumn(10) origin: CaseEventOrigin;
  /** One event each of what the register or another module holds: `appeal:<id>:changed`. */
  @WordColumn(120, { nullable: true }) originKey: string | null;
  /** Cases listed together on one point of law. */
  @RefColumn({ nullable: true }) groupId: string | null;
  @WordColumn(200, { nullable: true }) evidenceName: string | null;
  @WordColumn(64, { nullable: true }) evidenceDigest: string | null;
  @WordColumn(10) triggerCode: string;
  @WordColumn(20) status: CaseEventStatus;
  /** Why it waits: for the case to close, or for a reviewer who may. */
  @WordColumn(20, { nullable: true }) waitsFor: 'closing' | 'reviewer' | null;
  @RefColumn({ nullable: true }) @ForeignKey(() => CaseReview, { name: 'fk_case_event_review' }) reviewId: string | null;
  @WordColumn(60) recordedBy: string;
  @InstantColumn() recordedAt: string;
  @WordColumn(60, { nullable: true }) withdrawnBy: string | null;
  @InstantColumn({ nullable: true }) withdrawnAt: string | null;
  @WordColumn(300, { nullable: true }) withdrawnReason: string | null;
  @CountColumn({ default: 1 }) version: number;
}

/** 更换评查员: who had the review before, and why it went to another. */
@Entity('review_reassignment')
@Index('ix_review_reassignment_review', ['reviewId'])
export class ReviewReassignment {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CaseReview, { name: 'fk_review_reassignment_review' }) reviewId: string;
  @RefColumn() fromId: string;
  @RefColumn() toId: string;
  @WordColumn(300) reason: string;
  @WordColumn(60) reassignedBy: string;
  @InstantColumn() reassignedAt: string;
}

/** 复评差错的处理: whether a finding only the blind second review made enters the case. Until then it counts for nobody. */
@Entity('second_finding_decision')
@Index('uq_second_finding_decision', ['findingId'], { unique: true })
export class SecondFindingDecision {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  /** The finding of the second review. */
  @RefColumn() @ForeignKey(() => Finding, { name: 'fk_second_finding_decision' }) findingId: string;
  @WordColumn(10) decision: 'adopted' | 'declined';
  /** The finding that counts since, recorded under the first review. */
  @RefColumn({ nullable: true }) @ForeignKey(() => Finding, { name: 'fk_second_finding_adopted' }) adoptedAs: string | null;
  @WordColumn(300) reason: string;
  @WordColumn(60) decidedBy: string;
  @InstantColumn() decidedAt: string;
}
