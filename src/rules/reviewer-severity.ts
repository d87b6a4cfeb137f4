import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, roundHalfUp, toHundredths } from '../kernel/exact.js';
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
  const strata = new Map<string, Tally>();
  const own = new Map<string, Map<string, Tally>>();
  for (const { reviewerId, stratum, deducted } of reviews) {
    const hundredths = toHundredths(deducted);
    add(strata, stratum, hundredths);
    if (!own.has(reviewerId)) own.set(reviewerId, new Map());
    add(own.get(reviewerId)!, stratum, hundredths);
  }
  return [...own].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reviewerId, mine]) => {
    const all = [...mine.values()].reduce(together, NOTHING);
    const shared = [...mine].flatMap(([stratum, tally]) => {
      const theirs = without(strata.get(stratum)!, tally);
      return theirs.count ? [{ mine: tally, theirs }] : [];
    });
    const compared = shared.reduce((sum, { mine: { count } }) => sum + count, 0);
    const others = shared.reduce((sum, { theirs: { count } }) => sum + count, 0);
    const basis = { reviewerId, cases: all.count, mean: points(meanOf(all)), compared, strata: shared.length };
    if (Math.min(compared, others) < LEAST_COMPARED) return { ...basis, difference: null, interval: null, says: TOO_FEW };
    const { difference, interval } = compare(shared);
    return { ...basis, difference: signed(difference), interval: interval && { from: signed(interval.from), until: signed(interval.until) }, says: words(difference, interval) };
  });
}

/** Whole hundredths of points and their squares: exact, and added up once however many colleagues there are. */
interface Tally {
  count: number;
  sum: number;
  squares: number;
}

const NOTHING: Tally = { count: 0, sum: 0, squares: 0 };

function add(tallies: Map<string, Tally>, key: string, hundredths: number): void {
  tallies.set(key, together(tallies.get(key) ?? NOTHING, { count: 1, sum: hundredths, squares: hundredths * hundredths }));
}

function together(a: Tally, b: Tally): Tally {
  return { count: a.count + b.count, sum: a.sum + b.sum, squares: a.squares + b.squares };
}

function without(whole: Tally, part: Tally): Tally {
  return { count: whole.count - part.count, sum: whole.sum - part.sum, squares: whole.squares - part.squares };
}

function compare(strata: readonly { mine: Tally; theirs: Tally }[]): { difference: Decimal; interval: { from: Decimal; until: Decimal } | null } {
  let [weighted, weights, squares, cases] = [new Decimal(0), new Decimal(0), new Decimal(0), 0];
  const parts = strata.map(({ mine, theirs }) => {
    const weight = new Decimal(mine.count * theirs.count).div(mine.count + theirs.count);
    const apart = meanOf(mine).minus(meanOf(theirs));
    weighted = weighted.plus(weight.times(apart));
    weights = weights.plus(weight);
    squares = squares.plus(scatter(mine)).plus(scatter(theirs));
    cases += mine.count + theirs.count;
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

function meanOf({ count, sum }: Tally): Decimal {
  return new Decimal(sum).div(Math.max(1, count)).div(100);
}

/** Σ (value − mean)² */
function scatter({ count, sum, squares }: Tally): Decimal {
  return new Decimal(squares).minus(new Decimal(sum).pow(2).div(count)).div(10_000);
}

function points(value: Decimal): string {
  return roundHalfUp(value).toFixed(2);
}

function signed(value: Decimal): string {
  const text = points(value);
  if (Number(text) === 0) return '0.00';
  return text.startsWith('-') ? text : `+${text}`;
}
