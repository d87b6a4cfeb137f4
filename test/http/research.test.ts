import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { parse } from 'yaml';
import { CourtParameter } from '../../src/court/court.entities.js';
import type { RecordsBehindPage, ScoreSheetView } from '../../src/evaluation/dto/score.dto.js';
import { FactsGatherer } from '../../src/evaluation/facts-gatherer.js';
import { ServiceRecord } from '../../src/court/service-record.js';
import { parsePeriod } from '../../src/kernel/evaluation-period.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { OutletBook } from '../../src/research/outlet-book.js';
import type { PublicationImportAnswer, PublicationPreview } from '../../src/research/dto/research.dto.js';
import type { LikelyView, OwnProgress, ProgressPage, PublicationRow, PublicationView } from '../../src/research/dto/research-lists.dto.js';
import type { SchemeDocument } from '../../src/rules/scheme/document.js';
import { compileScheme } from '../../src/rules/scheme/compile.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { adoptText } from './own-facts-scheme.js';
import { SmallCourt, type Agent } from './small-court.js';

const POINTS = {
  'RP-01': { national: '30.00', province: '10.00', prefecture: '4.00', county: '1.00' },
  'RP-02': { national: '45.00', province: '15.00', prefecture: null, county: null },
  'RP-06': { national: ['30.00', '20.00', '12.00'], province: null, prefecture: null, county: null },
  'RP-09': { national: '10.00', province: '4.00', prefecture: '2.00', county: '0.50' },
  'RP-10': { national: '10.00', province: '3.00', prefecture: '1.00', county: '0.30' },
};
const REQUIRED = [
  { posts: ['judge'], ranks: [], pointsPerYear: '12.00', atLeastOneOf: { kinds: ['RP-01', 'RP-02'], level: 'province' } },
  { posts: ['officeStaff'], ranks: [], pointsPerYear: '6.00' },
];
const SCHEME = `id: with-research
version: 1
title: { zh: 含调研的方案, en: Scheme with research }
effectiveFrom: 2025-01-01
source: 示例〔2026〕9号
example: true
appliesTo: { post: judge, nature: civil }
fullMark: 100.00
rounding: { places: 2, mode: half-up }
nodes:
  - key: research
    title: { zh: 调研能力, en: Research }
    source: 第2条
    fullMark: 100.00
    limits: { zh: 看不出水平, en: not how good }
    rule: { kind: ratio, of: { numerator: publicationPoints, denominator: required } }
`;

describe('research, from registering to the score', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  const people: Record<string, string> = {};
  const agents: Record<string, Agent> = {};
  const kept: Record<string, PublicationView> = {};
  let scan: { digest: string; name: string };

  beforeAll(async () => {
    app = await startApp();
    database = app.app.get(Database);
    at('2026-10-20');
    court = await SmallCourt.found(app);
    for (const name of ['王敏', '何静']) people[name] = await court.person(name, court.first);
    people['赵强'] = await court.person('赵强', court.second, 'judge', 'criminal');
    for (const name of ['严明', '庄妍']) people[name] = await court.person(name, court.office, 'officeStaff', null);
    for (const [name, value] of Object.entries({ 'research.points': JSON.stringify(POINTS), 'research.required': JSON.stringify(REQUIRED) }))
      await database.repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name, value, unit: 'table', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
    await app.app.get(OutletBook, { strict: false }).insert(court.courtId, { code: 'PO-001', version: 1, effectiveFrom: '2025-01-01', effectiveUntil: null, source: '示例', example: true, content: { name: '示例省审判参考', level: 'province', issn: 'ISSN 0378-5955', cn: '', core: 'false' } });
    for (const [name, user] of [['王敏', 'wangmin'], ['何静', 'hejing'], ['赵强', 'zhaoqiang']] as const) agents[name] = await court.signedIn(user, [{ role: 'judge', scope: 'self' }], people[name]);
    for (const [name, user] of [['严明', 'yanming'], ['庄妍', 'zhuangyan']] as const) agents[name] = await court.signedIn(user, [{ role: 'trialManagement', scope: 'court' }], people[name]);
    agents['系统'] = await court.signedIn('system', [{ role: 'systemAdministrator', scope: 'court' }]);
    scan = { name: '封面.txt', ...((await as('王敏').post('/api/research/evidence').attach('file', Buffer.from('封面、目录、正文'), '封面.txt').expect(200)).body as { digest: string }) };
    delete (scan as Record<string, unknown>)['mediaType'];
    delete (scan as Record<string, unknown>)['size'];
  });
  afterAll(() => app.close());

  function at(day: string): void {
    // The day only: nobody's session ends while months pass.
    jest.spyOn(app.app.get(Clock), 'today').mockReturnValue(day);
  }

  const as = (name: string): Agent => agents[name]!;
  const piece = (more: object = {}) => ({ kind: 'RP-01', level: 'province', title: '民间借贷举证责任研究', outlet: '示例省审判参考', serialNumber: '0378-5955', publishedOn: '2026-09-30', authors: [{ personId: people['王敏'] }], evidence: [scan], ...more });
  const refusal = async (request: Promise<{ body: unknown }>): Promise<{ code: string; message: string; faults: { path: string; message: string }[] }> => (await request).body as never;
  const register = async (name: string, more: object = {}): Promise<PublicationView> => (await as(name).post('/api/research/publications').send(piece(more)).expect(201)).body as PublicationView;
  const view = async (id: string, name = '严明'): Promise<PublicationView> => (await as(name).get(`/api/research/publications/${id}`).expect(200)).body as PublicationView;
  const step = async (name: string, id: string, what: string, more: object = {}): Promise<PublicationView> => {
    const { version } = await view(id, name);
    return (await as(name).post(`/api/research/publications/${id}/${what}`).send({ version, ...more }).expect(200)).body as PublicationView;
  };
  const facts = async (period: string): Promise<Record<string, unknown>> => {
    const asked = parsePeriod(period)!;
    const members = (await app.app.get(ServiceRecord, { strict: false }).members(court.courtId, asked)).filter(({ personId }) => personId === people['王敏']);
    const [own] = await app.app.get(FactsGatherer, { strict: false }).gather(court.courtId, asked, members, compileScheme(parse(SCHEME) as SchemeDocument), 'civil');
    return own!.numbers;
  };

  it('refuses a wrong check digit, shares over a hundred and what else is wrong, all at once and each with its rule', async () => {
    await as('系统').post('/api/research/publications').send(piece()).expect(403);
    const wrong = await refusal(as('王敏').post('/api/research/publications').send(piece({ serialNumber: 'ISSN 0378-5954', level: 'national', title: ' ', publishedOn: '2026-10-21', evidence: [], authors: [{ personId: people['王敏'], share: '70' }, { personId: people['何静'], share: '40' }] })).expect(422));
    expect([wrong.code, wrong.faults.map(({ path }) => path).sort()]).toEqual(['research.faulty', ['authors', 'evidence', 'level', 'publishedOn', 'serialNumber', 'title']]);
    const said = Object.fromEntries(wrong.faults.map(({ path, message }) => [path, message]));
    expect(said['serialNumber']).toContain('校验位应为5，现为4');
    expect(said['authors']).toContain('110.00%，超过 100%');
    expect(said['level']).toContain('省级（PO-001）');
    const unlike = await refusal(as('王敏').post('/api/research/publications').send(piece({ serialNumber: '0317-8471' })).expect(422));
    expect(unlike.faults[0]!.message).toContain('刊物库');
    expect((await refusal(as('王敏').post('/api/research/publications').send(piece({ authors: [{ personId: people['何静'] }] })).expect(403))).code).toBe('research.notAuthor');
    const otherwise = await refusal(as('王敏').post('/api/research/publications').send(piece({ authors: [{ personId: people['王敏'], share: '50' }, { name: '院外作者', share: '50' }] })).expect(422));
    expect(otherwise.faults.map(({ path }) => path)).toEqual(['shareReason']);
    const prize = await refusal(as('王敏').post('/api/research/publications').send(piece({ kind: 'RP-06', level: 'national', outlet: '某研讨会', serialNumber: '证字1号' })).expect(422));
    expect(prize.faults.map(({ path }) => path)).toEqual(['award']);
    at('2027-01-31');
    const late = await refusal(as('王敏').post('/api/research/publications').send(piece()).expect(422));
    expect(late.faults[0]!.message).toContain('2027-01-30');
    at('2026-10-20');
  });

  it('says before anything is saved what it counts as, whose share is what, and what it may be the same as', async () => {
    const none = (await as('王敏').post('/api/research/publications/preview').send(piece({ serialNumber: '', outlet: '某网站', authors: [{ personId: people['王敏'] }, { personId: people['何静'] }, { name: '院外作者' }] })).expect(200)).body as PublicationPreview;
    expect(none).toMatchObject({ countedAs: 'RP-09', worth: '4.00', lastDay: '2027-01-30', faults: [], shares: [{ name: '王敏', share: '50.00', points: '2.00' }, { name: '何静', share: '30.00', points: '1.20' }, { name: '院外作者', share: '20.00', points: '0.80', outside: true }] });
    expect((await as('王敏').get('/api/research/publications?box=mine').expect(200)).body).toMatchObject({ total: 0 });
  });

  it('is verified by the office, never by whoever wrote or registered it, and then counts', async () => {
    kept['first'] = await register('王敏', { authors: [{ personId: people['王敏'] }, { personId: people['何静'] }], publishedOn: '2026-06-10' });
    expect(kept['first']).toMatchObject({ status: 'pending', worth: '10.00', counted: null, serialNumber: 'ISSN 0378-5955', may: ['correct', 'withdraw'] });
    expect((await refusal(as('何静').post('/api/research/publications').send(piece({ publishedOn: '2026-06-10', authors: [{ personId: people['何静'] }] })).expect(409))).code).toBe('research.registeredAlready');
    await as('赵强').get(`/api/research/publications/${kept['first'].id}`).expect(404);
    await as('王敏').post(`/api/research/publications/${kept['first'].id}/verification`).send({ version: 1 }).expect(403);
    const own = await register('严明', { title: '司法统计调查', outlet: '江城审判', level: 'prefecture', serialNumber: 'CN 32-0903', authors: [{ personId: people['严明'] }] });
    expect((await refusal(as('严明').post(`/api/research/publications/${own.id}/verification`).send({ version: 1 }).expect(403))).code).toBe('research.ownPiece');
    const refused = await refusal(as('严明').post('/api/research/publications/verification').send({ items: [{ id: kept['first'].id, version: 1 }, { id: own.id, version: 1 }] }).expect(409));
    expect([refused.code, refused.faults.map(({ path }) => path)]).toEqual(['research.batchRefused', [own.id]]);
    expect((await view(kept['first'].id)).status).toBe('pending');
    await as('庄妍').post('/api/research/publications/verification').send({ items: [{ id: kept['first'].id, version: 1 }, { id: own.id, version: 1 }] }).expect(200);
    expect(await view(kept['first'].id)).toMatchObject({ status: 'verified', counted: '10.00', decidedBy: 'zhuangyan', authorList: [{ name: '王敏', share: '60.00', points: '6.00' }, { name: '何静', share: '40.00', points: '4.00' }] });
    expect(await facts('2026-06')).toMatchObject({ publicationPoints: '6.00', required: '1.0000', keyPublications: 1 });
    expect((await refusal(as('庄妍').post(`/api/research/publications/${kept['first'].id}/verification`).send({ version: 1 }).expect(409))).code).toBe('research.notNow');
  });

  it('counts a later and higher printing of the same work by the difference, in its own month', async () => {
    kept['again'] = await register('王敏', { title: '民间借贷“举证责任”研究', outlet: '某国家级学刊', level: 'national', serialNumber: '0317-8471', publishedOn: '2026-09-30', authors: [{ personId: people['王敏'] }, { personId: people['何静'] }], reprintOfId: kept['first']!.id });
    await step('严明', kept['again'].id, 'verification');
    const seen = await view(kept['again'].id);
    expect(seen.authorList.map(({ worth, points }) => [worth, points])).toEqual([['18.00', '12.00'], ['12.00', '8.00']]);
    expect(seen.authorList[0]!.why!.zh).toContain('补差额 12.00');
    expect([(await facts('2026-06'))['publicationPoints'], (await facts('2026-09'))['publicationPoints'], (await facts('2026'))['publicationPoints']]).toEqual(['6.00', '12.00', '18.00']);
    // What was verified by mistake counts no more, and the other printing stands alone again.
    await step('庄妍', kept['first']!.id, 'revocation', { reason: '刊物查无此文' });
    expect((await view(kept['again'].id)).authorList.map(({ points }) => points)).toEqual(['18.00', '12.00']);
    expect((await facts('2026'))['publicationPoints']).toBe('18.00');
  });

  it('proposes what may be one piece, and counts by what the office decides of the two', async () => {
    const one = await register('王敏', { kind: 'RP-09', title: '调解十法在基层的实践', outlet: '示例省法制报', serialNumber: '', publishedOn: '2026-07-02' });
    const other = await register('王敏', { kind: 'RP-10', level: 'county', title: '调解十法在本院的实践', outlet: '本院信息', serialNumber: '', publishedOn: '2026-07-05' });
    await as('严明').post('/api/research/publications/verification').send({ items: [one, other].map(({ id, version }) => ({ id, version })) }).expect(200);
    const pairs = (await as('严明').get('/api/research/pairs').expect(200)).body as { items: LikelyView[] };
    const pair = pairs.items.find(({ one: a, other: b }) => [a.id, b.id].includes(one.id))!;
    expect(pair).toMatchObject({ likeness: expect.any(Number), decided: null });
    await as('王敏').get('/api/research/pairs').expect(403);
    // Judge of 12 points a year: 40 % of 12 is 4.80; 4.00 and 0.30 are both under it.
    expect((await facts('2026'))['publicationPoints']).toBe('22.30');
    expect((await facts('2026-07'))['publicationPoints']).toBe('0.40');
    const decided = (await as('严明').post('/api/research/pairs').send({ oneId: one.id, otherId: other.id, same: true, reason: '核对原文，内容相同' }).expect(201)).body as LikelyView;
    expect(decided.decided).toMatchObject({ same: true, by: 'yanming' });
    expect((await view(other.id)).authorList[0]).toMatchObject({ worth: '0.30', points: '0.00', why: { zh: expect.stringContaining('RPR-02') } });
    expect((await facts('2026'))['publicationPoints']).toBe('22.00');
    await as('庄妍').post('/api/research/pairs').send({ oneId: other.id, otherId: one.id, same: false, reason: '两篇各有内容' }).expect(201);
    expect((await view(other.id)).authorList[0]).toMatchObject({ points: '0.30' });
  });

  it('is returned with a reason, objected to by its author, and looked at again by somebody else', async () => {
    const sent = await register('王敏', { kind: 'RP-09', level: 'prefecture', title: '巡回法庭进村记', outlet: '江城晚报', serialNumber: '', publishedOn: '2026-08-12' });
    const returned = await step('严明', sent.id, 'return', { reason: '只有截图，没有报纸原件。' });
    expect(returned).toMatchObject({ status: 'returned', reason: '只有截图，没有报纸原件。' });
    await as('赵强').post(`/api/research/publications/${sent.id}/objections`).send({ grounds: '无关' }).expect(404);
    const objected = (await as('王敏').post(`/api/research/publications/${sent.id}/objections`).send({ grounds: '原件已送审管办。' }).expect(201)).body as PublicationView;
    expect([objected.objection, objected.may]).toEqual([true, []]);
    expect((await refusal(as('王敏').post(`/api/research/publications/${sent.id}/objections`).send({ grounds: '再提' }).expect(409))).code).toBe('research.objectionOpen');
    const [{ id, version }] = objected.objections as [PublicationView['objections'][number]];
    const answer = (name: string) => as(name).post(`/api/research/objections/${id}/answer`).send({ version, upheld: true, answer: '已见原件，予以核定。' });
    expect((await refusal(answer('严明').expect(403))).code).toBe('research.sameJudge');
    expect(((await as('庄妍').get('/api/research/publications?box=objections').expect(200)).body as { items: PublicationRow[] }).items.map((row) => row.id)).toEqual([sent.id]);
    expect((await answer('庄妍').expect(200)).body).toMatchObject({ status: 'verified', objections: [{ status: 'upheld', answeredBy: 'zhuangyan' }] });

    // Against a verified piece: what it counts as is put right in a registration that supersedes this one.
    const flat = (await as('王敏').post(`/api/research/publications/${sent.id}/objections`).send({ grounds: '该报为省级。' }).expect(201)).body as PublicationView;
    const open = flat.objections.find(({ status }) => status === 'open')!;
    expect((await refusal(as('严明').post(`/api/research/objections/${open.id}/answer`).send({ version: 1, upheld: true, answer: '属实' }).expect(422))).faults.map(({ path }) => path)).toEqual(['level']);
    const right = (await as('严明').post(`/api/research/objections/${open.id}/answer`).send({ version: 1, upheld: true, answer: '属实', level: 'province' }).expect(200)).body as PublicationView;
    expect(right).toMatchObject({ level: 'province', status: 'verified', worth: '4.00', supersedes: sent.id });
    expect(await view(sent.id)).toMatchObject({ status: 'superseded', supersededBy: right.id, counted: null });
  });

  it('is corrected by a registration that takes its place, and withdrawn by its author', async () => {
    const sent = await register('何静', { kind: 'RP-10', level: 'county', title: '信息一则', outlet: '本院信息', serialNumber: '', publishedOn: '2026-09-01', authors: [{ personId: people['何静'] }] });
    await step('严明', sent.id, 'return', { reason: '级别有误' });
    const { version } = await view(sent.id, '何静');
    const better = piece({ kind: 'RP-10', level: 'prefecture', title: '信息一则', outlet: '江城信息', serialNumber: '', publishedOn: '2026-09-01', authors: [{ personId: people['何静'] }], version, reason: '改为市级' });
    await as('王敏').post(`/api/research/publications/${sent.id}/corrections`).send(better).expect(404);
    const corrected = (await as('何静').post(`/api/research/publications/${sent.id}/corrections`).send(better).expect(201)).body as PublicationView;
    expect(corrected).toMatchObject({ status: 'pending', supersedes: sent.id, level: 'prefecture' });
    expect((await refusal(as('何静').post(`/api/research/publications/${sent.id}/corrections`).send(better).expect(409))).code).toBe('research.notNow');
    expect((await step('何静', corrected.id, 'withdrawal', { reason: '重复' })).status).toBe('withdrawn');
    expect((await as('何静').get('/api/research/publications?status=superseded').expect(200)).body).toMatchObject({ total: 1 });
  });

  it('takes a sheet of publications whole or not at all, marks what is wrong, and changes nothing the second time', async () => {
    const send = (name: string, text: string, commit = false, to = '/api/research/import') => as(name).post(to).field('commit', String(commit)).attach('file', Buffer.from(text, 'utf8'), '成果.csv');
    const head = '题名,种类,级别,刊物,发表日期,作者,刊号,份额\n';
    const faulty = `${head}送达难的成因,RP-01,省级,示例省审判参考,2026-09-12,赵强,0378-5954,\n送达一则,随笔,县级,本院信息,2026-13-01,赵大强,,\n送达二则,RP-10,县级,本院信息,2026-09-13,赵强、李某（院外）,,60\n送达难的成因,RP-01,省级,示例省审判参考,2026-09-12,赵强,0378-5955,\n`;
    await send('王敏', faulty).expect(403);
    const tried = (await send('严明', faulty).expect(200)).body as PublicationImportAnswer;
    expect(tried).toMatchObject({ rows: 4, ready: 0, saved: 0 });
    expect(tried.faults.map(({ row, column }) => [row, column])).toEqual([[2, '刊号'], [3, '发表日期'], [3, '种类'], [3, '作者'], [4, '份额'], [5, '题名']]);
    expect(tried.faults.every(({ what, fix }) => what.zh !== '' && fix.zh !== '' && what.en !== '' && fix.en !== '')).toBe(true);
    expect((await refusal(send('严明', faulty, true).expect(422))).faults).toHaveLength(6);
    expect((await send('严明', faulty, false, '/api/research/import/marked').expect(200)).headers['content-type']).toContain('spreadsheetml');
    const list = async (): Promise<PublicationRow[]> => ((await as('严明').get(`/api/research/publications?q=${encodeURIComponent('送达')}`).expect(200)).body as { items: PublicationRow[] }).items;
    expect(await list()).toEqual([]);
    const good = `${head}送达难的成因,RP-01,省级,示例省审判参考,2026/9/12,赵强、李某（院外）,0378-5955,\n送达二则,RP-10,县级,本院信息,2026-09-13,赵强,,\n`;
    expect((await send('严明', good).expect(200)).body).toMatchObject({ ready: 2, unchanged: 0, saved: 0, faults: [] });
    expect((await send('严明', good, true).expect(200)).body).toMatchObject({ saved: 2 });
    const [later, earlier] = await list() as [PublicationRow, PublicationRow];
    expect([later, earlier]).toMatchObject([{ status: 'pending', title: '送达二则' }, { status: 'pending', worth: '10.00', serialNumber: 'ISSN 0378-5955', authors: [{ name: '赵强', outside: false }, { name: '李某', outside: true }] }]);
    await step('庄妍', earlier.id, 'return', { reason: '请附目录' });
    expect((await send('庄妍', good, true).expect(200)).body).toMatchObject({ saved: 0, unchanged: 2 });
    const changed = (await send('庄妍', good.replace('RP-10,县级', 'RP-10,地市级')).expect(200)).body as PublicationImportAnswer;
    expect([changed.unchanged, changed.faults.map(({ row, column, fix }) => [row, column, fix.zh.includes('更正')])]).toEqual([1, [[3, '题名', true]]]);
    // Whoever entered the sheet verifies none of it.
    expect((await refusal(as('严明').post(`/api/research/publications/${later.id}/verification`).send({ version: later.version }).expect(403))).code).toBe('research.ownPiece');
    await step('庄妍', later.id, 'return', { reason: '请赵强附目录' });
  });

  it('tells everybody how far they are, and the office who is short', async () => {
    const mine = (await as('王敏').get('/api/research/progress/me?year=2026').expect(200)).body as OwnProgress;
    // 18.00 of the paper; news of 4.00 (July), 0.30 and 4.00 (August) up to 4.80.
    expect(mine.own).toMatchObject({ required: '12.00', earned: '22.80', cut: '3.50', shortfall: '0.00', surplus: '10.80', condition: { met: true } });
    expect((await facts('2026'))['publicationPoints']).toBe('22.80');
    const all = (await as('严明').get('/api/research/progress?year=2026&short=true').expect(200)).body as ProgressPage;
    expect(all.items.map(({ name, shortfall, required }) => [name, shortfall, required])).toEqual([['赵强', '12.00', '12.00'], ['庄妍', '6.00', '6.00'], ['严明', '2.00', '6.00']]);
    expect(((await as('赵强').get('/api/research/progress').expect(200)).body as ProgressPage).items.map(({ name }) => name)).toEqual(['赵强']);
    expect((await as('严明').get('/api/research/progress/export?format=csv&year=2026').expect(200)).text).toContain('赵强');
    expect((await as('严明').get('/api/research/publications/export?format=csv').expect(200)).text).toContain('民间借贷“举证责任”研究');
    expect((await as('王敏').get('/api/research/points').expect(200)).body).toMatchObject({ outlets: [{ code: 'PO-001' }], rules: expect.arrayContaining([expect.objectContaining({ code: 'RPR-05' })]) });
  });

  it('writes the bulletin of a quarter from the ledger, its figures tied and nobody named', async () => {
    expect((await refusal(as('严明').post('/api/bulletins').send({ kind: 'research', period: '2026-09' }).expect(422))).code).toBe('bulletin.periodOfAnotherKind');
    expect((await refusal(as('严明').post('/api/bulletins').send({ kind: 'review', period: '2026Q3' }).expect(422))).code).toBe('bulletin.periodOfAnotherKind');
    await as('王敏').post('/api/bulletins').send({ kind: 'research', period: '2026Q3' }).expect(403);
    const drafted = (await as('严明').post('/api/bulletins').send({ kind: 'research', period: '2026Q3' }).expect(201)).body as { title: string; shown: object[]; work: { flags: object[]; figures: { key: string; text: string }[] } };
    expect([drafted.title, drafted.work.flags]).toEqual(['关于2026年第三季度调研成果情况的通报', []]);
    const told = Object.fromEntries(drafted.work.figures.map(({ key, text }) => [key, text]));
    // As the ledger shows the quarter.
    const ledger = ((await as('严明').get('/api/research/publications?year=2026&pageSize=100').expect(200)).body as { items: PublicationRow[] }).items.filter(({ publishedOn }) => publishedOn >= '2026-07-01' && publishedOn < '2026-10-01');
    const verified = ledger.filter(({ status }) => status === 'verified');
    expect(told).toMatchObject({ verified: String(verified.length), points: verified.reduce((sum, { counted }) => sum + Number(counted), 0).toFixed(2), returned: String(ledger.filter(({ status }) => status === 'returned').length), same: '0', different: '1' });
    expect(JSON.stringify(drafted.shown)).toContain('请某某附目录');
    expect(JSON.stringify(drafted.shown)).not.toMatch(/王敏|赵强/);
  });

  it('enters the score sheet, and the line opens back to the pieces', async () => {
    await adoptText(database, court.courtId, SCHEME, 'civil');
    const sheet = (await as('王敏').get('/api/scores/me?period=2026').expect(200)).body as ScoreSheetView;
    expect(sheet.total).toBe('100.00');
    const july = (await as('王敏').get('/api/scores/me?period=2026-07').expect(200)).body as ScoreSheetView;
    expect(july.total).toBe('40.00');
    const behind = (await as('王敏').get('/api/scores/me/records?period=2026&leaf=research').expect(200)).body as RecordsBehindPage;
    expect(behind.available).toBe(true);
    expect(behind.items.map(({ source, contribution }) => [source.kind, contribution.zh.split('：')[0]])).toEqual([['publication', '4.00 分'], ['publication', '0.30 分'], ['publication', '0.50 分'], ['publication', '18.00 分']]);
    expect(behind.addsUp).toBe(true);
    // A step of the office moves the live sheet at once.
    await step('庄妍', kept['again']!.id, 'revocation', { reason: '撤稿' });
    expect(((await as('王敏').get('/api/scores/me?period=2026').expect(200)).body as ScoreSheetView).total).toBe('40.00');
  });
});
