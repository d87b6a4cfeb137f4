import { Decimal } from '../kernel/exact.js';
import { NO_VARIATION, NOTHING_PAIRABLE, ONE_SUBJECT } from './agreement-reasons.js';
import type { AgreementMeasure, Coefficient, RatingTable } from './agreement.js';

/** Squared difference between two different categories, by their places in the order. */
type Difference = (low: number, high: number) => Decimal;

/**
 * Krippendorff’s α = 1 − (n − 1)·Σ_units Σ_pairs δ² ÷ (m_unit − 1) ÷ Σ_c Σ_k n_c·n_k·δ²(c, k), over the n
 * pairable values; a unit with one value pairs with nothing and is left out.
 *
 * δ²: nominal 1; ordinal (Σ_{c..k} n_g − (n_c + n_k) ÷ 2)²; interval (c − k)²; ratio ((c − k) ÷ (c + k))².
 */
export function krippendorff(table: RatingTable, measure: AgreementMeasure): Coefficient {
  const units = table.subjects.map(({ ratings }) => tally(ratings.values())).filter((unit) => unit.size >= 2);
  if (units.length === 0) return { reason: NOTHING_PAIRABLE };
  if (table.subjects.length === 1) return { reason: ONE_SUBJECT };

  const totals = new Array<number>(table.categories.length).fill(0);
  for (const { counts } of units) for (const [category, count] of counts) totals[category]! += count;
  const difference = differenceOf(measure, table.categories, totals);

  let observed = new Decimal(0);
  for (const { counts, size } of units) observed = observed.plus(disagreement([...counts], difference).div(size - 1));
  const occurring = totals.map((count, category): [number, number] => [category, count]).filter(([, count]) => count > 0);
  const expected = disagreement(occurring, difference);
  if (expected.isZero()) return { reason: NO_VARIATION };
  const pairable = units.reduce((sum, { size }) => sum + size, 0);
  return { value: new Decimal(1).minus(observed.times(pairable - 1).div(expected)) };
}

function tally(values: Iterable<number>): { counts: Map<number, number>; size: number } {
  const counts = new Map<number, number>();
  let size = 0;
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
    size++;
  }
  return { counts, size };
}

/** Σ over unordered pairs of categories of count × count × δ². */
function disagreement(counts: readonly (readonly [number, number])[], difference: Difference): Decimal {
  let total = new Decimal(0);
  counts.forEach(([c, countC], index) => {
    for (const [k, countK] of counts.slice(index + 1))
      total = total.plus(difference(Math.min(c, k), Math.max(c, k)).times(countC * countK));
  });
  return total;
}

function differenceOf(measure: AgreementMeasure, categories: readonly string[], totals: readonly number[]): Difference {
  if (measure === 'krippendorff-nominal') return () => new Decimal(1);
  if (measure === 'krippendorff-ordinal') {
    const upTo = [0];
    for (const total of totals) upTo.push(upTo.at(-1)! + total);
    return (low, high) => new Decimal(upTo[high + 1]! - upTo[low]!).minus(new Decimal(totals[low]! + totals[high]!).div(2)).pow(2);
  }
  const values = categories.map((category) => new Decimal(category));
  return measure === 'krippendorff-interval'
    ? (low, high) => values[high]!.minus(values[low]!).pow(2)
    : (low, high) => values[high]!.minus(values[low]!).div(values[high]!.plus(values[low]!)).pow(2);
}
