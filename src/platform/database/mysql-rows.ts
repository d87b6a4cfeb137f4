import type { Connection } from 'mysql2';
import type { StoredValue } from './stored-value.js';

/** Hands over a statement's rows one by one, as lists of values. */
export function eachOf(connection: Connection, sql: string, values: unknown[], take: (values: readonly StoredValue[]) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: unknown;
    const query = connection.query({ sql, values, rowsAsArray: true });
    query.on('result', (row: unknown) => {
      if (failed) return;
      try {
        take(row as readonly StoredValue[]);
      } catch (error) {
        failed = error;
      }
    });
    query.on('error', reject);
    query.on('end', () => (failed ? reject(failed as Error) : resolve()));
  });
}
