import { defineErrors } from '../../kernel/domain-error.js';

export const sheetErrors = defineErrors({
  'sheet.empty': {
    status: 422,
    zh: '文件是空的，没有表头。请选择有表头和数据的文件。',
    en: 'The file is empty; there is no header row. Choose a file with a header and data.',
  },
  'sheet.notText': {
    status: 422,
    zh: '这不是 CSV 文本文件（可能是 XLSX 或其他格式）。请在表格软件中另存为“CSV UTF-8”后再用。',
    en: 'This is not a CSV text file (it may be XLSX or something else). Save it as "CSV UTF-8" in the spreadsheet program and use that.',
  },
  'sheet.workbook': {
    status: 422,
    zh: '工作簿打不开，可能已损坏、有密码，或是旧的 XLS 格式。请在表格软件中另存为“XLSX”后再用。',
    en: 'The workbook cannot be opened; it may be damaged, protected by a password, or the old XLS format. Save it as "XLSX" and use that.',
  },
  'sheet.encoding': {
    status: 422,
    zh: '文件既不是 UTF-8，也不是 GB18030（GBK）编码，文字无法可靠读出。请另存为“CSV UTF-8”后再用。',
    en: 'The file is neither UTF-8 nor GB18030 (GBK), so its text cannot be read reliably. Save it as "CSV UTF-8" and use that.',
  },
  'sheet.malformed': {
    status: 422,
    zh: '文件的引号不成对，自第 {row} 行起无法分清各列，未读取任何数据。请按所列改正后再用。',
    en: 'Quotation marks in the file do not pair, so from row {row} on the columns cannot be told apart; nothing was read. Correct it as listed.',
  },
  'sheet.columns': {
    status: 422,
    zh: '表头有 {count} 处问题，未读取任何数据。请按所列改正表头。',
    en: 'The header row has {count} faults; nothing was read. Correct the header as listed.',
  },
  'sheet.rows': {
    status: 422,
    zh: '数据有 {count} 处错误，未计算、未保存任何内容。请按所列逐条改正后再来。',
    en: 'The data have {count} faults; nothing was calculated or saved. Correct each of them as listed, then run again.',
  },
  'sheet.tooLong': {
    status: 422,
    zh: '符合条件的超过 {most} 行，一次导不出。请缩小筛选范围（例如按月或按庭）分几次导出。',
    en: 'More than {most} rows match; they cannot be exported at once. Narrow the filters (by month or division, say) and export in parts.',
  },
});
