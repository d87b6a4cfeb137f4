import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { CourtCase } from '../cases/case.entities.js';
import { Person } from '../court/court.entities.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database, isDuplicate } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { platformErrors } from '../platform/platform.errors.js';
import { normaliseCaseNumberText } from '../rules/case-number-text.js';
import { CaseIntake, CaseRecusal } from './assignment.entities.js';
import { assignmentErrors } from './assignment.errors.js';
import { courtWide, nameOf } from '../platform/permissions/court-wide.js';
import type { AddRecusal, ChangeIntake } from './dto/pool.dto.js';

/** What the filing counter enters about a waiting case: urgency, area, specialism, where it was heard before, recusals. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async change(actor: Actor, caseId: string, { version, ...given }: ChangeIntake): Promise<void> {
    await this.database.transaction(async () => {
      const found = await this.waiting(actor, caseId);
      const intakes = this.database.repository(CaseIntake);
      const before = await intakes.findOneBy({ caseId });
      const faults: Fault[] = [];
      const earlier = await this.earlier(actor, found, given, before, faults);
      const text = (value: string | undefined, old: string | null | undefined) => (value === undefined ? (old ?? null) : value.trim() || null);
      const urgent = given.urgent ?? before?.urgent ?? false;
      const after = {
        courtId: actor.courtId,
        urgent: Boolean(urgent),
        urgentReason: urgent ? text(given.urgentReason, before?.urgentReason) : null,
        area: text(given.area, before?.area),
        requires: text(given.requires, before?.requires),
        ...earlier,
        updatedAt: this.clock.instant(),
      };
      if (after.urgent && !after.urgentReason) faults.push({ path: 'urgentReason', zh: '标为急案须写明理由。请补充。', en: 'An urgent case needs a reason. Add it.' });
      if (faults.length) throw assignmentErrors['assignment.faulty']({ count: faults.length }, faults);
      await this.save(caseId, version, before, after);
      this.audit.record(actor, { action: 'case.intake.changed', subjectKind: 'case', subjectId: caseId, before: plain(before), after: plain(after) });
    });
  }

  async addRecusal(actor: Actor, caseId: string, given: AddRecusal): Promise<void> {
    await this.database.transaction(async () => {
      await this.waiting(actor, caseId);
      const person = await this.database.repository(Person).findOneBy({ id: given.personId, courtId: actor.courtId });
      if (!person) throw assignmentErrors['assignment.faulty']({ count: 1 }, [{ path: 'personId', zh: '本院没有这个人。请从列表中选择。', en: 'The court has no such person. Choose from the list.' }]);
      const id = newId();
      const recusal = { ...given, id, courtId: actor.courtId, caseId, enteredBy: nameOf(actor), enteredAt: this.clock.instant(), withdrawnAt: null, withdrawnBy: null, withdrawnReason: null };
      await this.database.repository(CaseRecusal).insert(recusal);
      this.audit.record(actor, { action: 'case.recusal.entered', subjectKind: 'case', subjectId: caseId, after: { personId: given.personId, kind: given.kind }, reason: given.reason });
    });
  }

  /** @returns the case it was about */
  async withdrawRecusal(actor: Actor, id: string, reason: string): Promise<string> {
    return this.database.transaction(async () => {
      const scope = courtWide(actor, 'assignment.intake', { court: 'r.court_id' });
      const recusals = this.database.repository(CaseRecusal);
      const found = await recusals.createQueryBuilder('r').where('r.id = :id AND r.withdrawn_at IS NULL', { id }).andWhere(scope.sql, scope.parameters).getOne();
      if (!found) throw platformErrors['record.notFound']();
      await this.waiting(actor, found.caseId);
      await recusals.update({ id }, { withdrawnBy: nameOf(actor), withdrawnAt: this.clock.instant(), withdrawnReason: reason });
      this.audit.record(actor, { action: 'case.recusal.withdrawn', subjectKind: 'case', subjectId: found.caseId, before: { personId: found.personId, kind: found.kind }, reason });
      return found.caseId;
    });
  }

  /** A case of the actor's court that waits; what is entered later would change nothing. */
  private async waiting(actor: Actor, caseId: string): Promise<CourtCase> {
    const scope = courtWide(actor, 'assignment.intake', { court: 'c.court_id' });
    const found = await this.database.repository(CourtCase).createQueryBuilder('c').where('c.id = :caseId', { caseId }).andWhere(scope.sql, scope.parameters).getOne();
    if (!found) throw platformErrors['record.notFound']();
    if (found.closedOn !== null || found.responsibleJudgeId !== null)
      throw assignmentErrors['assignment.notWaiting']({ number: found.caseNumber, why: found.closedOn ? (actor.language === 'zh' ? '已结案' : 'closed') : actor.language === 'zh' ? '已有承办人' : 'it has a judge' });
    return found;
  }

  private async earlier(actor: Actor, own: CourtCase, given: Omit<ChangeIntake, 'version'>, before: CaseIntake | null, faults: Fault[]): Promise<Pick<CaseIntake, 'earlierCaseId' | 'earlierRelation'>> {
    if (given.earlierCaseNumber === undefined) return { earlierCaseId: before?.earlierCaseId ?? null, earlierRelation: given.earlierRelation ?? before?.earlierRelation ?? null };
    const number = given.earlierCaseNumber.trim();
    if (number === '') return { earlierCaseId: null, earlierRelation: null };
    const found = await this.database.repository(CourtCase).findOneBy({ courtId: actor.courtId, caseNumber: normaliseCaseNumberText(number) });
    if (!found) faults.push({ path: 'earlierCaseNumber', zh: `本院登记册没有 ${number}。请核对案号；外院案件请逐人登记回避。`, en: `The register holds no ${number}. Check the number; for another court's case enter each recusal.` });
    else if (found.id === own.id) faults.push({ path: 'earlierCaseNumber', zh: '原审案号就是本案。请核对。', en: 'That is the case itself. Check the number.' });
    const relation = given.earlierRelation ?? before?.earlierRelation ?? null;
    if (!relation) faults.push({ path: 'earlierRelation', zh: '请选择与本案的关系：原审、发回重审前或再审前。', en: 'Choose how it relates: below, remanded or retrial.' });
    return { earlierCaseId: found?.id ?? null, earlierRelation: relation };
  }

  private async save(caseId: string, version: number, before: CaseIntake | null, after: Omit<CaseIntake, 'caseId' | 'version'>): Promise<void> {
    const intakes = this.database.repository(CaseIntake);
    const changed = () => platformErrors['record.changed']({ who: '—', when: before?.updatedAt ?? '—' });
    if (!before) {
      if (version !== 0) throw changed();
      await intakes.insert({ ...after, caseId, version: 1 }).catch((error: unknown) => {
        throw isDuplicate(error) ? changed() : error;
      });
      return;
    }
    const { affected } = await intakes.update({ caseId, version }, { ...after, version: version + 1 });
    if (affected !== 1) throw changed();
  }
}

function plain(intake: Omit<CaseIntake, 'caseId' | 'version'> | null): Record<string, unknown> | null {
  if (!intake) return null;
  const { urgent, urgentReason, area, requires, earlierCaseId, earlierRelation } = intake;
  return { urgent: Boolean(urgent), urgentReason, area, requires, earlierCaseId, earlierRelation };
}
