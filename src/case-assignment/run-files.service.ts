import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { fromHundredths } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { require } from '../platform/permissions/data-scope.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { labelOf } from '../rules/assignment/criteria.js';
import { commitmentOf } from '../rules/assignment/draw.js';
import type { AssignmentPlan, AssignmentResult, AssignmentRun as RunFile } from '../rules/assignment/plan.js';
import { verifyDraw } from '../rules/assignment/verify-draw.js';
import type { AssignmentRun } from './assignment.entities.js';
import { assignmentErrors } from './assignment.errors.js';
import { runTable } from './assignment-tables.js';
import type { RunCaseRow, RunCasesQuery, UnassignedRow, VerificationOfDraw } from './dto/run.dto.js';
import { RunsService } from './runs.service.js';
import { PHASE_WORDS } from './words.js';

/** What a run publishes: its decisions, who was left out, the file anybody can replay. */
@Injectable()
export class RunFilesService {
  constructor(
    private readonly database: Database,
    private readonly runs: RunsService,
  ) {}

  /** 案件去向, in the order of the draw. A draft's as well as a committed run's. */
  async cases(actor: Actor, id: string, query: RunCasesQuery): Promise<Page<RunCaseRow>> {
    const run = await this.runs.visible(actor, id);
    const { plan, result } = understood(run);
    const judges = new Map(plan.units.flatMap((unit) => unit.judges.map((judge) => [judge.id, { judge: judge.name ?? judge.id, unit: unit.name ?? unit.id }])));
    const words = query.q?.trim();
    const wanted = result.assignments.filter(
      (one) => (!query.judgeId || one.judge === query.judgeId) && (!query.unitId || one.unit === query.unitId) && (!query.phase || one.phase === query.phase) && (!words || one.case.includes(words)),
    );
    const { page, pageSize } = query;
    const shown = wanted.slice((page - 1) * pageSize, page * pageSize);
    const cases = await this.registered(run.courtId, shown.map((one) => one.case));
    const items = shown.map((one): RunCaseRow => {
      const known = cases.get(one.case);
      return {
        place: one.order, caseId: known?.id ?? '', caseNumber: one.case, cause: known?.cause ?? '', weight: known?.weight ?? '', judgeId: one.judge, ...judges.get(one.judge)!, phase: one.phase, phaseLabel: PHASE_WORDS[one.phase]!,
      };
    });
    return { items, total: wanted.length, page, pageSize };
  }

  async unassigned(actor: Actor, id: string): Promise<UnassignedRow[]> {
    const run = await this.runs.visible(actor, id);
    const { plan, result } = understood(run);
    const names = new Map(plan.units.flatMap(({ judges }) => judges).map((judge) => [judge.id, judge.name ?? judge.id]));
    const cases = await this.registered(run.courtId, result.unassigned.map((one) => one.case));
    return result.unassigned.map((one) => ({
      caseId: cases.get(one.case)?.id ?? '',
      caseNumber: one.case,
      cause: cases.get(one.case)?.cause ?? '',
      why: { zh: one.why, en: one.whyEn },
      judges: one.reasons.flatMap(({ criterion, judges }) => judges.map((judgeId) => ({ judgeId, name: names.get(judgeId) ?? judgeId, reason: labelOf(criterion) }))),
    }));
  }

  /** The published file. @throws DomainError `run.sealed` before the commit */
  async file(actor: Actor, id: string): Promise<RunFile> {
    const run = await this.runs.visible(actor, id);
    if (!run.committedAt) throw assignmentErrors['run.sealed']({ commitment: run.commitment });
    const { id: _, courtId: __, nature, kind, day, round, commitment, sealedAt, committedBy, committedAt, withdrawnAt, withdrawnReason } = run;
    const about = { run: id, nature, kind, day, round: String(round), commitment, sealedAt, committedBy: committedBy!, committedAt, ...(withdrawnAt ? { withdrawnAt, withdrawnReason: withdrawnReason ?? '' } : {}) };
    return { format: 'assignment-run/1', ...understood(run), about };
  }

  /** The inputs as `assign --input` takes them; the seed stays sealed until the commit. */
  async plan(actor: Actor, id: string): Promise<AssignmentPlan> {
    require(actor, 'assignment.run');
    const run = await this.runs.visible(actor, id);
    const { plan } = understood(run);
    return run.committedAt ? plan : { ...plan, seed: `sealed:${run.commitment}` };
  }

  async verify(actor: Actor, id: string): Promise<VerificationOfDraw> {
    const run = await this.runs.visible(actor, id);
    const file = await this.file(actor, id);
    const verdict = verifyDraw(file);
    return {
      equal: verdict.equal,
      seedMatchesCommitment: commitmentOf(run.seed) === run.commitment && file.plan.seed === run.seed,
      differences: verdict.equal ? [] : verdict.differences.map(({ zh, en }) => ({ zh, en })),
    };
  }

  async exportTable(actor: Actor, id: string): Promise<OutgoingTable> {
    const view = await this.runs.view(actor, id);
    const { items } = await this.cases(actor, id, { page: 1, pageSize: Number.MAX_SAFE_INTEGER });
    return runTable(view, items, actor.language);
  }

  private async registered(courtId: string, numbers: readonly string[]): Promise<Map<string, { id: string; cause: string; weight: string }>> {
    const found = new Map<string, { id: string; cause: string; weight: string }>();
    for (let from = 0; from < numbers.length; from += 1000) {
      const rows = await this.database.rows<{ id: string; number: string; cause: string; weight: number | string }>(
        'SELECT id AS id, case_number AS number, cause AS cause, weight AS weight FROM court_case WHERE court_id = :courtId AND case_number IN (:...numbers)',
        { courtId, numbers: numbers.slice(from, from + 1000) },
      );
      for (const { id, number, cause, weight } of rows) found.set(number, { id, cause, weight: fromHundredths(weight).toFixed(2) });
    }
    return found;
  }
}

const NOTHING: { plan: AssignmentPlan; result: Pick<AssignmentResult, 'assignments' | 'unassigned'> } = { plan: { seed: '', units: [], cases: [] }, result: { assignments: [], unassigned: [] } };

function understood(run: AssignmentRun): { plan: AssignmentPlan; result: AssignmentResult } {
  if (!run.plan || !run.result) return NOTHING as { plan: AssignmentPlan; result: AssignmentResult };
  return { plan: JSON.parse(run.plan) as AssignmentPlan, result: JSON.parse(run.result) as AssignmentResult };
}
