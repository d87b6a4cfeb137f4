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

export const CORRECTION_STATES: Readonly<Record<'proposed' | 'issued' | 'withdrawn', Sentence>> = {
  proposed: { zh: '待第二人确认', en: 'awaiting the second person' },
  issued: { zh: '已生效', en: 'in effect' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

/** 2026-10 → 2026年10月; 2026Q3 → 2026年第3季度; 2026 → 2026年度 */
export function periodInProse(key: string): string {
  const [year, rest = ''] = [key.slice(0, 4), key.slice(4)];
  if (rest.startsWith('-')) return `${year}年${Number(rest.slice(1))}月`;
  if (rest.startsWith('Q')) return `${year}年第${rest.slice(1)}季度`;
  if (rest.startsWith('H')) return `${year}年${rest === 'H1' ? '上' : '下'}半年`;
  return `${year}年度`;
}

/** What was done in a closing, as its record on paper says it. */
export const STEP_WORDS: Readonly<Record<string, Sentence>> = {
  lock: { zh: '提交子项', en: 'sub-score submitted' },
  unlock: { zh: '撤回子项', en: 'sub-score taken back' },
  explain: { zh: '书面说明', en: 'explained' },
  submit: { zh: '提请审议', en: 'submitted' },
  approve: { zh: '审议通过', en: 'approved' },
  askFreeze: { zh: '提出冻结', en: 'freeze asked for' },
  freeze: { zh: '确认冻结', en: 'frozen' },
  reopen: { zh: '退回核对', en: 'returned' },
  notice: { zh: '开始公示', en: 'on notice' },
  object: { zh: '收到异议', en: 'objection received' },
  uphold: { zh: '异议成立', en: 'objection upheld' },
  dismiss: { zh: '异议不成立', en: 'objection dismissed' },
  publish: { zh: '发布', en: 'published' },
};
