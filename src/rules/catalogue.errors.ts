import { defineErrors } from '../kernel/domain-error.js';

export const catalogueErrors = defineErrors({
  'catalogue.faulty': {
    status: 422,
    zh: '目录文件 {file} 有 {count} 处错误，未采用。请按所列逐条改正后再装入。',
    en: 'The catalogue {file} has {count} faults and was not adopted. Correct each of them as listed, then load it again.',
  },
});
