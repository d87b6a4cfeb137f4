import { erf } from 'mathjs/number';

/** What chance says of something observed. `pValue`: how often mere chance gives this or something rarer, 0 to 1. */
export interface ChanceTest {
  statistic: number;
  degrees: number | null;
  pValue: number;
}

/**
 * Upper tail of the chi-square distribution for a whole number of degrees of freedom, by its closed form: a Poisson tail for
 * even degrees, the complementary error function plus a finite sum for odd ones.
 *
 * @example chiSquareTail(3.841, 1) // ≈ 0.05; chiSquareTail(9.488, 4) // ≈ 0.05
 * Source: Abramowitz and Stegun, 26.4.4 and 26.4.5.
 */
export function chiSquareTail(statistic: number, degrees: number): number {
  const half = statistic / 2;
  if (statistic <= 0) return 1;
  let term = Math.exp(-half);
  let tail = 0;
  if (degrees % 2 === 0) {
    for (let i = 0; i < degrees / 2; i++) {
      tail += term;
      term *= half / (i + 1);
    }
    return Math.min(1, tail);
  }
  term *= Math.sqrt(half) / (Math.sqrt(Math.PI) / 2);
  for (let i = 1; i <= (degrees - 1) / 2; i++) {
    tail += term;
    term *= half / (i + 0.5);
  }
  return Math.min(1, 1 - erf(Math.sqrt(half)) + tail);
}

/**
 * Chi-square test that a share is the same everywhere: `part` of `whole` per receiver. Neighbours in the order given are taken
 * together until five of either kind are to be expected, as the approximation needs.
 *
 * @returns `null` when fewer than two groups are left, for then nothing can be said
 */
export function evenShareTest(receivers: readonly { whole: number; part: number }[]): ChanceTest | null {
  const [whole, part] = [receivers.reduce((sum, one) => sum + one.whole, 0), receivers.reduce((sum, one) => sum + one.part, 0)];
  if (whole === 0 || part === 0 || part === whole) return null;
  const share = part / whole;
  const least = 5 / Math.min(share, 1 - share);
  const groups: { whole: number; part: number }[] = [];
  for (const one of receivers) {
    const open = groups.at(-1);
    if (open && open.whole < least) Object.assign(open, { whole: open.whole + one.whole, part: open.part + one.part });
    else groups.push({ ...one });
  }
  const last = groups.at(-1)!;
  const before = groups.at(-2);
  if (last.whole < least && before) {
    Object.assign(before, { whole: before.whole + last.whole, part: before.part + last.part });
    groups.pop();
  }
  if (groups.length < 2) return null;
  const statistic = groups.reduce((sum, one) => sum + (one.part - one.whole * share) ** 2 / (one.whole * share * (1 - share)), 0);
  return { statistic, degrees: groups.length - 1, pValue: chiSquareTail(statistic, groups.length - 1) };
}

/**
 * Wald–Wolfowitz runs test over several sequences: whether early and late ones alternate as often as chance has it. The
 * numbers of runs, their means and variances add up over the sequences; the normal approximation gives the p-value, two-sided.
 *
 * @param sequences true and false in the order of the draw
 * @returns `null` below twenty elements, for then nothing can be said
 * Source: A. Wald, J. Wolfowitz, On a test whether two samples are from the same population, 1940.
 */
export function runsTest(sequences: readonly (readonly boolean[])[]): ChanceTest | null {
  let [count, runs, mean, variance] = [0, 0, 0, 0];
  for (const sequence of sequences) {
    const yes = sequence.filter(Boolean).length;
    const no = sequence.length - yes;
    if (yes === 0 || no === 0) continue;
    const n = sequence.length;
    count += n;
    runs += 1 + sequence.slice(1).filter((one, index) => one !== sequence[index]).length;
    mean += (2 * yes * no) / n + 1;
    variance += (2 * yes * no * (2 * yes * no - n)) / (n * n * (n - 1));
  }
  if (count < 20 || variance === 0) return null;
  const statistic = (runs - mean) / Math.sqrt(variance);
  return { statistic, degrees: null, pValue: 1 - erf(Math.abs(statistic) / Math.SQRT2) };
}

/**
 * Spearman's rank correlation, ties at their mean rank.
 * @returns `null` below three pairs or when one side does not vary
 * @example rankCorrelation([1, 2, 3], [10, 20, 40]) // 1
 */
export function rankCorrelation(one: readonly number[], other: readonly number[]): number | null {
  if (one.length < 3) return null;
  const [a, b] = [meanRanks(one), meanRanks(other)];
  const middle = (one.length + 1) / 2;
  const sum = (of: (index: number) => number) => a.reduce((total, _, index) => total + of(index), 0);
  const spread = Math.sqrt(sum((i) => (a[i]! - middle) ** 2) * sum((i) => (b[i]! - middle) ** 2));
  return spread === 0 ? null : sum((i) => (a[i]! - middle) * (b[i]! - middle)) / spread;
}

function meanRanks(values: readonly number[]): number[] {
  return values.map((value) => values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2);
}
