import type { Sentence } from '../kernel/domain-error.js';
import type { ApplicationState, RoundAction, RoundState } from '../rules/difficult-case-rounds.js';
import type { RecusalWhy } from './difficult-case.entities.js';

export const ROUND_STATE_WORDS: Readonly<Record<RoundState, Sentence>> = {
  collecting: { zh: '接受申报', en: 'taking applications' },
  voting: { zh: '评议中', en: 'voting' },
  counted: { zh: '已计票，待公示', en: 'counted, to be published' },
  noticed: { zh: '公示', en: 'public notice' },
  closed: { zh: '已结束', en: 'closed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};

export const ROUND_ACTION_WORDS: Readonly<Record<RoundAction | 'move', Sentence>> = {
  startVote: { zh: '开始表决', en: 'begin the vote' },
  count: { zh: '计票', en: 'count the votes' },
  publish: { zh: '公示', en: 'publish' },
  close: { zh: '结束本轮', en: 'close the round' },
  cancel: { zh: '取消本轮', en: 'cancel the round' },
  move: { zh: '改期', en: 'move the dates' },
};

export const APPLICATION_STATE_WORDS: Readonly<Record<ApplicationState | 'final' | 'suspended', Sentence>> = {
  filed: { zh: '待庭长意见', en: 'awaiting the chief’s opinion' },
  opined: { zh: '待评定', en: 'awaiting the vote' },
  awarded: { zh: '入选', en: 'accepted' },
  rejected: { zh: '未入选', en: 'not accepted' },
  undecided: { zh: '未能评定（不足法定人数），可再申报', en: 'undecided for want of a quorum; may be claimed again' },
  struck: { zh: '异议成立，不予加分', en: 'struck on objection' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  final: { zh: '已生效', en: 'in effect' },
  suspended: { zh: '异议处理中，暂停生效', en: 'suspended by an objection' },
};

export const RECUSAL_WORDS: Readonly<Record<RecusalWhy, Sentence>> = {
  ownCase: { zh: '本人承办', en: 'own case' },
  panel: { zh: '合议庭成员', en: 'sat on the panel' },
  division: { zh: '与承办人同庭', en: 'of the same division' },
  declared: { zh: '自行申请回避', en: 'stepped aside' },
};

/** 难案〔2026〕第3号 */
export function numberOf({ year, number }: { year: number; number: number }): string {
  return `难案〔${year}〕第${number}号`;
}

export function roundName({ year, half }: { year: number; half: number }): Sentence {
  return { zh: `${year}年${half === 1 ? '上' : '下'}半年`, en: `${half === 1 ? 'first' : 'second'} half of ${year}` };
}
