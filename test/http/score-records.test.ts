import { CourtParameter } from '../../src/court/court.entities.js';
import type { RecordsBehindPage, ScoreSheetView } from '../../src/evaluation/dto/score.dto.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { AuditEntry } from '../../src/platform/audit/audit-entry.entity.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

const PERIOD = '2026-08';

describe('records behind a computed line', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  let judge: Agent;
  let [wang, he]: string[] = [];
  let cases: string[];

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    database = app.app.get(Database);
    court = await SmallCourt.found(app);
    [wang, he] = [await court.person('王敏', court.first), await court.person('何静', court.second)];
    const value = JSON.stringify([{ posts: ['judge'], ranks: [], pointsPerYear: '12.00' }]);
    await database.repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name: 'research.required', value, unit: 'table', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
    await app.app.get(SchemesService, { strict: false }).installShippedSchemes(court.courtId);
    cases = [];
    for (let index = 0; index < 3; index++) cases.push((await court.closedCase({ judge: wang })).caseId);
    for (let index = 0; index < 3; index++) await court.closedCase({ judge: he });
    judge = await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], wang);
  });

  const records = async (agent: Agent, query: string, path = 'me') => (await agent.get(`/api/scores/${path}/records?period=${PERIOD}&${query}`).expect(200)).body as RecordsBehindPage;

  it('names each case with its contribution, and what total and rank would be without it', async () => {
    const sheet = (await judge.get(`/api/scores/me?period=${PERIOD}`).expect(200)).body as ScoreSheetView;
    const page = await records(judge, 'leaf=quantity/N1');
    expect(page).toMatchObject({ available: true, fact: 'closedWeighted', total: 3, addsUp: true });
    expect(page.items.map((one) => one.caseId).sort()).toEqual([...cases].sort());
    expect(page.items[0]).toMatchObject({ source: { kind: 'case' }, caseNumber: expect.stringContaining('苏0102民初') as string, contribution: { zh: expect.stringContaining('1') as string } });
    for (const { without } of page.items) {
      // One of three equal cases less: fewer points than now, and behind the colleague.
      expect(Number(without!.total)).toBeLessThan(Number(sheet.total));
      expect(without!.rank).toBe(2);
    }
  });

  it('turns pages and lets the other facts of the leaf be chosen', async () => {
    const first = await records(judge, 'leaf=efficiency/T1&page=1&pageSize=2');
    const second = await records(judge, 'leaf=efficiency/T1&page=2&pageSize=2');
    expect([first.items.length, second.items.length, first.total]).toEqual([2, 1, 3]);
    expect(first.facts.map((one) => one.name)).toEqual(expect.arrayContaining(['closed', 'closedInLimit']));
    expect(await records(judge, `leaf=efficiency/T1&fact=${first.facts.find((one) => one.name !== first.fact)!.name}`)).toMatchObject({ fact: first.facts.find((one) => one.name !== first.fact)!.name });
    await judge.get(`/api/scores/me/records?period=${PERIOD}&leaf=nothing/here`).expect(404);
    await judge.get(`/api/scores/me/records?period=${PERIOD}`).expect(400);
  });

  it('opens them to whoever may open the sheet, with a trace, and to nobody else', async () => {
    const leader = await court.signedIn('guguoping', [{ role: 'courtLeader', scope: 'court' }]);
    expect((await records(leader, 'leaf=quantity/N1', `people/${wang}`)).total).toBe(3);
    expect(await database.repository(AuditEntry).countBy({ action: 'score.recordsOpened', subjectId: wang! })).toBe(1);
    const colleague = await court.signedIn('hejing', [{ role: 'judge', scope: 'self' }], he);
    await colleague.get(`/api/scores/people/${wang}/records?period=${PERIOD}&leaf=quantity/N1`).expect(404);
    const chief = await court.signedIn('chief', [{ role: 'divisionChief', scope: 'division', divisionId: court.second }]);
    await chief.get(`/api/scores/people/${wang}/records?period=${PERIOD}&leaf=quantity/N1`).expect(404);
    const system = await court.signedIn('system', [{ role: 'systemAdministrator', scope: 'court' }]);
    await system.get(`/api/scores/me/records?period=${PERIOD}&leaf=quantity/N1`).expect(403);
  });
});
