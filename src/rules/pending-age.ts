import { addMonths, type Day } from '../kernel/day.js';

/** Open cases by the months since intake. Lower end closed, upper end open. */
export const AGE_BANDS = [
  { key: '0-3', from: 0, until: 3 },
  { key: '3-6', from: 3, until: 6 },
  { key: '6-12', from: 6, until: 12 },
  { key: '12-18', from: 12, until: 18 },
  { key: '18+', from: 18, until: null },
] as const;
export type AgeBand = (typeof AGE_BANDS)[number]['key'];

/** 超12个月未结. */
export const LONG_PENDING_MONTHS = 12;

/**
 * The days of intake of what has been open for so many months on a day: after `after`, up to and with `until`. A case taken in
 * on 9 November 2025 has been open twelve months on 9 November 2026. The bands leave nothing out and count nothing twice.
 *
 * @example intakeOf({ from: 12, until: null }, '2026-11-09') // { after: null, until: '2025-11-09' }
 * @example intakeOf({ from: 0, until: 3 }, '2026-11-09') // { after: '2026-08-09', until: '2026-11-09' }
 */
export function intakeOf(band: { from: number; until: number | null }, asOf: Day): { after: Day | null; until: Day } {
  return { after: band.until === null ? null : addMonths(asOf, -band.until), until: addMonths(asOf, -band.from) };
}
