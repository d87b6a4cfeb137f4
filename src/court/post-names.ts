import type { Sentence } from '../kernel/domain-error.js';
import type { Post } from './court.entities.js';

/** 职务 as papers name them. */
export const POST_NAMES: Readonly<Record<Post, Sentence>> = {
  judge: { zh: '员额法官', en: 'judge' },
  divisionChief: { zh: '庭长', en: 'division chief' },
  deputyDivisionChief: { zh: '副庭长', en: 'deputy division chief' },
  courtPresident: { zh: '院长', en: 'court president' },
  vicePresident: { zh: '副院长', en: 'vice-president' },
  judgeAssistant: { zh: '法官助理', en: 'judge assistant' },
  clerk: { zh: '书记员', en: 'clerk' },
  enforcementOfficer: { zh: '执行员', en: 'enforcement officer' },
  qualityReviewer: { zh: '质量评查员', en: 'quality reviewer' },
  officeStaff: { zh: '综合人员', en: 'office staff' },
};
