import type { Fault } from '../kernel/domain-error.js';
import { Decimal, points, sum } from '../kernel/exact.js';
import type { CatalogueContent } from './catalogue-changes.js';

const NUMBER = /^\d{1,4}(\.\d{1,2})?$/;
const FULL_MARK = 100;

/**
 * What is wrong with a clause beside its single values: the range the right way round and within a case's 100 points, a cap
 * that lets at least one finding count whole, a responsibility that exists.
 * @param situations codes of the responsibility matrix in force on the day
 * @example points 3.00–2.00 → `pointsMax`「最高扣分 2.00 低于最低扣分 3.00」
 * Source: CATALOGUES §1.
 */
export function faultsOfClause({ pointsMin = '', pointsMax = '', maxPerCase = '', responsibilityCode = '' }: CatalogueContent, situations: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = [];
  if (NUMBER.test(pointsMin) && NUMBER.test(pointsMax)) {
    if (new Decimal(pointsMax).lt(pointsMin)) faults.push(fault('pointsMax', `最高扣分 ${pointsMax} 低于最低扣分 ${pointsMin}。请改正。`, `Points to, ${pointsMax}, lie below points from, ${pointsMin}. Correct them.`));
    if (new Decimal(pointsMax).gt(FULL_MARK)) faults.push(fault('pointsMax', `一案满分 100，最高扣分不能超过 100。`, 'A case has 100 points; no clause takes more.'));
    if (new Decimal(pointsMax).lte(0)) faults.push(fault('pointsMax', '最高扣分须大于 0。', 'Points to must be more than 0.'));
    if (NUMBER.test(maxPerCase) && new Decimal(maxPerCase).lt(pointsMin)) faults.push(fault('maxPerCase', `一案封顶 ${maxPerCase} 低于最低扣分 ${pointsMin}，记一处就超过封顶。请改正。`, `The cap of ${maxPerCase} lies below points from, ${pointsMin}, so that one finding exceeds it. Correct them.`));
  }
  if (responsibilityCode !== '' && !situations.has(responsibilityCode)) faults.push(fault('responsibilityCode', `责任矩阵中没有“${responsibilityCode}”。请填写施行中的情形编码，如 R01。`, `The responsibility matrix has no ${responsibilityCode}. Give the code of a situation in force, such as R01.`));
  return faults;
}

/**
 * Shares of a situation total exactly 100; or there are none, and the note says why nobody answers (R19).
 * @example 60 + 30 → 「份额合计 90.00%，还差 10.00%」
 * Source: CATALOGUES §4.
 */
export function faultsOfSituation(content: CatalogueContent, posts: readonly string[]): Fault[] {
  const given = posts.map((post) => content[post] ?? '').filter((share) => share !== '');
  if (given.some((share) => !NUMBER.test(share))) return [];
  if (given.length === 0) return content.note ? [] : [fault('note', '没有任何岗位承担责任的（不归责），须在“说明”写明缘由。', 'Where no post answers (not attributable), the note must say why.')];
  const total = sum(given);
  if (total.eq(FULL_MARK)) return [];
  const gap = total.minus(FULL_MARK).abs();
  const short = total.lt(FULL_MARK);
  return [fault(posts.find((post) => content[post]) ?? 'note', `份额合计 ${points(total)}%，${short ? '还差' : '多出'} ${points(gap)}%。请调整到 100%。`, `Shares total ${points(total)} %, ${points(gap)} % ${short ? 'too little' : 'too much'}. Make them 100 %.`)];
}

/** @param clauses codes in force that name the situation */
export function faultsOfEndedSituation(clauses: readonly string[]): Fault[] {
  if (!clauses.length) return [];
  const named = clauses.slice(0, 5).join('、');
  return [fault('code', `还有 ${clauses.length} 个条目用这一情形（${named}${clauses.length > 5 ? '…' : ''}），不能停用。请先让这些条目改用其他情形。`, `${clauses.length} clause(s) still name this situation (${named}${clauses.length > 5 ? '…' : ''}). Let them name another one first.`)];
}

/**
 * A trigger listens to events nobody else listens to, and says the number its window needs.
 * @param others the triggers that will stand beside it
 */
export function faultsOfTrigger({ events = '', windowKind = '', windowCount = '' }: CatalogueContent, others: ReadonlyMap<string, CatalogueContent>): Fault[] {
  const faults: Fault[] = [];
  for (const kind of events.split(',')) {
    const twin = [...others].find(([, other]) => (other.events ?? '').split(',').includes(kind));
    if (kind !== '' && twin) faults.push(fault('events', `事件已由 ${twin[0]} 采用，一种事件只归一类情形。请从其中一类删去。`, `The event is taken by ${twin[0]}; one event belongs to one trigger. Remove it from one of them.`));
  }
  const needs = windowKind === 'backwards' || windowKind === 'afterFileReturned' || windowKind === 'beforeReply';
  if (needs && !(Number(windowCount) >= 1)) faults.push(fault('windowCount', '这种期限要写明月数或天数。', 'This kind of window needs its number of months or days.'));
  if (!needs && windowCount !== '') faults.push(fault('windowCount', '这种期限不用写数，请留空。', 'This kind of window has no number. Leave it empty.'));
  return faults;
}

function fault(path: string, zh: string, en: string): Fault {
  return { path, zh, en };
}
