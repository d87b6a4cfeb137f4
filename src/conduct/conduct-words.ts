import type { Sentence } from '../kernel/domain-error.js';
import type { ConductKind } from '../rules/conduct-steps.js';
import type { Channel } from './conduct.entities.js';

export const STATE_WORDS: Readonly<Record<ConductKind, Readonly<Record<string, Sentence>>>> = {
  complaint: {
    received: { zh: '待交办', en: 'received' }, assigned: { zh: '核查中', en: 'under investigation' }, heard: { zh: '已听取陈述', en: 'person heard' }, verified: { zh: '已核查', en: 'verified' },
    answered: { zh: '已答复', en: 'answered' }, confined: { zh: '移送纪检', en: 'with discipline' }, concluded: { zh: '纪检办结', en: 'concluded by discipline' }, withdrawn: { zh: '已撤回', en: 'withdrawn' },
  },
  entry: {
    recorded: { zh: '待本人确认', en: 'awaits the person' }, acknowledged: { zh: '本人已确认', en: 'acknowledged' }, objected: { zh: '有异议', en: 'objected to' }, kept: { zh: '维持', en: 'kept' },
    revoked: { zh: '已撤销', en: 'revoked' }, superseded: { zh: '已被更正', en: 'superseded' },
  },
  merit: { claimed: { zh: '待审批', en: 'awaits approval' }, approved: { zh: '已批准', en: 'approved' }, refused: { zh: '未批准', en: 'refused' }, withdrawn: { zh: '已撤回', en: 'withdrawn' }, revoked: { zh: '已撤销', en: 'revoked' } },
  honour: { recorded: { zh: '待确认', en: 'awaits confirmation' }, confirmed: { zh: '已确认', en: 'confirmed' }, refused: { zh: '未确认', en: 'refused' }, revoked: { zh: '已撤销', en: 'revoked' } },
};

export const ACT_WORDS: Readonly<Record<string, Sentence>> = {
  received: { zh: '受理', en: 'received' }, assigned: { zh: '交办', en: 'assigned' }, stated: { zh: '本人陈述', en: 'statement of the person' }, statementWaived: { zh: '逾期未陈述', en: 'no statement in time' },
  verified: { zh: '核查认定', en: 'verified' }, answered: { zh: '答复', en: 'answered' }, settled: { zh: '化解', en: 'settled' }, reopened: { zh: '撤销认定，重新核查', en: 'finding taken back, looked into again' },
  withdrawn: { zh: '撤回', en: 'withdrawn' }, confined: { zh: '移送纪检', en: 'handed to discipline' }, concluded: { zh: '纪检办结', en: 'concluded by discipline' }, released: { zh: '退回一般投诉', en: 'returned as an ordinary complaint' },
  recorded: { zh: '登记', en: 'recorded' }, acknowledged: { zh: '本人确认', en: 'acknowledged' }, objected: { zh: '提出异议', en: 'objected' }, kept: { zh: '维持', en: 'kept' }, revoked: { zh: '撤销', en: 'revoked' },
  superseded: { zh: '更正', en: 'corrected by a new entry' }, claimed: { zh: '申报', en: 'claimed' }, approved: { zh: '批准', en: 'approved' }, refused: { zh: '不批准', en: 'refused' }, confirmed: { zh: '确认', en: 'confirmed' },
};

export const RESULT_WORDS: Readonly<Record<string, Sentence>> = {
  pending: { zh: '未认定', en: 'not yet found' }, upheld: { zh: '属实', en: 'upheld' }, partlyUpheld: { zh: '部分属实', en: 'partly upheld' }, unfounded: { zh: '不实', en: 'unfounded' }, malicious: { zh: '诬告', en: 'malicious' },
};

export const CHANNEL_WORDS: Readonly<Record<Channel, Sentence>> = {
  visit: { zh: '来访', en: 'visit' }, letter: { zh: '来信', en: 'letter' }, telephone: { zh: '来电', en: 'telephone' }, online: { zh: '网上', en: 'online' }, superior: { zh: '上级转办', en: 'from a superior body' }, inspection: { zh: '检查发现', en: 'found on inspection' },
};

const NAMES: Readonly<Record<ConductKind, string>> = { complaint: '投诉', entry: '登记', merit: '加分', honour: '荣誉' };

/** 投诉〔2026〕第3号; leads and matters for discipline have a series of their own. */
export function conductNumber(kind: ConductKind, { year, number, confined }: { year: number | null; number: number | null; confined?: boolean | number }): string {
  return number === null ? '—' : `${Number(confined ?? 0) ? '纪检' : NAMES[kind]}〔${year}〕第${number}号`;
}
