import { defineErrors } from '../kernel/domain-error.js';

export const reviewErrors = defineErrors({
  'review.notAssigned': {
    status: 403,
    zh: '本案的评查员是{reviewer}，您不能替其记录。需要更换评查员时，请联系审管办。',
    en: 'The reviewer of this case is {reviewer}; you cannot record for them. Ask the trial management office to change the reviewer.',
  },
  'review.ownCase': {
    status: 403,
    zh: '您参与过本案的办理，应当回避，不能评查。请联系审管办另派评查员。',
    en: 'You took part in this case and must stand back from reviewing it. Ask the trial management office for another reviewer.',
  },
  'review.ownDivision': {
    status: 403,
    zh: '本案由您所在（或办案期间曾任职）的庭办理，应当回避，不能评查。请联系审管办另派评查员。',
    en: 'The case belongs to your own division (or to one you served in while it ran), so you must stand back. Ask the trial management office for another reviewer.',
  },
  'review.signed': {
    status: 403,
    zh: '您签署或退回过本案的文书，应当回避，不能评查。请联系审管办另派评查员。',
    en: 'You signed a document of this case or sent one back, so you must stand back from reviewing it. Ask the trial management office for another reviewer.',
  },
  'review.leader': {
    status: 403,
    zh: '您是（或办案期间曾是）本庭的分管院领导，应当回避，不能评查。请联系审管办另派评查员。',
    en: 'You are, or were while the case ran, the leader in charge of its division, so you must stand back. Ask the trial management office for another reviewer.',
  },
  'review.otherField': {
    status: 403,
    zh: '本案性质不在您所在评查组的专业范围内，不能评查。请联系审管办另派评查员。',
    en: 'The nature of this case lies outside your review group’s field. Ask the trial management office for another reviewer.',
  },
  'review.caseOpen': {
    status: 409,
    zh: '案件{caseNumber}尚未结案，不能记录差错。请在结案后评查。',
    en: 'Case {caseNumber} is not closed yet, so no finding can be recorded. Review it after closing.',
  },
  'review.submitted': {
    status: 409,
    zh: '本案评查已于{day}提交，不能再修改。确有错误的，请由当事法官申请复议，或由质量评查委员会更正。',
    en: 'This review was submitted on {day} and cannot be changed. If it is wrong, the judge may ask for reconsideration, or the quality review committee corrects it.',
  },
  'review.nothingSaid': {
    status: 422,
    zh: '还没有记录差错。确实没有差错的，请勾选“本案无差错”后提交。',
    en: 'No finding is recorded. If there is none, say “no defect in this case” and submit.',
  },
  'review.defectsRecorded': {
    status: 422,
    zh: '已记录 {count} 条差错，不能同时提交“本案无差错”。请删去差错，或取消“本案无差错”。',
    en: '{count} finding(s) are recorded, so “no defect” cannot be submitted. Remove them, or withdraw “no defect”.',
  },
  'review.parameterMissing': {
    status: 409,
    zh: '本院没有设定参数“{title}”（{name}），不能计算期限。请审管办先在参数中设定。',
    en: 'The court has not set the parameter “{titleEn}” ({name}), so the period cannot be reckoned. Set it among the court’s parameters first.',
  },
  'finding.notNow': {
    status: 409,
    zh: '这条差错现为“{state}”，不能{action}。请刷新页面查看经过。',
    en: 'The finding is {stateEn}, so it cannot be {actionEn}. Reload the page to see what has happened to it.',
  },
  'finding.decided': {
    status: 409,
    zh: '{who}已于{day}作出决定（{resolution}：{outcome}），您的决定未保存。请刷新页面查看。',
    en: '{who} decided on {day} ({resolution}: {outcomeEn}); your decision was not saved. Reload the page.',
  },
  'finding.notHeard': {
    status: 409,
    zh: '{people}的说明期限到{until}，尚未说明。期满或说明后委员会才能决定。',
    en: '{people} may comment until {until} and has not yet. The committee decides once they have, or the period has passed.',
  },
  'finding.windowClosed': {
    status: 409,
    zh: '说明期限已于{until}届满，不能再说明。不服认定的，请从得分单申请复议。',
    en: 'The window for comments closed on {until}. To contest the finding, ask for reconsideration from the score sheet.',
  },
  'finding.notAnswerable': {
    status: 403,
    zh: '您不是这条差错的责任人，不能说明。需要转交意见时，请由责任人说明或联系审管办。',
    en: 'You do not answer for this finding, so you cannot comment on it. Those who answer for it can, or ask the trial management office.',
  },
  'finding.recused': {
    status: 403,
    zh: '您是这条差错的记录人、责任人或本案人员，应当回避，不能决定。请由其他委员决定。',
    en: 'You recorded this finding, answer for it, or took part in the case, and must stand back. Another member decides.',
  },
  'finding.notReviewer': {
    status: 403,
    zh: '这条差错由{reviewer}记录，只有本人可以在认定前收回。请联系该评查员。',
    en: '{reviewer} recorded this finding; only the person who did can take it back before it settles.',
  },
  'finding.stepFaulty': {
    status: 422,
    zh: '有 {count} 处需要补正，未保存。请逐项补正后重新提交。',
    en: '{count} thing(s) to put right; nothing was saved. Correct each and send again.',
  },
  'rectification.ordered': {
    status: 409,
    zh: '这条差错已于{day}要求整改，期限{due}。请在整改台账中跟进。',
    en: 'Putting this finding right was ordered on {day}, by {due}. Follow it in the ledger of rectifications.',
  },
  'rectification.notSettled': {
    status: 409,
    zh: '这条差错还没有认定（或已被替代），不能要求整改。请在认定后办理。',
    en: 'The finding has not settled, or has been superseded, so putting it right cannot be ordered yet.',
  },
  'rectification.notNow': {
    status: 409,
    zh: '该整改现为“{state}”，不能{action}。请刷新页面。',
    en: 'The rectification is {stateEn}; it cannot be {actionEn}. Reload the page.',
  },
  'rectification.nobody': {
    status: 409,
    zh: '这条差错没有责任人，无人整改。请先明确责任人。',
    en: 'Nobody answers for this finding, so nobody can be asked to put it right.',
  },
  'rectification.notYours': {
    status: 403,
    zh: '整改由{who}完成并报告。您可以查看，不能代为报告。',
    en: '{who} owes this rectification and reports it. You may read it, not report for them.',
  },
  'findingImport.noFile': { status: 400, zh: '没有收到文件。请选择 CSV 或 XLSX 文件。', en: 'No file arrived. Choose a CSV or XLSX file.' },
  'findingImport.tooManyRows': { status: 422, zh: '文件有 {rows} 行，一次最多 {most} 行。请拆开导入。', en: 'The file has {rows} rows; {most} is the most at once. Split it.' },
  'findingImport.faulty': {
    status: 422,
    zh: '有 {count} 处错误，未导入任何一行。请按所列改正后重新导入。',
    en: '{count} fault(s); no row was taken. Correct them as listed and import again.',
  },
  'finding.faulty': {
    status: 422,
    zh: '这条差错有 {count} 处需要修改，未保存。请逐项改正后重新保存。',
    en: 'The finding has {count} thing(s) to fix and was not saved. Correct each and save again.',
  },
  'finding.duplicate': {
    status: 409,
    zh: '同一条目在同一处（{place}）已记录过。是同一差错的请勿重复记录；确为另一差错的，请勾选“不是重复”后保存。',
    en: 'The same clause is recorded at the same place already ({place}). Do not record one fault twice; if it is another one, say “not a duplicate” and save.',
  },
});
