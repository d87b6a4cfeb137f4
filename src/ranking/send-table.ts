import type { FastifyReply } from 'fastify';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import { sheetErrors } from '../platform/sheets/sheets.errors.js';
import { CSV_TYPE, writeCsv, writeWorkbook, XLSX_TYPE, type OutgoingTable } from '../platform/sheets/workbook.js';

/** Sends a table as a file under a name of its own. @throws sheet.tooLong rather than leave out the last rows without a word */
export async function sendTable(reply: FastifyReply, table: OutgoingTable, name: string, format: string | undefined): Promise<void> {
  if (table.rows.length >= EXPORT_LIMIT) throw sheetErrors['sheet.tooLong']({ most: EXPORT_LIMIT - 1 });
  const isCsv = format === 'csv';
  const bytes = isCsv ? writeCsv(table) : await writeWorkbook(table);
  const file = `${name}.${isCsv ? 'csv' : 'xlsx'}`;
  await reply
    .header('content-type', isCsv ? CSV_TYPE : XLSX_TYPE)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file)}`)
    .send(bytes);
}
