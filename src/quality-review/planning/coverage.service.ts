import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { parsePeriod, type EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { Decimal, points } from '../../kernel/exact.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { orderBy } from '../../platform/http/sorting.js';
import { require, scopeCondition, type SqlCondition } from '../../platform/permissions/data-scope.js';
import { EXPORT_LIMIT } from '../../platform/sheets/send-table.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import type { COVERAGE_BY, CoverageCase, CoverageCasesQuery, CoverageFigures, CoverageQuery, CoverageView } from './dto/coverage.dto.js';
import type { PlanningWords } from './dto/plan.dto.js';
import { COVERAGE_SCOPE, REVIEWED, UNDER_REVIEW } from './plan-views.js';

type By = (typeof COVERAGE_BY)[number];
const GROUPS: Record<By, { key: string; label: string; order: string }> = {
  division: { key: 'c.division_id', label: 'MAX(d.name)', order: 'MAX(d.position)' },
  judge: { key: 'c.responsible_judge_id', label: 'MAX(j.name)', order: 'MAX(d.position), MAX(j.name)' },
  month: { key: 'SUBSTR(c.closed_on, 1, 7)', label: 'SUBSTR(c.closed_on, 1, 7)', order: 'SUBSTR(c.closed_on, 1, 7)' },
  field: { key: 'c.nature', label: 'c.nature', order: 'c.nature' },
};
const STATES = { closed: '1 = 1', uncovered: `NOT ${UNDER_REVIEW}`, planned: `${UNDER_REVIEW} AND NOT ${REVIEWED}`, reviewed: REVIEWED } as const;
const TABLES = 'court_case c LEFT JOIN division d ON d.id = c.division_id LEFT JOIN person j ON j.id = c.responsible_judge_id';
const SORTS = { closedOn: 'c.closed_on', caseNumber: 'c.case_number' };

export const FIELD_WORDS: Readonly<Record<string, PlanningWords>> = {
  civil: { zh: '民事', en: 'Civil' }, criminal: { zh: '刑事', en: 'Criminal' }, administrative: { zh: '行政', en: 'Administrative' }, enforcement: { zh: '执行', en: 'Enforcement' }, other: { zh: '其他', en: 'Other' },
};
const BY_WORDS: Record<By, PlanningWords> = { division: { zh: '庭室', en: 'Division' }, judge: { zh: '承办人', en: 'Judge' }, month: { zh: '月份', en: 'Month' }, field: { zh: '案件性质', en: 'Field' } };
const WORDS = {
  zh: { title: '评查覆盖率', figures: ['应评（结案）', '已纳入', '已评', '纳入率 %', '覆盖率 %'], total: '合计', cases: '评查覆盖明细', head: ['案号', '案由', '案件性质', '承办人', '庭室', '结案日期', '状态', '未纳入的原因'], uncovered: '未纳入', planned: '待评', reviewed: '已评' },
  en: { title: 'Coverage of review', figures: ['Closed', 'Under review', 'Reviewed', 'Under review %', 'Reviewed %'], total: 'Total', cases: 'Coverage by case', head: ['Case number', 'Cause', 'Field', 'Judge', 'Division', 'Closed on', 'State', 'Why not under review'], uncovered: 'not under review', planned: 'to be reviewed', reviewed: 'reviewed' },
} as const;

/** 评查覆盖率: every closed case is the universe; what of it is under review and reviewed, down to the cases that are not. */
@Injectable()
export class Coverage {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async view(actor: Actor, { period: key = this.thisYear(), by = 'division' }: CoverageQuery): Promise<CoverageView> {
    require(actor, 'review.coverage');
    const where = this.within(actor, parsePeriod(key));
    const group = GROUPS[by];
    const rows = await this.database.rows<{ key: string | null; label: string | null; closed: number; planned: number; reviewed: number }>(
      `SELECT ${group.key} AS \`key\`, ${group.label} AS label, ${FIGURES} FROM ${TABLES} WHERE ${where.sql} GROUP BY ${group.key} ORDER BY ${group.order}`, where.parameters,
    );
    const [total] = await this.database.rows<{ closed: number; planned: number; reviewed: number }>(`SELECT ${FIGURES} FROM court_case c WHERE ${where.sql}`, where.parameters);
    const kinds = await this.database.rows<{ kind: 'routine' | 'key' | 'special'; cases: number }>(
      `SELECT x.kind AS kind, COUNT(*) AS cases FROM (SELECT r.case_id AS id,
         CASE MAX(CASE r.kind WHEN 'special' THEN 2 WHEN 'key' THEN 1 ELSE 0 END) WHEN 2 THEN 'special' WHEN 1 THEN 'key' ELSE 'routine' END AS kind
       FROM case_review r JOIN court_case c ON c.id = r.case_id WHERE r.second_of_id IS NULL AND ${where.sql} GROUP BY r.case_id) x GROUP BY x.kind`, where.parameters,
    );
    const of = (kind: string) => Number(kinds.find((row) => row.kind === kind)?.cases ?? 0);
    return {
      period: key, by, total: figures(total!), kinds: { routine: of('routine'), key: of('key'), special: of('special') },
      rows: rows.map((row) => ({ key: row.key ?? '', label: by === 'field' ? (FIELD_WORDS[row.key ?? '']?.[actor.language] ?? row.key ?? '–') : (row.label ?? '–'), ...figures(row) })),
    };
  }

  async table(actor: Actor, query: CoverageQuery): Promise<OutgoingTable> {
    const { rows, total, by, period } = await this.view(actor, query);
    const words = WORDS[actor.language];
    const line = (label: string, one: CoverageFigures) => [label, String(one.closed), String(one.planned), String(one.reviewed), one.plannedShare ?? '', one.reviewedShare ?? ''];
    return { title: `${words.title} ${period}`, head: [BY_WORDS[by][actor.language], ...words.figures], rows: [...rows.map((row) => line(row.label, row)), line(words.total, total)] };
  }

  async cases(actor: Actor, query: CoverageCasesQuery): Promise<Page<CoverageCase>> {
    const { page, pageSize } = query;
    return { ...(await this.read(actor, query, pageSize, (page - 1) * pageSize)), page, pageSize };
  }

  async casesTable(actor: Actor, query: CoverageCasesQuery): Promise<OutgoingTable> {
    const words = WORDS[actor.language];
    const { items } = await this.read(actor, query, EXPORT_LIMIT, 0);
    const rows = items.map((one) => [one.caseNumber, one.cause, FIELD_WORDS[one.field]?.[actor.language] ?? one.field, one.judge ?? '', one.division ?? '', one.closedOn, words[one.state], one.why?.[actor.language] ?? '']);
    return { title: `${words.cases} ${query.period ?? this.thisYear()}`, head: [...words.head], rows };
  }

  private async read(actor: Actor, query: CoverageCasesQuery, limit: number, offset: number): Promise<{ items: CoverageCase[]; total: number }> {
    require(actor, 'review.coverage');
    const within = this.within(actor, parsePeriod(query.period ?? this.thisYear()));
    const { expression, direction } = orderBy(query.sort, SORTS, 'closedOn');
    const conditions = [within.sql, STATES[query.state ?? 'closed']];
    if (query.by && query.key !== undefined) conditions.push(query.key === '' ? `${GROUPS[query.by].key} IS NULL` : `${GROUPS[query.by].key} = :key`);
    if (query.q) conditions.push('(c.case_number LIKE :q OR c.cause LIKE :q OR j.name LIKE :q)');
    const given = { ...within.parameters, key: query.key, q: `%${query.q ?? ''}%` };
    const where = conditions.join(' AND ');
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${TABLES} WHERE ${where}`, given);
    const rows = await this.database.rows<Omit<CoverageCase, 'state' | 'why'> & { courtId: string; planned: number; reviewed: number }>(
      `SELECT c.id AS caseId, c.court_id AS courtId, c.case_number AS caseNumber, c.cause AS cause, c.nature AS field, j.name AS judge, d.name AS division, c.closed_on AS closedOn,
         CASE WHEN ${UNDER_REVIEW} THEN 1 ELSE 0 END AS planned, CASE WHEN ${REVIEWED} THEN 1 ELSE 0 END AS reviewed
       FROM ${TABLES} WHERE ${where} ORDER BY ${expression} ${direction}, c.id LIMIT ${limit} OFFSET ${offset}`, given,
    );
    const why = await this.whyNot(actor.courtId, rows.filter(({ planned }) => !Number(planned)));
    return {
      total: Number(count!.total),
      items: rows.map(({ courtId: _, planned, reviewed, ...row }) => {
        const state = Number(reviewed) ? 'reviewed' : Number(planned) ? 'planned' : 'uncovered';
        return { ...row, state, why: state === 'uncovered' ? (why.get(row.caseId) ?? null) : null };
      }),
    };
  }

  private thisYear(): string {
    return this.clock.today().slice(0, 4);
  }

  /** Nobody free in the last plan; not drawn in it; or no plan of the month yet. */
  private async whyNot(courtId: string, cases: readonly { caseId: string; closedOn: string }[]): Promise<Map<string, PlanningWords>> {
    const months = [...new Set(cases.map(({ closedOn }) => closedOn.slice(0, 7)))];
    if (!months.length) return new Map();
    const plans = await this.database.rows<{ month: string; round: number; result: string }>(
      `SELECT p.month AS month, p.round AS round, p.figures AS result FROM review_plan p WHERE p.court_id = :courtId AND p.kind = 'routine' AND p.status = 'committed' AND p.month IN (:...months) ORDER BY p.round`, { courtId, months },
    );
    const waiting = await this.database.rows<{ caseId: string }>(`SELECT e.case_id AS caseId FROM case_event e WHERE e.status = 'waiting' AND e.waits_for = 'reviewer' AND e.case_id IN (:...ids)`, { ids: cases.map(({ caseId }) => caseId) });
    const blocked = new Set(waiting.map(({ caseId }) => caseId));
    return new Map(cases.map(({ caseId, closedOn }) => {
      const plan = plans.filter(({ month }) => month === closedOn.slice(0, 7)).at(-1);
      if (blocked.has(caseId)) return [caseId, { zh: '已触发，尚无可派的评查员（均应回避或不在专业内）', en: 'triggered, but no reviewer who may have it is free' }];
      if (!plan) return [caseId, { zh: '当月尚未安排评查', en: 'no plan for its month yet' }];
      return [caseId, { zh: `${plan.month} 第 ${plan.round} 份计划未抽中，或无可派的评查员（见计划）`, en: `not drawn in plan ${plan.round} of ${plan.month}, or no reviewer who may have it (see the plan)` }];
    }));
  }

  private within(actor: Actor, period: EvaluationPeriod | null): SqlCondition {
    const scope = scopeCondition(actor, 'review.coverage', COVERAGE_SCOPE);
    return { sql: `c.closed_on >= :from AND c.closed_on < :until AND ${scope.sql}`, parameters: { ...scope.parameters, from: period?.from ?? '9999-01-01', until: period?.until ?? '0000-01-01' } };
  }
}

const FIGURES = `COUNT(*) AS closed, SUM(CASE WHEN ${UNDER_REVIEW} THEN 1 ELSE 0 END) AS planned, SUM(CASE WHEN ${REVIEWED} THEN 1 ELSE 0 END) AS reviewed`;

function figures(row: { closed: number; planned: number | null; reviewed: number | null }): CoverageFigures {
  const [closed, planned, reviewed] = [Number(row.closed), Number(row.planned ?? 0), Number(row.reviewed ?? 0)];
  const share = (part: number) => (closed ? points(new Decimal(part).times(100).div(closed)) : null);
  return { closed, planned, reviewed, plannedShare: share(planned), reviewedShare: share(reviewed) };
}
