import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Option, type Command } from 'commander';
import type { DataScope } from '../../kernel/actor.js';
import type { AccountsService } from '../../platform/identity/accounts.service.js';
import { ROLES, type RoleName } from '../../platform/permissions/permissions.js';
import { withApplication } from '../application.js';
import { cliErrors } from '../cli.errors.js';
import { writeRows, type CliIo } from '../io.js';

const SCOPES: DataScope[] = ['self', 'division', 'divisionAndBelow', 'court', 'subordinateCourts'];

interface GrantOptions {
  role: RoleName;
  scope: DataScope;
  from: string;
  division?: string;
  reason: string;
}

/** Logins from the server's own command line: the first administrators, and the day nobody can sign in. Every change is on the trail. */
export function registerUser(program: Command, io: CliIo): void {
  const user = program.command('user').description('账号 / accounts');
  const say = (answer: object) => io.stdout.write(`${JSON.stringify(answer)}\n`);

  user
    .command('list')
    .description('列出账号 / list accounts')
    .action(() =>
      onAccounts(async (_, app) => {
        const [{ Database }, { UserAccount }] = await Promise.all([import('../../platform/database/database.js'), import('../../platform/identity/identity.entities.js')]);
        const accounts = await app.get(Database).repository(UserAccount).find({ order: { username: 'ASC' } });
        writeRows(io, accounts.map(({ username, displayName, mustChangePassword, lockedUntil, disabledAt }) => JSON.stringify({ username, displayName, mustChangePassword, lockedUntil, disabledAt })));
      }),
    );

  user
    .command('create <username>')
    .description('新建账号，初始口令只显示一次 / create an account; its first password is shown once')
    .requiredOption('--name <name>', '显示姓名 / display name')
    .option('--court <code>', '法院代字，如 苏0102；只有一家法院时可省略 / court code; may be left out where there is one court')
    .action((username: string, { name, court }: { name: string; court?: string }) =>
      onAccounts(async (accounts, app) => {
        const { courtId } = await import('../results.js');
        const wanted = { courtId: await courtId(app, court), personId: null, username, displayName: name, mustChangePassword: true };
        const { account, password } = await accounts.createAccount(wanted);
        say({ username: account.username, password });
      }),
    );

  user
    .command('reset <username>')
    .description('重置口令，新口令只显示一次 / reset the password; the new one is shown once')
    .action((username: string) => onAccounts(async (accounts) => say({ username, password: await accounts.resetPassword(await accounts.byUsername(username)) })));

  user
    .command('disable <username>')
    .description('停用账号，立即下线 / disable an account; it is signed out at once')
    .requiredOption('--reason <text>', '原因 / reason')
    .action((username: string, { reason }: { reason: string }) =>
      onAccounts(async (accounts) => {
        await accounts.disable(await accounts.byUsername(username), reason);
        say({ username, disabled: true });
      }),
    );

  user
    .command('grant <username>')
    .description('直接授权，供首次启用 / grant a role at once, for the first start')
    .addOption(new Option('--role <role>', '角色 / role').choices(Object.keys(ROLES)).makeOptionMandatory())
    .addOption(new Option('--scope <scope>', '范围 / scope').choices(SCOPES).default('court'))
    .option('--division <id>', '庭室编号 / unit id')
    .requiredOption('--from <day>', '生效日 / first day, 2026-11-09')
    .requiredOption('--reason <text>', '依据 / reason')
    .action((username: string, { role, scope, division, from, reason }: GrantOptions) =>
      withApplication(async (app) => {
        const [{ AccountsService: Accounts }, { GrantsService: Grants }, { isDay }] = await Promise.all([
          import('../../platform/identity/accounts.service.js'),
          import('../../platform/identity/grants.service.js'),
          import('../../kernel/day.js'),
        ]);
        if (!isDay(from)) throw cliErrors['cli.usage']({ zh: `“${from}”不是日期，请写成 2026-11-09`, en: `"${from}" is not a day; write it as 2026-11-09` });
        if (scope.startsWith('division') && !division) throw cliErrors['cli.usage']({ zh: '该范围须用 --division 指明庭室', en: 'this scope needs --division' });
        const account = await app.get(Accounts).byUsername(username);
        await app.get(Grants).grantRole({
          courtId: account.courtId, userId: account.id, role, scope, divisionId: division ?? null, natures: null, validFrom: from, validUntil: null, reason,
        });
        say({ username: account.username, role, scope, from });
      }),
    );
}

type OnAccounts = (accounts: AccountsService, app: NestFastifyApplication) => Promise<unknown>;

async function onAccounts(work: OnAccounts): Promise<void> {
  await withApplication(async (app) => {
    const { AccountsService: Accounts } = await import('../../platform/identity/accounts.service.js');
    await work(app.get(Accounts), app);
  });
}
