import { sheetErrors } from '../platform/sheets/sheets.errors.js';
import { sheetFault, type SheetFault } from '../platform/sheets/sheet.js';
import type { NamedRow } from '../platform/sheets/columns.js';

const DECIMAL = /^[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,2})?$/;
const COUNT = /^\d{1,15}(\.0+)?$/;

/** Reads the cells of the rows one by one and keeps every fault, so that all are reported at once. */
export class CellReader<Name extends string> {
  constructor(private readonly faults: SheetFault[]) {}

  text(row: NamedRow<Name>, column: Name): string {
    const value = row.values[column];
    if (value === '') this.missing(row, column);
    return value;
  }

  /** Exact decimal text; full-width digits are accepted. */
  decimal(row: NamedRow<Name>, column: Name): string {
    const value = row.values[column].normalize('NFKC');
    if (value === '') this.missing(row, column);
    else if (!DECIMAL.test(value))
      this.fault(row, column, { zh: `“${row.values[column]}”不是数字。`, en: `"${row.values[column]}" is not a number.` }, {
        zh: '请写成普通数字，如 93.5，不带单位、百分号和千分位逗号。',
        en: 'Write a plain number such as 93.5, without unit, per cent sign or thousands separator.',
      });
    else return value;
    return '0';
  }

  /** A whole number of cases, zero or more. */
  count(row: NamedRow<Name>, column: Name): number {
    const value = row.values[column].normalize('NFKC');
    if (value === '') this.missing(row, column);
    else if (!COUNT.test(value))
      this.fault(
        row,
        column,
        { zh: `“${row.values[column]}”不是件数。`, en: `"${row.values[column]}" is not a number of cases.` },
        { zh: '请写成不小于零的整数，不带单位和千分位逗号。', en: 'Write a whole number, zero or more, without unit or thousands separator.' },
      );
    else return Number(value);
    return 0;
  }

  fault(row: NamedRow<Name>, column: Name, what: { zh: string; en: string }, fix: { zh: string; en: string }): void {
    this.faults.push(sheetFault({ row: row.row, column, value: row.values[column] }, what, fix));
  }

  /** @throws DomainError `sheet.rows` with every fault, in the order of the rows, if there was one */
  finish(): void {
    if (this.faults.length)
      throw sheetErrors['sheet.rows']({ count: this.faults.length }, [...this.faults].sort((a, b) => (a.row ?? 0) - (b.row ?? 0)));
  }

  private missing(row: NamedRow<Name>, column: Name): void {
    this.fault(
      row,
      column,
      { zh: `“${column}”没有填写。`, en: `"${column}" is empty.` },
      { zh: '请补上；缺数不能当作零。', en: 'Fill it in; a missing value is not a zero.' },
    );
  }
}
