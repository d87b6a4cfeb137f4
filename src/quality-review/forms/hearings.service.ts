import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { chinaDay, type Day } from '../../kernel/day.js';
import { Decimal, fromHundredths, points } from '../../kernel/exact.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { orderBy } from '../../platform/http/sorting.js';
import { require, scopeCondition, type ScopeColumns, type SqlCondition } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { EXPORT_LIMIT } from '../../platform/sheets/send-table.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { hearingTotal, type ScoringRules } from '../../rules/case-grade.js';
import { hearingOutcome } from '../../rules/hearing-outcome.js';
import { enteredFaults, formSheet, missingItems, type Entered } from '../../rules/review-scores.js';
import { CaseCount } from '../case-count.js';
import { reviewReach } from '../review-reach.js';
import { HearingAssessment } from '../review.entities.js';
import type { HearingListQuery, HearingMarksView, HearingRow, HearingView, SaveHearingMarks } from './dto/hearings.dto.js';
import { HearingMark, HearingTask, ReviewForm } from './form.entities.js';
import { formView } from './form-view.js';
import { formErrors } from './forms.errors.js';
import { hearingErrors } from './hearings.errors.js';
import { ReviewForms } from './review-forms.js';

/** Hearings put up for assessment, and those assessed before there was such a list. */
const LISTED = `(SELECT t.id AS id, t.court_id AS court_id, t.case_id AS case_id, t.judge_id AS judge_id, t.heard_on AS heard_on, t.due_on AS due_on, t.status AS status FROM hearing_task t
  UNION ALL SELECT h.id, h.court_id, h.case_id, h.judge_id, NULL, NULL, 'done' FROM hearing_assessment h WHERE NOT EXISTS (SELECT 1 FROM hearing_task k WHERE k.id = h.id)) t
  JOIN court_case c ON c.id = t.case_id JOIN person j ON j.id = t.judge_id LEFT JOIN hearing_assessment h ON h.id = t.id`;
const SORTS = { dueOn: 't.due_on', heardOn: 't.heard_on', caseNumber: 'c.case_number', judge: 'j.pinyin' };
const SCOPE: ScopeColumns = {
  court: 't.court_id',
  division: 'c.division_id',
  nature: 'c.nature',
  own: (person) => `(EXISTS (SELECT 1 FROM hearing_mark own_m WHERE own_m.task_id = t.id AND own_m.assessor_id = :${person}) OR (t.status = 'done' AND t.judge_id = :${person}))`,
};
type Listed = Omit<HearingRow, 'assessors' | 'hearingScore' | 'summationScore' | 'total' | 'mine'> & { hearing: number | string | null; summation: number | string | null };

/** 庭审考评: two people mark a hearing, neither seeing the other's marks until both are in; the mean counts. */
@Injectable()
export class HearingsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly forms: ReviewForms,
    private readonly count: CaseCount,
  ) {}

  async list(actor: Actor, query: HearingListQuery): Promise<Page<HearingRow>> {
    require(actor, 'review.read');
    const { sql, parameters } = this.condition(actor, query);
    const { expression, direction } = orderBy(query.sort, SORTS, '-dueOn');
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM ${LISTED} WHERE ${sql}`, parameters);
    const { page, pageSize } = query;
    const items = await this.rows(actor, sql, parameters, `ORDER BY CASE t.status WHEN 'open' THEN 0 ELSE 1 END, ${expression} ${direction}, h.assessed_on DESC, t.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`);
    return { items, total: Number(count!.total), page, pageSize };
  }

  async table(actor: Actor, query: HearingListQuery): Promise<OutgoingTable> {
    require(actor, 'review.read');
    const { sql, parameters } = this.condition(actor, query);
    const rows = await this.rows(actor, sql, parameters, `ORDER BY t.due_on DESC, t.id LIMIT ${EXPORT_LIMIT}`);
    const zh = actor.language === 'zh';
    const states = zh ? { open: '待评分', done: '已考评', withdrawn: '已撤回' } : { open: 'open', done: 'assessed', withdrawn: 'withdrawn' };
    return {
      title: zh ? '庭审考评' : 'Hearings assessed',
      head: zh ? ['案号', '案由', '承办人', '开庭日期', '评分期限', '评委', '状态', '考评日期', '五方面', '庭审小结', '庭审总分'] : ['Case number', 'Cause', 'Judge', 'Heard on', 'Due', 'Assessors', 'State', 'Assessed on', 'Five aspects', 'Summation', 'Total'],
      rows: rows.map((row) => [
        row.caseNumber, row.cause, row.judge, row.heardOn ?? '', row.dueOn ?? '', row.assessors.map(({ name }) => name).join('、'), states[row.status], row.assessedOn ?? '', row.hearingScore ?? '', row.summationScore ?? '', row.total ?? '',
      ]),
    };
  }

  async view(actor: Actor, id: string): Promise<HearingView> {
    require(actor, 'review.read');
    const row = await this.readable(actor, id);
    const task = await this.database.repository(HearingTask).findOneBy({ id });
    const marks = await this.database.repository(HearingMark).find({ where: { taskId: id }, order: { id: 'ASC' } });
    const own = marks.find(({ assessorId }) => assessorId === actor.personId) ?? null;
    const done = row.status === 'done';
    const nameOf = new Map(row.assessors.map(({ personId, name }) => [personId, name]));
    const views = await Promise.all(marks.map((mark) => this.marksView(mark, nameOf.get(mark.assessorId) ?? '')));
    const ownView = own && views[marks.indexOf(own)]!;
    return {
      hearing: { ...row, noSummation: task?.noSummation ?? null, withdrawnReason: task?.withdrawnReason ?? null, version: task?.version ?? 0 },
      own: own && ownView && { ...ownView, missing: (await this.missing(own)).map((fault) => ({ path: fault.path, message: fault[actor.language] })) },
      marks: done ? views : [],
      outcome: done ? await this.outcomeOf(row, task, views) : null,
    };
  }

  /** What was given so far is kept; nobody else sees it. */
  async save(actor: Actor, id: string, { values, comment, version }: SaveHearingMarks): Promise<HearingView> {
    require(actor, 'review.record');
    await this.database.transaction(async () => {
      const { mark } = await this.ownOpen(actor, id);
      const contents = await this.contentsOf(mark);
      const entered: Record<string, Entered> = { ...mark.entered };
      const faults = Object.entries(values).flatMap(([form, parts]) => {
        const content = contents.find((one) => one.form === form);
        if (!content) throw formErrors['form.notOfReview']({ form });
        return Object.entries(parts).flatMap(([part, given]) => {
          const items = Object.fromEntries(Object.entries(given).map(([code, value]) => [code, String(value)]));
          const wrong = enteredFaults(content, part, items);
          if (!wrong.length) entered[form] = { ...entered[form], [part]: { ...entered[form]?.[part], ...Object.fromEntries(Object.entries(items).map(([code, value]) => [code, points(value)])) } };
          return wrong;
        });
      });
      if (faults.length) throw formErrors['form.faulty']({ count: faults.length }, faults);
      const { affected } = await this.database.repository(HearingMark).update({ id: mark.id, version }, { entered, comment: comment ?? mark.comment, version: version + 1 });
      if (!affected) throw platformErrors['record.changed']({ who: '', when: '' });
      this.audit.record(actor, { action: 'hearing.marked', subjectKind: 'hearing', subjectId: id, before: { entered: mark.entered, comment: mark.comment }, after: { entered, comment: comment ?? mark.comment } });
    });
    return this.view(actor, id);
  }

  /** Hearings whose marks somebody still owes, the earliest due first. */
  async waitingFor(personId: string): Promise<{ id: string; caseNumber: string; judge: string; dueOn: string }[]> {
    return this.database.rows(
      `SELECT t.id AS "id", c.case_number AS "caseNumber", j.name AS "judge", t.due_on AS "dueOn" FROM hearing_mark m JOIN hearing_task t ON t.id = m.task_id
       JOIN court_case c ON c.id = t.case_id JOIN person j ON j.id = t.judge_id WHERE m.assessor_id = :personId AND m.submitted_at IS NULL AND t.status = 'open' ORDER BY t.due_on, t.id LIMIT 20`,
      { personId },
    );
  }

  /** The second of the two to submit makes the result. */
  async submit(actor: Actor, id: string, version: number): Promise<HearingView> {
    require(actor, 'review.record');
    await this.database.transaction(async () => {
      const { task, mark } = await this.ownOpen(actor, id);
      const missing = await this.missing(mark);
      if (missing.length) throw hearingErrors['hearing.incomplete']({ count: missing.length }, missing);
      const [assessment, summation] = (await this.contentsOf(mark)).map((content) => formSheet(content, mark.entered[content.form] ?? {}).score);
      const scores = { hearingScore: new Decimal(assessment!), summationScore: summation === undefined ? null : new Decimal(summation) };
      const { affected } = await this.database.repository(HearingMark).update({ id: mark.id, version }, { ...scores, submittedAt: this.clock.instant(), version: version + 1 });
      if (!affected) throw platformErrors['record.changed']({ who: '', when: '' });
      this.audit.record(actor, { action: 'hearing.submitted', subjectKind: 'hearing', subjectId: id, after: { hearingScore: assessment, summationScore: summation ?? null } });
      await this.settle(actor, task);
    });
    return this.view(actor, id);
  }

  private async settle(actor: Actor, task: HearingTask): Promise<void> {
    const marks = await this.database.repository(HearingMark).find({ where: { taskId: task.id }, order: { id: 'ASC' } });
    if (marks.some(({ submittedAt }) => submittedAt === null)) return;
    const given = marks.map((mark) => ({ assessor: mark.assessorId, assessment: mark.hearingScore!.toFixed(2), summation: mark.summationScore?.toFixed(2) ?? null }));
    const today = this.clock.today();
    const { assessment, summation, lines } = hearingOutcome(given, task.noSummation, (await this.forms.rules(task.courtId, today)).hearing);
    const { id, courtId, caseId, judgeId } = task;
    await this.database.repository(HearingAssessment).insert({ id, courtId, caseId, judgeId, assessedOn: today, hearingScore: assessment, summationScore: summation });
    await this.database.repository(HearingTask).update(id, { status: 'done', version: task.version + 1 });
    // A review of the case scored on this very day has this hearing in its score.
    await this.count.recount(caseId);
    this.audit.record(actor, { action: 'hearing.assessed', subjectKind: 'hearing', subjectId: id, after: { judgeId, caseId, assessedOn: today, hearingScore: points(assessment), summationScore: summation && points(summation), lines: lines.map(({ zh }) => zh) } });
  }

  /** One's own marks for a hearing still open, held until the transaction ends: the two assessors come one after the other. */
  private async ownOpen(actor: Actor, id: string): Promise<{ task: HearingTask; mark: HearingMark }> {
    await this.database.rows(`SELECT id FROM hearing_task WHERE id = :id${this.database.forUpdate}`, { id });
    const row = await this.readable(actor, id);
    const task = await this.database.repository(HearingTask).findOneBy({ id });
    const mark = await this.database.repository(HearingMark).findOneBy({ taskId: id, assessorId: actor.personId ?? '' });
    if (!task || !mark) throw hearingErrors['hearing.notAssessor']({ names: row.assessors.map(({ name }) => name).join('、') });
    if (task.status !== 'open') throw hearingErrors['hearing.closed']();
    if (mark.submittedAt) throw hearingErrors['hearing.submitted']({ at: chinaDay(new Date(mark.submittedAt)) });
    return { task, mark };
  }

  private condition(actor: Actor, query: HearingListQuery): SqlCondition {
    const { sql, parameters } = scopeCondition(reviewReach(actor), 'review.read', SCOPE);
    const conditions = [sql];
    if (query.status) conditions.push('t.status = :status');
    if (query.mine === 'true') conditions.push('EXISTS (SELECT 1 FROM hearing_mark m WHERE m.task_id = t.id AND m.assessor_id = :me)');
    if (query.q) conditions.push('(c.case_number LIKE :q OR c.cause LIKE :q OR j.name LIKE :q OR j.pinyin LIKE :q)');
    return { sql: conditions.join(' AND '), parameters: { ...parameters, status: query.status, me: actor.personId ?? '', q: `%${query.q ?? ''}%` } };
  }

  private async readable(actor: Actor, id: string): Promise<HearingRow> {
    const { sql, parameters } = scopeCondition(reviewReach(actor), 'review.read', SCOPE);
    const [row] = await this.rows(actor, `t.id = :id AND ${sql}`, { ...parameters, id }, '');
    if (!row) throw platformErrors['record.notFound']();
    return row;
  }

  private async rows(actor: Actor, where: string, parameters: object, tail: string): Promise<HearingRow[]> {
    const rows = await this.database.rows<Listed>(
      `SELECT t.id AS "id", t.case_id AS "caseId", c.case_number AS "caseNumber", c.cause AS "cause", c.nature AS "nature", j.name AS "judge", t.heard_on AS "heardOn", t.due_on AS "dueOn", t.status AS "status",
              h.assessed_on AS "assessedOn", h.hearing_score AS "hearing", h.summation_score AS "summation" FROM ${LISTED} WHERE ${where} ${tail}`,
      parameters,
    );
    const ids = rows.map(({ id }) => id);
    const assessors = ids.length
      ? await this.database.rows<{ taskId: string; personId: string; name: string; submittedAt: string | null }>(
          `SELECT m.task_id AS "taskId", m.assessor_id AS "personId", p.name AS "name", m.submitted_at AS "submittedAt" FROM hearing_mark m JOIN person p ON p.id = m.assessor_id WHERE m.task_id IN (:...ids) ORDER BY m.id`,
          { ids },
        )
      : [];
    // By the shares in force when it was assessed: what the court sets later leaves it as it was.
    const days = [...new Set(rows.flatMap(({ hearing, assessedOn }) => (hearing !== null && assessedOn ? [assessedOn] : [])))];
    const sharesOn = new Map(await Promise.all(days.map(async (day) => [day, await this.sharesOf(actor.courtId, day)] as const)));
    return rows.map(({ hearing, summation, ...row }) => {
      const own = assessors.filter(({ taskId }) => taskId === row.id).map(({ personId, name, submittedAt }) => ({ personId, name, submitted: submittedAt !== null }));
      const shares = sharesOn.get(row.assessedOn ?? '');
      const [assessed, summed] = [hearing === null ? null : fromHundredths(hearing), summation === null ? null : fromHundredths(summation)];
      return {
        ...row,
        assessors: own,
        hearingScore: assessed && points(assessed),
        summationScore: summed && points(summed),
        total: assessed && shares ? points(hearingTotal(assessed, summed, shares)) : null,
        mine: row.status === 'open' && own.some(({ personId, submitted }) => personId === actor.personId && !submitted),
      };
    });
  }

  private async sharesOf(courtId: string, day: Day): Promise<ScoringRules['hearing'] | null> {
    return (await this.forms.settingsInForce(courtId, day)).length ? (await this.forms.rules(courtId, day)).hearing : null;
  }

  private async outcomeOf(row: HearingRow, task: HearingTask | null, views: readonly HearingMarksView[]): Promise<HearingView['outcome']> {
    if (row.hearingScore === null || row.total === null) return null;
    const given = views.map(({ assessor, forms }) => ({ assessor, assessment: forms[0]!.score, summation: forms[1]?.score ?? null }));
    const shares = task && row.assessedOn && (await this.sharesOf(task.courtId, row.assessedOn));
    const lines = given.length && task && shares ? hearingOutcome(given, task.noSummation, shares).lines : [];
    return { hearingScore: row.hearingScore, summationScore: row.summationScore, total: row.total, lines };
  }

  private async contentsOf(mark: HearingMark): Promise<ReviewForm['content'][]> {
    return (await this.formsOf(mark)).map(({ content }) => content);
  }

  private async formsOf({ assessmentFormId, summationFormId }: HearingMark): Promise<ReviewForm[]> {
    const ids = [assessmentFormId, summationFormId].flatMap((id) => id ?? []);
    const forms = await Promise.all(ids.map((id) => this.database.repository(ReviewForm).findOneBy({ id })));
    return forms.flatMap((form) => form ?? []);
  }

  private async missing(mark: HearingMark) {
    return (await this.contentsOf(mark)).flatMap((content) => missingItems(content, mark.entered[content.form] ?? {}));
  }

  private async marksView(mark: HearingMark, assessor: string): Promise<HearingMarksView> {
    const forms = (await this.formsOf(mark)).map((row) => {
      const entered = mark.entered[row.form] ?? {};
      return formView({ row, kept: null, content: row.content, entered, sheet: formSheet(row.content, entered) });
    });
    return { assessor, comment: mark.comment, submittedAt: mark.submittedAt, version: mark.version, forms };
  }
}
