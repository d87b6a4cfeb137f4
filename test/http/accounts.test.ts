import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

describe('accounts', () => {
  let on: AppUnderTest;
  let court: SmallCourt;
  let system: Agent;
  let security: Agent;
  let auditor: Agent;

  beforeAll(async () => {
    on = await startApp();
    court = await SmallCourt.found(on);
    system = await court.signedIn('system', [{ role: 'systemAdministrator', scope: 'court' }]);
    security = await court.signedIn('security', [{ role: 'securityAdministrator', scope: 'court' }]);
    auditor = await court.signedIn('auditor', [{ role: 'auditAdministrator', scope: 'court' }]);
  });
  afterAll(() => on.close());

  it('opens an account whose first password is shown once and must be changed', async () => {
    const { body } = await system.post('/api/admin/accounts').send({ username: 'NewJudge', displayName: '何静' }).expect(201);
    expect(body.account).toMatchObject({ username: 'newjudge', state: 'active', mustChangePassword: true });
    expect(body.password).toMatch(/^[a-z]{4}-\d{4}-[a-z]{4}$/);
    const agent = on.agent();
    const signedIn = await agent.post('/api/session').send({ username: 'newjudge', password: body.password }).expect(200);
    expect(signedIn.body.mustChangePassword).toBe(true);
    expect((await system.post('/api/admin/accounts').send({ username: 'newjudge', displayName: '另一人' }).expect(409)).body.code).toBe('account.usernameTaken');

    const sessions = (await system.get('/api/admin/sessions').expect(200)).body;
    expect(sessions.map(({ username }: { username: string }) => username).sort()).toEqual(['auditor', 'newjudge', 'security', 'system']);
    expect((await system.post(`/api/admin/accounts/${body.account.id}/disable`).send({ reason: '调离' }).expect(200)).body.state).toBe('disabled');
    await agent.get('/api/session').expect(401);
    await system.post(`/api/admin/accounts/${body.account.id}/enable`).expect(200);
    const reset = (await system.post(`/api/admin/accounts/${body.account.id}/reset-password`).expect(200)).body;
    await on.agent().post('/api/session').send({ username: 'newjudge', password: body.password }).expect(401);
    await on.agent().post('/api/session').send({ username: 'newjudge', password: reset.password }).expect(200);
  });

  it('unlocks a locked account', async () => {
    const id = await court.account('forgetful', []);
    for (let wrong = 0; wrong < 5; wrong++) await on.agent().post('/api/session').send({ username: 'forgetful', password: 'wrong' });
    expect((await system.get('/api/admin/accounts?state=locked').expect(200)).body.items).toMatchObject([{ id, state: 'locked' }]);
    await system.post(`/api/admin/accounts/${id}/unlock`).expect(200);
    await court.signIn('forgetful');
  });

  it('needs two security administrators for a grant, which then works at once', async () => {
    const second = await court.signedIn('second', [{ role: 'securityAdministrator', scope: 'court' }]);
    const userId = await court.account('leader', []);
    const leader = await court.signIn('leader');
    await leader.get('/api/people').expect(403);
    const wanted = { userId, role: 'courtLeader', scope: 'court', validFrom: '2026-01-01', reason: '任命' };
    const grant = (await security.post('/api/admin/grants').send(wanted).expect(201)).body;
    expect(grant).toMatchObject({ state: 'requested', username: 'leader', roleZh: '院领导' });
    await leader.get('/api/people').expect(403);
    expect((await security.post(`/api/admin/grants/${grant.id}/approve`).expect(403)).body.code).toBe('grant.samePerson');
    expect((await second.post(`/api/admin/grants/${grant.id}/approve`).expect(200)).body.state).toBe('approved');
    await leader.get('/api/people').expect(200);
    expect((await second.post(`/api/admin/grants/${grant.id}/approve`).expect(409)).body.code).toBe('grant.settled');
    const administrator = { ...wanted, role: 'auditAdministrator' };
    expect((await security.post('/api/admin/grants').send(administrator).expect(422)).body.code).toBe('grant.separation');
    await security.post(`/api/admin/grants/${grant.id}/revoke`).send({ reason: '卸任' }).expect(200);
    await leader.get('/api/people').expect(403);
  });

  it('names every fault of a grant at once', async () => {
    const wrong = { userId: 'nobody', role: 'divisionChief', scope: 'division', validFrom: '2026-02-01', validUntil: '2026-01-01', reason: '任命' };
    const { body } = await security.post('/api/admin/grants').send(wrong).expect(422);
    expect(body.faults.map(({ path }: { path: string }) => path)).toEqual(['userId', 'divisionId', 'validUntil']);
  });

  it('keeps a whole trail, read by the audit administrator alone', async () => {
    const { body } = await auditor.get('/api/admin/audit?action=account.disabled').expect(200);
    expect(body).toMatchObject({ total: 1, items: [{ actorName: 'system', reason: '调离' }] });
    expect(JSON.parse(body.items[0].after).disabledAt).toMatch(/^20/);
    expect(JSON.stringify(body)).not.toContain('scrypt');
    const whole = (await auditor.get('/api/admin/audit/verify').expect(200)).body;
    expect(whole.brokenAt).toBeNull();
    expect(whole.checked).toBeGreaterThan(20);
  });

  it('lets no administrator into another’s work, nor into cases and findings', async () => {
    for (const path of ['/api/admin/grants', '/api/admin/audit', '/api/people', '/api/reviews', '/api/findings']) await system.get(path).expect(403);
    for (const path of ['/api/admin/sessions', '/api/admin/audit', '/api/people', '/api/findings']) await security.get(path).expect(403);
    for (const path of ['/api/admin/accounts', '/api/admin/grants', '/api/findings']) await auditor.get(path).expect(403);
  });
});
