import { defineErrors } from '../kernel/domain-error.js';

export const caseErrors = defineErrors({
  'case.faulty': {
    status: 422,
    zh: '案件有 {count} 处不对，未保存。请逐项改正后再保存。',
    en: '{count} things about the case are wrong; it was not saved. Correct each and save again.',
  },
  'case.paperFaulty': {
    status: 422,
    zh: '文书未保存：须为 PDF、DOCX 或纯文本文件，并写明种类（judgment、ruling、mediation、transcript、other）和不超过 160 字的题名。请改正后重新上传。',
    en: 'The paper was not saved: it must be PDF, DOCX or plain text, with a kind (judgment, ruling, mediation, transcript, other) and a title of at most 160 characters. Correct it and upload again.',
  },
  'case.objectionFaulty': {
    status: 422,
    zh: '执行异议有 {count} 处不对，未保存。请逐项改正后再保存。',
    en: '{count} things about the objection are wrong; it was not saved. Correct each and save again.',
  },
  'case.particularFaulty': {
    status: 422,
    zh: '案件要素有 {count} 处不对，一项也没有保存。请逐项改正后再提交。',
    en: '{count} things about the particulars are wrong; nothing was saved. Correct each and submit again.',
  },
  'case.duplicate': {
    status: 409,
    zh: '登记册已有 {number}，未重复登记。请打开已有案件修改。',
    en: '{number} is in the register already and was not entered twice. Open and change that case.',
  },
  'case.periodUnknown': {
    status: 400,
    zh: '“{period}”不是考核期。请写成 2026-10、2026Q4、2026H2 或 2026。',
    en: '"{period}" is no period. Write 2026-10, 2026Q4, 2026H2 or 2026.',
  },
  'case.periodAhead': {
    status: 400,
    zh: '{period} 从 {from} 开始，还没有案件可统计。请选择已经开始的期间。',
    en: '{period} begins on {from}; there is nothing to count yet. Choose a period that has begun.',
  },
  'flow.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，未保存。请逐项改正后重新提交。',
    en: '{count} thing(s) to fix; nothing was saved. Correct each and submit again.',
  },
});
