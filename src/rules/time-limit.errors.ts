import { defineErrors } from '../kernel/domain-error.js';

export const timeLimitErrors = defineErrors({
  'timeLimit.records': {
    status: 422,
    zh: '审限无法计算：有 {count} 处记录不完整或互相矛盾。请按所列逐条补正。',
    en: 'The time limit cannot be worked out: {count} records are incomplete or contradict each other. Correct each of them as listed.',
  },
});
