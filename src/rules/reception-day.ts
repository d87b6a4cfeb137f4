import type { Day } from '../kernel/day.js';

/**
 * 接待日: entered in the roster, taken over by somebody else, struck off, kept, missed, put right; an excuse given for a missed one,
 * approved or refused.
 */
export const RECEPTION_ACTS = ['entered', 'takenOver', 'struck', 'attended', 'missed', 'excuseGiven', 'excused', 'excuseRefused'] as const;
export type ReceptionAct = (typeof RECEPTION_ACTS)[number];

export const RECEPTION_STATES = ['planned', 'attended', 'absent', 'excuseAsked', 'excused', 'excuseRefused', 'takenOver', 'struck'] as const;
export type ReceptionState = (typeof RECEPTION_STATES)[number];

interface Step {
  from: readonly ReceptionState[];
  to: ReceptionState;
  /** Least characters of the words that go with it; 0 where none are asked for. */
  words: number;
  /** Only from the day itself on, or only until it. */
  when: 'fromTheDay' | 'untilTheDay' | 'anyTime';
}

const LEAST_WORDS = 5;

/** The one table of steps. A standing record of attendance is put right from the opposite one, and then needs its reason. */
const STEPS: Readonly<Record<Exclude<ReceptionAct, 'entered'>, Step>> = {
  takenOver: { from: ['planned'], to: 'takenOver', words: LEAST_WORDS, when: 'untilTheDay' },
  struck: { from: ['planned'], to: 'struck', words: LEAST_WORDS, when: 'anyTime' },
  attended: { from: ['planned', 'absent', 'excuseAsked', 'excused', 'excuseRefused'], to: 'attended', words: 0, when: 'fromTheDay' },
  missed: { from: ['planned', 'attended'], to: 'absent', words: LEAST_WORDS, when: 'fromTheDay' },
  excuseGiven: { from: ['absent'], to: 'excuseAsked', words: LEAST_WORDS, when: 'fromTheDay' },
  excused: { from: ['excuseAsked'], to: 'excused', words: LEAST_WORDS, when: 'fromTheDay' },
  excuseRefused: { from: ['excuseAsked'], to: 'excuseRefused', words: LEAST_WORDS, when: 'fromTheDay' },
};

export type ReceptionFault = 'notNow' | 'dayAhead' | 'dayPast' | 'words';

export interface ReceptionMove {
  state: ReceptionState;
  day: Day;
  today: Day;
  words: string;
}

/**
 * What stands in the way of a step; empty when it may be taken.
 * @example receptionFaults('missed', { state: 'planned', day: '2026-11-25', today: '2026-11-23', words: '当日未到岗' }) // ['dayAhead']
 * @example receptionFaults('attended', { state: 'absent', …, words: '' }) // ['words']: putting a record right needs its reason
 */
export function receptionFaults(act: Exclude<ReceptionAct, 'entered'>, { state, day, today, words }: ReceptionMove): ReceptionFault[] {
  const { from, when } = STEPS[act];
  if (!from.includes(state)) return ['notNow'];
  const faults: ReceptionFault[] = [];
  if (when === 'fromTheDay' && today < day) faults.push('dayAhead');
  if (when === 'untilTheDay' && today > day) faults.push('dayPast');
  if (Array.from(words.trim()).length < wordsNeeded(act, state)) faults.push('words');
  return faults;
}

/** Where a step leads. */
export function receptionStateAfter(act: Exclude<ReceptionAct, 'entered'>): ReceptionState {
  return STEPS[act].to;
}

/** @example wordsNeeded('attended', 'planned') // 0; wordsNeeded('attended', 'absent') // 5 */
export function wordsNeeded(act: Exclude<ReceptionAct, 'entered'>, state: ReceptionState): number {
  return state === 'planned' ? STEPS[act].words : LEAST_WORDS;
}

/** Whether a step may be taken at all on a day, words aside; what a page offers. */
export function mayFollow(act: Exclude<ReceptionAct, 'entered'>, state: ReceptionState, day: Day, today: Day): boolean {
  return receptionFaults(act, { state, day, today, words: 'x'.repeat(LEAST_WORDS) }).length === 0;
}

/**
 * 无故缺席: an absence counts from the moment it is recorded until an excuse is approved or the record is put right; giving an
 * excuse does not lift it, so that an open one never outlives the close of a period unseen.
 */
export const COUNTED_ABSENT: readonly ReceptionState[] = ['absent', 'excuseAsked', 'excuseRefused'];

/** 应到: days on the roster whose attendance has been recorded. */
export const COUNTED_DUE: readonly ReceptionState[] = ['attended', 'absent', 'excuseAsked', 'excused', 'excuseRefused'];
