import type { AssignmentPlan, PlanCase, PlanJudge } from '../rules/assignment/plan.js';
import type { Words } from './dto/pool.dto.js';

const MOST_NAMED = 20;

/**
 * What has changed between a preview and now, in words: cases that came or went, loads that moved, judges and limits that
 * are others. Empty when the two plans are the same.
 *
 * @example 新收 2 件：（2026）苏0102民初9号、… · 李芳的存案由 20 变为 19
 */
export function planDifferences(before: AssignmentPlan, now: AssignmentPlan): Words[] {
  const [oldCases, newCases] = [casesOf(before), casesOf(now)];
  const [oldJudges, newJudges] = [judgesOf(before), judgesOf(now)];
  const came = [...newCases.keys()].filter((id) => !oldCases.has(id));
  const went = [...oldCases.keys()].filter((id) => !newCases.has(id));
  const limited = [...newCases].filter(([id, one]) => oldCases.has(id) && !same(oldCases.get(id), one)).map(([id]) => id);
  const words: Words[] = [];
  if (came.length) words.push({ zh: `待分案新增 ${came.length} 件：${some(came, '、')}`, en: `${came.length} case(s) came into the pool: ${some(came, ', ')}` });
  if (went.length) words.push({ zh: `待分案减少 ${went.length} 件：${some(went, '、')}`, en: `${went.length} case(s) left the pool: ${some(went, ', ')}` });
  if (limited.length) words.push({ zh: `${limited.length} 件案件的限制或权重已变：${some(limited, '、')}`, en: `restrictions or weight changed in ${limited.length} case(s): ${some(limited, ', ')}` });
  for (const [id, judge] of newJudges) {
    const old = oldJudges.get(id);
    if (!old) words.push({ zh: `新增法官${judge.name ?? id}`, en: `${judge.name ?? id} joined` });
    else words.push(...judgeDifferences(old, judge));
  }
  for (const [id, judge] of oldJudges) if (!newJudges.has(id)) words.push({ zh: `${judge.name ?? id}不再参加分案`, en: `${judge.name ?? id} no longer takes part` });
  if (before.rule !== now.rule || before.loadIn !== now.loadIn) words.push({ zh: '分案规则或负荷口径已变', en: 'the rule or the unit of load changed' });
  return words;
}

function judgeDifferences(old: PlanJudge, judge: PlanJudge): Words[] {
  const name = judge.name ?? judge.id;
  const words: Words[] = [];
  if (old.backlog !== judge.backlog) words.push({ zh: `${name}的存案由 ${old.backlog} 变为 ${judge.backlog}`, en: `${name}'s backlog went from ${old.backlog} to ${judge.backlog}` });
  if (old.available !== judge.available)
    words.push(judge.available === false ? { zh: `${name}现在不在岗（${judge.awayReason ?? ''}）`, en: `${name} is away now` } : { zh: `${name}已回到岗位`, en: `${name} is back` });
  if (old.capacity !== judge.capacity) words.push({ zh: `${name}的任务系数由 ${old.capacity} 变为 ${judge.capacity}`, en: `${name}'s capacity went from ${old.capacity} to ${judge.capacity}` });
  if (!same([old.specialisms, old.pendingCap, old.panels], [judge.specialisms, judge.pendingCap, judge.panels])) words.push({ zh: `${name}的专业、饱和上限或合议庭已变`, en: `${name}'s specialisms, cap or panels changed` });
  return words;
}

function casesOf({ cases }: AssignmentPlan): Map<string, PlanCase> {
  return new Map(cases.map((one) => [one.id, one]));
}

function judgesOf({ units }: AssignmentPlan): Map<string, PlanJudge> {
  return new Map(units.flatMap(({ judges }) => judges).map((judge) => [judge.id, judge]));
}

function some(ids: readonly string[], between: string): string {
  return ids.length > MOST_NAMED ? `${ids.slice(0, MOST_NAMED).join(between)} …` : ids.join(between);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
