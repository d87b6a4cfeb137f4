import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { ListQuery } from '../../platform/http/list.dto.js';
import { FLOW_KINDS, type FlowKind } from '../flow/counted-flow.js';
import type { ObjectionView } from './objection.dto.js';

/** GET /api/cases (Page<CaseRow>), GET /api/cases/export?format=xlsx|csv with the same query. Sort keys: caseNumber, intakeOn, closedOn, judge, weight. */
export class CaseListQuery extends ListQuery {
  @IsOptional() @IsIn(['criminal', 'civil', 'administrative', 'enforcement', 'other']) nature?: string;
  @IsOptional() @IsIn(['pending', 'closed', 'effective']) status?: string;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  @IsOptional() @IsString() @MaxLength(36) judgeId?: string;
  @IsOptional() @IsDay() intakeFrom?: string;
  @IsOptional() @IsDay() intakeUntil?: string;
  @IsOptional() @IsDay() closedFrom?: string;
  /** Half-open: cases closed before this day. */
  @IsOptional() @IsDay() closedUntil?: string;
  /** Still open with the time limit past. */
  @IsOptional() @IsIn(['past']) limit?: 'past';
  /** With `flowPeriod`: the cases of one figure of the case flow. */
  @IsOptional() @IsIn(FLOW_KINDS) flow?: FlowKind;
  @IsOptional() @IsString() @MaxLength(10) flowPeriod?: string;
}

export interface CaseRow {
  id: string;
  caseNumber: string;
  nature: string;
  cause: string;
  intakeOn: string;
  closedOn: string | null;
  effectiveOn: string | null;
  /** Two places. */
  weight: string;
  closingManner: string | null;
  division: string | null;
  judge: string | null;
  judgeId: string | null;
  status: 'pending' | 'closed' | 'effective';
}

export interface CaseDocumentView {
  id: string;
  kind: string;
  title: string;
  version: number;
  mediaType: string;
  digest: string;
  size: number;
  hasText: boolean;
  createdAt: string;
  supersededBy: string | null;
}

/** GET /api/cases/:id */
export interface CaseView extends CaseRow {
  version: number;
  procedure: string | null;
  hearingOn: string | null;
  limitOn: string | null;
  deductedDays: number;
  /** Days from intake to closing (or today) less deductions, and whether within the limit; `null` without a limit. */
  netDays: number;
  inLimit: boolean | null;
  /** How the limit comes about: article, start, deductions, extensions, days off. */
  limitWhy: { zh: string; en: string }[];
  outcome: string | null;
  parties: string | null;
  claimed: string | null;
  realised: string | null;
  clerk: string | null;
  panel: { personId: string; name: string; role: string }[];
  limitChanges: { kind: string; code: string; reason: string; validFrom: string; validUntil: string; approvedOn: string | null }[];
  appeals: { appealedOn: string; outcome: string; decidedOn: string | null; attributable: boolean | null; reason: string | null }[];
  /** 执行异议, oldest first. */
  objections: ObjectionView[];
  documents: CaseDocumentView[];
  /** Timeline in order; `done` false = still ahead. */
  steps: { key: 'intake' | 'hearing' | 'closing' | 'effect'; day: string | null }[];
  trail: { at: string; who: string; action: string; reason: string | null; before: string | null; after: string | null }[];
}

/** GET /api/cases/:id/documents/:documentId */
export interface CaseDocumentText extends CaseDocumentView {
  text: string | null;
}

/** POST /api/cases: register one case; PATCH /api/cases/:id takes the same fields plus `version`. */
export class RegisterCase {
  @IsString() @MaxLength(80) caseNumber: string;
  @IsString() @MaxLength(120) cause: string;
  @IsDay() intakeOn: string;
  @IsOptional() @IsString() @MaxLength(40) procedure?: string;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  @IsOptional() @IsString() @MaxLength(36) responsibleJudgeId?: string;
  @IsOptional() @IsString() @MaxLength(36) clerkId?: string;
  /** Two places; the court's weight table decides when absent. */
  @IsOptional() @IsString() @MaxLength(8) weight?: string;
  @IsOptional() @IsDay() hearingOn?: string;
  @IsOptional() @IsDay() closedOn?: string;
  @IsOptional() @IsDay() effectiveOn?: string;
  @IsOptional() @IsString() @MaxLength(20) closingManner?: string;
  /** Only for numbers from before 2016, which do not tell it. */
  @IsOptional() @IsIn(['criminal', 'civil', 'administrative', 'enforcement', 'other']) nature?: string;
}

/** PATCH /api/cases/:id: what is not sent stays, `null` clears. `version` is the one that was read. */
export class ChangeCase extends PartialType(RegisterCase) {
  @IsInt() @Min(1) version: number;
  /** The frozen result stays; what is changed counts only through a numbered correction. */
  @IsOptional() @IsBoolean() countsByCorrection?: boolean;
}

export class CaseExportQuery extends CaseListQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv';
}
