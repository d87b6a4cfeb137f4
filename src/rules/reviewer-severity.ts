import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, roundHalfUp } from '../kernel/exact.js';
import { tQuantile95 } from './t-quantile.js';

/** What one review took off, and in which company it is compared. */
export interface ReviewDeduction {
  reviewerId: string;
  /** Field × kind of review × month. */
  stratum: string;
  /** Points taken off the case. */
  deducted: Decimal;
}

export interface ReviewerSeverity {
  reviewerId: string;
  cases: number;
  /** Points a case, two places, as they were taken off. */
  mean: string;
  /** Cases and strata in which colleagues reviewed as well. */
  compared: number;
  strata: number;
  /** Own less colleagues’ mean within the same strata, points a case; `null` with `reason` where nothing can be compared. */
  difference: string | null;
  interval: { from: string; until: string } | null;
  says: Sentence;
}

/** Fewer own or colleagues' cases in common strata say nothing. */
const LEAST_COMPARED = 5;

/**
 * 尺度: how much more or less a reviewer takes off than colleagues do in cases of the same field, kind and month.
 *
 * Each stratum gives the difference of the two means; they are put together with the weights n·m ÷ (n + m) (own and
 * colleagues' cases), which makes the sum least uncertain when reviews scatter alike. The interval is Student's with the
 * scatter within strata. It is shown beside the raw figure and applied to nothing: no score of a judge or reviewer uses it.
 *
 * @example own 4.00, 6.00 and colleagues' 2.00, 3.00, 4.00 in one stratum → mean 5.00, difference +2.00
 */
export function reviewerSeverity(reviews: readonly ReviewDeduction[]): ReviewerSeverity[] {
  const reviewers = [...new Set(reviews.map(({ reviewerId }) => reviewerId))].sort();
  const strata = groupBy(reviews, ({ stratum }) => stratum);
  return reviewers.map((reviewerId) => {
    const own = reviews.filter((one) => one.reviewerId === reviewerId);
    const mean = meanOf(own.map(({ deducted }) => deducted));
    const shared = [...new Set(own.map(({ stratum }) => stratum))].flatMap((stratum) => {
      const all = strata.get(stratum)!;
      const [mine, theirs] = [all.filter((one) => one.reviewerId === reviewerId), all.filter((one) => one.reviewerId !== reviewerId)];
      return theirs.length ? [{ mine: mine.map(({ deducted }) => deducted), theirs: theirs.map(({ deducted }) => deducted) }] : [];
    });
    const compared = shared.reduce((sum, { mine }) => sum + mine.length, 0);
    const others = shared.reduce((sum, { theirs }) => sum + theirs.length, 0);
    const basis = { reviewerId, cases: own.length, mean: points(mean), compared, strata: shared.length };
    if (Math.min(compared, others) < LEAST_COMPARED) return { ...basis, difference: null, interval: null, says: TOO_FEW };
    const { difference, interval } = compare(shared);
    return { ...basis, difference: signed(difference), interval: interval && { from: signed(interval.from), until: signed(interval.until) }, says: words(difference, interval) };
  });
}

type Stratum = { mine: Decimal[]; theirs: Decimal[] };

function compare(strata: readonly Stratum[]): { difference: Decimal; interval: { from: Decimal; until: Decimal } | null } {
  let [weighted, weights, squares, cases] = [new Decimal(0), new Decimal(0), new Decimal(0), 0];
  const parts = strata.map(({ mine, theirs }) => {
    const weight = new Decimal(mine.length * theirs.length).div(mine.length + theirs.length);
    const apart = meanOf(mine).minus(meanOf(theirs));
    weighted = weighted.plus(weight.times(apart));
    weights = weights.plus(weight);
    squares = squares.plus(scatter(mine)).plus(scatter(theirs));
    cases += mine.length + theirs.length;
    return { weight, apart };
  });
  const difference = weighted.div(weights);
  for (const { weight, apart } of parts) squares = squares.plus(weight.times(apart.minus(difference).pow(2)));
  const degrees = cases - strata.length - 1;
  if (degrees < 1) return { difference, interval: null };
  const reach = squares.div(degrees).div(weights).sqrt().times(tQuantile95(degrees));
  return { difference, interval: { from: difference.minus(reach), until: difference.plus(reach) } };
}

const TOO_FEW: Sentence = { zh: `同类同月、又有同事评查的案件不足 ${LEAST_COMPARED} 件，不作比较。`, en: `Fewer than ${LEAST_COMPARED} cases in common strata with colleagues: not compared.` };

function words(difference: Decimal, interval: { from: Decimal; until: Decimal } | null): Sentence {
  const size = points(difference.abs());
  if (!interval || (interval.from.lte(0) && interval.until.gte(0)))
    return { zh: `每案比同事${difference.isNegative() ? '少' : '多'}扣 ${size} 分，区间包含 0，看不出宽严之别。`, en: `${size} points a case ${difference.isNegative() ? 'less' : 'more'} than colleagues; the interval holds 0, so no difference in severity shows.` };
  return difference.isNegative()
    ? { zh: `在同类案件中每案比同事少扣 ${size} 分，偏宽。仅供参考，不用于任何得分。`, en: `Takes off ${size} points a case less than colleagues in like cases: lenient. For information; no score uses it.` }
    : { zh: `在同类案件中每案比同事多扣 ${size} 分，偏严。仅供参考，不用于任何得分。`, en: `Takes off ${size} points a case more than colleagues in like cases: severe. For information; no score uses it.` };
}

function meanOf(values: readonly Decimal[]): Decimal {
  return values.reduce((sum, one) => sum.plus(one), new Decimal(0)).div(Math.max(1, values.length));
}

function scatter(values: readonly Decimal[]): Decimal {
  const mean = meanOf(values);
  return values.reduce((sum, one) => sum.plus(one.minus(mean).pow(2)), new Decimal(0));
}

function points(value: Decimal): string {
  return roundHalfUp(value).toFixed(2);
}

function signed(value: Decimal): string {
  const text = points(value);
  if (Number(text) === 0) return '0.00';
  return text.startsWith('-') ? text : `+${text}`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
