import { addDays, daysBetween, type Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { clip, daysWithin, earlier, lastDay, nextWorkingDay, union, type Span } from './time-limit-days.js';
import { limitLines } from './time-limit-lines.js';
import { faultsInRecords, type Extension, type Restart, type TimedCase } from './time-limit-records.js';
import type { LimitKind, TimeLimitRow, TimeLimitTable } from './time-limit-table.js';
import { timeLimitErrors } from './time-limit.errors.js';

export interface TimeLimitVerdict {
  /** 净办理天数: day looked at − filing day − deducted days. */
  netDays: number;
  /** Overlapping deductions count once. */
  deductedDays: number;
  /** Last day of the bare limit, before deductions, extensions and days off. */
  limitEnd: Day;
  /** Last day on which closing is in time, everything counted. */
  dueOn: Day;
  verdict: 'inTime' | 'late' | 'running' | 'overdue';
  lines: Sentence[];
}

/** The limit as it runs: from where, to where (deductions apart), and how far each kind of extension may take it. */
interface Running {
  start: Day;
  end: Day;
  furthest: Readonly<Record<string, Day>>;
}

/**
 * 审限: whether a case was, or still is, inside its limit, with the reasons.
 *
 * netDays = closedOn − filedOn − |∪ deductions|; in time ⇔ closedOn ≤ limitEnd + extensions +
 * |∪ deductions|. The first day is not counted; months run to the same day or the month’s last day;
 * a last day in `daysOff` moves to the next working day. Deductions are half-open days, are cut to the
 * time from filing to closing, and need their paper. An extension counts only when it was approved on or
 * before the expiry as it stood on that day, is one the article allows, and no longer than it allows. A
 * restart (重新计算) under the same condition begins the limit again; netDays still runs from filing.
 *
 * @param daysOff every day on which the court does not work, weekends included (调休 moves them)
 * @throws DomainError `timeLimit.records` with every record that cannot be right
 * @example filed 2026-01-15, six months, appraisal 2026-03-01 until 2026-03-31, closed 2026-08-10:
 * limitEnd 2026-07-15, dueOn 2026-08-14, netDays 177, in time
 * Source: CATALOGUES.md §7 (the articles stand in each row; the arithmetic is recalled).
 */
export function timeLimit(timed: TimedCase, row: TimeLimitRow, table: TimeLimitTable, daysOff: ReadonlySet<Day>): TimeLimitVerdict {
  const faults = faultsInRecords(timed, row, table);
  if (faults.length) throw timeLimitErrors['timeLimit.records']({ count: faults.length }, faults);

  const lookedAt = timed.closedOn ?? timed.asOf;
  const kindOf = (code: string) => table.kinds.find((kind) => kind.code === code)!;
  const lines: Sentence[] = [];
  const begun = row.startsFrom === 'noticeExpiry' ? timed.noticeExpiredOn! : timed.filedOn;
  const limitEnd = lastDay(begun, row.limit);
  lines.push(limitLines.limit(row, begun, limitEnd));
  if (row.atMost) lines.push(limitLines.atMost(row, row.atMost, lastDay(begun, row.atMost)));

  const deducted = union(countedDeductions(timed, { from: timed.filedOn, until: lookedAt }, kindOf, lines));
  const startOn = (start: Day): Running => ({ start, end: lastDay(start, row.atMost ?? row.limit), furthest: {} });
  const expiryOf = ({ start, end }: Running, upTo: Day) => addDays(end, daysWithin(deducted, { from: start, until: upTo }));

  let running = startOn(begun);
  for (const event of inOrder(timed)) {
    const on = 'on' in event ? event.on : event.approvedOn;
    const kind = kindOf(event.kind);
    const expiry = nextWorkingDay(expiryOf(running, earlier(on, lookedAt)), daysOff);
    if (on > lookedAt) lines.push(limitLines.notYet(kind, on, lookedAt));
    else if (on > expiry) lines.push(limitLines.afterExpiry(kind, on, expiry));
    else if ('on' in event) {
      running = startOn(on);
      lines.push(limitLines.restarted(kind, on));
    } else {
      const extended = extend(running, event, row);
      lines.push(extended ? limitLines.extended(kind, on, expiry, running.end, extended.end) : limitLines.notAllowed(kind, row));
      running = extended ?? running;
    }
  }

  const bare = expiryOf(running, lookedAt);
  const dueOn = nextWorkingDay(bare, daysOff);
  if (dueOn !== bare) lines.push(limitLines.moved(bare, dueOn));
  lines.push(limitLines.verdict(lookedAt, timed.closedOn !== null, dueOn));
  const deductedDays = daysWithin(deducted, { from: timed.filedOn, until: lookedAt });
  const inTime = lookedAt <= dueOn;
  return {
    netDays: daysBetween(timed.filedOn, lookedAt) - deductedDays,
    deductedDays,
    limitEnd,
    dueOn,
    verdict: timed.closedOn !== null ? (inTime ? 'inTime' : 'late') : inTime ? 'running' : 'overdue',
    lines,
  };
}

function countedDeductions(timed: TimedCase, window: Span, kindOf: (code: string) => LimitKind, lines: Sentence[]): Span[] {
  return timed.deductions.flatMap(({ kind: code, from, until, evidence }) => {
    const kind = kindOf(code);
    if (evidence === null || evidence.trim() === '') {
      lines.push(limitLines.deductionUnproved(kind));
      return [];
    }
    const longest = kind.longest && lastDay(from, kind.longest);
    if (longest && longest < until) lines.push(limitLines.deductionCapped(kind, kind.longest!));
    const counted = clip({ from, until: longest ? earlier(until, longest) : until }, window);
    if (counted.from >= counted.until) {
      lines.push(limitLines.deductionOutside(kind));
      return [];
    }
    lines.push(limitLines.deducted(kind, counted.from, counted.until));
    return [counted];
  });
}

/** Extensions and restarts by day; on one day the extension comes first, for it belongs to the limit then running. */
function inOrder({ extensions, restarts }: TimedCase): (Extension | Restart)[] {
  const dayOf = (event: Extension | Restart) => ('on' in event ? event.on : event.approvedOn);
  return [...extensions, ...restarts].sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0));
}

/** The limit with one more extension, as far as the article allows; `null` when it allows nothing of it. */
function extend(running: Running, { kind, length }: Extension, row: TimeLimitRow): Running | null {
  const allowed = row.extensions.find((one) => one.kind === kind);
  if (!allowed) return null;
  const asked = lastDay(running.end, length);
  if (allowed.longest === null) return { ...running, end: asked };
  const furthest = running.furthest[kind] ?? lastDay(running.end, allowed.longest);
  const end = earlier(asked, furthest);
  return end > running.end ? { ...running, end, furthest: { ...running.furthest, [kind]: furthest } } : null;
}
