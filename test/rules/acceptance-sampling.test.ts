import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chanceOfPassing, QUALITY_LIMITS, samplingPlan, sampleToNotice } from '../../src/rules/acceptance-sampling.js';

describe('Z1.4, level II, single, normal', () => {
  test.each([
    [151, '1.5', 32, 2], [280, '2.5', 32, 3], [200, '4.0', 32, 4], [200, '6.5', 32, 6],
    [281, '1.0', 50, 2], [500, '2.5', 50, 4], [400, '6.5', 50, 8],
  ])('lot %i at %s %%: n = %i, reject at %i (FIGURES.md)', (lot, limit, sampleSize, reject) => {
    expect(samplingPlan(lot, limit)).toMatchObject({ sampleSize, reject, accept: reject - 1, everyCase: false });
  });

  // Read off Table 2-A: letter, limit → sample and acceptance number after following its arrows.
  test.each([
    [3201, '0.65', 'L', 200, 3], [1201, '0.10', 'K', 125, 0], [501, '0.10', 'K', 125, 0], [1000, '0.25', 'H', 50, 0],
    [100, '1.0', 'E', 13, 0], [160, '1.0', 'H', 50, 1], [300, '0.65', 'J', 80, 1], [2, '10', 'C', 2, 1], [600_000, '10', 'K', 125, 21],
  ])('lot %i at %s %% → letter %s, n = %i, accept %i', (lot, limit, letter, sampleSize, accept) => {
    expect(samplingPlan(lot, limit)).toMatchObject({ letter, sampleSize, accept });
  });

  test('the other levels', () => {
    expect(samplingPlan(200, '4.0', 'I').sampleSize).toBe(13);
    expect(samplingPlan(200, '4.0', 'III').sampleSize).toBe(50);
    expect(samplingPlan(200, '4.0', 'S-1')).toMatchObject({ letter: 'B', sampleSize: 3, accept: 0 });
  });

  test('a lot smaller than its sample is reviewed whole', () => {
    expect(samplingPlan(10, '0.10')).toMatchObject({ sampleSize: 10, everyCase: true });
  });

  test('law: a laxer limit or a larger lot never lowers the reject number of one letter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1_000_000 }), fc.nat(QUALITY_LIMITS.length - 2), (lot, index) => {
        const strict = samplingPlan(lot, QUALITY_LIMITS[index]!);
        const lax = samplingPlan(lot, QUALITY_LIMITS[index + 1]!);
        expect(lax.reject).toBeGreaterThanOrEqual(strict.reject);
        expect(strict.sampleSize).toBeLessThanOrEqual(lot);
      }),
    );
  });

  test('an unlisted limit is refused with the list', () => {
    expect(() => samplingPlan(200, '3')).toThrow(expect.objectContaining({ code: 'acceptanceSampling.limit' }));
    expect(() => samplingPlan(1, '2.5')).toThrow(expect.objectContaining({ code: 'acceptanceSampling.lot' }));
  });
});

describe('chance of missing a given error rate', () => {
  test('drawn without replacement, by hand', () => {
    // 3 of 5 drawn, 2 faulty: none seen 1 ÷ 10; at most one 1 ÷ 10 + 6 ÷ 10
    expect(chanceOfPassing({ size: 5, faulty: 2 }, 3, 0)).toBe('0.100000');
    expect(chanceOfPassing({ size: 5, faulty: 2 }, 3, 1)).toBe('0.700000');
    expect(chanceOfPassing({ size: 5, faulty: 2 }, 3, 2)).toBe('1.000000');
  });

  test('the sample that leaves 5 % is the first that does', () => {
    const drawn = sampleToNotice(200, 5, '0.05');
    expect(Number(chanceOfPassing({ size: 200, faulty: 10 }, drawn, 0))).toBeLessThanOrEqual(0.05);
    expect(Number(chanceOfPassing({ size: 200, faulty: 10 }, drawn - 1, 0))).toBeGreaterThan(0.05);
  });

  test('no faulty case can be noticed only by looking at all', () => {
    expect(sampleToNotice(40, 0, '0.05')).toBe(40);
  });
});
