import type { Fault, Sentence } from '../../kernel/domain-error.js';

/** A table as it was sent, whatever file it came in. */
export interface Sheet {
  header: string[];
  /** Without the header and without rows that are empty from end to end. */
  rows: SheetRow[];
}

export interface SheetRow {
  /** As a spreadsheet counts: the header is row 1, empty rows count. */
  row: number;
  cells: string[];
}

/** One thing wrong in a table: where, what was there, what is wrong, what to do. */
export interface SheetFault extends Fault {
  row: number | null;
  column: string;
  value: string;
  what: Sentence;
  fix: Sentence;
}

/** @example sheetFault({ row: 3, column: 'score', value: 'abc' }, what, fix).path // 'row 3, score' */
export function sheetFault(place: { row: number | null; column: string; value: string }, what: Sentence, fix: Sentence): SheetFault {
  const path = [place.row === null ? '' : `row ${place.row}`, place.column].filter((part) => part !== '').join(', ');
  return { ...place, path, what, fix, zh: `${what.zh}${fix.zh}`, en: `${what.en} ${fix.en}` };
}
