import { CASE_POSTS } from '../people-of-case.js';

type Words = Readonly<Record<string, { zh: string; en: string }>>;

export const SEVERITIES: Words = { serious: { zh: '严重', en: 'serious' }, minor: { zh: '一般', en: 'minor' } };
export const FIELDS: Words = {
  common: { zh: '通用', en: 'common' },
  civil: { zh: '民商事', en: 'civil' },
  criminal: { zh: '刑事', en: 'criminal' },
  administrative: { zh: '行政', en: 'administrative' },
  enforcement: { zh: '执行', en: 'enforcement' },
};
export const APPLIES_TO: Words = {
  document: { zh: '文书', en: 'document' },
  hearing: { zh: '庭审', en: 'hearing' },
  procedure: { zh: '程序', en: 'procedure' },
  file: { zh: '卷宗', en: 'file' },
  substantive: { zh: '实体', en: 'substantive' },
};
/** Posts of the responsibility matrix, in its order; the last three stand outside the case. */
export const MATRIX_POSTS: Words = {
  ...Object.fromEntries(Object.entries(CASE_POSTS).filter(([post]) => post !== 'deputyDivisionChief')),
  filingOfficer: { zh: '立案人员', en: 'filing officer' },
  qualityReviewer: { zh: '质量评查员', en: 'quality reviewer' },
  judicialCommittee: { zh: '审判委员会', en: 'judicial committee' },
};
