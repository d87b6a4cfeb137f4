import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { ListQuery } from '../../../platform/http/list.dto.js';
import type { Bilingual, RateView } from './patterns.dto.js';

export class MeasureInput {
  @IsString() @MinLength(1) @MaxLength(1000) words: string;
  @IsString() @MaxLength(36) personId: string;
  @IsDay() dueOn: string;
}

/** POST /api/briefings */
export class RecordBriefing {
  @IsDay() heldOn: string;
  @IsString() @MinLength(1) @MaxLength(120) occasion: string;
  @IsString() @MaxLength(36) chairId: string;
  @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) clauses: string[];
  @IsArray() @ArrayMaxSize(60) @IsString({ each: true }) divisionIds: string[];
  @IsString() @MaxLength(8000) material: string;
  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => MeasureInput) measures: MeasureInput[];
}

/** POST /api/briefings/:id/measures */
export class AddMeasures {
  @IsInt() version: number;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => MeasureInput) measures: MeasureInput[];
}

/** POST /api/briefings/:id/measures/:measureId/done, /api/briefings/:id/close */
export class BriefingWords {
  @IsInt() version: number;
  @IsString() @MaxLength(2000) words: string;
}

/** GET /api/briefings (Page<BriefingRow>) */
export class BriefingListQuery extends ListQuery {
  @IsOptional() @IsIn(['open', 'closed', 'overdue']) state?: string;
  @IsOptional() @IsString() @MaxLength(20) clause?: string;
}

export class BriefingExportQuery extends BriefingListQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

/** GET /api/briefings/:id/effect?days=60 */
export class EffectQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(7) @Max(366) days?: number;
}

export interface BriefingRow {
  id: string;
  heldOn: string;
  occasion: string;
  chair: string;
  clauses: { code: string; label: Bilingual }[];
  divisions: Bilingual[];
  measures: number;
  done: number;
  overdue: number;
  status: 'open' | 'closed';
}

export interface MeasureView {
  id: string;
  words: string;
  personId: string;
  person: string;
  dueOn: string;
  overdue: boolean;
  doneOn: string | null;
  doneBy: string | null;
  doneWords: string | null;
  version: number;
  /** The reader may say it is done. */
  yours: boolean;
}

export interface BriefingView extends BriefingRow {
  version: number;
  material: string;
  closedOn: string | null;
  closedBy: string | null;
  closingWords: string | null;
  list: MeasureView[];
}

/** Rates of the clauses among cases closed as many days before the briefing as after it. */
export interface EffectView {
  days: number;
  before: { from: string; until: string };
  after: { from: string; until: string };
  /** Divisions that attended within the reader's reach; empty = the whole court. */
  divisions: Bilingual[];
  rows: { code: string | null; label: Bilingual; before: RateView; after: RateView; change: { difference: string | null; interval: { from: string; until: string } | null; verdict: 'rose' | 'fell' | 'unsaid' | 'empty' } }[];
}
