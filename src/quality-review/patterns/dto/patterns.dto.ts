import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';

export interface Bilingual {
  zh: string;
  en: string;
}

export class PatternQuery {
  @IsDay() from: string;
  /** Not counted any more. */
  @IsDay() until: string;
  @IsOptional() @IsString() @MaxLength(20) clause?: string;
  @IsOptional() @IsString() @MaxLength(36) division?: string;
  @IsOptional() @IsIn(['criminal', 'civil', 'administrative', 'enforcement', 'other']) nature?: string;
  @IsOptional() @IsString() @MaxLength(120) cause?: string;
  @IsOptional() @IsIn(['serious', 'minor']) severity?: string;
}

/** GET /api/patterns?by=clause&from=&until= */
export class PatternTableQuery extends PatternQuery {
  @IsIn(['clause', 'division', 'cause', 'month', 'field']) by: 'clause' | 'division' | 'cause' | 'month' | 'field';
}

/** GET /api/patterns/export */
export class PatternExportQuery extends PatternTableQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface RateView {
  cases: number;
  /** Reviewed cases that could have shown it. */
  of: number;
  /** Per cent; `null` when nothing was reviewed. */
  rate: string | null;
  interval: { from: string; until: string } | null;
}

export interface PatternRow extends RateView {
  key: string;
  label: Bilingual;
  findings: number;
  serious: number;
  points: string;
  /** Share of all findings, and of this row with those before it, per cent. */
  share: string;
  running: string;
  before: RateView;
  change: { difference: string | null; interval: { from: string; until: string } | null; verdict: 'rose' | 'fell' | 'unsaid' | 'empty' };
}

export interface PatternView {
  from: string;
  until: string;
  /** The period of the same length just before. */
  before: { from: string; until: string };
  by: string;
  findings: number;
  total: RateView;
  totalBefore: RateView;
  rows: PatternRow[];
}

/** GET /api/patterns/heat */
export interface HeatView {
  clauses: { code: string; label: Bilingual }[];
  divisions: { id: string; label: Bilingual; reviewed: number }[];
  cells: { clause: string; division: string; cases: number; findings: number; of: number; rate: string | null }[];
}

/** GET /api/patterns/repeats?until= : the same clause found with the same person again and again. */
export class RepeatQuery {
  @IsDay() until: string;
}

export interface RepeatView {
  from: string;
  until: string;
  least: number;
  months: number;
  /** Whether the reader may see who. */
  named: boolean;
  rows: { clause: string; label: Bilingual; findings: number; personId: string | null; name: string | null; division: Bilingual | null; last: string }[];
}
