import { useI18n } from 'vue-i18n';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';

const zh = {
  title: '通报', empty: '还没有发布的通报。审管办每月起草，院领导签发后发布在这里。', emptyOffice: '还没有通报。选择月份，由数据起草第一份。', search: '标题', anyState: '状态：全部', year: '年份', start: '起草通报', startMonth: '月份', startQuarter: '季度', kind: '种类', kindReview: '案件质量评查（按月）', kindResearch: '调研成果（按季）', startWhy: '由该期间的数据起草，数字与数据相连，签发前随数据更新。', goDraft: '起草',
  number: '期号', name: '标题', month: '月份', state: '状态', signedBy: '签发', publishedOn: '发布日', corrigenda: '更正', correctedSince: '签发以后，所据结果已由 {numbers} 更正；本通报仍为签发时的数字。', unnumbered: '未编号',
  'st.draft': '草稿', 'st.checking': '核稿中', 'st.checked': '待签发', 'st.signed': '已签发', 'st.published': '已发布', 'st.withdrawn': '已撤回',
  'road.draft': '起草', 'road.checking': '核稿', 'road.checked': '签发', 'road.signed': '编号发布',
  contents: '目录', check: '数据核对', tied: '{n} 个数字与数据相连', settled: '没有需要核对的数字', toSettle: '{n} 处需要核对', answered: '{n} 处已说明来源',
  typed: '手写数字', nameFound: '姓名或案号', unknown: '数据不存在', should: '数据为 {text}（{label}）', same: '与“{label}”一致', adopt: '采用', paragraph: '第{n}段', source: '来源', sourceHint: '如：2025年第10期通报；法律规定', giveSource: '说明来源', takeBack: '收回说明', notName: '说明不是姓名',
  anonymous: '不点名', anonymousOn: '姓名和案号不出服务器，正文中出现的也隐去', anonymousOff: '点名：案例写出案号和承办人',
  figures: '可插入的数据', figuresHint: '先在正文中点到要插入的位置', insert: '插入 {label}', edit: '修改', done: '完成', writeTitle: '标题', headingOf: '本部分标题', bodyOf: '{heading}的正文', save: '保存', saved: '已保存 {at}', unsaved: '有未保存的修改', tokensHow: '『名称』是与数据相连的数字；整行『表：名称』是表。',
  send: '送核稿', sendAsk: '送核稿后不能再改，由另一人核对。数字在签发前仍随数据更新。', pass: '核稿通过', passAsk: '您已逐字核对正文和 {n} 个数字。通过后交院领导签发。', sendBack: '退回修改', sendBackAsk: '退回起草人修改。请写明要改什么。', sendBackLabel: '要改什么', sign: '签发', signAsk: '签发后取得编号，正文和数字随即冻结，不能再改；有误只能发更正。', publish: '发布', publishAsk: '发布后全院可以查阅。', withdraw: '撤回', withdrawAsk: '撤回本稿。撤回的稿保留在记录中，可以重新起草。', withdrawLabel: '撤回理由', correct: '更正', correctAsk: '更正编号附在原文之后，原文不改。', correctLabel: '原文有什么错，应为什么，依据什么',
  pdf: 'PDF', xlsx: 'XLSX', preview: '预览 PDF', verify: '核验', verified: '核验一致：现存内容的摘要与签发时相同，审计记录相符。', notVerified: '核验不一致：现存内容与签发时不同。请保全数据库并报告审计管理员。', frozen: '已冻结 {day}', digest: '摘要', followsData: '数字随数据更新，签发时冻结', corrigendum: '更正第{n}号', steps: '经过', saveFirst: '请先保存修改，再办下一步。', leave: '有未保存的修改，离开后丢失。', table: '表 {title}',
};
const en: typeof zh = {
  title: 'Bulletins', empty: 'No bulletin published yet. The trial office drafts one each month; once signed it stands here.', emptyOffice: 'No bulletin yet. Choose a month and draft the first from its data.', search: 'Title', anyState: 'State: all', year: 'Year', start: 'Draft a bulletin', startMonth: 'Month', startQuarter: 'Quarter', kind: 'Kind', kindReview: 'Quality review (month)', kindResearch: 'Research (quarter)', startWhy: 'Drafted from the data of the period; its figures are tied to the data and follow them until it is signed.', goDraft: 'Draft',
  number: 'Number', name: 'Title', month: 'Month', state: 'State', signedBy: 'Signed by', publishedOn: 'Published on', corrigenda: 'Corrigenda', correctedSince: 'Since it was signed the results it rests on were corrected: {numbers}. The figures here are those signed.', unnumbered: 'not numbered',
  'st.draft': 'Draft', 'st.checking': 'Being checked', 'st.checked': 'Awaiting signature', 'st.signed': 'Signed', 'st.published': 'Published', 'st.withdrawn': 'Withdrawn',
  'road.draft': 'Draft', 'road.checking': 'Check', 'road.checked': 'Sign', 'road.signed': 'Number and publish',
  contents: 'Contents', check: 'Figures checked', tied: '{n} figures tied to the data', settled: 'No figure left to check', toSettle: '{n} to be checked', answered: '{n} with a stated source',
  typed: 'Typed number', nameFound: 'Name or case number', unknown: 'No such figure', should: 'the data say {text} ({label})', same: 'same as “{label}”', adopt: 'Use it', paragraph: 'paragraph {n}', source: 'Source', sourceHint: 'e.g. bulletin No. 10 of 2025; a statute', giveSource: 'State the source', takeBack: 'Take it back', notName: 'Say it is no name',
  anonymous: 'Name nobody', anonymousOn: 'Names and case numbers never leave the server; those in the text are struck out', anonymousOff: 'Names: cases are told with number and judge',
  figures: 'Figures to insert', figuresHint: 'Put the cursor where it should go first', insert: 'Insert {label}', edit: 'Change', done: 'Done', writeTitle: 'Title', headingOf: 'Heading of this part', bodyOf: 'Text of {heading}', save: 'Save', saved: 'Saved {at}', unsaved: 'Changes not saved', tokensHow: '『name』 is a figure tied to the data; 『表：name』 on a line of its own is a table.',
  send: 'Send for checking', sendAsk: 'Once sent it is not changed any more; somebody else checks it. Figures still follow the data until it is signed.', pass: 'Pass the check', passAsk: 'You have read every word and {n} figures. It then goes to a leader for signature.', sendBack: 'Send back', sendBackAsk: 'Back to the writer. Say what is to be changed.', sendBackLabel: 'What to change', sign: 'Sign', signAsk: 'Signing gives it its number and freezes words and figures; afterwards only a corrigendum can be issued.', publish: 'Publish', publishAsk: 'Everybody in the court can read it then.', withdraw: 'Withdraw', withdrawAsk: 'Withdraw this draft. It stays on record; another may be drafted.', withdrawLabel: 'Reason', correct: 'Corrigendum', correctAsk: 'A numbered corrigendum stands beside the text, which is not changed.', correctLabel: 'What was wrong, what it should be, on what ground',
  pdf: 'PDF', xlsx: 'XLSX', preview: 'Preview PDF', verify: 'Verify', verified: 'Verified: the digest of what is stored is that of the signing, and the audit trail agrees.', notVerified: 'Not verified: what is stored differs from what was signed. Preserve the database and tell the audit administrator.', frozen: 'Frozen {day}', digest: 'digest', followsData: 'figures follow the data until signed', corrigendum: 'Corrigendum {n}', steps: 'History', saveFirst: 'Save your changes before the next step.', leave: 'Changes are not saved and will be lost.', table: 'Table {title}',
};
i18n.global.mergeLocaleMessage('zh', { bulletin: zh });
i18n.global.mergeLocaleMessage('en', { bulletin: en });

/** The words of bulletins: `b('send')`; states and steps by `st.<code>`. */
export function useBulletinWords() {
  const { t, locale } = useI18n({ useScope: 'global' });
  const wording = useWording();
  const b = (key: keyof typeof zh, named: Record<string, unknown> = {}): string => t(`bulletin.${key}`, named);
  const state = (status: string): string => t(`bulletin.st.${status}`);
  return { b, state, t, locale, ...wording };
}

export const STATES = ['draft', 'checking', 'checked', 'signed', 'published', 'withdrawn'] as const;
export const LOOKS = { draft: 'draft', checking: 'open', checked: 'mine', signed: 'frozen', published: 'frozen', withdrawn: 'settled' } as const;
