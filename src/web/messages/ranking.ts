const zh = {
  rank: '名次', tied: '并列{n}', name: '姓名', division: '庭', total: '总分', movement: '较上期', up: '▲{n}', down: '▼{n}', same: '–', fresh: '新', medianMean: '中位 {median} · 均值 {mean}', provisional: '考核期未结束，名次为暂定', frozenAt: '冻结于 {at}',
  hidden: '另有 {n} 人的名次不在您的查看范围内，未列出；中位、均值和分布按全组计算。', caption: '本结果为本院同岗位内部考评，不作为审判质量管理指标排名。', distribution: '全组 {n} 人总分分布：{from}–{until} 分人数最多', distributionPlain: '全组总分分布', band: '总分区间', people: '人数', scheme: '方案', basis: '依据：每人已结 {from}–{until} 件，已评查 {rfrom}–{runtil} 件。', more: '更多',
  close: '结束考核期', 
  noGroups: '{period}没有可比的同岗组。同岗组由人员任职得出：同职务、同岗位、同案件性质。', toPeople: '看机构与人员', noRows: '本组没有在您查看范围内的人员。', noPeriods: '尚无考核期。考核期由政工监察办开始，开始后会在这里显示名次。', explain: '说明', months: '在岗月数', percentile: '百分位', reviewed: '已评查', closed: '已结',
};
const en: Record<keyof typeof zh, string> = {
  rank: 'Rank', tied: '{n}=', name: 'Name', division: 'Division', total: 'Total', movement: 'Change', up: '▲{n}', down: '▼{n}', same: '–', fresh: 'new', medianMean: 'Median {median} · mean {mean}', provisional: 'The period is open; ranks are provisional', frozenAt: 'Frozen {at}',
  hidden: '{n} more people are outside what you may see and are not listed; median, mean and distribution are of the whole group.', caption: 'An internal same-post evaluation of this court; not a ranking by trial quality management indicators.', distribution: 'Totals of all {n}: most people lie in {from}–{until}', distributionPlain: 'Totals of the whole group', band: 'Total', people: 'People', scheme: 'Scheme', basis: 'Based on {from}–{until} closed and {rfrom}–{runtil} reviewed cases for each person.', more: 'More',
  close: 'Close the period', 
  noGroups: 'There is no comparable same-post group in {period}. Groups follow from posts held: same rank of post, same work, same nature of cases.', toPeople: 'See units and people', noRows: 'Nobody in this group is within what you may see.', noPeriods: 'There is no evaluation period yet. The political office opens one; ranks will then appear here.', explain: 'Notes', months: 'Months served', percentile: 'Percentile', reviewed: 'Reviewed', closed: 'Closed',
};
export const ranking = { zh, en };
