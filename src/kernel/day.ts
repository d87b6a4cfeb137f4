/** A calendar day `YYYY-MM-DD`. Days are text: they have no time zone and compare as text on every engine. */
export type Day = string;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

export function isDay(text: string): boolean {
  const match = SHAPE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function serial(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
}

/** Whole days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return serial(to) - serial(from);
}

export function addDays(day: Day, days: number): Day {
  return new Date((serial(day) + days) * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Months run to the same day, or to the month's last day when it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  return toDay(y, m, Math.min(date, daysInMonth(y, m)));
}

export function toDay(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** The court's own day and minute of an instant, as a table shows it; empty where there is none. @example chinaMinute('2026-11-23T01:05:00.000Z') // '2026-11-23 09:05' */
export function chinaMinute(instant: string | null | undefined): string {
  return instant ? new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : '';
}

/** The court's own calendar day at an instant; courts keep China Standard Time whatever the server's zone. */
export function chinaDay(instant: Date): Day {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
