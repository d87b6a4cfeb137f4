import type { Day } from '../kernel/day.js';
import type { CaseFlow } from './case-flow.js';
import { quorumOf } from './difficult-case-votes.js';

/** Where the closing of one evaluation period stands. `freezing`: one person has asked for the freeze, a second has to confirm it. */
export type ClosingState = 'open' | 'submitted' | 'approved' | 'freezing' | 'frozen' | 'noticed' | 'published';
export type ClosingAction = 'submit' | 'approve' | 'askFreeze' | 'freeze' | 'reopen' | 'notice' | 'publish';

/** 结束考核期: every step there is and who takes it. Before the freeze everything can be undone with a reason; after it nothing is, and changes are numbered corrections. */
export const CLOSING_STEPS: Readonly<Record<ClosingAction, { from: readonly ClosingState[]; to: ClosingState; by: 'political' | 'committee'; zh: string; en: string }>> = {
  submit: { from: ['open'], to: 'submitted', by: 'political', zh: '提请审议', en: 'submit to the committee' },
  approve: { from: ['submitted'], to: 'approved', by: 'committee', zh: '审议通过', en: 'approve' },
  askFreeze: { from: ['approved'], to: 'freezing', by: 'political', zh: '冻结', en: 'freeze' },
  freeze: { from: ['freezing'], to: 'frozen', by: 'political', zh: '确认冻结', en: 'confirm the freeze' },
  reopen: { from: ['submitted', 'approved', 'freezing'], to: 'open', by: 'political', zh: '退回核对', en: 'return to open' },
  notice: { from: ['frozen'], to: 'noticed', by: 'political', zh: '开始公示', en: 'begin the public notice' },
  publish: { from: ['noticed'], to: 'published', by: 'political', zh: '发布通报', en: 'publish' },
};

export const CLOSING_STATES: Readonly<Record<ClosingState, { zh: string; en: string }>> = {
  open: { zh: '核对中', en: 'being checked' },
  submitted: { zh: '已提请审议', en: 'before the committee' },
  approved: { zh: '审议通过', en: 'approved' },
  freezing: { zh: '待第二人确认冻结', en: 'awaiting the second person' },
  frozen: { zh: '已冻结', en: 'frozen' },
  noticed: { zh: '公示中', en: 'on public notice' },
  published: { zh: '已发布', en: 'published' },
};

/** The state a step leads to, or `null` when it cannot be taken from here. */
export function afterClosingStep(state: ClosingState, action: ClosingAction): ClosingState | null {
  const step = CLOSING_STEPS[action];
  return step.from.includes(state) ? step.to : null;
}

/** Sub-scores stay locked, and their facts unchanged by hand, in every state but this one. */
export function mayUnlock(state: ClosingState): boolean {
  return state === 'open';
}

/** 子项得分: each office submits what it holds; nothing goes to the committee before all three have. */
export const SUB_SCORE_OFFICES = ['trialManagement', 'administrativeOffice', 'politicalSupervision'] as const;
export type SubScoreOffice = (typeof SUB_SCORE_OFFICES)[number];

/**
 * Whether an objection still keeps somebody's result waiting: until it is answered, and where it was upheld until a numbered correction rests on it.
 * @example objectionWaits('upheld', false) // true: the result said to be wrong still stands
 */
export function objectionWaits(status: 'open' | 'upheld' | 'dismissed', corrected: boolean): boolean {
  return status === 'open' || (status === 'upheld' && !corrected);
}

/**
 * Whether the period has been corrected as an answered objection asks: a confirmed correction rests on it, or one confirmed after the
 * answer has read everybody it names again. One confirmed before the answer, be it the same morning, knows nothing of it.
 * @param objection answeredAt and confirmedAt: ISO instants
 */
export function isCorrected(
  { id, personIds, answeredAt }: { id: string; personIds: readonly string[]; answeredAt: string | null },
  corrections: readonly { basisId: string | null; people: readonly string[]; confirmedAt: string | null }[],
): boolean {
  return corrections.some(({ basisId, people, confirmedAt }) => confirmedAt !== null && (basisId === id || (answeredAt !== null && confirmedAt >= answeredAt && personIds.every((one) => people.includes(one)))));
}

export interface MemberPresent {
  personId: string;
  vote: 'for' | 'against' | 'abstain';
}

export interface GroupVote {
  group: string;
  /** Members in office who are not ranked in the group. */
  eligible: number;
  quorum: number;
  present: number;
  inFavour: number;
  against: number;
  /** Names are the caller's: who stepped aside because ranked in the group. */
  stoodAside: string[];
  reached: boolean;
  passed: boolean;
}

/**
 * 考评委员会审议: one vote, counted for each peer group without the members who are themselves ranked in it. A group is approved
 * when those left reach the quorum and more than half of those left who are present are in favour.
 *
 * @param seated members in office
 * @param share quorum as a fraction of the members left, rounded up
 * @example 7 seated, 2/3; one is ranked in `judge:civil`: 6 left, quorum 4; 4 present, 3 for → passed
 * @example 5 present of 6, 2 for, 2 against, 1 abstains → 2 × 2 ≤ 5, not passed
 * Source: the seed, O2 (法官考评委员会) and U2 (统一扎口).
 */
export function committeeVotes(seated: readonly string[], present: readonly MemberPresent[], ranked: Readonly<Record<string, readonly string[]>>, share: readonly [number, number]): GroupVote[] {
  return Object.entries(ranked).map(([group, members]) => {
    const left = seated.filter((one) => !members.includes(one));
    const voting = present.filter(({ personId }) => left.includes(personId));
    const votes = (vote: MemberPresent['vote']): number => voting.filter((one) => one.vote === vote).length;
    const quorum = quorumOf({ share, members: left.length });
    const reached = left.length > 0 && voting.length >= quorum;
    return {
      group, eligible: left.length, quorum, present: voting.length, inFavour: votes('for'), against: votes('against'), stoodAside: seated.filter((one) => members.includes(one)),
      reached, passed: reached && votes('for') * 2 > voting.length,
    };
  });
}

/**
 * 会议日期: the committee met on what was put before it, so not before that day, and not after today.
 * @param submittedOn day of the latest submission to the committee
 * @example meetingDayFits('2026-11-09', { submittedOn: '2026-11-10', today: '2026-11-12' }) // false
 */
export function meetingDayFits(meetingOn: Day, { submittedOn, today }: { submittedOn: Day; today: Day }): boolean {
  return submittedOn <= meetingOn && meetingOn <= today;
}

export interface FlowCheck {
  /** Opening + received − closed. */
  sum: number;
  /** Sum − what the register of cases has pending. */
  gap: number;
  /** Sum − what the court counted at the end of the period; `null` where nobody registered a count. */
  countGap: number | null;
}

/**
 * 收结存核对: opening + received − closed has to be what the register has pending and, where a count was registered, what was counted.
 * @param frozenOpening what was pending when the period before was frozen; `null` where it was not, and the register's own opening holds
 * @example opening 12 (frozen 13), received 30, closed 28, pending 14, counted 15 → sum 15, gap 1, countGap 0: the register lost a case
 * Source: the seed, U4 (the gap is displayed, never smoothed over).
 */
export function checkFlow({ opening, received, closed, pending }: CaseFlow, frozenOpening: number | null, counted: number | null): FlowCheck {
  const sum = (frozenOpening ?? opening) + received - closed;
  return { sum, gap: sum - pending, countGap: counted === null ? null : sum - counted };
}

/** @example correctionNumber(2026, 2) // '更正〔2026〕第2号' */
export function correctionNumber(year: number, number: number): string {
  return `更正〔${year}〕第${number}号`;
}

/** What one person's frozen line says: enough to be read side by side with its successor. */
export interface FrozenLine {
  personId: string;
  total: string;
  /** `null` = not ranked. */
  rank: number | null;
  tied: boolean;
  components: Readonly<Record<string, string | null>>;
  grade: string | null;
}

export interface LineChange {
  personId: string;
  before: FrozenLine | null;
  after: FrozenLine | null;
}

/**
 * Everybody whose total, rank, tie, grade or one of the components differs, in the order of the new list, those gone last.
 * @example 89.53 second → 91.53 first, and 90.10 first → second: two changes
 */
export function changedLines(before: readonly FrozenLine[], after: readonly FrozenLine[]): LineChange[] {
  const old = new Map(before.map((line) => [line.personId, line]));
  const now = new Set(after.map(({ personId }) => personId));
  const moved = after.flatMap((line): LineChange[] => {
    const earlier = old.get(line.personId) ?? null;
    return earlier && sameLine(earlier, line) ? [] : [{ personId: line.personId, before: earlier, after: line }];
  });
  return [...moved, ...before.filter(({ personId }) => !now.has(personId)).map((line) => ({ personId: line.personId, before: line, after: null }))];
}

function sameLine(a: FrozenLine, b: FrozenLine): boolean {
  const keys = new Set([...Object.keys(a.components), ...Object.keys(b.components)]);
  return a.total === b.total && a.rank === b.rank && a.tied === b.tied && a.grade === b.grade && [...keys].every((key) => a.components[key] === b.components[key]);
}
