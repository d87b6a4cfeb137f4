import { addDays, addMonths, type Day } from '../kernel/day.js';
import { CatalogueReader, type CatalogueRow } from './catalogue-reader.js';

/** When the review of a triggered case is due, or how far back it reaches. */
export type ReviewWindow =
  | { kind: 'atEvent' }
  | { kind: 'atClosing' }
  | { kind: 'backwards'; months: number }
  | { kind: 'afterFileReturned'; days: number }
  | { kind: 'beforeReply'; days: number };

export type TriggeredKind = 'key' | 'special';

export interface TriggerRow {
  code: string;
  label: string;
  labelEn: string;
  namedInSeed: boolean;
  events: string[];
  review: TriggeredKind;
  window: ReviewWindow;
  openCase: 'wait' | 'refuse';
  parameters: Record<string, number>;
  version: number;
  effectiveFrom: Day;
  effectiveUntil: Day | null;
  source: string;
  example: boolean;
}

/** What can be recorded of a case. `register`: the system raises it by itself; `reply`: the paper names a day to answer by. */
export const EVENT_KINDS: Readonly<Record<string, { zh: string; en: string; register?: true; reply?: true }>> = {
  'inconsistency.recorded': { zh: '同类案件裁判不一致', en: 'like cases decided differently' },
  'enforcement.overdueWithProperty': { zh: '有可供执行财产而长期未执结', en: 'enforcement overdue with property at hand' },
  'enforcement.supervised': { zh: '上级法院督促执行', en: 'enforcement supervised by the superior court' },
  'enforcement.removed': { zh: '提级或指定其他法院执行', en: 'enforcement removed to another court' },
  'seizure.lapsed': { zh: '查封、冻结到期未续', en: 'seizure lapsed' },
  'appeal.changed': { zh: '二审改判', en: 'changed on appeal', register: true },
  'appeal.partlyChanged': { zh: '二审部分改判', en: 'partly changed on appeal', register: true },
  'appeal.remanded': { zh: '二审发回重审', en: 'remanded on appeal', register: true },
  'retrial.ordered': { zh: '裁定再审', en: 'retrial ordered' },
  'retrial.changed': { zh: '再审改判', en: 'changed on retrial' },
  'retrial.remanded': { zh: '再审发回', en: 'remanded on retrial' },
  'protest.received': { zh: '检察机关抗诉', en: 'protest received' },
  'procuratorialSuggestion.received': { zh: '再审检察建议', en: 'procuratorial suggestion of retrial' },
  'limit.exceeded': { zh: '超审限（执限）', en: 'time limit exceeded', register: true },
  'age.exceeded': { zh: '长期未结', en: 'long pending', register: true },
  'complaint.upheld': { zh: '投诉查实', en: 'complaint upheld' },
  'petition.repeated': { zh: '同一案件反复信访', en: 'repeated petitions on one case' },
  'supervisionLetter.received': { zh: '督办、转办函', en: 'letter of supervision', reply: true },
  'compensation.accepted': { zh: '国家赔偿受理', en: 'state compensation accepted' },
  'enforcement.reversed': { zh: '执行回转', en: 'enforcement reversed' },
  'objection.upheld': { zh: '执行异议成立', en: 'objection to enforcement upheld', register: true },
  'review.upheld': { zh: '执行复议成立', en: 'review of an enforcement ruling upheld', register: true },
  'judgment.withdrawn': { zh: '裁判文书撤回', en: 'judgment withdrawn' },
  'correctionRuling.issued': { zh: '裁定补正实质内容', en: 'correction ruling touching the operative part' },
  'publicOpinion.recorded': { zh: '引发负面舆情', en: 'adverse public opinion' },
};

/**
 * Reads `config/catalogues/review-triggers.yaml` (already parsed).
 * @throws catalogue.faulty with every fault
 */
export function readReviewTriggers(document: unknown): TriggerRow[] {
  const reader = new CatalogueReader('review-triggers.yaml');
  const rows = reader.root(document).rows('triggers').map((row): TriggerRow => {
    const events = row.texts('events');
    for (const kind of events) if (!(kind in EVENT_KINDS)) row.fault('events', `没有“${kind}”这种事件。请从登记表所列事件中选择。`, `There is no event "${kind}". Choose one of those that can be recorded.`);
    const numbers = row.row('parameters');
    return {
      code: row.text('code'), label: row.text('label'), labelEn: row.text('labelEn'), namedInSeed: row.flag('namedInSeed'), events,
      review: row.oneOf('review', ['key', 'special']), window: windowOf(row.row('window')), openCase: row.oneOf('openCase', ['wait', 'refuse']),
      parameters: Object.fromEntries(['caseNumbers', 'enforcementDays', 'ageDays', 'petitionsOnOneCase'].filter((name) => numbers.has(name)).map((name) => [name, numbers.whole(name)])),
      version: row.whole('version'), effectiveFrom: row.day('effectiveFrom'), effectiveUntil: row.dayOrNull('effectiveUntil'), source: row.text('source'), example: row.flag('example'),
    };
  });
  return reader.finish(rows);
}

function windowOf(row: CatalogueRow): ReviewWindow {
  const kind = row.oneOf('kind', ['atEvent', 'atClosing', 'backwards', 'afterFileReturned', 'beforeReply']);
  if (kind === 'backwards') return { kind, months: row.whole('months') };
  if (kind === 'afterFileReturned' || kind === 'beforeReply') return { kind, days: row.whole('days') };
  return { kind };
}

/** The definition that holds for an event of that kind and day; `null` where the court has none in force. */
export function triggerFor<T extends { events: readonly string[]; effectiveFrom: Day; effectiveUntil: Day | null }>(kind: string, day: Day, triggers: readonly T[]): T | null {
  return triggers.find(({ events, effectiveFrom, effectiveUntil }) => events.includes(kind) && effectiveFrom <= day && (effectiveUntil === null || day < effectiveUntil)) ?? null;
}

export interface EventInTime {
  day: Day;
  replyOn: Day | null;
  closedOn: Day;
  today: Day;
}

/**
 * 评查期限: the day by which a triggered review is to be finished.
 *
 * At the event and at closing the court's own number of working days runs from that day; after a file has come back the
 * window's days run from the event; before a reply the review is over so many days earlier. A day that has passed when the
 * case is enrolled would be overdue at once through nobody's fault, so that the court's number then runs from today.
 *
 * @param after working days after a day, by the court's calendar
 * @example file back 2026-09-10, window 15 days → 2026-09-25
 * Source: CATALOGUES.md §2, column window.
 */
export function reviewDueOn(window: ReviewWindow, { day, replyOn, closedOn, today }: EventInTime, workingDays: number, after: (day: Day, workingDays: number) => Day): Day {
  const due =
    window.kind === 'afterFileReturned' ? addDays(day, window.days)
    : window.kind === 'beforeReply' && replyOn ? addDays(replyOn, -window.days)
    : after(window.kind === 'atClosing' && closedOn > day ? closedOn : day, workingDays);
  return due < today ? after(today, workingDays) : due;
}

/** First day of closing that a backward window still takes in; `null` where the window does not look back. */
export function reachesBackTo(window: ReviewWindow, day: Day): Day | null {
  return window.kind === 'backwards' ? addMonths(day, -window.months) : null;
}

/** 一案多次触发只评一次: triggers in order, each once. @example withTrigger('T3', 'T6') → 'T3,T6' */
export function withTrigger(triggers: string | null, code: string): string {
  return [...new Set([...(triggers ? triggers.split(',') : []), code])].sort().join(',');
}

export function withoutTrigger(triggers: string | null, code: string): string | null {
  return (triggers ?? '').split(',').filter((one) => one !== '' && one !== code).join(',') || null;
}

/** Special goes before key, key before routine: a review raised twice is held to the stricter form. */
export function stricterKind(one: 'routine' | TriggeredKind, other: 'routine' | TriggeredKind): 'routine' | TriggeredKind {
  const order = ['routine', 'key', 'special'] as const;
  return order[Math.max(order.indexOf(one), order.indexOf(other))]!;
}
