import { addMonths, type Day } from '../kernel/day.js';

export interface RepeatableFinding {
  id: string;
  personId: string;
  /** Code of the clause; versions of one clause are one clause. */
  code: string;
  recordedOn: Day;
}

export interface RepeatRule {
  /** So many findings of one clause raise the flag. */
  count: number;
  /** Within so many months, reckoned back from the last of them. */
  months: number;
}

export interface Repeat {
  personId: string;
  code: string;
  /** The finding that raised the flag, and those before it in the span, oldest first. */
  findings: RepeatableFinding[];
}

/**
 * 重复差错: so many minor findings of one clause by one person inside a span of months raise the flag, on each finding that
 * completes such a row. It is a sign for the judge and the office only: several minor findings never become a serious one,
 * and no points come of it (CATALOGUES §1.3).
 *
 * @param findings minor findings that count, in any order
 * @example three of M-C-13 on 03-02, 05-20, 08-31 with { count: 3, months: 6 } → one flag, on that of 08-31 (one of 02-28 would be too early)
 */
export function repeatFindings(findings: readonly RepeatableFinding[], { count, months }: RepeatRule): Repeat[] {
  const rows = new Map<string, RepeatableFinding[]>();
  for (const finding of [...findings].sort((a, b) => compare(a.recordedOn, b.recordedOn) || compare(a.id, b.id))) {
    const key = `${finding.personId} ${finding.code}`;
    rows.set(key, [...(rows.get(key) ?? []), finding]);
  }
  return [...rows.values()].flatMap((row) =>
    row.flatMap((last, at): Repeat[] => {
      const since = addMonths(last.recordedOn, -months);
      const within = row.slice(0, at + 1).filter(({ recordedOn }) => recordedOn > since);
      return within.length >= count ? [{ personId: last.personId, code: last.code, findings: within }] : [];
    }),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
