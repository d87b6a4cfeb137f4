import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { DataSource, EntityManager, EntityMetadata } from 'typeorm';
import { backupErrors } from './backup.errors.js';

const FORMAT = 'judge-performance-backup/1';
const PAGE = 2_000;
const INSERT_ROWS = 200;

type Row = Record<string, unknown>;
type Report = (table: string, rows: number) => void;

/**
 * Every table as lines of JSON, compressed, closed by a digest. Engine-neutral: what was saved from
 * SQLite restores into MariaDB and the reverse. Written beside and renamed, so that a file with the
 * final name is always whole.
 * @returns rows written
 */
export async function writeBackup(dataSource: DataSource, path: string, at: string, report: Report): Promise<number> {
  const partial = `${path}.partial`;
  const zip = createGzip();
  const file = zip.pipe(createWriteStream(partial, { mode: 0o600 }));
  const digest = createHash('sha256');
  const line = async (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`;
    digest.update(text);
    if (!zip.write(text)) await once(zip, 'drain');
  };
  let rows = 0;
  try {
    await dataSource.transaction(async (manager) => {
      await line({ format: FORMAT, structure: structureOf(dataSource), at });
      for (const table of dataSource.entityMetadatas) {
        const count = await saveTable(manager, table, line);
        rows += count;
        report(table.tableName, count);
      }
    });
    zip.write(`${JSON.stringify({ digest: digest.digest('hex') })}\n`);
    zip.end();
    await finished(file);
    await rename(partial, path);
  } catch (error) {
    zip.destroy();
    await rm(partial, { force: true });
    throw error;
  }
  return rows;
}

async function saveTable(manager: EntityManager, table: EntityMetadata, line: (value: unknown) => Promise<void>): Promise<number> {
  const quote = (name: string) => manager.dataSource.driver.escape(name);
  const keys = table.primaryColumns.map(({ databaseName }) => quote(databaseName)).join(', ');
  let count = 0;
  for (;;) {
    const page: Row[] = await manager.query(`SELECT * FROM ${quote(table.tableName)} ORDER BY ${keys} LIMIT ${PAGE} OFFSET ${count}`);
    for (const row of page) await line([table.tableName, Object.fromEntries(Object.entries(row).map(([name, value]) => [name, packed(value)]))]);
    count += page.length;
    if (page.length < PAGE) return count;
  }
}

const packed = (value: unknown): unknown => (Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value);
const unpacked = (value: unknown): unknown =>
  value !== null && typeof value === 'object' ? Buffer.from((value as { base64: string }).base64, 'base64') : value;

/** Restores into an empty, migrated database: whole or not at all. The digest is checked before the first row is written. */
export async function restoreBackup(dataSource: DataSource, path: string, report: Report): Promise<number> {
  await verifyBackup(dataSource, path);
  const tables = new Map(dataSource.entityMetadatas.map((table) => [table.tableName, table]));
  return dataSource.transaction(async (manager) => {
    for (const { tableName } of tables.values()) {
      const [held] = (await manager.query(`SELECT 1 AS held FROM ${dataSource.driver.escape(tableName)} LIMIT 1`)) as Row[];
      if (held) throw backupErrors['backup.notEmpty']({ table: tableName });
    }
    let rows = 0;
    let current: string | null = null;
    let waiting: Row[] = [];
    const flush = async () => {
      if (current && waiting.length) await insertRows(manager, current, waiting);
      rows += waiting.length;
      waiting = [];
    };
    for await (const value of readLines(path)) {
      if (!Array.isArray(value)) continue;
      const [name, row] = value as [string, Row];
      if (name !== current || waiting.length >= INSERT_ROWS) await flush();
      if (name !== current && current) report(current, rows);
      current = name;
      waiting.push(row);
    }
    await flush();
    return rows;
  });
}

async function insertRows(manager: EntityManager, table: string, rows: Row[]): Promise<void> {
  const quote = (name: string) => manager.dataSource.driver.escape(name);
  const columns = Object.keys(rows[0]!);
  const tuple = `(${columns.map(() => '?').join(', ')})`;
  const values = rows.flatMap((row) => columns.map((name) => unpacked(row[name])));
  await manager.query(`INSERT INTO ${quote(table)} (${columns.map(quote).join(', ')}) VALUES ${rows.map(() => tuple).join(', ')}`, values);
}

async function verifyBackup(dataSource: DataSource, path: string): Promise<void> {
  const digest = createHash('sha256');
  let head: { format?: string; structure?: string } | null = null;
  let claimed: string | null = null;
  try {
    for await (const text of textLines(path)) {
      const value = JSON.parse(text) as { format?: string; structure?: string; digest?: string };
      head ??= value;
      if (value.digest) claimed = value.digest;
      else digest.update(`${text}\n`);
    }
  } catch {
    throw head?.format === FORMAT ? backupErrors['backup.damaged']() : backupErrors['backup.notABackup']({ path });
  }
  if (head?.format !== FORMAT) throw backupErrors['backup.notABackup']({ path });
  if (claimed !== digest.digest('hex')) throw backupErrors['backup.damaged']();
  const ours = structureOf(dataSource);
  if (head.structure !== ours) throw backupErrors['backup.otherRelease']({ theirs: head.structure ?? '–', ours });
}

const structureOf = (dataSource: DataSource): string => dataSource.migrations.map(({ name }) => name ?? '').join(',');

function textLines(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path).pipe(createGunzip()), crlfDelay: Infinity });
}

async function* readLines(path: string): AsyncGenerator<unknown> {
  for await (const text of textLines(path)) yield JSON.parse(text);
}
