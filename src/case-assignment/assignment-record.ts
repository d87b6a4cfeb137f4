import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { CourtCase } from '../cases/case.entities.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { insertRows } from '../platform/database/insert-rows.js';
import { newId } from '../platform/ids.js';
import { CaseAssignment, CaseDesignation } from './assignment.entities.js';
import { nameOf } from '../platform/permissions/court-wide.js';

/** One case reaching a judge. */
export interface Given {
  caseId: string;
  judgeId: string;
  divisionId: string;
  phase: string | null;
  place: number | null;
}

export interface GivenBy {
  kind: CaseAssignment['kind'];
  runId?: string;
  designationId?: string;
  reason?: string;
  day: Day;
}

const COLUMNS = [
  'id', 'court_id', 'case_id', 'kind', 'run_id', 'designation_id', 'transfer_id', 'judge_id', 'division_id', 'from_judge_id', 'phase', 'place', 'reason', 'day', 'at', 'by', 'superseded_at', 'superseded_reason',
] as const;
const CASES_AT_ONCE = 500;

/** Writes assignments: the case gets its judge and division, the step is kept. Joins the transaction that is open. */
@Injectable()
export class AssignmentRecord {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @returns how many of the cases still waited and are given now; the caller refuses when it is not all of them. */
  async give(actor: Actor, given: readonly Given[], by: GivenBy): Promise<number> {
    const at = this.clock.instant();
    const groups = new Map<string, Given[]>();
    for (const one of given) groups.set(`${one.judgeId}|${one.divisionId}`, [...(groups.get(`${one.judgeId}|${one.divisionId}`) ?? []), one]);
    let changed = 0;
    for (const group of groups.values())
      for (let from = 0; from < group.length; from += CASES_AT_ONCE) {
        const { affected } = await this.database
          .repository(CourtCase)
          .createQueryBuilder()
          .update()
          .set({ responsibleJudgeId: group[0]!.judgeId, divisionId: group[0]!.divisionId, version: () => 'version + 1', updatedAt: at })
          .where('id IN (:...ids) AND court_id = :courtId AND responsible_judge_id IS NULL AND closed_on IS NULL', {
            ids: group.slice(from, from + CASES_AT_ONCE).map(({ caseId }) => caseId),
            courtId: actor.courtId,
          })
          .execute();
        changed += affected ?? 0;
      }
    await insertRows(
      this.database,
      'case_assignment',
      COLUMNS,
      given.map((one) => ({
        id: newId(), court_id: actor.courtId, case_id: one.caseId, kind: by.kind, run_id: by.runId ?? null, designation_id: by.designationId ?? null, transfer_id: null,
        judge_id: one.judgeId, division_id: one.divisionId, from_judge_id: null, phase: one.phase, place: one.place, reason: by.reason ?? null, day: by.day, at, by: nameOf(actor),
        superseded_at: null, superseded_reason: null,
      })),
    );
    return changed;
  }

  /** Approved designations among these cases have reached their judge. */
  async designationsCarriedOut(caseIds: readonly string[], day: Day): Promise<void> {
    for (let from = 0; from < caseIds.length; from += CASES_AT_ONCE)
      await this.database
        .repository(CaseDesignation)
        .createQueryBuilder()
        .update()
        .set({ assignedOn: day, openKey: null, version: () => 'version + 1' })
        .where(`open_key IN (:...ids) AND status = 'approved'`, { ids: caseIds.slice(from, from + CASES_AT_ONCE) })
        .execute();
  }

  /** A run taken back leaves its designated cases designated: they are placed first in the next one. */
  async designationsWaitAgain(caseIds: readonly string[]): Promise<void> {
    for (let from = 0; from < caseIds.length; from += CASES_AT_ONCE)
      await this.database
        .repository(CaseDesignation)
        .createQueryBuilder()
        .update()
        .set({ assignedOn: null, openKey: () => 'case_id', version: () => 'version + 1' })
        .where(`case_id IN (:...ids) AND status = 'approved' AND at_once = :atOnce AND open_key IS NULL`, { ids: caseIds.slice(from, from + CASES_AT_ONCE), atOnce: false })
        .execute();
  }

  /** The step that brought the case to its present judge, marked as no longer in force. */
  async supersede(caseIds: readonly string[], reason: string): Promise<void> {
    const at = this.clock.instant();
    for (let from = 0; from < caseIds.length; from += CASES_AT_ONCE)
      await this.database
        .repository(CaseAssignment)
        .createQueryBuilder()
        .update()
        .set({ supersededAt: at, supersededReason: reason.slice(0, 300) })
        .where('case_id IN (:...ids) AND superseded_at IS NULL', { ids: caseIds.slice(from, from + CASES_AT_ONCE) })
        .execute();
  }
}
