import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min, MinLength } from 'class-validator';
import { CASE_NATURES } from '../../kernel/actor.js';
import { ListQuery } from '../../platform/http/list.dto.js';

/**
 * 指定分案的范围. `majorDifficult` 重大疑难复杂 · `newType` 新类型 · `related` 关联、系列案件 · `remanded` 发回重审、再审 ·
 * `sensitive` 社会影响重大 · `specialForm` 须由院庭长承办 · `other`.
 */
export const DESIGNATION_SCOPES = ['majorDifficult', 'newType', 'related', 'remanded', 'sensitive', 'specialForm', 'other'] as const;
export type DesignationScope = (typeof DESIGNATION_SCOPES)[number];
export type DesignationStatus = 'proposed' | 'approved' | 'refused' | 'withdrawn';

/**
 * GET /api/assignment/designations (Page<DesignationRow>), GET /api/assignment/designations/export?format=xlsx|csv.
 * The public ledger: everybody in the court (`assignment.read`). Newest first.
 */
export class DesignationQuery extends ListQuery {
  @IsOptional() @IsIn(['proposed', 'approved', 'refused', 'withdrawn']) status?: DesignationStatus;
  @IsOptional() @IsIn(CASE_NATURES) nature?: string;
  @IsOptional() @IsString() @MaxLength(36) judgeId?: string;
  /** `2026-10`, of the decision, or of the proposal while there is none. */
  @IsOptional() @Matches(/^\d{4}-\d{2}$/) month?: string;
}

export class DesignationExportQuery extends DesignationQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv';
}

export interface DesignationRow {
  id: string;
  version: number;
  caseId: string;
  caseNumber: string;
  nature: string;
  cause: string;
  scope: DesignationScope;
  reason: string;
  judgeId: string;
  judge: string;
  division: string;
  atOnce: boolean;
  status: DesignationStatus;
  proposedBy: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  /** Day the case reached the judge; `null` while it waits for the run. */
  assignedOn: string | null;
  /** Loads of the judge when proposed, for whoever approves. */
  may: { approve: boolean; withdraw: boolean };
}

/** GET /api/assignment/designations/summary?from=2026-01&until=2026-12 : share of all cases assigned, per month and per judge. */
export interface DesignationSummary {
  months: { month: string; assigned: number; designated: number; share: string }[];
  judges: { judgeId: string; name: string; unit: string; assigned: number; designated: number; share: string }[];
  total: { assigned: number; designated: number; share: string };
}

export class DesignationSummaryQuery {
  @IsOptional() @Matches(/^\d{4}-\d{2}$/) from?: string;
  @IsOptional() @Matches(/^\d{4}-\d{2}$/) until?: string;
}

/** POST /api/assignment/designations (permission `assignment.designate`): of a case that waits in the pool. */
export class ProposeDesignation {
  @IsString() @MaxLength(36) caseId: string;
  @IsString() @MaxLength(36) judgeId: string;
  @IsIn(DESIGNATION_SCOPES) scope: DesignationScope;
  @IsString() @MinLength(5) @MaxLength(500) reason: string;
  /** true: takes effect on approval; false: placed first in the next run, and uses up quota. */
  @IsBoolean() atOnce: boolean;
}

/** POST /api/assignment/designations/:id/approve (permission `assignment.approve`, never the proposer), …/refuse (reason compulsory), …/withdraw (the proposer's office). */
export class DecideDesignation {
  @IsInt() @Min(1) version: number;
  @IsOptional() @IsString() @MaxLength(300) reason?: string;
}
