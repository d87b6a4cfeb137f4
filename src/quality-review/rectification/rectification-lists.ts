import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { orderBy } from '../../platform/http/sorting.js';
import { require, scopeCondition, type ScopeColumns } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { EXPORT_LIMIT } from '../../platform/sheets/send-table.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import type { RectificationListQuery, RectificationRow } from '../dto/finding-life.dto.js';
import { FINDING_SCOPE } from '../finding-views.js';
import { FindingClock } from '../life/finding-clock.js';
import { RECTIFICATION_WORDS } from '../life/finding-words.js';
import { unseenFindings } from '../planning/blind-rule.js';
import { reviewReach } from '../review-reach.js';

const FROM = `rectification t JOIN finding f ON f.id = t.finding_id JOIN court_case c ON c.id = f.case_id JOIN defect_clause k ON k.id = f.clause_id JOIN person p ON p.id = t.person_id`;
const SELECTED = `t.id AS "id", t.finding_id AS "findingId", f.case_id AS "caseId", c.case_number AS "caseNumber", k.code AS "clause", k.label AS "label", k.label_en AS "labelEn", f.severity AS "severity",
  t.person_id AS "personId", p.name AS "person", t.status AS "status", t.demand AS "demand", t.measures AS "measures", t.ordered_on AS "orderedOn", t.due_on AS "dueOn", t.reported_on AS "reportedOn",
  t.closed_on AS "closedOn", t.version AS "version"`;
/** Whoever sees a finding sees what was asked because of it; whoever owes it does so even when the shares have changed since. */
const SCOPE: ScopeColumns = {
  ...FINDING_SCOPE,
  own: (person) => `(t.person_id = :${person} OR ${FINDING_SCOPE.own!(person)})`,
};
const SORTS = { dueOn: 't.due_on', orderedOn: 't.ordered_on', caseNumber: 'c.case_number' };

/** 整改台账. */
@Injectable()
export class RectificationLists {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly deadlines: FindingClock,
  ) {}

  async list(actor: Actor, query: RectificationListQuery): Promise<Page<RectificationRow>> {
    require(actor, 'review.read');
    const { where, parameters } = this.filter(actor, query);
    const { page, pageSize } = query;
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM ${FROM} WHERE ${where}`, parameters);
    return { items: await this.rows(where, parameters, query.sort, pageSize, (page - 1) * pageSize), total: Number(count!.total), page, pageSize };
  }

  async table(actor: Actor, query: RectificationListQuery): Promise<OutgoingTable> {
    require(actor, 'review.read');
    const { where, parameters } = this.filter(actor, query);
    const zh = actor.language === 'zh';
    return {
      title: zh ? '整改台账' : 'Rectifications',
      head: zh ? ['案号', '条目', '差错', '责任人', '要求', '下达', '期限', '状态', '措施', '报告', '销号'] : ['Case number', 'Clause', 'Defect', 'Owed by', 'Demand', 'Ordered', 'Due', 'State', 'Measures', 'Reported', 'Closed'],
      rows: (await this.rows(where, parameters, query.sort, EXPORT_LIMIT, 0)).map((row) => [
        row.caseNumber, row.clause, zh ? row.label : row.labelEn, row.person, row.demand, row.orderedOn, row.dueOn, RECTIFICATION_WORDS[row.status][actor.language], row.measures ?? '', row.reportedOn ?? '', row.closedOn ?? '',
      ]),
    };
  }

  async row(actor: Actor, id: string): Promise<RectificationRow> {
    const { where, parameters } = this.filter(actor, {});
    const [row] = await this.rows(`${where} AND t.id = :id`, { ...parameters, id }, undefined, 1, 0);
    if (!row) throw platformErrors['record.notFound']();
    return row;
  }

  private filter(actor: Actor, { status, box, q }: Partial<RectificationListQuery>): { where: string; parameters: Record<string, unknown> } {
    const scope = scopeCondition(reviewReach(actor), 'review.read', SCOPE);
    const blind = unseenFindings(actor);
    const parts = [scope.sql, blind.sql];
    if (status === 'overdue') parts.push(`t.status = 'open' AND t.due_on < :today`);
    else if (status) parts.push('t.status = :status');
    if (box) parts.push('t.person_id = :me');
    if (q?.trim()) parts.push('(c.case_number LIKE :q OR p.name LIKE :q OR p.pinyin LIKE :q OR k.code LIKE :q OR k.label LIKE :q)');
    return { where: parts.join(' AND '), parameters: { ...scope.parameters, ...blind.parameters, status, me: actor.personId ?? '', today: this.clock.today(), q: `%${q?.trim() ?? ''}%` } };
  }

  private async rows(where: string, parameters: object, sort: string | undefined, limit: number, offset: number): Promise<RectificationRow[]> {
    const { expression, direction } = orderBy(sort, SORTS, 'dueOn');
    const today = this.clock.today();
    const rows = await this.database.rows<Omit<RectificationRow, 'daysLeft'>>(`SELECT ${SELECTED} FROM ${FROM} WHERE ${where} ORDER BY ${expression} ${direction}, t.id LIMIT ${limit} OFFSET ${offset}`, parameters);
    return rows.map((row) => ({ ...row, version: Number(row.version), daysLeft: row.status === 'open' ? this.deadlines.daysLeft(today, row.dueOn) : null }));
  }
}
