import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { CourtCase } from '../../src/cases/case.entities.js';
import { CourtParameter } from '../../src/court/court.entities.js';
import { Decimal } from '../../src/kernel/exact.js';
import { AuditEntry } from '../../src/platform/audit/audit-entry.entity.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { Bulletin } from '../../src/quality-review/bulletins/bulletin.entities.js';
import { CatalogueInstaller } from '../../src/quality-review/install-catalogue.js';
import { CaseReview, DefectClause, Finding, FindingShare } from '../../src/quality-review/review.entities.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

let on: AppUnderTest;
let court: SmallCourt;
let database: Database;
let [judge, reviewer, vice, drafterId]: string[] = [];
let drafter: Agent;
let checker: Agent;
let leader: Agent;
let chief: Agent;
let bench: Agent;
const OCTOBER = 'from=2026-10-01&until=2026-11-01';

describe('bulletins', () => {
  beforeAll(async () => {
    on = await startApp({ clockFrom: '2026-11-23T09:00:00+08:00' });
    court = await SmallCourt.found(on);
    database = on.app.get(Database);
    jest.spyOn(on.app.get(Clock), 'now').mockReturnValue(new Date('2026-11-23T02:00:00.000Z'));
    await on.app.get(CatalogueInstaller).installCatalogue(court.courtId);
    judge = await court.person('王敏', court.first);
    reviewer = await court.person('评查员甲', court.second, 'qualityReviewer', null);
    vice = await court.person('梁正', court.office, 'vicePresident', null);
    drafterId = await court.person('庄妍', court.office, 'officeStaff', null);
    drafter = await court.signedIn('zhuangyan', [{ role: 'trialManagement', scope: 'court' }], drafterId);
    checker = await court.signedIn('yanming', [{ role: 'trialManagement', scope: 'court' }], await court.person('严明', court.office, 'officeStaff', null));
    leader = await court.signedIn('liangzheng', [{ role: 'courtLeader', scope: 'court' }], vice);
    chief = await court.signedIn('zhaoqiang', [{ role: 'divisionChief', scope: 'division', divisionId: court.second }], await court.person('赵强', court.second, 'divisionChief'));
    bench = await court.signedIn('wangmin', [{ role: 'judge', scope: 'self' }], judge);
    await court.change(async () => {
      await parameter('finding.repeatCount', '3');
      await parameter('finding.repeatMonths', '6');
      // September: 20 reviewed, one with M-C-13. October: 30 reviewed, 15 with it; four of the second division without a fault.
      for (let n = 0; n < 20; n++) await reviewed('2026-09-15', n < 1 ? ['M-C-13'] : []);
      for (let n = 0; n < 30; n++) await reviewed('2026-10-15', n < 15 ? (n === 0 ? ['M-C-13', 'M-C-01'] : ['M-C-13']) : []);
      for (let n = 0; n < 4; n++) await reviewed('2026-10-20', [], court.second);
      await reviewed('2026-10-21', ['M-C-13'], court.first, 'second');
    });
  });
  afterAll(() => on.close());

  async function parameter(name: string, value: string): Promise<void> {
    await database.repository(CourtParameter).insert({ id: newId(), courtId: court.courtId, name, value, unit: 'count', effectiveFrom: '2025-01-01', source: '测试', example: false, createdAt: '2026-01-01T00:00:00.000Z' });
  }

  async function reviewed(day: string, codes: string[], divisionId = court.first, kind: 'first' | 'second' = 'first'): Promise<void> {
    const { caseId } = await court.closedCase({ judge: judge! });
    await database.repository(CourtCase).update(caseId, { divisionId, closedOn: `${day.slice(0, 8)}02` });
    const reviewId = newId();
    const secondOfId = kind === 'second' ? newId() : null;
    await database.repository(CaseReview).insert({ id: reviewId, courtId: court.courtId, caseId, kind: 'routine', triggers: null, batch: day.slice(0, 7), reviewerId: reviewer!, status: 'submitted', plannedOn: day, submittedOn: day, caseScore: new Decimal(codes.length ? 98 : 100), secondOfId, version: 1 });
    for (const code of codes) {
      const { id: clauseId } = await database.repository(DefectClause).findOneByOrFail({ courtId: court.courtId, code });
      const id = newId();
      await database.repository(Finding).insert({ id, courtId: court.courtId, caseId, reviewId, documentId: null, clauseId, severity: 'minor', points: new Decimal('2.00'), quote: '', quotePrefix: '', quoteSuffix: '', place: '卷宗第1页', comment: '测试', reviewerId: reviewer!, status: 'settled', recordedOn: day, settledOn: day, notAttributable: null, supersededBy: null, supersededReason: null, version: 1 });
      await database.repository(FindingShare).insert({ id: newId(), courtId: court.courtId, findingId: id, personId: judge!, post: 'responsibleJudge', share: new Decimal(100), points: new Decimal('2.00') });
    }
  }

  interface Flagged { kind: string; text: string; start: number; section: string; proposal: { key: string; text: string; same: boolean } | null; source: string | null }
  interface Shown { id: string; version: number; status: string; number: string | null; title: string; anonymous: boolean; may: string[]; digest: string | null; whole: boolean | null; work: { seen: string; flags: Flagged[]; sections: { key: string; heading: string; body: string }[]; figures: { key: string; text: string }[] } | null; shown: object[]; corrigendaList: { number: number; words: string }[] }
  const step = async (who: Agent, id: string, action: string, more: object = {}, status = 200): Promise<Shown & { code: string; message: string; faults: { path: string; message: string }[] }> => {
    const now = (await who.get(`/api/bulletins/${id}`)).body as Shown;
    return (await who.post(`/api/bulletins/${id}/${action}`).send({ version: now.version, seen: now.work?.seen, ...more }).expect(status)).body;
  };
  const write = (who: Agent, { id, version, title, anonymous, work }: Shown, body: string, sources: object[] = [], changes: object = {}) =>
    who.put(`/api/bulletins/${id}`).send({ version, title, anonymous, sections: work!.sections.map((one) => (one.key === 'demands' ? { ...one, body } : one)), sources, ...changes });
  const textOf = ({ shown }: Shown): string => JSON.stringify(shown);

  it('counts findings with what was looked at, says of a change only what the numbers allow, and opens each figure to its findings', async () => {
    const { body } = await leader.get(`/api/patterns?by=clause&${OCTOBER}`).expect(200);
    expect(body).toMatchObject({ findings: 16, total: { cases: 15, of: 34, rate: '44.12' }, totalBefore: { cases: 1, of: 20, rate: '5.00' }, before: { from: '2026-09-01', until: '2026-10-01' } });
    const [first, second] = body.rows;
    expect(first).toMatchObject({ key: 'M-C-13', findings: 15, cases: 15, of: 34, share: '93.75', running: '93.75', before: { cases: 1, of: 20 }, change: { difference: '39.12', verdict: 'rose' } });
    expect(second).toMatchObject({ key: 'M-C-01', findings: 1, running: '100.00', change: { verdict: 'unsaid' } });
    const ledger = (await leader.get('/api/findings?reviewedFrom=2026-10-01&reviewedUntil=2026-11-01&clause=M-C-13').expect(200)).body;
    expect(ledger.total).toBe(first.findings);

    // Where nothing was found stands too; the chief sees the own division alone, in the figures and behind them.
    const divisions = (await leader.get(`/api/patterns?by=division&${OCTOBER}`)).body.rows;
    expect(divisions.map(({ findings, of }: { findings: number; of: number }) => [findings, of])).toEqual([[16, 30], [0, 4]]);
    expect((await chief.get(`/api/patterns?by=clause&${OCTOBER}`).expect(200)).body).toMatchObject({ findings: 0, total: { cases: 0, of: 4 } });
    expect((await chief.get('/api/findings?reviewedFrom=2026-10-01&reviewedUntil=2026-11-01').expect(200)).body.total).toBe(0);
    const heat = (await leader.get(`/api/patterns/heat?${OCTOBER}`).expect(200)).body;
    expect(heat.cells.find((cell: { clause: string; division: string }) => cell.clause === 'M-C-13' && cell.division === court.first)).toMatchObject({ cases: 15, of: 30, rate: '50.00' });
    const months = (await leader.get('/api/patterns?by=month&from=2026-09-01&until=2026-11-01')).body.rows;
    expect(months.map(({ key, before }: { key: string; before: { of: number } }) => [key, before.of])).toEqual([['2026-09', 0], ['2026-10', 20]]);
    expect((await bench.get(`/api/patterns?by=clause&${OCTOBER}`).expect(403)).body.code).toBe('access.denied');
    expect((await leader.get('/api/patterns?by=clause&from=2026-10-01&until=2026-10-01').expect(422)).body.code).toBe('pattern.range');
    expect((await leader.get(`/api/patterns/export?by=clause&format=csv&${OCTOBER}`).expect(200)).text).toContain('44.12');
  });

  it('names who repeats a fault only to those who may', async () => {
    const seen = (await leader.get('/api/patterns/repeats?until=2026-11-01').expect(200)).body;
    expect(seen).toMatchObject({ least: 3, months: 6, named: true, rows: [{ clause: 'M-C-13', findings: 16, name: '王敏', personId: judge }] });
    const reviewing = await court.signedIn('reviewer', [{ role: 'qualityReviewer', scope: 'court' }], reviewer);
    const unseen = (await reviewing.get('/api/patterns/repeats?until=2026-11-01').expect(200)).body;
    expect(unseen).toMatchObject({ named: false, rows: [{ clause: 'M-C-13', findings: 16, name: null, personId: null, division: null }] });
    expect(JSON.stringify(unseen)).not.toContain('王敏');
  });

  it('keeps a briefing with its measures until they are done, and compares before and after', async () => {
    const wanted = { heldOn: '2026-10-01', occasion: '9月讲评会', chairId: vice, clauses: ['M-C-13'], divisionIds: [court.first], material: '送达回证', measures: [{ words: '逐案自查', personId: judge, dueOn: '2026-10-20' }] };
    const faulty = (await leader.post('/api/briefings').send({ ...wanted, heldOn: '2027-01-01', chairId: judge, clauses: ['X-1'], divisionIds: [], material: ' ', measures: [{ words: '自查', personId: newId(), dueOn: '2026-10-20' }] }).expect(422)).body;
    expect(faulty.faults.map(({ path }: { path: string }) => path).sort()).toEqual(['chairId', 'clauses', 'divisionIds', 'heldOn', 'material', 'measures[0].dueOn', 'measures[0].personId']);
    await bench.post('/api/briefings').send(wanted).expect(403);
    const held = (await leader.post('/api/briefings').send(wanted).expect(201)).body;
    expect(held).toMatchObject({ status: 'open', overdue: 1, chair: '梁正', list: [{ person: '王敏', overdue: true }] });
    expect((await bench.get(`/api/home`)).body.todo.map(({ link }: { link: string }) => link)).toContain(`/review/briefings/${held.id}`);
    expect((await drafter.get(`/api/home`)).body.todo.map(({ link }: { link: string }) => link)).toContain(`/review/briefings/${held.id}`);
    // Cases closed thirty days before and after: one of twenty against fifteen of thirty.
    const effect = (await leader.get(`/api/briefings/${held.id}/effect?days=30`).expect(200)).body;
    expect(effect).toMatchObject({ days: 30, rows: [{ code: 'M-C-13', before: { cases: 1, of: 20 }, after: { cases: 15, of: 30 }, change: { verdict: 'rose' } }] });
    expect((await leader.post(`/api/briefings/${held.id}/close`).send({ version: 1, words: '完成' }).expect(409)).body.code).toBe('briefing.measuresOpen');
    expect((await chief.post(`/api/briefings/${held.id}/measures/${held.list[0].id}/done`).send({ version: 1, words: '完成' }).expect(403)).body.code).toBe('briefing.notYours');
    const done = (await bench.post(`/api/briefings/${held.id}/measures/${held.list[0].id}/done`).send({ version: 1, words: '已逐案自查，补正 3 件' }).expect(200)).body;
    expect(done.list[0]).toMatchObject({ doneOn: '2026-11-23', doneBy: 'wangmin', yours: false });
    expect((await leader.post(`/api/briefings/${held.id}/close`).send({ version: 1, words: '整改到位' }).expect(200)).body.status).toBe('closed');
    expect((await leader.get('/api/briefings?state=closed').expect(200)).body.total).toBe(1);
  });

  it('carries a bulletin from the data to a frozen number, and never edits it afterwards', async () => {
    expect((await bench.post('/api/bulletins').send({ kind: 'review', period: '2026-10' }).expect(403)).body.code).toBe('access.denied');
    const drafted = (await drafter.post('/api/bulletins').send({ kind: 'review', period: '2026-10' }).expect(201)).body as Shown;
    expect(drafted).toMatchObject({ status: 'draft', anonymous: true, number: null, title: '关于2026年10月案件质量评查情况的通报' });
    expect(drafted.work!.flags).toEqual([]);
    expect(textOf(drafted)).toContain('"15"');
    expect(textOf(drafted)).not.toContain('王敏');
    expect((await drafter.post('/api/bulletins').send({ kind: 'review', period: '2026-10' }).expect(409)).body.code).toBe('bulletin.exists');
    await bench.get(`/api/bulletins/${drafted.id}`).expect(404);

    const typed = (await write(drafter, drafted, '一般差错18条，去年同期7条，由王敏负责。').expect(200)).body as Shown;
    expect(typed.work!.flags.map(({ text, proposal }) => [text, proposal?.text ?? null])).toEqual([['18', '16'], ['7', null], ['王敏', null]]);
    expect(textOf(typed)).toContain('某某');
    const held = await step(drafter, drafted.id, 'send', {}, 422);
    expect(held.code).toBe('bulletin.unsettled');
    expect(held.faults).toHaveLength(3);
    expect(held.faults[0]!.message).toContain('16');
    expect((await write(drafter, typed, 'x', [], { version: 1 }).expect(409)).body.code).toBe('record.changed');
    const adopted = (await write(drafter, typed, '一般差错{{minor}}条，去年同期7条，由承办人负责。', [{ section: 'demands', text: '7', source: '2025年第9期通报' }]).expect(200)).body as Shown;
    expect(adopted.work!.flags).toMatchObject([{ text: '7', source: '2025年第9期通报' }]);

    const sent = await step(drafter, drafted.id, 'send');
    expect(sent.status).toBe('checking');
    expect(sent.may).not.toContain('check');
    expect((await step(drafter, drafted.id, 'check', {}, 403)).code).toBe('bulletin.samePerson');
    expect((await step(checker, drafted.id, 'return', { words: ' ' }, 422)).code).toBe('bulletin.reasonMissing');
    await step(checker, drafted.id, 'check');

    // Figures follow the data until the signature: who signs must have read the new ones.
    const before = (await leader.get(`/api/bulletins/${drafted.id}`)).body as Shown;
    await court.change(() => reviewed('2026-10-25', ['M-C-01']));
    expect((await leader.post(`/api/bulletins/${drafted.id}/sign`).send({ version: before.version, seen: before.work!.seen }).expect(409)).body.code).toBe('bulletin.figuresMoved');
    expect((await step(checker, drafted.id, 'sign', {}, 403)).code).toBe('access.denied');
    const signed = await step(leader, drafted.id, 'sign');
    expect(signed).toMatchObject({ status: 'signed', number: '〔2026〕第1期', whole: true, work: null });
    const text = textOf(signed);
    expect(text).toContain('"17"');
    await court.change(() => reviewed('2026-10-26', ['M-C-01']));
    expect(textOf((await leader.get(`/api/bulletins/${drafted.id}`)).body)).toBe(text);
    expect((await write(drafter, { ...adopted, version: signed.version }, '改').expect(409)).body.code).toBe('bulletin.notNow');
    expect((await step(drafter, drafted.id, 'withdraw', { words: '错了' }, 409)).code).toBe('bulletin.notNow');
    await bench.get(`/api/bulletins/${drafted.id}`).expect(404);

    await step(drafter, drafted.id, 'publish');
    const public_ = (await bench.get(`/api/bulletins/${drafted.id}`).expect(200)).body as Shown;
    expect(public_).toMatchObject({ status: 'published', work: null, may: [] });
    expect(JSON.stringify(public_)).not.toContain('王敏');
    expect((await bench.get('/api/home')).body.arrivals.some(({ link }: { link: string }) => link === `/bulletins/${drafted.id}`)).toBe(true);
    expect((await bench.post(`/api/bulletins/${drafted.id}/corrigenda`).send({ words: '改' }).expect(403)).body.code).toBe('access.denied');
    await leader.post(`/api/bulletins/${drafted.id}/corrigenda`).send({ words: '表1合计应为34件。' }).expect(200);
    const corrected = (await leader.post(`/api/bulletins/${drafted.id}/corrigenda`).send({ words: '再更正一处。' }).expect(200)).body as Shown;
    expect(corrected.corrigendaList.map(({ number }) => number)).toEqual([1, 2]);
    expect(textOf(corrected)).toBe(text);

    const kept = await database.repository(Bulletin).findOneByOrFail({ id: drafted.id });
    expect(JSON.parse(kept.frozen!).basis.findings).toHaveLength(17);
    expect(kept.frozen).not.toContain('王敏');
    expect((await bench.get(`/api/bulletins/${drafted.id}/verification`).expect(200)).body).toMatchObject({ agrees: true, stored: kept.digest });
    const pdf = await bench.get(`/api/bulletins/${drafted.id}/paper`).buffer(true).expect(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    const book = await bench.get(`/api/bulletins/${drafted.id}/workbook`).buffer(true).expect(200);
    expect(book.headers['content-type']).toContain('spreadsheetml');
    const trail = (await database.repository(AuditEntry).find({ where: { subjectId: drafted.id }, order: { sequence: 'ASC' } })).map(({ action }) => action);
    expect(trail).toEqual(['bulletin.drafted', 'bulletin.written', 'bulletin.written', 'bulletin.sent', 'bulletin.checked', 'bulletin.signed', 'bulletin.published', 'bulletin.corrected', 'bulletin.corrected']);
    // Whoever changes what was signed, in the row and its digest alike, is found out by the trail.
    await database.repository(Bulletin).update(drafted.id, { frozen: kept.frozen!.replace('"17"', '"16"') });
    expect((await bench.get(`/api/bulletins/${drafted.id}`)).body.whole).toBe(false);
    await database.repository(Bulletin).update(drafted.id, { frozen: kept.frozen });
  });

  it('gives eight signings at once one number, and eight bulletins numbers without a gap', async () => {
    const ready = async (period: string): Promise<Shown> => {
      const { id } = (await drafter.post('/api/bulletins').send({ kind: 'review', period }).expect(201)).body as Shown;
      await step(drafter, id, 'send');
      return step(checker, id, 'check');
    };
    const one = await ready('2026-09');
    const answers = await Promise.all(Array.from({ length: 8 }, () => leader.post(`/api/bulletins/${one.id}/sign`).send({ version: one.version, seen: one.work!.seen })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
    expect((await leader.get(`/api/bulletins/${one.id}`)).body.number).toBe('〔2026〕第2期');

    // The month that still runs is not signed: its figures would freeze half-way.
    const running = await ready('2026-11');
    expect((await leader.post(`/api/bulletins/${running.id}/sign`).send({ version: running.version, seen: running.work!.seen }).expect(409)).body.code).toBe('bulletin.stillRunning');
    await step(drafter, running.id, 'withdraw', { words: '月底再拟' });

    const withdrawn = (await drafter.post('/api/bulletins').send({ kind: 'review', period: '2026-08' }).expect(201)).body as Shown;
    await step(drafter, withdrawn.id, 'withdraw', { words: '并入下月' });
    const many: Shown[] = [];
    for (const month of ['01', '02', '03', '04', '05', '06', '07', '08']) many.push(await ready(`2026-${month}`));
    const signed = await Promise.all(many.map((each) => leader.post(`/api/bulletins/${each.id}/sign`).send({ version: each.version, seen: each.work!.seen })));
    expect(signed.map(({ status }) => status)).toEqual(Array(8).fill(200));
    const numbers = (await database.repository(Bulletin).findBy({ courtId: court.courtId, year: 2026 })).map(({ number }) => number!).sort((a, b) => a - b);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('names cases and judges only in a bulletin that says so', async () => {
    const drafted = (await drafter.post('/api/bulletins').send({ kind: 'review', period: '2026-11' }).expect(201)).body as Shown;
    await court.change(() => reviewed('2026-11-10', ['M-C-13']));
    const named = (await write(drafter, drafted, '无', [], { anonymous: false, sections: drafted.work!.sections.map((one) => (one.key === 'cases' ? { ...one, body: '{{case1.judge}}' } : one)) }).expect(200)).body as Shown;
    expect(textOf(named)).toContain('王敏');
    const masked = (await write(drafter, { ...named, anonymous: true }, '无').expect(200)).body as Shown;
    expect(JSON.stringify(masked)).not.toContain('王敏');
    expect(textOf(masked)).toContain('某法官');
  });
});
