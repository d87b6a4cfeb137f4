import { useI18n } from 'vue-i18n';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';

const zh = {
  year: '年份', yearOf: '{y}年', intro: '这些数字难以只用偶然来解释，值得看一看，不等于有人做错了。提示不进入任何得分；每条都有证据、出现的机会和可能的正当原因。', ownIntro: '这里只有与您本人有关的提示。提示不进入任何得分；您可以说明情况，审管办和院领导都能看到。',
  none: '没有提示。', noneOwn: '没有与您有关的提示。', ruleHead: '怎么算', innocentHead: '可能的正当原因', byChance: '看了 {looked} 个，即使一切正常，单凭偶然也会有约 {n} 个越过界限。', looked: '看了 {looked} 个单位或人员。', notYet: '期间还没有结束，暂不计算。',
  evidence: '打开 {n} 件', explain: '审管办说明', answer: '说明情况', office: '审管办', person: '本人', replaced: '{when} {who} 替代：{why}', change: '更改说明', words: '情况说明', reason: '更改原因（原说明保留）', save: '登记说明', ask: '连同您的姓名和时间显示给能看这条提示的人；只能另写新的替代，不能改写。', toCosts: '打开司法成本',
  counted: '计入', lookedAt: '对照', again: '又立案 {number}（{day} 收案）', behind: '{unit} {period}：{title}', cases: '共 {n} 件，计入的在前', intake: '收案', closed: '结案', page: '第 {page}/{pages} 页', signs: '{n} 条提示',
};
const en: typeof zh = {
  year: 'Year', yearOf: '{y}', intro: 'These figures are hard to put down to chance and worth a look; that does not mean that somebody did wrong. They enter no score; each has its evidence, its odds and innocent causes.', ownIntro: 'Only signs that concern you. They enter no score; you may say what the matter is, and the trial office and the leaders read it.',
  none: 'No signs.', noneOwn: 'No signs concern you.', ruleHead: 'How it is reckoned', innocentHead: 'Innocent causes', byChance: '{looked} were looked at; even with all in order about {n} would pass the line by chance.', looked: '{looked} units or people were looked at.', notYet: 'The period is not over; not reckoned yet.',
  evidence: 'Open {n} cases', explain: 'Explain for the office', answer: 'Say what the matter is', office: 'Trial office', person: 'Person concerned', replaced: 'replaced {when} by {who}: {why}', change: 'Replace the note', words: 'What the matter is', reason: 'Why it is replaced (the old one is kept)', save: 'Register the note', ask: 'Shown with your name and time to whoever reads this sign; it can only be replaced, never rewritten.', toCosts: 'Open costs',
  counted: 'counted', lookedAt: 'held against', again: 'filed again as {number} ({day})', behind: '{unit} {period}: {title}', cases: '{n} cases, those counted first', intake: 'Filed', closed: 'Closed', page: 'Page {page} of {pages}', signs: '{n} sign(s)',
};
i18n.global.mergeLocaleMessage('zh', { watch: zh });
i18n.global.mergeLocaleMessage('en', { watch: en });

export function useWatchWords() {
  const { t } = useI18n({ useScope: 'global' });
  const w = (key: keyof typeof zh, named: Record<string, unknown> = {}): string => t(`watch.${key}`, named);
  return { w, t, ...useWording() };
}
