import { defineErrors } from '../../kernel/domain-error.js';

export const planningErrors = defineErrors({
  'reviewPlan.parameterMissing': {
    status: 409,
    zh: '本院尚未设定“{name}”，不能安排评查。请先由审管办设定该参数（写明条款和生效日期）。',
    en: 'The court has not set “{name}”, so reviews cannot be planned. Have the trial management office set it first, with its clause and date.',
  },
  'reviewPlan.monthOpen': {
    status: 422,
    zh: '{month} 尚未结束，结案还会增加，不能抽取。请在 {from} 起安排。',
    en: '{month} is not over and more cases will close, so nothing is drawn yet. Plan it from {from} on.',
  },
  'reviewPlan.alreadyOpen': {
    status: 409,
    zh: '{month} 已有一份封存种子、尚未提交的计划（{who} 于 {when} 开立）。请打开它继续；种子不能重抽。',
    en: 'A plan for {month} is open with its seed sealed (opened by {who} at {when}). Go on with it; a seed is not drawn again.',
  },
  'reviewPlan.nothingToDraw': {
    status: 409,
    zh: '{month} 没有可抽的{what}：都已纳入评查，或没有结案。不需要再安排。',
    en: 'Nothing is left to draw for {month} ({what}): all under review already, or none there. No plan is needed.',
  },
  'reviewPlan.nobody': {
    status: 409,
    zh: '本院没有可派的评查员。请先由安全管理员授予“质量评查员”角色并写明专业范围。',
    en: 'The court has no reviewer to give cases to. Have the security administrator grant the role of quality reviewer with its fields.',
  },
  'reviewPlan.committed': {
    status: 409,
    zh: '这份计划已由{who}于 {when} 提交，不能再改。结案有增加的，请另开补充计划。',
    en: 'The plan was committed by {who} at {when} and cannot be changed. If more cases closed since, open a further plan.',
  },
  'reviewPlan.stale': {
    status: 409,
    zh: '预演之后情况有变（{what}），未提交。请重新预演，核对后再提交。',
    en: 'Things changed since the preview ({what}); nothing was committed. Preview again, look at it, then commit.',
  },
  'reviewPlan.empty': {
    status: 409,
    zh: '按现在的参数没有案件需要抽取，未提交。如需多抽，请先修改比例或最低件数。',
    en: 'With the parameters as they are no case is to be drawn, so nothing was committed. To draw more, change the share or the least number first.',
  },
  'review.begun': {
    status: 409,
    zh: '{reviewer}已开始评查本案，不能更换。请等评查提交，或由本人删去草稿后再更换。',
    en: '{reviewer} has begun this review, so it stays. Wait until it is submitted, or have them remove their drafts first.',
  },
  'review.reviewerBarred': {
    status: 422,
    zh: '{name}不能评查本案：{why}。请从可派的评查员中选择。',
    en: '{name} cannot review this case: {why}. Choose one of those who may.',
  },
  'caseEvent.faulty': {
    status: 422,
    zh: '触发事件有 {count} 处需要修改，未登记。请逐项改正后重新提交。',
    en: 'The event has {count} thing(s) to fix and was not recorded. Correct each and send it again.',
  },
  'caseEvent.noTriggers': {
    status: 409,
    zh: '本院尚未载入触发情形，不能登记事件。请先在“触发情形”中载入或设定。',
    en: 'The court has no triggers yet, so no event can be recorded. Load or set them first under “Triggers”.',
  },
  'caseEvent.withdrawn': {
    status: 409,
    zh: '这条事件已由{who}撤销，不能再次撤销。',
    en: 'The event was withdrawn by {who} already.',
  },
  'caseEvent.fromRegister': {
    status: 409,
    zh: '这条事件由登记册自动产生，不能在这里撤销。登记有误的，请更正登记册上的原记录。',
    en: 'The event was raised by the register and is not withdrawn here. If the record is wrong, correct it in the register.',
  },
  'secondFinding.decided': {
    status: 409,
    zh: '这项复评差错已由{who}处理过，不能重复处理。请刷新后查看。',
    en: 'The finding was decided on by {who} already. Reload to see it.',
  },
  'secondFinding.notSecond': {
    status: 409,
    zh: '只有已提交的复评差错才能采纳或不采纳。请从复评差错清单中选择。',
    en: 'Only findings of a submitted second review are adopted or declined. Choose one from that list.',
  },
  'sampling.faulty': {
    status: 422,
    zh: '抽样方案有 {count} 处需要修改。请逐项改正。',
    en: 'The sampling plan has {count} thing(s) to fix. Correct each.',
  },
});
