import { evenShareTest, runsTest, type ChanceTest } from '../rules/chance.js';
import type { AssignmentPlan, AssignmentResult, PlanCase } from '../rules/assignment/plan.js';
import { fromHundredths, roundHalfUp } from '../kernel/exact.js';
import type { AssignmentRun } from './assignment.entities.js';
import type { FairnessView, RandomnessTest } from './dto/fairness.dto.js';
import { two } from './run-views.js';

export interface DrawnRun {
  run: AssignmentRun;
}

/** Below this chance is a poor explanation; shown as words, decides nothing. */
const UNLIKELY = 0.01;

/**
 * Whether the draw looks like one: that difficult cases fell on judges as evenly as chance has it, and that early and late
 * arrivals alternate in the order of the draw. Only cases nothing restricted count; the others went where they had to.
 */
export function drawTests(runs: readonly DrawnRun[], difficultFrom: number): Pick<FairnessView, 'randomness' | 'randomnessMissing'> {
  const sequences: boolean[][] = [];
  const received = new Map<string, { whole: number; part: number }>();
  const limit = fromHundredths(difficultFrom).toNumber();
  for (const { run } of runs) {
    if (!run.plan || !run.result) continue;
    const plan = JSON.parse(run.plan) as AssignmentPlan;
    const { assignments } = JSON.parse(run.result) as AssignmentResult;
    const free = new Map(plan.cases.filter(isFree).map((one, index) => [one.id, { ...one, arrival: index }]));
    const drawn = assignments.flatMap(({ case: id, judge }) => (free.has(id) ? [{ ...free.get(id)!, judge }] : []));
    sequences.push(drawn.map(({ arrival }) => arrival < free.size / 2));
    for (const { judge, weight } of drawn) {
      const known = received.get(judge) ?? { whole: 0, part: 0 };
      received.set(judge, { whole: known.whole + 1, part: known.part + ((weight ?? 1) >= limit ? 1 : 0) });
    }
  }
  const cases = [...received.values()].reduce((sum, { whole }) => sum + whole, 0);
  const randomness = [
    told('chiSquare', { zh: '疑难案件在法官之间的分布（卡方检验）', en: 'Difficult cases over judges (chi-square)' }, evenShareTest([...received.values()]), cases),
    told('runs', { zh: '先收、后收案件在抽签次序中的交错（游程检验）', en: 'Early and late arrivals in the order of the draw (runs test)' }, runsTest(sequences), cases),
  ].flatMap((one) => one ?? []);
  return {
    randomness,
    randomnessMissing: randomness.length === 2 ? null : { zh: `本期不受限制的抽签案件只有 ${cases} 件，${randomness.length ? '有一项检验' : '检验'}还说明不了什么；案件多了自动显示。`, en: `Only ${cases} unrestricted case(s) were drawn in the period; ${randomness.length ? 'one test' : 'the tests'} cannot say anything yet and will appear once there are more.` },
  };
}

function isFree({ requires, excluded, designated, units, panel }: PlanCase): boolean {
  return requires == null && !excluded?.length && designated == null && units == null && panel == null;
}

function told(key: RandomnessTest['key'], title: RandomnessTest['title'], test: ChanceTest | null, cases: number): RandomnessTest | null {
  if (!test) return null;
  const p = roundHalfUp(test.pValue, 4).toFixed(4);
  return {
    key,
    title,
    statistic: two(test.statistic),
    degrees: test.degrees,
    pValue: p,
    cases,
    says:
      test.pValue < UNLIKELY
        ? { zh: `p = ${p}：纯属偶然很少会这样，请核对批次和限制。`, en: `p = ${p}: mere chance rarely gives this; look at the runs and their restrictions.` }
        : { zh: `p = ${p}：与随机抽签相符。`, en: `p = ${p}: in keeping with a random draw.` },
  };
}
