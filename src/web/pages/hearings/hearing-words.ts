export const hearingMessages = {
  zh: {
    lead: '每次庭审由两位评委独立评分，两人都提交后才互相可见，取平均；庭审总分 = 五方面 × 40% + 庭审小结 × 60%（比例以本院生效的评查表为准）。',
    q: '案号、案由、承办人', status: '状态', any: '全部', mine: '待我评分', plan: '下达庭审考评', empty: '还没有庭审考评。由审管办下达后，评委在此评分。',
    'st.open': '待评分', 'st.done': '已考评', 'st.withdrawn': '已撤回', caseNumber: '案号', judge: '承办人', heardOn: '开庭日期', dueOn: '评分期限', assessors: '评委', state: '状态', hearing: '五方面', summation: '小结', total: '总分', before: '此前考评，未留存两人评分',
    in: '已提交', awaits: '未提交', title: '庭审考评 {number}', yourMarks: '您的评分', theirs: '{name} 的评分', outcome: '结果', waiting: '结果待两位评委都提交后显示。您看不到另一位的评分，对方也看不到您的。', submitted: '您的评分已提交，不能再改。', noSummation: '不能作小结：{reason}', withdrawn: '已撤回：{reason}',
    range: '满分 {full}，每处扣 {min}–{max}', gives: '得', noneGiven: '能作而未作小结：各点计 0', comment: '评语（可不填）', save: '保存', submit: '提交评分', missing: '还有 {count} 项没有评分。空着的扣分项，按“其余不扣”补 0。', fill: '其余不扣', confirm: '提交后不能再改；两人都提交后结果计入承办人的庭审考评。本次评分：五方面 {hearing}，小结 {summation}。', verb: '提交评分', cannot: '不适用',
    number: '案号', find: '查找', found: '{cause} · 承办人 {judge}', choose: '选两位评委', chosen: '已选 {count} 人', recused: '（{reason}）', possible: '能作小结', notPossible: '不能作小结（撤诉、辩论前调解）', reason: '原因', planVerb: '下达', nobody: '本领域没有可评分的质量评查员。请政工监察办授予质量评查员角色。',
    withdraw: '撤回考评', withdrawAsk: '撤回后，已作的评分不计入任何结果，但仍留存。', withdrawReason: '撤回原因', saved: '已保存', openCase: '打开案件',
  },
  en: {
    lead: 'Two assessors mark each hearing independently; neither sees the other’s marks until both are in, and the mean counts. Total = five aspects × 40 % + summation × 60 % (shares as in the court’s forms in force).',
    q: 'Case number, cause, judge', status: 'State', any: 'All', mine: 'Waiting for me', plan: 'Put a hearing up', empty: 'No hearings yet. The trial management office puts them up; the assessors mark them here.',
    'st.open': 'To mark', 'st.done': 'Assessed', 'st.withdrawn': 'Withdrawn', caseNumber: 'Case number', judge: 'Judge', heardOn: 'Heard on', dueOn: 'Marks due', assessors: 'Assessors', state: 'State', hearing: 'Aspects', summation: 'Summation', total: 'Total', before: 'Assessed earlier; the two marks were not kept',
    in: 'submitted', awaits: 'not yet', title: 'Hearing of {number}', yourMarks: 'Your marks', theirs: 'Marks of {name}', outcome: 'Result', waiting: 'The result is shown once both assessors have submitted. You do not see the other’s marks, nor they yours.', submitted: 'Your marks are submitted and can no longer be changed.', noSummation: 'No summation possible: {reason}', withdrawn: 'Withdrawn: {reason}',
    range: 'full {full}; {min}–{max} a fault', gives: 'gives', noneGiven: 'Summation possible but not given: 0 on each point', comment: 'Comment (may be empty)', save: 'Save', submit: 'Submit marks', missing: '{count} item(s) are not marked yet. “Nothing else off” enters 0 where a deduction is blank.', fill: 'Nothing else off', confirm: 'Marks cannot be changed once submitted; when both are in, the result counts for the judge. Your marks: aspects {hearing}, summation {summation}.', verb: 'Submit marks', cannot: 'does not apply',
    number: 'Case number', find: 'Find', found: '{cause} · judge {judge}', choose: 'Choose two assessors', chosen: '{count} chosen', recused: ' ({reason})', possible: 'A summation was possible', notPossible: 'No summation possible (withdrawn, mediated before debate)', reason: 'Reason', planVerb: 'Put up', nobody: 'No quality reviewer of this field can mark it. Ask the political office to grant the role.',
    withdraw: 'Withdraw', withdrawAsk: 'Marks already given count for nothing then, but are kept.', withdrawReason: 'Why it is withdrawn', saved: 'Saved', openCase: 'Open the case',
  },
};
