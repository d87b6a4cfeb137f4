import type { AssignmentPlan, AssignmentRule, LoadUnit, PlanCase } from '../../../src/rules/assignment/plan.js';

/** Numbers that repeat for the same seed (mulberry32), so that a failing plan can be looked at again. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export interface PlanShape {
  units: number;
  judges: number;
  cases: number;
  rule?: AssignmentRule;
  loadIn?: LoadUnit;
  /** Full duty for everybody. */
  alike?: boolean;
  /** No pending cap, ramp or leave. */
  open?: boolean;
}

const SPECIALISMS = ['家事', '金融', '知识产权'];

/** A court made up by lot: specialisms, recusals, half duty, caps, leave, designated cases, units' own jurisdiction. */
export function randomPlan(seed: number, { units, judges, cases, rule = 'level-then-even', loadIn = 'cases', alike = false, open = false }: PlanShape): AssignmentPlan {
  const next = numbersFrom(seed);
  const chance = (percent: number): boolean => next(100) < percent;
  const one = <T>(list: readonly T[]): T => list[next(list.length)]!;
  const hundredths = (most: number): number => (loadIn === 'cases' ? next(most) : next(most * 100) / 100);
  const court = Array.from({ length: units }, (_, u) => ({ id: `U${u}`, judges: [] as AssignmentPlan['units'][number]['judges'] }));
  const ids = Array.from({ length: judges }, (_, j) => `J${j}`);
  for (const id of ids) {
    const backlog = hundredths(8);
    one(court).judges.push({
      id,
      backlog,
      capacity: alike ? 1 : one([1, 1, 0.5, 0.75]),
      specialisms: SPECIALISMS.filter(() => chance(40)),
      pendingCap: !open && chance(20) ? Math.floor(backlog) + next(4) : null,
      intakeLimit: !open && chance(10) ? next(4) : null,
      available: open || !chance(10),
    });
  }
  const made = Array.from({ length: cases }, (_, c): PlanCase => ({
    id: `(2026)苏0102民初${c + 1}号`,
    ...(loadIn === 'weights' ? { weight: one([1, 1, 0.5, 1.5, 2, 2.75]) } : {}),
    requires: chance(45) ? one(SPECIALISMS) : null,
    excluded: chance(40) ? ids.filter(() => chance(25)).map((judge) => (chance(30) ? { judge, criterion: 'satBelow' as const } : judge)) : [],
    designated: chance(6) ? one(ids) : null,
    units: chance(8) ? [one(court).id] : null,
  }));
  return { seed: `种子${seed}`, rule, loadIn, units: court, cases: made };
}
