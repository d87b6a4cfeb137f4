import { IsBoolean, IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { CASE_NATURES } from '../../kernel/actor.js';
import { IsDay } from '../../platform/http/is-day.js';
import type { Words } from './pool.dto.js';

/**
 * Values, as text:
 * `assignment.days` `10,25` · `assignment.rule` `level-then-even`|`water-level` · `assignment.loadIn` `cases`|`weights` ·
 * `assignment.pendingCap` `judge:civil=60,divisionChief:*=30` · `assignment.newcomerRamp` `1=0.30,2=0.60,3=0.80` (month of service = share of capacity).
 */
export const SETTING_NAMES = ['assignment.days', 'assignment.rule', 'assignment.loadIn', 'assignment.pendingCap', 'assignment.newcomerRamp'] as const;
export type SettingName = (typeof SETTING_NAMES)[number];

export interface SettingValue {
  value: string;
  effectiveFrom: string;
  source: string;
  example: boolean;
}

export interface SettingView {
  name: SettingName;
  label: Words;
  hint: Words;
  /** `null`: not set; what that means stands in `missing`. */
  inForce: SettingValue | null;
  missing: Words;
  history: SettingValue[];
}

export interface SpecialismRow {
  id: string;
  personId: string;
  name: string;
  division: string | null;
  specialism: string;
  validFrom: string;
  validUntil: string | null;
  source: string;
  example: boolean;
}

/** A case that matches goes only where the right side says. Absent conditions match everything. */
export interface RouteRow {
  id: string;
  nature: string;
  cause: string | null;
  procedure: string | null;
  area: string | null;
  specialism: string | null;
  divisionId: string | null;
  division: string | null;
  needsPanel: boolean;
  validFrom: string;
  validUntil: string | null;
  source: string;
  example: boolean;
}

export interface PanelSeatRow {
  id: string;
  panel: string;
  divisionId: string;
  division: string;
  personId: string;
  name: string;
  seat: 'presidingJudge' | 'panelMember';
  validFrom: string;
  validUntil: string | null;
  source: string;
  example: boolean;
}

/** GET /api/assignment/settings (permission `assignment.fairness`). */
export interface AssignmentSettingsView {
  today: string;
  settings: SettingView[];
  nextRunDays: string[];
  specialisms: SpecialismRow[];
  routes: RouteRow[];
  panels: PanelSeatRow[];
  may: { change: boolean };
}

/** POST /api/assignment/settings (permission `assignment.settings`): a new dated value; the old one stays. Answers AssignmentSettingsView. */
export class SetSetting {
  @IsIn(SETTING_NAMES) name: SettingName;
  @IsString() @MaxLength(500) value: string;
  @IsDay() effectiveFrom: string;
  /** 文号和条款. */
  @IsString() @MinLength(2) @MaxLength(200) source: string;
}

/** POST /api/assignment/specialisms */
export class AddSpecialism {
  @IsString() @MaxLength(36) personId: string;
  @IsString() @MinLength(1) @MaxLength(40) specialism: string;
  @IsDay() validFrom: string;
  @IsOptional() @IsDay() validUntil?: string;
  @IsString() @MinLength(2) @MaxLength(200) source: string;
}

/** POST /api/assignment/routes */
export class AddRoute {
  @IsIn(CASE_NATURES) nature: string;
  @IsOptional() @IsString() @MaxLength(120) cause?: string;
  @IsOptional() @IsString() @MaxLength(40) procedure?: string;
  @IsOptional() @IsString() @MaxLength(60) area?: string;
  @IsOptional() @IsString() @MaxLength(40) specialism?: string;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  @IsOptional() @IsBoolean() needsPanel?: boolean;
  @IsDay() validFrom: string;
  @IsOptional() @IsDay() validUntil?: string;
  @IsString() @MinLength(2) @MaxLength(200) source: string;
}

/** POST /api/assignment/panels */
export class AddPanelSeat {
  @IsString() @MinLength(1) @MaxLength(40) panel: string;
  @IsString() @MaxLength(36) divisionId: string;
  @IsString() @MaxLength(36) personId: string;
  @IsIn(['presidingJudge', 'panelMember']) seat: 'presidingJudge' | 'panelMember';
  @IsDay() validFrom: string;
  @IsOptional() @IsDay() validUntil?: string;
  @IsString() @MinLength(2) @MaxLength(200) source: string;
}

/** POST /api/assignment/{specialisms,routes,panels}/:id/end: half-open last day; the row stays. */
export class EndSetting {
  @IsDay() validUntil: string;
  @IsString() @MinLength(2) @MaxLength(300) reason: string;
}

/** GET /api/assignment/judges?nature=civil : who can be given a case today, for pickers. Permission `assignment.read`: the loads stand in every run as well. */
export class CandidateQuery {
  @IsIn(CASE_NATURES) nature: string;
}

export interface CandidateRow {
  judgeId: string;
  name: string;
  unitId: string;
  unit: string;
  post: string;
  backlog: string;
  capacity: string;
  relative: string;
  pendingCap: string | null;
  specialisms: string[];
  available: boolean;
  notes: Words[];
}
