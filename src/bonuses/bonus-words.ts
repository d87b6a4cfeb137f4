import type { Sentence } from '../kernel/domain-error.js';
import type { BoundaryChoice } from '../rules/bonus-placing.js';
import type { BonusAction, BonusState } from '../rules/bonus-steps.js';

export const BONUS_STATE_WORDS: Readonly<Record<BonusState, Sentence>> = {
  draft: { zh: '起草中', en: 'draft' },
  submitted: { zh: '待批准', en: 'awaiting approval' },
  approved: { zh: '已批准，待发放', en: 'approved, to be paid' },
  paid: { zh: '已发放', en: 'paid' },
  superseded: { zh: '已被更正批次替代', en: 'superseded by a correction' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

export const BONUS_ACTION_WORDS: Readonly<Record<BonusAction, Sentence>> = {
  submit: { zh: '提交', en: 'submit it' },
  sendBack: { zh: '退回', en: 'send it back' },
  approve: { zh: '批准', en: 'approve it' },
  pay: { zh: '登记发放', en: 'record the payment' },
  supersede: { zh: '更正', en: 'correct it' },
  withdraw: { zh: '撤回', en: 'withdraw it' },
};

export const CHOICE_WORDS: Readonly<Record<BoundaryChoice, Sentence>> = {
  separate: { zh: '分开', en: 'separate them' },
  shareBetter: { zh: '同入较高一档', en: 'share the better tier' },
  shareWorse: { zh: '同入较低一档', en: 'share the worse tier' },
};

/** 奖金〔2026〕第3号. */
export function bonusNumber({ year, number }: { year: number; number: number }): string {
  return `奖金〔${year}〕第${number}号`;
}
