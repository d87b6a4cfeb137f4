import { defineErrors } from '../kernel/domain-error.js';

export const caseGradeErrors = defineErrors({
  'caseGrade.missing': {
    status: 409,
    zh: '本院今天没有生效的评查表参数“{what}”，算不出本案得分。请审管办在“条目 · 评查表 · 责任矩阵”中补上。',
    en: 'The court has no value in force today for “{what}” of the review forms, so the case score cannot be worked out. Have the trial management office add it under Catalogues.',
  },
  'caseGrade.nothing': {
    status: 422,
    zh: '本案没有一张适用的评查表，算不出得分。至少保留一张适用的表。',
    en: 'No form applies to this case, so there is no score. Keep at least one form applicable.',
  },
});
