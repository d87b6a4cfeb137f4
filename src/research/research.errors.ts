import { defineErrors } from '../kernel/domain-error.js';

export const researchErrors = defineErrors({
  'research.requiredMissing': {
    status: 422,
    zh: '本院尚未规定 {day} 有效的参数“research.required”（调研分值要求），调研能力无法计分。请由审管办在“参数”中登记该表及其依据。',
    en: 'The court has not set the parameter “research.required” (required research points) in force on {day}, so research cannot be scored. Record the table and its source under Parameters.',
  },
  'research.requiredUnreadable': {
    status: 422,
    zh: '参数“research.required”的内容不是约定的表（posts、ranks、pointsPerYear 各行）。请按目录 research-points 的 required 一节改正。',
    en: 'The parameter “research.required” is not the agreed table (rows of posts, ranks, pointsPerYear). Correct it after the section “required” of the catalogue research-points.',
  },
  'research.requiredNotFor': {
    status: 422,
    zh: '参数“research.required”没有为 {count} 人的岗位和等级规定分值要求，调研能力无法计分。请按所列补上。',
    en: 'The parameter “research.required” has no row for the post and rank of {count} people, so research cannot be scored. Add the rows listed.',
  },
});
