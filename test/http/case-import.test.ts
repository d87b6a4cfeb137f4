import iconv from 'iconv-lite';
import { Workbook } from '@cj-tech-master/excelts';
import type { CaseRow, CaseView } from '../../src/cases/dto/case.dto.js';
import type { ImportFaultRow, ImportView, MappingView } from '../../src/cases/dto/case-import.dto.js';
import { readWorkbook, writeWorkbook } from '../../src/platform/sheets/workbook.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { PeriodState } from '../../src/ranking/ranking.entities.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

const HEAD = ['案号', '案由', '收案日期', '结案日期', '承办人', '合议庭成员', '庭室', '结案方式', '备注'];
const GOOD = [
  ['(2026)苏0102民初1号', '离婚纠纷', '2026-03-02', '2026/5/6', '王敏', '何静、王敏', '民事审判第一庭', '判决', ''],
  ['（2026）苏0102民初2-3号', '买卖合同纠纷', '2026年4月1日', '', '王 敏', '', '', '', ''],
  ['（2026）苏0102刑初4号', '盗窃罪', '46150', '46200', '何静', '', '刑事审判庭', '裁定', ''],
];
const FAULTY = [
  ['（2026）苏0102民初88', '', '2026-11-31', '2026-03-01', '王吉', '', '民庭', '和好', ''],
  ['（2026）苏0102民初90号', '离婚纠纷', '2026-03-09', '2026-03-01', '', '', '', '', ''],
  ['（2026）苏0102民初91号', '离婚纠纷', '2026-03-09', '', '王敏', '', '', '', ''],
  ['(2026)苏0102民初91号', '离婚纠纷', '2026-03-09', '', '王敏', '', '', '', ''],
];
const csv = (rows: string[][]) => rows.map((row) => row.join(',')).join('\r\n');

describe('importing cases', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let office: Agent;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    court = await SmallCourt.found(app);
    await court.person('王敏', court.first);
    await court.person('何静', court.first);
    office = await court.signedIn('office', [{ role: 'trialManagement', scope: 'court' }]);
  });

  async function settled(id: string): Promise<ImportView> {
    for (;;) {
      const view = (await office.get(`/api/case-imports/${id}`).expect(200)).body as ImportView;
      if (view.status !== 'checking' && view.status !== 'importing') return view;
    }
  }
  async function upload(content: Buffer | string, fileName = '收结案.csv', mapping = 'zh-register', fields: Record<string, string> = {}): Promise<ImportView> {
    const { body } = await office.post('/api/case-imports').field({ mapping, ...fields }).attach('file', Buffer.from(content), fileName).expect(201);
    return settled((body as ImportView).id);
  }
  async function commit(id: string, allOrNothing = false): Promise<ImportView> {
    await office.post(`/api/case-imports/${id}/commit`).send({ allOrNothing }).expect(200);
    return settled(id);
  }
  const faultsOf = async (id: string) => ((await office.get(`/api/case-imports/${id}/faults?pageSize=100`).expect(200)).body as { items: ImportFaultRow[] }).items;
  const registered = async () => ((await office.get('/api/cases?sort=caseNumber&pageSize=100').expect(200)).body as { items: CaseRow[] }).items;

  it('takes in a case that waits to be assigned when the file says so in words, and never by a blank', async () => {
    const waiting = ['（2026）苏0102民初71号', '离婚纠纷', '2026-03-02', '', '待分案', '', '', '', ''];
    const blank = ['（2026）苏0102民初72号', '离婚纠纷', '2026-03-02', '', '', '', '', '', ''];
    const closed = ['（2026）苏0102民初73号', '离婚纠纷', '2026-03-02', '2026-04-02', '待分案', '', '', '判决', ''];
    const checked = await upload(csv([HEAD, waiting, blank, closed]));
    expect(checked).toMatchObject({ totals: { ready: 1, faulty: 2 } });
    expect((await faultsOf(checked.id)).map(({ row, code, fix }) => [row, code, fix.includes('待分案') || fix.includes('结案日期')])).toEqual([[3, 'judge.missing', true], [4, 'judge.missing', true]]);
    await commit(checked.id);
    expect((await registered()).map(({ caseNumber, judge }) => [caseNumber, judge])).toEqual([['（2026）苏0102民初71号', null]]);
  });

  it('writes nothing in the dry run, then the good rows, and nothing the second time', async () => {
    const checked = await upload(csv([HEAD, ...GOOD, ...FAULTY]));
    expect(checked).toMatchObject({ status: 'checked', totals: { rows: 7, ready: 3, faulty: 4, unchanged: 0, repeated: 2 }, unusedColumns: ['备注'] });
    expect(await registered()).toEqual([]);

    expect(await commit(checked.id)).toMatchObject({ status: 'done', written: 4, error: null });
    expect((await registered()).map(({ caseNumber, intakeOn, closedOn, judge, division }) => [caseNumber, intakeOn, closedOn, judge, division])).toEqual([
      ['（2026）苏0102刑初4号', '2026-05-08', '2026-06-27', '何静', '刑事审判庭'],
      ['（2026）苏0102民初1号', '2026-03-02', '2026-05-06', '王敏', '民事审判第一庭'],
      ['（2026）苏0102民初2号', '2026-04-01', null, '王敏', null],
      ['（2026）苏0102民初3号', '2026-04-01', null, '王敏', null],
    ]);

    const again = await upload(csv([HEAD, ...GOOD]));
    expect(again.totals).toMatchObject({ ready: 0, faulty: 0, unchanged: 3 });
    expect(await commit(again.id, true)).toMatchObject({ status: 'done', written: 0 });
  });

  const caseOf = async (number: string) => {
    const found = (await registered()).find(({ caseNumber }) => caseNumber === number)!;
    return (await office.get(`/api/cases/${found.id}`).expect(200)).body as CaseView;
  };

  it('updates a registered case that the file says more of, tells it beforehand, and keeps what stood before', async () => {
    await commit((await upload(csv([HEAD, ...GOOD]))).id);
    const later = ['（2026）苏0102民初2号', '买卖合同纠纷', '2026-04-01', '2026-07-08', '王敏', '', '民事审判第一庭', '调解', ''];
    const checked = await upload(csv([HEAD, GOOD[0]!, later]));
    expect(checked).toMatchObject({ totals: { rows: 2, ready: 0, updates: 1, faulty: 0, unchanged: 1 }, causes: [{ code: 'case.update', count: 1 }] });
    const [note] = await faultsOf(checked.id);
    expect(note).toMatchObject({ row: 3, what: '将更新 3 项：结案日期 空 → 2026-07-08；承办部门 空 → 民事审判第一庭；结案方式 空 → mediated。' });
    expect((await caseOf(later[0]!)).closedOn).toBeNull();

    expect(await commit(checked.id, true)).toMatchObject({ status: 'done', written: 1 });
    const changed = await caseOf(later[0]!);
    expect(changed).toMatchObject({ closedOn: '2026-07-08', closingManner: 'mediated', division: '民事审判第一庭', version: 2 });
    const entry = changed.trail.find(({ action }) => action === 'case.importUpdated')!;
    expect(entry.reason).toBe('收结案.csv 第 3 行');
    expect(JSON.parse(entry.before!)).toEqual({ closedOn: '', division: '', closingManner: '' });

    const again = await upload(csv([HEAD, later]));
    expect(again.totals).toMatchObject({ updates: 0, unchanged: 1 });
  });

  it('clears nothing with a blank cell, and does not hand a case to another judge', async () => {
    await commit((await upload(csv([HEAD, ...GOOD]))).id);
    const blank = [...GOOD[0]!.slice(0, 3), '', '王敏', '', '', '', ''];
    const other = [...GOOD[2]!.slice(0, 4), '王敏', ...GOOD[2]!.slice(5)];
    const checked = await upload(csv([HEAD, blank, other]));
    expect(checked).toMatchObject({ totals: { updates: 0, unchanged: 1, faulty: 1 }, causes: [{ code: 'case.judgeChanged' }] });
    await commit(checked.id);
    expect((await caseOf('（2026）苏0102民初1号')).closedOn).toBe('2026-05-06');
    expect((await caseOf('（2026）苏0102刑初4号')).judge).toBe('何静');
  });

  it('refuses to change a case that counted in a closed period, and says what to do; what never counts may be completed', async () => {
    await commit((await upload(csv([HEAD, ...GOOD]))).id);
    await app.app.get(Database).repository(PeriodState).insert({
      id: newId(), courtId: court.courtId, period: '2026-05', status: 'closed', closedBy: '政工', closedAt: '2026-06-05T00:00:00.000Z', publishedBy: null, publishedAt: null,
    });
    const moved = [...GOOD[0]!.slice(0, 3), '2026-06-20', ...GOOD[0]!.slice(4)];
    const into = ['（2026）苏0102民初2号', '买卖合同纠纷', '2026-04-01', '2026-05-29', '王敏', '', '', '判决', ''];
    const checked = await upload(csv([HEAD, moved, into]));
    expect(checked).toMatchObject({ totals: { updates: 0, faulty: 2 }, causes: [{ code: 'case.frozen', count: 2 }] });
    expect((await faultsOf(checked.id))[0]!.what).toContain('2026-05-06 属于已结束的考核期 2026-05');
    await commit(checked.id);
    expect((await caseOf('（2026）苏0102民初1号')).closedOn).toBe('2026-05-06');

    const completed = await upload(csv([[...HEAD, '生效日期'], [...GOOD[0]!, '2026-05-25']]));
    expect(completed.totals).toMatchObject({ updates: 1, faulty: 0 });
    await commit(completed.id);
    expect((await caseOf('（2026）苏0102民初1号')).effectiveOn).toBe('2026-05-25');

    // What was decided can be put right: whoever says that it counts through a numbered correction alone may.
    const decided = await upload(csv([HEAD, into]), '更正.csv', 'zh-register', { countsByCorrection: 'true' });
    expect(decided.totals).toMatchObject({ updates: 1, faulty: 0 });
    await commit(decided.id);
    const { closedOn, version, id } = await caseOf('（2026）苏0102民初2号');
    expect(closedOn).toBe('2026-05-29');
    const byHand = (more: object) => office.patch(`/api/cases/${id}`).send({ version, closedOn: '2026-05-28', ...more });
    expect((await byHand({}).expect(422)).body).toMatchObject({ code: 'case.faulty', faults: [{ path: 'closedOn.before' }, { path: 'closedOn' }] });
    await byHand({ countsByCorrection: true }).expect(200);
  });

  it('names every fault of every row with column, value and what to do', async () => {
    const { id, causes } = await upload(csv([HEAD, ...FAULTY]));
    const faults = await faultsOf(id);
    expect(faults.map(({ row, column, code }) => `${row} ${column} ${code}`).sort()).toEqual(
      [
        '2 案号 number.malformed', '2 案由 value.missing', '2 收案日期 date.impossible', '2 承办人 person.unknown', '2 庭室 division.unknown', '2 结案方式 value.unknown',
        '3 承办人 judge.missing', '3 结案日期 date.order',
        '4 案号 number.repeated', '5 案号 number.repeated',
      ].sort(),
    );
    const unknown = faults.find(({ code }) => code === 'person.unknown')!;
    expect(unknown).toMatchObject({ value: '王吉', what: '人员表没有“王吉”（最接近：王敏）。' });
    expect(faults.every(({ fix }) => fix !== '')).toBe(true);
    expect(causes.reduce((sum, { count }) => sum + count, 0)).toBe(faults.length);
    const filtered = (await office.get(`/api/case-imports/${id}/faults?code=number.repeated`).expect(200)).body as { total: number };
    expect(filtered.total).toBe(2);

    const refusal = await office.post(`/api/case-imports/${id}/commit`).send({ allOrNothing: true }).expect(409);
    expect(refusal.body).toMatchObject({ code: 'caseImport.faultsLeft' });
  });

  it('gives the file back as a workbook with the faulty cells marked, which can be corrected and sent again', async () => {
    const { id } = await upload(await writeWorkbook({ title: '收结案', head: HEAD, rows: [GOOD[0]!, FAULTY[1]!] }), '收结案.xlsx');
    const answer = await office.get(`/api/case-imports/${id}/workbook`).responseType('blob').expect(200);
    const workbook = new Workbook();
    await workbook.xlsx.load(answer.body as Buffer);
    const sheet = workbook.worksheets[0]!;
    expect(JSON.stringify(sheet.getCell('D3').note)).toContain('结案日 2026-03-01 早于收案日 2026-03-09');
    expect(sheet.getCell('D3').fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } });
    expect(sheet.getCell('D2').note ?? '').toBe('');
    expect((await readWorkbook(answer.body as Buffer)).rows.map(({ cells }) => cells.slice(0, 4))).toEqual([GOOD[0]!.slice(0, 4), FAULTY[1]!.slice(0, 4)]);
    const again = await upload(answer.body as Buffer, '收结案-标注.xlsx');
    expect(again.totals).toMatchObject({ rows: 2, ready: 1, faulty: 1 });
  });

  it('reads GB18030 as Chinese spreadsheet programs save it', async () => {
    expect((await upload(iconv.encode(csv([HEAD, ...GOOD]), 'gb18030'))).totals).toMatchObject({ rows: 3, ready: 3, faulty: 0 });
  });

  it('refuses a wrong header, an unknown mapping, no file, and somebody who may not import', async () => {
    const send = (mapping: string, content: string) => office.post('/api/case-imports').field('mapping', mapping).attach('file', Buffer.from(content), 'a.csv');
    const header = await send('zh-register', '案号,收案日期,收案日期\n1,2,3').expect(422);
    expect((header.body as { faults: { path: string }[] }).faults.map(({ path }) => path).sort()).toEqual(['承办人', '收案日期', '案由']);
    expect((await send('nothing', 'a').expect(422)).body).toMatchObject({ code: 'caseImport.noMapping' });
    expect((await send('zh-register', '').expect(400)).body).toMatchObject({ code: 'caseImport.noFile' });
    const mappings = (await office.get('/api/case-imports/mappings').expect(200)).body as MappingView[];
    expect(mappings.map(({ name }) => name)).toEqual(['high-court-of-australia-special-leave', 'zh-register']);
    const judge = await court.signedIn('judge', [{ role: 'judge', scope: 'court' }]);
    await judge.post('/api/case-imports').field('mapping', 'zh-register').attach('file', Buffer.from(csv([HEAD])), 'a.csv').expect(403);
    await judge.get('/api/case-imports').expect(403);
  });

  it('hides an import from another court', async () => {
    const { id } = await upload(csv([HEAD, ...GOOD]));
    const elsewhere = await (await SmallCourt.found(app)).signedIn('other-office', [{ role: 'trialManagement', scope: 'court' }]);
    await elsewhere.get(`/api/case-imports/${id}`).expect(404);
    await elsewhere.post(`/api/case-imports/${id}/commit`).send({}).expect(404);
  });
});
