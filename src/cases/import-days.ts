import { addDays, isDay, toDay, type Day } from '../kernel/day.js';
import type { DateFormat } from './import-mapping.js';

const TIME_OF_DAY = '(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?Z?)?';
const PATTERNS: Record<Exclude<DateFormat, 'serial'>, RegExp> = {
  iso: new RegExp(`^(?<y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2})${TIME_OF_DAY}$`),
  slash: new RegExp(`^(?<y>\\d{4})[/.](?<m>\\d{1,2})[/.](?<d>\\d{1,2})${TIME_OF_DAY}$`),
  chinese: /^(?<y>\d{4})年(?<m>\d{1,2})月(?<d>\d{1,2})日?$/,
  dayFirst: /^(?<d>\d{1,2})[/.](?<m>\d{1,2})[/.](?<y>\d{4})$/,
};
/** Day 0 of spreadsheet programs, so that day 60 — a 29 February that never was — and later ones come out right. */
const SERIAL_ZERO: Day = '1899-12-30';
const SERIAL = /^\d{4,5}(?:\.0+)?$/;
const [FIRST_YEAR, LAST_YEAR] = [1900, 2999];

/**
 * Reads a day as registers write it; a time of day behind it is left out.
 * @example readDay('2026年10月1日', ['chinese']) // '2026-10-01'; readDay('2026-11-31', ['iso']) // 'impossible'
 */
export function readDay(text: string, formats: readonly DateFormat[]): { day: Day } | 'format' | 'impossible' {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  for (const format of formats) {
    if (format === 'serial') {
      if (SERIAL.test(plain)) return { day: addDays(SERIAL_ZERO, Math.trunc(Number(plain))) };
      continue;
    }
    const found = PATTERNS[format].exec(plain)?.groups;
    if (!found) continue;
    const [year, month, date] = [Number(found.y), Number(found.m), Number(found.d)];
    const day = toDay(year, month, date);
    return year >= FIRST_YEAR && year <= LAST_YEAR && isDay(day) ? { day } : 'impossible';
  }
  return 'format';
}
