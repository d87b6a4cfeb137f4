import { roundHalfUp } from '../kernel/exact.js';
import type { AssignmentPlan, AssignmentResult, JudgeAnswer, UnitAnswer } from '../rules/assignment/plan.js';
import type { AssignmentRun, RunFigures } from './assignment.entities.js';
import type { Words } from './dto/pool.dto.js';
import type { RunJudgeRow, RunLimits, RunRow, RunUnitRow } from './dto/run.dto.js';
import type { RunInputs } from './run-plan.js';

/** Kept beside a run: what the other rule would have given, and what no plan says about its judges. */
export interface RunAside {
  rule: AssignmentResult['rule'];
  units: { id: string; quota: number; after: number }[];
  judges: { id: string; quota: number; after: number }[];
  spread: number;
  gini: number;
  notes: Record<string, Words[]>;
  reducedDuty: number;
  newcomers: number;
}

export function asideOf(other: AssignmentResult, { judges }: RunInputs): RunAside {
  return {
    rule: other.rule,
    units: other.units.map(({ id, quota, after }) => ({ id, quota, after })),
    judges: other.judges.map(({ id, quota, after }) => ({ id, quota, after })),
    spread: other.fairness.after.spread,
    gini: other.fairness.after.gini,
    notes: Object.fromEntries(judges.filter(({ notes }) => notes.length > 0).map(({ judgeId, notes }) => [judgeId, notes])),
    reducedDuty: judges.filter(({ reducedDuty, available }) => reducedDuty && available).length,
    newcomers: judges.filter(({ newcomer, available }) => newcomer && available).length,
  };
}

export function figuresOf({ assignments, unassigned, base, fairness, judges }: AssignmentResult): RunFigures {
  const sum = (of: (judge: JudgeAnswer) => number) => judges.reduce((total, judge) => total + of(judge), 0);
  return {
    cases: assignments.length + unassigned.length,
    assigned: assignments.length,
    unassigned: unassigned.length,
    base: two(base ?? 0),
    spreadBefore: two(fairness.before.spread),
    spreadAfter: two(fairness.after.spread),
    giniBefore: two(fairness.before.gini),
    giniAfter: two(fairness.after.gini),
    levelled: Math.round(sum(({ level }) => level)),
    even: Math.round(sum(({ even }) => even)),
  };
}

export function runRow(run: AssignmentRun): RunRow {
  const { id, round, nature, kind, status, day, rule, loadIn, commitment, sealedAt, figures, committedBy, committedAt, withdrawnBy, withdrawnAt, withdrawnReason } = run;
  return {
    id, round, nature, kind, status, day, rule, loadIn, commitment, sealedAt,
    cases: figures?.cases ?? null,
    assigned: figures?.assigned ?? null,
    unassigned: figures?.unassigned ?? null,
    base: figures?.base ?? null,
    spreadBefore: figures?.spreadBefore ?? null,
    spreadAfter: figures?.spreadAfter ?? null,
    giniBefore: figures?.giniBefore ?? null,
    giniAfter: figures?.giniAfter ?? null,
    committedBy, committedAt, withdrawnBy, withdrawnAt, withdrawnReason,
  };
}

/** The two tables of a run's page. */
export function loadRows(plan: AssignmentPlan, result: AssignmentResult, aside: RunAside): { units: RunUnitRow[]; judges: RunJudgeRow[] } {
  const load = (value: number) => (result.loadIn === 'cases' ? String(value) : two(value));
  const names = new Map(plan.units.map(({ id, name }) => [id, name ?? id]));
  const figures = (one: UnitAnswer | JudgeAnswer, other: { quota: number; after: number } | undefined) => ({
    id: one.id,
    backlog: load(one.before),
    capacity: two(one.capacity),
    relative: one.relativeBefore === null ? '—' : two(one.relativeBefore),
    quota: load(one.quota),
    level: load(one.level),
    even: load(one.even),
    received: load(one.received),
    after: load(one.after),
    relativeAfter: one.relativeAfter === null ? '—' : two(one.relativeAfter),
    other: other
      ? { quota: load(other.quota), after: load(other.after), difference: signed(other.after - one.after, result.loadIn) }
      : { quota: '—', after: '—', difference: '—' },
  });
  const counted = new Map<string, { cases: number; designated: number }>();
  for (const { judge, phase } of result.assignments) {
    const known = counted.get(judge) ?? { cases: 0, designated: 0 };
    counted.set(judge, { cases: known.cases + 1, designated: known.designated + (phase === 'designated' ? 1 : 0) });
  }
  const otherUnits = new Map(aside.units.map((one) => [one.id, one]));
  const otherJudges = new Map(aside.judges.map((one) => [one.id, one]));
  const planned = new Map(plan.units.flatMap(({ judges }) => judges).map((judge) => [judge.id, judge]));
  return {
    units: result.units.map((unit) => ({
      ...figures(unit, otherUnits.get(unit.id)),
      name: names.get(unit.id)!,
      judges: plan.units.find(({ id }) => id === unit.id)!.judges.length,
    })),
    judges: result.judges.map((judge) => {
      const { name, pendingCap, specialisms, available } = planned.get(judge.id)!;
      const cap = judge.paused === 'pendingCap' ? [{ zh: `存案已达上限 ${load(pendingCap!)}，暂停收案`, en: `at the cap of ${load(pendingCap!)}: paused` }] : [];
      return {
        ...figures(judge, otherJudges.get(judge.id)),
        name: name ?? judge.id,
        unitId: judge.unit,
        unit: names.get(judge.unit)!,
        cases: counted.get(judge.id)?.cases ?? 0,
        designated: counted.get(judge.id)?.designated ?? 0,
        notes: [...(aside.notes[judge.id] ?? []), ...cap],
        available: available !== false,
        pendingCap: pendingCap == null ? null : load(pendingCap),
        specialisms: specialisms ?? [],
      };
    }),
  };
}

export function limitsOf(plan: AssignmentPlan, result: AssignmentResult, aside: RunAside): RunLimits {
  const specialisms = new Map<string, number>();
  for (const { requires } of plan.cases)
    for (const name of requires == null ? [] : [requires].flat()) specialisms.set(name, (specialisms.get(name) ?? 0) + 1);
  const excluded = plan.cases.flatMap((one) => one.excluded ?? []).map((one) => (typeof one === 'string' ? one : one.judge));
  return {
    recusedCases: plan.cases.filter((one) => one.excluded?.length).length,
    recusedJudges: new Set(excluded).size,
    specialisms: [...specialisms].map(([name, cases]) => ({ name, cases })).sort((a, b) => b.cases - a.cases || (a.name < b.name ? -1 : 1)),
    onLeave: result.judges.filter(({ paused }) => paused === 'away').length,
    saturated: result.judges.filter(({ paused }) => paused === 'pendingCap').length,
    reducedDuty: aside.reducedDuty,
    newcomers: aside.newcomers,
    designated: plan.cases.filter(({ designated }) => designated != null).length,
    jurisdiction: plan.cases.filter(({ units }) => units != null).length,
    panelNeeded: plan.cases.filter(({ panel }) => panel != null).length,
    unassigned: result.unassigned.length,
  };
}

export function two(value: number): string {
  return roundHalfUp(value).toFixed(2);
}

function signed(value: number, loadIn: AssignmentResult['loadIn']): string {
  const text = loadIn === 'cases' ? String(Math.abs(value)) : two(Math.abs(value));
  return value === 0 ? text : `${value > 0 ? '+' : '−'}${text}`;
}
