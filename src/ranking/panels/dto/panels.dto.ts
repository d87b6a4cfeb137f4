import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ListQuery } from '../../../platform/http/list.dto.js';

interface Bilingual {
  zh: string;
  en: string;
}

/** GET /api/rankings/:group/:period/panels/trend : the group's totals, oldest period first. */
export interface GroupTrendView {
  points: { period: string; status: 'open' | 'closed' | 'published'; size: number; mean: string | null; median: string | null }[];
  /** Fewer periods than this are no trend. */
  needed: number;
}

/** GET /api/rankings/:group/:period/panels/clauses : what the members the reader may see answer for, by clause and by division. */
export interface GroupClausesView {
  people: number;
  findings: number;
  rows: { clause: string; label: Bilingual; serious: number; findings: number; cases: number; /** Per cent of all findings, then running. */ share: string; running: string }[];
  divisions: { id: string; label: Bilingual; /** Cases these people had a part in that were reviewed. */ reviewed: number }[];
  /** Clauses with the most findings × divisions. */
  cells: { clause: string; division: string; findings: number; cases: number; of: number; rate: string | null }[];
}

/** GET /api/rankings/:group/:period/panels/findings : the findings behind a figure of the clauses. */
export class GroupFindingsQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(40) clause?: string;
  @IsOptional() @IsString() @MaxLength(36) division?: string;
  /** Instead of those a clause counts: all recorded in the period, or those of them withdrawn since. */
  @IsOptional() @IsIn(['recorded', 'withdrawn']) which?: 'recorded' | 'withdrawn';
}

/** GET /api/rankings/:group/:period/panels/cases : the reviewed cases a share of the heat map is of. */
export class GroupCasesQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(36) division?: string;
}

export interface GroupCaseRow {
  caseId: string;
  caseNumber: string;
  cause: string;
  judge: string | null;
  day: string;
  findings: number;
}

export interface GroupFindingRow {
  id: string;
  caseId: string;
  caseNumber: string;
  clause: string;
  label: Bilingual;
  severity: 'serious' | 'minor';
  day: string;
  people: string[];
  /** Withdrawn since: why. */
  withdrawn: string | null;
}
