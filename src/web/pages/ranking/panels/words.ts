import { useI18n } from 'vue-i18n';
import { useWording } from '../../../format.js';
import { i18n } from '../../../i18n.js';

const zh = {
  panels: '图表', 'tab.distribution': '分布', 'tab.trend': '趋势', 'tab.clauses': '差错条目', 'tab.heat': '庭×条目', 'tab.workload': '工作量与质量', chartsOf: '只画本表能看到的 {n} 人；{size} 人全组的合计只见于分布、均值和中位数。',
  distribution: '{n} 人中 {most} 人在 {from}–{until} 分', distributionNone: '本期还没有总分。', inBand: '{from}–{until} 分 {n} 人：', inBandHint: '点一根柱子，看是哪些人。', notNamed: '另有 {n} 人您看不到姓名', band: '总分', people: '人数', who: '能看到的人',
  trend: '{n} 期以来中位数 {change} 分', trendFew: '只有 {n} 期结果，不足 {needed} 期，不画趋势。', mean: '均值', median: '中位数', period: '考核期', size: '人数', trendStarts: '纵轴不从零开始。未结束的考核期为暂定值。', provisional: '（暂定）',
  pareto: '{label}最多，前 {n} 项占 {share}%', paretoNone: '本期能看到的人没有记在名下的差错。评查提交后显示。', clause: '条目', findings: '差错', serious: '其中严重', cases: '案件', share: '占比', running: '累计', barLabel: '{n} 条，累计 {running}%', paretoMost: '图中只画最多的 {most} 条，全部 {n} 条在表格里。', paretoWhy: '按评查提交日计入本期；一条差错由几人分担的，只计一条。',
  heat: '哪个庭在哪一条上多：有差错的案件占评查案件的百分比', heatNone: '本期没有差错，不画热力图。', heatCell: '{clause}，{division}：{cases}/{of} 件有差错，{rate}%', division: '庭', reviewed: '评查', heatWhy: '百分比后是有差错的案件÷评查案件；虚线框是评查不足 {few} 件的，一件就使百分比大变，不宜比较。', heatMost: '只列最多的 {most} 条，全部 {n} 条见“差错条目”的表格。', openReviewed: '打开{division}评查的 {n} 件案件', reviewedOf: '评查的案件：{what}', reviewedOn: '评查提交', casesNone: '没有评查的案件。', totalCases: '共 {n} 件',
  workload: '结案多于中位数的 {busy} 人里，{n} 人的{component}不低于中位数', workloadAlike: '{n} 人结案数相同，看不出多办与得分的关系', workloadMedian: '虚线是各人的中位数。', workloadNone: '本期没有可比的办案数和得分。', closed: '结案数', component: '纵轴', person: '姓名', workloadWhy: '每点一人。点的远近不说明原因：案件难易、疑难案件多少会同时影响两轴。', workloadOwn: '只画您能看到的 {n} 人，另有 {hidden} 人没有画；虚线是所画各人的中位数，不是全组的。',
  'which.withdrawn': '记录后撤销的差错', 'which.recorded': '本期记录的全部差错', withdrawn: '已撤销：{why}', behind: '差错：{what}', behindNone: '没有差错。', more: '下一页', less: '上一页', total: '共 {n} 条',
};
const en: typeof zh = {
  panels: 'Charts', 'tab.distribution': 'Distribution', 'tab.trend': 'Trend', 'tab.clauses': 'Clauses', 'tab.heat': 'Division × clause', 'tab.workload': 'Workload and quality', chartsOf: 'Drawn of the {n} people you see in this table; of the whole group of {size} only the distribution, mean and median are shown.',
  distribution: '{most} of {n} have {from}–{until} points', distributionNone: 'There are no totals in this period yet.', inBand: '{from}–{until} points, {n} people:', inBandHint: 'Choose a bar to see who they are.', notNamed: 'and {n} whose names you may not see', band: 'Total', people: 'People', who: 'Those you may see',
  trend: 'The median changed by {change} points over {n} periods', trendFew: 'There are only {n} periods, fewer than {needed}: no trend is drawn.', mean: 'Mean', median: 'Median', period: 'Period', size: 'People', trendStarts: 'The axis does not begin at zero. Periods not closed are provisional.', provisional: ' (provisional)',
  pareto: 'Most often: {label}; the first {n} make {share}%', paretoNone: 'Nobody you see answers for a finding in this period. They appear once reviews are submitted.', clause: 'Clause', findings: 'Findings', serious: 'serious', cases: 'Cases', share: 'Share', running: 'Running', barLabel: '{n}, running {running}%', paretoMost: 'The chart has the {most} most frequent; all {n} are in the table.', paretoWhy: 'Counted by the day the review was submitted; a finding several answer for counts once.',
  heat: 'Where each clause recurs: per cent of reviewed cases with it', heatNone: 'No findings in this period, so no heat map.', heatCell: '{clause}, {division}: {cases} of {of} cases, {rate}%', division: 'Division', reviewed: 'Reviewed', heatWhy: 'After the per cent: cases with a finding ÷ cases reviewed. A dashed frame marks fewer than {few} reviewed: one case swings it, do not compare.', heatMost: 'Only the {most} most frequent; all {n} are in the table of clauses.', openReviewed: 'Open the {n} cases reviewed: {division}', reviewedOf: 'Cases reviewed: {what}', reviewedOn: 'Review submitted', casesNone: 'No cases reviewed.', totalCases: '{n} cases',
  workload: 'Of {busy} who closed more than the median, {n} are not below the median in {component}', workloadAlike: 'All {n} closed alike; nothing to be seen', workloadMedian: 'Dashed lines are the medians.', workloadNone: 'There are no closings and scores to compare in this period.', closed: 'Closed', component: 'Upright', person: 'Name', workloadWhy: 'One dot a person. Distance tells no cause: hard cases move both axes.', workloadOwn: 'Only the {n} people you may see; {hidden} more are not drawn. Dashed lines are the medians of those drawn, not of the group.',
  'which.withdrawn': 'Withdrawn since', 'which.recorded': 'All recorded in the period', withdrawn: 'withdrawn: {why}', behind: 'Findings: {what}', behindNone: 'No findings.', more: 'Next', less: 'Previous', total: '{n} in all',
};
i18n.global.mergeLocaleMessage('zh', { groupPanels: zh });
i18n.global.mergeLocaleMessage('en', { groupPanels: en });

export function usePanelWords() {
  const { t } = useI18n({ useScope: 'global' });
  const w = (key: keyof typeof zh, named: Record<string, unknown> = {}): string => t(`groupPanels.${key}`, named);
  return { w, t, ...useWording() };
}
