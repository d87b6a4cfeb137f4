import type { RunCaseRow, RunView, VerificationOfDraw, WhyView } from '../../src/case-assignment/dto/run.dto.js';
import type { PoolRow, PoolSummary } from '../../src/case-assignment/dto/pool.dto.js';
import { CourtCase } from '../../src/cases/case.entities.js';
import { readCsv } from '../../src/platform/sheets/csv.js';
import { verifyDraw } from '../../src/rules/assignment/verify-draw.js';
import { commitmentOf } from '../../src/rules/assignment/draw.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { AssignmentCourt } from './assignment-court.js';
import { SmallCourt, type Agent } from './small-court.js';

interface Refusal {
  code: string;
  message: string;
  faults: { path: string; message: string }[];
}

describe('a run of assignment', () => {
  let app: AppUnderTest;
  let court: AssignmentCourt;
  let office: Agent;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    court = await AssignmentCourt.found(app, { 王敏: 1, 赵强: 3, 李芳: 5 });
    office = court.office;
  });

  const open = async (): Promise<RunView> => (await office.post('/api/assignment/runs').send({ nature: 'civil' }).expect(201)).body as RunView;
  const preview = async (id: string, body: object = {}): Promise<RunView> => (await office.post(`/api/assignment/runs/${id}/preview`).send(body).expect(200)).body as RunView;
  const commit = (agent: Agent, { id, version, inputDigest }: RunView) => agent.post(`/api/assignment/runs/${id}/commit`).send({ version, inputDigest });
  const committed = async (): Promise<RunView> => (await commit(office, await preview((await open()).id)).expect(200)).body as RunView;

  it('goes from the pool by seal, preview and commit to a judge who can ask why, and replays to the byte', async () => {
    await court.cases(12);
    const summary = (await office.get('/api/assignment/pool/summary').expect(200)).body as PoolSummary;
    expect(summary).toMatchObject({ total: 12, runDaysSet: false, nextRun: null, byNature: [{ nature: 'civil', count: 12, oldestDays: 3 }] });

    const sealed = await open();
    expect(sealed).toMatchObject({ status: 'sealed', seed: null, cases: null });
    const draft = await preview(sealed.id);
    // 1, 3, 5 with twelve new: base 3, two to level, then ten evenly, the odd one to the lowest.
    expect(draft).toMatchObject({ status: 'previewed', base: '3.00', cases: 12, assigned: 12, unassigned: 0, seed: null, changedSince: [] });
    expect(Object.fromEntries(draft.judges.map(({ name, level, quota, after }) => [name, [level, quota, after]]))).toEqual({ 王敏: ['2', expect.any(String), expect.any(String)], 赵强: ['0', expect.any(String), expect.any(String)], 李芳: ['0', '3', '8'] });
    expect(await court.waiting()).toBe(12);

    const done = (await commit(office, draft).expect(200)).body as RunView;
    expect(done).toMatchObject({ status: 'committed', round: 1, committedBy: court.officeName });
    expect(commitmentOf(done.seed!)).toBe(sealed.commitment);
    expect(await court.waiting()).toBe(0);
    expect(await court.loads()).toEqual(Object.fromEntries(done.judges.map(({ name, after }) => [name, Number(after)])));

    const file: unknown = JSON.parse((await office.get(`/api/assignment/runs/${done.id}/run.json`).responseType('blob').expect(200)).body.toString('utf8'));
    expect(verifyDraw(file)).toEqual({ equal: true, digest: done.resultDigest, decisions: 12 });
    const verification = (await office.get(`/api/assignment/runs/${done.id}/verify`).expect(200)).body as VerificationOfDraw;
    expect(verification).toEqual({ equal: true, seedMatchesCommitment: true, differences: [] });

    const own = await court.court.signedIn('lifang', [{ role: 'judge', scope: 'self' }], court.judges['李芳']!);
    const [first] = ((await own.get(`/api/assignment/runs/${done.id}/cases?judgeId=${court.judges['王敏']}`).expect(200)).body as { items: RunCaseRow[] }).items;
    const why = (await own.get(`/api/assignment/cases/${first!.caseId}/why`).expect(200)).body as WhyView;
    expect(why).toMatchObject({ judge: '王敏', kind: 'run', round: 1, phase: first!.phase });
    expect(why.steps.map(({ key }) => key)).toEqual(['unit', 'judge', 'draw', 'others']);
    expect(why.excluded.map(({ name }) => name).sort()).toEqual(['李芳', '赵强'].sort());
    expect(why.history.map(({ kind, judge }) => [kind, judge])).toEqual([['run', '王敏']]);
    const trail = ((await office.get(`/api/cases/${first!.caseId}`).expect(200)).body as { trail: { action: string }[] }).trail;
    expect(trail.map(({ action }) => action)).toContain('case.assigned');
    const csv = await own.get(`/api/assignment/runs/${done.id}/export?format=csv`).responseType('blob').expect(200);
    expect(readCsv(csv.body as Buffer).rows.length).toBeGreaterThanOrEqual(12);
  });

  it('keeps the seed and the run file sealed until the commit, and one seed a nature', async () => {
    await court.cases(4);
    const { id } = await preview((await open()).id);
    expect(((await office.get(`/api/assignment/runs/${id}/run.json`).expect(409)).body as Refusal).code).toBe('run.sealed');
    const plan = JSON.parse((await office.get(`/api/assignment/runs/${id}/plan.json`).responseType('blob').expect(200)).body.toString('utf8')) as { seed: string };
    expect(plan.seed).toMatch(/^sealed:/);
    expect(((await office.post('/api/assignment/runs').send({ nature: 'civil' }).expect(409)).body as Refusal).code).toBe('run.alreadyOpen');
    await office.post('/api/assignment/runs').send({ nature: 'maritime' }).expect(400);
  });

  it('refuses a draft that is out of date and says what has changed', async () => {
    const [closing] = await court.cases(1, court.judges['李芳']!);
    await court.cases(4);
    const draft = await preview((await open()).id);
    await court.cases(2);
    await court.database.repository(CourtCase).update({ id: closing }, { closedOn: court.today, closingManner: 'judgment' });
    expect(((await office.get(`/api/assignment/runs/${draft.id}`).expect(200)).body as RunView).changedSince).toHaveLength(2);
    const refusal = (await commit(office, draft).expect(409)).body as Refusal;
    expect(refusal.code).toBe('run.stale');
    expect(refusal.faults.map(({ message }) => message)).toEqual([expect.stringContaining('待分案新增 2 件'), '李芳的存案由 6 变为 5']);
    expect(await court.waiting()).toBe(6);
    expect((await commit(office, await preview(draft.id)).expect(200)).body).toMatchObject({ status: 'committed', assigned: 6 });
  });

  it('lets one of two clerks who commit at once win and tells the other', async () => {
    await court.cases(30);
    const second = await court.court.signedIn('office2', [{ role: 'trialManagement', scope: 'court' }]);
    const draft = await preview((await open()).id);
    const answers = await Promise.all([commit(office, draft), commit(second, draft)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = answers.find(({ status }) => status === 409)!.body as Refusal;
    expect(loser.code).toBe('run.committedByOther');
    expect(loser.message).toMatch(/office\S*已于/);
    const [row] = await court.database.rows<{ total: number | string }>('SELECT COUNT(*) AS total FROM case_assignment WHERE court_id = :courtId', { courtId: court.court.courtId });
    expect(Number(row!.total)).toBe(30);
    expect(Object.values(await court.loads()).reduce((sum, load) => sum + load, 0)).toBe(39);
  });

  it('assigns nothing at all when the commit fails in the middle', async () => {
    await court.cases(9);
    const draft = await preview((await open()).id);
    const trigger = app.database.engine === 'sqlite'
      ? `CREATE TRIGGER stop_it BEFORE UPDATE ON assignment_run WHEN NEW.status = 'committed' BEGIN SELECT RAISE(ABORT, 'stopped'); END`
      : `CREATE TRIGGER stop_it BEFORE UPDATE ON assignment_run FOR EACH ROW IF NEW.status = 'committed' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'stopped'; END IF`;
    await court.database.dataSource.query(trigger);
    await commit(office, draft).expect(500);
    expect(await court.waiting()).toBe(9);
    expect((await office.get(`/api/assignment/runs/${draft.id}`).expect(200)).body).toMatchObject({ status: 'previewed', round: null, seed: null });
    await court.database.dataSource.query('DROP TRIGGER stop_it');
    await commit(office, draft).expect(200);
    expect(await court.waiting()).toBe(0);
  });

  it('is withdrawn before work begins, and not after, naming the case', async () => {
    await court.cases(3);
    const done = await committed();
    const { items } = (await office.get(`/api/assignment/runs/${done.id}/cases`).expect(200)).body as { items: RunCaseRow[] };
    const cases = court.database.repository(CourtCase);
    await cases.update({ id: items[0]!.caseId }, { hearingOn: court.today });
    const refusal = (await office.post(`/api/assignment/runs/${done.id}/withdraw`).send({ reason: '专业设置有误' }).expect(409)).body as Refusal;
    expect(refusal).toMatchObject({ code: 'run.workBegun', faults: [{ path: items[0]!.caseNumber, message: expect.stringContaining('已排期开庭') as string }] });
    await cases.update({ id: items[0]!.caseId }, { hearingOn: null });
    await office.post(`/api/assignment/runs/${done.id}/withdraw`).send({ reason: '' }).expect(400);
    expect((await office.post(`/api/assignment/runs/${done.id}/withdraw`).send({ reason: '专业设置有误' }).expect(200)).body).toMatchObject({ status: 'withdrawn', withdrawnReason: '专业设置有误', seed: done.seed });
    expect(await court.waiting()).toBe(3);
    const why = (await office.get(`/api/assignment/cases/${items[0]!.caseId}/why`).expect(200)).body as WhyView;
    expect(why).toMatchObject({ judge: null, kind: null });
    expect(why.history.map(({ kind }) => kind)).toEqual(['run', 'withdrawn']);
    // It goes out again in a new run, under a new seed.
    const again = await committed();
    expect(again).toMatchObject({ round: 2, assigned: 3 });
    expect(again.seed).not.toBe(done.seed);
  });

  it('never gives a recused judge the case, keeps one that nobody may take in the pool, and says so by name', async () => {
    const [one, nobody] = await court.cases(2);
    for (const name of ['王敏', '赵强']) await office.post(`/api/assignment/pool/${one}/recusals`).send({ personId: court.judges[name], kind: 'partyRelation', reason: '与被告张某系亲属' }).expect(201);
    for (const name of ['王敏', '赵强', '李芳']) await office.post(`/api/assignment/pool/${nobody}/recusals`).send({ personId: court.judges[name], kind: 'recusal', reason: '申请回避获准' }).expect(201);
    const restricted = ((await office.get('/api/assignment/pool?show=restricted').expect(200)).body as { items: PoolRow[] }).items;
    expect(restricted.map(({ recusals }) => recusals.length).sort()).toEqual([2, 3]);
    const done = await committed();
    expect(done).toMatchObject({ assigned: 1, unassigned: 1, limits: { recusedCases: 2, unassigned: 1 } });
    const left = (await office.get(`/api/assignment/runs/${done.id}/unassigned`).expect(200)).body as { caseNumber: string; judges: { name: string }[] }[];
    expect(left.map(({ caseNumber, judges }) => [caseNumber, judges.map(({ name }) => name).sort()])).toEqual([[await court.number(nobody!), ['李芳', '王敏', '赵强'].sort()]]);
    const why = (await office.get(`/api/assignment/cases/${one}/why`).expect(200)).body as WhyView;
    expect(why.judge).toBe('李芳');
    // The clerk's own words name a party; the whole court reads only the kind.
    expect(JSON.stringify(why)).not.toContain('张某');
    expect(JSON.stringify(why)).toContain('与当事人有利害关系');
    expect((await office.get(`/api/assignment/runs/${done.id}/run.json`).responseType('blob').expect(200)).body.toString('utf8')).not.toContain('张某');
  });

  it('says what stands in the way when nobody can take cases or none wait', async () => {
    const empty = await preview((await open()).id);
    expect(empty).toMatchObject({ cases: 0, may: { commit: false } });
    expect(((await commit(office, empty).expect(422)).body as Refusal).code).toBe('run.empty');
    const other = (await office.post('/api/assignment/runs').send({ nature: 'administrative' }).expect(201)).body as RunView;
    expect(((await office.post(`/api/assignment/runs/${other.id}/preview`).send({}).expect(422)).body as Refusal).code).toBe('run.nobody');
  });

  it('takes the other rule only with a reason, and shows both side by side', async () => {
    await court.cases(6);
    const { id } = await open();
    expect(((await office.post(`/api/assignment/runs/${id}/preview`).send({ rule: 'water-level' }).expect(422)).body as Refusal).code).toBe('run.ruleReason');
    const draft = await preview(id, { rule: 'water-level', ruleReason: '院务会议决定本批试用' });
    expect(draft).toMatchObject({ rule: 'water-level', otherRule: 'level-then-even' });
    expect(draft.judges.map(({ name, after, other }) => [name, after, other.after])).toEqual([['李芳', '5', expect.any(String)], ['王敏', '5', expect.any(String)], ['赵强', '5', expect.any(String)]]);
    expect(draft.previews).toHaveLength(1);
  });

  it('may be read by everybody in the court, worked by the trial office alone, and seen by no other court', async () => {
    await court.cases(3);
    const done = await committed();
    const judge = await court.court.signedIn('judge', [{ role: 'judge', scope: 'self' }], court.judges['王敏']!);
    const leader = await court.court.signedIn('leader', [{ role: 'courtLeader', scope: 'court' }]);
    for (const agent of [judge, leader]) {
      await agent.get('/api/assignment/runs').expect(200);
      await agent.get(`/api/assignment/runs/${done.id}/run.json`).expect(200);
      await agent.post('/api/assignment/runs').send({ nature: 'civil' }).expect(403);
      await agent.post(`/api/assignment/runs/${done.id}/withdraw`).send({ reason: '不该如此' }).expect(403);
      await agent.get(`/api/assignment/runs/${done.id}/plan.json`).expect(403);
    }
    await judge.get('/api/assignment/pool').expect(403);
    await leader.get('/api/assignment/pool').expect(200);
    const elsewhere = await (await SmallCourt.found(app)).signedIn('elsewhere', [{ role: 'trialManagement', scope: 'court' }]);
    expect(((await elsewhere.get('/api/assignment/runs').expect(200)).body as { total: number }).total).toBe(0);
    await elsewhere.get(`/api/assignment/runs/${done.id}`).expect(404);
    await elsewhere.post(`/api/assignment/runs/${done.id}/withdraw`).send({ reason: '不该如此' }).expect(404);
    await elsewhere.get(`/api/assignment/cases/${(await court.cases(1))[0]}/why`).expect(404);
    const system = await court.court.signedIn('system', [{ role: 'systemAdministrator', scope: 'court' }]);
    await system.get('/api/assignment/runs').expect(403);
  });
});
