import type { FastifyReply } from 'fastify';
import { attach } from '../http/attachment.js';
import { sheetErrors } from './sheets.errors.js';
import { CSV_TYPE, writeCsv, writeWorkbook, XLSX_TYPE, type OutgoingTable } from './workbook.js';

const MOST_ROWS = 100_000;
/** What a list reads for its export: one row more than is sent, by which a list too long is known. */
export const EXPORT_LIMIT = MOST_ROWS + 1;

/**
 * A table on its way out as a file under its own title; a workbook unless asked for otherwise.
 * @throws sheet.tooLong rather than leave out the last rows without a word
 */
export async function sendTable(reply: FastifyReply, table: OutgoingTable, format: 'xlsx' | 'csv' = 'xlsx'): Promise<Buffer> {
  if (table.rows.length > MOST_ROWS) throw sheetErrors['sheet.tooLong']({ most: MOST_ROWS });
  attach(reply, `${table.title}.${format}`, format === 'csv' ? CSV_TYPE : XLSX_TYPE);
  return format === 'csv' ? writeCsv(table) : writeWorkbook(table);
}
