import type { FactDefinition } from '../rules/scheme/fact-catalogue.js';

const BY_EFFECT = { zh: '按加分生效日期（公示期满次日，有异议的为答复之后）', en: 'by the day the points take effect (the day after the notice, or after the answer to an objection)' };

/** 难案评定能给出的事实；公示期满、异议答复之前一律不计。 */
export const DIFFICULT_CASE_FACT_DEFINITIONS: readonly FactDefinition[] = [
  {
    name: 'difficultCasePoints',
    shape: 'number',
    unit: { zh: '分', en: 'points' },
    per: 'person',
    title: { zh: '难案加分', en: 'Difficult-case points' },
    meaning: {
      zh: '本人承办、经委员会评定并公示、在考核期内生效的难案加分之和；已按每人每年封顶减去超出部分，尚在公示或异议处理中的不计。',
      en: 'Points of the person’s own cases that the committee accepted, that were published and took effect within the period; less what the yearly cap cut, and nothing that is still on notice or under objection.',
    },
    cannotShow: { zh: '没有申报的难案看不出来；专业分工使一些人更容易遇到难案。', en: 'Difficult cases nobody claimed; and specialised panels meet more of them.' },
    dated: BY_EFFECT,
  },
  {
    name: 'difficultCasesAccepted',
    shape: 'number',
    unit: { zh: '件', en: 'cases' },
    per: 'person',
    title: { zh: '生效的难案数', en: 'Difficult cases in effect' },
    meaning: { zh: '本人承办、考核期内加分生效的难案件数。', en: 'Number of the person’s own difficult cases whose points took effect within the period.' },
    cannotShow: { zh: '看不出难在哪里、难到什么程度。', en: 'Neither what was difficult nor how much.' },
    dated: BY_EFFECT,
  },
  {
    name: 'difficultCases',
    shape: 'events',
    unit: { zh: '件', en: 'cases' },
    per: 'person',
    title: { zh: '难案', en: 'Difficult cases' },
    meaning: {
      zh: '“难案加分”中的每一件，逐件列出，带封顶后计入的分值。',
      en: 'Each case in “difficult-case points”, one by one, with what the yearly cap lets enter.',
    },
    cannotShow: { zh: '没有申报的难案看不出来。', en: 'Difficult cases nobody claimed.' },
    dated: BY_EFFECT,
  },
];
