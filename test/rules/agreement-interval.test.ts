import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Rating } from '../../src/rules/agreement.js';
import { agreementWithInterval } from '../../src/rules/agreement-interval.js';
import { AGREEMENT_MEASURES, type AgreementMeasure } from '../../src/rules/agreement-measures.js';
import { seededFromWords, seededNumbers } from '../../src/rules/seeded-numbers.js';

function fromTable(table: number[][]): Rating[] {
  return table.flatMap((row, i) =>
    row.flatMap((count, j) =>
      [...Array(count).keys()].flatMap((n) => [
        { subject: `${i}-${j}-${n}`, rater: 'A', value: String(i + 1) },
        { subject: `${i}-${j}-${n}`, rater: 'B', value: String(j + 1) },
      ]),
    ),
  );
}

const SAS = [[0, 4, 1], [0, 8, 0], [0, 1, 5]];
const FLEISS_1981 = [[75, 1, 4], [5, 4, 1], [0, 0, 10]];
const SEXUAL_FUN = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]];
const ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]];

describe('published intervals', () => {
  test.each<[string, number[][], AgreementMeasure, number, number, number]>([
    ['SAS FREQ, Fleiss 1981 p. 213', FLEISS_1981, 'cohen', 0.0877, 0.5046, 0.8484],
    ['SAS FREQ, Fleiss 1981 p. 213', FLEISS_1981, 'cohen-linear', 0.0843, 0.557, 0.8874],
    ['SAS, table of FIGURES.md', SAS, 'cohen', 0.138, 0.2137, 0.7547],
    ['SAS, table of FIGURES.md', SAS, 'cohen-linear', 0.1457, 0.1845, 0.7558],
    ['R vcd, SexualFun (Agresti)', SEXUAL_FUN, 'cohen', 0.0686, -0.0051, 0.2638],
    ['R vcd, SexualFun (Agresti)', SEXUAL_FUN, 'cohen-linear', 0.0783, 0.0839, 0.3909],
    ['R irrCAC, Scott’s π of two abstractors', ABSTRACTORS, 'fleiss', 0.059055, 0.6805, 0.912],
  ])('%s, %s %s', (_, table, measure, standardError, from, until) => {
    const { interval } = agreementWithInterval(fromTable(table), measure);
    expect(interval.standardError).toBeCloseTo(standardError, 4);
    expect([interval.from, interval.until]).toEqual([expect.closeTo(from, 3), expect.closeTo(until, 3)]);
  });

  test('repeated samples come near the standard error irrCAC gives for α: 0.0591', () => {
    const result = agreementWithInterval(fromTable(ABSTRACTORS), 'krippendorff-nominal', '示例', 2000);
    expect(result.value).toBeCloseTo(0.7973, 4);
    expect(result.interval).toMatchObject({ method: 'bootstrap', seed: '示例', replicates: 2000, reason: null });
    expect(Math.abs(result.interval.standardError! - 0.0591)).toBeLessThan(0.005);
  });

  test('the numbers behind repeated samples are those of the Mersenne Twister’s authors', () => {
    const numbers = seededFromWords([0x123, 0x234, 0x345, 0x456]);
    expect([1, 2, 3, 4, 5].map(() => numbers.next())).toEqual([1067595299, 955945823, 477289528, 4107218783, 4228976476]);
  });
});

test('where all agree there is no interval but a reason, and none where there is no coefficient', () => {
  for (const measure of AGREEMENT_MEASURES) {
    expect(agreementWithInterval(fromTable([[3, 0], [0, 2]]), measure).interval).toMatchObject({ from: null, reason: { zh: expect.stringContaining('全部一致') } });
    expect(agreementWithInterval(fromTable([[3]]), measure).interval).toMatchObject({ from: null, until: null, reason: { en: expect.stringContaining('variation') } });
  }
});

test('one disagreement in a hundred: the sample hardly varies, and it says so', () => {
  expect(agreementWithInterval(fromTable([[99, 1], [0, 0]]), 'krippendorff-nominal').interval.reason?.zh).toContain('几乎没有变化');
});

describe('laws', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })), { minLength: 3, maxLength: 25 });
  const ratingsOf = (list: [number, number][]): Rating[] => list.flatMap(([a, b], n) => [{ subject: `s${n}`, rater: 'A', value: String(a) }, { subject: `s${n}`, rater: 'B', value: String(b) }]);
  const measure = fc.constantFrom(...AGREEMENT_MEASURES);
  const nominal = fc.constantFrom<AgreementMeasure>('cohen', 'fleiss', 'krippendorff-nominal');
  const few = { numRuns: 40 };

  test('the same ratings and seed give the same interval, in whatever order they come and whoever is called A', () => {
    fc.assert(
      fc.property(pairs, measure, (list, kind) => {
        const ratings = ratingsOf(list);
        const swapped = ratings.map((one) => ({ ...one, rater: one.rater === 'A' ? 'B' : 'A' }));
        const [given, reversed, renamed] = [ratings, [...ratings].reverse(), swapped].map((one) => agreementWithInterval(one, kind, 'seed', 60));
        expect(reversed).toEqual(given);
        expect(renamed!.value).toBe(given!.value);
        if (given!.interval.from !== null) expect(renamed!.interval.from).toBeCloseTo(given!.interval.from, 5);
      }),
      few,
    );
  });

  test('other names for the categories leave coefficient and standard error as they are', () => {
    fc.assert(
      fc.property(pairs, nominal, (list, kind) => {
        const names = ['', '甲', '乙', '丙'];
        const renamed = ratingsOf(list).map((one) => ({ ...one, value: names[Number(one.value)]! }));
        const [given, other] = [agreementWithInterval(ratingsOf(list), kind, 's', 60), agreementWithInterval(renamed, kind, 's', 60)];
        expect(other.value).toBe(given.value);
        if (kind !== 'krippendorff-nominal') expect(other.interval.standardError).toEqual(given.interval.standardError);
      }),
      few,
    );
  });

  test('the coefficient lies in its analytic interval', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom<AgreementMeasure>('cohen', 'cohen-linear', 'fleiss'), (list, kind) => {
        const { value, interval } = agreementWithInterval(ratingsOf(list), kind);
        if (interval.from !== null) expect(interval.from <= value! && value! <= interval.until!).toBe(true);
      }),
      few,
    );
  });

  test('every number below a bound comes up about as often', () => {
    const numbers = seededNumbers('even');
    const seen = new Array<number>(7).fill(0);
    for (let n = 0; n < 7000; n++) seen[numbers.below(7)]!++;
    for (const count of seen) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
