/** One reviewed case as far as severity goes. */
export interface ReviewedItem {
  /** `null` where no single reviewer answers for it. */
  reviewer: string | null;
  /** Hundredths of a point taken off. */
  lost: number;
}

/** Fewer cases of one reviewer say nothing about severity. */
const LEAST_CASES = 5;

/**
 * How far reviewers differ in severity, as whole hundredths of a point a case: what each takes off more or less than is taken
 * off the same people on average, drawn together by as much as chance alone would set them apart. A stock of effects to draw
 * from, in the order of the reviewers' ids; empty where fewer than two reviewers can be compared or chance explains it all.
 *
 * @example two reviewers of the same people, one taking off 4.00 a case and the other 2.00, both without scatter → [100, −100]
 * @param people the reviewed cases of each person
 */
export function reviewerEffects(people: readonly (readonly ReviewedItem[])[]): number[] {
  const tallies = new Map<string, { count: number; sum: number; squares: number }>();
  for (const items of people) {
    const mean = items.reduce((total, { lost }) => total + lost, 0) / items.length;
    for (const { reviewer, lost } of items) {
      if (reviewer === null) continue;
      const tally = tallies.get(reviewer) ?? { count: 0, sum: 0, squares: 0 };
      tally.count += 1;
      tally.sum += lost - mean;
      tally.squares += (lost - mean) ** 2;
      tallies.set(reviewer, tally);
    }
  }
  const compared = [...tallies].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, tally]) => (tally.count >= LEAST_CASES ? [tally] : []));
  if (compared.length < 2) return [];
  const means = compared.map(({ sum, count }) => sum / count);
  const middle = means.reduce((total, one) => total + one, 0) / means.length;
  const spread = means.reduce((total, one) => total + (one - middle) ** 2, 0) / (means.length - 1);
  const chance = compared.reduce((total, { count, sum, squares }) => total + (squares - (sum * sum) / count) / (count - 1) / count, 0) / compared.length;
  if (spread <= chance) return [];
  const part = Math.sqrt((spread - chance) / spread);
  return means.map((one) => Math.round((one - middle) * part));
}
