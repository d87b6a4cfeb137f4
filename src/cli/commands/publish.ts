import type { Command } from 'commander';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Actor } from '../../kernel/actor.js';
import { withApplication } from '../application.js';
import { cliErrors } from '../cli.errors.js';
import type { CliIo } from '../io.js';

interface PublishOptions {
  period: string;
  as: string;
}

export function registerPublish(program: Command, io: CliIo): void {
  program
    .command('publish')
    .description('发布一个公示期满的考核期 / publish a period whose public notice is over')
    .requiredOption('--period <period>', '考核期，如 2026-10 / evaluation period, such as 2026-10')
    .requiredOption('--as <username>', '以谁的名义：须有发布结果的权限 / in whose name: must hold the right to publish results')
    .action(async ({ period, as }: PublishOptions) => {
      const published = await withApplication((app) => publish(app, as, period));
      io.stdout.write(`${JSON.stringify(published)}\n`);
    });
}

async function publish(app: NestFastifyApplication, username: string, period: string): Promise<{ period: string; status: string; groups: { key: string; size: number; digest: string | null }[] }> {
  const [{ ClosingService }, { ClosingViews }] = await Promise.all([import('../../ranking/closing/closing.service.js'), import('../../ranking/closing/closing-views.js')]);
  const actor = await actorNamed(app, username);
  await app.get(ClosingService).publish(actor, period);
  const { status, groups } = await app.get(ClosingViews).view(actor, period);
  return { period, status, groups: groups.map(({ key, size, digest }) => ({ key, size, digest })) };
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
