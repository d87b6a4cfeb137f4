import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { addDays } from '../../src/kernel/day.js';
import { CourtParameters } from '../../src/court/court-parameters.js';
import { CourtParameter } from '../../src/court/court.entities.js';
import { readCsv } from '../../src/platform/sheets/csv.js';
import { readWorkbook, writeCsv } from '../../src/platform/sheets/workbook.js';
import { ClausesService } from '../../src/quality-review/clauses.service.js';
import { CatalogueInstaller } from '../../src/quality-review/install-catalogue.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

describe('catalogues', () => {
  let on: AppUnderTest;
  let court: SmallCourt;
  let office: Agent;
  let second: Agent;
  let judge: Agent;
  let today: string;

  beforeAll(async () => {
    on = await startApp();
    court = await SmallCourt.found(on);
    await on.app.get(CatalogueInstaller).installCatalogue(court.courtId);
    office = await court.signedIn('office', [{ role: 'trialManagement', scope: 'court' }]);
    second = await court.signedIn('second', [{ role: 'trialManagement', scope: 'court' }]);
    judge = await court.signedIn('judge', [{ role: 'judge', scope: 'self' }], await court.person('王敏', court.first));
    today = on.app.get(Clock).today();
  });
  afterAll(() => on.close());

  const rows = async (who: Agent, book: string, query = ''): Promise<{ items: { code: string; content: Record<string, string>; version: number }[]; total: number }> =>
    (await who.get(`/api/catalogues/${book}/rows?pageSize=100${query}`).expect(200)).body;
  const content = async (book: string, code: string): Promise<Record<string, string>> => (await rows(office, book)).items.find((row) => row.code === code)!.content;
  const draft = (book: string, changes: object[], more: object = {}) => office.post(`/api/catalogues/${book}/proposals`).send({ title: '修订', source: '本院〔2026〕9号', effectiveFrom: today, changes, ...more });
  const paths = (faults: { path: string }[]): string[] => faults.map(({ path }) => path).sort();

  async function adopted(book: string, changes: object[], more: object = {}): Promise<string> {
    const { id, version } = (await draft(book, changes, more).expect(201)).body;
    const proposed = (await office.post(`/api/catalogue-proposals/${id}/propose`).send({ version }).expect(200)).body;
    await second.post(`/api/catalogue-proposals/${id}/approve`).send({ version: proposed.version }).expect(200);
    return id;
  }

  it('shows everybody in the court the catalogues in force, found by words, code, pinyin and field', async () => {
    const books = (await judge.get('/api/catalogues').expect(200)).body as { key: string; inForce: number; may: object }[];
    expect(Object.fromEntries(books.map(({ key, inForce }) => [key, inForce]))).toMatchObject({ clauses: 93, matrix: 21, exemptionGrounds: 6 });
    expect(books[0]!.may).toEqual({ propose: false, approve: false });
    expect((await rows(judge, 'clauses', '&filters=severity:serious')).total).toBe(28);
    expect((await rows(judge, 'clauses', '&filters=severity:minor;field:enforcement')).total).toBe(11);
    expect((await rows(judge, 'clauses', '&q=S-C-0')).total).toBe(9);
    expect((await rows(judge, 'clauses', '&q=czlz')).items.map(({ code }) => code)).toEqual(['M-C-01']);
    expect((await rows(judge, 'matrix')).items.find(({ code }) => code === 'R02')!.content).toMatchObject({ responsibleJudge: '50.00', presidingJudge: '25.00', clerk: '' });
    await judge.get('/api/catalogues/nothing/rows').expect(404);
    expect((await judge.post('/api/catalogues/clauses/proposals').send({ title: '修订', source: '文号', effectiveFrom: today, changes: [] }).expect(403)).body.code).toBe('access.denied');
    const superior = await court.signedIn('superior', [{ role: 'superiorCourt', scope: 'subordinateCourts' }]);
    await superior.get('/api/catalogues').expect(403);
  });

  it('lets one propose and another approve; the day decides which version holds', async () => {
    const from = addDays(today, 10);
    const before = await content('clauses', 'M-C-04');
    const { id, version } = (await draft('clauses', [{ act: 'change', code: 'M-C-04', content: { ...before, pointsMin: '0.5', pointsMax: '2' } }], { effectiveFrom: from }).expect(201)).body;
    expect((await second.get(`/api/catalogue-proposals/${id}`).expect(404)).body.code).toBe('record.notFound');
    const proposed = (await office.post(`/api/catalogue-proposals/${id}/propose`).send({ version }).expect(200)).body;
    expect(proposed.changes[0].differences).toEqual([{ column: 'pointsMin', before: '1.00', after: '0.50' }, { column: 'pointsMax', before: '1.00', after: '2.00' }]);
    expect((await office.post(`/api/catalogue-proposals/${id}/approve`).send({ version: proposed.version }).expect(403)).body.code).toBe('catalogue.secondPerson');
    expect((await judge.post(`/api/catalogue-proposals/${id}/approve`).send({ version: proposed.version }).expect(403)).body.code).toBe('access.denied');
    expect((await second.post(`/api/catalogue-proposals/${id}/approve`).send({ version: 1 }).expect(409)).body.code).toBe('record.changed');
    await second.post(`/api/catalogue-proposals/${id}/approve`).send({ version: proposed.version }).expect(200);
    const again = (await second.post(`/api/catalogue-proposals/${id}/refuse`).send({ version: proposed.version, reason: '不同意' }).expect(409)).body;
    expect(again).toMatchObject({ code: 'catalogue.proposalDecided', message: expect.stringContaining('批准') });
    expect((await content('clauses', 'M-C-04')).pointsMax).toBe('1.00');
    expect((await rows(office, 'clauses', `&on=${from}&q=M-C-04`)).items[0]).toMatchObject({ version: 2, content: { pointsMax: '2.00' } });
    const history = (await judge.get('/api/catalogues/clauses/rows/M-C-04').expect(200)).body;
    expect(history.versions.map(({ version: of, state, effectiveUntil }: { version: number; state: string; effectiveUntil: string | null }) => [of, state, effectiveUntil])).toEqual([[2, 'planned', null], [1, 'inForce', from]]);
    expect(history.versions[0].changed.map(({ column }: { column: string }) => column)).toEqual(['pointsMin', 'pointsMax']);
  });

  it('puts a new clause in force for the desk at once, ends one, and never gives a code out twice', async () => {
    const inForce = async (): Promise<string[]> => (await on.app.get(ClausesService).inForce(court.courtId)).map(({ code }) => code);
    const model = await content('clauses', 'M-C-06');
    await adopted('clauses', [{ act: 'add', code: 'M-C-32', content: { ...model, label: '判决书未附法律条文', labelEn: 'Text of the law not attached' } }, { act: 'end', code: 'M-C-14' }]);
    expect(await inForce()).toEqual(expect.arrayContaining(['M-C-32']));
    expect(await inForce()).not.toContain('M-C-14');
    for (const code of ['M-C-14', 'M-C-32']) {
      const { id, version } = (await draft('clauses', [{ act: 'add', code, content: model }]).expect(201)).body;
      const refused = (await office.post(`/api/catalogue-proposals/${id}/propose`).send({ version }).expect(422)).body;
      expect(refused.faults).toEqual([expect.objectContaining({ path: 'changes[0].code', message: expect.stringContaining('不重复使用') })]);
    }
  });

  it('names every fault of a proposal at once', async () => {
    const clause = await content('clauses', 'M-C-07');
    const changes = [
      { act: 'change', code: 'M-C-07', content: { ...clause, pointsMin: '3', pointsMax: '2', maxPerCase: '1', responsibilityCode: 'R99', appliesTo: 'document,weather' } },
      { act: 'change', code: 'M-C-99', content: clause },
      { act: 'end', code: 'M-C-07' },
      { act: 'add', code: 'm c 1', content: { ...clause, label: '', pointsMax: 'viel' } },
    ];
    const { id, version, faults } = (await draft('clauses', changes, { effectiveFrom: addDays(today, -1) }).expect(201)).body;
    const expected = ['changes[0].appliesTo', 'changes[0].maxPerCase', 'changes[0].pointsMax', 'changes[0].responsibilityCode', 'changes[1].code', 'changes[2].code', 'changes[3].code', 'changes[3].label', 'changes[3].pointsMax', 'effectiveFrom'];
    expect(paths(faults)).toEqual(expected);
    const refused = (await office.post(`/api/catalogue-proposals/${id}/propose`).send({ version }).expect(422)).body;
    expect(refused).toMatchObject({ code: 'catalogue.proposalFaulty' });
    expect(paths(refused.faults)).toEqual(expected);
    expect((await second.put(`/api/catalogue-proposals/${id}`).send({ title: '修订', source: '文号', effectiveFrom: today, changes: [], version }).expect(404)).body.code).toBe('record.notFound');

    const shares = await content('matrix', 'R02');
    const matrix = (await draft('matrix', [{ act: 'change', code: 'R02', content: { ...shares, panelMember: '15' } }, { act: 'end', code: 'R08' }]).expect(201)).body;
    expect(matrix.faults.map(({ zh }: { zh: string }) => zh)).toEqual([expect.stringContaining('合计 90.00%，还差 10.00%'), expect.stringContaining('个条目用这一情形')]);
  });

  it('takes an exported sheet in again without a change, and proposes only what was edited', async () => {
    for (const book of ['clauses', 'forms', 'matrix', 'exemptionGrounds'])
      for (const format of ['csv', 'xlsx']) {
        const file = await office.get(`/api/catalogues/${book}/rows/export?format=${format}`).buffer(true).parse((response, done) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => done(null, Buffer.concat(parts)));
        }).expect(200);
        const { body } = await office.post(`/api/catalogues/${book}/import`).attach('file', file.body as Buffer, `book.${format}`).expect(200);
        expect(body).toMatchObject({ changes: [], faults: [], ignored: [] });
        expect(body.unchanged).toBe(body.rows);
      }
    const sheet = readCsv(Buffer.from((await office.get('/api/catalogues/clauses/rows/export?format=csv').expect(200)).text));
    const at = (title: string) => sheet.header.indexOf(title);
    const cells = sheet.rows.map((row) => [...row.cells]);
    cells.find((row) => row[0] === 'M-C-02')![at('最高扣分')] = '1.5';
    const faulty = cells.findIndex((row) => row[0] === 'M-C-03');
    cells[faulty]![at('责任情形')] = 'R77';
    cells[faulty]![at('等级')] = '中等';
    const bytes = writeCsv({ head: sheet.header, rows: cells });
    const { body } = await office.post('/api/catalogues/clauses/import').attach('file', bytes, 'clauses.csv').expect(200);
    expect(body.changes.map(({ code, differences }: { code: string; differences: object[] }) => [code, differences.length])).toEqual([['M-C-02', 1], ['M-C-03', 2]]);
    expect(body.faults.map(({ row, column }: { row: number; column: string }) => [row, column]).sort()).toEqual([[faulty + 2, '等级'], [faulty + 2, '责任情形']]);
    const marked = await office.post('/api/catalogues/clauses/import/marked').attach('file', bytes, 'clauses.csv').buffer(true).parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    }).expect(200);
    expect((await readWorkbook(marked.body as Buffer)).rows).toHaveLength(sheet.rows.length);
    const shorter = writeCsv({ head: sheet.header, rows: sheet.rows.slice(1).map((row) => row.cells) });
    expect((await office.post('/api/catalogues/clauses/import').attach('file', shorter, 'clauses.csv').expect(200)).body.changes).toEqual([]);
    const ending = (await office.post('/api/catalogues/clauses/import?endMissing=true').attach('file', shorter, 'clauses.csv').expect(200)).body;
    expect(ending.changes).toEqual([expect.objectContaining({ act: 'end', code: sheet.rows[0]!.cells[0] })]);
    await judge.post('/api/catalogues/clauses/import').attach('file', bytes, 'clauses.csv').expect(403);
  });

  it('lets one of two approvals of one code through', async () => {
    const ground = await content('exemptionGrounds', 'EX-06');
    const ids = await Promise.all(
      ['甲', '乙'].map(async (letter) => {
        const { id, version } = (await draft('exemptionGrounds', [{ act: 'change', code: 'EX-06', content: { ...ground, label: `其他情形${letter}` } }]).expect(201)).body;
        return { id, version: (await office.post(`/api/catalogue-proposals/${id}/propose`).send({ version }).expect(200)).body.version };
      }),
    );
    const answers = await Promise.all(ids.map(({ id, version }) => second.post(`/api/catalogue-proposals/${id}/approve`).send({ version })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect((await office.get('/api/catalogues/exemptionGrounds/rows/EX-06').expect(200)).body.versions).toHaveLength(2);
  });

  it('changes a court’s numbers the same way', async () => {
    const insert = (name: string, value: string, unit: string) =>
      on.app.get(Database).repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name, value, unit, effectiveFrom: '2026-01-01', source: '示例', example: true, createdAt: '2026-01-01T00:00:00.000Z' });
    await court.change(() => insert('judgment.publicationDays', '7', 'workingDays'));
    const now = await content('parameters', 'judgment.publicationDays');
    expect(now).toMatchObject({ label: '裁判文书公示期限（自生效起）', value: '7', unit: 'workingDays' });
    const wrong = (await draft('parameters', [{ act: 'change', code: 'judgment.publicationDays', content: { ...now, value: '0', unit: 'days' } }, { act: 'add', code: 'made.up', content: now }, { act: 'end', code: 'judgment.publicationDays' }]).expect(201)).body;
    expect(paths(wrong.faults)).toEqual(['changes[0].unit', 'changes[0].value', 'changes[1].code', 'changes[2].code', 'changes[2].code']);
    await adopted('parameters', [{ act: 'change', code: 'judgment.publicationDays', content: { ...now, value: '10' } }]);
    expect((await on.app.get(CourtParameters, { strict: false }).inForce(court.courtId, 'judgment.publicationDays', today))!.value).toBe('10');
  });

  it('changes a review form by its lines, and refuses one that does not add up', async () => {
    const form = await content('forms', 'F-DOC-V');
    const wrong = (await draft('forms', [{ act: 'change', code: 'F-DOC-V', content: { ...form, parts: form.parts!.replace('| 6.00 |', '| 7.00 |') } }]).expect(201)).body;
    expect(wrong.faults).toEqual([expect.objectContaining({ path: 'changes[0].parts', zh: expect.stringContaining('各项合计') })]);
    await adopted('forms', [{ act: 'change', code: 'F-DOC-V', content: { ...form, parts: form.parts!.replace('| 文书格式 |', '| 文书格式与校对 |') } }]);
    const { versions } = (await office.get('/api/catalogues/forms/rows/F-DOC-V').expect(200)).body;
    expect(versions.map(({ version, changed }: { version: number; changed: { column: string }[] }) => [version, changed.map(({ column }) => column)])).toEqual([[2, ['parts']], [1, []]]);
  });

  it('keeps the list of proposals, and a refusal says why', async () => {
    const ground = await content('exemptionGrounds', 'EX-01');
    const { id, version } = (await draft('exemptionGrounds', [{ act: 'change', code: 'EX-01', content: { ...ground, wordsNeeded: '是' } }]).expect(201)).body;
    const proposed = (await office.post(`/api/catalogue-proposals/${id}/propose`).send({ version }).expect(200)).body;
    expect((await second.get('/api/catalogue-proposals?status=proposed').expect(200)).body.items.map((row: { id: string }) => row.id)).toContain(id);
    expect((await second.post(`/api/catalogue-proposals/${id}/refuse`).send({ version: proposed.version }).expect(422)).body.code).toBe('catalogue.refusalReason');
    await second.post(`/api/catalogue-proposals/${id}/refuse`).send({ version: proposed.version, reason: '国家秘密不必说明' }).expect(200);
    expect((await office.get(`/api/catalogue-proposals/${id}`).expect(200)).body).toMatchObject({ status: 'refused', decisionReason: '国家秘密不必说明', may: { edit: false, decide: false } });
  });
});
