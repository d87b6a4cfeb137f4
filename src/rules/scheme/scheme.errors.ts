import { defineErrors } from '../../kernel/domain-error.js';

export const schemeErrors = defineErrors({
  'scheme.invalid': {
    status: 422,
    zh: '考核方案“{id}”有 {count} 处错误，不能用来计分。请按所列位置逐处更正后重新载入。',
    en: 'The scheme “{id}” has {count} faults and cannot be used for scoring. Correct each at the place named, then load it again.',
  },
  'scheme.factsMissing': {
    status: 422,
    zh: '缺少 {count} 项事实，分数无法算出；系统不会以零代替。请补齐所列事实后重新计分。',
    en: '{count} facts are missing, so the score cannot be worked out; a zero is never put in their place. Supply the facts listed and score again.',
  },
  'scheme.noPeers': {
    status: 422,
    zh: '方案“{id}”与同岗同位人员比较，但同岗组内没有任何人。请先确定同岗组成员。',
    en: 'The scheme “{id}” compares with peers, but the peer group has no members. Settle the members of the peer group first.',
  },
  'scheme.quotaExceeded': {
    status: 422,
    zh: '有 {count} 处提名超过名额，等次不能确定。请按所列名额减少提名。',
    en: 'The proposals exceed {count} quotas, so the grades cannot be settled. Propose fewer, by the places listed.',
  },
  'scheme.cannotDistribute': {
    status: 422,
    zh: '“{title}”无法分配，有 {count} 处问题。请按所列逐处更正。',
    en: '“{titleEn}” cannot be shared out: {count} problems. Correct each as listed.',
  },
  'scheme.cannotCombine': {
    status: 422,
    zh: '“{period}”不能由较短的考核期合成，有 {count} 处问题。请按所列逐处更正。',
    en: '“{period}” cannot be made of shorter periods: {count} problems. Correct each as listed.',
  },
  'scheme.eventUnknown': {
    status: 404,
    zh: '在 {person} 的事实中找不到记录“{event}”，无法推算撤销后的得分。请刷新得分单后再试。',
    en: 'The record “{event}” is not among the facts of {person}, so its withdrawal cannot be worked out. Reload the score sheet and try again.',
  },
});
