import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { CourtCase } from '../cases/case.entities.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database, isDuplicate } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { CaseDesignation } from './assignment.entities.js';
import { assignmentErrors } from './assignment.errors.js';
import { AssignmentRecord } from './assignment-record.js';
import { CandidatesService } from './candidates.service.js';
import { courtWide, nameOf } from '../platform/permissions/court-wide.js';
import type { ProposeDesignation } from './dto/designation.dto.js';
import { faultsOfRecusal } from './recused.js';
import { RunInputsReader } from './run-inputs.js';
import { WAITING, WaitingCases, type WaitingCase } from './waiting-cases.js';
import { SETTLED_WORDS } from './words.js';

/** 指定分案: proposed with scope and reason, decided by a leader other than the proposer, visible to the whole court from the first day. */
@Injectable()
export class DesignationsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly inputs: RunInputsReader,
    private readonly waiting: WaitingCases,
    private readonly candidates: CandidatesService,
    private readonly record: AssignmentRecord,
  ) {}

  async propose(actor: Actor, given: ProposeDesignation): Promise<{ id: string }> {
    require(actor, 'assignment.designate');
    const id = newId();
    let number = '';
    try {
      await this.database.transaction(async () => {
        const one = await this.waitingCase(actor, given.caseId);
        number = one.caseNumber;
        const judge = await this.eligible(actor, one, given.judgeId);
        const { caseId, judgeId, scope, reason, atOnce } = given;
        await this.database.repository(CaseDesignation).insert({
          id, courtId: actor.courtId, caseId, judgeId, divisionId: judge.unitId, scope, reason, atOnce, status: 'proposed', openKey: caseId,
          proposedById: actor.userId, proposedBy: nameOf(actor), proposedAt: this.clock.instant(), version: 1,
        });
        this.audit.record(actor, { action: 'assignment.designation.proposed', subjectKind: 'case', subjectId: caseId, after: { judgeId, scope, atOnce }, reason });
      });
    } catch (error) {
      throw isDuplicate(error) ? assignmentErrors['designation.open']({ number }) : error;
    }
    return { id };
  }

  async approve(actor: Actor, id: string, version: number, remark: string | null): Promise<void> {
    require(actor, 'assignment.approve');
    await this.database.transaction(async () => {
      await this.inputs.hold(actor.courtId);
      const found = await this.found(actor, id, 'assignment.approve');
      if (found.proposedById === actor.userId) throw assignmentErrors['designation.secondPerson']();
      if (found.judgeId === actor.personId) throw assignmentErrors['designation.ownCase']();
      const one = await this.waitingCase(actor, found.caseId);
      const judge = await this.eligible(actor, one, found.judgeId);
      const day = this.clock.today();
      await this.settle(actor, found, version, 'approved', remark, found.atOnce ? { openKey: null, assignedOn: day, divisionId: judge.unitId } : { openKey: found.caseId });
      if (!found.atOnce) return;
      const given = await this.record.give(actor, [{ caseId: found.caseId, judgeId: judge.judgeId, divisionId: judge.unitId, phase: 'designated', place: null }], { kind: 'designated', designationId: id, reason: found.reason, day });
      if (given !== 1) throw this.notWaiting(actor, one.caseNumber);
    });
  }

  async refuse(actor: Actor, id: string, version: number, reason: string | null): Promise<void> {
    require(actor, 'assignment.approve');
    if (!reason?.trim()) throw assignmentErrors['assignment.faulty']({ count: 1 }, [{ path: 'reason', zh: '不批准须写明理由。', en: 'A refusal needs its reason.' }]);
    await this.database.transaction(async () => {
      const found = await this.found(actor, id, 'assignment.approve');
      if (found.proposedById === actor.userId) throw assignmentErrors['designation.secondPerson']();
      await this.settle(actor, found, version, 'refused', reason, { openKey: null });
    });
  }

  /** While it is proposed, or approved and still waiting for its run. */
  async withdraw(actor: Actor, id: string, version: number, reason: string | null): Promise<void> {
    require(actor, 'assignment.designate');
    await this.database.transaction(async () => {
      const found = await this.found(actor, id, 'assignment.designate');
      await this.settle(actor, found, version, 'withdrawn', reason, { openKey: null });
    });
  }

  private async settle(actor: Actor, found: CaseDesignation, version: number, status: 'approved' | 'refused' | 'withdrawn', remark: string | null, changes: Partial<CaseDesignation>): Promise<void> {
    const open = found.status === 'proposed' || (status === 'withdrawn' && found.status === 'approved' && found.assignedOn === null);
    const settled = () =>
      assignmentErrors['designation.decided']({ who: found.decidedBy ?? '—', when: found.decidedAt ?? '—', state: SETTLED_WORDS[found.status]![actor.language] });
    if (!open) throw settled();
    const { affected } = await this.database
      .repository(CaseDesignation)
      .update({ id: found.id, version }, { ...changes, status, decidedBy: nameOf(actor), decidedAt: this.clock.instant(), decisionReason: remark?.trim() || null, version: version + 1 });
    if (affected !== 1) throw found.version === version ? settled() : platformErrors['record.changed']({ who: found.decidedBy ?? found.proposedBy, when: found.decidedAt ?? found.proposedAt });
    this.audit.record(actor, {
      action: `assignment.designation.${status}`, subjectKind: 'case', subjectId: found.caseId, before: { status: found.status }, after: { status, judgeId: found.judgeId }, ...(remark ? { reason: remark } : {}),
    });
  }

  private async found(actor: Actor, id: string, permission: 'assignment.approve' | 'assignment.designate'): Promise<CaseDesignation> {
    const scope = courtWide(actor, permission, { court: 'g.court_id' });
    const found = await this.database.repository(CaseDesignation).createQueryBuilder('g').where('g.id = :id', { id }).andWhere(scope.sql, scope.parameters).getOne();
    if (!found) throw platformErrors['record.notFound']();
    return found;
  }

  private async waitingCase(actor: Actor, caseId: string): Promise<WaitingCase> {
    const [one] = await this.waiting.load(actor.courtId, { sql: `${WAITING} AND c.court_id = :courtId AND c.id = :caseId`, parameters: { courtId: actor.courtId, caseId } }, this.clock.today(), '');
    if (one) return one;
    const known = await this.database.repository(CourtCase).findOneBy({ id: caseId, courtId: actor.courtId });
    if (!known) throw platformErrors['record.notFound']();
    throw this.notWaiting(actor, known.caseNumber);
  }

  private notWaiting({ language }: Actor, number: string) {
    return assignmentErrors['assignment.notWaiting']({ number, why: language === 'zh' ? '已有承办人或已结案' : 'it has a judge or is closed' });
  }

  private async eligible(actor: Actor, one: WaitingCase, judgeId: string) {
    const faults: Fault[] = [];
    const judge = await this.candidates.chosen(actor.courtId, one.nature, judgeId, 'judgeId', faults);
    if (judge) faults.push(...faultsOfRecusal(one, judge, 'judgeId'));
    if (faults.length || !judge) throw assignmentErrors['assignment.faulty']({ count: faults.length }, faults);
    return judge;
  }
}
