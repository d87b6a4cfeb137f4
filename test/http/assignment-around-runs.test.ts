import { AssignmentRoute, AssignmentRun, CaseRecusal } from '../../src/case-assignment/assignment.entities.js';
import type { DesignationRow, DesignationSummary } from '../../src/case-assignment/dto/designation.dto.js';
import type { FairnessView } from '../../src/case-assignment/dto/fairness.dto.js';
import type { PoolCaseView, PoolRow, PoolSummary } from '../../src/case-assignment/dto/pool.dto.js';
import type { RunView, WhyView } from '../../src/case-assignment/dto/run.dto.js';
import type { AssignmentSettingsView, CandidateRow } from '../../src/case-assignment/dto/settings.dto.js';
import type { TransferRow } from '../../src/case-assignment/dto/transfer.dto.js';
import { RunSchedule } from '../../src/case-assignment/run-schedule.js';
import { createApp } from '../../src/bootstrap.js';
import { CourtCase } from '../../src/cases/case.entities.js';
import { LeaveOfAbsence, PostHolding } from '../../src/court/court.entities.js';
import { addDays, addMonths } from '../../src/kernel/day.js';
import { Decimal } from '../../src/kernel/exact.js';
import { newId } from '../../src/platform/ids.js';
import { readCsv } from '../../src/platform/sheets/csv.js';
import { startApp, type AppUnderTest } from '../support/app.js';
import { AssignmentCourt } from './assignment-court.js';
import type { Agent } from './small-court.js';

interface Refusal {
  code: string;
  message: string;
  faults: { path: string; message: string }[];
}

describe('assignment around runs', () => {
  describe('assignment around the runs', () => {
    let app: AppUnderTest;
    let court: AssignmentCourt;
    let office: Agent;
    let leader: Agent;
    let chief: Agent;

    beforeAll(async () => {
      app = await startApp();
      court = await AssignmentCourt.found(app, { 王敏: 1, 赵强: 3, 李芳: 5 });
      office = court.office;
      leader = await court.court.signedIn('leader', [{ role: 'courtLeader', scope: 'court' }]);
      chief = await court.court.signedIn('chief', [{ role: 'divisionChief', scope: 'division', divisionId: court.court.first }], court.judges['赵强']!);
    });
    afterAll(() => app.close());

    const refused = (body: unknown) => body as Refusal;
    const runOnce = async (): Promise<RunView> => {
      const { id } = (await office.post('/api/assignment/runs').send({ nature: 'civil' }).expect(201)).body as RunView;
      const draft = (await office.post(`/api/assignment/runs/${id}/preview`).send({}).expect(200)).body as RunView;
      return (await office.post(`/api/assignment/runs/${id}/commit`).send({ version: draft.version, inputDigest: draft.inputDigest }).expect(200)).body as RunView;
    };

    it('lists the pool with what limits each case, filters it and exports it row for row', async () => {
      const [plain, urgent] = await court.cases(2, null, { intakeOn: addDays(court.today, -9) });
      await office.put(`/api/assignment/pool/${urgent}`).send({ version: 0, urgent: true }).expect(422);
      const changed = (await office.put(`/api/assignment/pool/${urgent}`).send({ version: 0, urgent: true, urgentReason: '先予执行', area: '柳河镇' }).expect(200)).body as PoolCaseView;
      expect(changed).toMatchObject({ urgent: true, urgentReason: '先予执行', area: '柳河镇', version: 1, waitingDays: 9, history: [] });
      expect(refused((await office.put(`/api/assignment/pool/${urgent}`).send({ version: 0, urgent: false }).expect(409)).body).code).toBe('record.changed');
      const shown = async (query: string) => ((await office.get(`/api/assignment/pool?${query}`).expect(200)).body as { items: PoolRow[] }).items.map(({ caseId }) => caseId);
      expect(await shown('show=urgent')).toEqual([urgent]);
      expect((await shown('sort=caseNumber&nature=civil')).slice(0, 2)).toEqual([plain, urgent]);
      expect(await shown('nature=criminal')).toEqual([]);
      const csv = await office.get('/api/assignment/pool/export?format=csv&sort=caseNumber').responseType('blob').expect(200);
      expect(readCsv(csv.body as Buffer).rows.map(({ cells }) => cells[7])).toEqual(['', '是']);
      const judge = await court.court.signedIn('plainjudge', [{ role: 'judge', scope: 'self' }], court.judges['王敏']!);
      await judge.get('/api/assignment/pool/export?format=csv').expect(403);
      await judge.put(`/api/assignment/pool/${plain}`).send({ version: 0, urgent: true, urgentReason: '急' }).expect(403);
    });

    it('gives an urgent case at once to the lowest load among the eligible, with the same explanation and a file to replay', async () => {
      const [urgent] = await court.cases(1);
      await office.post(`/api/assignment/pool/${urgent}/recusals`).send({ personId: court.judges['王敏'], kind: 'recusal', reason: '申请回避获准' }).expect(201);
      await chief.post(`/api/assignment/pool/${urgent}/assign-urgent`).send({ reason: '先予执行' }).expect(403);
      const why = (await office.post(`/api/assignment/pool/${urgent}/assign-urgent`).send({ reason: '先予执行，须当日处理' }).expect(200)).body as WhyView;
      expect(why).toMatchObject({ judge: '赵强', kind: 'urgent', phase: 'urgent' });
      expect(why.excluded.find(({ name }) => name === '王敏')).toMatchObject({ kind: 'recused' });
      expect((await office.get(`/api/assignment/runs/${why.runId}/verify`).expect(200)).body).toMatchObject({ equal: true, seedMatchesCommitment: true });
      expect(refused((await office.post(`/api/assignment/pool/${urgent}/assign-urgent`).send({ reason: '再来一次' }).expect(409)).body).code).toBe('assignment.notWaiting');
    });

    it('refuses an urgent case nobody may take, with the reason for each judge', async () => {
      const [nobody] = await court.cases(1);
      for (const personId of Object.values(court.judges)) await office.post(`/api/assignment/pool/${nobody}/recusals`).send({ personId, kind: 'recusal', reason: '申请回避获准' }).expect(201);
      const refusal = refused((await office.post(`/api/assignment/pool/${nobody}/assign-urgent`).send({ reason: '须当日处理' }).expect(422)).body);
      expect(refusal.code).toBe('urgent.nobody');
      expect(refusal.faults.map(({ path }) => path).sort()).toEqual(['李芳', '王敏', '赵强'].sort());
      const [recusal] = await court.database.repository(CaseRecusal).findBy({ caseId: nobody! });
      const after = (await office.post(`/api/assignment/recusals/${recusal!.id}/withdraw`).send({ reason: '登记有误' }).expect(200)).body as PoolCaseView;
      expect(after.recusals).toHaveLength(2);
      await office.post(`/api/assignment/pool/${nobody}/recusals`).send({ personId: newId(), kind: 'recusal', reason: '查无此人' }).expect(422);
    });

    it('designates by two persons only, publicly, and places the case first in the next run', async () => {
      const [one, two] = await court.cases(2);
      const given = { caseId: one, judgeId: court.judges['李芳'], scope: 'majorDifficult', reason: '疑难复杂，需由其承办', atOnce: false };
      await leader.post('/api/assignment/designations').send(given).expect(403);
      const row = (await office.post('/api/assignment/designations').send(given).expect(201)).body as DesignationRow;
      expect(row).toMatchObject({ status: 'proposed', judge: '李芳', proposedBy: court.officeName, may: { approve: false } });
      expect(refused((await office.post('/api/assignment/designations').send(given).expect(409)).body).code).toBe('designation.open');
      await office.post(`/api/assignment/designations/${row.id}/approve`).send({ version: 1 }).expect(403);
      const approved = (await leader.post(`/api/assignment/designations/${row.id}/approve`).send({ version: 1 }).expect(200)).body as DesignationRow;
      expect(approved).toMatchObject({ status: 'approved', decidedBy: 'leader', assignedOn: null });
      expect(refused((await leader.post(`/api/assignment/designations/${row.id}/approve`).send({ version: 1 }).expect(409)).body).code).toBe('designation.decided');

      const atOnce = (await office.post('/api/assignment/designations').send({ ...given, caseId: two, judgeId: court.judges['王敏'], scope: 'related', atOnce: true }).expect(201)).body as DesignationRow;
      await leader.post(`/api/assignment/designations/${atOnce.id}/approve`).send({ version: 1 }).expect(200);
      const whyTwo = (await chief.get(`/api/assignment/cases/${two}/why`).expect(200)).body as WhyView;
      expect(whyTwo).toMatchObject({ judge: '王敏', kind: 'designated' });
      expect(whyTwo.steps[0]!.text.zh).toContain(`${court.officeName}提请，leader批准`);

      const run = await runOnce();
      expect(run.limits).toMatchObject({ designated: 1 });
      expect((await chief.get(`/api/assignment/cases/${one}/why`).expect(200)).body).toMatchObject({ judge: '李芳', kind: 'run', phase: 'designated' });
      const ledger = ((await chief.get('/api/assignment/designations').expect(200)).body as { items: DesignationRow[] }).items;
      expect(ledger.map(({ judge, assignedOn }) => [judge, assignedOn])).toEqual([['王敏', court.today], ['李芳', court.today]]);
      const summary = (await chief.get('/api/assignment/designations/summary').expect(200)).body as DesignationSummary;
      expect(summary.total.designated).toBe(2);
      expect(Number(summary.total.share)).toBeCloseTo((200 / summary.total.assigned), 1);
    });

    it('names everything wrong with a designation, and nobody approves his own', async () => {
      const [one] = await court.cases(1);
      const given = { caseId: one, judgeId: court.judges['李芳'], scope: 'other', reason: '理由不少于五个字', atOnce: true };
      expect(refused((await office.post('/api/assignment/designations').send({ ...given, judgeId: newId() }).expect(422)).body).faults.map(({ path }) => path)).toEqual(['judgeId']);
      await office.post('/api/assignment/designations').send({ ...given, scope: 'friendship' }).expect(400);
      await office.post(`/api/assignment/pool/${one}/recusals`).send({ personId: court.judges['李芳'], kind: 'partyRelation', reason: '与原告有亲属关系' }).expect(201);
      expect(refused((await office.post('/api/assignment/designations').send(given).expect(422)).body).faults[0]!.message).toContain('不能承办');
      const both = await court.court.signedIn('both', [{ role: 'trialManagement', scope: 'court' }, { role: 'courtLeader', scope: 'court' }]);
      const row = (await both.post('/api/assignment/designations').send({ ...given, judgeId: court.judges['王敏'] }).expect(201)).body as DesignationRow;
      expect(refused((await both.post(`/api/assignment/designations/${row.id}/approve`).send({ version: 1 }).expect(403)).body).code).toBe('designation.secondPerson');
      await leader.post(`/api/assignment/designations/${row.id}/refuse`).send({ version: 1 }).expect(422);
      expect((await leader.post(`/api/assignment/designations/${row.id}/refuse`).send({ version: 1, reason: '理由不足' }).expect(200)).body).toMatchObject({ status: 'refused', decisionReason: '理由不足' });
    });

    it('transfers at the chief’s word and the trial office’s decision, returns to the pool, and keeps the way of the case', async () => {
      const [moved] = await court.cases(1, court.judges['李芳']!);
      const asked = { caseId: moved, kind: 'transfer', toId: court.judges['王敏'], ground: 'longLeave', reason: '承办人将长期培训' };
      await leader.post('/api/assignment/transfers').send(asked).expect(403);
      expect(refused((await chief.post('/api/assignment/transfers').send({ ...asked, toId: undefined }).expect(422)).body).faults[0]!.path).toBe('toId');
      const row = (await chief.post('/api/assignment/transfers').send(asked).expect(201)).body as TransferRow;
      await chief.post(`/api/assignment/transfers/${row.id}/approve`).send({ version: 1 }).expect(403);
      expect(refused((await chief.post('/api/assignment/transfers').send(asked).expect(409)).body).code).toBe('transfer.open');
      expect((await office.post(`/api/assignment/transfers/${row.id}/approve`).send({ version: 1, toId: court.judges['赵强'] }).expect(200)).body).toMatchObject({ status: 'approved', to: '赵强', decidedBy: court.officeName });
      expect((await office.get(`/api/assignment/cases/${moved}/why`).expect(200)).body).toMatchObject({ judge: '赵强', kind: 'transfer' });

      const back = (await chief.post('/api/assignment/transfers').send({ caseId: moved, kind: 'return', ground: 'recusal', reason: '与代理人系亲属' }).expect(201)).body as TransferRow;
      await office.post(`/api/assignment/transfers/${back.id}/approve`).send({ version: 1 }).expect(200);
      const pool = (await office.get(`/api/assignment/pool/${moved}`).expect(200)).body as PoolCaseView;
      expect(pool).toMatchObject({ returned: 1, recusals: [{ name: '赵强', kind: 'returned' }] });
      expect(pool.history.map(({ kind, from, judge }) => [kind, from, judge])).toEqual([['transfer', '李芳', '赵强'], ['returned', '赵强', null]]);
      const own = await court.court.signedIn('lifang', [{ role: 'judge', scope: 'self' }], court.judges['李芳']!);
      expect(((await own.get('/api/assignment/transfers').expect(200)).body as { items: TransferRow[] }).items.map(({ id }) => id)).toEqual([row.id]);
      const otherChief = await court.court.signedIn('chief2', [{ role: 'divisionChief', scope: 'division', divisionId: court.court.second }]);
      expect(((await otherChief.get('/api/assignment/transfers').expect(200)).body as { total: number }).total).toBe(0);
      await otherChief.post('/api/assignment/transfers').send({ ...asked, caseId: moved }).expect(404);
    });

    it('tells a transfer that the case has a judge no more', async () => {
      const [waiting] = await court.cases(1);
      const refusal = refused((await office.post('/api/assignment/transfers').send({ caseId: waiting, kind: 'return', ground: 'other', reason: '没有承办人可退' }).expect(409)).body);
      expect(refusal).toMatchObject({ code: 'transfer.notOpen', message: expect.stringContaining('尚在待分案池') as string });
    });

    it('shows what the levelling did and that fast judges keep receiving', async () => {
      const view = (await chief.get('/api/assignment/fairness').expect(200)).body as FairnessView;
      expect(view.says.zh).toContain('本系统不设办案指标');
      expect(view.judges.map(({ name }) => name).sort()).toEqual(['李芳', '王敏', '赵强'].sort());
      expect(view.runs.length).toBeGreaterThan(0);
      expect(view.judges.reduce((sum, { designated }) => sum + designated, 0)).toBe(2);
      expect(view.judges.find(({ name }) => name === '李芳')!.transferredOut).toBe(1);
      const csv = await chief.get('/api/assignment/fairness/export?format=csv').responseType('blob').expect(200);
      expect(readCsv(csv.body as Buffer).rows).toHaveLength(3);
      const clerk = await court.court.signedIn('clerk', [{ role: 'clerk', scope: 'court' }]);
      await clerk.get('/api/assignment/fairness').expect(403);
    });
  });

  describe('what limits a run', () => {
    let app: AppUnderTest;
    let court: AssignmentCourt;
    let office: Agent;

    beforeAll(async () => {
      app = await startApp();
    });
    afterAll(() => app.close());
    beforeEach(async () => {
      court = await AssignmentCourt.found(app, { 王敏: 0, 赵强: 0, 李芳: 0 });
      office = court.office;
    });

    const set = (name: string, value: string) => office.post('/api/assignment/settings').send({ name, value, effectiveFrom: '2026-01-01', source: '分案办法第三条' });
    const preview = async (): Promise<RunView> => {
      const { id } = (await office.post('/api/assignment/runs').send({ nature: 'civil' }).expect(201)).body as RunView;
      return (await office.post(`/api/assignment/runs/${id}/preview`).send({}).expect(200)).body as RunView;
    };
    const received = ({ judges }: RunView) => Object.fromEntries(judges.map(({ name, received: count }) => [name, count]));

    it('settings are dated, sourced, checked all at once and the trial office’s alone', async () => {
      const bare = (await office.get('/api/assignment/settings').expect(200)).body as AssignmentSettingsView;
      expect(bare.settings.map(({ inForce }) => inForce)).toEqual([null, null, null, null, null]);
      expect(bare.nextRunDays).toEqual([]);
      expect(refused((await set('assignment.days', '10,32').expect(422)).body).faults[0]!.path).toBe('value');
      await set('assignment.pendingCap', 'judge:maritime=3').expect(422);
      const view = (await set('assignment.days', '10,25').expect(201)).body as AssignmentSettingsView;
      expect(view.settings[0]!.inForce).toMatchObject({ value: '10,25', source: '分案办法第三条', example: false });
      expect(view.nextRunDays).toHaveLength(4);
      const judge = await court.court.signedIn('judge', [{ role: 'judge', scope: 'self' }], court.judges['王敏']!);
      expect(((await judge.get('/api/assignment/settings').expect(200)).body as AssignmentSettingsView).may.change).toBe(false);
      await judge.post('/api/assignment/settings').send({ name: 'assignment.rule', value: 'water-level', effectiveFrom: '2026-01-01', source: '自定' }).expect(403);
    });

    it('leave, cap, newcomers and reduced duty each change what a judge is due, and the page says why', async () => {
      const { today, database } = court;
      await database.repository(LeaveOfAbsence).insert({ id: newId(), courtId: court.court.courtId, personId: court.judges['王敏']!, kind: 'maternity', validFrom: addDays(today, -1), validUntil: addDays(today, 60), reason: null });
      await database.repository(PostHolding).update({ personId: court.judges['赵强']! }, { dutyFactor: new Decimal('0.5') });
      const newcomer = await court.court.person('新任', court.court.first);
      await database.repository(PostHolding).update({ personId: newcomer }, { validFrom: addDays(today, -10) });
      await set('assignment.newcomerRamp', '1=0.50,2=0.80').expect(201);
      await court.cases(8);
      const draft = await preview();
      expect(received(draft)).toEqual({ 王敏: '0', 赵强: '2', 李芳: '4', 新任: '2' });
      expect(draft.limits).toMatchObject({ onLeave: 1, reducedDuty: 1, newcomers: 1 });
      expect(draft.judges.find(({ name }) => name === '新任')!.notes[0]!.zh).toContain('新任法官');
      await set('assignment.pendingCap', 'judge:civil=3').expect(201);
      const capped = received((await office.post(`/api/assignment/runs/${draft.id}/preview`).send({}).expect(200)).body as RunView);
      expect(capped).toMatchObject({ 王敏: '0', 李芳: '3' });
      // The one 李芳 may no longer take falls to one of the two others, as the draw has it.
      expect([capped['赵强'], capped['新任']].sort()).toEqual(['2', '3']);
      const candidates = (await office.get('/api/assignment/judges?nature=civil').expect(200)).body as CandidateRow[];
      expect(candidates.find(({ name }) => name === '王敏')).toMatchObject({ available: false, pendingCap: '3' });
    });

    it('specialism, jurisdiction and panel send a case only where it belongs', async () => {
      const tribunal = await court.court.person('法庭法官', court.court.second);
      const from = { validFrom: '2026-01-01', source: '分案办法第五条' };
      await office.post('/api/assignment/specialisms').send({ personId: court.judges['李芳'], specialism: '家事', ...from }).expect(201);
      await office.post('/api/assignment/routes').send({ nature: 'civil', cause: '离婚纠纷', specialism: '家事', ...from }).expect(201);
      await office.post('/api/assignment/routes').send({ nature: 'civil', area: '柳河镇', divisionId: court.court.second, ...from }).expect(201);
      await office.post('/api/assignment/routes').send({ nature: 'civil', procedure: '普通程序（合议）', needsPanel: true, ...from }).expect(201);
      expect(refused((await office.post('/api/assignment/routes').send({ nature: 'civil', cause: '离婚纠纷', ...from }).expect(422)).body).faults[0]!.path).toBe('specialism');
      await office.post('/api/assignment/panels').send({ panel: '第一合议庭', divisionId: court.court.first, personId: court.judges['赵强'], seat: 'presidingJudge', ...from }).expect(201);
      const family = await court.cases(3, null, { cause: '离婚纠纷' });
      const [local] = await court.cases(1);
      await office.put(`/api/assignment/pool/${local}`).send({ version: 0, area: '柳河镇' }).expect(200);
      const [panel] = await court.cases(1, null, { procedure: '普通程序（合议）' });
      const draft = await preview();
      const done = (await office.post(`/api/assignment/runs/${draft.id}/commit`).send({ version: draft.version, inputDigest: draft.inputDigest }).expect(200)).body as RunView;
      expect(done.unassigned).toBe(0);
      const judgeOf = async (id: string) => (await court.database.repository(CourtCase).findOneByOrFail({ id })).responsibleJudgeId;
      expect(await Promise.all(family.map(judgeOf))).toEqual(family.map(() => court.judges['李芳']));
      expect(await judgeOf(local!)).toBe(tribunal);
      expect(await judgeOf(panel!)).toBe(court.judges['赵强']);
      const [route] = await court.database.repository(AssignmentRoute).findBy({ cause: '离婚纠纷' });
      const after = (await office.post(`/api/assignment/routes/${route!.id}/end`).send({ validUntil: court.today, reason: '改由全庭办理' }).expect(200)).body as AssignmentSettingsView;
      expect(after.routes.find(({ id }) => id === route!.id)!.validUntil).toBe(court.today);
    });

    it('whoever sat on it below or before is found from the record', async () => {
      const [earlier] = await court.cases(1, court.judges['王敏']!, { closedOn: court.today, closingManner: 'judgment' });
      const [again] = await court.cases(1);
      const refusal = refused((await office.put(`/api/assignment/pool/${again}`).send({ version: 0, earlierCaseNumber: '（2019）苏0102民初99号' }).expect(422)).body);
      expect(refusal.faults.map(({ path }) => path)).toEqual(['earlierCaseNumber', 'earlierRelation']);
      const view = (await office.put(`/api/assignment/pool/${again}`).send({ version: 0, earlierCaseNumber: await court.number(earlier!), earlierRelation: 'remanded' }).expect(200)).body as PoolCaseView;
      expect(view).toMatchObject({ recusals: [{ name: '王敏', kind: 'earlierPanel', id: null }], earlierCase: { relation: 'remanded' } });
      expect((await office.post(`/api/assignment/pool/${again}/assign-urgent`).send({ reason: '发回重审，从速' }).expect(200)).body).not.toMatchObject({ judge: '王敏' });
    });

    it('a case registered without a judge waits in the pool', async () => {
      const number = '（2026）苏0102民初9001号';
      await office.post('/api/cases').send({ caseNumber: number, cause: '离婚纠纷', weight: '1', intakeOn: court.today }).expect(201);
      expect(((await office.get('/api/assignment/pool').expect(200)).body as { items: PoolRow[] }).items.map(({ caseNumber }) => caseNumber)).toEqual([number]);
    });

    it('two servers on one database schedule each run once, seal its seed ahead, and nobody sees the draw before its day', async () => {
      await set('assignment.days', court.today.slice(8) === '28' ? '27,28' : `${Number(court.today.slice(8))},28`).expect(201);
      await court.cases(3);
      const second = await createApp(app.settings);
      await second.init();
      try {
        await Promise.all([app.app.get(RunSchedule).look(), second.get(RunSchedule).look(), app.app.get(RunSchedule).look()]);
        const runs = await court.database.repository(AssignmentRun).findBy({ courtId: court.court.courtId });
        expect(runs.map(({ kind, day, status, nature }) => [kind, day, status, nature])).toEqual([['scheduled', court.today, 'previewed', 'civil']]);
        const ahead = addMonths(court.today, 1);
        expect(await Promise.all([app.app.get(RunSchedule).sealOnce(court.court.courtId, 'civil', ahead), second.get(RunSchedule).sealOnce(court.court.courtId, 'civil', ahead)]).then((sealed) => sealed.filter(Boolean))).toHaveLength(1);
        const early = await court.database.repository(AssignmentRun).findOneByOrFail({ courtId: court.court.courtId, day: ahead });
        expect(refused((await office.post(`/api/assignment/runs/${early.id}/preview`).send({}).expect(422)).body).faults[0]!.path).toBe('day');
        const summary = (await office.get('/api/assignment/pool/summary').expect(200)).body as PoolSummary;
        expect(summary).toMatchObject({ runDaysSet: true, nextRun: { day: court.today, daysAhead: 0 } });
        expect(summary.openRuns.map(({ id }) => id).sort()).toEqual([runs[0]!.id, early.id].sort());
      } finally {
        await second.close();
      }
    });

    function refused(body: unknown): Refusal {
      return body as Refusal;
    }
  });
});
