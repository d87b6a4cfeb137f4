import { chiSquareTail, evenShareTest, rankCorrelation, runsTest } from '../../src/rules/chance.js';

describe('what chance says', () => {
  it.each([
    [3.841459, 1, 0.05], [6.634897, 1, 0.01], [5.991465, 2, 0.05], [7.814728, 3, 0.05], [9.487729, 4, 0.05], [15.086272, 5, 0.01], [18.307038, 10, 0.05], [24.995790, 15, 0.05], [0.004, 1, 0.949571],
  ])('chi-square %d with %d degrees has the tail of the printed tables, %d', (statistic, degrees, tail) => {
    expect(chiSquareTail(statistic, degrees)).toBeCloseTo(tail, 5);
  });

  it('finds a share of difficult cases that is even no surprise, and a lopsided one impossible', () => {
    const even = evenShareTest([{ whole: 40, part: 10 }, { whole: 40, part: 10 }, { whole: 40, part: 10 }])!;
    expect(even).toEqual({ statistic: 0, degrees: 2, pValue: 1 });
    expect(evenShareTest([{ whole: 40, part: 30 }, { whole: 40, part: 5 }, { whole: 40, part: 5 }])!.pValue).toBeLessThan(1e-9);
  });

  it('takes receivers with few cases together, and says nothing when too little is left', () => {
    expect(evenShareTest([{ whole: 40, part: 20 }, { whole: 4, part: 3 }, { whole: 6, part: 2 }, { whole: 40, part: 20 }, { whole: 6, part: 3 }])!.degrees).toBe(2);
    expect(evenShareTest([{ whole: 3, part: 1 }, { whole: 2, part: 1 }])).toBeNull();
    expect(evenShareTest([{ whole: 30, part: 0 }, { whole: 30, part: 0 }])).toBeNull();
  });

  it('counts runs: strict alternation and one long block are both rare, and the worked figures agree', () => {
    const alternating = Array.from({ length: 40 }, (_, index) => index % 2 === 0);
    const block = Array.from({ length: 40 }, (_, index) => index < 20);
    expect(runsTest([alternating])!.pValue).toBeLessThan(1e-6);
    expect(runsTest([block])!.pValue).toBeLessThan(1e-6);
    // 10 and 10 with 11 runs: the mean itself.
    const middling = [1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0].map(Boolean);
    expect(runsTest([middling])).toMatchObject({ statistic: expect.closeTo((12 - 11) / Math.sqrt((200 * 180) / (400 * 19)), 10) as number });
    expect(runsTest([[true, false]])).toBeNull();
  });

  it('ranks alike: more closed, more received', () => {
    expect(rankCorrelation([3, 1, 2], [30, 10, 20])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(rankCorrelation([1, 2], [1, 2])).toBeNull();
  });
});
