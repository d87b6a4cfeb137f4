import { addDays, addMonths, daysBetween, type Day } from '../../kernel/day.js';
import type { Part } from './unusual-share.js';

/** So many cases on a day. */
export interface DayCount {
  day: Day;
  cases: number;
}

/**
 * 月末: how many of a month's cases fall on its last so many days.
 * @param month its first day
 * @example inLastDays([{ day: '2026-06-10', cases: 8 }, { day: '2026-06-28', cases: 2 }], '2026-06-01', 5) // { count: 2, of: 10 }
 */
export function inLastDays(days: readonly DayCount[], month: Day, last: number): Part {
  const until = addMonths(month, 1);
  return between(days, month, until, addDays(until, -last));
}

/**
 * The same of the months before, together: the usual share a month is held against. Months without a single case say nothing.
 * @param first nothing before this day is known
 */
export function usualLastDays(days: readonly DayCount[], month: Day, months: number, last: number, first: Day): Part {
  const usual: Part = { count: 0, of: 0 };
  for (let n = 1; n <= months; n++) {
    const earlier = addMonths(month, -n);
    if (earlier < first) break;
    const part = inLastDays(days, earlier, last);
    usual.count += part.count;
    usual.of += part.of;
  }
  return usual;
}

/**
 * 年末: how many of a year's cases fall into December, and the share its days have of the year; of a register that begins in
 * the year, of the days since.
 * @param first nothing before this day is known
 * @example decemberOf([{ day: '2025-12-03', cases: 40 }, { day: '2025-05-06', cases: 160 }], 2025, '2024-01-01') // { own: { count: 40, of: 200 }, usual: { count: 31, of: 365 } }
 */
export function decemberOf(days: readonly DayCount[], year: number, first: Day): { own: Part; usual: Part } {
  const [start, until, december] = [`${year}-01-01`, `${year + 1}-01-01`, `${year}-12-01`];
  const from = first > start ? first : start;
  return { own: between(days, from, until, december), usual: { count: daysBetween(december, until), of: daysBetween(from, until) } };
}

function between(days: readonly DayCount[], from: Day, until: Day, since: Day): Part {
  const part: Part = { count: 0, of: 0 };
  for (const { day, cases } of days) {
    if (day < from || day >= until) continue;
    part.of += cases;
    if (day >= since) part.count += cases;
  }
  return part;
}
