import type { Sentence } from '../kernel/domain-error.js';
import type { Outcome, ReconsiderationState } from '../rules/reconsideration.js';

export const STATE_WORDS: Readonly<Record<ReconsiderationState, Sentence>> = {
  filed: { zh: '待受理', en: 'awaiting acceptance' },
  returned: { zh: '退回补正', en: 'returned for completion' },
  accepted: { zh: '已受理', en: 'accepted' },
  withPanel: { zh: '评查组处理中', en: 'with the panel' },
  corrected: { zh: '已答复，更正', en: 'answered, corrected' },
  maintained: { zh: '已答复，维持', en: 'answered, maintained' },
  secondInstance: { zh: '委员会复核中', en: 'before the committee' },
  final: { zh: '终局', en: 'final' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, Sentence>> = {
  upheld: { zh: '成立', en: 'upheld' },
  partlyUpheld: { zh: '部分成立', en: 'partly upheld' },
  refused: { zh: '不成立', en: 'refused' },
};

export const STEP_WORDS: Readonly<Record<string, Sentence>> = {
  file: { zh: '提出申请', en: 'filed' },
  return: { zh: '退回补正', en: 'returned for completion' },
  resubmit: { zh: '补正后再提交', en: 'completed and filed again' },
  accept: { zh: '受理', en: 'accepted' },
  drawPanel: { zh: '抽定评查组', en: 'panel drawn' },
  vote: { zh: '表决', en: 'voted' },
  correct: { zh: '答复并更正', en: 'answered and corrected' },
  maintain: { zh: '答复维持', en: 'answered, maintained' },
  appeal: { zh: '提请委员会复核', en: 'taken to the committee' },
  decide: { zh: '委员会决定', en: 'decided by the committee' },
  lapse: { zh: '期满终局', en: 'final by lapse of time' },
  withdraw: { zh: '撤回', en: 'withdrawn' },
  attach: { zh: '补充附件', en: 'attachment added' },
  carryOut: { zh: '完成更正', en: 'correction carried out' },
};

/** 复议〔2026〕第17号 */
export function numberOf({ year, number }: { year: number; number: number }): string {
  return `复议〔${year}〕第${number}号`;
}
