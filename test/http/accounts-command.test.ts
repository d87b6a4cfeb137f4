import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runCli } from '../../src/cli/program.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt } from './small-court.js';

let on: AppUnderTest;
let court: SmallCourt;
const before = { DATABASE_URL: process.env.DATABASE_URL, WEB_FOLDER: process.env.WEB_FOLDER };

describe('accounts command', () => {
  beforeAll(async () => {
    on = await startApp();
    court = await SmallCourt.found(on);
    await court.account('existing', []);
    // The command reads its settings as on a server; the pages are no part of it.
    Object.assign(process.env, { DATABASE_URL: on.settings.databaseUrl, WEB_FOLDER: '' });
  });
  afterAll(async () => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await on.close();
  });

  async function cli(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
    const said = { out: '', err: '' };
    const stdin = (async function* () {})();
    const code = await runCli(argv, { stdin, stdout: { write: (text) => (said.out += text) }, stderr: { write: (text) => (said.err += text) } });
    return { code, ...said };
  }

  it('creates the first administrator from the server, who can then sign in and work', async () => {
    const created = await cli('user', 'create', 'root', '--name', '系统管理员');
    expect([created.code, created.err]).toEqual([0, '']);
    const { username, password } = JSON.parse(created.out);
    expect((await cli('user', 'grant', 'root', '--role', 'systemAdministrator', '--from', '2026-01-01', '--reason', '首次启用')).code).toBe(0);
    const agent = on.agent();
    await agent.post('/api/session').send({ username, password }).expect(200);
    await agent.post('/api/session/password').send({ current: password, next: 'another-1357-word' }).expect(200);
    await agent.get('/api/admin/accounts').expect(200);

    const both = await cli('--json', 'user', 'grant', 'root', '--role', 'courtLeader', '--from', '2026-01-01', '--reason', '兼任');
    expect([both.code, JSON.parse(both.err).error.code]).toEqual([1, 'grant.separation']);
    expect((await cli('user', 'disable', 'root', '--reason', '测试')).code).toBe(0);
    await agent.get('/api/session').expect(401);
    const listed = JSON.parse((await cli('user', 'list')).out);
    expect(listed.map((row: { username: string; disabledAt: string | null }) => [row.username, row.disabledAt !== null])).toEqual([['existing', false], ['root', true]]);
    expect(JSON.stringify(listed)).not.toContain('scrypt');
  });
});
