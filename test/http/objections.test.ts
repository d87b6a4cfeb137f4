import { CourtCase } from '../../src/cases/case.entities.js';
import { CaseFacts } from '../../src/cases/case-facts.js';
import type { CaseView } from '../../src/cases/dto/case.dto.js';
import type { ObjectionView } from '../../src/cases/dto/objection.dto.js';
import { parsePeriod } from '../../src/kernel/evaluation-period.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { PeriodState } from '../../src/ranking/ranking.entities.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

describe('objections to enforcement', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let office: Agent;
  let judge: string;
  let caseId: string;

  beforeAll(async () => {
    app = await startApp();
    court = await SmallCourt.found(app);
    judge = await court.person('王敏', court.first, 'judge', 'enforcement');
    office = await court.signedIn('office', [{ role: 'trialManagement', scope: 'court' }]);
    ({ caseId } = await court.closedCase({ judge }));
    await app.app.get(Database).repository(CourtCase).update(caseId, { nature: 'enforcement' });
  });
  afterAll(() => app.close());

  const upheld = async (): Promise<unknown> => {
    const facts = await app.app.get(CaseFacts, { strict: false }).factsFor(court.courtId, parsePeriod('2026-08')!, [judge], '2026-08-31', null, new Set(['objectionsUpheld']));
    return facts.get(judge)!.numbers['objectionsUpheld'];
  };
  const objection = { kind: 'conduct', objector: '某物流公司', filedOn: '2026-07-20', outcome: 'pending' };

  it('counts for the judge once it is upheld, on the day of the ruling, and keeps what stood before in the trail', async () => {
    const made = (await office.post(`/api/cases/${caseId}/objections`).send(objection).expect(201)).body as ObjectionView;
    expect(await upheld()).toBe(0);
    const ruled = { ...objection, outcome: 'upheld', decidedOn: '2026-08-03', reason: '查封了案外人的车辆', version: made.version };
    await office.patch(`/api/cases/${caseId}/objections/${made.id}`).send(ruled).expect(200);
    expect(await upheld()).toBe(1);
    await office.patch(`/api/cases/${caseId}/objections/${made.id}`).send({ ...ruled, outcome: 'refused' }).expect(409);
    const view = (await office.get(`/api/cases/${caseId}`).expect(200)).body as CaseView;
    expect(view.objections).toMatchObject([{ outcome: 'upheld', decidedOn: '2026-08-03', version: 2 }]);
    expect(view.trail.map(({ action }) => action)).toEqual(['case.objectionRecorded', 'case.objectionChanged']);
    expect(view.trail[1]!.before).toContain('pending');
  });

  it('says everything that is wrong at once, and refuses an ordinary case', async () => {
    const wrong = { ...objection, filedOn: '2025-01-01', outcome: 'upheld', decidedOn: '2024-12-01' };
    const refusal = (await office.post(`/api/cases/${caseId}/objections`).send(wrong).expect(422)).body as { code: string; faults: { path: string }[] };
    expect([refusal.code, refusal.faults.map(({ path }) => path)]).toEqual(['case.objectionFaulty', ['filedOn', 'decidedOn']]);
    const civil = await court.closedCase({ judge });
    expect(((await office.post(`/api/cases/${civil.caseId}/objections`).send(objection).expect(422)).body as typeof refusal).faults.map(({ path }) => path)).toEqual(['caseId']);
  });

  it('is recorded by the office, not by the judge it counts against', async () => {
    const own = await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], judge);
    await own.post(`/api/cases/${caseId}/objections`).send(objection).expect(403);
  });

  it('never enters a period whose result is frozen', async () => {
    await app.app.get(Database).repository(PeriodState).insert({
      id: newId(), courtId: court.courtId, period: '2026-06', status: 'closed', closedBy: '政工', closedAt: '2026-07-05T00:00:00.000Z', publishedBy: null, publishedAt: null,
    });
    const late = { ...objection, filedOn: '2026-06-01', outcome: 'upheld', decidedOn: '2026-06-20' };
    const refusal = (await office.post(`/api/cases/${caseId}/objections`).set('accept-language', 'zh').send(late).expect(422)).body as { faults: { path: string; message: string }[] };
    expect(refusal.faults).toMatchObject([{ path: 'decidedOn', message: expect.stringContaining('2026-06') }]);
    expect(refusal.faults[0]!.message).toContain('复议');
  });
});
