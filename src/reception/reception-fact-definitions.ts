import type { FactDefinition } from '../rules/scheme/fact-catalogue.js';

const BY_DAY = { zh: '按接待日', en: 'by the day of reception' };

/** 接待日能给出的事实。 */
export const RECEPTION_FACT_DEFINITIONS: readonly FactDefinition[] = [
  {
    name: 'receptionDaysDue',
    shape: 'number',
    unit: { zh: '次', en: 'days' },
    per: 'person',
    title: { zh: '应到接待日', en: 'Reception days due' },
    meaning: { zh: '考核期内排在本人名下、已登记到岗或缺席的接待日；换给他人的和撤销的不计。', en: 'Days of the roster in the period whose attendance is recorded; those handed over or struck off are left out.' },
    cannotShow: { zh: '看不出接待了多少人、接待得好不好。', en: 'Not how many visitors came, nor how well they were received.' },
    dated: BY_DAY,
  },
  {
    name: 'receptionAbsences',
    shape: 'events',
    unit: { zh: '次', en: 'times' },
    per: 'person',
    title: { zh: '接待日无故缺席', en: 'Unexcused absences on reception days' },
    meaning: {
      zh: '考核期内登记为缺席、理由未获准许的接待日，逐次列出；提交理由而未决定的仍计，准许或更正后不计。',
      en: 'Reception days of the period recorded as missed without an approved excuse, one by one; an excuse not decided yet does not lift it, one approved or a record put right does.',
    },
    cannotShow: { zh: '看不出接待得好不好。', en: 'Not how well visitors were received.' },
    dated: BY_DAY,
  },
];
