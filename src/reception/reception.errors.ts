import { defineErrors } from '../kernel/domain-error.js';

export const receptionErrors = defineErrors({
  'reception.notNow': {
    status: 409,
    zh: '这次接待日值班现为“{state}”，不能办理“{act}”。请刷新后再看。',
    en: 'This reception day is “{state}”, so “{act}” cannot be done. Reload and look again.',
  },
  'reception.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，没有办理。请逐项改正后再提交。',
    en: '{count} thing(s) to fix; nothing was done. Correct each and submit again.',
  },
  'reception.notYours': {
    status: 403,
    zh: '缺席理由只能由缺席人本人说明。请由本人登录后提交。',
    en: 'Only the absent person gives the excuse. Have that person sign in and submit it.',
  },
  'reception.secondPerson': {
    status: 403,
    zh: '缺席人本人和登记缺席的人都不能决定这一理由。请政工监察办的另一人办理。',
    en: 'Neither the absent person nor whoever recorded the absence decides on the excuse. Have another person of the political and supervision office do it.',
  },
  'reception.ownRecord': {
    status: 403,
    zh: '不能登记本人的接待情况。请政工监察办的另一人登记。',
    en: 'Nobody records the own attendance. Have another person of the political and supervision office record it.',
  },
});
