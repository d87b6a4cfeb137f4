import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { ListQuery } from '../../../platform/http/list.dto.js';
import type { FormView, Said } from './forms.dto.js';

/** GET /api/hearings : hearings to assess and assessed. Sort keys: dueOn, heardOn, caseNumber, judge */
export class HearingListQuery extends ListQuery {
  @IsOptional() @IsIn(['open', 'done', 'withdrawn']) status?: string;
  @IsOptional() @IsIn(['true', 'false']) mine?: string;
}
/** GET /api/hearings/export : the list’s filters, as a file. */
export class HearingExportQuery extends HearingListQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface HearingRow {
  id: string;
  caseId: string;
  caseNumber: string;
  cause: string;
  nature: string;
  judge: string;
  heardOn: string | null;
  dueOn: string | null;
  status: 'open' | 'done' | 'withdrawn';
  /** Who assesses, and whether they have submitted; empty for assessments from before this list. */
  assessors: { personId: string; name: string; submitted: boolean }[];
  assessedOn: string | null;
  hearingScore: string | null;
  summationScore: string | null;
  total: string | null;
  /** One's own marks are still to be given. */
  mine: boolean;
}

/** POST /api/hearings : two people are to assess one hearing. */
export class PlanHearing {
  @IsString() @MaxLength(80) caseNumber: string;
  @IsDay() heardOn: string;
  @IsDay() dueOn: string;
  @IsArray() @ArrayMinSize(2) @ArrayMaxSize(2) @IsString({ each: true }) assessors: string[];
  /** Why no summation could be given (withdrawn, mediated before debate). */
  @IsOptional() @IsString() @MaxLength(300) noSummation?: string;
}

/** GET /api/hearings/assessors?caseNumber= : who may assess a hearing of the case, and why the others may not. */
export class AssessorQuery {
  @IsString() @MaxLength(80) caseNumber: string;
}
export interface AssessorChoice {
  personId: string;
  name: string;
  /** Why this reviewer may not; `null` = may. */
  recused: string | null;
}
export interface HearingCase {
  caseNumber: string;
  cause: string;
  judge: string;
  hearingOn: string | null;
  assessors: AssessorChoice[];
}

/** PUT /api/hearings/:id/marks : one's own marks, kept as they are given. */
export class SaveHearingMarks {
  /** Form → part → item. */
  @IsObject() values: Record<string, Record<string, Record<string, string>>>;
  @IsOptional() @IsString() @MaxLength(2000) comment?: string;
  @IsInt() @Min(1) version: number;
}
export class SubmitHearingMarks {
  @IsInt() @Min(1) version: number;
}
export class WithdrawHearing {
  @Matches(/\S/) @MaxLength(300) reason: string;
  @IsInt() @Min(1) version: number;
}

export interface HearingMarksView {
  assessor: string;
  comment: string;
  submittedAt: string | null;
  version: number;
  forms: FormView[];
}

export interface HearingView {
  hearing: HearingRow & { noSummation: string | null; withdrawnReason: string | null; version: number };
  /** One's own marks; `null` for everybody else. */
  own: (HearingMarksView & { missing: { path: string; message: string }[] }) | null;
  /** Both assessors' marks, only once both are in. */
  marks: HearingMarksView[];
  outcome: { hearingScore: string; summationScore: string | null; total: string; lines: Said[] } | null;
}
