import type { Sentence } from '../../kernel/domain-error.js';
import { assignmentErrors } from './assignment.errors.js';
import { limitReached } from './assign.js';
import { labelOf, obstacle } from './criteria.js';
import { drawKey } from './draw.js';
import type { AssignmentDecision, AssignmentPlan, AssignmentResult, CaseExplanation, JudgeAnswer, JudgeReason, PlanCase, PlanJudge, UnitAnswer } from './plan.js';
import { amount, baseText } from './wording.js';

/**
 * 为何是我: everything about one case that its judge may ask, worked out from the plan and the answer. Kept apart from
 * {@link assign}, so that a run of any size stays small and each explanation is made when somebody asks.
 *
 * @throws DomainError `assignment.caseUnknown`
 */
export function explain(plan: AssignmentPlan, result: AssignmentResult, caseId: string): CaseExplanation {
  const theCase = plan.cases.find(({ id }) => id === caseId);
  const decision = result.assignments.find((one) => one.case === caseId) ?? null;
  const left = result.unassigned.find((one) => one.case === caseId);
  if (!theCase || (!decision && !left)) throw assignmentErrors['assignment.caseUnknown']({ id: caseId });
  const key = drawKey(plan.seed, 'case', caseId);
  const judges = reasons(plan, result, theCase, decision);
  const order = (decision ?? left)!.order;
  return {
    case: caseId,
    judge: decision?.judge ?? null,
    unit: decision?.unit ?? null,
    phase: decision?.phase ?? null,
    order,
    drawKey: key,
    steps: [...(decision ? placeSteps(plan, result, decision) : []), drawStep(order, key), othersStep(judges, left)],
    judges,
  };
}

function placeSteps(plan: AssignmentPlan, result: AssignmentResult, decision: AssignmentDecision): CaseExplanation['steps'] {
  const unit = result.units.find(({ id }) => id === decision.unit)!;
  const judge = result.judges.find(({ id }) => id === decision.judge)!;
  const unitName = plan.units.find(({ id }) => id === unit.id)?.name ?? unit.id;
  const judgeName = judgesOf(plan).find((one) => one.judge.id === judge.id)?.judge.name ?? judge.id;
  return [
    { id: 'unit', title: { zh: `庭间：${unitName}应得${amount(unit.quota, result.loadIn).zh}`, en: `Among units: ${unitName} is due ${amount(unit.quota, result.loadIn).en}` }, text: shareWords(result, unit, result.base) },
    { id: 'judge', title: { zh: `庭内：${judgeName}应得${amount(judge.quota, result.loadIn).zh}`, en: `Inside the unit: ${judgeName} is due ${amount(judge.quota, result.loadIn).en}` }, text: joined(shareWords(result, judge, unit.base), { zh: decision.why, en: decision.whyEn }) },
  ];
}

function shareWords({ rule, loadIn }: AssignmentResult, one: UnitAnswer | JudgeAnswer, base: number | null): Sentence {
  const [before, level, even] = [amount(one.before, loadIn), amount(one.level, loadIn), amount(one.even, loadIn)];
  const relative = one.relativeBefore ?? 0;
  const load = {
    zh: `分案前存案${before.zh}，折合额度${one.capacity}，负荷${baseText(relative)}`,
    en: `${before.en} before the run at capacity ${one.capacity}, a load of ${baseText(relative)}`,
  };
  if (rule === 'water-level') return { zh: `${load.zh}；按最低负荷优先逐件计算。`, en: `${load.en}; each case goes to the lowest load.` };
  const below = base !== null && relative < base;
  return below
    ? { zh: `${load.zh}，低于基数${baseText(base)}，先补平${level.zh}；余下按额度平均，得${even.zh}。`, en: `${load.en}, below the base of ${baseText(base)}: first ${level.en} to level, then ${even.en} of the even share.` }
    : { zh: `${load.zh}，不低于基数${baseText(base)}，不需补平；余下按额度平均，得${even.zh}。`, en: `${load.en}, not below the base of ${baseText(base)}: nothing to level; ${even.en} of the even share.` };
}

function drawStep(order: number, key: string): CaseExplanation['steps'][number] {
  return {
    id: 'draw',
    title: { zh: `抽签：本案排第${order}位`, en: `The draw: place ${order}` },
    text: {
      zh: `案件顺序由公开的种子决定：sha256("种子|case|案号") = ${key.slice(0, 12)}…，由小到大排列，谁都可以重算。`,
      en: `The order comes from the published seed: sha256("seed|case|id") = ${key.slice(0, 12)}…, smallest first; anybody can work it out again.`,
    },
  };
}

function othersStep(judges: readonly JudgeReason[], left: { why: string; whyEn: string } | undefined): CaseExplanation['steps'][number] {
  const title = left ? { zh: '无人可以承办', en: 'Nobody may take it' } : { zh: '为何不是其他人', en: 'Why not the others' };
  if (left) return { id: 'others', title, text: { zh: left.why, en: left.whyEn } };
  const groups = new Map<string, { label: Sentence; count: number }>();
  for (const { criterion, label } of judges) {
    if (criterion === 'chosen') continue;
    const group = groups.get(criterion) ?? { label, count: 0 };
    group.count++;
    groups.set(criterion, group);
  }
  const parts = [...groups.values()];
  if (parts.length === 0) return { id: 'others', title, text: { zh: '没有其他法官。', en: 'There is nobody else.' } };
  return { id: 'others', title, text: { zh: `${parts.map(({ label, count }) => `${label.zh}${count}人`).join('，')}。`, en: `${parts.map(({ label, count }) => `${label.en}: ${count}`).join('; ')}.` } };
}

function reasons(plan: AssignmentPlan, result: AssignmentResult, theCase: PlanCase, decision: AssignmentDecision | null): JudgeReason[] {
  const answers = new Map(result.judges.map((one) => [one.id, one]));
  const weights = result.loadIn === 'cases' ? null : new Map(plan.cases.map(({ id, weight }) => [id, weight!]));
  const received = receivedBefore(result, decision, weights);
  const chosen = decision && answers.get(decision.judge)!;
  return judgesOf(plan).map(({ judge, unit }) => {
    const answer = answers.get(judge.id)!;
    const had = received.get(judge.id) ?? 0;
    const figures = { judge: judge.id, unit, loadThen: answer.before + had, receivedThen: had, quota: answer.quota };
    if (chosen?.id === judge.id) return { ...figures, criterion: 'chosen' as const, label: labelOf('chosen'), detail: { zh: decision!.why, en: decision!.whyEn } };
    const against = obstacle(theCase, judge, unit);
    if (against) return { ...figures, criterion: against.criterion.id, label: against.criterion.label, detail: against.detail };
    const [criterion, detail] = decision ? outcome(result, judge, answer, had, decision, chosen!) : limitWords(judge, answer, result);
    return { ...figures, criterion, label: labelOf(criterion), detail };
  });
}

/** What each had received before this case's turn: designated cases first, then the draw. */
function receivedBefore(result: AssignmentResult, decision: AssignmentDecision | null, weights: Map<string, number> | null): Map<string, number> {
  const received = new Map<string, number>();
  const isDesignated = decision?.phase === 'designated';
  for (const one of result.assignments) {
    const earlier = decision === null || (one.phase === 'designated' ? !isDesignated || one.order < decision.order : !isDesignated && one.order < decision.order);
    if (earlier) received.set(one.judge, (received.get(one.judge) ?? 0) + (weights?.get(one.case) ?? 1));
  }
  return received;
}

type Outcome = [JudgeReason['criterion'], Sentence];

function outcome(result: AssignmentResult, judge: PlanJudge, answer: JudgeAnswer, had: number, decision: AssignmentDecision, chosen: JudgeAnswer): Outcome {
  const { loadIn } = result;
  const due = amount(answer.quota, loadIn);
  const limit = Math.min(judge.pendingCap == null ? Infinity : judge.pendingCap - judge.backlog, judge.intakeLimit ?? Infinity);
  if (had >= limit) return limitWords(judge, answer, result);
  if (had >= answer.quota) return ['quotaFull', { zh: `配额${due.zh}，此时已满`, en: `the quota of ${due.en} was used up by then` }];
  const [own, other] = [(answer.before + had) / answer.capacity, decision.loadBefore / chosen.capacity];
  if (own > other) return ['higherLoad', { zh: `此时负荷${baseText(own)}，高于承办人的${baseText(other)}`, en: `a load of ${baseText(own)} then, above the ${baseText(other)} of the one who got it` }];
  return [
    'drawn',
    {
      zh: `尚有配额，由其他案件用去（共${due.zh}，实得${amount(answer.received, loadIn).zh}）；哪一件归谁由抽签和全部案件的限制一并决定`,
      en: `had quota left, which other cases used (${due.en} due, ${amount(answer.received, loadIn).en} received); which case goes where is settled by the draw and the restrictions of all cases together`,
    },
  ];
}

function limitWords(judge: PlanJudge, answer: JudgeAnswer, { loadIn }: AssignmentResult): Outcome {
  const criterion = limitReached(judge);
  if (criterion === 'intakeLimit') {
    const limit = amount(judge.intakeLimit ?? 0, loadIn);
    return [criterion, { zh: `本次最多收${limit.zh}，已满`, en: `at most ${limit.en} in this run, and that was reached` }];
  }
  const [cap, after] = [amount(judge.pendingCap ?? 0, loadIn), amount(answer.after, loadIn)];
  return [criterion, { zh: `存案上限${cap.zh}，本次分后${after.zh}`, en: `cap of ${cap.en}, ${after.en} after this run` }];
}

function joined(a: Sentence, b: Sentence): Sentence {
  return { zh: `${a.zh}${b.zh}`, en: `${a.en} ${b.en}` };
}

function judgesOf(plan: AssignmentPlan): { judge: PlanJudge; unit: string }[] {
  return plan.units.flatMap((unit) => unit.judges.map((judge) => ({ judge, unit: unit.id })));
}
