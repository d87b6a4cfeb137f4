import type { Sentence } from '../../../kernel/domain-error.js';
import type { CalledVeto } from '../score-sheet.js';
import type { TaskState } from './task-states.js';

export interface DecidedGrade {
  key: string;
  title: Sentence;
  /** Band, veto, quota or proposal that made it, in words. */
  why: Sentence;
}

/** A top share or last-n place, with the reckoning that put the member there. */
export interface PlaceMark {
  kind: 'topShare' | 'lastN';
  key: string;
  title: Sentence;
  why: Sentence;
  /** What a last-n place costs. */
  effect: Sentence | null;
}

/** A place in a quota that was full: the grade the score reaches, and the grade that counts instead. */
export interface QuotaEffect {
  grade: string;
  instead: string;
  why: Sentence;
}

/** 结果 of one member in the group. */
export interface MemberOutcome {
  personId: string;
  total: string;
  /** False without a score or below the duty minimum; `whyNot` says which. */
  ranked: boolean;
  whyNot: Sentence | null;
  /** Standard competition rank among those ranked; equals share the better place. */
  rank: number | null;
  /** What the score's band says before veto and quota; null without grades or score. */
  band: string | null;
  grade: DecidedGrade | null;
  vetoes: CalledVeto[];
  quotas: QuotaEffect[];
  marks: PlaceMark[];
  /** False once a last-n place or a veto has taken it. */
  eligible: boolean;
  /** Distribution key → amount with two places. */
  amounts: Record<string, string>;
  /** Only under a scheme with tasks. */
  tasks?: TaskState[];
}

/** How far a quota was used, per unit, series or group. */
export interface QuotaUse {
  grade: string;
  among: string;
  members: number;
  places: number;
  used: number;
  why: Sentence;
}

export interface DistributionOutcome {
  key: string;
  title: Sentence;
  unit: string;
  amount: string;
  shares: { personId: string; weight: string; amount: string; why: Sentence }[];
}

/** What a scheme makes of a whole group: pure data, members by personal id. */
export interface GroupOutcome {
  scheme: { id: string; version: number };
  members: MemberOutcome[];
  quotas: QuotaUse[];
  distributions: DistributionOutcome[];
}
