import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Decimal } from '../../src/kernel/exact.js';
import { CaseDocument } from '../../src/cases/case.entities.js';
import { CourtParameter } from '../../src/court/court.entities.js';
import { DivisionLeader } from '../../src/court/division-leader.entity.js';
import { AuditEntry } from '../../src/platform/audit/audit-entry.entity.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { TouchedPeople } from '../../src/peer-comparison/touched-people.js';
import { CaseReview, DefectClause, Finding } from '../../src/quality-review/review.entities.js';
import { Signatures } from '../../src/quality-review/sign-offs/signatures.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

const DIGEST = 'd'.repeat(64);
const NEW_TEXT = '民事判决书。被告于本判决生效之日起十日内偿还借款。';

describe('sign offs', () => {
  let on: AppUnderTest;
  let court: SmallCourt;
  let judgeId: string;
  let chiefId: string;
  let viceId: string;
  let clerkId: string;
  let judge: Agent;
  let chief: Agent;
  let deputy: Agent;
  let vice: Agent;
  let otherVice: Agent;
  let clerk: Agent;

  beforeAll(async () => {
    on = await startApp();
    court = await SmallCourt.found(on);
    judgeId = await court.person('王敏', court.first);
    chiefId = await court.person('赵强', court.first, 'divisionChief');
    viceId = await court.person('陈志远', court.office, 'vicePresident', null);
    judge = await court.signedIn('judge', [{ role: 'judge', scope: 'self' }], judgeId);
    chief = await court.signedIn('chief', [{ role: 'divisionChief', scope: 'divisionAndBelow', divisionId: court.first }, { role: 'judge', scope: 'self' }], chiefId);
    deputy = await court.signedIn('deputy', [{ role: 'divisionChief', scope: 'division', divisionId: court.second }], await court.person('外庭庭长', court.second, 'divisionChief'));
    vice = await court.signedIn('vice', [{ role: 'courtLeader', scope: 'court' }], viceId);
    otherVice = await court.signedIn('otherVice', [{ role: 'courtLeader', scope: 'court' }], await court.person('梁正', court.office, 'vicePresident', null));
    clerkId = await court.person('褚云', court.first, 'clerk', null);
    clerk = await court.signedIn('clerk', [{ role: 'clerk', scope: 'court' }], clerkId);
    await court.change(() =>
      on.app.get(Database).repository(DivisionLeader).insert({ id: newId(), courtId: court.courtId, divisionId: court.first, personId: viceId, validFrom: '2024-01-01', validUntil: null, source: '示例', createdAt: '2026-01-01T00:00:00.000Z' }),
    );
  });
  afterAll(() => on.close());

  const sign = (who: Agent, documentId: string, step: string, more: object = {}) => who.post(`/api/sign-offs/documents/${documentId}/sign`).send({ step, digest: DIGEST, ...more });
  const back = (who: Agent, documentId: string, step: string, more: object) => who.post(`/api/sign-offs/documents/${documentId}/return`).send({ step, digest: DIGEST, ...more });
  const waiting = async (who: Agent): Promise<string[]> => (await who.get('/api/sign-offs/mine').expect(200)).body.items.map(({ documentId }: { documentId: string }) => documentId);
  const panelCase = (text = '民事判决书。') => court.closedCase({ judge: judgeId, presiding: chiefId }, text);

  it('goes from the judge to the chief and the vice-president in charge, and nobody is passed over', async () => {
    const { caseId, documentId } = await panelCase();
    expect(await waiting(judge)).toContain(documentId);
    expect(await waiting(chief)).not.toContain(documentId);
    expect((await sign(chief, documentId, 'chief').expect(409)).body).toMatchObject({ code: 'signOff.notYourTurn', message: expect.stringContaining('承办法官') });
    expect((await sign(judge, documentId, 'judge').expect(200)).body.steps.map(({ step, state }: { step: string; state: string }) => [step, state])).toEqual([
      ['judge', 'signed'], ['chief', 'awaited'], ['vicePresident', 'ahead'], ['reviewer', 'ahead'],
    ]);
    expect(await waiting(chief)).toContain(documentId);
    expect((await sign(judge, documentId, 'chief').expect(403)).body.code).toBe('signOff.twice');
    expect((await sign(deputy, documentId, 'chief').expect(404)).body.code).toBe('record.notFound');
    expect((await sign(chief, documentId, 'chief').expect(200)).body.may.sign).toBeNull();
    expect(await waiting(vice)).toContain(documentId);
    expect(await waiting(otherVice)).not.toContain(documentId);
    expect((await sign(otherVice, documentId, 'vicePresident').expect(403)).body.code).toBe('signOff.notSigner');
    await sign(vice, documentId, 'vicePresident').expect(200);
    expect((await sign(vice, documentId, 'vicePresident').expect(409)).body.code).toBe('signOff.complete');
    const [chain] = (await clerk.get(`/api/cases/${caseId}/sign-offs`).expect(200)).body;
    expect(chain.steps.map(({ state, name }: { state: string; name: string }) => [state, name])).toEqual([['signed', 'judge'], ['signed', 'chief'], ['signed', 'vice'], ['awaited', null]]);
    const known = await on.app.get(Signatures).signaturesOf(court.courtId, caseId, documentId);
    expect(known.signatures.map(({ step, personId }) => [step, personId])).toEqual([['judge', judgeId], ['chief', chiefId], ['vicePresident', viceId]]);
    const trail = await on.app.get(Database).repository(AuditEntry).findBy({ subjectId: caseId });
    expect(trail.map(({ action }) => action)).toEqual(['signOff.signed', 'signOff.signed', 'signOff.signed']);
  });

  it('sends a document back with words, and asks for every signature again on a new version', async () => {
    const { caseId, documentId } = await panelCase();
    await sign(judge, documentId, 'judge').expect(200);
    expect((await back(chief, documentId, 'chief', { returnTo: 'judge', words: '改' }).expect(422)).body.code).toBe('signOff.wordsMissing');
    await back(chief, documentId, 'chief', { returnTo: 'judge', words: '主文没有写明履行期限' }).expect(200);
    const [row] = (await judge.get('/api/sign-offs/mine?sort=-waiting').expect(200)).body.items.filter((one: { documentId: string }) => one.documentId === documentId);
    expect(row.returned).toEqual({ name: 'chief', words: '主文没有写明履行期限' });
    expect((await on.app.get(Signatures).signaturesOf(court.courtId, caseId)).signatures).toEqual([]);
    expect((await sign(judge, documentId, 'judge').expect(422)).body.code).toBe('signOff.sameWords');
    const added = (await clerk.post(`/api/cases/${caseId}/documents`).field('kind', 'judgment').field('title', '民事判决书').attach('file', Buffer.from(NEW_TEXT), 'judgment.txt').expect(201)).body;
    expect((await sign(judge, documentId, 'judge', { words: '已在说理部分写明' }).expect(409)).body).toMatchObject({ code: 'signOff.superseded', message: expect.stringContaining('第 2 版') });
    expect((await sign(judge, added.id, 'judge').expect(409)).body.code).toBe('signOff.otherVersion');
    const signed = (await sign(judge, added.id, 'judge', { digest: added.digest }).expect(200)).body;
    expect(signed).toMatchObject({ version: 2, previous: { documentId, version: 1, text: '民事判决书。', acts: [{ act: 'sign', stands: false }, { act: 'return', words: '主文没有写明履行期限' }] } });
    expect(await waiting(chief)).toContain(added.id);
    expect(await waiting(chief)).not.toContain(documentId);
  });

  it('lets the vice-president read what the chief judged alone', async () => {
    const { documentId } = await court.closedCase({ judge: chiefId }, '判决书');
    const signed = (await sign(chief, documentId, 'judge').expect(200)).body;
    expect(signed.steps.map(({ step }: { step: string }) => step)).toEqual(['judge', 'vicePresident', 'reviewer']);
    expect(signed.left[0].zh).toContain('直接审阅');
    expect(await waiting(vice)).toContain(documentId);
  });

  it('spares a sole judge’s document the reading only where the court has said so', async () => {
    const set = (name: string, value: string) =>
      court.change(() => on.app.get(Database).repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name, value, unit: 'word', effectiveFrom: '2026-01-01', source: '示例', example: true, createdAt: new Date().toISOString() }));
    const { documentId } = await court.closedCase({ judge: judgeId }, '判决书');
    expect((await sign(judge, documentId, 'judge').expect(200)).body.steps).toHaveLength(4);
    await set('signOff.soleJudge', 'chief');
    const shorter = (await sign(chief, documentId, 'chief').expect(200)).body;
    expect(shorter.steps.map(({ step, state }: { step: string; state: string }) => [step, state])).toEqual([['judge', 'signed'], ['chief', 'signed'], ['reviewer', 'awaited']]);
    await set('signOff.from', '2026-10-21');
    const old = await panelCase();
    expect((await sign(judge, old.documentId, 'judge').expect(409)).body.code).toBe('signOff.notKept');
    expect((await on.app.get(Signatures).signaturesOf(court.courtId, old.caseId)).kept).toBe(false);
    expect(await waiting(judge)).not.toContain(old.documentId);
    await set('signOff.from', '2020-01-01');
  });

  it('touches whoever signed, and the clerk, when something is found in what they let through', async () => {
    const { caseId, documentId } = await court.closedCase({ judge: judgeId, presiding: chiefId, clerk: clerkId }, '民事判决书。');
    const database = on.app.get(Database);
    const touched = on.app.get(TouchedPeople, { strict: false });
    const entries = (): Promise<AuditEntry[]> => database.repository(AuditEntry).find({ where: { courtId: court.courtId, subjectId: caseId }, order: { sequence: 'ASC' } });
    await sign(judge, documentId, 'judge').expect(200);
    await sign(chief, documentId, 'chief').expect(200);
    expect([...((await touched.by(await entries())) ?? ['everybody'])]).toEqual([]);
    const [reviewId, findingId, clauseId] = [newId(), newId(), newId()];
    await database.repository(DefectClause).insert({
      id: clauseId, courtId: court.courtId, code: 'Y-07', version: 1, severity: 'minor', label: '引用法律条文不准确', labelEn: 'Law cited wrongly', pinyin: 'yyfl', field: 'common', appliesTo: 'document',
      pointsMin: new Decimal(1), pointsMax: new Decimal(3), maxPerCase: null, responsibilityCode: 'R01', effectiveFrom: '2025-01-01', effectiveUntil: null, source: '示例 第8条', example: true,
    });
    await database.repository(CaseReview).insert({ id: reviewId, courtId: court.courtId, caseId, kind: 'routine', triggers: null, batch: '2026-10', reviewerId: viceId, status: 'submitted', plannedOn: '2026-10-21', submittedOn: '2026-10-25', documentScore: null, procedureScore: new Decimal(90), caseScore: null });
    await database.repository(Finding).insert({
      id: findingId, courtId: court.courtId, caseId, reviewId, documentId, clauseId, severity: 'minor', points: new Decimal(1), quote: '', quotePrefix: '', quoteSuffix: '', quoteStart: null, documentDigest: null, place: '判决书第3段', comment: '',
      reviewerId: viceId, status: 'submitted', recordedOn: '2026-10-25', settledOn: null, notAttributable: null, supersededBy: null, supersededReason: null,
    });
    expect(await touched.by(await entries())).toEqual(new Set([judgeId, chiefId]));
    const found = { action: 'finding.recorded', subjectKind: 'finding', subjectId: findingId, before: null, after: JSON.stringify({ reviewId, shares: [] }) } as AuditEntry;
    expect(await touched.by([found])).toEqual(new Set([judgeId, clerkId, chiefId, viceId]));
  });

  it('lets one of two signers through, and tells the other', async () => {
    const { documentId } = await panelCase();
    await sign(judge, documentId, 'judge').expect(200);
    const second = await court.signedIn('second', [{ role: 'divisionChief', scope: 'division', divisionId: court.first }], await court.person('副庭长', court.first, 'deputyDivisionChief'));
    const answers = await Promise.all([sign(chief, documentId, 'chief'), sign(second, documentId, 'chief')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)!;
    expect(lost.body.code).toBe('signOff.notYourTurn');
  });

  it('keeps those who do not sign away, and papers that are no judgment', async () => {
    const { caseId, documentId } = await panelCase();
    expect((await clerk.get('/api/sign-offs/mine').expect(403)).body.code).toBe('access.denied');
    expect((await sign(clerk, documentId, 'judge').expect(403)).body.code).toBe('access.denied');
    await deputy.get(`/api/sign-offs/documents/${documentId}`).expect(404);
    await sign(judge, documentId, 'reviewer').expect(400);
    const transcript = newId();
    await on.app.get(Database).repository(CaseDocument).insert({ id: transcript, courtId: court.courtId, caseId, kind: 'transcript', title: '庭审笔录', version: 1, mediaType: 'text/plain', digest: DIGEST, size: 1, text: '笔', fileDigest: null, createdAt: '2026-10-20T00:00:00.000Z', supersededBy: null });
    expect((await sign(judge, transcript, 'judge').expect(422)).body.code).toBe('signOff.notAJudgment');
  });
});
