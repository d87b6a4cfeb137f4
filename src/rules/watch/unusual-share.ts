import { Decimal, points } from '../../kernel/exact.js';

/** So many of so many. */
export interface Part {
  count: number;
  of: number;
}

/** What a court sets: how rare under chance, and how many at least, before something is pointed out. */
export interface WatchLine {
  /** Pointed out only when chance gives it at most once in so many. */
  oneIn: number;
  /** And only from so many (for something rare: so many expected). */
  least: number;
}

export interface UnusualShare extends Part {
  /** Per cent, two places, and the share it is held against. */
  share: string;
  usual: string;
  /** How many the usual share would have given, one place. */
  expected: string;
  /** Chance gives this or something further off about once in so many; at most a million is said. */
  oneIn: number;
}

const MOST_SAID = 1_000_000;
/** What logarithms lose: 1024 must not be said as 1023. */
const ROUNDING = 1e-9;

/**
 * Points out a share that lies far from a usual one, and says how surprising that is: how often chance alone would give this
 * or something further off if the usual share held (binomial tail). It accuses nobody: many innocent things move a share, and
 * among many units looked at, some pass any line by chance ({@link falseAlarms}).
 *
 * What was not seen once among so many is taken as one in one more of them: never having been seen, it is no less surprising.
 * @param towards `more`: unusually many; `fewer`: unusually few
 * @returns `null` when it is not unusual by the line, or there is nothing to hold it against
 * @example unusualShare({ count: 1, of: 60 }, { count: 180, of: 1000 }, 'fewer', { oneIn: 200, least: 5 })
 * // 10.8 expected, 1 found: once in about 10 500
 */
export function unusualShare(own: Part, usual: Part, towards: 'more' | 'fewer', line: WatchLine): UnusualShare | null {
  if (own.of === 0 || usual.of === 0) return null;
  const held = usual.count === 0 ? { count: 1, of: usual.of + 1 } : usual;
  const share = held.count / held.of;
  if (share >= 1) return null;
  const expected = new Decimal(own.of).times(held.count).div(held.of);
  if (towards === 'more' ? own.count < line.least || expected.gte(own.count) : expected.lt(line.least) || expected.lte(own.count)) return null;
  const chance = towards === 'more' ? tail(own.of, share, own.count, own.of) : tail(own.of, share, 0, own.count);
  const oneIn = Math.min(MOST_SAID, Math.floor((1 / Math.max(chance, 1 / MOST_SAID)) * (1 + ROUNDING)));
  if (oneIn < line.oneIn) return null;
  return { ...own, share: points(new Decimal(own.count).times(100).div(own.of)), usual: points(new Decimal(usual.count).times(100).div(usual.of)), expected: expected.toFixed(1), oneIn };
}

/**
 * How many of so many units looked at would pass the line if nothing but chance were at work; two places.
 * @example falseAlarms(60, 200) // '0.30'
 */
export function falseAlarms(looked: number, oneIn: number): string {
  return points(new Decimal(looked).div(oneIn));
}

/** Σ of the binomial probabilities from `low` to `high`, by logarithms so that thousands of cases do not run over. */
function tail(n: number, share: number, low: number, high: number): number {
  const [hit, miss] = [Math.log(share), Math.log(1 - share)];
  let logChoose = 0;
  let total = 0;
  for (let k = 0; k <= high; k++) {
    if (k > 0) logChoose += Math.log(n - k + 1) - Math.log(k);
    if (k >= low) total += Math.exp(logChoose + k * hit + (n - k) * miss);
  }
  return Math.min(1, total);
}
