import type { FastifyReply } from 'fastify';
import { attach } from '../http/attachment.js';
import { sheetErrors } from './sheets.errors.js';
import { CSV_TYPE, writeCsv, writeWorkbook, XLSX_TYPE, type OutgoingTable } from './workbook.js';

const MOST_ROWS = 100_000;
/** What a list reads for its export: one row more than is sent, by which a list too long is known. */
export const EXPORT_LIMIT = MOST_ROWS + 1;

/**
 * A table on its way out as a file under its own title or a name given; a workbook unless asked for otherwise.
 * @throws sheet.tooLong rather than leave out the last rows without a word
 */
export async function sendTable(reply: FastifyReply, table: OutgoingTable, format: string = 'xlsx', name = table.title): Promise<Buffer> {
  if (table.rows.length > MOST_ROWS) throw sheetErrors['sheet.tooLong']({ most: MOST_ROWS });
  const csv = format === 'csv';
  attach(reply, `${name}.${csv ? 'csv' : 'xlsx'}`, csv ? CSV_TYPE : XLSX_TYPE);
  return csv ? writeCsv(table) : writeWorkbook(table);
}
