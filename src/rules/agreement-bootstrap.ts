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

type Difference = (totals: readonly number[]) => (a: number, b: number) => number;

function alphaOf(kinds: readonly { counts: Counts; size: number }[], times: readonly number[], categories: number, difference: Difference): number | null {
  const totals = new Array<number>(categories).fill(0);
  let pairable = 0;
  kinds.forEach(({ counts, size }, kind) => {
    if (size < 2 || !times[kind]) return;
    for (const [category, count] of counts) totals[category]! += count * times[kind]!;
    pairable += size * times[kind]!;
  });
  const squared = difference(totals);
  const disagreement = (counts: Counts): number => {
    let sum = 0;
    for (let a = 0; a < counts.length; a++) for (let b = a + 1; b < counts.length; b++) sum += counts[a]![1] * counts[b]![1] * squared(counts[a]![0], counts[b]![0]);
    return sum;
  };
  let observed = 0;
  kinds.forEach(({ counts, size }, kind) => {
    if (size >= 2 && times[kind]) observed += (times[kind]! * disagreement(counts)) / (size - 1);
  });
  const expected = disagreement(totals.flatMap((count, category) => (count ? [[category, count] as const] : [])));
  return expected === 0 ? null : 1 - ((pairable - 1) * observed) / expected;
}

function differenceBy(measure: AgreementMeasure, categories: readonly string[]): Difference {
  if (measure === 'krippendorff-nominal') return () => () => 1;
  if (measure === 'krippendorff-ordinal') {
    return (totals) => {
      let below = 0;
      const ranks = totals.map((total) => (below += total) - total / 2);
      return (a, b) => (ranks[a]! - ranks[b]!) ** 2;
    };
  }
  const values = categories.map(Number);
  if (measure === 'krippendorff-interval') return () => (a, b) => (values[a]! - values[b]!) ** 2;
  return () => (a, b) => ((values[a]! - values[b]!) / (values[a]! + values[b]!)) ** 2;
}
