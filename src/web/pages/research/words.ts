import { useI18n } from 'vue-i18n';
import { useWording } from '../../format.js';
import { i18n } from '../../i18n.js';

const zh = {
  register: '登记成果', registerTitle: '登记调研成果', correctTitle: '更正成果', publishedOn: '发表日期', title: '题名', kind: '种类', level: '级别', award: '奖次', awardN: '{n} 等奖', outlet: '刊物（媒体）', serial: '刊号、编号', authors: '作者（份额）', worth: '整篇分值', counted: '计入', status: '状态', 
  event: '同一事件（新闻、信息）', eventHint: '多家媒体报道同一事件的，写同一个事件名称，只计最高一件', reprintOf: '所转载的成果', none: '—', anyKind: '全部种类', anyLevel: '全部级别', anyStatus: '全部状态', search: '题名、刊物、作者', year: '年度', allYears: '全部年度',
  mineEmpty: '还没有成果。', mineEmptyAsk: '{year}年还没有成果。要求 {required} 分，{day} 前。', ledgerEmpty: '没有成果。作者登记或审管办代为登记后显示在这里。', toVerifyEmpty: '没有待核的成果。', objectionsEmpty: '没有待复核的异议。', pairsEmpty: '没有疑似同一篇的成果。', shortEmpty: '没有符合条件的人员。',
  tabAll: '全部', tabToVerify: '待核', tabObjections: '异议', tabPairs: '疑似同一篇', tabProgress: '完成情况', onlyShort: '只看未达到的', requirement: '要求 {required}', verifiedPlus: '已核 {earned} ＋ 待核 {waiting}', stillShort: '都通过仍缺 {shortfall}', enough: '都通过即达到要求', surplus: '超出 {n}', cutN: '新闻、信息封顶不计 {n}',
  noRequirement: '本院没有为您的岗位规定分值要求。', claimUntil: '{year}年发表的成果登记至 {day}', met: '已有', notMet: '尚无', selected: '已选 {n} 件', verifySelected: '核定所选', verifyAsk: '核定所选的 {n} 件。核定后即计入作者当期得分。', keysHint: 'X 选择，Y 核定', select: '选择《{title}》',
  verify: '核定', return: '退回', revoke: '撤销核定', correct: '更正', withdraw: '撤回', object: '提出异议', answer: '答复异议', verifyOneAsk: '核定《{title}》，计入作者 {worth} 分（按份额）。', returnAsk: '退回《{title}》，作者可以更正后重新登记，也可以提出异议。请写明理由。', revokeAsk: '撤销《{title}》的核定，作者的 {counted} 分随即扣回，记录保留。请写明理由。',
  withdrawAsk: '撤回《{title}》，不再待核，记录保留。请写明理由。', objectAsk: '对《{title}》的决定提出异议，由审管办另一人复核。请写明理由。', upheld: '异议成立', dismissed: '异议不成立', answerWords: '答复', answerHint: '写明核对了什么、为什么', countsAs: '改计为', upheldAsk: '异议成立：退回的改为核定；已核的按改计的种类、级别重新计分。', open: '待答复',
  objections: '异议', evidence: '佐证材料', why: '计分说明', trail: '办理经过', share: '份额', points: '计入', worthOwn: '应得', registeredBy: '{who} 于 {at} 登记', decidedBy: '{who} 于 {at} 作出', supersedes: '更正自', supersededBy: '已由新的登记更正', asKind: '按 {kind} 计', likely: '疑似同一篇', objectionOpen: '有异议',
  likeness: '相似度 {n}%', same: '同一篇', different: '不是同一篇', sameAsk: '两件作为同一篇，只计最高一件（后来更高的补差额），其余保留不计。请写明核对的情况。', differentAsk: '两件不是同一篇，各自计分。请写明核对的情况。', decidedSame: '{by} 于 {at} 认定同一篇：{reason}', decidedDifferent: '{by} 于 {at} 认定不是同一篇：{reason}', pairOf: '并列核对',
  name: '姓名', division: '庭室', required: '要求', earned: '已核', waiting: '待核', shortfall: '仍缺', forecast: '全年预计', condition: '必备成果', 
  addAuthor: '添加本院作者', addOutside: '添加院外作者', outsideName: '院外作者姓名', outside: '院外', remove: '移除{name}', up: '上移{name}', authorOrder: '按署名顺序，份额由规则计算（RPR-01），院外作者保留份额、不计分。', ownShares: '份额另有约定', shareReason: '与规则不同的理由', addFile: '上传附件', filesHint: '封面、目录、正文；PDF、DOCX 或图片', uploading: '正在上传…', removeFile: '移除{name}',
  checks: '系统核对', checksFirst: '填写后在这里显示计分、份额和需要改正的地方。', willCount: '按 {kind} 计 {worth} 分', lastDay: '登记截止 {day}', serialOk: '刊号有效：{n}', likelyFound: '与已有成果相似', isReprint: '登记为它的转载', notReprint: '不是转载', submit: '登记', submitAsk: '登记《{title}》，由审管办核定。', correctAsk: '以这份登记取代原来的一份，重新核定；原登记保留。请写明更正理由。', draftFound: '有一份 {at} 保存的草稿。', goOn: '继续填写', startAnew: '重新开始', saved: '已保存 {at}', keptHere: '已存在本机',
  outletHint: '刊物库中有的，级别和刊号以库为准', kindsTitle: '按种类和级别计分', rulesTitle: '计分规则', requiredTitle: '年度要求', outletsTitle: '刊物库', editOutlets: '到目录中修改', editPoints: '到参数中修改', core: '核心', posts: '岗位', code: '编码', since: '自 {day}', source: '依据', serialNeeds: '须有编号', clause: '规则',
  importSheet: '从表格导入', importWhy: '审管办集中登记：先试导入，看到每一处问题；全部无误才登记，有一行不对就一行不记。登记后由审管办其他人核定；重复导入同一份表不会重复登记。', anyDivision: '全部庭室',
  levelIs: { national: '国家级', province: '省级', prefecture: '地市级', county: '县级' },
  statusIs: { pending: '待核', verified: '已核', returned: '退回', withdrawn: '撤回', superseded: '已被更正' },
  actionIs: { registered: '登记', verified: '核定', returned: '退回', revoked: '撤销核定', withdrawn: '撤回', superseded: '更正', objected: '提出异议', objectionAnswered: '答复异议', reinstated: '改为核定', foundSame: '认定同一篇', foundDifferent: '认定不是同一篇' },
  postIs: { judge: '法官', divisionChief: '庭长', deputyDivisionChief: '副庭长', courtPresident: '院长', vicePresident: '副院长', judgeAssistant: '法官助理', clerk: '书记员', enforcementOfficer: '执行员', qualityReviewer: '质量评查员', officeStaff: '综合部门' },
};

const en: typeof zh = {
  register: 'Register', registerTitle: 'Register a publication', correctTitle: 'Correct a publication', publishedOn: 'Published', title: 'Title', kind: 'Kind', level: 'Level', award: 'Prize', awardN: 'Prize {n}', outlet: 'Outlet', serial: 'Number', authors: 'Authors (shares)', worth: 'Whole piece', counted: 'Counted', status: 'State', 
  event: 'Event (news, information)', eventHint: 'Reports of one event bear one name and count once, at the highest', reprintOf: 'Reprint of', none: '—', anyKind: 'Every kind', anyLevel: 'Every level', anyStatus: 'Every state', search: 'Title, outlet, author', year: 'Year', allYears: 'Every year',
  mineEmpty: 'Nothing yet.', mineEmptyAsk: 'Nothing in {year} yet. {required} points are required by {day}.', ledgerEmpty: 'Nothing here. What authors or the office register shows here.', toVerifyEmpty: 'Nothing waits to be verified.', objectionsEmpty: 'No objection waits for a second look.', pairsEmpty: 'No two pieces look like one.', shortEmpty: 'Nobody matches.',
  tabAll: 'All', tabToVerify: 'To verify', tabObjections: 'Objections', tabPairs: 'Likely duplicates', tabProgress: 'Progress', onlyShort: 'Only who is short', requirement: 'Required {required}', verifiedPlus: 'Verified {earned} + waiting {waiting}', stillShort: 'still short of {shortfall} if all are verified', enough: 'enough if all are verified', surplus: 'surplus {n}', cutN: '{n} of news and information above the cap',
  noRequirement: 'The court requires nothing of your post.', claimUntil: 'Pieces of {year} can be registered until {day}', met: 'met', notMet: 'not yet', selected: '{n} chosen', verifySelected: 'Verify these', verifyAsk: 'Verify the {n} chosen. They then count in their authors’ scores.', keysHint: 'X chooses, Y verifies', select: 'Choose “{title}”',
  verify: 'Verify', return: 'Return', revoke: 'Revoke', correct: 'Correct', withdraw: 'Withdraw', object: 'Object', answer: 'Answer the objection', verifyOneAsk: 'Verify “{title}”: {worth} points, by share, for its authors.', returnAsk: 'Return “{title}”. Its author may correct and register it again, or object. Give the reason.', revokeAsk: 'Revoke the verification of “{title}”: its authors lose {counted} points; the record stays. Give the reason.',
  withdrawAsk: 'Withdraw “{title}”: it no longer waits; the record stays. Give the reason.', objectAsk: 'Object to the decision on “{title}”; somebody else of the office takes a second look. Give the grounds.', upheld: 'Upheld', dismissed: 'Dismissed', answerWords: 'Answer', answerHint: 'What was compared, and why', countsAs: 'Count as', upheldAsk: 'Upheld: what was returned is verified; what was verified counts as the kind and level given.', open: 'waits',
  objections: 'Objections', evidence: 'Evidence', why: 'Why it counts so', trail: 'What happened', share: 'Share', points: 'Counted', worthOwn: 'Worth', registeredBy: 'Registered by {who}, {at}', decidedBy: 'Decided by {who}, {at}', supersedes: 'Corrects', supersededBy: 'Corrected by a later registration', asKind: 'counts as {kind}', likely: 'likely duplicate', objectionOpen: 'objection',
  likeness: 'Alike by {n} %', same: 'One piece', different: 'Not one piece', sameAsk: 'The two are one piece: the highest counts (a later, higher one adds the difference), the other stays and counts nothing. Say what you compared.', differentAsk: 'The two are not one piece and both count. Say what you compared.', decidedSame: 'One piece, said {by}, {at}: {reason}', decidedDifferent: 'Not one piece, said {by}, {at}: {reason}', pairOf: 'Side by side',
  name: 'Name', division: 'Division', required: 'Required', earned: 'Verified', waiting: 'Waiting', shortfall: 'Short', forecast: 'By the year’s end', condition: 'At least one of', 
  addAuthor: 'Add an author of this court', addOutside: 'Add an outside author', outsideName: 'Name of an outside author', outside: 'outside', remove: 'Remove {name}', up: 'Move {name} up', authorOrder: 'In printed order; the rule sets the shares (RPR-01). Outside authors keep theirs and earn nothing.', ownShares: 'Other shares were agreed', shareReason: 'Reason for other shares', addFile: 'Attach', filesHint: 'Cover, contents, text; PDF, DOCX or pictures', uploading: 'Uploading…', removeFile: 'Remove {name}',
  checks: 'Checks', checksFirst: 'What it counts, the shares and what has to be corrected show here.', willCount: 'Counts {worth} as {kind}', lastDay: 'Until {day}', serialOk: 'Valid number: {n}', likelyFound: 'Like what is registered', isReprint: 'A reprint of it', notReprint: 'No reprint', submit: 'Register', submitAsk: 'Register “{title}”; the office verifies it.', correctAsk: 'This registration takes the place of the earlier one and is verified anew; the earlier stays. Give the reason.', draftFound: 'There is a draft of {at}.', goOn: 'Go on', startAnew: 'Start anew', saved: 'Saved {at}', keptHere: 'Kept on this computer',
  outletHint: 'For outlets in the list, its level and number hold', kindsTitle: 'By kind and level', rulesTitle: 'Rules', requiredTitle: 'Required in a year', outletsTitle: 'Outlets', editOutlets: 'Change in the catalogues', editPoints: 'Change in the parameters', core: 'core', posts: 'Posts', code: 'Code', since: 'from {day}', source: 'Source', serialNeeds: 'Needs', clause: 'Rule',
  importSheet: 'Import a sheet', importWhy: 'For the office: try the sheet first and see every fault; all rows are registered or none. Somebody else of the office then verifies them; the same sheet again registers nothing twice.', anyDivision: 'Every division',
  levelIs: { national: 'national', province: 'province', prefecture: 'prefecture', county: 'county' },
  statusIs: { pending: 'to be verified', verified: 'verified', returned: 'returned', withdrawn: 'withdrawn', superseded: 'superseded' },
  actionIs: { registered: 'registered', verified: 'verified', returned: 'returned', revoked: 'revoked', withdrawn: 'withdrawn', superseded: 'corrected', objected: 'objected', objectionAnswered: 'objection answered', reinstated: 'verified after all', foundSame: 'found to be one piece', foundDifferent: 'found not to be one piece' },
  postIs: { judge: 'Judge', divisionChief: 'Division chief', deputyDivisionChief: 'Deputy division chief', courtPresident: 'Court president', vicePresident: 'Vice-president', judgeAssistant: 'Judge assistant', clerk: 'Clerk', enforcementOfficer: 'Enforcement officer', qualityReviewer: 'Quality reviewer', officeStaff: 'Offices' },
};

i18n.global.mergeLocaleMessage('zh', { research: zh });
i18n.global.mergeLocaleMessage('en', { research: en });

export const LEVELS = ['national', 'province', 'prefecture', 'county'] as const;
export const STATES = ['pending', 'verified', 'returned', 'withdrawn', 'superseded'] as const;

/** The words of research: `w('register')`; `of('levelIs', code)` for a code. */
export function useResearchWords() {
  const { t, te } = useI18n({ useScope: 'global' });
  const w = (key: keyof typeof zh, named: Record<string, unknown> = {}): string => t(`research.${key}`, named);
  const of = (group: 'levelIs' | 'statusIs' | 'actionIs' | 'postIs', code: string): string => (te(`research.${group}.${code}`) ? t(`research.${group}.${code}`) : code);
  return { w, of, t, ...useWording() };
}
