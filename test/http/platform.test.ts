import type { FastifyReply } from 'fastify';
import { EXPORT_LIMIT, sendTable } from '../../src/platform/sheets/send-table.js';
import { startApp, type AppUnderTest } from '../support/app.js';

describe('platform', () => {
  let under: AppUnderTest;
  beforeAll(async () => {
    under = await startApp();
  });
  afterAll(() => under.close());

  test('the process lives and the database is ready', async () => {
    await under.agent().get('/api/health/live').expect(200, { status: 'live' });
    const ready = await under.agent().get('/api/health/ready').expect(200);
    expect(ready.body.status).toBe('ready');
  });

  test('without a session every route but the open ones answers 401, in the language asked for', async () => {
    const chinese = await under.agent().get('/api/drafts/any').expect(401);
    expect(chinese.body).toMatchObject({ code: 'access.signInNeeded', faults: [] });
    expect(chinese.body.message).toContain('请重新登录');
    expect(chinese.body.requestId).toBe(chinese.headers['x-request-id']);
    const english = await under.agent().get('/api/drafts/any').set('Accept-Language', 'en').expect(401);
    expect(english.body.message).toContain('Sign in again');
  });

  test('an unknown address has the same shape of refusal', async () => {
    const answer = await under.agent().get('/api/nothing-here').expect(404);
    expect(answer.body.code).toBe('record.notFound');
  });

  test('a change sent by another site is refused', async () => {
    const answer = await under.agent().post('/api/session').set('Origin', 'http://elsewhere.example').send({}).expect(403);
    expect(answer.body.code).toBe('request.foreignOrigin');
  });

  test('every fault of a body is said at once, each with its path', async () => {
    const answer = await under.agent().post('/api/session').send({ username: '', extra: 1 }).expect(400);
    expect(answer.body.code).toBe('request.invalid');
    expect(answer.body.faults.map(({ path }: { path: string }) => path)).toEqual(expect.arrayContaining(['username', 'password', 'extra']));
  });

  test('metrics are answered to this machine and to nobody behind a proxy', async () => {
    const metrics = await under.agent().get('/api/metrics').expect(200);
    expect(metrics.text).toContain('http_request_duration_seconds');
    await under.agent().get('/api/metrics').set('X-Forwarded-For', '192.0.2.1').expect(404);
  });

  test('the API describes itself', async () => {
    const { body } = await under.agent().get('/api/openapi.json').expect(200);
    expect(body.openapi).toMatch(/^3\./);
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/api/session', '/api/health/live']));
  });

  test('an export too long is refused with what to do, and never cut off without a word', async () => {
    const header = () => undefined;
    const reply = { header } as unknown as FastifyReply;
    const rows = (count: number) => ({ title: '台账', head: ['序号'], rows: Array.from({ length: count }, (_, place) => [String(place + 1)]) });
    await expect(sendTable(reply, rows(EXPORT_LIMIT), 'csv')).rejects.toMatchObject({ code: 'sheet.tooLong' });
    expect((await sendTable(reply, rows(EXPORT_LIMIT - 1), 'csv')).toString('utf8').trimEnd().split(/\r?\n/)).toHaveLength(EXPORT_LIMIT);
  });
});
