import type { Command } from 'commander';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Actor } from '../../kernel/actor.js';
import type { PeriodStateView } from '../../ranking/dto/period.dto.js';
import { withApplication } from '../application.js';
import { cliErrors } from '../cli.errors.js';
import type { CliIo } from '../io.js';

interface PublishOptions {
  period: string;
  as: string;
  close?: true;
}

export function registerPublish(program: Command, io: CliIo): void {
  program
    .command('publish')
    .description('发布一个已结束的考核期；--close 先结束再发布 / publish a closed period; --close closes it first')
    .requiredOption('--period <period>', '考核期，如 2026-10 / evaluation period, such as 2026-10')
    .requiredOption('--as <username>', '以谁的名义：须有结束、发布考核期的权限 / in whose name: must hold the right to close and publish')
    .option('--close', '先结束考核期 / close the period first')
    .action(async ({ period, as, close }: PublishOptions) => {
      const published = await withApplication((app) => publish(app, as, period, close === true));
      io.stdout.write(`${JSON.stringify(published)}\n`);
    });
}

async function publish(app: NestFastifyApplication, username: string, period: string, closeFirst: boolean): Promise<PeriodStateView> {
  const { PeriodsService } = await import('../../ranking/periods.service.js');
  const actor = await actorNamed(app, username);
  const periods = app.get(PeriodsService);
  if (closeFirst) await periods.close(actor, period);
  return periods.publish(actor, period);
}

/** The account's own rights decide, on the command line as on the page. */
async function actorNamed(app: NestFastifyApplication, username: string): Promise<Actor> {
  const [{ Database }, { UserAccount }, { SessionsService }, { newId }] = await Promise.all([
    import('../../platform/database/database.js'),
    import('../../platform/identity/identity.entities.js'),
    import('../../platform/identity/sessions.service.js'),
    import('../../platform/ids.js'),
  ]);
  const account = await app.get(Database).repository(UserAccount).findOneBy({ username: username.trim().toLowerCase() });
  if (!account || account.disabledAt) throw cliErrors['cli.whichAccount']({ username });
  return app.get(SessionsService).actorFor(account, { ip: 'local', userAgent: 'cli', requestId: newId(), language: 'zh' });
}
