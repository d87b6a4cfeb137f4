import type { Sentence } from '../kernel/domain-error.js';
import { agreement, readRatings, type Agreement, type Rating } from './agreement.js';
import { resampledAlphas } from './agreement-bootstrap.js';
import type { AgreementMeasure, RatingTable } from './agreement-measures.js';
import { NO_DISAGREEMENT, NO_VARIATION, TOO_LITTLE_VARIATION } from './agreement-reasons.js';

export interface AgreementInterval {
  /** 95 %: six places; `null` where none can be given, with the reason. */
  from: number | null;
  until: number | null;
  /** How it was worked out: large-sample standard error, or repeated sampling. */
  method: 'fleiss-cohen-everitt' | 'gwet' | 'bootstrap';
  standardError: number | null;
  /** Of repeated sampling: whoever uses the same seed gets the same interval. */
  seed?: string;
  replicates?: number;
  reason: Sentence | null;
}

export type AgreementWithInterval = Agreement & { interval: AgreementInterval };

const Z95 = 1.959963984540054;
const REPLICATES = 1000;
/** Of the repeated samples, the share that may have no coefficient. */
const MOST_UNDEFINED = 0.05;

/**
 * An agreement coefficient with its 95 % interval over the subjects.
 *
 * - `cohen…`: the large-sample standard error of Fleiss, Cohen and Everitt (1969); coefficient ± 1.96 × it, within −1 … 1.
 * - `fleiss`: the variance of Gwet (2008), which supposes nothing about independence; ± 1.96 × the standard error.
 * - `krippendorff-…`: percentiles of repeated samples of the subjects (seeded, see {@link resampledAlphas}).
 *
 * Where all agree, or the sample hardly varies, there is no interval but a reason.
 *
 * @param seed recorded in the result; the same seed and ratings give the same interval
 * @throws what {@link agreement} throws
 * @example the 3 × 3 table [75,1,4] [5,4,1] [0,0,10] (Fleiss 1981, p. 213), `cohen` → 0.6765, interval 0.5046 to 0.8484
 */
export function agreementWithInterval(ratings: readonly Rating[], measure: AgreementMeasure, seed = '0', replicates = REPLICATES): AgreementWithInterval {
  const result = agreement(ratings, measure);
  const table = readRatings(ratings, measure);
  return { ...result, interval: intervalOf(table, result, seed, replicates) };
}

function intervalOf(table: RatingTable, { measure, value, reason }: Agreement, seed: string, replicates: number): AgreementInterval {
  const method = measure.startsWith('cohen') ? 'fleiss-cohen-everitt' : measure === 'fleiss' ? 'gwet' : 'bootstrap';
  const none = (why: Sentence | null): AgreementInterval => ({ from: null, until: null, method, standardError: null, reason: why });
  if (value === null) return none(reason);
  if (value === 1) return none(NO_DISAGREEMENT);
  if (method === 'bootstrap') {
    const drawn = resampledAlphas(table, measure, { seed, replicates });
    if (replicates - drawn.length > replicates * MOST_UNDEFINED) return { ...none(TOO_LITTLE_VARIATION), seed, replicates };
    return { from: rounded(percentile(drawn, 0.025)), until: rounded(percentile(drawn, 0.975)), method, standardError: rounded(deviation(drawn)), seed, replicates, reason: null };
  }
  const error = Math.sqrt(method === 'gwet' ? gwetVariance(table) : cohenVariance(table, weightOf(measure, table.categories.length)));
  if (!(error > 0)) return none(NO_VARIATION);
  return { from: rounded(Math.max(-1, value - Z95 * error)), until: rounded(Math.min(1, value + Z95 * error)), method, standardError: rounded(error), reason: null };
}

type Weight = (i: number, j: number) => number;

/** How far two places agree: 1 when they are the same, 0 when as far apart as can be. */
function weightOf(measure: AgreementMeasure, categories: number): Weight {
  const power = measure === 'cohen-linear' ? 1 : measure === 'cohen-quadratic' ? 2 : null;
  return power === null ? (i, j) => (i === j ? 1 : 0) : (i, j) => 1 - (Math.abs(i - j) / (categories - 1)) ** power;
}

/** Fleiss, Cohen, Everitt, Large sample standard errors of kappa and weighted kappa, 1969, formula 13. */
function cohenVariance({ subjects, raters, categories }: RatingTable, weight: Weight): number {
  const [first, second] = [...raters].sort() as [string, string];
  const size = categories.length;
  const places = [...Array(size).keys()];
  const share = places.map(() => new Array<number>(size).fill(0));
  for (const { ratings } of subjects) share[ratings.get(first)!]![ratings.get(second)!]! += 1 / subjects.length;
  const rows = share.map((row) => row.reduce((sum, one) => sum + one, 0));
  const columns = places.map((j) => share.reduce((sum, row) => sum + row[j]!, 0));
  const overRows = places.map((j) => places.reduce((sum, i) => sum + weight(i, j) * rows[i]!, 0));
  const overColumns = places.map((i) => places.reduce((sum, j) => sum + weight(i, j) * columns[j]!, 0));
  let [observed, chance] = [0, 0];
  for (const i of places)
    for (const j of places) {
      observed += weight(i, j) * share[i]![j]!;
      chance += weight(i, j) * rows[i]! * columns[j]!;
    }
  const kappa = (observed - chance) / (1 - chance);
  let spread = 0;
  for (const i of places) for (const j of places) spread += share[i]![j]! * (weight(i, j) - (overColumns[i]! + overRows[j]!) * (1 - kappa)) ** 2;
  return (spread - (kappa - chance * (1 - kappa)) ** 2) / ((1 - chance) ** 2 * subjects.length);
}

/** Gwet, Computing inter-rater reliability and its variance in the presence of high agreement, 2008. */
function gwetVariance({ subjects, categories }: RatingTable): number {
  const counts = subjects.map(({ ratings }) => {
    const own = new Array<number>(categories.length).fill(0);
    for (const category of ratings.values()) own[category]!++;
    return { own, size: ratings.size };
  });
  const n = counts.length;
  const shares = categories.map((_, k) => counts.reduce((sum, { own, size }) => sum + own[k]! / size, 0) / n);
  const chance = shares.reduce((sum, share) => sum + share * share, 0);
  const agreed = counts.map(({ own, size }) => own.reduce((sum, count) => sum + count * (count - 1), 0) / (size * (size - 1)));
  const kappa = (agreed.reduce((sum, one) => sum + one, 0) / n - chance) / (1 - chance);
  const spread = counts.reduce((sum, { own, size }, index) => {
    const chanceHere = own.reduce((total, count, k) => total + (shares[k]! * count) / size, 0);
    const here = (agreed[index]! - chance) / (1 - chance) - (2 * (1 - kappa) * (chanceHere - chance)) / (1 - chance);
    return sum + (here - kappa) ** 2;
  }, 0);
  return spread / n ** 2;
}

/** Between neighbours in proportion, as R's type 7. */
function percentile(ascending: readonly number[], share: number): number {
  const at = (ascending.length - 1) * share;
  const below = Math.floor(at);
  return ascending[below]! + (at - below) * ((ascending[below + 1] ?? ascending[below]!) - ascending[below]!);
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  return Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, values.length - 1));
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
