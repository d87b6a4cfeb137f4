import type { Sentence } from '../../kernel/domain-error.js';

/** `level-then-even` 先补平、再平均 (the source's rule, the default) · `water-level` 最低负荷优先 (the alternative). */
export const ASSIGNMENT_RULES = ['level-then-even', 'water-level'] as const;
export type AssignmentRule = (typeof ASSIGNMENT_RULES)[number];

/** What a load counts: open cases, or the sum of their weights (two decimals at most). */
export const LOAD_UNITS = ['cases', 'weights'] as const;
export type LoadUnit = (typeof LOAD_UNITS)[number];

/**
 * Everything a run is worked out from, for one case nature. The answer depends on nothing else: not on the clock, not on
 * the order of `units`, `judges` or `cases`. Ids are what the draw hashes; names only stand in sentences.
 */
export interface AssignmentPlan {
  seed: string;
  /** `level-then-even` when left out. */
  rule?: AssignmentRule;
  /** `cases` when left out. */
  loadIn?: LoadUnit;
  units: PlanUnit[];
  cases: PlanCase[];
}

export interface PlanUnit {
  id: string;
  name?: string;
  judges: PlanJudge[];
}

export interface PlanJudge {
  id: string;
  name?: string;
  /** Open cases before the run (whole), or the sum of their weights. */
  backlog: number;
  /** 1 for full duty, 0.5 for half; above zero, four decimals at most. */
  capacity: number;
  specialisms?: string[];
  /** 饱和暂停: no more than this pending, in the unit of the load. `null`: no cap. */
  pendingCap?: number | null;
  /** `false`: away at the run. */
  available?: boolean;
  /** Why away, in the words people see: 产假, 借调. */
  awayReason?: string | null;
  /** Panels the judge sits on, for cases that name one. */
  panels?: string[];
  /** 新任法官递增: at most this much in this run, in the unit of the load. `null`: no limit. */
  intakeLimit?: number | null;
}

export interface PlanCase {
  id: string;
  name?: string;
  /** Needed where loads are in weights; two decimals at most, above zero. */
  weight?: number;
  /** The specialism the judge must have; several: all of them. */
  requires?: string | string[] | null;
  /** Judges who may not take it: an id alone means recused. */
  excluded?: (string | PlanExclusion)[];
  /** 指定分案: the only judge it may go to. */
  designated?: string | null;
  /** Assigned outside a run day. */
  urgent?: boolean;
  /** 管辖: the units that may take it; `null`: all. */
  units?: string[] | null;
  /** The panel its judge must sit on; `null`: any. */
  panel?: string | null;
}

export interface PlanExclusion {
  judge: string;
  criterion: 'recused' | 'satBelow';
  /** 当事人近亲属 … */
  reason?: string | null;
}

/** Why a judge did not get a case; hard ones first, as `criteria.ts` lists and labels them. */
export type CriterionId =
  | 'recused'
  | 'satBelow'
  | 'away'
  | 'jurisdiction'
  | 'specialism'
  | 'panel'
  | 'designatedElsewhere'
  | 'pendingCap'
  | 'intakeLimit'
  | 'quotaFull'
  | 'higherLoad'
  | 'drawn';

/** `level` 补平 · `even` 平均 · `designated` 指定 · `urgent` 紧急. */
export type AssignmentPhase = 'level' | 'even' | 'designated' | 'urgent';

/** How much one receiver is due. All amounts are in the unit of the load. */
export interface QuotaShare {
  id: string;
  quota: number;
  /** Of the quota: phase 1. Under `water-level` the whole quota. */
  level: number;
  /** Of the quota: phase 2. */
  even: number;
}

export interface Quotas {
  /** A = Σb ÷ Σc before the new cases, nearest number; `null` when nobody can receive. */
  base: number | null;
  /** The same exactly: `20`, `62/3`. */
  baseExact: string | null;
  shares: QuotaShare[];
}

export interface QuotaReceiver {
  id: string;
  backlog: number;
  capacity: number;
}

interface LoadFigures {
  quota: number;
  level: number;
  even: number;
  received: number;
  before: number;
  after: number;
  /** Sum of the capacities of those who can receive. */
  capacity: number;
  /** Load ÷ capacity, nearest number; `null` where the capacity is zero. */
  relativeBefore: number | null;
  relativeAfter: number | null;
}

export interface UnitAnswer extends LoadFigures {
  id: string;
  /** The unit's own average, the base of stage 2; `null` when nobody in it can receive. */
  base: number | null;
  baseExact: string | null;
}

export interface JudgeAnswer extends LoadFigures {
  id: string;
  unit: string;
  /** Of what was received: designated. */
  designated: number;
  /** Why the judge cannot receive at this run; `null`: can. */
  paused: 'away' | 'pendingCap' | 'intakeLimit' | null;
}

export interface AssignmentDecision {
  case: string;
  unit: string;
  judge: string;
  phase: AssignmentPhase;
  /** Place in the draw, from 1. */
  order: number;
  /** The judge's load just before this case, in the order of the draw. */
  loadBefore: number;
  /** Beyond the judge's quota, because the restrictions left no other way. */
  beyondQuota: boolean;
  why: string;
  whyEn: string;
}

export interface UnassignedCase {
  case: string;
  order: number;
  why: string;
  whyEn: string;
  /** Every judge under the first criterion that stands in the way; empty in very large runs, where `explain` gives it. */
  reasons: { criterion: CriterionId; judges: string[] }[];
}

export interface Evenness {
  /** Highest less lowest relative load among those who can receive. */
  spread: number;
  /** Gini coefficient of those relative loads, six decimals; 0 when all loads are zero. */
  gini: number;
}

export interface Fairness extends Evenness {
  before: Evenness;
  after: Evenness;
  /** Designated cases ÷ cases assigned, six decimals. */
  designatedShare: number;
}

/** How good the matching is, and how one knows. */
export interface MatchQuality {
  /** Σ |received − quota| over judges. */
  deviation: number;
  /** No assignment whatever has a smaller one. */
  lowerBound: number;
  /** (deviation − lowerBound) ÷ everything assigned, six decimals; 0 in cases. */
  gap: number;
  /** True in cases always: least deviation and, among those, least Σ load² ÷ capacity. */
  exact: boolean;
  /** Σ load² ÷ capacity after the run, exactly: `6245`, `12490/3`. */
  levelness: string;
}

export interface AssignmentResult {
  rule: AssignmentRule;
  loadIn: LoadUnit;
  base: number | null;
  baseExact: string | null;
  units: UnitAnswer[];
  judges: JudgeAnswer[];
  /** In the order of the draw. */
  assignments: AssignmentDecision[];
  unassigned: UnassignedCase[];
  fairness: Fairness;
  quality: MatchQuality;
  /** What a person should know that is no fault: a unit where nobody can receive, a field nobody reads. */
  notes: Sentence[];
  /** SHA-256 of `commit|<seed>`: published before the pool is known. */
  commitment: string;
  /** SHA-256 over inputs, seed and decisions in canonical form. */
  digest: string;
}

/** 分案批次文件: what is published, and what `verify-draw` replays. */
export interface AssignmentRun {
  format: 'assignment-run/1';
  plan: AssignmentPlan;
  result: AssignmentResult;
  /** When the commitment was published and the run committed, who did it: shown, never part of the arithmetic. */
  about?: Record<string, string>;
}

export interface RunDifference {
  /** `assignments[16].judge`, `digest`, `seed`. */
  path: string;
  recorded: string;
  recomputed: string;
  zh: string;
  en: string;
}

export type DrawVerdict = { equal: true; digest: string; decisions: number } | { equal: false; differences: RunDifference[]; total: number };

/** Why one judge got the case or did not. */
export interface JudgeReason {
  judge: string;
  unit: string;
  criterion: CriterionId | 'chosen';
  label: Sentence;
  detail: Sentence;
  /** The judge's load when the case's turn came in the draw, and the share of the quota used by then. */
  loadThen: number;
  receivedThen: number;
  quota: number;
}

/** 为何是我: the four steps of the page, each a sentence, then everybody else. */
export interface CaseExplanation {
  case: string;
  judge: string | null;
  unit: string | null;
  phase: AssignmentPhase | null;
  order: number;
  /** SHA-256 of `seed|case|<id>`: where the order comes from. */
  drawKey: string;
  steps: { id: 'unit' | 'judge' | 'draw' | 'others'; title: Sentence; text: Sentence }[];
  judges: JudgeReason[];
}
