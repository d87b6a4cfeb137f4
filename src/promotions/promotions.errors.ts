import { defineErrors, type Fault } from '../kernel/domain-error.js';

export const promotionErrors = defineErrors({
  'use.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，未保存。请逐项改正后重新提交。',
    en: '{count} thing(s) to fix; nothing was saved. Correct each and submit again.',
  },
  'use.notNow': {
    status: 409,
    zh: '{number} 现为“{state}”，不能再办这一步。请刷新后查看。',
    en: '{number} is “{stateEn}” now; this step cannot be taken any more. Reload and see.',
  },
  'use.noResult': {
    status: 409,
    zh: '{number} 现为“{state}”，还没有可打印的结果。抽取并计算以后再来打印；报名人员在公布以后可以打印。',
    en: '{number} is “{stateEn}” and has no result to print yet. Print it once it is reckoned; candidates once it is published.',
  },
  'use.ruleMissing': {
    status: 422,
    zh: '{day} 没有生效的规则 {code}。请在 config/catalogues/grades-and-bonus.yaml 或本院参数中补上文号和生效日期。',
    en: 'No rule {code} was in force on {day}. Add it to config/catalogues/grades-and-bonus.yaml or the court’s parameters with its source and date.',
  },
  'use.secondPerson': {
    status: 403,
    zh: '{number} 由{who}起草，须由另一人批准。请交由院领导或考评委员会的其他成员办理。',
    en: '{number} was drafted by {who}; another person must approve it. Hand it to another leader or committee member.',
  },
  'use.ownResult': {
    status: 403,
    zh: '您本人在 {number} 的候选人中，不能批准。请由其他人办理。',
    en: 'You are among those chosen in {number}, so you cannot approve it. Somebody else must.',
  },
  'use.resultsCorrected': {
    status: 409,
    zh: '{number} 起草以后，{period} 的结果已被编号更正，候选名单不再成立，不能批准。请撤回，按更正后的结果重新起草。',
    en: 'The results of {period} were corrected after {number} was drafted, so its candidates no longer hold and it cannot be approved. Withdraw it and draft another on the corrected results.',
  },
  'use.tookPart': {
    status: 403,
    zh: '{number} 中有您登记的内容，须由没有经手的人批准。请交由院领导或考评委员会的其他成员办理。',
    en: 'You entered part of {number}; somebody who took no part must approve it. Hand it to another leader or committee member.',
  },
  'use.ownCompetition': {
    status: 403,
    zh: '您本人参加 {number}，不能登记成绩或计算。请由其他人办理。',
    en: 'You compete in {number}, so you can neither enter marks nor reckon. Somebody else must.',
  },
  'selection.ownStanding': {
    status: 403,
    zh: '{number} 的这一步涉及您本人，不能由您登记。请由其他人办理。',
    en: 'This step of {number} is about yourself, so you cannot record it. Somebody else must.',
  },
  'selection.vetoed': {
    status: 422,
    zh: '{name}不能增补：{why}。',
    en: '{name} cannot be inserted: {whyEn}.',
  },
  'selection.candidateAlready': {
    status: 409,
    zh: '{name}已经是候选人（{standing}），无需增补。',
    en: '{name} is a candidate already ({standingEn}); nobody needs to insert them.',
  },
  'selection.notDue': {
    status: 409,
    zh: '{name}现在没有需要登记的结果：{why}。',
    en: 'There is no outcome to record of {name} now: {whyEn}.',
  },
  'selection.placeTaken': {
    status: 409,
    zh: '{name}改为参加，{other}递补的名额就超出了。请先登记{other}放弃并写明理由，再改{name}的结果。',
    en: 'With {name} going there is no place left for {other}, who had come in. Record first that {other} declines, with the reason, then change {name}.',
  },
  'selection.unsettled': {
    status: 409,
    zh: '还有 {count} 名候选人没有登记结果，不能批准。请逐人登记后再来。',
    en: '{count} candidate(s) have no outcome yet, so it cannot be approved. Record each, then come back.',
  },
  'competition.entryCounted': {
    status: 409,
    zh: '{number} 已经计算过此人的成绩，报名不能再撤销。请照常重新计算；是否任用在结果公布以后另行决定。',
    en: 'The person has been reckoned in {number} already, so the entry cannot be withdrawn. Reckon again as it is; whether they are appointed is decided on the published result.',
  },
  'competition.missing': {
    status: 422,
    zh: '有 {count} 项成绩缺少依据，没有计算。缺数不能当作零：请按所列补齐后再计算。',
    en: '{count} part(s) lack what they rest on, so nothing was reckoned. A missing number is not a zero: complete those listed, then reckon again.',
  },
  'competition.nobody': {
    status: 409,
    zh: '{number} 还没有人报名，无从计算。请先登记报名人员。',
    en: 'Nobody has entered {number} yet, so there is nothing to reckon. Enter the candidates first.',
  },
  'competition.outOfDate': {
    status: 409,
    zh: '{number} 计算以后，所依据的记录（已发布得分、抽取的文书或庭审、调研积分、登记的成绩）有变动，成绩不再成立。请重新计算（种子不变）后再来。',
    en: 'Records that {number} was reckoned on (published scores, pieces drawn, research points, entered marks) have changed since, so its results no longer hold. Reckon it again (with the same seed), then come back.',
  },
  'competition.window': {
    status: 409,
    zh: '{number} 的异议期到 {day}，{when}。',
    en: 'Objections to {number} are taken until {day}; {whenEn}.',
  },
  'competition.unanswered': {
    status: 409,
    zh: '{number} 有 {count} 件异议尚未答复，不能结束。请逐件答复后再来。',
    en: '{number} has {count} objection(s) unanswered and cannot be closed. Answer each, then come back.',
  },
});

/** @throws use.faulty naming every field that holds nothing but blanks */
export function refuseBlanks(words: Record<string, string>): void {
  const faults = Object.entries(words).filter(([, text]) => !text.trim()).map(([path]): Fault => ({ path, zh: '不能只填空格。', en: 'Blanks alone are not enough.' }));
  if (faults.length) throw promotionErrors['use.faulty']({ count: faults.length }, faults);
}
