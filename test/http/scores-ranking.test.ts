import { Decimal } from '../../src/kernel/exact.js';
import { CourtCase } from '../../src/cases/case.entities.js';
import { Court, CourtParameter, PostHolding } from '../../src/court/court.entities.js';
import type { RecordsBehindPage, ScoreSheetView } from '../../src/evaluation/dto/score.dto.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { AuditEntry } from '../../src/platform/audit/audit-entry.entity.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { CaseReview, DefectClause, Finding, FindingShare } from '../../src/quality-review/review.entities.js';
import type { RankingView } from '../../src/ranking/dto/ranking.dto.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { ClosingOffices } from './closing-offices.js';
import { SmallCourt, type Agent } from './small-court.js';

const PERIOD = '2026-08';

describe('scores and rankings', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  let [wang, he, li]: string[] = [];
  let findingId: string;
  let clauseId: string;
  let reviewed: { caseId: string; reviewId: string };

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    database = app.app.get(Database);
    court = await SmallCourt.found(app);
    wang = await court.person('王敏', court.first);
    he = await court.person('何静', court.first);
    li = await court.person('李芳', court.second);
    await setRequired([{ posts: ['judge'], ranks: [], pointsPerYear: '12.00' }]);
    await app.app.get(SchemesService, { strict: false }).installShippedSchemes(court.courtId);
    const [own] = [await court.closedCase({ judge: wang }), await court.closedCase({ judge: he }), await court.closedCase({ judge: li })];
    reviewed = { caseId: own.caseId, reviewId: newId() };
    await review();
    findingId = await finding('submitted', 'serious', '3.00');
  });

  async function setRequired(table: object[]): Promise<void> {
    await database.repository(CourtParameter).insert({
      id: newId(), courtId: court.courtId, name: 'research.required', value: JSON.stringify(table), unit: 'table', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z',
    });
  }

  async function review(): Promise<void> {
    clauseId = newId();
    await database.repository(DefectClause).insert({
      id: clauseId, courtId: court.courtId, code: 'Y-07', version: 1, severity: 'serious', label: '引用法律条文不准确', labelEn: 'Law cited wrongly', pinyin: 'yyfl', field: 'common', appliesTo: 'document',
      pointsMin: new Decimal(1), pointsMax: new Decimal(3), maxPerCase: null, responsibilityCode: 'R01', effectiveFrom: '2025-01-01', effectiveUntil: null, source: '示例 第8条', example: true,
    });
    await database.repository(CaseReview).insert({
      id: reviewed.reviewId, courtId: court.courtId, caseId: reviewed.caseId, kind: 'routine', triggers: null, batch: PERIOD, reviewerId: he!, status: 'submitted', plannedOn: '2026-08-21',
      submittedOn: '2026-08-25', documentScore: new Decimal(95), procedureScore: null, caseScore: null,
    });
  }

  async function finding(status: 'draft' | 'provisional' | 'submitted', severity: 'serious' | 'minor', points: string): Promise<string> {
    const id = newId();
    await database.repository(Finding).insert({
      id, courtId: court.courtId, caseId: reviewed.caseId, reviewId: reviewed.reviewId, documentId: null, clauseId, severity, points: new Decimal(points), quote: '第五百七十七条', quotePrefix: '', quoteSuffix: '',
      quoteStart: null, documentDigest: null, place: '判决书第33段', comment: '', reviewerId: he!, status, recordedOn: '2026-08-25', settledOn: null, notAttributable: null, supersededBy: null, supersededReason: null,
    });
    await database.repository(FindingShare).insert({ id: newId(), courtId: court.courtId, findingId: id, personId: wang!, post: 'responsibleJudge', share: new Decimal(100), points: new Decimal(points) });
    return id;
  }

  const judge = () => court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], wang);
  const leader = () => court.signedIn('leader', [{ role: 'courtLeader', scope: 'court' }]);
  const office = () => court.signedIn('political', [{ role: 'politicalSupervision', scope: 'court' }]);
  const mine = async (agent: Agent): Promise<ScoreSheetView> => (await agent.get(`/api/scores/me?period=${PERIOD}`).expect(200)).body as ScoreSheetView;
  const ranking = async (agent: Agent): Promise<RankingView> => (await agent.get(`/api/rankings/judge:civil/${PERIOD}`).expect(200)).body as RankingView;
  const linesOf = (sheet: ScoreSheetView) => sheet.components.flatMap((part) => part.leaves).flatMap((leaf) => leaf.lines);
  const supersede = (id: string) => court.change(() => database.repository(Finding).update(id, { status: 'superseded', supersededReason: '复议成立' }));

  it('shows the judge every line, and what the total would be without a finding; withdrawing it makes exactly that', async () => {
    await finding('submitted', 'minor', '0.40');
    const agent = await judge();
    const sheet = await mine(agent);
    const lines = linesOf(sheet);
    expect(lines.reduce((sum, line) => sum.plus(line.points), new Decimal(0)).toFixed(2)).toBe(sheet.total);
    const serious = lines.find((line) => line.eventId === findingId)!;
    expect(serious).toMatchObject({
      caseId: reviewed.caseId, points: '-3.00', quote: '第五百七十七条', place: '判决书第33段', severity: 'serious', responsibility: '承办人 王敏 100%',
      clauseText: { zh: 'Y-07 引用法律条文不准确，每处扣 1.00–3.00 分' },
    });
    const minor = lines.find((line) => line.severity === 'minor')!;
    expect(minor).toMatchObject({ kind: 'record', points: '0.00', eventId: expect.any(String) });

    await supersede(minor.eventId!);
    expect((await mine(agent)).total).toBe(minor.without!.total);
    const withoutSerious = linesOf(await mine(agent)).find((line) => line.eventId === findingId)!.without!;
    await supersede(findingId);
    const after = await mine(agent);
    expect([after.total, after.rank]).toEqual([withoutSerious.total, withoutSerious.rank]);
    expect(new Decimal(after.total).gt(sheet.total)).toBe(true);
  });

  it('ranks equals by the standard rule and shows each reader the rows of the own scope', async () => {
    const whole = await ranking(await leader());
    expect(whole.standings.map(({ personId, rank, tied }) => [personId, rank, tied])).toEqual([...[he!, li!].sort().map((id) => [id, 1, true]), [wang, 3, false]]);
    expect(whole).toMatchObject({ status: 'open', frozen: null, hidden: 0, group: { key: 'judge:civil', size: 3 } });
    expect(whole.distribution.reduce((count, bin) => count + bin.count, 0)).toBe(3);

    const chief = await ranking(await court.signedIn('chief', [{ role: 'divisionChief', scope: 'division', divisionId: court.first }]));
    // Of three rows two are shown: a mean or median over all would be the third's.
    expect([chief.standings.map((one) => one.personId).sort(), chief.hidden, chief.median, chief.mean, chief.distribution]).toEqual([[wang!, he!].sort(), 1, null, null, []]);
    const own = await ranking(await judge());
    expect([own.standings.map((one) => one.personId), own.hidden]).toEqual([[wang], 2]);
    const other = await court.signedIn('criminal', [{ role: 'divisionChief', scope: 'division', divisionId: newId() }]);
    expect((await other.get(`/api/peer-groups?period=${PERIOD}`).expect(200)).body).toEqual([]);
    await other.get(`/api/rankings/judge:civil/${PERIOD}`).expect(404);
  });

  it('opens somebody else’s sheet to a leader, with a trace, and to no other judge and no administrator', async () => {
    await (await leader()).get(`/api/scores/people/${wang}?period=${PERIOD}`).expect(200);
    expect(await database.repository(AuditEntry).countBy({ action: 'score.opened', subjectId: wang! })).toBe(1);
    const colleague = await court.signedIn('hejing', [{ role: 'judge', scope: 'self' }], he);
    await colleague.get(`/api/scores/people/${wang}?period=${PERIOD}`).expect(404);
    const clerk = await court.signedIn('clerk', [{ role: 'clerk', scope: 'court' }]);
    await clerk.get(`/api/scores/people/${wang}?period=${PERIOD}`).expect(404);
    await clerk.get(`/api/rankings/judge:civil/${PERIOD}`).expect(404);
    const administrator = await court.signedIn('system', [{ role: 'systemAdministrator', scope: 'court' }]);
    for (const path of [`scores/me?period=${PERIOD}`, `scores/people/${wang}?period=${PERIOD}`, `rankings/judge:civil/${PERIOD}`, `peer-groups?period=${PERIOD}`, 'schemes'])
      await administrator.get(`/api/${path}`).expect(403);
  });

  it('opens from a ranking the sheet of that very group, of who hears every nature', async () => {
    const both = await court.person('周全', court.second, 'judge', null);
    await court.closedCase({ judge: both });
    const { caseId } = await court.closedCase({ judge: both });
    await court.change(() => database.repository(CourtCase).update(caseId, { nature: 'criminal', weight: new Decimal(3) }));
    const agent = await leader();
    for (const key of ['judge:civil', 'judge:criminal']) {
      const row = ((await agent.get(`/api/rankings/${key}/${PERIOD}`).expect(200)).body as RankingView).standings.find(({ personId }) => personId === both)!;
      expect(row).toMatchObject({ closed: 1, closedNature: key.slice('judge:'.length) });
      const sheet = (await agent.get(`/api/scores/people/${both}?period=${PERIOD}&group=${key}`).expect(200)).body as ScoreSheetView;
      expect(sheet).toMatchObject({ total: row.total, rank: row.rank, peerGroup: { key }, peerGroups: [{ key: 'judge:civil' }, { key: 'judge:criminal' }] });
      const leaf = sheet.components.flatMap(({ leaves }) => leaves).find(({ facts }) => facts.includes('closedWeighted'))!;
      const behind = (await agent.get(`/api/scores/people/${both}/records`).query({ period: PERIOD, group: key, leaf: leaf.path, fact: 'closedWeighted' }).expect(200)).body as RecordsBehindPage;
      expect([behind.addsUp, behind.items.length, behind.items[0]!.caseId === caseId]).toEqual([true, 1, key === 'judge:criminal']);
    }
    expect((await ranking(agent)).standings.find(({ personId }) => personId === wang)).toMatchObject({ closedNature: null });
  });

  it('tells nobody of a place and total of the period before that they may not see', async () => {
    const [all, reader] = [await leader(), await court.signedIn('chief', [{ role: 'divisionChief', scope: 'division', divisionId: court.second }])];
    const last = async (agent: Agent) => ((await agent.get('/api/rankings/judge:civil/2026-09').expect(200)).body as RankingView).standings.find(({ personId }) => personId === wang)!;
    const change = async (agent: Agent) => ((await agent.get(`/api/scores/people/${wang}?period=2026-09`).expect(200)).body as ScoreSheetView).change;
    // Came into the chief's division after the month in which the place was another.
    await court.change(async () => {
      await database.repository(PostHolding).update({ personId: wang }, { validUntil: '2026-09-01' });
      const [held] = await database.repository(PostHolding).findBy({ personId: wang });
      await database.repository(PostHolding).insert({ ...held!, id: newId(), divisionId: court.second, validFrom: '2026-09-01', validUntil: null });
    });
    expect([(await last(all)).movement, (await last(reader)).movement, (await last(reader)).fresh]).toEqual([expect.any(Number), null, false]);
    expect([await change(all), await change(reader)]).toEqual([expect.any(String), null]);
  });

  it('exports what is on the screen', async () => {
    const agent = await leader();
    const csv = await agent.get(`/api/rankings/judge:civil/${PERIOD}/export?format=csv`).expect(200).expect('content-type', /csv/);
    expect(csv.text.split('\r\n')).toHaveLength(5);
    expect(csv.text).toContain('王敏');
    await agent.get(`/api/scores/people/${wang}/export?period=${PERIOD}`).expect(200).expect('content-type', /spreadsheetml/);
  });

  it('submits only when nothing is open, then stays as it was and recomputes to the same bytes', async () => {
    const [draft, provisional] = [await finding('draft', 'minor', '0.40'), await finding('provisional', 'serious', '2.00')];
    const offices = await ClosingOffices.of(app, court);
    const agent = await office();
    await (await leader()).post(`/api/periods/${PERIOD}/submit`).expect(403);
    const blocked = await agent.post(`/api/periods/${PERIOD}/submit`).expect(409);
    expect((blocked.body as { faults: { path: string }[] }).faults.map((fault) => fault.path)).toEqual(['findings.drafts', 'findings.provisional', 'subScores.trialManagement', 'subScores.administrativeOffice', 'subScores.politicalSupervision']);
    await agent.post(`/api/periods/${PERIOD}/publish`).expect(409);
    await supersede(draft);
    await supersede(provisional);

    const live = await ranking(agent);
    await offices.close(PERIOD);
    const { body: closed } = await agent.get(`/api/periods/${PERIOD}/closing`).expect(200);
    expect(closed).toMatchObject({ status: 'frozen', groups: [{ key: 'judge:civil', size: 3, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string }] });
    await supersede(findingId);
    await court.closedCase({ judge: wang! });
    await database.repository(CourtParameter).delete({ courtId: court.courtId });
    const frozen = await ranking(agent);
    // Nothing is frozen to compare with, so nobody has moved.
    expect(frozen.standings).toEqual(live.standings.map((standing) => ({ ...standing, movement: null, fresh: false })));
    expect(frozen).toMatchObject({ status: 'closed', frozen: { digest: (closed as { groups: { digest: string }[] }).groups[0]!.digest } });
    expect((await agent.get(`/api/rankings/judge:civil/${PERIOD}/verify`).expect(200)).body).toMatchObject({ sameBytes: true, sameDigest: true });
    await agent.post(`/api/periods/${PERIOD}/submit`).expect(409);
  });

  it('shows a superior court published figures only, without names', async () => {
    const superior = await SmallCourt.found(app);
    await database.repository(Court).update(court.courtId, { parentId: superior.courtId });
    const above = await superior.signedIn('above', [{ role: 'superiorCourt', scope: 'subordinateCourts' }]);
    const agent = await office();
    const offices = await ClosingOffices.of(app, court);
    await offices.close(PERIOD);
    expect((await above.get('/api/superior/published').expect(200)).body).toEqual([]);
    await offices.publish(PERIOD);
    const { body, text } = await above.get('/api/superior/published').expect(200);
    expect(body).toMatchObject([{ courtId: court.courtId, period: PERIOD, groups: [{ key: 'judge:civil', size: 3 }] }]);
    expect(text).not.toContain('王敏');
    // Of three people a mean and its two ends are everybody's score.
    expect(body[0].groups[0]).toMatchObject({ mean: null, median: null, highest: null, lowest: null });
    await above.get(`/api/rankings/judge:civil/${PERIOD}`).expect(403);
    await agent.get('/api/superior/published').expect(403);
  });

  it('names a parameter the court has not set, and assumes nothing', async () => {
    await database.repository(CourtParameter).delete({ courtId: court.courtId });
    const { body } = await (await judge()).get(`/api/scores/me?period=${PERIOD}`).set('accept-language', 'zh').expect(422);
    expect(body).toMatchObject({ code: 'research.requiredMissing', message: expect.stringContaining('research.required') as string });
    await (await leader()).get('/api/rankings/judge:civil/2026-13').expect(400);
  });
});
