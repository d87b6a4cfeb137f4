import { defineErrors } from '../kernel/domain-error.js';

export const importErrors = defineErrors({
  'caseImport.noFile': { status: 400, zh: '没有收到文件。请选择 CSV 或 XLSX 文件。', en: 'No file arrived. Choose a CSV or XLSX file.' },
  'caseImport.tooLarge': { status: 413, zh: '文件超过 50 MB。请拆成几个文件分别导入。', en: 'The file is larger than 50 MB. Split it and import the parts.' },
  'caseImport.noMapping': {
    status: 422,
    zh: '没有名为“{name}”的列对应。可用：{known}。请选择其中之一。',
    en: 'There is no mapping "{name}". Choose one of {known}.',
  },
  'caseImport.columns': {
    status: 422,
    zh: '按“{mapping}”，表头有 {count} 处问题，未读取任何数据。请按所列改正表头，或另选列对应。',
    en: 'By the mapping “{mapping}” the header has {count} faults; nothing was read. Correct them as listed, or choose another mapping.',
  },
  'caseImport.notChecked': {
    status: 409,
    zh: '这次导入不能提交：现状态为“{status}”。请等待试导入完成，或重新上传。',
    en: 'This import cannot be committed: its state is “{status}”. Wait for the dry run to end, or upload again.',
  },
  'caseImport.notRunning': {
    status: 409,
    zh: '这次导入已结束（{status}），无需取消。',
    en: 'This import has ended already ({status}); there is nothing to cancel.',
  },
  'caseImport.faultsLeft': {
    status: 409,
    zh: '还有 {count} 行有误，按“全部改好再导入”未写入任何数据。请下载标注工作簿改正后重新上传。',
    en: '{count} rows still have faults; nothing was written, as all rows or none were asked for. Correct the marked workbook and upload it again.',
  },
  'caseImport.fileGone': { status: 500, zh: '找不到上传的文件，未写入任何数据。请重新上传。', en: 'The uploaded file cannot be found; nothing was written. Upload it again.' },
  'caseImport.courtUnknown': {
    status: 422,
    zh: '没有代码为“{code}”的法院。已有：{known}。请核对 --court；新法院请同时写 --court-name。',
    en: 'There is no court with the code “{code}”. Known: {known}. Check --court; for a new court add --court-name.',
  },
});
