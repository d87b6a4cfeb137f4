import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { addDays } from '../../../src/kernel/day.js';
import { sha256 } from '../../../src/rules/assignment/draw.js';
import { barredBecause, drawReviews, leastDue, planTarget, reviewDrawKey, reviewDrawText, type BarredBecause, type DrawnCase, type DrawnReviewer, type ReviewDrawInputs } from '../../../src/rules/review-planning.js';
import { readReviewTriggers, reachesBackTo, reviewDueOn, stricterKind, triggerFor, withTrigger, withoutTrigger } from '../../../src/rules/review-triggers.js';
import { top } from '../../../src/setup/places.mjs';

interface DrawExample {
  zh: string;
  seed: string;
  target: number;
  cases: number[];
  fields?: Record<number, string>;
  holders?: Record<number, string>;
  owed?: Record<string, number>;
  barred?: Record<number, Record<string, BarredBecause>>;
  reviewers: Record<string, { load?: number; fields?: string[]; away?: boolean }>;
  expect: { drawn: number; loads: Record<string, number>; never?: number[]; always?: number[] };
}

const read = (...path: string[]): unknown => parse(readFileSync(join(top, ...path), 'utf8'));
const number = (n: number) => `（2026）苏0102民初${n}号`;

for (const example of read('test', 'rules', 'review-planning', 'draws.yaml') as DrawExample[])
  test(example.zh, () => {
    const { seed, target, owed = {}, expect: wanted } = example;
    const cases = example.cases.map((n): DrawnCase => ({ number: number(n), holder: example.holders?.[n] ?? null, field: example.fields?.[n] ?? 'civil', barred: example.barred?.[n] ?? {} }));
    const reviewers = Object.entries(example.reviewers).map(([id, { load = 0, fields = null, away = false }]): DrawnReviewer => ({ id, name: id, load, fields, away }));
    const { drawn, withoutReviewer, loads } = drawReviews({ seed, target, owed, cases, reviewers });
    const numbers = drawn.map((one) => one.number);
    expect(drawn).toHaveLength(wanted.drawn);
    expect(Object.fromEntries(loads.map(({ reviewer, added }) => [reviewer, added]))).toEqual(wanted.loads);
    for (const n of wanted.always ?? []) expect(numbers).toContain(number(n));
    for (const n of wanted.never ?? []) {
      expect(numbers).not.toContain(number(n));
      for (const left of withoutReviewer) expect(left.barred.map(({ why }) => why).sort()).toEqual(Object.values(example.barred![n]!).sort());
    }
  });

test('the order of the draw is the order of SHA-256 keys anybody can work out', () => {
  const cases = [1, 2, 3, 4, 5].map((n): DrawnCase => ({ number: number(n), holder: null, field: 'civil', barred: {} }));
  const { drawn } = drawReviews({ seed: 'abc', target: 5, owed: {}, cases, reviewers: [{ id: 'a', name: 'a', fields: null, load: 0, away: false }] });
  expect(reviewDrawKey('abc', number(1))).toBe(sha256(`abc|review|${number(1)}`));
  expect(drawn.map((one) => one.number)).toEqual(cases.map((one) => one.number).sort((a, b) => (reviewDrawKey('abc', a) < reviewDrawKey('abc', b) ? -1 : 1)));
});

test('a share is rounded up to whole cases, less what is under review; the year’s least number falls due month by month', () => {
  expect(planTarget(571, 12, '12.00')).toBe(57);
  expect(planTarget(10, 9, '12.00')).toBe(0);
  expect(planTarget(0, 0, '100.00')).toBe(0);
  expect(planTarget(7, 0, '100.00')).toBe(7);
  expect([1, 6, 7, 12].map((month) => leastDue(2, month))).toEqual([1, 1, 2, 2]);
  expect(leastDue(0, 12)).toBe(0);
});

const FIELDS = ['civil', 'criminal', 'enforcement'];
const random: fc.Arbitrary<ReviewDrawInputs> = fc.integer({ min: 1, max: 6 }).chain((people) => {
  const ids = Array.from({ length: people }, (_, index) => `R${index}`);
  const barred = fc.dictionary(fc.constantFrom(...ids), fc.constantFrom<BarredBecause>('ownCase', 'ownDivision', 'signed'), { maxKeys: people });
  const one = fc.record({ holder: fc.option(fc.constantFrom('J1', 'J2', 'J3')), field: fc.constantFrom(...FIELDS), barred });
  return fc.record({
    seed: fc.string(),
    target: fc.nat(25),
    owed: fc.dictionary(fc.constantFrom('J1', 'J2', 'J3'), fc.nat(3), { maxKeys: 3 }),
    cases: fc.array(one, { maxLength: 25 }).map((list) => list.map((item, index) => ({ ...item, number: number(index) }))),
    reviewers: fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), name: fc.constant(id), fields: fc.option(fc.subarray(FIELDS, { minLength: 1 })), load: fc.nat(4), away: fc.boolean() }))),
  });
});

test('law: nobody who must stand back is drawn, no case twice, and what is owed and wanted is reached unless nobody may', () => {
  fc.assert(
    fc.property(random, (inputs) => {
      const { drawn, withoutReviewer, loads } = drawReviews(inputs);
      const caseOf = new Map(inputs.cases.map((one) => [one.number, one]));
      const reviewerOf = new Map(inputs.reviewers.map((one) => [one.id, one]));
      for (const one of drawn) expect(barredBecause(caseOf.get(one.number)!, reviewerOf.get(one.reviewer)!)).toBeNull();
      expect(new Set(drawn.map((one) => one.number)).size).toBe(drawn.length);
      for (const one of withoutReviewer) expect(one.barred).toHaveLength(inputs.reviewers.length);
      const reviewable = inputs.cases.filter((one) => inputs.reviewers.some((reviewer) => barredBecause(one, reviewer) === null));
      const owed = Object.entries(inputs.owed).reduce((sum, [holder, due]) => sum + Math.min(due, reviewable.filter((one) => one.holder === holder).length), 0);
      expect(drawn).toHaveLength(Math.min(reviewable.length, Math.max(owed, inputs.target)));
      expect(drawn.filter(({ why }) => why === 'least')).toHaveLength(owed);
      expect(loads.reduce((sum, { added }) => sum + added, 0)).toBe(drawn.length);
    }),
  );
});

test('law: loads are as even as they can be; free for every case they differ by one at most beyond what was there', () => {
  fc.assert(
    fc.property(random, fc.boolean(), (inputs, free) => {
      const given = free ? { ...inputs, cases: inputs.cases.map((one) => ({ ...one, barred: {} })), reviewers: inputs.reviewers.map((one) => ({ ...one, fields: null, away: false })) } : inputs;
      const { drawn, loads } = drawReviews(given);
      const caseOf = new Map(given.cases.map((one) => [one.number, one]));
      const total = new Map(loads.map(({ reviewer, before, added }) => [reviewer, before + added]));
      for (const { number: one, reviewer } of drawn)
        for (const other of given.reviewers) if (barredBecause(caseOf.get(one)!, other) === null) expect(total.get(reviewer)!).toBeLessThanOrEqual(total.get(other.id)! + 1);
      if (!free) return;
      const receiving = loads.filter(({ added }) => added > 0).map(({ before, added }) => before + added);
      if (receiving.length) expect(Math.max(...receiving) - Math.min(...total.values())).toBeLessThanOrEqual(1);
    }),
  );
});

test('law: the order of cases and reviewers never matters, and the same inputs have the same text', () => {
  fc.assert(
    fc.property(random, (inputs) => {
      const turned = { ...inputs, cases: [...inputs.cases].reverse(), reviewers: [...inputs.reviewers].reverse() };
      expect(drawReviews(turned)).toEqual(drawReviews(inputs));
      expect(reviewDrawText(turned)).toBe(reviewDrawText(inputs));
      expect(drawReviews(JSON.parse(reviewDrawText(inputs)) as ReviewDrawInputs)).toEqual(drawReviews(inputs));
    }),
  );
});

test('the nine shipped triggers are read, and an unknown event is a fault that names it', () => {
  const shipped = readReviewTriggers(read('config', 'catalogues', 'review-triggers.yaml'));
  expect(shipped.map(({ code }) => code)).toEqual(['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9']);
  expect(shipped.filter(({ namedInSeed }) => namedInSeed).map(({ code }) => code)).toEqual(['T1', 'T2', 'T3']);
  expect(triggerFor('appeal.remanded', '2026-09-01', shipped)?.code).toBe('T3');
  expect(triggerFor('appeal.remanded', '2024-12-31', shipped)).toBeNull();
  const faulty = { triggers: [{ ...(read('config', 'catalogues', 'review-triggers.yaml') as { triggers: object[] }).triggers[0], events: ['weather.bad'] }] };
  expect(() => readReviewTriggers(faulty)).toThrow(expect.objectContaining({ code: 'catalogue.faulty', faults: [expect.objectContaining({ zh: expect.stringContaining('weather.bad') })] }));
});

test('windows: the day a triggered review is due', () => {
  const after = addDays;
  const at = (changes: object) => ({ day: '2026-09-10', replyOn: null, closedOn: '2026-08-01', today: '2026-09-12', ...changes });
  expect(reviewDueOn({ kind: 'afterFileReturned', days: 15 }, at({}), 15, after)).toBe('2026-09-25');
  expect(reviewDueOn({ kind: 'beforeReply', days: 5 }, at({ replyOn: '2026-10-10' }), 15, after)).toBe('2026-10-05');
  expect(reviewDueOn({ kind: 'atEvent' }, at({}), 15, after)).toBe('2026-09-25');
  expect(reviewDueOn({ kind: 'atClosing' }, at({ closedOn: '2026-09-11' }), 15, after)).toBe('2026-09-26');
  // File came back in spring, entered in September: due from today, not overdue at once.
  expect(reviewDueOn({ kind: 'afterFileReturned', days: 15 }, at({ day: '2026-03-01' }), 15, after)).toBe('2026-09-27');
  expect(reachesBackTo({ kind: 'backwards', months: 6 }, '2026-09-10')).toBe('2026-03-10');
  expect(reachesBackTo({ kind: 'atEvent' }, '2026-09-10')).toBeNull();
});

test('a case triggered twice has one review with both triggers, held to the stricter form', () => {
  expect(withTrigger(null, 'T6')).toBe('T6');
  expect(withTrigger('T6', 'T3')).toBe('T3,T6');
  expect(withTrigger('T3,T6', 'T3')).toBe('T3,T6');
  expect(withoutTrigger('T3,T6', 'T3')).toBe('T6');
  expect(withoutTrigger('T3', 'T3')).toBeNull();
  expect(stricterKind('routine', 'key')).toBe('key');
  expect(stricterKind('special', 'key')).toBe('special');
});
