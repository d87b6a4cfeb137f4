import { useI18n } from 'vue-i18n';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';

const zh = {
  intro: '每个指标都有看不到的东西。用它之前，先看它的局限。最高人民法院的指标（2024-09，18项）只供分析，不排名；官方表格没有查到，各项写明查到什么。官方的合理区间没有公布；各项的区间由本院设定，示例法院里的只是示例。',
  q: '指标、编码、局限', anyScheme: '全部来源', court: '最高人民法院指标', title: '指标', source: '出处', direction: '方向', formula: '公式', cannotShow: '局限（看不到什么）', counts: '数什么', status: '查证', empty: '没有符合的指标。', natures: '适用', allNatures: '各类案件', computed: '本系统可计算', notComputed: '本系统没有记录，不能计算', scheme: '考核方案', back: '全部指标', factLimit: '局限', factsNone: '本系统没有记录这个指标所需的事实，不计算，也不显示为零。', interval: '合理区间', intervalNone: '这个指标不设合理区间，按上面的公式和方案计分。', intervalUnset: '本院没有设定，不作判断', intervalSet: '自 {from} 起，{source}', toInterval: '查看或提出', toClauses: '评查条目', total: '共 {n} 个',
  'dir.higher': '越高越好', 'dir.lower': '越低越好', 'dir.interval': '在区间内为好', 'dir.lowerInterval': '低而在区间内', 'dir.changeRather': '宁改判不发回', 'dir.formula': '按公式',
  'st.nameFound': '名称见于官方文字，公式未核对原文', 'st.recalled': '名称和公式均未核对原文，用前须核实', 'st.candidate': '可能属于其余各项，未核实',
};
const en: typeof zh = {
  intro: 'Every indicator is blind to something: read its limits before you use it. Those of the Supreme Court (18 since 2024-09) are for analysis, not ranking; the official table was not found, and each says what was. The official reference intervals are not public; the court sets its own, and those of the example court are examples.',
  q: 'Indicator, code, limits', anyScheme: 'All', court: 'Supreme Court’s indicators', title: 'Indicator', source: 'Source', direction: 'Direction', formula: 'Formula', cannotShow: 'What it cannot show', counts: 'What it counts', status: 'Confirmed', empty: 'No such indicator.', natures: 'Applies to', allNatures: 'all cases', computed: 'reckoned here', notComputed: 'not recorded here, so not reckoned', scheme: 'Scheme', back: 'All indicators', factLimit: 'Cannot show', factsNone: 'What this needs is not recorded here: it is not reckoned, and not shown as zero.', interval: 'Reference interval', intervalNone: 'No reference interval is set for this one; it scores by the formula above.', intervalUnset: 'none set, nothing is judged', intervalSet: 'from {from}, {source}', toInterval: 'see or propose', toClauses: 'Clauses of review', total: '{n} in all',
  'dir.higher': 'higher is better', 'dir.lower': 'lower is better', 'dir.interval': 'inside the interval', 'dir.lowerInterval': 'low, inside the interval', 'dir.changeRather': 'change rather than remand', 'dir.formula': 'by formula',
  'st.nameFound': 'name found in official words; formula recalled', 'st.recalled': 'name and formula recalled, to be confirmed', 'st.candidate': 'may be among the rest, not confirmed',
};
i18n.global.mergeLocaleMessage('zh', { indicators: zh });
i18n.global.mergeLocaleMessage('en', { indicators: en });

export function useIndicatorWords() {
  const { t } = useI18n({ useScope: 'global' });
  const d = (key: keyof typeof zh, named: Record<string, unknown> = {}): string => t(`indicators.${key}`, named);
  return { d, t, ...useWording() };
}
