import type { FastifyReply } from 'fastify';
import { attach } from '../http/attachment.js';
import { CSV_TYPE, writeCsv, writeWorkbook, XLSX_TYPE, type OutgoingTable } from './workbook.js';

/** A table on its way out as a file under its own title. */
export async function sendTable(reply: FastifyReply, table: OutgoingTable, format: 'xlsx' | 'csv'): Promise<Buffer> {
  attach(reply, `${table.title}.${format}`, format === 'csv' ? CSV_TYPE : XLSX_TYPE);
  return format === 'csv' ? writeCsv(table) : writeWorkbook(table);
}
