import { defineErrors } from '../kernel/domain-error.js';

export const ratingErrors = defineErrors({
  'rating.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，测评未建立。请按所列改正后重新提交。',
    en: '{count} thing(s) to fix; no rating was set up. Correct those listed and submit again.',
  },
  'rating.notOpen': {
    status: 409,
    zh: '该测评已结束或取消，不能再填写、修改。已交的测评表保持原样。',
    en: 'This rating is closed or cancelled; forms can no longer be filled in or changed. Those submitted stay as they are.',
  },
  'rating.formFaulty': {
    status: 422,
    zh: '测评表有 {count} 处需要修改，未提交。请按所列改正。',
    en: '{count} thing(s) to fix on the form; it was not submitted. Correct those listed.',
  },
  'rating.reasonNeeded': {
    status: 422,
    zh: '取消测评必须写明原因，未取消。请补上。',
    en: 'Cancelling a rating needs a reason; it was not cancelled. Give one.',
  },
  'rating.noPerson': {
    status: 404,
    zh: '您的账号没有对应的人员，没有要填的测评表。需要时请联系系统管理员。',
    en: 'No person belongs to your account, so there are no forms to fill in. Ask the system administrator if there should be.',
  },
});
