import { readWorkbook } from '../../src/platform/sheets/workbook.js';
import { readCsv } from '../../src/platform/sheets/csv.js';
import type { CaseRow, CaseView } from '../../src/cases/dto/case.dto.js';
import type { LimitAfterChange } from '../../src/cases/dto/limit-change.dto.js';
import type { CaseFlowView } from '../../src/cases/flow/dto/flow.dto.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

interface Refusal {
  code: string;
  faults: { path: string; message: string }[];
}

describe('the case register', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let office: Agent;
  let judgeAgent: Agent;
  const people: Record<'judge' | 'other' | 'clerk', string> = { judge: '', other: '', clerk: '' };
  const registered: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    court = await SmallCourt.found(app);
    people.judge = await court.person('王敏', court.first);
    people.other = await court.person('=赵强', court.second, 'judge', 'criminal');
    people.clerk = await court.person('褚云', court.first, 'clerk', null);
    office = await court.signedIn('office', [{ role: 'trialManagement', scope: 'court' }]);
    judgeAgent = await court.signedIn('judge', [{ role: 'judge', scope: 'self' }], people.judge);
    const cases = [
      { caseNumber: '(2026)苏0102民初9号', cause: '民间借贷纠纷', weight: '0.8', intakeOn: '2026-03-02', closedOn: '2026-08-20', effectiveOn: '2026-09-08', closingManner: 'judgment', divisionId: court.first, responsibleJudgeId: people.judge, clerkId: people.clerk },
      { caseNumber: '（2026）苏0102民初10号', cause: '离婚纠纷', weight: '1', intakeOn: '2026-09-15', divisionId: court.first, responsibleJudgeId: people.judge },
      { caseNumber: '（2026）苏0102刑初7号', cause: '盗窃罪', weight: '1.25', intakeOn: '2026-10-05', closedOn: '2026-10-20', closingManner: 'judgment', divisionId: court.second, responsibleJudgeId: people.other },
    ];
    for (const one of cases) registered.push(((await office.post('/api/cases').send(one).expect(201)).body as { id: string }).id);
  });
  afterAll(() => app.close());

  const numbers = async (agent: Agent, query: string): Promise<string[]> =>
    ((await agent.get(`/api/cases?${query}`).expect(200)).body as { items: CaseRow[] }).items.map(({ caseNumber }) => caseNumber);

  it('lists, filters, searches and sorts case numbers as numbers', async () => {
    expect(await numbers(office, 'sort=caseNumber')).toEqual(['（2026）苏0102刑初7号', '（2026）苏0102民初9号', '（2026）苏0102民初10号']);
    expect(await numbers(office, 'status=pending')).toEqual(['（2026）苏0102民初10号']);
    expect(await numbers(office, 'status=effective')).toEqual(['（2026）苏0102民初9号']);
    expect(await numbers(office, 'nature=criminal')).toEqual(['（2026）苏0102刑初7号']);
    expect(await numbers(office, `q=${encodeURIComponent('(2026)苏0102民初9号')}`)).toEqual(['（2026）苏0102民初9号']);
    expect(await numbers(office, `q=${encodeURIComponent('王敏')}&sort=-caseNumber`)).toEqual(['（2026）苏0102民初10号', '（2026）苏0102民初9号']);
    expect(await numbers(office, `q=${encodeURIComponent('%')}`)).toEqual([]);
    const refusal = (await office.get('/api/cases?sort=id;DROP').expect(400)).body as Refusal;
    expect(refusal.faults.map(({ path }) => path)).toEqual(['sort']);
  });

  it('shows a judge her own cases and nobody else’s, in lists, by address and in exports', async () => {
    expect(await numbers(judgeAgent, 'sort=caseNumber')).toEqual(['（2026）苏0102民初9号', '（2026）苏0102民初10号']);
    await judgeAgent.get(`/api/cases/${registered[2]}`).expect(404);
    const csv = await judgeAgent.get('/api/cases/export?format=csv&sort=caseNumber').responseType('blob').expect(200);
    expect(readCsv(csv.body as Buffer).rows.map(({ cells }) => cells[0])).toEqual(['（2026）苏0102民初9号', '（2026）苏0102民初10号']);
    await judgeAgent.post('/api/cases').send({ caseNumber: '（2026）苏0102民初11号', cause: '离婚', intakeOn: '2026-10-01' }).expect(403);
  });

  it('exports what the list shows, row for row, as XLSX and as CSV that no spreadsheet takes for a formula', async () => {
    const listed = ((await office.get('/api/cases?sort=caseNumber').expect(200)).body as { items: CaseRow[] }).items;
    const xlsx = await office.get('/api/cases/export?format=xlsx&sort=caseNumber').responseType('blob').expect(200);
    const workbook = await readWorkbook(xlsx.body as Buffer);
    expect(workbook.rows.map(({ cells }) => [cells[0], cells[3], cells[9]])).toEqual(listed.map(({ caseNumber, judge, weight }) => [caseNumber, judge, weight]));
    const csv = await office.get('/api/cases/export?format=csv&sort=caseNumber').responseType('blob').expect(200);
    expect((csv.body as Buffer).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(readCsv(csv.body as Buffer).rows[0]!.cells[3]).toBe("'=赵强");
  });

  it('names everything wrong with a case at once and saves nothing', async () => {
    const wrong = { caseNumber: '（2026）苏0102民一初1号', cause: '不知名案由', intakeOn: '2026-05-01', closedOn: '2026-04-01', divisionId: 'nowhere', clerkId: 'nobody', weight: '0' };
    const refusal = (await office.post('/api/cases').send(wrong).expect(422)).body as Refusal;
    expect(refusal.code).toBe('case.faulty');
    expect([...new Set(refusal.faults.map(({ path }) => path))].sort()).toEqual(['caseNumber', 'clerkId', 'closedOn', 'closingManner', 'divisionId']);
    expect(await numbers(office, '')).toHaveLength(3);
    const twice = { caseNumber: '（2026）苏0102民初10号之一', cause: '离婚', weight: '1.00', intakeOn: '2026-09-15' };
    expect(((await office.post('/api/cases').send(twice).expect(409)).body as Refusal).code).toBe('case.duplicate');
  });

  it('changes a case once for each version, and the page tells who changed what', async () => {
    const id = registered[1]!;
    const { version } = (await office.get(`/api/cases/${id}`).expect(200)).body as CaseView;
    const answers = await Promise.all([
      office.patch(`/api/cases/${id}`).send({ version, hearingOn: '2026-10-12' }),
      office.patch(`/api/cases/${id}`).send({ version, hearingOn: '2026-10-13' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const view = (await office.get(`/api/cases/${id}`).expect(200)).body as CaseView;
    expect(view).toMatchObject({ version: version + 1, judge: '王敏', status: 'pending', inLimit: null, weight: '1.00' });
    expect(view.trail.map(({ action, who }) => [action, who])).toEqual([['case.registered', 'office'], ['case.changed', 'office']]);
    expect(JSON.parse(view.trail[1]!.after!)).toEqual({ hearingOn: view.hearingOn });
  });

  it('counts the flow of a period so that it reconciles', async () => {
    const flow = (await office.get('/api/cases/flow?period=2026-10&by=nature').expect(200)).body as CaseFlowView;
    expect(flow.rows).toMatchObject([
      { unit: { zh: '刑事', en: 'Criminal' }, unitId: 'criminal', opening: 0, received: 1, closed: 1, pending: 0, gap: 0, clearanceRate: '100.00', closingRate: '100.00', dispositionDays: 0 },
      { unit: { zh: '民事', en: 'Civil' }, unitId: 'civil', opening: 1, received: 0, closed: 0, pending: 1, gap: 0, clearanceRate: null, closingRate: '0.00', dispositionDays: null },
    ]);
    await office.get('/api/cases/flow?period=October&by=nature').expect(400);
  });

  it('works out the statutory limit when a case is registered, says how, and works it out anew when the procedure changes', async () => {
    const given = { caseNumber: '（2026）苏0102民初31号', cause: '买卖合同纠纷', procedure: '简易程序', weight: '0.7', intakeOn: '2026-06-30', divisionId: court.first, responsibleJudgeId: people.other };
    const { id } = (await office.post('/api/cases').send(given).expect(201)).body as { id: string };
    const view = async (): Promise<CaseView> => (await office.get(`/api/cases/${id}`).expect(200)).body as CaseView;
    const summary = await view();
    expect(summary.limitOn).toBe('2026-09-30');
    expect(summary.limitWhy[0]!.zh).toBe('民事简易程序：2026-06-30 的次日起算，期限3个月，至 2026-09-30（民事诉讼法 第164条）。');
    await office.patch(`/api/cases/${id}`).send({ version: 1, procedure: '小额诉讼程序' }).expect(200);
    // 2026-08-30 is a Sunday.
    expect((await view()).limitOn).toBe('2026-08-31');
    await office.patch(`/api/cases/${id}`).send({ version: 2, cause: '民间借贷纠纷' }).expect(200);
    expect((await view()).trail.at(-1)!.after).not.toContain('limitOn');

    const unknown = (await office.post('/api/cases').send({ ...given, caseNumber: '（2026）苏0102民初32号', procedure: undefined }).expect(201)).body as { id: string };
    const without = (await office.get(`/api/cases/${unknown.id}`).expect(200)).body as CaseView;
    expect([without.limitOn, without.limitWhy.at(-1)!.zh]).toEqual([null, expect.stringContaining('请登记适用程序')]);
  });

  it('lengthens the limit by an approved extension and a proved deduction, and not by what came too late', async () => {
    const given = { caseNumber: '（2026）苏0102民初41号', cause: '买卖合同纠纷', procedure: '简易程序', weight: '0.7', intakeOn: '2026-06-30', divisionId: court.first, responsibleJudgeId: people.other };
    const { id } = (await office.post('/api/cases').send(given).expect(201)).body as { id: string };
    const appraisal = { kind: 'deduction', code: 'X02', reason: '委托书和鉴定意见', validFrom: '2026-07-10', validUntil: '2026-07-20', version: 1 };
    const deducted = (await office.post(`/api/cases/${id}/limit-changes`).send(appraisal).expect(201)).body as LimitAfterChange;
    expect(deducted).toMatchObject({ limitOn: '2026-10-10', deductedDays: 10, version: 2 });
    const extension = { kind: 'extension', code: 'Y01', reason: '院长批准', validFrom: '2026-10-10', validUntil: '2026-10-30', approvedOn: '2026-09-28', version: 2 };
    const extended = (await office.post(`/api/cases/${id}/limit-changes`).send(extension).expect(201)).body as LimitAfterChange;
    expect(extended.limitOn).toBe('2026-10-30');
    const late = (await office.post(`/api/cases/${id}/limit-changes`).send({ ...extension, approvedOn: '2026-11-20', version: 3 }).expect(201)).body as LimitAfterChange;
    expect([late.limitOn, late.limitWhy.some(({ zh }) => zh.includes('2026-11-20'))]).toEqual(['2026-10-30', true]);
    const view = (await office.get(`/api/cases/${id}`).expect(200)).body as CaseView;
    expect([view.limitOn, view.limitChanges.length, view.trail.map(({ action }) => action).slice(1)]).toEqual(['2026-10-30', 3, ['case.limitChanged', 'case.limitChanged', 'case.limitChanged']]);

    const wrong = { ...extension, code: 'X09', validUntil: '2026-10-01', approvedOn: undefined, version: 4 };
    const refusal = (await office.post(`/api/cases/${id}/limit-changes`).send(wrong).expect(422)).body as Refusal;
    expect(refusal.faults.map(({ path }) => path)).toEqual(['code', 'validUntil', 'approvedOn']);
    await judgeAgent.post(`/api/cases/${id}/limit-changes`).send(appraisal).expect(403);
  });
});
