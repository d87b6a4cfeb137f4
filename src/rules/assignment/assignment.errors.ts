import { defineErrors } from '../../kernel/domain-error.js';

export const assignmentErrors = defineErrors({
  'assignment.planInvalid': {
    status: 422,
    zh: '分案方案有 {count} 处错误，一件也没有分。请按所列位置逐处更正后重新提交。',
    en: 'The assignment plan has {count} faults; no case was assigned. Correct each at the place named and submit it again.',
  },
  'assignment.runInvalid': {
    status: 422,
    zh: '这不是分案批次文件，无法重算。请使用“导出批次文件”或 assign --run 写出的文件。',
    en: 'This is not the file of an assignment run, so it cannot be replayed. Use the file exported with the run, or written by assign --run.',
  },
  'assignment.notJson': {
    status: 422,
    zh: '文件不是有效的 JSON（{reason}）。请核对括号、引号和逗号，或重新导出。',
    en: 'The file is not valid JSON ({reason}). Check brackets, quotes and commas, or export it again.',
  },
  'assignment.caseUnknown': {
    status: 404,
    zh: '本批没有案件“{id}”。请核对案号或批次。',
    en: 'There is no case “{id}” in this run. Check the case number or the run.',
  },
  'assignment.drawDiffers': {
    status: 422,
    zh: '重算结果与记录不一致，共 {count} 处，见所列。请核对文件是否被改动，并以系统内的批次为准。',
    en: 'The replay differs from the record in {count} places, as listed. Check whether the file was altered, and go by the run kept in the system.',
  },
});
