import type { FactDefinition, FactShape } from '../rules/scheme/fact-catalogue.js';

const POINTS = { zh: '分', en: 'points' };
const SAME_PERIOD = { zh: '同一考核期', en: 'the same period' };
const PIECES: FactShape = 'pieces';

/** What the sheets of judges give to the schemes of those who lead them; the floor that draws up the sheets provides it. */
export const SHEET_FACT_DEFINITIONS: readonly FactDefinition[] = [
  {
    name: 'ownJudgeScore',
    shape: PIECES,
    unit: POINTS,
    per: 'person',
    title: { zh: '本人法官考核得分', en: 'Own score as a judge' },
    meaning: {
      zh: '本人同期办理的案件，按本人案件性质的法官方案、与该性质的法官相比计得的分数（0–100）；没有适用的部分则没有这一项。',
      en: 'What the person’s own cases of the period come to under the judges’ scheme of the person’s nature, against the judges of that nature (0 to 100); none where no part of it applies.',
    },
    cannotShow: { zh: '与法官方案的局限相同；本人办案少时一件影响很大。', en: 'The limits of the judges’ scheme; with few own cases one weighs much.' },
    dated: SAME_PERIOD,
  },
  {
    name: 'divisionEfficiency',
    shape: PIECES,
    unit: POINTS,
    per: 'unit',
    title: { zh: '本庭法官审判效率得分', en: 'Efficiency of the division’s judges' },
    meaning: { zh: '本庭每名法官同期得分单上“审判效率”部分（键为 efficiency）的得分，折为满分 100。', en: 'The efficiency part (key efficiency) of each judge’s sheet of the period in the division, out of 100.' },
    cannotShow: { zh: '平均数掩盖个别人的拖延。', en: 'A mean hides who delays.' },
    dated: SAME_PERIOD,
  },
];

export const SHEET_FACTS: readonly string[] = SHEET_FACT_DEFINITIONS.map(({ name }) => name);
