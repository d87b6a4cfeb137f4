import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CourtCase } from '../../src/cases/case.entities.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { CaseReview } from '../../src/quality-review/review.entities.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt } from './small-court.js';

describe('home', () => {
  let on: AppUnderTest;
  let court: SmallCourt;
  let judge: string;
  let caseId: string;

  beforeAll(async () => {
    on = await startApp();
    court = await SmallCourt.found(on);
    judge = await court.person('王敏', court.first);
    caseId = (await court.closedCase({ judge })).caseId;
  });
  afterAll(() => on.close());

  it('tells a reviewer what is planned, and nobody else', async () => {
    const reviewerId = await court.person('评查员甲', court.second, 'qualityReviewer', null);
    const reviewId = newId();
    await on.app.get(Database).repository(CaseReview).insert({ id: reviewId, courtId: court.courtId, caseId, kind: 'routine', batch: '2020-01', reviewerId, status: 'pending', plannedOn: '2020-01-31', version: 1 });
    const reviewer = await court.signedIn('reviewer', [{ role: 'qualityReviewer', scope: 'court' }], reviewerId);
    expect((await reviewer.get('/api/home').expect(200)).body.todo).toMatchObject([{ key: `review:${reviewId}`, due: '2020-01-31', urgency: 'overdue' }]);
    const own = await court.signedIn('judge', [{ role: 'judge', scope: 'self' }], judge);
    expect((await own.get('/api/home').expect(200)).body).toMatchObject({ todo: [], signals: [] });
  });

  it('counts for a leader what has waited over a year', async () => {
    const cases = on.app.get(Database).repository(CourtCase);
    const closed = await cases.findOneByOrFail({ id: caseId });
    await cases.insert({ ...closed, id: newId(), caseNumber: '（2019）苏0102民初1号', intakeOn: '2019-01-01', closedOn: null });
    const leader = await court.signedIn('leader', [{ role: 'courtLeader', scope: 'court' }]);
    const { signals } = (await leader.get('/api/home').expect(200)).body;
    expect(signals[0].text).toEqual({ zh: '1 件案件未结已超过 365 天', en: '1 case(s) pending for over 365 days' });
  });

  it('finds a case by half-width brackets and people by name, within the scope only', async () => {
    const chief = await court.signedIn('chief', [{ role: 'divisionChief', scope: 'division', divisionId: court.second }]);
    const leader = await court.signIn('leader');
    const find = async (agent: typeof leader, q: string) => (await agent.get(`/api/search?q=${encodeURIComponent(q)}`).expect(200)).body;
    expect((await find(leader, '(2026)苏0102')).cases).toMatchObject([{ id: caseId }]);
    expect((await find(leader, '王敏')).people).toEqual([{ id: judge, name: '王敏', division: '民事审判第一庭' }]);
    expect(await find(chief, '王敏')).toEqual({ cases: [], people: [] });
  });
});
