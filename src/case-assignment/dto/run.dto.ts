import { IsIn, IsInt, IsOptional, IsString, Length, MaxLength, Min, MinLength } from 'class-validator';
import { CASE_NATURES } from '../../kernel/actor.js';
import { ListQuery } from '../../platform/http/list.dto.js';
import type { HistoryLine, Words } from './pool.dto.js';

export const ASSIGNMENT_RULES = ['level-then-even', 'water-level'] as const;
export type AssignmentRule = (typeof ASSIGNMENT_RULES)[number];

/** `sealed`: seed drawn, digest public, nothing computed yet. `previewed`: a draft stands. */
export type RunStatus = 'sealed' | 'previewed' | 'committed' | 'withdrawn';
export type RunKind = 'scheduled' | 'byHand' | 'urgent';

/** GET /api/assignment/runs (Page<RunRow>), newest first. Permission `assignment.read`, everybody in the court. */
export class RunListQuery extends ListQuery {
  @IsOptional() @IsIn(CASE_NATURES) nature?: string;
  @IsOptional() @IsIn(['sealed', 'previewed', 'committed', 'withdrawn']) status?: RunStatus;
  @IsOptional() @IsIn(['scheduled', 'byHand', 'urgent']) kind?: RunKind;
}

export interface RunRow {
  id: string;
  /** 第几轮: counted in the court and year over committed runs; `null` until committed. */
  round: number | null;
  nature: string;
  kind: RunKind;
  status: RunStatus;
  /** Run day. */
  day: string;
  rule: AssignmentRule;
  loadIn: 'cases' | 'weights';
  /** SHA-256 of the seed, public since `sealedAt`. */
  commitment: string;
  sealedAt: string;
  /** Cases in the preview or decided: `null` before a preview. */
  cases: number | null;
  assigned: number | null;
  unassigned: number | null;
  /** 基数: A over all units, two places. */
  base: string | null;
  spreadBefore: string | null;
  spreadAfter: string | null;
  giniBefore: string | null;
  giniAfter: string | null;
  committedBy: string | null;
  committedAt: string | null;
  withdrawnBy: string | null;
  withdrawnAt: string | null;
  withdrawnReason: string | null;
}

/** Unit or judge in a run. Loads are text: whole in cases, two places in weights; relative loads two places. */
export interface RunUnitRow {
  id: string;
  name: string;
  judges: number;
  backlog: string;
  capacity: string;
  relative: string;
  quota: string;
  level: string;
  even: string;
  received: string;
  after: string;
  relativeAfter: string;
  /** Under the other rule. */
  other: { quota: string; after: string; difference: string };
}

export interface RunJudgeRow extends Omit<RunUnitRow, 'judges'> {
  unitId: string;
  unit: string;
  /** Cases received, whatever loads are counted in. */
  cases: number;
  designated: number;
  /** Why this judge takes no part, or takes less: leave, cap reached, newcomer, reduced duty; empty for most. */
  notes: Words[];
  available: boolean;
  pendingCap: string | null;
  specialisms: string[];
}

export interface RunLimits {
  recusedCases: number;
  recusedJudges: number;
  specialisms: { name: string; cases: number }[];
  onLeave: number;
  saturated: number;
  reducedDuty: number;
  newcomers: number;
  designated: number;
  jurisdiction: number;
  panelNeeded: number;
  unassigned: number;
}

/** GET /api/assignment/runs/:id; POST …/preview, …/commit and …/withdraw answer the same. */
export interface RunView extends RunRow {
  version: number;
  /** SHA-256 of the inputs the preview was made from; send it back with the commit. */
  inputDigest: string | null;
  resultDigest: string | null;
  /** Only once committed (or withdrawn after that). */
  seed: string | null;
  /** Rule the court has set, with its source; `null` when none is set. */
  settingRule: { rule: AssignmentRule; source: string; example: boolean } | null;
  otherRule: AssignmentRule;
  other: { spread: string; gini: string } | null;
  units: RunUnitRow[];
  judges: RunJudgeRow[];
  limits: RunLimits | null;
  /** Who computed a preview, when, from which inputs: nobody can try draws unseen. */
  previews: { at: string; by: string; inputDigest: string; cases: number; rule: AssignmentRule }[];
  /** What differs now from the preview; empty = still current. Only for `previewed`. */
  changedSince: Words[];
  /** What the actor may do now. */
  may: { preview: boolean; commit: boolean; withdraw: boolean };
}

/** POST /api/assignment/runs: seals a seed for a run by hand (permission `assignment.run`). Answers RunView. */
export class OpenRun {
  @IsIn(CASE_NATURES) nature: string;
}

/** POST /api/assignment/runs/:id/preview: changes no case. */
export class PreviewRun {
  /** Absent: the rule the court has set. Another needs `ruleReason`. */
  @IsOptional() @IsIn(ASSIGNMENT_RULES) rule?: AssignmentRule;
  @IsOptional() @IsString() @MinLength(2) @MaxLength(300) ruleReason?: string;
}

/** POST /api/assignment/runs/:id/commit: one transaction; 409 with what changed when pool or loads differ from the preview. */
export class CommitRun {
  @IsInt() @Min(1) version: number;
  @IsString() @Length(64, 64) inputDigest: string;
}

/** GET /api/assignment/runs/:id/cases (Page<RunCaseRow>): 案件去向. */
export class RunCasesQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(36) judgeId?: string;
  @IsOptional() @IsString() @MaxLength(36) unitId?: string;
  @IsOptional() @IsString() @MaxLength(20) phase?: string;
}

export interface RunCaseRow {
  /** Place in the draw, from 1. */
  place: number;
  caseId: string;
  caseNumber: string;
  cause: string;
  weight: string;
  unit: string;
  judgeId: string;
  judge: string;
  phase: string;
  phaseLabel: Words;
}

/** GET /api/assignment/runs/:id/unassigned: 分不出去, with the reason for each judge. */
export interface UnassignedRow {
  caseId: string;
  caseNumber: string;
  cause: string;
  why: Words;
  judges: { judgeId: string; name: string; reason: Words }[];
}

/** GET /api/assignment/runs/:id/export?format=xlsx|csv: the run's sheet. */
export class RunExportQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv';
}

/**
 * GET /api/assignment/runs/:id/verify: replays the draw.
 * GET /api/assignment/runs/:id/run.json: the published run file (after commit); `verify-draw run.json` replays it.
 * GET /api/assignment/runs/:id/plan.json: the inputs of the preview as `assign --input` takes them (permission `assignment.run`; the seed
 * is withheld until the run is committed).
 */
export interface VerificationOfDraw {
  equal: boolean;
  seedMatchesCommitment: boolean;
  differences: Words[];
}

/** POST /api/assignment/pool/:caseId/assign-urgent: to the lowest relative load among the eligible, at once. Answers WhyView. */
export class UrgentAssignment {
  @IsString() @MinLength(2) @MaxLength(300) reason: string;
}

/** GET /api/assignment/cases/:caseId/why — everybody in the court; no party is named. */
export interface WhyView {
  caseId: string;
  caseNumber: string;
  nature: string;
  cause: string;
  judgeId: string | null;
  judge: string | null;
  unit: string | null;
  /** How the case came to this judge; `null` while it waits or when it was registered with a judge. */
  kind: 'run' | 'urgent' | 'designated' | 'transfer' | null;
  runId: string | null;
  round: number | null;
  day: string | null;
  phase: string | null;
  /** Numbered, in order: between units, inside the unit, the draw, why not the others. */
  steps: { key: 'unit' | 'judge' | 'draw' | 'others' | 'decision'; title: Words; text: Words }[];
  /** Loads at that moment of everybody in the group. */
  loads: { judgeId: string; name: string; unit: string; backlog: string; capacity: string; relative: string; quota: string; chosen: boolean }[];
  excluded: { judgeId: string; name: string; kind: string; reason: Words }[];
  history: HistoryLine[];
}
