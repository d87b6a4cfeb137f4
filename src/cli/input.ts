import { readFile } from 'node:fs/promises';
import { readCsv } from '../platform/sheets/csv.js';
import { pickColumns, type Column, type NamedRows } from '../platform/sheets/columns.js';
import { cliErrors } from './cli.errors.js';
import { note, type CliIo } from './io.js';

/** The rows of the file named by `--input` (`-` is standard input), with a note of columns that were not used. */
export async function readTable<Name extends string>(
  path: string,
  columns: readonly Column<Name>[],
  io: CliIo,
): Promise<NamedRows<Name>> {
  const table = pickColumns(readCsv(await readBytes(path, io)), columns);
  if (table.ignored.length)
    note(io, `未使用的列：${table.ignored.join('、')}`, `Columns not used: ${table.ignored.join(', ')}`);
  if (table.rows.length === 0) note(io, '只有表头，没有数据行。', 'There is a header but no data.');
  return table;
}

/** The file at `path`; `-` is standard input. */
export async function readBytes(path: string, io: CliIo): Promise<Buffer> {
  return path === '-' ? readAll(io.stdin) : readNamed(path);
}

async function readAll(stream: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

export async function readNamed(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw cliErrors['cli.inputNotFound']({ path });
    if (code === 'EISDIR') throw cliErrors['cli.inputIsFolder']({ path });
    throw cliErrors['cli.inputUnreadable']({ path, reason: code ?? message });
  }
}
