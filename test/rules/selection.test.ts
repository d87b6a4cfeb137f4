import { selectLeaders } from '../../src/rules/selection.js';
import type { Standing } from '../../src/rules/bonus-placing.js';

const group = (ranks: (number | null)[], out: number[] = []): Standing[] => ranks.map((rank, index) => ({ personId: `p${index + 1}`, rank, total: '90.00', excluded: out.includes(index + 1) ? { zh: '一票否决', en: 'veto' } : null }));
const leaders = (kind: 'honour' | 'training', measure: string, standings: Standing[]): string[] => selectLeaders(kind, measure, standings).selected.filter(({ standing }) => standing === 'leader').map(({ personId }) => personId);

describe('leaders of a peer group', () => {
  it('for honours: a share of the group rounded down, at least one, equals at the edge together', () => {
    expect(leaders('honour', '20.00', group([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))).toEqual(['p1', 'p2']);
    expect(leaders('honour', '20.00', group([1, 2, 2, 4, 5, 6, 7, 8, 9, 10]))).toEqual(['p1', 'p2', 'p3']);
    expect(leaders('honour', '20.00', group([1, 2, 3]))).toEqual(['p1']);
  });

  it('for training: one place for every ten people, at least one', () => {
    expect(leaders('training', '10', group(Array.from({ length: 21 }, (_, index) => index + 1)))).toEqual(['p1', 'p2']);
    expect(leaders('training', '10', group([1, 1, 3]))).toEqual(['p1']);
  });

  it('passes a vetoed leader’s place to the next, and never chooses who was not ranked', () => {
    expect(leaders('honour', '20.00', group([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [1]))).toEqual(['p2', 'p3']);
    expect(leaders('honour', '50.00', group([null, null]))).toEqual([]);
  });
});
