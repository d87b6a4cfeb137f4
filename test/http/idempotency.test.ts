import { AccountsService } from '../../src/platform/identity/accounts.service.js';
import { Database } from '../../src/platform/database/database.js';
import { Court } from '../../src/court/court.entities.js';
import { newId } from '../../src/platform/ids.js';
import { startApp, type AppUnderTest } from '../support/app.js';

describe('idempotency', () => {
  let under: AppUnderTest;
  let agent: ReturnType<AppUnderTest['agent']>;

  beforeAll(async () => {
    under = await startApp();
    const courtId = newId();
    await under.app.get(Database).repository(Court).insert({ id: courtId, code: '苏0102', name: '示例法院', nameEn: 'Example Court', level: 'basic', parentId: null, example: true });
    const { password } = await under.app
      .get(AccountsService)
      .createAccount({ courtId, personId: null, username: 'wangmin', displayName: '王敏', mustChangePassword: false });
    agent = under.agent();
    await agent.post('/api/session').send({ username: 'wangmin', password }).expect((answer) => expect(answer.status).toBeLessThan(300));
  });
  afterAll(() => under.close());

  const save = (key: string, body: string, version: number) =>
    agent.put('/api/drafts/finding').set('Idempotency-Key', key).send({ body, version });

  test('the same change under the same key happens once and is answered alike', async () => {
    const first = await save('k1', '说理不足', 1).expect(200);
    await save('k2', '说理不足，未回应抗辩', 2).expect(200);
    const again = await save('k1', '说理不足', 1).expect(200);
    expect(again.headers['idempotent-replay']).toBe('true');
    expect(again.body).toEqual(first.body);
    const { body } = await agent.get('/api/drafts/finding').expect(200);
    expect(body.draft).toMatchObject({ body: '说理不足，未回应抗辩', version: 2 });
  });

  test('the same key with other content is refused', async () => {
    const answer = await save('k1', '别的内容', 9).expect(422);
    expect(answer.body.code).toBe('request.keyReused');
  });

  test('eight at once under one key: one change, eight equal answers', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => save('k8', '同时', 3)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replay'] === 'true')).toHaveLength(7);
  });
});
