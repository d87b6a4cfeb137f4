import fc from 'fast-check';
import { Decimal, sum } from '../../../src/kernel/exact.js';
import { compileScheme, validateScheme, type CompiledScheme } from '../../../src/rules/scheme/compile.js';
import type { SchemeDocument, SchemeNode } from '../../../src/rules/scheme/document.js';
import { prepareScheme, scorePerson, withoutEvent } from '../../../src/rules/scheme/evaluate.js';
import type { PersonFacts } from '../../../src/rules/scheme/facts.js';
import type { GroupOutcome } from '../../../src/rules/scheme/outcome/group-outcome.js';
import { outcomeOf } from '../../../src/rules/scheme/outcome/outcome-of.js';
import { canonicalJson, leavesOf, linesOf } from '../../../src/rules/scheme/score-sheet.js';
import { bands, both, declared, event, facts, leaf, schemeOf } from './scheme-fixtures.js';

const hundredths = (min: number, max: number): fc.Arbitrary<string> => fc.integer({ min: min * 100, max: max * 100 }).map((n) => (n / 100).toFixed(2));
const TIES = ['all-in', 'all-out'] as const;

/** Leaves of every kind that has come with the second language, beside the old ones. */
const parts: Record<string, Partial<SchemeNode>> = {
  formula: { rule: { kind: 'formula', points: 'fullMark * min(1, done / due)' } },
  penalty: { rule: { kind: 'formula', points: 'fullMark − count(findings) × price', atLeast: 0 } },
  derived: { rule: { kind: 'formula', points: 'rate > 0.5 ? fullMark : fullMark / 2' } },
  conditional: { rule: { kind: 'ratio', of: { numerator: 'done', denominator: 'due' } }, appliesWhen: 'due >= 5' },
  shared: { rule: { kind: 'deduct-to-floor', events: 'findings' }, sharedBy: 'unit', how: 'every' },
  mean: { rule: { kind: 'deduct-to-floor', events: 'findings' }, sharedBy: 'unit', how: 'mean' },
  lessened: { rule: { kind: 'deduct-to-floor', events: 'findings', each: 1 } },
  compared: { rule: { kind: 'against-peers', of: 'done', shape: 'proportional', less: '0.2', atLeast: 0, atMost: 1 } },
};

interface Trial {
  document: SchemeDocument;
  people: PersonFacts[];
}

const trial: fc.Arbitrary<Trial> = fc
  .record({
    kinds: fc.shuffledSubarray(Object.keys(parts), { minLength: 1, maxLength: 5 }),
    weights: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 5, maxLength: 5 }),
    ties: fc.constantFrom(...TIES),
    quota: fc.integer({ min: 0, max: 100 }),
    per: fc.constantFrom('court' as const, 'unit' as const, 'series' as const),
    rounding: fc.constantFrom('down' as const, 'half-up' as const, 'up' as const),
    cap: hundredths(0, 5),
    pool: hundredths(0, 9999),
    people: fc.array(
      fc.record({
        done: fc.integer({ min: 0, max: 20 }), due: fc.integer({ min: 0, max: 20 }), months: fc.constantFrom('12', '7', '1', '0'), unit: fc.constantFrom('一', '二'), series: fc.constantFrom('法官', '助理'),
        findings: fc.array(hundredths(0, 4), { maxLength: 3 }), honours: fc.array(hundredths(0, 4), { maxLength: 3 }), breach: fc.constantFrom(false, false, false, true),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ kinds, weights, ties, quota, per, rounding, cap, pool, people }): Trial => {
    const all = kinds.reduce((total, _, index) => total + weights[index]!, 0);
    const shares = kinds.map((_, index) => Math.floor((weights[index]! * 10_000) / all));
    shares[0]! += 10_000 - shares.reduce((total, share) => total + share, 0);
    const nodes = kinds.map((kind, index) => ({ ...leaf(kind, new Decimal(shares[index]!).div(100).toFixed(2), undefined), ...parts[kind] }));
    const places = { share: quota, per, rounding, source: 's' };
    return {
      document: {
        ...schemeOf(nodes),
        parameters: [{ key: 'price', title: both('单价'), unit: '分', source: 's', value: '0.75' }],
        facts: [declared('rate', 'number', { kind: 'derived', formula: 'done / due' })],
        extra: [{ ...leaf('honours', 'none', { kind: 'add-only', events: 'honours' }), fullMark: undefined as never, approval: 'required' }],
        extraCap: cap,
        grades: { source: 's', decidedBy: 'score', bands, ties, quotas: [{ grade: 'excellent', ...places, ties: 'all-out' }, { grade: 'good', ...places, ties: 'all-out' }], topShare: [{ key: 'top', title: both('前列'), ...places }], lastN: [{ key: 'last', title: both('末位'), count: 2, effect: both('x'), source: 's' }] },
        vetoes: [{ key: 'v', title: both('否决'), source: 's', events: 'breaches', grade: 'poor' }],
        ...(kinds.includes('lessened') ? { duty: { source: 's', by: 'servedMonths' as const, applies: ['lessened'], fullMonths: 12 } } : {}),
        distribution: { key: 'pay', title: both('奖金'), amount: pool, weight: 'score + headcount + 1', method: 'largest-remainder', unit: '元', source: 's' },
      },
      // The last one always has a score, or there would be nothing to share the money by.
      people: [...people, { done: 10, due: 10, months: '12', unit: '一', series: '法官', findings: [], honours: [], breach: false }].map((one, index) =>
        facts(`p${index}`, {
          months: one.months, unit: one.unit, series: one.series, numbers: { done: one.done, due: one.due, headcount: 3 },
          events: {
            findings: one.findings.map((points, at) => event(`f${index}-${at}`, points)), honours: one.honours.map((points, at) => event(`h${index}-${at}`, points, { approvedBy: '院长' })),
            breaches: one.breach ? [event(`b${index}`)] : [],
          },
        }),
      ),
    };
  });

function run(scheme: CompiledScheme, people: PersonFacts[]): { sheets: ReturnType<typeof scorePerson>[]; outcome: GroupOutcome } {
  const prepared = prepareScheme(scheme, people);
  const sheets = people.map((person) => scorePerson(prepared, person));
  return { sheets, outcome: outcomeOf(scheme, sheets, people) };
}

const runs = { numRuns: 120 };

test('any such scheme is sound, and the total is the sum of its lines, extra points included', () => {
  fc.assert(
    fc.property(trial, ({ document, people }) => {
      expect(validateScheme(document)).toEqual([]);
      for (const sheet of run(compileScheme(document), people).sheets) {
        expect(sum(linesOf(sheet).map((line) => line.points)).toFixed(2)).toBe(sheet.total);
        for (const part of leavesOf(sheet.components)) expect(sum(part.lines.map((line) => line.points)).toFixed(2)).toBe(part.points);
        expect(new Decimal(sheet.total).lte(new Decimal(105).plus('0.05'))).toBe(true);
      }
    }),
    runs,
  );
});

test('recomputing gives the same bytes, and the order of people, events and numbers never matters', () => {
  fc.assert(
    fc.property(trial, ({ document, people }) => {
      const scheme = compileScheme(document);
      const { sheets, outcome } = run(scheme, people);
      const mixed = [...people].reverse().map((one) => ({
        ...one,
        numbers: Object.fromEntries(Object.entries(one.numbers).reverse()),
        events: Object.fromEntries(Object.entries(one.events).map(([name, list]) => [name, [...list].reverse()])),
      }));
      const again = run(compileScheme(document), mixed);
      expect(canonicalJson([...again.sheets].reverse())).toBe(canonicalJson(sheets));
      expect(canonicalJson(again.outcome)).toBe(canonicalJson(outcome));
    }),
    runs,
  );
});

test('one more finding never raises a score, nor does an extra point withdrawn', () => {
  fc.assert(
    fc.property(trial, hundredths(0, 4), ({ document, people }, points) => {
      const scheme = compileScheme(document);
      const before = new Decimal(run(scheme, people).sheets[0]!.total);
      const worse = [{ ...people[0]!, events: { ...people[0]!.events, findings: [...people[0]!.events['findings']!, event('one-more', points)] } }, ...people.slice(1)];
      expect(new Decimal(run(scheme, worse).sheets[0]!.total).lte(before)).toBe(true);
      const prepared = prepareScheme(scheme, people);
      for (const honour of people[0]!.events['honours']!) expect(new Decimal(withoutEvent(prepared, people[0]!, people, honour.id).total).lte(before)).toBe(true);
    }),
    runs,
  );
});

test('quotas are never exceeded, top shares only by equals let in, and a veto never lifts a grade', () => {
  fc.assert(
    fc.property(trial, ({ document, people }) => {
      const scheme = compileScheme(document);
      const { outcome } = run(scheme, people);
      for (const use of outcome.quotas) expect(use.used).toBeLessThanOrEqual(use.places);
      for (const quota of scheme.grades!.quotas) {
        for (const among of new Set(people.map((one) => (quota.per === 'court' ? '' : one[quota.per as 'unit' | 'series']!)))) {
          const held = outcome.members.filter((member, index) => member.grade?.key === quota.grade && (quota.per === 'court' || people[index]![quota.per as 'unit' | 'series'] === among));
          expect(held.length).toBeLessThanOrEqual(outcome.quotas.find((use) => use.grade === quota.grade && use.among === among)?.places ?? 0);
        }
      }
      const order = bands.map((band) => band.key);
      for (const member of outcome.members) {
        if (member.grade && member.band) expect(order.indexOf(member.grade.key)).toBeGreaterThanOrEqual(order.indexOf(member.band));
        if (member.vetoes.length) expect([member.grade!.key, member.eligible]).toEqual(['poor', false]);
      }
    }),
    runs,
  );
});

test('shares add up to the amount to the cent, and none is a cent away from its exact part', () => {
  fc.assert(
    fc.property(trial, ({ document, people }) => {
      const { outcome } = run(compileScheme(document), people);
      const [pay] = outcome.distributions;
      expect(sum(pay!.shares.map((share) => share.amount)).toFixed(2)).toBe(pay!.amount);
      const all = sum(pay!.shares.map((share) => share.weight));
      for (const share of pay!.shares) expect(new Decimal(pay!.amount).times(share.weight).div(all).minus(share.amount).abs().lt('0.01')).toBe(true);
    }),
    runs,
  );
});

test('whoever stands outside the group moves nobody in it', () => {
  fc.assert(
    fc.property(trial, trial, ({ document, people }, other) => {
      const prepared = prepareScheme(compileScheme(document), people);
      const before = people.map((person) => canonicalJson(scorePerson(prepared, person)));
      for (const outsider of other.people) scorePerson(prepared, { ...outsider, personId: `外${outsider.personId}` });
      expect(people.map((person) => canonicalJson(scorePerson(prepared, person)))).toEqual(before);
    }),
    { numRuns: 60 },
  );
});
