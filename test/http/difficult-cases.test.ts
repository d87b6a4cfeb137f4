import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Decimal } from '../../src/kernel/exact.js';
import { CaseParticipant, CourtCase } from '../../src/cases/case.entities.js';
import type { ParticularsView } from '../../src/cases/dto/case-particular.dto.js';
import { AppointedBody, Appointment, CourtParameter } from '../../src/court/court.entities.js';
import type { ClaimPreview, ClaimView } from '../../src/difficult-cases/dto/difficult-case.dto.js';
import type { NoticeView } from '../../src/difficult-cases/dto/difficult-notice.dto.js';
import type { RoundView } from '../../src/difficult-cases/dto/difficult-round.dto.js';
import { DifficultCaseFacts } from '../../src/difficult-cases/difficult-case-facts.js';
import { parsePeriod } from '../../src/kernel/evaluation-period.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { pagesOf } from '../papers/read-pdf.js';
import type { RecordsBehindPage, ScoreSheetView } from '../../src/evaluation/dto/score.dto.js';
import { adoptText } from './own-facts-scheme.js';
import { SmallCourt, type Agent } from './small-court.js';

const SCHEME = `id: with-difficult-cases
version: 1
title: { zh: 含难案加分的方案, en: Scheme with difficult cases }
effectiveFrom: 2025-01-01
source: 示例〔2026〕9号
example: true
appliesTo: { post: judge, nature: criminal }
fullMark: 100.00
rounding: { places: 2, mode: half-up }
nodes:
  - key: closing
    title: { zh: 结案, en: Closings }
    source: 第2条
    fullMark: 100.00
    limits: { zh: 看不出难度, en: not how hard }
    rule: { kind: ratio, of: { numerator: closedInLimit, denominator: received } }
extra:
  - key: difficult
    title: { zh: 难案, en: Difficult cases }
    source: 第3条
    approval: required
    cap: 15.00
    limits: { zh: 看不出没有申报的, en: not what nobody claimed }
    rule: { kind: add-only, events: difficultCases }
`;
const GROUNDS = '涉被害人212名，卷宗86册，资金流向须逐笔核对。';

describe('difficult cases, from claim to score', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let database: Database;
  const people: Record<string, string> = {};
  const agents: Record<string, Agent> = {};
  let fraud: string;
  let theft: string;
  let chiefsOwn: string;
  let round: RoundView;
  const claims: Record<string, ClaimView> = {};
  let notice: NoticeView;

  beforeAll(async () => {
    app = await startApp();
    database = app.app.get(Database);
    at('2026-09-28');
    court = await SmallCourt.found(app);
    people['郑华'] = await court.person('郑华', court.second, 'judge', 'criminal');
    people['丁一'] = await court.person('丁一', court.second, 'judge', 'criminal');
    people['雷鸣'] = await court.person('雷鸣', court.second, 'divisionChief', 'criminal');
    people['赵强'] = await court.person('赵强', court.first, 'divisionChief');
    for (const name of ['陈志远', '梁正']) people[name] = await court.person(name, court.office, 'vicePresident', null);
    for (const name of ['潘毅', '温瑜', '石坚', '严明']) people[name] = await court.person(name, court.office, 'officeStaff', null);
    const bodyId = newId();
    await database.repository(AppointedBody).insert({ id: bodyId, courtId: court.courtId, kind: 'qualityReviewCommittee', name: '案件质量评查委员会', nameEn: 'Quality review committee', nature: null });
    const seat = (name: string, capacity: 'chair' | 'member', validUntil: string | null = null) => ({ id: newId(), courtId: court.courtId, bodyId, personId: people[name]!, capacity, validFrom: '2025-01-01', validUntil });
    await database.repository(Appointment).insert([seat('陈志远', 'chair'), ...['雷鸣', '赵强', '潘毅', '温瑜', '石坚'].map((name) => seat(name, 'member')), seat('梁正', 'member', '2026-09-01')]);
    for (const [name, value] of Object.entries({ 'notice.days': '5', 'difficult.minDefendants': '5', 'difficult.quorum': '2/3', 'difficult.ballot': 'secret', 'difficult.points': 'median', 'difficult.watchShare': '30.00', 'difficult.watchLeast': '2' }))
      await database.repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name, value, unit: '', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
    fraud = await caseOf('郑华', { cause: '诈骗罪', effectiveOn: '2026-09-30' });
    theft = await caseOf('郑华', { cause: '盗窃罪', effectiveOn: '2026-09-10' });
    chiefsOwn = await caseOf('雷鸣', { cause: '合同诈骗罪', effectiveOn: '2026-09-11' });
    await database.repository(CaseParticipant).insert({ id: newId(), courtId: court.courtId, caseId: chiefsOwn, personId: people['赵强']!, role: 'panelMember' });
    agents['郑华'] = await court.signedIn('zhenghua', [{ role: 'judge', scope: 'self' }], people['郑华']);
    agents['丁一'] = await court.signedIn('dingyi', [{ role: 'judge', scope: 'self' }], people['丁一']);
    agents['雷鸣'] = await court.signedIn('leiming', [{ role: 'divisionChief', scope: 'division', divisionId: court.second }, { role: 'judge', scope: 'self' }], people['雷鸣']);
    agents['赵强'] = await court.signedIn('zhaoqiang', [{ role: 'divisionChief', scope: 'division', divisionId: court.first }], people['赵强']);
    for (const [name, user] of [['陈志远', 'chenzhiyuan'], ['梁正', 'liangzheng']] as const) agents[name] = await court.signedIn(user, [{ role: 'courtLeader', scope: 'court' }], people[name]);
    for (const [name, user] of [['潘毅', 'panyi'], ['温瑜', 'wenyu'], ['石坚', 'shijian']] as const) agents[name] = await court.signedIn(user, [{ role: 'committeeMember', scope: 'court' }], people[name]);
    agents['审管办'] = await court.signedIn('yanming', [{ role: 'trialManagement', scope: 'court' }], people['严明']);
    agents['系统'] = await court.signedIn('system', [{ role: 'systemAdministrator', scope: 'court' }]);
  });
  afterAll(() => app.close());

  function at(day: string): void {
    // The day only: nobody's session ends while months pass.
    jest.spyOn(app.app.get(Clock), 'today').mockReturnValue(day);
  }

  let serial = 0;
  async function caseOf(judge: string, { cause, effectiveOn }: { cause: string; effectiveOn: string }): Promise<string> {
    const [id, when] = [newId(), '2026-09-01T00:00:00.000Z'];
    serial += 1;
    await database.repository(CourtCase).insert({
      id, courtId: court.courtId, caseNumber: `（2026）苏0102刑初${88 + serial}号`, year: 2026, typeCode: '刑初', serial: 88 + serial, nature: 'criminal', cause, weight: new Decimal(1), parties: '某甲诉某乙',
      intakeOn: '2026-03-02', closedOn: '2026-09-01', effectiveOn, divisionId: court.second, responsibleJudgeId: people[judge]!, clerkId: null, createdAt: when, updatedAt: when,
    });
    return id;
  }

  const as = (name: string): Agent => agents[name]!;
  const claim = (caseId: string, more: object = {}) => ({ caseId, kinds: ['DC05'], stated: [], grounds: GROUNDS, evidence: [], ...more });
  const refusal = async (request: Promise<{ body: unknown }>): Promise<{ code: string; faults: { path: string; message: string }[]; message: string }> => (await request).body as never;
  const evidence = async (name: string): Promise<{ digest: string; name: string; role: string }> => {
    const { digest } = (await as('郑华').post('/api/difficult-cases/evidence').attach('file', Buffer.from(`${name} 第3页`), name).expect(200)).body as { digest: string };
    return { digest, name, role: 'evidence' };
  };
  const step = async (name: string, what: string, more: object = {}): Promise<RoundView> => {
    const { version } = (await as(name).get(`/api/difficult-rounds/${round.id}`).expect(200)).body as RoundView;
    return (round = (await as(name).post(`/api/difficult-rounds/${round.id}/${what}`).send({ version, ...more }).expect(200)).body as RoundView);
  };

  it('opens two rounds a year, by the office, with dates inside the half-year', async () => {
    const wanted = { year: 2026, half: 2, applyFrom: '2026-09-01', applyUntil: '2026-10-15', voteUntil: '2026-10-30' };
    await as('郑华').post('/api/difficult-rounds').send(wanted).expect(403);
    const wrong = await refusal(as('审管办').post('/api/difficult-rounds').send({ ...wanted, applyFrom: '2026-06-01', voteUntil: '2026-10-01' }).expect(422));
    expect(wrong.faults.map(({ path }) => path).sort()).toEqual(['applyFrom', 'voteUntil']);
    round = (await as('审管办').post('/api/difficult-rounds').send(wanted).expect(201)).body as RoundView;
    expect(round).toMatchObject({ name: { zh: '2026年下半年' }, status: 'collecting', ballot: 'secret', noticeDays: 5, may: ['startVote', 'move', 'cancel'] });
    expect((await refusal(as('审管办').post('/api/difficult-rounds').send(wanted).expect(409))).code).toBe('difficult.roundExists');
  });

  it('refuses the day before effect, a case of somebody else, and a kind whose condition does not hold, each with the fact', async () => {
    at('2026-09-29');
    const early = await refusal(as('郑华').post('/api/difficult-cases').send(claim(fraud)).expect(422));
    expect(early.code).toBe('difficult.beforeEffect');
    expect(early.message).toContain('生效日 2026-09-30');
    await as('丁一').post('/api/difficult-cases').send(claim(fraud)).expect(404);
    expect((await refusal(as('雷鸣').post('/api/difficult-cases').send(claim(theft)).expect(403))).message).toContain('郑华');

    at('2026-09-30');
    const { items } = (await as('郑华').get('/api/difficult-cases/eligible').expect(200)).body as { items: { id: string }[] };
    expect(items.map(({ id }) => id).sort()).toEqual([fraud, theft].sort());
    const wrongCause = await refusal(as('郑华').post('/api/difficult-cases').send(claim(theft)).expect(422));
    expect(wrongCause.code).toBe('difficult.checkFailed');
    expect(wrongCause.faults.some(({ message }) => message.includes('案由') && message.includes('盗窃罪'))).toBe(true);
    const unknown = await refusal(as('郑华').post('/api/difficult-cases').send(claim(fraud)).expect(422));
    expect(unknown.faults.map(({ message }) => message)).toEqual([expect.stringContaining('犯罪次数 要求 ≥ 10，现为 登记册没有记录')]);
  });

  it('records what the register lacks with its source, from a sheet all or nothing, and takes the claim then', async () => {
    const sheet = (rows: string) => as('审管办').post('/api/case-particulars/import').attach('file', Buffer.from(`案号,要素,值,来源\n${rows}`), '要素.csv');
    const faulty = await refusal(sheet('（2026）苏0102刑初89号,犯罪次数,九次,起诉书\n（2026）苏0102刑初999号,犯罪,3,\n').expect(422));
    expect(faulty.faults).toHaveLength(4);
    expect((await sheet('(2026)苏0102刑初89号,犯罪次数,9,起诉书第3页\n').expect(200)).body).toEqual({ recorded: 1, unchanged: 0 });
    expect((await refusal(as('郑华').post('/api/difficult-cases').send(claim(fraud)).expect(422))).faults[0]!.message).toContain('要求 ≥ 10，现为 9');
    await as('郑华').post(`/api/cases/${fraud}/particulars`).send({ figure: 'offences', value: 14, source: '判决书第5页' }).expect(403);
    expect((await refusal(as('审管办').post(`/api/cases/${fraud}/particulars`).send({ figure: 'offences', value: 14, source: '判决书第5页' }).expect(422))).faults[0]!.path).toBe('reason');
    const corrected = (await as('审管办').post(`/api/cases/${fraud}/particulars`).send({ figure: 'offences', value: 14, source: '判决书第5页', reason: '以判决认定为准' }).expect(200)).body as ParticularsView;
    expect(corrected.history.map(({ value, supersededReason }) => [value, supersededReason])).toEqual([[14, null], [9, '以判决认定为准']]);

    const preview = (await as('郑华').post('/api/difficult-cases/preview').send({ caseId: fraud, kinds: ['DC05', 'DC08'], stated: [{ figure: 'volumes', value: 86, evidence: '卷宗目录' }], papers: [] }).expect(200)).body as ClaimPreview;
    expect(preview).toMatchObject({ passed: true, range: { min: '3.00', max: '10.00' }, earlier: null });
    const stated = await refusal(as('郑华').post('/api/difficult-cases').send(claim(fraud, { stated: [{ figure: 'offences', value: 20, evidence: '自述' }] })).expect(422));
    expect(stated.faults.map(({ path }) => path)).toEqual(['stated[0].figure', 'evidence']);

    claims['fraud'] = (await as('郑华').post('/api/difficult-cases').send(claim(fraud, { kinds: ['DC05', 'DC08'], stated: [{ figure: 'volumes', value: 86, evidence: '卷宗目录' }], evidence: [await evidence('卷宗目录.txt')] })).expect(201)).body as ClaimView;
    expect(claims['fraud']).toMatchObject({ number: '难案〔2026〕第1号', status: 'filed', range: { min: '3.00', max: '10.00' }, opinionDue: { zh: '承办人所在庭的庭长（或副庭长）' }, may: ['withdraw'] });
    expect(claims['fraud'].verdicts[1]!.checks.find(({ found }) => found.zh === '86')).toMatchObject({ stated: true, passed: true });
    const twice = await refusal(as('郑华').post('/api/difficult-cases').send(claim(fraud)).expect(409));
    expect(twice.code).toBe('difficult.onceOnly');
    const paper = await as('郑华').get(`/api/difficult-cases/${claims['fraud'].id}/evidence/${claims['fraud'].evidence[0]!.id}`).expect(200);
    expect(paper.text).toContain('第3页');
  });

  it('takes a claim back before the vote, and lets the case be claimed once more', async () => {
    const body = claim(theft, { kinds: ['DC01'], evidence: [await evidence('新闻报道.txt')] });
    const first = (await as('郑华').post('/api/difficult-cases').send(body).expect(201)).body as ClaimView;
    expect(first.verdicts[0]).toMatchObject({ passed: true, onPaper: true });
    await as('丁一').post(`/api/difficult-cases/${first.id}/withdraw`).send({ version: first.version, reason: '不是我的' }).expect(404);
    await as('郑华').post(`/api/difficult-cases/${first.id}/withdraw`).send({ version: first.version, reason: '材料不全' }).expect(200);
    claims['theft'] = (await as('郑华').post('/api/difficult-cases').send(body).expect(201)).body as ClaimView;
    await as('审管办').post(`/api/cases/${chiefsOwn}/particulars`).send({ figure: 'offences', value: 11, source: '判决书' }).expect(200);
    claims['chief'] = (await as('雷鸣').post('/api/difficult-cases').send(claim(chiefsOwn)).expect(201)).body as ClaimView;
  });

  it('needs the chief’s opinion, and on the chief’s own case the vice-president’s, before anybody votes', async () => {
    at('2026-10-16');
    const { version } = (await as('审管办').get(`/api/difficult-rounds/${round.id}`)).body as RoundView;
    const silent = await refusal(as('审管办').post(`/api/difficult-rounds/${round.id}/start-vote`).send({ version }).expect(409));
    expect([silent.code, silent.faults.length]).toEqual(['difficult.opinionsMissing', 3]);
    const opine = (name: string, one: ClaimView, supported = true) => as(name).post(`/api/difficult-cases/${one.id}/opinion`).send({ version: one.version, supported, opinion: '情况属实，建议评定。' });
    await opine('赵强', claims['fraud']!).expect(404);
    await opine('郑华', claims['fraud']!).expect(403);
    await opine('梁正', claims['fraud']!).expect(403);
    await opine('雷鸣', claims['chief']!).expect(403);
    const box = (name: string) => as(name).get('/api/difficult-cases?box=toOpine').expect(200);
    expect((await box('雷鸣')).body).toMatchObject({ total: 2 });
    expect((await box('梁正')).body).toMatchObject({ total: 1 });
    await opine('雷鸣', claims['fraud']!).expect(200);
    await opine('雷鸣', claims['theft']!, false).expect(200);
    await opine('梁正', claims['chief']!).expect(200);
    await opine('梁正', claims['chief']!).expect(409);
    await step('审管办', 'start-vote');
    // 梁正 left the committee on 1 September; two thirds of the six that remain.
    expect(round).toMatchObject({ status: 'voting', quorum: 4, belowQuorum: 3 });
    expect(round.members.map(({ name, recused, left }) => [name, recused, left])).toEqual([['陈志远', 0, 3], ['雷鸣', 3, 0], ['赵强', 1, 2], ['潘毅', 0, 3], ['温瑜', 0, 3], ['石坚', 0, 3]].map((row) => expect.arrayContaining(row)));
    expect(round.watch!.map(({ name, claims: n, share, pointedOut }) => [name, n, share, pointedOut])).toEqual([['郑华', 2, '66.67', true], ['雷鸣', 1, '33.33', false]]);
    expect(((await as('丁一').get(`/api/difficult-rounds/${round.id}`).expect(200)).body as RoundView).watch).toBeNull();
  });

  it('takes each vote once, inside the range, not from who must step aside, and tells nobody how it went', async () => {
    const cast = (name: string, key: string, body: object) => as(name).post(`/api/difficult-cases/${claims[key]!.id}/ballot`).send({ reason: '已阅卷核对', ...body });
    const outside = await refusal(cast('潘毅', 'fraud', { vote: 'yes', points: '10.50' }).expect(422));
    expect([outside.code, outside.message.includes('3.00–10.00')]).toEqual(['difficult.pointsOutOfRange', true]);
    expect((await refusal(cast('雷鸣', 'fraud', { vote: 'yes', points: '5' }).expect(409))).message).toContain('与承办人同庭');
    expect((await refusal(cast('赵强', 'chief', { vote: 'yes', points: '5' }).expect(409))).message).toContain('合议庭成员');
    await cast('梁正', 'fraud', { vote: 'yes', points: '5' }).expect(403);
    await cast('丁一', 'fraud', { vote: 'yes', points: '5' }).expect(404);
    await cast('潘毅', 'fraud', { vote: 'yes', points: '5.00' }).expect(200);
    expect((await refusal(cast('潘毅', 'fraud', { vote: 'no' }).expect(409))).code).toBe('difficult.alreadyVoted');
    await cast('温瑜', 'fraud', { vote: 'yes', points: '7.50' }).expect(200);
    await cast('石坚', 'fraud', { vote: 'no', mayRefile: true }).expect(200);
    await as('石坚').post(`/api/difficult-cases/${claims['chief']!.id}/recusal`).send({ reason: '与承办人有亲属关系' }).expect(200);

    // Nothing of it anywhere: detail, list, export, trail, round, refusal of the count.
    const short = await refusal(as('审管办').post(`/api/difficult-rounds/${round.id}/count`).send({ version: round.version }).expect(409));
    expect([short.code, short.faults[0]!.message]).toEqual(['difficult.noQuorum', '难案〔2026〕第1号 已表决 3 人，法定 4 人，尚不能计票。']);
    for (const reader of ['郑华', '雷鸣', '审管办', '陈志远', '石坚']) {
      const view = (await as(reader).get(`/api/difficult-cases/${claims['fraud']!.id}`).expect(200)).body as ClaimView;
      const csv = await as(reader).get('/api/difficult-cases/export?format=csv').expect(200);
      const list = await as(reader).get('/api/difficult-cases').expect(200);
      const whole = await as(reader).get(`/api/difficult-rounds/${round.id}`).expect(200);
      expect(view).toMatchObject({ result: null, vote: { cast: 3, eligible: 5, quorum: 4 }, awarded: null });
      const told = JSON.stringify({ ...view, myBallot: null, mine: null }) + csv.text + JSON.stringify((list.body as { items: object[] }).items.map((item) => ({ ...item, mine: null }))) + JSON.stringify(whole.body);
      for (const word of ['7.50', '"yes"', '"no"', '已阅卷核对']) expect(told).not.toContain(word);
    }
    for (const name of ['陈志远', '赵强']) await cast(name, 'fraud', { vote: 'yes', points: '6.00' }).expect(200);
    for (const name of ['陈志远', '赵强', '潘毅', '温瑜', '石坚']) await cast(name, 'theft', { vote: 'no', mayRefile: name !== '赵强' }).expect(200);
    for (const name of ['陈志远', '潘毅', '温瑜']) await cast(name, 'chief', { vote: 'yes', points: '4.00' }).expect(200);
    // Two of six stepped aside, one more by own wish: three are left, below the quorum of four.
    expect((await refusal(as('审管办').post(`/api/difficult-rounds/${round.id}/count`).send({ version: round.version }).expect(409))).faults.map(({ path }) => path)).toEqual(['难案〔2026〕第4号']);
  });

  it('counts with the quorum only, and publishes what was accepted for five working days', async () => {
    const [{ version: seen }, mistaken] = [(await as('审管办').get(`/api/difficult-cases/${claims['chief']!.id}`)).body as ClaimView, `/api/difficult-cases/${claims['chief']!.id}/recusal/withdrawal`];
    await as('赵强').post(mistaken).send({ reason: '愿意表决' }).expect(409);
    await as('石坚').post(mistaken).send({ reason: '经核对并无亲属关系' }).expect(200);
    expect((await refusal(as('审管办').post(`/api/difficult-cases/${claims['chief']!.id}/set-aside`).send({ version: seen, reason: '回避过多' }).expect(409))).code).toBe('difficult.quorumPossible');
    await as('石坚').post(`/api/difficult-cases/${claims['chief']!.id}/ballot`).send({ vote: 'yes', points: '6.00', reason: '资金链条复杂' }).expect(200);
    await step('审管办', 'count');
    const view = (key: string, reader = '郑华') => as(reader).get(`/api/difficult-cases/${claims[key]!.id}`).expect(200);
    // 5.00, 6.00, 6.00, 7.50 → the median.
    expect((await view('fraud')).body).toMatchObject({ status: 'awarded', result: { present: 5, yes: 4, no: 1, points: '6.00', ballots: null }, countsOn: null });
    expect((await view('theft')).body).toMatchObject({ status: 'rejected', result: { yes: 0, no: 5, mayRefile: true } });
    expect((await view('chief', '雷鸣')).body).toMatchObject({ status: 'awarded', result: { points: '4.00' } });

    await step('审管办', 'publish', { contact: '审判管理办公室 严明，电话 8888' });
    notice = (await as('丁一').get(`/api/difficult-notices/${round.noticeId!}`).expect(200)).body as NoticeView;
    expect(notice).toMatchObject({ number: '难案公示〔2026〕第1号', noticeFrom: '2026-10-16', noticeUntil: '2026-10-23', state: 'running', daysLeft: 5, effectiveFrom: '2026-10-24', mayObject: true });
    // 郑 has eight strokes, 雷 thirteen.
    expect(notice.rows.map(({ judge, points, countsOn }) => [judge, points, countsOn])).toEqual([['郑华', '6.00', '2026-10-24'], ['雷鸣', '4.00', '2026-10-24']]);
    expect(JSON.stringify(notice)).not.toContain('某甲');
    const csv = await as('丁一').get(`/api/difficult-notices/${notice.id}/export?format=csv`).expect(200);
    expect(csv.text).toContain('郑华');
    const pdf = await as('丁一').get(`/api/difficult-notices/${notice.id}/paper`).buffer(true).parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    }).expect(200);
    const pages = pagesOf(pdf.body as Buffer);
    expect([pages.length, /难案|疑难案件评定结果的公示/.test(pages[0]!), pages[0]!.includes('某甲')]).toEqual([1, true, false]);
    await as('系统').get(`/api/difficult-notices/${notice.id}`).expect(403);
  });

  it('stops the points at a signed objection until the committee has answered, with its quorum', async () => {
    at('2026-10-20');
    const target = notice.rows.find(({ judge }) => judge === '郑华')!;
    const object = (name: string, more: object = {}) => as(name).post(`/api/difficult-notices/${notice.id}/objections`).send({ applicationId: target.applicationId, signedName: name, grounds: '卷宗册数有误，应为68册。', ...more });
    expect((await refusal(object('丁一', { signedName: '群众', grounds: ' ' }).expect(422))).faults.map(({ path }) => path)).toEqual(['signedName', 'grounds']);
    notice = (await object('丁一').expect(200)).body as NoticeView;
    expect(notice).toMatchObject({ state: 'suspended', objections: 1, answered: 0 });
    expect(notice.rows.find(({ judge }) => judge === '郑华')).toMatchObject({ countsOn: null, status: 'suspended' });
    expect((await refusal(object('丁一').expect(409))).code).toBe('difficult.objectionOnce');
    const stranger = (await as('雷鸣').get(`/api/difficult-notices/${notice.id}`).expect(200)).body as NoticeView;
    expect(stranger.objectionList[0]!.presiding).toBe('陈志远');

    at('2026-10-24');
    expect((await refusal(object('潘毅').expect(409))).code).toBe('difficult.windowClosed');
    // The other case has become final; this one has not.
    const facts = async () => app.app.get(DifficultCaseFacts, { strict: false }).factsFor(court.courtId, parsePeriod('2026')!, [people['郑华']!, people['雷鸣']!]);
    expect([...(await facts()).values()].map(({ numbers }) => numbers['difficultCasePoints'])).toEqual(['0.00', '4.00']);
    at('2026-10-23');
    expect([...(await facts()).values()].map(({ numbers }) => numbers['difficultCasePoints'])).toEqual(['0.00', '0.00']);
    at('2026-10-26');
    const [{ id: objectionId, version }] = notice.objectionList as [NoticeView['objectionList'][number]];
    const answer = (name: string, more: object = {}) => as(name).post(`/api/difficult-notices/${notice.id}/objections/${objectionId}/answer`).send({ version, upheld: true, points: '4.50', present: 5, inFavour: 3, answer: '经核对，卷宗为68册，相应调低计分。', ...more });
    expect((await refusal(answer('潘毅').expect(403))).message).toContain('陈志远');
    expect((await refusal(answer('陈志远', { present: 3, inFavour: 2 }).expect(409))).code).toBe('difficult.objectionNoQuorum');
    expect((await refusal(answer('陈志远', { points: '12.00', inFavour: 2, answer: ' ' }).expect(422))).faults.map(({ path }) => path)).toEqual(['inFavour', 'answer', 'points']);
    // What an upheld objection leaves is said, not assumed: nothing said must not strike the case.
    expect((await refusal(answer('陈志远', { points: undefined }).expect(422))).faults.map(({ path }) => path)).toEqual(['points']);
    const { version: before } = (await as('审管办').get(`/api/difficult-rounds/${round.id}`)).body as RoundView;
    expect((await refusal(as('审管办').post(`/api/difficult-rounds/${round.id}/close`).send({ version: before }).expect(409))).code).toBe('difficult.objectionsOpen');
    notice = (await answer('陈志远').expect(200)).body as NoticeView;
    expect(notice.rows.find(({ judge }) => judge === '郑华')).toMatchObject({ points: '4.50', countsOn: '2026-10-27' });
    expect(notice.objectionList[0]).toMatchObject({ status: 'upheld', corrected: '4.50', answeredBy: 'chenzhiyuan' });
    expect([...(await facts()).values()].map(({ numbers }) => numbers['difficultCasePoints'])).toEqual(['0.00', '4.00']);
    at('2026-10-27');
    const [own] = [...(await facts()).values()];
    expect(own).toMatchObject({ numbers: { difficultCasePoints: '4.50', difficultCasesAccepted: 1 }, events: { difficultCases: [{ day: '2026-10-27', points: '4.50', clause: 'DC05、DC08' }] } });
    const behind = await app.app.get(DifficultCaseFacts, { strict: false }).recordsBehind(court.courtId, 'difficultCasePoints', people['郑华']!, parsePeriod('2026-10')!, { page: 1, pageSize: 20 });
    expect(behind).toMatchObject({ total: 1, sum: '4.50', items: [{ source: { kind: 'difficultCase', id: claims['fraud']!.id }, contribution: '4.50' }] });
    await step('审管办', 'close');
    expect(round.status).toBe('closed');
  });

  it('enters the score sheet outside the full mark, and the line opens back to the claim', async () => {
    await adoptText(database, court.courtId, SCHEME, 'criminal');
    const sheet = (await as('郑华').get('/api/scores/me?period=2026-10').expect(200)).body as ScoreSheetView;
    const leaf = sheet.components.flatMap(({ leaves }) => leaves).find(({ path }) => path === 'extra/difficult')!;
    expect(leaf.points).toBe('4.50');
    expect(leaf.lines).toContainEqual(expect.objectContaining({ clause: 'DC05、DC08', points: '4.50', day: '2026-10-27', eventId: claims['fraud']!.id, source: { kind: 'difficultCase', id: claims['fraud']!.id, label: '（2026）苏0102刑初89号' } }));
    const behind = (await as('郑华').get('/api/scores/me/records?period=2026-10&leaf=extra/difficult').expect(200)).body as RecordsBehindPage;
    expect(behind).toMatchObject({ available: true, total: 1, items: [{ source: { kind: 'difficultCase', id: claims['fraud']!.id } }] });
    // In the month before, the case had not taken effect; the day before neither.
    at('2026-10-26');
    const before = (await as('郑华').get('/api/scores/me?period=2026-10').expect(200)).body as ScoreSheetView;
    expect(before.total).not.toBe(sheet.total);
  });
});
