import { Decimal } from '../../kernel/exact.js';
import type { CheckedPlan } from './check-plan.js';
import { pausedBy, specialismsOf } from './criteria.js';
import { drawOrder } from './draw.js';
import type { PlanCase, PlanJudge } from './plan.js';

export const NOBODY = -1;

/**
 * The plan as columns of whole numbers, in the order of the draw: judge 0 is the one whose key is smallest, case 0 the
 * first drawn. Nothing here depends on the order in which the plan lists anything.
 */
export interface Pool {
  judges: readonly PlanJudge[];
  unitIds: readonly string[];
  cases: readonly PlanCase[];
  /** Loads, quotas, limits and weights are in these parts of a case: 1 in cases, 100 in weights. */
  scale: number;
  load: Float64Array;
  /** Capacities in their greatest common part. */
  capacity: Float64Array;
  /** Most that the judge may receive in this run; `Infinity` where nothing limits it. */
  room: Float64Array;
  weight: Float64Array;
  /** Cases alike in specialism, units, panel and designation share a class: who may take them, exclusions apart. */
  classOf: Int32Array;
  classes: readonly Int32Array[];
  classBits: Uint32Array;
  /** Words of 32 judges in one row of bits. */
  words: number;
  excludedFrom: Int32Array;
  excluded: Int32Array;
}

export function buildPool(plan: CheckedPlan): Pool {
  const scale = plan.loadIn === 'cases' ? 1 : 100;
  const listed = plan.units.flatMap((unit) => unit.judges.map((judge) => ({ judge, unit: unit.id })));
  const seats = [...drawOrder(plan.seed, 'judge', listed.map(({ judge }) => judge.id))].map((index) => listed[index]!);
  const judges = seats.map(({ judge }) => judge);
  const unitIds = seats.map(({ unit }) => unit);
  const cases = Array.from(drawOrder(plan.seed, 'case', plan.cases.map(({ id }) => id)), (index) => plan.cases[index]!);
  const whole = (value: number): number => Math.round(value * scale);
  return {
    judges,
    unitIds,
    cases,
    scale,
    load: Float64Array.from(judges, ({ backlog }) => whole(backlog)),
    capacity: capacitiesOf(judges),
    room: Float64Array.from(judges, ({ backlog, pendingCap, intakeLimit }) =>
      Math.max(0, Math.min(pendingCap == null ? Infinity : whole(pendingCap) - whole(backlog), intakeLimit == null ? Infinity : whole(intakeLimit))),
    ),
    weight: Float64Array.from(cases, ({ weight }) => (plan.loadIn === 'cases' ? 1 : whole(weight!))),
    ...classify(cases, judges, unitIds),
    ...exclusions(cases, judges),
  };
}

/** May this judge take this case, room and quota apart? */
export function mayTake(pool: Pool, theCase: number, judge: number): boolean {
  if (!((pool.classBits[pool.classOf[theCase]! * pool.words + (judge >>> 5)]! >>> (judge & 31)) & 1)) return false;
  for (let at = pool.excludedFrom[theCase]!; at < pool.excludedFrom[theCase + 1]!; at++) if (pool.excluded[at] === judge) return false;
  return true;
}

function capacitiesOf(judges: readonly PlanJudge[]): Float64Array {
  const parts = judges.map(({ capacity }) => new Decimal(capacity).times(10_000).toNumber());
  const common = parts.reduce(commonDivisor, 0) || 1;
  return Float64Array.from(parts, (part) => part / common);
}

export function commonDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}

function classify(cases: readonly PlanCase[], judges: readonly PlanJudge[], unitIds: readonly string[]): Pick<Pool, 'classOf' | 'classes' | 'classBits' | 'words'> {
  const receiving = judges.map((judge) => pausedBy(judge) === null);
  const numbers = new Map<string, number>();
  const classes: Int32Array[] = [];
  const classOf = Int32Array.from(cases, (theCase) => {
    const key = classKey(theCase);
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
      const needs = specialismsOf(theCase);
      const fits = ({ id, specialisms, panels }: PlanJudge, index: number): boolean =>
        receiving[index]! &&
        (theCase.designated == null || theCase.designated === id) &&
        (theCase.units == null || theCase.units.includes(unitIds[index]!)) &&
        (theCase.panel == null || panels?.includes(theCase.panel) === true) &&
        needs.every((one) => specialisms?.includes(one));
      classes.push(Int32Array.from(judges.flatMap((judge, index) => (fits(judge, index) ? [index] : []))));
    }
    return number;
  });
  const words = (judges.length + 31) >>> 5;
  const classBits = new Uint32Array(classes.length * words);
  classes.forEach((members, number) => members.forEach((judge) => (classBits[number * words + (judge >>> 5)]! |= 1 << (judge & 31))));
  return { classOf, classes, classBits, words };
}

function classKey({ requires, units, panel, designated }: PlanCase): string {
  if (units == null && panel == null && designated == null && !Array.isArray(requires)) return requires ?? '';
  const sorted = (value: string | string[] | null | undefined): string[] => (value == null ? [] : [...new Set(typeof value === 'string' ? [value] : value)].sort());
  return `\u0000${JSON.stringify([sorted(requires), units == null ? null : sorted(units), panel ?? null, designated ?? null])}`;
}

function exclusions(cases: readonly PlanCase[], judges: readonly PlanJudge[]): Pick<Pool, 'excludedFrom' | 'excluded'> {
  const index = new Map(judges.map(({ id }, judge) => [id, judge]));
  const excludedFrom = new Int32Array(cases.length + 1);
  const excluded: number[] = [];
  cases.forEach((theCase, position) => {
    const first = excluded.length;
    for (const item of theCase.excluded ?? []) {
      const judge = index.get(typeof item === 'string' ? item : item.judge)!;
      if (excluded.indexOf(judge, first) < 0) excluded.push(judge);
    }
    excludedFrom[position + 1] = excluded.length;
  });
  return { excludedFrom, excluded: Int32Array.from(excluded) };
}
