import { defineErrors } from '../kernel/domain-error.js';

export const rankingErrors = defineErrors({
  'period.blocked': {
    status: 409,
    zh: '{period} 还有 {count} 项未办完，不能提请审议。请按所列办完后再来。',
    en: '{period} has {count} open item(s) and was not submitted. Settle those listed, then come back.',
  },
  'period.notNow': {
    status: 409,
    zh: '{period} 目前为“{state}”，不能{action}。请刷新后按所示的下一步办理。',
    en: '{period} is “{stateEn}” now, so this cannot be done ({actionEn}). Reload and take the next step shown.',
  },
  'period.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，未保存。请逐项改正后重新提交。',
    en: '{count} thing(s) to fix; nothing was saved. Correct each and submit again.',
  },
  'period.otherOffice': {
    status: 403,
    zh: '这一子项由{office}提交。您可以查看，不能代为提交或撤回。',
    en: 'This sub-score belongs to the {officeEn}. You may read it, not submit or take it back.',
  },
  'period.subScoreTwice': {
    status: 409,
    zh: '{office}的子项已由{who}于 {when} 提交并锁定。需要修改的，请先撤回并写明理由。',
    en: 'The {officeEn} submitted its sub-score by {who} at {when}; it is locked. To change it, take it back first, with a reason.',
  },
  'period.subScoreNone': {
    status: 409,
    zh: '{office}尚未提交子项，没有可撤回的。',
    en: 'The {officeEn} has not submitted its sub-score; there is nothing to take back.',
  },
  'period.figuresMoved': {
    status: 409,
    zh: '{period} 的数字在审议后有变动（{groups}），未冻结：冻结的应当就是审议通过的。请退回核对，重新提请审议。',
    en: 'The figures of {period} have moved since the committee approved them ({groupsEn}), so nothing was frozen: what is frozen is what was approved. Return it to open and submit it again.',
  },
  'period.samePerson': {
    status: 409,
    zh: '{who}已经办理了第一步，须由政工监察办另一人确认。',
    en: '{who} took the first step; another person of the political and supervision office has to confirm.',
  },
  'period.notSeated': {
    status: 403,
    zh: '您 {day} 不在法官考评委员会任职，不能登记当日的审议结果。请核对会议日期，或由到会的委员登记。',
    en: 'You held no seat on the evaluation committee on {day}, so you cannot record what it decided that day. Check the day of the meeting, or have a member who was present record it.',
  },
  'period.parameterMissing': {
    status: 422,
    zh: '本院尚未规定参数“{name}”（{title}），不能办理。请由审管办在“参数”中登记并写明依据。',
    en: 'The court has not set the parameter “{name}” ({titleEn}), so this cannot be done. Record it with its source under Parameters.',
  },
  'period.noticeRunning': {
    status: 409,
    zh: '{period} 的公示到 {until} 才期满，不能提前发布。请在次日以后发布。',
    en: 'The notice of {period} runs until {until}; it cannot be published before. Publish it after that day.',
  },
  'period.noticeOver': {
    status: 409,
    zh: '{period} 的公示期已于 {until} 期满，不能再提异议。确有新证据的，请申请复议或书面向政工监察办反映。',
    en: 'The notice of {period} ended on {until}; no objection can be filed. With new evidence ask for reconsideration or write to the political and supervision office.',
  },
  'period.objectionTwice': {
    status: 409,
    zh: '您对同一人的异议正在办理，请等待答复。',
    en: 'You have an open objection about the same person; wait for the answer.',
  },
  'period.objectionAnswered': {
    status: 409,
    zh: '该异议已由{who}于 {when} 答复。',
    en: 'This objection was answered by {who} on {when}.',
  },
  'period.objectionOwn': {
    status: 403,
    zh: '异议由您提出，或涉及您本人，须由另一人答复。',
    en: 'You filed this objection, or it concerns you: somebody else has to answer it.',
  },
  'correction.nothing': {
    status: 422,
    zh: '按现在的记录，所选人员的结果与冻结的相同，没有需要更正的。请先在原记录中改正，再来更正结果。',
    en: 'Worked out from the records of today the people chosen have the results that were frozen, so there is nothing to correct. Correct the record first, then the result.',
  },
  'correction.own': {
    status: 403,
    zh: '更正涉及您本人的结果，须由政工监察办的其他人提出和确认。',
    en: 'The correction concerns your own result: others of the political and supervision office have to propose and confirm it.',
  },
  'correction.notFrozen': {
    status: 409,
    zh: '{period} 尚未冻结，不需要更正：改正记录后，得分随之变动。',
    en: '{period} is not frozen, so no correction is needed: change the record and the score follows.',
  },
  'correction.pending': {
    status: 409,
    zh: '{period} 已有一件更正待第二人确认。请先确认或撤回。',
    en: 'A correction of {period} is waiting for the second person. Confirm or withdraw that one first.',
  },
  'correction.moved': {
    status: 409,
    zh: '提出之后数字又有变动，未生效。请撤回后重新提出，使第二人确认的就是所见的。',
    en: 'The figures have moved since this was proposed, so nothing took effect. Withdraw it and propose again, so that what is confirmed is what was seen.',
  },
  'correction.notNow': {
    status: 409,
    zh: '该更正目前为“{state}”，不能再变动。',
    en: 'This correction is “{stateEn}” and no longer changes.',
  },
  'archive.noPerson': {
    status: 404,
    zh: '您的账号没有对应的人员，没有业绩档案。需要时请联系系统管理员。',
    en: 'No person belongs to your account, so there is no archive. Ask the system administrator if there should be.',
  },
  'period.notPublished': {
    status: 409,
    zh: '{period} 的结果尚未发布。奖金、评先评优、竞岗和学习深造只以已发布的结果为准，请在发布以后办理。',
    en: 'The results of {period} are not published. Bonuses, honours, competitions and training rest on published results only; come back after publication.',
  },
  'period.noBulletinYet': {
    status: 409,
    zh: '{period} 的结果尚未发布，不能起草结果通报。公示期满后由政工监察办在“考核期”发布，草稿随之生成。',
    en: 'The results of {period} are not published, so no bulletin of them is drafted. The political and supervision office publishes them under Periods once the notice is over, and the draft is made with it.',
  },
  'period.unsettled': {
    status: 409,
    zh: '所依据的结果还有 {count} 件未了结，不能批准、公布或发放：先答复异议和复议，成立的作出编号更正。起草和试算不受影响。',
    en: 'The results this rests on have {count} matter(s) open, so it cannot be approved, published or paid: answer objections and requests first, and correct by number what was upheld. Drafting and trying out may go on.',
  },
  'period.nobody': {
    status: 422,
    zh: '{period} 没有可排名的岗位：没有在岗人员，或没有生效的考核方案。请核对人员任职和方案生效日期。',
    en: 'Nobody can be ranked in {period}: no posts were held, or no scheme was in force. Check posts and the dates of the schemes.',
  },
  'score.noPerson': {
    status: 404,
    zh: '您的账号没有对应的人员，没有得分。需要时请联系系统管理员。',
    en: 'No person belongs to your account, so there is no score. Ask the system administrator if there should be.',
  },
  'score.notRanked': {
    status: 404,
    zh: '{period} 没有此人的得分：不在任何有考核方案的岗位上。请换一个考核期。',
    en: 'There is no score in {period}: no post with a scheme was held. Choose another period.',
  },
  'ranking.tooFewForCharts': {
    status: 422,
    zh: '同岗只有 {size} 人，不足 {least} 人，不画图，以免从图上认出个人。请看本人得分。',
    en: 'The group has {size} member(s), fewer than {least}; no charts are drawn, lest individuals be told from them. Read the own score instead.',
  },
});
