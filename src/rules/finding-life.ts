import type { Day } from '../kernel/day.js';

/**
 * draft 草稿 · submitted 已提交 (a minor one: it counts) · provisional 暂定 (a serious one before the committee: it does not) ·
 * settled 已定 · superseded 已被替代 or withdrawn.
 */
export type FindingState = 'draft' | 'submitted' | 'provisional' | 'settled' | 'superseded';
export type FindingAction = 'submit' | 'propose' | 'comment' | 'takeBack' | 'settle' | 'confirm' | 'reduce' | 'reject' | 'correct';
export type FindingRole = 'reviewer' | 'answerable' | 'clock' | 'committee' | 'decision';

/**
 * 差错的一生: every step there is, with who takes it. Nothing else changes a finding's state; `superseded` is left by no step,
 * since what stood on record stays there, and a smaller or otherwise shared finding is a new one in its place.
 *
 * - A minor finding counts from the moment its review is submitted and settles when everybody who answers for it has accepted
 *   it, or when the window for comments has passed.
 * - A serious finding is provisional (暂定) when its review is submitted: it is shown to the people concerned but stands in no
 *   score, rate or grade. The quality review committee confirms it (it counts, on the day it was recorded), reduces it (a minor
 *   clause or fewer points take its place) or rejects it, with reasons and the number of its resolution.
 * - After that only a decision (复议, or another correction) changes it: the old one is superseded, never rewritten.
 *
 * Serious findings on record as `submitted` from before there was a committee step went on counting and settle like minor ones.
 * Source: CATALOGUES §1.3; MISSION Q7.
 */
export const FINDING_STEPS: Readonly<Record<FindingAction, { from: readonly FindingState[]; to: FindingState; by: FindingRole }>> = {
  submit: { from: ['draft'], to: 'submitted', by: 'reviewer' },
  propose: { from: ['draft'], to: 'provisional', by: 'reviewer' },
  comment: { from: ['submitted', 'provisional'], to: 'submitted', by: 'answerable' },
  takeBack: { from: ['submitted', 'provisional'], to: 'superseded', by: 'reviewer' },
  settle: { from: ['submitted'], to: 'settled', by: 'clock' },
  confirm: { from: ['provisional'], to: 'settled', by: 'committee' },
  reduce: { from: ['provisional'], to: 'superseded', by: 'committee' },
  reject: { from: ['provisional'], to: 'superseded', by: 'committee' },
  correct: { from: ['submitted', 'settled'], to: 'superseded', by: 'decision' },
};

/** The state a step leads to, or `null` when it cannot be taken from here. A comment leaves the state as it is. */
export function afterFindingStep(state: FindingState, action: FindingAction): FindingState | null {
  const step = FINDING_STEPS[action];
  if (!step.from.includes(state)) return null;
  return action === 'comment' ? state : step.to;
}

/** Findings that stand in scores, rates and grades. */
export const COUNTING: readonly FindingState[] = ['submitted', 'settled'];

/** What submitting its review makes of a draft. */
export function submittedAs(severity: 'serious' | 'minor'): FindingState {
  return FINDING_STEPS[severity === 'serious' ? 'propose' : 'submit'].to;
}

export interface Heard {
  /** Last day for comments; `null` = the court has set no window, so that it never passes. */
  commentUntil: Day | null;
  /** Who answers for the finding. */
  answerable: readonly string[];
  /** What each of them has said so far, oldest first. */
  comments: readonly { personId: string; kind: 'accept' | 'explain' }[];
}

/**
 * Whether everybody concerned has been heard: each has said something, or the window has passed.
 * Nobody answering for it, there is nobody to wait for.
 */
export function isHeard({ commentUntil, answerable, comments }: Heard, today: Day): boolean {
  return windowPassed(commentUntil, today) || answerable.every((person) => comments.some(({ personId }) => personId === person));
}

/** A minor finding settles at once when all have accepted it (the last word of each counts), else when the window has passed. */
export function settlesNow({ commentUntil, answerable, comments }: Heard, today: Day): boolean {
  if (windowPassed(commentUntil, today)) return true;
  return answerable.length > 0 && answerable.every((person) => [...comments].reverse().find(({ personId }) => personId === person)?.kind === 'accept');
}

/** The window includes its last day. */
export function windowPassed(commentUntil: Day | null, today: Day): boolean {
  return commentUntil !== null && today > commentUntil;
}

export type RectificationState = 'open' | 'reported' | 'closed' | 'lapsed';
export type RectificationAction = 'report' | 'sendBack' | 'close' | 'lapse';

/** 整改: ordered with the decision or by the trial office, reported by whoever owes it, closed by the trial office or sent back. */
export const RECTIFICATION_STEPS: Readonly<Record<RectificationAction, { from: readonly RectificationState[]; to: RectificationState; by: 'owing' | 'office' | 'decision' }>> = {
  report: { from: ['open'], to: 'reported', by: 'owing' },
  sendBack: { from: ['reported'], to: 'open', by: 'office' },
  close: { from: ['reported'], to: 'closed', by: 'office' },
  lapse: { from: ['open', 'reported'], to: 'lapsed', by: 'decision' },
};

export function afterRectificationStep(state: RectificationState, action: RectificationAction): RectificationState | null {
  const step = RECTIFICATION_STEPS[action];
  return step.from.includes(state) ? step.to : null;
}
