import { defineErrors } from '../kernel/domain-error.js';

export const caseWeightErrors = defineErrors({
  'caseWeight.incomplete': {
    status: 422,
    zh: '案件权重无法计算：有 {count} 处资料缺失或不在权重表内。请按所列逐条补正。',
    en: 'The case weight cannot be worked out: {count} particulars are missing or not in the table. Correct each of them as listed.',
  },
});
