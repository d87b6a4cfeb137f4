import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { ListQuery, Page } from '../../platform/http/list.dto.js';
import { may, require, scopeCondition, type ScopeColumns } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { EXPORT_LIMIT } from '../../platform/sheets/send-table.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { visibleReviews } from '../case-under-review.js';
import type { PlanCaseRow, PlanListQuery, PlanMonth, PlanRow, PlanView } from './dto/plan.dto.js';
import type { KeptResult } from './plans.service.js';
import { ReviewPlan } from './review-plan.entity.js';
import { PARAMETERS_OF } from './review-lot.js';
import { REVIEW_PARAMETERS, ReviewParameters } from './review-parameters.js';
import { wholeCourt } from './whole-court.js';

/** Where the scope of coverage finds a case read as `c`. Nobody sees coverage of their own cases alone: it would say which of them are about to be reviewed. */
export const COVERAGE_SCOPE: ScopeColumns = { court: 'c.court_id', division: 'c.division_id', nature: 'c.nature' };

const WORDS = {
  zh: { title: '评查计划', head: ['案号', '案由', '承办人', '庭室', '评查员', '期限', '状态'], pending: '未开始', inProgress: '评查中', submitted: '已提交' },
  en: { title: 'Review plan', head: ['Case number', 'Cause', 'Judge', 'Division', 'Reviewer', 'Due on', 'Status'], pending: 'not begun', inProgress: 'in progress', submitted: 'submitted' },
} as const;

/** Plans as they are read. Plans of second reviews are read only by whoever plans: they would tell the first reviewers. */
@Injectable()
export class PlanViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parameters: ReviewParameters,
  ) {}

  async list(actor: Actor, { page, pageSize, kind, month }: PlanListQuery): Promise<Page<PlanRow>> {
    const plans = this.visible(actor);
    if (kind) plans.andWhere('p.kind = :kind', { kind });
    if (month) plans.andWhere('p.month = :month', { month });
    const columns = ['id', 'kind', 'month', 'round', 'status', 'openedBy', 'sealedAt', 'commitment', 'committedBy', 'committedAt', 'figures'];
    const [items, total] = await plans.select(columns.map((column) => `p.${column}`)).orderBy('p.month', 'DESC').addOrderBy('p.sealedAt', 'DESC').skip((page - 1) * pageSize).take(pageSize).getManyAndCount();
    return { items: items.map(planRow), total, page, pageSize };
  }

  async view(actor: Actor, id: string): Promise<PlanView> {
    const plan = await this.one(actor, id);
    const kept = plan.result ? (JSON.parse(plan.result) as KeptResult) : null;
    const names = PARAMETERS_OF[plan.kind];
    const now = kept ? null : await this.parameters.of(plan.courtId, names, this.clock.today());
    const works = may(actor, 'review.plan') && plan.status === 'sealed';
    return {
      ...planRow(plan),
      version: plan.version,
      seed: kept ? plan.seed : null,
      inputDigest: plan.inputDigest,
      resultDigest: plan.resultDigest,
      parameters: kept ? kept.parameters : names.flatMap((name) => (now!.has(name) ? [{ ...now!.get(name)!, label: REVIEW_PARAMETERS[name] }] : [])),
      missing: now ? names.filter((name) => !now.has(name)).map((name) => REVIEW_PARAMETERS[name]) : [],
      loads: kept ? kept.loads.map(({ reviewer, before, added }) => ({ reviewer: kept.names[reviewer] ?? reviewer, before, added })) : [],
      left: kept ? await this.readable(actor, kept) : [],
      may: { preview: works, commit: works },
    };
  }

  private async readable(actor: Actor, { left }: KeptResult): Promise<PlanView['left']> {
    if (!left.length) return [];
    const scope = scopeCondition(actor, 'review.coverage', COVERAGE_SCOPE);
    const rows = await this.database.rows<{ id: string }>(`SELECT c.id AS id FROM court_case c WHERE c.id IN (:...ids) AND ${scope.sql}`, { ...scope.parameters, ids: left.map(({ caseId }) => caseId) });
    const seen = new Set(rows.map(({ id }) => id));
    return left.filter(({ caseId }) => seen.has(caseId));
  }

  /** Inputs and result as they were kept, for drawing again anywhere. */
  async file(actor: Actor, id: string): Promise<{ name: string; text: string }> {
    require(actor, 'review.plan');
    const plan = await this.one(actor, id);
    if (!plan.inputs || !plan.result) throw platformErrors['record.notFound']();
    const { drawn } = JSON.parse(plan.result) as KeptResult;
    const { kind, month, round, commitment, inputDigest, resultDigest } = plan;
    const text = JSON.stringify({ format: 'review-plan-file/1', kind, month, round, commitment, inputDigest, resultDigest, inputs: JSON.parse(plan.inputs) as unknown, drawn }, null, 1);
    return { name: `review-plan-${kind}-${month}-${round}.json`, text };
  }

  async cases(actor: Actor, id: string, { page, pageSize }: ListQuery): Promise<Page<PlanCaseRow>> {
    await this.one(actor, id);
    return { ...(await this.planned(actor, id, pageSize, (page - 1) * pageSize)), page, pageSize };
  }

  async table(actor: Actor, id: string): Promise<OutgoingTable> {
    const plan = await this.one(actor, id);
    const words = WORDS[actor.language];
    const { items } = await this.planned(actor, id, EXPORT_LIMIT, 0);
    const rows = items.map((one) => [one.number, one.cause, one.judge ?? '', one.division ?? '', one.reviewer, one.dueOn ?? '', words[one.status as 'pending' | 'inProgress' | 'submitted']]);
    return { title: `${words.title} ${plan.month}-${plan.round}`, head: [...words.head], rows };
  }

  private async planned(actor: Actor, planId: string, limit: number, offset: number): Promise<{ items: PlanCaseRow[]; total: number }> {
    const visible = visibleReviews(actor);
    const given = { ...visible.parameters, planId };
    const from = `case_review r JOIN court_case c ON c.id = r.case_id JOIN person p ON p.id = r.reviewer_id LEFT JOIN person j ON j.id = c.responsible_judge_id LEFT JOIN division d ON d.id = c.division_id WHERE r.plan_id = :planId AND ${visible.sql}`;
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${from}`, given);
    const items = await this.database.rows<PlanCaseRow>(
      `SELECT r.id AS reviewId, c.id AS caseId, c.case_number AS number, c.cause AS cause, c.nature AS field, j.name AS judge, d.name AS division, p.name AS reviewer, r.status AS status, r.due_on AS dueOn, r.version AS version
       FROM ${from} ORDER BY p.name, c.case_number, r.id LIMIT ${limit} OFFSET ${offset}`, given,
    );
    return { items, total: Number(count!.total) };
  }

  /** Every month of a year up to today, with what was closed and how far review has come. */
  async months(actor: Actor, year: number | undefined): Promise<PlanMonth[]> {
    require(actor, 'review.coverage');
    const today = this.clock.today();
    const of = String(year ?? today.slice(0, 4));
    const scope = scopeCondition(actor, 'review.coverage', COVERAGE_SCOPE);
    const span = { ...scope.parameters, from: `${of}-01-01`, until: `${Number(of) + 1}-01-01` };
    const closed = await this.database.rows<{ month: string; closed: number; planned: number; reviewed: number }>(
      `SELECT SUBSTR(c.closed_on, 1, 7) AS month, COUNT(*) AS closed, SUM(CASE WHEN ${UNDER_REVIEW} THEN 1 ELSE 0 END) AS planned, SUM(CASE WHEN ${REVIEWED} THEN 1 ELSE 0 END) AS reviewed
       FROM court_case c WHERE c.closed_on >= :from AND c.closed_on < :until AND ${scope.sql} GROUP BY SUBSTR(c.closed_on, 1, 7)`, span,
    );
    const planner = may(actor, 'review.plan');
    const submitted = await this.database.rows<{ month: string; submitted: number; second: number }>(
      `SELECT SUBSTR(r.submitted_on, 1, 7) AS month, COUNT(*) AS submitted, SUM(CASE WHEN EXISTS (SELECT 1 FROM case_review s WHERE s.second_of_id = r.id) THEN 1 ELSE 0 END) AS second
       FROM case_review r JOIN court_case c ON c.id = r.case_id WHERE r.second_of_id IS NULL AND r.submitted_on >= :from AND r.submitted_on < :until AND ${scope.sql} GROUP BY SUBSTR(r.submitted_on, 1, 7)`, span,
    );
    const plans = await this.visible(actor).andWhere('p.month LIKE :of', { of: `${of}-%` }).select(['p.id', 'p.kind', 'p.month', 'p.status', 'p.round']).orderBy('p.round', 'ASC').getMany();
    const last = today.slice(0, 4) === of ? Number(today.slice(5, 7)) : today.slice(0, 4) > of ? 12 : 0;
    return Array.from({ length: last }, (_, index): PlanMonth => {
      const month = `${of}-${String(last - index).padStart(2, '0')}`;
      const [one, two] = [closed.find((row) => row.month === month), submitted.find((row) => row.month === month)];
      const figures = { closed: Number(one?.closed ?? 0), planned: Number(one?.planned ?? 0), reviewed: Number(one?.reviewed ?? 0), submitted: Number(two?.submitted ?? 0), second: planner ? Number(two?.second ?? 0) : 0 };
      const state = (kind: ReviewPlan['kind'], lot: number) => {
        const own = plans.filter((plan) => plan.month === month && plan.kind === kind);
        const open = own.find(({ status }) => status === 'sealed') ?? own.at(-1) ?? null;
        return { state: open ? (open.status === 'sealed' ? 'open' : 'planned') : lot === 0 ? 'none' : month === today.slice(0, 7) ? 'running' : 'over', id: open?.id ?? null } as const;
      };
      const [routine, blind] = [state('routine', figures.closed), state('second', figures.submitted)];
      return { month, ...figures, routine: routine.state, routinePlanId: routine.id, blind: planner ? blind.state : null, blindPlanId: planner ? blind.id : null };
    });
  }

  private visible(actor: Actor) {
    const scope = wholeCourt(actor, 'review.coverage', { court: 'p.court_id' });
    const plans = this.database.repository(ReviewPlan).createQueryBuilder('p').where(scope.sql, scope.parameters);
    return may(actor, 'review.plan') ? plans : plans.andWhere(`p.kind = 'routine'`);
  }

  private async one(actor: Actor, id: string): Promise<ReviewPlan> {
    const plan = await this.visible(actor).andWhere('p.id = :id', { id }).getOne();
    if (!plan) throw platformErrors['record.notFound']();
    return plan;
  }
}

/** Whether a case read as `c` is under review, and whether a review of it has been submitted. Second reviews add nothing to either. */
export const UNDER_REVIEW = 'EXISTS (SELECT 1 FROM case_review any_r WHERE any_r.case_id = c.id AND any_r.second_of_id IS NULL)';
export const REVIEWED = `EXISTS (SELECT 1 FROM case_review done_r WHERE done_r.case_id = c.id AND done_r.second_of_id IS NULL AND done_r.status = 'submitted')`;

export function planRow({ id, kind, month, round, status, openedBy, sealedAt, commitment, committedBy, committedAt, figures }: ReviewPlan): PlanRow {
  return {
    id, kind, month, round, status, openedBy, sealedAt, commitment, committedBy, committedAt,
    lot: figures?.lot ?? null, target: figures?.target ?? null, planned: figures?.planned ?? null, withoutReviewer: figures?.withoutReviewer ?? null,
  };
}
