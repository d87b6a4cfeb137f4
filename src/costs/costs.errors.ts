import { defineErrors } from '../kernel/domain-error.js';

export const costErrors = defineErrors({
  'cost.period': {
    status: 400,
    zh: '“{period}”不是考核期。请写成 2026-10、2026Q3、2026H1 或 2026。',
    en: '"{period}" is no period. Write 2026-10, 2026Q3, 2026H1 or 2026.',
  },
  'cost.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，没有保存。请逐项改正后再提交。',
    en: '{count} thing(s) to fix; nothing was saved. Correct each and submit again.',
  },
  'cost.superseded': {
    status: 409,
    zh: '这一笔已由{who}于 {when} 更正或撤销，您的修改未保存。请刷新后在现行的一笔上办理。',
    en: '{who} corrected or withdrew this entry on {when}; your change was not saved. Reload and work on the one in force.',
  },
  'cost.decided': {
    status: 409,
    zh: '这份说明已由{who}办理，不能再办。请刷新后再看。',
    en: '{who} has decided on this explanation; it cannot be decided again. Reload and look again.',
  },
  'cost.ownExplanation': {
    status: 403,
    zh: '这份说明由您本人提出，须由他人认可。请行政办另一名经办人办理。',
    en: 'You wrote this explanation yourself; somebody else must decide on it.',
  },
  'cost.noFile': {
    status: 422,
    zh: '没有收到文件。请选择 XLSX 或 CSV 文件后再导入。',
    en: 'No file came. Choose an XLSX or CSV file and import again.',
  },
  'cost.tooManyRows': {
    status: 422,
    zh: '文件有 {rows} 行，一次最多 {most} 行。请分开导入。',
    en: 'The file has {rows} rows; {most} at most at a time. Split it.',
  },
});
