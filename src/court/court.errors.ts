import { defineErrors } from '../kernel/domain-error.js';

export const courtErrors = defineErrors({
  'post.faulty': {
    status: 422,
    zh: '任职有 {count} 处需要修改，未保存。请逐项改正后重新保存。',
    en: 'The post has {count} thing(s) to fix and was not saved. Correct each and save again.',
  },
  'leave.faulty': {
    status: 422,
    zh: '请假有 {count} 处需要修改，未保存。请逐项改正后重新保存。',
    en: 'The leave has {count} thing(s) to fix and was not saved. Correct each and save again.',
  },
});
