import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addDays, addMonths, type Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import { may, scopeCondition } from '../platform/permissions/data-scope.js';
import type { HomeView } from './dto/home.dto.js';

const RECENT_DAYS = 30;
const MOST = 3;
type Todo = HomeView['todo'][number];

/** Review planning on the home page: a month without a plan, an open plan, second-review findings to decide; for a reviewer what came to the desk. */
@Injectable()
export class PlanningNews {
  constructor(private readonly database: Database) {}

  async todo(actor: Actor, today: Day): Promise<Todo[]> {
    if (!may(actor, 'review.plan')) return [];
    return [...(await this.unplanned(actor, today)), ...(await this.openPlans(actor)), ...(await this.waiting(actor)), ...(await this.undecided(actor))];
  }

  /** Last month has closings and no plan yet: due by the middle of this month, so that reviews can be done in it. */
  private async unplanned(actor: Actor, today: Day): Promise<Todo[]> {
    const until = `${today.slice(0, 7)}-01`;
    const from = addMonths(until, -1);
    const month = from.slice(0, 7);
    const cases = scopeCondition(actor, 'review.plan', { court: 'c.court_id' });
    const plans = scopeCondition(actor, 'review.plan', { court: 'p.court_id' }, 'plans');
    const [row] = await this.database.rows<{ closed: number; plans: number }>(
      `SELECT (SELECT COUNT(*) FROM court_case c WHERE c.closed_on >= :from AND c.closed_on < :until AND ${cases.sql}) AS closed,
         (SELECT COUNT(*) FROM review_plan p WHERE p.kind = 'routine' AND p.month = :month AND ${plans.sql}) AS plans`,
      { ...cases.parameters, ...plans.parameters, from, until, month },
    );
    if (!Number(row!.closed) || Number(row!.plans)) return [];
    return [{
      key: `reviewPlan:${month}`, due: addDays(until, 14), urgency: 'week', link: '/review/plans',
      title: { zh: `安排 ${month} 的评查`, en: `Plan the reviews of ${month}` }, detail: { zh: `当月结案 ${Number(row!.closed)} 件，尚未抽取`, en: `${Number(row!.closed)} case(s) closed, none drawn yet` },
    }];
  }

  private async openPlans(actor: Actor): Promise<Todo[]> {
    const scope = scopeCondition(actor, 'review.plan', { court: 'p.court_id' });
    const rows = await this.database.rows<{ id: string; month: string; kind: string }>(`SELECT p.id AS id, p.month AS month, p.kind AS kind FROM review_plan p WHERE p.status = 'sealed' AND ${scope.sql} ORDER BY p.month, p.id LIMIT ${MOST}`, scope.parameters);
    return rows.map(({ id, month, kind }) => ({
      key: `reviewPlanOpen:${id}`, due: null, urgency: 'week' as const, link: `/review/plans/${id}`,
      title: kind === 'second' ? { zh: `提交 ${month} 的盲评抽取`, en: `Commit the blind reviews of ${month}` } : { zh: `提交 ${month} 的评查计划`, en: `Commit the review plan of ${month}` },
      detail: { zh: '种子已封存，预演后提交', en: 'Seed sealed; preview and commit' },
    }));
  }

  private async waiting(actor: Actor): Promise<Todo[]> {
    const scope = scopeCondition(actor, 'review.plan', { court: 'e.court_id' });
    const [row] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM case_event e WHERE e.status = 'waiting' AND e.waits_for = 'reviewer' AND ${scope.sql}`, scope.parameters);
    const total = Number(row!.total);
    return total ? [{ key: 'caseEvents:reviewer', due: null, urgency: 'week', title: { zh: `${total} 件触发案件没有可派的评查员`, en: `${total} triggered case(s) without a reviewer who may have them` }, detail: { zh: '均应回避或不在专业内', en: 'all stand back or lie outside their field' }, link: '/review/plans?tab=events&status=waiting' }] : [];
  }

  private async undecided(actor: Actor): Promise<Todo[]> {
    const scope = scopeCondition(actor, 'review.plan', { court: 'f.court_id' });
    const [row] = await this.database.rows<{ total: number }>(
      `SELECT COUNT(*) AS total FROM finding f WHERE f.status = 'second' AND NOT EXISTS (SELECT 1 FROM second_finding_decision d WHERE d.finding_id = f.id) AND ${scope.sql}`, scope.parameters,
    );
    const total = Number(row!.total);
    return total ? [{ key: 'secondFindings', due: null, urgency: 'later', title: { zh: `处理复评差错 ${total} 项`, en: `Decide on ${total} second-review finding(s)` }, detail: { zh: '采纳的才计入案件', en: 'only adopted ones count' }, link: '/review/plans?tab=second&state=undecided' }] : [];
  }

  /** What came to a reviewer's desk lately, by day and way. Second reviews are not told apart from the others here. */
  async arrivals(actor: Actor, today: Day): Promise<HomeView['arrivals']> {
    if (!may(actor, 'review.record') || !actor.personId) return [];
    const rows = await this.database.rows<{ day: Day; batch: string; kind: string; cases: number }>(
      `SELECT r.planned_on AS day, r.batch AS batch, CASE WHEN r.plan_id IS NULL THEN 'event' ELSE 'plan' END AS kind, COUNT(*) AS cases FROM case_review r
       WHERE r.reviewer_id = :me AND r.planned_on > :since AND r.status <> 'submitted' GROUP BY r.planned_on, r.batch, CASE WHEN r.plan_id IS NULL THEN 'event' ELSE 'plan' END ORDER BY r.planned_on DESC LIMIT ${MOST}`,
      { me: actor.personId, since: addDays(today, -RECENT_DAYS) },
    );
    return rows.map(({ day, batch, cases }) => ({ text: { zh: `${day.slice(5)} 派给您 ${Number(cases)} 件评查（${batch} 批次）`, en: `${Number(cases)} review(s) came to you on ${day.slice(5)} (batch ${batch})` }, link: '/review/desk' }));
  }
}
