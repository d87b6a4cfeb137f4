import type { Sentence } from '../kernel/domain-error.js';
import type { SelectionKind, SelectionStanding, SelectionState } from '../rules/selection.js';
import type { SelectionOutcome } from './selection.entities.js';

export const SELECTION_STATE_WORDS: Readonly<Record<SelectionState, Sentence>> = {
  draft: { zh: '办理中', en: 'under way' },
  approved: { zh: '已确定', en: 'final' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

export const STANDING_WORDS: Readonly<Record<SelectionStanding, Sentence>> = {
  leader: { zh: '本组领先者', en: 'leader of the group' },
  next: { zh: '其后', en: 'after the leaders' },
  excluded: { zh: '不参加', en: 'kept out' },
  inserted: { zh: '决定增补', en: 'inserted by decision' },
};

export const OUTCOME_WORDS: Readonly<Record<SelectionOutcome, Sentence>> = {
  awarded: { zh: '授予', en: 'awarded' },
  notAwarded: { zh: '未授予', en: 'not awarded' },
  accepted: { zh: '参加', en: 'accepted' },
  declined: { zh: '放弃，依次递补', en: 'declined; the next comes in' },
};

const NAMES: Readonly<Record<SelectionKind, string>> = { honour: '评优', training: '选派' };

/** 评优〔2026〕第2号. */
export function selectionNumber({ kind, year, number }: { kind: SelectionKind; year: number; number: number }): string {
  return `${NAMES[kind]}〔${year}〕第${number}号`;
}
