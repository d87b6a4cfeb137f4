import type { Language, Sentence } from '../../kernel/domain-error.js';
import type { Column } from './columns.js';
import type { Sheet, SheetFault } from './sheet.js';
import { writeWorkbook } from './workbook.js';

/** The sheet as it came, row for row, its faulty cells filled and noted with what is wrong and what to do. */
export function markedSheet(sheet: Sheet, faults: readonly SheetFault[], columns: readonly Column<string>[], title: string, language: Language): Promise<Buffer> {
  const cells = new Map(sheet.rows.map((row) => [row.row, row.cells]));
  const last = Math.max(1, ...cells.keys());
  const rows = Array.from({ length: last - 1 }, (_, index) => cells.get(index + 2) ?? []);
  const marks = faults.map(({ row, column, what, fix }) => ({ row: row ?? 1, column: titleIn(sheet, columns, column), note: `${what[language]} ${fix[language]}` }));
  return writeWorkbook({ title, head: sheet.header, rows }, marks);
}

/** As the file itself calls the column. */
function titleIn({ header }: Sheet, columns: readonly Column<string>[], field: string): string {
  const zh = columns.find(({ name }) => name === field)?.zh;
  return header.find((title) => title.trim().toLowerCase() === field.toLowerCase() || title.trim() === zh) ?? header[0] ?? field;
}

/** What is wrong and what to do, from a fault that says both in one breath: the first sentence, and the rest. */
export function inTwo({ zh, en }: Sentence): [what: Sentence, fix: Sentence] {
  const cut = (text: string, end: string): [string, string] => {
    const at = text.indexOf(end);
    return at < 0 ? [text, ''] : [text.slice(0, at + 1), text.slice(at + end.length).trim()];
  };
  const [what, fix] = cut(zh, '。');
  const [whatEn, fixEn] = cut(en, '. ');
  return [{ zh: what, en: whatEn }, { zh: fix, en: fixEn }];
}
