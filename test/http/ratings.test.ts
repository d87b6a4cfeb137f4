import type { RatingFormView, RatingTaskView } from '../../src/evaluation/dto/rating.dto.js';
import type { ScoreSheetView } from '../../src/evaluation/dto/score.dto.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { adoptText, OWN_FACTS_SCHEME } from './own-facts-scheme.js';
import { SmallCourt, type Agent } from './small-court.js';

const PERIOD = '2026-08';

describe('ratings', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let [office, wangSees, heSees, liSees]: Agent[] = [];
  let [wang, he, li]: string[] = [];

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    court = await SmallCourt.found(app);
    [wang, he, li] = [await court.person('王敏', court.first), await court.person('何静', court.first), await court.person('李芳', court.first)];
    await adoptText(app.app.get(Database), court.courtId, OWN_FACTS_SCHEME);
    office = await court.signedIn('liangzheng', [{ role: 'politicalSupervision', scope: 'court' }]);
    [wangSees, heSees, liSees] = [
      await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], wang), await court.signedIn('hejing', [{ role: 'judge', scope: 'self' }], he), await court.signedIn('lifang', [{ role: 'judge', scope: 'self' }], li),
    ];
  });

  const task = () => ({ fact: 'colleagues', period: PERIOD, raterGroup: '同事', raterIds: [wang, he, li], ratedIds: [wang, he, li], minimumForms: 2, outOf: '100', dueOn: '2026-08-31', source: '第4条' });
  const asked = async () => (await office!.post('/api/rating-tasks').send(task()).expect(201)).body as RatingTaskView;
  const owed = async (agent: Agent) => (await agent.get('/api/rating-forms/owed').expect(200)).body as RatingFormView[];
  const give = async (agent: Agent, ratedId: string, mark: string, reason?: string) => {
    const form = (await owed(agent)).find((one) => one.rated.id === ratedId)!;
    return agent.put(`/api/rating-forms/${form.id}`).send({ mark, version: form.version, ...(reason ? { reason } : {}) });
  };

  it('asks each rater for the forms on the others, counts them in, and lets them count once closed', async () => {
    const made = await asked();
    expect(made).toMatchObject({ asked: 6, submitted: 0, below: 3, status: 'open' });
    expect((await owed(wangSees!)).map((form) => form.rated.id).sort()).toEqual([he!, li!].sort());
    expect((await give(heSees!, wang!, '90')).status).toBe(200);
    expect((await give(liSees!, wang!, '80')).status).toBe(200);
    expect((await give(wangSees!, he!, '70')).status).toBe(200);
    const open = (await office!.get(`/api/rating-tasks/${made.id}`).expect(200)).body as RatingTaskView;
    expect(open.people.find((one) => one.id === wang)).toMatchObject({ asked: 2, submitted: 2, void: false });
    expect(open.people.find((one) => one.id === he)).toMatchObject({ submitted: 1, void: true });
    expect(open.owing.map((one) => [one.id, one.owed])).toEqual(expect.arrayContaining([[wang, 1], [he, 1], [li, 1]]));

    for (const personId of [wang, he, li]) await office!.post('/api/entered-facts').send({ fact: 'trainingDays', personId, period: PERIOD, value: '1' }).expect(201);
    await office!.post('/api/entered-facts').send({ fact: 'praise', period: PERIOD, none: true, evidence: '无' }).expect(201);
    await wangSees!.get(`/api/scores/me?period=${PERIOD}`).expect(422);
    await office!.post(`/api/rating-tasks/${made.id}/close`).send({ version: 1 }).expect(200);
    const sheet = (await wangSees!.get(`/api/scores/me?period=${PERIOD}`).expect(200)).body as ScoreSheetView;
    expect(sheet.components.find((part) => part.key === 'rated')).toMatchObject({ points: '25.50', applicable: true });
    expect(JSON.stringify(sheet)).not.toContain('何静');
    const others = (await heSees!.get(`/api/scores/me?period=${PERIOD}`).expect(200)).body as ScoreSheetView;
    expect(others.components.find((part) => part.key === 'rated')).toMatchObject({ applicable: false });
  });

  it('lets a form be changed while the rating is open, not after, and asks a reason for a low mark', async () => {
    const { id } = await asked();
    expect((await give(heSees!, wang!, '59.99')).status).toBe(422);
    expect((await give(heSees!, wang!, '101')).status).toBe(422);
    expect((await give(heSees!, wang!, '55', '多次迟交文书')).status).toBe(200);
    expect((await give(heSees!, wang!, '65')).status).toBe(200);
    const form = (await owed(heSees!)).find((one) => one.rated.id === wang)!;
    expect(form).toMatchObject({ status: 'submitted', mark: '65.00', version: 3 });
    await heSees!.put(`/api/rating-forms/${form.id}`).send({ mark: '70', version: 2 }).expect(409);
    await office!.post(`/api/rating-tasks/${id}/close`).send({ version: 1 }).expect(200);
    expect(await owed(heSees!)).toEqual([]);
    await heSees!.put(`/api/rating-forms/${form.id}`).send({ mark: '70', version: 3 }).expect(409);
    await office!.post(`/api/rating-tasks/${id}/close`).send({ version: 2 }).expect(409);
  });

  it('shows a rater what is owed and nothing more, and the rated person nothing', async () => {
    const { id } = await asked();
    const [form] = await owed(heSees!);
    await wangSees!.put(`/api/rating-forms/${form!.id}`).send({ mark: '90', version: 1 }).expect(404);
    await wangSees!.get(`/api/rating-tasks/${id}`).expect(403);
    await wangSees!.get('/api/rating-tasks').expect(403);
    await office!.get('/api/rating-forms/owed').expect(404);
    const system = await court.signedIn('system', [{ role: 'systemAdministrator', scope: 'court' }]);
    await system.get('/api/rating-forms/owed').expect(403);
  });

  it('says every fault of a rating at once, and needs a reason to cancel', async () => {
    const { body } = await office!.post('/api/rating-tasks').send({ ...task(), fact: 'praise', period: '2026-13', dueOn: '2026-02-30', minimumForms: 9 }).expect(422);
    expect((body as { faults: { path: string }[] }).faults.map((fault) => fault.path)).toEqual(['fact', 'period', 'dueOn', 'minimumForms']);
    const { id } = await asked();
    await office!.post(`/api/rating-tasks/${id}/cancel`).send({ version: 1 }).expect(422);
    expect((await office!.post(`/api/rating-tasks/${id}/cancel`).send({ version: 1, reason: '名单有误' }).expect(200)).body).toMatchObject({ status: 'cancelled', closed: { reason: '名单有误' } });
    expect((await office!.get('/api/rating-tasks?status=cancelled').expect(200)).body).toMatchObject({ total: 1 });
  });
});
