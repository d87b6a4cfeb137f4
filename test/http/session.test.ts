import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AccountsService } from '../../src/platform/identity/accounts.service.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { PASSWORD, SmallCourt } from './small-court.js';

describe('session', () => {
  let on: AppUnderTest;
  let court: SmallCourt;

  beforeAll(async () => {
    on = await startApp();
    court = await SmallCourt.found(on);
  });
  afterAll(() => on.close());

  it('answers who has signed in, with unit, roles and permissions, and keeps the cookie out of reach of scripts', async () => {
    const wang = await court.person('王敏', court.first);
    await court.account('wangmin', [{ role: 'judge', scope: 'self' }], wang);
    const agent = on.agent();
    const { headers, body } = await agent.post('/api/session').send({ username: 'WangMin ', password: PASSWORD }).expect(200);
    expect(headers['set-cookie']![0]).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(body).toMatchObject({ username: 'wangmin', personId: wang, division: { name: '民事审判第一庭' }, court: { name: '示例法院', example: true }, mustChangePassword: false });
    expect(body.roles).toEqual([{ role: 'judge', zh: '法官', en: 'judge', scope: 'self' }]);
    expect(body.permissions['case.read']).toBe('self');
    expect(Object.keys(body.permissions)).not.toContain('account.manage');
    await agent.delete('/api/session').expect(204);
    await agent.get('/api/session').expect(401);
  });

  it('locks an account after five wrong passwords, even for the right one', async () => {
    await court.account('locked', []);
    const attempt = (password: string) => on.agent().post('/api/session').send({ username: 'locked', password });
    for (let wrong = 1; wrong <= 4; wrong++) expect((await attempt('wrong')).body.code).toBe('signIn.wrong');
    expect((await attempt('wrong')).body.code).toBe('signIn.locked');
    const { status, body } = await attempt(PASSWORD);
    expect(status).toBe(423);
    expect(body.message).toContain('15 分钟');
  });

  it('says the same of an unknown name as of a wrong password', async () => {
    const { status, body } = await on.agent().post('/api/session').send({ username: 'nobody', password: PASSWORD });
    expect([status, body.code]).toEqual([401, 'signIn.wrong']);
  });

  it('lets a first password do nothing but be changed', async () => {
    await court.account('fresh', [{ role: 'courtLeader', scope: 'court' }], null, true);
    const agent = await court.signIn('fresh');
    expect((await agent.get('/api/people').expect(403)).body.code).toBe('access.passwordChangeNeeded');
    expect((await agent.post('/api/session/password').send({ current: PASSWORD, next: 'short1' }).expect(422)).body.code).toBe('password.weak');
    const changed = await agent.post('/api/session/password').send({ current: PASSWORD, next: 'another-1357-word' }).expect(200);
    expect(changed.body.mustChangePassword).toBe(false);
    await agent.get('/api/people').expect(200);
  });

  it('throws somebody out the moment the account is disabled', async () => {
    const id = await court.account('leaver', [{ role: 'courtLeader', scope: 'court' }]);
    const agent = await court.signIn('leaver');
    await agent.get('/api/session').expect(200);
    const accounts = on.app.get(AccountsService);
    await accounts.disable(await accounts.find(court.courtId, id), '调离');
    await agent.get('/api/session').expect(401);
    expect((await on.agent().post('/api/session').send({ username: 'leaver', password: PASSWORD }).expect(403)).body.code).toBe('signIn.disabled');
  });
});
