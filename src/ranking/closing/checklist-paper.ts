import type { Content } from 'pdfmake/interfaces.js';
import { chinaMinute } from '../../kernel/day.js';
import type { Language } from '../../kernel/domain-error.js';
import { dayInProse, formHead, instantInProse, ruledTable, signatureCells } from '../../platform/pdf/pdf-page.js';
import type { PdfPaper } from '../../platform/pdf/pdf-printer.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { periodInProse, STEP_WORDS } from './closing-words.js';
import type { ApprovalView, ChecklistItem, ClosingView } from './dto/closing.dto.js';

const MARKS: Readonly<Record<ChecklistItem['severity'], { zh: string; en: string }>> = {
  blocks: { zh: '未办完', en: 'blocks' },
  explain: { zh: '需说明', en: 'to be explained' },
  done: { zh: '已办完', en: 'done' },
  info: { zh: '情况', en: 'information' },
};
const VOTES: Readonly<Record<ApprovalView['present'][number]['vote'], string>> = { for: '同意', against: '不同意', abstain: '弃权' };

/** The checklist as it stands on the page, row for row. */
export function checklistTable({ items }: ClosingView, language: Language): OutgoingTable {
  const zh = language === 'zh';
  return {
    title: zh ? '核对表' : 'Checklist',
    head: zh ? ['状态', '事项', '由谁办理', '书面说明', '说明人', '说明时间'] : ['State', 'Item', 'Whose', 'Explanation', 'By', 'At'],
    rows: items.map((one) => [MARKS[one.severity][language], one.text[language], one.owner[language], one.explanation?.words ?? '', one.explanation?.who ?? '', chinaMinute(one.explanation?.when)]),
  };
}

/** Before the freeze what still blocks and whose it is; from then on the record of how the period was closed. Signed by hand. */
export function checklistPaper(view: ClosingView, court: { name: string; example: boolean }, at: string): PdfPaper {
  const closed = view.frozenAt !== null;
  const title = `${periodInProse(view.period)}考核期结束${closed ? '记录' : '核对表'}`;
  const content: Content[] = [
    ...formHead(court, title),
    { text: `状态：${view.state.zh}　${instantInProse(at)}打印`, marginBottom: 6 },
    ...(closed ? [] : [ruledTable(['状态', '事项', '由谁办理', '书面说明'], view.items.map((one) => [MARKS[one.severity].zh, one.text.zh, one.owner.zh, one.explanation ? `${one.explanation.words}（${one.explanation.who}，${instantInProse(one.explanation.when)}）` : '']), [38, '*', 84, 150])]),
    { text: '子项得分', style: 'heading' },
    ruledTable(['部门', '提交人', '提交日期', '所持数据'], view.subScores.map(({ name, submitted }) => [name.zh, submitted?.who ?? '未提交', instantInProse(submitted?.when), submitted?.holds.map((one) => `${one.name.zh} ${one.count}`).join('，') ?? '']), [90, 60, 80, '*']),
    ...(view.approval ? approvalOf(view.approval) : []),
    ...(closed ? frozenOf(view) : [{ text: '“未办完”的事项办完以前，不能提请审议；“需说明”的须有书面说明。', style: 'note' }]),
    signatureCells(['审判管理办公室', '行政办公室', '政工监察办公室', '法官考评委员会']),
  ];
  return { title, style: 'form', createdAt: at, content };
}

function approvalOf({ decisionNumber, meetingOn, seated, present, groups, words, recordedBy }: ApprovalView): Content[] {
  return [
    { text: '法官考评委员会审议', style: 'heading' },
    { text: `${decisionNumber}，${dayInProse(meetingOn)}。委员${seated}人，到会${present.length}人：${present.map(({ name, vote }) => `${name}（${VOTES[vote]}）`).join('、')}。记录：${recordedBy}。`, marginBottom: words ? 0 : 4 },
    ...(words ? [{ text: words, marginBottom: 4 }] : []),
    ruledTable(['同岗组', '有表决权', '法定人数', '到会', '同意', '不同意', '回避（本人在该组）'], groups.map((one) => [one.title.zh, ...[one.eligible, one.quorum, one.present, one.inFavour, one.against].map(String), one.stoodAside.join('、')]), ['*', 50, 50, 36, 36, 40, 150], [1, 2, 3, 4, 5]),
  ];
}

function frozenOf({ groups, people, frozenAt, notice, published, steps }: ClosingView): Content[] {
  return [
    { text: '冻结的结果', style: 'heading' },
    { text: [`${instantInProse(frozenAt!.when)}冻结（${frozenAt!.who}），${groups.length}个同岗组${people}人。`, notice ? `公示期${dayInProse(notice.from)}至${dayInProse(notice.until)}（${notice.days}个工作日），收到异议${notice.objections}件。` : '', published ? `${instantInProse(published.when)}发布（${published.who}）。` : ''].join(''), marginBottom: 4 },
    ruledTable(['同岗组', '人数', '版次', '冻结摘要（SHA-256）'], groups.map(({ title, size, revision, digest }) => [title.zh, String(size), revision > 1 ? `第${revision}版` : '', digest ?? '']), ['*', 30, 40, 270], [1]),
    { text: '经过', style: 'heading' },
    ruledTable(['日期', '事项', '经办人', '内容'], steps.map(({ when, action, who, words }) => [instantInProse(when), STEP_WORDS[action]?.zh ?? action, who, words ?? '']), [80, 100, 60, '*']),
  ];
}
