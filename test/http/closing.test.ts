import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { In } from 'typeorm';
import { Decimal } from '../../src/kernel/exact.js';
import { CourtParameter, Person, PostHolding } from '../../src/court/court.entities.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { chinaDay } from '../../src/kernel/day.js';
import { parsePeriod } from '../../src/kernel/evaluation-period.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { CaseReview, DefectClause, Finding, FindingShare } from '../../src/quality-review/review.entities.js';
import type { ArchiveView, PaperCheck } from '../../src/ranking/archive/dto/archive.dto.js';
import type { ClosingView, PeriodNoticeView } from '../../src/ranking/closing/dto/closing.dto.js';
import type { CorrectionView, DifferencesView } from '../../src/ranking/closing/dto/correction.dto.js';
import { ResultsBulletin } from '../../src/ranking/closing/results-bulletin.js';
import { PeerGroupsService } from '../../src/peer-comparison/peer-groups.service.js';
import type { GroupSample } from '../../src/peer-comparison/resampled-group.js';
import { RankIntervalRecord } from '../../src/ranking/rank-interval.entity.js';
import { Reconsideration, ReconsiderationStep } from '../../src/reconsideration/reconsideration.entities.js';
import { verifySnapshot, type SnapshotFile } from '../../src/ranking/snapshot-file.js';
import type { RankingView } from '../../src/ranking/dto/ranking.dto.js';
import { canonicalJson } from '../../src/rules/scheme/score-sheet.js';
import { cli } from '../cli/run-cli.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { ClosingOffices } from './closing-offices.js';
import { PASSWORD, SmallCourt, type Agent } from './small-court.js';
import { pagesOf } from '../papers/read-pdf.js';

const PERIOD = '2026-08';

describe('closing a period', () => {
  let app: AppUnderTest;
  let court: SmallCourt;
  let offices: ClosingOffices;
  let database: Database;
  let [wang, he, li]: string[] = [];
  let findingId: string;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    database = app.app.get(Database);
    court = await SmallCourt.found(app);
    [wang, he, li] = [await court.person('王敏', court.first), await court.person('何静', court.first), await court.person('李芳', court.second)];
    await database.repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name: 'research.required', value: JSON.stringify([{ posts: ['judge'], ranks: [], pointsPerYear: '12.00' }]), unit: 'table', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
    await app.app.get(SchemesService, { strict: false }).installShippedSchemes(court.courtId);
    const [own] = [await court.closedCase({ judge: wang }), await court.closedCase({ judge: he }), await court.closedCase({ judge: li })];
    findingId = await finding(own.caseId);
    offices = await ClosingOffices.of(app, court);
  });

  async function finding(caseId: string, personId = wang, code = 'Y-07'): Promise<string> {
    const [id, clauseId, reviewId] = [newId(), newId(), newId()];
    await database.repository(DefectClause).insert({
      id: clauseId, courtId: court.courtId, code, version: 1, severity: 'serious', label: '引用法律条文不准确', labelEn: 'Law cited wrongly', pinyin: 'yyfl', field: 'common', appliesTo: 'document',
      pointsMin: new Decimal(1), pointsMax: new Decimal(3), maxPerCase: null, responsibilityCode: 'R01', effectiveFrom: '2025-01-01', effectiveUntil: null, source: '示例 第8条', example: true,
    });
    await database.repository(CaseReview).insert({ id: reviewId, courtId: court.courtId, caseId, kind: 'routine', triggers: null, batch: PERIOD, reviewerId: he!, status: 'submitted', plannedOn: '2026-08-21', submittedOn: '2026-08-25', documentScore: new Decimal(95), procedureScore: null, caseScore: null });
    await database.repository(Finding).insert({
      id, courtId: court.courtId, caseId, reviewId, documentId: null, clauseId, severity: 'serious', points: new Decimal(3), quote: '第五百七十七条', quotePrefix: '', quoteSuffix: '', quoteStart: null, documentDigest: null, place: '第33段', comment: '',
      reviewerId: he!, status: 'submitted', recordedOn: '2026-08-25', settledOn: null, notAttributable: null, supersededBy: null, supersededReason: null,
    });
    await database.repository(FindingShare).insert({ id: newId(), courtId: court.courtId, findingId: id, personId: personId!, post: 'responsibleJudge', share: new Decimal(100), points: new Decimal(3) });
    return id;
  }

  /** A request upheld by the panel just now. */
  async function granted(personId: string): Promise<string> {
    const [id, line] = [newId(), { indicator: 'quality', title: { zh: '审判质量', en: 'Quality' }, clause: 'Y-07', reason: { zh: '扣分', en: 'deducted' }, points: '-3.00', day: null, eventId: null, quote: null, source: { kind: 'finding', id: findingId, label: '' } }];
    await database.repository(Reconsideration).insert({
      id, courtId: court.courtId, year: 2026, number: 1, personId, divisionId: court.first, nature: 'civil', period: PERIOD, peerGroup: 'judge:civil', schemeVersionId: newId(), sourceKind: 'finding', sourceId: findingId, line, ground: 'fact', ask: 'withdraw',
      originalPoints: '3.00', askedPoints: null, askedShares: null, grounds: ['已引用'], status: 'final', filedOn: '2026-09-02', dueOn: null, panelSeed: null, outcome: 'upheld', settledPoints: '0.00', secondUntil: null, before: { total: '0.00', rank: null }, after: null,
    });
    await database.repository(ReconsiderationStep).insert({ id: newId(), courtId: court.courtId, reconsiderationId: id, action: 'correct', at: app.app.get(Clock).instant(), personId: null, actorName: '方敏', content: { outcome: 'upheld' } });
    return id;
  }

  const as = (name: string): Promise<Agent> => court.signIn(offices.username(name));
  const judge = (name: string, personId: string): Promise<Agent> => court.signedIn(name, [{ role: 'judge', scope: 'self' }], personId);
  const post = (agent: Agent, path: string, body: object = {}) => agent.post(`/api/periods/${PERIOD}/${path}`).send(body);
  const supersede = () => court.change(() => database.repository(Finding).update(findingId, { status: 'superseded', supersededReason: '复议成立' }));
  const meeting = (votes: ('for' | 'against' | 'abstain')[]) => ({ meetingOn: chinaDay(app.app.get(Clock).now()), decisionNumber: '考评委决定〔2026〕第9号', present: votes.map((vote, index) => ({ personId: offices.committee[index], vote })) });
  const paths = (body: unknown): string[] => (body as { faults: { path: string }[] }).faults.map(({ path }) => path);

  it('goes from the locks of three offices to the freeze by two, refusing every shortcut and undoing with a reason', async () => {
    const [first, second, trial, chair] = [await as('first'), await as('second'), await as('trialManagement'), await as('chair')];
    await post(trial, 'sub-scores/politicalSupervision').expect(403);
    await post(trial, 'sub-scores/trialManagement', { note: '已核对' }).expect(200);
    await post(trial, 'sub-scores/trialManagement').expect(409);
    await post(await as('administrativeOffice'), 'sub-scores/administrativeOffice').expect(200);
    expect(paths((await post(first, 'submit').expect(409)).body)).toEqual(['subScores.politicalSupervision']);
    await post(first, 'sub-scores/politicalSupervision').expect(200);
    // What is locked is not changed from outside until it is taken back.
    const locked = await first.post('/api/entered-facts').send({ fact: 'trainingDays', personId: wang, period: PERIOD, value: '3', evidence: '证书' }).set('accept-language', 'zh').expect(422);
    expect(JSON.stringify(locked.body)).toContain('锁定');
    await post(first, 'approve', meeting(['for'])).expect(403);
    expect((await post(first, 'submit').expect(200)).body).toMatchObject({ status: 'submitted' });
    await post(trial, 'sub-scores/trialManagement/withdraw', { reason: '改一条' }).expect(409);

    // One of three is no quorum of two thirds; two, one against, no majority.
    expect(paths((await post(chair, 'approve', meeting(['for'])).expect(422)).body)).toEqual(['groups.judge:civil']);
    expect(paths((await post(chair, 'approve', meeting(['for', 'against'])).expect(422)).body)).toEqual(['groups.judge:civil']);
    await post(chair, 'reopen', { reason: '王敏一条差错须再核' }).expect(200);
    await post(first, 'submit').expect(200);
    // A committee decides on what was put before it, not earlier and not in the future.
    for (const meetingOn of ['2026-09-10', '2099-01-04']) expect(paths((await post(chair, 'approve', { ...meeting(['for', 'for', 'abstain']), meetingOn }).expect(422)).body)).toEqual(['meetingOn']);
    await post(chair, 'approve', meeting(['for', 'for', 'abstain'])).expect(200);
    await post(first, 'freeze', { password: 'wrong-2468-words' }).expect(422);
    expect((await post(first, 'freeze', { password: PASSWORD }).expect(200)).body).toMatchObject({ status: 'freezing', may: ['reopen'] });
    expect((await post(first, 'freeze/confirm', { password: PASSWORD }).expect(409)).body).toMatchObject({ code: 'period.samePerson' });

    // What moved after the approval is not frozen.
    await supersede();
    expect((await post(second, 'freeze/confirm', { password: PASSWORD }).expect(409)).body).toMatchObject({ code: 'period.figuresMoved' });
    await post(second, 'reopen', { reason: '数字有变动' }).expect(200);
    await post(first, 'submit').expect(200);
    await post(chair, 'approve', meeting(['for', 'for', 'for'])).expect(200);
    await post(first, 'freeze', { password: PASSWORD }).expect(200);
    const frozen = (await post(second, 'freeze/confirm', { password: PASSWORD }).expect(200)).body as ClosingView;
    expect(frozen).toMatchObject({ status: 'frozen', people: 3, approval: { decisionNumber: '考评委决定〔2026〕第9号' } });
    await post(first, 'reopen', { reason: '晚了' }).expect(409);
    const paper = await first.get(`/api/periods/${PERIOD}/closing/paper`).expect(200).expect('content-type', 'application/pdf');
    expect(Number(paper.headers['content-length'] ?? paper.body.length)).toBeGreaterThan(5_000);
  });

  it('reconciles the case flow with the count the court registered as well, takes over what was explained there, and lets two first counts meet', async () => {
    const trial = await as('trialManagement');
    const flowItems = async () => ((await trial.get(`/api/periods/${PERIOD}/closing`).expect(200)).body as ClosingView).items.filter(({ key }) => key.startsWith('flow'));
    expect((await flowItems()).map(({ key, severity, text }) => [key, severity, text.zh.includes('没有登记期末清点数')])).toEqual([['flow', 'done', true]]);
    // The three cases came in March and closed in August: nothing is pending, and somebody counts two.
    const count = { period: PERIOD, unitKind: 'division', unitId: court.first, pending: 2, countedOn: '2026-09-01', source: '司法统计月报' };
    const both = await Promise.all([trial.post('/api/cases/flow/counts').send(count), trial.post('/api/cases/flow/counts').send(count)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(paths(both.find(({ status }) => status === 422)!.body)).toEqual(['reason']);
    const [gap] = await flowItems();
    expect(gap).toMatchObject({ key: `flow.${court.first}`, severity: 'explain', explanation: null });
    expect(gap!.text.zh).toContain('案件登记未结 0，差 0；清点登记 2（司法统计月报），差 −2');
    await trial.post('/api/cases/flow/explanations').send({ period: PERIOD, unitKind: 'division', unitId: court.first, gap: -2, words: '两件系重复登记' }).expect(200);
    expect((await flowItems())[0]).toMatchObject({ severity: 'explain', explanation: { words: '两件系重复登记' } });
  });

  it('puts the result on notice; an objection pauses whom it concerns, is answered with reasons, and nobody else waits', async () => {
    await offices.close(PERIOD);
    const [first, own, colleague] = [await as('first'), await judge('wangmin', wang!), await judge('hejing', he!)];
    await own.get(`/api/period-notices/${PERIOD}`).expect(404);
    await post(first, 'notice', { contact: '政工监察办 8888' }).expect(200);
    const notice = (await own.get(`/api/period-notices/${PERIOD}`).expect(200)).body as PeriodNoticeView;
    expect(notice.groups[0]!.rows.map(({ personId, total }) => [personId, total !== null]).sort()).toEqual([[wang!, true], [he!, false], [li!, false]].sort());
    expect(notice).toMatchObject({ mayObject: true, days: 5 });
    const object = (agent: Agent, signedName: string) => agent.post(`/api/period-notices/${PERIOD}/objections`).send({ personIds: [wang], signedName, grounds: '一件已结案件未计入' });
    expect(paths((await object(colleague, '别人').expect(422)).body)).toEqual(['signedName']);
    const filed = (await object(colleague, '何静').expect(201)).body as PeriodNoticeView;
    await object(colleague, '何静').expect(409);
    expect(filed.groups[0]!.rows.filter(({ paused }) => paused).map(({ personId }) => personId)).toEqual([wang]);
    await post(first, 'publish').expect(409);
    // 统一扎口: no bulletin of the results before they are published, and none by another office.
    for (const [agent, status] of [[first, 409], [await as('trialManagement'), 403]] as const) await agent.post('/api/bulletins').send({ kind: 'results', period: PERIOD }).expect(status);
    const { id, version } = filed.objections[0]!;
    const answer = `/api/period-notices/${PERIOD}/objections/${id}/answer`;
    await own.post(answer).send({ version, upheld: false, answer: '不成立' }).expect(403);
    await first.post(answer).send({ version, upheld: false, answer: ' ' }).expect(422);
    const answered = (await first.post(answer).send({ version, upheld: false, answer: '该案结案日在期外。' }).expect(200)).body as PeriodNoticeView;
    expect(answered.groups[0]!.rows.some(({ paused }) => paused)).toBe(false);
    const granted = (await object(own, '王敏').expect(201)).body as PeriodNoticeView;
    const about = granted.objections.find(({ status }) => status === 'open')!;
    await first.post(`/api/period-notices/${PERIOD}/objections/${about.id}/answer`).send({ version: about.version, upheld: true, answer: '记录已核对。' }).expect(200);
    await offices.endNotice(PERIOD);
    await object(own, '王敏').expect(409);
    const published = (await post(first, 'publish').expect(200)).body as ClosingView;
    expect(published).toMatchObject({ status: 'published', published: { bulletinId: expect.any(String) } });
    expect((await first.get(`/api/bulletins/${published.published!.bulletinId}`).expect(200)).body).toMatchObject({ kind: 'results', status: 'draft', title: '关于2026年8月法官业绩考评结果的通报' });
    const text = async (agent: typeof first, path: string): Promise<string> => pagesOf((await agent.get(`/api/${path}`).buffer(true).expect(200)).body as Buffer).join('').replace(/\s/g, '');
    const total = (await first.get(`/api/rankings/judge:civil/${PERIOD}`).expect(200)).body as RankingView;
    const wangs = total.standings.find(({ personId }) => personId === wang)!.total!;
    // What hangs on the board has the name and nothing of the score; the office's own copy has both, and only the office gets it.
    const posted = await text(own, `period-notices/${PERIOD}/paper`);
    expect(posted).toContain('王敏');
    expect(posted).not.toContain(wangs);
    expect(posted).not.toContain('总分');
    expect(await text(first, `periods/${PERIOD}/results/paper`)).toMatch(/王敏民事审判第一庭——异议办理中，暂不公布/);
    await own.get(`/api/periods/${PERIOD}/results/paper`).expect(403);
    expect(await text(own, `period-notices/${PERIOD}/objections/${id}/paper`)).toContain('该案结案日在期外。');
    // Who asked, and whom it was about, is told of the answer.
    expect((await colleague.get('/api/home').expect(200)).text).toContain(`您对 ${PERIOD} 考评结果的异议已答复：不成立`);
    expect((await own.get('/api/home').expect(200)).text).toContain(`您对 ${PERIOD} 考评结果的异议已答复：成立`);
    await (await judge('lifang', li!)).get(`/api/period-notices/${PERIOD}/objections/${id}/paper`).expect(404);
    const exported = (await first.get('/api/closings/export?kind=month&format=csv').expect(200)).text;
    expect(exported).toMatch(new RegExp(`${PERIOD},已发布,3,\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d,0`));

    // An objection that was right and leaves every figure as it is keeps nobody waiting for ever: a number says so. It is not settled by correcting somebody else.
    const { people, bases } = (await first.get(`/api/periods/${PERIOD}/differences`).expect(200)).body as DifferencesView;
    expect([people, bases.map(({ id: basis, people: whom }) => [basis, whom.map(({ personId }) => personId)])]).toEqual([[], [[about.id, [wang]]]]);
    const propose = (whom: string[]) => first.post(`/api/periods/${PERIOD}/corrections`).send({ people: whom, reason: '经核对记录无误，结果不变', basisKind: 'objection', basisId: about.id, basisWords: bases[0]!.words, password: PASSWORD });
    expect(paths((await propose([li!]).expect(422)).body)).toEqual(['people']);
    const proposed = (await propose([wang!]).expect(201)).body as CorrectionView;
    expect(proposed.groups).toEqual([]);
    const noted = (await (await as('second')).post(`/api/corrections/${proposed.id}/confirm`).send({ password: PASSWORD }).expect(200)).body as CorrectionView;
    const settled = (await own.get(`/api/period-notices/${PERIOD}`).expect(200)).body as PeriodNoticeView;
    expect(settled.groups[0]!.rows.some(({ paused }) => paused)).toBe(false);
    expect(await text(first, `periods/${PERIOD}/results/paper`)).toMatch(new RegExp(`王敏.*${wangs.replace('.', '\\.')}`));
    expect(settled.objections.find((one) => one.id === about.id)!.correction).toEqual({ id: noted.id, number: noted.number });
    expect(await text(own, `corrections/${noted.id}/paper`)).toContain('冻结的结果不变');
    expect(((await first.get(`/api/periods/${PERIOD}/differences`).expect(200)).body as DifferencesView).bases).toEqual([]);
  });

  it('changes what is frozen by a numbered correction of two people alone, keeps both, tells everybody, and verifies anywhere', async () => {
    const other = await finding((await court.closedCase({ judge: li! })).caseId, li, 'Y-08');
    await offices.close(PERIOD);
    const [first, second, own] = [await as('first'), await as('second'), await judge('wangmin', wang!)];
    const before = (await first.get(`/api/rankings/judge:civil/${PERIOD}`).expect(200)).body as RankingView;
    const snapshot = async (revision = ''): Promise<SnapshotFile> => JSON.parse((await first.get(`/api/rankings/judge:civil/${PERIOD}/snapshot${revision}`).expect(200)).text) as SnapshotFile;
    const old = await snapshot();
    expect(verifySnapshot(old)).toMatchObject({ agrees: true, differences: [], revision: 1 });
    // Another heading over true facts, and facts that cannot be read, are refused like altered figures.
    expect(verifySnapshot({ ...old, period: '2026-07' })).toMatchObject({ agrees: false, sameHead: false, sameBytes: true });
    expect(verifySnapshot({ ...old, facts: { ...old.facts, period: 'August' } })).toMatchObject({ agrees: false, refused: { en: expect.any(String) } });
    const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
    const path = join(folder, 'frozen.json');
    writeFileSync(path, JSON.stringify(old));
    const checked = await cli(['verify-snapshot', path, '--person', '王敏', '--digest', old.digest]);
    expect([checked.code, JSON.parse(checked.out)]).toMatchObject([0, { agrees: true, figures: [{ name: '王敏', total: before.standings.find(({ personId }) => personId === wang)!.total }] }]);
    expect(await cli(['verify-snapshot', path, '--digest', 'a'.repeat(64)])).toMatchObject({ code: 1, err: expect.stringContaining('这不是公布的那一份') });
    expect(await cli(['verify-snapshot', path, '--person', '王某'])).toMatchObject({ code: 1, out: '' });
    rmSync(folder, { recursive: true });
    const propose = (agent: Agent, people: string[]) => agent.post(`/api/periods/${PERIOD}/corrections`).send({ people, reason: '差错经复查撤销', basisKind: 'other', basisWords: '质评委决定〔2026〕第3号', password: PASSWORD });
    expect((await propose(first, [wang!]).expect(422)).body).toMatchObject({ code: 'correction.nothing' });

    await supersede();
    const requestId = await granted(wang!);
    const decide = (outcome: string) => database.repository(ReconsiderationStep).insert({ id: newId(), courtId: court.courtId, reconsiderationId: requestId, action: 'decide', at: app.app.get(Clock).instant(), personId: null, actorName: '顾国平', content: { outcome } });
    const owed = async () => ((await first.get(`/api/periods/${PERIOD}/differences`).expect(200)).body as DifferencesView).bases.map(({ kind, id, people }) => [kind, id, people.map(({ name }) => name)]);
    expect(await owed()).toEqual([['reconsideration', requestId, ['王敏']]]);
    // Something else of somebody nobody corrects changes too: it stays out of the result and out of the sample its intervals rest on.
    await court.change(() => database.repository(Finding).update(other, { status: 'superseded', supersededReason: '另案' }));
    expect((await first.get(`/api/rankings/judge:civil/${PERIOD}`).expect(200)).body).toMatchObject({ standings: before.standings });
    const differences = (await first.get(`/api/periods/${PERIOD}/differences`).expect(200)).body as DifferencesView;
    expect((await first.get('/api/corrections/frozen-periods').expect(200)).body).toMatchObject([{ period: PERIOD, status: 'closed', pending: null }]);
    await own.get('/api/corrections/frozen-periods').expect(403);
    expect(differences.people.every(({ frozen, now, difference }) => Number(now) - Number(frozen) !== 0 && Math.abs(Number(difference) - (Number(now) - Number(frozen))) < 0.005)).toBe(true);
    expect(differences.people.map(({ personId }) => personId).sort()).toEqual([wang!, li!].sort());
    const concerned = await court.signedIn('concerned', [{ role: 'politicalSupervision', scope: 'court' }], wang);
    expect((await propose(concerned, [wang!]).expect(403)).body).toMatchObject({ code: 'correction.own' });
    const proposed = (await propose(first, [wang!]).expect(201)).body as CorrectionView;
    expect(proposed).toMatchObject({ status: 'proposed', number: null, may: ['withdraw'] });
    await first.post(`/api/corrections/${proposed.id}/confirm`).send({ password: PASSWORD }).expect(409);
    await own.get(`/api/corrections/${proposed.id}`).expect(404);
    const issued = (await second.post(`/api/corrections/${proposed.id}/confirm`).send({ password: PASSWORD }).expect(200)).body as CorrectionView;
    expect(issued.number).toMatch(/^更正〔\d{4}〕第1号$/);
    const line = issued.groups[0]!.rows.find(({ personId }) => personId === wang)!;
    expect(line.before!.total).toBe(before.standings.find(({ personId }) => personId === wang)!.total);
    expect(line.after!.total).toBe(differences.people.find(({ personId }) => personId === wang)!.now);
    // Whoever's facts were read again has the decision in the result. A committee that refuses owes nothing; one that grants more does, whatever was corrected before.
    expect(await owed()).toEqual([]);
    await decide('refused');
    expect(await owed()).toEqual([]);
    await decide('upheld');
    expect(await owed()).toEqual([['reconsideration', requestId, ['王敏']]]);
    expect((await first.get('/api/home').expect(200)).text).toContain(`closing:late:${requestId}:${PERIOD}`);
    // What was corrected has not moved any more; what nobody corrected still has.
    expect(((await first.get(`/api/periods/${PERIOD}/differences`).expect(200)).body as DifferencesView).people.map(({ personId }) => personId)).toEqual([li]);
    const samples = await database.repository(RankIntervalRecord).find({ where: { courtId: court.courtId, period: PERIOD, peerGroup: 'judge:civil' }, order: { createdAt: 'ASC', id: 'ASC' } });
    const [frozenSample, correctedSample] = samples.map(({ sample }) => new Map((JSON.parse(sample!) as GroupSample).people.map(({ personId, items }) => [personId, items])));
    expect([he!, li!].map((personId) => correctedSample!.get(personId))).toEqual([he!, li!].map((personId) => frozenSample!.get(personId)));
    expect(correctedSample!.get(wang!)).not.toEqual(frozenSample!.get(wang!));
    // A colleague whose rank moved is on the list; a judge reads the own line of it.
    expect(issued.groups[0]!.rows.length).toBeGreaterThan(1);
    const read = (await own.get(`/api/corrections/${issued.id}`).expect(200)).body as CorrectionView;
    expect(read.groups[0]!.rows.map(({ personId }) => personId)).toEqual([wang]);
    expect((await own.get('/api/home').expect(200)).text).toContain(issued.number!);
    await own.get(`/api/corrections/${issued.id}/paper`).expect(200).expect('content-type', 'application/pdf');

    expect((await first.get(`/api/rankings/judge:civil/${PERIOD}/verify`).expect(200)).body).toMatchObject({ sameBytes: true, sameDigest: true });
    const now = await snapshot();
    expect(verifySnapshot(now)).toMatchObject({ agrees: true, revision: 2, corrections: [issued.number] });
    expect(await snapshot('?revision=1')).toEqual(old);
    now.result.sheets.find(({ personId }) => personId === wang)!.total = '99.00';
    expect(verifySnapshot(now)).toMatchObject({ agrees: false, differences: [{ person: '王敏', what: 'total', stated: '99.00', recomputed: line.after!.total }] });

    // A bulletin signed on the old figures names the correction, one signed on the new ones does not.
    const since = (digest: string) => app.app.get(ResultsBulletin, { strict: false }).correctedSince(court.courtId, parsePeriod(PERIOD)!, { 'judge:civil': [digest] });
    expect([await since(old.digest), await since(now.digest)]).toEqual([[issued.number], []]);

    const archive = (await own.get('/api/me/archive').expect(200)).body as ArchiveView;
    expect(archive).toMatchObject({ own: true, results: [{ period: PERIOD, total: line.after!.total, correction: { number: issued.number, totalBefore: line.before!.total } }], openings: [] });
    await own.get(`/api/archive/${he}`).expect(403);
    await first.get(`/api/archive/${wang}`).expect(200).expect(({ body }) => expect(body).toMatchObject({ own: false, reconsiderations: null, openings: null }));
    expect(((await own.get('/api/me/archive').expect(200)).body as ArchiveView).openings).toMatchObject([{ what: 'archive' }]);
    // A leader of one division lists the archives that open, and no others.
    const leader = await court.signedIn('leader', [{ role: 'courtLeader', scope: 'division', divisionId: court.first }]);
    expect(((await leader.get('/api/archive').expect(200)).body as { items: { personId: string }[] }).items.map(({ personId }) => personId).sort()).toEqual([wang!, he!].sort());
    await leader.get(`/api/archive/${he}`).expect(200);
    await leader.get(`/api/archive/${li}`).expect(404);
    await own.get('/api/me/archive/paper').expect(200).expect('content-type', 'application/pdf');
    const [paper] = ((await own.get('/api/me/archive').expect(200)).body as ArchiveView).papers;
    expect((await own.get(`/api/archive-papers/${paper!.digest}`).expect(200)).body as PaperCheck).toMatchObject({ whole: true, changed: [] });
    await (await judge('colleague', he!)).get(`/api/archive-papers/${paper!.digest}`).expect(404);
    const csv = await own.get('/api/me/archive/export?format=csv').expect(200);
    expect(csv.text).toContain(line.after!.total);
    expect(archive.results[0]!.rank).not.toBeNull();
    await database.repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name: 'ranking.shows.self', value: 'band', unit: 'word', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
    // What the ranking does not show, the archive does not either; the paper printed before is as true as it was.
    expect((await own.get('/api/me/archive').expect(200)).body).toMatchObject({ results: [{ rank: null, interval: null, total: line.after!.total }] });
    expect((await own.get(`/api/archive-papers/${paper!.digest}`).expect(200)).body as PaperCheck).toMatchObject({ whole: true, changed: [] });
  });

  it('takes in by a number whom the frozen result left out, takes out who never belonged, and leaves everybody else’s facts alone', async () => {
    const [zhao, zhou] = [newId(), await court.person('周原', court.second)];
    await database.repository(Person).insert({ id: zhao, courtId: court.courtId, name: '赵宁', pinyin: '', employeeNumber: null });
    const { caseId } = await court.closedCase({ judge: zhao });
    await finding(caseId, zhao, 'Y-08');
    await court.closedCase({ judge: zhou });
    await offices.close(PERIOD);
    const [first, second] = [await as('first'), await as('second')];
    const [own, li4] = [await judge('zhaoning', zhao), await judge('lifang', li!)];
    const ranking = async () => ((await first.get(`/api/rankings/judge:civil/${PERIOD}`).expect(200)).body as RankingView).standings.map(({ personId, total, rank }) => [personId, total, rank] as const);
    const differences = async () => ((await first.get(`/api/periods/${PERIOD}/differences`).expect(200)).body as DifferencesView).people;
    const propose = (people: string[]) => first.post(`/api/periods/${PERIOD}/corrections`).send({ people, reason: '任职登记有误', basisKind: 'other', basisWords: '任职文件〔2026〕第8号', password: PASSWORD });
    const issue = async (people: string[]): Promise<CorrectionView> => {
      const { id } = (await propose(people).expect(201)).body as CorrectionView;
      return (await second.post(`/api/corrections/${id}/confirm`).send({ password: PASSWORD }).expect(200)).body as CorrectionView;
    };
    const text = async (agent: Agent, path: string): Promise<string> => pagesOf((await agent.get(`/api/${path}`).buffer(true).expect(200)).body as Buffer).join('').replace(/\s/g, '');
    const frozen = await ranking();
    expect([frozen.length, await differences()]).toEqual([4, []]);
    await li4.get('/api/me/archive/paper').expect(200);
    expect(paths((await propose([zhao]).expect(422)).body)).toEqual(['people']);

    // Two posts are entered late: one had been forgotten, another was of criminal cases from the first day of the period.
    const post = (divisionId: string, nature: string, validFrom: string) => ({ divisionId, nature, validFrom, post: 'judge', kind: 'main', dutyFactor: '1.00', reason: '任职文件〔2026〕第8号' });
    await first.post(`/api/people/${zhao}/posts`).send(post(court.second, 'civil', '2025-01-01')).expect(201);
    await first.post(`/api/people/${li}/posts`).send(post(court.second, 'criminal', '2026-08-01')).expect(201);
    expect(await ranking()).toEqual(frozen);
    const moved = await differences();
    expect(moved.map(({ name, frozen: was, now, difference, lacks }) => [name, was !== null, now !== null, difference, lacks]).sort()).toEqual([['李芳', true, false, null, null], ['赵宁', false, true, null, null]]);
    // Somebody else without the rank the requirement of research hangs on is named with what is lacking, and nobody else waits for it.
    const required = (ranks: string[]) => court.change(() => database.repository(CourtParameter).update({ courtId: court.courtId, name: 'research.required' }, { value: JSON.stringify([{ posts: ['judge'], ranks, pointsPerYear: '12.00' }]) }));
    await required(['一级']);
    const ranked = (rank: string | null) => court.change(() => database.repository(PostHolding).update({ courtId: court.courtId, personId: In([wang!, he!, zhou]) }, { rank }));
    await ranked('一级');
    expect((await differences()).find(({ name }) => name === '赵宁')).toMatchObject({ frozen: null, now: null, lacks: { zh: expect.stringContaining('赵宁') } });
    expect((await propose([zhao]).expect(422)).body).toMatchObject({ code: 'research.requiredNotFor' });
    await required([]);
    await ranked(null);
    expect(await differences()).toEqual(moved);
    // A group nobody froze is not made by a correction; a name nobody knows is refused beside it.
    await court.change(() => database.repository(PostHolding).update({ personId: zhou }, { nature: 'administrative' }));
    const stranger = await court.person('新来', court.second, 'judge', 'administrative');
    const refused = (await propose([stranger, newId()]).set('accept-language', 'zh').expect(422)).body as { faults: { message: string }[] };
    expect(refused.faults.map(({ message }) => message)).toEqual([expect.stringContaining('1 人不在 2026-08 冻结的结果中'), expect.stringContaining('行政·员额法官，该组在 2026-08 没有冻结的结果')]);

    const joined = await issue([zhao]);
    const row = joined.groups[0]!.rows.find(({ personId }) => personId === zhao)!;
    expect([joined.groups[0]!.size, row]).toEqual([5, expect.objectContaining({ name: '赵宁', division: '刑事审判庭', before: null, after: expect.objectContaining({ total: moved.find(({ name }) => name === '赵宁')!.now }) })]);
    const after = await ranking();
    expect(after.map(([personId]) => personId).sort()).toEqual([wang!, he!, li!, zhou, zhao].sort());
    expect(after.map(([, total, rank]) => after.filter((one) => Number(one[1]) > Number(total)).length + 1 === rank)).toEqual(after.map(() => true));
    expect((await first.get(`/api/rankings/judge:civil/${PERIOD}/verify`).expect(200)).body).toMatchObject({ sameBytes: true, sameDigest: true });
    expect(await text(own, `corrections/${joined.id}/paper`)).toMatch(/未在冻结.*赵宁：冻结时未列入本组，现予列入/);
    expect((await own.get('/api/home').expect(200)).text).toContain(`${joined.number} 更正：列入民商事·员额法官组`);
    expect((await own.get('/api/me/archive').expect(200)).body).toMatchObject({ results: [{ period: PERIOD, total: row.after!.total, size: 5, months: '1.00', correction: { number: joined.number, totalBefore: null, rankBefore: null } }] });
    await own.get('/api/me/archive/paper').expect(200);

    const gone = await issue([li!, zhou]);
    const out = gone.groups[0]!.rows.find(({ personId }) => personId === li)!;
    expect([gone.groups[0]!.size, out.name, out.before!.total, out.after]).toEqual([3, '李芳', after.find(([personId]) => personId === li)![1], null]);
    expect((await ranking()).map(([personId]) => personId).sort()).toEqual([wang!, he!, zhao].sort());
    expect(await differences()).toEqual([]);
    expect(await text(li4, `corrections/${gone.id}/paper`)).toMatch(/不再在本.*李芳：不再在本组，其原结果不再有效/);
    expect((await li4.get('/api/home').expect(200)).text).toContain(`${gone.number} 更正：不再在民商事·员额法官组`);
    const archive = (await li4.get('/api/me/archive').expect(200)).body as ArchiveView;
    expect(archive).toMatchObject({ results: [], takenOut: [{ period: PERIOD, total: out.before!.total, correction: gone.number }] });
    expect((await li4.get('/api/me/archive/export?format=csv').expect(200)).text).toContain(`不再在本组,,,,,`);
    expect((await li4.get(`/api/archive-papers/${archive.papers[0]!.digest}`).expect(200)).body as PaperCheck).toMatchObject({ whole: true, changed: [PERIOD] });

    // The file of each revision verifies, and the last rests on the very facts of a fresh working-out.
    const file = async (revision: number): Promise<SnapshotFile> => JSON.parse((await first.get(`/api/rankings/judge:civil/${PERIOD}/snapshot?revision=${revision}`).expect(200)).text) as SnapshotFile;
    const files = [await file(1), await file(2), await file(3)];
    expect(files.map((one) => [verifySnapshot(one).agrees, one.corrections, one.facts.members.length])).toEqual([[true, [], 4], [true, [joined.number], 5], [true, [joined.number, gone.number], 3]]);
    const groups = app.app.get(PeerGroupsService, { strict: false });
    const period = parsePeriod(PERIOD)!;
    const group = await groups.group(court.courtId, 'judge:civil', period);
    expect(canonicalJson(files[2]!.facts)).toBe(canonicalJson((await groups.factsUnder(court.courtId, group, period, group.scheme)).input));
    const samples = await database.repository(RankIntervalRecord).find({ where: { courtId: court.courtId, period: PERIOD, peerGroup: 'judge:civil' }, order: { createdAt: 'ASC', id: 'ASC' } });
    // The last to go leaves a group of nobody, which verifies under its number all the same.
    await court.change(() => database.repository(PostHolding).update({ courtId: court.courtId, personId: In([wang!, he!, zhao]) }, { nature: 'administrative' }));
    const emptied = await issue([wang!, he!, zhao]);
    expect((await first.get(`/api/rankings/judge:civil/${PERIOD}/verify`).expect(200)).body).toMatchObject({ sameBytes: true, sameDigest: true });
    expect(verifySnapshot(await file(4))).toMatchObject({ agrees: true, people: 0, corrections: [joined.number, gone.number, emptied.number] });
    expect(samples.map(({ sample }) => (JSON.parse(sample!) as GroupSample).people.map(({ personId }) => personId))).toEqual(files.map(({ facts }) => facts.members.map(({ personId }) => personId)));
  });
});
