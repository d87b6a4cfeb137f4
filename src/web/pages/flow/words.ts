import { useI18n } from 'vue-i18n';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';

const zh = {
  by: '分类', 'tabIs.division': '按庭', 'tabIs.judge': '按法官', 'tabIs.nature': '按性质', growthHead: '环比 / 同比', 'byIs.division': '庭', 'byIs.judge': '法官', 'byIs.nature': '性质', opening: '旧存', received: '新收', closed: '结案', pending: '未结', registered: '登记未结', gap: '差额', closingRate: '结案率', clearance: '结收比', days: '处理天数', overYear: '超12个月', ofPending: '占未结',
  equation: '{opening} ＋ {received} － {closed} ＝ {expected}', asOf: '截至 {day}，期间尚未结束', until: '期末 {day}', reconciles: '相符', gapIs: '差 {n} 件', gapWhy: '旧存＋新收－结案与登记未结数相差 {n} 件',
  explained: '已说明', stale: '说明针对的是差额 {n}，现已不同，须重新说明', unexplained: '未说明', explain: '说明差额', count: '登记未结数', record: '登记与说明', notRegistered: '未登记', open: '打开{unit}的{figure} {n} 件',
  previous: '环比', yearBefore: '同比', base: '基数 {n}', baseZero: '基数为 0，不计增幅', comparedWith: '环比与{previous}比，同比与{yearBefore}比；基数为 0 的不计增幅。',
  unexplainedN: '有 {n} 处差额没有说明。', allReconcile: '登记过未结数的单位都相符。', allExplained: '差额都已说明。', noneRegistered: '本期还没有登记未结数，旧存＋新收－结案＝未结按案件日期计算必然相符，不能代替核对。请审管办按统计报表或实地盘点登记。',
  trend: '{unit}近 {n} 期：新收、结案与未结', trendFew: '只有 {n} 期有案件，不足 3 期，不画趋势。', trendOf: '趋势', ages: '{unit}未结 {n} 件中 {over} 件超过 12 个月', age: '未结时间', 'ageIs.0-3': '不满3个月', 'ageIs.3-6': '3–6个月', 'ageIs.6-12': '6–12个月', 'ageIs.12-18': '12–18个月', 'ageIs.18+': '18个月以上', cases: '案件',
  empty: '{period} 您能看到的范围内没有案件。请换一个期间。', method: '旧存、新收、结案、未结按案件的收案日和结案日计算；结案率＝结案÷(旧存＋新收)，结收比＝结案÷新收，处理天数＝未结÷结案×期间天数（全年按 365 天）。庭按案件现在所在的庭，办过移送的会使前后期对不上。法官只看本人。',
  title: '{unit} · {period}', countedOn: '清点日期', pendingN: '未结件数', source: '数字出处', sourceHint: '如：司法统计月报、实地盘点', reason: '更改原因（原记录保留）', words: '差额的原因和处理办法', save: '登记', saveExplanation: '登记说明', countAsk: '登记后与旧存＋新收－结案核对，差额立即显示，对能看收结存的人公开。', explainAsk: '说明连同您的姓名和时间一并显示，只能另写新的替代，不能改写。', history: '登记与说明的记录', historyNone: '还没有登记或说明。', byWho: '{who} {when}', superseded: '{when} {who} 替代：{why}', countLine: '未结 {n} 件（{day} 清点，{source}）', explanationLine: '差额 {n}：{words}', noGap: '现在没有差额，不需要说明。', 
};
const en: typeof zh = {
  by: 'Grouped', 'tabIs.division': 'By division', 'tabIs.judge': 'By judge', 'tabIs.nature': 'By nature', growthHead: 'on last / year ago', 'byIs.division': 'Division', 'byIs.judge': 'Judge', 'byIs.nature': 'Nature', opening: 'Opening', received: 'Received', closed: 'Closed', pending: 'Pending', registered: 'Registered', gap: 'Gap', closingRate: 'Closing rate', clearance: 'Clearance', days: 'Disposition days', overYear: 'Over 12 months', ofPending: 'of pending',
  equation: '{opening} + {received} − {closed} = {expected}', asOf: 'as of {day}; the period still runs', until: 'at {day}', reconciles: 'reconciles', gapIs: '{n} apart', gapWhy: 'opening + received − closed and the registered count are {n} apart',
  explained: 'explained', stale: 'the explanation is for a gap of {n}; it is another now and needs a new one', unexplained: 'unexplained', explain: 'Explain the gap', count: 'Register a count', record: 'Counts and explanations', notRegistered: 'none', open: 'Open {n} cases: {unit}, {figure}',
  previous: 'on period before', yearBefore: 'on year before', base: 'base {n}', baseZero: 'base 0, no growth', comparedWith: 'Compared with {previous} and with {yearBefore}; from a base of 0 no growth is told.',
  unexplainedN: '{n} gap(s) without an explanation.', allReconcile: 'All units with a registered count reconcile.', allExplained: 'All gaps are explained.', noneRegistered: 'No count of open cases is registered for this period. By the cases’ own days opening + received − closed = pending always holds, which checks nothing: the trial office registers the count of the statistics or of the shelves.',
  trend: '{unit}, {n} periods: received, closed, pending', trendFew: 'Only {n} periods have cases, fewer than 3: no trend is drawn.', trendOf: 'Trend', ages: '{unit}: {over} of {n} pending for over 12 months', age: 'Pending for', 'ageIs.0-3': 'under 3 months', 'ageIs.3-6': '3–6 months', 'ageIs.6-12': '6–12 months', 'ageIs.12-18': '12–18 months', 'ageIs.18+': '18 months or more', cases: 'Cases',
  empty: 'There are no cases you may see in {period}. Choose another period.', method: 'Opening, received, closed and pending are counted by the days of intake and closing. Closing rate = closed ÷ (opening + received); clearance = closed ÷ received; disposition days = pending ÷ closed × days of the period (a year counts 365). A division is the one the case is in now, so that transfers move earlier periods. A judge reads the own cases.',
  title: '{unit} · {period}', countedOn: 'Counted on', pendingN: 'Open cases', source: 'Where the number comes from', sourceHint: 'e.g. monthly statistics, count of the shelves', reason: 'Why it is replaced (the old one is kept)', words: 'Why they differ and what is done', save: 'Register', saveExplanation: 'Register explanation', countAsk: 'Once registered it is held against opening + received − closed; a gap shows at once to everybody who reads the case flow.', explainAsk: 'Shown with your name and time; it can only be replaced by a new one, never rewritten.', history: 'What was registered and explained', historyNone: 'Nothing yet.', byWho: '{who} {when}', superseded: 'replaced {when} by {who}: {why}', countLine: '{n} open (counted {day}, {source})', explanationLine: 'gap {n}: {words}', noGap: 'There is no gap now; nothing needs explaining.', 
};
i18n.global.mergeLocaleMessage('zh', { flow: zh });
i18n.global.mergeLocaleMessage('en', { flow: en });

export function useFlowWords() {
  const { t } = useI18n({ useScope: 'global' });
  const f = (key: keyof typeof zh, named: Record<string, unknown> = {}): string => t(`flow.${key}`, named);
  return { f, t, ...useWording() };
}
