import type { Sentence } from '../../kernel/domain-error.js';
import type { SubScoreOffice } from '../../rules/period-closing.js';
import { roleOf } from '../../platform/permissions/permissions.js';

export function officeName(office: SubScoreOffice): Sentence {
  const { zh, en } = roleOf(office);
  return { zh, en };
}

export const HELD_WORDS: Readonly<Record<string, Sentence>> = {
  casesClosed: { zh: '结案', en: 'cases closed' },
  reviews: { zh: '已提交评查', en: 'reviews submitted' },
  findings: { zh: '计分差错', en: 'findings that count' },
  publications: { zh: '应公示裁判文书', en: 'judgments due for publication' },
  difficultCases: { zh: '生效难案加分', en: 'difficult cases in effect' },
  entered: { zh: '登记的事实', en: 'facts entered' },
  costs: { zh: '成本登记', en: 'cost entries' },
  ratings: { zh: '已结束测评', en: 'ratings closed' },
  complaints: { zh: '查实的投诉信访', en: 'complaints verified' },
  merits: { zh: '批准的加分', en: 'merits approved' },
};

/** 2026-10 → 2026年10月; 2026Q3 → 2026年第3季度; 2026 → 2026年度 */
export function periodInProse(key: string): string {
  const [year, rest = ''] = [key.slice(0, 4), key.slice(4)];
  if (rest.startsWith('-')) return `${year}年${Number(rest.slice(1))}月`;
  if (rest.startsWith('Q')) return `${year}年第${rest.slice(1)}季度`;
  if (rest.startsWith('H')) return `${year}年${rest === 'H1' ? '上' : '下'}半年`;
  return `${year}年度`;
}
