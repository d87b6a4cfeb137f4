import { addMonths, toDay, type Day } from './day.js';

export type PeriodKind = 'month' | 'quarter' | 'half-year' | 'year';

/** 考核期. Half-open days: `from` belongs to the period, `until` does not. */
export interface EvaluationPeriod {
  key: string;
  kind: PeriodKind;
  from: Day;
  until: Day;
}

/**
 * Reads a period key: `2026-10` (month), `2026Q3`, `2026H1`, `2026` (year).
 * @returns `null` when the text is none of these.
 */
export function parsePeriod(key: string): EvaluationPeriod | null {
  const match = /^(\d{4})(?:-(\d{2})|Q([1-4])|H([12]))?$/.exec(key);
  if (!match) return null;
  const year = Number(match[1]);
  if (match[2]) {
    const month = Number(match[2]);
    return month >= 1 && month <= 12 ? build(key, 'month', year, month, 1) : null;
  }
  if (match[3]) return build(key, 'quarter', year, Number(match[3]) * 3 - 2, 3);
  if (match[4]) return build(key, 'half-year', year, Number(match[4]) * 6 - 5, 6);
  return build(key, 'year', year, 1, 12);
}

function build(key: string, kind: PeriodKind, year: number, month: number, months: number): EvaluationPeriod {
  const from = toDay(year, month, 1);
  return { key, kind, from, until: addMonths(from, months) };
}

export function monthsIn(period: EvaluationPeriod): number {
  return { month: 1, quarter: 3, 'half-year': 6, year: 12 }[period.kind];
}

/** The period of the same kind just before this one. */
export function previousPeriod(period: EvaluationPeriod): EvaluationPeriod {
  return periodOf(addMonths(period.from, -monthsIn(period)), period.kind);
}

export function periodOf(day: Day, kind: PeriodKind): EvaluationPeriod {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const key = {
    month: day.slice(0, 7),
    quarter: `${year}Q${Math.ceil(month / 3)}`,
    'half-year': `${year}H${month <= 6 ? 1 : 2}`,
    year: String(year),
  }[kind];
  return parsePeriod(key)!;
}

/**
 * Order of periods, the one that ends last first; of those that end on the same day the longer first. Their names do not sort so.
 * @example ['2026-12', '2026', '2026Q3'] → ['2026', '2026-12', '2026Q3']
 */
export function latestFirst(a: EvaluationPeriod, b: EvaluationPeriod): number {
  if (a.until !== b.until) return a.until < b.until ? 1 : -1;
  return a.from === b.from ? 0 : a.from < b.from ? -1 : 1;
}

/**
 * Keys of every period that lies in this one, itself first, then the longer before the shorter.
 * @example periodsWithin(parsePeriod('2026Q3')) // ['2026Q3', '2026-07', '2026-08', '2026-09']
 */
export function periodsWithin(period: EvaluationPeriod): string[] {
  const kinds: PeriodKind[] = ['year', 'half-year', 'quarter', 'month'];
  return kinds.slice(kinds.indexOf(period.kind)).flatMap((kind) => {
    const keys: string[] = [];
    for (let one = periodOf(period.from, kind); one.from < period.until; one = periodOf(one.until, kind)) keys.push(one.key);
    return keys;
  });
}
