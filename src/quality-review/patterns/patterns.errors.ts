import { defineErrors } from '../../kernel/domain-error.js';

export const patternErrors = defineErrors({
  'pattern.range': {
    status: 422,
    zh: '开始日期 {from} 不在结束日期 {until} 之前，无法统计。请改选日期。',
    en: 'The range begins on {from}, not before its end {until}, so nothing can be counted. Choose other days.',
  },
  'pattern.parameterMissing': {
    status: 422,
    zh: '本院尚未规定参数“{name}”（{title}），不能判断重复差错。请由审管办在“参数”中登记并写明依据。',
    en: 'The court has not set the parameter “{name}” ({titleEn}), so repeated faults cannot be told. Record it with its source under Parameters.',
  },
  'briefing.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，未保存。请逐项改正后重新提交。',
    en: '{count} thing(s) to fix; nothing was saved. Correct each and submit again.',
  },
  'briefing.closed': {
    status: 409,
    zh: '本次讲评已于 {day} 办结，不能再改。需要继续整改的，请登记新的讲评。',
    en: 'The briefing was closed on {day} and cannot be changed. Record a new one for further measures.',
  },
  'briefing.measuresOpen': {
    status: 409,
    zh: '还有 {count} 项整改措施未完成，不能办结：{names}。请先由责任人办理，或由登记人注明完成情况。',
    en: '{count} measure(s) are not done, so the briefing cannot be closed: {names}. Have them done, or record how they ended.',
  },
  'briefing.notYours': {
    status: 403,
    zh: '这项措施由{who}负责，您不能代为办结。',
    en: 'This measure belongs to {who}; you cannot close it for them.',
  },
  'briefing.measureDone': {
    status: 409,
    zh: '这项措施已于 {day} 完成，不能再改。',
    en: 'The measure was done on {day} and is not changed.',
  },
});
