import { useI18n } from 'vue-i18n';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';

const zh = {
  listEmpty: '还没有冻结的考核期，没有业绩档案。', name: '姓名', division: '庭', periods: '考核期数', comma: '、', latest: '最近', search: '姓名或拼音首字母', posts: '任职', now: '至今', results: '历期结果', period: '考核期', group: '同岗组', total: '总分', rank: '名次', of: '{rank} / {size}', tied: '并列', interval: '90% 区间', grade: '等次', parts: '分项', noResults: '还没有冻结的结果。考核期结束后，得分和名次记入这里。', unpublished: '未发布', correction: '{number}：原总分 {total}，原名次 {rank}', joined: '{number}：原未在冻结结果中', takenOut: '{number}：不再在本组，原总分 {total}', digest: '摘要', difficult: '难案', research: '调研成果', merits: '加分', reconsiderations: '复议（仅本人可见）', nothing: '没有。', 'outcomeIs.upheld': '成立', 'outcomeIs.partlyUpheld': '部分成立', 'outcomeIs.refused': '不成立', openings: '谁看过我的档案和得分', noOpenings: '没有别人打开过。', 'openedIs.archive': '业绩档案', 'openedIs.score': '得分单', paper: '打印 PDF', check: '核对纸件', checkSays: '输入纸件下方的摘要（64 位），核对是否本院打印、内容是否仍然一致。', digestField: '摘要', whole: '本件为 {who} 于 {at} 打印的{person}的业绩档案，存档内容与摘要一致。', altered: '存档内容与摘要不一致，请保留纸件并报告审计管理员。', changedSince: '打印以后有新增或更正：{periods}。', same: '打印以后没有变动。', recorded: '打开他人的档案会留下记录，本人可以看到。', papers: '已打印', intervalNone: '—',
};
const en: Record<keyof typeof zh, string> = {
  listEmpty: 'No period has been frozen yet, so there are no archives.', name: 'Name', division: 'Division', periods: 'Periods', comma: ', ', latest: 'Latest', search: 'Name or pinyin initials', posts: 'Posts', now: 'today', results: 'Results', period: 'Period', group: 'Peer group', total: 'Total', rank: 'Rank', of: '{rank} of {size}', tied: '=', interval: '90% interval', grade: 'Grade', parts: 'Components', noResults: 'No frozen results yet. Scores and ranks are entered here once a period is closed.', unpublished: 'not published', correction: '{number}: total was {total}, rank {rank}', joined: '{number}: was not in the frozen result', takenOut: '{number}: no longer in the group, total was {total}', digest: 'digest', difficult: 'Difficult cases', research: 'Research', merits: 'Merits', reconsiderations: 'Reconsiderations (seen by the owner only)', nothing: 'None.', 'outcomeIs.upheld': 'upheld', 'outcomeIs.partlyUpheld': 'partly upheld', 'outcomeIs.refused': 'refused', openings: 'Who opened my archive and scores', noOpenings: 'Nobody else has.', 'openedIs.archive': 'archive', 'openedIs.score': 'score sheet', paper: 'Print PDF', check: 'Check a paper', checkSays: 'Enter the digest at the foot of a paper (64 characters) to see whether it was printed here and still holds.', digestField: 'Digest', whole: 'Printed by {who} at {at}: the archive of {person}. What is stored has this digest.', altered: 'What is stored does not have this digest. Keep the paper and tell the audit administrator.', changedSince: 'Added or corrected since: {periods}.', same: 'Nothing has changed since.', recorded: 'Opening somebody else’s archive is recorded, and the owner sees it.', papers: 'Printed', intervalNone: '—',
};
i18n.global.mergeLocaleMessage('zh', { archive: zh });
i18n.global.mergeLocaleMessage('en', { archive: en });

/** The words of the archive: `a('results')`. */
export function useArchiveWords() {
  const { t } = useI18n({ useScope: 'global' });
  const a = (key: keyof typeof zh, named: Record<string, unknown> = {}): string => t(`archive.${key}`, named);
  return { a, t, ...useWording() };
}
