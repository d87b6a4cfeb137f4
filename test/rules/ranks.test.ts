import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeGroup, movement, positionsIn, RANK_METHODS, rankScores, rankWithinGroups, type RankMethod } from '../../src/rules/ranks.js';

const PUBLISHED = ['44', '42', '42', '41', '41', '41', '39'];

describe('published ranks (FIGURES.md)', () => {
  test.each<[RankMethod, number[]]>([
    ['standard', [1, 2, 2, 4, 4, 4, 7]],
    ['modified', [1, 3, 3, 6, 6, 6, 7]],
    ['dense', [1, 2, 2, 3, 3, 3, 4]],
    ['ordinal', [1, 2, 3, 4, 5, 6, 7]],
    ['fractional', [1, 2.5, 2.5, 5, 5, 5, 7]],
  ])('%s', (method, expected) => {
    expect(rankScores(PUBLISHED, method)).toEqual(expected);
  });
});

describe('ties', () => {
  test('only exactly equal scores tie, beyond what a binary float can tell apart', () => {
    expect(rankScores(['0.1', '0.10', '0.1000000000000000000001'], 'standard')).toEqual([2, 2, 1]);
    expect(rankScores(['0.30000000000000000', '0.30000000000000004'], 'standard')).toEqual([2, 1]);
  });

  test('ordinal keeps the order in which equal scores were given', () => {
    expect(rankScores(['5', '9', '5'], 'ordinal')).toEqual([2, 1, 3]);
  });

  test('negative scores rank below zero, and minus zero is zero', () => {
    expect(rankScores(['-1', '0', '-0', '-0.5'], 'standard')).toEqual([4, 1, 1, 3]);
  });
});

test('groups never meet, and the order given is kept', () => {
  const ranked = rankWithinGroups(
    [
      { id: 'a', group: 'civil', score: '90' },
      { id: 'b', group: 'criminal', score: '10' },
      { id: 'c', group: 'civil', score: '95' },
    ],
    'standard',
  );
  expect(ranked.map(({ id, rank }) => [id, rank])).toEqual([['a', 2], ['b', 1], ['c', 1]]);
});

describe('what stands beside a rank', () => {
  test('mean of the published review scores', () => {
    expect(describeGroup(['100', '9.91', '63.96', '90.99', '0'])).toEqual({ size: 5, mean: '52.97', median: '63.96', highest: '100.00', lowest: '0.00' });
  });

  test('an even group has the middle of two as its median; an empty group has none', () => {
    expect(describeGroup(['1', '2', '4', '9']).median).toBe('3.00');
    expect(describeGroup([])).toEqual({ size: 0, mean: null, median: null, highest: null, lowest: null });
  });

  test('percentile and distances are rounded once, half up, from the exact value', () => {
    expect(positionsIn(['44', '42', '42', '41'])[1]).toEqual({ percentile: '50.00', toMean: '-0.25', toMedian: '0.00' });
    expect(positionsIn(['1', '0', '0'])[0]).toEqual({ percentile: '83.33', toMean: '0.67', toMedian: '1.00' });
  });

  test('movement counts places gained', () => {
    expect([movement(2, 5), movement(5, 2), movement(3, 3), movement(1, null)]).toEqual([3, -3, 0, null]);
  });
});

describe('laws', () => {
  const scores = fc.array(fc.integer({ min: -30, max: 30 }).map((n) => (n / 10).toFixed(1)), { minLength: 1, maxLength: 40 });

  test('fractional ranks add up to n(n + 1) ÷ 2', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const total = rankScores(given, 'fractional').reduce((sum, rank) => sum + rank, 0);
        expect(total).toBe((given.length * (given.length + 1)) / 2);
      }),
    );
  });

  test('the order of the scores never matters where ties share a rank', () => {
    fc.assert(
      fc.property(scores, fc.constantFrom(...RANK_METHODS.filter((method) => method !== 'ordinal')), (given, method) => {
        const pairs = (list: string[]) => rankScores(list, method).map((rank, i) => `${list[i]}:${rank}`).sort();
        expect(pairs([...given].reverse())).toEqual(pairs(given));
      }),
    );
  });

  test('standard ≤ fractional ≤ modified, dense ≤ standard, ordinal uses each place once', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const [standard, modified, dense, ordinal, fractional] = RANK_METHODS.map((method) => rankScores(given, method)) as [number[], number[], number[], number[], number[]];
        given.forEach((_, i) => {
          expect(standard[i]! <= fractional[i]! && fractional[i]! <= modified[i]! && dense[i]! <= standard[i]!).toBe(true);
          expect(standard[i]! + modified[i]!).toBe(2 * fractional[i]!);
        });
        expect([...ordinal].sort((a, b) => a - b)).toEqual(given.map((_, i) => i + 1));
      }),
    );
  });
});
