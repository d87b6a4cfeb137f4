import type { Language } from '../kernel/domain-error.js';
import type { Words } from './dto/pool.dto.js';

/** Words for the values of this module, as people read them. */
export const NATURE_WORDS: Record<string, Words> = {
  criminal: { zh: '刑事', en: 'criminal' },
  civil: { zh: '民商事', en: 'civil' },
  administrative: { zh: '行政', en: 'administrative' },
  enforcement: { zh: '执行', en: 'enforcement' },
  other: { zh: '其他', en: 'other' },
};

export const RULE_WORDS: Record<string, Words> = {
  'level-then-even': { zh: '存案补平', en: 'level, then even' },
  'water-level': { zh: '最低负荷优先', en: 'lowest load first' },
};

export const PHASE_WORDS: Record<string, Words> = {
  level: { zh: '补平', en: 'levelling' },
  even: { zh: '平均', en: 'even share' },
  designated: { zh: '指定', en: 'designated' },
  urgent: { zh: '急案', en: 'urgent' },
};

export const RECUSAL_WORDS: Record<string, Words> = {
  recusal: { zh: '回避', en: 'recused' },
  partyRelation: { zh: '与当事人有利害关系', en: 'related to a party' },
  satBelow: { zh: '曾参加原审', en: 'heard it below' },
  earlierPanel: { zh: '曾为本案合议庭成员', en: 'sat on its earlier panel' },
  returned: { zh: '已退回本案', en: 'gave the case back' },
};

export const LEAVE_WORDS: Record<string, Words> = {
  annual: { zh: '年休假', en: 'annual leave' },
  sick: { zh: '病假', en: 'sick leave' },
  maternity: { zh: '产假', en: 'maternity leave' },
  training: { zh: '培训', en: 'training' },
  other: { zh: '休假', en: 'leave' },
};

export const RUN_STATUS_WORDS: Record<string, Words> = {
  sealed: { zh: '尚未预演', en: 'not previewed yet' },
  previewed: { zh: '只有预演', en: 'only previewed' },
  committed: { zh: '已提交', en: 'committed' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
};

export const RUN_KIND_WORDS: Record<string, Words> = {
  scheduled: { zh: '定期', en: 'scheduled' },
  byHand: { zh: '手工', en: 'by hand' },
  urgent: { zh: '急案', en: 'urgent' },
};

export const STEP_WORDS: Record<string, Words> = {
  run: { zh: '批次分案', en: 'assigned by a run' },
  urgent: { zh: '急案分案', en: 'urgent assignment' },
  designated: { zh: '指定分案', en: 'designated' },
  transfer: { zh: '移送', en: 'transferred' },
  returned: { zh: '退回待分案池', en: 'returned to the pool' },
  withdrawn: { zh: '批次撤销', en: 'run withdrawn' },
};

export const SCOPE_WORDS: Record<string, Words> = {
  majorDifficult: { zh: '重大疑难复杂', en: 'major, difficult or complex' },
  newType: { zh: '新类型', en: 'new type' },
  related: { zh: '关联、系列案件', en: 'related or serial cases' },
  remanded: { zh: '发回重审、再审', en: 'remanded or retried' },
  sensitive: { zh: '社会影响重大', en: 'of public concern' },
  specialForm: { zh: '须由院庭长承办', en: 'for a president or chief to hear' },
  other: { zh: '其他', en: 'other' },
};

export const GROUND_WORDS: Record<string, Words> = {
  recusal: { zh: '回避', en: 'recusal' },
  moved: { zh: '调离', en: 'moved to another post' },
  longLeave: { zh: '长期休假', en: 'long leave' },
  workload: { zh: '工作量', en: 'workload' },
  related: { zh: '并案', en: 'joined with a related case' },
  incapacity: { zh: '不能继续办理', en: 'cannot go on with it' },
  other: { zh: '其他', en: 'other' },
};

export const SETTLED_WORDS: Record<string, Words> = {
  proposed: { zh: '待批准', en: 'waiting for approval' },
  requested: { zh: '待决定', en: 'waiting for a decision' },
  approved: { zh: '已批准', en: 'approved' },
  refused: { zh: '未批准', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

export function say(words: Record<string, Words>, key: string, language: Language): string {
  return words[key]?.[language] ?? key;
}
