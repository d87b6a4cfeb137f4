import { Injectable } from '@nestjs/common';
import type { Actor, CaseNature } from '../kernel/actor.js';
import { CASE_NATURES } from '../kernel/actor.js';
import { CourtCase } from '../cases/case.entities.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { platformErrors } from '../platform/platform.errors.js';
import type { AssignmentPlan, AssignmentResult } from '../rules/assignment/plan.js';
import { explain } from '../rules/assignment/explain.js';
import { assignmentErrors } from './assignment.errors.js';
import { AssignmentRun } from './assignment.entities.js';
import { courtWide } from '../platform/permissions/court-wide.js';
import { RunCommitService } from './run-commit.service.js';
import { RunInputsReader } from './run-inputs.js';
import { RunsService } from './runs.service.js';
import type { JudgeOnDuty } from './judges-on-duty.js';
import type { WaitingCase } from './waiting-cases.js';

/** 急案: one case at once, outside a run day, to the lowest relative load among the eligible; kept and published like any run. */
@Injectable()
export class UrgentService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly runs: RunsService,
    private readonly commits: RunCommitService,
    private readonly inputs: RunInputsReader,
  ) {}

  async assign(actor: Actor, caseId: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const scope = courtWide(actor, 'assignment.run', { court: 'c.court_id' });
      await this.inputs.hold(actor.courtId);
      const found = await this.database.repository(CourtCase).createQueryBuilder('c').where('c.id = :caseId', { caseId }).andWhere(scope.sql, scope.parameters).getOne();
      if (!found) throw platformErrors['record.notFound']();
      const nature = CASE_NATURES.find((one) => one === found.nature);
      const zh = actor.language === 'zh';
      if (found.closedOn !== null || found.responsibleJudgeId !== null || !nature)
        throw assignmentErrors['assignment.notWaiting']({ number: found.caseNumber, why: !nature ? (zh ? '该类案件不分案' : 'not of a nature that is assigned') : found.closedOn ? (zh ? '已结案' : 'closed') : zh ? '已有承办人' : 'it has a judge' });
      await this.carryOut(actor, nature, caseId, reason);
    });
  }

  private async carryOut(actor: Actor, nature: CaseNature, caseId: string, reason: string): Promise<void> {
    const day = this.clock.today();
    const read = await this.inputs.read(actor.courtId, nature, day, 'water-level', caseId);
    const run = await this.runs.seal({ courtId: actor.courtId, nature, kind: 'urgent', day, openKey: null, scheduleKey: null, openedBy: actor.userId });
    await this.database.repository(AssignmentRun).update({ id: run.id }, { reason });
    const [one] = read.cases as [WaitingCase];
    const inputs = { ...read, judges: competent(read.judges, one, read.restrictedUnits), together: { id: actor.courtId, name: '全院' } };
    const made = this.runs.compute(run.seed, inputs, actor);
    const plan = JSON.parse(made.plan) as AssignmentPlan;
    const result = JSON.parse(made.result) as AssignmentResult;
    if (result.assignments.length === 0) {
      const names = new Map(read.judges.map(({ judgeId, name }) => [judgeId, name]));
      const faults = explain(plan, result, one.caseNumber).judges.map(({ judge, detail }) => ({ path: names.get(judge) ?? judge, zh: `${names.get(judge)}：${detail.zh}`, en: `${names.get(judge)}: ${detail.en}` }));
      throw assignmentErrors['urgent.nobody']({ number: one.caseNumber }, faults);
    }
    await this.commits.carryOut(actor, { ...run, reason }, made, read, 'urgent');
  }
}

/** The lowest load in the court counts, not the lowest in the lowest unit; units without jurisdiction over the case stay out of the list. */
function competent(judges: readonly JudgeOnDuty[], { unitIds }: WaitingCase, restricted: readonly string[]): JudgeOnDuty[] {
  return judges.filter(({ unitId }) => (unitIds ? unitIds.includes(unitId) : !restricted.includes(unitId)));
}
