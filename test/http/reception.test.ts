import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { CourtParameter } from '../../src/court/court.entities.js';
import { EnteredFact } from '../../src/evaluation/entered-fact.entity.js';
import type { RecordsBehindPage, ScoreSheetView } from '../../src/evaluation/dto/score.dto.js';
import { RatingForm, RatingTask } from '../../src/evaluation/rating.entities.js';
import { SchemesService } from '../../src/evaluation/schemes.service.js';
import { Decimal } from '../../src/kernel/exact.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { SmallCourt, type Agent } from './small-court.js';

let on: AppUnderTest;
let court: SmallCourt;
let chiefId: string;
let otherChiefId: string;
let leaderId: string;
let judgeId: string;
let chief: Agent;
let otherChief: Agent;
let leader: Agent;
let judge: Agent;
let recorder: Agent;
let decider: Agent;

const PLACE = '诉讼服务中心';
const items = async (who: Agent, query = ''): Promise<Record<string, never>[]> => (await who.get(`/api/reception-days?pageSize=100${query}`).expect(200)).body.items;
const act = (who: Agent, id: string, what: string, body: object) => who.post(`/api/reception-days/${id}/${what}`).send(body);

async function entered(day: string, personId: string): Promise<{ id: string; version: number }> {
  await recorder.post('/api/reception-days').send({ duties: [{ day, personId, place: PLACE }] }).expect(201);
  return (await items(recorder, `&personId=${personId}&month=${day.slice(0, 7)}`)).find((row) => row['day'] === day) as never;
}

describe('reception', () => {
  beforeAll(async () => {
    on = await startApp();
    jest.spyOn(on.app.get(Clock), 'today').mockReturnValue('2026-11-02');
    court = await SmallCourt.found(on);
    chiefId = await court.person('赵强', court.first, 'divisionChief');
    otherChiefId = await court.person('雷鸣', court.second, 'divisionChief', 'criminal');
    leaderId = await court.person('陈志远', court.office, 'vicePresident', null);
    judgeId = await court.person('王敏', court.first);
    chief = await court.signedIn('chief', [{ role: 'divisionChief', scope: 'division', divisionId: court.first }], chiefId);
    otherChief = await court.signedIn('otherChief', [{ role: 'divisionChief', scope: 'division', divisionId: court.second }], otherChiefId);
    leader = await court.signedIn('leader', [{ role: 'courtLeader', scope: 'court' }], leaderId);
    judge = await court.signedIn('judge', [{ role: 'judge', scope: 'self' }], judgeId);
    recorder = await court.signedIn('recorder', [{ role: 'politicalSupervision', scope: 'court' }], await court.person('崔正', court.office, 'officeStaff', null));
    decider = await court.signedIn('decider', [{ role: 'politicalSupervision', scope: 'court' }], await court.person('纪清', court.office, 'officeStaff', null));
  });
  afterAll(() => on.close());

  it('takes a roster whole or not at all, and names every fault', async () => {
    const duties = [
      { day: '2026-11-04', personId: chiefId, place: PLACE },
      { day: '2026-10-28', personId: chiefId, place: PLACE },
      { day: '2026-11-05', personId: judgeId, place: PLACE },
      { day: '2026-11-04', personId: chiefId, place: ' ' },
    ];
    const refused = (await recorder.post('/api/reception-days').send({ duties }).expect(422)).body;
    expect(refused.faults.map(({ path }: { path: string }) => path)).toEqual(['duties[1].day', 'duties[2].personId', 'duties[3].personId', 'duties[3].place']);
    expect(await items(recorder)).toEqual([]);
    await recorder.post('/api/reception-days').send({ duties: [{ day: '2026-11-04', personId: chiefId, place: PLACE }, { day: '2026-11-11', personId: otherChiefId, place: PLACE }] }).expect(201);
    expect((await recorder.get('/api/reception-days/people').expect(200)).body.map(({ name }: { name: string }) => name).sort()).toEqual(['赵强', '陈志远', '雷鸣'].sort());
    for (const who of [chief, leader, judge]) await who.post('/api/reception-days').send({ duties }).expect(403);
  });

  it('shows a chief the own division, a leader the court, a judge nothing', async () => {
    expect((await items(chief)).map((row) => row['person'])).toEqual(['赵强']);
    expect((await items(leader)).map((row) => row['person'])).toEqual(['雷鸣', '赵强']);
    await judge.get('/api/reception-days').expect(403);
    const [theirs] = await items(otherChief);
    for (const path of ['', '/steps']) await chief.get(`/api/reception-days/${theirs!['id']}${path}`).expect(404);
    await chief.get('/api/reception-days/people').expect(403);
  });

  it('hands a day over with its reason, and keeps what it was', async () => {
    const duty = await entered('2026-11-18', chiefId);
    expect((await act(recorder, duty.id, 'take-over', { version: duty.version, personId: judgeId, words: '短' }).expect(422)).body.faults.map(({ path }: { path: string }) => path)).toEqual(['words', 'personId']);
    const taken = (await act(recorder, duty.id, 'take-over', { version: duty.version, personId: leaderId, words: '当日赴中院参加会议' }).expect(200)).body;
    expect(taken).toMatchObject({ person: '陈志远', day: '2026-11-18', state: 'planned', takenFrom: '赵强' });
    expect(await items(recorder, `&personId=${chiefId}&month=2026-11&state=takenOver`)).toHaveLength(1);
    expect((await recorder.get(`/api/reception-days/${duty.id}/steps`).expect(200)).body.map(({ act: step }: { act: string }) => step)).toEqual(['entered', 'takenOver']);
    await act(recorder, duty.id, 'take-over', { version: duty.version + 1, personId: otherChiefId, words: '当日赴中院参加会议' }).expect(409);
    await act(recorder, taken.id, 'strike', { version: taken.version, words: '当日全院停办公务' }).expect(200);
  });

  it('records an absence, refuses one excuse and approves another, by a second person', async () => {
    const [first, second] = [await entered('2026-11-05', chiefId), await entered('2026-11-12', chiefId)];
    expect((await act(recorder, first.id, 'attendance', { version: 1, attended: false, words: '当日未到岗' }).expect(422)).body.faults[0].path).toBe('day');
    jest.spyOn(on.app.get(Clock), 'today').mockReturnValue('2026-11-16');
    await act(chief, first.id, 'attendance', { version: 1, attended: true }).expect(403);
    for (const { id } of [first, second]) expect((await act(recorder, id, 'attendance', { version: 1, attended: false, words: '当日上午未到岗' }).expect(200)).body).toMatchObject({ state: 'absent', counts: true });
    await act(otherChief, first.id, 'excuse', { version: 2, words: '开庭未能到岗接待' }).expect(404);
    await act(leader, first.id, 'excuse', { version: 2, words: '开庭未能到岗接待' }).expect(403);
    await act(chief, first.id, 'excuse', { version: 2, words: '忘了' }).expect(422);
    expect((await act(chief, first.id, 'excuse', { version: 2, words: '当日事多，没有赶到' }).expect(200)).body).toMatchObject({ state: 'excuseAsked', counts: true });
    await act(chief, second.id, 'excuse', { version: 2, words: '急案当日开庭，已报分管院长' }).expect(200);
    await act(recorder, first.id, 'decide', { version: 3, approve: true, words: '情况属实，准予说明' }).expect(403);
    await act(chief, first.id, 'decide', { version: 3, approve: true, words: '情况属实，准予说明' }).expect(403);
    expect((await act(decider, first.id, 'decide', { version: 3, approve: false, words: '事前没有请假，不予准许' }).expect(200)).body).toMatchObject({ state: 'excuseRefused', counts: true });
    expect((await act(decider, second.id, 'decide', { version: 3, approve: true, words: '排庭记录可以核实' }).expect(200)).body).toMatchObject({ state: 'excused', counts: false });
    await act(decider, second.id, 'decide', { version: 3, approve: false, words: '重新考虑后不准许' }).expect(409);
    expect((await recorder.get('/api/reception-days/summary?month=2026-11').expect(200)).body).toMatchObject({ absent: 1, excused: 1, unrecorded: 2 });
  });

  it('puts a wrong record right only with a reason, and tells who is wanted on the home page', async () => {
    const [absent] = await items(recorder, '&state=excuseRefused');
    const { id, version } = absent as unknown as { id: string; version: number };
    await act(recorder, id, 'attendance', { version, attended: true }).expect(422);
    expect((await act(recorder, id, 'attendance', { version, attended: true, words: '登记簿核对有误，当日下午到岗' }).expect(200)).body).toMatchObject({ state: 'attended', counts: false });
    await act(recorder, id, 'attendance', { version, attended: true, words: '登记簿核对有误，当日下午到岗' }).expect(409);
    expect((await recorder.get(`/api/reception-days/${id}/steps`).expect(200)).body.map(({ act: step }: { act: string }) => step)).toEqual(['entered', 'missed', 'excuseGiven', 'excuseRefused', 'attended']);
    await entered('2026-11-25', chiefId);
    const keys = async (who: Agent): Promise<string[]> => (await who.get('/api/home').expect(200)).body.todo.map(({ key }: { key: string }) => key.split(':').slice(0, 2).join(':'));
    expect(await keys(chief)).toContain('reception:next');
    expect(await keys(recorder)).toContain('reception:record');
    const sheet = await recorder.get('/api/reception-days/export?format=csv').expect(200);
    expect(sheet.text).toContain('登记簿核对有误');
  });

  const AT = '2026-11-16T00:00:00.000Z';
  const YEAR = { period: '2026', periodFrom: '2026-01-01', periodUntil: '2027-01-01' };

  /** What the chiefs' scheme asks for beside the records of modules: the court's numbers, forms of closed ratings, and “no discipline case”. */
  async function chiefsScored(): Promise<void> {
    const { courtId } = court;
    const database = on.app.get(Database);
    const parameters = { 'research.required': JSON.stringify([{ posts: ['judge', 'divisionChief'], ranks: [], pointsPerYear: '12.00' }]), 'chief.seriousCeiling': '0.50', 'chief.minorCeiling': '8.00', 'chief.complaintCeiling': '0.30' };
    await court.change(async () => {
      for (const [name, value] of Object.entries(parameters))
        await database.repository(CourtParameter).insert({ id: newId(), courtId, name, value, unit: name.startsWith('chief') ? 'percent' : 'table', effectiveFrom: '2025-01-01', source: '示例', example: true, createdAt: AT });
      await on.app.get(SchemesService, { strict: false }).installShippedSchemes(courtId, ['judge-civil', 'division-chief']);
      for (const [fact, mark] of [['leaderForms', 90], ['memberForms', 80]] as const) {
        const task = { ...YEAR, id: newId(), courtId, fact, raterGroup: '院领导', minimumForms: 1, outOf: new Decimal(100), dueOn: '2026-11-10', source: '示例', status: 'closed' as const, createdBy: '崔正', createdAt: AT, closedBy: '崔正', closedAt: AT, closeReason: null, version: 2 };
        await database.repository(RatingTask).insert(task);
        await database.repository(RatingForm).insert({ id: newId(), courtId, taskId: task.id, raterId: leaderId, ratedId: chiefId, mark: new Decimal(mark), reason: null, submittedAt: AT, version: 2 });
      }
      await database.repository(EnteredFact).insert({
        ...YEAR, id: newId(), courtId, fact: 'disciplineCases', shape: 'events', personId: null, divisionId: null, value: null, weight: null, points: null, clause: null, label: null, day: null, approvedBy: null, evidence: '台账', files: [], none: true,
        recordedById: newId(), recordedBy: '崔正', office: 'politicalSupervision', createdAt: AT, correctsId: null, correctedById: null, supersededAt: null, supersededBy: null, supersededReason: null, version: 1,
      });
    });
  }

  it('enters the chief’s sheet beside the own cases and the division’s, and opens to the day', async () => {
    await chiefsScored();
    for (const judging of [judgeId, judgeId, judgeId, chiefId]) await court.closedCase({ judge: judging });
    const sheet = async (): Promise<ScoreSheetView> => (await chief.get('/api/scores/me?period=2026').expect(200)).body as ScoreSheetView;
    const behind = async (leaf: string): Promise<RecordsBehindPage> => (await chief.get(`/api/scores/me/records?period=2026&leaf=${leaf}`).expect(200)).body as RecordsBehindPage;
    const leafOf = async (key: string) => (await sheet()).components.find((part) => part.key === key)!;
    // Nothing has been reviewed and no cost graded, so that 30 of 100 do not apply: 5.00 × 100 ÷ 70.
    expect(await leafOf('reception')).toMatchObject({ applicable: true, points: '7.14' });
    expect(await leafOf('ownWork')).toMatchObject({ applicable: true });
    expect(await behind('ownWork')).toMatchObject({ fact: 'ownJudgeScore', total: 1, items: [{ source: { kind: 'sheet', id: chiefId } }] });
    expect(await behind('efficiency')).toMatchObject({ fact: 'divisionEfficiency', total: 1, items: [{ source: { kind: 'sheet', id: judgeId } }] });

    const [missed] = (await items(recorder, `&personId=${chiefId}&state=attended`)) as unknown as { id: string; version: number; day: string }[];
    await act(recorder, missed!.id, 'attendance', { version: missed!.version, attended: false, words: '再次核对，当日确未到岗' }).expect(200);
    expect(await leafOf('reception')).toMatchObject({ points: '0.00' });
    const lines = JSON.stringify(await leafOf('reception'));
    expect(lines).toContain(missed!.id);
    expect(lines).toContain(missed!.day);
    const ranked = (await leader.get('/api/rankings/divisionChief:civil/2026').expect(200)).body;
    expect(JSON.stringify(ranked)).toContain(chiefId);
    await judge.get('/api/scores/people/' + chiefId + '?period=2026').expect(404);
  });
});
