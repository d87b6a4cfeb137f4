import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { CourtCase } from '../../src/cases/case.entities.js';
import type { CaseRow } from '../../src/cases/dto/case.dto.js';
import type { CaseFlowRow, CaseFlowView, FlowHistoryView, FlowTrendView } from '../../src/cases/flow/dto/flow.dto.js';
import { CourtParameter } from '../../src/court/court.entities.js';
import type { IndicatorRow, IndicatorView } from '../../src/evaluation/indicators/dto/indicator.dto.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import type { HomeView } from '../../src/home/dto/home.dto.js';
import { addDays } from '../../src/kernel/day.js';
import { Decimal } from '../../src/kernel/exact.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import type { Page } from '../../src/platform/http/list.dto.js';
import { newId } from '../../src/platform/ids.js';
import { CaseReview, DefectClause, Finding, FindingShare } from '../../src/quality-review/review.entities.js';
import type { GroupCaseRow, GroupClausesView, GroupFindingRow, GroupTrendView } from '../../src/ranking/panels/dto/panels.dto.js';
import type { WatchCaseRow, WatchSignView, WatchView } from '../../src/ranking/watch/dto/watch.dto.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

let on: AppUnderTest;
let court: SmallCourt;
let database: Database;
let [wang, li, liu]: string[] = [];
let office: Agent;
let leader: Agent;
let chief: Agent;
let judge: Agent;
let clerk: Agent;
let clauseId: string;

interface Refusal {
  code: string;
  faults: { path: string }[];
}

describe('leadership', () => {
  beforeAll(async () => {
    on = await startApp();
    database = on.app.get(Database);
    court = await SmallCourt.found(on);
    jest.spyOn(on.app.get(Clock), 'now').mockReturnValue(new Date('2026-11-23T02:00:00.000Z'));
    wang = await court.person('王敏', court.first);
    li = await court.person('李芳', court.first);
    liu = await court.person('刘洋', court.second, 'judge', 'criminal');
    office = await court.signedIn('zhuangyan', [{ role: 'trialManagement', scope: 'court' }]);
    leader = await court.signedIn('liangzheng', [{ role: 'courtLeader', scope: 'court' }]);
    chief = await court.signedIn('zhaoqiang', [{ role: 'divisionChief', scope: 'division', divisionId: court.first }]);
    judge = await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], wang);
    clerk = await court.signedIn('shuji', [{ role: 'clerk', scope: 'court' }]);
    await court.change(async () => {
      await parameter('research.required', JSON.stringify([{ posts: ['judge'], ranks: [], pointsPerYear: '12.00' }]), 'table');
      // Opening 2 in the first division, one of them over a year old; 4 received, 3 closed; one in the second.
      await cases(2, { intakeOn: '2026-08-03', judge: wang! });
      await cases(1, { intakeOn: '2025-08-03', judge: li! });
      await cases(3, { intakeOn: '2026-10-12', closedOn: '2026-10-20', judge: wang! });
      await cases(1, { intakeOn: '2026-10-13', judge: li! });
      await cases(1, { intakeOn: '2026-10-14', judge: liu!, division: court.second, nature: 'criminal' });
      // 王敏 withdrew twelve cases of the spring, four of which the same parties filed again; others closed thirty without any of that.
      for (let n = 0; n < 12; n++) {
        await cases(1, { intakeOn: '2026-03-02', closedOn: '2026-04-10', judge: wang!, manner: 'withdrawn', parties: `甲${n} 诉 乙${n}` });
        if (n < 4) await cases(1, { intakeOn: addDays('2026-04-10', 10 + n), closedOn: '2026-06-01', judge: li!, manner: 'judgment', parties: `甲${n}诉乙${n}` });
      }
      for (let n = 0; n < 40; n++) await cases(1, { intakeOn: '2026-02-02', closedOn: '2026-05-11', judge: li!, manner: 'judgment', parties: `丙${n} 诉 丁${n}` });
      await cases(1, { intakeOn: '2026-05-20', closedOn: '2026-06-30', judge: wang!, manner: 'judgment', parties: '丙0 诉 丁0' });
      await reviewed();
    });
    await on.app.get(SchemesService, { strict: false }).installShippedSchemes(court.courtId);
  });
  afterAll(() => on.close());

  async function parameter(name: string, value: string, unit = 'count'): Promise<void> {
    await database.repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name, value, unit, effectiveFrom: '2025-01-01', source: '测试', example: false, createdAt: '2026-01-01T00:00:00.000Z' });
  }

  async function cases(many: number, one: { intakeOn: string; closedOn?: string; judge: string; division?: string; nature?: string; manner?: CourtCase['closingManner']; parties?: string }): Promise<string[]> {
    const at = '2026-10-20T00:00:00.000Z';
    const rows = Array.from({ length: many }, () => newId()).map((id) => ({
      id, courtId: court.courtId, caseNumber: `（2026）苏0102民初${id.slice(-8)}号`, year: 2026, typeCode: '民初', serial: 1, nature: one.nature ?? 'civil', cause: '民间借贷纠纷', weight: new Decimal(1),
      intakeOn: one.intakeOn, closedOn: one.closedOn ?? null, closingManner: one.manner ?? (one.closedOn ? ('judgment' as const) : null), appealable: one.manner === 'judgment', parties: one.parties ?? null,
      divisionId: one.division ?? court.first, responsibleJudgeId: one.judge, createdAt: at, updatedAt: at,
    }));
    await database.repository(CourtCase).insert(rows);
    return rows.map(({ id }) => id);
  }

  async function reviewed(): Promise<void> {
    clauseId = newId();
    await database.repository(DefectClause).insert({
      id: clauseId, courtId: court.courtId, code: 'Y-07', version: 1, severity: 'serious', label: '引用法律条文不准确', labelEn: 'Law cited wrongly', pinyin: 'yyfl', field: 'common', appliesTo: 'document',
      pointsMin: new Decimal(1), pointsMax: new Decimal(3), maxPerCase: null, responsibilityCode: 'R01', effectiveFrom: '2025-01-01', effectiveUntil: null, source: '示例 第8条', example: true,
    });
    for (const person of [wang!, li!]) {
      const [caseId] = await cases(1, { intakeOn: '2026-06-02', closedOn: '2026-08-20', judge: person, manner: 'judgment' });
      const [reviewId, id] = [newId(), newId()];
      await database.repository(CaseReview).insert({ id: reviewId, courtId: court.courtId, caseId: caseId!, kind: 'routine', triggers: null, batch: '2026-08', reviewerId: liu!, status: 'submitted', plannedOn: '2026-08-21', submittedOn: '2026-08-25', documentScore: new Decimal(95), procedureScore: null, caseScore: null });
      await database.repository(Finding).insert({
        id, courtId: court.courtId, caseId: caseId!, reviewId, documentId: null, clauseId, severity: 'serious', points: new Decimal(2), quote: '第五百七十七条', quotePrefix: '', quoteSuffix: '', quoteStart: null, documentDigest: null, place: '判决书第33段', comment: '',
        reviewerId: liu!, status: 'submitted', recordedOn: '2026-08-25', settledOn: null, notAttributable: null, supersededBy: null, supersededReason: null,
      });
      await database.repository(FindingShare).insert({ id: newId(), courtId: court.courtId, findingId: id, personId: person, post: 'responsibleJudge', share: new Decimal(100), points: new Decimal(2) });
    }
  }

  const flow = async (agent: Agent, by = 'division'): Promise<CaseFlowView> => (await agent.get(`/api/cases/flow?period=2026-10&by=${by}`).expect(200)).body as CaseFlowView;
  const rowOf = (view: CaseFlowView, unitId: string): CaseFlowRow => view.rows.find((row) => row.unitId === unitId)!;

  it('counts the flow of each unit, and every figure opens to as many cases', async () => {
    const view = await flow(leader);
    expect(view).toMatchObject({ running: false, asOf: '2026-10-31', previous: '2026-09', yearBefore: '2025-10', wholeCourt: true });
    const first = rowOf(view, court.first);
    expect(first).toMatchObject({ opening: 3, received: 4, closed: 3, pending: 4, gap: 0, closingRate: '42.86', clearanceRate: '75.00', dispositionDays: 41, overYear: 1, overYearRate: '25.00', ages: [3, 0, 0, 1, 0], registered: null });
    expect(first.compared.received).toEqual({ previous: { base: 0, percent: null }, yearBefore: { base: 0, percent: null } });
    expect(view.total).toMatchObject({ opening: 3, received: 5, closed: 3, pending: 5 });
    for (const [figure, count] of Object.entries({ opening: 3, received: 4, closed: 3, pending: 4, overYear: 1, 'age:0-3': 3, 'age:12-18': 1 })) {
      const list = (await leader.get('/api/cases').query({ flow: figure, flowPeriod: '2026-10', divisionId: court.first }).expect(200)).body as Page<CaseRow>;
      expect([figure, list.total]).toEqual([figure, count]);
    }
    const trend = (await leader.get(`/api/cases/flow/trend?period=2026-10&unitKind=judge&unitId=${liu!}`).expect(200)).body as FlowTrendView;
    expect(trend.points).toEqual([{ period: '2026-10', opening: 0, received: 1, closed: 0, pending: 1, closingRate: '0.00', clearanceRate: '0.00' }]);
    expect((await leader.get('/api/cases/flow/export?period=2026-10&by=judge&format=csv').expect(200)).text).toContain('王敏');
    await leader.get('/api/cases/flow?period=2027-01&by=judge').expect(400);
  });

  it('reconciles to the last digit: units with the court, ages with what is open, a period with the one before, rates with the counts beside them', async () => {
    const before = (await leader.get('/api/cases/flow?period=2026-09&by=division').expect(200)).body as CaseFlowView;
    const rate = (part: number, whole: number): string | null => (whole === 0 ? null : new Decimal(part).times(100).div(whole).toFixed(2, Decimal.ROUND_HALF_UP));
    for (const by of ['division', 'judge', 'nature']) {
      const { rows, total } = await flow(leader, by);
      for (const figure of ['opening', 'received', 'closed', 'pending', 'overYear'] as const) expect([by, figure, rows.reduce((sum, row) => sum + row[figure], 0)]).toEqual([by, figure, total[figure]]);
      for (const row of [...rows, total]) {
        expect(row.gap).toBe(row.opening + row.received - row.closed - (row.registered?.pending ?? row.pending));
        expect(row.ages.reduce((sum, open) => sum + open, 0)).toBe(row.pending);
        expect([row.clearanceRate, row.closingRate, row.overYearRate]).toEqual([rate(row.closed, row.received), rate(row.closed, row.opening + row.received), rate(row.overYear, row.pending)]);
      }
      expect(total.opening).toBe(before.total.pending);
    }
  });

  it('shows each reader as far as the role goes', async () => {
    expect((await flow(chief)).rows.map(({ unitId }) => unitId)).toEqual([court.first]);
    expect(await flow(chief)).toMatchObject({ wholeCourt: false, total: { pending: 4, registered: null } });
    expect(await flow(judge, 'judge')).toMatchObject({ ownOf: wang, rows: [{ unitId: wang }] });
    await clerk.get('/api/cases/flow?period=2026-10&by=judge').expect(403);
  });

  it('displays a gap until the trial office has said why, and keeps what was said before', async () => {
    const unit = { period: '2026-10', unitKind: 'division', unitId: court.first };
    const counted = { ...unit, pending: 6, countedOn: '2026-11-02', source: '司法统计月报' };
    await leader.post('/api/cases/flow/counts').send(counted).expect(403);
    const faults = (await office.post('/api/cases/flow/counts').send({ ...counted, unitId: newId(), countedOn: '2026-10-02' }).expect(422)).body as Refusal;
    expect(faults.faults.map(({ path }) => path)).toEqual(['unitId', 'countedOn']);
    await office.post('/api/cases/flow/counts').send(counted).expect(200);
    expect(rowOf(await flow(leader), court.first)).toMatchObject({ gap: -2, registered: { pending: 6, recordedBy: 'zhuangyan' }, explanation: null });
    const todo = async (): Promise<string[]> => ((await office.get('/api/home').expect(200)).body as HomeView).todo.map(({ key }) => key);
    expect(await todo()).toContain('caseFlow:2026-10');
    // Whoever reads some of a division's cases is not told how many the books have of it, nor shown a gap there is not.
    expect(rowOf(await flow(judge, 'division'), court.first)).toMatchObject({ gap: 0, registered: null });
    expect(((await office.post('/api/cases/flow/counts').send({ ...counted, period: '2026-11', countedOn: '2026-11-23' }).expect(422)).body as Refusal).faults.map(({ path }) => path)).toEqual(['period']);
    // Whatever the rows are grouped by, a gap nobody has explained is named.
    expect((await flow(leader, 'judge')).unexplained).toMatchObject([{ unitKind: 'division', unitId: court.first, gap: -2 }]);
    await office.post('/api/cases/flow/explanations').send({ ...unit, gap: -1, words: '登记迟延' }).expect(422);
    await office.post('/api/cases/flow/explanations').send({ ...unit, gap: -2, words: '2件宣判后才登记结案' }).expect(200);
    expect(rowOf(await flow(chief), court.first).explanation).toMatchObject({ words: '2件宣判后才登记结案', stale: false });
    expect(await todo()).not.toContain('caseFlow:2026-10');
    expect(((await office.post('/api/cases/flow/counts').send({ ...counted, pending: 5 }).expect(422)).body as Refusal).faults.map(({ path }) => path)).toEqual(['reason']);
    await office.post('/api/cases/flow/counts').send({ ...counted, pending: 5, reason: '月报更正' }).expect(200);
    expect(rowOf(await flow(leader), court.first)).toMatchObject({ gap: -1, explanation: { gap: -2, stale: true } });
    const history = (await office.get('/api/cases/flow/history').query(unit).expect(200)).body as FlowHistoryView;
    expect(history.counts.map(({ pending, supersededReason }) => [pending, supersededReason])).toEqual([[6, '月报更正'], [5, null]]);
    // Leaders read who said what and when; a chief reads the explanation that stands, in the table.
    await leader.get('/api/cases/flow/history').query(unit).expect(200);
    await chief.get('/api/cases/flow/history').query(unit).expect(403);
  });

  it('draws of a group only what the reader sees in its ranking, and nothing of a group too small', async () => {
    const path = '/api/rankings/judge:civil/2026-08/panels';
    const whole = (await leader.get(`${path}/clauses`).expect(200)).body as GroupClausesView;
    expect(whole).toMatchObject({ people: 2, findings: 2, rows: [{ clause: 'Y-07', findings: 2, serious: 2, cases: 2, share: '100.00', running: '100.00' }], cells: [{ clause: 'Y-07', division: court.first, findings: 2, cases: 2, of: 2, rate: '100.00' }] });
    const behind = (await leader.get(`${path}/findings`).query({ clause: 'Y-07', division: court.first }).expect(200)).body as Page<GroupFindingRow>;
    expect([behind.total, behind.items.flatMap(({ people }) => people).sort()]).toEqual([2, ['李芳', '王敏'].sort()]);
    expect((await judge.get(`${path}/clauses`).expect(200)).body).toMatchObject({ people: 1, findings: 1 });
    expect(((await judge.get(`${path}/findings`).expect(200)).body as Page<GroupFindingRow>).items.flatMap(({ people }) => people)).toEqual(['王敏']);
    const reviewedCases = (await leader.get(`${path}/cases`).query({ division: court.first }).expect(200)).body as Page<GroupCaseRow>;
    expect([reviewedCases.total, reviewedCases.items.map(({ findings }) => findings)]).toEqual([whole.divisions[0]!.reviewed, [1, 1]]);
    expect(((await judge.get(`${path}/cases`).expect(200)).body as Page<GroupCaseRow>).total).toBe(1);
    const recorded = async (which: string): Promise<number> => ((await leader.get(`${path}/findings`).query({ which }).expect(200)).body as Page<GroupFindingRow>).total;
    expect([await recorded('recorded'), await recorded('withdrawn')]).toEqual([2, 0]);
    const trend = (await leader.get(`${path}/trend`).expect(200)).body as GroupTrendView;
    expect(trend.points[trend.points.length - 1]).toMatchObject({ period: '2026-08', size: 2 });
    await office.get('/api/rankings/judge:administrative/2026-08/panels/clauses').expect(404);
    // Whoever is shown bands alone is shown what nobody did.
    await court.change(() => parameter('ranking.shows.court', 'band', 'word'));
    for (const which of ['recorded', 'withdrawn', undefined]) expect(((await clerk.get(`${path}/findings`).query({ which }).expect(200)).body as Page<GroupFindingRow>).total).toBe(0);
    await court.change(() => parameter('ranking.minGroupSize', '5', 'persons'));
    for (const panel of ['trend', 'clauses', 'findings', 'cases']) expect(((await leader.get(`${path}/${panel}`)).body as Refusal).code).toMatch(/ranking\./);
  });

  it('points out what is hard to put down to chance, with its cases; the office explains and the person answers', async () => {
    expect(((await leader.get('/api/watch?year=2026').expect(422)).body as Refusal).code).toBe('watch.parametersMissing');
    await court.change(async () => {
      for (const [name, value] of Object.entries({ oneIn: '100', lastDays: '5', usualMonths: '12', refileDays: '60', extensionDays: '10', leastCases: '10', leastEvents: '3' })) await parameter(`watch.${name}`, value);
    });
    const signs = async (agent: Agent): Promise<WatchSignView[]> => ((await agent.get('/api/watch?year=2026').expect(200)).body as WatchView).kinds.flatMap((kind) => kind.signs);
    const sign = (await signs(leader)).find(({ kind }) => kind === 'refiled')!;
    expect(sign).toMatchObject({ personId: wang, period: '2026', evidence: 12, mayExplain: false, mayAnswer: false });
    expect(sign.text.zh).toContain('撤诉结案 12 件，其中 4 件（33.33%）');
    const evidence = (await leader.get('/api/watch/evidence').query({ sign: sign.key, pageSize: 5 }).expect(200)).body as Page<WatchCaseRow>;
    expect([evidence.total, evidence.items.map(({ counted, again }) => [counted, again !== null])]).toEqual([12, [[true, true], [true, true], [true, true], [true, true], [false, false]]]);
    // The person concerned reads the own sign alone; another judge, none of it.
    expect((await signs(judge)).every(({ personId, mayAnswer }) => personId === wang && mayAnswer)).toBe(true);
    const other = await court.signedIn('lifang', [{ role: 'judge', scope: 'self' }], li);
    expect((await signs(other)).some(({ key }) => key === sign.key)).toBe(false);
    await other.get('/api/watch/evidence').query({ sign: sign.key }).expect(404);
    await other.post('/api/watch/notes').send({ sign: sign.key, words: '不是我的' }).expect(404);
    await clerk.get('/api/watch?year=2026').expect(403);
    await leader.post('/api/watch/notes').send({ sign: sign.key, words: '看一看' }).expect(403);
    const news = async (agent: Agent): Promise<HomeView> => (await agent.get('/api/home').expect(200)).body as HomeView;
    const todo = async (agent: Agent): Promise<string[]> => (await news(agent)).todo.map(({ key }) => key);
    expect([(await todo(office)).includes('watch:explain:2026'), (await todo(judge)).includes('watch:answer:2026'), (await todo(leader)).some((key) => key.startsWith('watch:'))]).toEqual([true, true, false]);
    expect((await news(leader)).signals.map(({ link }) => link)).toContain('/ranking/watch?year=2026');
    await other.get('/api/watch/evidence/export').query({ sign: sign.key }).expect(404);
    expect((await leader.get('/api/watch/evidence/export').query({ sign: sign.key, format: 'csv' }).expect(200)).text).toContain('又立案');
    await judge.post('/api/watch/notes').send({ sign: sign.key, words: '被告还款后撤诉，又有新的欠款。' }).expect(200);
    await office.post('/api/watch/notes').send({ sign: sign.key, words: '已核对卷宗。' }).expect(200);
    await office.post('/api/watch/notes').send({ sign: sign.key, words: '已核对卷宗，属实。' }).expect(422);
    await office.post('/api/watch/notes').send({ sign: sign.key, words: '已核对卷宗，属实。', reason: '补充' }).expect(200);
    expect((await todo(judge)).includes('watch:answer:2026')).toBe((await signs(judge)).length > 1);
    const notes = (await signs(leader)).find(({ key }) => key === sign.key)!.notes.map(({ side, words, supersededReason }) => [side, words, supersededReason]);
    expect(notes).toEqual(expect.arrayContaining([['person', '被告还款后撤诉，又有新的欠款。', null], ['office', '已核对卷宗。', '补充'], ['office', '已核对卷宗，属实。', null]]));
    expect((await leader.get('/api/watch/export?year=2026&format=csv').expect(200)).text).toContain('已核对卷宗，属实。');
    await leader.get('/api/watch?year=2027').expect(400);
  });

  it('says of every indicator what it cannot show', async () => {
    await court.change(() => parameter('reference.inLimit.civil', '90.00,99.00', 'interval'));
    const rows = (await judge.get('/api/indicators').expect(200)).body as IndicatorRow[];
    expect(rows.filter((row) => row.of === 'court')).toHaveLength(20);
    const ofScheme = rows.filter(({ scheme }) => scheme?.schemeId === 'judge-civil');
    expect(ofScheme.length).toBeGreaterThan(10);
    const one = (await judge.get(`/api/indicators/${encodeURIComponent(ofScheme[0]!.id)}`).expect(200)).body as IndicatorView;
    expect(one.counted.length).toBeGreaterThan(0);
    expect([...rows, ...one.counted].every(({ cannotShow }) => cannotShow.zh.length > 3 && cannotShow.en.length > 3)).toBe(true);
    expect(((await judge.get('/api/indicators/SPC-07').expect(200)).body as IndicatorView).reference).toMatchObject({ unit: 'percent', intervals: [{ nature: 'criminal', from: null }, { nature: 'civil', from: '90.00', until: '99.00', source: '测试' }, { nature: 'administrative' }, { nature: 'enforcement' }] });
    expect(one.reference).toBeNull();
    expect((await judge.get('/api/indicators/export?from=court&format=csv').expect(200)).text.trim().split('\r\n')).toHaveLength(21);
    expect(((await judge.get('/api/indicators/SPC-10').expect(200)).body as IndicatorView).counted).toEqual([]);
    await judge.get('/api/indicators/none').expect(404);
  });
});
