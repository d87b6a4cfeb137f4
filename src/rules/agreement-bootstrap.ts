import type { AgreementMeasure, RatingTable } from './agreement-measures.js';
import { seededNumbers } from './seeded-numbers.js';

/** How many ratings of each category one subject has. */
type Counts = readonly (readonly [category: number, count: number])[];

/**
 * Krippendorff's α of `replicates` samples drawn from the subjects with replacement, ascending; samples without variation
 * have none and are left out. Subjects rated alike stand together in a fixed order, so that neither the order of the
 * ratings nor the names of subjects and raters change what a seed gives. Binary numbers: an interval is no score.
 */
export function resampledAlphas(table: RatingTable, measure: AgreementMeasure, { seed, replicates }: { seed: string; replicates: number }): number[] {
  const kinds = kindsOf(table);
  const owner = kinds.flatMap(({ subjects }, kind) => new Array<number>(subjects).fill(kind));
  const numbers = seededNumbers(seed);
  const difference = differenceBy(measure, table.categories);
  const alphas: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const times = new Array<number>(kinds.length).fill(0);
    for (let drawn = 0; drawn < owner.length; drawn++) times[owner[numbers.below(owner.length)]!]!++;
    const alpha = alphaOf(kinds, times, table.categories.length, difference);
    if (alpha !== null) alphas.push(alpha);
  }
  return alphas.sort((a, b) => a - b);
}

function kindsOf({ subjects }: RatingTable): { counts: Counts; size: number; subjects: number }[] {
  const kinds = new Map<string, { counts: Counts; size: number; subjects: number }>();
  for (const { ratings } of subjects) {
    const tally = new Map<number, number>();
    for (const category of ratings.values()) tally.set(category, (tally.get(category) ?? 0) + 1);
    const counts = [...tally].sort(([a], [b]) => a - b);
    const key = counts.join(';');
    const kind = kinds.get(key);
    if (kind) kind.subjects++;
    else kinds.set(key, { counts, size: ratings.size, subjects: 1 });
  }
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}

/** Σ over pairs of different values of count × count × δ², once the totals of the sample are known. */
type Disagreement = (totals: readonly number[]) => (counts: Counts) => number;

function alphaOf(kinds: readonly { counts: Counts; size: number }[], times: readonly number[], categories: number, difference: Disagreement): number | null {
  const totals = new Array<number>(categories).fill(0);
  let pairable = 0;
  kinds.forEach(({ counts, size }, kind) => {
    if (size < 2 || !times[kind]) return;
    for (const [category, count] of counts) totals[category]! += count * times[kind]!;
    pairable += size * times[kind]!;
  });
  const disagreement = difference(totals);
  let observed = 0;
  kinds.forEach(({ counts, size }, kind) => {
    if (size >= 2 && times[kind] && counts.length > 1) observed += (times[kind]! * disagreement(counts)) / (size - 1);
  });
  const present = totals.flatMap((count, category) => (count ? [[category, count] as const] : []));
  return present.length < 2 ? null : 1 - ((pairable - 1) * observed) / disagreement(present);
}

function differenceBy(measure: AgreementMeasure, categories: readonly string[]): Disagreement {
  const values = categories.map(Number);
  switch (measure) {
    case 'krippendorff-nominal':
      return () => (counts) => {
        const all = counts.reduce((sum, [, count]) => sum + count, 0);
        return (all * all - counts.reduce((sum, [, count]) => sum + count * count, 0)) / 2;
      };
    case 'krippendorff-ordinal':
      return (totals) => {
        let below = 0;
        return squaredDistances(totals.map((total) => (below += total) - total / 2));
      };
    case 'krippendorff-interval':
      return () => squaredDistances(values);
    default:
      return () => squaredRatios(values);
  }
}

/** Σ n_c·n_k·(c − k)² = n·Σ n_c·c² − (Σ n_c·c)², taken from the first value so that large numbers lose nothing. */
function squaredDistances(values: readonly number[]): (counts: Counts) => number {
  return (counts) => {
    const origin = values[counts[0]![0]]!;
    let [all, sum, squares] = [0, 0, 0];
    for (const [category, count] of counts) {
      const value = values[category]! - origin;
      all += count;
      sum += value * count;
      squares += value * value * count;
    }
    return squares * all - sum * sum;
  };
}

function squaredRatios(values: readonly number[]): (counts: Counts) => number {
  return (counts) => {
    let total = 0;
    for (let a = 0; a < counts.length; a++)
      for (let b = a + 1; b < counts.length; b++) {
        const [low, high] = [values[counts[a]![0]]!, values[counts[b]![0]]!];
        total += counts[a]![1] * counts[b]![1] * ((high - low) / (high + low)) ** 2;
      }
    return total;
  };
}
