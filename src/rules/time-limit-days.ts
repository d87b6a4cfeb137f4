import { addDays, addMonths, daysBetween, type Day } from '../kernel/day.js';

export interface Length {
  months: number;
  days: number;
}

/** Half-open: `from` counts, `until` does not. */
export interface Span {
  from: Day;
  until: Day;
}

/**
 * The last day of a length that begins on `start`: the first day is not counted, months run to the same
 * day or the month’s last day, further days come after the months.
 * @example lastDay('2026-08-31', { months: 6, days: 0 }) // '2027-02-28'
 */
export function lastDay(start: Day, { months, days }: Length): Day {
  return addDays(addMonths(start, months), days);
}

/** A last day on which the court does not work moves to the next day on which it does. */
export function nextWorkingDay(day: Day, daysOff: ReadonlySet<Day>): Day {
  let working = day;
  while (daysOff.has(working)) working = addDays(working, 1);
  return working;
}

/** The same days as disjoint spans in order; what overlaps or touches becomes one. */
export function union(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    if (span.from >= span.until) continue;
    const last = merged.at(-1);
    if (last && span.from <= last.until) last.until = later(last.until, span.until);
    else merged.push({ ...span });
  }
  return merged;
}

/** Days of disjoint spans that lie in the window. */
export function daysWithin(spans: readonly Span[], window: Span): number {
  return spans.reduce((total, span) => {
    const part = clip(span, window);
    return part.from < part.until ? total + daysBetween(part.from, part.until) : total;
  }, 0);
}

export function clip(span: Span, window: Span): Span {
  return { from: later(span.from, window.from), until: earlier(span.until, window.until) };
}

export function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

export function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
