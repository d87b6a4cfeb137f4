import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { Decimal, sum } from '../../src/kernel/exact.js';
import { bonusAmounts, splitPool, withoutGroup } from '../../src/rules/bonus-amounts.js';
import { paysAlike, placeInTiers, type BoundaryChoice, type Standing, type TierRow, type TierTable } from '../../src/rules/bonus-placing.js';
import { rankScores } from '../../src/rules/ranks.js';

interface Examples {
  分档: { 例: string; 分: number[]; 不参加?: number[]; 难分?: [number, number][]; 决定?: [number, number, BoundaryChoice][]; 起分?: string[]; 档: number[]; 未决?: [number, number][] }[];
  分配: { 例: string; 奖金: string; 档: number[]; 月?: string[]; 任务?: string[]; 金额: string[] }[];
  拆分: { 例: string; 奖金: string; 月: string[][]; 各组: string[] }[];
}
const examples = parse(readFileSync('test/rules/bonus.yaml', 'utf8')) as Examples;

const tier = (number: number, percentOfGroup: string, coefficient: string): TierRow => ({ code: `BT-${number}`, label: { zh: `第${number}档`, en: `tier ${number}` }, percentOfGroup, coefficient, usedInSmallGroups: number === 2 || number === 3, source: '示例' });
const table: TierTable = { tiers: [tier(1, '20.00', '1.30'), tier(2, '30.00', '1.10'), tier(3, '40.00', '0.90'), tier(4, '10.00', '0.70')], smallUnder: 5 };
const id = (place: number): string => `p${String(place).padStart(2, '0')}`;
const placeOf = (personId: string): number => Number(personId.slice(1));
const standingsOf = (scores: readonly number[], out: readonly number[] = []): Standing[] => {
  const ranks = rankScores(scores.map(String), 'standard');
  return scores.map((score, index) => ({ personId: id(index + 1), rank: ranks[index]!, total: String(score), excluded: out.includes(index + 1) ? { zh: '一票否决', en: 'veto' } : null }));
};

describe('tiers of one peer group', () => {
  it.each(examples.分档)('$例', ({ 分, 不参加, 难分 = [], 决定 = [], 起分, 档, 未决 = [] }) => {
    const apart = (upper: string, lower: string): boolean => !难分.some(([a, b]) => id(a) === upper && id(b) === lower);
    const { placed, boundaries } = placeInTiers(standingsOf(分, 不参加), 起分 ? { ...table, from: Object.fromEntries(起分.map((bound, index) => [`BT-${index + 1}`, bound])) } : table, apart, 决定.map(([upper, lower, choice]) => ({ upper: id(upper), lower: id(lower), choice })));
    const tiers = new Map(placed.map((one) => [one.personId, Number(one.tier.slice(3))]));
    expect(分.map((_, index) => tiers.get(id(index + 1)) ?? 0)).toEqual(档);
    expect(boundaries.filter(({ choice }) => choice === null).map(({ upper, lower }) => [placeOf(upper), placeOf(lower)])).toEqual(未决);
  });

  it('ask for a decision at every boundary nobody has tested, and follow it', () => {
    const scores = [95, 90, 85, 80, 75, 70, 65, 60, 55, 50];
    const open = placeInTiers(standingsOf(scores), table, () => null, []).boundaries;
    expect(open.map(({ upper, lower, untested, choice }) => [placeOf(upper), placeOf(lower), untested, choice])).toEqual([[2, 3, true, null], [5, 6, true, null], [9, 10, true, null]]);
    const decided = placeInTiers(standingsOf(scores), table, () => null, open.map(({ upper, lower }) => ({ upper, lower, choice: 'separate' })));
    expect(decided.boundaries.every(({ untested, choice }) => untested && choice === 'separate')).toBe(true);
    expect(decided.heads).toEqual(placeInTiers(standingsOf(scores), table, () => true, []).heads);
  });

  it('are no tiers when all pay alike', () => {
    expect(paysAlike(table)).toBe(false);
    expect(paysAlike({ tiers: [tier(1, '50.00', '1.00'), tier(2, '50.00', '1.0')], smallUnder: 5 })).toBe(true);
  });
});

describe('amounts of one peer group', () => {
  it.each(examples.分配)('$例', ({ 奖金, 档, 月, 任务, 金额 }) => {
    const placed = 档.map((one, index) => ({ personId: id(index + 1), tier: `BT-${one}`, months: 月?.[index] ?? '12.00', dutyFactor: 任务?.[index] ?? '1.0000' }));
    expect(bonusAmounts(奖金, placed, table.tiers).map(({ amount }) => amount)).toEqual(金额);
  });

  it.each(examples.拆分)('$例', ({ 奖金, 月, 各组 }) => {
    expect(splitPool(奖金, 月.map((months) => ({ months })))).toEqual(各组);
  });

  it('say their arithmetic', () => {
    const [first] = bonusAmounts('300.00', [{ personId: 'a', tier: 'BT-1', months: '12.00', dutyFactor: '1.0000' }, { personId: 'b', tier: 'BT-1', months: '6.00', dutyFactor: '1.0000' }], table.tiers);
    expect(first!.why.zh).toBe('第1档系数 1.30 × 在岗 12.00 个月 × 任务系数 1.0000 = 15.60；本组合计 23.40；300.00 × 15.60 ÷ 23.40 = 200.0000，计 200.00 元');
  });

  it('say nothing of the pool and the others’ weights where a group is small, and leave other sentences as they are', () => {
    const [first] = bonusAmounts('300.00', [{ personId: 'a', tier: '1', months: '12.00', dutyFactor: '1.0000' }, { personId: 'b', tier: '1', months: '6.00', dutyFactor: '1.0000' }], [{ code: '1', label: { zh: '第1档', en: 'Tier 1' }, coefficient: '1.30' } as TierRow]);
    const told = withoutGroup(first!.why);
    expect(told.zh).toBe('第1档系数 1.30 × 在岗 12.00 个月 × 任务系数 1.0000 = 15.60；本组人数少，合计不公开');
    for (const sentence of [told.zh, told.en]) for (const figure of ['300', '23.4']) expect(sentence).not.toContain(figure);
    expect(withoutGroup({ zh: '不参加分配', en: 'takes no part' })).toEqual({ zh: '不参加分配', en: 'takes no part' });
  });
});

describe('whatever the scores, the intervals and the decisions', () => {
  const group = fc.array(fc.integer({ min: 60, max: 72 }), { minLength: 1, maxLength: 18 });
  const choices = fc.constantFrom<BoundaryChoice>('separate', 'shareBetter', 'shareWorse');

  it('a better score never stands in a worse tier, equals share one once decided, nobody is lost, and the pool is shared to the cent', () => {
    fc.assert(
      fc.property(group, fc.array(fc.boolean(), { minLength: 18, maxLength: 18 }), fc.array(choices, { minLength: 18, maxLength: 18 }), fc.integer({ min: 0, max: 10 ** 8 }), (scores, together, chosen, cents) => {
        const ordered = [...scores].sort((a, b) => b - a);
        const standings = standingsOf(ordered);
        const apart = (upper: string): boolean => !together[placeOf(upper) - 1];
        let decisions: { upper: string; lower: string; choice: BoundaryChoice }[] = [];
        let placing = placeInTiers(standings, table, apart, decisions);
        for (let turn = 0; turn < 40 && placing.boundaries.some(({ choice }) => choice === null); turn++) {
          const open = placing.boundaries.find(({ choice }) => choice === null)!;
          const wanted = turn < 20 ? chosen[placeOf(open.upper) - 1]! : 'shareBetter';
          const choice = open.equal && wanted === 'separate' ? 'shareBetter' : wanted;
          decisions = [...decisions.filter((one) => one.upper !== open.upper), { upper: open.upper, lower: open.lower, choice: turn < 20 ? choice : open.equal ? 'shareBetter' : 'separate' }];
          placing = placeInTiers(standings, table, apart, decisions);
        }
        expect(placing.placed).toHaveLength(ordered.length);
        const order = placing.placed.map((one) => table.tiers.findIndex(({ code }) => code === one.tier));
        expect(order).toEqual([...order].sort((a, b) => a - b));
        if (placing.boundaries.every(({ choice }) => choice !== null))
          placing.placed.forEach((one, index) => {
            if (index && ordered[index] === ordered[index - 1]) expect(one.tier).toBe(placing.placed[index - 1]!.tier);
          });
        const pool = new Decimal(cents).div(100).toFixed(2);
        const shares = bonusAmounts(pool, placing.placed.map((one) => ({ ...one, months: '6.00', dutyFactor: '1.0000' })), table.tiers);
        expect(sum(shares.map(({ amount }) => amount)).toFixed(2)).toBe(pool);
      }),
    );
  });
});
