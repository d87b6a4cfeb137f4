import type { Fault } from '../kernel/domain-error.js';
import type { Sheet } from '../platform/sheets/sheet.js';
import { importErrors } from './case-import.errors.js';
import { FIELD_KINDS, type FieldName, type ImportMapping } from './import-mapping.js';
import { pseudonymOf, splitPeople } from './import-people.js';

interface FoundColumn {
  index: number;
  title: string;
}

export interface ImportColumns {
  caseNumber: FoundColumn;
  fields: ReadonlyMap<FieldName, FoundColumn[]>;
  unused: string[];
}

/**
 * Finds where the mapping's columns stand in this file.
 * @throws DomainError `caseImport.columns` with every needed column that is missing or stands twice
 */
export function findColumns(sheet: Sheet, mapping: ImportMapping): ImportColumns {
  const faults: Fault[] = [];
  const used = new Set<number>();
  const find = (titles: readonly string[]): FoundColumn[] =>
    titles.flatMap((title) => {
      const places = sheet.header.flatMap((one, index) => (sameTitle(one, title) ? [{ index, title: one }] : []));
      for (const { index } of places) used.add(index);
      if (places.length > 1)
        faults.push({ path: title, zh: `“${title}”列出现了 ${places.length} 次。请只保留一列。`, en: `The column "${title}" stands ${places.length} times. Keep one.` });
      return places.slice(0, 1);
    });
  const missing = (titles: readonly string[]) =>
    faults.push({ path: titles[0] ?? '', zh: `缺少“${titles.join('”或“')}”列。请在第一行补上列名。`, en: `The column "${titles.join('" or "')}" is missing. Add it to the first row.` });

  const [caseNumber] = find(mapping.caseNumber.columns);
  if (!caseNumber) missing(mapping.caseNumber.columns);
  const fields = new Map<FieldName, FoundColumn[]>();
  for (const [name, { columns, required }] of mapping.fields) {
    const found = find(columns);
    fields.set(name, found);
    if (required && found.length === 0) missing(columns);
  }
  if (faults.length || !caseNumber) throw importErrors['caseImport.columns']({ count: faults.length, mapping: mapping.title }, faults);
  return { caseNumber, fields, unused: sheet.header.filter((title, index) => title !== '' && !used.has(index)) };
}

/** The same table with every name replaced before anything is stored, so that no real name is ever written. */
export function pseudonymised(sheet: Sheet, mapping: ImportMapping, key: Buffer): Sheet {
  const { fields } = findColumns(sheet, mapping);
  const places = new Set([...fields].filter(([name]) => isPerson(name)).flatMap(([, columns]) => columns.map(({ index }) => index)));
  const hide = (cell: string): string =>
    cell.trim() === '' || mapping.blanks.has(cell.trim()) ? cell : splitPeople(cell).map((name) => pseudonymOf(name, key)).join('、');
  return {
    header: sheet.header,
    rows: sheet.rows.map(({ row, cells }) => ({ row, cells: cells.map((cell, index) => (places.has(index) ? hide(cell) : cell)) })),
  };
}

function isPerson(name: FieldName): boolean {
  return FIELD_KINDS[name] === 'person' || FIELD_KINDS[name] === 'people';
}

function sameTitle(title: string, name: string): boolean {
  return title.trim().toLowerCase() === name.toLowerCase();
}
