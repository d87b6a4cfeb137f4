import type { Sentence } from '../../kernel/domain-error.js';
import type { Day } from '../../kernel/day.js';
import type { DatedValue, SchemeValue } from './scheme-value.js';

/** 〔空〕: a number the court sets. Without `value` the scheme loads only when it is passed in. */
export interface ParameterDeclaration {
  key: string;
  title: Sentence;
  unit: string | Sentence;
  source: string;
  value?: number | string | DatedValue[];
}

/** 一票否决: whatever the score, the grade becomes `grade`; the score stays visible. One of `events` and `when`. */
export interface VetoDocument {
  key: string;
  title: Sentence;
  source: string;
  effectiveFrom?: Day;
  /** Any event of this fact calls the veto. */
  events?: string;
  /** Or an expression that is true. */
  when?: string;
  grade: string;
}

export type Ties = 'all-in' | 'all-out';
/** Among whom places are counted: everybody scored, or the members of one unit, series or group. */
export type Among = 'court' | 'unit' | 'series' | 'group';
export type PlaceRounding = 'down' | 'half-up' | 'up';

export interface GradeBandDocument {
  key: string;
  title: Sentence;
  /** Closed lower end, on the rounded total; `none` for the lowest. */
  from: SchemeValue | 'none';
}

/** At most so many of a grade: `share` per cent of the members, or `count`. */
export interface QuotaDocument {
  grade: string;
  share?: SchemeValue;
  count?: SchemeValue;
  per: Among;
  /** With `share`. */
  rounding?: PlaceRounding;
  source: string;
  ties?: Ties;
}

/** The best `share` per cent, or the best `count`, are marked, e.g. commended. */
export interface TopShareDocument {
  key: string;
  title: Sentence;
  share?: SchemeValue;
  count?: SchemeValue;
  per?: Among;
  /** With `share`. */
  rounding?: PlaceRounding;
  source: string;
  ties?: Ties;
}

/** The last `count` are marked, e.g. lose eligibility; `effect` says what it costs them. */
export interface LastNDocument {
  key: string;
  title: Sentence;
  count: SchemeValue;
  per?: Among;
  effect: Sentence;
  source: string;
  ties?: Ties;
}

export interface GradesDocument {
  source: string;
  /** Highest first or lowest first; the order does not matter. Decided by people, bands carry no lower end. */
  bands: GradeBandDocument[];
  /** `score`: by the bands. `people`: by the proposal each person's facts carry. */
  decidedBy: 'score' | 'people';
  /** The fact that holds the proposed grade's key (decided by people). */
  proposal?: string;
  quotas?: QuotaDocument[];
  topShare?: TopShareDocument[];
  lastN?: LastNDocument[];
  /** Equals at the edge of a top share or last-n: all marked, or none. A quota is a ceiling: only `all-out` keeps it. */
  ties?: Ties;
}

export type ScoringPeriod = 'month' | 'quarter' | 'half-year' | 'year' | 'campaign';
export type CombineBy = 'sum' | 'mean' | 'weighted' | 'last' | 'best' | 'worst';

export interface CombineDocument {
  to: Exclude<ScoringPeriod, 'month'>;
  by: CombineBy;
  /**
   * With `weighted`, per cent by kind (`month: 60, half-year: 40`; those of a kind share it equally), by part of the year
   * (`Q1`, `H2`, `05`) or by phase key.
   */
  weights?: Record<string, SchemeValue>;
  /** A shorter period without a sheet: left out, or the combination is refused. */
  missing: 'exclude' | 'refuse';
  source?: string;
}

export interface PhaseDocument {
  key: string;
  title: Sentence;
  from: Day;
  until: Day;
}

export interface PeriodsDocument {
  scoredBy: ScoringPeriod;
  combine?: CombineDocument[];
  /** Parts of a campaign; `until` is the first day outside. */
  phases?: PhaseDocument[];
}

/** Time served and reduced duty: how much of a full mark counts, or how much of a required amount is asked for. */
export interface DutyDocument {
  source: string;
  by: 'servedMonths' | 'dutyFactor' | 'both';
  /** Paths of leaves. A ratio asks for so much less; any other leaf counts so much less, and the rest of its weight goes to its siblings. */
  applies: string[];
  /** Months of a full period; needed unless `periods.scoredBy` says it. */
  fullMonths?: SchemeValue;
  minimumMonths?: SchemeValue;
  /** Below the minimum: no grade and no rank, or the grade of the bands without a rank. */
  below?: 'notRanked' | 'banded';
}

/** Money shared by a weight; whole cents that add up to the amount exactly. */
export interface DistributionDocument {
  key: string;
  title: Sentence;
  amount: SchemeValue;
  /** An expression over `score` (the total), `headcount` and number facts. */
  weight: string;
  method: 'largest-remainder';
  unit: string;
  source: string;
}

/** A matter to be done. Not scored unless it carries points. */
export interface TaskDocument {
  key: string;
  title: Sentence;
  lead: string;
  responsible: string[];
  deadline: Day;
  evidence: Sentence | string;
  /** Number fact: per cent done. Needed when the task carries points. */
  percent?: string;
  /** Text fact: where it stands, in words. */
  status?: string;
  points?: SchemeValue;
  source?: string;
}
