import { defineErrors } from '../kernel/domain-error.js';

export const difficultErrors = defineErrors({
  'difficult.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，未保存。请逐项改正后重新提交。',
    en: '{count} thing(s) to fix; nothing was saved. Correct each and submit again.',
  },
  'difficult.beforeEffect': {
    status: 422,
    zh: '{number} 不能申报：难案须在审理终结并已生效之后申报（结案日 ≤ 生效日 ≤ 申报日 {today}）。结案日 {closedOn}，生效日 {effectiveOn}。请在生效之日起申报。',
    en: '{number} cannot be claimed yet: a difficult case is claimed after it has been closed and has taken effect (closing ≤ effect ≤ application, {today}). Closed {closedOn}, effective {effectiveOn}. Apply from the day of effect.',
  },
  'difficult.checkFailed': {
    status: 422,
    zh: '系统核验未通过，未受理。不符合的条件和登记的事实列在下面；数字有误的，请先由书记员或审管办在“案件要素”更正。',
    en: 'The checks were not passed and the claim was not taken. The conditions and the facts on record are listed; have a wrong figure corrected under “Particulars” by the clerk or the trial management office first.',
  },
  'difficult.notResponsible': {
    status: 403,
    zh: '难案由承办法官申报。{number} 的承办人是{judge}。',
    en: 'A difficult case is claimed by its responsible judge. That of {number} is {judge}.',
  },
  'difficult.onceOnly': {
    status: 409,
    zh: '{number} 已于 {day} 申报（{application}，{state}），一案只申报一次。评定委员会写明可再申报的除外。',
    en: '{number} was claimed on {day} ({application}, {stateEn}); a case is claimed once, unless the committee said that it may be claimed again.',
  },
  'difficult.noRound': {
    status: 409,
    zh: '今天（{today}）没有接受申报的轮次。请在审管办公布的申报期内申报；已写的内容保存为草稿。',
    en: 'No round takes applications today ({today}). Apply in the time the trial management office announces; what you wrote is kept as a draft.',
  },
  'difficult.roundExists': {
    status: 409,
    zh: '{round} 已经开过一轮，每半年只评定一次。请打开已有的一轮。',
    en: 'There is a round of {roundEn} already; there is one in each half-year. Open it.',
  },
  'difficult.notNow': {
    status: 409,
    zh: '现在是“{state}”，不能{action}。请刷新后查看现在可以办的事。',
    en: 'It is “{stateEn}” now; one cannot {actionEn}. Reload and see what can be done.',
  },
  'difficult.opinionsMissing': {
    status: 409,
    zh: '还有 {count} 件没有庭长意见，不能开始表决。列在下面，请先由庭长（庭长自办的由分管院长）签署。',
    en: '{count} application(s) lack the chief’s opinion; the vote cannot begin. They are listed; have the chief (for the chief’s own case, the vice-president) sign first.',
  },
  'difficult.opinionNotYours': {
    status: 403,
    zh: '{application} 的意见由{who}签署。',
    en: 'The opinion on {application} is signed by {whoEn}.',
  },
  'difficult.stillOpen': {
    status: 409,
    zh: '申报期到 {day} 为止。提前截止须写明理由，理由随本轮公开。',
    en: 'Applications run until {day}. Closing them early needs a reason, which is shown with the round.',
  },
  'difficult.noCommittee': {
    status: 422,
    zh: '{day} 没有在任的案件质量评查委员会委员，不能表决。请由政工监察办先登记委员和任期。',
    en: 'On {day} the quality review committee has no members in office, so nobody can vote. Have the political office enter members and terms first.',
  },
  'difficult.noSeat': {
    status: 403,
    zh: '您不在本轮评定委员名册上，不能表决。名册为表决开始之日在任的委员。',
    en: 'You are not on the roster of this round and cannot vote. The roster is the committee as it stood when the vote began.',
  },
  'difficult.recused': {
    status: 409,
    zh: '您对 {application} 回避（{why}），不能表决。',
    en: 'You have stepped aside in {application} ({whyEn}) and cannot vote on it.',
  },
  'difficult.alreadyVoted': {
    status: 409,
    zh: '您已就 {application} 表决，投出后不能再改。',
    en: 'You have voted on {application}; a vote cannot be changed.',
  },
  'difficult.voteOver': {
    status: 409,
    zh: '本轮表决已于 {day} 截止。',
    en: 'The vote of this round ended on {day}.',
  },
  'difficult.pointsOutOfRange': {
    status: 422,
    zh: '{application} 的计分应在 {min}–{max} 之间（依据 {source}），现为 {points}。请在区间内填写，最多两位小数。',
    en: 'The points of {application} lie between {min} and {max} ({source}); you gave {points}. Give a value in the range, two decimals at most.',
  },
  'difficult.noQuorum': {
    status: 409,
    zh: '不能计票：有 {count} 件没有达到法定人数（名册 {members} 人的 {share}，至少 {quorum} 人）。列在下面。请等其余委员表决，或由审管办延长表决期。',
    en: 'The votes cannot be counted: {count} application(s) are below the quorum ({share} of {members} members, at least {quorum}). They are listed. Wait for the other members, or have the trial management office extend the time.',
  },
  'difficult.voteRunning': {
    status: 409,
    zh: '表决到 {day} 为止，还有 {count} 张票没有投出；全部投出之前或期满之前不能计票。',
    en: 'The vote runs until {day} and {count} ballot(s) are still out; they are counted when all are in or the time is over.',
  },
  'difficult.nothingToPublish': {
    status: 409,
    zh: '本轮没有入选的案件，不需要公示。请直接结束本轮。',
    en: 'No case of this round was accepted, so there is nothing to publish. Close the round.',
  },
  'difficult.windowClosed': {
    status: 409,
    zh: '公示期已于 {until} 结束，不能再提异议；加分自 {from} 起生效。发现确有问题的，请向政工监察办反映。',
    en: 'The notice ended on {until}; objections are no longer taken, and the points count from {from}. Tell the political and supervision office if something is really wrong.',
  },
  'difficult.objectionOnce': {
    status: 409,
    zh: '您已对 {application} 提出异议，正在处理。有补充的，请交审管办。',
    en: 'You have objected to {application} already; it is being dealt with. Give what you have to add to the trial management office.',
  },
  'difficult.objectionNoQuorum': {
    status: 409,
    zh: '到会 {present} 人，不足法定的 {quorum} 人，委员会不能作出决定。请补足到会人数后再作决定。',
    en: '{present} members were present, fewer than the quorum of {quorum}; the committee cannot decide. Decide when enough are there.',
  },
  'difficult.quorumPossible': {
    status: 409,
    zh: '{application} 还可能达到法定人数（已表决 {cast} 人，未投 {out} 人，法定 {quorum} 人），不能作未能评定处理。请等委员表决。',
    en: '{application} may still reach the quorum ({cast} voted, {out} to come, {quorum} needed) and cannot be set aside. Wait for the members.',
  },
  'difficult.recusalNotOwn': {
    status: 409,
    zh: '只有自行申请的回避、且在计票之前可以撤回；系统确定的回避不能撤回。',
    en: 'Only stepping aside by one’s own wish can be taken back, and before the count; what the system found stays.',
  },
  'difficult.objectionsOpen': {
    status: 409,
    zh: '还有 {count} 件异议没有书面答复，不能结束本轮。',
    en: '{count} objection(s) have no written answer; the round cannot be closed.',
  },
  'difficult.noticeRunning': {
    status: 409,
    zh: '公示到 {until} 为止，期满之前不能结束本轮。',
    en: 'The notice runs until {until}; the round cannot be closed before.',
  },
  'difficult.notPresiding': {
    status: 403,
    zh: '对 {application} 的异议，由主持委员{name}代表委员会签发答复。',
    en: 'The answer to the objection against {application} is signed for the committee by {name}, who presides.',
  },
  'difficult.parameterMissing': {
    status: 422,
    zh: '本院尚未设定 {day} 有效的“{name}”。请由审管办在“参数”中登记其数值和依据。',
    en: 'The court has not set “{name}” in force on {day}. Record its value and source under Parameters.',
  },
  'difficult.ruleMissing': {
    status: 422,
    zh: '难案目录没有 {day} 有效的 {code}。请在 config/catalogues/difficult-cases.yaml 补上。',
    en: 'The catalogue of difficult cases has no {code} in force on {day}. Add it to config/catalogues/difficult-cases.yaml.',
  },
});
