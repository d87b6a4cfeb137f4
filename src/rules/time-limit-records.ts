import type { Day } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import type { LimitKind, TimeLimitRow, TimeLimitTable } from './time-limit-table.js';
import type { Length, Span } from './time-limit-days.js';

/** 扣除: the half-open days, and the paper that proves it (`null` when there is none). */
export interface Deduction extends Span {
  kind: string;
  evidence: string | null;
}

/** 延长 */
export interface Extension {
  kind: string;
  length: Length;
  approvedOn: Day;
}

/** 重新计算: the limit begins again, the day itself not counted. */
export interface Restart {
  kind: string;
  on: Day;
}

export interface TimedCase {
  filedOn: Day;
  /** For a limit that runs from the end of a public notice. */
  noticeExpiredOn: Day | null;
  closedOn: Day | null;
  /** An open case is judged as it stands on this day. */
  asOf: Day;
  deductions: readonly Deduction[];
  extensions: readonly Extension[];
  restarts: readonly Restart[];
}

/** Every record that cannot be right; the arithmetic starts only when there is none. */
export function faultsInRecords(timed: TimedCase, row: TimeLimitRow, { kinds }: TimeLimitTable): Fault[] {
  const faults: Fault[] = [];
  const lookedAt = timed.closedOn ?? timed.asOf;
  if (lookedAt < timed.filedOn)
    faults.push({
      path: timed.closedOn ? 'closedOn' : 'asOf',
      zh: `${lookedAt} 早于立案日 ${timed.filedOn}。请核对两个日期。`,
      en: `${lookedAt} is before the filing day ${timed.filedOn}. Check both days.`,
    });
  if (row.startsFrom === 'noticeExpiry' && timed.noticeExpiredOn === null)
    faults.push({
      path: 'noticeExpiredOn',
      zh: `“${row.procedure}”自公告期满起算，缺少公告期满日。请填写。`,
      en: `"${row.procedureEn}" runs from the end of the public notice, whose day is missing. Fill it in.`,
    });
  const check = (path: string, code: string, effect: LimitKind['effect']) => {
    const kind = kinds.find((one) => one.code === code);
    if (kind?.effect !== effect || !kind.natures.includes(row.nature))
      faults.push({
        path: `${path}.kind`,
        zh: `事由“${code}”不在事由表内，或不适用于本类案件。请改选。`,
        en: `The kind "${code}" is not in the table, or not for cases of this nature. Choose another.`,
      });
  };
  timed.deductions.forEach(({ kind, from, until }, index) => {
    check(`deductions[${index}]`, kind, 'deduct');
    if (until < from)
      faults.push({
        path: `deductions[${index}].until`,
        zh: `扣除的止日 ${until} 早于起日 ${from}。请核对。`,
        en: `The deduction ends on ${until}, before it begins on ${from}. Check both days.`,
      });
  });
  timed.extensions.forEach(({ kind }, index) => check(`extensions[${index}]`, kind, 'extend'));
  timed.restarts.forEach(({ kind }, index) => check(`restarts[${index}]`, kind, 'restart'));
  return faults;
}
