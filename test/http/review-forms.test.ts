import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Decimal } from '../../src/kernel/exact.js';
import { CaseDocument } from '../../src/cases/case.entities.js';
import { AuditEntry } from '../../src/platform/audit/audit-entry.entity.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import type { ScoresView } from '../../src/quality-review/forms/dto/forms.dto.js';
import { ReviewForm, ReviewResult } from '../../src/quality-review/forms/form.entities.js';
import { ReviewForms } from '../../src/quality-review/forms/review-forms.js';
import { CatalogueInstaller } from '../../src/quality-review/install-catalogue.js';
import { FindingCorrections } from '../../src/quality-review/finding-corrections.js';
import { CaseReview, Finding, HearingAssessment } from '../../src/quality-review/review.entities.js';
import { machineActor } from '../../src/platform/identity/machine-actor.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { scoreAll } from './review-marks.js';
import { SmallCourt, type Agent } from './small-court.js';

const TEXT = '综上，依照《民法典》第五百七十七条之规定，判决如下。';
const QUOTE = '第五百七十七条';

describe('review forms', () => {
  let on: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  let reviewer: string;
  let judge: string;
  let desk: Agent;
  let bench: Agent;
  let clauses: Record<string, string>;

  beforeAll(async () => {
    on = await startApp();
    court = await SmallCourt.found(on);
    database = on.app.get(Database);
    await on.app.get(CatalogueInstaller).installCatalogue(court.courtId);
    reviewer = await court.person('评查员甲', court.second, 'qualityReviewer', null);
    judge = await court.person('王敏', court.first);
    desk = await court.signedIn('reviewer', [{ role: 'qualityReviewer', scope: 'court', natures: ['civil'] }], reviewer);
    bench = await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], judge);
    const { body } = await desk.get('/api/clauses?nature=civil').expect(200);
    clauses = Object.fromEntries(body.map(({ code, id }: { code: string; id: string }) => [code, id]));
  });
  afterAll(() => on.close());

  async function planned(changes: Partial<CaseReview> = {}): Promise<{ reviewId: string; caseId: string; documentId: string }> {
    const { caseId, documentId } = await court.closedCase({ judge }, TEXT);
    const reviewId = newId();
    await database.repository(CaseReview).insert({
      id: reviewId, courtId: court.courtId, caseId, kind: 'routine', triggers: null, batch: '2026-10', reviewerId: reviewer, status: 'pending', plannedOn: '2026-10-31', version: 1, ...changes,
    });
    return { reviewId, caseId, documentId };
  }
  const scores = async (reviewId: string): Promise<ScoresView> => (await desk.get(`/api/reviews/${reviewId}`).expect(200)).body.scores;
  const version = async (reviewId: string): Promise<number> => (await desk.get(`/api/reviews/${reviewId}`).expect(200)).body.review.version;
  const fault = (code: string, lost: string, changes: object = {}) => ({ clauseId: clauses[code], points: lost, place: '判决书第1句', comment: '与条目不符', shares: [{ personId: judge, post: 'responsibleJudge', share: '100' }], ...changes });

  it('scores a case as the specification’s worked example does, in words', async () => {
    const { reviewId, caseId } = await planned();
    await database.repository(HearingAssessment).insert({ id: newId(), courtId: court.courtId, caseId, judgeId: judge, assessedOn: '2026-09-01', hearingScore: new Decimal(82), summationScore: new Decimal(90) });
    for (const code of ['M-C-18', 'M-C-16', 'M-C-17']) await desk.post(`/api/reviews/${reviewId}/findings`).send(fault(code, code === 'M-C-16' ? '1.00' : '0.50', { place: code })).expect(201);
    for (const [code, lost] of [['M-C-22', '1.00'], ['M-C-19', '1.00'], ['M-C-20', '1.00'], ['M-C-30', '1.00']] as const) await desk.post(`/api/reviews/${reviewId}/findings`).send(fault(code, lost, { place: code })).expect(201);
    // 94 on procedure by seven findings; 88 on the document by what the reviewer takes off beside them.
    const marked = await scoreAll(desk, reviewId, { 'F-DOC.facts.D13': '4.00', 'F-DOC.reasoning.D33': '6.00', 'F-DOC.reasoning.D32': '2.00' });
    expect(marked.forms.map(({ form, score }) => [form, score])).toEqual([['F-DOC', '88.00'], ['F-PRO', '94.00']]);
    expect(marked.result).toMatchObject({ score: '90.10', grade: '优秀' });
    expect(marked.result!.lines.map(({ zh }) => zh)).toContain('本案得分：30.80 + 21.70 + 37.60 = 90.10');
    expect(marked.missing).toEqual([]);
    await desk.post(`/api/reviews/${reviewId}/submit`).send({ version: await version(reviewId) }).expect(200);
    const kept = await database.repository(CaseReview).findOneByOrFail({ id: reviewId });
    expect([kept.documentScore, kept.procedureScore, kept.caseScore].map((score) => score!.toFixed(2))).toEqual(['88.00', '94.00', '90.10']);
    expect((await bench.get(`/api/reviews/${reviewId}`).expect(200)).body.scores.result.lines.map(({ en }: { en: string }) => en)).toContain('Document: 88.00 × 35% = 30.80');
  });

  it('refuses figures that are no marks of the form, all at once, and saves nothing', async () => {
    const { reviewId } = await planned();
    const put = (body: object) => desk.put(`/api/reviews/${reviewId}/scores`).send(body);
    const { body } = await put({ form: 'F-DOC', values: { facts: { D11: '0.20', D12: '9', D13: 'x', D77: '1' } }, version: 0 }).expect(422);
    expect([body.code, body.faults.map(({ path }: { path: string }) => path)]).toEqual(['form.faulty', ['F-DOC.facts.D11', 'F-DOC.facts.D12', 'F-DOC.facts.D13', 'F-DOC.facts.D77']]);
    expect((await put({ form: 'F-SUB', values: { law: { law: '1' } }, version: 0 }).expect(409)).body.code).toBe('form.notOfReview');
    await put({ form: 'F-DOC', values: { facts: { D11: '0.50' } }, version: 0 }).expect(200);
    expect((await put({ form: 'F-DOC', values: { facts: { D12: '1' } }, version: 0 }).expect(409)).body.code).toBe('record.changed');
    expect((await scores(reviewId)).missing).toHaveLength(15 + 8);
    expect((await bench.put(`/api/reviews/${reviewId}/scores`).send({ form: 'F-DOC', version: 1 }).expect(403)).body.code).toBe('access.denied');
  });

  it('gives the weight of a form that does not apply to the others; a key review has the substance form', async () => {
    const { reviewId } = await planned({ kind: 'key' });
    await desk.put(`/api/reviews/${reviewId}/scores`).send({ form: 'F-DOC', notApplicable: '以调解书结案，无裁判文书', version: 0 }).expect(200);
    await desk.post(`/api/reviews/${reviewId}/findings`).send(fault('M-C-12', '1.00')).expect(201);
    const marked = await scoreAll(desk, reviewId, { 'F-SUB.law.law': '10.00' });
    expect(marked.forms.map(({ form, score, notApplicable }) => [form, score, notApplicable !== null])).toEqual([['F-DOC', '100.00', true], ['F-PRO', '99.00', false], ['F-SUB', '90.00', false]]);
    // (99 × 25 + 90 × 30) ÷ 55
    expect(marked.result!.score).toBe('94.09');
  });

  it('finishes cases one by one, reopens a changed one, and submits the batch whole', async () => {
    const cases = [await planned({ batch: '2026-07' }), await planned({ batch: '2026-07' })];
    for (const { reviewId } of cases) {
      await scoreAll(desk, reviewId);
      expect((await desk.post(`/api/reviews/${reviewId}/finish`).send({ version: 1, noDefect: true }).expect(200)).body).toMatchObject({ status: 'inProgress', finished: true, caseScore: '100.00' });
    }
    const [first] = cases;
    expect((await bench.get('/api/reviews').expect(200)).body.items.map(({ id }: { id: string }) => id)).not.toContain(first!.reviewId);
    await desk.post(`/api/reviews/${first!.reviewId}/findings`).send(fault('M-C-11', '2.00')).expect(201);
    const { body } = await desk.post('/api/review-batches/2026-07/submit').send({ count: 2 }).expect(409);
    expect([body.code, body.message]).toEqual(['batch.changed', expect.stringContaining('现在已完成的是 1 件')]);
    await desk.post(`/api/reviews/${first!.reviewId}/finish`).send({ version: await version(first!.reviewId) }).expect(200);
    expect((await desk.post('/api/review-batches/2026-07/submit').send({ count: 2 }).expect(200)).body).toEqual({ batch: '2026-07', reviews: 2, findings: 1 });
    expect((await bench.get('/api/review-batches/2026-07/submit').expect(404)).status).toBe(404);
    expect((await bench.post('/api/review-batches/2026-07/submit').send({ count: 1 }).expect(403)).body.code).toBe('access.denied');
    const trail = await database.repository(AuditEntry).findBy({ subjectId: first!.reviewId });
    expect(trail.map(({ action }) => action).filter((action) => action !== 'review.scored')).toEqual(['review.finished', 'review.finished', 'review.submitted']);
  });

  it('makes a case with a confirmed serious finding unqualified, its score still to be seen; a withdrawn one gives both back', async () => {
    const { reviewId } = await planned();
    const finding = (await desk.post(`/api/reviews/${reviewId}/findings`).send(fault('S-C-06', '20.00')).expect(201)).body;
    await scoreAll(desk, reviewId);
    await desk.post(`/api/reviews/${reviewId}/submit`).send({ version: await version(reviewId) }).expect(200);
    // Provisional until the committee confirms it: nothing is lost yet.
    expect((await scores(reviewId)).result).toMatchObject({ score: '100.00', gradeCode: 'CGR-1' });
    await court.change(() => database.repository(Finding).update(finding.id, { status: 'settled', settledOn: '2026-11-20' }));
    expect((await scores(reviewId)).result).toMatchObject({ score: '90.67', grade: '不合格' });
    await database.transaction(async () => {
      await on.app.get(FindingCorrections).correct(machineActor(court.courtId), finding.id, { points: null, shares: null, reason: '复议成立' });
    });
    const after = await database.repository(CaseReview).findOneByOrFail({ id: reviewId });
    expect([after.caseScore!.toFixed(2), after.documentScore!.toFixed(2)]).toEqual(['100.00', '100.00']);
    expect((await database.repository(ReviewResult).findOneByOrFail({ reviewId })).grade).toBe('CGR-1');
  });

  it('leaves a review from before the forms as it was scored', async () => {
    const { reviewId } = await planned({ status: 'submitted', submittedOn: '2026-05-20', caseScore: new Decimal(97) });
    const { scores: none, arithmetic } = (await bench.get(`/api/reviews/${reviewId}`).expect(200)).body;
    expect([none, arithmetic.score]).toEqual([null, '97.00']);
  });

  it('keeps a review on the version of the form it was begun on; later ones take the new version', async () => {
    const begun = await planned();
    await desk.put(`/api/reviews/${begun.reviewId}/scores`).send({ form: 'F-DOC', values: { facts: { D11: '0' } }, version: 0 }).expect(200);
    const forms = () => database.repository(ReviewForm);
    const old = await forms().findOneByOrFail({ courtId: court.courtId, code: 'F-DOC-V' });
    await court.change(() => forms().insert({ ...old, id: newId(), version: 2, content: { ...old.content, label: '裁判文书评查表（新）' }, effectiveFrom: '2026-01-01', source: '院〔2026〕9号' }));
    expect((await on.app.get(ReviewForms).inForce(court.courtId, '2025-12-31', 'civil')).find(({ form }) => form === 'F-DOC')!.version).toBe(1);
    const later = await planned();
    expect((await scores(begun.reviewId)).forms[0]!.label).toBe('裁判文书评查表');
    expect((await scores(later.reviewId)).forms[0]).toMatchObject({ label: '裁判文书评查表（新）', source: '院〔2026〕9号' });
    await court.change(() => forms().delete({ courtId: court.courtId, version: 2 }));
  });

  it('finds quoted words again in a new version of the document, and keeps those that are gone on the old one', async () => {
    const { reviewId, caseId, documentId } = await planned();
    const at = TEXT.indexOf(QUOTE);
    await desk.post(`/api/reviews/${reviewId}/findings`).send(fault('M-C-12', '1.00', { documentId, quote: QUOTE, quoteStart: at })).expect(201);
    await desk.post(`/api/reviews/${reviewId}/findings`).send(fault('M-C-01', '0.30', { documentId, quote: '判决如下', quoteStart: TEXT.indexOf('判决如下'), place: '判决书第2句' })).expect(201);
    const next = newId();
    await court.change(async () => {
      const old = await database.repository(CaseDocument).findOneByOrFail({ id: documentId });
      await database.repository(CaseDocument).insert({ ...old, id: next, version: 2, digest: 'e'.repeat(64), text: `补正：${TEXT.replace('判决如下', '裁判如下')}` });
      await database.repository(CaseDocument).update(documentId, { supersededBy: next });
    });
    const { documents, places, findings } = (await desk.get(`/api/reviews/${reviewId}`).expect(200)).body;
    expect(documents.map(({ id, superseded }: { id: string; superseded: boolean }) => [id, superseded])).toEqual(expect.arrayContaining([[documentId, true], [next, false]]));
    expect(findings.map(({ id }: { id: string }) => places[id])).toEqual([{ documentId: next, start: at + 3, state: 'moved' }, { documentId, start: TEXT.indexOf('判决如下'), state: 'lost' }]);
    expect(caseId).toBeTruthy();
  });

  it('keeps doubts and the last sentence read, for the reviewer alone', async () => {
    const { reviewId, documentId } = await planned();
    await desk.put(`/api/reviews/${reviewId}/place`).send({ documentId, sentence: 12 }).expect(204);
    await desk.put(`/api/reviews/${reviewId}/place`).send({ doubtful: true }).expect(204);
    const opened = (await desk.get(`/api/reviews/${reviewId}`).expect(200)).body;
    expect([opened.readTo, opened.review.doubtful]).toEqual([{ documentId, sentence: 12 }, true]);
    const leader = await court.signedIn('leader', [{ role: 'courtLeader', scope: 'court' }], await court.person('院长', court.office, 'courtPresident', null));
    const seen = (await leader.get(`/api/reviews/${reviewId}`).expect(200)).body;
    expect([seen.readTo, seen.review.doubtful]).toEqual([null, false]);
    await leader.put(`/api/reviews/${reviewId}/place`).send({ sentence: 1 }).expect(403);
  });
});
