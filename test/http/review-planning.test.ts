import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CaseAppeal, CourtCase } from '../../src/cases/case.entities.js';
import { Complaint } from '../../src/conduct/conduct.entities.js';
import { CourtParameter } from '../../src/court/court.entities.js';
import { DivisionLeader } from '../../src/court/division-leader.entity.js';
import { Decimal } from '../../src/kernel/exact.js';
import { AuditEntry } from '../../src/platform/audit/audit-entry.entity.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { writeWorkbook } from '../../src/platform/sheets/workbook.js';
import { CatalogueInstaller } from '../../src/quality-review/install-catalogue.js';
import { RegisterEvents } from '../../src/quality-review/planning/register-events.js';
import { CaseReview, Finding } from '../../src/quality-review/review.entities.js';
import { SignOff } from '../../src/quality-review/sign-offs/sign-off.entity.js';
import { commitmentOf } from '../../src/rules/assignment/draw.js';
import { drawReviews, type ReviewDrawInputs } from '../../src/rules/review-planning.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { scoreAll } from './review-marks.js';
import { SmallCourt, type Agent } from './small-court.js';

const TODAY = '2026-11-10';
const MONTH = '2026-10';

let on: AppUnderTest;
let court: SmallCourt;
let office: Agent;
let first: Agent;
let second: Agent;
let bench: Agent;
let chief: Agent;
let leader: Agent;
const people: Record<string, string> = {};
const numbers: Record<string, string> = {};
let serial = 0;

const database = (): Database => on.app.get(Database);

async function closed(judge: string, closedOn: string | null, changes: Partial<CourtCase> = {}): Promise<string> {
  const [id, at] = [newId(), '2026-10-20T00:00:00.000Z'];
  serial += 1;
  numbers[id] = `（2026）苏0102民初${1000 + serial}号`;
  await database().repository(CourtCase).insert({
    id, courtId: court.courtId, caseNumber: numbers[id]!, year: 2026, typeCode: '民初', serial, nature: 'civil', cause: '民间借贷纠纷', weight: new Decimal(1), intakeOn: '2026-06-01', closedOn,
    divisionId: court.first, responsibleJudgeId: judge, createdAt: at, updatedAt: at, ...changes,
  });
  return id;
}

async function setParameters(values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values))
    await database().repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name, value, unit: 'count', effectiveFrom: '2025-01-01', source: `测试〔2026〕1号 ${name}`, example: false, createdAt: '2026-01-01T00:00:00.000Z' });
}

describe('review planning', () => {
  beforeAll(async () => {
    on = await startApp();
    Object.assign(on.app.get(Clock), { today: () => TODAY, instant: () => `${TODAY}T02:00:00.000Z` });
    court = await SmallCourt.found(on);
    await on.app.get(CatalogueInstaller).installCatalogue(court.courtId);
    for (const [key, name, unit, post] of [
      ['wang', '王敏', court.first, 'judge'], ['li', '李强', court.first, 'judge'], ['zhao', '赵强', court.first, 'divisionChief'],
      ['a', '评查甲', court.second, 'qualityReviewer'], ['b', '评查乙', court.second, 'qualityReviewer'], ['inside', '评查丙', court.first, 'qualityReviewer'],
      ['clerk', '周宁', court.office, 'officeStaff'], ['chenyuan', '陈院', court.office, 'vicePresident'],
    ] as const) people[key] = await court.person(name, unit, post);
    office = await court.signedIn('office', [{ role: 'trialManagement', scope: 'court' }], people['clerk']);
    first = await court.signedIn('reviewer-a', [{ role: 'qualityReviewer', scope: 'court', natures: ['civil'] }], people['a']);
    second = await court.signedIn('reviewer-b', [{ role: 'qualityReviewer', scope: 'court', natures: ['civil'] }], people['b']);
    await court.account('reviewer-c', [{ role: 'qualityReviewer', scope: 'court', natures: ['civil'] }], people['inside']);
    bench = await court.signedIn('wang', [{ role: 'judge', scope: 'self' }], people['wang']);
    chief = await court.signedIn('zhao', [{ role: 'divisionChief', scope: 'division', divisionId: court.first }], people['zhao']);
    leader = await court.signedIn('leader', [{ role: 'courtLeader', scope: 'court' }], people['chenyuan']);
  });
  afterAll(() => on.close());

  let planId: string;

  it('plans a month: a sealed seed, previews that save nothing, a commit that keeps all it rested on', async () => {
    for (let i = 0; i < 8; i++) await closed(people['wang']!, '2026-10-12');
    const ofLi = await closed(people['li']!, '2026-10-30');
    await closed(people['li']!, '2026-11-02');
    expect((await office.post('/api/review-plans').send({ kind: 'routine', month: MONTH }).expect(409)).body).toMatchObject({ code: 'reviewPlan.parameterMissing', message: expect.stringContaining('常规评查占当月结案的比例') });
    await setParameters({ 'review.routineShare': '40.00', 'review.routineMinPerJudgeYear': '1', 'review.secondShare': '50.00', 'review.secondMinPerReviewer': '1', 'review.keyDays': '10', 'review.eventLookBackDays': '90' });
    expect((await office.post('/api/review-plans').send({ kind: 'routine', month: '2026-11' }).expect(422)).body.code).toBe('reviewPlan.monthOpen');
    expect((await office.post('/api/review-plans').send({ kind: 'routine', month: '2026-07' }).expect(409)).body.code).toBe('reviewPlan.nothingToDraw');
    for (const agent of [bench, first, chief, leader]) expect((await agent.post('/api/review-plans').send({ kind: 'routine', month: MONTH }).expect(403)).body.code).toBe('access.denied');

    const opened = (await office.post('/api/review-plans').send({ kind: 'routine', month: MONTH }).expect(201)).body;
    planId = opened.id;
    expect(opened).toMatchObject({ status: 'sealed', seed: null, round: 1, may: { preview: true, commit: true }, missing: [] });
    expect((await office.post('/api/review-plans').send({ kind: 'routine', month: MONTH }).expect(409)).body).toMatchObject({ code: 'reviewPlan.alreadyOpen', faults: [{ path: 'id', message: planId }] });

    const preview = (await office.post(`/api/review-plans/${planId}/preview`).send({}).expect(200)).body;
    // 40 % of 9 closings is 3.6, so 4; 李强's one case is drawn for the least number. 评查丙 serves in the division and is drawn for nothing.
    expect(preview).toMatchObject({ lot: 9, underReview: 0, target: 4, planned: 4, left: [], short: [], batch: MONTH.replace('10', '11') });
    expect(preview.cases.filter(({ why }: { why: string }) => why === 'least').map(({ judge }: { judge: string }) => judge).sort()).toEqual(['李强', '王敏']);
    expect(preview.loads.map(({ reviewer, added }: { reviewer: string; added: number }) => [reviewer, added]).sort()).toEqual([['评查丙', 0], ['评查乙', 2], ['评查甲', 2]].sort());
    expect(await database().repository(CaseReview).countBy({ courtId: court.courtId })).toBe(0);

    expect((await office.post(`/api/review-plans/${planId}/commit`).send({ version: 1, inputDigest: 'f'.repeat(64) }).expect(409)).body.code).toBe('reviewPlan.stale');
    await closed(people['wang']!, '2026-10-31');
    expect((await office.post(`/api/review-plans/${planId}/commit`).send({ version: 1, inputDigest: preview.inputDigest }).expect(409)).body.code).toBe('reviewPlan.stale');
    const again = (await office.post(`/api/review-plans/${planId}/preview`).send({}).expect(200)).body;
    const both = await Promise.all([1, 2].map(() => office.post(`/api/review-plans/${planId}/commit`).send({ version: 1, inputDigest: again.inputDigest })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const plan = (await office.get(`/api/review-plans/${planId}`).expect(200)).body;
    expect(plan).toMatchObject({ status: 'committed', planned: 4, target: 4, lot: 10, version: 2 });
    expect(commitmentOf(plan.seed)).toBe(opened.commitment);

    const reviews = await database().repository(CaseReview).findBy({ planId });
    expect(reviews).toHaveLength(4);
    for (const review of reviews) expect(review).toMatchObject({ kind: 'routine', status: 'pending', batch: '2026-11', plannedOn: TODAY, dueOn: '2026-11-30', secondOfId: null });
    expect(reviews.some(({ caseId }) => caseId === ofLi)).toBe(true);
    const file = JSON.parse((await office.get(`/api/review-plans/${planId}/plan.json`).buffer(true).parse((res, done) => { let text = ''; res.on('data', (part: Buffer) => (text += part.toString('utf8'))); res.on('end', () => done(null, text)); }).expect(200)).body as string) as { inputs: ReviewDrawInputs; drawn: unknown };
    expect(drawReviews(file.inputs).drawn).toEqual(file.drawn);
    const trail = await database().repository(AuditEntry).findBy({ courtId: court.courtId, action: 'review.planned' });
    expect(trail).toHaveLength(4);
  });

  it('shows each reader what their scope reaches of a plan', async () => {
    expect((await first.get(`/api/review-plans/${planId}`).expect(200)).body.planned).toBe(4);
    expect((await leader.get(`/api/review-plans/${planId}/cases`).expect(200)).body.total).toBe(4);
    expect((await leader.get(`/api/review-plans/${planId}/cases/export?format=csv`).expect(200)).text).toContain('评查');
    await chief.get(`/api/review-plans/${planId}`).expect(404);
    await bench.get(`/api/review-plans/${planId}`).expect(403);
    await first.get(`/api/review-plans/${planId}/plan.json`).expect(403);
    const months = (await office.get('/api/review-plans/months?year=2026').expect(200)).body;
    expect(months.find(({ month }: { month: string }) => month === MONTH)).toMatchObject({ closed: 10, planned: 4, reviewed: 0, routine: 'planned' });
    expect(months[0]).toMatchObject({ month: '2026-11', closed: 1, routine: 'running' });
    expect((await first.get('/api/review-plans/months?year=2026').expect(200)).body[0].blind).toBeNull();
  });

  it('counts coverage over every closed case, in scope, down to the cases not covered, and exports it', async () => {
    const view = (await leader.get(`/api/review-coverage?period=${MONTH}&by=judge`).expect(200)).body;
    expect(view.total).toEqual({ closed: 10, planned: 4, reviewed: 0, plannedShare: '40.00', reviewedShare: '0.00' });
    expect(view.kinds).toEqual({ routine: 4, key: 0, special: 0 });
    expect(view.rows.map(({ label, closed: all }: { label: string; closed: number }) => [label, all]).sort()).toEqual([['李强', 1], ['王敏', 9]].sort());
    for (const by of ['division', 'month', 'field']) expect((await chief.get(`/api/review-coverage?period=2026&by=${by}`).expect(200)).body.total.closed).toBe(11);
    const left = (await office.get(`/api/review-coverage/cases?period=${MONTH}&state=uncovered&by=judge&key=${people['wang']}`).expect(200)).body;
    expect(left.total).toBe(6);
    expect(left.items[0]).toMatchObject({ state: 'uncovered', why: { zh: expect.stringContaining('未抽中') } });
    expect((await office.get('/api/review-coverage/cases?period=2026-11&state=uncovered').expect(200)).body.items[0].why.zh).toBe('当月尚未安排评查');
    expect((await office.get(`/api/review-coverage/export?period=${MONTH}&format=csv`).expect(200)).text).toContain('合计,10,4,0,40.00,0.00');
    expect((await office.get(`/api/review-coverage/cases/export?period=${MONTH}&state=uncovered&format=csv`).expect(200)).text.trim().split('\n')).toHaveLength(7);
    await bench.get(`/api/review-coverage?period=${MONTH}`).expect(403);
  });

  it('gives a review not begun to another reviewer, with the reason, and refuses who must stand back', async () => {
    const [review] = await database().repository(CaseReview).findBy({ planId, reviewerId: people['a']! });
    const choices = (await office.get(`/api/reviews/${review!.id}/reviewers`).expect(200)).body;
    expect(choices.find(({ name }: { name: string }) => name === '评查丙').barred.zh).toBe('本庭案件');
    const to = (reviewerId: string, reason = '初评人出差') => office.post(`/api/reviews/${review!.id}/reassign`).send({ version: 1, reviewerId, reason });
    expect((await to(people['inside']!).expect(422)).body).toMatchObject({ code: 'review.reviewerBarred', message: expect.stringContaining('本庭案件') });
    await to(people['b']!, '差').expect(400);
    await first.post(`/api/reviews/${review!.id}/reassign`).send({ version: 1, reviewerId: people['b'], reason: '自己换人' }).expect(403);
    await to(people['b']!).expect(204);
    expect((await to(people['a']!).expect(409)).body.code).toBe('record.changed');
    expect(await database().repository(CaseReview).findOneBy({ id: review!.id })).toMatchObject({ reviewerId: people['b'], version: 2 });
    await database().repository(CaseReview).update(review!.id, { status: 'inProgress' });
    expect((await office.post(`/api/reviews/${review!.id}/reassign`).send({ version: 2, reviewerId: people['a'], reason: '再换回来' }).expect(409)).body.code).toBe('review.begun');
    await database().repository(CaseReview).update(review!.id, { status: 'pending' });
  });

  it('keeps away who signed a document of the case and who leads the division, with why, and charges that leader where the matrix names one', async () => {
    const [review] = await database().repository(CaseReview).findBy({ planId, reviewerId: people['b']! });
    const { id, caseId } = review!;
    const reasons = async () => Object.fromEntries((await office.get(`/api/reviews/${id}/reviewers`).expect(200)).body.map((one: { name: string; barred: { zh: string } | null }) => [one.name, one.barred?.zh ?? null]));
    const shares = async () => Object.fromEntries((await second.get(`/api/reviews/${id}`).expect(200)).body.proposals.R08.shares.map(({ name, share }: { name: string; share: string }) => [name, share]));
    expect((await reasons())['评查甲']).toBeNull();
    people['liang'] = await court.person('梁正', court.office, 'vicePresident', null);
    const alone = await shares();
    expect(alone).toEqual({ [Object.keys(alone)[0]!]: '85.00', 赵强: '15.00' });
    const led = { courtId: court.courtId, divisionId: court.first, source: '党组分工', createdAt: '2026-01-01T00:00:00.000Z' };
    const [former, now] = [newId(), newId()];
    await court.change(() => database().repository(DivisionLeader).insert([{ ...led, id: former, personId: people['a']!, validFrom: '2024-01-01', validUntil: '2026-07-01' }, { ...led, id: now, personId: people['chenyuan']!, validFrom: '2026-07-01', validUntil: null }]));
    expect((await reasons())['评查甲']).toBe('分管本庭的院领导');
    expect(await shares()).toMatchObject({ 陈院: '5.00', 赵强: '15.00', [Object.keys(alone)[0]!]: '80.00' });

    await court.change(() => database().repository(DivisionLeader).delete(former));
    const documentId = newId();
    await court.judgment(caseId, documentId, '民事判决书。');
    await court.change(() => database().repository(SignOff).insert({
      id: newId(), courtId: court.courtId, caseId, documentId, digest: 'd'.repeat(64), sequence: 1, act: 'sign', step: 'chief', returnTo: null, nextStep: 'vicePresident', personId: people['a']!, actorName: '评查甲', answersFor: '文字', words: null, day: '2026-10-11', at: '2026-10-11T02:00:00.000Z',
    }));
    expect((await reasons())['评查甲']).toBe('签发过本案文书');
    expect((await office.post(`/api/reviews/${id}/reassign`).send({ version: review!.version, reviewerId: people['a'], reason: '初评人出差' }).expect(422)).body).toMatchObject({ code: 'review.reviewerBarred', message: expect.stringContaining('签发过本案文书') });
    await database().repository(CaseReview).update(id, { reviewerId: people['a']! });
    expect((await first.get(`/api/reviews/${id}`).expect(403)).body.code).toBe('review.signed');
    await database().repository(CaseReview).update(id, { reviewerId: people['b']! });
  });

  it('enrols a case by itself when an event is recorded: twice is one review with both triggers', async () => {
    const caseId = await closed(people['wang']!, '2026-09-15');
    const event = (changes: object = {}) => office.post('/api/review-events').send({ kind: 'appeal.changed', caseNumbers: [numbers[caseId]], day: '2026-11-05', source: '（2026）苏01民终55号判决：改判', ...changes });
    expect((await event().expect(409)).body.code).toBe('caseEvent.noTriggers');
    expect((await office.get('/api/review-triggers').expect(200)).body.may.install).toBe(true);
    expect((await office.post('/api/review-triggers/install').expect(200)).body.triggers).toHaveLength(9);
    await first.post('/api/review-triggers/install').expect(403);

    const faulty = (await event({ kind: 'supervisionLetter.received', caseNumbers: ['（2026）苏0102民初999999号', numbers[caseId]], day: '2027-01-01', source: '。。' }).expect(422)).body;
    expect(faulty.code).toBe('caseEvent.faulty');
    expect(faulty.faults.map(({ path }: { path: string }) => path)).toEqual(['day', 'replyOn', 'source', 'caseNumbers[0]']);
    expect(await database().repository(CaseReview).countBy({ caseId })).toBe(0);

    const recorded = (await event().expect(201)).body.events[0];
    expect(recorded).toMatchObject({ trigger: 'T3', status: 'enrolled', reviewKind: 'key', dueOn: '2026-11-20', triggers: ['T3'] });
    expect((await event().expect(422)).body.faults[0].message).toContain('已登记过');
    const other = (await event({ kind: 'publicOpinion.recorded', day: '2026-11-08', source: '某网帖引发讨论，见舆情专报第3期' }).expect(201)).body.events[0];
    expect(other).toMatchObject({ reviewId: recorded.reviewId, reviewKind: 'special', triggers: ['T3', 'T9'], dueOn: '2026-11-20' });
    expect(await database().repository(CaseReview).countBy({ caseId })).toBe(1);
    for (const agent of [first, leader, bench]) await agent.post('/api/review-events').send({ kind: 'appeal.changed', caseNumbers: [numbers[caseId]], day: '2026-11-05', source: '没有登记权限的人' }).expect(403);
    expect((await leader.get('/api/review-events?trigger=T9').expect(200)).body.total).toBe(1);
    expect((await office.get('/api/review-events/export?format=csv').expect(200)).text).toContain('二审改判');

    const { version } = other;
    await office.post(`/api/review-events/${other.id}/withdraw`).send({ version, reason: '登记错了案件' }).expect(204);
    expect(await database().repository(CaseReview).findOneBy({ id: recorded.reviewId })).toMatchObject({ triggers: 'T3', kind: 'special' });
    expect((await office.post(`/api/review-events/${other.id}/withdraw`).send({ version, reason: '登记错了案件' }).expect(409)).body.code).toBe('caseEvent.withdrawn');
  });

  it('waits for the closing where the trigger says so, and refuses an open case where it cannot be', async () => {
    const open = await closed(people['wang']!, null);
    const send = (kind: string) => office.post('/api/review-events').send({ kind, caseNumbers: [numbers[open]!.replace('（', '(').replace('）', ')')], day: '2026-11-06', source: '审管办核查记录' });
    expect((await send('appeal.remanded').expect(422)).body.faults[0].message).toContain('尚未结案');
    const waiting = (await send('limit.exceeded').expect(201)).body.events[0];
    expect(waiting).toMatchObject({ trigger: 'T5', status: 'waiting', waitsFor: 'closing', reviewId: null });
    expect((await office.post('/api/review-events/sweep').expect(200)).body).toMatchObject({ enrolled: 0 });
    await database().repository(CourtCase).update(open, { closedOn: '2026-11-09' });
    expect((await office.post('/api/review-events/sweep').expect(200)).body).toMatchObject({ enrolled: 1 });
    const [row] = (await office.get('/api/review-events?trigger=T5').expect(200)).body.items;
    // Ten working days from the closing on 9 November.
    expect(row).toMatchObject({ status: 'enrolled', dueOn: '2026-11-23', reviewKind: 'key' });
  });

  it('finds by itself what the register holds, once however often it looks', async () => {
    const [appealed, late] = [await closed(people['li']!, '2026-09-20'), await closed(people['li']!, '2026-11-03', { limitOn: '2026-10-31' })];
    await database().repository(CaseAppeal).insert({ id: newId(), courtId: court.courtId, caseId: appealed, appealedOn: '2026-10-01', outcome: 'remanded', decidedOn: '2026-11-04', attributable: null, reason: null });
    const sweeps = await Promise.all([1, 2].map(() => on.app.get(RegisterEvents).sweep(court.courtId)));
    expect(sweeps.reduce((sum, { found }) => sum + found, 0)).toBe(2);
    expect(await on.app.get(RegisterEvents).sweep(court.courtId)).toEqual({ found: 0, enrolled: 0, waiting: 0 });
    for (const [caseId, triggers] of [[appealed, 'T3'], [late, 'T5']] as const) expect(await database().repository(CaseReview).findBy({ caseId })).toEqual([expect.objectContaining({ triggers, kind: 'key', status: 'pending' })]);
    const [raised] = (await office.get('/api/review-events?origin=register&trigger=T3').expect(200)).body.items;
    expect(raised.recordedBy).toBe('登记册自动');
    expect((await office.post(`/api/review-events/${raised.id}/withdraw`).send({ version: raised.version, reason: '登记册有误' }).expect(409)).body.code).toBe('caseEvent.fromRegister');
  });

  it('enrols by itself what was complained of and upheld, and what is petitioned about again', async () => {
    const [upheld, petitioned, once, unfounded] = [await closed(people['li']!, '2026-09-21'), await closed(people['li']!, '2026-09-22'), await closed(people['li']!, '2026-09-23'), await closed(people['li']!, '2026-09-24')];
    const receive = (caseId: string | null, changes: Partial<Complaint>) => database().repository(Complaint).insert({
      id: newId(), courtId: court.courtId, caseId, personId: people['li']!, code: 'W-02', kind: 'complaint', receivedOn: '2026-10-08', result: 'pending', verifiedOn: null, summary: '反映案件久拖不决', ...changes,
    });
    await receive(upheld, { result: 'upheld', verifiedOn: '2026-11-02' });
    await receive(unfounded, { result: 'unfounded', verifiedOn: '2026-11-02' });
    await receive(null, { result: 'upheld', verifiedOn: '2026-11-02' });
    for (const receivedOn of ['2026-10-13', '2026-10-30', '2026-11-06']) await receive(petitioned, { code: 'W-05', kind: 'petition', receivedOn });
    await receive(once, { code: 'W-05', kind: 'petition' });
    expect((await office.post('/api/review-events/sweep').expect(200)).body).toEqual({ found: 2, enrolled: 2, waiting: 0 });
    expect((await office.post('/api/review-events/sweep').expect(200)).body).toEqual({ found: 0, enrolled: 0, waiting: 0 });
    for (const caseId of [upheld, petitioned]) expect(await database().repository(CaseReview).findBy({ caseId })).toEqual([expect.objectContaining({ triggers: 'T6', kind: 'key', status: 'pending' })]);
    for (const caseId of [once, unfounded]) expect(await database().repository(CaseReview).countBy({ caseId })).toBe(0);
    const { items } = (await office.get('/api/review-events?origin=register&trigger=T6').expect(200)).body;
    expect(items.map(({ day, source }: { day: string; source: string }) => [day, source]).sort()).toEqual([['2026-10-30', '投诉信访登记：本案信访至 2026-10-30 已 2 次'], ['2026-11-02', '投诉信访登记：W-02 投诉 2026-11-02 查实，反映案件久拖不决']]);
  });

  it('keeps the definition of a trigger dated: switched off from a day on, events are kept and enrol nobody', async () => {
    const { content } = (await office.get('/api/catalogues/triggers/rows?q=T3').expect(200)).body.items[0];
    const draft = { title: '停用一类情形', source: '审委会〔2026〕12号第3条', effectiveFrom: TODAY, changes: [{ act: 'change', code: 'T3', content: { ...content, active: 'false' } }] };
    await leader.post('/api/catalogues/triggers/proposals').send(draft).expect(403);
    const { id, version } = (await office.post('/api/catalogues/triggers/proposals').send(draft).expect(201)).body;
    const proposed = (await office.post(`/api/catalogue-proposals/${id}/propose`).send({ version }).expect(200)).body;
    expect((await office.post(`/api/catalogue-proposals/${id}/approve`).send({ version: proposed.version }).expect(403)).body.code).toBe('catalogue.secondPerson');
    await leader.post(`/api/catalogue-proposals/${id}/approve`).send({ version: proposed.version }).expect(200);
    const view = (await office.get('/api/review-triggers').expect(200)).body;
    expect(view.triggers[2]).toMatchObject({ code: 'T3', inForce: { version: 2, active: false }, history: [{ version: 2 }, { version: 1, effectiveUntil: TODAY }] });
    const caseId = await closed(people['wang']!, '2026-09-18');
    const off = (await office.post('/api/review-events').send({ kind: 'appeal.changed', caseNumbers: [numbers[caseId]], day: TODAY, source: '终审判决改判，情形已停用' }).expect(201)).body.events[0];
    expect(off).toMatchObject({ status: 'switchedOff', reviewId: null });
    // The day of the event decides: before the change the trigger still held.
    const earlier = (await office.post('/api/review-events').send({ kind: 'appeal.partlyChanged', caseNumbers: [numbers[caseId]], day: '2026-11-09', source: '停用前一天的裁判' }).expect(201)).body.events[0];
    expect(earlier.status).toBe('enrolled');
  });

  it('takes a sheet of events whole or not at all, and marks the faulty cells', async () => {
    const [one, two] = [await closed(people['wang']!, '2026-08-11'), await closed(people['li']!, '2026-08-12')];
    const sheet = (rows: string[][]) => writeWorkbook({ title: '触发事件', head: ['事件', '案号', '事件日期', '依据', '答复日期'], rows });
    const good = ['同类案件裁判不一致', `${numbers[one]}、${numbers[two]}`, '2026-11-01', '专业法官会议纪要〔2026〕7号', ''];
    const bad = ['督办、转办函', numbers[one]!, '2026-11-02', '市委政法委函', ''];
    const send = (rows: string[][], commit: boolean) => sheet(rows).then((bytes) => office.post('/api/review-events/import').field('commit', String(commit)).attach('file', bytes, '事件.xlsx'));
    const refused = (await send([good, bad, [...good.slice(0, 1), '查无此案', ...good.slice(2)]], true)).body;
    expect(refused).toMatchObject({ rows: 3, saved: 0 });
    expect(refused.faults.map(({ row, column }: { row: number; column: string }) => [row, column])).toEqual([[3, 'replyOn'], [4, 'caseNumbers'], [4, 'caseNumbers']]);
    expect((await send([good], false)).body).toEqual({ rows: 1, saved: 0, faults: [] });
    expect((await send([good], true)).body).toEqual({ rows: 1, saved: 1, faults: [] });
    expect((await office.get('/api/review-events?trigger=T1').expect(200)).body.items.map(({ reviewKind, origin }: { reviewKind: string; origin: string }) => [reviewKind, origin])).toEqual([['special', 'sheet'], ['special', 'sheet']]);
    await sheet([bad]).then((bytes) => office.post('/api/review-events/import/marked').attach('file', bytes, '事件.xlsx').expect(200));
    await sheet([good]).then((bytes) => first.post('/api/review-events/import').attach('file', bytes, '事件.xlsx').expect(403));
  });

  it('repeats reviews blind: the second reviewer sees nothing of the first, the first is not told, and nothing counts twice', async () => {
    const [mine] = await database().repository(CaseReview).findBy({ planId, reviewerId: people['a']!, status: 'pending' });
    const { body: clauses } = await first.get('/api/clauses?nature=civil').expect(200);
    const clause = (code: string): string => clauses.find((one: { code: string }) => one.code === code).id;
    const judge = (await database().repository(CourtCase).findOneByOrFail({ id: mine!.caseId })).responsibleJudgeId!;
    const finding = (code: string, cost: string) => ({ clauseId: clause(code), points: cost, place: '判决书第2段', comment: '未说明理由', shares: [{ personId: judge, post: 'responsibleJudge', share: '100' }] });
    await first.post(`/api/reviews/${mine!.id}/findings`).send(finding('M-C-11', '2.00')).expect(201);
    await scoreAll(first, mine!.id);
    const { version } = (await first.get(`/api/reviews/${mine!.id}`)).body.review;
    await first.post(`/api/reviews/${mine!.id}/submit`).send({ version }).expect(200);

    await database().repository(CaseReview).update(mine!.id, { submittedOn: '2026-10-31' });
    const opened = (await office.post('/api/review-plans').send({ kind: 'second', month: MONTH }).expect(201)).body;
    const preview = (await office.post(`/api/review-plans/${opened.id}/preview`).send({}).expect(200)).body;
    expect(preview).toMatchObject({ lot: 1, planned: 1, cases: [{ reviewer: '评查乙' }] });
    expect((await office.post(`/api/review-plans/${opened.id}/commit`).send({ version: 1, inputDigest: preview.inputDigest }).expect(200)).body.status).toBe('committed');
    const repeated = await database().repository(CaseReview).findOneByOrFail({ secondOfId: mine!.id });
    expect(repeated).toMatchObject({ reviewerId: people['b'], kind: 'routine', status: 'pending' });

    // The second reviewer: own empty desk, and neither the first review nor its findings anywhere.
    expect((await second.get(`/api/reviews/${repeated.id}`).expect(200)).body).toMatchObject({ review: { second: true, findings: 0 }, findings: [] });
    await second.get(`/api/reviews/${mine!.id}`).expect(404);
    expect((await second.get('/api/reviews?status=submitted').expect(200)).body.total).toBe(0);
    expect((await second.get(`/api/findings?caseId=${mine!.caseId}`).expect(200)).body.total).toBe(0);
    expect((await second.get(`/api/findings/export?format=csv&caseId=${mine!.caseId}`).expect(200)).text).not.toContain('M-C-11');
    // The first reviewer, the judge and the chief are not told; neither is a reader of plans.
    for (const agent of [first, bench, chief, leader]) await agent.get(`/api/reviews/${repeated.id}`).expect(404);
    await first.get(`/api/review-plans/${opened.id}`).expect(404);
    expect((await first.get('/api/review-plans').expect(200)).body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['routine']);

    const before = (await office.get(`/api/review-coverage?period=${MONTH}`).expect(200)).body.total;
    await second.post(`/api/reviews/${repeated.id}/findings`).send(finding('M-C-11', '2.00')).expect(201);
    await second.post(`/api/reviews/${repeated.id}/findings`).send(finding('M-C-08', '1.50')).expect(201);
    await scoreAll(second, repeated.id);
    const scored = (await first.get(`/api/reviews/${mine!.id}`).expect(200)).body.review.caseScore;
    await second.post(`/api/reviews/${repeated.id}/submit`).send({ version: (await second.get(`/api/reviews/${repeated.id}`)).body.review.version }).expect(200);
    expect((await office.get(`/api/review-coverage?period=${MONTH}`).expect(200)).body.total).toEqual(before);
    expect((await first.get(`/api/reviews/${mine!.id}`).expect(200)).body.review.caseScore).toBe(scored);
    expect((await bench.get('/api/findings').expect(200)).body.items.map(({ points }: { points: string }) => points)).not.toContain('1.50');
    // Now both may be compared, and the second reviewer sees the first.
    await second.get(`/api/reviews/${mine!.id}`).expect(200);
    await first.get(`/api/reviews/${repeated.id}`).expect(200);

    await leader.get('/api/second-findings').expect(403);
    const listed = (await office.get('/api/second-findings?state=undecided').expect(200)).body;
    expect(listed.items.map((one: { finding: { clause: { code: string } }; alsoInFirst: boolean }) => [one.finding.clause.code, one.alsoInFirst]).sort()).toEqual([['M-C-08', false], ['M-C-11', true]]);
    const idOf = (code: string): string => listed.items.find((one: { finding: { clause: { code: string } } }) => one.finding.clause.code === code).finding.id;
    await office.post(`/api/second-findings/${idOf('M-C-11')}/decline`).send({ reason: '初评已经记录' }).expect(204);
    const [adopted, again] = await Promise.all([1, 2].map(() => office.post(`/api/second-findings/${idOf('M-C-08')}/adopt`).send({ reason: '初评漏评，事实清楚' })));
    expect([adopted!.status, again!.status].sort()).toEqual([200, 409]);
    const done = (adopted!.status === 200 ? adopted : again)!.body as { findingId: string };
    expect(await database().repository(Finding).findOneBy({ id: done.findingId })).toMatchObject({ reviewId: mine!.id, status: 'submitted', recordedOn: TODAY, reviewerId: people['b'] });
    const lower = (await first.get(`/api/reviews/${mine!.id}`).expect(200)).body.review.caseScore;
    expect([Number(lower) < Number(scored), (await second.get(`/api/reviews/${repeated.id}`).expect(200)).body.findings.length]).toEqual([true, 2]);
    expect((await office.post(`/api/second-findings/${done.findingId}/adopt`).send({ reason: '不是复评差错' }).expect(409)).body.code).toBe('secondFinding.notSecond');
  });

  it('works out a sampling plan with its arithmetic in words', async () => {
    const { body } = await office.get('/api/review-sampling?lot=200&level=II&limit=2.5&rate=5&risk=5').expect(200);
    expect(body).toMatchObject({ letter: 'G', sampleSize: 32, accept: 2, reject: 3, faulty: 10, sampleToNotice: 51 });
    expect(body.words.map(({ zh }: { zh: string }) => zh).join('')).toContain('漏过的机会');
    expect(body.curve[0]).toEqual({ rate: '0.00', chance: '100.00' });
    const { body: refused } = await office.get('/api/review-sampling?lot=1&level=II&limit=3&rate=0&risk=100').expect(422);
    expect(refused.faults.map(({ path }: { path: string }) => path)).toEqual(['lot', 'limit', 'rate', 'risk']);
    await leader.get('/api/review-sampling?lot=200&level=II&limit=2.5&rate=5&risk=5').expect(403);
  });
});
