import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { chinaDay } from '../../kernel/day.js';

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
      digest: { fontSize: 7.5, lineHeight: 1.2 },
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
      digest: { fontSize: 7 },
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

/** 2026-11-23 → 2026年11月23日, of an instant; empty where there is none. */
export function instantInProse(instant: string | null | undefined): string {
  return instant ? dayInProse(chinaDay(new Date(instant))) : '';
}

/** 120000.00 → 120,000.00 */
export function grouped(amount: string): string {
  const [whole, cents] = amount.split('.') as [string, string?];
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${cents === undefined ? '' : `.${cents}`}`;
}

/** What stands in front of the name of an example court, unless the name says so itself. */
export function exampleMark({ name, example }: { name: string; example: boolean }): string {
  return example && !name.includes('示例') ? '【示例】' : '';
}

/** Court and title above a form. */
export function formHead(court: { name: string; example: boolean }, title: string): Content[] {
  return [{ text: `${exampleMark(court)}${court.name}`, alignment: 'center', font: 'Hei', fontSize: 11 }, { text: title, style: 'headline', marginTop: 4 }];
}

/** Court, number, rule and title above an official paper; no seal is drawn and no red head. */
export function officialHead(court: { name: string; example: boolean }, number: string | null, title: string): Content[] {
  return [
    { text: `${exampleMark(court)}${court.name}`, alignment: 'center', font: 'Hei' },
    ...(number ? [{ text: number, alignment: 'center' as const, marginTop: 8 }] : []),
    { canvas: [{ type: 'line', x1: 0, y1: 4, x2: 442, y2: 4, lineWidth: 1.2 }], marginBottom: 18 },
    { text: title, style: 'headline' },
  ];
}

/** 落款: who issues a paper and on which day, together and never alone on a page without `last`, the piece before it. */
export function issuedBy(lines: readonly string[], last: Content[] = []): Content {
  return { stack: [...last, { stack: lines.map((text) => ({ text })), alignment: 'right', marginTop: 24, marginRight: 32 }], unbreakable: true };
}

/** Cells to sign in by hand, together on one page. */
export function signatureCells(titles: readonly string[]): Content {
  return {
    table: { widths: titles.map(() => '*'), heights: [14, 44], body: [titles.map((text) => ({ text, style: 'tableHead', alignment: 'center' as const })), titles.map(() => ({ text: '签名：\n\n日期：', style: 'table' }))] },
    unbreakable: true, marginTop: 10,
  };
}

const DIGEST = /^[0-9a-f]{64}$/;

/**
 * A table whose head is repeated on each page and stands nowhere without a row, and whose rows are never torn apart.
 * A digest is set small enough to stay whole on its line.
 * @param right columns of figures, which stand under their last digit
 */
export function ruledTable(head: readonly string[], rows: readonly (readonly string[])[], widths: (number | '*' | 'auto')[] = head.map(() => 'auto' as const), right: readonly number[] = []): Content {
  const cells = (row: readonly string[], style: string): Content[] => row.map((text, index) => ({ text, style: DIGEST.test(text) ? 'digest' : style, ...(right.includes(index) ? { alignment: 'right' as const } : {}) }));
  return { table: { headerRows: 1, keepWithHeaderRows: rows.length ? 1 : 0, dontBreakRows: true, widths, body: [cells(head, 'tableHead'), ...rows.map((row) => cells(row, 'table'))] }, marginBottom: 8 };
}
