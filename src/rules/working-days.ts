import { addDays, isDay, type Day } from '../kernel/day.js';
import { CatalogueReader, type CatalogueRow } from './catalogue-reader.js';
import { workingDayErrors } from './working-days.errors.js';

/** Which days a court works: Mondays to Fridays, without the days off, with the weekends made up for. */
export interface WorkingCalendar {
  /** Years the calendar covers; a count that leaves them is refused, not guessed. */
  years: ReadonlySet<number>;
  daysOff: ReadonlySet<Day>;
  workingWeekends: ReadonlySet<Day>;
}

/**
 * Reads `config/catalogues/working-days.yaml` (already parsed). A day is `2026-04-05`, a span `2026-10-01..2026-10-07`, both ends counted.
 * @throws catalogue.faulty with every fault.
 */
export function readWorkingCalendar(document: unknown): WorkingCalendar {
  const reader = new CatalogueReader('working-days.yaml');
  const calendar = { years: new Set<number>(), daysOff: new Set<Day>(), workingWeekends: new Set<Day>() };
  for (const row of reader.root(document).rows('years')) {
    calendar.years.add(row.whole('year'));
    row.text('source');
    for (const key of ['daysOff', 'workingWeekends'] as const) {
      for (const day of daysOf(row, key)) calendar[key].add(day);
    }
  }
  for (const day of calendar.workingWeekends) {
    if (calendar.daysOff.has(day)) reader.fault('years', `${day} 既列为放假又列为上班。请留其一。`, `${day} is listed both as a day off and as a working day. Keep one.`);
  }
  return reader.finish(calendar);
}

function daysOf(row: CatalogueRow, key: string): Day[] {
  return row.texts(key).flatMap((entry) => {
    const [from, until = from] = entry.split('..') as [string, string?];
    if (!isDay(from) || !isDay(until!) || until! < from) {
      row.fault(key, `“${entry}”应为 2026-04-05 或 2026-10-01..2026-10-07。`, `"${entry}" should read 2026-04-05 or 2026-10-01..2026-10-07.`);
      return [];
    }
    const days: Day[] = [];
    for (let day = from; day <= until!; day = addDays(day, 1)) days.push(day);
    return days;
  });
}

/** @throws workingDays.unknownYear when the calendar does not cover the day's year. */
export function isWorkingDay(day: Day, calendar: WorkingCalendar): boolean {
  if (!calendar.years.has(Number(day.slice(0, 4)))) throw workingDayErrors['workingDays.unknownYear']({ year: day.slice(0, 4), day });
  if (calendar.workingWeekends.has(day)) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !calendar.daysOff.has(day);
}

/**
 * The last day of a period in working days. The day it begins on is not counted (民事诉讼法 art. 85 counts periods so).
 * @example 10 working days from Thursday 2026-09-24: the holidays of 25–27 September and
 *   1–7 October do not count, Saturday 10 October does → 2026-10-15
 */
export function afterWorkingDays(start: Day, count: number, calendar: WorkingCalendar): Day {
  let day = start;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/** Working days after `from` up to and including `until`; negative when `until` has passed: so many working days too late. */
export function workingDaysBetween(from: Day, until: Day, calendar: WorkingCalendar): number {
  if (until < from) return -workingDaysBetween(until, from, calendar);
  let count = 0;
  for (let day = addDays(from, 1); day <= until; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count += 1;
  return count;
}
