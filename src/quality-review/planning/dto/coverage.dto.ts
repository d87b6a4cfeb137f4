import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { ListQuery } from '../../../platform/http/list.dto.js';
import type { PlanningWords } from './plan.dto.js';

export const COVERAGE_BY = ['division', 'judge', 'month', 'field'] as const;

/** GET /api/review-coverage?period=2026-10&by=division. Permission `review.coverage`, own scope. */
export class CoverageQuery {
  /** A month, quarter, half-year or year; this year when left out. */
  @IsOptional() @Matches(/^\d{4}(-\d{2}|Q[1-4]|H[12])?$/) period?: string;
  @IsOptional() @IsIn(COVERAGE_BY) by?: (typeof COVERAGE_BY)[number];
}

export class CoverageExportQuery extends CoverageQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface CoverageFigures {
  /** 应评: every closed case. */
  closed: number;
  planned: number;
  reviewed: number;
  /** Per cent of the closed cases, two places; `null` without one. */
  plannedShare: string | null;
  reviewedShare: string | null;
}

export interface CoverageRow extends CoverageFigures {
  /** Id of the division or judge, the month, or the field. */
  key: string;
  label: string;
}

export interface CoverageView {
  period: string;
  by: (typeof COVERAGE_BY)[number];
  total: CoverageFigures;
  /** Cases under review by kind, each case once. */
  kinds: { routine: number; key: number; special: number };
  rows: CoverageRow[];
}

/** GET /api/review-coverage/cases: down to the cases. */
export class CoverageCasesQuery extends ListQuery {
  @IsOptional() @Matches(/^\d{4}(-\d{2}|Q[1-4]|H[12])?$/) period?: string;
  @IsOptional() @IsIn(['closed', 'uncovered', 'planned', 'reviewed']) state?: 'closed' | 'uncovered' | 'planned' | 'reviewed';
  @IsOptional() @IsIn(COVERAGE_BY) by?: (typeof COVERAGE_BY)[number];
  @IsOptional() @IsString() @MaxLength(60) key?: string;
}

export class CoverageCasesExportQuery extends CoverageCasesQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface CoverageCase {
  caseId: string;
  caseNumber: string;
  cause: string;
  field: string;
  judge: string | null;
  division: string | null;
  closedOn: string;
  state: 'uncovered' | 'planned' | 'reviewed';
  /** Why it is not under review. */
  why: PlanningWords | null;
}

/** GET /api/review-sampling */
export class SamplingQuery {
  @Matches(/^\d{1,7}$/) lot: string;
  @IsIn(['S-1', 'S-2', 'S-3', 'S-4', 'I', 'II', 'III']) level: 'S-1' | 'S-2' | 'S-3' | 'S-4' | 'I' | 'II' | 'III';
  @IsString() @MaxLength(6) limit: string;
  /** Error rate whose chance of passing unseen is asked for, per cent. */
  @Matches(/^\d{1,3}(\.\d{1,2})?$/) rate: string;
  /** Chance of missing it that the court will bear, per cent. */
  @Matches(/^\d{1,3}(\.\d{1,2})?$/) risk: string;
}

export interface SamplingView {
  lot: number;
  letter: string;
  sampleSize: number;
  accept: number;
  reject: number;
  everyCase: boolean;
  limits: string[];
  /** Faulty reviews the lot would hold at that rate. */
  faulty: number;
  /** Chance of passing although it holds them, per cent with two places. */
  missChance: string;
  /** Smallest sample that leaves no more than the risk of seeing none. */
  sampleToNotice: number;
  /** The arithmetic, sentence by sentence. */
  words: PlanningWords[];
  /** Chance of acceptance by error rate, for the curve. */
  curve: { rate: string; chance: string }[];
}
