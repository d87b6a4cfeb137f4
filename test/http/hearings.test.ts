import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/platform/audit/audit-entry.entity.js';
import { Database } from '../../src/platform/database/database.js';
import type { HearingView } from '../../src/quality-review/forms/dto/hearings.dto.js';
import { CatalogueInstaller } from '../../src/quality-review/install-catalogue.js';
import { HearingAssessment } from '../../src/quality-review/review.entities.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { markHearing } from './review-marks.js';
import { SmallCourt, type Agent } from './small-court.js';

let on: AppUnderTest;
let court: SmallCourt;
let database: Database;
const people: Record<string, string> = {};
const desk: Record<string, Agent> = {};

describe('hearings', () => {
  beforeAll(async () => {
    on = await startApp();
    court = await SmallCourt.found(on);
    database = on.app.get(Database);
    await on.app.get(CatalogueInstaller).installCatalogue(court.courtId);
    for (const [name, division] of [['one', court.second], ['two', court.second], ['inside', court.first]] as const) {
      people[name] = await court.person(`评委${name}`, division, 'qualityReviewer', null);
      desk[name] = await court.signedIn(`assessor-${name}`, [{ role: 'qualityReviewer', scope: 'court', natures: ['civil'] }], people[name]);
    }
    people['judge'] = await court.person('王敏', court.first);
    desk['judge'] = await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], people['judge']);
    people['office'] = await court.person('审管办', court.office, 'officeStaff', null);
    desk['office'] = await court.signedIn('office', [{ role: 'trialManagement', scope: 'court' }], people['office']);
  });
  afterAll(() => on.close());

  async function numberOfCase(): Promise<string> {
    const { caseId } = await court.closedCase({ judge: people['judge']! });
    const [row] = await database.rows<{ number: string }>('SELECT case_number AS "number" FROM court_case WHERE id = :caseId', { caseId });
    return row!.number;
  }
  const today = () => new Date().toISOString().slice(0, 10);
  const wanted = async (changes: object = {}) => ({ caseNumber: await numberOfCase(), heardOn: '2026-05-11', dueOn: '2099-01-31', assessors: [people['one'], people['two']], ...changes });
  const view = async (agent: Agent, id: string): Promise<HearingView> => (await agent.get(`/api/hearings/${id}`).expect(200)).body;

  it('is marked by two people who do not see each other’s marks; the mean stands when the second is in', async () => {
    const { id } = (await desk['office']!.post('/api/hearings').send(await wanted()).expect(201)).body;
    await markHearing(desk['one']!, id, { H33: '2.00', H22: '2.00' });
    const between = await view(desk['two']!, id);
    expect([between.marks, between.outcome, between.hearing.assessors.map(({ submitted }) => submitted)]).toEqual([[], null, [true, false]]);
    expect(JSON.stringify(between)).not.toContain('96.00');
    expect((await view(desk['office']!, id)).marks).toEqual([]);
    await desk['judge']!.get(`/api/hearings/${id}`).expect(404);
    await markHearing(desk['two']!, id, { H31: '1.00' });
    const done = await view(desk['judge']!, id);
    expect(done.outcome).toMatchObject({ hearingScore: '97.50', summationScore: '80.00', total: '87.00' });
    expect(done.outcome!.lines.map(({ zh }) => zh)).toContain('庭审总分：97.50 × 40% + 80.00 × 60% = 87.00');
    expect(done.marks.map(({ forms }) => forms[0]!.score)).toEqual(['96.00', '99.00']);
    const kept = await database.repository(HearingAssessment).findOneByOrFail({ id });
    expect([kept.hearingScore.toFixed(2), kept.summationScore!.toFixed(2), kept.judgeId]).toEqual(['97.50', '80.00', people['judge']]);
    expect((await desk['one']!.post(`/api/hearings/${id}/submit`).send({ version: 9 }).expect(409)).body.code).toBe('hearing.closed');
    const trail = await database.repository(AuditEntry).findBy({ subjectId: id });
    expect(trail.map(({ action }) => action)).toEqual(['hearing.planned', 'hearing.marked', 'hearing.submitted', 'hearing.marked', 'hearing.submitted', 'hearing.assessed']);
  });

  it('gives the weight of an impossible summation to the aspects, with the reason', async () => {
    const { id } = (await desk['office']!.post('/api/hearings').send(await wanted({ noSummation: '辩论前撤诉' })).expect(201)).body;
    expect((await view(desk['one']!, id)).own!.forms.map(({ form }) => form)).toEqual(['F-HRG']);
    await markHearing(desk['one']!, id);
    await markHearing(desk['two']!, id, { H21: '2.00' });
    expect((await view(desk['office']!, id)).outcome).toMatchObject({ hearingScore: '99.00', summationScore: null, total: '99.00' });
  });

  it('names everything missing or wrong at once, and saves nothing of it', async () => {
    const { id } = (await desk['office']!.post('/api/hearings').send(await wanted()).expect(201)).body;
    const first = await view(desk['one']!, id);
    expect(first.own!.missing).toHaveLength(16 + 5);
    const refused = (await desk['one']!.post(`/api/hearings/${id}/submit`).send({ version: 1 }).expect(422)).body;
    expect([refused.code, refused.faults.length]).toEqual(['hearing.incomplete', 21]);
    const faulty = (await desk['one']!.put(`/api/hearings/${id}/marks`).send({ values: { 'F-HRG': { image: { H11: '9' } }, 'F-SUM': { law: { law: '15.00' } } }, version: 1 }).expect(422)).body;
    expect(faulty.faults.map(({ path }: { path: string }) => path)).toEqual(['F-HRG.image.H11', 'F-SUM.law.law']);
    expect((await view(desk['one']!, id)).own!.missing).toHaveLength(21);
    await markHearing(desk['one']!, id, {}, false);
    expect((await desk['one']!.put(`/api/hearings/${id}/marks`).send({ values: {}, version: 1 }).expect(409)).body.code).toBe('record.changed');
    expect((await desk['inside']!.put(`/api/hearings/${id}/marks`).send({ values: {}, version: 1 }).expect(403)).body.code).toBe('hearing.notAssessor');
    await desk['judge']!.put(`/api/hearings/${id}/marks`).send({ values: {}, version: 1 }).expect(403);
  });

  it('is put up by the trial office alone, for two people who may, and once', async () => {
    const body = await wanted({ assessors: [people['inside'], people['inside']], heardOn: '2099-01-01', dueOn: '2020-01-01' });
    const faulty = (await desk['office']!.post('/api/hearings').send(body).expect(422)).body;
    expect(faulty.faults.map(({ path }: { path: string }) => path)).toEqual(['heardOn', 'dueOn', 'assessors', 'assessors']);
    expect(faulty.faults[3].message).toContain('回避');
    const { assessors } = (await desk['office']!.get(`/api/hearings/assessors?caseNumber=${encodeURIComponent(body.caseNumber)}`).expect(200)).body;
    expect(assessors.map(({ personId, recused }: { personId: string; recused: string | null }) => [personId, recused !== null])).toEqual(expect.arrayContaining([[people['one'], false], [people['inside'], true]]));
    expect((await desk['one']!.post('/api/hearings').send(body).expect(403)).body.code).toBe('access.denied');
    const good = { ...body, assessors: [people['one'], people['two']], heardOn: '2026-05-11', dueOn: '2099-01-31' };
    const { id } = (await desk['office']!.post('/api/hearings').send(good).expect(201)).body;
    expect((await desk['office']!.post('/api/hearings').send(good).expect(409)).body.code).toBe('hearing.planned');
    await desk['office']!.post(`/api/hearings/${id}/withdraw`).send({ reason: ' ', version: 1 }).expect(400);
    await desk['office']!.post(`/api/hearings/${id}/withdraw`).send({ reason: '录像损坏', version: 1 }).expect(204);
    expect((await desk['one']!.post(`/api/hearings/${id}/submit`).send({ version: 1 }).expect(409)).body.code).toBe('hearing.closed');
    await desk['office']!.post('/api/hearings').send(good).expect(201);
  });

  it('lists what waits for whom, pages it, and sends it as a sheet', async () => {
    await database.repository(HearingAssessment).insert({ id: 'old-hearing', courtId: court.courtId, caseId: (await court.closedCase({ judge: people['judge']! })).caseId, judgeId: people['judge']!, assessedOn: today(), hearingScore: (await database.repository(HearingAssessment).find())[0]!.hearingScore, summationScore: null });
    const mine = (await desk['two']!.get('/api/hearings?mine=true&status=open').expect(200)).body;
    expect(mine.items.every(({ mine: waits }: { mine: boolean }) => waits)).toBe(true);
    const all = (await desk['office']!.get('/api/hearings?pageSize=2').expect(200)).body;
    expect([all.items.length, all.total]).toEqual([2, 6]);
    expect((await desk['judge']!.get('/api/hearings').expect(200)).body.items.map(({ status }: { status: string }) => status)).toEqual(['done', 'done', 'done']);
    expect((await desk['office']!.get('/api/hearings/export?format=csv').expect(200)).text.split('\n')[0]).toContain('庭审总分');
  });
});
