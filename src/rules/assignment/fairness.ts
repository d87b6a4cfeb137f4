import { roundHalfUp } from '../../kernel/exact.js';
import type { Evenness } from './plan.js';
import { fraction } from './quotas.js';

/**
 * How even loads are: the spread (highest less lowest) and the Gini coefficient Σᵢ Σⱼ |xᵢ − xⱼ| ÷ (2 n² · mean), which is
 * 0 when all are equal. Shown figures only; nothing is decided by them.
 *
 * @example evennessOf([10, 15, 20, 25, 30]) // { spread: 20, gini: 0.2 }
 */
export function evennessOf(loads: readonly number[]): Evenness {
  if (loads.length === 0) return { spread: 0, gini: 0 };
  const rising = Float64Array.from(loads).sort();
  const [count, sum] = [rising.length, rising.reduce((total, load) => total + load, 0)];
  const ranked = rising.reduce((total, load, index) => total + (2 * index + 1 - count) * load, 0);
  return { spread: sixPlaces(rising[count - 1]! - rising[0]!), gini: sum === 0 ? 0 : sixPlaces(ranked / (count * sum)) };
}

export function sixPlaces(value: number): number {
  return roundHalfUp(value, 6).toNumber();
}

/** Σ load² ÷ capacity, exactly. Loads in parts of a case (`scale` to one), capacities as in the plan. */
export function levelnessOf(loads: readonly number[], capacities: readonly number[], scale: number): string {
  let [numerator, denominator] = [0n, 1n];
  loads.forEach((load, index) => {
    const capacity = BigInt(Math.round(capacities[index]! * 10_000));
    const [above, below] = [BigInt(load) * BigInt(load) * 10_000n, BigInt(scale * scale) * capacity];
    if (denominator % below === 0n) numerator += above * (denominator / below);
    else [numerator, denominator] = [numerator * below + above * denominator, denominator * below];
    const common = divisor(numerator, denominator);
    if (denominator > 1_000_000_000_000n && common > 1n) [numerator, denominator] = [numerator / common, denominator / common];
  });
  return fraction(numerator, denominator);
}

function divisor(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}
