import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { ListQuery, type Page } from '../../platform/http/list.dto.js';
import type { Bilingual } from './score.dto.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Who rates whom. */
export class RatingPair {
  @IsString() @MaxLength(36) raterId: string;
  @IsString() @MaxLength(36) ratedId: string;
}

/**
 * POST /api/rating-tasks → RatingTaskView (201): asks one rater group for its forms on one rated fact in one period.
 * Either `raterIds` × `ratedIds` (nobody rates himself), or `pairs`.
 */
export class NewRatingTask {
  @IsString() @IsNotEmpty() @MaxLength(60) fact: string;
  @IsString() @IsNotEmpty() @MaxLength(10) period: string;
  /** Who the raters are, in words: 分管院领导、本庭成员. */
  @IsString() @IsNotEmpty() @MaxLength(60) raterGroup: string;
  @IsOptional() @IsArray() @ArrayMaxSize(500) @IsString({ each: true }) raterIds?: string[];
  @IsOptional() @IsArray() @ArrayMaxSize(500) @IsString({ each: true }) ratedIds?: string[];
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(5000) @ValidateNested({ each: true }) @Type(() => RatingPair) pairs?: RatingPair[];
  /** Fewer submitted forms than this on one person are void. */
  @IsInt() @Min(1) minimumForms: number;
  /** Highest mark of the form. */
  @Matches(/^\d{1,4}(\.\d{1,2})?$/) outOf: string;
  @Matches(DAY) dueOn: string;
  /** Where the form and its wording come from. */
  @IsString() @IsNotEmpty() @MaxLength(200) source: string;
}

/** GET /api/rating-tasks?period=&fact=&status= (Page) ; GET /api/rating-tasks/:id. Counts only: no mark and no rater beside a mark. */
export interface RatingTaskView {
  id: string;
  fact: string;
  title: Bilingual;
  period: string;
  raterGroup: string;
  minimumForms: number;
  outOf: string;
  dueOn: string;
  source: string;
  status: 'open' | 'closed' | 'cancelled';
  asked: number;
  submitted: number;
  /** Rated people with fewer submitted forms than the minimum. */
  below: number;
  people: { id: string; name: string; asked: number; submitted: number; void: boolean }[];
  /** Who still owes forms, for a reminder; who has submitted is not said one by one. */
  owing: { id: string; name: string; owed: number }[];
  createdBy: string;
  createdAt: string;
  closed: { by: string; at: string; reason: string | null } | null;
  version: number;
}

export class RatingTaskQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(10) period?: string;
  @IsOptional() @IsString() @MaxLength(60) fact?: string;
  @IsOptional() @IsString() @MaxLength(20) status?: string;
}

export type RatingTaskPage = Page<RatingTaskView>;

/** POST /api/rating-tasks/:id/close (from then on the forms count) and /cancel (reason compulsory) → RatingTaskView */
export class EndRatingTask {
  @IsInt() @Min(1) version: number;
  @IsOptional() @IsString() @MaxLength(300) reason?: string;
}

/** GET /api/rating-forms/owed : the signed-in person's own forms, those of open tasks only. */
export interface RatingFormView {
  id: string;
  taskId: string;
  fact: string;
  title: Bilingual;
  meaning: Bilingual;
  period: string;
  raterGroup: string;
  rated: { id: string; name: string; division: string };
  outOf: string;
  dueOn: string;
  status: 'owed' | 'submitted';
  mark: string | null;
  reason: string | null;
  submittedAt: string | null;
  version: number;
}

/** PUT /api/rating-forms/:id → RatingFormView: submits a form, or changes the own one while its task is open. */
export class SubmitRatingForm {
  @Matches(/^\d{1,4}(\.\d{1,2})?$/) mark: string;
  /** Compulsory below 60 % of the highest mark. */
  @IsOptional() @IsString() @MaxLength(500) reason?: string;
  @IsInt() @Min(1) version: number;
}
