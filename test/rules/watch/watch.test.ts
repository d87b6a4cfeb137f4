import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { addDays, type Day } from '../../../src/kernel/day.js';
import { decemberOf, inLastDays, usualLastDays } from '../../../src/rules/watch/month-end.js';
import { refiledPairs } from '../../../src/rules/watch/refiled-pairs.js';
import { falseAlarms, unusualShare } from '../../../src/rules/watch/unusual-share.js';

const LINE = { oneIn: 200, least: 5 };
const examples = parse(readFileSync('test/rules/watch/watch.yaml', 'utf8')) as {
  占比: { 说明: string; 件: number; 总: number; 平时件: number; 平时总: number; 方向: 'more' | 'fewer'; 提示: boolean }[];
  撤诉又立案: { 当事人: string; 案由: string; 结案: Day; 又当事人: string; 又案由: string; 立案: Day; 天数: number | null }[];
};

describe('unusual shares', () => {
  it.each(examples.占比)('$说明', ({ 件, 总, 平时件, 平时总, 方向, 提示 }) => {
    expect(unusualShare({ count: 件, of: 总 }, { count: 平时件, of: 平时总 }, 方向, LINE) !== null).toBe(提示);
  });

  it('says how surprising a count is by the exact binomial tail', () => {
    // 10 of 10 where half is usual: 1 in 1024.
    expect(unusualShare({ count: 10, of: 10 }, { count: 1, of: 2 }, 'more', LINE)).toEqual({ count: 10, of: 10, share: '100.00', usual: '50.00', expected: '5.0', oneIn: 1024 });
    expect(unusualShare({ count: 0, of: 10 }, { count: 1, of: 2 }, 'fewer', LINE)?.oneIn).toBe(1024);
  });

  it('is more surprised the further a count lies from the usual, and never by what is usual', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 3000 }), fc.integer({ min: 1, max: 99 }), (of, percent) => {
        const usual = { count: percent, of: 100 };
        const expected = Math.floor((of * percent) / 100);
        expect(unusualShare({ count: expected, of }, usual, 'more', { oneIn: 2, least: 1 })).toBeNull();
        const odds = [0.2, 0.5, 0.8].map((part) => unusualShare({ count: expected + Math.ceil((of - expected) * part), of }, usual, 'more', { oneIn: 1, least: 1 })?.oneIn ?? 1);
        expect([...odds].sort((a, b) => a - b)).toEqual(odds);
      }),
    );
  });

  it('points out about as many by chance as it says it would', () => {
    // Fair coins, seeded: units of 100 throws each.
    let state = 20261109;
    const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
    const units = 4000;
    let out = 0;
    for (let n = 0; n < units; n++) {
      let count = 0;
      for (let k = 0; k < 100; k++) if (next() < 0.5) count++;
      if (unusualShare({ count, of: 100 }, { count: 1, of: 2 }, 'more', { oneIn: 100, least: 1 })) out++;
    }
    expect(falseAlarms(units, 100)).toBe('40.00');
    expect(out).toBeGreaterThan(10);
    expect(out).toBeLessThanOrEqual(56);
  });
});

describe('month and year ends', () => {
  const days = [{ day: '2026-05-30', cases: 4 }, { day: '2026-06-10', cases: 8 }, { day: '2026-06-25', cases: 3 }, { day: '2026-06-26', cases: 2 }, { day: '2026-06-30', cases: 1 }];

  it('counts a month’s last days, and the same of the months before', () => {
    expect(inLastDays(days, '2026-06-01', 5)).toEqual({ count: 3, of: 14 });
    expect(usualLastDays(days, '2026-06-01', 12, 5, '2026-05-01')).toEqual({ count: 4, of: 4 });
    expect(usualLastDays(days, '2026-06-01', 12, 5, '2026-06-01')).toEqual({ count: 0, of: 0 });
  });

  it('holds December against the days of the year, or of the register', () => {
    const closed = [{ day: '2025-12-03', cases: 40 }, { day: '2025-10-06', cases: 160 }];
    expect(decemberOf(closed, 2025, '2024-01-01')).toEqual({ own: { count: 40, of: 200 }, usual: { count: 31, of: 365 } });
    expect(decemberOf(closed, 2025, '2025-09-01').usual).toEqual({ count: 31, of: 122 });
  });
});

describe('cases filed again', () => {
  it.each(examples.撤诉又立案)('$又当事人 $立案', (one) => {
    const pairs = refiledPairs([{ id: 'a', parties: one.当事人, cause: one.案由, closedOn: one.结案 }], [{ id: 'b', parties: one.又当事人, cause: one.又案由, intakeOn: one.立案 }], 60);
    expect(pairs).toEqual(one.天数 === null ? [] : [{ closedId: 'a', filedId: 'b', days: one.天数 }]);
  });

  it('leaves out what is written alike on many cases', () => {
    const filed = [10, 20, 30, 40].map((days) => ({ id: String(days), parties: '某某公司 诉 某某公司', cause: '买卖', intakeOn: addDays('2026-03-01', days) }));
    expect(refiledPairs([{ id: 'a', parties: '某某公司 诉 某某公司', cause: '买卖', closedOn: '2026-03-01' }], filed, 60)).toEqual([]);
    expect(refiledPairs([{ id: 'a', parties: '某某公司 诉 某某公司', cause: '买卖', closedOn: '2026-03-01' }], filed.slice(0, 2), 60)).toHaveLength(1);
  });

  it('uses each filing once, and never pairs a case with itself', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 60 })), { maxLength: 30 }), (rows) => {
        const cases = rows.map(([intake, length], index) => ({ id: String(index), parties: '甲 诉 乙', cause: '借贷', intakeOn: addDays('2026-01-01', intake), closedOn: addDays('2026-01-01', intake + length) }));
        const pairs = refiledPairs(cases, cases, 60);
        expect(new Set(pairs.map(({ filedId }) => filedId)).size).toBe(pairs.length);
        for (const { closedId, filedId, days } of pairs) {
          expect(closedId).not.toBe(filedId);
          expect(days >= 0 && days <= 60).toBe(true);
        }
      }),
    );
  });
});
