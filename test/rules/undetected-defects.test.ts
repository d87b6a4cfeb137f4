import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { estimateDefects } from '../../src/rules/undetected-defects.js';

test('10 marked, 15 caught, 5 of them marked: 28.33 there are, between 22 and 65 (published example)', () => {
  expect(estimateDefects({ first: 10, second: 15, both: 5 })).toMatchObject({ estimated: '28.33', found: 20, undetected: '8.33', interval: { from: 22, until: 65 } });
});

test('the standard error of Seber: 200 and 150 with 50 in common', () => {
  // N̂ = 201 × 151 ÷ 51 − 1 = 594.1176; variance = 201 × 151 × 150 × 100 ÷ (51² × 52) = 3366.10…
  expect(estimateDefects({ first: 200, second: 150, both: 50 })).toMatchObject({ estimated: '594.12', standardError: '58.02', detection: { first: '0.3333', second: '0.2500' } });
});

test('nothing in common still gives a figure, and nobody found anything gives nothing to find', () => {
  expect(estimateDefects({ first: 3, second: 4, both: 0 })).toMatchObject({ estimated: '19.00', undetected: '12.00', detection: { first: '0.0000', second: '0.0000' } });
  expect(estimateDefects({ first: 0, second: 0, both: 0 })).toMatchObject({ estimated: '0.00', coverage: null, detection: { first: null, second: null } });
});

test('two reviewers who found exactly the same leave nothing undetected', () => {
  expect(estimateDefects({ first: 12, second: 12, both: 12 })).toMatchObject({ estimated: '12.00', undetected: '0.00', coverage: '1.0000', standardError: '0.00' });
});

test('more in common than one of them found is refused in both languages', () => {
  expect(() => estimateDefects({ first: 3, second: 9, both: 4 })).toThrow(expect.objectContaining({ code: 'undetectedDefects.counts' }));
  expect(() => estimateDefects({ first: 3.5, second: 9, both: 1 })).toThrow(expect.objectContaining({ code: 'undetectedDefects.counts' }));
});

test('law: the estimate is never below what was found, lies in its interval, and falls as more is found twice', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), fc.nat(200), (a, b, c) => {
      const [first, second] = [a + c + 1, b + c + 1];
      const fewer = estimateDefects({ first, second, both: c });
      const more = estimateDefects({ first, second, both: c + 1 });
      expect(Number(fewer.estimated)).toBeGreaterThanOrEqual(fewer.found);
      expect(Number(more.estimated)).toBeLessThan(Number(fewer.estimated));
      expect(fewer.interval.from).toBeLessThanOrEqual(Number(fewer.estimated) + 1);
      expect(fewer.interval.until).toBeGreaterThanOrEqual(Math.floor(Number(fewer.estimated)));
    }),
  );
});
