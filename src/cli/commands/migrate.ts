import type { Command } from 'commander';
import { withDatabase } from '../application.js';
import type { CliIo } from '../io.js';

export function registerMigrate(program: Command, io: CliIo): void {
  program
    .command('migrate')
    .description('把数据库升级到本版本的结构 / bring the database to this release’s structure')
    .action(async () => {
      const applied = await withDatabase((dataSource) => dataSource.runMigrations(), { migrate: false });
      io.stdout.write(`${JSON.stringify({ applied: applied.map(({ name }) => name) })}\n`);
    });
}
