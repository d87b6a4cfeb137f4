import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { addDays, daysBetween } from '../../src/kernel/day.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { timeLimit, type TimeLimitVerdict } from '../../src/rules/time-limit.js';
import { daysWithin, lastDay, union } from '../../src/rules/time-limit-days.js';
import type { TimedCase } from '../../src/rules/time-limit-records.js';
import { limitInForce, readTimeLimits } from '../../src/rules/time-limit-table.js';

const table = readTimeLimits(parse(readFileSync('config/catalogues/time-limits.yaml', 'utf8')));
const CASE: TimedCase = {
  filedOn: '2026-01-15', noticeExpiredOn: null, closedOn: '2026-07-15', asOf: '2026-11-23', deductions: [], extensions: [], restarts: [],
};
const appraisal = (from: string, until: string) => ({ kind: 'X02', from, until, evidence: '委托书和鉴定意见' });
const months = (count: number) => ({ months: count, days: 0 });

function judge(code: string, changes: Partial<TimedCase>, daysOff: string[] = []): TimeLimitVerdict {
  const timed = { ...CASE, ...changes };
  const row = limitInForce(table, code, timed.filedOn);
  if (!row) throw new Error(`${code} is not in force on ${timed.filedOn}`);
  return timeLimit(timed, row, table, new Set(daysOff));
}

function lastLine(verdict: TimeLimitVerdict): string {
  return verdict.lines.at(-1)!.zh;
}

describe('the bare limit', () => {
  test('six months from filing; the last day is in time, the next is late', () => {
    expect(judge('TL-V-01', {})).toMatchObject({ limitEnd: '2026-07-15', dueOn: '2026-07-15', netDays: 181, verdict: 'inTime' });
    expect(judge('TL-V-01', { closedOn: '2026-07-16' }).verdict).toBe('late');
  });

  test('months run to the last day of a shorter month, days are counted from the next day', () => {
    expect(judge('TL-V-01', { filedOn: '2025-08-31', closedOn: '2026-02-28' })).toMatchObject({ limitEnd: '2026-02-28', verdict: 'inTime' });
    expect(judge('TL-V-04', { filedOn: '2026-01-31', closedOn: '2026-03-02' })).toMatchObject({ limitEnd: '2026-03-02', verdict: 'inTime' });
    expect(judge('TL-P-05', { closedOn: '2026-03-03' })).toMatchObject({ limitEnd: '2026-03-02', verdict: 'late' });
  });

  test('a last day off moves to the next working day', () => {
    const holiday = ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'];
    const verdict = judge('TL-V-02', { filedOn: '2026-07-03', closedOn: '2026-10-08' }, holiday);
    expect(verdict).toMatchObject({ limitEnd: '2026-10-03', dueOn: '2026-10-08', verdict: 'inTime' });
    expect(verdict.lines.map(({ zh }) => zh).join()).toContain('顺延至 2026-10-08');
  });

  test('an article that says “at most” gives that without approval', () => {
    expect(judge('TL-P-01', { closedOn: '2026-04-15' })).toMatchObject({ limitEnd: '2026-03-15', dueOn: '2026-04-15', verdict: 'inTime' });
    expect(judge('TL-P-01', { closedOn: '2026-04-16' }).verdict).toBe('late');
  });

  test('a limit may run from the end of a public notice', () => {
    expect(judge('TL-V-05', { noticeExpiredOn: '2026-03-16', closedOn: '2026-04-15' })).toMatchObject({ limitEnd: '2026-04-15', netDays: 90, verdict: 'inTime' });
  });

  test('an open case is judged as it stands', () => {
    expect(judge('TL-V-01', { closedOn: null, asOf: '2026-07-01' })).toMatchObject({ verdict: 'running', netDays: 167 });
    const overdue = judge('TL-V-01', { closedOn: null, asOf: '2026-07-20' });
    expect(overdue.verdict).toBe('overdue');
    expect(lastLine(overdue)).toBe('截至 2026-07-20 未结，期满日 2026-07-15，已超过期限。');
  });
});

describe('deductions', () => {
  test('the worked example: one appraisal of thirty days', () => {
    expect(judge('TL-V-01', { deductions: [appraisal('2026-03-01', '2026-03-31')], closedOn: '2026-08-10' })).toMatchObject({
      netDays: 177, deductedDays: 30, limitEnd: '2026-07-15', dueOn: '2026-08-14', verdict: 'inTime',
    });
  });

  test('days that overlap count once', () => {
    const deductions = [appraisal('2026-03-01', '2026-03-31'), { kind: 'X01', from: '2026-03-20', until: '2026-04-10', evidence: '公告' }];
    expect(judge('TL-V-01', { deductions, closedOn: '2026-08-24' })).toMatchObject({ deductedDays: 40, dueOn: '2026-08-24', verdict: 'inTime' });
  });

  test('what lies after closing or before filing is not deducted', () => {
    const verdict = judge('TL-V-01', { deductions: [appraisal('2026-07-10', '2026-09-01'), appraisal('2025-12-01', '2026-01-10')] });
    expect(verdict.deductedDays).toBe(5);
    expect(verdict.lines.map(({ en }) => en).join()).toContain('outside the time from filing to closing');
  });

  test('a deduction without its paper does not count, and the line says so', () => {
    const verdict = judge('TL-V-01', { deductions: [{ ...appraisal('2026-03-01', '2026-03-31'), evidence: ' ' }] });
    expect(verdict.deductedDays).toBe(0);
    expect(verdict.lines[1]!.zh).toContain('没有“委托书和鉴定意见”');
  });

  test('a deduction that begins after expiry never makes a late case timely', () => {
    expect(judge('TL-V-01', { deductions: [appraisal('2026-07-20', '2026-12-31')], closedOn: '2026-07-25' }).verdict).toBe('late');
  });

  test('settlement out of court is deducted for two months at most (示例)', () => {
    const settlement = { kind: 'X06', from: '2026-02-01', until: '2026-06-01', evidence: '双方申请书' };
    expect(judge('TL-V-01', { deductions: [settlement] }).deductedDays).toBe(daysBetween('2026-02-01', '2026-04-01'));
  });
});

describe('extensions', () => {
  const president = (approvedOn: string, length = months(6)) => ({ kind: 'Y01', length, approvedOn });

  test('approved on the last day it counts; a day later it cures nothing', () => {
    expect(judge('TL-V-01', { extensions: [president('2026-07-15')], closedOn: '2027-01-15' })).toMatchObject({ dueOn: '2027-01-15', verdict: 'inTime' });
    const late = judge('TL-V-01', { extensions: [president('2026-07-16')], closedOn: '2026-07-20' });
    expect(late).toMatchObject({ dueOn: '2026-07-15', verdict: 'late' });
    expect(late.lines.map(({ zh }) => zh).join()).toContain('事后手续不补救超期');
  });

  test('the expiry that decides is the one with deductions so far', () => {
    const deductions = [appraisal('2026-03-01', '2026-03-31')];
    expect(judge('TL-V-01', { deductions, extensions: [president('2026-08-14')], closedOn: '2026-12-01' }).verdict).toBe('inTime');
    expect(judge('TL-V-01', { deductions, extensions: [president('2026-08-15')], closedOn: '2026-12-01' }).verdict).toBe('late');
  });

  test('no longer than the article allows, in one piece or in several', () => {
    expect(judge('TL-V-01', { extensions: [president('2026-07-01', months(9))] }).dueOn).toBe('2027-01-15');
    const pieces = [president('2026-07-01', months(4)), president('2026-08-01', months(4)), president('2026-09-01', months(1))];
    const verdict = judge('TL-V-01', { extensions: pieces, closedOn: '2027-01-16' });
    expect(verdict).toMatchObject({ dueOn: '2027-01-15', verdict: 'late' });
    expect(verdict.lines.map(({ en }) => en).join()).toContain('its length is used up');
  });

  test('the superior court extends after the president, by what it says', () => {
    const extensions = [{ kind: 'Y02', length: months(2), approvedOn: '2027-01-10' }, president('2026-07-01')];
    expect(judge('TL-V-01', { extensions, closedOn: '2027-03-15' })).toMatchObject({ dueOn: '2027-03-15', verdict: 'inTime' });
  });

  test('a kind the article does not name does not count', () => {
    expect(judge('TL-V-02', { extensions: [{ kind: 'Y02', length: months(1), approvedOn: '2026-04-01' }], closedOn: '2026-04-20' }).verdict).toBe('late');
  });

  test('an approval after closing has nothing to say', () => {
    expect(judge('TL-V-01', { extensions: [president('2026-07-15')], closedOn: '2026-07-01' }).dueOn).toBe('2026-07-15');
  });
});

describe('restarts', () => {
  test('supplementary investigation begins the limit again; the net days still run from filing', () => {
    const restarts = [{ kind: 'X11', on: '2026-04-10' }];
    expect(judge('TL-P-01', { restarts, closedOn: '2026-07-10' })).toMatchObject({ dueOn: '2026-07-10', netDays: 176, verdict: 'inTime' });
    expect(judge('TL-P-01', { restarts: [{ kind: 'X11', on: '2026-04-16' }], closedOn: '2026-05-01' }).verdict).toBe('late');
  });
});

describe('refusals', () => {
  test('every record that cannot be right is named at once', () => {
    const work = () =>
      judge('TL-V-05', {
        closedOn: '2026-01-01',
        deductions: [{ kind: 'X99', from: '2026-03-01', until: '2026-02-01', evidence: null }],
        extensions: [{ kind: 'X01', length: months(1), approvedOn: '2026-02-01' }],
        restarts: [{ kind: 'X11', on: '2026-02-01' }],
      });
    try {
      work();
      throw new Error('nothing was refused');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect(error.faults.map(({ path }) => path)).toEqual([
        'closedOn', 'noticeExpiredOn', 'deductions[0].kind', 'deductions[0].until', 'extensions[0].kind', 'restarts[0].kind',
      ]);
    }
  });
});

describe('the table', () => {
  test('every extension it allows is a kind it lists, for that nature', () => {
    for (const { code, nature, extensions } of table.limits)
      for (const { kind } of extensions)
        expect([code, kind, table.kinds.some((one) => one.code === kind && one.effect === 'extend' && one.natures.includes(nature))]).toEqual([code, kind, true]);
  });

  test('a case filed before the quoted text took effect finds no row', () => {
    expect(limitInForce(table, 'TL-V-01', '2023-12-31')).toBeNull();
    expect(table.limits.every(({ basis }) => basis !== '')).toBe(true);
  });
});

describe('laws', () => {
  const span = fc.tuple(fc.nat(300), fc.nat(60)).map(([start, size]) => ({ from: addDays('2026-01-15', start), until: addDays('2026-01-15', start + size) }));
  const spans = fc.array(span, { maxLength: 8 });

  test('the union of spans holds exactly the days that lie in one of them', () => {
    fc.assert(
      fc.property(spans, (given) => {
        const days = new Set(given.flatMap(({ from, until }) => Array.from({ length: daysBetween(from, until) }, (_, i) => addDays(from, i))));
        expect(daysWithin(union(given), { from: '2020-01-01', until: '2030-01-01' })).toBe(days.size);
      }),
    );
  });

  test('in time ⇔ closedOn ≤ limitEnd + |∪ deductions|, and the order of the records never matters', () => {
    fc.assert(
      fc.property(spans, fc.nat(400), (given, age) => {
        const closedOn = addDays('2026-01-15', age);
        const deductions = given.map(({ from, until }) => appraisal(from, until));
        const verdict = judge('TL-V-01', { deductions, closedOn });
        expect(verdict.netDays).toBe(age - verdict.deductedDays);
        expect(verdict.verdict === 'inTime').toBe(closedOn <= addDays(lastDay('2026-01-15', months(6)), verdict.deductedDays));
        expect(judge('TL-V-01', { deductions: [...deductions].reverse(), closedOn })).toMatchObject({ netDays: verdict.netDays, dueOn: verdict.dueOn });
      }),
    );
  });
});
