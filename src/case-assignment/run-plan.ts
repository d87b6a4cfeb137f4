import type { CaseNature } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import type { AssignmentPlan, AssignmentRule, LoadUnit, PlanCase, PlanExclusion, PlanJudge } from '../rules/assignment/plan.js';
import { ANY_PANEL, type JudgeOnDuty } from './judges-on-duty.js';
import type { WaitingCase } from './waiting-cases.js';
import { RECUSAL_WORDS } from './words.js';

/** What a run is computed from, before it becomes a plan. */
export interface RunInputs {
  nature: CaseNature;
  rule: AssignmentRule;
  loadIn: LoadUnit;
  judges: readonly JudgeOnDuty[];
  cases: readonly WaitingCase[];
  /** Units some route keeps for its own cases. */
  restrictedUnits: readonly string[];
  /** 急案: everybody in one list under this name, and the case marked as assigned outside a run day. */
  together?: { id: string; name: string };
}

/**
 * The plan of a run. Units and judges stand in the court's order, cases in that of their arrival; a case is called by its
 * number, a judge by his id. No party is named. The text of the plan is what its digest is of.
 */
export function planOf(seed: string, { rule, loadIn, judges, cases, restrictedUnits, together }: RunInputs): AssignmentPlan {
  const known = new Set(judges.map(({ judgeId }) => judgeId));
  if (together)
    return {
      seed,
      rule,
      loadIn,
      units: [{ ...together, judges: judges.map((judge) => planJudge(judge, loadIn)) }],
      cases: cases.map((one) => ({ ...planCase(one, known, [], []), units: null, urgent: true })),
    };
  const unitIds = [...new Set(judges.map(({ unitId }) => unitId))];
  const open = unitIds.filter((id) => !restrictedUnits.includes(id));
  return {
    seed,
    rule,
    loadIn,
    units: unitIds.map((id) => {
      const own = judges.filter(({ unitId }) => unitId === id);
      return { id, name: own[0]!.unit, judges: own.map((judge) => planJudge(judge, loadIn)) };
    }),
    cases: cases.map((one) => planCase(one, known, unitIds, open)),
  };
}

function planJudge({ judgeId, name, backlog, capacity, specialisms, pendingCap, available, awayReason, panels }: JudgeOnDuty, loadIn: LoadUnit): PlanJudge {
  return {
    id: judgeId,
    name,
    backlog,
    // A post without duty takes no part; the plan still needs a capacity for it.
    capacity: capacity > 0 ? capacity : 1,
    specialisms,
    pendingCap: pendingCap === null ? null : loadIn === 'cases' ? Math.floor(pendingCap) : pendingCap,
    available,
    awayReason,
    panels,
  };
}

function planCase(one: WaitingCase, known: ReadonlySet<string>, unitIds: readonly string[], open: readonly string[]): PlanCase {
  const excluded = one.recusals
    .filter(({ personId }) => known.has(personId))
    .map(({ personId, kind }): PlanExclusion => ({
      judge: personId,
      criterion: kind === 'satBelow' || kind === 'earlierPanel' ? 'satBelow' : 'recused',
      // What the clerk wrote may name a party; the plan is published and says only of what kind it is.
      reason: kind === 'recusal' ? null : RECUSAL_WORDS[kind]!.zh,
    }));
  const units = one.unitIds ? one.unitIds.filter((id) => unitIds.includes(id)) : open.length < unitIds.length ? [...open] : null;
  return {
    id: one.caseNumber,
    weight: Number(one.weight),
    requires: one.requires.length === 0 ? null : one.requires.length === 1 ? one.requires[0]! : one.requires,
    excluded,
    designated: one.designation?.status === 'approved' ? one.designation.judgeId : null,
    units,
    panel: one.needsPanel ? ANY_PANEL : null,
  };
}

/** What no plan can be made from, in words that say what to put right. */
export function faultsInInputs({ judges, cases }: RunInputs): Fault[] {
  const known = new Set(judges.map(({ judgeId }) => judgeId));
  return cases.flatMap(({ caseNumber, designation }) =>
    designation?.status === 'approved' && !known.has(designation.judgeId)
      ? [
          {
            path: caseNumber,
            zh: `${caseNumber} 已批准指定给${designation.judge}，但${designation.judge}现在不办理此类案件。请撤回这一指定，或重新指定。`,
            en: `${caseNumber} is designated to ${designation.judge}, who takes no cases of this nature now. Withdraw the designation or propose another.`,
          },
        ]
      : [],
  );
}
