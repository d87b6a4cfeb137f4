import type { EnteredFactImport, EnteredFactPage, EnteredFactView } from '../../src/evaluation/dto/entered-fact.dto.js';
import type { FactRow } from '../../src/evaluation/dto/fact.dto.js';
import type { ScoreSheetView } from '../../src/evaluation/dto/score.dto.js';
import { RatingForm, RatingTask } from '../../src/evaluation/rating.entities.js';
import { Decimal } from '../../src/kernel/exact.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { PeriodState } from '../../src/ranking/ranking.entities.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { adoptText, OWN_FACTS_SCHEME } from './own-facts-scheme.js';
import { SmallCourt, type Agent } from './small-court.js';

const PERIOD = '2026-08';

describe('facts entered by hand', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  let [political, trial, judge]: Agent[] = [];
  let [wang, he]: string[] = [];

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    database = app.app.get(Database);
    court = await SmallCourt.found(app);
    wang = await court.person('王敏', court.first);
    he = await court.person('何静', court.second);
    await adoptText(database, court.courtId, OWN_FACTS_SCHEME);
    political = await court.signedIn('liangzheng', [{ role: 'politicalSupervision', scope: 'court' }]);
    trial = await court.signedIn('yinhang', [{ role: 'trialManagement', scope: 'court' }]);
    judge = await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], wang);
  });

  const days = (personId: string, value: string) => ({ fact: 'trainingDays', personId, period: PERIOD, value });
  const praise = (personId: string) => ({ fact: 'praise', personId, period: PERIOD, clause: '3.1', label: '市级通报表扬', day: '2026-08-05', points: '4.00', evidence: '市中院〔2026〕8号' });
  const recorded = async (body: object, agent = political!) => (await agent.post('/api/entered-facts').send(body).expect(201)).body as EnteredFactView;
  const page = async (agent: Agent, query = '') => (await agent.get(`/api/entered-facts?${query}`).expect(200)).body as EnteredFactPage;
  const sheetOf = async () => (await judge!.get(`/api/scores/me?period=${PERIOD}`).expect(200)).body as ScoreSheetView;
  /** A rating of this month, closed with two forms on Wang and one on He. */
  async function ratings(): Promise<void> {
    const taskId = newId();
    await database.repository(RatingTask).insert({
      id: taskId, courtId: court.courtId, fact: 'colleagues', period: PERIOD, periodFrom: '2026-08-01', periodUntil: '2026-09-01', raterGroup: '同事', minimumForms: 2, outOf: new Decimal(100), dueOn: '2026-08-31', source: '第4条',
      status: 'closed', createdBy: '梁正', createdAt: '2026-08-20T00:00:00.000Z', closedBy: '梁正', closedAt: '2026-08-31T00:00:00.000Z', closeReason: null, version: 1,
    });
    const raters = [await court.person('甲', court.first, 'clerk', null), await court.person('乙', court.first, 'clerk', null)];
    const form = { courtId: court.courtId, taskId, reason: null, submittedAt: '2026-08-25T00:00:00.000Z', version: 1 };
    await database.repository(RatingForm).insert([
      { ...form, id: newId(), raterId: raters[0]!, ratedId: wang!, mark: new Decimal(90) },
      { ...form, id: newId(), raterId: raters[1]!, ratedId: wang!, mark: new Decimal(80) },
      { ...form, id: newId(), raterId: raters[1]!, ratedId: he!, mark: new Decimal(10) },
    ]);
  }

  it('enter the score with a source that opens; what nobody recorded is named, never taken for nought', async () => {
    const missing = await judge!.get(`/api/scores/me?period=${PERIOD}`).expect(422);
    expect((missing.body as { faults: { path: string }[] }).faults.map((fault) => fault.path)).toContain(`${wang}.trainingDays`);
    await recorded(days(wang!, '0.5'));
    await recorded(days(he!, '1'));
    const event = await recorded(praise(wang!));
    await recorded({ fact: 'praise', period: PERIOD, none: true, evidence: '本月无其他表扬' });
    await ratings();
    const sheet = await sheetOf();
    expect(sheet.components.map((part) => [part.key, part.points])).toEqual([['training', '25.00'], ['praise', '4.00'], ['rated', '25.50']]);
    const line = sheet.components[1]!.leaves[0]!.lines[0]!;
    expect(line).toMatchObject({ points: '4.00', source: { kind: 'entered', id: event.id }, without: { total: '50.50' } });
    expect((await judge!.get(`/api/entered-facts/${event.id}`).expect(200)).body).toMatchObject({ evidence: '市中院〔2026〕8号', recordedBy: 'liangzheng', mayCorrect: false });
    // One form only on He: void below two, and her whole weight moves.
    const other = (await political!.get(`/api/scores/people/${he}?period=${PERIOD}`).expect(200)).body as ScoreSheetView;
    expect(other.components[2]).toMatchObject({ applicable: false, points: '0.00' });
  });

  it('says every fault of a record at once', async () => {
    const { body } = await political!.post('/api/entered-facts').set('accept-language', 'zh')
      .send({ fact: 'praise', personId: wang, period: PERIOD, day: '2026-09-01', points: '1.001', value: '3' }).expect(422);
    expect((body as { faults: { path: string }[] }).faults.map((fault) => fault.path).sort()).toEqual(['clause', 'day', 'evidence', 'label', 'points', 'value']);
    await political!.post('/api/entered-facts').send(days(newId(), '1')).expect(422);
    await political!.post('/api/entered-facts').send({ ...days(wang!, '1'), fact: 'closed' }).expect(422);
  });

  it('is corrected by the same office as a new record, the old one kept; the slower of two is refused', async () => {
    const first = await recorded(days(wang!, '1'));
    await political!.post('/api/entered-facts').send(days(wang!, '2')).expect(422);
    await trial!.post(`/api/entered-facts/${first.id}/correct`).send({ ...days(wang!, '2'), reason: '录入有误', version: 1 }).expect(403);
    const second = (await political!.post(`/api/entered-facts/${first.id}/correct`).send({ ...days(wang!, '2'), reason: '录入有误', version: 1 }).expect(201)).body as EnteredFactView;
    expect(second).toMatchObject({ value: '2', corrects: first.id, superseded: null });
    expect((await political!.get(`/api/entered-facts/${first.id}`).expect(200)).body).toMatchObject({ value: '1', superseded: { reason: '录入有误', correctedBy: second.id } });
    await political!.post(`/api/entered-facts/${first.id}/void`).send({ reason: '再改', version: 1 }).expect(409);
    await political!.post(`/api/entered-facts/${second.id}/void`).send({ reason: '再改', version: 9 }).expect(409);
    await political!.post(`/api/entered-facts/${second.id}/void`).send({ reason: '不应登记', version: 1 }).expect(200);
    expect((await page(political!)).total).toBe(0);
    expect((await page(political!, 'state=all&sort=recordedAt')).items.map((one) => one.value)).toEqual(['1', '2']);
  });

  it('lets two writers of one number leave one', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((value) => political!.post('/api/entered-facts').send(days(wang!, String(value)))));
    expect(answers.map((one) => one.status).sort()).toEqual([201, 422, 422, 422]);
  });

  it('shows each reader own scope, and lets only offices record', async () => {
    await recorded(days(wang!, '1'));
    await recorded(days(he!, '2'));
    expect((await page(judge!)).items.map((one) => one.person!.id)).toEqual([wang]);
    const chief = await court.signedIn('chief', [{ role: 'divisionChief', scope: 'division', divisionId: court.second }]);
    expect((await page(chief)).items.map((one) => one.person!.id)).toEqual([he]);
    await judge!.post('/api/entered-facts').send(days(wang!, '9')).expect(403);
    await judge!.get('/api/entered-facts/offered').expect(403);
    const system = await court.signedIn('system', [{ role: 'systemAdministrator', scope: 'court' }]);
    await system.get('/api/entered-facts').expect(403);
    const csv = await chief.get('/api/entered-facts/export?format=csv').expect(200);
    expect(csv.text.trim().split('\r\n')).toHaveLength(2);
  });

  it('does not touch a period that is closed, unless it is said to count only through a numbered correction', async () => {
    const before = await recorded(days(wang!, '1'));
    await database.repository(PeriodState).insert({ id: newId(), courtId: court.courtId, period: PERIOD, status: 'closed', closedBy: '政工', closedAt: '2026-09-02T00:00:00.000Z', publishedBy: null, publishedAt: null });
    for (const answer of [await political!.post('/api/entered-facts').send(days(he!, '1')), await political!.post(`/api/entered-facts/${before.id}/void`).send({ reason: '改', version: 1 })]) {
      expect(answer.status).toBe(422);
      expect((answer.body as { faults: { path: string }[] }).faults[0]!.path).toBe('period');
    }
    // A record that is wrong can be put right by whoever says to know that the frozen result stays.
    expect((await political!.get(`/api/entered-facts/${before.id}`).expect(200)).body).toMatchObject({ mayCorrect: true, frozen: true });
    await political!.post(`/api/entered-facts/${before.id}/correct`).send({ ...days(wang!, '2'), reason: '少录一天', version: 1, countsByCorrection: true }).expect(201);
    expect((await judge!.get('/api/frozen-periods').expect(200)).body).toEqual([{ period: PERIOD, from: '2026-08-01', until: '2026-09-01' }]);
  });

  it('takes a sheet whole or not at all, and marks what is wrong', async () => {
    const sheet = (rows: string[]) => Buffer.from(['事实,人员,考核期,值,条款,事由,日期,分值,依据', ...rows].join('\n'));
    const send = async (rows: string[], commit: boolean) =>
      (await political!.post('/api/entered-facts/import').field('commit', String(commit)).attach('file', sheet(rows), 'facts.csv').expect(200)).body as EnteredFactImport;
    const good = [`trainingDays,王敏,${PERIOD},1,,,,,`, `trainingDays,何静,${PERIOD},2,,,,,`, `praise,王敏,${PERIOD},,3.1,表扬,2026-08-05,2.00,市中院〔2026〕8号`];
    const bad = await send([...good, `trainingDays,赵六,${PERIOD},x,,,,,`, `trainingDays,王敏,${PERIOD},3,,,,,`], true);
    expect(bad.saved).toBe(0);
    expect(bad.faults.map(({ row, column }) => [row, column])).toEqual([[5, 'person'], [5, 'value'], [6, 'value']]);
    expect((await page(political!)).total).toBe(0);
    await political!.post('/api/entered-facts/import/marked').attach('file', sheet([`trainingDays,赵六,${PERIOD},x,,,,,`]), 'facts.csv').expect(200).expect('content-type', /spreadsheetml/);
    expect(await send(good, false)).toMatchObject({ rows: 3, saved: 0, faults: [] });
    expect(await send(good, true)).toMatchObject({ rows: 3, saved: 3, faults: [] });
    expect((await page(political!)).total).toBe(3);
  });

  it('keeps evidence files for whoever may read the record', async () => {
    const file = (await political!.post('/api/entered-facts/files').attach('file', Buffer.from('表扬决定'), { filename: '决定.txt', contentType: 'text/plain' }).expect(201)).body as { digest: string; name: string };
    const { evidence: _, ...claim } = praise(wang!);
    const kept = await recorded({ ...claim, files: [{ digest: file.digest, name: file.name }] });
    expect(kept.files).toMatchObject([{ name: file.name, digest: file.digest }]);
    await judge!.get(`/api/entered-facts/${kept.id}/files/${file.digest}`).expect(200);
    const other = await court.signedIn('hejing', [{ role: 'judge', scope: 'self' }], he);
    await other.get(`/api/entered-facts/${kept.id}/files/${file.digest}`).expect(404);
    await political!.post('/api/entered-facts').send({ ...claim, files: [{ digest: 'f'.repeat(64), name: '没有.pdf' }] }).expect(422);
  });

  it('stand in the catalogue beside what the modules provide, with the schemes that read them', async () => {
    const facts = (await judge!.get('/api/facts').expect(200)).body as FactRow[];
    expect(facts.find((one) => one.name === 'trainingDays')).toMatchObject({ kind: 'entered', module: 'scheme', usedBy: [{ schemeId: 'own-facts', status: 'inForce', paths: ['training'] }] });
    expect(facts.find((one) => one.name === 'closed')).toMatchObject({ kind: 'computed', module: 'cases', cannotShow: { zh: expect.stringMatching(/./) as string } });
    expect((await judge!.get('/api/facts?kind=rated').expect(200)).body).toMatchObject([{ name: 'colleagues' }]);
    await judge!.get('/api/facts/nothing').expect(404);
  });
});
