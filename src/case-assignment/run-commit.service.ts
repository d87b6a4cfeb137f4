import { Injectable } from '@nestjs/common';
import type { Actor, CaseNature } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { CourtCase } from '../cases/case.entities.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { require } from '../platform/permissions/data-scope.js';
import type { AssignmentPlan, AssignmentResult } from '../rules/assignment/plan.js';
import { assignmentErrors } from './assignment.errors.js';
import { AssignmentRun, CaseAssignment } from './assignment.entities.js';
import { AssignmentRecord } from './assignment-record.js';
import { nameOf } from '../platform/permissions/court-wide.js';
import type { CommitRun, RunView } from './dto/run.dto.js';
import type { Words } from './dto/pool.dto.js';
import { planDifferences } from './plan-differences.js';
import { RunInputsReader } from './run-inputs.js';
import { planOf, type RunInputs } from './run-plan.js';
import { RunsService, type Computed } from './runs.service.js';
import { NATURE_WORDS } from './words.js';

const MOST_NAMED = 20;

/** Committing and withdrawing a run: each one transaction, all of it or nothing. */
@Injectable()
export class RunCommitService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly runs: RunsService,
    private readonly inputs: RunInputsReader,
    private readonly record: AssignmentRecord,
  ) {}

  async commit(actor: Actor, id: string, given: CommitRun): Promise<RunView> {
    require(actor, 'assignment.run');
    await this.database.transaction(async () => {
      await this.inputs.hold(actor.courtId);
      const run = await this.runs.found(actor, id);
      if (run.status === 'committed') throw assignmentErrors['run.committedByOther']({ who: run.committedBy!, when: run.committedAt! });
      if (run.status !== 'previewed') throw this.runs.notThatState(actor, run, { zh: '提交', en: 'committed' });
      const now = await this.inputs.read(actor.courtId, run.nature as CaseNature, this.clock.today(), run.rule);
      const changes = this.changesSince(run, given, now);
      if (changes.length) throw this.stale(changes);
      const made = this.runs.compute(run.seed, now, actor);
      if (made.inputDigest !== run.inputDigest || made.resultDigest !== run.resultDigest) throw this.stale([{ zh: '输入已变', en: 'the inputs changed' }]);
      if (made.figures.assigned === 0) throw assignmentErrors['run.empty']({ nature: NATURE_WORDS[run.nature]![actor.language] });
      await this.carryOut(actor, run, made, now, 'run');
    });
    return this.runs.view(actor, id);
  }

  /** Gives the cases, settles the run and writes the trail. Joins the transaction that is open. */
  async carryOut(actor: Actor, run: AssignmentRun, made: Computed, { cases, judges }: RunInputs, kind: 'run' | 'urgent'): Promise<void> {
    const day = this.clock.today();
    const { assignments } = JSON.parse(made.result) as AssignmentResult;
    const byNumber = new Map(cases.map((one) => [one.caseNumber, one]));
    const unitOf = new Map(judges.map(({ judgeId, unitId }) => [judgeId, unitId]));
    const given = assignments.map((one) => ({ caseId: byNumber.get(one.case)!.caseId, judgeId: one.judge, divisionId: unitOf.get(one.judge)!, phase: one.phase, place: one.order }));
    const changed = await this.record.give(actor, given, { kind, runId: run.id, day, ...(run.reason ? { reason: run.reason } : {}) });
    if (changed !== given.length) throw this.stale([{ zh: `${given.length - changed} 件案件已被分出或结案`, en: `${given.length - changed} case(s) were assigned or closed meanwhile` }]);
    await this.record.designationsCarriedOut(given.map(({ caseId }) => caseId), day);
    const round = await this.nextRound(run.courtId, day);
    const at = this.clock.instant();
    await this.runs.changeFrom(run, {
      ...made, status: 'committed', day, openKey: null, round, roundKey: `${run.courtId}|${day.slice(0, 4)}|${round}`, committedBy: nameOf(actor), committedAt: at,
    });
    const { inputDigest, resultDigest, figures } = made;
    this.audit.record(actor, { action: 'assignment.run.committed', subjectKind: 'assignmentRun', subjectId: run.id, after: { round, inputDigest, resultDigest, ...figures }, ...(run.reason ? { reason: run.reason } : {}) });
    this.audit.recordAll(
      actor,
      given.map(({ caseId, judgeId, divisionId, phase, place }) => ({ action: 'case.assigned', subjectKind: 'case', subjectId: caseId, after: { judgeId, divisionId, phase, place, run: run.id, round } })),
    );
  }

  private changesSince(run: AssignmentRun, given: CommitRun, now: RunInputs): Words[] {
    const changes = planDifferences(JSON.parse(run.plan!) as AssignmentPlan, planOf(run.seed, now));
    const last = run.previews.at(-1);
    if (given.inputDigest !== run.inputDigest || given.version !== run.version)
      changes.unshift({ zh: `${last?.by ?? ''}于 ${last?.at ?? ''} 重新预演过，您看到的不是最后一次预演`, en: `${last?.by ?? ''} previewed again at ${last?.at ?? ''}; what you saw is not the last preview` });
    return changes;
  }

  private stale(changes: readonly Words[]) {
    return assignmentErrors['run.stale']({ count: changes.length }, changes.slice(0, MOST_NAMED).map((one) => ({ path: 'pool', ...one })));
  }

  private async nextRound(courtId: string, day: Day): Promise<number> {
    const [row] = await this.database.rows<{ last: number | null }>(`SELECT MAX(round) AS last FROM assignment_run WHERE court_id = :courtId AND round_key LIKE :year`, { courtId, year: `${courtId}|${day.slice(0, 4)}|%` });
    return Number(row?.last ?? 0) + 1;
  }

  /** Only before work has begun in any of its cases; they go back to the pool, and nothing is deleted. */
  async withdraw(actor: Actor, id: string, reason: string): Promise<RunView> {
    require(actor, 'assignment.run');
    await this.database.transaction(async () => {
      await this.inputs.hold(actor.courtId);
      const run = await this.runs.found(actor, id);
      if (run.status !== 'committed') throw this.runs.notThatState(actor, run, { zh: '撤销', en: 'withdrawn' });
      const steps = await this.database.repository(CaseAssignment).findBy({ runId: id });
      const begun = await this.begun(run);
      if (begun.length)
        throw assignmentErrors['run.workBegun']({ count: begun.length }, begun.slice(0, MOST_NAMED).map(({ caseNumber, zh, en }) => ({ path: caseNumber, zh: `${caseNumber}：${zh}`, en: `${caseNumber}: ${en}` })));
      const ids = steps.map(({ caseId }) => caseId);
      const at = this.clock.instant();
      for (let from = 0; from < ids.length; from += 500)
        await this.database
          .repository(CourtCase)
          .createQueryBuilder()
          .update()
          .set({ responsibleJudgeId: null, divisionId: null, version: () => 'version + 1', updatedAt: at })
          .where('id IN (:...ids)', { ids: ids.slice(from, from + 500) })
          .execute();
      await this.record.designationsWaitAgain(ids);
      await this.record.supersede(ids, `第 ${run.round} 轮撤销：${reason}`);
      await this.runs.changeFrom(run, { status: 'withdrawn', withdrawnBy: nameOf(actor), withdrawnAt: at, withdrawnReason: reason });
      this.audit.record(actor, { action: 'assignment.run.withdrawn', subjectKind: 'assignmentRun', subjectId: id, before: { status: 'committed' }, after: { status: 'withdrawn', cases: ids.length }, reason });
      this.audit.recordAll(actor, steps.map(({ caseId, judgeId }) => ({ action: 'case.assignment.withdrawn', subjectKind: 'case', subjectId: caseId, before: { judgeId }, after: { judgeId: null }, reason })));
    });
    return this.runs.view(actor, id);
  }

  /** Cases of the run in which something has happened since: heard, closed, papers or limits added, changed, passed on. */
  private async begun(run: AssignmentRun): Promise<{ caseNumber: string; zh: string; en: string }[]> {
    const rows = await this.database.rows<{ caseNumber: string; what: string }>(
      `SELECT c.case_number AS caseNumber,
        CASE WHEN c.closed_on IS NOT NULL THEN 'closed' WHEN c.responsible_judge_id IS NULL OR c.responsible_judge_id <> a.judge_id THEN 'moved' WHEN c.hearing_on IS NOT NULL THEN 'heard'
          WHEN EXISTS (SELECT 1 FROM case_document d WHERE d.case_id = c.id AND d.created_at >= :at) THEN 'papers' ELSE 'changed' END AS what
       FROM case_assignment a JOIN court_case c ON c.id = a.case_id
       WHERE a.run_id = :id AND (c.closed_on IS NOT NULL OR c.hearing_on IS NOT NULL OR c.responsible_judge_id IS NULL OR c.responsible_judge_id <> a.judge_id
         OR EXISTS (SELECT 1 FROM case_document d WHERE d.case_id = c.id AND d.created_at >= :at)
         OR EXISTS (SELECT 1 FROM case_limit_change l WHERE l.case_id = c.id AND l.valid_from >= :day)
         OR EXISTS (SELECT 1 FROM audit_entry e WHERE e.subject_kind = 'case' AND e.subject_id = c.id AND e.action = 'case.changed' AND e.at >= :at))
       ORDER BY c.case_number`,
      { id: run.id, at: run.committedAt, day: run.day },
    );
    return rows.map(({ caseNumber, what }) => ({ caseNumber, ...BEGUN[what]! }));
  }
}

const BEGUN: Record<string, Words> = {
  closed: { zh: '已结案', en: 'closed' },
  moved: { zh: '已移送或退回', en: 'transferred or returned' },
  heard: { zh: '已排期开庭', en: 'a hearing is set' },
  papers: { zh: '已有新文书', en: 'papers were added' },
  changed: { zh: '案件登记已被修改', en: 'its record was changed' },
};
