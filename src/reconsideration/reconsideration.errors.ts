import { defineErrors } from '../kernel/domain-error.js';

export const reconsiderationErrors = defineErrors({
  'reconsideration.lineUnknown': {
    status: 404,
    zh: '您在 {period} 的得分单上没有这一项，不能申请复议。请从“我的得分”重新打开该项。',
    en: 'Your score sheet of {period} has no such line, so it cannot be contested. Open the line again from “My score”.',
  },
  'reconsideration.windowClosed': {
    status: 409,
    zh: '{period} 的复议期已于 {until} 结束，不能再申请。确有新证据的，请向质量评查委员会书面反映。',
    en: 'The window for {period} closed on {until}, so no request can be filed. With new evidence, write to the quality review committee.',
  },
  'reconsideration.underWay': {
    status: 409,
    zh: '该项已于 {filedOn} 申请复议（{number}），不能重复申请。请在该申请中补充意见。',
    en: 'This record has been contested since {filedOn} ({number}); it cannot be contested twice. Add to that request.',
  },
  'reconsideration.parameterMissing': {
    status: 422,
    zh: '本院尚未规定参数“{name}”（{title}），复议不能办理。请由审管办在“参数”中登记并写明依据。',
    en: 'The court has not set the parameter “{name}” ({titleEn}), so reconsideration cannot be handled. Record it with its source under Parameters.',
  },
  'reconsideration.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，未保存。请逐项改正后重新提交。',
    en: '{count} thing(s) to fix; nothing was saved. Correct each and submit again.',
  },
  'reconsideration.noReply': {
    status: 409,
    zh: '{number} 尚未答复，没有答复书可印。答复签发后即可打印。',
    en: '{number} has not been answered, so there is no letter to print. It can be printed once the reply is signed.',
  },
  'reconsideration.grantedInFull': {
    status: 409,
    zh: '{number} 已全部成立，没有可以提请复核的。',
    en: '{number} was granted in full; nothing is left to take to the committee.',
  },
  'reconsideration.notNow': {
    status: 409,
    zh: '{number} 目前为“{state}”，不能{action}。请刷新后按所示的下一步办理。',
    en: '{number} is “{stateEn}” now, so this cannot be done ({actionEn}). Reload and take the next step shown.',
  },
  'reconsideration.notYours': {
    status: 403,
    zh: '这一步由{who}办理。您可以查看，不能代为办理。',
    en: 'This step belongs to the {whoEn}. You may read, not act for them.',
  },
  'reconsideration.panelTooSmall': {
    status: 409,
    zh: '回避后只剩 {left} 人，不足 {size} 人，不能组成评查组：{barred}。请增补评查组成员，或提请质量评查委员会指定。',
    en: 'After recusals {left} are left of the {size} needed: {barred}. Appoint more members to the review group, or ask the quality review committee to designate some.',
  },
  'reconsideration.votesMissing': {
    status: 409,
    zh: '还有 {missing} 未表决，不能签发答复。请等待全体表决。',
    en: 'Votes of {missing} are missing, so the reply cannot be signed. Wait for all to vote.',
  },
  'reconsideration.alreadyVoted': {
    status: 409,
    zh: '您已于 {when} 表决，不能再改。',
    en: 'You voted at {when}; a vote is not changed.',
  },
});
