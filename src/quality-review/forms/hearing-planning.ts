import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { isDay } from '../../kernel/day.js';
import type { Fault } from '../../kernel/domain-error.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { require, scopeCondition } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { reviewErrors } from '../quality-review.errors.js';
import type { AssessorChoice, HearingCase, PlanHearing, WithdrawHearing } from './dto/hearings.dto.js';
import { HearingMark, HearingTask } from './form.entities.js';
import { hearingErrors } from './hearings.errors.js';
import { ReviewForms } from './review-forms.js';

/** Why somebody stands back, as the desk says it of reviews. */
const REASONS = ['ownCase', 'ownDivision', 'signed', 'leads'] as const;

interface CaseToHear {
  id: string;
  caseNumber: string;
  cause: string;
  nature: string;
  divisionId: string | null;
  judgeId: string | null;
  judge: string | null;
  intakeOn: string;
  hearingOn: string | null;
  closedOn: string | null;
}

/** Putting a hearing up for assessment by two people, and taking it back while no result stands. */
@Injectable()
export class HearingPlanning {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly forms: ReviewForms,
  ) {}

  async choices(actor: Actor, caseNumber: string): Promise<HearingCase> {
    require(actor, 'review.plan');
    const found = await this.caseOf(actor, caseNumber);
    if (!found) throw platformErrors['record.notFound']();
    return { caseNumber: found.caseNumber, cause: found.cause, judge: found.judge ?? '–', hearingOn: found.hearingOn, assessors: await this.assessorsFor(actor, found) };
  }

  async plan(actor: Actor, wanted: PlanHearing): Promise<string> {
    require(actor, 'review.plan');
    return this.database.transaction(async () => {
      // One plan at a time, so that two windows do not put up one hearing twice.
      await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId: actor.courtId });
      const found = await this.caseOf(actor, wanted.caseNumber);
      const faults = await this.faultsOf(actor, wanted, found);
      if (faults.length || !found) throw hearingErrors['hearing.faulty']({ count: faults.length }, faults);
      const standing = await this.database.repository(HearingTask).findOneBy({ caseId: found.id, heardOn: wanted.heardOn });
      if (standing && standing.status !== 'withdrawn') throw hearingErrors['hearing.planned']({ caseNumber: found.caseNumber, day: wanted.heardOn });
      const today = this.clock.today();
      const [assessment, summation] = [await this.forms.one(actor.courtId, today, 'F-HRG', found.nature), await this.forms.one(actor.courtId, today, 'F-SUM', found.nature)];
      if (!assessment || !summation) throw hearingErrors['hearing.noForms']();
      const id = newId();
      const noSummation = wanted.noSummation?.trim() || null;
      const { courtId } = actor;
      await this.database.repository(HearingTask).insert({
        id, courtId, caseId: found.id, judgeId: found.judgeId!, heardOn: wanted.heardOn, dueOn: wanted.dueOn, noSummation, status: 'open', withdrawnReason: null,
        plannedBy: actor.personId!, createdAt: this.clock.instant(), version: 1,
      });
      for (const assessorId of wanted.assessors)
        await this.database.repository(HearingMark).insert({
          id: newId(), courtId, taskId: id, assessorId, assessmentFormId: assessment.id, summationFormId: noSummation ? null : summation.id, entered: {}, comment: '',
          hearingScore: null, summationScore: null, submittedAt: null, version: 1,
        });
      this.audit.record(actor, { action: 'hearing.planned', subjectKind: 'hearing', subjectId: id, after: { caseNumber: found.caseNumber, heardOn: wanted.heardOn, dueOn: wanted.dueOn, assessors: wanted.assessors, noSummation } });
      return id;
    });
  }

  async withdraw(actor: Actor, id: string, { reason, version }: WithdrawHearing): Promise<void> {
    require(actor, 'review.plan');
    await this.database.transaction(async () => {
      const scope = scopeCondition(actor, 'review.plan', { court: 't.court_id', division: 'c.division_id', nature: 'c.nature' });
      const [reached] = await this.database.rows<{ id: string }>(`SELECT t.id AS "id" FROM hearing_task t JOIN court_case c ON c.id = t.case_id WHERE t.id = :id AND ${scope.sql}`, { ...scope.parameters, id });
      const task = reached && (await this.database.repository(HearingTask).findOneBy({ id }));
      if (!task) throw platformErrors['record.notFound']();
      if (task.status !== 'open') throw hearingErrors['hearing.closed']();
      const { affected } = await this.database.repository(HearingTask).update({ id, version, status: 'open' }, { status: 'withdrawn', withdrawnReason: reason.trim(), version: version + 1 });
      if (!affected) throw platformErrors['record.changed']({ who: '', when: '' });
      this.audit.record(actor, { action: 'hearing.withdrawn', subjectKind: 'hearing', subjectId: id, reason: reason.trim() });
    });
  }

  private async caseOf(actor: Actor, caseNumber: string): Promise<CaseToHear | null> {
    const scope = scopeCondition(actor, 'review.plan', { court: 'c.court_id', division: 'c.division_id', nature: 'c.nature' });
    const number = caseNumber.trim().replace(/\(/g, '（').replace(/\)/g, '）');
    const [found] = await this.database.rows<CaseToHear>(
      `SELECT c.id AS "id", c.case_number AS "caseNumber", c.cause AS "cause", c.nature AS "nature", c.division_id AS "divisionId", c.responsible_judge_id AS "judgeId", p.name AS "judge",
              c.intake_on AS "intakeOn", c.hearing_on AS "hearingOn", c.closed_on AS "closedOn"
       FROM court_case c LEFT JOIN person p ON p.id = c.responsible_judge_id WHERE c.case_number = :number AND ${scope.sql}`,
      { ...scope.parameters, number },
    );
    return found ?? null;
  }

  private async faultsOf(actor: Actor, { caseNumber, heardOn, dueOn, assessors }: PlanHearing, found: CaseToHear | null): Promise<Fault[]> {
    const faults: Fault[] = [];
    const say = (path: string, zh: string, en: string) => faults.push({ path, zh, en });
    const today = this.clock.today();
    if (!found) say('caseNumber', `没有案件“${caseNumber}”，或您无权安排。请核对案号。`, `There is no case "${caseNumber}", or it is not yours to plan. Check the number.`);
    else if (!found.judgeId) say('caseNumber', '本案没有承办人，无从考评。请先登记承办人。', 'The case has no responsible judge, so that nobody can be assessed. Register one first.');
    if (isDay(heardOn) && (heardOn > today || (found && heardOn < found.intakeOn))) say('heardOn', '开庭日期不能早于收案、晚于今天。请改正。', 'The hearing cannot be before intake or after today. Correct it.');
    if (isDay(dueOn) && dueOn < today) say('dueOn', '评分期限不能早于今天。请改正。', 'The day marks are due cannot lie in the past. Correct it.');
    if (new Set(assessors).size !== 2) say('assessors', '须由两位不同的评委独立评分。请选两人。', 'Two different people assess independently. Choose two.');
    const choices = found ? await this.assessorsFor(actor, found) : [];
    for (const id of found ? new Set(assessors) : []) {
      const choice = choices.find(({ personId }) => personId === id);
      if (!choice) say('assessors', '所选评委不是本领域的质量评查员。请从列表中选择。', 'That person is not a quality reviewer of this field. Choose from the list.');
      else if (choice.recused) say('assessors', `${choice.name}：${choice.recused}`, `${choice.name}: ${choice.recused}`);
    }
    return faults;
  }

  /** Reviewers whose grant reaches the case's field, each with the reason to stand back, if there is one. */
  private async assessorsFor(actor: Actor, { id, nature, divisionId, judgeId, intakeOn }: CaseToHear): Promise<AssessorChoice[]> {
    const rows = await this.database.rows<{ personId: string; name: string; natures: string | null; ownCase: number | string; ownDivision: number | string; signed: number | string; leads: number | string }>(
      `SELECT p.id AS "personId", p.name AS "name", g.natures AS "natures",
              CASE WHEN p.id = :judge OR EXISTS (SELECT 1 FROM case_participant x WHERE x.case_id = :caseId AND x.person_id = p.id) OR EXISTS (SELECT 1 FROM court_case k WHERE k.id = :caseId AND k.clerk_id = p.id) THEN 1 ELSE 0 END AS "ownCase",
              CASE WHEN EXISTS (SELECT 1 FROM post_holding h WHERE h.person_id = p.id AND h.division_id = :division AND h.superseded_at IS NULL AND h.valid_from <= :today AND (h.valid_until IS NULL OR h.valid_until > :intakeOn)) THEN 1 ELSE 0 END AS "ownDivision",
              CASE WHEN EXISTS (SELECT 1 FROM sign_off s WHERE s.case_id = :caseId AND s.person_id = p.id) THEN 1 ELSE 0 END AS "signed",
              CASE WHEN EXISTS (SELECT 1 FROM division_leader l WHERE l.person_id = p.id AND l.division_id = :division AND l.valid_from <= :today AND (l.valid_until IS NULL OR l.valid_until > :intakeOn)) THEN 1 ELSE 0 END AS "leads"
       FROM role_grant g JOIN user_account a ON a.id = g.user_id JOIN person p ON p.id = a.person_id
       WHERE g.court_id = :court AND g.role = 'qualityReviewer' AND g.approved_at IS NOT NULL AND g.revoked_at IS NULL AND a.disabled_at IS NULL AND g.valid_from <= :today AND (g.valid_until IS NULL OR g.valid_until > :today)
       ORDER BY p.pinyin, p.id`,
      { court: actor.courtId, judge: judgeId ?? '', caseId: id, division: divisionId ?? '', today: this.clock.today(), intakeOn },
    );
    const people = new Map<string, AssessorChoice>();
    for (const row of rows) {
      if (row.natures !== null && !row.natures.split(',').includes(nature)) continue;
      const reason = REASONS.find((one) => Number(row[one]));
      people.set(row.personId, { personId: row.personId, name: row.name, recused: reason ? reviewErrors[`review.${reason === 'leads' ? 'leader' : reason}`]().sentence(actor.language) : null });
    }
    return [...people.values()];
  }
}
