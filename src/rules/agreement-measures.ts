import type { Sentence } from '../kernel/domain-error.js';
import type { Decimal } from '../kernel/exact.js';

export const AGREEMENT_MEASURES = [
  'cohen',
  'cohen-linear',
  'cohen-quadratic',
  'fleiss',
  'krippendorff-nominal',
  'krippendorff-ordinal',
  'krippendorff-interval',
  'krippendorff-ratio',
] as const;
export type AgreementMeasure = (typeof AGREEMENT_MEASURES)[number];

/** The coefficient, exact, or why there is none. */
export type Coefficient = { value: Decimal } | { reason: Sentence };

/** Ratings by subject. Values are places in `categories`, which stand in ascending order when they are numbers. */
export interface RatingTable {
  subjects: { name: string; ratings: Map<string, number> }[];
  raters: string[];
  categories: string[];
}
