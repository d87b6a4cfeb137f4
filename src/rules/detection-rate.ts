import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, roundHalfUp } from '../kernel/exact.js';

export interface ShareWithInterval {
  part: number;
  whole: number;
  /** Per cent, two places; `null` when there is nothing to share. */
  percent: string | null;
  /** Wilson's 95 % interval, per cent, two places. */
  interval: { from: string; until: string } | null;
}

const Z95 = new Decimal('1.959963984540054');

/**
 * A share with Wilson's score interval, which stays within 0 and 100 % and says something even of few.
 *
 * @example shareWithInterval(81, 263) // 30.80 %, 25.53 to 36.62 (Newcombe 1998, method 3)
 * Source: E. B. Wilson 1927; R. G. Newcombe, Two-sided confidence intervals for the single proportion, 1998.
 */
export function shareWithInterval(part: number, whole: number): ShareWithInterval {
  if (whole === 0) return { part, whole, percent: null, interval: null };
  const [n, p, z2] = [new Decimal(whole), new Decimal(part).div(whole), Z95.pow(2)];
  const middle = p.times(2).times(n).plus(z2);
  const spread = Z95.times(z2.plus(p.times(4).times(n).times(new Decimal(1).minus(p))).sqrt());
  const below = n.plus(z2).times(2);
  const written = (share: Decimal): string => roundHalfUp(Decimal.max(0, Decimal.min(1, share)).times(100)).toFixed(2);
  return { part, whole, percent: written(p), interval: { from: written(middle.minus(spread).div(below)), until: written(middle.plus(spread).div(below)) } };
}

export type DetectionVerdict = 'tooFew' | 'met' | 'below' | 'clearlyBelow';

export interface DetectionRate extends ShareWithInterval {
  /** Cases reviewed twice on which the rate rests. */
  cases: number;
  verdict: DetectionVerdict;
  says: Sentence;
}

/**
 * 检出率: found by the reviewer ÷ what the reviewer and the blind second review found together, in the same cases.
 *
 * @param least `review.detectionMin` of the court, per cent
 * @param leastCases `review.pairsMin`: with fewer cases there is a count but no verdict
 * @returns `clearlyBelow` only when the whole interval lies below what the court asks
 * @example 17 of 20 in 12 cases, least 85.00 → 85.00 %, met
 * Source: CATALOGUES.md §12.3; the example courts’ 必须发现〔空〕以上的问题.
 */
export function detectionRate({ found, there, cases }: { found: number; there: number; cases: number }, least: string, leastCases: number): DetectionRate {
  const share = shareWithInterval(found, there);
  const verdict = verdictOf(share, cases, new Decimal(least), leastCases);
  return { ...share, cases, verdict, says: SAYS[verdict](least, leastCases) };
}

function verdictOf({ percent, interval }: ShareWithInterval, cases: number, least: Decimal, leastCases: number): DetectionVerdict {
  if (percent === null || !interval || cases < leastCases) return 'tooFew';
  if (least.lte(percent)) return 'met';
  return least.gt(interval.until) ? 'clearlyBelow' : 'below';
}

const SAYS: Record<DetectionVerdict, (least: string, cases: number) => Sentence> = {
  tooFew: (_, cases) => ({ zh: `双评案件不足 ${cases} 件或没有差错，还不能评价。`, en: `Fewer than ${cases} cases reviewed twice, or nothing was there to find: no verdict yet.` }),
  met: (least) => ({ zh: `达到本院要求的 ${least}%。`, en: `Meets the ${least} % the court asks for.` }),
  below: (least) => ({ zh: `低于 ${least}%，但区间包含这一要求，也可能是碰巧；再双评一些案件才能断定。`, en: `Below ${least} %, yet the interval holds it: it may be chance. More cases reviewed twice would tell.` }),
  clearlyBelow: (least) => ({ zh: `整个区间都低于 ${least}%，不是碰巧。`, en: `The whole interval lies below ${least} %: not chance.` }),
};
