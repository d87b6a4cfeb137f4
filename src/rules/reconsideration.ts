import { Decimal, points, type Exact } from '../kernel/exact.js';
import type { Fault } from '../kernel/domain-error.js';

export const GROUNDS = {
  fact: { zh: '事实有误', en: 'the facts are wrong' },
  standard: { zh: '标准适用不当', en: 'the standard was wrongly applied' },
  responsibility: { zh: '责任划分不当', en: 'responsibility was wrongly shared' },
  countedTwice: { zh: '重复扣分', en: 'counted twice' },
  other: { zh: '其他', en: 'other' },
} as const;
export type Ground = keyof typeof GROUNDS;

export type ReconsiderationState = 'filed' | 'returned' | 'accepted' | 'withPanel' | 'corrected' | 'maintained' | 'secondInstance' | 'final' | 'withdrawn';
export type ReconsiderationAction = 'return' | 'resubmit' | 'accept' | 'drawPanel' | 'correct' | 'maintain' | 'appeal' | 'decide' | 'lapse' | 'withdraw';

/** 申请复议: every step there is, with who takes it. Nothing else changes a request’s state. */
export const RECONSIDERATION_STEPS: Readonly<
  Record<ReconsiderationAction, { from: readonly ReconsiderationState[]; to: ReconsiderationState; by: 'applicant' | 'office' | 'panel' | 'committee' | 'clock' }>
> = {
  return: { from: ['filed'], to: 'returned', by: 'office' },
  resubmit: { from: ['returned'], to: 'filed', by: 'applicant' },
  accept: { from: ['filed'], to: 'accepted', by: 'office' },
  drawPanel: { from: ['accepted'], to: 'withPanel', by: 'office' },
  correct: { from: ['withPanel'], to: 'corrected', by: 'panel' },
  maintain: { from: ['withPanel'], to: 'maintained', by: 'panel' },
  appeal: { from: ['corrected', 'maintained'], to: 'secondInstance', by: 'applicant' },
  decide: { from: ['secondInstance'], to: 'final', by: 'committee' },
  lapse: { from: ['corrected', 'maintained'], to: 'final', by: 'clock' },
  withdraw: { from: ['filed', 'returned', 'accepted', 'withPanel', 'secondInstance'], to: 'withdrawn', by: 'applicant' },
};

/** States in which somebody still owes the applicant an answer: a period with one of these cannot be closed. */
export const UNANSWERED: readonly ReconsiderationState[] = ['filed', 'returned', 'accepted', 'withPanel', 'secondInstance'];

/** The state a step leads to, or `null` when it cannot be taken from here. */
export function afterStep(state: ReconsiderationState, action: ReconsiderationAction): ReconsiderationState | null {
  const step = RECONSIDERATION_STEPS[action];
  return step.from.includes(state) ? step.to : null;
}

export interface PanelCandidate {
  personId: string;
  name: string;
  /** Units the person serves in. */
  divisionIds: readonly string[];
}

export interface PanelQuestion {
  /** Public once drawn: anybody can draw again and get the same three. */
  seed: string;
  size: number;
  candidates: readonly PanelCandidate[];
  /** Who made the finding, who answers for it, who asks. */
  barredPeople: readonly string[];
  /** Divisions of the applicant and of the original reviewer. */
  barredDivisions: readonly string[];
}

export interface PanelDraw {
  drawn: PanelCandidate[];
  barred: { candidate: PanelCandidate; why: 'person' | 'division' }[];
}

/**
 * Draws the panel: candidates not barred, in ascending order of the digest of `seed|panel|<id>`, the first `size` of them.
 * Fewer than `size` are returned when there are no more; the caller decides whom to ask then.
 * @param digest SHA-256 as lower-case hex; passed in, since this floor computes nothing but rules
 */
export function drawPanel({ seed, size, candidates, barredPeople, barredDivisions }: PanelQuestion, digest: (text: string) => string): PanelDraw {
  const barred: PanelDraw['barred'] = [];
  const free = candidates.filter((candidate) => {
    const why = barredPeople.includes(candidate.personId) ? 'person' : candidate.divisionIds.some((id) => barredDivisions.includes(id)) ? 'division' : null;
    if (why) barred.push({ candidate, why });
    return !why;
  });
  const order = (candidate: PanelCandidate): string => digest(`${seed}|panel|${candidate.personId}`);
  const drawn = free.map((candidate) => ({ candidate, key: order(candidate) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return { drawn: drawn.slice(0, size).map(({ candidate }) => candidate), barred };
}

export type Outcome = 'upheld' | 'partlyUpheld' | 'refused';

export interface Settlement {
  outcome: Outcome;
  /** What the finding costs from now on, two places. */
  points: string;
}

/**
 * What a panel's votes come to. Each member says what the finding should cost; the middle one holds, so that no single
 * member can move it beyond the others. 0 → upheld, unchanged → refused, between → partly upheld.
 * @param votes an odd number of amounts from 0 to `original`
 * @example original 2.00, votes 0.00, 1.00, 2.00 → 1.00, partly upheld
 */
export function settleVotes(original: Exact, votes: readonly Exact[]): Settlement {
  const sorted = votes.map((vote) => new Decimal(vote)).sort((a, b) => a.comparedTo(b));
  const middle = sorted[(sorted.length - 1) / 2]!;
  const outcome = middle.isZero() ? 'upheld' : middle.eq(original) ? 'refused' : 'partlyUpheld';
  return { outcome, points: points(middle) };
}

export interface ReplyWords {
  /** What the applicant brought forward, one point a line. */
  grounds: readonly string[];
  /** Answers in the same order. */
  answers: readonly string[];
  clause: string;
}

/** 认真负责的答复: each of the applicant's points has an answer that says something, and the reply names the clause it rests on. */
export function replyFaults({ grounds, answers, clause }: ReplyWords): Fault[] {
  const faults: Fault[] = grounds.flatMap((ground, index) =>
    saysSomething(answers[index] ?? '')
      ? []
      : [{ path: `answers[${index}]`, zh: `请答复申请人的第 ${index + 1} 点：“${shortened(ground)}”。只有空白或标点不算答复。`, en: `Answer the applicant’s point ${index + 1}: “${shortened(ground)}”. Blanks or punctuation are no answer.` }],
  );
  if (!saysSomething(clause)) faults.push({ path: 'clause', zh: '请写明答复所依据的条款。', en: 'Name the clause the reply rests on.' });
  return faults;
}

/** At least four letters or characters: enough for 不成立。 with a reason, not for 同意 alone. */
function saysSomething(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= 4;
}

function shortened(text: string): string {
  const characters = [...text.trim()];
  return characters.length > 20 ? `${characters.slice(0, 20).join('')}…` : text.trim();
}
