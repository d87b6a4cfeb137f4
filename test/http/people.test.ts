import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

describe('people', () => {
  let on: AppUnderTest;
  let court: SmallCourt;
  let office: Agent;
  let wang: string;

  beforeAll(async () => {
    on = await startApp();
    court = await SmallCourt.found(on);
    wang = await court.person('王敏', court.first);
    await court.person('赵强', court.second, 'divisionChief', 'criminal');
    office = await court.signedIn('office', [{ role: 'politicalSupervision', scope: 'court' }]);
  });
  afterAll(() => on.close());

  const moved = (changes: object = {}) => ({ divisionId: court.second, post: 'judge', nature: 'criminal', kind: 'main', dutyFactor: '0.50', validFrom: '2026-01-01', reason: '示例〔2026〕3号', ...changes });

  it('closes the earlier main post where the new one starts, and keeps the superseded row', async () => {
    const { body } = await office.post(`/api/people/${wang}/posts`).send(moved()).expect(201);
    expect(body).toMatchObject({ division: '刑事审判庭', nature: 'criminal' });
    const rows = body.posts.map(({ division, validFrom, validUntil, supersededAt, dutyFactor }: Record<string, string | null>) => [division, validFrom, validUntil, supersededAt !== null, dutyFactor]);
    expect(rows).toHaveLength(3);
    expect(rows).toEqual(
      expect.arrayContaining([
        ['刑事审判庭', '2026-01-01', null, false, '0.50'],
        ['民事审判第一庭', '2024-01-01', '2026-01-01', false, '1.00'],
        ['民事审判第一庭', '2024-01-01', null, true, '1.00'],
      ]),
    );
    const units = (await office.get('/api/units').expect(200)).body;
    expect(units.map(({ name, people }: { name: string; people: number }) => [name, people])).toEqual([['民事审判第一庭', 0], ['刑事审判庭', 2], ['审管办', 0]]);
  });

  it('names every fault of a post at once', async () => {
    const wrong = moved({ divisionId: 'nowhere', dutyFactor: '0', validFrom: '2023-01-01', validUntil: '2022-01-01' });
    const { body } = await office.post(`/api/people/${wang}/posts`).send(wrong).expect(422);
    expect(body.faults.map(({ path }: { path: string }) => path)).toEqual(['validUntil', 'divisionId', 'dutyFactor', 'validFrom']);
  });

  it('records leave once', async () => {
    const leave = { kind: 'training', validFrom: '2026-05-01', validUntil: '2026-06-01' };
    expect((await office.post(`/api/people/${wang}/leaves`).send(leave).expect(201)).body.leaves).toMatchObject([leave]);
    expect((await office.post(`/api/people/${wang}/leaves`).send({ ...leave, validFrom: '2026-05-20', validUntil: '2026-06-10' }).expect(422)).body.code).toBe('leave.faulty');
  });

  it('shows a chief the own division only, and lets a reader change nothing', async () => {
    const chief = await court.signedIn('chief', [{ role: 'divisionChief', scope: 'division', divisionId: court.first }]);
    await court.person('何静', court.first);
    const { body } = await chief.get('/api/people').expect(200);
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['何静']);
    await chief.get(`/api/people/${wang}`).expect(404);
    expect((await chief.post(`/api/people/${wang}/posts`).send(moved()).expect(403)).body.code).toBe('access.denied');
  });
});
