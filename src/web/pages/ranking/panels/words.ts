import { useI18n } from 'vue-i18n';
import { useWording } from '../../../format.js';
import { i18n } from '../../../i18n.js';

const zh = {
  panels: '图表', 'tab.distribution': '分布', 'tab.trend': '趋势', 'tab.clauses': '差错条目', 'tab.heat': '庭×条目', 'tab.workload': '工作量与质量', chartsOf: '只画本表能看到的 {n} 人；{size} 人全组的合计只见于分布、均值和中位数。',
  distribution: '{n} 人中 {most} 人在 {from}–{until} 分', distributionNone: '本期还没有总分。', band: '总分', people: '人数', who: '能看到的人',
  trend: '中位数 {n} 期间 {change} 分', trendFew: '只有 {n} 期结果，不足 {needed} 期，不画趋势。', mean: '均值', median: '中位数', period: '考核期', size: '人数', trendStarts: '纵轴不从零开始。未结束的考核期为暂定值。', provisional: '（暂定）',
  pareto: '{label}最多，前 {n} 项占 {share}%', paretoNone: '本期能看到的人没有记在名下的差错。评查提交后显示。', clause: '条目', findings: '差错', serious: '其中严重', cases: '案件', share: '占比', running: '累计', paretoWhy: '按评查提交日计入本期；一条差错由几人分担的，只计一条。',
  heat: '哪个庭在哪一条上多：有差错的案件占评查案件的百分比', heatNone: '本期没有差错，不画热力图。', heatCell: '{clause}，{division}：{cases}/{of} 件有差错，{rate}%', division: '庭', reviewed: '评查', heatWhy: '案件少的格，百分比起伏大，请看件数。',
  workload: '办得多的是否质量低：{n} 人', workloadNone: '本期没有可比的办案数和得分。', closed: '结案数', component: '纵轴', person: '姓名', workloadWhy: '每点一人。点的远近不说明原因：案件难易、疑难案件多少会同时影响两轴。', workloadOwn: '只显示您能看到姓名的人，虚线是他们的中位数。',
  behind: '差错：{what}', behindNone: '没有差错。', more: '下一页', less: '上一页', total: '共 {n} 条',
};
const en: typeof zh = {
  panels: 'Charts', 'tab.distribution': 'Distribution', 'tab.trend': 'Trend', 'tab.clauses': 'Clauses', 'tab.heat': 'Division × clause', 'tab.workload': 'Workload and quality', chartsOf: 'Drawn of the {n} people you see in this table; of the whole group of {size} only the distribution, mean and median are shown.',
  distribution: '{most} of {n} have {from}–{until} points', distributionNone: 'There are no totals in this period yet.', band: 'Total', people: 'People', who: 'Those you may see',
  trend: 'The median changed by {change} points over {n} periods', trendFew: 'There are only {n} periods, fewer than {needed}: no trend is drawn.', mean: 'Mean', median: 'Median', period: 'Period', size: 'People', trendStarts: 'The axis does not begin at zero. Periods not closed are provisional.', provisional: ' (provisional)',
  pareto: 'Most often: {label}; the first {n} make {share}%', paretoNone: 'Nobody you see answers for a finding in this period. They appear once reviews are submitted.', clause: 'Clause', findings: 'Findings', serious: 'serious', cases: 'Cases', share: 'Share', running: 'Running', paretoWhy: 'Counted by the day the review was submitted; a finding several answer for counts once.',
  heat: 'Where each clause recurs: per cent of reviewed cases with it', heatNone: 'No findings in this period, so no heat map.', heatCell: '{clause}, {division}: {cases} of {of} cases, {rate}%', division: 'Division', reviewed: 'Reviewed', heatWhy: 'With few cases the per cent swings: read the counts.',
  workload: 'Does closing more go with less quality: {n} people', workloadNone: 'There are no closings and scores to compare in this period.', closed: 'Closed', component: 'Upright', person: 'Name', workloadWhy: 'One dot a person. Distance tells no cause: hard cases move both axes.', workloadOwn: 'Only people whose names you may see; dashed lines are their medians.',
  behind: 'Findings: {what}', behindNone: 'No findings.', more: 'Next', less: 'Previous', total: '{n} in all',
};
i18n.global.mergeLocaleMessage('zh', { groupPanels: zh });
i18n.global.mergeLocaleMessage('en', { groupPanels: en });

export function usePanelWords() {
  const { t } = useI18n({ useScope: 'global' });
  const w = (key: keyof typeof zh, named: Record<string, unknown> = {}): string => t(`groupPanels.${key}`, named);
  return { w, t, ...useWording() };
}
