import { defineErrors } from '../../kernel/domain-error.js';

export const watchErrors = defineErrors({
  'watch.parametersMissing': {
    status: 422,
    zh: '本院尚未规定异常提示的参数：{names}，不能判断什么算异常。请由审管办在“参数”中登记并写明依据。',
    en: 'The court has not set {names}, so nothing can be told to be unusual. Record them with their source under Parameters.',
  },
  'watch.yearAhead': {
    status: 400,
    zh: '{year} 年还没有开始，没有可以看的。请选择已经开始的年份。',
    en: '{year} has not begun; there is nothing to look at. Choose a year that has.',
  },
  'watch.noteFaulty': {
    status: 422,
    zh: '有 {count} 处需要修改，未保存。请逐项改正后重新提交。',
    en: '{count} thing(s) to fix; nothing was saved. Correct each and submit again.',
  },
});
