import type { Fault, Sentence } from '../kernel/domain-error.js';
import { Decimal, roundHalfUp } from '../kernel/exact.js';
import { krippendorff } from './agreement-alpha.js';
import { cohen, fleiss } from './agreement-kappa.js';
import type { AgreementMeasure, Coefficient, RatingTable } from './agreement-measures.js';
import { agreementErrors } from './agreement.errors.js';

/** One rater's value for one subject; an empty value is a rating that was not given. */
export interface Rating {
  subject: string;
  rater: string;
  value: string;
}

export interface Agreement {
  measure: AgreementMeasure;
  /** Six places, half up; 1 = complete agreement, 0 = as by chance. `null` when it is not defined: see `reason`. */
  value: number | null;
  /** Subjects and raters with at least one value. */
  subjects: number;
  raters: number;
  reason: Sentence | null;
}

const ORDERED: readonly AgreementMeasure[] = [
  'cohen-linear',
  'cohen-quadratic',
  'krippendorff-ordinal',
  'krippendorff-interval',
  'krippendorff-ratio',
];
const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const PLACES = 6;

/**
 * How far raters of the same subjects agree beyond chance (blind second reviews, MISSION.md §10.6).
 *
 * - `cohen`, `cohen-linear`, `cohen-quadratic`: exactly two raters, no gaps. Weights go by the place of
 *   a value in the ascending order of the values that occur, not by the distance between the values.
 * - `fleiss`: the same number of ratings for each subject; the raters may differ from subject to subject.
 * - `krippendorff-*`: any number of raters, gaps allowed; subjects with one value pair with nothing.
 *
 * When every value is a number, values are compared as numbers (`1` = `1.0`); otherwise as text.
 * The order of the ratings never matters. Where the coefficient is not defined (a single subject, no
 * variation, nothing to pair) the value is `null` with the reason, never NaN.
 *
 * @throws DomainError `agreement.twoRaters`, `agreement.missing`, `agreement.unequalCounts`, or
 * `agreement.values` with a fault per rating (path `<index>.<field>`): given twice, not a number where
 * an order is needed, negative on a ratio scale.
 * @example FIGURES.md: the 3 × 3 table [0,4,1] [0,8,0] [0,1,5] gives 0.4842 (`cohen`) and 0.4701 (`cohen-linear`).
 * Sources: Cohen 1960, 1968; Fleiss 1971; Krippendorff, Computing Krippendorff’s Alpha-Reliability, 2011.
 */
export function agreement(ratings: readonly Rating[], measure: AgreementMeasure): Agreement {
  const table = readRatings(ratings, measure);
  const result = coefficient(table, measure);
  const counts = { subjects: table.subjects.length, raters: table.raters.length };
  return 'value' in result
    ? { measure, value: roundHalfUp(result.value, PLACES).toNumber(), ...counts, reason: null }
    : { measure, value: null, ...counts, reason: result.reason };
}

/** The ratings as a table, once each of them can be used for the measure. @throws DomainError `agreement.values` */
export function readRatings(ratings: readonly Rating[], measure: AgreementMeasure): RatingTable {
  const faults = faultsIn(ratings, measure);
  if (faults.length) throw agreementErrors['agreement.values']({ count: faults.length, measure }, faults);
  return tabulate(ratings);
}

function coefficient(table: RatingTable, measure: AgreementMeasure): Coefficient {
  if (table.subjects.length === 0) return { reason: { zh: '没有任何评定值。', en: 'There is not one rating.' } };
  switch (measure) {
    case 'cohen':
      return cohen(table, measure, (i, j) => (i === j ? 0 : 1));
    case 'cohen-linear':
      return cohen(table, measure, (i, j) => Math.abs(i - j));
    case 'cohen-quadratic':
      return cohen(table, measure, (i, j) => (i - j) ** 2);
    case 'fleiss':
      return fleiss(table);
    default:
      return krippendorff(table, measure);
  }
}

function faultsIn(ratings: readonly Rating[], measure: AgreementMeasure): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  ratings.forEach(({ subject, rater, value }, index) => {
    if (value === '') return;
    const pair = JSON.stringify([subject, rater]);
    if (seen.has(pair))
      faults.push({
        path: `${index}.rater`,
        zh: `评查员“${rater}”对“${subject}”已有评定。请只保留一次。`,
        en: `Rater "${rater}" has already rated "${subject}". Keep one of the ratings.`,
      });
    seen.add(pair);
    if (!ORDERED.includes(measure)) return;
    if (!NUMBER.test(value))
      faults.push({
        path: `${index}.value`,
        zh: `“${value}”不是数字，无法排出次序。请改为数字；没有评定的留空；类别没有次序的改用 cohen、fleiss 或 krippendorff-nominal。`,
        en: `"${value}" is not a number, so it has no place in the order. Write a number, leave it empty if not rated, or use cohen, fleiss or krippendorff-nominal for categories without an order.`,
      });
    else if (measure === 'krippendorff-ratio' && new Decimal(value).isNegative())
      faults.push({
        path: `${index}.value`,
        zh: `“${value}”为负数，比率尺度从零起。请核对，或改用 krippendorff-interval。`,
        en: `"${value}" is negative; a ratio scale starts at zero. Check it, or use krippendorff-interval.`,
      });
  });
  return faults;
}

function tabulate(ratings: readonly Rating[]): RatingTable {
  const given = ratings.filter(({ value }) => value !== '');
  const numeric = given.every(({ value }) => NUMBER.test(value));
  const key = (value: string) => (numeric ? new Decimal(value).plus(0).toFixed() : value);
  const categories = [...new Set(given.map(({ value }) => key(value)))];
  if (numeric) categories.sort((a, b) => new Decimal(a).comparedTo(b));
  const place = new Map(categories.map((category, index) => [category, index]));
  const subjects = new Map<string, Map<string, number>>();
  for (const { subject, rater, value } of given) {
    const row = subjects.get(subject) ?? new Map<string, number>();
    subjects.set(subject, row.set(rater, place.get(key(value))!));
  }
  return {
    subjects: [...subjects].map(([name, row]) => ({ name, ratings: row })),
    raters: [...new Set(given.map(({ rater }) => rater))],
    categories,
  };
}
