import fc from 'fast-check';
import { Decimal } from '../../src/kernel/exact.js';
import { sharePool, yuan } from '../../src/rules/share-pool.js';

const decimals = (texts: readonly (string | number)[]): Decimal[] => texts.map((text) => new Decimal(text));
const amounts = (pool: bigint, weights: readonly (string | number)[]): string[] => sharePool(pool, decimals(weights)).map(({ cents }) => yuan(cents));

describe('sharing a pool to the cent', () => {
  it('gives the worked example of the bonus rule', () => {
    expect(amounts(6_000_000n, ['1.30', '1.30', '1.10', '1.10', '1.10', '0.90', '0.90', '0.90', '0.90', '0.70'])).toEqual([
      '7647.06', '7647.06', '6470.59', '6470.59', '6470.59', '5294.12', '5294.12', '5294.12', '5294.11', '4117.64',
    ]);
  });

  it('shares document 4’s bonus of three tribunals', () => {
    expect(amounts(12_000_000n, ['482', '704.8', '406'])).toEqual(['36313.41', '53098.95', '30587.64']);
  });

  it('gives the cent left over to the largest remainder, of equal ones to whoever stands first', () => {
    expect(amounts(10n, [1, 2, 3])).toEqual(['0.02', '0.03', '0.05']);
    expect(amounts(1n, [1, 1, 1])).toEqual(['0.01', '0.00', '0.00']);
    expect(sharePool(1n, decimals([1, 1])).map(({ raised }) => raised)).toEqual([true, false]);
  });

  it('refuses a negative pool or weight, and weights that are all nought', () => {
    expect(() => sharePool(-1n, decimals([1]))).toThrow('negative');
    expect(() => sharePool(1n, decimals([2, -1]))).toThrow('negative');
    expect(() => sharePool(1n, decimals([0, 0]))).toThrow('above zero');
    expect(() => sharePool(1n, [])).toThrow('above zero');
  });

  const weight = fc.oneof(
    fc.integer({ min: 0, max: 400 }).map((hundredths) => new Decimal(hundredths).div(100)),
    fc.tuple(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 12 })).map(([digits, places]) => new Decimal(`${digits}e-${places}`)),
  );
  const weights = fc.array(weight, { minLength: 1, maxLength: 30 }).filter((list) => list.some((one) => one.gt(0)));
  const pool = fc.bigInt({ min: 0n, max: 10n ** 12n });

  it('adds up to the pool; nobody is a cent or more off; a larger weight never gets less; nought gets nothing', () => {
    fc.assert(
      fc.property(pool, weights, (cents, list) => {
        const shares = sharePool(cents, list);
        expect(shares.reduce((sum, share) => sum + share.cents, 0n)).toBe(cents);
        const exact = Decimal.clone({ precision: 200 });
        const all = list.reduce((sum, one) => sum.plus(one.toFixed()), new exact(0));
        shares.forEach((share, index) => {
          const due = new exact(cents.toString()).times(list[index]!.toFixed()).div(all);
          expect(due.minus(share.cents.toString()).abs().lt(1)).toBe(true);
          if (list[index]!.isZero()) expect(share.cents).toBe(0n);
          list.forEach((other, at) => {
            if (other.gt(list[index]!)) expect(shares[at]!.cents >= share.cents).toBe(true);
          });
        });
      }),
    );
  });

  it('asks only how weights stand to each other, and the order of the list only where remainders are equal', () => {
    fc.assert(
      fc.property(pool, weights, fc.integer({ min: 1, max: 10 ** 6 }), (cents, list, scale) => {
        const given = sharePool(cents, list);
        expect(sharePool(cents, list.map((one) => one.times(scale)))).toEqual(given);
        const turned = sharePool(cents, [...list].reverse()).reverse();
        const difference = given.map((share, index) => (share.cents - turned[index]!.cents));
        // Who differs stands at the edge of the lifted, with the same remainder: as many gain as lose, one cent each.
        expect(difference.every((one) => one >= -1n && one <= 1n)).toBe(true);
        const distinct = new Set(list.map((one) => one.toFixed())).size === list.length && remaindersDiffer(cents, list);
        if (distinct) expect(turned).toEqual(given);
      }),
    );
  });
});

function remaindersDiffer(cents: bigint, list: readonly Decimal[]): boolean {
  const exact = Decimal.clone({ precision: 200 });
  const all = list.reduce((sum, one) => sum.plus(one.toFixed()), new exact(0));
  const rests = list.map((one) => new exact(cents.toString()).times(one.toFixed()).mod(all).toFixed());
  return new Set(rests).size === rests.length;
}
