import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { ListQuery } from '../../platform/http/list.dto.js';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const PERIOD = /^\d{4}(-(0[1-9]|1[0-2])|Q[1-4]|H[12])?$/;

interface Words {
  zh: string;
  en: string;
}

/** GET /api/costs/summary, …/export; without a period the last whole month. */
export class CostSummaryQuery {
  @IsOptional() @Matches(PERIOD) period?: string;
}

export class CostSummaryExport extends CostSummaryQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export type DenominatorOf = 'closedCases' | 'kilometres' | 'headMonths';
export type Grade = 'excellent' | 'good' | 'ordinary';

export interface CostCategoryView {
  code: string;
  label: Words;
  denominator: DenominatorOf;
  /** 元/件 … */
  per: Words;
  weight: number;
  typicalMin: string;
  typicalMax: string;
  excluded: Words;
  source: string;
  example: boolean;
}

export interface CostLowView {
  category: string;
  reason: 'ratio' | 'postage' | 'fuel';
  words: Words;
  months: string[];
  explained: boolean;
  /** What became of the last explanation of it. */
  explanation: 'none' | 'waiting' | 'refused' | 'accepted';
}

export interface CostCell {
  category: string;
  amount: string;
  denominator: number;
  unitCost: string;
  mean: string;
  ratio: string;
  grade: Grade | null;
  /** Unit cost, mean, ratio, each worked out in words. */
  words: Words[];
  saving: string | null;
  savingWords: Words | null;
  low: boolean;
}

export interface CostUnitView {
  divisionId: string;
  name: Words;
  group: 'division' | 'tribunal';
  cells: CostCell[];
  total: string | null;
  totalWords: Words | null;
  grade: Grade | null;
  gradeWords: Words | null;
  points: string | null;
  withheld: 'nothing' | 'cuts' | 'low' | null;
  lows: CostLowView[];
  /** Against the same period a year before, over the categories of both; what is implausibly low and unexplained is no saving. */
  saving: string | null;
}

export interface CostSummary {
  period: string;
  /** What may be asked for: years, and months up to the last whole one, the newest first. */
  periods: string[];
  categories: CostCategoryView[];
  /** `null` = the court has set no `cost.cuts`, and nobody is graded. */
  cuts: { excellent: string; good: string; source: string; example: boolean; from: string } | null;
  lowBelow: string;
  units: CostUnitView[];
  /** Units the reader may enter for or speak for. */
  mine: { divisionId: string; name: Words; record: boolean; comment: boolean }[];
  may: { record: boolean; comment: boolean };
}

/** GET /api/costs/entries (Page<CostEntryRow>), …/export. Sort keys: month, division, category, amount, enteredAt */
export class CostEntryQuery extends ListQuery {
  @IsOptional() @Matches(PERIOD) period?: string;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  @IsOptional() @IsString() @MaxLength(10) category?: string;
  /** Superseded ones too. */
  @IsOptional() @IsIn(['true', 'false']) former?: string;
}

export class CostEntryExport extends CostEntryQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface CostEntryRow {
  id: string;
  divisionId: string;
  division: Words;
  month: string;
  category: string;
  label: Words;
  per: Words;
  amount: string;
  denominator: number;
  unitCost: string;
  services: number | null;
  note: string | null;
  revision: number;
  enteredBy: string | null;
  enteredAt: string | null;
  superseded: { at: string; by: string; reason: string } | null;
  /** What the register counts today, where that is the denominator and differs from it. */
  registerNow: number | null;
  may: { correct: boolean };
}

/** GET /api/costs/form?divisionId=&month=: what is entered and what is still to enter. */
export class CostFormQuery {
  @IsString() @MaxLength(36) divisionId: string;
  @IsString() @Matches(MONTH) month: string;
}

export interface CostForm {
  closedCases: number;
  rows: { category: CostCategoryView; entry: CostEntryRow | null }[];
}

export class CostFigures {
  /** Yuan, two places at most. */
  @IsString() @MaxLength(20) amount: string;
  /** Kilometres or heads; cases are counted by the register. */
  @IsOptional() @IsInt() denominator?: number | null;
  @IsOptional() @IsInt() services?: number | null;
  @IsOptional() @IsString() @MaxLength(200) note?: string;
}

export class EnterCost extends CostFigures {
  @IsString() @MaxLength(10) category: string;
}

/** POST /api/costs/entries → CostEntryRow[] */
export class EnterCosts {
  @IsString() @MaxLength(36) divisionId: string;
  @IsString() @MaxLength(7) month: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => EnterCost) rows: EnterCost[];
}

/** POST /api/costs/entries/:id/correct → CostEntryRow */
export class CorrectCost extends CostFigures {
  @IsString() @MinLength(5) @MaxLength(300) reason: string;
}

/** POST /api/costs/entries/:id/withdraw */
export class WithdrawCost {
  @IsString() @MinLength(5) @MaxLength(300) reason: string;
}

/** GET /api/costs/remarks (Page<CostRemarkRow>), …/export */
export class CostRemarkQuery extends ListQuery {
  @IsOptional() @Matches(PERIOD) period?: string;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  @IsOptional() @IsString() @MaxLength(10) category?: string;
  @IsOptional() @IsIn(['noted', 'waiting', 'accepted', 'refused']) state?: string;
}

export class CostRemarkExport extends CostRemarkQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface CostRemarkRow {
  id: string;
  divisionId: string;
  division: Words;
  kind: 'comment' | 'explanation';
  category: string;
  label: Words;
  fromMonth: string;
  untilMonth: string;
  words: string;
  by: string;
  at: string;
  state: 'noted' | 'waiting' | 'accepted' | 'refused';
  decided: { by: string; at: string; words: string | null } | null;
  version: number;
  may: { decide: boolean };
}

/** POST /api/costs/remarks → CostRemarkRow */
export class WriteRemark {
  @IsIn(['comment', 'explanation']) kind: 'comment' | 'explanation';
  @IsString() @MaxLength(36) divisionId: string;
  @IsString() @MaxLength(10) category: string;
  @IsString() @MaxLength(7) fromMonth: string;
  @IsString() @MaxLength(7) untilMonth: string;
  @IsString() @MaxLength(1000) words: string;
}

/** POST /api/costs/remarks/:id/accept|refuse → CostRemarkRow */
export class DecideRemark {
  @IsInt() @Min(1) version: number;
  @IsOptional() @IsString() @MaxLength(300) words?: string;
}

/** POST /api/costs/import (multipart: `commit`, `file`). Tried without `commit`; nothing is kept while a row has a fault. */
export interface CostImportAnswer {
  rows: number;
  ready: number;
  /** Entered already and alike. */
  unchanged: number;
  saved: number;
  faults: { row: number | null; column: string; value: string; what: Words; fix: Words }[];
}
