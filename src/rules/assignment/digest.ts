import { createHash } from 'node:crypto';
import type { CheckedPlan } from './check-plan.js';
import { specialismsOf } from './criteria.js';
import type { AssignmentDecision, PlanCase, PlanJudge, UnassignedCase } from './plan.js';

/** Lines gathered before they are hashed, so that a large run makes neither one huge text nor a hundred thousand calls. */
const LINES = 2_000;

/**
 * 批次摘要: SHA-256 over lines of JSON, each ended by a line feed: first the head, then each unit, judge and case in the
 * order of their ids (code units), then each decision in the order of the draw, then the cases left. Fields stand in the
 * fixed order below, so that the same run has the same digest however its plan was written.
 */
export function digestOf(plan: CheckedPlan, decisions: readonly AssignmentDecision[], unassigned: readonly UnassignedCase[]): string {
  const hash = createHash('sha256');
  const add = <T>(items: readonly T[], line: (item: T) => unknown[]): void => {
    for (let from = 0; from < items.length; from += LINES) {
      const lines = items.slice(from, from + LINES).map((item) => JSON.stringify(line(item)));
      hash.update(`${lines.join('\n')}\n`, 'utf8');
    }
  };
  add([plan], ({ seed, rule, loadIn }) => ['assignment-run/1', seed, rule, loadIn]);
  for (const unit of byId(plan.units)) {
    add([unit], ({ id, name }) => ['unit', id, name ?? null]);
    add(byId(unit.judges), judgeLine);
  }
  add(byId(plan.cases), caseLine);
  add(decisions, (one) => ['to', one.case, one.unit, one.judge, one.phase]);
  add(unassigned, (one) => ['left', one.case]);
  return hash.digest('hex');
}

function judgeLine(one: PlanJudge): unknown[] {
  const limits = [one.pendingCap ?? null, one.available !== false, one.awayReason ?? null];
  return ['judge', one.id, one.name ?? null, one.backlog, one.capacity, sorted(one.specialisms), ...limits, sorted(one.panels), one.intakeLimit ?? null];
}

function caseLine(one: PlanCase): unknown[] {
  const excluded = (one.excluded ?? []).map((item) => JSON.stringify(typeof item === 'string' ? [item, 'recused', null] : [item.judge, item.criterion, item.reason ?? null]));
  const where = one.units == null ? null : sorted(one.units);
  return ['case', one.id, one.name ?? null, one.weight ?? null, sorted(specialismsOf(one)), excluded.sort(), one.designated ?? null, one.urgent === true, where, one.panel ?? null];
}

function sorted(values: readonly string[] | undefined): readonly string[] {
  return values === undefined || values.length < 2 ? (values ?? []) : [...values].sort();
}

function byId<T extends { id: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
