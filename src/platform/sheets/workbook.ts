import { Workbook, type CellValue, type Worksheet } from '@cj-tech-master/excelts';
import { stringify } from 'csv-stringify/sync';
import { readCsv } from './csv.js';
import { sheetErrors } from './sheets.errors.js';
import type { Sheet, SheetRow } from './sheet.js';

/** A table going out: what is on the screen, row for row. */
export interface OutgoingTable {
  /** Name of the worksheet, 31 characters at most. */
  title: string;
  head: string[];
  rows: string[][];
}

/** A cell to be filled and given a note; `row` counts as a spreadsheet does, `column` is a title of the header. */
export interface CellMark {
  row: number;
  column: string;
  note: string;
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV_TYPE = 'text/csv; charset=utf-8';

const FAULT_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } } as const;
const HEAD_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EFF6' } } as const;
const FORMULA_START = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;
const BYTE_ORDER_MARK = '\ufeff';

/** Reads what was sent by its content, not by its name: an XLSX workbook (first sheet) or a CSV text. */
export async function readSheet(bytes: Buffer): Promise<Sheet> {
  return bytes.subarray(0, 2).toString('latin1') === 'PK' ? readWorkbook(bytes) : readCsv(bytes);
}

/**
 * The first sheet of a workbook as text: dates as `2026-10-01`, numbers in full, formulas by their last result.
 * @throws DomainError `sheet.workbook`, `sheet.empty`
 */
export async function readWorkbook(bytes: Buffer): Promise<Sheet> {
  const workbook = new Workbook();
  try {
    await workbook.xlsx.load(bytes);
  } catch {
    throw sheetErrors['sheet.workbook']();
  }
  const [worksheet] = workbook.worksheets;
  const rows: SheetRow[] = [];
  worksheet?.eachRow((row, number) => {
    const cells = Array.from({ length: row.cellCount }, (_, index) => cellText(row.getCell(index + 1).value));
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ row: number, cells });
  });
  const [header, ...data] = rows;
  if (!header) throw sheetErrors['sheet.empty']();
  return { header: header.cells.map((cell) => cell.trim()), rows: data };
}

function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return instantText(value);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value && Array.isArray(value.richText)) return value.richText.map(({ text }) => text).join('');
  if ('result' in value) return cellText(value.result as CellValue);
  if ('text' in value) return cellText(value.text as CellValue);
  if ('error' in value) return String(value.error);
  return '';
}

/** A day without a time of day stays a day. */
function instantText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const text = value.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}

/** Every cell is text, so that no spreadsheet program runs a formula somebody typed into a name. */
export async function writeWorkbook(table: OutgoingTable, marks: readonly CellMark[] = []): Promise<Buffer> {
  const workbook = new Workbook();
  const worksheet = workbook.addWorksheet(table.title, { views: [{ state: 'frozen', ySplit: 1 }] });
  fill(worksheet, table);
  for (const { row, column, note } of merged(marks)) {
    const place = table.head.indexOf(column);
    // A fault of a column that is not there belongs to the row: it is told in its first cell.
    const cell = worksheet.getRow(row).getCell(place < 0 ? 1 : place + 1);
    cell.fill = FAULT_FILL;
    cell.note = note;
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Several tables as sheets of one workbook. */
export async function writeBook(tables: readonly OutgoingTable[]): Promise<Buffer> {
  const workbook = new Workbook();
  for (const table of tables) fill(workbook.addWorksheet(table.title.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] }), table);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function fill(worksheet: Worksheet, { head, rows }: OutgoingTable): void {
  worksheet.addRow(head).eachCell((cell) => {
    cell.fill = HEAD_FILL;
    cell.font = { bold: true };
  });
  for (const row of rows) worksheet.addRow(row);
  head.forEach((title, index) => {
    const column = worksheet.getColumn(index + 1);
    column.numFmt = '@';
    column.width = Math.min(40, Math.max(12, title.length * 2, ...rows.slice(0, 50).map((row) => (row[index] ?? '').length + 2)));
  });
}

function merged(marks: readonly CellMark[]): CellMark[] {
  const places = new Map<string, CellMark>();
  for (const mark of marks) {
    const key = `${mark.row} ${mark.column}`;
    const before = places.get(key);
    places.set(key, before ? { ...before, note: `${before.note}\n${mark.note}` } : mark);
  }
  return [...places.values()];
}

/** CSV for spreadsheet programs: with BOM, and an apostrophe before what they would take for a formula. */
export function writeCsv({ head, rows }: Pick<OutgoingTable, 'head' | 'rows'>): Buffer {
  const safe = [head, ...rows].map((row) => row.map(harmless));
  return Buffer.from(BYTE_ORDER_MARK + stringify(safe, { record_delimiter: 'windows' }), 'utf8');
}

/** @example harmless('=1+1') // "'=1+1"; harmless('-5.00') // '-5.00' */
export function harmless(cell: string): string {
  return FORMULA_START.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}
