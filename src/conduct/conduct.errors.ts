import { defineErrors } from '../kernel/domain-error.js';

export const conductErrors = defineErrors({
  'conduct.faulty': {
    status: 422,
    zh: '有 {count} 处需要修改，未保存。请逐项改正后重新提交。',
    en: '{count} thing(s) to fix; nothing was saved. Correct each and submit again.',
  },
  'conduct.notNow': {
    status: 409,
    zh: '现在的状态是“{state}”，不能{act}。请刷新后再看。',
    en: 'It is “{stateEn}” now, so the step “{actEn}” cannot be taken. Reload and look again.',
  },
  'conduct.own': {
    status: 403,
    zh: '这件事涉及您本人，不能由您{act}。请由其他有权的人办理。',
    en: 'This concerns you, so “{actEn}” is for somebody else who may.',
  },
  'conduct.notYours': {
    status: 403,
    zh: '“{act}”只能由{who}办理。',
    en: '“{actEn}” is for {whoEn} alone.',
  },
  'conduct.secondPerson': {
    status: 403,
    zh: '这一步须由第二人办理：{first}已经办过前一步。请另一名有权的人办理。',
    en: 'A second person must do this: {first} took the step before. Ask another who may.',
  },
  'conduct.disciplineOnly': {
    status: 403,
    zh: '{code} 属纪律事项，由有“查看和办理纪律事项”权限的人登记。请移交纪检监察人员。',
    en: '{code} is a matter for discipline; somebody with the permission for such matters enters it. Hand it over.',
  },
  'conduct.parameterMissing': {
    status: 409,
    zh: '本院没有设定参数“{name}”（{day}）。请审管办或政工监察办先在“参数”中设定。',
    en: 'The court has not set the parameter “{name}” ({day}). Have it set under Parameters first.',
  },
  'conduct.noFile': {
    status: 422,
    zh: '没有收到文件，或文件是空的。请选择 XLSX 或 CSV 文件后再试。',
    en: 'No file arrived, or it is empty. Choose an XLSX or CSV file and try again.',
  },
  'conduct.tooManyRows': {
    status: 422,
    zh: '表中有 {rows} 行，一次最多 {most} 行。请分成几张表。',
    en: 'The sheet has {rows} rows; {most} at most. Split it.',
  },
});
