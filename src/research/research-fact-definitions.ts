import type { FactDefinition } from '../rules/scheme/fact-catalogue.js';

const MARKS = { zh: '分', en: 'points' };

/** 调研成果能给出的事实。 */
export const RESEARCH_FACT_DEFINITIONS: readonly FactDefinition[] = [
  {
    name: 'publicationPoints',
    shape: 'number',
    unit: MARKS,
    per: 'person',
    title: { zh: '调研积分', en: 'Research points' },
    meaning: {
      zh: '发表日期在考核期内、已核定的调研成果中本人所得分值之和；合作成果只计本人份额，同一作品只计一次（后来更高级别刊登的补差额），新闻、信息合计封顶，待核和退回的不计。',
      en: 'Points of the person’s part in verified pieces published in the period: of joint work the own share, of one work its highest printing once (a later, higher one adds the difference), of news and information up to their cap; nothing that is pending or returned.',
    },
    cannotShow: { zh: '看不出成果的水平和影响；以刊物级别代替质量。', en: 'Neither quality nor influence: the level of the outlet stands in for them.' },
    dated: { zh: '按发表日期', en: 'by the day of publication' },
  },
  {
    name: 'keyPublications',
    shape: 'number',
    unit: { zh: '件', en: 'pieces' },
    per: 'person',
    title: { zh: '论文、案例、课题成果', en: 'Papers, cases and projects' },
    meaning: {
      zh: '发表日期在考核期内、已核定且计分的 RP-01 至 RP-05 成果件数；没有刊号而按新闻计的论文不算。',
      en: 'Verified pieces of RP-01 to RP-05 published in the period that count; a paper counted as news for want of a serial number is none.',
    },
    cannotShow: { zh: '看不出每件出力多少、质量如何；合作者各算一件。', en: 'Neither the effort nor the quality of each; every co-author has one.' },
    dated: { zh: '按发表日期', en: 'by the day of publication' },
  },
  {
    name: 'required',
    shape: 'number',
    unit: MARKS,
    per: 'person',
    title: { zh: '应得调研分', en: 'Research points required' },
    meaning: {
      zh: '本院为该职务、等级设定的年度分值 × 任职月数 ÷ 12 × 职责系数，四位小数。本院没有设定时不能计算。',
      en: 'The yearly points the court asks of the post and rank × months served ÷ 12 × duty factor, four places. Where the court has set none, it cannot be worked out.',
    },
    cannotShow: { zh: '看不出要求是否合理；由本院参数决定。', en: 'Not whether the requirement is reasonable: it is what the court has set.' },
    dated: { zh: '按考核期最后一日有效的参数', en: 'by the parameter in force on the period’s last day' },
  },
  {
    name: 'divisionPublicationPoints',
    shape: 'number',
    unit: MARKS,
    per: 'unit',
    title: { zh: '全庭调研积分', en: 'Research points (division)' },
    meaning: {
      zh: '发表之日在本庭任主要岗位的人员，其发表日期在考核期内、已核定的调研成果中本人所得分值之和；各人的新闻、信息按本人要求封顶。',
      en: 'Points of verified pieces published in the period by whoever had the main post in the division on the day of publication; each one’s news and information up to the cap of the own requirement.',
    },
    cannotShow: { zh: '看不出是一个人写的还是大家写的。', en: 'Not whether one person wrote them or everybody did.' },
    dated: { zh: '按发表日期', en: 'by the day of publication' },
  },
  {
    name: 'divisionRequired',
    shape: 'number',
    unit: MARKS,
    per: 'unit',
    title: { zh: '全庭应得调研分', en: 'Research points required (division)' },
    meaning: {
      zh: '本庭参加考核人员各自“应得调研分”之和；本院没有为其职务、等级设定分值的人员不计。',
      en: 'The sum of what is required of each member of the division; who has no value set for post and rank adds nothing.',
    },
    cannotShow: { zh: '看不出要求是否合理；由本院参数决定。', en: 'Not whether the requirement is reasonable: it is what the court has set.' },
    dated: { zh: '按考核期最后一日有效的参数', en: 'by the parameter in force on the period’s last day' },
  },
];
