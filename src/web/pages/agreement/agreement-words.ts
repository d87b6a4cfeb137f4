import { useI18n } from 'vue-i18n';
import { trueMinus, useWording } from '../../format.js';
import { i18n } from '../../i18n.js';

const zh = {
  from: '复评提交自', until: '至（不含）', anyNature: '全部领域', empty: '这段时间没有完成的盲评复查。在“评查计划”中安排盲评复查，两次评查都提交后，这里会显示检出率、一致性和漏检估计。', toPlans: '去评查计划',
  ownOnly: '您看到本人的数字和全院的数字；同事的姓名和个人数字不显示。', caption: '{pairs} 件双评 · 差错 {all} 处：两人都发现 {both}，仅初评 {first}，仅复评 {second}',
  'view.reviewers': '评查员', 'view.clauses': '条目一致性', 'view.overall': '总体一致性', 'view.defects': '差错覆盖面', 'view.pairs': '双评案件',
  reviewer: '评查员', asFirst: '初评件数', asSecond: '复评件数', detection: '检出率', found: '发现/应有', interval: '95% 区间', verdictHead: '评价', court: '全院', me: '本人',
  'verdict.met': '达到', 'verdict.below': '偏低，未定', 'verdict.clearlyBelow': '确定偏低', 'verdict.tooFew': '件数不足', least: '要求 {n}', openPairs: '看案件',
  detectionWhy: '检出率 = 本人初评发现的成立差错 ÷ 同案两次评查发现的全部成立差错。后来撤销的、复评未被采纳的，都不算差错。',
  severity: '尺度（只供参考，不用于任何得分）', mean: '每案扣分', cases: '评查件数', difference: '比同事', compared: '可比件数', says: '说明',
  severityWhy: '只在同一领域、同一评查种类、同一月份的案件之间比较，各层按件数加权；区间含 0 即看不出宽严之别。', noSeverity: '这段时间没有提交的评查。',
  clauseHead: '条目', both: '都记', firstOnly: '仅初评', secondOnly: '仅复评', applicable: '适用件数', alpha: 'α', kappa: 'Cohen κ', fleiss: 'Fleiss κ', flag: '结论',
  'clause.good': '一致', 'clause.low': '偏低，未定', 'clause.clearlyLow': '条目可能不清', 'clause.tooFew': '件数不足', clausesEmpty: '双评案件中没有记录到差错。', lowClauses: '{n} 个条目低于 {least}', noLowClauses: '没有条目低于 {least}',
  clausesWhy: '每个条目看适用领域的双评案件：两人都记、只一人记、都没记。α = 1 为完全一致，0 为与偶然无异。要求 α ≥ {least}；适用案件不足 {pairs} 件或记录不足 {cases} 件的不算。',
  overallWhy: '以案件为单位比较两次评查。κ、α = 1 为完全一致，0 为与偶然无异，负数为还不如偶然。', measureHead: '系数', value: '值', subjects: '案件', overallFew: '双评不足 {n} 件，不计算。',
  'measure.cohen': 'Cohen κ', 'measure.cohen-linear': 'Cohen κ（线性加权）', 'measure.fleiss': 'Fleiss κ', 'measure.krippendorff-nominal': 'Krippendorff α（名义）', 'measure.krippendorff-ordinal': 'Krippendorff α（次序）', 'measure.krippendorff-interval': 'Krippendorff α（间距）',
  'method.fleiss-cohen-everitt': '大样本标准误（Fleiss、Cohen、Everitt 1969）', 'method.gwet': '大样本标准误（Gwet 2008）', 'method.bootstrap': '重复抽样 {n} 次', seed: '重复抽样的种子：{seed}。用同一种子和同样的案件可以算出同样的区间。',
  field: '领域', all: '全院', closed: '结案', reviewed: '已评查', ofCases: '案件覆盖面', twice: '双评', ofDefects: '差错覆盖面', undetected: '估计未发现', known: '已记录', assumptions: '这一估计的前提', defectsWhy: '案件覆盖面 = 同期评查件数 ÷ 同期结案件数；差错覆盖面 = 一次评查能发现的差错占全部差错的比例，由两人共同发现多少推算（Chapman 估计）。', notSaid: '不作估计',
  q: '案号、案由', outcomeHead: '结果', any: '全部', 'outcome.same': '结论一致', 'outcome.missed': '初评有遗漏', 'outcome.notConfirmed': '复评未印证', submittedOn: '复评提交', caseNumber: '案号', cause: '案由', firstReviewer: '初评', secondReviewer: '复评', points: '扣分（初/复）', pairsEmpty: '这段时间没有完成的盲评复查。',
  colleague: '另一评查员', of: '只看：{what}', pairTitle: '{number} 两次评查', first: '初评', second: '复评', notFound: '未发现', dropped: '后来不成立，不计', nothingFound: '两人都没有发现差错。', openCase: '打开案件', foundBoth: '两人都发现', 'serious': '严重', 'minor': '一般',
} as const;
const en: Record<keyof typeof zh, string> = {
  from: 'Second submitted from', until: 'until (not included)', anyNature: 'All fields', empty: 'No blind second review was finished in this time. Plan some under “Review plans”; once both reviews are submitted, detection, agreement and the estimate of undetected defects appear here.', toPlans: 'To the review plans',
  ownOnly: 'You see your own figures and the court’s; colleagues’ names and own figures are not shown.', caption: '{pairs} cases reviewed twice · {all} defects: by both {both}, first only {first}, second only {second}',
  'view.reviewers': 'Reviewers', 'view.clauses': 'By clause', 'view.overall': 'Overall', 'view.defects': 'Coverage of defects', 'view.pairs': 'Cases',
  reviewer: 'Reviewer', asFirst: 'As first', asSecond: 'As second', detection: 'Detection', found: 'Found/there', interval: '95 % interval', verdictHead: 'Verdict', court: 'Court', me: 'me',
  'verdict.met': 'met', 'verdict.below': 'low, not certain', 'verdict.clearlyBelow': 'certainly low', 'verdict.tooFew': 'too few cases', least: 'asked for {n}', openPairs: 'cases',
  detectionWhy: 'Detection = upheld findings of the own first review ÷ all upheld findings of either review of the same cases. What was withdrawn since, or not adopted from the second review, is no defect.',
  severity: 'Severity (for information; no score uses it)', mean: 'Points a case', cases: 'Reviews', difference: 'Against colleagues', compared: 'Comparable', says: 'Remark',
  severityWhy: 'Compared only among cases of the same field, kind of review and month, each stratum by its cases; an interval holding 0 shows no difference.', noSeverity: 'No review was submitted in this time.',
  clauseHead: 'Clause', both: 'Both', firstOnly: 'First only', secondOnly: 'Second only', applicable: 'Cases', alpha: 'α', kappa: 'Cohen κ', fleiss: 'Fleiss κ', flag: 'Verdict',
  'clause.good': 'agreed', 'clause.low': 'low, not certain', 'clause.clearlyLow': 'perhaps badly written', 'clause.tooFew': 'too few cases', clausesEmpty: 'Nothing was recorded in the cases reviewed twice.', lowClauses: '{n} clause(s) below {least}', noLowClauses: 'no clause below {least}',
  clausesWhy: 'For each clause, the cases of its field reviewed twice: recorded by both, by one, by neither. α = 1 is complete agreement, 0 is chance. Asked for: α ≥ {least}; below {pairs} cases, or recorded in fewer than {cases}, it is not worked out.',
  overallWhy: 'The two reviews compared case by case. κ, α = 1 is complete agreement, 0 is chance, below 0 worse than chance.', measureHead: 'Coefficient', value: 'Value', subjects: 'Cases', overallFew: 'Fewer than {n} cases reviewed twice: not worked out.',
  'measure.cohen': 'Cohen κ', 'measure.cohen-linear': 'Cohen κ (linear)', 'measure.fleiss': 'Fleiss κ', 'measure.krippendorff-nominal': 'Krippendorff α (nominal)', 'measure.krippendorff-ordinal': 'Krippendorff α (ordinal)', 'measure.krippendorff-interval': 'Krippendorff α (interval)',
  'method.fleiss-cohen-everitt': 'large-sample error (Fleiss, Cohen, Everitt 1969)', 'method.gwet': 'large-sample error (Gwet 2008)', 'method.bootstrap': '{n} repeated samples', seed: 'Seed of the repeated samples: {seed}. The same seed and cases give the same intervals.',
  field: 'Field', all: 'Whole court', closed: 'Closed', reviewed: 'Reviewed', ofCases: 'Coverage of cases', twice: 'Twice', ofDefects: 'Coverage of defects', undetected: 'Likely undetected', known: 'Recorded', assumptions: 'What the estimate supposes', defectsWhy: 'Coverage of cases = reviewed ÷ closed in the same time; coverage of defects = share of all defects that one review finds, told from how many both found (Chapman’s estimator).', notSaid: 'no estimate',
  q: 'Case number, cause', outcomeHead: 'Result', any: 'All', 'outcome.same': 'same result', 'outcome.missed': 'first review missed some', 'outcome.notConfirmed': 'not confirmed by the second', submittedOn: 'Second submitted', caseNumber: 'Case number', cause: 'Cause', firstReviewer: 'First', secondReviewer: 'Second', points: 'Points (first/second)', pairsEmpty: 'No blind second review was finished in this time.',
  colleague: 'the other reviewer', of: 'Only: {what}', pairTitle: '{number}, both reviews', first: 'First review', second: 'Second review', notFound: 'not found', dropped: 'not upheld, not counted', nothingFound: 'Neither found a defect.', openCase: 'Open the case', foundBoth: 'found by both', 'serious': 'serious', 'minor': 'minor',
};
i18n.global.mergeLocaleMessage('zh', { agreement: zh });
i18n.global.mergeLocaleMessage('en', { agreement: en });

export function useAgreementWords() {
  const { t } = useI18n({ useScope: 'global' });
  const g = (key: keyof typeof zh, named: Record<string, unknown> = {}): string => t(`agreement.${key}`, named);
  const nature = (code: string): string => (code === 'all' ? g('all') : t(`cases.nature.${code}`));
  return { g, t, nature, ...useWording() };
}

export const VIEWS = ['reviewers', 'clauses', 'overall', 'defects', 'pairs'] as const;
export type ViewName = (typeof VIEWS)[number];

/** κ and α with two places and a true minus sign; never −0.00. */
export const twoPlaces = (figure: number): string => trueMinus((Math.abs(figure) < 0.005 ? 0 : figure).toFixed(2));
