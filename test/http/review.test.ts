import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database } from '../../src/platform/database/database.js';
import { AuditEntry } from '../../src/platform/audit/audit-entry.entity.js';
import { newId } from '../../src/platform/ids.js';
import { CatalogueInstaller } from '../../src/quality-review/install-catalogue.js';
import { CaseReview } from '../../src/quality-review/review.entities.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { scoreAll } from './review-marks.js';
import { SmallCourt, type Agent } from './small-court.js';

const TEXT = '综上，依照《民法典》第五百七十七条、第六百七十五条之规定，判决如下。';
const QUOTE = '第五百七十七条';

describe('review', () => {
  let on: AppUnderTest;
  let court: SmallCourt;
  let reviewer: string;
  let judge: string;
  let clerk: string;
  let desk: Agent;
  let bench: Agent;
  let clauses: Record<string, string>;

  beforeAll(async () => {
    on = await startApp();
    court = await SmallCourt.found(on);
    expect(await on.app.get(CatalogueInstaller).installCatalogue(court.courtId)).toEqual({ clauses: 93, situations: 21, forms: 11, settings: 12, grounds: 6 });
    reviewer = await court.person('评查员甲', court.second, 'qualityReviewer', null);
    judge = await court.person('王敏', court.first);
    clerk = await court.person('褚云', court.first, 'clerk', null);
    desk = await court.signedIn('reviewer', [{ role: 'qualityReviewer', scope: 'court', natures: ['civil'] }], reviewer);
    bench = await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], judge);
    const { body } = await desk.get('/api/clauses?nature=civil').expect(200);
    clauses = Object.fromEntries(body.map(({ code, id }: { code: string; id: string }) => [code, id]));
  });
  afterAll(() => on.close());

  async function planned(reviewerId: string = reviewer): Promise<{ reviewId: string; caseId: string; documentId: string }> {
    const { caseId, documentId } = await court.closedCase({ judge, clerk }, TEXT);
    const reviewId = newId();
    await on.app.get(Database).repository(CaseReview).insert({
      id: reviewId, courtId: court.courtId, caseId, kind: 'routine', triggers: null, batch: '2026-10', reviewerId, status: 'pending', plannedOn: '2026-10-31', version: 1,
    });
    return { reviewId, caseId, documentId };
  }

  const typo = (changes: object = {}) => ({
    clauseId: clauses['M-C-01'], points: '2.00', place: '判决书第1段', comment: '两处错字',
    shares: [{ personId: judge, post: 'responsibleJudge', share: '66.67' }, { personId: clerk, post: 'clerk', share: '33.33' }],
    responsibility: { situation: 'R08', departure: '书记员校对记录载明此处由其漏校' }, ...changes,
  });

  it('carries a finding from the desk to the judge’s own list', async () => {
    const { reviewId, documentId } = await planned();
    const opened = (await desk.get(`/api/reviews/${reviewId}`).expect(200)).body;
    expect(opened.review).toMatchObject({ status: 'pending', recused: null, version: 1 });
    expect(opened.documents[0].text).toBe(TEXT);
    // R08 gives 60 / clerk 20 / chief 15 / vice-president 5; nobody held the last two, so the judge has them.
    expect(opened.proposals.R08.shares).toEqual([
      { personId: judge, name: '王敏', post: 'responsibleJudge', share: '80.00', countsFor: 100 },
      { personId: clerk, name: '褚云', post: 'clerk', share: '20.00', countsFor: 100 },
    ]);
    const first = typo({ documentId, quote: QUOTE, quoteStart: TEXT.indexOf(QUOTE) });
    const recorded = (await desk.post(`/api/reviews/${reviewId}/findings`).send(first).expect(201)).body;
    expect(recorded.shares.map(({ points }: { points: string }) => points)).toEqual(['1.33', '0.67']);

    expect((await desk.post(`/api/reviews/${reviewId}/findings`).send({ ...first, place: '别处' }).expect(409)).body.code).toBe('finding.duplicate');
    const second = (await desk.post(`/api/reviews/${reviewId}/findings`).send({ ...first, notDuplicate: true }).expect(201)).body;
    // The clause costs one case 3.00 at most: the second finding counts 1.00.
    expect(second.shares.map(({ points }: { points: string }) => points)).toEqual(['0.67', '0.33']);
    const full = (await desk.get(`/api/reviews/${reviewId}`)).body;
    // Three points off the document, no hearing assessed: (97.00 × 35 + 100.00 × 40) ÷ 75.
    expect(full.arithmetic).toEqual({ start: '100.00', deductions: ['2.00', '1.00'], score: '98.60' });

    expect((await bench.get('/api/findings').expect(200)).body.total).toBe(0);
    expect((await desk.put(`/api/findings/${recorded.id}`).send({ ...first, points: '1.00', version: 9, notDuplicate: true }).expect(409)).body.code).toBe('record.changed');
    await desk.put(`/api/findings/${recorded.id}`).send({ ...first, points: '1.00', version: recorded.version, notDuplicate: true }).expect(200);
    await desk.delete(`/api/findings/${second.id}`).expect(204);
    const { version } = (await desk.get(`/api/reviews/${reviewId}`)).body.review;
    expect((await desk.post(`/api/reviews/${reviewId}/submit`).send({ version: 1 }).expect(409)).body.code).toBe('record.changed');
    await scoreAll(desk, reviewId);
    const submitted = (await desk.post(`/api/reviews/${reviewId}/submit`).send({ version }).expect(200)).body;
    expect(submitted).toMatchObject({ status: 'submitted', caseScore: '99.53', grade: 'CGR-1', findings: 1 });

    const own = (await bench.get('/api/findings').expect(200)).body;
    expect(own).toMatchObject({ total: 1, items: [{ quote: QUOTE, points: '1.00', status: 'submitted', shares: [{ name: '王敏', points: '0.67' }, { name: '褚云', points: '0.33' }] }] });
    const late = (await desk.delete(`/api/findings/${recorded.id}`).expect(409)).body;
    expect(late.code).toBe('review.submitted');
    expect(late.message).toContain('复议');
    const trail = await on.app.get(Database).repository(AuditEntry).findBy({ subjectId: recorded.id });
    expect(trail.map(({ action }) => action)).toEqual(['finding.recorded', 'finding.replaced']);
  });

  it('names every fault of a finding at once', async () => {
    const { reviewId, documentId } = await planned();
    const faulty = typo({
      documentId, quote: '文书里没有的话', quoteStart: 0, points: '9.00', comment: ' ',
      shares: [{ personId: judge, post: 'responsibleJudge', share: '60' }, { personId: reviewer, post: 'clerk', share: '30' }],
    });
    const { body } = await desk.post(`/api/reviews/${reviewId}/findings`).send(faulty).expect(422);
    expect(body.code).toBe('finding.faulty');
    expect(body.faults.map(({ path }: { path: string }) => path).sort()).toEqual(['comment', 'points', 'quote', 'shares', 'shares[1].personId']);
    const messages = body.faults.map(({ message }: { message: string }) => message).join();
    expect(messages).toContain('0.30–3.00');
    expect(messages).toContain('合计 90.00%，还差 10.00%');
    const unattributed = await desk.post(`/api/reviews/${reviewId}/findings`).send(typo({ shares: [] })).expect(422);
    expect(unattributed.body.faults[0].path).toBe('shares');
    await desk.post(`/api/reviews/${reviewId}/findings`).send(typo({ shares: [], notAttributable: '新证据' })).expect(201);
  });

  it('asks for “no defect” to be said', async () => {
    const { reviewId } = await planned();
    expect((await desk.post(`/api/reviews/${reviewId}/submit`).send({ version: 1 }).expect(422)).body.code).toBe('review.nothingSaid');
    const unscored = (await desk.post(`/api/reviews/${reviewId}/submit`).send({ version: 1, noDefect: true }).expect(422)).body;
    expect([unscored.code, unscored.faults.length]).toEqual(['form.incomplete', 16 + 8]);
    await scoreAll(desk, reviewId);
    expect((await desk.post(`/api/reviews/${reviewId}/submit`).send({ version: 1, noDefect: true }).expect(200)).body.caseScore).toBe('100.00');
  });

  it('keeps reviewers from their own division, other people’s desks and fields not theirs', async () => {
    const insider = await court.person('庭内评查员', court.first, 'qualityReviewer', null);
    const inside = await court.signedIn('insider', [{ role: 'qualityReviewer', scope: 'court' }], insider);
    const { reviewId } = await planned(insider);
    expect((await inside.get(`/api/reviews/${reviewId}`).expect(403)).body.code).toBe('review.ownDivision');
    expect((await inside.post(`/api/reviews/${reviewId}/findings`).send(typo()).expect(403)).body.code).toBe('review.ownDivision');
    const listed = (await inside.get('/api/reviews?mine=true').expect(200)).body;
    expect(listed.items).toHaveLength(1);
    expect(listed.items[0].recused).toContain('回避');
    expect((await desk.post(`/api/reviews/${reviewId}/findings`).send(typo()).expect(403)).body.code).toBe('review.notAssigned');
    expect((await bench.post(`/api/reviews/${reviewId}/findings`).send(typo()).expect(403)).body.code).toBe('access.denied');
    const criminal = await court.signedIn('criminal', [{ role: 'qualityReviewer', scope: 'court', natures: ['criminal'] }], await court.person('刑事评查员', court.second));
    await criminal.get(`/api/reviews/${reviewId}`).expect(404);
  });

  it('sends the ledger as CSV and as a workbook', async () => {
    const { text } = await desk.get('/api/findings/export?format=csv').expect(200);
    expect(text.split('\n')[0]).toContain('案号');
    const workbook = await desk.get('/api/findings/export?format=xlsx').buffer(true).expect(200);
    expect(workbook.headers['content-type']).toContain('spreadsheetml');
  });
});
