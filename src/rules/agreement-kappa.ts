import type { Fault } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { NO_VARIATION, NOTHING_PAIRABLE, ONE_SUBJECT } from './agreement-reasons.js';
import { agreementErrors } from './agreement.errors.js';
import type { Coefficient, RatingTable } from './agreement-measures.js';

/**
 * Cohen’s κ of two raters: κ = 1 − N·Σ w·observed ÷ Σ w·(row total × column total), where `w` is the
 * weight of a disagreement between two places in the order of the values (0 when they are the same).
 * @throws DomainError `agreement.twoRaters`, `agreement.missing`
 */
export function cohen(table: RatingTable, measure: string, weight: (i: number, j: number) => number): Coefficient {
  const { subjects, categories } = table;
  const raters = [...table.raters].sort();
  if (raters.length !== 2)
    throw agreementErrors['agreement.twoRaters']({ count: raters.length, raters: raters.join('、') });
  const [first, second] = raters as [string, string];
  const missing = subjects.flatMap(({ name, ratings }): Fault[] =>
    raters
      .filter((rater) => !ratings.has(rater))
      .map((rater) => ({
        path: name,
        zh: `对象“${name}”没有“${rater}”的评定。请补上，或去掉这个对象。`,
        en: `Subject "${name}" has no rating by "${rater}". Add it, or remove the subject.`,
      })),
  );
  if (missing.length) throw agreementErrors['agreement.missing']({ measure, count: missing.length }, missing);
  if (subjects.length === 1) return { reason: ONE_SUBJECT };

  const firstTotals = new Array<number>(categories.length).fill(0);
  const secondTotals = new Array<number>(categories.length).fill(0);
  let observed = new Decimal(0);
  for (const { ratings } of subjects) {
    const [i, j] = [ratings.get(first)!, ratings.get(second)!];
    firstTotals[i]!++;
    secondTotals[j]!++;
    observed = observed.plus(weight(i, j));
  }
  let expected = new Decimal(0);
  firstTotals.forEach((row, i) =>
    secondTotals.forEach((column, j) => {
      if (row && column && i !== j) expected = expected.plus(row * column * weight(i, j));
    }),
  );
  if (expected.isZero()) return { reason: NO_VARIATION };
  return { value: new Decimal(1).minus(observed.times(subjects.length).div(expected)) };
}

/**
 * Fleiss’ κ: N subjects with n ratings each; P̄ = (Σ n_ij² − N·n) ÷ (N·n·(n − 1)), Pe = Σ (n_j ÷ N·n)².
 * @throws DomainError `agreement.unequalCounts`
 */
export function fleiss({ subjects, categories }: RatingTable): Coefficient {
  const n = commonest(subjects.map(({ ratings }) => ratings.size));
  const unequal = subjects
    .filter(({ ratings }) => ratings.size !== n)
    .map(({ name, ratings }): Fault => ({
      path: name,
      zh: `对象“${name}”有 ${ratings.size} 次评定，应为 ${n} 次。请补齐，或去掉这个对象。`,
      en: `Subject "${name}" has ${ratings.size} ratings where ${n} are expected. Complete it, or remove the subject.`,
    }));
  if (unequal.length) throw agreementErrors['agreement.unequalCounts']({ expected: n, count: unequal.length }, unequal);
  if (n < 2) return { reason: NOTHING_PAIRABLE };
  if (subjects.length === 1) return { reason: ONE_SUBJECT };

  const totals = new Array<number>(categories.length).fill(0);
  let squares = 0;
  for (const { ratings } of subjects) {
    const counts = new Map<number, number>();
    for (const category of ratings.values()) counts.set(category, (counts.get(category) ?? 0) + 1);
    for (const [category, count] of counts) {
      totals[category]! += count;
      squares += count * count;
    }
  }
  const all = subjects.length * n;
  const agreed = new Decimal(squares - all).div(new Decimal(all).times(n - 1));
  const byChance = totals.reduce((sum, total) => sum.plus(new Decimal(total).pow(2)), new Decimal(0)).div(new Decimal(all).pow(2));
  if (byChance.equals(1)) return { reason: NO_VARIATION };
  return { value: agreed.minus(byChance).div(new Decimal(1).minus(byChance)) };
}

/** The most frequent number; the larger of two equally frequent ones. */
function commonest(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort(([a, times], [b, otherTimes]) => otherTimes - times || b - a)[0]![0];
}
