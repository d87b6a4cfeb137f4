import { defineErrors } from '../../kernel/domain-error.js';

export const hearingErrors = defineErrors({
  'hearing.faulty': { status: 422, zh: '有 {count} 处需要修改，庭审考评未下达。请逐项改正。', en: '{count} thing(s) to fix; the hearing was not put up for assessment. Correct each.' },
  'hearing.planned': { status: 409, zh: '案件{caseNumber} {day} 的庭审已在考评或已考评，不能重复下达。请在列表中打开它。', en: 'The hearing of {caseNumber} on {day} is being assessed or has been. Open it in the list instead.' },
  'hearing.notAssessor': { status: 403, zh: '本次庭审考评由{names}评分，您不能替其评分。需要换人时，请联系审管办。', en: 'This hearing is assessed by {names}; you cannot mark it for them. Ask the trial management office to change the assessors.' },
  'hearing.closed': { status: 409, zh: '本次庭审考评已完成或已撤回，不能再评分。确有错误的，请由审管办另行下达考评。', en: 'This assessment is finished or withdrawn and takes no more marks. If it is wrong, the trial management office puts the hearing up again.' },
  'hearing.submitted': { status: 409, zh: '您已于{at}提交评分，不能再改。另一位评委提交后即可看到结果。', en: 'You submitted your marks at {at} and cannot change them. The result is shown once the other assessor has submitted.' },
  'hearing.incomplete': { status: 422, zh: '还有 {count} 项没有评分，未提交。请按所列逐项评分；不扣分的填 0，未作小结的各点选 0。', en: '{count} item(s) are not marked yet; nothing was submitted. Mark each as listed; enter 0 where nothing is lost, and the step 0 where no summation was given.' },
  'hearing.noForms': { status: 409, zh: '本院今天没有生效的庭审考评表或庭审小结表。请审管办先在“条目 · 评查表 · 责任矩阵”中设定。', en: 'The court has no form for hearings or summations in force today. Have the trial management office set them under Catalogues.' },
});
