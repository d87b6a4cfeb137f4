import type { Day } from '../kernel/day.js';

/** 公示, 申请不公示, 批准, 不批准, 撤回公示, 撤销不公示, and a new version of the text taking the place of the old. */
export const PUBLICATION_ACTS = ['published', 'exemptionAsked', 'exempted', 'exemptionRefused', 'withdrawn', 'exemptionEnded', 'newVersion'] as const;
export type PublicationAct = (typeof PUBLICATION_ACTS)[number];

export const PUBLICATION_STATES = ['due', 'overdue', 'asked', 'published', 'publishedLate', 'exempt', 'withdrawn'] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

export interface PublicationRecord {
  dueOn: Day;
  publishedOn: Day | null;
  exemption: string | null;
  askedGround: string | null;
  withdrawnOn: Day | null;
}

/**
 * Where the publication of one judgment stands on a day. Asking to be exempt does not stop the clock until it is approved,
 * but shows that somebody is to decide.
 * @example due 11-16, nothing done, today 11-17 → `overdue`
 */
export function publicationState({ dueOn, publishedOn, exemption, askedGround, withdrawnOn }: PublicationRecord, today: Day): PublicationState {
  if (exemption !== null) return 'exempt';
  if (withdrawnOn !== null) return 'withdrawn';
  if (publishedOn !== null) return publishedOn <= dueOn ? 'published' : 'publishedLate';
  if (askedGround !== null) return 'asked';
  return dueOn < today ? 'overdue' : 'due';
}

/** One table of what may be done from which state. */
const FROM: Readonly<Record<Exclude<PublicationAct, 'newVersion'>, readonly PublicationState[]>> = {
  published: ['due', 'overdue', 'asked', 'withdrawn'],
  exemptionAsked: ['due', 'overdue', 'withdrawn'],
  exempted: ['asked'],
  exemptionRefused: ['asked'],
  withdrawn: ['published', 'publishedLate'],
  exemptionEnded: ['exempt'],
};

/** @example mayBeDone('withdrawn', 'due') // false: nothing has been published */
export function mayBeDone(act: keyof typeof FROM, state: PublicationState): boolean {
  return FROM[act].includes(state);
}
