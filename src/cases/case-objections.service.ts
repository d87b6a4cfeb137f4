import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require, scopeCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { CASE_SCOPE } from './case-scope.js';
import { CaseObjection, CourtCase } from './case.entities.js';
import { caseErrors } from './cases.errors.js';
import { CountedPeriods } from './counted-periods.js';
import type { ChangeObjection, NewObjection, ObjectionView } from './dto/objection.dto.js';

/** 执行异议 of a case: recorded, decided, corrected; each upheld one counts for the responsible judge on the day of the ruling. */
@Injectable()
export class CaseObjectionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly counted: CountedPeriods,
  ) {}

  async add(actor: Actor, caseId: string, given: NewObjection): Promise<ObjectionView> {
    require(actor, 'case.write');
    return this.database.transaction(async () => {
      const of = await this.inScope(actor, caseId);
      await this.mustBeRight(of, given, null);
      const objection: CaseObjection = { ...recorded(given), id: newId(), courtId: of.courtId, caseId, version: 1, createdAt: this.clock.instant() };
      await this.database.repository(CaseObjection).insert(objection);
      this.audit.record(actor, { action: 'case.objectionRecorded', subjectKind: 'case', subjectId: caseId, after: recorded(given) });
      return objectionView(objection);
    });
  }

  async change(actor: Actor, caseId: string, id: string, { version, ...given }: ChangeObjection): Promise<ObjectionView> {
    require(actor, 'case.write');
    return this.database.transaction(async () => {
      const of = await this.inScope(actor, caseId);
      const objections = this.database.repository(CaseObjection);
      const before = await objections.findOneBy({ id, caseId });
      if (!before) throw platformErrors['record.notFound']();
      await this.mustBeRight(of, given, before);
      const { affected } = await objections.update({ id, version }, { ...recorded(given), version: version + 1 });
      if (affected !== 1) throw platformErrors['record.changed']({ who: '—', when: '—' });
      this.audit.record(actor, { action: 'case.objectionChanged', subjectKind: 'case', subjectId: caseId, before: recorded(before), after: recorded(given) });
      return objectionView({ ...before, ...recorded(given), version: version + 1 });
    });
  }

  private async inScope(actor: Actor, id: string): Promise<CourtCase> {
    const scope = scopeCondition(actor, 'case.write', CASE_SCOPE);
    const found = await this.database.repository(CourtCase).createQueryBuilder('c').where('c.id = :id', { id }).andWhere(scope.sql, scope.parameters).getOne();
    if (!found) throw platformErrors['record.notFound']();
    return found;
  }

  private async mustBeRight({ courtId, nature, intakeOn }: CourtCase, { filedOn, outcome, decidedOn = null }: NewObjection, before: CaseObjection | null): Promise<void> {
    const faults: Fault[] = [];
    const today = this.clock.today();
    if (nature !== 'enforcement')
      faults.push({ path: 'caseId', zh: '执行异议只能登记在执行案件上。请核对案件。', en: 'Objections are recorded in enforcement cases only. Check the case.' });
    if (filedOn < intakeOn) faults.push({ path: 'filedOn', zh: `提出日期 ${filedOn} 早于收案日 ${intakeOn}。请核对。`, en: `Filed on ${filedOn}, before the case was taken in on ${intakeOn}. Check it.` });
    if (outcome === 'pending' && decidedOn) faults.push({ path: 'decidedOn', zh: '尚未裁定的异议没有裁定日期。请清空日期或选择结果。', en: 'An objection still pending has no day of ruling. Clear it or choose the outcome.' });
    if (outcome !== 'pending' && !decidedOn) faults.push({ path: 'decidedOn', zh: '请填写裁定（撤回）日期。', en: 'Fill in the day of the ruling or withdrawal.' });
    if (decidedOn && decidedOn < filedOn) faults.push({ path: 'decidedOn', zh: `裁定日期 ${decidedOn} 早于提出日期 ${filedOn}。请核对。`, en: `Ruled on ${decidedOn}, before it was filed on ${filedOn}. Check it.` });
    for (const [path, day] of [['filedOn', filedOn], ['decidedOn', decidedOn]] as const)
      if (day && day > today) faults.push({ path, zh: `${day} 晚于今天。请核对年份。`, en: `${day} lies after today. Check the year.` });
    faults.push(...(await this.counted.faults(courtId, { decidedOn })));
    if (before?.decidedOn && before.decidedOn !== decidedOn) faults.push(...(await this.counted.faults(courtId, { decidedOn: before.decidedOn })));
    if (faults.length) throw caseErrors['case.objectionFaulty']({ count: faults.length }, faults);
  }
}

export function objectionView({ id, kind, objector, filedOn, outcome, decidedOn, reason, version }: CaseObjection): ObjectionView {
  return { id, kind, objector, filedOn, outcome, decidedOn, reason, version };
}

type Recorded = Pick<CaseObjection, 'kind' | 'objector' | 'filedOn' | 'outcome' | 'decidedOn' | 'reason'>;

function recorded({ kind, objector, filedOn, outcome, decidedOn, reason }: NewObjection | CaseObjection): Recorded {
  return { kind, objector, filedOn, outcome, decidedOn: decidedOn ?? null, reason: reason ?? null };
}
