import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal, points } from '../kernel/exact.js';
import { parsePeriod } from '../kernel/evaluation-period.js';
import { isDay } from '../kernel/day.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { orderBy } from '../platform/http/sorting.js';
import { newId } from '../platform/ids.js';
import { require, scopeCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import type { NewRatingTask, RatingTaskPage, RatingTaskQuery, RatingTaskView } from './dto/rating.dto.js';
import { FactCatalogue } from './fact-catalogue.service.js';
import { FactSubjects } from './fact-subjects.js';
import { FrozenPeriods } from './frozen-periods.js';
import { RatingForm, RatingTask } from './rating.entities.js';
import { ratingErrors } from './ratings.errors.js';

interface Pair {
  raterId: string;
  ratedId: string;
}

interface FormCount {
  taskId: string;
  raterId: string;
  ratedId: string;
  raterName: string;
  ratedName: string;
  submitted: number;
}

const SORTS = { createdAt: 't.created_at', dueOn: 't.due_on', period: 't.period' };

/** 测评任务: who is asked for how many forms on whom; how many have come in, and never who gave what. */
@Injectable()
export class RatingTasks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly catalogue: FactCatalogue,
    private readonly subjects: FactSubjects,
    private readonly frozen: FrozenPeriods,
  ) {}

  async create(actor: Actor, wanted: NewRatingTask): Promise<RatingTaskView> {
    require(actor, 'rating.manage');
    const pairs = pairsOf(wanted);
    const faults = await this.faults(actor, wanted, pairs);
    if (faults.length) throw ratingErrors['rating.faulty']({ count: faults.length }, faults);
    const { fact, raterGroup, minimumForms, outOf, dueOn, source } = wanted;
    const period = parsePeriod(wanted.period)!;
    const id = newId();
    await this.database.transaction(async () => {
      await this.database.repository(RatingTask).insert({
        id, courtId: actor.courtId, fact, period: period.key, periodFrom: period.from, periodUntil: period.until, raterGroup, minimumForms, outOf: new Decimal(outOf), dueOn, source, status: 'open',
        createdBy: actor.personName || actor.username, createdAt: this.clock.instant(), closedBy: null, closedAt: null, closeReason: null, version: 1,
      });
      const forms = pairs.map((pair) => ({ ...pair, id: newId(), courtId: actor.courtId, taskId: id, mark: null, reason: null, submittedAt: null, version: 1 }));
      for (let from = 0; from < forms.length; from += 200) await this.database.repository(RatingForm).insert(forms.slice(from, from + 200));
      this.audit.record(actor, { action: 'rating.asked', subjectKind: 'ratingTask', subjectId: id, after: { fact, period: period.key, raterGroup, forms: forms.length } });
    });
    return this.view(actor, id);
  }

  async page(actor: Actor, { page, pageSize, sort, period, fact, status }: RatingTaskQuery): Promise<RatingTaskPage> {
    require(actor, 'rating.manage');
    const scope = this.scope(actor);
    const parts = [scope.sql];
    const parameters: Record<string, unknown> = { ...scope.parameters };
    for (const [name, value] of Object.entries({ period, fact, status })) {
      if (!value) continue;
      parts.push(`t.${name} = :${name}`);
      parameters[name] = value;
    }
    const where = parts.join(' AND ');
    const order = orderBy(sort, SORTS, '-createdAt');
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS "total" FROM rating_task t WHERE ${where}`, parameters);
    const ids = await this.database.rows<{ id: string }>(
      `SELECT t.id AS "id" FROM rating_task t WHERE ${where} ORDER BY ${order.expression} ${order.direction}, t.id ${order.direction} LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
      parameters,
    );
    return { items: await Promise.all(ids.map(({ id }) => this.view(actor, id))), total: Number(count!.total), page, pageSize };
  }

  async view(actor: Actor, id: string): Promise<RatingTaskView> {
    require(actor, 'rating.manage');
    const task = await this.own(actor, id);
    const title = (await this.catalogue.declared(actor.courtId, 'rated')).find((one) => one.name === task.fact)?.title ?? { zh: task.fact, en: task.fact };
    const forms = await this.database.rows<FormCount>(
      `SELECT f.task_id AS "taskId", f.rater_id AS "raterId", f.rated_id AS "ratedId", r.name AS "raterName", p.name AS "ratedName", CASE WHEN f.submitted_at IS NULL THEN 0 ELSE 1 END AS "submitted"
       FROM rating_form f JOIN person r ON r.id = f.rater_id JOIN person p ON p.id = f.rated_id WHERE f.task_id = :id ORDER BY p.name, p.id, r.name, r.id`,
      { id },
    );
    const people = grouped(forms, 'ratedId', 'ratedName').map(({ id: personId, name, forms: own }) => {
      const submitted = own.filter((form) => Number(form.submitted)).length;
      return { id: personId, name, asked: own.length, submitted, void: submitted < task.minimumForms };
    });
    const owing = grouped(forms, 'raterId', 'raterName')
      .map(({ id: personId, name, forms: own }) => ({ id: personId, name, owed: own.filter((form) => !Number(form.submitted)).length }))
      .filter((one) => one.owed > 0);
    const { fact, period, raterGroup, minimumForms, dueOn, source, status, createdBy, createdAt, closedBy, closedAt, closeReason, version } = task;
    return {
      id, fact, title, period, raterGroup, minimumForms, outOf: points(task.outOf), dueOn, source, status, asked: forms.length, submitted: forms.filter((form) => Number(form.submitted)).length,
      below: people.filter((one) => one.void).length, people, owing: status === 'open' ? owing : [], createdBy, createdAt,
      closed: closedAt === null ? null : { by: closedBy ?? '', at: closedAt, reason: closeReason }, version,
    };
  }

  /** From here on the forms count, and no more come in. */
  async close(actor: Actor, id: string, version: number, reason: string | null): Promise<RatingTaskView> {
    return this.end(actor, id, version, 'closed', reason);
  }

  async cancel(actor: Actor, id: string, version: number, reason: string | null): Promise<RatingTaskView> {
    require(actor, 'rating.manage');
    if (!reason?.trim()) throw ratingErrors['rating.reasonNeeded']();
    return this.end(actor, id, version, 'cancelled', reason);
  }

  private async end(actor: Actor, id: string, version: number, status: 'closed' | 'cancelled', reason: string | null): Promise<RatingTaskView> {
    require(actor, 'rating.manage');
    const task = await this.own(actor, id);
    if (task.status !== 'open') throw ratingErrors['rating.notOpen']();
    await this.database.transaction(async () => {
      const change = { status, closedAt: this.clock.instant(), closedBy: actor.personName || actor.username, closeReason: reason, version: version + 1 };
      const { affected } = await this.database.repository(RatingTask).update({ id, version, status: 'open' }, change);
      if (!affected) throw platformErrors['record.changed']({ who: task.closedBy ?? task.createdBy, when: task.closedAt ?? task.createdAt });
      this.audit.record(actor, { action: `rating.${status}`, subjectKind: 'ratingTask', subjectId: id, ...(reason ? { reason } : {}) });
    });
    return this.view(actor, id);
  }

  private async faults(actor: Actor, { fact, period, outOf, dueOn, raterIds, ratedIds, minimumForms }: NewRatingTask, pairs: readonly Pair[]): Promise<Fault[]> {
    const faults: Fault[] = [];
    const rated = (await this.catalogue.declared(actor.courtId, 'rated')).find((one) => one.name === fact);
    if (!rated) faults.push({ path: 'fact', zh: `没有方案把“${fact}”列为评分事实。请从方案自报的评分事实中选用。`, en: `No scheme declares “${fact}” as a rated fact. Choose one that is declared.` });
    const known = parsePeriod(period);
    if (!known) faults.push({ path: 'period', zh: `“${period}”不是考核期。请写作 2026-10。`, en: `“${period}” is not an evaluation period. Write 2026-10.` });
    else if (await this.frozen.isFrozen(actor.courtId, period)) faults.push({ path: 'period', zh: `考核期 ${period} 已结束，测评不再计入。请选择未结束的考核期。`, en: `The period ${period} is closed and no rating counts in it. Choose an open one.` });
    else if (await this.frozen.lockedBy(actor.courtId, period, 'politicalSupervision')) faults.push({ path: 'period', zh: `${period} 的子项得分已提交并锁定，不能再发起测评。请先由政工监察办撤回子项。`, en: `The sub-scores of ${period} are submitted and locked; no rating can be opened. Have the political and supervision office take its sub-score back first.` });
    if (new Decimal(outOf).isZero()) faults.push({ path: 'outOf', zh: '满分应大于零。请更正。', en: 'The highest mark is above zero. Correct it.' });
    if (!isDay(dueOn)) faults.push({ path: 'dueOn', zh: `“${dueOn}”不是日期。请写作 2026-10-31。`, en: `“${dueOn}” is not a day. Write 2026-10-31.` });
    if (!pairs.length) faults.push({ path: raterIds || ratedIds ? 'raterIds' : 'pairs', zh: '没有谁评谁。请选定评分人和被评人（本人不评自己）。', en: 'It does not say who rates whom. Choose raters and rated people; nobody rates himself.' });
    if (known) {
      const people = new Set((await this.subjects.people(actor, 'rating.manage', period)).map((one) => one.id));
      const strangers = new Set(pairs.flatMap(({ raterId, ratedId }) => [raterId, ratedId]).filter((one) => !people.has(one)));
      if (strangers.size) faults.push({ path: 'pairs', zh: `有 ${strangers.size} 人查不到。请从名单中选用。`, en: `${strangers.size} people were not found. Choose from the list.` });
    }
    if (pairs.some(({ raterId, ratedId }) => raterId === ratedId)) faults.push({ path: 'pairs', zh: '有人被安排评自己。请去掉。', en: 'Somebody is asked to rate himself. Remove it.' });
    const fewest = Math.min(...grouped(pairs.map((pair) => ({ ...pair, name: '' })), 'ratedId', 'name').map((one) => one.forms.length));
    if (pairs.length && fewest < minimumForms) faults.push({ path: 'minimumForms', zh: `有人最多只能收到 ${fewest} 份，达不到 ${minimumForms} 份。请增加评分人。`, en: `Somebody can receive ${fewest} form(s) at most, under the minimum of ${minimumForms}. Add raters.` });
    return faults;
  }

  private async own(actor: Actor, id: string): Promise<RatingTask> {
    const scope = this.scope(actor);
    const [found] = await this.database.rows<{ id: string }>(`SELECT t.id AS "id" FROM rating_task t WHERE t.id = :id AND ${scope.sql}`, { id, ...scope.parameters });
    if (!found) throw platformErrors['record.notFound']();
    return this.database.repository(RatingTask).findOneByOrFail({ id });
  }

  private scope(actor: Actor): { sql: string; parameters: Record<string, unknown> } {
    return scopeCondition(actor, 'rating.manage', { court: 't.court_id' });
  }
}

/** Everybody rates everybody but himself, or exactly the pairs named; each pair once. */
function pairsOf({ pairs, raterIds = [], ratedIds = [] }: NewRatingTask): Pair[] {
  const all = pairs ?? raterIds.flatMap((raterId) => ratedIds.filter((ratedId) => ratedId !== raterId).map((ratedId) => ({ raterId, ratedId })));
  return [...new Map(all.map(({ raterId, ratedId }) => [`${raterId} ${ratedId}`, { raterId, ratedId }])).values()];
}

function grouped<T, K extends keyof T, N extends keyof T>(forms: readonly T[], key: K, name: N): { id: string; name: string; forms: T[] }[] {
  const groups = new Map<string, { id: string; name: string; forms: T[] }>();
  for (const form of forms) {
    const id = String(form[key]);
    const group = groups.get(id) ?? { id, name: String(form[name]), forms: [] };
    group.forms.push(form);
    groups.set(id, group);
  }
  return [...groups.values()];
}
