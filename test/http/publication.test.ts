import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CaseDocument, CourtCase } from '../../src/cases/case.entities.js';
import { CourtParameter } from '../../src/court/court.entities.js';
import { addDays } from '../../src/kernel/day.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { CatalogueInstaller } from '../../src/quality-review/install-catalogue.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

let on: AppUnderTest;
let court: SmallCourt;
let judgeId: string;
let judge: Agent;
let otherJudge: Agent;
let clerk: Agent;
let office: Agent;
let today: string;

const parameter = (name: string, value: string, unit: string) =>
  court.change(() => on.app.get(Database).repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name, value, unit, effectiveFrom: '2026-01-01', source: '示例', example: true, createdAt: new Date().toISOString() }));

describe('publication', () => {
  beforeAll(async () => {
    on = await startApp({ clockFrom: '2026-11-23T09:00:00+08:00' });
    court = await SmallCourt.found(on);
    await on.app.get(CatalogueInstaller).installCatalogue(court.courtId);
    judgeId = await court.person('王敏', court.first);
    judge = await court.signedIn('judge', [{ role: 'judge', scope: 'self' }], judgeId);
    otherJudge = await court.signedIn('otherJudge', [{ role: 'judge', scope: 'self' }], await court.person('何静', court.first));
    clerk = await court.signedIn('clerk', [{ role: 'clerk', scope: 'division', divisionId: court.first }], await court.person('褚云', court.first, 'clerk', null));
    office = await court.signedIn('office', [{ role: 'trialManagement', scope: 'court' }]);
    today = on.app.get(Clock).today();
  });
  afterAll(() => on.close());

  async function effective(effectiveOn: string): Promise<{ caseId: string; documentId: string }> {
    const made = await court.closedCase({ judge: judgeId }, '民事判决书。');
    await court.change(() => on.app.get(Database).repository(CourtCase).update(made.caseId, { effectiveOn }));
    return made;
  }
  const found = async (who: Agent, caseId: string) => (await who.get('/api/judgment-publications?pageSize=100').expect(200)).body.items.find((row: { caseId: string }) => row.caseId === caseId);
  const act = (who: Agent, id: string, what: string, body: object) => who.post(`/api/judgment-publications/${id}/${what}`).send(body);

  it('enters what has taken effect by itself, due after the working days the court has set', async () => {
    const { caseId } = await effective('2026-09-24');
    expect((await office.get('/api/judgment-publications').expect(200)).body.total).toBe(0);
    expect((await office.get('/api/judgment-publications/summary').expect(200)).body.workingDays).toBeNull();
    await parameter('judgment.publicationDays', '7', 'workingDays');
    await parameter('signOff.from', '2026-10-21', 'date');
    // From Thursday 24 September: the holidays of 25–27 September and 1–7 October do not count, Saturday 10 October does.
    expect(await found(office, caseId)).toMatchObject({ dueOn: '2026-10-12', state: 'overdue', lateDays: 30 });
    const { caseId: fresh } = await effective(addDays(today, -1));
    expect(await found(judge, fresh)).toMatchObject({ state: 'due', lateDays: 0, may: { publish: true, decide: false } });
    expect(await found(otherJudge, fresh)).toBeUndefined();
    expect((await office.get('/api/judgment-publications?state=overdue').expect(200)).body.items).toHaveLength(1);
  });

  it('publishes, counts coverage, and takes back only with a reason', async () => {
    const { caseId } = await effective('2026-11-16');
    const { id, version } = await found(clerk, caseId);
    expect((await act(otherJudge, id, 'publish', { version }).expect(404)).body.code).toBe('record.notFound');
    expect((await act(clerk, id, 'publish', { version: 9 }).expect(409)).body.code).toBe('record.changed');
    const published = (await act(clerk, id, 'publish', { version }).expect(200)).body;
    expect(published).toMatchObject({ state: 'published', publishedOn: today, lateDays: 0 });
    expect((await act(judge, id, 'publish', { version: published.version }).expect(409)).body).toMatchObject({ code: 'publication.notNow', message: expect.stringContaining('已公示') });
    const summary = (await office.get('/api/judgment-publications/summary').expect(200)).body;
    expect(summary.total).toMatchObject({ documents: 3, published: 1, onTime: 1, overdue: 1, waiting: 1, exempt: 0, coverage: '50.00' });
    expect(summary.divisions).toEqual([expect.objectContaining({ divisionId: court.first, documents: 3 })]);
    expect((await act(clerk, id, 'withdraw', { version: published.version, words: '涉及隐私需要撤回' }).expect(403)).body.code).toBe('access.denied');
    expect((await act(office, id, 'withdraw', { version: published.version, words: '撤' }).expect(422)).body.faults[0].path).toBe('words');
    const back = (await act(office, id, 'withdraw', { version: published.version, words: '姓名未隐去，撤回重做' }).expect(200)).body;
    expect(back).toMatchObject({ state: 'withdrawn', publishedOn: today });
    await act(judge, id, 'publish', { version: back.version }).expect(200);
    const steps = (await judge.get(`/api/judgment-publications/${id}/steps`).expect(200)).body;
    expect(steps.map(({ act: what, name, words }: { act: string; name: string; words: string | null }) => [what, name, words])).toEqual([['published', 'clerk', null], ['withdrawn', 'office', '姓名未隐去，撤回重做'], ['published', 'judge', null]]);
  });

  it('exempts for a listed ground, decided by a second person', async () => {
    const { caseId } = await effective('2026-11-10');
    const { id, version } = await found(judge, caseId);
    const wrong = (await act(judge, id, 'ask', { version, ground: 'EX-99' }).expect(422)).body;
    expect(wrong.faults.map(({ path }: { path: string }) => path)).toEqual(['ground']);
    expect((await act(judge, id, 'ask', { version, ground: 'EX-05' }).expect(422)).body.faults[0].path).toBe('words');
    const asked = (await act(judge, id, 'ask', { version, ground: 'EX-05', words: '涉及当事人病历' }).expect(200)).body;
    expect(asked).toMatchObject({ state: 'asked', asked: { code: 'EX-05', words: '涉及当事人病历', by: 'judge' } });
    expect((await act(judge, id, 'approve', { version: asked.version }).expect(403)).body.code).toBe('access.denied');
    const refused = (await act(office, id, 'refuse', { version: asked.version, words: '病历可以隐去后公示' }).expect(200)).body;
    expect(refused.state).toBe('overdue');
    const officeAsks = (await act(office, id, 'ask', { version: refused.version, ground: 'EX-04' }).expect(200)).body;
    expect((await act(office, id, 'approve', { version: officeAsks.version }).expect(403)).body.code).toBe('publication.secondPerson');
    const second = await court.signedIn('second', [{ role: 'trialManagement', scope: 'court' }]);
    const answers = await Promise.all([act(second, id, 'approve', { version: officeAsks.version }), act(second, id, 'refuse', { version: officeAsks.version, words: '不符合不公示条件' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    if (answers[0]!.status === 200) expect(answers[0]!.body).toMatchObject({ state: 'exempt', exemption: '离婚诉讼或者涉及未成年子女抚养、监护' });
  });

  it('publishes nothing that still waits for a signature, and follows a new version', async () => {
    const { caseId, documentId } = await effective('2026-11-18');
    await on.app.get(Database).repository(CaseDocument).update(documentId, { createdAt: '2026-11-17T01:00:00.000Z' });
    const { id, version } = await found(clerk, caseId);
    expect((await act(clerk, id, 'publish', { version }).expect(409)).body).toMatchObject({ code: 'publication.notSigned', message: expect.stringContaining('承办法官自查') });
    const added = (await clerk.post(`/api/cases/${caseId}/documents`).field('kind', 'judgment').field('title', '民事判决书').attach('file', Buffer.from('民事判决书。第二版'), 'judgment.txt').expect(201)).body;
    expect(await found(clerk, caseId)).toMatchObject({ id, documentId: added.id, documentVersion: 2 });
    const { text } = await clerk.get('/api/judgment-publications/export?format=csv&state=open').expect(200);
    expect(text).toContain('应公示日期');
    expect(text.trim().split('\n').length).toBeGreaterThan(2);
  });
});
