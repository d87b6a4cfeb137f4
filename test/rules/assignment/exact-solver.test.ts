import highsModule from 'highs';
import { assign } from '../../../src/rules/assignment/assign.js';
import { obstacle } from '../../../src/rules/assignment/criteria.js';
import type { AssignmentPlan, AssignmentResult } from '../../../src/rules/assignment/plan.js';
import { randomPlan } from './random-plans.js';

// The package declares CommonJS types for a module whose default export is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** Twelfths make every capacity used here divide: 1, 0.75 and 0.5 give whole costs. */
const SCALE = 12;

interface Optimum {
  placed: number;
  deviation: number;
  levelness: number;
}

type Solver = Awaited<ReturnType<typeof loadHighs>>;

/**
 * The same three questions put to HiGHS as integer programmes, one after the other: the most cases placed; with those,
 * the least Σ |received − quota|; with both, the least Σ load² ÷ capacity. Shares only the criteria with the rules.
 */
function optimum(highs: Solver, plan: AssignmentPlan, quota: ReadonlyMap<string, number>): Optimum {
  const judges = plan.units.flatMap((unit) => unit.judges.map((judge) => ({ ...judge, unit: unit.id })));
  const pairs = plan.cases.flatMap((theCase, c) => judges.flatMap((judge, j) => (obstacle(theCase, judge, judge.unit) === null ? [{ c, j }] : [])));
  const room = judges.map(({ backlog, pendingCap, intakeLimit }) => Math.min(plan.cases.length, pendingCap == null ? Infinity : Math.max(0, pendingCap - backlog), intakeLimit ?? Infinity));
  const steps = judges.flatMap((judge, j) =>
    Array.from({ length: room[j]! }, (_, k) => ({
      j,
      name: `y${j}_${k}`,
      deviation: k < quota.get(judge.id)! ? -1 : 1,
      level: Math.round((SCALE * (2 * (judge.backlog + k) + 1)) / judge.capacity),
    })),
  );
  if (pairs.length === 0 || steps.length === 0) return { placed: 0, deviation: [...quota.values()].reduce((sum, one) => sum + one, 0), levelness: 0 };
  const sum = (terms: [number, string][]): string => terms.map(([factor, name]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`).join(' ') || '0 zero';
  const rows = [
    ...plan.cases.flatMap((_, c) => (pairs.some((pair) => pair.c === c) ? [sum(pairs.filter((pair) => pair.c === c).map(({ j }) => [1, `x${c}_${j}`])) + ' <= 1'] : [])),
    ...judges.map((_, j) => sum([...pairs.filter((pair) => pair.j === j).map(({ c }): [number, string] => [1, `x${c}_${j}`]), ...steps.filter((step) => step.j === j).map(({ name }): [number, string] => [-1, name])]) + ' = 0'),
  ].filter((row) => !row.startsWith('0 zero'));
  const binaries = [...pairs.map(({ c, j }) => `x${c}_${j}`), ...steps.map(({ name }) => name)];
  const solve = (objective: string, more: string[]): number => {
    const text = `Minimize\n obj: ${objective}\nSubject To\n${[...rows, ...more].map((row, n) => ` r${n}: ${row}`).join('\n')}\nBinary\n ${binaries.join('\n ')}\nEnd\n`;
    const answer = highs.solve(text, { mip_rel_gap: 0 });
    if (answer.Status !== 'Optimal') throw new Error(answer.Status);
    return Math.round(answer.ObjectiveValue);
  };
  const placing = sum(steps.map(({ name }) => [1, name]));
  const deviating = sum(steps.map(({ name, deviation }) => [deviation, name]));
  const placed = -solve(sum(steps.map(({ name }) => [-1, name])), []);
  const least = solve(deviating, [`${placing} = ${placed}`]);
  const levelness = solve(sum(steps.map(({ name, level }) => [level, name])), [`${placing} = ${placed}`, `${deviating} = ${least}`]);
  return { placed, deviation: least + [...quota.values()].reduce((total, one) => total + one, 0), levelness };
}

/** The least Σ |received − quota| in weights when every case that somebody may take is placed. */
function leastInWeights(highs: Solver, plan: AssignmentPlan, quota: ReadonlyMap<string, number>): number {
  const judges = plan.units.flatMap((unit) => unit.judges.map((judge) => ({ ...judge, unit: unit.id })));
  const taking = plan.cases.map((theCase) => judges.flatMap((judge, j) => (obstacle(theCase, judge, judge.unit) === null ? [j] : [])));
  const placed = taking.flatMap((able, c) => (able.length > 0 ? [`${able.map((j) => `+ x${c}_${j}`).join(' ')} = 1`] : []));
  const off = judges.map(({ id }, j) => {
    const terms = taking.flatMap((able, c) => (able.includes(j) ? [`+ ${plan.cases[c]!.weight} x${c}_${j}`] : [])).join(' ');
    return `${terms} - 1 over${j} + 1 under${j} = ${quota.get(id)!}`;
  });
  const objective = judges.map((_, j) => `+ 1 over${j} + 1 under${j}`).join(' ');
  const binaries = taking.flatMap((able, c) => able.map((j) => `x${c}_${j}`));
  const text = `Minimize\n obj: ${objective}\nSubject To\n${[...placed, ...off].map((row, n) => ` r${n}: ${row}`).join('\n')}\nBinary\n ${binaries.join('\n ')}\nEnd\n`;
  const answer = highs.solve(text, { mip_rel_gap: 0, mip_abs_gap: 0 });
  if (answer.Status !== 'Optimal') throw new Error(answer.Status);
  return answer.ObjectiveValue;
}

/** What the assignment itself costs, counted from its decisions. */
function achieved(plan: AssignmentPlan, result: AssignmentResult): Optimum {
  let [deviation, levelness] = [0, 0];
  for (const { id, backlog, capacity } of plan.units.flatMap(({ judges }) => judges)) {
    const received = result.assignments.filter(({ judge }) => judge === id).length;
    deviation += Math.abs(received - result.judges.find((one) => one.id === id)!.quota);
    levelness += Math.round((SCALE * ((backlog + received) ** 2 - backlog ** 2)) / capacity);
  }
  return { placed: result.assignments.length, deviation, levelness };
}

describe('against an exact solver (HiGHS)', () => {
  let highs: Solver;
  beforeAll(async () => {
    highs = await loadHighs();
  });

  const shapes = [
    { units: 1, judges: 4, cases: 14 },
    { units: 2, judges: 5, cases: 16 },
    { units: 3, judges: 7, cases: 22 },
    { units: 2, judges: 6, cases: 26, alike: true, open: true },
    { units: 3, judges: 6, cases: 20, rule: 'water-level' as const },
  ];
  const gaps: number[] = [];
  const tally = { unmet: 0, left: 0 };
  for (let n = 0; n < 60; n++)
    test(`random court ${n + 1}: as many placed, the same deviation, as level`, () => {
      const plan = randomPlan(1000 + n, shapes[n % shapes.length]!);
      const result = assign(plan);
      const quota = new Map(result.judges.map(({ id, quota: due }) => [id, due]));
      const best = optimum(highs, plan, quota);
      expect(achieved(plan, result)).toEqual(best);
      expect(result.quality.deviation).toBe(best.deviation);
      if (best.deviation > 0) tally.unmet++;
      if (result.unassigned.length > 0) tally.left++;
    });

  for (let n = 0; n < 12; n++)
    test(`random court in weights ${n + 1}: the proven bound is not above the true least deviation, and that is nearly reached`, () => {
      const plan = randomPlan(5000 + n, { units: 2, judges: 5, cases: 14, loadIn: 'weights', open: true });
      const { quality, judges } = assign(plan);
      const least = leastInWeights(highs, plan, new Map(judges.map(({ id, quota: due }) => [id, due])));
      expect(quality.lowerBound).toBeLessThanOrEqual(least + 1e-6);
      expect(quality.deviation).toBeGreaterThanOrEqual(least - 1e-6);
      gaps.push((quality.deviation - least) / judges.reduce((sum, one) => sum + one.received, 0));
    });

  test('in weights the search comes within a few hundredths of the best on courts of five judges', () => {
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(0.03);
  });

  test('the instances were hard enough: many had quotas that could not be met, and cases nobody may take', () => {
    expect(tally.unmet).toBeGreaterThanOrEqual(25);
    expect(tally.left).toBeGreaterThanOrEqual(10);
  });
});
