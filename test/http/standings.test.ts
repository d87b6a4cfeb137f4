import { Decimal } from '../../src/kernel/exact.js';
import { CourtParameter } from '../../src/court/court.entities.js';
import type { ScoreSheetView } from '../../src/evaluation/dto/score.dto.js';
import { SchemeVersion } from '../../src/evaluation/scheme-version.entity.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { CaseReview, DefectClause, Finding, FindingShare } from '../../src/quality-review/review.entities.js';
import type { ProposalView } from '../../src/court/catalogues/dto/catalogue.dto.js';
import type { RankingSettingsView, SettingChange } from '../../src/ranking/settings/dto/ranking-settings.dto.js';
import type { RankIntervalsView, RankingView, ReferenceView } from '../../src/ranking/dto/ranking.dto.js';
import { RankIntervalRecord } from '../../src/ranking/rank-interval.entity.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { ClosingOffices } from './closing-offices.js';
import { adoptText } from './own-facts-scheme.js';
import { SmallCourt, type Agent } from './small-court.js';

const PERIOD = '2026-08';
const GROUP = `/api/rankings/judge:civil/${PERIOD}`;

/** Scored by month: the mean score of the reviewed cases; a quarter is the mean of its months. */
const BY_MONTH = `id: by-month
version: 1
title: { zh: 按月方案, en: By month }
effectiveFrom: 2026-01-01
source: 示例〔2026〕9号
example: true
appliesTo: { post: judge, nature: civil }
fullMark: 100.00
rounding: { places: 2, mode: half-up }
periods: { scoredBy: month, combine: [{ to: quarter, by: mean, missing: exclude, source: 第九条 }] }
nodes:
  - { key: quality, title: { zh: 案件质量, en: Quality of cases }, source: 第2条, fullMark: 100, limits: { zh: 难度, en: hardness }, rule: { kind: mean-of-pieces, pieces: ownCaseScore, outOf: 100 } }
`;

describe('standings as each reader may see them', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  let people: Record<'wang' | 'he' | 'li' | 'zhao' | 'sun', string>;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    database = app.app.get(Database);
    court = await SmallCourt.found(app);
    const { first, second } = court;
    people = {
      wang: await court.person('王敏', first), he: await court.person('何静', first), li: await court.person('李芳', second), zhao: await court.person('赵一鸣', second), sun: await court.person('孙立', second),
    };
    await set('research.required', JSON.stringify([{ posts: ['judge'], ranks: [], pointsPerYear: '12.00' }]), 'table');
    await set('ranking.resamples', '200', 'count');
    await app.app.get(SchemesService, { strict: false }).installShippedSchemes(court.courtId);
    const clauseId = newId();
    await database.repository(DefectClause).insert({
      id: clauseId, courtId: court.courtId, code: 'Y-07', version: 1, severity: 'minor', label: '引用法律条文不准确', labelEn: 'Law cited wrongly', pinyin: 'yyfl', field: 'common', appliesTo: 'document',
      pointsMin: new Decimal(1), pointsMax: new Decimal(9), maxPerCase: null, responsibilityCode: 'R01', effectiveFrom: '2025-01-01', effectiveUntil: null, source: '示例 第8条', example: true,
    });
    for (const [index, judge] of Object.values(people).entries()) for (let n = 0; n < 3; n++) await reviewed(judge, clauseId, n === 0 ? index * 2 : 0);
  });

  async function set(name: string, value: string, unit: string): Promise<void> {
    await court.change(() => database.repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name, value, unit, effectiveFrom: '2025-01-01', source: '示例 第1条', example: true, createdAt: '2025-01-01T00:00:00.000Z' }));
  }

  /** A case closed and reviewed in the period, with one finding of so many points. */
  async function reviewed(judge: string, clauseId: string, lost: number): Promise<void> {
    const { caseId } = await court.closedCase({ judge });
    const [reviewId, findingId, points] = [newId(), newId(), new Decimal(lost)];
    await database.repository(CaseReview).insert({
      id: reviewId, courtId: court.courtId, caseId, kind: 'routine', triggers: null, batch: PERIOD, reviewerId: people.he, status: 'submitted', plannedOn: '2026-08-21', submittedOn: '2026-08-25', documentScore: new Decimal(80), procedureScore: null, caseScore: null,
    });
    if (!lost) return;
    await database.repository(Finding).insert({
      id: findingId, courtId: court.courtId, caseId, reviewId, documentId: null, clauseId, severity: 'minor', points, quote: '', quotePrefix: '', quoteSuffix: '', quoteStart: null, documentDigest: null, place: '判决书第3段', comment: '',
      reviewerId: people.he, status: 'submitted', recordedOn: '2026-08-25', settledOn: null, notAttributable: null, supersededBy: null, supersededReason: null,
    });
    await database.repository(FindingShare).insert({ id: newId(), courtId: court.courtId, findingId, personId: judge, post: 'responsibleJudge', share: new Decimal(100), points });
  }

  const judge = () => court.signedIn(`wang${newId()}`, [{ role: 'judge', scope: 'self' }], people.wang);
  const leader = () => court.signedIn(`leader${newId()}`, [{ role: 'courtLeader', scope: 'court' }]);
  const chief = () => court.signedIn(`chief${newId()}`, [{ role: 'divisionChief', scope: 'division', divisionId: court.first }]);
  const get = async <T>(agent: Agent, path: string): Promise<T> => (await agent.get(path).expect(200)).body as T;
  const csv = async (agent: Agent): Promise<string> => (await agent.get(`${GROUP}/export?format=csv`).buffer(true).parse((response, done) => {
    let text = '';
    response.on('data', (part: Buffer) => (text += part.toString('utf8')));
    response.on('end', () => done(null, text));
  }).expect(200)).body as string;

  it('shows leaders the order with how firmly it stands, a chief the own division, and a judge the own position and band', async () => {
    await set('ranking.bands', '90.00,75.00,60.00', 'bands');
    const whole = await get<RankingView>(await leader(), GROUP);
    expect(whole.standings.map(({ personId }) => personId)).toEqual([people.wang, people.he, people.li, people.zhao, people.sun]);
    expect(whole).toMatchObject({ hidden: 0, sight: { audience: 'leaders', mode: 'ranking', tooSmall: null } });
    const { intervals } = await get<RankIntervalsView>(await leader(), `${GROUP}/intervals`);
    expect(intervals!.people.map(({ personId, cases }) => [personId, cases])).toEqual(whole.standings.map(({ personId }) => [personId, 3]));
    for (const [index, { score, rank }] of intervals!.people.entries()) {
      expect(Number(score.from)).toBeLessThanOrEqual(Number(whole.standings[index]!.total));
      expect(rank.from).toBeLessThanOrEqual(whole.standings[index]!.rank!);
      expect(rank.until).toBeGreaterThanOrEqual(whole.standings[index]!.rank!);
    }
    expect(intervals!.resamples).toBe(200);
    expect(await get<RankIntervalsView>(await leader(), `${GROUP}/intervals`)).toEqual({ intervals, why: null });

    const own = await get<RankingView>(await chief(), GROUP);
    expect([own.standings.map(({ personId }) => personId), own.hidden]).toEqual([[people.wang, people.he], 3]);
    expect((await get<RankIntervalsView>(await chief(), `${GROUP}/intervals`)).intervals!.people.map(({ personId }) => personId)).toEqual([people.wang, people.he]);

    const mine = await get<RankingView>(await judge(), GROUP);
    expect(mine.standings).toMatchObject([{ personId: people.wang, shown: 'position', rank: 1, total: whole.standings[0]!.total, band: { title: { zh: expect.stringMatching(/^第.档/) } } }]);
    expect((await get<RankIntervalsView>(await judge(), `${GROUP}/intervals`)).intervals!.people).toHaveLength(1);
  });

  it('draws a quarter made of its months again, live and frozen alike', async () => {
    await court.change(() => database.repository(SchemeVersion).delete({ courtId: court.courtId }));
    await adoptText(database, court.courtId, BY_MONTH);
    const quarter = '/api/rankings/judge:civil/2026Q3';
    const whole = await get<RankingView>(await leader(), quarter);
    const live = await get<RankIntervalsView>(await leader(), `${quarter}/intervals`);
    expect(live.why).toBeNull();
    expect(live.intervals!.people.map(({ personId, cases }) => [personId, cases])).toEqual(whole.standings.map(({ personId }) => [personId, 3]));
    for (const [index, { score, rank }] of live.intervals!.people.entries()) {
      const own = whole.standings[index]!;
      expect([Number(score.from) <= Number(own.total), Number(own.total) <= Number(score.until), rank.from <= own.rank!, own.rank! <= rank.until]).toEqual([true, true, true, true]);
    }
    expect(live.intervals!.people.some(({ score }) => score.from !== score.until)).toBe(true);
    await (await ClosingOffices.of(app, court)).close('2026Q3');
    const frozen = await get<RankIntervalsView>(await leader(), `${quarter}/intervals`);
    expect(frozen.intervals!.people.map(({ personId, cases }) => [personId, cases])).toEqual(live.intervals!.people.map(({ personId, cases }) => [personId, cases]));
    expect((await database.repository(RankIntervalRecord).findOneByOrFail({ courtId: court.courtId, period: '2026Q3' })).sample).not.toBeNull();
  });

  it('freezes the sample with the snapshot: the intervals of a closed period are the same ever after, whatever is recorded later', async () => {
    await (await ClosingOffices.of(app, court)).close(PERIOD);
    const [kept] = await database.repository(RankIntervalRecord).findBy({ courtId: court.courtId, peerGroup: 'judge:civil' });
    expect(kept).toMatchObject({ resamples: 200, result: null, seed: kept!.snapshotDigest });
    const first = await get<RankIntervalsView>(await leader(), `${GROUP}/intervals`);
    await court.change(() => database.repository(FindingShare).delete({ courtId: court.courtId }));
    await database.repository(RankIntervalRecord).update({ id: kept!.id }, { result: null });
    expect(await get<RankIntervalsView>(await leader(), `${GROUP}/intervals`)).toEqual(first);
    expect(first.intervals!.people).toHaveLength(5);
  });

  it('gives nobody an order of a group below the least size: not by list, count, chart, export, sheet, sort order or interval', async () => {
    const before = await get<RankingView>(await leader(), GROUP);
    await set('ranking.minGroupSize', '6', 'persons');
    await set('ranking.bands', '90.00,75.00,60.00', 'bands');
    const agent = await leader();
    const view = await get<RankingView>(agent, GROUP);
    expect(view).toMatchObject({ mean: null, median: null, distribution: [], sight: { tooSmall: 6 } });
    for (const row of view.standings) expect(row).toMatchObject({ shown: 'band', rank: null, total: null, components: {}, movement: null, toMean: null, toMedian: null, percentile: null, closed: null, reviewed: null });
    // By name, and the names do not happen to stand in the order of the scores.
    expect(view.standings.map(({ name }) => name)).toEqual(['何静', '李芳', '孙立', '王敏', '赵一鸣']);
    const exported = await csv(agent);
    for (const { total, toMean } of before.standings) for (const figure of [total!, toMean!]) expect(exported).not.toContain(figure);
    expect(exported).not.toContain('名次');
    expect((await get<RankIntervalsView>(agent, `${GROUP}/intervals`)).intervals).toBeNull();
    for (const panel of ['trend', 'clauses']) await agent.get(`${GROUP}/panels/${panel}`).expect(({ status, text }) => expect([status, before.standings.some(({ total }) => text.includes(total!))]).toEqual([422, false]));
    const sheet = await get<ScoreSheetView>(agent, `/api/scores/people/${people.sun}?period=${PERIOD}`);
    expect(sheet).toMatchObject({ rank: null, peerMedian: null, peerMean: null, tooSmall: 6 });
    expect(JSON.stringify(sheet)).not.toMatch(/"rank":\d/);
    const own = await judge();
    expect(await get<ScoreSheetView>(own, `/api/scores/me?period=${PERIOD}`)).toMatchObject({ rank: null, total: before.standings[0]!.total, band: { zh: expect.stringContaining('档') } });
    expect((await get<RankingView>(own, GROUP)).standings).toMatchObject([{ personId: people.wang, rank: null, total: before.standings[0]!.total }]);
  });

  it('in interval mode holds indicators against the court’s intervals and puts nobody in an order', async () => {
    const before = await get<RankingView>(await leader(), GROUP);
    await set('ranking.mode.leaders', 'interval', 'mode');
    await set('reference.inLimit.civil', '90.00,99.00', 'interval');
    const agent = await leader();
    const view = await get<RankingView>(agent, GROUP);
    expect(view).toMatchObject({ sight: { mode: 'interval', source: '示例 第1条' }, mean: null, distribution: [] });
    for (const row of view.standings) expect(row).toMatchObject({ rank: null, total: null, band: null });
    const exported = await csv(agent);
    for (const { total } of before.standings) expect(exported).not.toContain(total!);
    const reference = await get<ReferenceView>(agent, `${GROUP}/reference`);
    const inLimit = reference.indicators.find(({ key }) => key === 'inLimit')!;
    expect(inLimit).toMatchObject({ interval: { from: '90.00', until: '99.00', source: '示例 第1条' }, parameter: 'reference.inLimit.civil' });
    expect(reference.indicators.find(({ key }) => key === 'meanDays')).toMatchObject({ interval: null, state: null });
    expect(reference.people.map(({ name }) => name)).toEqual(['何静', '李芳', '孙立', '王敏', '赵一鸣']);
    expect((await get<ScoreSheetView>(agent, `/api/scores/people/${people.wang}?period=${PERIOD}`)).rank).toBeNull();
    // Judges keep the ranking: the mode is each audience's own.
    expect((await get<RankingView>(await judge(), GROUP)).standings[0]!.rank).toBe(1);
  });

  it('takes one indicator out of every order where the court shows it in interval mode, by audience and with its clause, and leaves the total ranked', async () => {
    const agent = await leader();
    const before = await get<RankingView>(agent, GROUP);
    const [part, other] = [before.components[0]!, before.components[1]!];
    await set(`ranking.mode.leaders.judge.civil.${part.key}`, 'interval', 'mode');
    await set(`reference.score.judge.civil.${part.key}`, '0.00,100.00', 'interval');
    const view = await get<RankingView>(agent, GROUP);
    expect(view.byInterval).toEqual([{ key: part.key, title: part.title, source: '示例 第1条' }]);
    expect(view.components.map(({ key }) => key)).toEqual(before.components.slice(1).map(({ key }) => key));
    expect(view.standings.map(({ personId, rank, total }) => [personId, rank, total])).toEqual(before.standings.map(({ personId, rank, total }) => [personId, rank, total]));
    expect(view.standings.every(({ components }) => !(part.key in components) && other.key in components)).toBe(true);
    const [head] = (await csv(agent)).split('\n');
    expect([head!.includes(part.title.zh), head!.includes(other.title.zh)]).toEqual([false, true]);
    const reference = await get<ReferenceView>(agent, `${GROUP}/reference`);
    const column = reference.indicators.find(({ key }) => key === `score:${part.key}`)!;
    expect(column).toMatchObject({ of: 'score', unit: 'percent', state: 'inside', modeSource: '示例 第1条', interval: { from: '0.00', until: '100.00' }, parameter: `reference.score.judge.civil.${part.key}` });
    expect(reference.people.map(({ name }) => name)).toEqual([...reference.people.map(({ name }) => name)].sort((a, b) => a.localeCompare(b, 'zh-Hans-CN')));
    expect(reference.people.every(({ values }) => values[column.key]!.state === 'inside')).toBe(true);
    const sheet = await get<ScoreSheetView>(agent, `/api/scores/people/${people.wang}?period=${PERIOD}`);
    expect([sheet.rank, sheet.components.find(({ key }) => key === part.key)!.peerMedian, sheet.components.find(({ key }) => key === other.key)!.peerMedian === null]).toEqual([1, null, false]);
    // Another audience is shown what it was; a leaf set back to ranking is no column either way.
    expect((await get<RankingView>(await chief(), GROUP)).components).toEqual(before.components);
    expect((await get<ReferenceView>(await chief(), `${GROUP}/reference`)).indicators.some(({ of }) => of === 'score')).toBe(false);
    // An audience in interval mode may still be shown one indicator ranked: no total, no rank, that column alone.
    await set('ranking.mode.division', 'interval', 'mode');
    await set(`ranking.mode.division.judge.civil.${other.key}`, 'ranking', 'mode');
    const mixed = await get<RankingView>(await chief(), GROUP);
    expect(mixed.components.map(({ key }) => key)).toEqual([other.key]);
    expect(mixed.standings.map(({ total, rank, components }) => [total, rank, Object.keys(components)])).toEqual([[null, null, [other.key]], [null, null, [other.key]]]);
  });

  it('keeps who changed what an audience sees: proposed by one, decided by another, with reason, clause and day, in a log to take away', async () => {
    await set('ranking.mode.leaders', 'ranking', 'mode');
    const office = await court.signedIn(`office${newId()}`, [{ role: 'politicalSupervision', scope: 'court' }]);
    const head = await leader();
    const before = await get<RankingSettingsView>(office, '/api/ranking-settings?group=judge:civil');
    expect(before.basis.zh).toContain('不排名');
    const quality = before.group!.indicators.find(({ depth }) => depth === 0)!;
    const { cell } = quality.modes.leaders;
    expect(quality.modes.leaders.mode).toBe('ranking');
    expect(cell).toMatchObject({ act: 'add', value: null, awaiting: null });
    const today = before.today;
    const proposal = { title: '本项只看合理区间', source: '本院〔2026〕21号第三条', effectiveFrom: today, changes: [{ act: cell.act, code: cell.code, content: { ...cell.content, value: 'interval' } }] };
    await (await judge()).post('/api/catalogues/parameters/proposals').send(proposal).expect(403);
    const wrong = (await office.post('/api/catalogues/parameters/proposals').send({ ...proposal, changes: [{ ...proposal.changes[0], content: { ...cell.content, value: 'sometimes' } }] }).expect(201)).body as ProposalView;
    expect(wrong.faults.map(({ path }) => path)).toEqual(['changes[0].value']);
    const { id, version } = (await office.post('/api/catalogues/parameters/proposals').send(proposal).expect(201)).body as ProposalView;
    const proposed = (await office.post(`/api/catalogue-proposals/${id}/propose`).send({ version }).expect(200)).body as ProposalView;
    expect((await get<RankingView>(head, GROUP)).byInterval).toEqual([]);
    expect((await get<RankingSettingsView>(office, '/api/ranking-settings?group=judge:civil')).group!.indicators.find(({ path }) => path === quality.path)!.modes.leaders.cell.awaiting).toBe(id);
    await head.post(`/api/catalogue-proposals/${id}/approve`).send({ version: proposed.version, reason: '同意' }).expect(200);
    expect((await get<RankingView>(head, GROUP)).byInterval).toEqual([{ key: quality.path, title: quality.title, source: '本院〔2026〕21号第三条' }]);
    const log = (await get<{ items: SettingChange[]; total: number }>(head, `/api/ranking-settings/log?code=${cell.code}`)).items;
    expect(log).toMatchObject([{ code: cell.code, before: null, after: { zh: '区间' }, effectiveFrom: today, source: '本院〔2026〕21号第三条', state: 'inForce', reason: '本项只看合理区间', decisionReason: '同意', proposal: id }]);
    expect([log[0]!.proposedBy === log[0]!.decidedBy, log[0]!.proposedBy !== null, log[0]!.decidedBy !== null]).toEqual([false, true, true]);
    // Taken back by a further value: nothing is overwritten.
    const again = (await get<RankingSettingsView>(office, '/api/ranking-settings?group=judge:civil')).group!.indicators.find(({ path }) => path === quality.path)!.modes.leaders.cell;
    expect(again).toMatchObject({ act: 'change', value: 'interval', words: { zh: '区间' } });
    const text = (await head.get('/api/ranking-settings/log/export?format=csv').expect(200)).text;
    for (const words of ['本项只看合理区间', '本院〔2026〕21号第三条', '施行中']) expect(text).toContain(words);
  });

  it('tells who may not see a number nothing of it: list, count, chart, export, sheet, records, and the words of the refusal', async () => {
    const figures = (await get<RankingView>(await leader(), GROUP)).standings.filter(({ personId }) => personId !== people.wang).map(({ total }) => total!);
    const agent = await judge();
    const other = await court.signedIn(`criminal${newId()}`, [{ role: 'divisionChief', scope: 'division', divisionId: newId() }]);
    const absent = await other.get(`/api/rankings/judge:nothing/${PERIOD}`);
    for (const path of ['', '/export', '/intervals', '/reference', '/reference/export', '/panels/trend', '/panels/clauses', '/panels/findings']) {
      const refused = await other.get(`${GROUP}${path}`);
      expect([path, refused.status, (refused.body as { message?: string }).message]).toEqual([path, 404, (absent.body as { message?: string }).message]);
    }
    expect(await get<unknown[]>(other, `/api/peer-groups?period=${PERIOD}`)).toEqual([]);
    for (const path of [`/api/scores/people/${people.sun}`, `/api/scores/people/${people.sun}/export`]) await agent.get(`${path}?period=${PERIOD}`).expect(404);
    await agent.get(`/api/scores/people/${people.sun}/records?period=${PERIOD}&leaf=quality/K1`).expect(404);
    const told = [JSON.stringify(await get(agent, GROUP)), JSON.stringify(await get(agent, `${GROUP}/intervals`)), JSON.stringify(await get(agent, `${GROUP}/reference`)), await csv(agent), JSON.stringify(await get(agent, `/api/scores/me?period=${PERIOD}`))];
    for (const text of told) {
      for (const name of ['何静', '李芳', '赵一鸣', '孙立']) expect(text).not.toContain(name);
      for (const id of [people.he, people.li, people.zhao, people.sun]) expect(text).not.toContain(id);
    }
    expect(told[3]).not.toMatch(new RegExp(figures.filter((figure) => !told[4]!.includes(figure)).map((figure) => figure.replace('.', '\\.')).join('|')));
    await set('ranking.shows.self', 'none', 'word');
    expect((await get<RankingView>(agent, GROUP)).standings).toMatchObject([{ personId: people.wang, rank: null, band: null, total: expect.stringMatching(/^\d/) }]);
    expect((await get<ScoreSheetView>(agent, `/api/scores/me?period=${PERIOD}`)).rank).toBeNull();
    // A reviewer's reach over the court is over cases: of the own row no more than any judge is shown.
    const reviewing = await court.signedIn(`reviewing${newId()}`, [{ role: 'qualityReviewer', scope: 'court' }], people.wang);
    expect(await get<RankingView>(reviewing, GROUP)).toMatchObject({ sight: { audience: 'self' }, standings: [{ personId: people.wang, rank: null, band: null }] });
    await set('ranking.shows.court', 'band', 'word');
    const rows = (await get<RankingView>(agent, GROUP)).standings;
    expect(rows.filter(({ personId }) => personId !== people.wang).map(({ name, total, rank }) => [name, total, rank])).toEqual([['何静', null, null], ['李芳', null, null], ['孙立', null, null], ['赵一鸣', null, null]]);
  });
});
