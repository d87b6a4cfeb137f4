import type { Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import type { Length } from './time-limit-days.js';
import type { LimitKind, TimeLimitRow } from './time-limit-table.js';

/** The reasons of a verdict, in the order in which they were reached. */
export const limitLines = {
  limit: (row: TimeLimitRow, start: Day, end: Day): Sentence => ({
    zh: `${row.procedure}：${start} 的次日起算，期限${zh(row.limit)}，至 ${end}（${row.basis}）。`,
    en: `${row.procedureEn}: ${en(row.limit)} from the day after ${start}, to ${end} (${row.basis}).`,
  }),
  atMost: (row: TimeLimitRow, length: Length, end: Day): Sentence => ({
    zh: `条文允许至迟${zh(length)}，至 ${end}（${row.basis}）。`,
    en: `The article allows at most ${en(length)}, to ${end} (${row.basis}).`,
  }),
  deducted: (kind: LimitKind, from: Day, until: Day): Sentence => ({
    zh: `${kind.code} ${kind.label}：自 ${from} 至 ${until}（不含）扣除；重叠的日子只扣一次。`,
    en: `${kind.code} ${kind.labelEn}: deducted from ${from} until ${until} (not included); days that overlap count once.`,
  }),
  deductionCapped: (kind: LimitKind, length: Length): Sentence => ({
    zh: `${kind.code} ${kind.label}：超过${zh(length)}的部分不予扣除。`,
    en: `${kind.code} ${kind.labelEn}: nothing beyond ${en(length)} is deducted.`,
  }),
  deductionOutside: (kind: LimitKind): Sentence => ({
    zh: `${kind.code} ${kind.label}：不在立案至结案期间之内，未扣除。`,
    en: `${kind.code} ${kind.labelEn}: lies outside the time from filing to closing; not deducted.`,
  }),
  deductionUnproved: (kind: LimitKind): Sentence => ({
    zh: `${kind.code} ${kind.label}：没有“${kind.evidence}”，未扣除。`,
    en: `${kind.code} ${kind.labelEn}: the paper it needs (${kind.evidence}) is missing; not deducted.`,
  }),
  extended: (kind: LimitKind, approvedOn: Day, expiry: Day, from: Day, to: Day): Sentence => ({
    zh: `${kind.code} ${kind.label}：${approvedOn} 批准，不晚于当时的期满日 ${expiry}；期限由 ${from} 延至 ${to}（不计扣除）。`,
    en: `${kind.code} ${kind.labelEn}: approved on ${approvedOn}, not after the expiry then running, ${expiry}; the limit moves from ${from} to ${to} (deductions apart).`,
  }),
  afterExpiry: (kind: LimitKind, on: Day, end: Day): Sentence => ({
    zh: `${kind.code} ${kind.label}：${on} 晚于期满日 ${end}，事后手续不补救超期，不计。`,
    en: `${kind.code} ${kind.labelEn}: ${on} is after the expiry on ${end}; a later approval cures nothing and does not count.`,
  }),
  notAllowed: (kind: LimitKind, row: TimeLimitRow): Sentence => ({
    zh: `${kind.code} ${kind.label}：${row.basis}不许这样延长，或已延长到最长，不计。`,
    en: `${kind.code} ${kind.labelEn}: ${row.basis} does not allow this extension, or its length is used up; it does not count.`,
  }),
  restarted: (kind: LimitKind, on: Day): Sentence => ({
    zh: `${kind.code} ${kind.label}：自 ${on} 的次日起重新计算期限。`,
    en: `${kind.code} ${kind.labelEn}: the limit starts again on the day after ${on}.`,
  }),
  notYet: (kind: LimitKind, on: Day, lookedAt: Day): Sentence => ({
    zh: `${kind.code} ${kind.label}：${on} 晚于 ${lookedAt}，不计。`,
    en: `${kind.code} ${kind.labelEn}: ${on} is later than ${lookedAt}; it does not count.`,
  }),
  moved: (from: Day, to: Day): Sentence => ({
    zh: `期满日 ${from} 为休息日，顺延至 ${to}。`,
    en: `The last day, ${from}, is a day off; it moves to ${to}.`,
  }),
  verdict: (day: Day, closed: boolean, due: Day): Sentence => {
    const inTime = day <= due;
    return {
      zh: closed ? `${day} 结案，期满日 ${due}，${inTime ? '在期限内' : '超过期限'}。` : `截至 ${day} 未结，期满日 ${due}，${inTime ? '尚在期限内' : '已超过期限'}。`,
      en: closed
        ? `Closed on ${day}, last day ${due}: ${inTime ? 'in time' : 'late'}.`
        : `Not closed on ${day}, last day ${due}: ${inTime ? 'still in time' : 'overdue'}.`,
    };
  },
} as const;

function zh({ months, days }: Length): string {
  return `${months ? `${months}个月` : ''}${days ? `${days}日` : ''}`;
}

function en({ months, days }: Length): string {
  const part = (count: number, unit: string) => (count ? [`${count} ${unit}${count === 1 ? '' : 's'}`] : []);
  return [...part(months, 'month'), ...part(days, 'day')].join(' and ');
}
