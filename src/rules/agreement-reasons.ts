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
