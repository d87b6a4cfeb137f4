import type { Sentence } from '../kernel/domain-error.js';

/** 登记 → 核定 or 退回; withdrawn by who registered it; superseded by a correction. Only `verified` counts. */
export const PUBLICATION_STATES = ['pending', 'verified', 'returned', 'withdrawn', 'superseded'] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

export const PUBLICATION_STATE_WORDS: Readonly<Record<PublicationState, Sentence>> = {
  pending: { zh: '待核', en: 'to be verified' },
  verified: { zh: '已核', en: 'verified' },
  returned: { zh: '退回', en: 'returned' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  superseded: { zh: '已被更正', en: 'superseded' },
};

export type PublicationAction = 'verify' | 'return' | 'withdraw' | 'correct' | 'revoke' | 'reinstate';

export const PUBLICATION_ACTION_WORDS: Readonly<Record<PublicationAction, Sentence>> = {
  verify: { zh: '核定', en: 'verify it' },
  return: { zh: '退回', en: 'return it' },
  withdraw: { zh: '撤回', en: 'withdraw it' },
  correct: { zh: '更正', en: 'correct it' },
  revoke: { zh: '撤销核定', en: 'revoke the verification' },
  reinstate: { zh: '改为核定', en: 'verify it after all' },
};

const STEPS: Readonly<Record<PublicationAction, readonly [readonly PublicationState[], PublicationState]>> = {
  verify: [['pending'], 'verified'],
  return: [['pending'], 'returned'],
  withdraw: [['pending', 'returned'], 'withdrawn'],
  correct: [['pending', 'returned', 'verified'], 'superseded'],
  revoke: [['verified'], 'returned'],
  reinstate: [['returned'], 'verified'],
};

/**
 * The state after a step, or `null` where the step cannot be taken.
 * @example afterPublicationStep('returned', 'reinstate') // 'verified', by an objection upheld
 */
export function afterPublicationStep(state: PublicationState, action: PublicationAction): PublicationState | null {
  const [from, to] = STEPS[action];
  return from.includes(state) ? to : null;
}
