import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import type { Growth } from '../../../rules/case-flow.js';

interface Bilingual {
  zh: string;
  en: string;
}

/** GET /api/cases/flow ; /export with `format` */
export class CaseFlowQuery {
  /** 2026-10, 2026Q3, 2026H1, 2026 */
  @IsString() @MaxLength(10) period: string;
  @IsIn(['division', 'judge', 'nature']) by: 'division' | 'judge' | 'nature';
}

export class CaseFlowExportQuery extends CaseFlowQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv';
}

/** GET /api/cases/flow/trend, /history: of one unit; without `unitId` of everything the reader may see. */
export class FlowUnitQuery {
  @IsString() @MaxLength(10) period: string;
  @IsOptional() @IsIn(['court', 'division', 'judge', 'nature']) unitKind: 'court' | 'division' | 'judge' | 'nature' = 'court';
  @IsOptional() @IsString() @MaxLength(36) unitId: string = '';
}

class FlowRecord {
  @IsString() @MaxLength(10) period: string;
  @IsIn(['court', 'division', 'judge', 'nature']) unitKind: 'court' | 'division' | 'judge' | 'nature';
  /** Empty for the court. */
  @IsString() @MaxLength(36) unitId: string;
  /** Needed when one stands already: why it is replaced. */
  @IsOptional() @IsString() @MaxLength(300) reason?: string;
}

/** POST /api/cases/flow/counts */
export class RegisterCount extends FlowRecord {
  @Type(() => Number) @IsInt() @Min(0) @Max(9_999_999) pending: number;
  @IsDay() countedOn: string;
  @IsString() @MinLength(1) @MaxLength(200) source: string;
}

/** POST /api/cases/flow/explanations */
export class ExplainGap extends FlowRecord {
  /** The gap as it was read; refused when it is another by now. */
  @Type(() => Number) @IsInt() gap: number;
  @IsString() @MinLength(1) @MaxLength(2000) words: string;
}

export interface FlowCompared {
  previous: Growth;
  yearBefore: Growth;
}

export interface CaseFlowRow {
  unitKind: 'court' | 'division' | 'judge' | 'nature';
  unitId: string;
  unit: Bilingual;
  opening: number;
  received: number;
  closed: number;
  /** Open at the end of the period by the days of the cases themselves. */
  pending: number;
  /** What the court's own books say is open, if it was registered. */
  registered: { pending: number; countedOn: string; source: string; recordedBy: string; recordedAt: string } | null;
  /** opening + received − closed − (registered count, or the days' own where none was registered). */
  gap: number;
  explanation: { words: string; gap: number; recordedBy: string; recordedAt: string; stale: boolean } | null;
  clearanceRate: string | null;
  closingRate: string | null;
  dispositionDays: number | null;
  overYear: number;
  /** Per cent of what is open. */
  overYearRate: string | null;
  /** Open cases by age, in the order of `ageBands`. */
  ages: number[];
  compared: { received: FlowCompared; closed: FlowCompared; pending: FlowCompared };
  /** Closing rate against the period before and the same period of the year before, in percentage points. */
  closingRateApart: { previous: string | null; yearBefore: string | null };
}

export interface CaseFlowView {
  period: string;
  from: string;
  until: string;
  by: 'division' | 'judge' | 'nature';
  /** While the period runs, everything is as of today. */
  running: boolean;
  asOf: string;
  previous: string;
  yearBefore: string;
  ageBands: string[];
  rows: CaseFlowRow[];
  /** All the reader may see together; of the whole court only for those who read it. */
  total: CaseFlowRow;
  wholeCourt: boolean;
  /** Of a reader of the own cases alone: whose they are, so that every figure opens to no others. */
  ownOf: string | null;
  /** Gaps of any unit nobody has said why, whatever the rows are grouped by. */
  unexplained: { unitKind: 'court' | 'division' | 'judge' | 'nature'; unitId: string; unit: Bilingual; gap: number }[];
}

export interface FlowTrendView {
  points: { period: string; opening: number; received: number; closed: number; pending: number; closingRate: string | null; clearanceRate: string | null }[];
}

/** Oldest first; what no longer counts says who replaced it, when and why. */
export interface FlowHistoryView {
  counts: { pending: number; countedOn: string; source: string; recordedBy: string; recordedAt: string; supersededBy: string | null; supersededAt: string | null; supersededReason: string | null }[];
  explanations: { gap: number; words: string; recordedBy: string; recordedAt: string; supersededBy: string | null; supersededAt: string | null; supersededReason: string | null }[];
}
