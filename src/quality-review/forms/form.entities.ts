import { Entity, ForeignKey, Index } from 'typeorm';
import type { Decimal } from '../../kernel/exact.js';
import { CaseDocument, CourtCase } from '../../cases/case.entities.js';
import { Person } from '../../court/court.entities.js';
import { CountColumn, DayColumn, FlagColumn, HundredthsColumn, IdColumn, InstantColumn, JsonColumn, RefColumn, TextColumn, WordColumn } from '../../platform/database/columns.js';
import type { FormContent, FormKind, FormSettingRow } from '../../rules/review-forms.js';
import type { Entered } from '../../rules/review-scores.js';
import { CaseReview } from '../review.entities.js';

/** 评查表. Versioned and dated; a code is never reused. */
@Entity('review_form')
@Index('uq_review_form_version', ['courtId', 'code', 'version'], { unique: true })
export class ReviewForm {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(20) code: string;
  @CountColumn() version: number;
  @WordColumn(10) form: FormKind;
  /** `common` or a case nature. */
  @WordColumn(20) field: string;
  @WordColumn(200) label: string;
  @WordColumn(300) labelEn: string;
  @JsonColumn() content: FormContent;
  @DayColumn() effectiveFrom: string;
  @DayColumn({ nullable: true }) effectiveUntil: string | null;
  @WordColumn(200) source: string;
  @FlagColumn() example: boolean;
}

/** Weight of a form in the case score, a grade, or a rule of the forms; versioned and dated as they are. */
@Entity('review_form_setting')
@Index('uq_review_form_setting_version', ['courtId', 'code', 'version'], { unique: true })
export class ReviewFormSetting {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(20) code: string;
  @CountColumn() version: number;
  @WordColumn(10) kind: FormSettingRow['kind'];
  @WordColumn(200) label: string;
  @WordColumn(300) labelEn: string;
  @JsonColumn() value: FormSettingRow['value'];
  @DayColumn() effectiveFrom: string;
  @DayColumn({ nullable: true }) effectiveUntil: string | null;
  @WordColumn(200) source: string;
  @FlagColumn() example: boolean;
}

/** What one review entered on one form: every item looked at, by whom and when. */
@Entity('review_form_score')
@Index('uq_review_form_score', ['reviewId', 'form'], { unique: true })
export class ReviewFormScore {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CaseReview, { name: 'fk_review_form_score_review' }) reviewId: string;
  @RefColumn() @ForeignKey(() => ReviewForm, { name: 'fk_review_form_score_form' }) formId: string;
  @WordColumn(10) form: FormKind;
  /** Why the form does not apply to the case; `null` where it does. */
  @WordColumn(300, { nullable: true }) notApplicable: string | null;
  @JsonColumn() entered: Entered;
  /** As last worked out, out of 100; `null` until finished or where it does not apply. */
  @HundredthsColumn({ nullable: true }) score: Decimal | null;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_review_form_score_person' }) scoredBy: string;
  @InstantColumn() scoredAt: string;
  @CountColumn({ default: 1 }) version: number;
}

/** What the forms came to when a reviewer finished a case. Reviews from before the forms have none, and keep the score they had. */
@Entity('review_result')
@Index('uq_review_result', ['reviewId'], { unique: true })
export class ReviewResult {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CaseReview, { name: 'fk_review_result_review' }) reviewId: string;
  /** 本案无差错 was said. */
  @FlagColumn() noDefect: boolean;
  /** `null` once something was changed again before the batch was submitted. */
  @InstantColumn({ nullable: true }) finishedAt: string | null;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_review_result_person' }) finishedBy: string;
  /** Day whose weights and grades apply. */
  @DayColumn() scoredOn: string;
  @HundredthsColumn() score: Decimal;
  @WordColumn(20) grade: string;
}

/** Where a reviewer stopped reading a case, and whether they have doubts about it. */
@Entity('review_desk_place')
@Index('uq_review_desk_place', ['reviewId'], { unique: true })
export class ReviewDeskPlace {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CaseReview, { name: 'fk_review_desk_place_review' }) reviewId: string;
  @RefColumn({ nullable: true }) @ForeignKey(() => CaseDocument, { name: 'fk_review_desk_place_document' }) documentId: string | null;
  @CountColumn({ default: 0 }) sentence: number;
  @FlagColumn({ default: false }) doubtful: boolean;
  @InstantColumn() updatedAt: string;
}

/** A hearing two people are to assess, each without seeing the other’s marks. */
@Entity('hearing_task')
@Index('ix_hearing_task_case', ['caseId'])
@Index('ix_hearing_task_status', ['courtId', 'status', 'dueOn'])
export class HearingTask {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_hearing_task_case' }) caseId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_hearing_task_judge' }) judgeId: string;
  @DayColumn() heardOn: string;
  @DayColumn() dueOn: string;
  /** Why no summation could be given (withdrawn, mediated before debate); `null` where one was possible. */
  @WordColumn(300, { nullable: true }) noSummation: string | null;
  @WordColumn(10) status: 'open' | 'done' | 'withdrawn';
  @WordColumn(300, { nullable: true }) withdrawnReason: string | null;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_hearing_task_person' }) plannedBy: string;
  @InstantColumn() createdAt: string;
  @CountColumn({ default: 1 }) version: number;
}

/** One assessor’s marks for one hearing. */
@Entity('hearing_mark')
@Index('uq_hearing_mark', ['taskId', 'assessorId'], { unique: true })
@Index('ix_hearing_mark_assessor', ['assessorId', 'submittedAt'])
export class HearingMark {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => HearingTask, { name: 'fk_hearing_mark_task' }) taskId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_hearing_mark_person' }) assessorId: string;
  @RefColumn({ nullable: true }) @ForeignKey(() => ReviewForm, { name: 'fk_hearing_mark_assessment' }) assessmentFormId: string | null;
  @RefColumn({ nullable: true }) @ForeignKey(() => ReviewForm, { name: 'fk_hearing_mark_summation' }) summationFormId: string | null;
  /** Form → part → item. */
  @JsonColumn() entered: Readonly<Record<string, Entered>>;
  @TextColumn() comment: string;
  @HundredthsColumn({ nullable: true }) hearingScore: Decimal | null;
  @HundredthsColumn({ nullable: true }) summationScore: Decimal | null;
  @InstantColumn({ nullable: true }) submittedAt: string | null;
  @CountColumn({ default: 1 }) version: number;
}
