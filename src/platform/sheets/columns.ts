import { sheetErrors } from './sheets.errors.js';
import { sheetFault, type Sheet, type SheetFault } from './sheet.js';

/** A column a reader needs, under its English or its Chinese name. */
export interface Column<Name extends string> {
  name: Name;
  zh: string;
}

export interface NamedRow<Name extends string> {
  row: number;
  values: Record<Name, string>;
}

export interface NamedRows<Name extends string> {
  rows: NamedRow<Name>[];
  /** Columns of the file that nobody asked for. */
  ignored: string[];
  /** Rows with more fields than the header; their columns cannot be trusted. */
  faults: SheetFault[];
}

/**
 * Finds the columns wanted, in whatever order they stand and with either name, and trims their values.
 * @throws DomainError `sheet.columns` with a fault for each column that is missing or stands twice
 */
export function pickColumns<Name extends string>(sheet: Sheet, wanted: readonly Column<Name>[]): NamedRows<Name> {
  const faults: SheetFault[] = [];
  const places = new Map<Name, number>();
  for (const { name, zh } of wanted) {
    const found = sheet.header.flatMap((title, index) => (sameTitle(title, name) || sameTitle(title, zh) ? [index] : []));
    if (found.length === 1) places.set(name, found[0]!);
    else
      faults.push(
        sheetFault(
          { row: 1, column: name, value: sheet.header.join(',') },
          found.length
            ? { zh: `“${name}”列出现了 ${found.length} 次。`, en: `The column "${name}" stands ${found.length} times.` }
            : { zh: `缺少“${name}”列（或写作“${zh}”）。`, en: `The column "${name}" (or ${zh}) is missing.` },
          found.length
            ? { zh: '请只保留一列。', en: 'Keep one of them.' }
            : { zh: '请在第一行补上列名。', en: 'Add its name to the first row.' },
        ),
      );
  }
  if (faults.length) throw sheetErrors['sheet.columns']({ count: faults.length }, faults);
  const taken = new Set(places.values());
  return {
    rows: sheet.rows.map(({ row, cells }) => ({
      row,
      values: Object.fromEntries(wanted.map(({ name }) => [name, (cells[places.get(name)!] ?? '').trim()])) as Record<Name, string>,
    })),
    ignored: sheet.header.filter((title, index) => title !== '' && !taken.has(index)),
    faults: sheet.rows.flatMap(({ row, cells }) => tooManyFields(row, cells, sheet.header.length)),
  };
}

function sameTitle(title: string, name: string): boolean {
  return title.trim().toLowerCase() === name.toLowerCase();
}

function tooManyFields(row: number, cells: readonly string[], columns: number): SheetFault[] {
  const extra = cells.slice(columns);
  if (extra.every((cell) => cell.trim() === '')) return [];
  return [
    sheetFault(
      { row, column: '', value: extra.join(',') },
      { zh: `这一行比表头多 ${extra.length} 格。`, en: `This row has ${extra.length} more fields than the header.` },
      { zh: '格内有逗号的，请把整格放在引号内；数字请去掉千分位逗号。', en: 'Quote a field that holds a comma, and write numbers without thousands separators.' },
    ),
  ];
}
