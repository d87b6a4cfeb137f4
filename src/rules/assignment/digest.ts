import type { CheckedPlan } from './check-plan.js';
import { specialismsOf } from './criteria.js';
import { sha256 } from './draw.js';
import type { AssignmentDecision, PlanCase, UnassignedCase } from './plan.js';

/**
 * 批次摘要: SHA-256 over the JSON of inputs, seed and decisions. Lists stand in the order of their ids (code units),
 * fields in the fixed order below, so that the same run has the same digest however its plan was written.
 */
export function digestOf(plan: CheckedPlan, decisions: readonly AssignmentDecision[], unassigned: readonly UnassignedCase[]): string {
  const units = byId(plan.units).map(({ id, name, judges }) => [
    id,
    name ?? null,
    byId(judges).map((one) => [
      one.id, one.name ?? null, one.backlog, one.capacity, sorted(one.specialisms), one.pendingCap ?? null, one.available !== false, one.awayReason ?? null, sorted(one.panels), one.intakeLimit ?? null,
    ]),
  ]);
  return sha256(
    JSON.stringify([
      'assignment-run/1',
      plan.seed,
      plan.rule,
      plan.loadIn,
      units,
      byId(plan.cases).map(caseLine),
      decisions.map((one) => [one.case, one.unit, one.judge, one.phase]),
      unassigned.map((one) => one.case),
    ]),
  );
}

function caseLine(one: PlanCase): unknown[] {
  const excluded = (one.excluded ?? []).map((item) => (typeof item === 'string' ? [item, 'recused', null] : [item.judge, item.criterion, item.reason ?? null]));
  const lines = excluded.map((item) => JSON.stringify(item)).sort();
  return [one.id, one.name ?? null, one.weight ?? null, sorted(specialismsOf(one)), lines, one.designated ?? null, one.urgent === true, one.units == null ? null : sorted(one.units), one.panel ?? null];
}

function sorted(values: readonly string[] | undefined): string[] {
  return [...(values ?? [])].sort();
}

function byId<T extends { id: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
