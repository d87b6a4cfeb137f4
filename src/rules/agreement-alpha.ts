import { Decimal } from '../kernel/exact.js';
import { NO_VARIATION, NOTHING_PAIRABLE, ONE_SUBJECT } from './agreement-reasons.js';
import type { AgreementMeasure, Coefficient, RatingTable } from './agreement-measures.js';

/** Σ over unordered pairs of different values of count × count × δ², from (category, count). */
type Disagreement = (counts: readonly Count[]) => Decimal;
type Count = readonly [category: number, count: number];

/**
 * Krippendorff’s α = 1 − (n − 1)·Σ_units Σ_pairs δ² ÷ (m_unit − 1) ÷ Σ_c Σ_k n_c·n_k·δ²(c, k), over the n
 * pairable values; a unit with one value pairs with nothing and is left out.
 *
 * δ²: nominal 1; ordinal (Σ_{c..k} n_g − (n_c + n_k) ÷ 2)², which is the squared distance of mid-ranks;
 * interval (c − k)²; ratio ((c − k) ÷ (c + k))².
 */
export function krippendorff(table: RatingTable, measure: AgreementMeasure): Coefficient {
  const units = table.subjects.map(({ ratings }) => tally(ratings.values())).filter((unit) => unit.size >= 2);
  if (units.length === 0) return { reason: NOTHING_PAIRABLE };
  if (table.subjects.length === 1) return { reason: ONE_SUBJECT };

  const totals = new Array<number>(table.categories.length).fill(0);
  for (const { counts } of units) for (const [category, count] of counts) totals[category]! += count;
  const disagreement = disagreementBy(measure, table.categories, totals);

  let observed = new Decimal(0);
  for (const { counts, size } of units) observed = observed.plus(disagreement(counts).div(size - 1));
  const expected = disagreement(totals.map((count, category): Count => [category, count]).filter(([, count]) => count > 0));
  if (expected.isZero()) return { reason: NO_VARIATION };
  const pairable = units.reduce((sum, { size }) => sum + size, 0);
  return { value: new Decimal(1).minus(observed.times(pairable - 1).div(expected)) };
}

function tally(values: Iterable<number>): { counts: Count[]; size: number } {
  const counts = new Map<number, number>();
  let size = 0;
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
    size++;
  }
  return { counts: [...counts], size };
}

function disagreementBy(measure: AgreementMeasure, categories: readonly string[], totals: readonly number[]): Disagreement {
  switch (measure) {
    case 'krippendorff-nominal':
      return (counts) => new Decimal(pairsOfDifferent(counts));
    case 'krippendorff-ordinal':
      return squaredDistances(midRanks(totals));
    case 'krippendorff-interval':
      return squaredDistances(categories.map((category) => new Decimal(category)));
    default:
      return squaredRatios(categories.map((category) => new Decimal(category)));
  }
}

function pairsOfDifferent(counts: readonly Count[]): number {
  let [all, pairs] = [0, 0];
  for (const [, count] of counts) {
    pairs += all * count;
    all += count;
  }
  return pairs;
}

function midRanks(totals: readonly number[]): Decimal[] {
  let below = 0;
  return totals.map((total) => {
    below += total;
    return new Decimal(below).minus(new Decimal(total).div(2));
  });
}

/** Σ n_c·n_k·(c − k)² = n·Σ n_c·c² − (Σ n_c·c)², exact and without visiting each pair. */
function squaredDistances(values: readonly Decimal[]): Disagreement {
  return (counts) => {
    const origin = values[counts[0]![0]]!;
    let [all, sum, squares] = [0, new Decimal(0), new Decimal(0)];
    for (const [category, count] of counts) {
      const value = values[category]!.minus(origin);
      all += count;
      sum = sum.plus(value.times(count));
      squares = squares.plus(value.pow(2).times(count));
    }
    return squares.times(all).minus(sum.pow(2));
  };
}

/**
 * The one difference that has to visit each pair. A ratio of two values is no exact decimal anyway, so it is
 * taken in binary, ten digits beyond what is printed; in one order, so that the order of the rows never shows.
 */
function squaredRatios(values: readonly Decimal[]): Disagreement {
  const numbers = values.map((value) => value.toNumber());
  return (counts) => {
    const ordered = [...counts].sort(([a], [b]) => a - b);
    let total = 0;
    for (let first = 0; first < ordered.length; first++) {
      const [low, countLow] = ordered[first]!;
      for (let second = first + 1; second < ordered.length; second++) {
        const [high, countHigh] = ordered[second]!;
        const ratio = (numbers[high]! - numbers[low]!) / (numbers[high]! + numbers[low]!);
        total += ratio * ratio * countLow * countHigh;
      }
    }
    return new Decimal(total);
  };
}
