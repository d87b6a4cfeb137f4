import { defineErrors } from '../../kernel/domain-error.js';

export const formErrors = defineErrors({
  'form.none': {
    status: 409,
    zh: '本院没有适用于本案（{nature}）的评查表，算不出得分。请审管办在“条目 · 评查表 · 责任矩阵”中设定后再完成评查。',
    en: 'The court has no review form for this case ({nature}), so there is no score. Have the trial management office set one under Catalogues, then finish the review.',
  },
  'form.notOfReview': {
    status: 409,
    zh: '本次评查不用 {form} 这张表。请在页面所列的表上评分。',
    en: 'This review does not use the form {form}. Score the forms listed on the page.',
  },
  'form.faulty': {
    status: 422,
    zh: '有 {count} 处评分需要修改，未保存。请逐项改正。',
    en: '{count} mark(s) need changing; nothing was saved. Correct each.',
  },
  'form.incomplete': {
    status: 422,
    zh: '还有 {count} 项没有评分，本案不能完成。请按所列逐项评分；不扣分的填 0。',
    en: '{count} item(s) are not scored yet, so the case cannot be finished. Score each as listed; enter 0 where nothing is lost.',
  },
  'batch.changed': {
    status: 409,
    zh: '您确认提交 {count} 件，现在已完成的是 {now} 件，未提交。请核对左侧列表后重新提交。',
    en: 'You confirmed {count} case(s), but {now} are finished now; nothing was submitted. Check the list and submit again.',
  },
});
