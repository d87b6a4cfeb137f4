import { IsBoolean, IsIn, IsInt, IsOptional, IsString, MaxLength, Min, MinLength } from 'class-validator';
import { CASE_NATURES } from '../../kernel/actor.js';
import { ListQuery } from '../../platform/http/list.dto.js';

/** Words a person sees, both languages. */
export interface Words {
  zh: string;
  en: string;
}

/**
 * 回避 and the like. `recusal` granted on application; `partyRelation` entered by the clerk; `satBelow` heard it at first instance;
 * `earlierPanel` sat on it before (remanded, retried); `returned` gave it back.
 */
export const RECUSAL_KINDS = ['recusal', 'partyRelation', 'satBelow', 'earlierPanel', 'returned'] as const;
export type RecusalKind = (typeof RECUSAL_KINDS)[number];

/**
 * GET /api/assignment/pool (Page<PoolRow>), GET /api/assignment/pool/export?format=xlsx|csv with the same query.
 * Sort keys: waitingDays, caseNumber, intakeOn, weight. Permission `assignment.pool`.
 */
export class PoolQuery extends ListQuery {
  @IsOptional() @IsIn([...CASE_NATURES, 'other']) nature?: string;
  /** `fresh` first assignment, `returned` given back, `urgent`, `designated` approved and waiting for the run, `restricted` any limit at all. */
  @IsOptional() @IsIn(['fresh', 'returned', 'urgent', 'designated', 'restricted']) show?: 'fresh' | 'returned' | 'urgent' | 'designated' | 'restricted';
}

export class PoolExportQuery extends PoolQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv';
}

export interface PoolRecusal {
  /** `null` when found from the record and not entered by anybody. */
  id: string | null;
  personId: string;
  name: string;
  kind: RecusalKind;
  reason: string;
}

export interface PoolRow {
  caseId: string;
  caseNumber: string;
  nature: string;
  cause: string;
  procedure: string | null;
  /** Two places, from the weight table on the day of intake. */
  weight: string;
  intakeOn: string;
  waitingDays: number;
  urgent: boolean;
  urgentReason: string | null;
  area: string | null;
  /** 专业: only judges who hold it. */
  requires: string | null;
  /** Unit(s) a route sends it to; empty = every unit of its nature without a jurisdiction of its own. */
  units: { id: string; name: string }[];
  needsPanel: boolean;
  recusals: PoolRecusal[];
  designation: { id: string; judge: string; status: 'proposed' | 'approved' } | null;
  /** Given back how often. */
  returned: number;
  /** Of the intake row, for PUT; 0 before anything was entered. */
  version: number;
}

/** GET /api/assignment/pool/summary?nature= */
export interface PoolSummary {
  total: number;
  byNature: { nature: string; count: number; urgent: number; oldestDays: number }[];
  /** `null`: the court has set no run days; runs are by hand. */
  nextRun: { day: string; daysAhead: number } | null;
  runDaysSet: boolean;
  today: string;
  /** Open runs whose seed is sealed already, one a nature at most of each kind. */
  openRuns: { id: string; nature: string; kind: string; day: string; status: string; commitment: string }[];
}

/** GET /api/assignment/pool/:caseId */
export interface PoolCaseView extends PoolRow {
  earlierCase: { caseNumber: string; relation: 'below' | 'remanded' | 'retrial' } | null;
  history: HistoryLine[];
}

/** One step in a case's way between judges; oldest first. */
export interface HistoryLine {
  at: string;
  day: string;
  kind: 'run' | 'urgent' | 'designated' | 'transfer' | 'returned' | 'withdrawn';
  who: string;
  judge: string | null;
  from: string | null;
  reason: string | null;
  runId: string | null;
}

/** PUT /api/assignment/pool/:caseId (permission `assignment.intake`). What is not sent stays; an empty text clears. */
export class ChangeIntake {
  @IsOptional() @IsBoolean() urgent?: boolean;
  /** Compulsory when `urgent` becomes true. */
  @IsOptional() @IsString() @MaxLength(300) urgentReason?: string;
  @IsOptional() @IsString() @MaxLength(60) area?: string;
  @IsOptional() @IsString() @MaxLength(40) requires?: string;
  /** Case heard before: whoever sat on it is excluded. */
  @IsOptional() @IsString() @MaxLength(80) earlierCaseNumber?: string;
  @IsOptional() @IsIn(['below', 'remanded', 'retrial']) earlierRelation?: 'below' | 'remanded' | 'retrial';
  /** The version read; 0 for a case nothing was entered for. */
  @IsInt() @Min(0) version: number;
}

/** POST /api/assignment/pool/:caseId/recusals (permission `assignment.intake`); answers PoolCaseView. */
export class AddRecusal {
  @IsString() @MaxLength(36) personId: string;
  @IsIn(['recusal', 'partyRelation', 'satBelow', 'earlierPanel']) kind: 'recusal' | 'partyRelation' | 'satBelow' | 'earlierPanel';
  @IsString() @MinLength(2) @MaxLength(300) reason: string;
}

/** POST /api/assignment/recusals/:id/withdraw {reason}; kept, shown struck through in the case's trail. */
export class WithReason {
  @IsString() @MinLength(2) @MaxLength(300) reason: string;
}
