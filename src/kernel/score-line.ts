import type { Day } from './day.js';
import type { Sentence } from './domain-error.js';

/** The record a line came from, so that a person can open it. */
export interface SourceRecord {
  kind: 'case' | 'finding' | 'complaint' | 'publication' | 'hearing' | 'cases' | 'none';
  id: string | null;
  label: string;
}

/**
 * 得分项: one line of a score sheet. A total is the sum of its lines and is never typed in.
 * `points` is an exact decimal written with two places (negative for a deduction).
 */
export interface ScoreLine {
  /** Path in the scheme tree, e.g. `quality/K2`. */
  indicator: string;
  clause: string;
  source: SourceRecord;
  reason: Sentence;
  points: string;
  day: Day | null;
}
