import { defineErrors } from '../kernel/domain-error.js';

export const bonusErrors = defineErrors({
  'bonus.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，未保存。请逐项改正后重新提交。',
    en: '{count} thing(s) to fix; nothing was saved. Correct each and submit again.',
  },
  'bonus.tiersMissing': {
    status: 422,
    zh: '{day} 没有生效的奖金档次，或缺少小组用档及其规则。请在 config/catalogues/grades-and-bonus.yaml 中补上文号、比例、系数和生效日期。',
    en: 'No bonus tiers, or no tier or rule for small groups, were in force on {day}. Add them to config/catalogues/grades-and-bonus.yaml with source, share, factor and date.',
  },
  'bonus.paysAlike': {
    status: 422,
    zh: '各档系数都是 {coefficient}，等于平均发放。奖金按考评结果分配，不提供平均分配；请设置不同的系数。',
    en: 'Every tier has the factor {coefficient}, which is an equal split. Bonuses follow results and equal distribution is not offered; set factors that differ.',
  },
  'bonus.notNow': {
    status: 409,
    zh: '{number} 现为“{state}”，不能{action}。请刷新后按现在的步骤办理。',
    en: '{number} is “{stateEn}” now; it is too late or too early to {actionEn}. Reload and take the step that is due.',
  },
  'bonus.undecided': {
    status: 409,
    zh: '有 {count} 处跨档：上下相邻的两人难分先后，却分在不同档。请逐处登记决定（分开须写文号和理由，或同入一档）后再提交。',
    en: '{count} boundary(ies) separate neighbours who cannot be told apart. Record a decision for each (separating them needs its number and reason, or let them share a tier), then submit.',
  },
  'bonus.noBoundary': {
    status: 422,
    zh: '{upper}和{lower}之间没有需要决定的跨档。请从预览中打开要决定的一处。',
    en: 'There is no boundary between {upper} and {lower} that needs a decision. Open it from the preview.',
  },
  'bonus.equalScores': {
    status: 422,
    zh: '{upper}和{lower}得分相同，不能分开，只能同入较高或较低一档。',
    en: '{upper} and {lower} have the same score and cannot be separated; they share the better or the worse tier.',
  },
  'bonus.secondPerson': {
    status: 403,
    zh: '{number} 由{who}起草或提交，须由另一人批准。请交由院领导或考评委员会的其他成员办理。',
    en: '{number} was drafted or submitted by {who}; another person must approve it. Hand it to another leader or committee member.',
  },
  'bonus.ownMoney': {
    status: 403,
    zh: '{number} 中有您本人的奖金，您不能批准。请由不在名单中的人办理。',
    en: '{number} pays you too, so you cannot approve it. Somebody who is not on the list must.',
  },
  'bonus.ownBoundary': {
    status: 403,
    zh: '{number} 的这一处跨档涉及您本人的档次，不能由您登记决定。请由其他人办理。',
    en: 'This boundary of {number} decides your own tier, so you cannot record the decision. Somebody else must.',
  },
  'bonus.nothingChanged': {
    status: 409,
    zh: '{period} 的结果与 {number} 所依据的相同，没有可更正的。请在编号更正公布以后办理。',
    en: 'The results of {period} are those {number} rests on, so there is nothing to correct. Come back after a numbered correction.',
  },
  'bonus.resultsCorrected': {
    status: 409,
    zh: '{number} 提交以后，{period} 的结果已被编号更正，名单上的金额不再成立，不能批准。请退回，由政工监察办按更正后的结果重新提交。',
    en: 'The results of {period} were corrected after {number} was submitted, so its amounts no longer hold and it cannot be approved. Send it back, to be submitted again on the corrected results.',
  },
  'bonus.correctedSince': {
    status: 409,
    zh: '{number} 批准以后，{period} 的结果又有编号更正（{known}），不能按原名单发放。请按更正后的结果起草更正批次；金额仍应维持的，由批准人登记维持决定的文号和理由。',
    en: 'After {number} was approved the results of {period} were corrected ({known}), so it is not paid as listed. Draft a correcting round on the corrected results; where the amounts shall stand all the same, whoever approves records the decision and its reason.',
  },
  'bonus.nothingToConfirm': {
    status: 409,
    zh: '{number} 所依据的结果没有批准以后的更正，或已登记维持决定，不需要再登记。',
    en: 'Nothing was corrected after {number} was approved, or a decision stands already; there is nothing to confirm.',
  },
  'bonus.correctionUnknown': {
    status: 422,
    zh: '{period} 没有涉及 {number} 各组的编号更正“{correction}”。请从已生效的更正中选择：{known}。',
    en: 'There is no numbered correction “{correction}” of {period} that touches the groups of {number}. Choose one in effect: {known}.',
  },
  'bonus.correctedAlready': {
    status: 409,
    zh: '{number} 已有更正批次 {other}。请打开该批次办理。',
    en: '{number} is being corrected by {other} already. Open that one.',
  },
  'bonus.notPayable': {
    status: 409,
    zh: '{number} 尚未批准，没有可发放的名单。请在批准以后导出。',
    en: '{number} is not approved, so there is no payroll. Export it after approval.',
  },
});
