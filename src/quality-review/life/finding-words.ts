import type { Sentence } from '../../kernel/domain-error.js';
import type { FindingAction, RectificationAction, RectificationState } from '../../rules/finding-life.js';
import type { FindingStatus } from '../review.entities.js';

export const STATE_WORDS: Readonly<Record<FindingStatus, Sentence>> = {
  draft: { zh: '草稿', en: 'a draft' },
  submitted: { zh: '已提交', en: 'submitted' },
  provisional: { zh: '暂定', en: 'provisional' },
  settled: { zh: '已定', en: 'settled' },
  superseded: { zh: '已被替代或撤销', en: 'superseded' },
  second: { zh: '复评所记，不计分', en: 'of a second review' },
};

export const ACTION_WORDS: Readonly<Record<FindingAction, Sentence>> = {
  submit: { zh: '提交', en: 'submitted' },
  propose: { zh: '提请委员会', en: 'proposed' },
  comment: { zh: '说明', en: 'commented on' },
  takeBack: { zh: '收回', en: 'taken back' },
  settle: { zh: '认定', en: 'settled' },
  confirm: { zh: '确认', en: 'confirmed' },
  reduce: { zh: '减轻', en: 'reduced' },
  reject: { zh: '不予认定', en: 'rejected' },
  correct: { zh: '更正', en: 'corrected' },
};

export const OUTCOME_WORDS = {
  confirmed: { zh: '确认', en: 'confirmed' },
  reduced: { zh: '减轻', en: 'reduced' },
  rejected: { zh: '不予认定', en: 'rejected' },
} as const;

export const RECTIFICATION_WORDS: Readonly<Record<RectificationState, Sentence>> = {
  open: { zh: '整改中', en: 'open' },
  reported: { zh: '待验收', en: 'reported' },
  closed: { zh: '已销号', en: 'closed' },
  lapsed: { zh: '因差错撤销而终止', en: 'lapsed' },
};

export const RECTIFICATION_ACTIONS: Readonly<Record<RectificationAction, Sentence>> = {
  report: { zh: '报告整改', en: 'reported' },
  sendBack: { zh: '退回', en: 'sent back' },
  close: { zh: '销号', en: 'closed' },
  lapse: { zh: '终止', en: 'lapsed' },
};

/** What an entry of the trail says of a finding, for its page. */
export const HISTORY_WORDS: Readonly<Record<string, Sentence>> = {
  'finding.recorded': { zh: '记录', en: 'Recorded' },
  'finding.replaced': { zh: '提交前修改', en: 'Changed before submission' },
  'finding.imported': { zh: '由文件导入', en: 'Imported from a sheet' },
  'finding.commented': { zh: '责任人说明', en: 'Commented on' },
  'finding.attached': { zh: '补充附件', en: 'File added' },
  'finding.settled': { zh: '认定', en: 'Settled' },
  'finding.takenBack': { zh: '评查员收回', en: 'Taken back by the reviewer' },
  'finding.confirmed': { zh: '委员会确认', en: 'Confirmed by the committee' },
  'finding.reduced': { zh: '委员会减轻', en: 'Reduced by the committee' },
  'finding.rejected': { zh: '委员会不予认定', en: 'Rejected by the committee' },
  'finding.superseded': { zh: '更正', en: 'Corrected' },
};
