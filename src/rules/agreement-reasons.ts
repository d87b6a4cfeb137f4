import type { Sentence } from '../kernel/domain-error.js';

export const ONE_SUBJECT: Sentence = {
  zh: '只有一个对象，无从比较一致性与偶然一致。请再评查一些对象。',
  en: 'There is a single subject, so agreement cannot be told from chance. Have more subjects rated.',
};

export const NO_VARIATION: Sentence = {
  zh: '所有评定值都相同，没有变化，系数无定义。',
  en: 'Every rating has the same value; without variation the coefficient is not defined.',
};

export const NOTHING_PAIRABLE: Sentence = {
  zh: '没有任何对象有两个以上的评定值，无从配对。请对同一对象作第二次评查。',
  en: 'No subject has two ratings, so nothing can be paired. Have the same subjects rated a second time.',
};

export const NO_DISAGREEMENT: Sentence = {
  zh: '全部一致，没有一处分歧，区间算不出来；对象不多时，全部一致也可能是碰巧。',
  en: 'They agree everywhere, so no interval can be worked out; with few subjects that may be chance as well.',
};

export const TOO_LITTLE_VARIATION: Sentence = {
  zh: '评定值几乎没有变化，重复抽样中太多次系数无定义，区间不可靠。请再评查一些对象。',
  en: 'The ratings hardly vary: in too many of the repeated samples the coefficient is not defined. Have more subjects rated.',
};
