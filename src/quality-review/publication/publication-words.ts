import type { PublicationAct, PublicationState } from '../../rules/judgment-publication.js';

export const STATE_WORDS: Record<PublicationState, { zh: string; en: string }> = {
  due: { zh: '待公示', en: 'to be published' },
  overdue: { zh: '已逾期', en: 'overdue' },
  asked: { zh: '申请不公示', en: 'asked to be exempt' },
  published: { zh: '已公示', en: 'published' },
  publishedLate: { zh: '逾期公示', en: 'published late' },
  exempt: { zh: '不公示', en: 'exempt' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

export const ACT_WORDS: Record<PublicationAct, { zh: string; en: string }> = {
  published: { zh: '公示', en: 'published' },
  exemptionAsked: { zh: '申请不公示', en: 'asked to be exempt' },
  exempted: { zh: '批准不公示', en: 'exempted' },
  exemptionRefused: { zh: '不批准不公示', en: 'refused exemption' },
  withdrawn: { zh: '撤回公示', en: 'withdrawn' },
  exemptionEnded: { zh: '恢复公示义务', en: 'made due again' },
  newVersion: { zh: '改为新版本', en: 'moved to the new version' },
};
