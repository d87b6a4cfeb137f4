import { createHash } from 'node:crypto';
import type { CaseView } from '../../src/cases/dto/case.dto.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

describe('case papers', () => {
  let app: AppUnderTest;
  let office: Agent;
  let stranger: Agent;
  let caseId: string;

  beforeAll(async () => {
    app = await startApp();
    const court = await SmallCourt.found(app);
    const judge = await court.person('王敏', court.first);
    const other = await court.person('赵强', court.second, 'judge', 'criminal');
    office = await court.signedIn('office', [{ role: 'trialManagement', scope: 'court' }]);
    stranger = await court.signedIn('other', [{ role: 'judge', scope: 'self' }], other);
    const given = { caseNumber: '（2026）苏0102民初9号', cause: '民间借贷纠纷', weight: '1', intakeOn: '2026-03-02', divisionId: court.first, responsibleJudgeId: judge };
    caseId = ((await office.post('/api/cases').send(given).expect(201)).body as { id: string }).id;
  });
  afterAll(() => app.close());

  const add = (agent: Agent, content: Buffer, title = '民事判决书', kind = 'judgment') =>
    agent.post(`/api/cases/${caseId}/documents`).field('kind', kind).field('title', title).attach('file', content, 'paper.bin');

  test('a text is kept with its digest, read back, and superseded by the next version', async () => {
    const first = Buffer.from('本院认为，借款关系成立。');
    const one = (await add(office, first).expect(201)).body;
    expect(one).toMatchObject({ version: 1, digest: createHash('sha256').update(first).digest('hex') });
    expect((await add(office, first).expect(201)).body).toEqual(one);
    const two = (await add(office, Buffer.from('本院认为，借款关系依法成立。')).expect(201)).body;
    expect(two.version).toBe(2);
    const { documents } = (await office.get(`/api/cases/${caseId}`).expect(200)).body as CaseView;
    expect(documents.map(({ version, supersededBy }) => [version, supersededBy])).toEqual([[1, two.id], [2, null]]);
    const read = await office.get(`/api/cases/${caseId}/documents/${one.id}`).expect(200);
    expect(read.body.text).toBe('本院认为，借款关系成立。');
  });

  test('a PDF comes back byte for byte, without words to quote', async () => {
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from([0, 1, 2, 255])]);
    const { id } = (await add(office, pdf, '庭审笔录', 'transcript').expect(201)).body;
    const original = await office.get(`/api/cases/${caseId}/documents/${id}/original`).responseType('blob').expect(200);
    expect(Buffer.compare(original.body as Buffer, pdf)).toBe(0);
    expect(original.headers['content-type']).toContain('application/pdf');
    expect((await office.get(`/api/cases/${caseId}/documents/${id}`).expect(200)).body.text).toBeNull();
  });

  test('another kind of file is refused, and a stranger neither adds nor reads', async () => {
    const refused = await add(office, Buffer.from([0, 1, 2, 3])).expect(422);
    expect(refused.body.code).toBe('case.paperFaulty');
    expect((await add(stranger, Buffer.from('x'))).status).toBe(403);
    const { documents } = (await office.get(`/api/cases/${caseId}`).expect(200)).body as CaseView;
    await stranger.get(`/api/cases/${caseId}/documents/${documents[0]!.id}/original`).expect(404);
  });
});
