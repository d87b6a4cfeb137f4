import type { FastifyReply } from 'fastify';
import { CSV_TYPE, writeCsv, writeWorkbook, XLSX_TYPE, type OutgoingTable } from '../platform/sheets/workbook.js';

/** Sends a table as a file under a name of its own. */
export async function sendTable(reply: FastifyReply, table: OutgoingTable, name: string, format: string | undefined): Promise<void> {
  const isCsv = format === 'csv';
  const bytes = isCsv ? writeCsv(table) : await writeWorkbook(table);
  const file = `${name}.${isCsv ? 'csv' : 'xlsx'}`;
  await reply
    .header('content-type', isCsv ? CSV_TYPE : XLSX_TYPE)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file)}`)
    .send(bytes);
}
