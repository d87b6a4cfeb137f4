import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { top } from '../../../src/setup/places.mjs';
import { drawKey } from '../../../src/rules/assignment/draw.js';
import { ASSIGNMENT_RULES, type AssignmentRule } from '../../../src/rules/assignment/plan.js';
import { quotas } from '../../../src/rules/assignment/quotas.js';

interface QuotaCase {
  例: string;
  规则: AssignmentRule;
  存案: number[];
  额度?: number[];
  新收: number;
  份?: number;
  基数: number;
  得: number[];
  其中补平?: number[];
  后?: number[];
  未定?: number[];
}

const examples = parse(readFileSync(join(top, 'test/rules/assignment/quotas.yaml'), 'utf8')) as QuotaCase[];
const receiversOf = (example: Pick<QuotaCase, '存案' | '额度'>) => example.存案.map((backlog, index) => ({ id: `J${index + 1}`, backlog, capacity: example.额度?.[index] ?? 1 }));

describe('quotas, as a judge would check them', () => {
  for (const example of examples)
    test(`${example.例}（${example.规则}）`, () => {
      const receivers = receiversOf(example);
      const { base, shares } = quotas({ rule: example.规则, seed: '2026-11-15', stage: 'judge', receivers, amount: example.新收, grain: example.份 });
      expect(base).toBeCloseTo(example.基数, 10);
      const given = shares.map(({ quota }) => quota);
      const open = new Set((example.未定 ?? []).map((place) => place - 1));
      const settled = (values: number[]) => values.filter((_, index) => !open.has(index));
      const among = (values: number[]) => values.filter((_, index) => open.has(index)).sort((a, b) => a - b);
      expect(settled(given)).toEqual(settled(example.得));
      // Those between whom the draw decides hold the same entitlements, whoever of them got which: here by load after.
      const after = (values: number[]) => values.map((value, index) => Number((value + example.存案[index]!).toFixed(2)));
      expect(among(after(given))).toEqual(among(after(example.得)));
      if (example.后) expect(settled(after(given))).toEqual(settled(example.后));
      if (example.其中补平) expect(shares.map(({ level }) => level)).toEqual(example.其中补平);
    });

  test('a tie goes to the smaller SHA-256 of seed|judge|id, and to that of seed|unit|id among units', () => {
    for (const stage of ['judge', 'unit'] as const)
      for (let n = 0; n < 40; n++) {
        const ids = [`甲${n}`, `乙${n}`, `丙${n}`];
        const { shares } = quotas({ rule: n % 2 ? 'water-level' : 'level-then-even', seed: `s${n}`, stage, receivers: ids.map((id) => ({ id, backlog: 4, capacity: 1 })), amount: 1 });
        const winner = [...ids].sort((a, b) => (drawKey(`s${n}`, stage, a) < drawKey(`s${n}`, stage, b) ? -1 : 1))[0];
        expect(shares.find(({ quota }) => quota === 1)!.id).toBe(winner);
      }
  });

  test('nobody can receive: no base, no quota', () => {
    expect(quotas({ rule: 'level-then-even', seed: 's', stage: 'unit', receivers: [{ id: 'A', backlog: 0, capacity: 0 }], amount: 5 })).toEqual({
      base: null,
      baseExact: null,
      shares: [{ id: 'A', quota: 0, level: 0, even: 0 }],
    });
  });
});

/** ASSIGNMENT.md 1 read aloud, one case at a time, in whole numbers: capacity in tenths. */
function byTheBook(rule: AssignmentRule, seed: string, receivers: { id: string; backlog: number; tenths: number }[], amount: number): number[] {
  const [sumB, sumC] = [receivers.reduce((sum, one) => sum + one.backlog, 0), receivers.reduce((sum, one) => sum + one.tenths, 0)];
  const given = receivers.map(() => 0);
  const key = receivers.map(({ id }) => drawKey(seed, 'judge', id));
  const load = (index: number): number => receivers[index]!.backlog + given[index]!;
  const lower = (a: number, b: number): number => load(a) * receivers[b]!.tenths - load(b) * receivers[a]!.tenths || (key[a]! < key[b]! ? -1 : 1);
  const everybody = receivers.map((_, index) => index);
  let left = amount;
  for (; left > 0; left--) {
    const lowest = [...everybody].sort(lower)[0]!;
    if (rule === 'level-then-even' && load(lowest) * sumC >= sumB * receivers[lowest]!.tenths) break;
    given[lowest]!++;
  }
  const shares = everybody.map((index) => ({ index, whole: Math.floor((left * receivers[index]!.tenths) / sumC), rest: (left * receivers[index]!.tenths) % sumC }));
  const extra = left - shares.reduce((sum, { whole }) => sum + whole, 0);
  const entitled = [...shares].sort((a, b) => b.rest - a.rest || lower(a.index, b.index)).slice(0, extra);
  for (const { index, whole } of shares) given[index]! += whole;
  for (const { index } of entitled) given[index]!++;
  return given;
}

describe('laws of quotas', () => {
  const group = fc.array(fc.record({ backlog: fc.integer({ min: 0, max: 60 }), tenths: fc.integer({ min: 1, max: 15 }) }), { minLength: 1, maxLength: 9 });
  const question = fc.record({ rule: fc.constantFrom(...ASSIGNMENT_RULES), seed: fc.string(), group, amount: fc.integer({ min: 0, max: 200 }) });

  test('the same as dealing one case at a time by the text of the rule', () => {
    fc.assert(
      fc.property(question, ({ rule, seed, group: members, amount }) => {
        const receivers = members.map((one, index) => ({ id: `J${index}`, ...one }));
        const { shares } = quotas({ rule, seed, stage: 'judge', receivers: receivers.map(({ id, backlog, tenths }) => ({ id, backlog, capacity: tenths / 10 })), amount });
        expect(shares.map(({ quota }) => quota)).toEqual(byTheBook(rule, seed, receivers, amount));
      }),
      { numRuns: 1500 },
    );
  });

  test('they add up, phases add up, and the order of the receivers changes nothing', () => {
    fc.assert(
      fc.property(question, ({ rule, seed, group: members, amount }) => {
        const receivers = members.map(({ backlog, tenths }, index) => ({ id: `J${index}`, backlog, capacity: tenths / 10 }));
        const { shares } = quotas({ rule, seed, stage: 'unit', receivers, amount });
        expect(shares.reduce((sum, { quota }) => sum + quota, 0)).toBe(amount);
        expect(shares.every(({ quota, level, even }) => quota === level + even && level >= 0 && even >= 0)).toBe(true);
        const turned = quotas({ rule, seed, stage: 'unit', receivers: [...receivers].reverse(), amount });
        expect([...turned.shares].reverse()).toEqual(shares);
      }),
    );
  });
});
