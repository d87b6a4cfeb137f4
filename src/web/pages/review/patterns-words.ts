import { useI18n } from 'vue-i18n';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';

const zh = {
  title: '倾向性问题', from: '自', until: '至（不含）', preset: '统计期', 'presetIs.month': '上月', 'presetIs.quarter': '近三个月', 'presetIs.half': '近半年', 'presetIs.year': '近一年', 'presetIs.own': '自选',
  tabFindings: '差错分布', tabRepeats: '重复差错', tabBriefings: '讲评', by: '按', 'byIs.clause': '条目', 'byIs.division': '庭', 'byIs.cause': '案由', 'byIs.month': '月份', 'byIs.field': '类别', severity: '等级', any: '全部', serious: '■ 严重', minor: '□ 一般', division: '庭：全部', clause: '条目：全部',
  summary: '评查案件 {of} 件，有差错 {cases} 件，发生率 {rate}%（95%区间 {from}–{until}%）；差错 {findings} 条。', summaryNone: '这段时间没有完成评查的案件。请改选日期。', before: '上期（{from} 至 {until}）', said: '能否断定',
  findings: '差错', seriousOf: '严重', share: '占比', running: '累计', cases: '案件', of: '评查', rate: '发生率', interval: '95%区间', change: '与上期比（百分点）', verdict: '判断', 'verdictIs.rose': '▲ 上升', 'verdictIs.fell': '▼ 下降', 'verdictIs.unsaid': '数量太小，不能断定', 'verdictIs.empty': '一期未评查，不能比较',
  note: '分母是同期完成评查、可能出现该条目的案件；一案多条同一条目的，发生率只计一次；复评和未确认的严重差错不计。区间含零的，升降可能出于偶然；同时比较许多条目时，二十条中约有一条会偶然越过区间。', openFindings: '{label}：打开 {n} 条差错',
  pareto: '{label}最多，前{n}项占{share}%', paretoNone: '差错分布', trend: '每月差错发生率', heat: '条目 × 庭：发生率（%）', heatCell: '{clause}，{division}：{cases}/{of} 件，{rate}%', heatNone: '这段时间没有差错。', less: '少', more: '多', cell: '{cases}/{of}',
  repeatsWhy: '{from} 至 {until}（不含），同一人同一条目的一般差错 {least} 次以上。供讲评和帮助使用，不另计分。', repeatsNone: '这段时间没有人同一条目重复 {least} 次以上。', unnamed: '您的岗位只看条目和次数，不看姓名。', person: '人员', unit: '庭', times: '次数', last: '最近', hidden: '不显示',
  record: '登记讲评', briefingsEmpty: '还没有讲评登记。讲评后在这里登记内容、参加的庭和整改措施。', heldOn: '日期', occasion: '场合', chair: '讲评人', clauses: '条目', divisions: '参加', measures: '措施', state: '状态', 'st.open': '整改中', 'st.closed': '已办结', 'st.overdue': '有逾期', done: '{done}/{all} 已完成', overdueN: '逾期 {n}', anyState: '状态：全部', search: '场合、内容',
  material: '讲评内容', dueOn: '期限', responsible: '责任人', words: '措施', addMeasure: '再加一项措施', removeMeasure: '去掉第 {n} 项', recordAsk: '登记后内容不再修改，措施由责任人办理，逾期在首页督办。', addClause: '添加条目', save: '登记', who: '姓名或拼音首字母', occasionHint: '如：10月审判质量讲评会',
  doneVerb: '报完成', doneAsk: '报告措施已完成：{words}', doneLabel: '做了什么、结果如何', close: '办结', closeAsk: '全部措施完成后办结，办结后不再修改。', closeLabel: '整改结果', closedBy: '{day} 由 {who} 办结：{words}', doneBy: '{day} {who}：{words}', noMeasures: '没有整改措施。',
  effect: '讲评前后', effectWhy: '讲评前 {days} 天与讲评后 {days} 天结案并已评查的案件，只看参加的庭。按结案日计：讲评前已结的案件无从吸取讲评。先后不等于因果，其间的其他变化也会影响。', beforeRate: '讲评前', afterRate: '讲评后', days: '天数', effectNone: '讲评后结案的案件尚未评查，暂时不能比较。', anyOf: '以上任一条目',
};
const en: typeof zh = {
  title: 'Patterns and briefings', from: 'From', until: 'until (excl.)', preset: 'Counted over', 'presetIs.month': 'last month', 'presetIs.quarter': 'three months', 'presetIs.half': 'half a year', 'presetIs.year': 'a year', 'presetIs.own': 'own range',
  tabFindings: 'Distribution', tabRepeats: 'Repeated faults', tabBriefings: 'Briefings', by: 'By', 'byIs.clause': 'clause', 'byIs.division': 'division', 'byIs.cause': 'cause', 'byIs.month': 'month', 'byIs.field': 'field', severity: 'Severity', any: 'all', serious: '■ serious', minor: '□ minor', division: 'Division: all', clause: 'Clause: all',
  summary: '{of} cases reviewed, {cases} with a finding: {rate}% (95 % interval {from}–{until}%); {findings} findings.', summaryNone: 'No case was reviewed in this range. Choose other days.', before: 'Before ({from} until {until})', said: 'What can be said',
  findings: 'Findings', seriousOf: 'Serious', share: 'Share', running: 'Running', cases: 'Cases', of: 'Reviewed', rate: 'Rate', interval: '95 % interval', change: 'Change (points)', verdict: 'What can be said', 'verdictIs.rose': '▲ rose', 'verdictIs.fell': '▼ fell', 'verdictIs.unsaid': 'too few to say', 'verdictIs.empty': 'nothing reviewed on one side',
  note: 'The base is the cases reviewed in the range that could have shown the clause; a case with several findings of one clause counts once in the rate; second reviews and serious findings not yet confirmed are left out. Where the interval holds zero the change may be chance; among twenty clauses compared at once about one crosses by chance.', openFindings: '{label}: open {n} finding(s)',
  pareto: '{label} most often; the first {n} make {share}%', paretoNone: 'Distribution of findings', trend: 'Rate of cases with a finding, by month', heat: 'Clause × division: rate (%)', heatCell: '{clause}, {division}: {cases}/{of} cases, {rate}%', heatNone: 'No finding in this range.', less: 'fewer', more: 'more', cell: '{cases}/{of}',
  repeatsWhy: 'From {from} until before {until}: minor findings of one clause with one person, {least} or more. For briefing and help; no points come of it.', repeatsNone: 'Nobody had one clause {least} times or more in this range.', unnamed: 'Your post sees clauses and counts, not names.', person: 'Person', unit: 'Division', times: 'Times', last: 'Last', hidden: 'not shown',
  record: 'Record a briefing', briefingsEmpty: 'No briefing recorded yet. After one, record here what was said, who attended and what is to be done.', heldOn: 'Day', occasion: 'Occasion', chair: 'Held by', clauses: 'Clauses', divisions: 'Attended', measures: 'Measures', state: 'State', 'st.open': 'under way', 'st.closed': 'closed', 'st.overdue': 'overdue', done: '{done}/{all} done', overdueN: '{n} overdue', anyState: 'State: all', search: 'Occasion, words',
  material: 'What was said', dueOn: 'Due', responsible: 'Responsible', words: 'Measure', addMeasure: 'Another measure', removeMeasure: 'Remove measure {n}', recordAsk: 'Once recorded it is not changed; measures are done by those responsible, and overdue ones stand on home pages.', addClause: 'Add a clause', save: 'Record', who: 'Name or pinyin initials', occasionHint: 'e.g. October review briefing',
  doneVerb: 'Report done', doneAsk: 'Report the measure done: {words}', doneLabel: 'What was done, with what result', close: 'Close', closeAsk: 'Closed once every measure is done; then it is not changed any more.', closeLabel: 'What came of it', closedBy: 'Closed on {day} by {who}: {words}', doneBy: '{day} {who}: {words}', noMeasures: 'No measures.',
  effect: 'Before and after', effectWhy: 'Reviewed cases closed in the {days} days before and the {days} days after, in the divisions that attended. Counted by the day of closing: what was closed before cannot have learnt from the briefing. Later is not because of: other things change as well.', beforeRate: 'Before', afterRate: 'After', days: 'Days', effectNone: 'No case closed after the briefing has been reviewed yet, so nothing can be compared.', anyOf: 'any of these',
};
i18n.global.mergeLocaleMessage('zh', { pattern: zh });
i18n.global.mergeLocaleMessage('en', { pattern: en });

/** The words of patterns and briefings: `p('title')`. */
export function usePatternWords() {
  const { t, locale } = useI18n({ useScope: 'global' });
  const wording = useWording();
  const p = (key: keyof typeof zh, named: Record<string, unknown> = {}): string => t(`pattern.${key}`, named);
  const verdict = (code: string): string => t(`pattern.verdictIs.${code}`);
  return { p, verdict, t, locale, ...wording };
}
