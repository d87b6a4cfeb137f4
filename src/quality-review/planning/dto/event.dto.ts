import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, IsString, Length, Matches, MaxLength, MinLength } from 'class-validator';
import { ListQuery } from '../../../platform/http/list.dto.js';
import type { PlanningWords } from './plan.dto.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** GET /api/review-events (Page<EventRow>). Sort keys: day, recordedAt, caseNumber */
export class EventListQuery extends ListQuery {
  @IsOptional() @IsIn(['waiting', 'enrolled', 'switchedOff', 'withdrawn']) status?: string;
  @IsOptional() @IsString() @MaxLength(10) trigger?: string;
  @IsOptional() @IsIn(['entered', 'sheet', 'register']) origin?: string;
  @IsOptional() @Matches(/^\d{4}(-\d{2})?$/) period?: string;
}

export class EventExportQuery extends EventListQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface EventRow {
  id: string;
  caseId: string;
  caseNumber: string;
  cause: string;
  kind: string;
  kindWords: PlanningWords;
  trigger: string;
  day: string;
  replyOn: string | null;
  source: string;
  origin: 'entered' | 'sheet' | 'register';
  evidenceName: string | null;
  status: 'waiting' | 'enrolled' | 'switchedOff' | 'withdrawn';
  waitsFor: 'closing' | 'reviewer' | null;
  reviewId: string | null;
  reviewKind: string | null;
  reviewStatus: string | null;
  reviewer: string | null;
  dueOn: string | null;
  triggers: string[];
  recordedBy: string;
  recordedAt: string;
  withdrawnBy: string | null;
  withdrawnReason: string | null;
  version: number;
}

/** POST /api/review-events: one event about one case, or one point of law about several. */
export class RecordEvent {
  @IsString() @MaxLength(60) kind: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(200) @IsString({ each: true }) @MaxLength(80, { each: true }) caseNumbers: string[];
  @Matches(DAY) day: string;
  @IsOptional() @Matches(DAY) replyOn?: string;
  /** Words of the paper: letter number, ruling, what it says. */
  @IsString() @MaxLength(2000) source: string;
  /** Kept before by POST /api/review-events/files. */
  @IsOptional() @IsString() @Length(64, 64) evidenceDigest?: string;
  @IsOptional() @IsString() @MaxLength(200) evidenceName?: string;
}

/** What became of each case of one event. */
export interface RecordedEvents {
  events: EventRow[];
}

export class WithdrawEvent {
  @IsInt() version: number;
  @IsString() @MinLength(4) @MaxLength(300) reason: string;
}

export interface EventSheetResult {
  rows: number;
  saved: number;
  faults: { row: number | null; column: string; value: string; what: PlanningWords; fix: PlanningWords }[];
}

export interface SweepResult {
  found: number;
  enrolled: number;
  waiting: number;
}

/** GET /api/review-triggers: the definitions in force and their history. */
export interface TriggerView {
  code: string;
  label: string;
  labelEn: string;
  namedInSeed: boolean;
  inForce: TriggerVersion | null;
  history: TriggerVersion[];
  /** Events of the year so far. */
  events: number;
}

export interface TriggerVersion {
  id: string;
  version: number;
  active: boolean;
  events: { kind: string; words: PlanningWords; register: boolean; reply: boolean }[];
  reviewKind: 'key' | 'special';
  window: { kind: string; months?: number; days?: number };
  openCase: 'wait' | 'refuse';
  parameters: Record<string, number>;
  effectiveFrom: string;
  effectiveUntil: string | null;
  source: string;
  example: boolean;
}

export interface TriggersView {
  triggers: TriggerView[];
  may: { change: boolean; install: boolean };
}
