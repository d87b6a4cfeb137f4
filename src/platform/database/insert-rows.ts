import type { Database } from './database.js';
import type { StoredValue } from './stored-value.js';

/** SQLite takes 32 766 parameters in a statement. */
const MOST_PARAMETERS = 30_000;

/** Multi-row inserts of values already in their stored form (hundredths, day text); for many rows of one table. */
export async function insertRows<Column extends string>(
  database: Database,
  table: string,
  columns: readonly Column[],
  rows: readonly Record<Column, StoredValue>[],
): Promise<void> {
  const most = Math.floor(MOST_PARAMETERS / columns.length);
  const one = `(${columns.map(() => '?').join(',')})`;
  for (let from = 0; from < rows.length; from += most) {
    const part = rows.slice(from, from + most);
    const values = part.flatMap((row) => columns.map((column) => (typeof row[column] === 'boolean' ? Number(row[column]) : row[column])));
    // Both engines read back-quoted names; some of them are reserved words.
    const names = columns.map((column) => `\`${column}\``).join(',');
    await database.manager.query(`INSERT INTO ${table} (${names}) VALUES ${part.map(() => one).join(',')}`, values);
  }
}
