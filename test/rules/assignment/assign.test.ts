import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { top } from '../../../src/setup/places.mjs';
import { assign } from '../../../src/rules/assignment/assign.js';
import { obstacle } from '../../../src/rules/assignment/criteria.js';
import { commitmentOf, drawKey } from '../../../src/rules/assignment/draw.js';
import { explain } from '../../../src/rules/assignment/explain.js';
import { ASSIGNMENT_RULES, LOAD_UNITS, type AssignmentPlan } from '../../../src/rules/assignment/plan.js';
import { randomPlan } from './random-plans.js';

interface MatchingCase {
  例: string;
  庭: Record<string, Record<string, { 存案: number; 额度?: number; 专业?: string[]; 上限?: number; 本次上限?: number; 在岗?: boolean }>>;
  案件: Record<string, { 专业?: string; 回避?: string[]; 指定?: string; 庭?: string[] }>;
  基数?: number;
  应得?: Record<string, number>;
  实得?: Record<string, number>;
  实得合计?: number;
  去向?: Record<string, string>;
  不能分?: Record<string, Record<string, string[]>>;
  偏差?: number;
}

const examples = parse(readFileSync(join(top, 'test/rules/assignment/matching.yaml'), 'utf8')) as MatchingCase[];

function planOf({ 庭, 案件 }: MatchingCase, seed: string): AssignmentPlan {
  return {
    seed,
    units: Object.entries(庭).map(([id, judges]) => ({
      id,
      judges: Object.entries(judges).map(([judge, one]) => ({
        id: judge,
        backlog: one.存案,
        capacity: one.额度 ?? 1,
        specialisms: one.专业 ?? [],
        pendingCap: one.上限 ?? null,
        intakeLimit: one.本次上限 ?? null,
        available: one.在岗 ?? true,
      })),
    })),
    cases: Object.entries(案件).map(([id, one]) => ({ id, requires: one.专业 ?? null, excluded: one.回避 ?? [], designated: one.指定 ?? null, units: one.庭 ?? null })),
  };
}

describe('matching, as a judge would check it: whatever the seed', () => {
  for (const example of examples)
    test(example.例, () => {
      for (const seed of ['2026-11-15', '2026-11-30', '甲', '乙', '丙']) {
        const result = assign(planOf(example, seed));
        const of = (what: 'quota' | 'received'): Record<string, number> => Object.fromEntries(result.judges.map((one) => [one.id, one[what]]));
        if (example.基数 !== undefined) expect(result.base).toBe(example.基数);
        if (example.应得) expect(of('quota')).toEqual(example.应得);
        if (example.实得) expect(of('received')).toEqual(example.实得);
        if (example.实得合计 !== undefined) expect(result.assignments).toHaveLength(example.实得合计);
        expect(Object.fromEntries(result.assignments.map((one) => [one.case, one.judge]))).toMatchObject(example.去向 ?? {});
        const left = Object.fromEntries(result.unassigned.map((one) => [one.case, Object.fromEntries(one.reasons.map(({ criterion, judges }) => [criterion, judges]))]));
        expect(left).toEqual(example.不能分 ?? {});
        if (example.偏差 !== undefined) expect(result.quality.deviation).toBe(example.偏差);
      }
    });
});

const shape = fc.record({ seed: fc.integer({ min: 0, max: 1_000_000 }), units: fc.integer({ min: 1, max: 4 }), judges: fc.integer({ min: 1, max: 12 }), cases: fc.integer({ min: 0, max: 60 }), rule: fc.constantFrom(...ASSIGNMENT_RULES), loadIn: fc.constantFrom(...LOAD_UNITS) });

describe('laws of assignment', () => {
  test('nobody gets a case a criterion keeps away, nobody passes a cap, every case is placed once or reported', () => {
    fc.assert(
      fc.property(shape, ({ seed, ...rest }) => {
        const plan = randomPlan(seed, rest);
        const result = assign(plan);
        const seats = new Map(plan.units.flatMap((unit) => unit.judges.map((judge) => [judge.id, { judge, unit: unit.id }] as const)));
        const cases = new Map(plan.cases.map((one) => [one.id, one]));
        for (const one of result.assignments) {
          const { judge, unit } = seats.get(one.judge)!;
          expect([one.unit, obstacle(cases.get(one.case)!, judge, unit)]).toEqual([unit, null]);
        }
        for (const one of result.judges) {
          const { pendingCap, intakeLimit } = seats.get(one.id)!.judge;
          if (one.received > 0) expect(one.after).toBeLessThanOrEqual(pendingCap ?? Infinity);
          expect(one.received).toBeLessThanOrEqual(intakeLimit ?? Infinity);
        }
        expect([...result.assignments, ...result.unassigned].map((one) => one.case).sort()).toEqual(plan.cases.map(({ id }) => id).sort());
      }),
      { numRuns: 300 },
    );
  });

  test('quotas of judges add up to their unit’s, of units to all cases; phases follow the quota', () => {
    fc.assert(
      fc.property(shape, ({ seed, ...rest }) => {
        const plan = randomPlan(seed, rest);
        const { units, judges, assignments } = assign(plan);
        const hundredths = (values: number[]): number => values.reduce((sum, value) => sum + Math.round(value * 100), 0);
        for (const unit of units) expect(hundredths(judges.filter((one) => one.unit === unit.id).map(({ quota }) => quota))).toBe(hundredths([unit.quota]));
        const all = rest.loadIn === 'cases' ? plan.cases.map(() => 1) : plan.cases.map(({ weight }) => weight!);
        if (judges.some(({ paused }) => paused === null)) expect(hundredths(units.map(({ quota }) => quota))).toBe(hundredths(all));
        for (const one of judges) {
          const own = assignments.filter(({ judge, phase }) => judge === one.id && phase !== 'designated').map(({ phase }) => phase);
          // Levelled first, shared evenly afterwards, never the other way round.
          expect(own.lastIndexOf('level')).toBeLessThan(own.includes('even') ? own.indexOf('even') : Infinity);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the same seed gives the same bytes; another order of the same plan gives the same decisions and digest', () => {
    fc.assert(
      fc.property(shape, ({ seed, ...rest }) => {
        const plan = randomPlan(seed, rest);
        const result = assign(plan);
        expect(JSON.stringify(assign(randomPlan(seed, rest)))).toBe(JSON.stringify(result));
        const turned: AssignmentPlan = {
          ...plan,
          units: [...plan.units].reverse().map((unit) => ({ ...unit, judges: [...unit.judges].reverse().map((judge) => ({ ...judge, specialisms: [...judge.specialisms!].reverse() })) })),
          cases: [...plan.cases].reverse().map((one) => ({ ...one, excluded: [...one.excluded!].reverse() })),
        };
        const again = assign(turned);
        expect(again.assignments).toEqual(result.assignments);
        expect(again.unassigned).toEqual(result.unassigned);
        expect(again.digest).toBe(result.digest);
        expect(new Set(again.judges.map((one) => JSON.stringify(one)))).toEqual(new Set(result.judges.map((one) => JSON.stringify(one))));
      }),
      { numRuns: 150 },
    );
  });

  test('the draw is open to anybody: order by SHA-256 of seed|case|id, and every judge alike gets each case about equally often', () => {
    const plan = (seed: string): AssignmentPlan => ({
      seed,
      units: [{ id: 'U', judges: ['甲', '乙', '丙'].map((id) => ({ id, backlog: 5, capacity: 1 })) }],
      cases: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((id) => ({ id })),
    });
    const times = new Map<string, number>();
    for (let n = 0; n < 3000; n++) {
      const { assignments } = assign(plan(`第${n}次`));
      const order = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].sort((a, b) => (drawKey(`第${n}次`, 'case', a) < drawKey(`第${n}次`, 'case', b) ? -1 : 1));
      if (n < 20) expect(assignments.map((one) => one.case)).toEqual(order);
      const first = assignments.find((one) => one.case === 'c1')!.judge;
      times.set(first, (times.get(first) ?? 0) + 1);
    }
    // A thousand each; six standard deviations are 155.
    for (const id of ['甲', '乙', '丙']) expect(Math.abs(times.get(id)! - 1000)).toBeLessThan(155);
  });

  test('a commitment says nothing of the seed but fits only it', () => {
    expect(commitmentOf('2026-11-15')).toBe('18eaa24cbc8f39edd9a010aa74e84f7fd74acbdf5e55d5201188ca21b687bd12');
    expect(assign({ seed: '2026-11-15', units: [{ id: 'U', judges: [] }], cases: [] }).commitment).toBe(commitmentOf('2026-11-15'));
  });
});

describe('weights', () => {
  test('whole weights of one give what counting cases gives', () => {
    for (let n = 0; n < 20; n++) {
      const plan = randomPlan(n, { units: 2, judges: 6, cases: 30, open: true });
      const [counted, weighed] = [assign(plan), assign({ ...plan, loadIn: 'weights', cases: plan.cases.map((one) => ({ ...one, weight: 1 })) })];
      expect(weighed.judges.map(({ quota }) => quota)).toEqual(counted.judges.map(({ quota }) => quota));
      expect(weighed.quality.deviation).toBeGreaterThanOrEqual(counted.quality.deviation);
      expect(weighed.quality.lowerBound).toBeLessThanOrEqual(counted.quality.deviation);
    }
  });

  test('the proven bound is never above what was reached, and the gap is small', () => {
    let [reached, bound, all] = [0, 0, 0];
    for (let n = 0; n < 40; n++) {
      const { quality, judges } = assign(randomPlan(n, { units: 3, judges: 12, cases: 200, loadIn: 'weights', open: true }));
      expect(quality.lowerBound).toBeLessThanOrEqual(quality.deviation);
      expect(quality.exact).toBe(false);
      [reached, bound, all] = [reached + quality.deviation, bound + quality.lowerBound, all + judges.reduce((sum, one) => sum + one.received, 0)];
    }
    expect((reached - bound) / all).toBeLessThan(0.01);
  });
});

describe('why me, why not her', () => {
  const plan: AssignmentPlan = {
    seed: '2026-11-15',
    units: [
      {
        id: 'U1',
        name: '民一庭',
        judges: [
          { id: 'J1', name: '王敏', backlog: 10, capacity: 1, specialisms: ['家事'] },
          { id: 'J2', name: '赵强', backlog: 12, capacity: 1, specialisms: ['家事'] },
          { id: 'J3', name: '李芳', backlog: 40, capacity: 1 },
          { id: 'J4', name: '何静', backlog: 5, capacity: 1, available: false, awayReason: '产假' },
        ],
      },
    ],
    cases: [
      { id: 'c1', requires: '家事', excluded: [{ judge: 'J2', criterion: 'recused', reason: '当事人近亲属' }] },
      { id: 'c2', excluded: ['J1', 'J2', 'J3'] },
      { id: 'c3' },
    ],
  };
  const result = assign(plan);

  test('every judge has one reason, the hardest first, in plain words', () => {
    const answer = explain(plan, result, 'c1');
    expect(answer).toMatchObject({ judge: 'J1', unit: 'U1', phase: 'level', drawKey: drawKey('2026-11-15', 'case', 'c1') });
    expect(answer.judges.map(({ judge, criterion, detail }) => [judge, criterion, detail.zh])).toEqual([
      ['J1', 'chosen', result.assignments.find((one) => one.case === 'c1')!.why],
      ['J2', 'recused', '回避（当事人近亲属）'],
      ['J3', 'specialism', '没有“家事”专业'],
      ['J4', 'away', '不在岗（产假）'],
    ]);
    expect(answer.steps.map(({ id }) => id)).toEqual(['unit', 'judge', 'draw', 'others']);
    expect(answer.steps[1]!.text.zh).toContain('分案前存案10件，折合额度1，负荷10，低于基数20.67，先补平');
    expect(answer.steps[3]!.text).toEqual({ zh: '回避1人，专业不符1人，不在岗1人。', en: 'Recused: 1; Not of the specialism: 1; Away: 1.' });
  });

  test('where a judge was free to take it, the load or the quota then says why not', () => {
    const reasons = explain(plan, result, 'c3').judges.filter(({ criterion }) => criterion !== 'chosen');
    expect(reasons.find(({ judge }) => judge === 'J3')).toMatchObject({ criterion: 'quotaFull', quota: 0, loadThen: 40, detail: { zh: '配额0件，此时已满' } });
  });

  test('a case nobody may take names everybody', () => {
    expect(result.unassigned).toMatchObject([{ case: 'c2', why: '无人可以承办，留在待分案池。回避：王敏、赵强、李芳；不在岗：何静。' }]);
    expect(explain(plan, result, 'c2').steps.map(({ id }) => id)).toEqual(['draw', 'others']);
  });

  test('a case that is not in the run is refused', () => {
    expect(() => explain(plan, result, 'c9')).toThrow('assignment.caseUnknown');
  });

  test('in every random run every judge has a reason for every case', () => {
    fc.assert(
      fc.property(shape, ({ seed, ...rest }) => {
        const random = randomPlan(seed, rest);
        const answer = assign(random);
        const judges = random.units.flatMap((unit) => unit.judges.map(({ id }) => id));
        for (const { id } of random.cases.slice(0, 8)) {
          const why = explain(random, answer, id);
          expect(why.judges.map(({ judge }) => judge)).toEqual(judges);
          expect(why.judges.filter(({ criterion }) => criterion === 'chosen')).toHaveLength(why.judge === null ? 0 : 1);
          expect(why.judges.every(({ detail, label }) => detail.zh !== '' && detail.en !== '' && label.zh !== '')).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
