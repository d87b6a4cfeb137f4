import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { addDays } from '../../src/kernel/day.js';
import { afterWorkingDays, isWorkingDay, readWorkingCalendar, workingDaysBetween } from '../../src/rules/working-days.js';

const calendar = readWorkingCalendar(parse(readFileSync('config/catalogues/working-days.yaml', 'utf8')));

describe('which days a court works', () => {
  test.each([
    ['2026-11-23', true, 'a Monday'],
    ['2026-11-22', false, 'a Sunday'],
    ['2026-10-01', false, 'National Day'],
    ['2026-10-10', true, 'a Saturday made up for'],
    ['2025-09-28', true, 'a Sunday made up for'],
  ])('%s → %s (%s)', (day, works) => {
    expect(isWorkingDay(day, calendar)).toBe(works);
  });

  test('a year nobody has entered is named, not guessed', () => {
    expect(() => afterWorkingDays('2029-12-31', 1, calendar)).toThrow(expect.objectContaining({ code: 'workingDays.unknownYear', params: { year: '2030', day: '2030-01-01' } }));
  });
});

test('ten working days over the Mid-Autumn and National Day holidays', () => {
  // 28, 29, 30 September; 8, 9, 10 (Saturday), 12, 13, 14, 15 October
  expect(afterWorkingDays('2026-09-24', 10, calendar)).toBe('2026-10-15');
  expect(workingDaysBetween('2026-09-24', '2026-10-15', calendar)).toBe(10);
  expect(workingDaysBetween('2026-10-15', '2026-09-24', calendar)).toBe(-10);
});

test('law: the end of a period is a working day and counting back gives the period', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 40 }), (offset, count) => {
      const start = addDays('2025-01-01', offset);
      const end = afterWorkingDays(start, count, calendar);
      expect(isWorkingDay(end, calendar)).toBe(true);
      expect(workingDaysBetween(start, end, calendar)).toBe(count);
    }),
  );
});

test('a calendar with a day both off and worked, and a span backwards, is refused with both faults', () => {
  const broken = { years: [{ year: 2026, source: '通知', daysOff: ['2026-10-10', '2026-10-07..2026-10-01'], workingWeekends: ['2026-10-10'] }] };
  expect(() => readWorkingCalendar(broken)).toThrow(expect.objectContaining({ faults: [expect.objectContaining({ path: 'years[0].daysOff' }), expect.objectContaining({ path: 'years' })] }));
});
