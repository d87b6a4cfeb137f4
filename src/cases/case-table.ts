import type { Language } from '../kernel/domain-error.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import type { CaseRow } from './dto/case.dto.js';

const WORDS: Record<string, [zh: string, en: string]> = {
  criminal: ['刑事', 'Criminal'],
  civil: ['民事', 'Civil'],
  administrative: ['行政', 'Administrative'],
  enforcement: ['执行', 'Enforcement'],
  other: ['其他', 'Other'],
  pending: ['未结', 'Pending'],
  closed: ['已结', 'Closed'],
  effective: ['已生效', 'In effect'],
  judgment: ['判决', 'Judgment'],
  ruling: ['裁定', 'Ruling'],
  mediated: ['调解', 'Mediated'],
  withdrawn: ['撤诉', 'Withdrawn'],
  dismissed: ['驳回', 'Dismissed'],
  enforced: ['执行完毕', 'Enforced'],
  terminated: ['终结', 'Terminated'],
  transferred: ['移送', 'Transferred'],
};

const COLUMNS: readonly { zh: string; en: string; of: (row: CaseRow, word: (key: string) => string) => string }[] = [
  { zh: '案号', en: 'Case number', of: ({ caseNumber }) => caseNumber },
  { zh: '性质', en: 'Nature', of: ({ nature }, word) => word(nature) },
  { zh: '案由', en: 'Cause', of: ({ cause }) => cause },
  { zh: '承办人', en: 'Responsible judge', of: ({ judge }) => judge ?? '' },
  { zh: '庭室', en: 'Division', of: ({ division }) => division ?? '' },
  { zh: '收案日期', en: 'Intake', of: ({ intakeOn }) => intakeOn },
  { zh: '结案日期', en: 'Closing', of: ({ closedOn }) => closedOn ?? '' },
  { zh: '生效日期', en: 'Effect', of: ({ effectiveOn }) => effectiveOn ?? '' },
  { zh: '结案方式', en: 'Manner of closing', of: ({ closingManner }, word) => (closingManner ? word(closingManner) : '') },
  { zh: '权重', en: 'Weight', of: ({ weight }) => weight },
  { zh: '状态', en: 'State', of: ({ status }, word) => word(status) },
];

/** The list as a table for a file, in the reader's language. */
export function caseTable(rows: readonly CaseRow[], language: Language): OutgoingTable {
  const word = (key: string) => WORDS[key]?.[language === 'zh' ? 0 : 1] ?? key;
  return {
    title: language === 'zh' ? '案件' : 'Cases',
    head: COLUMNS.map((column) => column[language]),
    rows: rows.map((row) => COLUMNS.map(({ of }) => of(row, word))),
  };
}
