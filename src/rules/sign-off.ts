import { signOffErrors } from './sign-off.errors.js';

/** 自查 → 把关 → 审阅 → 综合评查. */
export const SIGN_OFF_STEPS = ['judge', 'chief', 'vicePresident', 'reviewer'] as const;
export type SignOffStep = (typeof SIGN_OFF_STEPS)[number];
export type SignOffAct = 'sign' | 'return';

export const STEP_WORDS: Readonly<Record<SignOffStep, { zh: string; en: string; whoZh: string; whoEn: string; answersZh: string; answersEn: string }>> = {
  judge: {
    zh: '自查', en: 'self-check', whoZh: '承办法官', whoEn: 'the responsible judge',
    answersZh: '对认定事实、采信证据、适用法律、主文和文字负责', answersEn: 'answers for facts, evidence, law, operative part and wording',
  },
  chief: {
    zh: '把关', en: 'chief’s check', whoZh: '庭长', whoEn: 'the division chief',
    answersZh: '对主文明确、结论与理由一致、格式和明显文字差错的把关负责', answersEn: 'answers for a clear operative part, a result that follows from the reasons, form and obvious slips',
  },
  vicePresident: {
    zh: '审阅', en: 'vice-president’s reading', whoZh: '分管院长', whoEn: 'the vice-president in charge',
    answersZh: '对主文、结论和裁判尺度的审阅负责', answersEn: 'answers for having read the operative part, the result and its consistency with like cases',
  },
  reviewer: {
    zh: '综合评查', en: 'comprehensive review', whoZh: '评查员', whoEn: 'the reviewer',
    answersZh: '对应当发现而未发现的差错负责', answersEn: 'answers for defects that should have been found',
  },
};

/** What decides which steps a version of a judgment goes through. */
export interface SignOffCircumstances {
  /** Chief or deputy other than the responsible judge who can sign. */
  chiefAvailable: boolean;
  /** A leader other than the responsible judge who can sign. */
  leaderAvailable: boolean;
  soleJudge: boolean;
  /** The court lets documents of a sole judge go without 审阅. */
  soleJudgeSkipsReading: boolean;
}

/**
 * The steps of one document, in order. A chief's own judgment, or one of a division without another chief, goes to the
 * vice-president directly; a sole judge's may be spared the reading where the court says so, but only if a chief looks at it.
 * Source: MISSION Q5.
 * @example stepsOf({ chiefAvailable: false, leaderAvailable: true, … }) // judge, vicePresident, reviewer
 */
export function stepsOf({ chiefAvailable, leaderAvailable, soleJudge, soleJudgeSkipsReading }: SignOffCircumstances): SignOffStep[] {
  const spared = soleJudge && soleJudgeSkipsReading && chiefAvailable;
  return ['judge', ...(chiefAvailable ? (['chief'] as const) : []), ...(leaderAvailable && !spared ? (['vicePresident'] as const) : []), 'reviewer'];
}

export interface SignOffRecord {
  act: SignOffAct;
  step: SignOffStep;
  returnTo: SignOffStep | null;
  personId: string;
}

export interface SignOffState {
  /** Signatures that stand, by step. */
  standing: Partial<Record<SignOffStep, SignOffRecord>>;
  awaited: SignOffStep;
  /** The last act, if it sent the document back. */
  returned: SignOffRecord | null;
}

/**
 * Where a version stands after its acts, oldest first. Sending it back takes away the signature of the step it goes to and of
 * every later one; whoever signed in between reads it again.
 * @example judge signs, chief signs, vice-president returns to the chief → the judge's stands, the chief is awaited
 */
export function stateOf(acts: readonly SignOffRecord[], steps: readonly SignOffStep[]): SignOffState {
  const standing: Partial<Record<SignOffStep, SignOffRecord>> = {};
  for (const act of acts) {
    if (act.act === 'sign') standing[act.step] = act;
    else for (const step of SIGN_OFF_STEPS.slice(SIGN_OFF_STEPS.indexOf(act.returnTo ?? 'judge'))) delete standing[step];
  }
  const last = acts[acts.length - 1];
  return { standing, awaited: steps.find((step) => !standing[step]) ?? 'reviewer', returned: last?.act === 'return' ? last : null };
}

export interface SignOffAttempt {
  act: SignOffAct;
  step: SignOffStep;
  returnTo: SignOffStep | null;
  personId: string;
  words: string;
}

/**
 * The one rule of transition: who may do what to a version next.
 * @returns whose turn it is afterwards
 * @throws DomainError `signOff.complete`, `.notYourTurn`, `.twice`, `.returnUp`, `.wordsMissing`, `.sameWords`
 * @example the chief signs what the judge has signed → `vicePresident`
 */
export function afterAct(attempt: SignOffAttempt, acts: readonly SignOffRecord[], steps: readonly SignOffStep[], language: 'zh' | 'en'): SignOffStep {
  const word = (step: SignOffStep) => STEP_WORDS[step][language];
  const who = (step: SignOffStep) => STEP_WORDS[step][language === 'zh' ? 'whoZh' : 'whoEn'];
  const { standing, awaited, returned } = stateOf(acts, steps);
  if (awaited === 'reviewer') throw signOffErrors['signOff.complete']();
  if (attempt.step !== awaited) throw signOffErrors['signOff.notYourTurn']({ awaited: `${who(awaited)} ${word(awaited)}`, step: word(attempt.step) });
  const earlier = Object.values(standing).find(({ personId }) => personId === attempt.personId);
  if (earlier) throw signOffErrors['signOff.twice']({ step: word(earlier.step), instead: language === 'zh' ? `另一名${who(awaited)}` : `somebody else as ${who(awaited)}` });
  const words = Array.from(attempt.words.trim()).length;
  if (attempt.act === 'return') {
    const to = attempt.returnTo;
    if (!to || !standing[to]) throw signOffErrors['signOff.returnUp']({ to: to ? word(to) : '—' });
    if (words < MIN_WORDS) throw signOffErrors['signOff.wordsMissing']({ why: language === 'zh' ? '退回文书' : 'Returning a document' });
    return to;
  }
  if (attempt.step === 'judge' && returned && words < MIN_WORDS) throw signOffErrors['signOff.sameWords']();
  return steps[steps.indexOf(awaited) + 1] ?? 'reviewer';
}

const MIN_WORDS = 5;
