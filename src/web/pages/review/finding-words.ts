import { useI18n } from 'vue-i18n';
import type { FindingView } from '../../../quality-review/dto/review.dto.js';
import { bracketed, comma } from '../../punctuation.js';

export const findingMessages = {
  zh: {
    title: '差错', mine: '差错说明', provisional: '暂定严重差错', rectification: '整改', any: '全部', status: '状态', severity: '等级', serious: '严重', minor: '一般', q: '案号、条目、引文', qPeople: '案号、姓名、条目',
    'st.draft': '草稿', 'st.submitted': '已提交', 'st.provisional': '暂定', 'st.settled': '已定', 'st.superseded': '已更正或撤销', 'st.second': '复评',
    recordedOn: '记录', caseNumber: '案号', clause: '条目', points: '扣分', counts: '实际计', people: '责任', place: '位置', reviewer: '评查', window: '说明期限', nobody: '不归责：{why}', committee: '记入审判委员会，不计个人分', byReviewer: '只记入评查员本人的考核', part: '计{n}%',
    daysLeft: '剩 {n} 个工作日', lastDay: '今天截止', passed: '已届满', noWindow: '本院未设定期限', awaiting: '待我说明', all: '全部', said: '已说明', repeat: '重复差错', repeatOnly: '只看重复差错',
    mineEmpty: '没有需要您说明的差错。评查员提交评查后，由您承担责任的差错列在这里，期限内可以说明。', mineAllEmpty: '没有由您承担责任的差错。', provisionalEmpty: '没有等待委员会决定的严重差错。评查员提交的严重差错经当事人说明或期满后，在此决定。',
    provisionalWhy: '严重差错在委员会确认前为暂定，不计入任何得分、名次和等次。责任人说明后或说明期满，即可决定。', mineWhy: '一般差错自提交起计分，期满或全体责任人接受后即定；严重差错经质量评查委员会确认后才计分。不服认定的，可从得分单申请复议。',
    heard: '已说明 {said}/{all}', ready: '可决定', waiting: '等待说明',
    what: '认定', quote: '原文', comment: '评查意见', document: '打开案件', effect: '对得分的影响', effectPoints: '本案扣 {points} 分', who: '责任人', share: '份额', own: '本人扣分', situation: '责任情形', proposal: '矩阵建议', departure: '偏离理由', facts: '依据的事实',
    comments: '责任人说明', noComments: '还没有说明。', accept: '接受', explain: '说明', acceptWords: '接受这条差错', explainWords: '作出说明', yourWords: '说明（哪里不对 → 依据什么）', attachments: '附件', chooseFiles: '选择文件', filesHint: 'PDF/DOCX/文本/图片', send: '提交说明',
    acceptAsk: '接受后，一般差错在全体责任人都接受时即行认定；是否接受不影响您从得分单申请复议。', explainAsk: '说明提交后不能修改，可在期限内再补充。委员会和评查员都会看到。', lackKind: '请选择接受或说明。', lackWords: '请写明说明内容。',
    decision: '委员会决定', decide: '作出决定', confirmed: '确认', reduced: '减轻', rejected: '不予认定', reasons: '理由', resolution: '决议文号', resolutionHint: '质评委〔2026〕第8号', toClause: '改为条目', ownClause: '原条目，减少扣分', toPoints: '减轻后扣分', range: '范围 {min}–{max}',
    askConfirmed: '确认后，这条严重差错计入记录当日所在的考核期，本案等次为不合格，并自动下达整改。决定不能修改，只能经复议更正。', askReduced: '减轻后，原差错划去保留，减轻后的差错自记录当日计分，并自动下达整改。', askRejected: '不予认定后，这条差错撤销，不计任何人的分，记录保留。', sendDecision: '提交决定',
    takeBack: '收回差错', takeBackAsk: '收回后，这条差错撤销，不再计分，记录和理由保留。', takeBackReason: '收回理由',
    order: '要求整改', orderAsk: '整改由份额最大的责任人完成；期限按本院参数计算。', demand: '整改要求', dueOn: '期限', orderedOn: '下达', owing: '整改人', measures: '措施和结果', report: '报告整改', reportAsk: '报告后由审管办验收；请先上传证明材料。', close: '销号', closeAsk: '销号后整改结束。', closeWords: '验收意见', sendBack: '退回', sendBackAsk: '退回后由整改人继续整改并再次报告。', sendBackWords: '退回理由', proof: '证明材料', addProof: '上传证明材料', noProof: '还没有证明材料。',
    'rt.open': '整改中', 'rt.reported': '待验收', 'rt.closed': '已销号', 'rt.lapsed': '已终止', 'rt.overdue': '已逾期', 'rs.order': '下达', 'rs.report': '报告', 'rs.sendBack': '退回', 'rs.close': '销号', 'rs.lapse': '因差错撤销而终止', 'rs.move': '差错被替代，整改继续',
    rectificationEmpty: '没有整改事项。委员会确认严重差错时自动下达；一般差错认定后，审管办可在差错页要求整改。', mineOnly: '只看我的', late: '逾期 {n} 个工作日',
    history: '经过', chain: '记录', chainWhy: '同一差错的各条记录，划去的不再计分。', repeatWhy: '{name}半年内第 {n} 次出现条目 {code}', import: '导入差错',
  },
  en: {
    title: 'Finding', mine: 'Findings awaiting my comment', provisional: 'Provisional serious findings', rectification: 'Rectification', any: 'All', status: 'State', severity: 'Severity', serious: 'Serious', minor: 'Minor', q: 'Case number, clause, quote', qPeople: 'Case number, name, clause',
    'st.draft': 'Draft', 'st.submitted': 'Submitted', 'st.provisional': 'Provisional', 'st.settled': 'Settled', 'st.superseded': 'Corrected or withdrawn', 'st.second': 'Second review',
    recordedOn: 'Recorded', caseNumber: 'Case number', clause: 'Clause', points: 'Points', counts: 'Counts', people: 'Who answers', place: 'Place', reviewer: 'Reviewer', window: 'Comments until', nobody: 'Nobody: {why}', committee: 'charged to the judicial committee, no personal points', byReviewer: 'the reviewer’s own scheme only', part: 'counts {n}%',
    daysLeft: '{n} working days left', lastDay: 'today is the last day', passed: 'passed', noWindow: 'no period set by the court', awaiting: 'Awaiting my comment', all: 'All', said: 'Commented', repeat: 'Repeated', repeatOnly: 'Repeated only',
    mineEmpty: 'No finding waits for your comment. Those you answer for are listed here once their review is submitted, and can be commented on within the period.', mineAllEmpty: 'There is no finding you answer for.', provisionalEmpty: 'No serious finding waits for the committee. They come here once submitted, and can be decided when those concerned have commented or the period has passed.',
    provisionalWhy: 'Until the committee confirms it a serious finding is provisional and counts in no score, rank or grade. It can be decided once those who answer for it have commented, or the period has passed.', mineWhy: 'A minor finding counts once submitted and settles when the period has passed or all have accepted it; a serious one counts only when the committee has confirmed it. To contest a finding, ask for reconsideration from the score sheet.',
    heard: '{said} of {all} heard', ready: 'can be decided', waiting: 'awaiting comments',
    what: 'What was found', quote: 'Words', comment: 'Reviewer’s comment', document: 'Open the case', effect: 'Effect on scores', effectPoints: '{points} points off the case', who: 'Who answers', share: 'Share', own: 'Own points', situation: 'Situation', proposal: 'Proposed by the matrix', departure: 'Reason for departing', facts: 'Facts relied on',
    comments: 'Comments', noComments: 'No comment yet.', accept: 'Accept', explain: 'Explain', acceptWords: 'Accept the finding', explainWords: 'Explain', yourWords: 'Explanation (what is wrong, on what you rely)', attachments: 'Files', chooseFiles: 'Choose files', filesHint: 'PDF, DOCX, text or picture', send: 'Send the comment',
    acceptAsk: 'A minor finding settles once all who answer for it have accepted it. Accepting does not keep you from asking for reconsideration.', explainAsk: 'A comment cannot be changed once sent; you may add to it within the period. The committee and the reviewer will see it.', lackKind: 'Choose to accept or to explain.', lackWords: 'Write your explanation.',
    decision: 'Committee’s decision', decide: 'Decide', confirmed: 'Confirm', reduced: 'Reduce', rejected: 'Reject', reasons: 'Reasons', resolution: 'Number of the resolution', resolutionHint: '质评委〔2026〕第8号', toClause: 'To the clause', ownClause: 'its own clause, fewer points', toPoints: 'Points once reduced', range: 'range {min}–{max}',
    askConfirmed: 'Once confirmed, the finding counts in the period it was recorded in, the case is graded unqualified, and putting it right is ordered. A decision is changed only by reconsideration.', askReduced: 'The old finding stays, struck through; the reduced one counts from the day of recording, and putting it right is ordered.', askRejected: 'The finding is withdrawn and counts for nobody; the record stays.', sendDecision: 'Send the decision',
    takeBack: 'Take back', takeBackAsk: 'The finding is withdrawn and counts no more; record and reason stay.', takeBackReason: 'Reason',
    order: 'Order rectification', orderAsk: 'It is owed by whoever bears the largest share; the period follows the court’s parameter.', demand: 'What is to be done', dueOn: 'Due', orderedOn: 'Ordered', owing: 'Owed by', measures: 'Measures and result', report: 'Report', reportAsk: 'The trial office then closes it. Upload the proof first.', close: 'Close', closeAsk: 'Closing ends the rectification.', closeWords: 'What was found', sendBack: 'Send back', sendBackAsk: 'It goes on, and is reported again.', sendBackWords: 'Reason', proof: 'Proof', addProof: 'Upload proof', noProof: 'No proof yet.',
    'rt.open': 'Open', 'rt.reported': 'Reported', 'rt.closed': 'Closed', 'rt.lapsed': 'Lapsed', 'rt.overdue': 'Overdue', 'rs.order': 'Ordered', 'rs.report': 'Reported', 'rs.sendBack': 'Sent back', 'rs.close': 'Closed', 'rs.lapse': 'Lapsed with the finding', 'rs.move': 'Goes on with what took the finding’s place',
    rectificationEmpty: 'Nothing to put right. It is ordered when the committee confirms a serious finding; for a settled minor one the trial office orders it on the finding’s page.', mineOnly: 'Mine only', late: '{n} working days late',
    history: 'History', chain: 'Records', chainWhy: 'The records of this finding; those struck through no longer count.', repeatWhy: '{name}: clause {code} for the {n}. time within half a year', import: 'Import findings',
  },
};

export function useFindingWords() {
  const { t, locale } = useI18n({ messages: findingMessages });
  const clauseOf = ({ clause }: Pick<FindingView, 'clause'>): string => `${clause.code} ${locale.value === 'en' ? clause.labelEn : clause.label}`;
  const share = (figure: string): string => figure.replace(/\.?0+$/, '');
  const people = ({ shares, responsibility, notAttributable }: FindingView): string => {
    if (responsibility?.body) return t(responsibility.body === 'judicialCommittee' ? 'committee' : 'byReviewer');
    return shares.map((one) => `${one.name} ${share(one.share)}%${one.countsFor === 100 ? '' : bracketed(t('part', { n: one.countsFor }))}`).join(comma()) || (notAttributable ? t('nobody', { why: notAttributable }) : '–');
  };
  const left = (days: number | null): string => (days === null ? t('noWindow') : days < 0 ? t('passed') : days === 0 ? t('lastDay') : t('daysLeft', { n: days }));
  return { t, locale, clauseOf, people, share, left };
}
