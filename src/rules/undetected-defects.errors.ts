import { defineErrors } from '../kernel/domain-error.js';

export const undetectedDefectErrors = defineErrors({
  'undetectedDefects.counts': {
    status: 422,
    zh: '初评 {first} 处、复评 {second} 处、两人共同 {both} 处，这组数不成立：须为不小于 0 的整数，共同数不能多于任何一方。请核对两次评查的差错配对。',
    en: 'First review {first}, second {second}, common {both}: these counts cannot be. They must be whole numbers from 0, and the common count no larger than either. Check how the findings of the two reviews were paired.',
  },
});
