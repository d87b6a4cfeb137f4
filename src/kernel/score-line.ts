import type { Day } from './day.js';
import type { Sentence } from './domain-error.js';

/** The record a line came from, so that a person can open it. `entered`: recorded by hand; `cases`: worked out over all of the person’s cases. */
export interface SourceRecord {
  kind: 'case' | 'finding' | 'complaint' | 'publication' | 'hearing' | 'merit' | 'review' | 'judgment' | 'objection' | 'difficultCase' | 'cost' | 'reception' | 'sheet' | 'conductEntry' | 'honour' | 'entered' | 'rating' | 'cases' | 'none';
  id: string | null;
  label: string;
}

/**
 * What a line is: the full mark it starts from, something taken off or put on, a share worked out from facts, what a
 * floor or cap cut, the conversion to the parent's scale, the leaf's one rounding, or that the leaf does not apply.
 */
export type LineKind = 'base' | 'deduction' | 'addition' | 'computed' | 'floor' | 'cap' | 'rounding' | 'notApplicable';

/**
 * 得分项: one line of a score sheet. A total is the sum of its lines and is never typed in.
 * `points` is an exact decimal (negative for a deduction) with two places; more only where a share has split
 * a deduction, and then the leaf's `rounding` line brings the sum back to two.
 */
export interface ScoreLine {
  /** Path in the scheme tree, e.g. `quality/K2`. */
  indicator: string;
  kind: LineKind;
  clause: string;
  source: SourceRecord;
  reason: Sentence;
  points: string;
  day: Day | null;
  /** The event to name when asking “what if this were withdrawn”; null for lines no single record made. */
  eventId: string | null;
  /** The words at fault, when the record quotes them. */
  quote: string | null;
}
