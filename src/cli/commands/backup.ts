import { resolve } from 'node:path';
import type { Command } from 'commander';
import { withDatabase } from '../application.js';
import { note, type CliIo } from '../io.js';

export function registerBackup(program: Command, io: CliIo): void {
  program
    .command('backup')
    .description('备份全部数据到一个文件，两种数据库通用 / save everything to one file, the same for both databases')
    .requiredOption('--output <file>', '备份文件，如 2026-11-09.backup.gz / the file to write')
    .action(async ({ output }: { output: string }) => {
      const { writeBackup } = await import('../../platform/backup/backup.js');
      const path = resolve(output);
      const rows = await withDatabase((dataSource) => writeBackup(dataSource, path, new Date().toISOString(), progress(io)));
      io.stdout.write(`${JSON.stringify({ file: path, rows })}\n`);
    });

  program
    .command('restore')
    .description('从备份恢复到空数据库，全部成功或不做改动 / restore a backup into an empty database, whole or not at all')
    .requiredOption('--input <file>', '备份文件 / the backup')
    .action(async ({ input }: { input: string }) => {
      const { restoreBackup } = await import('../../platform/backup/backup.js');
      const path = resolve(input);
      const rows = await withDatabase((dataSource) => restoreBackup(dataSource, path, progress(io)));
      io.stdout.write(`${JSON.stringify({ file: path, rows })}\n`);
    });
}

function progress(io: CliIo): (table: string, rows: number) => void {
  return (table, rows) => {
    if (rows > 0) note(io, `${table}：${rows} 行`, `${table}: ${rows} rows`);
  };
}
