import type { FactDefinition } from '../rules/scheme/fact-catalogue.js';

const BY_MONTH = { zh: '按费用所属月份', en: 'by the month the cost belongs to' };

/** 司法成本能给出的事实，都属于庭、人民法庭。 */
export const COST_FACT_DEFINITIONS: readonly FactDefinition[] = [
  {
    name: 'costIndex',
    shape: 'number',
    unit: { zh: '权重×比值', en: 'weight × ratio' },
    per: 'unit',
    title: { zh: '司法成本比值（加权合计）', en: 'Judicial cost against the mean, weighted' },
    meaning: {
      zh: '各类成本的权重 ×（本单位单位成本 ÷ 平均单位成本）之和，每类四位小数。平均＝总金额 ÷ 总分母；审判庭与审判庭比，人民法庭与人民法庭比。除以“司法成本权重”即总比值，1 为平均。没有分母的类别连同权重不计。',
      en: 'The sum over categories of weight × (unit cost ÷ mean unit cost), four places each. The mean is total amount ÷ total denominator, divisions among divisions, tribunals among tribunals. Divided by “judicial cost weight” it is the total ratio, 1 being the mean. A category without a denominator is left out with its weight.',
    },
    cannotShow: { zh: '看不出节约是否妨碍了办案；比值过低的见“成本异常偏低项数”。', en: 'Not whether saving got in the way of the work; for implausible lows see the count of them.' },
    dated: BY_MONTH,
  },
  {
    name: 'costWeight',
    shape: 'number',
    unit: { zh: '权重', en: 'weight' },
    per: 'unit',
    title: { zh: '司法成本权重', en: 'Judicial cost weight' },
    meaning: { zh: '计入“司法成本比值（加权合计）”的各类成本的权重之和；一类也没有时为 0，比值不适用。', en: 'The weights of the categories in the weighted cost ratio; 0 where there is none, and the ratio does not apply.' },
    cannotShow: { zh: '权重由本院设定，看不出是否合理。', en: 'The court sets the weights; whether they are reasonable does not show.' },
    dated: BY_MONTH,
  },
  {
    name: 'costLowUnexplained',
    shape: 'number',
    unit: { zh: '类', en: 'categories' },
    per: 'unit',
    title: { zh: '成本异常偏低项数', en: 'Implausibly low costs, unexplained' },
    meaning: {
      zh: '异常偏低、且没有经行政办认可的说明的成本类别数：比值低于本院规定界限，送达多而邮费为零，有里程而没有油耗。说明认可前不评等次。',
      en: 'Categories implausibly low without an explanation the administrative office has accepted: a ratio under the court’s line, no postage though many papers were served, kilometres without fuel. No grade before it is explained.',
    },
    cannotShow: { zh: '偏低的原因要人去查。', en: 'Why it is low somebody has to find out.' },
    dated: BY_MONTH,
  },
  {
    name: 'costGradePoints',
    shape: 'number',
    unit: { zh: '分', en: 'points' },
    per: 'unit',
    title: { zh: '司法成本等次分', en: 'Points of the judicial cost grade' },
    meaning: {
      zh: '总比值按本院分界评定的等次（优秀、良好、一般）所对应的分值。尚无等次时为 0：没有登记、本院未设定分界，或有异常偏低而未经认可说明的。“司法成本等次分 ÷ 司法成本等次满分”即占满分的比例。',
      en: 'What the grade (excellent, good, ordinary) is worth that the total ratio has by the court’s cut points. 0 while there is none: nothing entered, no cut points set, or an implausible low without an accepted explanation. Divided by “full points of the judicial cost grade” it is the share of a full mark.',
    },
    cannotShow: { zh: '等次只同平均相比，看不出平均本身是高是低。', en: 'A grade compares with the mean; whether the mean itself is high or low does not show.' },
    dated: BY_MONTH,
  },
  {
    name: 'costGradeFull',
    shape: 'number',
    unit: { zh: '分', en: 'points' },
    per: 'unit',
    title: { zh: '司法成本等次满分', en: 'Full points of the judicial cost grade' },
    meaning: { zh: '已评等次时为 100，尚无等次时为 0，比例因而不适用。', en: '100 where there is a grade, 0 where there is none, so that the share does not apply.' },
    cannotShow: { zh: '看不出为何尚无等次，原因见司法成本页。', en: 'Why there is no grade: the page of costs says so.' },
    dated: BY_MONTH,
  },
];
