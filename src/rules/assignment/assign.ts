import type { Sentence } from '../../kernel/domain-error.js';
import { checkPlan, type CheckedPlan } from './check-plan.js';
import { CRITERIA, obstacle, pausedBy } from './criteria.js';
import { digestOf } from './digest.js';
import { commitmentOf } from './draw.js';
import { evennessOf, levelnessOf, sixPlaces } from './fairness.js';
import { matchCases, type Matching } from './match-cases.js';
import { matchWeights } from './match-weights.js';
import type { AssignmentDecision, AssignmentPhase, AssignmentResult, CriterionId, JudgeAnswer, PlanJudge, QuotaShare, UnassignedCase, UnitAnswer } from './plan.js';
import { buildPool, commonDivisor, NOBODY, type Pool } from './pool.js';
import { quotas } from './quotas.js';
import { decisionWords, nobodyWords } from './wording.js';

/** Up to here the answer names every judge for every case nobody may take; beyond, `explain` does so on demand. */
const REASONS_KEPT = 1_000_000;

/**
 * 动态分案: quotas for units, then for judges, then the cases. Pure: the same plan gives the same answer, byte for byte,
 * and the order in which it lists units, judges and cases changes nothing but the order of `units` and `judges` in the
 * answer. Quotas count every case of the plan; a case nobody may take leaves somebody short, the highest load first.
 *
 * @throws DomainError `assignment.planInvalid` with every fault of the plan
 * Source: A2–A7, ASSIGNMENT.md.
 */
export function assign(plan: unknown): AssignmentResult {
  return assignChecked(checkPlan(plan));
}

export function assignChecked(plan: CheckedPlan): AssignmentResult {
  const pool = buildPool(plan);
  const shares = shareOut(plan, pool);
  const quota = Float64Array.from(pool.judges, ({ id }) => Math.round(shares.judges.get(id)!.quota * pool.scale));
  const matching = plan.loadIn === 'cases' ? matchCases(pool, quota) : matchWeights(pool, quota);
  const judges = judgeAnswers(plan, pool, shares, matching);
  const units = unitAnswers(plan, shares, judges);
  const assignments = decisions(plan, pool, shares, matching);
  const unassigned = leftOver(plan, pool, matching);
  const receiving = judges.filter(({ paused }) => paused === null);
  const [before, after] = [evennessOf(receiving.map((one) => one.relativeBefore!)), evennessOf(receiving.map((one) => one.relativeAfter!))];
  const designated = assignments.filter(({ phase }) => phase === 'designated').length;
  return {
    rule: plan.rule,
    loadIn: plan.loadIn,
    base: shares.base,
    baseExact: shares.baseExact,
    units,
    judges,
    assignments,
    unassigned,
    fairness: { ...after, before, after, designatedShare: assignments.length === 0 ? 0 : sixPlaces(designated / assignments.length) },
    quality: {
      ...qualityOf(pool, quota, matching),
      levelness: levelnessOf(receiving.map(({ after: load }) => Math.round(load * pool.scale)), receiving.map(({ capacity }) => capacity), pool.scale),
    },
    notes: [...plan.notes, ...notesOf(plan)],
    commitment: commitmentOf(plan.seed),
    digest: digestOf(plan, assignments, unassigned),
  };
}

interface Shares {
  base: number | null;
  baseExact: string | null;
  units: Map<string, QuotaShare & { base: number | null; baseExact: string | null }>;
  judges: Map<string, QuotaShare>;
}

/** Both stages. A unit's backlog and capacity are the sums over its judges who can receive. */
function shareOut(plan: CheckedPlan, { weight, scale }: Pool): Shares {
  const receivers = (judges: readonly PlanJudge[]): PlanJudge[] => judges.filter((judge) => pausedBy(judge) === null);
  const grain = (weight.reduce(commonDivisor, 0) || 1) / scale;
  const question = { rule: plan.rule, seed: plan.seed, grain };
  const unitReceivers = plan.units.map(({ id, judges }) => ({ id, backlog: exactSum(receivers(judges).map((one) => one.backlog)), capacity: exactSum(receivers(judges).map((one) => one.capacity)) }));
  const stage1 = quotas({ ...question, stage: 'unit', receivers: unitReceivers, amount: weight.reduce((sum, one) => sum + one, 0) / scale });
  const shares: Shares = { base: stage1.base, baseExact: stage1.baseExact, units: new Map(), judges: new Map() };
  plan.units.forEach(({ judges }, index) => {
    const share = stage1.shares[index]!;
    const stage2 = quotas({ ...question, stage: 'judge', receivers: receivers(judges), amount: share.quota });
    shares.units.set(share.id, { ...share, base: stage2.base, baseExact: stage2.baseExact });
    for (const { id } of judges) shares.judges.set(id, { id, quota: 0, level: 0, even: 0 });
    for (const one of stage2.shares) shares.judges.set(one.id, one);
  });
  return shares;
}

/** Of numbers with four decimals at most. */
function exactSum(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + Math.round(value * 10_000), 0) / 10_000;
}

function judgeAnswers(plan: CheckedPlan, pool: Pool, shares: Shares, { holder, received }: Matching): JudgeAnswer[] {
  const designated = new Float64Array(pool.judges.length);
  holder.forEach((judge, theCase) => {
    if (judge !== NOBODY && pool.cases[theCase]!.designated != null) designated[judge]! += pool.weight[theCase]!;
  });
  const index = new Map(pool.judges.map(({ id }, judge) => [id, judge]));
  return plan.units.flatMap((unit) =>
    unit.judges.map((judge) => {
      const at = index.get(judge.id)!;
      const { quota, level, even } = shares.judges.get(judge.id)!;
      const figures = loadFigures(judge.backlog, received[at]! / pool.scale, judge.capacity);
      return { id: judge.id, unit: unit.id, quota, level, even, ...figures, designated: designated[at]! / pool.scale, paused: pausedBy(judge) };
    }),
  );
}

function unitAnswers(plan: CheckedPlan, shares: Shares, judges: readonly JudgeAnswer[]): UnitAnswer[] {
  const members = new Map<string, JudgeAnswer[]>(plan.units.map(({ id }) => [id, []]));
  for (const judge of judges) members.get(judge.unit)!.push(judge);
  return plan.units.map(({ id }) => {
    const own = members.get(id)!.filter(({ paused }) => paused === null);
    const figures = loadFigures(exactSum(own.map(({ before }) => before)), exactSum(own.map(({ received }) => received)), exactSum(own.map(({ capacity }) => capacity)));
    return { ...shares.units.get(id)!, ...figures };
  });
}

function loadFigures(before: number, received: number, capacity: number) {
  const after = exactSum([before, received]);
  return { received, before, after, capacity, relativeBefore: capacity === 0 ? null : before / capacity, relativeAfter: capacity === 0 ? null : after / capacity };
}

/** In the order of the draw; at each judge designated cases have used up quota first. */
function decisions(plan: CheckedPlan, pool: Pool, shares: Shares, { holder }: Matching): AssignmentDecision[] {
  const used = new Float64Array(pool.judges.length);
  const isDesignated = (theCase: number): boolean => pool.cases[theCase]!.designated != null;
  const usedBefore = new Float64Array(pool.cases.length);
  for (const pass of [true, false])
    holder.forEach((judge, theCase) => {
      if (judge === NOBODY || isDesignated(theCase) !== pass) return;
      usedBefore[theCase] = used[judge]!;
      used[judge]! += pool.weight[theCase]!;
    });
  const answers: AssignmentDecision[] = [];
  holder.forEach((judge, theCase) => {
    if (judge === NOBODY) return;
    const { id, name, backlog } = pool.judges[judge]!;
    const unit = pool.unitIds[judge]!;
    const share = shares.judges.get(id)!;
    const [had, weight] = [usedBefore[theCase]! / pool.scale, pool.weight[theCase]! / pool.scale];
    const phase = phaseOf(plan, pool, theCase, had, share);
    const words = {
      judge: name ?? id,
      phase,
      order: theCase + 1,
      loadIn: plan.loadIn,
      loadBefore: exactSum([backlog, had]),
      base: shares.units.get(unit)!.base,
      quota: share.quota,
      used: had,
      beyondQuota: plan.loadIn === 'cases' ? had >= share.quota : had + weight / 2 > share.quota,
      waterLevel: plan.rule === 'water-level',
    };
    const { zh, en } = decisionWords(words);
    answers.push({ case: pool.cases[theCase]!.id, unit, judge: id, phase, order: words.order, loadBefore: words.loadBefore, beyondQuota: words.beyondQuota, why: zh, whyEn: en });
  });
  return answers;
}

function phaseOf(plan: CheckedPlan, pool: Pool, theCase: number, had: number, share: QuotaShare): AssignmentPhase {
  const { designated, urgent } = pool.cases[theCase]!;
  if (designated != null) return 'designated';
  if (urgent) return 'urgent';
  return plan.rule === 'water-level' || had < share.level ? 'level' : 'even';
}

function leftOver(plan: CheckedPlan, pool: Pool, { holder }: Matching): UnassignedCase[] {
  const names = new Map(pool.judges.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name] as const])));
  const left = Array.from(holder.keys()).filter((theCase) => holder[theCase] === NOBODY);
  const keepReasons = left.length * pool.judges.length <= REASONS_KEPT;
  const known = new Map<string, { reasons: UnassignedCase['reasons']; words: Sentence }>();
  return left.map((theCase) => {
    const one = pool.cases[theCase]!;
    const key = JSON.stringify([one.requires, one.units, one.panel, one.designated, one.excluded, plan.loadIn === 'weights' ? one.weight : 1]);
    let answer = known.get(key);
    if (!answer) {
      const reasons = reasonsAgainst(pool, theCase);
      answer = { reasons, words: nobodyWords(reasons, names) };
      known.set(key, answer);
    }
    return { case: one.id, order: theCase + 1, why: answer.words.zh, whyEn: answer.words.en, reasons: keepReasons ? answer.reasons : [] };
  });
}

/** For a case nobody took: every judge, under the first criterion that stands in the way; else the limit was reached during the run. */
function reasonsAgainst(pool: Pool, theCase: number): UnassignedCase['reasons'] {
  const groups = new Map<CriterionId, string[]>(CRITERIA.map(({ id }) => [id, []]));
  const judges = pool.judges.map((judge, index) => ({ judge, index })).sort((a, b) => (a.judge.id < b.judge.id ? -1 : 1));
  for (const { judge, index } of judges) groups.get(obstacle(pool.cases[theCase]!, judge, pool.unitIds[index]!)?.criterion.id ?? limitReached(judge))!.push(judge.id);
  return [...groups].flatMap(([criterion, ids]) => (ids.length === 0 ? [] : [{ criterion, judges: ids }]));
}

/** Which of the two limits of a judge is the narrower. */
export function limitReached({ backlog, pendingCap, intakeLimit }: PlanJudge): 'pendingCap' | 'intakeLimit' {
  return (pendingCap == null ? Infinity : pendingCap - backlog) <= (intakeLimit ?? Infinity) ? 'pendingCap' : 'intakeLimit';
}

function qualityOf({ scale }: Pool, quota: Float64Array, { received, lowerBound }: Matching & { lowerBound?: number }) {
  const deviation = received.reduce((sum, amount, judge) => sum + Math.abs(amount - quota[judge]!), 0);
  const assigned = received.reduce((sum, amount) => sum + amount, 0);
  const least = lowerBound ?? deviation;
  return { deviation: deviation / scale, lowerBound: least / scale, gap: assigned === 0 ? 0 : sixPlaces((deviation - least) / assigned), exact: lowerBound === undefined };
}

function notesOf(plan: CheckedPlan): Sentence[] {
  const idle = plan.units.filter(({ judges }) => judges.every((judge) => pausedBy(judge) !== null)).map(({ id, name }) => name ?? id);
  if (idle.length === 0) return [];
  return [{ zh: `以下庭室没有可以收案的法官，配额为0：${idle.join('、')}。`, en: `Nobody in these units can receive cases; their quota is 0: ${idle.join(', ')}.` }];
}
