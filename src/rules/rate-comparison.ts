import { Decimal, roundHalfUp } from '../kernel/exact.js';

/** Cases in which something was found, of the cases looked at. */
export interface Rate {
  cases: number;
  of: number;
}

export interface RateInterval {
  /** Per cent, two places. */
  from: string;
  until: string;
}

/**
 * What two rates allow to be said. `rose`, `fell`: the interval of the difference leaves zero out. `unsaid`: it holds zero, so
 * that chance alone may have made the difference. `empty`: on one side nothing was looked at.
 */
export type RateVerdict = 'rose' | 'fell' | 'unsaid' | 'empty';

export interface RateComparison {
  /** Percentage points, later less earlier, two places; `null` when either side is empty. */
  difference: string | null;
  interval: RateInterval | null;
  verdict: RateVerdict;
}

const Z95 = new Decimal('1.959963984540054');

/**
 * 发生率: cases ÷ reviewed cases, in per cent with two places, half up.
 * @returns `null` when nothing was looked at: no rate, not a rate of nought
 * @example percentOf({ cases: 3, of: 570 }) // '0.53'
 */
export function percentOf({ cases, of }: Rate): string | null {
  return of === 0 ? null : roundHalfUp(new Decimal(cases).times(100).div(of)).toFixed(2);
}

/**
 * 95 % interval of a rate by Wilson's score method, which stays inside 0–100 and is honest for small numbers and for nought.
 * @example rateInterval({ cases: 81, of: 263 }) // 25.53–36.62 (published: R. G. Newcombe, Statistics in Medicine 17, 1998, table I)
 */
export function rateInterval(rate: Rate): RateInterval | null {
  if (rate.of === 0) return null;
  const { lower, upper } = wilson(rate);
  return { from: percent(lower), until: percent(upper) };
}

/**
 * 与上期比较: difference of two rates with its 95 % interval, Newcombe's hybrid of two Wilson intervals (his method 10).
 * Only what the interval allows is said; comparing many clauses at once will show one in twenty as changed by chance alone.
 * @param before the earlier rate
 * @param after the later rate
 * @example compareRates({ cases: 48, of: 80 }, { cases: 56, of: 70 }) // +20.00 points, 5.24–33.39, rose
 * Source: R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17 (1998) 873–890.
 */
export function compareRates(before: Rate, after: Rate): RateComparison {
  if (before.of === 0 || after.of === 0) return { difference: null, interval: null, verdict: 'empty' };
  const [earlier, later] = [wilson(before), wilson(after)];
  const difference = later.share.minus(earlier.share);
  const from = difference.minus(hypotenuse(later.share.minus(later.lower), earlier.upper.minus(earlier.share)));
  const until = difference.plus(hypotenuse(later.upper.minus(later.share), earlier.share.minus(earlier.lower)));
  const verdict = from.gt(0) ? 'rose' : until.lt(0) ? 'fell' : 'unsaid';
  return { difference: percent(difference), interval: { from: percent(from), until: percent(until) }, verdict };
}

function wilson({ cases, of }: Rate): { share: Decimal; lower: Decimal; upper: Decimal } {
  const share = new Decimal(cases).div(of);
  const z2 = Z95.pow(2);
  const centre = share.plus(z2.div(2 * of));
  const reach = Z95.times(share.times(new Decimal(1).minus(share)).div(of).plus(z2.div(new Decimal(4).times(of).times(of))).sqrt());
  const scale = z2.div(of).plus(1);
  return { share, lower: cases === 0 ? new Decimal(0) : centre.minus(reach).div(scale), upper: cases === of ? new Decimal(1) : centre.plus(reach).div(scale) };
}

const hypotenuse = (a: Decimal, b: Decimal): Decimal => a.pow(2).plus(b.pow(2)).sqrt();
const percent = (share: Decimal): string => roundHalfUp(share.times(100)).toFixed(2);
