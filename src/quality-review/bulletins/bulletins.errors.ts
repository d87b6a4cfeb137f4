import { defineErrors } from '../../kernel/domain-error.js';

export const bulletinErrors = defineErrors({
  'bulletin.kindUnknown': {
    status: 422,
    zh: '没有“{kind}”这种通报。请从所列种类中选择。',
    en: 'There is no bulletin of the kind “{kind}”. Choose one of those listed.',
  },
  'bulletin.periodNotOver': {
    status: 422,
    zh: '{period} 尚未开始，没有数据可以通报。请选择已经开始的月份。',
    en: '{period} has not begun, so there is nothing to report. Choose a month that has begun.',
  },
  'bulletin.periodOfAnotherKind': {
    status: 422,
    zh: '“{title}”不按 {period} 这样的期间起草。质量评查通报请选月份（2026-10），调研成果通报请选季度（2026Q3）。',
    en: '“{titleEn}” is not drafted for a period like {period}. Choose a month (2026-10) for quality review, a quarter (2026Q3) for research.',
  },
  'bulletin.stillRunning': {
    status: 409,
    zh: '{period} 到 {last} 才结束，期间的数据还会变动，不能签发。请在次日以后签发。',
    en: '{period} runs until {last} and its figures still move, so the bulletin cannot be signed. Sign it after that day.',
  },
  'bulletin.exists': {
    status: 409,
    zh: '{period} 的{title}已有一份（{state}）。请在该份上继续；已发布的有误，请发更正。',
    en: 'There is a bulletin of {period} already ({stateEn}). Go on with that one; if a published one is wrong, issue a corrigendum.',
  },
  'bulletin.notNow': {
    status: 409,
    zh: '本通报目前为“{state}”，不能{action}。请刷新后按所示的下一步办理。',
    en: 'The bulletin is “{stateEn}” now, so this cannot be done ({actionEn}). Reload and take the next step shown.',
  },
  'bulletin.samePerson': {
    status: 403,
    zh: '起草、核稿、签发应由不同的人办理，您已{did}，不能再{action}。请由他人办理。',
    en: 'Drafting, checking and signing are done by different people; you {didEn}, so you cannot {actionEn}. Have somebody else do it.',
  },
  'bulletin.unsettled': {
    status: 422,
    zh: '还有 {count} 处没有核对，不能送核稿。请逐处采用数据或说明来源。',
    en: '{count} place(s) are not settled, so it cannot be sent for checking. Use the figure or state the source for each.',
  },
  'bulletin.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，未保存。请逐项改正后重新提交。',
    en: '{count} thing(s) to fix; nothing was saved. Correct each and submit again.',
  },
  'bulletin.figuresMoved': {
    status: 409,
    zh: '您看过之后，正文或其中的数字有变，没有{action}。请刷新，看过新的内容后再办。',
    en: 'The text or its figures have changed since you looked, so nothing was done ({actionEn}). Reload, read it again, then go on.',
  },
  'bulletin.notSigned': {
    status: 409,
    zh: '本通报尚未签发，没有可更正的内容。请退回修改。',
    en: 'The bulletin is not signed, so there is nothing to correct beside it. Send it back and change it.',
  },
  'bulletin.reasonMissing': {
    status: 422,
    zh: '请写明理由，让起草人知道改什么。',
    en: 'Give the reason, so that the writer knows what to change.',
  },
});
