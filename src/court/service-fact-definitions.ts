import type { FactDefinition } from '../rules/scheme/fact-catalogue.js';

const BY_SERVICE = { zh: '按任职和请假日期', en: 'by the days of posts and leave' };

/** 任职情况：每个考核方案不问任何模块也能用到。 */
export const SERVICE_FACT_DEFINITIONS: readonly FactDefinition[] = [
  {
    name: 'months',
    shape: 'number',
    unit: { zh: '月', en: 'months' },
    per: 'person',
    title: { zh: '任职月数', en: 'Months served' },
    meaning: {
      zh: '考核期内在参加比较的岗位上任职的月数，不足一月按天数折算，两位小数；年休假以外的请假不计。',
      en: 'Months of the period served in the post compared, parts of months by days, two places; leave other than annual leave does not count.',
    },
    cannotShow: { zh: '看不出在岗时的工作量。', en: 'Not how much work there was while in post.' },
    dated: BY_SERVICE,
  },
  {
    name: 'dutyFactor',
    shape: 'number',
    unit: { zh: '系数（1＝全额职责）', en: 'factor (1 = full duty)' },
    per: 'person',
    title: { zh: '职责系数', en: 'Duty factor' },
    meaning: { zh: '任职月份的职责系数按时间加权平均，四位小数。', en: 'The mean duty factor over the months served, weighted by time, four places.' },
    cannotShow: { zh: '看不出减少职责的理由。', en: 'Not why duty was reduced.' },
    dated: BY_SERVICE,
  },
  {
    name: 'servedMonths',
    shape: 'number',
    unit: { zh: '月', en: 'months' },
    per: 'person',
    title: { zh: '折算任职月数', en: 'Months of full duty' },
    meaning: { zh: '任职月数 × 职责系数，用作人与人比较的分母。', en: 'Months served × duty factor: what people are divided by when compared.' },
    cannotShow: { zh: '两项相乘而来，看不出各自的变化。', en: 'A product, which hides how either part moved.' },
    dated: BY_SERVICE,
  },
];
