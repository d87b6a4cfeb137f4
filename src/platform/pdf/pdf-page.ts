import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** `official`: a numbered paper in GB/T 9704 proportions. `form`: one A4 with tables, 9 point. */
export type PageStyle = 'official' | 'form';

const MM = 72 / 25.4;

/**
 * Page geometry and type. GB/T 9704-2012: type area 156 × 225 mm, head 37 mm, binding side 28 mm, 22 lines of 28
 * characters in size 3 (16 pt), headline in size 2 (22 pt), page numbers in size 4 (14 pt). Its 仿宋 and 小标宋 are not
 * free; Noto Serif stands in for both.
 */
export const PAGE_STYLES: Readonly<Record<PageStyle, Pick<TDocumentDefinitions, 'pageMargins' | 'defaultStyle' | 'styles'>>> = {
  official: {
    pageMargins: [28 * MM, 37 * MM, 26 * MM, 35 * MM],
    // 225 mm ÷ 22 lines = 29 pt; Noto Serif sets 1 line as 1.437 × its size.
    defaultStyle: { font: 'Song', fontSize: 16, lineHeight: 29 / (16 * 1.437) },
    styles: {
      headline: { fontSize: 22, bold: true, alignment: 'center', marginBottom: 16 },
      heading: { font: 'Hei', fontSize: 16 },
      table: { fontSize: 10.5, lineHeight: 1 },
      tableHead: { font: 'Hei', fontSize: 10.5, lineHeight: 1 },
      note: { fontSize: 10.5, lineHeight: 1 },
    },
  },
  form: {
    pageMargins: [40, 40, 40, 40],
    defaultStyle: { font: 'Song', fontSize: 9, lineHeight: 1 },
    styles: {
      headline: { fontSize: 16, bold: true, alignment: 'center', marginBottom: 8 },
      heading: { font: 'Hei', fontSize: 10.5, marginTop: 6, marginBottom: 3 },
      table: {},
      tableHead: { font: 'Hei' },
      note: { fontSize: 8 },
    },
  },
};

/** 2026-11-09 → 2026年11月9日 */
export function dayInProse(day: string): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** A paragraph that begins two characters in, as Chinese prose does. */
export function paragraph(text: string): Content {
  return { text, leadingIndent: 32 };
}

/** A table whose head is repeated on each page and whose rows are never torn apart. */
export function ruledTable(head: readonly string[], rows: readonly (readonly string[])[], widths: (number | '*' | 'auto')[] = head.map(() => 'auto' as const)): Content {
  const cells = (row: readonly string[], style: string): Content[] => row.map((text) => ({ text, style }));
  return { table: { headerRows: 1, dontBreakRows: true, widths, body: [cells(head, 'tableHead'), ...rows.map((row) => cells(row, 'table'))] }, marginBottom: 8 };
}
