import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Sentence } from '../../../kernel/domain-error.js';
import { IsDay } from '../../../platform/http/is-day.js';
import { ListQuery } from '../../../platform/http/list.dto.js';
import type { AgreementWithInterval } from '../../../rules/agreement-interval.js';
import type { DefectCoverage } from '../../../rules/defect-coverage.js';
import type { DetectionRate } from '../../../rules/detection-rate.js';
import type { ReviewerSeverity } from '../../../rules/reviewer-severity.js';

const NATURES = ['criminal', 'civil', 'administrative', 'enforcement', 'other'] as const;

/** GET /api/review-agreement: cases whose blind second review was submitted from `from` and before `until`. */
export class AgreementQuery {
  @IsDay() from: string;
  @IsDay() until: string;
  @IsOptional() @IsIn(NATURES) nature?: string;
}

/** GET /api/review-agreement/pairs (Page<PairRow>), sort keys: submittedOn, caseNumber, firstOnly, secondOnly, both */
export class PairListQuery extends ListQuery {
  @IsDay() from: string;
  @IsDay() until: string;
  @IsOptional() @IsIn(NATURES) nature?: string;
  /** The reviewer took part, as first or second. */
  @IsOptional() @IsString() @MaxLength(36) reviewer?: string;
  /** Recorded by either. */
  @IsOptional() @IsString() @MaxLength(20) clause?: string;
  @IsOptional() @IsIn(['same', 'missed', 'notConfirmed']) outcome?: 'same' | 'missed' | 'notConfirmed';
}

export class PairExportQuery extends PairListQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export class AgreementExportQuery extends AgreementQuery {
  @IsIn(['overall', 'clauses', 'reviewers', 'defects']) part: 'overall' | 'clauses' | 'reviewers' | 'defects';
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface OverallRow {
  key: 'anyFinding' | 'grade' | 'points';
  title: Sentence;
  coefficients: AgreementWithInterval[];
}

/** `low`: below the court's least; `clearlyLow`: the whole interval is. */
export type ClauseVerdict = 'tooFew' | 'good' | 'low' | 'clearlyLow';

export interface ClauseAgreement {
  code: string;
  label: Sentence;
  severity: 'serious' | 'minor';
  /** Cases reviewed twice in which the clause could apply. */
  pairs: number;
  /** Of these, cases in which it was recorded by both, by the first alone, by the second alone. */
  both: number;
  firstOnly: number;
  secondOnly: number;
  verdict: ClauseVerdict;
  /** Krippendorff’s α decides; empty while there are too few cases. */
  coefficients: AgreementWithInterval[];
  says: Sentence;
}

export interface ReviewerFigures {
  reviewerId: string;
  name: string;
  own: boolean;
  asFirst: number;
  asSecond: number;
  detection: DetectionRate;
  severity: ReviewerSeverity | null;
}

export interface FieldCoverage extends DefectCoverage {
  /** `all` = the whole court. */
  field: string;
  pairs: number;
  reviewed: number;
  closed: number;
  findings: number;
  first: number;
  second: number;
  both: number;
}

export interface AgreementView {
  from: string;
  until: string;
  /** Colleagues are named to whoever may see the whole court; a reviewer reads own figures and the court's. */
  named: boolean;
  pairs: number;
  least: { detection: string; pairs: number; agreement: string; clauseCases: number };
  found: { both: number; firstOnly: number; secondOnly: number };
  detection: DetectionRate;
  overall: OverallRow[];
  clauses: ClauseAgreement[];
  reviewers: ReviewerFigures[];
  defects: FieldCoverage[];
  assumptions: readonly Sentence[];
  /** Of the repeated samples; whoever uses it again gets the same intervals. */
  seed: string;
}

export interface PairRow {
  /** Of the second review. */
  id: string;
  caseId: string;
  caseNumber: string;
  cause: string;
  nature: string;
  kind: 'routine' | 'key' | 'special';
  submittedOn: string;
  /** `null` for a colleague whose name one may not see. */
  firstReviewer: string | null;
  secondReviewer: string | null;
  /** Which of the two is oneself. */
  own: 'first' | 'second' | null;
  both: number;
  firstOnly: number;
  secondOnly: number;
  firstPoints: string;
  secondPoints: string;
}

export interface PairFinding {
  place: string;
  quote: string;
  comment: string;
  points: string;
  /** Withdrawn since, or not adopted: was no defect. */
  dropped: boolean;
}

export interface PairView extends PairRow {
  /** One line for each fault; what both found stands side by side. */
  lines: { code: string; label: Sentence; severity: 'serious' | 'minor'; first: PairFinding | null; second: PairFinding | null }[];
}
