import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { BonusView, OwnBonus } from '../../src/bonuses/dto/bonus.dto.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { SchemeVersion } from '../../src/evaluation/scheme-version.entity.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { readCsv } from '../../src/platform/sheets/csv.js';
import { PeriodState, RankingSnapshot } from '../../src/ranking/ranking.entities.js';
import { rankScores } from '../../src/rules/ranks.js';
import { pagesOf } from '../papers/read-pdf.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

/** Totals of the civil judges; 严宽 is vetoed, 何静 and 沈默 are equal across the edge of the first tier. */
const CIVIL: Record<string, string> = { 王敏: '95.10', 何静: '93.00', 沈默: '93.00', 周宁: '91.20', 韩冬: '90.00', 吕洋: '88.75', 方圆: '88.00', 石磊: '86.40', 丁一: '85.00', 郑华: '80.00', 严宽: '92.00' };
const CRIMINAL: Record<string, string> = { 雷达: '90.00', 高远: '85.00', 罗丹: '84.00' };

let on: AppUnderTest;
let court: SmallCourt;
let database: Database;
let schemeVersionId: string;
const people: Record<string, string> = {};
const agents: Record<string, Agent> = {};
const as = (name: string): Agent => agents[name]!;

beforeAll(async () => {
  on = await startApp();
  database = on.app.get(Database);
  jest.spyOn(on.app.get(Clock), 'today').mockReturnValue('2026-11-20');
  court = await SmallCourt.found(on);
  await on.app.get(SchemesService, { strict: false }).installShippedSchemes(court.courtId);
  const { id } = (await database.repository(SchemeVersion).findBy({ courtId: court.courtId }))[0]!;
  schemeVersionId = id;
  for (const name of Object.keys(CIVIL)) people[name] = await court.person(name, court.first);
  for (const name of Object.keys(CRIMINAL)) people[name] = await court.person(name, court.second, 'judge', 'criminal');
  for (const name of ['崔正', '陈志远', '潘毅']) people[name] = await court.person(name, court.office, name === '陈志远' ? 'vicePresident' : 'officeStaff', null);
  agents['崔正'] = await court.signedIn('cuizheng', [{ role: 'politicalSupervision', scope: 'court' }], people['崔正']);
  agents['陈志远'] = await court.signedIn('chenzhiyuan', [{ role: 'courtLeader', scope: 'court' }], people['陈志远']);
  agents['两职'] = await court.signedIn('both', [{ role: 'politicalSupervision', scope: 'court' }, { role: 'committeeMember', scope: 'court' }], people['潘毅']);
  agents['法官委员'] = await court.signedIn('judge-member', [{ role: 'committeeMember', scope: 'court' }], people['丁一']);
  for (const name of ['王敏', '何静']) agents[name] = await court.signedIn(name === '王敏' ? 'wangmin' : 'hejing', [{ role: 'judge', scope: 'self' }], people[name]);
  agents['审管办'] = await court.signedIn('yanming', [{ role: 'trialManagement', scope: 'court' }]);
  await published('2026Q3', { 'judge:civil': CIVIL, 'judge:criminal': CRIMINAL });
});
afterAll(() => on.close());

/** A closed and published period with these totals, as the closing leaves it. */
async function published(period: string, groups: Record<string, Record<string, string>>, status: 'closed' | 'published' = 'published'): Promise<void> {
  await court.change(async () => {
    const at = '2026-10-10T02:00:00.000Z';
    await database.repository(PeriodState).insert({ id: newId(), courtId: court.courtId, period, status, closedBy: '崔正', closedAt: at, publishedBy: '崔正', publishedAt: at });
    for (const [peerGroup, totals] of Object.entries(groups)) await database.repository(RankingSnapshot).insert({ id: newId(), courtId: court.courtId, period, peerGroup, schemeVersionId, createdAt: at, ...frozen(peerGroup, totals) });
  });
}

function frozen(peerGroup: string, totals: Record<string, string>): { facts: string; result: string; digest: string } {
  const names = Object.keys(totals);
  const ranked = names.filter((name) => name !== '严宽');
  const ranks = rankScores(ranked.map((name) => totals[name]!), 'standard');
  const members = names.map((name) => ({ personId: people[name], name, post: 'judge', nature: 'civil', rank: null, divisionId: court.first, division: '民事审判第一庭', months: name === '丁一' ? '1.50' : '3.00', dutyFactor: '1.0000', monthsServed: [] }));
  const outcome = {
    scheme: { id: 's', version: 1 }, quotas: [], distributions: [],
    members: names.map((name) => ({ personId: people[name], total: totals[name], ranked: true, whyNot: null, rank: 1, band: null, grade: null, quotas: [], marks: [], eligible: name !== '严宽', amounts: {}, vetoes: name === '严宽' ? [{ key: 'v', title: { zh: '严重违纪', en: 'misconduct' }, why: { zh: '受党纪处分', en: 'sanctioned' }, grade: 'GR-4', source: 'I-09', events: [] }] : [] })),
  };
  const result = {
    scheme: { id: 's', version: 1 }, description: {}, componentMedians: {}, outcome,
    standings: ranked.map((name, index) => ({ personId: people[name], rank: ranks[index], tied: false, total: totals[name], toMean: '0.00', toMedian: '0.00', percentile: '0.00' })),
    sheets: names.map((name) => ({ personId: people[name], total: totals[name], components: [] })),
  };
  return { facts: JSON.stringify({ group: peerGroup, period: '2026Q3', members, facts: [] }), result: JSON.stringify(result), digest: newId().replace(/-/g, '').padEnd(64, '0') };
}

interface Refusal {
  code: string;
  message: string;
  faults: { path: string; message: string }[];
}

describe('bonuses', () => {
  let round: BonusView;
  const plan = (more: object = {}) => ({ period: '2026Q3', title: '2026年第三季度绩效奖金', pool: '90000.00', split: 'months', groups: [{ key: 'judge:civil' }, { key: 'judge:criminal' }], ...more });
  const step = async (name: string, what: string, more: object = {}): Promise<BonusView> => (round = (await as(name).post(`/api/bonuses/${round.id}/${what}`).send({ version: round.version, ...more }).expect(200)).body as BonusView);
  const person = (name: string, view = round) => view.groupsOf.flatMap((group) => group.people).find((one) => one.personId === people[name])!;

  it('rest on published results only, refuse an equal split of nothing, and name every fault at once', async () => {
    await published('2026Q2', { 'judge:civil': CIVIL }, 'closed');
    expect(((await as('崔正').post('/api/bonuses').send(plan({ period: '2026Q2' })).expect(409)).body as Refusal).code).toBe('period.notPublished');
    expect(((await as('崔正').get('/api/bonuses/choices?period=2026Q3').expect(200)).body as { periods: string[]; groups: { key: string; people: number }[] })).toMatchObject({ periods: ['2026Q3'], groups: [{ key: 'judge:civil', people: 10 }, { key: 'judge:criminal', people: 3 }] });
    const wrong = (await as('崔正').post('/api/bonuses').send(plan({ pool: '9万', split: 'decision', title: ' ', groups: [{ key: 'judge:civil', amount: '1.00' }, { key: 'judge:civil' }, { key: 'clerk' }] })).expect(422)).body as Refusal;
    expect(wrong.faults.map(({ path }) => path)).toEqual(['pool', 'splitDecision', 'groups[1].amount', 'groups[2].amount', 'groups[1].key', 'groups[2].key', 'title']);
    const off = (await as('崔正').post('/api/bonuses').send(plan({ split: 'decision', splitDecision: '〔2026〕8号', groups: [{ key: 'judge:civil', amount: '60000.00' }, { key: 'judge:criminal', amount: '29999.99' }] })).expect(422)).body as Refusal;
    expect(off.faults[0]!.message).toContain('相差 0.01');
    expect((await as('崔正').get('/api/bonuses').expect(200)).body).toMatchObject({ total: 0 });
    for (const name of ['王敏', '陈志远', '审管办']) await as(name).post('/api/bonuses').send(plan()).expect(403);
  });

  it('are split by heads × months, place ten by 2, 3, 4, 1 and three in the middle tiers, and keep a vetoed judge out with the reason', async () => {
    round = (await as('崔正').post('/api/bonuses').send(plan()).expect(201)).body as BonusView;
    expect(round.number).toBe('奖金〔2026〕第1号');
    // Months: nine of three and one of one and a half, against three of three.
    expect(round.groupsOf.map(({ amount }) => amount)).toEqual(['68400.00', '21600.00']);
    const [civil, criminal] = round.groupsOf as [BonusView['groupsOf'][number], BonusView['groupsOf'][number]];
    expect(civil.heads.map(({ heads }) => heads)).toEqual([2, 3, 4, 1]);
    expect(criminal.heads.map(({ tier, heads }) => [tier.zh, heads])).toEqual([['第二档', 1], ['第三档', 2]]);
    expect(person('严宽')).toMatchObject({ tier: null, amount: '0.00', why: { zh: '一票否决（严重违纪）：受党纪处分' } });
    expect(person('王敏').why.zh).toMatch(/^第一档系数 1\.30 × 在岗 3\.00 个月 × 任务系数 1\.0000 = 3\.90；本组合计/);
    expect(round.paidOut).toBe('90000.00');
  });

  it('are not submitted while equals stand on both sides of a boundary; a decision may not separate equals', async () => {
    const undecided = (await as('崔正').post(`/api/bonuses/${round.id}/submit`).send({ version: round.version }).expect(409)).body as Refusal;
    expect(undecided.faults[0]!.message).toContain('得分相同');
    const [boundary] = round.groupsOf[0]!.boundaries;
    const body = { peerGroup: 'judge:civil', upperId: boundary!.upper.id, lowerId: boundary!.lower.id, choice: 'separate', decision: '考评委决定〔2026〕第9号', reason: '两人得分相同。', decidedOn: '2026-11-18' };
    const decide = (more: object) => as('崔正').post(`/api/bonuses/${round.id}/boundaries`).send({ ...body, version: round.version, ...more });
    expect(((await decide({}).expect(422)).body as Refusal).code).toBe('bonus.equalScores');
    expect(((await decide({ choice: 'shareBetter', decidedOn: '2026-12-01', reason: ' ' }).expect(422)).body as Refusal).faults.map(({ path }) => path)).toEqual(['decidedOn', 'reason']);
    expect(((await decide({ choice: 'shareBetter', lowerId: people['郑华'] }).expect(422)).body as Refusal).code).toBe('bonus.noBoundary');
    round = (await decide({ choice: 'shareBetter' }).expect(200)).body as BonusView;
    expect(round.undecided).toBe(0);
    expect(['王敏', '何静', '沈默', '周宁'].map((name) => person(name).tier!.zh)).toEqual(['第一档', '第一档', '第一档', '第二档']);
    expect(round.groupsOf[0]!.boundaries[0]!.decision).toMatchObject({ number: '考评委决定〔2026〕第9号', recordedBy: 'cuizheng' });
    await as('陈志远').post(`/api/bonuses/${round.id}/boundaries`).send({ ...body, version: round.version, choice: 'shareWorse' }).expect(403);
  });

  it('are approved by a second person who is not on the list, sent back with a reason, and paid', async () => {
    const stale = round.version;
    await step('两职', 'submit');
    await as('崔正').post(`/api/bonuses/${round.id}/submit`).send({ version: stale }).expect(409);
    expect(((await as('两职').post(`/api/bonuses/${round.id}/approve`).send({ version: round.version, approval: '〔2026〕12号' }).expect(403)).body as Refusal).code).toBe('bonus.secondPerson');
    expect(((await as('法官委员').post(`/api/bonuses/${round.id}/approve`).send({ version: round.version, approval: '〔2026〕12号' }).expect(403)).body as Refusal).code).toBe('bonus.ownMoney');
    await as('崔正').post(`/api/bonuses/${round.id}/approve`).send({ version: round.version, approval: '〔2026〕12号' }).expect(403);
    await as('崔正').get(`/api/bonuses/${round.id}/payroll/export?format=csv`).expect(409);
    expect((await as('王敏').get('/api/bonuses/mine').expect(200)).body).toEqual([]);
    await step('陈志远', 'send-back', { reason: '请再核对在岗月数。' });
    await step('崔正', 'submit');
    await step('陈志远', 'approve', { approval: '党组会纪要〔2026〕第31号' });
    expect(((await as('崔正').post(`/api/bonuses/${round.id}/pay`).send({ version: round.version, paidOn: '2026-12-01' }).expect(422)).body as Refusal).faults[0]!.path).toBe('paidOn');
    await step('崔正', 'pay', { paidOn: '2026-11-20' });
    expect(round.steps.map(({ what, who }) => [what.zh, who])).toEqual([['起草', 'cuizheng'], ['提交', 'cuizheng'], ['批准', 'chenzhiyuan'], ['发放', 'cuizheng']]);
  });

  it('come out as a payroll file and a list to sign that both add up to the pool', async () => {
    const sheet = readCsv(Buffer.from((await as('崔正').get(`/api/bonuses/${round.id}/payroll/export?format=csv`).expect(200)).text));
    const cents = (text: string): number => Math.round(Number(text) * 100);
    const rows = sheet.rows.map(({ cells }) => cells);
    expect(rows).toHaveLength(14);
    expect(rows.slice(0, -1).reduce((all, cells) => all + cents(cells[5]!), 0)).toBe(9_000_000);
    expect(rows.at(-1)![5]).toBe('90000.00');
    const text = pagesOf((await as('崔正').get(`/api/bonuses/${round.id}/list.pdf`).buffer(true).expect(200)).body as Buffer).join('');
    for (const words of ['签名', '90000.00', '严宽', '一票否决', '考评委决定〔2026〕第9号', '党组会纪要〔2026〕第31号']) expect(text).toContain(words);
  });

  it('tell a judge the own amount with its arithmetic and nothing of the others', async () => {
    const own = (await as('王敏').get('/api/bonuses/mine').expect(200)).body as OwnBonus[];
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ number: '奖金〔2026〕第1号', amount: person('王敏').amount, tier: { zh: '第一档' }, paidOn: '2026-11-20' });
    await as('王敏').get(`/api/bonuses/${round.id}`).expect(404);
    expect((await as('王敏').get('/api/bonuses').expect(200)).body).toMatchObject({ total: 0, items: [] });
    for (const path of ['payroll/export?format=csv', 'list.pdf']) await as('王敏').get(`/api/bonuses/${round.id}/${path}`).expect(404);
    await as('审管办').get('/api/bonuses/mine').expect(403);
  });

  it('are corrected by a round of its own after corrected results, with the differences; the old one stays as it was paid', async () => {
    const { id } = round;
    expect(((await as('崔正').post(`/api/bonuses/${id}/correct`).send({ version: round.version, correction: '更正〔2026〕第1号' }).expect(409)).body as Refusal).code).toBe('bonus.nothingChanged');
    await court.change(() => database.repository(RankingSnapshot).update({ courtId: court.courtId, period: '2026Q3', peerGroup: 'judge:civil' }, frozen('judge:civil', { ...CIVIL, 王敏: '80.50' })));
    const paid = person('王敏').amount;
    round = (await as('崔正').post(`/api/bonuses/${id}/correct`).send({ version: round.version, correction: '更正〔2026〕第1号' }).expect(201)).body as BonusView;
    expect(round).toMatchObject({ correction: '更正〔2026〕第1号', corrects: { id, number: '奖金〔2026〕第1号' } });
    expect(person('王敏')).toMatchObject({ tier: { zh: '第三档' }, before: paid });
    expect(round.groupsOf.flatMap((group) => group.people).reduce((all, one) => all + Math.round(Number(one.difference) * 100), 0)).toBe(0);
    for (const boundary of round.groupsOf.flatMap((group) => group.boundaries.filter(({ choice }) => !choice).map((one) => ({ ...one, peerGroup: group.key }))))
      round = (await as('崔正').post(`/api/bonuses/${round.id}/boundaries`).send({ version: round.version, peerGroup: boundary.peerGroup, upperId: boundary.upper.id, lowerId: boundary.lower.id, choice: 'shareBetter', decision: '〔2026〕第10号', reason: '同分。', decidedOn: '2026-11-20' }).expect(200)).body as BonusView;
    await step('崔正', 'submit');
    await step('陈志远', 'approve', { approval: '党组会纪要〔2026〕第33号' });
    const old = (await as('崔正').get(`/api/bonuses/${id}`).expect(200)).body as BonusView;
    expect(old).toMatchObject({ status: 'superseded', correctedBy: { id: round.id } });
    expect(person('王敏', old).amount).toBe(paid);
    expect(((await as('王敏').get('/api/bonuses/mine').expect(200)).body as OwnBonus[]).map(({ status }) => status)).toEqual(['approved', 'superseded']);
  });
});
