import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/platform/audit/audit-entry.entity.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { CourtParameter } from '../../src/court/court.entities.js';
import { CatalogueInstaller } from '../../src/quality-review/install-catalogue.js';
import { SignOff } from '../../src/quality-review/sign-offs/sign-off.entity.js';
import { CaseReview, DefectClause } from '../../src/quality-review/review.entities.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { scoreAll } from './review-marks.js';
import { SmallCourt, type Agent } from './small-court.js';

interface Share { name: string; points: string; share: string; countsFor: number }
interface Finding { id: string; status: string; version: number; counted: string; supersededBy: string | null; commentUntil: string | null; repeat: string[]; shares: Share[]; responsibility: { situation: string; departure: string | null; body: string | null } }
interface Detail {
  finding: Finding; chain: Finding[]; may: string[]; effect: { counts: boolean; points: string }; window: { open: boolean; daysLeft: number | null };
  rectification: { id: string; status: string; version: number; dueOn: string; person: string; may: string[]; steps: { action: string }[] } | null; history: { label: { en: string }; who: string; words: string }[]; repeats: { name: string; findings: unknown[] }[];
}

describe('finding life', () => {
  let on: AppUnderTest;
  let court: SmallCourt;
  let reviewer: string;
  let judge: string;
  let clerk: string;
  let presiding: string;
  let member: string;
  let desk: Agent;
  let bench: Agent;
  let clerks: Agent;
  let office: Agent;
  let committee: Agent;
  let clauses: Record<string, string>;

  beforeAll(async () => {
    on = await startApp();
    court = await SmallCourt.found(on);
    await on.app.get(CatalogueInstaller).installCatalogue(court.courtId);
    for (const [name, value] of [['finding.commentDays', '5'], ['finding.rectificationDays', '15'], ['finding.repeatCount', '3'], ['finding.repeatMonths', '6']] as const)
      await on.app.get(Database).repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name, value, unit: 'days', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: '2025-01-01T00:00:00.000Z' });
    reviewer = await court.person('评查员甲', court.second, 'qualityReviewer', null);
    judge = await court.person('王敏', court.first);
    clerk = await court.person('褚云', court.first, 'clerk', null);
    presiding = await court.person('李芳', court.first);
    member = await court.person('孙立', court.first);
    desk = await court.signedIn('reviewer', [{ role: 'qualityReviewer', scope: 'court', natures: ['civil'] }], reviewer);
    bench = await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], judge);
    clerks = await court.signedIn('chuyun', [{ role: 'clerk', scope: 'self' }], clerk);
    office = await court.signedIn('office', [{ role: 'trialManagement', scope: 'court' }], await court.person('严明', court.office, 'officeStaff', null));
    committee = await court.signedIn('member', [{ role: 'committeeMember', scope: 'court' }], await court.person('委员甲', court.second));
    const { body } = await desk.get('/api/clauses?nature=civil').expect(200);
    clauses = Object.fromEntries(body.map(({ code, id }: { code: string; id: string }) => [code, id]));
  });
  afterAll(() => on.close());

  async function planned(caseId?: string, changes: Partial<CaseReview> = {}): Promise<{ reviewId: string; caseId: string }> {
    const known = caseId ?? (await court.closedCase({ judge, clerk })).caseId;
    const reviewId = newId();
    await on.app.get(Database).repository(CaseReview).insert({ id: reviewId, courtId: court.courtId, caseId: known, kind: 'routine', triggers: null, batch: '2026-10', reviewerId: reviewer, status: 'pending', plannedOn: '2026-10-31', version: 1, ...changes });
    return { reviewId, caseId: known };
  }
  const serious = (changes: object = {}) => ({ clauseId: clauses['S-C-03'], points: '20.00', place: '卷宗第12页', comment: '合议庭组成不合法', shares: [{ personId: judge, post: 'responsibleJudge', share: '100' }], ...changes });
  const minor = (changes: object = {}) => ({ clauseId: clauses['M-C-11'], points: '2.00', place: '判决书第3段', comment: '未回应抗辩', shares: [{ personId: judge, post: 'responsibleJudge', share: '100' }], ...changes });

  async function submitted(findings: object[], caseId?: string): Promise<{ reviewId: string; caseId: string; ids: string[] }> {
    const { reviewId, caseId: known } = await planned(caseId);
    const ids: string[] = [];
    for (const finding of findings) ids.push(((await desk.post(`/api/reviews/${reviewId}/findings`).send(finding).expect(201)).body as Finding).id);
    await scoreAll(desk, reviewId);
    const { version } = (await desk.get(`/api/reviews/${reviewId}`)).body.review;
    await desk.post(`/api/reviews/${reviewId}/submit`).send({ version }).expect(200);
    return { reviewId, caseId: known, ids };
  }
  const detail = async (agent: Agent, id: string): Promise<Detail> => (await agent.get(`/api/findings/${id}`).expect(200)).body as Detail;
  const gradeOf = async (reviewId: string): Promise<string> => (await desk.get(`/api/reviews/${reviewId}`).expect(200)).body.scores.result.grade;
  const decision = (version: number, changes: object = {}) => ({ version, outcome: 'confirmed', reasons: '合议庭有一人未取得审判资格，笔录可证。', resolution: '质评委〔2026〕第8号', ...changes });
  async function letPass(id: string): Promise<void> {
    await court.change(() => on.app.get(Database).rows('UPDATE finding SET comment_until = :day WHERE id = :id', { id, day: '2026-01-05' }));
  }

  describe('a serious finding', () => {
    it('is provisional until the committee confirms it, after the judge was heard; then it counts and has to be put right', async () => {
      const { reviewId, ids } = await submitted([serious(), minor()]);
      const [id, small] = ids as [string, string];
      expect(await gradeOf(reviewId)).toBe('优秀');
      const seen = await detail(bench, id);
      expect(seen.finding.status).toBe('provisional');
      expect(seen.effect).toMatchObject({ counts: false, points: '0.00' });
      expect(seen.window).toMatchObject({ open: true, daysLeft: 5 });
      expect(seen.may).toEqual(['comment']);
      expect((await detail(bench, small)).effect).toMatchObject({ counts: true, points: '2.00' });

      const early = (await committee.post(`/api/findings/${id}/decision`).send(decision(seen.finding.version)).expect(409)).body;
      expect(early.code).toBe('finding.notHeard');
      expect(early.message).toContain('王敏');
      expect((await bench.post(`/api/findings/${id}/comments`).send({ kind: 'explain', words: ' 。' }).expect(422)).body.faults[0].path).toBe('words');
      expect((await clerks.post(`/api/findings/${id}/comments`).send({ kind: 'accept' })).status).toBe(404);
      await bench.post(`/api/findings/${id}/comments`).send({ kind: 'explain', words: '该陪审员当日已获任命，任命文件在副卷。' }).expect(200);
      await bench.post(`/api/findings/${id}/attachments`).attach('file', Buffer.from('任命决定'), '任命决定.txt').expect(200);
      const waiting = (await bench.get('/api/findings?box=awaiting').expect(200)).body.items as Finding[];
      expect(waiting.map((one) => one.id)).toEqual([small]);

      const blanks = (await committee.post(`/api/findings/${id}/decision`).send(decision(seen.finding.version, { reasons: ' ', resolution: '' })).expect(422)).body;
      expect(blanks.faults.map(({ path }: { path: string }) => path)).toEqual(['reasons', 'resolution']);
      expect((await bench.post(`/api/findings/${id}/decision`).send(decision(seen.finding.version))).status).toBe(403);
      const after = (await committee.post(`/api/findings/${id}/decision`).send(decision(seen.finding.version)).expect(200)).body as Detail;
      expect(after.finding.status).toBe('settled');
      expect(after.effect).toMatchObject({ counts: true, points: '20.00' });
      expect(await gradeOf(reviewId)).toBe('不合格');
      expect(after.history.map(({ label }) => label.en)).toEqual(['Recorded', 'Commented on', 'File added', 'Confirmed by the committee']);

      const { rectification } = after;
      expect(rectification).toMatchObject({ status: 'open', person: '王敏' });
      const at = `/api/rectifications/${rectification!.id}`;
      expect((await clerks.post(`${at}/report`).send({ version: 1, words: '已由书记员补正' })).status).toBe(404);
      expect((await office.post(`${at}/close`).send({ version: 1, words: '已核对' }).expect(409)).body.code).toBe('rectification.notNow');
      await bench.post(`${at}/attachments`).attach('file', Buffer.from('补正裁定'), '补正裁定.txt').expect(200);
      await bench.post(`${at}/report`).send({ version: 1, words: '已补正合议庭组成通知，重新送达。' }).expect(200);
      await office.post(`${at}/send-back`).send({ version: 2, words: '请补充送达回证。' }).expect(200);
      await bench.post(`${at}/report`).send({ version: 3, words: '送达回证已入卷，见第15页。' }).expect(200);
      expect((await office.post(`${at}/close`).send({ version: 3, words: '已核对回证' }).expect(409)).body.code).toBe('record.changed');
      const closed = (await office.post(`${at}/close`).send({ version: 4, words: '已核对送达回证。' }).expect(200)).body;
      expect(closed).toMatchObject({ status: 'closed', steps: [{ action: 'order' }, { action: 'report' }, { action: 'sendBack' }, { action: 'report' }, { action: 'close' }] });
      expect((await office.get('/api/rectifications?status=closed').expect(200)).body.total).toBe(1);
      expect((await office.get('/api/rectifications/export?format=csv').expect(200)).text).toContain('已销号');
    });

    it('reduced: a minor one stands in its place; rejected: nothing does; nobody decides who was concerned', async () => {
      const { reviewId, ids } = await submitted([serious(), serious({ place: '卷宗第40页', clauseId: clauses['S-C-05'], points: '15.00' })]);
      for (const id of ids) await letPass(id);
      const [first, second] = ids as [string, string];
      const { version } = (await detail(committee, first)).finding;
      const dear = (await committee.post(`/api/findings/${first}/decision`).send(decision(version, { outcome: 'reduced', clauseId: clauses['M-C-17'], points: '3.00' })).expect(422)).body;
      expect(dear.message + JSON.stringify(dear.faults)).toContain('0.50');
      const after = (await committee.post(`/api/findings/${first}/decision`).send(decision(version, { outcome: 'reduced', clauseId: clauses['M-C-17'], points: '0.50' })).expect(200)).body as Detail;
      expect(after.finding.status).toBe('superseded');
      expect(after.chain.map(({ status }) => status)).toEqual(['superseded', 'settled']);
      expect(after.chain[1]).toMatchObject({ counted: '0.50', shares: [{ name: '王敏', points: '0.50' }] });
      const own = await court.signedIn('judge-member', [{ role: 'committeeMember', scope: 'court' }], judge);
      expect((await own.post(`/api/findings/${second}/decision`).send(decision(version)).expect(403)).body.code).toBe('finding.recused');
      await committee.post(`/api/findings/${second}/decision`).send(decision(version, { outcome: 'rejected' })).expect(200);
      expect(await gradeOf(reviewId)).toBe('优秀');
      const gone = (await committee.get('/api/findings?status=superseded').expect(200)).body.items as Finding[];
      expect(gone.map(({ id }) => id).sort()).toEqual([...ids].sort());
      expect((await bench.post(`/api/findings/${second}/comments`).send({ kind: 'accept' }).expect(409)).body.code).toBe('finding.notNow');
    });

    it('eight decisions at once: one wins, seven are told who decided', async () => {
      const { ids } = await submitted([serious()]);
      await letPass(ids[0]!);
      const { version } = (await detail(committee, ids[0]!)).finding;
      const members = [committee];
      for (let at = 2; at <= 8; at++) members.push(await court.signedIn(`member${at}`, [{ role: 'committeeMember', scope: 'court' }], await court.person(`委员${at}`, court.second)));
      const outcomes = ['confirmed', 'rejected'];
      const answers = await Promise.all(members.map((agent, at) => agent.post(`/api/findings/${ids[0]}/decision`).send(decision(version, { outcome: outcomes[at % 2] }))));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      for (const { status, body } of answers.filter((answer) => answer.status !== 200)) expect([status, ['finding.decided', 'record.changed'].includes(body.code)]).toEqual([409, true]);
      const trail = await on.app.get(Database).repository(AuditEntry).findBy({ subjectId: ids[0]! });
      expect(trail.filter(({ action }) => action === 'finding.confirmed' || action === 'finding.rejected')).toHaveLength(1);
    });
  });

  describe('a minor finding', () => {
    it('settles when all have accepted it, or when the window has passed; its reviewer may take it back before', async () => {
      const { ids } = await submitted([minor(), minor({ place: '判决书第5段', clauseId: clauses['M-C-07'], points: '1.00' }), minor({ place: '判决书第9段', clauseId: clauses['M-C-08'], points: '1.50' })]);
      const [accepted, late, back] = ids as [string, string, string];
      expect(((await bench.post(`/api/findings/${accepted}/comments`).send({ kind: 'accept' }).expect(200)).body as Detail).finding.status).toBe('settled');
      await letPass(late);
      expect((await bench.post(`/api/findings/${late}/comments`).send({ kind: 'accept' }).expect(409)).body.code).toBe('finding.windowClosed');
      expect((await detail(bench, late)).finding.status).toBe('settled');
      expect((await desk.post(`/api/findings/${back}/take-back`).send({ version: 1, reason: '。' }).expect(422)).body.faults[0].path).toBe('reason');
      const taken = (await desk.post(`/api/findings/${back}/take-back`).send({ version: 1, reason: '经说明，争议焦点已在庭审中归纳。' }).expect(200)).body as Detail;
      expect(taken.finding).toMatchObject({ status: 'superseded', supersededBy: null });
      const settled = await on.app.get(Database).repository(AuditEntry).findBy({ subjectId: late, action: 'finding.settled' });
      expect(settled.map(({ actorName }) => actorName)).toEqual(['服务器命令 server command']);
      await office.post(`/api/findings/${accepted}/rectification`).send({ demand: '请补充说理并在庭务会讲评。' }).expect(200);
      expect((await office.post(`/api/findings/${accepted}/rectification`).send({ demand: '再次要求' }).expect(409)).body.code).toBe('rectification.ordered');
    });

    it('of one clause costs a case no more than the cap over all its reviews, and one fault is deducted once', async () => {
      const slip = (place: string, points: string) => minor({ clauseId: clauses['M-C-01'], place, points, responsibility: { situation: 'R08', departure: '判决书由法官自行校对' } });
      const first = await submitted([slip('判决书第1段', '2.00')]);
      const second = await submitted([slip('判决书第8段', '2.00'), slip('判决书第1段', '0.90')], first.caseId);
      const counted = await Promise.all([...first.ids, ...second.ids].map(async (id) => (await detail(office, id)).finding.counted));
      expect(counted).toEqual(['2.00', '1.00', '0.00']);
      expect((await detail(office, second.ids[0]!)).finding.shares).toMatchObject([{ name: '王敏', points: '1.00' }]);
      await desk.post(`/api/findings/${first.ids[0]}/take-back`).send({ version: 1, reason: '经核对并非错字。' }).expect(200);
      expect(await Promise.all(second.ids.map(async (id) => (await detail(office, id)).finding.counted))).toEqual(['2.00', '0.90']);
      expect((await detail(office, second.ids[0]!)).finding.shares).toMatchObject([{ name: '王敏', points: '2.00' }]);
    });

    it('the third of one clause by one person inside half a year raises the flag', async () => {
      const fresh = await court.person('赵强', court.first);
      for (let at = 0; at < 3; at++) {
        const { caseId } = await court.closedCase({ judge: fresh });
        await submitted([minor({ clauseId: clauses['M-C-06'], points: '0.50', shares: [{ personId: fresh, post: 'responsibleJudge', share: '100' }] })], caseId);
      }
      const { items, total } = (await office.get('/api/findings?repeat=true').expect(200)).body as { items: Finding[]; total: number };
      expect([total, items[0]!.repeat]).toEqual([1, [fresh]]);
      const { repeats, finding } = await detail(office, items[0]!.id);
      expect(repeats).toMatchObject([{ name: '赵强', findings: [{}, {}, {}] }]);
      expect(finding.status).toBe('submitted');
    });
  });

  describe('the facts of the case decide who answers', () => {
    it('dissenters answer for nothing; the proposal follows the ticks, and a departure needs its reason', async () => {
      const { caseId } = await court.closedCase({ judge, presiding, panel: [member] });
      const { reviewId } = await planned(caseId);
      const ask = async (responsibility: object) => (await desk.post(`/api/reviews/${reviewId}/proposal`).send(responsibility).expect(200)).body as { shares: Share[]; conditions: string[]; body: string | null; faults: { path: string }[] };
      expect((await ask({ situation: 'R03' })).faults.map(({ path }) => path)).toEqual(['responsibility.votedAgainst', 'responsibility.evidence']);
      const votes = { situation: 'R03', votedFor: [judge, presiding], votedAgainst: [member], evidence: '评议笔录第3页' };
      expect((await ask(votes)).shares.map(({ name, share }) => [name, share])).toEqual([['王敏', '66.67'], ['李芳', '33.33']]);
      expect((await ask({ ...votes, selfReported: [judge] })).shares[0]).toMatchObject({ name: '王敏', countsFor: 50 });
      expect(await ask({ situation: 'R05', evidence: '审委会纪要〔2026〕3号' })).toMatchObject({ shares: [], body: 'judicialCommittee', faults: [] });

      const shared = serious({ clauseId: clauses['S-C-01'], shares: [{ personId: judge, post: 'responsibleJudge', share: '66.67' }, { personId: presiding, post: 'presidingJudge', share: '33.33' }] });
      const other = (await desk.post(`/api/reviews/${reviewId}/findings`).send({ ...shared, responsibility: votes }).expect(422)).body;
      expect(other.faults.map(({ path }: { path: string }) => path)).toEqual(['responsibility.departure']);
      const kept = (await desk.post(`/api/reviews/${reviewId}/findings`).send({ ...shared, responsibility: { ...votes, selfReported: [judge], departure: '评议笔录载明孙立持不同意见' } }).expect(201)).body as Finding;
      expect(kept.shares.map(({ name, points, countsFor }) => [name, points, countsFor])).toEqual([['王敏', '6.67', 50], ['李芳', '6.67', 100]]);
      expect(kept.responsibility).toMatchObject({ situation: 'R03', departure: '评议笔录载明孙立持不同意见' });
      const noPerson = { clauseId: clauses['S-C-02'], points: '20.00', place: '合议庭报告', comment: '法律适用错误', shares: [], responsibility: { situation: 'R05', evidence: '审委会纪要〔2026〕3号', departure: '经审委会讨论决定' } };
      expect(((await desk.post(`/api/reviews/${reviewId}/findings`).send(noPerson).expect(201)).body as Finding).responsibility.body).toBe('judicialCommittee');
    });
  });

  describe('bad input', () => {
    it('is refused with the rule that says so', async () => {
      const { reviewId, caseId } = await planned();
      const old = newId();
      const clause = await on.app.get(Database).repository(DefectClause).findOneByOrFail({ id: clauses['M-C-11']! });
      await on.app.get(Database).repository(DefectClause).insert({ ...clause, id: old, code: 'M-X-99', effectiveFrom: '2025-01-01', effectiveUntil: '2026-01-01' });
      const faults = async (finding: object) => ((await desk.post(`/api/reviews/${reviewId}/findings`).send(finding).expect(422)).body.faults as { path: string; message: string }[]).map(({ path, message }) => `${path}: ${message}`).join();
      expect(await faults(minor({ clauseId: old }))).toContain('M-X-99（第 1 版');
      expect(await faults(minor({ points: '5.00' }))).toMatch(/points: .*示例〔2026〕1号.*2\.00–2\.00/);
      expect(await faults(minor({ shares: [{ personId: judge, post: 'responsibleJudge', share: '90' }] }))).toContain('还差 10.00%');
      const { documentId } = await court.closedCase({ judge }, '判决如下。');
      expect(await faults(minor({ documentId, quote: '判决', quoteStart: 0 }))).toContain('documentId');
      await court.change(() => on.app.get(Database).rows('UPDATE court_case SET closed_on = NULL WHERE id = :caseId', { caseId }));
      expect((await desk.post(`/api/reviews/${reviewId}/findings`).send(minor()).expect(409)).body.message).toContain('尚未结案');
      expect(on.app.get(Clock).today() > '2026-01-01').toBe(true);
    });
  });

  describe('a sheet of findings', () => {
    it('marks every faulty row and keeps nothing; put right it enters as drafts, and a second time changes nothing', async () => {
      const { reviewId, caseId } = await planned();
      const [row] = await on.app.get(Database).rows<{ number: string }>('SELECT case_number AS "number" FROM court_case WHERE id = :caseId', { caseId });
      const number = row!.number;
      const sheet = (...rows: string[]) => Buffer.from(['案号,条目,扣分,位置,评语,责任人,偏离理由', ...rows].join('\n'));
      const send = (content: Buffer, commit: boolean, agent: Agent = desk) => agent.post('/api/finding-imports').field('commit', String(commit)).attach('file', content, '十月差错.csv');
      const good = `${number},M-C-11,2.00,判决书第3段,未回应抗辩,王敏 100,`;
      const shared = `${number},M-C-01,0.60,判决书第5段,两处错字,王敏 80；褚云 20,`;
      const wrong = [good, `${number},M-C-11,9.00,判决书第7段,说理不足,王敏 100,`, `${number},M-X-01,1.00,第1页,评语,,`, `（2026）苏0102民初0号,M-C-11,2.00,第1页,评语,,`, `${number},M-C-08,1.50,第2段,焦点不准,王敏 60；张三 40,`, good];
      const tried = (await send(sheet(...wrong), false).expect(200)).body as { rows: number; saved: number; faults: { row: number; column: string; what: { zh: string }; fix: { zh: string } }[] };
      expect(tried).toMatchObject({ rows: 6, saved: 0 });
      expect(tried.faults.map(({ row: at, column }) => [at, column])).toEqual([[3, '扣分'], [4, '条目'], [5, '案号'], [6, '责任人'], [7, '位置']]);
      for (const { what, fix } of tried.faults) expect([what.zh, fix.zh].every((words) => words.length > 3)).toBe(true);
      expect((await send(sheet(...wrong), true).expect(422)).body.code).toBe('findingImport.faulty');
      const marked = await desk.post('/api/finding-imports/marked').attach('file', sheet(...wrong), '十月差错.csv').buffer(true).expect(200);
      expect(marked.headers['content-type']).toContain('spreadsheetml');
      const none = (await desk.get(`/api/reviews/${reviewId}`)).body.findings as unknown[];
      expect(none).toHaveLength(0);
      expect((await send(sheet(good, shared), true).expect(200)).body).toMatchObject({ saved: 2, unchanged: 0 });
      expect((await send(sheet(good, shared), true).expect(200)).body).toMatchObject({ saved: 0, unchanged: 2 });
      const drafts = (await desk.get(`/api/reviews/${reviewId}`)).body.findings as Finding[];
      expect(drafts.map(({ status, shares }) => [status, shares.map(({ points }) => points)])).toEqual([['draft', ['2.00']], ['draft', ['0.48', '0.12']]]);
      expect((await send(sheet(good), false, bench)).status).toBe(403);
      expect((await desk.get('/api/finding-imports').expect(200)).body.items[0]).toMatchObject({ fileName: '十月差错.csv' });
    });
  });

  describe('who sees what', () => {
    const signature = (caseId: string, documentId: string, personId: string) => on.app.get(Database).repository(SignOff).insert({
      id: newId(), courtId: court.courtId, caseId, documentId, digest: 'd'.repeat(64), sequence: 1, act: 'sign', step: 'judge', returnTo: null, nextStep: 'reviewer', personId, actorName: '签署人', answersFor: '示例', words: null, day: '2026-01-05', at: '2026-01-05T01:00:00.000Z',
    });
    const numberOf = async (caseId: string): Promise<string> => (await on.app.get(Database).rows<{ number: string }>('SELECT case_number AS "number" FROM court_case WHERE id = :caseId', { caseId }))[0]!.number;

    it('whoever repeats a review blind is told nothing of the first by any list or sheet; the judge sees what the clerk has to put right', async () => {
      const { caseId, documentId } = await court.closedCase({ judge, clerk }, '原告诉称借款未还。');
      await signature(caseId, documentId, judge);
      const { responsibilityCode: situation } = await on.app.get(Database).repository(DefectClause).findOneByOrFail({ courtId: court.courtId, code: 'S-C-03' });
      const clerks100 = { shares: [{ personId: clerk, post: 'clerk', share: '100' }], responsibility: { situation, departure: '笔录由书记员单独制作，见副卷。' } };
      const { reviewId, ids } = await submitted([serious(clerks100), minor({ documentId })], caseId);
      await letPass(ids[0]!);
      await committee.post(`/api/findings/${ids[0]}/decision`).send(decision((await detail(committee, ids[0]!)).finding.version)).expect(200);
      expect((await detail(bench, ids[0]!)).rectification).toMatchObject({ person: '褚云' });

      const another = await court.person('评查员乙', court.second, 'qualityReviewer', null);
      const blind = await court.signedIn('blind', [{ role: 'qualityReviewer', scope: 'court', natures: ['civil'] }], another);
      await planned(caseId, { reviewerId: another, secondOfId: reviewId });
      const number = await numberOf(caseId);
      const totals = async (agent: Agent) => [
        (await agent.get('/api/rectifications').query({ q: number }).expect(200)).body.total,
        (await agent.get('/api/sign-offs/let-through').query({ q: number }).expect(200)).body.total,
        (await agent.get('/api/findings').query({ q: number }).expect(200)).body.total,
      ];
      expect(await totals(desk)).toEqual([1, 1, 2]);
      expect(await totals(blind)).toEqual([0, 0, 0]);
      const sheet = Buffer.from(['案号,条目,扣分,位置,评语,责任人', `${number},M-C-11,2.00,判决书第3段,未回应抗辩,王敏 100`].join('\n'));
      expect((await blind.post('/api/finding-imports').field('commit', 'false').attach('file', sheet, '盲评.csv').expect(200)).body).toMatchObject({ ready: 1, unchanged: 0 });
    });
  });
});
