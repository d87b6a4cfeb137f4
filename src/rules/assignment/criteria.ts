import type { Sentence } from '../../kernel/domain-error.js';
import type { CriterionId, PlanCase, PlanJudge } from './plan.js';

/** Whether one judge may take one case, as known before the run. */
export interface Criterion {
  id: CriterionId;
  label: Sentence;
  /** What stands in the way, or `null`. */
  excludes(theCase: PlanCase, judge: PlanJudge, unit: string): Sentence | null;
}

/** 限制, hard ones first. No quota, designation or draw overrides any of them. */
export const CRITERIA: readonly Criterion[] = [
  { id: 'recused', label: { zh: '回避', en: 'Recused' }, excludes: recused },
  { id: 'satBelow', label: { zh: '曾参与前审', en: 'Sat on it below' }, excludes: satBelow },
  { id: 'away', label: { zh: '不在岗', en: 'Away' }, excludes: away },
  { id: 'jurisdiction', label: { zh: '非本庭管辖', en: 'Outside the unit’s jurisdiction' }, excludes: jurisdiction },
  { id: 'specialism', label: { zh: '专业不符', en: 'Not of the specialism' }, excludes: specialism },
  { id: 'panel', label: { zh: '非该合议庭成员', en: 'Not on the panel' }, excludes: panel },
  { id: 'designatedElsewhere', label: { zh: '已指定他人', en: 'Designated to another' }, excludes: designatedElsewhere },
  { id: 'pendingCap', label: { zh: '存案饱和', en: 'At the pending cap' }, excludes: pendingCap },
  { id: 'intakeLimit', label: { zh: '本次收案已达上限', en: 'At the limit of this run' }, excludes: intakeLimit },
];

/** Reasons that arise only during the run: nothing forbids the judge, but the case went elsewhere. */
export const OUTCOMES: Readonly<Record<'quotaFull' | 'higherLoad' | 'drawn' | 'chosen', Sentence>> = {
  quotaFull: { zh: '配额已满', en: 'Quota used up' },
  higherLoad: { zh: '负荷较高', en: 'Higher load' },
  drawn: { zh: '抽签未中', en: 'Not drawn' },
  chosen: { zh: '承办', en: 'Received it' },
};

export function labelOf(id: CriterionId | 'chosen'): Sentence {
  return CRITERIA.find((criterion) => criterion.id === id)?.label ?? OUTCOMES[id as keyof typeof OUTCOMES];
}

/** The first criterion that stands in the way, with its words. */
export function obstacle(theCase: PlanCase, judge: PlanJudge, unit: string): { criterion: Criterion; detail: Sentence } | null {
  for (const criterion of CRITERIA) {
    const detail = criterion.excludes(theCase, judge, unit);
    if (detail) return { criterion, detail };
  }
  return null;
}

/** Why a judge takes no part in the run at all, whatever the case. */
export function pausedBy(judge: PlanJudge): 'away' | 'pendingCap' | 'intakeLimit' | null {
  if (judge.available === false) return 'away';
  if (judge.pendingCap != null && judge.backlog >= judge.pendingCap) return 'pendingCap';
  return judge.intakeLimit === 0 ? 'intakeLimit' : null;
}

export function specialismsOf({ requires }: PlanCase): readonly string[] {
  return requires == null ? [] : typeof requires === 'string' ? [requires] : requires;
}

function exclusion(theCase: PlanCase, judge: PlanJudge, wanted: 'recused' | 'satBelow'): string | null | undefined {
  for (const item of theCase.excluded ?? []) {
    const [id, criterion, reason] = typeof item === 'string' ? [item, 'recused', null] : [item.judge, item.criterion, item.reason];
    if (id === judge.id && criterion === wanted) return reason ?? null;
  }
  return undefined;
}

function recused(theCase: PlanCase, judge: PlanJudge): Sentence | null {
  const reason = exclusion(theCase, judge, 'recused');
  return reason === undefined ? null : { zh: reason ? `回避（${reason}）` : '回避', en: reason ? `recused (${reason})` : 'recused' };
}

function satBelow(theCase: PlanCase, judge: PlanJudge): Sentence | null {
  const reason = exclusion(theCase, judge, 'satBelow');
  return reason === undefined ? null : { zh: reason ? `曾参与前审（${reason}）` : '曾参与前审', en: reason ? `sat on it below (${reason})` : 'sat on it below' };
}

function away(_: PlanCase, { available, awayReason }: PlanJudge): Sentence | null {
  if (available !== false) return null;
  return { zh: awayReason ? `不在岗（${awayReason}）` : '不在岗', en: awayReason ? `away (${awayReason})` : 'away' };
}

function jurisdiction({ units }: PlanCase, _: PlanJudge, unit: string): Sentence | null {
  return units == null || units.includes(unit) ? null : { zh: '案件由其他庭管辖', en: 'the case belongs to other units' };
}

function specialism(theCase: PlanCase, judge: PlanJudge): Sentence | null {
  const missing = specialismsOf(theCase).filter((one) => !judge.specialisms?.includes(one));
  return missing.length === 0 ? null : { zh: `没有“${missing.join('、')}”专业`, en: `without the specialism ${missing.join(', ')}` };
}

function panel(theCase: PlanCase, judge: PlanJudge): Sentence | null {
  return theCase.panel == null || judge.panels?.includes(theCase.panel) ? null : { zh: `不在合议庭“${theCase.panel}”`, en: `not on the panel ${theCase.panel}` };
}

function designatedElsewhere({ designated }: PlanCase, { id }: PlanJudge): Sentence | null {
  return designated == null || designated === id ? null : { zh: '本案指定由他人承办', en: 'the case is designated to another' };
}

function pendingCap(_: PlanCase, { backlog, pendingCap: cap }: PlanJudge): Sentence | null {
  return cap == null || backlog < cap ? null : { zh: `存案 ${backlog}，上限 ${cap}，暂停收案`, en: `${backlog} pending, cap ${cap}: paused` };
}

function intakeLimit(_: PlanCase, { intakeLimit: limit }: PlanJudge): Sentence | null {
  return limit === 0 ? { zh: '本次不收案（递增安排）', en: 'receives nothing in this run (ramp)' } : null;
}
