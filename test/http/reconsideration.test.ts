import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Decimal } from '../../src/kernel/exact.js';
import { AppointedBody, Appointment, CourtParameter } from '../../src/court/court.entities.js';
import type { ScoreSheetView } from '../../src/evaluation/dto/score.dto.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { CaseReview, DefectClause, Finding, FindingShare } from '../../src/quality-review/review.entities.js';
import type { PreviewView, RequestRow, RequestView, StatisticsView } from '../../src/reconsideration/dto/reconsideration.dto.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { ClosingOffices } from './closing-offices.js';
import { SmallCourt, type Agent } from './small-court.js';

const PERIOD = '2026-08';
const REPLY = { answers: ['总则性引用不免除引用借款合同专章条文的义务。'], clause: '《评查实施办法》第8条第2项' };

describe('reconsideration', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  let wang: string;
  let reviewer: string;
  let panel: { id: string; name: string }[];
  let findingId: string;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    database = app.app.get(Database);
    at('2026-09-02');
    court = await SmallCourt.found(app);
    wang = await court.person('王敏', court.first);
    const he = await court.person('何静', court.first);
    reviewer = await court.person('原评查', court.second, 'qualityReviewer', null);
    panel = [];
    for (const name of ['甲', '乙', '丙', '丁']) panel.push({ id: await court.person(name, court.office), name });
    await seat('reviewGroup', [reviewer, he, ...panel.map(({ id }) => id)]);
    await seat('qualityReviewCommittee', [await court.person('委员一', court.office), await court.person('委员二', court.office), await court.person('委员三', court.office), panel[0]!.id, reviewer]);
    await parameter('research.required', JSON.stringify([{ posts: ['judge'], ranks: [], pointsPerYear: '12.00' }]));
    for (const [name, value] of [['reconsideration.requestDays', '10'], ['reconsideration.replyDays', '15'], ['reconsideration.panelSize', '3']] as const) await parameter(name, value);
    await app.app.get(SchemesService, { strict: false }).installShippedSchemes(court.courtId);
    await court.closedCase({ judge: he });
    findingId = await findingOn((await court.closedCase({ judge: wang })).caseId);
  });

  function at(day: string): void {
    jest.spyOn(app.app.get(Clock), 'now').mockReturnValue(new Date(`${day}T02:00:00.000Z`));
  }

  async function parameter(name: string, value: string): Promise<void> {
    await database.repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name, value, unit: '', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
  }

  async function seat(kind: 'reviewGroup' | 'qualityReviewCommittee', people: string[]): Promise<void> {
    const bodyId = newId();
    await database.repository(AppointedBody).insert({ id: bodyId, courtId: court.courtId, kind, name: kind, nameEn: kind, nature: kind === 'reviewGroup' ? 'civil' : null });
    await database.repository(Appointment).insert(people.map((personId) => ({ id: newId(), courtId: court.courtId, bodyId, personId, capacity: 'member' as const, validFrom: '2024-01-01', validUntil: null })));
  }

  async function findingOn(caseId: string): Promise<string> {
    const [clauseId, reviewId, id] = [newId(), newId(), newId()];
    await database.repository(DefectClause).insert({
      id: clauseId, courtId: court.courtId, code: 'Y-07', version: 1, severity: 'serious', label: '引用法律条文不准确', labelEn: 'Law cited wrongly', pinyin: 'yyfl', field: 'common', appliesTo: 'document',
      pointsMin: new Decimal(1), pointsMax: new Decimal(3), maxPerCase: null, responsibilityCode: 'R01', effectiveFrom: '2025-01-01', effectiveUntil: null, source: '示例 第8条', example: true,
    });
    await database.repository(CaseReview).insert({
      id: reviewId, courtId: court.courtId, caseId, kind: 'routine', triggers: null, batch: PERIOD, reviewerId: reviewer, status: 'submitted', plannedOn: '2026-08-21', submittedOn: '2026-08-25',
      documentScore: new Decimal(95), procedureScore: null, caseScore: new Decimal(97),
    });
    await database.repository(Finding).insert({
      id, courtId: court.courtId, caseId, reviewId, documentId: null, clauseId, severity: 'serious', points: new Decimal(3), quote: '第五百七十七条', quotePrefix: '', quoteSuffix: '', quoteStart: null,
      documentDigest: null, place: '判决书第33段', comment: '', reviewerId: reviewer, status: 'submitted', recordedOn: '2026-08-25', settledOn: null, notAttributable: null, supersededBy: null, supersededReason: null,
    });
    await database.repository(FindingShare).insert({ id: newId(), courtId: court.courtId, findingId: id, personId: wang, post: 'responsibleJudge', share: new Decimal(100), points: new Decimal(3) });
    return id;
  }

  const judge = () => court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], wang);
  const office = () => court.signedIn('shenguan', [{ role: 'trialManagement', scope: 'court' }]);
  const sitting = (personId: string, username: string, role: 'qualityReviewer' | 'committeeMember' = 'qualityReviewer') => court.signedIn(username, [{ role, scope: 'court', natures: role === 'qualityReviewer' ? ['civil'] : undefined }], personId);
  const sheet = async (agent: Agent): Promise<ScoreSheetView> => (await agent.get(`/api/scores/me?period=${PERIOD}`).expect(200)).body as ScoreSheetView;
  const linesOf = (view: ScoreSheetView) => view.components.flatMap(({ leaves }) => leaves.flatMap(({ lines }) => lines));
  const filed = (agent: Agent, changes: object = {}) =>
    agent.post('/api/reconsiderations').send({ period: PERIOD, record: findingId, ground: 'fact', ask: 'withdraw', grounds: ['该条为总则性引用，另已引第六百七十五条'], ...changes });

  async function withPanel(request: RequestView, clerk: Agent): Promise<{ view: RequestView; bench: Agent[] }> {
    const view = (await clerk.post(`/api/reconsiderations/${request.id}/accept`).send({ version: request.version }).expect(200)).body as RequestView;
    const bench: Agent[] = [];
    for (const member of view.members) bench.push(await sitting(member.personId, `bench${member.place}`));
    return { view, bench };
  }

  async function answered(request: RequestView, clerk: Agent, votes: object[]): Promise<RequestView> {
    const { bench } = await withPanel(request, clerk);
    for (const [index, vote] of votes.entries()) await bench[index]!.post(`/api/reconsiderations/${request.id}/votes`).send({ reason: '已核对判决书第33段', ...vote }).expect(200);
    const { version } = (await bench[0]!.get(`/api/reconsiderations/${request.id}`).expect(200)).body as RequestView;
    return (await bench[0]!.post(`/api/reconsiderations/${request.id}/reply`).send({ version, ...REPLY }).expect(200)).body as RequestView;
  }

  it('says what it would do, takes the request with a number, and an upheld one makes exactly that', async () => {
    const agent = await judge();
    const preview = (await agent.get(`/api/reconsiderations/preview?period=${PERIOD}&record=${findingId}&points=1.00`).expect(200)).body as PreviewView;
    expect(preview).toMatchObject({ originalPoints: '3.00', asks: ['withdraw', 'reduceTo', 'reshare'], window: { until: '2026-09-14', workingDaysLeft: 8, open: true }, earlier: null, line: { quote: '第五百七十七条' } });
    const before = await sheet(agent);
    expect(preview.now).toEqual({ total: before.total, rank: before.rank });

    const request = (await filed(agent).expect(201)).body as RequestView;
    expect(request).toMatchObject({ number: '复议〔2026〕第1号', status: 'filed', dueOn: '2026-09-22', mine: true, may: ['attach', 'withdraw'] });
    expect((await filed(agent).expect(409)).body.code).toBe('reconsideration.underWay');

    const open = await sheet(agent);
    expect(open.contestWindow).toEqual({ until: '2026-09-14', workingDaysLeft: 8, open: true });
    expect(linesOf(open).find(({ eventId }) => eventId === findingId)!.contest).toEqual({ id: request.id, number: '复议〔2026〕第1号', status: 'filed', outcome: null, underWay: true });

    const clerk = await office();
    const done = await answered(request, clerk, [{ vote: 'upheld' }, { vote: 'upheld' }, { vote: 'refused' }]);
    expect(done).toMatchObject({ status: 'corrected', outcome: 'upheld', settledPoints: '0.00' });
    // The bench has read the line, and neither the total nor the place; the applicant reads both.
    expect(done.after).toEqual({ total: null, rank: null });
    expect(((await agent.get(`/api/reconsiderations/${done.id}`).expect(200)).body as RequestView).after).toEqual(preview.upheld);
    const now = await sheet(agent);
    expect([now.total, now.rank]).toEqual([preview.upheld.total, preview.upheld.rank]);
    expect(linesOf(now).some(({ eventId }) => eventId === findingId)).toBe(false);
    const struck = now.components.flatMap(({ leaves }) => leaves.flatMap(({ superseded }) => superseded));
    expect(struck).toEqual([expect.objectContaining({ id: request.id, number: '复议〔2026〕第1号', outcome: 'upheld', severity: 'serious', before: '3.00', after: '0.00', quote: '第五百七十七条' })]);

    const old = await database.repository(Finding).findOneByOrFail({ id: findingId });
    expect(old).toMatchObject({ status: 'superseded', supersededBy: null, supersededReason: '复议〔2026〕第1号：成立' });
    const figures = (await clerk.get('/api/reconsiderations/statistics?from=2026-01-01&until=2027-01-01').expect(200)).body as StatisticsView;
    expect(figures.byClause).toEqual([{ key: 'Y-07', label: { zh: 'Y-07', en: 'Y-07' }, decided: 1, upheld: 1, partlyUpheld: 0, refused: 0, changedShare: '100.00' }]);
    expect(figures.byReviewer.map(({ key }) => key)).toEqual(['原评查']);
  });

  it('partly upheld: the middle vote holds, the old line stays on record and the new one counts from the same day', async () => {
    const agent = await judge();
    const preview = (await agent.get(`/api/reconsiderations/preview?period=${PERIOD}&record=${findingId}&points=1.00`).expect(200)).body as PreviewView;
    const clerk = await office();
    const request = (await filed(agent, { ask: 'reduceTo', points: '1.00' }).expect(201)).body as RequestView;
    const done = await answered(request, clerk, [{ vote: 'partlyUpheld', points: '1.00' }, { vote: 'refused' }, { vote: 'upheld' }]);
    // A rank for points of one's own choice would tell the others' totals, asked often enough.
    expect(preview.partly).toMatchObject({ points: '1.00', rank: null });
    expect(done).toMatchObject({ outcome: 'partlyUpheld', settledPoints: '1.00' });
    expect((await agent.get(`/api/reconsiderations/${done.id}`).expect(200)).body).toMatchObject({ after: { total: preview.partly!.total } });
    const old = await database.repository(Finding).findOneByOrFail({ id: findingId });
    const successor = await database.repository(Finding).findOneByOrFail({ id: old.supersededBy! });
    expect((await filed(agent, { record: successor.id }).expect(409)).body.code).toBe('reconsideration.underWay');
    expect([successor.recordedOn, successor.points.toFixed(2), successor.status]).toEqual(['2026-08-25', '1.00', 'settled']);
    expect((await database.repository(CaseReview).findOneByOrFail({ id: old.reviewId })).caseScore!.toFixed(2)).toBe('99.00');

    const second = (await agent.post(`/api/reconsiderations/${request.id}/appeal`).send({ version: done.version, words: '应予全部撤销' }).expect(200)).body as RequestView;
    const drawn = (await clerk.post(`/api/reconsiderations/${request.id}/committee`).send({ version: second.version }).expect(200)).body as RequestView;
    expect(drawn.members.filter(({ round }) => round === 2).map(({ personId }) => personId)).not.toContain(reviewer);
    expect(drawn.draw!.barred.map(({ name }) => name)).toContain('原评查');
    // The committee votes on what the panel left: it can take off more, put nothing back, and refusing leaves what was granted.
    const seats = drawn.members.filter(({ round }) => round === 2);
    for (const [index, { personId }] of seats.entries()) {
      const member = await sitting(personId, `committee${index}`, 'committeeMember');
      await member.post(`/api/reconsiderations/${request.id}/votes`).send({ vote: 'partlyUpheld', points: '2.00', reason: '应扣两分' }).expect(422);
      await member.post(`/api/reconsiderations/${request.id}/votes`).send({ vote: 'refused', reason: '评查组的答复适当' }).expect(200);
    }
    const chair = await court.signIn('committee0');
    const { version } = (await chair.get(`/api/reconsiderations/${request.id}`).expect(200)).body as RequestView;
    const final = (await chair.post(`/api/reconsiderations/${request.id}/reply`).send({ version, answers: [...REPLY.answers, '评查组已减轻扣分，无须再减。'], clause: REPLY.clause }).expect(200)).body as RequestView;
    expect(final).toMatchObject({ status: 'final', outcome: 'partlyUpheld', settledPoints: '1.00' });
    expect((await agent.get(`/api/reconsiderations/${done.id}`).expect(200)).body).toMatchObject({ after: { total: preview.partly!.total } });
  });

  it('draws the panel without the reviewer and both divisions, and keeps votes secret until the reply', async () => {
    const agent = await judge();
    const request = (await filed(agent).expect(201)).body as RequestView;
    const { view, bench } = await withPanel(request, await office());
    expect(view.members).toHaveLength(3);
    expect(view.draw!.barred.map(({ name }) => name).sort()).toEqual(['何静', '原评查']);
    for (const { name } of view.members) expect(panel.map((one) => one.name)).toContain(name);
    await bench[1]!.post(`/api/reconsiderations/${request.id}/votes`).send({ vote: 'upheld', reason: '应予撤销' }).expect(200);
    const seen = (await agent.get(`/api/reconsiderations/${request.id}`).expect(200)).body as RequestView;
    expect(seen.members.map(({ voted, vote }) => [voted, vote])).toEqual([[false, null], [true, null], [false, null]]);
    expect((await bench[1]!.post(`/api/reconsiderations/${request.id}/votes`).send({ vote: 'refused', reason: '改主意' }).expect(409)).body.code).toBe('reconsideration.alreadyVoted');
    expect((await bench[0]!.post(`/api/reconsiderations/${request.id}/reply`).send({ version: seen.version, ...REPLY }).expect(409)).body.code).toBe('reconsideration.votesMissing');
  });

  it('refuses an answer of blanks, and a request out of time, on somebody else’s line, or past a part', async () => {
    const agent = await judge();
    expect((await filed(agent, { ask: 'reduceTo', points: '5.00', grounds: [' '] }).expect(422)).body.faults.map(({ path }: { path: string }) => path)).toEqual(['grounds', 'points']);
    expect((await filed(agent, { record: newId() }).expect(404)).body.code).toBe('reconsideration.lineUnknown');
    const request = (await filed(agent).expect(201)).body as RequestView;
    const { view, bench } = await withPanel(request, await office());
    for (const one of bench) await one.post(`/api/reconsiderations/${request.id}/votes`).send({ vote: 'refused', reason: '引用确有不当' }).expect(200);
    const blank = await bench[0]!.post(`/api/reconsiderations/${request.id}/reply`).send({ version: view.version, answers: ['　……'], clause: ' ' }).expect(422);
    expect(blank.body.faults.map(({ path }: { path: string }) => path)).toEqual(['answers[0]', 'clause']);
    await agent.post(`/api/reconsiderations/${request.id}/withdraw`).send({ version: view.version }).expect(200);
    at('2026-09-15');
    expect((await filed(await court.signIn('wangmin')).expect(409)).body).toMatchObject({ code: 'reconsideration.windowClosed', message: expect.stringContaining('2026-09-14') });
  });

  it('eight decisions at once: one wins, seven are told', async () => {
    const request = (await filed(await judge()).expect(201)).body as RequestView;
    const clerk = await office();
    const answers = await Promise.all(Array.from({ length: 8 }, () => clerk.post(`/api/reconsiderations/${request.id}/accept`).send({ version: request.version })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
    const view = (await clerk.get(`/api/reconsiderations/${request.id}`).expect(200)).body as RequestView;
    expect([view.members.length, view.steps.filter(({ action }) => action === 'drawPanel').length]).toEqual([3, 1]);
  });

  it('goes on to the committee, whose decision is final; nobody who dealt with it before sits there', async () => {
    const agent = await judge();
    const clerk = await office();
    const request = (await filed(agent).expect(201)).body as RequestView;
    const first = await answered(request, clerk, [{ vote: 'refused' }, { vote: 'refused' }, { vote: 'refused' }]);
    expect(first).toMatchObject({ status: 'maintained', outcome: 'refused', secondUntil: '2026-09-16' });
    const second = (await agent.post(`/api/reconsiderations/${request.id}/appeal`).send({ version: first.version, words: '评查组未答复第六百七十五条' }).expect(200)).body as RequestView;
    const drawn = (await clerk.post(`/api/reconsiderations/${request.id}/committee`).send({ version: second.version }).expect(200)).body as RequestView;
    const committee = drawn.members.filter(({ round }) => round === 2);
    const dealtWith = drawn.members.filter(({ round }) => round === 1).map(({ personId }) => personId);
    expect(committee.length % 2).toBe(1);
    for (const { personId } of committee) expect(dealtWith).not.toContain(personId);
    for (const [index, { personId }] of committee.entries()) {
      const member = await sitting(personId, `committee${index}`, 'committeeMember');
      await member.post(`/api/reconsiderations/${request.id}/votes`).send({ vote: 'upheld', reason: '申请有理' }).expect(200);
    }
    const chair = await court.signIn('committee0');
    const { version } = (await chair.get(`/api/reconsiderations/${request.id}`).expect(200)).body as RequestView;
    const final = (await chair.post(`/api/reconsiderations/${request.id}/reply`).send({ version, answers: [...REPLY.answers, '第六百七十五条已在判决书第34段引用。'], clause: REPLY.clause }).expect(200)).body as RequestView;
    expect(final).toMatchObject({ status: 'final', outcome: 'upheld', may: [] });
    expect((await database.repository(Finding).findOneByOrFail({ id: findingId })).status).toBe('superseded');
  });

  it('keeps the period open until every request is answered', async () => {
    const request = (await filed(await judge()).expect(201)).body as RequestView;
    const political = await court.signedIn('political', [{ role: 'politicalSupervision', scope: 'court' }]);
    const offices = await ClosingOffices.of(app, court);
    const refused = await political.post(`/api/periods/${PERIOD}/submit`).expect(409);
    expect(refused.body.faults.map(({ path }: { path: string }) => path)).toContain('reconsiderations.unanswered');
    await answered(request, await office(), [{ vote: 'refused' }, { vote: 'refused' }, { vote: 'refused' }]);
    await offices.close(PERIOD);
  });

  it('is read by those it concerns and nobody else, and never counted by applicant', async () => {
    const agent = await judge();
    const request = (await filed(agent).expect(201)).body as RequestView;
    const colleague = await court.signedIn('colleague', [{ role: 'judge', scope: 'self' }], await court.person('同事', court.first));
    await colleague.get(`/api/reconsiderations/${request.id}`).expect(404);
    expect(((await colleague.get('/api/reconsiderations').expect(200)).body as { items: RequestRow[] }).items).toEqual([]);
    const stranger = await sitting(panel[3]!.id, 'stranger');
    await stranger.get(`/api/reconsiderations/${request.id}`).expect(404);
    await agent.get('/api/reconsiderations/statistics?from=2026-01-01&until=2027-01-01').expect(403);
    await agent.post(`/api/reconsiderations/${request.id}/accept`).send({ version: 1 }).expect(403);
    const machine = await court.signedIn('machine', [{ role: 'systemAdministrator', scope: 'court' }]);
    await machine.get('/api/reconsiderations').expect(403);
    const sheetFile = await (await office()).get('/api/reconsiderations/export?format=csv').expect(200);
    expect(sheetFile.text).toContain('复议〔2026〕第1号');
  });
});
