import { toDay, type Day } from '../kernel/day.js';

/** 评定轮次. Two a year; the dates inside each are the court's own. */
export type RoundState = 'collecting' | 'voting' | 'counted' | 'noticed' | 'closed' | 'cancelled';
export type RoundAction = 'startVote' | 'count' | 'publish' | 'close' | 'cancel';

/** Every step of a round. Nothing else changes its state. */
export const ROUND_STEPS: Readonly<Record<RoundAction, { from: readonly RoundState[]; to: RoundState }>> = {
  startVote: { from: ['collecting'], to: 'voting' },
  count: { from: ['voting'], to: 'counted' },
  publish: { from: ['counted'], to: 'noticed' },
  close: { from: ['counted', 'noticed'], to: 'closed' },
  cancel: { from: ['collecting'], to: 'cancelled' },
};

export function afterRoundStep(state: RoundState, action: RoundAction): RoundState | null {
  const step = ROUND_STEPS[action];
  return step.from.includes(state) ? step.to : null;
}

/** 申报. `undecided`: the quorum cannot be reached, and the case may come again. `struck`: awarded, and taken back when an objection was upheld. Finality is a day (`countsOn`), not a step somebody might forget. */
export type ApplicationState = 'filed' | 'opined' | 'awarded' | 'rejected' | 'undecided' | 'struck' | 'withdrawn';
export type ApplicationAction = 'opine' | 'withdraw' | 'award' | 'reject' | 'setAside' | 'strike';

export const APPLICATION_STEPS: Readonly<Record<ApplicationAction, { from: readonly ApplicationState[]; to: ApplicationState; by: 'applicant' | 'chief' | 'office' | 'committee' }>> = {
  opine: { from: ['filed'], to: 'opined', by: 'chief' },
  withdraw: { from: ['filed', 'opined'], to: 'withdrawn', by: 'applicant' },
  award: { from: ['opined'], to: 'awarded', by: 'committee' },
  reject: { from: ['opined'], to: 'rejected', by: 'committee' },
  setAside: { from: ['opined'], to: 'undecided', by: 'office' },
  strike: { from: ['awarded'], to: 'struck', by: 'committee' },
};

export function afterApplicationStep(state: ApplicationState, action: ApplicationAction): ApplicationState | null {
  const step = APPLICATION_STEPS[action];
  return step.from.includes(state) ? step.to : null;
}

export interface HalfYear {
  year: number;
  half: 1 | 2;
}

/** 每半年评定一次: the round an application belongs to, by the day it was made. @example 2026-07-01 → 2026, second half */
export function halfYearOf(day: Day): HalfYear {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return { year, half: month <= 6 ? 1 : 2 };
}

/** First day, and first day after. */
export function daysOfHalf({ year, half }: HalfYear): { from: Day; until: Day } {
  return half === 1 ? { from: toDay(year, 1, 1), until: toDay(year, 7, 1) } : { from: toDay(year, 7, 1), until: toDay(year + 1, 1, 1) };
}
