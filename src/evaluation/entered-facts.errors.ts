import { defineErrors } from '../kernel/domain-error.js';

export const enteredFactErrors = defineErrors({
  'enteredFact.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，未保存。请按所列改正后重新提交。',
    en: '{count} thing(s) to fix; nothing was saved. Correct those listed and submit again.',
  },
  'enteredFact.otherOffice': {
    status: 403,
    zh: '该记录由“{office}”登记，只能由同一部门更正或作废。请转告该部门。',
    en: 'This was recorded by the {office}; only that office corrects or voids it. Let them know.',
  },
  'enteredFact.superseded': {
    status: 409,
    zh: '该记录已于 {when} 由{who}更正或作废，不能再改。请打开现行的记录。',
    en: 'It was corrected or voided by {who} at {when} and no longer changes. Open the record that stands.',
  },
  'enteredFact.noFile': {
    status: 422,
    zh: '没有收到文件，或文件是空的。请选择文件后重新提交。',
    en: 'No file arrived, or it is empty. Choose a file and submit again.',
  },
  'enteredFact.fileTooLarge': {
    status: 413,
    zh: '文件太大，未保存。请压缩或拆分后再传。',
    en: 'The file is too large and was not kept. Compress or split it, then send it again.',
  },
  'enteredFact.tooManyRows': {
    status: 422,
    zh: '文件有 {rows} 行，一次最多 {most} 行，未读取。请分成几个文件。',
    en: 'The file has {rows} rows; {most} at most are taken at once. Split it.',
  },
});
