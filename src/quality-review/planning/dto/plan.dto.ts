import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { ListQuery } from '../../../platform/http/list.dto.js';

export const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

export interface PlanningWords {
  zh: string;
  en: string;
}

export interface PlanParameter {
  name: string;
  label: PlanningWords;
  value: string;
  source: string;
  example: boolean;
}

/** GET /api/review-plans?kind=&month= (Page<PlanRow>), newest first. Permission `review.coverage`; second reviews `review.plan`. */
export class PlanListQuery extends ListQuery {
  @IsOptional() @IsIn(['routine', 'second']) kind?: 'routine' | 'second';
  @IsOptional() @Matches(MONTH) month?: string;
}

export interface PlanRow {
  id: string;
  kind: 'routine' | 'second';
  month: string;
  round: number;
  status: 'sealed' | 'committed';
  openedBy: string;
  sealedAt: string;
  /** SHA-256 of the seed, known since `sealedAt`. */
  commitment: string;
  committedBy: string | null;
  committedAt: string | null;
  lot: number | null;
  target: number | null;
  planned: number | null;
  withoutReviewer: number | null;
}

/** GET /api/review-plans/:id */
export interface PlanView extends PlanRow {
  version: number;
  /** Once committed. */
  seed: string | null;
  inputDigest: string | null;
  resultDigest: string | null;
  /** What the numbers were at the commit; while open, what they are today. Missing ones are named. */
  parameters: PlanParameter[];
  missing: PlanningWords[];
  loads: PlanLoad[];
  left: PlanLeft[];
  may: { preview: boolean; commit: boolean };
}

export interface PlanLoad {
  reviewer: string;
  before: number;
  added: number;
}

/** A case the draw came to and nobody may review. */
export interface PlanLeft {
  caseId: string;
  number: string;
  cause: string;
  division: string | null;
  reasons: { reviewer: string; why: PlanningWords }[];
}

/** POST /api/review-plans: seals a seed for a month. */
export class OpenPlan {
  @IsIn(['routine', 'second']) kind: 'routine' | 'second';
  @Matches(MONTH) month: string;
}

/** POST /api/review-plans/:id/preview. Saves nothing. `size` (second reviews only): a sample worked out by the sampling planner instead of the share. */
export class PreviewPlan {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100_000) size?: number;
}

export interface PlannedCase {
  caseId: string;
  number: string;
  cause: string;
  field: string;
  judge: string | null;
  division: string | null;
  closedOn: string;
  reviewer: string;
  why: 'least' | 'share';
}

export interface PlanPreview {
  inputDigest: string;
  lot: number;
  underReview: number;
  target: number;
  planned: number;
  parameters: PlanParameter[];
  cases: PlannedCase[];
  loads: PlanLoad[];
  left: PlanLeft[];
  /** Whose least number cannot be reached from this month’s cases. */
  short: { holder: string; owed: number; drawn: number }[];
  /** Month in which the reviews are to be done, as proposed. */
  batch: string;
}

/** POST /api/review-plans/:id/commit */
export class CommitPlan {
  @IsInt() version: number;
  @IsString() @Length(64, 64) inputDigest: string;
  /** This month or the next; as proposed when left out. */
  @IsOptional() @Matches(MONTH) batch?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100_000) size?: number;
}

/** GET /api/review-plans/months?year=2026: one row a month, from the first closing. */
export class MonthsQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2100) year?: number;
}

export interface PlanMonth {
  month: string;
  closed: number;
  planned: number;
  reviewed: number;
  submitted: number;
  second: number;
  /** `over`: the month can be planned; `planned`: a plan was committed; `open`: a seed is sealed; `running`: not over yet; `none`: nothing closed. */
  routine: 'planned' | 'open' | 'over' | 'running' | 'none';
  routinePlanId: string | null;
  /** `null` for readers who do not plan reviews: they are not told of second reviews. */
  blind: 'planned' | 'open' | 'over' | 'running' | 'none' | null;
  blindPlanId: string | null;
}

/** GET /api/review-plans/:id/cases (Page<PlanCaseRow>) */
export interface PlanCaseRow {
  reviewId: string;
  caseId: string;
  number: string;
  cause: string;
  field: string;
  judge: string | null;
  division: string | null;
  reviewer: string;
  status: string;
  dueOn: string | null;
  version: number;
}

/** GET /api/reviews/:id/reviewers: who could take the review over. */
export interface ReviewerChoice {
  id: string;
  name: string;
  load: number;
  /** Why not; `null` = may. */
  barred: PlanningWords | null;
  current: boolean;
}

/** POST /api/reviews/:id/reassign */
export class ReassignReview {
  @IsInt() version: number;
  @IsString() @MaxLength(36) reviewerId: string;
  @IsString() @MinLength(4) @MaxLength(300) reason: string;
}
