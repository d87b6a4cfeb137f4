import { defineErrors } from '../../kernel/domain-error.js';

export const pdfErrors = defineErrors({
  'pdf.fontsMissing': {
    status: 503,
    zh: '服务器没有中文字体（{folder}），不能生成 PDF。请系统管理员安装 fonts-noto-cjk，或用环境变量 PDF_FONTS 指明 Noto CJK 字体所在文件夹；其间可导出 XLSX。',
    en: 'The server has no Chinese fonts ({folder}), so no PDF can be made. Have the system administrator install fonts-noto-cjk, or name the folder of the Noto CJK fonts in PDF_FONTS; XLSX can be exported meanwhile.',
  },
  'pdf.notPrinted': {
    status: 500,
    zh: 'PDF 没有生成：{reason}。请重试；仍不行请把这句话告诉系统管理员。',
    en: 'The PDF was not made: {reason}. Try again; if it fails again, tell the system administrator this sentence.',
  },
});
