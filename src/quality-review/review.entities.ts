import { Entity, ForeignKey, Index } from 'typeorm';
import type { Decimal } from '../kernel/exact.js';
import { CaseDocument, CourtCase } from '../cases/case.entities.js';
import { Person } from '../court/court.entities.js';
import type { FindingState } from '../rules/finding-life.js';
import { CountColumn, DayColumn, FlagColumn, HundredthsColumn, IdColumn, JsonColumn, RefColumn, TextColumn, WordColumn } from '../platform/database/columns.js';
import { ReviewPlan } from './planning/review-plan.entity.js';

export type Severity = 'serious' | 'minor';

/** 差错条目. Versioned and dated; a code is never reused. */
@Entity('defect_clause')
@Index('uq_defect_clause_version', ['courtId', 'code', 'version'], { unique: true })
export class DefectClause {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(20) code: string;
  @CountColumn() version: number;
  @WordColumn(20) severity: Severity;
  @WordColumn(300) label: string;
  @WordColumn(400) labelEn: string;
  /** Initials of the label, for `yyfl`. */
  @WordColumn(120) pinyin: string;
  /** `common` or a case nature. */
  @WordColumn(20) field: string;
  @WordColumn(80) appliesTo: string;
  @HundredthsColumn() pointsMin: Decimal;
  @HundredthsColumn() pointsMax: Decimal;
  /** Most that this clause may cost one case; `null` = no cap. */
  @HundredthsColumn({ nullable: true }) maxPerCase: Decimal | null;
  @WordColumn(10) responsibilityCode: string;
  @DayColumn() effectiveFrom: string;
  @DayColumn({ nullable: true }) effectiveUntil: string | null;
  @WordColumn(200) source: string;
  @FlagColumn() example: boolean;
}

/** 责任矩阵: situation → shares by post, in per cent. */
@Entity('responsibility_rule')
@Index('uq_responsibility_rule', ['courtId', 'code', 'version'], { unique: true })
export class ResponsibilityRule {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(10) code: string;
  @CountColumn() version: number;
  @WordColumn(200) situation: string;
  @WordColumn(300) situationEn: string;
  @JsonColumn() shares: Record<string, string>;
  @WordColumn(300, { nullable: true }) note: string | null;
  @DayColumn() effectiveFrom: string;
  @DayColumn({ nullable: true }) effectiveUntil: string | null;
  @WordColumn(200) source: string;
  @FlagColumn() example: boolean;
}

export type ReviewStatus = 'pending' | 'inProgress' | 'submitted';

/** One case under one review. */
@Entity('case_review')
@Index('ix_case_review_case', ['caseId'])
@Index('ix_case_review_reviewer', ['courtId', 'reviewerId', 'status'])
// This one, and those named alike of findings and shares, hold all that is counted, so that a year is added up without reading the rows themselves.
@Index('ix_case_review_counted', ['courtId', 'submittedOn', 'status', 'secondOfId', 'caseId', 'documentScore'])
@Index('ix_case_review_plan', ['planId'])
@Index('uq_case_review_second', ['secondOfId'], { unique: true })
export class CaseReview {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_case_review_case' }) caseId: string;
  @WordColumn(20) kind: 'routine' | 'key' | 'special';
  /** Comma-separated T1 … T9. */
  @WordColumn(60, { nullable: true }) triggers: string | null;
  /** Month the review was planned for, `2026-10`. */
  @WordColumn(20) batch: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_case_review_reviewer' }) reviewerId: string;
  @WordColumn(20) status: ReviewStatus;
  @DayColumn() plannedOn: string;
  @DayColumn({ nullable: true }) submittedOn: string | null;
  /** F-DOC out of 100. */
  @HundredthsColumn({ nullable: true }) documentScore: Decimal | null;
  /** F-PRO out of 100. */
  @HundredthsColumn({ nullable: true }) procedureScore: Decimal | null;
  /** Weighted mean of the forms that apply (rules/case-grade.ts); of a review from before the forms 100 less the deductions. */
  @HundredthsColumn({ nullable: true }) caseScore: Decimal | null;
  /** To be finished by; from the trigger's window or the plan. */
  @DayColumn({ nullable: true }) dueOn: string | null;
  /** The plan that drew it; `null` for reviews enrolled by an event. */
  @RefColumn({ nullable: true }) @ForeignKey(() => ReviewPlan, { name: 'fk_case_review_plan' }) planId: string | null;
  /** 盲评: the first review this one repeats, unseen by its reviewer; `null` for first reviews. At most one second review each. Counts for nobody's score. */
  @RefColumn({ nullable: true }) secondOfId: string | null;
  @CountColumn({ default: 1 }) version: number;
}

/** `second`: submitted in a blind second review. Compared with the first, it counts only where the trial office adopts it (a new finding under the first review). */
export type FindingStatus = FindingState | 'second';

/** 差错. Never overwritten once submitted: superseded, with who, when and why. */
@Entity('finding')
@Index('ix_finding_case', ['caseId'])
@Index('ix_finding_review', ['reviewId', 'recordedOn'])
@Index('ix_finding_counted', ['courtId', 'recordedOn', 'status', 'severity', 'counted', 'caseId', 'reviewId'])
@Index('ix_finding_status', ['courtId', 'status', 'commentUntil'])
export class Finding {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_finding_case' }) caseId: string;
  @RefColumn() @ForeignKey(() => CaseReview, { name: 'fk_finding_review' }) reviewId: string;
  @RefColumn({ nullable: true }) @ForeignKey(() => CaseDocument, { name: 'fk_finding_document' }) documentId: string | null;
  @RefColumn() @ForeignKey(() => DefectClause, { name: 'fk_finding_clause' }) clauseId: string;
  @WordColumn(20) severity: Severity;
  /** What the case loses, positive. */
  @HundredthsColumn() points: Decimal;
  /** Words at fault, exactly as in the document version; empty for procedure and file. */
  @TextColumn() quote: string;
  @WordColumn(80) quotePrefix: string;
  @WordColumn(80) quoteSuffix: string;
  @CountColumn({ nullable: true }) quoteStart: number | null;
  @WordColumn(64, { nullable: true }) documentDigest: string | null;
  /** `判决书第33段`, `卷宗第12页`. */
  @WordColumn(80) place: string;
  @TextColumn() comment: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_finding_reviewer' }) reviewerId: string;
  @WordColumn(20) status: FindingStatus;
  @DayColumn() recordedOn: string;
  @DayColumn({ nullable: true }) settledOn: string | null;
  /** Reason why nobody answers for it; `null` when shares exist. */
  @WordColumn(300, { nullable: true }) notAttributable: string | null;
  @RefColumn({ nullable: true }) supersededBy: string | null;
  @WordColumn(300, { nullable: true }) supersededReason: string | null;
  /** Last day on which those who answer for it may comment; `null` = the court has set no window, or not submitted yet. */
  @DayColumn({ nullable: true }) commentUntil: string | null;
  /** The first of the findings this one stands in the place of; `null` = it is the first. */
  @RefColumn({ nullable: true }) firstId: string | null;
  /** What it really costs the case where that is less than its points: the clause's cap, or another review had it already. */
  @HundredthsColumn({ nullable: true }) counted: Decimal | null;
  @CountColumn({ default: 1 }) version: number;
}

/** Who answers for a finding, and for how much of it. */
@Entity('finding_share')
@Index('uq_finding_share', ['findingId', 'personId'], { unique: true })
@Index('ix_finding_share_person', ['personId'])
@Index('ix_finding_share_counted', ['findingId', 'personId', 'share', 'points'])
export class FindingShare {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => Finding, { name: 'fk_finding_share_finding' }) findingId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_finding_share_person' }) personId: string;
  @WordColumn(30) post: string;
  /** Per cent. */
  @HundredthsColumn() share: Decimal;
  /** What the finding counts × share × countsFor, rounded half up once. */
  @HundredthsColumn() points: Decimal;
  /** Per cent of the own points that counts: 50 where the person reported it before the review. */
  @CountColumn({ default: 100 }) countsFor: number;
}

/** 庭审考评 with its summation. */
@Entity('hearing_assessment')
@Index('ix_hearing_assessment_judge', ['courtId', 'judgeId', 'assessedOn'])
export class HearingAssessment {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_hearing_assessment_case' }) caseId: string;
  @RefColumn() @ForeignKey(() => Person, { name: 'fk_hearing_assessment_judge' }) judgeId: string;
  @DayColumn() assessedOn: string;
  /** F-HRG out of 100. */
  @HundredthsColumn() hearingScore: Decimal;
  /** F-SUM out of 100; `null` where no summation was possible. */
  @HundredthsColumn({ nullable: true }) summationScore: Decimal | null;
}

/** 裁判文书公示 on the court's own network. */
@Entity('judgment_publication')
@Index('uq_judgment_publication_document', ['documentId'], { unique: true })
@Index('ix_judgment_publication_case', ['caseId'])
@Index('ix_judgment_publication_due', ['courtId', 'dueOn'])
export class JudgmentPublication {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CourtCase, { name: 'fk_judgment_publication_case' }) caseId: string;
  @RefColumn() @ForeignKey(() => CaseDocument, { name: 'fk_judgment_publication_document' }) documentId: string;
  @DayColumn() dueOn: string;
  @DayColumn({ nullable: true }) publishedOn: string | null;
  /** Approved reason for not publishing. */
  @WordColumn(200, { nullable: true }) exemption: string | null;
  /** Ground asked for and not decided yet. */
  @WordColumn(20, { nullable: true }) askedGround: string | null;
  /** Taken back from the network after it had been published. */
  @DayColumn({ nullable: true }) withdrawnOn: string | null;
  @CountColumn({ default: 1 }) version: number;
}
