import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { addDays } from '../../src/kernel/day.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { Decimal, sum } from '../../src/kernel/exact.js';
import { enterExtras, insideBody, priceComplaint, priceItem, type ExtraClaim, type Verdict } from '../../src/rules/conduct-points.js';
import { afterConductStep, CONDUCT_STEPS, type ConductKind } from '../../src/rules/conduct-steps.js';
import { inForce, isPetition, itemOf, readConductTable } from '../../src/rules/conduct-table.js';

const catalogue = (): Record<string, Record<string, unknown>[]> => parse(readFileSync('config/catalogues/conduct.yaml', 'utf8')) as never;
const table = readConductTable(catalogue());
const DAY = '2026-03-02';

interface Examples {
  投诉: { 例: string; 条目: string; 认定: Verdict; 层级?: string; 重复?: boolean; 化解?: number; 分值: string }[];
  登记: { 条目: string; 例?: string; 级别?: string; 酌定?: string; 分值: string | null }[];
  加分荣誉: Examples['登记'];
  计入: { 例: string; 申报: [string | null, string, string][]; 计入: string[] }[];
  授予机关: { 机关: string; 院内: boolean }[];
}
const examples = parse(readFileSync('test/rules/conduct.yaml', 'utf8')) as Examples;
const total = (lines: readonly { points: string }[]): string => sum(lines.map(({ points }) => points)).toFixed(2);

describe('worked examples', () => {
  test.each(examples.投诉)('$条目 $例', ({ 条目, 认定, 层级 = null, 重复 = false, 化解, 分值 }) => {
    const settledOn = 化解 === undefined ? null : addDays(DAY, 化解);
    const priced = priceComplaint(itemOf(table.complaints, 条目, DAY)!, { verdict: 认定, level: 层级, repeated: 重复, receivedOn: DAY, settledOn }, inForce(table.settled, DAY)[0]!, isPetition(条目));
    expect(priced.points).toBe(分值);
    expect(total(priced.lines)).toBe(分值);
  });

  test.each([...examples.登记, ...examples.加分荣誉])('$条目 $级别 $酌定', ({ 条目, 级别 = null, 酌定 = null, 分值 }) => {
    const item = itemOf([...table.entries, ...table.merits, ...table.honours], 条目, DAY)!;
    expect(priceItem(item, 级别, 酌定)?.points ?? null).toBe(分值);
  });

  test('every item that has a price has an example', () => {
    const shown = new Set([...examples.投诉, ...examples.登记, ...examples.加分荣誉].map((one) => one.条目));
    const priced = [...table.entries, ...table.complaints, ...table.merits, ...table.honours].filter((row) => Object.keys(row.points).length || row.code === 'I-09');
    expect(priced.map(({ code }) => code).filter((code) => !shown.has(code))).toEqual([]);
    // What has none: a lead on integrity, and what research counts.
    expect([...table.complaints, ...table.merits].filter(({ points }) => !Object.keys(points).length).map(({ code }) => code)).toEqual(['W-04', 'G-02', 'G-08']);
  });

  test.each(examples.计入)('$例', ({ 申报, 计入 }) => {
    const claims = 申报.map(([matter, points, approvedOn], index): ExtraClaim => ({ id: String(index), matter, points, approvedOn }));
    const entered = enterExtras(claims, () => '10.00');
    expect(entered.map((one) => one.entered)).toEqual(计入);
    for (const { entered: worth, lines } of entered) expect(total(lines)).toBe(worth);
  });

  test.each(examples.授予机关)('$机关', ({ 机关, 院内 }) => {
    expect(insideBody(机关, '江南区人民法院', ['民事审判第一庭', '法官考评委员会']) !== null).toBe(院内);
  });
});

describe('laws', () => {
  const claims = fc.array(fc.record({ matter: fc.constantFrom(null, '甲', '乙'), points: fc.integer({ min: 0, max: 1500 }).map((n) => new Decimal(n).div(100).toFixed(2)), approvedOn: fc.constantFrom('2025-03-01', '2025-11-01', '2026-02-01', '2026-09-01') }), { maxLength: 12 }).map((rows) => rows.map((row, index): ExtraClaim => ({ id: `c${String(index).padStart(2, '0')}`, ...row })));

  test('a year never passes its cap, a matter never its highest, and the order in which claims are listed means nothing', () => {
    fc.assert(
      fc.property(claims, (rows) => {
        const entered = enterExtras(rows, () => '10.00');
        const of = (keep: (row: ExtraClaim) => boolean): Decimal => sum(rows.filter(keep).map(({ id }) => entered.find((one) => one.id === id)!.entered));
        for (const year of ['2025', '2026']) expect(of(({ approvedOn }) => approvedOn.startsWith(year)).lte(10)).toBe(true);
        for (const matter of ['甲', '乙']) {
          const own = rows.filter((row) => row.matter === matter).map((row) => new Decimal(row.points));
          expect(of((row) => row.matter === matter).lte(Decimal.max(0, ...own))).toBe(true);
        }
        const sorted = (list: typeof entered) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(sorted(enterExtras([...rows].reverse(), () => '10.00'))).toEqual(sorted(entered));
      }),
    );
  });

  test('what entered earlier never changes because of what came later', () => {
    fc.assert(
      fc.property(claims, (rows) => {
        const before = enterExtras(rows.filter(({ approvedOn }) => approvedOn < '2026-09-01'), () => '10.00');
        const after = enterExtras(rows, () => '10.00');
        for (const { id, entered } of before) expect(after.find((one) => one.id === id)!.entered).toBe(entered);
      }),
    );
  });

  test('a complaint never adds points, and unfounded or malicious ones take none', () => {
    fc.assert(
      fc.property(fc.constantFrom(...table.complaints.filter(({ code }) => code !== 'W-04')), fc.constantFrom<Verdict>('upheld', 'partlyUpheld', 'unfounded', 'malicious'), fc.boolean(), fc.integer({ min: 0, max: 120 }), (item, verdict, repeated, day) => {
        const level = item.points['court'] === undefined ? null : 'province';
        const { points } = priceComplaint(item, { verdict, level, repeated, receivedOn: DAY, settledOn: addDays(DAY, day) }, inForce(table.settled, DAY)[0]!, isPetition(item.code));
        expect(new Decimal(points).lte(0)).toBe(true);
        if (verdict === 'unfounded' || verdict === 'malicious') expect(points).toBe('0.00');
      }),
    );
  });
});

describe('the table of steps', () => {
  test('every state can be reached, nothing is verified before the person was heard or an excuse stands for it, nothing leads out of an end', () => {
    const start: Record<ConductKind, string> = { complaint: 'received', entry: 'recorded', merit: 'claimed', honour: 'recorded' };
    const ends: Record<ConductKind, string[]> = { complaint: ['concluded', 'withdrawn'], entry: ['revoked', 'superseded'], merit: ['refused', 'withdrawn', 'revoked'], honour: ['refused', 'revoked'] };
    for (const kind of Object.keys(CONDUCT_STEPS) as ConductKind[]) {
      const steps = Object.values(CONDUCT_STEPS[kind]) as { from: readonly string[]; to: string | null }[];
      const reached = new Set([start[kind]]);
      for (let before = 0; before !== reached.size; ) {
        before = reached.size;
        for (const { from, to } of steps) if (to && from.some((state) => reached.has(state))) reached.add(to);
      }
      const named = new Set(steps.flatMap(({ from, to }) => [...from, ...(to ? [to] : [])]));
      expect([...named].filter((state) => !reached.has(state))).toEqual([]);
      expect([...named].filter((state) => !steps.some(({ from, to }) => to !== null && from.includes(state))).sort()).toEqual([...ends[kind]].sort());
    }
    for (const state of ['received', 'assigned', 'answered', 'confined'] as const) expect(afterConductStep('complaint', state, 'verified')).toBeNull();
    expect(afterConductStep('complaint', 'heard', 'verified')).toBe('verified');
  });
});

test('a catalogue with faults is refused with all of them', () => {
  const broken = catalogue();
  delete broken['entries']![0]!['dimension'];
  broken['rules'] = broken['rules']!.filter((row) => row['code'] !== 'CR-06');
  const faults = ((): DomainError | null => {
    try {
      readConductTable(broken);
      return null;
    } catch (error) {
      return error as DomainError;
    }
  })()!.faults;
  expect(faults.map(({ path }) => path)).toEqual(expect.arrayContaining(['entries[0].dimension', 'rules']));
});
