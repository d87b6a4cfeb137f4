import type { Day } from '../../kernel/day.js';
import type { Sentence } from '../../kernel/domain-error.js';
import { Decimal } from '../../kernel/exact.js';
import type { SourceRecord } from '../../kernel/score-line.js';
import type { DeductionInMark } from '../own-case-score.js';

export type FactName = string;

/** Something that happened once and has a record: a finding, a complaint, a merit. */
export interface FactEvent {
  id: string;
  clause: string;
  label: Sentence;
  day: Day | null;
  /** Size without a sign; the rule decides whether it is taken off or put on. */
  points?: string | number;
  /** The person's part of it, 0 … 1; all of it when absent. */
  share?: string | number;
  quote?: string;
  source: SourceRecord;
  /** Who approved it; asked for where a scheme says `approval: required`. */
  approvedBy?: string;
  /** How the person's other facts would read had this never been recorded; used by the what-if only. */
  without?: EventRemoval;
}

export interface EventRemoval {
  /** Added to the fact, e.g. `{ minorCases: -1 }`. */
  numbers?: Record<FactName, string | number>;
  /** The piece of that source record gets this value instead. */
  pieces?: {
    fact: FactName;
    sourceId: string;
    value: string | number;
    /** How the piece follows the event's own points, where it is more than a plain difference. */
    mark?: DeductionInMark;
  }[];
}

/** One marked item: a case score, a hearing, a rater's form. */
export interface Piece {
  source: SourceRecord;
  value: string | number;
  weight: string | number;
  /** Which survey a form belongs to; the source's label when absent. */
  survey?: string;
}

/**
 * Everything a scheme may know of one person in one period. All of it comes from records; a fact that a
 * scheme names and that is not in here is an error, never a zero. An empty list says "none happened".
 */
export interface PersonFacts {
  personId: string;
  /** Months served in the period. */
  months: string;
  /** 1 for full duty, 0.5 for half. */
  dutyFactor: string;
  numbers: Record<FactName, string | number>;
  events: Record<FactName, FactEvent[]>;
  pieces: Record<FactName, Piece[]>;
  name?: string;
  /** Where the person stands: asked for only by quotas, shared results and facts of a unit. */
  unit?: string;
  series?: string;
  group?: string;
}

/** What is known of a unit as a whole; its members read the facts a scheme declares `per: unit`. */
export interface UnitFacts {
  unit: string;
  name?: string;
  headcount?: string | number;
  numbers: Record<FactName, string | number>;
  events: Record<FactName, FactEvent[]>;
  pieces: Record<FactName, Piece[]>;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Points, shares and weights repeat by the thousand; a decimal never changes, so one reading serves them all. */
const readings = new Map<string | number, Decimal>();
const MOST_READINGS = 20_000;

/** An exact decimal, or null when the text is not one. Exponents, blanks and NaN are refused. */
export function readDecimal(raw: unknown): Decimal | null {
  if (typeof raw !== 'number' && typeof raw !== 'string') return null;
  const known = readings.get(raw);
  if (known) return known;
  if (typeof raw === 'number' ? !Number.isFinite(raw) : !DECIMAL.test(raw)) return null;
  const value = new Decimal(raw);
  if (readings.size >= MOST_READINGS) readings.clear();
  readings.set(raw, value);
  return value;
}

/** Plain code-unit order: the same on every machine, unlike a locale's. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
