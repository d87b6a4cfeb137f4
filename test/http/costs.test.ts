import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CostFacts } from '../../src/costs/cost-facts.js';
import { CourtParameter } from '../../src/court/court.entities.js';
import { parsePeriod } from '../../src/kernel/evaluation-period.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

const MONTH = '2026-08';
describe('costs', () => {
  let on: AppUnderTest;
  let court: SmallCourt;
  let office: Agent;
  let secondClerk: Agent;
  let chief: Agent;
  let otherChief: Agent;
  let leader: Agent;
  let judge: Agent;
  let wang: string;

  beforeAll(async () => {
    on = await startApp({ clockFrom: '2026-11-23T09:00:00+08:00' });
    court = await SmallCourt.found(on);
    wang = await court.person('王敏', court.first);
    office = await court.signedIn('costOffice', [{ role: 'administrativeOffice', scope: 'court' }]);
    secondClerk = await court.signedIn('costOffice2', [{ role: 'administrativeOffice', scope: 'court' }]);
    chief = await court.signedIn('costChief', [{ role: 'divisionChief', scope: 'division', divisionId: court.first }], await court.person('赵强', court.first, 'divisionChief'));
    otherChief = await court.signedIn('costOtherChief', [{ role: 'divisionChief', scope: 'division', divisionId: court.second }], await court.person('史坚', court.second, 'divisionChief', 'criminal'));
    leader = await court.signedIn('costLeader', [{ role: 'courtLeader', scope: 'court' }]);
    judge = await court.signedIn('costJudge', [{ role: 'judge', scope: 'self' }], wang);
    for (let made = 0; made < 4; made += 1) await court.closedCase({ judge: wang });
  });
  afterAll(() => on.close());

  const enter = (who: Agent, divisionId: string, rows: object[], month = MONTH) => who.post('/api/costs/entries').send({ divisionId, month, rows });
  const summary = async (who: Agent, period = MONTH) => (await who.get(`/api/costs/summary?period=${period}`).expect(200)).body;
  const unit = async (who: Agent, divisionId: string, period = MONTH) => (await summary(who, period)).units.find((one: { divisionId: string }) => one.divisionId === divisionId);
  const paths = (answer: { body: { faults: { path: string }[] } }): string[] => answer.body.faults.map(({ path }) => path);
  const facts = async (divisionId: string) => (await on.app.get(CostFacts, { strict: false }).unitFactsFor(court.courtId, parsePeriod(MONTH)!, [divisionId])).get(divisionId)!;

  it('refuses bad figures all at once, each with its rule, and keeps nothing', async () => {
    const refused = await enter(office, court.first, [
      { category: 'CO-03', amount: '620.00' }, { category: 'CO-05', amount: '六百', denominator: 0 }, { category: 'CO-06', amount: '0.00' }, { category: 'CO-01', amount: '80.00', denominator: 5 }, { category: 'CO-09', amount: '1.00' },
    ]).expect(422);
    expect(paths(refused).sort()).toEqual(['rows.0.denominator', 'rows.1.amount', 'rows.1.denominator', 'rows.2.services', 'rows.3.denominator', 'rows.4.category']);
    expect(refused.body.faults.find(({ path }: { path: string }) => path === 'rows.0.denominator').message).toContain('没有填公里数');
    expect(paths(await enter(office, court.second, [{ category: 'CO-01', amount: '10.00' }]).expect(422))).toEqual(['rows.0.denominator']);
    expect(paths(await enter(office, court.first, [{ category: 'CO-01', amount: '10.00' }], '2026-11').expect(422))).toEqual(['month']);
    expect((await office.get('/api/costs/entries').expect(200)).body.total).toBe(0);
  });

  it('is entered by the office alone, with cases counted by the register', async () => {
    for (const who of [chief, leader, judge]) await enter(who, court.first, [{ category: 'CO-01', amount: '72.00' }]).expect(403);
    await judge.get(`/api/costs/summary?period=${MONTH}`).expect(403);
    expect((await office.get(`/api/costs/form?divisionId=${court.first}&month=${MONTH}`).expect(200)).body).toMatchObject({ closedCases: 4 });
    const entered = await enter(office, court.first, [{ category: 'CO-01', amount: '72.00' }, { category: 'CO-03', amount: '120.00', denominator: 1000 }, { category: 'CO-05', amount: '300.00', denominator: 5 }]).expect(201);
    expect(entered.body.map((row: { category: string; denominator: number; unitCost: string }) => [row.category, row.denominator, row.unitCost])).toEqual([['CO-01', 4, '18.00'], ['CO-03', 1000, '0.12'], ['CO-05', 5, '60.00']]);
    await enter(office, court.second, [{ category: 'CO-03', amount: '680.00', denominator: 1000 }, { category: 'CO-05', amount: '500.00', denominator: 5 }]).expect(201);
    expect(paths(await enter(office, court.first, [{ category: 'CO-01', amount: '73.00' }]).expect(422))).toEqual(['rows.0.category']);
  });

  it('shows a chief the own division beside the mean, and grades nobody before the court has set the cut points', async () => {
    const own = await summary(chief);
    expect(own.units.map(({ divisionId }: { divisionId: string }) => divisionId)).toEqual([court.first]);
    expect(own).toMatchObject({ cuts: null, may: { record: false, comment: true } });
    expect(own.units[0].cells.find(({ category }: { category: string }) => category === 'CO-03')).toMatchObject({ unitCost: '0.12', mean: '0.40', ratio: '0.3000', low: true });
    expect((await unit(leader, court.second)).withheld).toBe('cuts');
    expect((await otherChief.get('/api/costs/entries').expect(200)).body.total).toBe(2);
    const [theirs] = (await otherChief.get('/api/costs/entries').expect(200)).body.items;
    await chief.get(`/api/costs/entries/${theirs.id}/history`).expect(404);
    await court.change(() => on.app.get(Database).repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name: 'cost.cuts', value: '0.90,1.10', unit: 'ratio', effectiveFrom: '2026-01-01', source: '示例', example: true, createdAt: '2026-01-01T00:00:00.000Z' }));
    expect(await unit(leader, court.second)).toMatchObject({ grade: 'ordinary', points: '70.00', total: '1.5875', gradeWords: { zh: '1.5875 > 1.10 → 一般' } });
  });

  it('holds the grade of an implausible low back until the division has explained it and the office has accepted', async () => {
    expect(await unit(chief, court.first)).toMatchObject({ grade: null, withheld: 'low', lows: [{ category: 'CO-03', reason: 'ratio', months: [MONTH], explained: false, explanation: 'none' }] });
    expect(await facts(court.first)).toMatchObject({ costLowUnexplained: 1, costGradePoints: '0.00', costGradeFull: '0.00' });
    const remark = { kind: 'explanation', divisionId: court.first, category: 'CO-03', fromMonth: MONTH, untilMonth: MONTH, words: '外出均搭乘院车队车辆，油费在院本部列支。' };
    await otherChief.post('/api/costs/remarks').send(remark).expect(404);
    await office.post('/api/costs/remarks').send(remark).expect(403);
    expect(paths(await chief.post('/api/costs/remarks').send({ ...remark, fromMonth: '2026-09', untilMonth: '2026-08', words: '低' }).expect(422))).toEqual(['untilMonth', 'words']);
    const first = (await chief.post('/api/costs/remarks').send(remark).expect(201)).body;
    expect(first).toMatchObject({ state: 'waiting', by: expect.any(String), may: { decide: false } });
    await chief.post(`/api/costs/remarks/${first.id}/accept`).send({ version: 1 }).expect(403);
    expect(paths(await office.post(`/api/costs/remarks/${first.id}/refuse`).send({ version: 1 }).expect(422))).toEqual(['words']);
    await office.post(`/api/costs/remarks/${first.id}/refuse`).send({ version: 1, words: '请附派车单。' }).expect(200);
    expect((await unit(chief, court.first)).lows[0].explanation).toBe('refused');
    const second = (await chief.post('/api/costs/remarks').send({ ...remark, words: '外出均搭乘院车队车辆，派车单六张附后。' }).expect(201)).body;
    const [one, two] = await Promise.all([office, secondClerk].map((who) => who.post(`/api/costs/remarks/${second.id}/accept`).send({ version: 1 })));
    expect([one!.status, two!.status].sort()).toEqual([200, 409]);
    const graded = await unit(chief, court.first);
    expect(graded).toMatchObject({ withheld: null, grade: 'excellent', points: '100.00' });
    expect(graded.totalWords.zh).toBe('(20 × 1.0000 + 15 × 0.3000 + 5 × 0.7500) ÷ 40 = 0.7063');
    expect(await facts(court.first)).toMatchObject({ costLowUnexplained: 0, costGradePoints: '100.00', costGradeFull: '100.00' });
    const behind = await on.app.get(CostFacts, { strict: false }).recordsBehind(court.courtId, 'costGradePoints', court.first, parsePeriod(MONTH)!, { page: 1, pageSize: 10 });
    expect(behind).toMatchObject({ total: 1, sum: '100', items: [{ contribution: '100.00', source: { kind: 'cost', id: `${court.first}:${MONTH}:` } }] });
    expect((await leader.get('/api/costs/remarks?state=refused').expect(200)).body.items[0]).toMatchObject({ words: remark.words, decided: { words: '请附派车单。' } });
  });

  it('corrects by a further revision with its reason, and asks for the explanation again', async () => {
    const row = async () => (await office.get(`/api/costs/entries?divisionId=${court.first}&category=CO-03`).expect(200)).body.items[0];
    const before = await row();
    await chief.post(`/api/costs/entries/${before.id}/correct`).send({ amount: '130.00', denominator: 1000, reason: '按凭证更正' }).expect(403);
    await office.post(`/api/costs/entries/${before.id}/correct`).send({ amount: '130.00', denominator: 1000, reason: '' }).expect(400);
    expect(paths(await office.post(`/api/costs/entries/${before.id}/correct`).send({ amount: '120', denominator: 1000, reason: '按凭证更正' }).expect(422))).toEqual(['amount']);
    const both = await Promise.all(['130.00', '131.00'].map((amount) => office.post(`/api/costs/entries/${before.id}/correct`).send({ amount, denominator: 1000, reason: '按凭证更正' })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const now = await row();
    expect(now.revision).toBe(2);
    const history = (await chief.get(`/api/costs/entries/${now.id}/history`).expect(200)).body;
    expect(history.map((one: { amount: string; superseded: { reason: string } | null }) => [one.amount, one.superseded?.reason ?? null])).toEqual([[now.amount, null], ['120.00', '按凭证更正']]);
    expect(await unit(chief, court.first)).toMatchObject({ grade: null, withheld: 'low' });
    await office.post(`/api/costs/entries/${now.id}/withdraw`).send({ reason: '记错了庭室' }).expect(200);
    expect((await unit(chief, court.first)).cells.map(({ category }: { category: string }) => category)).toEqual(['CO-01', 'CO-05']);
    await enter(office, court.first, [{ category: 'CO-03', amount: '600.00', denominator: 1000 }]).expect(201);
    expect((await row()).revision).toBe(3);
    expect((await office.get(`/api/costs/entries?divisionId=${court.first}&category=CO-03&former=true`).expect(200)).body.total).toBe(3);
  });

  it('says when the register has counted on, keeps comments, and exports what is on the page', async () => {
    await court.closedCase({ judge: wang });
    expect((await office.get(`/api/costs/entries?divisionId=${court.first}&category=CO-01`).expect(200)).body.items[0]).toMatchObject({ denominator: 4, registerNow: 5 });
    await chief.post('/api/costs/remarks').send({ kind: 'comment', divisionId: court.first, category: 'CO-01', fromMonth: MONTH, untilMonth: MONTH, words: '本月装订旧卷，耗材略多。' }).expect(201);
    expect((await leader.get(`/api/costs/remarks?divisionId=${court.first}&state=noted`).expect(200)).body).toMatchObject({ total: 1, items: [{ state: 'noted', decided: null }] });
    const csv = (await leader.get(`/api/costs/summary/export?period=${MONTH}&format=csv`).expect(200)).text;
    expect(csv).toContain('民事审判第一庭,CO-01,办公耗材,72.00,4,18.00');
    expect((await otherChief.get('/api/costs/entries/export?format=csv').expect(200)).text).not.toContain('民事审判第一庭');
    expect((await chief.get('/api/costs/remarks/export?format=csv').expect(200)).text).toContain('本月装订旧卷，耗材略多。');
    expect((await otherChief.get('/api/costs/remarks/export?format=csv').expect(200)).text).not.toContain('本月装订旧卷');
    await office.get('/api/costs/summary?period=2026-13').expect(400);
  });

  it('takes a sheet whole or not at all, marks what is wrong, and changes nothing the second time', async () => {
    const send = (who: Agent, text: string, commit = false, to = '/api/costs/import') => who.post(to).field('commit', String(commit)).attach('file', Buffer.from(text, 'utf8'), 'costs.csv');
    const head = '庭室,月份,类别,金额,分母,送达次数,备注\n';
    const faulty = `${head}民事审判第一庭,2026-09,CO-03,620.00,,,\n没有的庭,2026-09,CO-05,300.00,5,,\n刑事审判庭,2026-09,CO-05,六百,5人,,\n刑事审判庭,${MONTH},CO-03,681.00,1000,,\n`;
    await send(chief, faulty).expect(403);
    const tried = (await send(office, faulty).expect(200)).body;
    expect(tried).toMatchObject({ rows: 4, ready: 0, saved: 0 });
    expect(tried.faults.map(({ row, column }: { row: number; column: string }) => [row, column])).toEqual([[2, '分母'], [3, '庭室'], [4, '分母'], [5, '类别']]);
    expect(tried.faults[3].fix.zh).toContain('更正');
    await send(office, faulty, true).expect(422);
    expect((await send(office, faulty, false, '/api/costs/import/marked').expect(200)).headers['content-type']).toContain('spreadsheetml');
    const good = `${head}民事审判第一庭,2026-09,CO-03,620.00,1000,,\n刑事审判庭,2026-09,CO-03,680.00,1000,,\n刑事审判庭,${MONTH},CO-03,680.00,1000,,\n`;
    expect((await send(office, good).expect(200)).body).toMatchObject({ ready: 2, unchanged: 1, saved: 0, faults: [] });
    expect((await send(office, good, true).expect(200)).body).toMatchObject({ saved: 2, unchanged: 1 });
    expect((await send(office, good, true).expect(200)).body).toMatchObject({ saved: 0, unchanged: 3 });
    expect((await office.get('/api/costs/entries?period=2026-09').expect(200)).body.total).toBe(2);
  });

  it('tells chief and office on the home page what awaits them', async () => {
    const home = async (who: Agent): Promise<string[]> => (await who.get('/api/home').expect(200)).body.todo.map(({ key }: { key: string }) => key);
    const kilometres = (divisionId: string, amount: string) => enter(office, divisionId, [{ category: 'CO-03', amount, denominator: 1000 }], '2026-10').expect(201);
    expect(await home(office)).toContain('cost:enter:2026-10');
    await kilometres(court.first, '100.00');
    await kilometres(court.second, '700.00');
    expect(await home(office)).not.toContain('cost:enter:2026-10');
    expect(await home(chief)).toContain(`cost:explain:${court.first}:CO-03`);
    await chief.post('/api/costs/remarks').send({ kind: 'explanation', divisionId: court.first, category: 'CO-03', fromMonth: '2026-10', untilMonth: '2026-10', words: '外出均搭乘院车队车辆，油费在院本部列支。' }).expect(201);
    expect((await home(chief)).filter((key) => key.startsWith('cost:'))).toEqual([]);
    expect(await home(office)).toContain('cost:decide');
  });
});
