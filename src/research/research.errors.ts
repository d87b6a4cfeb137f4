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
  'research.pointsMissing': {
    status: 422,
    zh: '本院尚未规定 {day} 有效的参数“research.points”（调研得分标准），成果无法计分。请由审管办在“参数”中登记该表及其依据。',
    en: 'The court has not set the parameter “research.points” (research points by kind and level) in force on {day}, so nothing can be counted. Record the table and its source under Parameters.',
  },
  'research.pointsUnreadable': {
    status: 422,
    zh: '参数“research.points”的内容不是约定的表（种类 → 级别 → 分值）。请按目录 research-points 的 kinds 一节改正。',
    en: 'The parameter “research.points” is not the agreed table (kind → level → points). Correct it after the section “kinds” of the catalogue research-points.',
  },
  'research.rulesMissing': {
    status: 422,
    zh: '目录 research-points 中没有 {day} 有效的全部计分规则（RPR-01 至 RPR-07）。请补上该日有效的版本。',
    en: 'The catalogue research-points lacks rules RPR-01 to RPR-07 in force on {day}. Add the versions in force that day.',
  },
  'research.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，未保存。请逐项改正后重新提交。',
    en: '{count} thing(s) to fix; nothing was saved. Correct each and submit again.',
  },
  'research.notAuthor': {
    status: 403,
    zh: '成果由作者本人或审管办登记。请把自己列入作者，或交审管办登记。',
    en: 'A publication is registered by one of its authors or by the office. Name yourself among the authors, or hand it to the office.',
  },
  'research.registeredAlready': {
    status: 409,
    zh: '《{title}》（{outlet}，{day}）已由{who}登记，现为“{state}”。同一份不重复登记；转载到别的刊物的，请登记为转载。',
    en: '“{title}” ({outlet}, {day}) was registered by {who} already and is “{stateEn}”. One copy is registered once; register a printing elsewhere as a reprint.',
  },
  'research.ownPiece': {
    status: 403,
    zh: '《{title}》由您署名或登记，须由审管办其他人核定、退回或答复。',
    en: 'You wrote or registered “{title}”; somebody else of the office must verify, return or answer it.',
  },
  'research.sameJudge': {
    status: 403,
    zh: '第一次核定由您作出，异议须由另一人复核。',
    en: 'You decided it the first time; somebody else must take the second look.',
  },
  'research.notNow': {
    status: 409,
    zh: '《{title}》现在是“{state}”，不能{action}。请刷新后查看现在可以办的事。',
    en: '“{title}” is “{stateEn}” now; one cannot {actionEn}. Reload and see what can be done.',
  },
  'research.objectionOpen': {
    status: 409,
    zh: '《{title}》的异议尚未答复，答复之前不能再提，也不能更正。',
    en: 'An objection on “{title}” has not been answered; until then it can be neither raised again nor corrected.',
  },
  'research.batchRefused': {
    status: 409,
    zh: '所选 {count} 件不能核定，全部未保存。列在下面，请去掉后重试。',
    en: '{count} of those chosen cannot be verified; nothing was saved. They are listed; leave them out and try again.',
  },
  'research.noFile': {
    status: 422,
    zh: '没有收到文件。请选择 XLSX 或 CSV 文件后再导入。',
    en: 'No file came. Choose an XLSX or CSV file and import again.',
  },
  'research.tooManyRows': {
    status: 422,
    zh: '这份表有 {rows} 行，一次最多 {most} 行。请分几次导入。',
    en: 'This sheet has {rows} rows; at most {most} at a time. Import it in parts.',
  },
});
