import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { In } from 'typeorm';
import { Decimal } from '../../src/kernel/exact.js';
import { parsePeriod } from '../../src/kernel/evaluation-period.js';
import { ConductFacts } from '../../src/conduct/conduct-facts.js';
import { Complaint } from '../../src/conduct/conduct.entities.js';
import type { ComplaintImport, ComplaintReceipt, ComplaintSummary, ComplaintView } from '../../src/conduct/dto/complaint.dto.js';
import type { EntryRow, EntryView } from '../../src/conduct/dto/entry.dto.js';
import type { HonourRow, HonourView } from '../../src/conduct/dto/honour.dto.js';
import type { ExtraYear, MeritView } from '../../src/conduct/dto/merit.dto.js';
import { CourtParameter } from '../../src/court/court.entities.js';
import type { RecordsBehindPage, ScoreSheetView } from '../../src/evaluation/dto/score.dto.js';
import { AuditEntry } from '../../src/platform/audit/audit-entry.entity.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { adoptText } from './own-facts-scheme.js';
import { SmallCourt, type Agent } from './small-court.js';

const SCHEME = `id: with-conduct
version: 1
title: { zh: 含日常考核的方案, en: Scheme with conduct }
effectiveFrom: 2025-01-01
source: 示例〔2026〕9号
example: true
appliesTo: { post: judge, nature: civil }
fullMark: 100.00
rounding: { places: 2, mode: half-up }
nodes:
  - key: style
    title: { zh: 作风, en: Style }
    source: 第2条
    fullMark: 60.00
    limits: { zh: 只计查实的, en: only what was upheld }
    rule: { kind: deduct-to-floor, events: styleComplaints }
  - key: ideology
    title: { zh: 政治思想, en: Ideology }
    source: 第3条
    fullMark: 40.00
    limits: { zh: 没有违反不等于有建树, en: no breach is not yet a merit }
    rule: { kind: deduct-to-floor, events: ideologyEntries }
extra:
  - key: merits
    title: { zh: 加分, en: Merits }
    source: 第4条
    limits: { zh: 看不出没有申报的, en: not what nobody claimed }
    rule: { kind: add-only, events: merits }
`;
const REASON = '调阅卷宗和来访登记后认定。';
const SECRET = '接受申请人宴请的线索';

describe('complaints, entries, merits and honours', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  const people: Record<string, string> = {};
  const agents: Record<string, Agent> = {};
  let ownCase: string;
  let othersCase: string;
  let openEntry: EntryView;

  beforeAll(async () => {
    app = await startApp();
    database = app.app.get(Database);
    at('2026-09-01');
    court = await SmallCourt.found(app);
    for (const name of ['李明', '王芳']) people[name] = await court.person(name, court.first);
    people['赵强'] = await court.person('赵强', court.first, 'divisionChief');
    people['雷鸣'] = await court.person('雷鸣', court.second, 'divisionChief', 'criminal');
    for (const name of ['崔正', '孙政', '纪清', '梁正', '严明']) people[name] = await court.person(name, court.office, 'officeStaff', null);
    agents['李明'] = await court.signedIn('liming', [{ role: 'judge', scope: 'self' }], people['李明']);
    agents['王芳'] = await court.signedIn('wangfang', [{ role: 'judge', scope: 'court' }], people['王芳']);
    agents['赵强'] = await court.signedIn('zhaoqiang', [{ role: 'divisionChief', scope: 'division', divisionId: court.first }], people['赵强']);
    agents['雷鸣'] = await court.signedIn('leiming', [{ role: 'divisionChief', scope: 'division', divisionId: court.second }], people['雷鸣']);
    for (const [name, user] of [['崔正', 'cuizheng'], ['孙政', 'sunzheng']] as const) agents[name] = await court.signedIn(user, [{ role: 'politicalSupervision', scope: 'court' }], people[name]);
    agents['纪清'] = await court.signedIn('jiqing', [{ role: 'politicalSupervision', scope: 'court' }, { role: 'disciplineInspector', scope: 'court' }], people['纪清']);
    agents['梁正'] = await court.signedIn('liangzheng', [{ role: 'courtLeader', scope: 'court' }], people['梁正']);
    agents['严明'] = await court.signedIn('yanming', [{ role: 'trialManagement', scope: 'court' }], people['严明']);
    agents['系统'] = await court.signedIn('system', [{ role: 'systemAdministrator', scope: 'court' }]);
    agents['审计'] = await court.signedIn('audit', [{ role: 'auditAdministrator', scope: 'court' }]);
    await database.repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name: 'conduct.objectionDays', value: '5', unit: 'workingDays', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
    ownCase = (await court.closedCase({ judge: people['李明']! })).caseId;
    othersCase = (await court.closedCase({ judge: people['王芳']! })).caseId;
    await adoptText(database, court.courtId, SCHEME);
  });
  afterAll(() => app.close());

  function at(day: string): void {
    // The day only: nobody's session ends while months pass.
    jest.spyOn(app.app.get(Clock), 'today').mockReturnValue(day);
  }

  const as = (name: string): Agent => agents[name]!;
  const refusal = async (request: Promise<{ body: unknown }>): Promise<{ code: string; faults: { path: string; message: string }[]; message: string }> => (await request).body as never;
  const paths = async (request: Promise<{ body: unknown }>): Promise<string[]> => (await refusal(request)).faults.map(({ path }) => path).sort();
  const evidence = async (name: string): Promise<{ digest: string; name: string }[]> => {
    const { digest } = (await as(name).post('/api/conduct/evidence').attach('file', Buffer.from('材料 第3页'), '材料.txt').expect(200)).body as { digest: string };
    return [{ digest, name: '材料.txt' }];
  };
  const complaint = (more: object = {}) => ({ code: 'W-01', personId: people['李明'], caseId: ownCase, receivedOn: '2026-09-01', channel: 'visit', complainant: '当事人周某', people: 1, summary: '反映接待态度生硬', words: '九月一日接待时语气生硬。', evidence: [], ...more });
  const receive = async (more: object = {}): Promise<string> => ((await as('崔正').post('/api/conduct/complaints').send(complaint(more)).expect(201)).body as ComplaintReceipt).id!;
  const step = async (who: string, id: string, what: string, more: object = {}, status = 200): Promise<ComplaintView> => {
    const stored = await database.repository(Complaint).findOneByOrFail({ id });
    return (await as(who).post(`/api/conduct/complaints/${id}/${what}`).send({ version: stored.version, words: REASON, ...more }).expect(status)).body as ComplaintView;
  };
  /** From the assignment to the finding. */
  const found = async (id: string, result: string): Promise<ComplaintView> => {
    await step('崔正', id, 'assign', { words: undefined, investigatorId: people['严明'] });
    await step('李明', id, 'statement');
    return step('严明', id, 'finding', { result });
  };
  const act = async <V>(who: string, kind: string, id: string, what: string, more: object = {}, status = 200): Promise<V> => {
    const { version } = (await as('纪清').get(`/api/conduct/${kind}/${id}`).expect(200)).body as { version: number };
    return (await as(who).post(`/api/conduct/${kind}/${id}/${what}`).send({ version, words: REASON, ...more }).expect(status)).body as V;
  };
  const sheet = async (): Promise<ScoreSheetView> => (await as('李明').get('/api/scores/me?period=2026').expect(200)).body as ScoreSheetView;
  const leaf = async (path: string) => (await sheet()).components.flatMap(({ leaves }) => leaves).find((one) => one.path === path)!;

  it('refuses a complaint that cannot be right, with all that is wrong', async () => {
    await as('李明').post('/api/conduct/complaints').send(complaint()).expect(403);
    expect(await paths(as('崔正').post('/api/conduct/complaints').send(complaint({ code: 'W-05', receivedOn: '2026-09-02', personId: newId(), caseId: newId() })).expect(422))).toEqual(['caseId', 'level', 'personId', 'receivedOn']);
    const group = await refusal(as('崔正').post('/api/conduct/complaints').send(complaint({ code: 'W-06', people: 4 })).expect(422));
    expect(group.faults[0]).toMatchObject({ path: 'people', message: expect.stringContaining('5 人以上') });
    expect(await paths(as('崔正').post('/api/conduct/complaints').send(complaint({ code: 'W-99' })).expect(422))).toEqual(['code']);
    await as('崔正').post('/api/conduct/complaints').send(complaint({ people: 0, channel: 'rumour' })).expect(400);
  });

  it('takes a complaint from receipt to the answer; nothing counts before the finding, and the person never learns who complained', async () => {
    const id = await receive();
    expect((await refusal(as('严明').post(`/api/conduct/complaints/${id}/finding`).send({ version: 1, words: REASON, result: 'upheld' }).expect(403))).code).toBe('conduct.notYours');
    const choices = (await as('崔正').get(`/api/conduct/complaints/${id}/investigators`).expect(200)).body as { id: string }[];
    expect(choices.map((one) => one.id).sort()).toEqual(['雷鸣', '崔正', '孙政', '纪清', '严明'].map((name) => people[name]!).sort());
    for (const name of ['李明', '赵强', '王芳']) expect(await paths(as('崔正').post(`/api/conduct/complaints/${id}/assign`).send({ version: 1, investigatorId: people[name] }).expect(422))).toEqual(['investigatorId']);
    await step('崔正', id, 'assign', { words: undefined, investigatorId: people['雷鸣'] });
    expect((await as('雷鸣').get('/api/home').expect(200)).text).toContain('核查投诉信访');
    expect((await as('李明').get('/api/home').expect(200)).text).toContain('就投诉作陈述');
    // The chief of another division reads what was given to him, and nothing else of that division.
    expect(((await as('雷鸣').get('/api/conduct/complaints').expect(200)).body as { items: { id: string }[] }).items.map((one) => one.id)).toEqual([id]);
    expect((await refusal(as('雷鸣').post(`/api/conduct/complaints/${id}/finding`).send({ version: 2, words: REASON, result: 'upheld' }).expect(409))).code).toBe('conduct.notNow');
    await as('王芳').post(`/api/conduct/complaints/${id}/statement`).send({ version: 2, words: REASON }).expect(404);
    const own = await step('李明', id, 'statement', { words: '当日接待量大，语气急，已当面致歉。' });
    expect(own).toMatchObject({ complainant: null, evidence: [], state: 'heard', points: null });
    expect((await leaf('style')).points).toBe('60.00');
    expect(await paths(as('雷鸣').post(`/api/conduct/complaints/${id}/finding`).send({ version: 3, words: '属实', result: 'upheld' }).expect(422))).toEqual(['words']);
    const verified = await step('雷鸣', id, 'finding', { result: 'partlyUpheld' });
    expect(verified).toMatchObject({ result: 'partlyUpheld', points: '-1.00', complainant: '当事人周某', lines: [{ points: '-1.00', what: { zh: 'W-01 部分属实' } }] });
    expect(await step('崔正', id, 'answer')).toMatchObject({ state: 'answered', answeredOn: '2026-09-01' });
    expect((await leaf('style')).points).toBe('59.00');
    await as('王芳').get(`/api/conduct/complaints/${id}`).expect(404);

    // Again after the reply: half as much again. Before the reply it would be no repetition.
    at('2026-09-02');
    const again = await receive({ receivedOn: '2026-09-02', repeatOfId: id });
    expect(await found(again, 'upheld')).toMatchObject({ points: '-3.00', repeated: true, lines: [{ points: '-2.00' }, { points: '-1.00' }] });
    const early = await receive({ receivedOn: '2026-09-02' });
    expect(await paths(as('崔正').post('/api/conduct/complaints').send(complaint({ receivedOn: '2026-09-02', repeatOfId: early })).expect(422))).toEqual(['repeatOfId']);
    // Unfounded: a note of clearance and no points.
    expect(await found(early, 'unfounded')).toMatchObject({ points: '0.00', lines: [{ what: { zh: '不实，不扣分，予以澄清' } }] });
    expect((await leaf('style')).points).toBe('56.00');
  });

  it('halves a petition settled within sixty days, counts a case once, and keeps what a correction takes back', async () => {
    const petition = await receive({ code: 'W-05', level: 'province', receivedOn: '2026-09-02' });
    const second = await receive({ code: 'W-05', level: 'court', receivedOn: '2026-09-02' });
    expect(await found(petition, 'upheld')).toMatchObject({ kind: 'petition', points: '-3.00' });
    await found(second, 'upheld');
    at('2026-11-01');
    expect(await paths(as('崔正').post(`/api/conduct/complaints/${petition}/settlement`).send({ version: 4, words: REASON, settledOn: '2026-11-02' }).expect(422))).toEqual(['settledOn']);
    expect(await step('崔正', petition, 'settlement', { settledOn: '2026-11-01' })).toMatchObject({ points: '-1.50', settledOn: '2026-11-01', state: 'verified' });
    const facts = await app.app.get(ConductFacts, { strict: false }).factsFor(court.courtId, parsePeriod('2026')!, [people['李明']!]);
    expect(facts.get(people['李明']!)!.numbers).toEqual({ complaintsUpheld: 2, petitionsUpheld: 2, petitionCases: 1 });
    expect((await leaf('style')).points).toBe('53.50');
    // Each line opens back to its record.
    const behind = (await as('李明').get('/api/scores/me/records?period=2026&leaf=style').expect(200)).body as RecordsBehindPage;
    expect(behind).toMatchObject({ available: true, total: 4 });
    expect(behind.items.map(({ source }) => source.kind)).toEqual(['complaint', 'complaint', 'complaint', 'complaint']);

    const wrong = await step('孙政', second, 'reopen', { words: '被反映的不是本案，撤销认定重新核查。' });
    expect(wrong).toMatchObject({ state: 'received', result: 'pending', points: null, verifiedOn: null, investigator: null });
    expect(wrong.steps.find((one) => one.act === 'reopened')).toMatchObject({ told: { result: '属实', points: '-1.00', verifiedOn: '2026-09-02' } });
    expect((await leaf('style')).points).toBe('54.50');
    expect((await step('崔正', second, 'withdraw')).state).toBe('withdrawn');
    const mine = await receive({ receivedOn: '2026-11-01', personId: people['崔正'], caseId: undefined });
    expect((await refusal(as('崔正').post(`/api/conduct/complaints/${mine}/withdraw`).send({ version: 1, words: REASON }).expect(403))).code).toBe('conduct.own');
    const stale = await refusal(as('孙政').post(`/api/conduct/complaints/${mine}/withdraw`).send({ version: 9, words: REASON }).expect(409));
    expect(stale.code).toBe('record.changed');
  });

  it('keeps a lead on integrity with discipline: no list, count, export, score, home page or trail tells of it', async () => {
    const total = async (who: string): Promise<number> => ((await as(who).get('/api/conduct/complaints/summary').expect(200)).body as ComplaintSummary).total;
    const before = { 崔正: await total('崔正'), 梁正: await total('梁正'), 李明: await total('李明'), 严明: await total('严明') };
    const receipt = (await as('崔正').post('/api/conduct/complaints').send(complaint({ code: 'W-04', receivedOn: '2026-11-01', summary: SECRET, words: SECRET })).expect(201)).body as ComplaintReceipt;
    expect(receipt).toEqual({ id: null, number: '纪检〔2026〕第1号', confined: true });
    const later = await receive({ receivedOn: '2026-11-01', summary: '反映作风' });
    await step('崔正', later, 'assign', { words: undefined, investigatorId: people['严明'] });
    expect(await step('崔正', later, 'discipline', { words: SECRET })).toEqual({ confined: true });
    const leads = await database.repository(Complaint).findBy({ courtId: court.courtId, confined: true });
    expect(leads).toHaveLength(2);
    for (const who of ['崔正', '梁正', '李明', '严明'] as const) {
      expect(await total(who)).toBe(before[who]);
      const list = (await as(who).get('/api/conduct/complaints?pageSize=100').expect(200)).text;
      const csv = (await as(who).get('/api/conduct/complaints/export?format=csv').expect(200)).text;
      const home = (await as(who).get('/api/home').expect(200)).text;
      for (const text of [list, csv, home]) for (const words of [SECRET, 'W-04', ...leads.map(({ id }) => id)]) expect(text).not.toContain(words);
      for (const { id } of leads) await as(who).get(`/api/conduct/complaints/${id}`).expect(404);
      expect(((await as(who).get('/api/conduct/complaints?state=confined').expect(200)).body as { total: number }).total).toBe(0);
    }
    for (const { id } of leads) await as('严明').post(`/api/conduct/complaints/${id}/finding`).send({ version: 3, words: REASON, result: 'upheld' }).expect(404);
    const trail = await database.repository(AuditEntry).findBy({ courtId: court.courtId, subjectId: In(leads.map(({ id }) => id)) });
    expect(trail.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(trail.map(({ before: was, after, reason }) => [was, after, reason]))).not.toMatch(/线索|李明|W-04|liming/);
    expect((await as('审计').get('/api/admin/audit?pageSize=100').expect(200)).text).not.toContain(SECRET);
    expect((await leaf('style')).points).toBe('54.50');

    // Who handles discipline sees both, concludes the one, and sends the other back as a matter of style.
    const seen = (await as('纪清').get('/api/conduct/complaints?state=confined').expect(200)).body as { items: { id: string; confined: boolean }[] };
    expect(seen.items.map(({ id }) => id).sort()).toEqual(leads.map(({ id }) => id).sort());
    const first = leads.find(({ id }) => id !== later)!;
    expect((await step('纪清', first.id, 'conclusion')).state).toBe('concluded');
    expect(await paths(as('纪清').post(`/api/conduct/complaints/${later}/release`).send({ version: 3, words: REASON, code: 'W-05' }).expect(422))).toEqual(['code']);
    expect(await step('纪清', later, 'release', { code: 'W-01' })).toMatchObject({ confined: false, state: 'received', code: 'W-01' });
    expect(await total('崔正')).toBe(before.崔正 + 1);
  });

  it('enters conduct with evidence; the person acknowledges or objects, a second person decides, a correction supersedes', async () => {
    const entry = (more: object = {}) => ({ code: 'I-04', personId: people['李明'], happenedOn: '2026-10-30', facts: '值班缺岗一次', evidence: [], ...more });
    await as('严明').post('/api/conduct/entries').send(entry()).expect(403);
    expect(await paths(as('崔正').post('/api/conduct/entries').send(entry({ happenedOn: '2026-11-09', personId: people['崔正'] })).expect(422))).toEqual(['evidence', 'happenedOn', 'personId']);
    const papers = await evidence('崔正');
    expect(await paths(as('崔正').post('/api/conduct/entries').send(entry({ code: 'I-11', months: 2, evidence: papers })).expect(422))).toEqual(['months']);
    expect(await paths(as('崔正').post('/api/conduct/entries').send(entry({ code: 'I-03', evidence: papers })).expect(422))).toEqual(['level']);
    expect(await paths(as('崔正').post('/api/conduct/entries').send(entry({ code: 'I-10', points: '3.01', evidence: papers })).expect(422))).toEqual(['points']);

    openEntry = (await as('崔正').post('/api/conduct/entries').send(entry({ evidence: papers })).expect(201)).body as EntryView;
    expect(openEntry).toMatchObject({ points: '-0.30', state: 'recorded', answerUntil: '2026-11-06', countsOn: '2026-11-07', number: '登记〔2026〕第1号' });
    expect((await leaf('ideology')).points).toBe('40.00');
    await as('王芳').get(`/api/conduct/entries/${openEntry.id}`).expect(404);
    expect((await refusal(as('梁正').post(`/api/conduct/entries/${openEntry.id}/acknowledgement`).send({ version: 1, words: '' }).expect(403))).code).toBe('conduct.notYours');
    expect(await act<EntryView>('李明', 'entries', openEntry.id, 'acknowledgement', { words: '' })).toMatchObject({ state: 'acknowledged', countsOn: '2026-11-01' });
    expect((await leaf('ideology')).points).toBe('39.70');

    const disputed = (await as('崔正').post('/api/conduct/entries').send(entry({ code: 'I-01', facts: '缺席学习', evidence: papers })).expect(201)).body as EntryView;
    expect(await paths(as('李明').post(`/api/conduct/entries/${disputed.id}/objection`).send({ version: 1, words: '不服' }).expect(422))).toEqual(['words']);
    expect(await act<EntryView>('李明', 'entries', disputed.id, 'objection', { words: '当日外出送达，有回证。' })).toMatchObject({ state: 'objected', countsOn: null });
    expect((await refusal(as('崔正').post(`/api/conduct/entries/${disputed.id}/decision`).send({ version: 2, kept: true, words: REASON }).expect(403))).code).toBe('conduct.secondPerson');
    expect(await act<EntryView>('梁正', 'entries', disputed.id, 'decision', { kept: false })).toMatchObject({ state: 'revoked', countsOn: null });
    expect((await leaf('ideology')).points).toBe('39.70');

    // An objection may also end in a correction, never by the hand that made the entry.
    const doubted = (await as('崔正').post('/api/conduct/entries').send(entry({ code: 'I-01', facts: '缺席学习两次', evidence: papers })).expect(201)).body as EntryView;
    await act('李明', 'entries', doubted.id, 'objection', { words: '只缺席了一次，另一次有请假条。' });
    const once = entry({ code: 'I-01', facts: '缺席学习一次', evidence: papers });
    expect((await refusal(as('崔正').post(`/api/conduct/entries/${doubted.id}/correction`).send({ ...once, version: 2, words: REASON }).expect(403))).code).toBe('conduct.secondPerson');
    expect(((await as('崔正').get(`/api/conduct/entries/${doubted.id}`).expect(200)).body as EntryView).may).toEqual([]);
    const milder = await act<EntryView>('孙政', 'entries', doubted.id, 'correction', once);
    expect(milder).toMatchObject({ state: 'recorded', supersedes: { id: doubted.id } });
    expect(await act<EntryView>('李明', 'entries', milder.id, 'objection', { words: '这一次也有请假条，附后。' })).toMatchObject({ state: 'objected' });

    // Corrected: the wrong entry stands, superseded; the new one counts once the days for an objection are over, not a day before.
    const next = await act<EntryView>('崔正', 'entries', openEntry.id, 'correction', { ...entry({ code: 'I-03', level: 'court', facts: '被本院通报', evidence: papers }) });
    expect(next).toMatchObject({ points: '-1.00', supersedes: { id: openEntry.id } });
    expect((await as('李明').get(`/api/conduct/entries/${openEntry.id}`).expect(200)).body).toMatchObject({ state: 'superseded', supersededBy: { id: next.id } });
    at('2026-11-06');
    expect((await leaf('ideology')).points).toBe('40.00');
    at('2026-11-07');
    expect((await leaf('ideology')).points).toBe('39.00');
    expect(await paths(as('李明').post(`/api/conduct/entries/${next.id}/objection`).send({ version: 1, words: '现在才看到这条登记。' }).expect(422))).toEqual(['version']);
  });

  it('keeps a matter for discipline between the person and those who handle it, and says no more of it on a sheet', async () => {
    const matter = { code: 'I-08', level: 'admonition', personId: people['李明'], happenedOn: '2026-11-02', facts: '因请托被谈话提醒', evidence: await evidence('纪清') };
    expect((await refusal(as('崔正').post('/api/conduct/entries').send(matter).expect(403))).code).toBe('conduct.disciplineOnly');
    const { id } = (await as('纪清').post('/api/conduct/entries').send(matter).expect(201)).body as EntryView;
    for (const who of ['崔正', '梁正', '严明', '赵强', '王芳']) {
      await as(who).get(`/api/conduct/entries/${id}`).expect(404);
      for (const address of ['/api/conduct/entries?pageSize=100', '/api/conduct/entries/export?format=csv', '/api/home']) expect((await as(who).get(address).expect(200)).text).not.toMatch(/请托|I-08/);
      await as(who).post(`/api/conduct/entries/${id}/decision`).send({ version: 1, kept: true, words: REASON }).expect(who === '崔正' || who === '梁正' ? 404 : 403);
    }
    await act('李明', 'entries', id, 'acknowledgement', { words: '' });
    const line = (await leaf('ideology')).lines.find(({ eventId }) => eventId === id)!;
    expect(line).toMatchObject({ points: '-3.00', clause: '纪律' });
    const asChief = (await as('梁正').get(`/api/scores/people/${people['李明']}?period=2026`)).text;
    expect(asChief).not.toMatch(/请托|I-08/);
    const trail = await database.repository(AuditEntry).findBy({ subjectId: id });
    expect(JSON.stringify(trail.map(({ after, reason }) => [after, reason]))).not.toMatch(/请托|李明|I-08/);
    expect(((await as('李明').get('/api/conduct/entries?box=mine').expect(200)).body as { items: EntryRow[] }).items.map((row) => row.id)).toContain(id);
  });

  it('counts a merit once approved: own closed case, evidence, the committee’s resolution, highest only, ten a year', async () => {
    const papers = await evidence('李明');
    const claim = (more: object = {}) => ({ code: 'G-06', level: 'court', caseId: ownCase, document: '本院优秀文书证书', grounds: '获评本院优秀裁判文书。', evidence: papers, ...more });
    await as('崔正').post('/api/conduct/merits').send(claim()).expect(403);
    const twice = await refusal(as('李明').post('/api/conduct/merits').send(claim({ code: 'G-02', level: undefined })).expect(422));
    expect(twice.faults[0]).toMatchObject({ path: 'code', message: expect.stringContaining('RP-04') });
    expect(await paths(as('李明').post('/api/conduct/merits').send(claim({ caseId: othersCase, level: 'county', evidence: [] })).expect(422))).toEqual(['caseId', 'evidence', 'level']);
    expect(await paths(as('李明').post('/api/conduct/merits').send(claim({ code: 'G-07', level: undefined, settledOn: '2026-06-01' })).expect(422))).toEqual(['settledOn']);
    expect(await paths(as('李明').post('/api/conduct/merits').send(claim({ caseId: undefined })).expect(422))).toEqual(['matter']);

    const first = (await as('李明').post('/api/conduct/merits').send(claim()).expect(201)).body as MeritView;
    expect(first).toMatchObject({ number: '加分〔2026〕第1号', state: 'claimed', points: null, may: ['withdrawn'] });
    expect(await paths(as('李明').post('/api/conduct/merits').send(claim()).expect(422))).toEqual(['code']);
    await as('王芳').get(`/api/conduct/merits/${first.id}`).expect(404);
    await as('李明').post(`/api/conduct/merits/${first.id}/decision`).send({ version: 1, approved: true, words: '' }).expect(403);
    expect(await act<MeritView>('崔正', 'merits', first.id, 'decision', { approved: true })).toMatchObject({ state: 'approved', points: '1.00', entered: '1.00', approver: '崔正' });
    expect((await leaf('extra/merits')).points).toBe('1.00');

    // The same case, higher: only what exceeds it enters.
    const model = (await as('李明').post('/api/conduct/merits').send(claim({ code: 'G-01', level: 'province' })).expect(201)).body as MeritView;
    expect(await act<MeritView>('崔正', 'merits', model.id, 'decision', { approved: true })).toMatchObject({ points: '5.00', entered: '4.00', lines: [{ points: '5.00' }, { points: '-1.00' }] });
    const guided = (await as('李明').post('/api/conduct/merits').send(claim({ code: 'G-03', level: undefined, caseId: undefined, matter: '物业纠纷示范调解' })).expect(201)).body as MeritView;
    expect(await paths(as('崔正').post(`/api/conduct/merits/${guided.id}/decision`).send({ version: 1, approved: true, points: '4.50', words: '' }).expect(422))).toEqual(['points', 'resolution']);
    await act('崔正', 'merits', guided.id, 'decision', { approved: true, points: '4.00', resolution: '考评委决议〔2026〕第3号' });
    const spread = (await as('李明').post('/api/conduct/merits').send(claim({ code: 'G-05', level: 'province', caseId: undefined, matter: '要素式审判' })).expect(201)).body as MeritView;
    expect(await act<MeritView>('崔正', 'merits', spread.id, 'decision', { approved: true })).toMatchObject({ points: '4.00', entered: '1.00' });
    expect((await leaf('extra/merits')).points).toBe('10.00');
    expect((await as('李明').get('/api/conduct/merits/year').expect(200)).body as ExtraYear).toEqual({ year: '2026', entered: '10.00', cap: '10.00', cut: '4.00' });
    // Revoked by the office: what the others lost to the cap comes back.
    await act('孙政', 'merits', guided.id, 'revoke');
    expect((await as('李明').get(`/api/conduct/merits/${spread.id}`).expect(200)).body).toMatchObject({ entered: '4.00' });
    expect((await leaf('extra/merits')).points).toBe('9.00');

    const refused = (await as('李明').post('/api/conduct/merits').send(claim({ code: 'G-04', level: undefined })).expect(201)).body as MeritView;
    expect(await paths(as('崔正').post(`/api/conduct/merits/${refused.id}/decision`).send({ version: 1, approved: false, words: '' }).expect(422))).toEqual(['words']);
    expect(await act<MeritView>('崔正', 'merits', refused.id, 'decision', { approved: false })).toMatchObject({ state: 'refused', points: null });
    const taken = (await as('李明').post('/api/conduct/merits').send(claim({ code: 'G-04', level: undefined })).expect(201)).body as MeritView;
    expect((await refusal(as('王芳').post(`/api/conduct/merits/${taken.id}/withdraw`).send({ version: 1, words: '' }).expect(404))).code).toBe('record.notFound');
    expect(await act<MeritView>('李明', 'merits', taken.id, 'withdraw', { words: '' })).toMatchObject({ state: 'withdrawn' });
  });

  it('takes honours from outside only, confirmed by a second person; an internal vote cannot be entered', async () => {
    const papers = await evidence('崔正');
    const honour = (more: object = {}) => ({ code: 'H-01', divisionId: court.first, level: 'prefecture', title: '全市法院先进集体', issuingBody: '江城市中级人民法院', documentNumber: '江中法〔2026〕45号', issuedOn: '2026-10-20', evidence: papers, ...more });
    for (const issuingBody of ['示例法院', '民事审判第一庭', '本院内部投票'])
      expect((await refusal(as('崔正').post('/api/conduct/honours').send(honour({ issuingBody })).expect(422))).faults).toEqual([expect.objectContaining({ path: 'issuingBody', message: expect.stringContaining('内部投票不能登记') })]);
    expect(await paths(as('崔正').post('/api/conduct/honours').send(honour({ personId: people['李明'], level: 'court', issuedOn: '2027-01-01', evidence: [] })).expect(422))).toEqual(['evidence', 'issuedOn', 'level', 'personId']);
    const { id } = (await as('崔正').post('/api/conduct/honours').send(honour()).expect(201)).body as HonourView;
    const unit = async (): Promise<unknown> => (await app.app.get(ConductFacts, { strict: false }).unitFactsFor(court.courtId, parsePeriod('2026')!, [court.first])).get(court.first)!['divisionHonours'];
    expect(Number(await unit())).toBe(0);
    await as('李明').get(`/api/conduct/honours/${id}`).expect(404);
    expect((await refusal(as('崔正').post(`/api/conduct/honours/${id}/decision`).send({ version: 1, confirmed: true, words: '' }).expect(403))).code).toBe('conduct.secondPerson');
    expect(await act<HonourView>('梁正', 'honours', id, 'decision', { confirmed: true })).toMatchObject({ state: 'confirmed', holder: 'division', name: '民事审判第一庭' });
    expect(Number(await unit())).toBe(1);
    expect(((await as('李明').get('/api/conduct/honours').expect(200)).body as { items: HonourRow[] }).items.map((row) => row.id)).toEqual([id]);

    const own = (await as('崔正').post('/api/conduct/honours').send(honour({ divisionId: undefined, personId: people['李明'], title: '优秀法官', level: 'county' })).expect(201)).body as HonourView;
    // Nine of ten have entered this year: one of the two points does.
    expect(await act<HonourView>('孙政', 'honours', own.id, 'decision', { confirmed: true })).toMatchObject({ points: '2.00', entered: '1.00' });
    const facts = await app.app.get(ConductFacts, { strict: false }).factsFor(court.courtId, parsePeriod('2026')!, [people['李明']!]);
    expect(facts.get(people['李明']!)!.events['outsideHonours']).toEqual([expect.objectContaining({ points: '1.00', approvedBy: 'sunzheng' })]);
    expect(await act<HonourView>('梁正', 'honours', id, 'revoke')).toMatchObject({ state: 'revoked' });
    expect(Number(await unit())).toBe(0);
    expect(new Decimal((await leaf('extra/merits')).points).toFixed(2)).toBe('9.00');
  });

  it('takes complaints from a sheet whole, or names every cell that is wrong and keeps none', async () => {
    const head = '条目,被反映人,案号,收到日期,渠道,反映人,人数,层级,摘要,反映内容';
    const send = (rows: string[], commit: boolean) => as('崔正').post('/api/conduct/complaints/import').field('commit', String(commit)).attach('file', Buffer.from([head, ...rows].join('\n')), '台账.csv');
    const good = 'W-02,王芳,,2026-11-03,来信,当事人冯某,1,,反映拖延,多次询问无进展';
    const wrong = ['W-04,王芳,,2026-11-03,来信,匿名,1,,线索,线索', 'W-05,无此人,(2026)苏0102民初9号,2026-11-31,口信,冯某,0,县,上访,上访', 'W-06,王芳,,2026-11-03,来访,冯某等,3,,群体访,群体访'];
    await as('严明').post('/api/conduct/complaints/import').attach('file', Buffer.from(head), '台账.csv').expect(403);
    expect((await refusal(as('崔正').post('/api/conduct/complaints/import').expect(422))).code).toBe('conduct.noFile');
    const faulty = (await send([good, ...wrong], true).expect(200)).body as ComplaintImport;
    expect(faulty).toMatchObject({ rows: 4, saved: 0 });
    expect(faulty.faults.map(({ row, column }) => `${row} ${column}`).sort()).toEqual(['3 code', '4 caseNumber', '4 channel', '4 level', '4 people', '4 person', '4 receivedOn', '5 people']);
    const marked = await as('崔正').post('/api/conduct/complaints/import/marked').attach('file', Buffer.from([head, ...wrong].join('\n')), '台账.csv').expect(200);
    expect(marked.headers['content-disposition']).toContain('xlsx');
    expect((await send([good], false).expect(200)).body).toEqual({ rows: 1, saved: 0, faults: [] });
    expect((await send([good], true).expect(200)).body).toEqual({ rows: 1, saved: 1, faults: [] });
    expect((await as('王芳').get('/api/conduct/complaints?box=mine').expect(200)).body).toMatchObject({ total: 1, items: [{ code: 'W-02', state: 'received', complainant: null }] });
  });

  it('is closed to administrators of the machine', async () => {
    for (const kind of ['complaints', 'entries', 'merits', 'honours']) await as('系统').get(`/api/conduct/${kind}`).expect(403);
  });
});
