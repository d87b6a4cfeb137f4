/** Heads and words of exported tables. */
export const PATTERN_WORDS = {
  zh: {
    title: '倾向性问题', by: { clause: '条目', division: '庭', cause: '案由', month: '月份', field: '类别' },
    findings: '差错数', serious: '其中严重', points: '扣分', share: '占差错', cases: '涉及案件', of: '评查案件', rate: '发生率', interval: '95%区间', before: '上期发生率', difference: '变化（百分点）', differenceInterval: '变化的95%区间', verdict: '能否断定', range: '统计期',
    verdicts: { rose: '上升', fell: '下降', unsaid: '数量太小，不能断定', empty: '一期未评查，不能比较' },
  },
  en: {
    title: 'Patterns', by: { clause: 'Clause', division: 'Division', cause: 'Cause', month: 'Month', field: 'Field' },
    findings: 'Findings', serious: 'Serious', points: 'Points', share: 'Share of findings', cases: 'Cases with it', of: 'Cases reviewed', rate: 'Rate', interval: '95 % interval', before: 'Rate before', difference: 'Change (points)', differenceInterval: '95 % interval of the change', verdict: 'What can be said', range: 'Counted over',
    verdicts: { rose: 'rose', fell: 'fell', unsaid: 'too few to say', empty: 'nothing reviewed on one side' },
  },
} as const;
