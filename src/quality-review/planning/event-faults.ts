import { isDay, type Day } from '../../kernel/day.js';
import type { Fault } from '../../kernel/domain-error.js';
import { EVENT_KINDS, reachesBackTo, triggerFor } from '../../rules/review-triggers.js';
import type { RecordEvent } from './dto/event.dto.js';
import type { CaseOfEvent } from './enrolments.js';
import type { ReviewTrigger } from './planning.entities.js';

/** What a claim is held against. */
export interface KnownForEvent {
  today: Day;
  triggers: readonly ReviewTrigger[];
  /** Case number as written → case of the court, `null` where there is none. */
  cases: ReadonlyMap<string, (CaseOfEvent & { field: string }) | null>;
  /** `kind|case|day` of events recorded already and not withdrawn. */
  recorded: ReadonlySet<string>;
}

/** Everything wrong with an event, at once. */
export function eventFaults({ kind, caseNumbers, day, replyOn, source }: RecordEvent, { today, triggers, cases, recorded }: KnownForEvent): Fault[] {
  const faults: Fault[] = [];
  const say = (path: string, zh: string, en: string) => faults.push({ path, zh, en });
  const known = EVENT_KINDS[kind];
  if (!known) say('kind', `没有“${kind}”这种事件。请从列表中选择。`, `There is no event “${kind}”. Choose from the list.`);
  if (!isDay(day)) say('day', `“${day}”不是日期。请写成 YYYY-MM-DD。`, `“${day}” is not a day. Write YYYY-MM-DD.`);
  else if (day > today) say('day', `${day} 晚于今天。请核对年份。`, `${day} lies after today. Check the year.`);
  if (known?.reply && !replyOn) say('replyOn', '督办、转办函须写明答复期限。请填写答复日期。', 'A letter of supervision names the day of the reply. Fill it in.');
  if (replyOn && (!isDay(replyOn) || replyOn < day)) say('replyOn', `答复日期“${replyOn}”应不早于事件日期。请核对。`, `The reply on “${replyOn}” must not come before the event. Check it.`);
  if ((source.match(/[\p{L}\p{N}]/gu) ?? []).length < 4) say('source', '请写明依据：文号、来源和主要内容（至少四个字）。', 'Say what it rests on: number, origin and gist (at least four characters).');
  const trigger = known && isDay(day) ? triggerFor(kind, day, triggers) : null;
  if (known && isDay(day) && !trigger) say('kind', `${day} 时本院没有以“${known.zh}”为触发情形的规定。请核对日期，或在“触发情形”中设定。`, `On ${day} no trigger of the court names “${known.en}”. Check the day, or set one under “Triggers”.`);
  const least = trigger?.parameters['caseNumbers'] ?? 1;
  const distinct = new Set(caseNumbers.map((one) => cases.get(one)?.caseId ?? one));
  if (distinct.size < least) say('caseNumbers', `“${known?.zh ?? kind}”应列出至少 ${least} 个案号，现为 ${distinct.size} 个。请补充。`, `“${known?.en ?? kind}” names at least ${least} case numbers; there are ${distinct.size}. Add the others.`);
  const earliest = trigger && isDay(day) ? reachesBackTo(trigger.reviewWindow, day) : null;
  caseNumbers.forEach((written, index) => {
    const path = `caseNumbers[${index}]`;
    const one = cases.get(written);
    if (!one) return say(path, `本院没有案件“${written}”。请核对案号。`, `The court has no case “${written}”. Check the number.`);
    if (caseNumbers.findIndex((other) => cases.get(other)?.caseId === one.caseId) < index) return say(path, `案件 ${one.number} 列了两次。请删去一个。`, `Case ${one.number} is listed twice. Remove one.`);
    if (one.intakeOn > day) say(path, `案件 ${one.number} 于 ${one.intakeOn} 收案，晚于事件日期 ${day}。请核对。`, `Case ${one.number} was taken in on ${one.intakeOn}, after the event of ${day}. Check it.`);
    if (one.closedOn === null && trigger?.openCase === 'refuse') say(path, `案件 ${one.number} 尚未结案，不会有“${known!.zh}”。请核对案号，或等结案后登记。`, `Case ${one.number} is not closed, so it cannot have “${known!.en}”. Check the number, or record it after closing.`);
    if (earliest && one.closedOn !== null && one.closedOn < earliest) say(path, `案件 ${one.number} 于 ${one.closedOn} 结案，早于本情形追溯的 ${earliest}。请删去该案号。`, `Case ${one.number} was closed on ${one.closedOn}, before ${earliest}, how far this trigger reaches back. Remove it.`);
    if (recorded.has(`${kind}|${one.caseId}|${day}`)) say(path, `案件 ${one.number} 的这一事件已登记过。请勿重复登记。`, `The event is recorded of case ${one.number} already. Do not record it twice.`);
  });
  return faults;
}
