import type { Decimal } from '../kernel/exact.js';

export interface PoolShare {
  /** Whole cents. */
  cents: bigint;
  /** Whether the share was lifted by one cent for its remainder. */
  raised: boolean;
}

/**
 * Shares a pool in whole cents by weight, by largest remainder: each gets the whole cents of the exact share
 * `pool × weight ÷ sum of weights`; the cents left over go one each to the largest remainders, equal ones to whoever
 * stands earlier in the list, so whoever calls lists the better rank first. The shares add up to the pool to the cent, none is a cent or
 * more away from its exact share, a larger weight never gets less, and a weight of zero gets nothing. Whole numbers throughout, to any size.
 *
 * @param pool whole cents, zero or more
 * @param weights exact decimals, none negative, not all zero
 * @throws Error when the weights cannot share; whoever reads a file or a form reports that first
 * @example 60 000.00 by 1.30 ×2, 1.10 ×3, 0.90 ×4, 0.70 → 7647.06 ×2, 6470.59 ×3, 5294.12 ×3, 5294.11, 4117.64
 * Source: CATALOGUES §14; 奖金按最大余额法分到分，余数先给名次靠前者 (GB-06).
 */
export function sharePool(pool: bigint, weights: readonly Decimal[]): PoolShare[] {
  if (pool < 0n || weights.some((weight) => weight.lt(0))) throw new Error('a pool or weight is negative');
  const places = Math.max(0, ...weights.map((weight) => weight.dp()));
  const parts = weights.map((weight) => BigInt(weight.toFixed(places).replace('.', '')));
  const all = parts.reduce((sum, part) => sum + part, 0n);
  if (all === 0n) throw new Error('no weight is above zero');
  const exact = parts.map((part, at) => ({ at, whole: (pool * part) / all, rest: (pool * part) % all }));
  const left = Number(pool - exact.reduce((sum, { whole }) => sum + whole, 0n));
  const byRest = [...exact].sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  const lifted = new Set(byRest.slice(0, left).map(({ at }) => at));
  return exact.map(({ at, whole }) => ({ cents: lifted.has(at) ? whole + 1n : whole, raised: lifted.has(at) }));
}

/** `764706n` → `"7647.06"`. */
export function yuan(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
