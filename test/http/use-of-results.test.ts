import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Decimal } from '../../src/kernel/exact.js';
import type { BonusView, OwnBonus } from '../../src/bonuses/dto/bonus.dto.js';
import type { HomeView } from '../../src/home/dto/home.dto.js';
import { CourtParameter } from '../../src/court/court.entities.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { SchemeVersion } from '../../src/evaluation/scheme-version.entity.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import type { CompetitionChoices, CompetitionView } from '../../src/promotions/dto/competition.dto.js';
import type { SelectionView } from '../../src/promotions/dto/selection.dto.js';
import { readCsv } from '../../src/platform/sheets/csv.js';
import { CaseReview, HearingAssessment } from '../../src/quality-review/review.entities.js';
import { PeriodCorrection, PeriodObjection } from '../../src/ranking/closing/closing.entities.js';
import { FrozenStandings } from '../../src/ranking/frozen-standings.js';
import { RankIntervalRecord } from '../../src/ranking/rank-interval.entity.js';
import { PeriodState, RankingSnapshot } from '../../src/ranking/ranking.entities.js';
import { rankScores } from '../../src/rules/ranks.js';
import { pagesOf } from '../papers/read-pdf.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { PASSWORD, SmallCourt, type Agent } from './small-court.js';

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

describe('use of results', () => {
  beforeAll(async () => {
    on = await startApp();
    database = on.app.get(Database);
    jest.spyOn(on.app.get(Clock), 'today').mockReturnValue('2026-11-20');
    jest.spyOn(on.app.get(Clock), 'instant').mockReturnValue('2026-11-20T02:00:00.000Z');
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
    // Cases of the whole court within reach, and of results the own alone.
    agents['立案法官'] = await court.signedIn('shimo', [{ role: 'judge', scope: 'court' }], people['石磊']);
    agents['王敏（兼政工）'] = await court.signedIn('wangmin-office', [{ role: 'politicalSupervision', scope: 'court' }], people['王敏']);
    agents['审管办'] = await court.signedIn('yanming', [{ role: 'trialManagement', scope: 'court' }]);
    await published('2026Q3', { 'judge:civil': CIVIL, 'judge:criminal': CRIMINAL });
  });
  afterAll(() => on.close());

  /** A closed and published period with these totals, as the closing leaves it. */
  async function published(period: string, groups: Record<string, Record<string, string>>, status: 'closed' | 'published' = 'published'): Promise<void> {
    await court.change(async () => {
      const at = '2026-10-10T02:00:00.000Z';
      await database.repository(PeriodState).insert({ id: newId(), courtId: court.courtId, period, status, closedBy: '崔正', closedAt: at, publishedBy: '崔正', publishedAt: at });
      for (const [peerGroup, totals] of Object.entries(groups)) {
        const snapshot = { id: newId(), courtId: court.courtId, period, peerGroup, schemeVersionId, createdAt: at, ...frozen(peerGroup, totals) };
        await database.repository(RankingSnapshot).insert(snapshot);
        await tested(snapshot);
      }
    });
  }

  /** Samples were kept and everybody can be told from everybody else. */
  async function tested({ id, period, peerGroup, digest, result }: Pick<RankingSnapshot, 'id' | 'period' | 'peerGroup' | 'digest' | 'result'>): Promise<void> {
    const { standings } = JSON.parse(result) as { standings: { personId: string }[] };
    const intervals = { seed: digest, resamples: 1, people: standings.map(({ personId }) => ({ personId })), alike: standings.map(() => '0'.repeat(standings.length)), brackets: [] };
    await database.repository(RankIntervalRecord).delete({ snapshotId: id });
    await database.repository(RankIntervalRecord).insert({
      id: newId(), courtId: court.courtId, period, peerGroup, snapshotId: id, snapshotDigest: digest, seed: digest, resamples: 1, sample: '{}', result: JSON.stringify(intervals), createdAt: '2026-10-10T02:00:00.000Z', workedOutAt: null,
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

  /** An objection to somebody's published result, open until it is settled. */
  async function objected(name: string, period = '2026Q3'): Promise<{ settle: () => Promise<unknown> }> {
    const id = newId();
    await database.repository(PeriodObjection).insert({ id, courtId: court.courtId, period, personIds: [people[name]!], objectorId: people['韩冬']!, signedName: '韩冬', grounds: '少计一案', filedOn: '2026-11-02', status: 'open', answer: null, answeredBy: null, answeredOn: null, answeredAt: null, version: 1 });
    return { settle: () => database.repository(PeriodObjection).update({ id }, { status: 'dismissed', answer: '该案不在本期。', answeredBy: '崔正', answeredOn: '2026-11-03', answeredAt: '2026-11-03T02:00:00.000Z' }) };
  }

  interface Refusal {
    code: string;
    message: string;
    faults: { path: string; message: string }[];
  }

  describe('bonuses', () => {
    let round: BonusView;
    let paidFirst = 0;
    /** A numbered correction of 王敏's total, as the closing leaves it. */
    const corrected = (number: number, total: string, takenOut = '') =>
      court.change(async () => {
        const which = { courtId: court.courtId, period: '2026Q3', peerGroup: 'judge:civil' };
        await database.repository(RankingSnapshot).update(which, frozen('judge:civil', Object.fromEntries(Object.entries({ ...CIVIL, 王敏: total }).filter(([name]) => name !== takenOut))));
        await tested(await database.repository(RankingSnapshot).findOneByOrFail(which));
        await database.repository(PeriodCorrection).insert({
          id: newId(), courtId: court.courtId, period: '2026Q3', year: 2026, number, status: 'issued', reason: '登记有误', basisKind: 'other', basisId: null, basisWords: '党组会纪要', people: [people['王敏']!], groups: [{ group: 'judge:civil', before: '', after: '', figures: '', size: 10, changes: [] }],
          proposedById: newId(), proposedBy: '崔正', proposedAt: '2026-11-19T02:00:00.000Z', confirmedBy: '潘毅', confirmedAt: '2026-11-19T03:00:00.000Z', withdrawnReason: null,
        });
      });
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

    it('are not an equal split by another name: bounds that leave everybody of a group in one tier', async () => {
      const from = [['BT-1', '0.03'], ['BT-2', '0.02'], ['BT-3', '0.01']].map(([tier, least]) => ({ tier, from: least }));
      const { id, version } = (await as('崔正').post('/api/bonuses').send(plan({ from })).expect(201)).body as BonusView;
      const { faults } = (await as('崔正').post(`/api/bonuses/${id}/submit`).send({ version }).expect(422)).body as Refusal;
      expect(faults.map(({ path, message }) => [path, message.includes('平均分配')])).toEqual([['groups[0]', true]]);
      // Two rounds over the same groups: two funds, or the same money twice.
      const also = async (): Promise<string[]> => ((await as('崔正').get(`/api/bonuses/${round.id}`).expect(200)).body as BonusView).also.map(({ number }) => number);
      expect(await also()).toEqual(['奖金〔2026〕第2号']);
      await as('崔正').post(`/api/bonuses/${id}/withdraw`).send({ version, reason: ' ' }).expect(422);
      await as('崔正').post(`/api/bonuses/${id}/withdraw`).send({ version, reason: '起分写错。' }).expect(200);
      expect(await also()).toEqual([]);
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
      expect(((await as('王敏（兼政工）').post(`/api/bonuses/${round.id}/boundaries`).send({ ...body, version: round.version, upperId: people['王敏'], choice: 'shareBetter' }).expect(403)).body as Refusal).code).toBe('bonus.ownBoundary');
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
      expect(((await as('两职').post(`/api/bonuses/${round.id}/approve`).send({ version: round.version, approval: '〔2026〕12号', password: PASSWORD }).expect(403)).body as Refusal).code).toBe('bonus.secondPerson');
      expect(((await as('法官委员').post(`/api/bonuses/${round.id}/approve`).send({ version: round.version, approval: '〔2026〕12号', password: PASSWORD }).expect(403)).body as Refusal).code).toBe('bonus.ownMoney');
      await as('崔正').post(`/api/bonuses/${round.id}/approve`).send({ version: round.version, approval: '〔2026〕12号', password: PASSWORD }).expect(403);
      await as('崔正').get(`/api/bonuses/${round.id}/payroll/export?format=csv`).expect(409);
      expect((await as('王敏').get('/api/bonuses/mine').expect(200)).body).toEqual([]);
      await step('陈志远', 'send-back', { reason: '请再核对在岗月数。' });
      // Contested results may be worked on; nobody approves or pays on them.
      const objection = await objected('周宁');
      await step('崔正', 'submit');
      expect(round.unsettled).toMatchObject([{ kind: 'objection', count: 1 }]);
      expect(((await as('陈志远').post(`/api/bonuses/${round.id}/approve`).send({ version: round.version, approval: '党组会纪要〔2026〕第31号', password: PASSWORD }).expect(409)).body as Refusal).code).toBe('period.unsettled');
      await objection.settle();
      // What a month of the quarter is contested for, the quarter rests on too.
      const ofMonth = await objected('周宁', '2026-08');
      expect(((await as('崔正').get(`/api/bonuses/${round.id}`).expect(200)).body as BonusView).unsettled).toMatchObject([{ kind: 'objection', count: 1, link: '/periods/2026-08/notice' }]);
      expect(((await as('陈志远').post(`/api/bonuses/${round.id}/approve`).send({ version: round.version, approval: '党组会纪要〔2026〕第31号', password: PASSWORD }).expect(409)).body as Refusal).faults[0]!.message).toContain('2026-08');
      await ofMonth.settle();
      await as('陈志远').post(`/api/bonuses/${round.id}/approve`).send({ version: round.version, approval: ' ', password: PASSWORD }).expect(422);
      expect(((await as('陈志远').post(`/api/bonuses/${round.id}/approve`).send({ version: round.version, approval: '党组会纪要〔2026〕第31号', password: 'wrong-2468-words' }).expect(422)).body as Refusal).code).toBe('password.notConfirmed');
      await step('陈志远', 'approve', { approval: '党组会纪要〔2026〕第31号', password: PASSWORD });
      expect(((await as('崔正').post(`/api/bonuses/${round.id}/pay`).send({ version: round.version, paidOn: '2026-12-01', password: PASSWORD }).expect(422)).body as Refusal).faults[0]!.path).toBe('paidOn');
      expect(((await as('崔正').post(`/api/bonuses/${round.id}/pay`).send({ version: round.version, paidOn: '2026-11-19', password: PASSWORD }).expect(422)).body as Refusal).faults[0]!.path).toBe('paidOn');
      const late = await objected('周宁');
      const payment = { paidOn: '2026-11-20', password: PASSWORD };
      expect(((await as('崔正').get(`/api/bonuses/${round.id}/payroll/export?format=csv`).expect(409)).body as Refusal).code).toBe('period.unsettled');
      expect(((await as('崔正').post(`/api/bonuses/${round.id}/pay`).send({ version: round.version, ...payment }).expect(409)).body as Refusal).code).toBe('period.unsettled');
      await late.settle();
      await step('崔正', 'pay', payment);
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
      for (const words of ['签名', '90,000.00', '人民币玖万元整', '严宽', '一票否决', '考评委决定〔2026〕第9号', '党组会纪要〔2026〕第31号']) expect(text).toContain(words);
    });

    it('tell a judge the own amount with its arithmetic and nothing of the others', async () => {
      const own = (await as('王敏').get('/api/bonuses/mine').expect(200)).body as OwnBonus[];
      expect(own).toHaveLength(1);
      expect(own[0]).toMatchObject({ number: '奖金〔2026〕第1号', amount: person('王敏').amount, tier: { zh: '第一档' }, paidOn: '2026-11-20' });
      for (const name of ['王敏', '立案法官']) await as(name).get(`/api/bonuses/${round.id}`).expect(404);
      expect((await as('立案法官').get('/api/bonuses').expect(200)).body).toMatchObject({ total: 0, items: [] });
      expect((await as('王敏').get('/api/bonuses').expect(200)).body).toMatchObject({ total: 0, items: [] });
      expect((await as('崔正').get('/api/bonuses/export?format=csv').expect(200)).text).toContain('90000.00');
      expect((await as('王敏').get('/api/bonuses/export?format=csv').expect(200)).text).not.toContain('90000.00');
      for (const path of ['payroll/export?format=csv', 'list.pdf']) await as('王敏').get(`/api/bonuses/${round.id}/${path}`).expect(404);
      await as('审管办').get('/api/bonuses/mine').expect(403);
    });

    it('are corrected by a round of its own after corrected results, with the differences; the old one stays as it was paid', async () => {
      const { id } = round;
      expect(((await as('崔正').post(`/api/bonuses/${id}/correct`).send({ version: round.version, correction: '更正〔2026〕第1号' }).expect(409)).body as Refusal).code).toBe('bonus.nothingChanged');
      await corrected(1, '80.50');
      expect(((await as('崔正').post(`/api/bonuses/${id}/correct`).send({ version: round.version, correction: '更正〔2026〕第7号' }).expect(422)).body as Refusal).message).toContain('更正〔2026〕第1号');
      const paid = person('王敏').amount;
      paidFirst = Number(paid);
      round = (await as('崔正').post(`/api/bonuses/${id}/correct`).send({ version: round.version, correction: '更正〔2026〕第1号' }).expect(201)).body as BonusView;
      expect(round).toMatchObject({ correction: '更正〔2026〕第1号', corrects: { id, number: '奖金〔2026〕第1号' } });
      expect(person('王敏')).toMatchObject({ tier: { zh: '第三档' }, before: paid });
      expect(round.groupsOf.flatMap((group) => group.people).reduce((all, one) => all + Math.round(Number(one.difference) * 100), 0)).toBe(0);
      for (const boundary of round.groupsOf.flatMap((group) => group.boundaries.filter(({ choice }) => !choice).map((one) => ({ ...one, peerGroup: group.key }))))
        round = (await as('崔正').post(`/api/bonuses/${round.id}/boundaries`).send({ version: round.version, peerGroup: boundary.peerGroup, upperId: boundary.upper.id, lowerId: boundary.lower.id, choice: 'shareBetter', decision: '〔2026〕第10号', reason: '同分。', decidedOn: '2026-11-20' }).expect(200)).body as BonusView;
      await step('崔正', 'submit');
      await step('陈志远', 'approve', { approval: '党组会纪要〔2026〕第33号', password: PASSWORD });
      const old = (await as('崔正').get(`/api/bonuses/${id}`).expect(200)).body as BonusView;
      expect(old).toMatchObject({ status: 'superseded', correctedBy: { id: round.id } });
      expect(person('王敏', old).amount).toBe(paid);
      expect(pagesOf((await as('崔正').get(`/api/bonuses/${id}/list.pdf`).buffer(true).expect(200)).body as Buffer).join('')).toContain('已被更正批次替代');
      expect(((await as('王敏').get('/api/bonuses/mine').expect(200)).body as OwnBonus[]).map(({ status }) => status)).toEqual(['approved', 'superseded']);
    });

    it('are not approved once the results have been corrected again, and count as paid before only what was paid', async () => {
      const [first] = (await as('王敏').get('/api/bonuses/mine').expect(200)).body as OwnBonus[];
      await corrected(2, '94.50', '石磊');
      // Approved and not yet paid: corrected by a round of its own, or paid as listed by a decision of somebody who may approve it.
      const payment = { version: round.version, paidOn: '2026-11-20', password: PASSWORD };
      expect(((await as('崔正').post(`/api/bonuses/${round.id}/pay`).send(payment).expect(409)).body as Refusal).code).toBe('bonus.correctedSince');
      const decided = { decision: '党组会纪要〔2026〕第34号', reason: '差额列入下批。', decidedOn: '2026-11-20', password: PASSWORD };
      await as('崔正').post(`/api/bonuses/${round.id}/confirm`).send({ version: round.version, ...decided }).expect(403);
      expect(((await as('陈志远').post(`/api/bonuses/${round.id}/confirm`).send({ version: round.version, ...decided, reason: ' ', decidedOn: '2026-12-01' }).expect(422)).body as Refusal).faults.map(({ path }) => path)).toEqual(['reason', 'decidedOn']);
      await step('陈志远', 'confirm', decided);
      expect(round).toMatchObject({ correctedSince: { corrections: ['更正〔2026〕第1号', '更正〔2026〕第2号'], confirmed: true }, confirmations: [{ decision: '党组会纪要〔2026〕第34号' }], may: { pay: false, confirm: false } });
      expect(((await as('陈志远').post(`/api/bonuses/${round.id}/confirm`).send({ version: round.version, ...decided }).expect(409)).body as Refusal).code).toBe('bonus.nothingToConfirm');
      expect(((await as('崔正').get(`/api/bonuses/${round.id}`).expect(200)).body as BonusView).may.pay).toBe(true);
      expect(((await as('崔正').get(`/api/bonuses/${round.id}`).expect(200)).body as BonusView).corrections).toEqual(['更正〔2026〕第1号', '更正〔2026〕第2号']);
      round = (await as('崔正').post(`/api/bonuses/${round.id}/correct`).send({ version: round.version, correction: '更正〔2026〕第2号' }).expect(201)).body as BonusView;
      // The round between was approved and never paid: nobody has its money.
      expect(person('王敏').before).not.toBe(first!.amount);
      expect(Number(person('王敏').before)).toBe(paidFirst);
      // Who was paid and is no longer in the group stands on the list with all of it taken back.
      const { before } = person('石磊');
      expect(Number(before)).toBeGreaterThan(0);
      expect(person('石磊')).toMatchObject({ name: '石磊', rank: null, tier: null, amount: '0.00', difference: `-${before!}`, why: { zh: expect.stringContaining('不再在本组') } });
      expect(round.groupsOf.flatMap((group) => group.people).reduce((all, one) => all + Math.round(Number(one.difference) * 100), 0)).toBe(0);
      expect(((await as('崔正').put(`/api/bonuses/${round.id}`).send({ ...plan(), groups: [{ key: 'judge:civil' }], version: round.version }).expect(422)).body as Refusal).faults.map(({ path }) => path)).toEqual(['groups']);
      for (const boundary of round.groupsOf.flatMap((group) => group.boundaries.filter(({ choice }) => !choice).map((one) => ({ ...one, peerGroup: group.key }))))
        await step('崔正', 'boundaries', { peerGroup: boundary.peerGroup, upperId: boundary.upper.id, lowerId: boundary.lower.id, choice: 'shareBetter', decision: '〔2026〕第11号', reason: '同分。', decidedOn: '2026-11-20' });
      await step('崔正', 'submit');
      await corrected(3, '80.50');
      expect(((await as('陈志远').post(`/api/bonuses/${round.id}/approve`).send({ version: round.version, approval: '〔2026〕35号', password: PASSWORD }).expect(409)).body as Refusal).code).toBe('bonus.resultsCorrected');
      await step('陈志远', 'send-back', { reason: '结果又有更正。' });
    });
  });

  describe('honours and training', () => {
    let round: SelectionView;
    const candidate = (name: string) => round.groupsOf.flatMap((group) => group.candidates).find((one) => one.personId === people[name])!;
    const step = async (name: string, what: string, more: object = {}, status = 200): Promise<Refusal> => {
      const { body } = await as(name).post(`/api/selections/${round.id}/${what}`).send({ version: round.version, ...more }).expect(status);
      if (status === 200) round = body as SelectionView;
      return body as Refusal;
    };

    it('take the leaders of each peer group, keep vetoes out, and let nobody in without a decision', async () => {
      const plan = { kind: 'honour', period: '2026Q3', title: '第三季度办案标兵', groups: ['judge:civil', 'judge:criminal'] };
      expect(((await as('崔正').post('/api/selections').send({ ...plan, percent: '0', groups: ['judge:civil', 'x', 'judge:civil'] }).expect(422)).body as Refusal).faults.map(({ path }) => path)).toEqual(['groups[1]', 'groups[2]', 'percent']);
      await as('陈志远').post('/api/selections').send({ ...plan, percent: '20' }).expect(403);
      round = (await as('崔正').post('/api/selections').send({ ...plan, percent: '20' }).expect(201)).body as SelectionView;
      expect(round.groupsOf.map(({ places, candidates }) => [places, candidates.filter(({ standing }) => standing === 'leader').map(({ name }) => name).sort()])).toEqual([[2, ['何静', '沈默']], [1, ['雷达']]]);
      expect(candidate('严宽')).toMatchObject({ standing: 'excluded', why: { zh: '一票否决（严重违纪）：受党纪处分' } });
      const decided = { decision: '党组会纪要〔2026〕第34号', reason: '获省级表彰。' };
      expect((await step('崔正', 'insert', { candidateId: candidate('严宽').id, ...decided }, 422)).code).toBe('selection.vetoed');
      expect((await step('王敏（兼政工）', 'insert', { candidateId: candidate('王敏').id, ...decided }, 403)).code).toBe('selection.ownStanding');
      expect((await step('崔正', 'insert', { candidateId: candidate('雷达').id, ...decided }, 409)).code).toBe('selection.candidateAlready');
      expect((await step('崔正', 'insert', { candidateId: candidate('高远').id, decision: ' ', reason: '好' }, 422)).faults[0]!.path).toBe('decision');
      await step('崔正', 'insert', { candidateId: candidate('高远').id, ...decided });
      expect(candidate('高远')).toMatchObject({ standing: 'inserted', decision: '党组会纪要〔2026〕第34号' });
    });

    it('record each outcome, and become final by a second person', async () => {
      expect((await step('陈志远', 'approve', { approval: '〔2026〕35号' }, 409)).code).toBe('selection.unsettled');
      expect((await step('崔正', 'outcome', { candidateId: candidate('何静').id, outcome: 'notAwarded' }, 422)).faults[0]!.path).toBe('reason');
      expect((await step('崔正', 'outcome', { candidateId: candidate('周宁').id, outcome: 'awarded' }, 409)).code).toBe('selection.notDue');
      for (const name of ['沈默', '雷达', '高远']) await step(name === '雷达' ? '两职' : '崔正', 'outcome', { candidateId: candidate(name).id, outcome: 'awarded' });
      await step('崔正', 'outcome', { candidateId: candidate('何静').id, outcome: 'notAwarded', reason: '本人已获上级荣誉。' });
      expect((await as('何静').get('/api/selections/mine').expect(200)).body).toEqual([]);
      expect((await step('两职', 'approve', { approval: '〔2026〕35号' }, 403)).code).toBe('use.tookPart');
      const asked = async (name: string): Promise<string[]> => ((await as(name).get('/api/home').expect(200)).body as HomeView).todo.map(({ key }) => key);
      expect(await asked('陈志远')).toContain(`selection:approve:${round.id}`);
      for (const name of ['两职', '崔正']) expect(await asked(name)).not.toContain(`selection:approve:${round.id}`);
      const objection = await objected('雷达');
      expect((await step('陈志远', 'approve', { approval: '党组会纪要〔2026〕第35号' }, 409)).code).toBe('period.unsettled');
      await objection.settle();
      await step('陈志远', 'approve', { approval: '党组会纪要〔2026〕第35号' });
      expect(round).toMatchObject({ status: 'approved', chosen: 3 });
      expect((await as('何静').get('/api/selections/mine').expect(200)).body).toMatchObject([{ number: '评优〔2026〕第1号', outcome: { zh: '未授予' } }]);
      for (const name of ['何静', '立案法官']) await as(name).get(`/api/selections/${round.id}`).expect(404);
      expect((await as('崔正').get(`/api/selections/${round.id}/export?format=csv`).expect(200)).text).toContain('决定增补');
      expect((await as('崔正').get('/api/selections/export?kind=honour&format=csv').expect(200)).text).toContain('评优〔2026〕第1号');
      expect(pagesOf((await as('崔正').get(`/api/selections/${round.id}/paper`).buffer(true).expect(200)).body as Buffer).join('')).toContain('党组会纪要〔2026〕第35号');
      await as('何静').get(`/api/selections/${round.id}/paper`).expect(404);
      expect((await step('崔正', 'withdraw', { reason: '写错了' }, 409)).code).toBe('use.notNow');
    });

    it('send the next in the ranking where somebody declines', async () => {
      round = (await as('崔正').post('/api/selections').send({ kind: 'training', period: '2026Q3', title: '国家法官学院培训', groups: ['judge:criminal'] }).expect(201)).body as SelectionView;
      expect(round.groupsOf[0]).toMatchObject({ places: 1 });
      expect([candidate('雷达').due, candidate('高远').due]).toEqual([true, false]);
      await step('崔正', 'outcome', { candidateId: candidate('雷达').id, outcome: 'declined', reason: '手术休养。' });
      expect([candidate('高远').due, candidate('罗丹').due]).toEqual([true, false]);
      expect((await step('陈志远', 'approve', { approval: '〔2026〕36号' }, 409)).code).toBe('selection.unsettled');
      await step('崔正', 'outcome', { candidateId: candidate('高远').id, outcome: 'accepted' });
      // Whoever changes their mind finds the place taken.
      expect((await step('崔正', 'outcome', { candidateId: candidate('雷达').id, outcome: 'accepted' }, 409)).code).toBe('selection.placeTaken');
      await step('陈志远', 'approve', { approval: '〔2026〕36号' });
      expect(round.chosen).toBe(1);
    });
  });

  describe('a competition', () => {
    let competition: CompetitionView;
    const entry = (name: string) => competition.entriesOf.find((one) => one.personId === people[name]);
    const step = async (name: string, what: string, more: object = {}, status = 200): Promise<Refusal> => {
      const { body } = await as(name).post(`/api/competitions/${competition.id}/${what}`).send({ version: competition.version, ...more }).expect(status);
      if (status === 200) competition = body as CompetitionView;
      return body as Refusal;
    };
    const mark = (name: string, part: string, value: string, more: object = {}, status = 200) => step('崔正', 'marks', { personId: people[name], part, value, evidence: '政工存档', ...more }, status);

    async function records(name: string, summations: number[], documents: number[]): Promise<void> {
      await court.change(async () => {
        for (const [index, score] of [...summations, ...documents].entries()) {
          const { caseId } = await court.closedCase({ judge: people[name]! });
          const ofHearing = index < summations.length;
          if (ofHearing) await database.repository(HearingAssessment).insert({ id: newId(), courtId: court.courtId, caseId, judgeId: people[name]!, assessedOn: '2026-05-11', hearingScore: new Decimal(80), summationScore: new Decimal(score) });
          else await database.repository(CaseReview).insert({ id: newId(), courtId: court.courtId, caseId, kind: 'routine', triggers: null, batch: '2026-05', reviewerId: people['丁一']!, status: 'submitted', plannedOn: '2026-05-01', submittedOn: '2026-05-20', documentScore: new Decimal(score), procedureScore: null, caseScore: null, dueOn: null, planId: null, secondOfId: null });
        }
      });
    }

    it('is announced with its parts, without speech or examination, and with the digest of its seed', async () => {
      const parameter = (name: string, value: string) => ({ id: newId(), courtId: court.courtId, name, value, unit: '', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
      const { parts } = (await as('崔正').get('/api/competitions/choices').expect(200)).body as CompetitionChoices;
      const plan = { title: '民一庭副庭长', places: 1, archive: ['2024', '2025', '2026Q3'], until: '2026-11-20', parts: parts.map(({ label, ...part }) => ({ ...part, label: label.zh, labelEn: label.en })) };
      expect(((await as('崔正').post('/api/competitions').send(plan).expect(422)).body as Refusal).code).toBe('use.ruleMissing');
      await database.repository(CourtParameter).insert([parameter('competition.abilityShareFrom', '50.00'), parameter('competition.abilityShareTo', '80.00'), parameter('research.required', '[{"posts":["judge"],"ranks":[],"pointsPerYear":"10.00"}]')]);
      const speech = { code: 'CP-7', label: '竞职演讲', labelEn: 'speech', kind: 'speech', weight: '10.00', abilityAndPerformance: false, least: 1, source: '' };
      const refused = (await as('崔正').post('/api/competitions').send({ ...plan, archive: ['2025', '昨天'], parts: [...plan.parts, speech] }).expect(422)).body as Refusal;
      expect(refused.faults.map(({ path }) => path)).toEqual(['parts[6]', 'archive[1]', 'archive']);
      await as('陈志远').post('/api/competitions').send(plan).expect(403);
      competition = (await as('崔正').post('/api/competitions').send(plan).expect(201)).body as CompetitionView;
      expect(competition).toMatchObject({ number: '竞岗〔2026〕第1号', abilityShare: '80.00', shareFrom: '50.00', shareTo: '80.00', seed: null });
    });

    it('takes marks only with evidence and where no record speaks, and names everything missing before it reckons', async () => {
      await step('崔正', 'reckon', {}, 409);
      await step('崔正', 'entries', { personIds: [people['王敏'], people['何静']] });
      expect((await step('崔正', 'entries', { personIds: [people['王敏'], newId()] }, 422)).faults).toHaveLength(2);
      expect((await mark('王敏', 'CP-2', '90', {}, 422)).faults[0]!.path).toBe('part');
      expect((await mark('王敏', 'CP-1', '90', { period: '2026Q3' }, 422)).faults[0]!.message).toContain('已发布');
      expect((await mark('王敏', 'CP-5', '101', { forms: 12 }, 422)).faults.map(({ path }) => path)).toEqual(['value', 'forms']);
      await records('王敏', [84, 91, 70], [92, 85, 88]);
      await records('何静', [80, 82], [90, 91]);
      for (const name of ['王敏', '何静']) {
        for (const period of ['2024', '2025']) await mark(name, 'CP-1', '90.00', { period });
        if (name === '王敏') await mark(name, 'CP-5', '10.00', { forms: 24, period: '2025' });
        await mark(name, 'CP-5', '93.20', { forms: 24 });
        await mark(name, 'CP-6', '90.00');
      }
      // Entered by mistake: nobody else waits for marks that will never come.
      await step('崔正', 'entries', { personIds: [people['郑华']] });
      await mark('郑华', 'CP-6', '88.00');
      expect((await step('崔正', 'reckon', {}, 422)).faults.some(({ message }) => message.startsWith('郑华'))).toBe(true);
      expect((await step('崔正', 'entries/withdraw', { personId: people['韩冬'], reason: '未报名' }, 422)).faults[0]!.path).toBe('personId');
      await step('崔正', 'entries/withdraw', { personId: people['郑华'], reason: '登记有误，本人未报名。' });
      expect(competition.marks.some(({ personId }) => personId === people['郑华'])).toBe(false);
      const missing = await step('崔正', 'reckon', {}, 422);
      expect(missing.code).toBe('competition.missing');
      expect(missing.faults.map(({ message }) => message)).toEqual(['何静，裁判文书：可抽取的评查文书不足（应有 3 项，现有 2 项）']);
      await records('何静', [], [60]);
      await step('崔正', 'reckon');
      expect(competition.entriesOf.map(({ place }) => place)).toEqual([1, 2]);
      expect(entry('王敏')!.results!.find(({ code }) => code === 'CP-5')!.value).toBe('93.20');
      expect(competition.seed).toHaveLength(64);
      const again = createHash('sha256').update(`commit|${competition.seed}`).digest('hex');
      expect(again).toBe(competition.seedDigest);
      expect(entry('何静')!.results!.find(({ code }) => code === 'CP-3')!.value).toBe('80.33');
      expect(entry('王敏')!.results!.reduce((all, one) => all + Math.round(Number(one.points) * 100), 0)).toBe(Math.round(Number(entry('王敏')!.total) * 100));
    });

    it('is published by a second person; who competes reads the places and the own arithmetic, and may object', async () => {
      await as('王敏').get(`/api/competitions/${competition.id}/paper`).expect(409);
      await as('王敏').get(`/api/competitions/${competition.id}`).expect(200).expect(({ body }) => expect((body as CompetitionView).entriesOf.map(({ total }) => total)).toEqual([null]));
      await step('崔正', 'publish', { approval: '〔2026〕40号', objectionsUntil: '2026-11-27' }, 403);
      expect((await step('陈志远', 'publish', { approval: '〔2026〕40号', objectionsUntil: '2026-11-20' }, 422)).faults[0]!.path).toBe('objectionsUntil');
      const objection = await objected('何静');
      expect((await step('陈志远', 'publish', { approval: '〔2026〕40号', objectionsUntil: '2026-11-27' }, 409)).code).toBe('period.unsettled');
      await objection.settle();
      await step('崔正', 'reckon', {}, 409);
      await court.change(() => database.repository(CaseReview).update({ courtId: court.courtId, documentScore: new Decimal(60) }, { documentScore: new Decimal(58) }));
      expect((await step('陈志远', 'publish', { approval: '〔2026〕40号', objectionsUntil: '2026-11-27' }, 409)).code).toBe('competition.outOfDate');
      await step('崔正', 'reckon');
      await court.change(() => database.repository(RankingSnapshot).update({ courtId: court.courtId, period: '2026Q3', peerGroup: 'judge:civil' }, frozen('judge:civil', { ...CIVIL, 何静: '92.40' })));
      expect((await step('陈志远', 'publish', { approval: '〔2026〕40号', objectionsUntil: '2026-11-27' }, 409)).code).toBe('competition.outOfDate');
      const before = Number(entry('何静')!.total);
      await step('崔正', 'reckon');
      expect(Number(entry('何静')!.total)).toBeLessThan(before);
      await step('陈志远', 'publish', { approval: '〔2026〕40号', objectionsUntil: '2026-11-27' });
      const seen = (await as('何静').get(`/api/competitions/${competition.id}`).expect(200)).body as CompetitionView;
      expect(seen.entriesOf.map(({ personId, results }) => [personId === people['何静'], results !== null])).toEqual(seen.entriesOf.map(({ personId }) => (personId === people['何静'] ? [true, true] : [false, false])));
      expect(seen.marks).toEqual([]);
      const paper = pagesOf((await as('何静').get(`/api/competitions/${competition.id}/paper`).buffer(true).expect(200)).body as Buffer).join('');
      expect(paper.match(/抽签种子/g)).toHaveLength(2);
      expect(paper).toContain('竞岗结果的公示');
      expect((await as('崔正').get('/api/competitions/export?format=csv').expect(200)).text).toContain('竞岗〔2026〕第1号');
      const other = await court.signedIn('zhouning', [{ role: 'judge', scope: 'self' }], people['周宁']);
      await other.get(`/api/competitions/${competition.id}`).expect(404);
      await as('何静').post(`/api/competitions/${competition.id}/objections`).send({ grounds: '抽取的第三份文书不是我承办的。' }).expect(200);
      expect(((await as('陈志远').get('/api/home').expect(200)).body as HomeView).todo.map(({ key }) => key)).toContain(`competition:answer:${competition.id}`);
      await step('崔正', 'close', {}, 409);
    });

    it('opens again where an objection is upheld, draws the same lots, and closes once every answer is given', async () => {
      const { seed } = competition;
      competition = (await as('陈志远').get(`/api/competitions/${competition.id}`).expect(200)).body as CompetitionView;
      const [objection] = competition.objections;
      await as('崔正').post(`/api/competitions/${competition.id}/objections/${objection!.id}/answer`).send({ version: 1, status: 'upheld', answer: '核实后更换。' }).expect(403);
      competition = (await as('陈志远').post(`/api/competitions/${competition.id}/objections/${objection!.id}/answer`).send({ version: 1, status: 'upheld', answer: '核实后更换。' }).expect(200)).body as CompetitionView;
      expect(competition.status).toBe('open');
      expect((await step('崔正', 'entries/withdraw', { personId: people['何静'], reason: '不再参加' }, 409)).code).toBe('competition.entryCounted');
      await step('崔正', 'reckon');
      expect(competition.seed).toBe(seed);
      await step('陈志远', 'publish', { approval: '〔2026〕41号', objectionsUntil: '2026-11-27' });
      jest.spyOn(on.app.get(Clock), 'today').mockReturnValue('2026-11-28');
      await as('何静').post(`/api/competitions/${competition.id}/objections`).send({ grounds: '再次核对。' }).expect(409);
      await step('崔正', 'close');
      expect(competition.status).toBe('closed');
      expect((await as('崔正').get(`/api/competitions/${competition.id}/export?format=csv`).expect(200)).text).toContain('近三年业绩考评 40.00%');
    });
  });

  it('uses the result of who stands in several groups once, where most was closed', async () => {
    await published('2025Q4', { 'judge:civil': { 王敏: '95.10', 何静: '93.00' }, 'judge:criminal': { 王敏: '97.00', 雷达: '90.00' }, 'judge:administrative': { 何静: '92.00', 雷达: '91.00' } });
    const closed = async (peerGroup: string, numbers: Record<string, Record<string, number>>): Promise<void> => {
      const which = { courtId: court.courtId, period: '2025Q4', peerGroup };
      const { facts } = await database.repository(RankingSnapshot).findOneByOrFail(which);
      await database.repository(RankingSnapshot).update(which, { facts: JSON.stringify({ ...(JSON.parse(facts) as object), facts: Object.entries(numbers).map(([name, own]) => ({ personId: people[name], numbers: own })) }) });
    };
    await closed('judge:civil', { 王敏: { closed: 20, closedWeighted: 20 }, 何静: { closed: 4 } });
    await closed('judge:criminal', { 王敏: { closed: 9, closedWeighted: 30.5 }, 雷达: { closed: 7 } });
    await closed('judge:administrative', { 何静: { closed: 3 }, 雷达: { closed: 7 } });
    const groups = await on.app.get(FrozenStandings, { strict: false }).groups(court.courtId, '2025Q4');
    const usable = groups.flatMap(({ key, members }) => members.filter(({ excluded }) => excluded === null).map(({ name }) => `${key} ${name}`));
    // Equal where the order of the groups decides.
    expect(usable.sort()).toEqual(['judge:administrative 雷达', 'judge:civil 何静', 'judge:criminal 王敏']);
    expect(groups.find(({ key }) => key === 'judge:civil')!.members.find(({ name }) => name === '王敏')).toMatchObject({ rank: 1, excluded: { zh: expect.stringContaining('刑事·员额法官') as unknown } });
  });
});
