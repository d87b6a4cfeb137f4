import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { Decimal, fromHundredths, points } from '../kernel/exact.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import type { RatingFormView, SubmitRatingForm } from './dto/rating.dto.js';
import { FactCatalogue } from './fact-catalogue.service.js';
import { RatingForm, RatingTask, type RatingTaskStatus } from './rating.entities.js';
import { ratingErrors } from './ratings.errors.js';

interface Row {
  id: string;
  taskId: string;
  fact: string;
  period: string;
  raterGroup: string;
  ratedId: string;
  ratedName: string;
  division: string | null;
  outOf: number;
  dueOn: string;
  mark: number | null;
  reason: string | null;
  submittedAt: string | null;
  version: number;
  status: RatingTaskStatus;
}

const LOW = new Decimal('0.6');

/** 测评表: each rater sees the own forms of open tasks and nothing else. */
@Injectable()
export class RatingForms {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly catalogue: FactCatalogue,
  ) {}

  async owed(actor: Actor): Promise<RatingFormView[]> {
    require(actor, 'rating.fill');
    if (!actor.personId) throw ratingErrors['rating.noPerson']();
    return this.views(actor, await this.rows(actor, "t.status = 'open'", {}));
  }

  /** Submits the form, or changes it while the task is open. The trail says that it came in, not what it said. */
  async submit(actor: Actor, id: string, { mark, reason, version }: SubmitRatingForm): Promise<RatingFormView> {
    require(actor, 'rating.fill');
    const [row] = await this.rows(actor, 'f.id = :id', { id });
    if (!row) throw platformErrors['record.notFound']();
    if (row.status !== 'open') throw ratingErrors['rating.notOpen']();
    const [given, outOf] = [new Decimal(mark), fromHundredths(row.outOf)];
    const faults = [];
    if (given.gt(outOf)) faults.push({ path: 'mark', zh: `分值 ${mark} 超过满分 ${points(outOf)}。请更正。`, en: `The mark ${mark} is above the highest, ${points(outOf)}. Correct it.` });
    if (given.lt(outOf.times(LOW)) && !reason?.trim()) faults.push({ path: 'reason', zh: '低于满分六成的，必须写明理由。请补上。', en: 'A mark below 60 % of the highest needs a reason. Give it.' });
    if (faults.length) throw ratingErrors['rating.formFaulty']({ count: faults.length }, faults);
    await this.database.transaction(async () => {
      // The task's row is held, so that closing it and handing in a form cannot cross.
      const [task] = await this.database.rows<{ status: RatingTaskStatus }>(`SELECT status AS "status" FROM rating_task WHERE id = :id${this.database.forUpdate}`, { id: row.taskId });
      if (task!.status !== 'open') throw ratingErrors['rating.notOpen']();
      const { affected } = await this.database.repository(RatingForm).update({ id, version, raterId: actor.personId! }, { mark: given, reason: reason?.trim() || null, submittedAt: this.clock.instant(), version: version + 1 });
      if (!affected) throw platformErrors['record.changed']({ who: actor.personName, when: row.submittedAt ?? '' });
      this.audit.record(actor, { action: 'rating.submitted', subjectKind: 'ratingTask', subjectId: row.taskId });
    });
    const [view] = await this.views(actor, await this.rows(actor, 'f.id = :id', { id }));
    return view!;
  }

  /** How many forms of open tasks of a period are still owed; what closing a period wants to know. */
  async openTasks(courtId: string, periods: readonly string[]): Promise<number> {
    return this.database.repository(RatingTask).countBy({ courtId, period: In([...periods]), status: 'open' });
  }

  private rows(actor: Actor, condition: string, parameters: Record<string, unknown>): Promise<Row[]> {
    if (!actor.personId) return Promise.resolve([]);
    return this.database.rows<Row>(
      `SELECT f.id AS "id", f.task_id AS "taskId", t.fact AS "fact", t.period AS "period", t.rater_group AS "raterGroup", f.rated_id AS "ratedId", p.name AS "ratedName", d.name AS "division", t.out_of AS "outOf",
              t.due_on AS "dueOn", f.mark AS "mark", f.reason AS "reason", f.submitted_at AS "submittedAt", f.version AS "version", t.status AS "status"
       FROM rating_form f JOIN rating_task t ON t.id = f.task_id JOIN person p ON p.id = f.rated_id
       LEFT JOIN post_holding h ON h.id = (SELECT MAX(m.id) FROM post_holding m WHERE m.person_id = p.id AND m.kind = 'main' AND m.superseded_at IS NULL AND m.valid_from < t.period_until
         AND (m.valid_until IS NULL OR m.valid_until > t.period_from))
       LEFT JOIN division d ON d.id = h.division_id
       WHERE f.court_id = :court AND f.rater_id = :me AND ${condition} ORDER BY t.due_on, t.id, p.pinyin, p.id`,
      { court: actor.courtId, me: actor.personId, ...parameters },
    );
  }

  private async views(actor: Actor, rows: readonly Row[]): Promise<RatingFormView[]> {
    if (!rows.length) return [];
    const facts = new Map((await this.catalogue.declared(actor.courtId, 'rated')).map((fact) => [fact.name, fact]));
    return rows.map(({ id, taskId, fact, period, raterGroup, ratedId, ratedName, division, outOf, dueOn, mark, reason, submittedAt, version }) => ({
      id, taskId, fact,
      title: facts.get(fact)?.title ?? { zh: fact, en: fact },
      meaning: facts.get(fact)?.meaning ?? { zh: '', en: '' },
      period, raterGroup, rated: { id: ratedId, name: ratedName, division: division ?? '' }, outOf: points(fromHundredths(outOf)), dueOn, status: submittedAt === null ? 'owed' : 'submitted',
      mark: mark === null ? null : points(fromHundredths(mark)), reason, submittedAt, version: Number(version),
    }));
  }
}
