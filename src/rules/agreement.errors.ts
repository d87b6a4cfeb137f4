import { defineErrors } from '../kernel/domain-error.js';

export const agreementErrors = defineErrors({
  'agreement.twoRaters': {
    status: 422,
    zh: 'Cohen κ 只比较两名评查员，数据中有 {count} 名（{raters}）。请只留两名，或改用 fleiss、krippendorff 系列。',
    en: 'Cohen’s kappa compares exactly two raters; the data have {count} ({raters}). Keep two, or use fleiss or a krippendorff measure.',
  },
  'agreement.missing': {
    status: 422,
    zh: '{measure} 要求每个对象都由两名评查员评定，有 {count} 处缺失。请补齐或去掉这些对象，或改用允许缺失的 krippendorff 系列。',
    en: '{measure} needs every subject rated by both raters; {count} ratings are missing. Complete or remove those subjects, or use a krippendorff measure, which allows gaps.',
  },
  'agreement.unequalCounts': {
    status: 422,
    zh: 'Fleiss κ 要求每个对象的评定次数相同（评查员可以不同），数据中多数对象为 {expected} 次，{count} 个对象不同。请补齐或去掉这些对象，或改用 krippendorff-nominal。',
    en: 'Fleiss’ kappa needs the same number of ratings for every subject (the raters may differ). Most subjects have {expected}, {count} have another number. Complete or remove those subjects, or use krippendorff-nominal.',
  },
  'agreement.values': {
    status: 422,
    zh: '评定数据有 {count} 处不能用于 {measure}，未作计算。请按所列逐条修改后再算。',
    en: '{count} ratings cannot be used for {measure}; nothing was calculated. Correct each of them as listed, then run again.',
  },
});
