import type { Language, Sentence } from '../../kernel/domain-error.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import type { AgreementWithInterval } from '../../rules/agreement-interval.js';
import type { AgreementExportQuery, AgreementView } from './dto/review-agreement.dto.js';

const MEASURES: Record<string, string> = {
  cohen: 'Cohen κ', 'cohen-linear': 'Cohen κ（线性加权）', 'cohen-quadratic': 'Cohen κ（平方加权）', fleiss: 'Fleiss κ',
  'krippendorff-nominal': 'Krippendorff α', 'krippendorff-ordinal': 'Krippendorff α（次序）', 'krippendorff-interval': 'Krippendorff α（间距）', 'krippendorff-ratio': 'Krippendorff α（比率）',
};

const WORDS = {
  zh: {
    overall: '总体一致性', clauses: '条目一致性', reviewers: '评查员', defects: '差错覆盖面', all: '全院', nothing: '不计算',
    overallHead: ['比较内容', '系数', '值', '区间下限', '区间上限', '对象数', '说明'],
    clausesHead: ['条目', '差错', '适用双评案件', '两人都记', '仅初评', '仅复评', 'α', '区间下限', '区间上限', '说明'],
    reviewersHead: ['评查员', '作为初评', '作为复评', '发现', '应有', '检出率%', '区间下限', '区间上限', '评价', '评查件数', '每案平均扣分', '与同事之差', '区间下限', '区间上限', '尺度'],
    defectsHead: ['领域', '结案', '已评查', '案件覆盖面%', '双评', '初评发现', '复评发现', '共同', '差错覆盖面%', '区间下限', '区间上限', '估计未发现', '下限', '上限', '说明'],
  },
  en: {
    overall: 'Overall agreement', clauses: 'Agreement by clause', reviewers: 'Reviewers', defects: 'Coverage of defects', all: 'Whole court', nothing: 'none',
    overallHead: ['Compared', 'Coefficient', 'Value', 'From', 'Until', 'Subjects', 'Remark'],
    clausesHead: ['Clause', 'Defect', 'Cases of its field', 'By both', 'First only', 'Second only', 'α', 'From', 'Until', 'Remark'],
    reviewersHead: ['Reviewer', 'As first', 'As second', 'Found', 'There', 'Detection %', 'From', 'Until', 'Verdict', 'Reviews', 'Points a case', 'Against colleagues', 'From', 'Until', 'Severity'],
    defectsHead: ['Field', 'Closed', 'Reviewed', 'Coverage of cases %', 'Twice', 'By first', 'By second', 'By both', 'Coverage of defects %', 'From', 'Until', 'Undetected', 'From', 'Until', 'Remark'],
  },
} as const;

const FIELDS: Record<string, Sentence> = {
  criminal: { zh: '刑事', en: 'criminal' }, civil: { zh: '民事', en: 'civil' }, administrative: { zh: '行政', en: 'administrative' }, enforcement: { zh: '执行', en: 'enforcement' }, other: { zh: '其他', en: 'other' },
};

/** The tables of the page as they stand on the screen, with the figures to four places. */
export function agreementTable(view: AgreementView, part: AgreementExportQuery['part'], language: Language): OutgoingTable {
  const words = WORDS[language];
  const say = (sentence: Sentence | null): string => sentence?.[language] ?? '';
  const head = [...words[`${part}Head`]];
  const text = (value: string | number | null | undefined): string => (value === null || value === undefined ? '' : String(value));
  const range = ({ value, interval }: AgreementWithInterval): string[] => [value, interval.from, interval.until].map((figure) => (figure === null ? '' : figure.toFixed(4)));
  switch (part) {
    case 'overall':
      return {
        title: words.overall, head,
        rows: view.overall.flatMap(({ title, coefficients }) =>
          coefficients.length
            ? coefficients.map((one) => [say(title), MEASURES[one.measure] ?? one.measure, ...range(one), text(one.subjects), say(one.reason ?? one.interval.reason)])
            : [[say(title), words.nothing, '', '', '', text(view.pairs), '']],
        ),
      };
    case 'clauses':
      return {
        title: words.clauses, head,
        rows: view.clauses.map(({ code, label, pairs, both, firstOnly, secondOnly, coefficients, says }) => [
          code, say(label), ...[pairs, both, firstOnly, secondOnly].map(text), ...(coefficients[0] ? range(coefficients[0]) : [words.nothing, '', '']), say(says),
        ]),
      };
    case 'reviewers':
      return {
        title: words.reviewers, head,
        rows: view.reviewers.map(({ name, asFirst, asSecond, detection, severity }) => [
          name, text(asFirst), text(asSecond), text(detection.part), text(detection.whole), text(detection.percent), text(detection.interval?.from), text(detection.interval?.until), say(detection.says),
          text(severity?.cases), text(severity?.mean), text(severity?.difference), text(severity?.interval?.from), text(severity?.interval?.until), severity ? say(severity.says) : '',
        ]),
      };
    default:
      return {
        title: words.defects, head,
        rows: view.defects.map((row) => [
          row.field === 'all' ? words.all : (FIELDS[row.field]?.[language] ?? row.field), text(row.closed), text(row.reviewed), text(row.ofCases), text(row.pairs), text(row.first), text(row.second), text(row.both),
          text(row.ofDefects?.percent), text(row.ofDefects?.from), text(row.ofDefects?.until), text(row.undetectedInReviewed?.estimated), text(row.undetectedInReviewed?.from), text(row.undetectedInReviewed?.until), say(row.says),
        ]),
      };
  }
}
