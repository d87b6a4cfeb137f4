import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require, scopeCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { CaseLimits } from './case-limits.js';
import { CASE_SCOPE } from './case-scope.js';
import { CaseLimitChange, CourtCase } from './case.entities.js';
import { caseErrors } from './cases.errors.js';
import { CountedPeriods } from './counted-periods.js';
import type { LimitAfterChange, NewLimitChange } from './dto/limit-change.dto.js';

/** 审限的延长、扣除: recorded with the paper that proves them; the case's limit and deducted days follow at once. */
@Injectable()
export class LimitChangesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly limits: CaseLimits,
    private readonly counted: CountedPeriods,
  ) {}

  async add(actor: Actor, caseId: string, { version, ...given }: NewLimitChange): Promise<LimitAfterChange> {
    require(actor, 'case.write');
    return this.database.transaction(async () => {
      const scope = scopeCondition(actor, 'case.write', CASE_SCOPE);
      const found = await this.database.repository(CourtCase).createQueryBuilder('c').where('c.id = :caseId', { caseId }).andWhere(scope.sql, scope.parameters).getOne();
      if (!found) throw platformErrors['record.notFound']();
      await this.mustBeRight(found, given);
      const changes = this.database.repository(CaseLimitChange);
      const change = { ...given, approvedOn: given.approvedOn ?? null };
      await changes.insert({ ...change, id: newId(), courtId: found.courtId, caseId });
      const all = await changes.findBy({ caseId });
      const limitOn = this.limits.dueOn(found, all) ?? found.limitOn;
      const deductedDays = this.limits.deductedDays(found, all) ?? found.deductedDays;
      const { affected } = await this.database.repository(CourtCase).update({ id: caseId, version }, { limitOn, deductedDays, version: version + 1, updatedAt: this.clock.instant() });
      if (affected !== 1) throw platformErrors['record.changed']({ who: '—', when: found.updatedAt });
      const before = { limitOn: found.limitOn, deductedDays: found.deductedDays };
      this.audit.record(actor, { action: 'case.limitChanged', subjectKind: 'case', subjectId: caseId, before, after: { limitOn, deductedDays, ...change }, reason: given.reason });
      return { limitOn, deductedDays, version: version + 1, limitWhy: this.limits.why({ ...found, deductedDays }, limitOn, all) };
    });
  }

  private async mustBeRight(found: CourtCase, { kind, code, validFrom, validUntil, approvedOn }: Omit<NewLimitChange, 'version'>): Promise<void> {
    const faults: Fault[] = [];
    const known = this.limits.codes(kind, found.nature);
    if (!known.includes(code))
      faults.push({ path: 'code', zh: `“${code}”不是本类案件的${kind === 'extension' ? '延长' : '扣除'}事由，可用：${known.join('、')}。`, en: `"${code}" is no ${kind} of such a case; use ${known.join(', ')}.` });
    if (validUntil <= validFrom) faults.push({ path: 'validUntil', zh: `止日 ${validUntil} 应晚于起日 ${validFrom}。请核对。`, en: `It ends on ${validUntil}, not after it begins on ${validFrom}. Check both days.` });
    if (kind === 'extension' && !approvedOn) faults.push({ path: 'approvedOn', zh: '延长须有批准日期。请填写。', en: 'An extension needs the day it was approved. Fill it in.' });
    if (approvedOn && approvedOn > this.clock.today()) faults.push({ path: 'approvedOn', zh: `${approvedOn} 晚于今天。请核对年份。`, en: `${approvedOn} lies after today. Check the year.` });
    faults.push(...(await this.counted.faults(found.courtId, { closedOn: found.closedOn })));
    if (faults.length) throw caseErrors['case.faulty']({ count: faults.length }, faults);
  }
}
