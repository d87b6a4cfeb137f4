import { useI18n } from 'vue-i18n';
import { useWording } from '../../../format.js';
import { i18n } from '../../../i18n.js';

const zh = {
  sees: '谁看什么', audience: '读者', shows: '看人员的什么', totals: '总分', inGroup: '（本组）', indicators: '各项指标怎么比', indicator: '指标', interval: '合理区间（得分率 %）', group: '同岗组', references: '由事实计算的指标：只对区间，从不排名', general: '其他', setting: '设置', now: '现行', source: '依据', from: '自', notSet: '未设定', change: '更改', propose: '提出更改', next: '{day} 起：{what}', awaiting: '待批准', onlyRead: '这里的设置由政工监察办等有权限的部门提出，另一人批准后生效；您可以查看现行值和全部更改记录。',
  legend: '深色为本项自己的设置，浅色为随上级指标或随该类读者。“排名”：可比先后、可排序；“区间”：只看在区间内、高于或低于，不排名、不排序、不给百分位和中位数。总分的名次仍按“谁看什么”一栏。', noGroup: '还没有施行的考核方案，没有可以设置的指标。', toSchemes: '看考核方案',
  value: '改为', effectiveFrom: '生效日期', reason: '事由', reasonHint: '为什么改，会写入记录', sourceHint: '文号和条款，如 本院〔2026〕9号第三条', twoPeople: '提出后由另一人批准；批准前现行设置照旧。旧值永久保留，不能溯及既往。', keepsGroups: '个别同岗组另有规定，保持不变：{groups}', missing: '请填写：{fields}', proposed: '已提出，等待另一人批准。', intervalHint: '下端,上端，如 80.00,100.00', bandsHint: '由高到低，如 90.00,75.00,60.00', numberHint: '整数',
  preview: '各类读者会看到什么', previewOf: '{who}在{group}会看到（虚构人员，按{when}的设置）', asNow: '现行', asDraft: '更改后', rank: '名次', person: '人员', total: '总分', band: '档次', hiddenRows: '看不到他人的任何一行', ownRow: '本人', points: '得分', inside: '区间内', above: '高于', below: '低于', intervalPart: '按区间看', noRank: '不排名次',
  log: '更改记录', logEmpty: '还没有任何设置。提出一项更改并经另一人批准后，这里会留下记录。', when: '时间', before: '原值', after: '新值', who: '提出 / 批准', state: '状态', anyState: '全部状态', search: '设置、事由、文号、姓名', first: '初始值', 's.inForce': '施行中', 's.planned': '待施行', 's.replaced': '已被替代', 's.proposed': '待批准', 's.refused': '未批准', 's.withdrawn': '已撤回',
};
const en: typeof zh = {
  sees: 'Who sees what', audience: 'Audience', shows: 'What of people', totals: 'Totals', inGroup: '(this group)', indicators: 'How each indicator is compared', indicator: 'Indicator', interval: 'Reference interval (score rate, %)', group: 'Peer group', references: 'Indicators counted from facts: held against intervals, never ranked', general: 'Other settings', setting: 'Setting', now: 'In force', source: 'Source', from: 'from', notSet: 'not set', change: 'Change', propose: 'Propose a change', next: 'from {day}: {what}', awaiting: 'awaits approval', onlyRead: 'Offices with the permission propose changes here and a second person approves them; you may read what is in force and every change.',
  legend: 'Dark: a setting of its own; light: as the indicator above it or the audience. Ranking: may be compared and sorted. Intervals: inside, above or below alone, without rank, order, percentile or median. The rank of the total follows “Who sees what”.', noGroup: 'No scheme is in force yet, so there is no indicator to set.', toSchemes: 'See schemes',
  value: 'New value', effectiveFrom: 'In force from', reason: 'Reason', reasonHint: 'why; it is kept in the log', sourceHint: 'document number and clause', twoPeople: 'A second person approves; until then what is in force stays. Earlier values are kept for good, and nothing takes effect backwards.', keepsGroups: 'Groups with a mode of their own keep it: {groups}', missing: 'Please fill in: {fields}', proposed: 'Proposed; a second person decides.', intervalHint: 'lower,upper, such as 80.00,100.00', bandsHint: 'from high to low, such as 90.00,75.00,60.00', numberHint: 'a whole number',
  preview: 'What each audience would see', previewOf: 'What {who} would see in {group} (invented people, {when})', asNow: 'as in force', asDraft: 'after the change', rank: 'Rank', person: 'Person', total: 'Total', band: 'Band', hiddenRows: 'No row of anybody else', ownRow: 'own row', points: 'points', inside: 'inside', above: 'above', below: 'below', intervalPart: 'by interval', noRank: 'nobody is ranked',
  log: 'Log of changes', logEmpty: 'Nothing has been set yet. A change that is proposed and approved leaves its trace here.', when: 'When', before: 'Before', after: 'After', who: 'Proposed / decided', state: 'State', anyState: 'All states', search: 'Setting, reason, document, name', first: 'first value', 's.inForce': 'in force', 's.planned': 'to take effect', 's.replaced': 'replaced', 's.proposed': 'awaits approval', 's.refused': 'refused', 's.withdrawn': 'withdrawn',
};
i18n.global.mergeLocaleMessage('zh', { rankingSettings: zh });
i18n.global.mergeLocaleMessage('en', { rankingSettings: en });

export function useSettingWords() {
  const { t } = useI18n({ useScope: 'global' });
  const s = (key: keyof typeof zh, named: Record<string, unknown> = {}): string => t(`rankingSettings.${key}`, named);
  return { s, t, ...useWording() };
}
