import { Decimal, roundHalfUp } from '../kernel/exact.js';

/**
 * Kendall's τ-b between two scores of the same people: 1.0000 when every pair stands the same way round, −1.0000 when
 * every pair is turned, with equals allowed for. Null for fewer than two people or when one side is all equal.
 * Source: Kendall 1945, “The treatment of ties in ranking problems”.
 * @param pairs of exact decimals, one pair a person
 * @example (92, 93), (91, 90), (90, 91) → two pairs agree, one is turned → 0.3333
 */
export function kendallTau(pairs: readonly (readonly [string, string])[]): string | null {
  const values = pairs.map(([a, b]) => [new Decimal(a), new Decimal(b)] as const);
  let [balance, first, second] = [0, 0, 0];
  values.forEach(([a, b], index) => {
    for (const [c, d] of values.slice(index + 1)) {
      const [x, y] = [a.cmp(c), b.cmp(d)];
      balance += x * y;
      first += Math.abs(x);
      second += Math.abs(y);
    }
  });
  if (!first || !second) return null;
  return roundHalfUp(new Decimal(balance).div(new Decimal(first).times(second).sqrt()), 4).toFixed(4);
}
