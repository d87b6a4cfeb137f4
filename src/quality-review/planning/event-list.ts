import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { orderBy } from '../../platform/http/sorting.js';
import { require, scopeCondition } from '../../platform/permissions/data-scope.js';
import { EXPORT_LIMIT } from '../../platform/sheets/send-table.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { EVENT_KINDS } from '../../rules/review-triggers.js';
import type { EventListQuery, EventRow } from './dto/event.dto.js';
import { COVERAGE_SCOPE } from './plan-views.js';

const SORTS = { day: 'e.day', recordedAt: 'e.recorded_at', caseNumber: 'c.case_number' };
const TABLES = 'case_event e JOIN court_case c ON c.id = e.case_id LEFT JOIN case_review r ON r.id = e.review_id LEFT JOIN person p ON p.id = r.reviewer_id';

const WORDS = {
  zh: {
    title: '触发事件', head: ['事件日期', '案号', '案由', '触发情形', '事件', '依据', '来源', '处理', '评查员', '评查期限', '登记人', '登记时间', '撤销理由'],
    entered: '手工登记', sheet: '表格导入', register: '登记册自动', enrolled: '已纳入评查', switchedOff: '情形停用，未纳入', withdrawn: '已撤销', closing: '等待结案', reviewer: '等待可派的评查员',
  },
  en: {
    title: 'Trigger events', head: ['Day', 'Case number', 'Cause', 'Trigger', 'Event', 'Source', 'Origin', 'What became of it', 'Reviewer', 'Due on', 'Recorded by', 'Recorded at', 'Withdrawn because'],
    entered: 'entered by hand', sheet: 'imported', register: 'raised by the register', enrolled: 'under review', switchedOff: 'trigger switched off', withdrawn: 'withdrawn', closing: 'waits for the closing', reviewer: 'waits for a reviewer who may',
  },
} as const;

/** Events as the plans page lists and exports them. */
@Injectable()
export class EventList {
  constructor(private readonly database: Database) {}

  async page(actor: Actor, query: EventListQuery): Promise<Page<EventRow>> {
    const { page, pageSize } = query;
    return { ...(await this.read(actor, query, pageSize, (page - 1) * pageSize)), page, pageSize };
  }

  async byIds(actor: Actor, ids: readonly string[]): Promise<EventRow[]> {
    const scope = scopeCondition(actor, 'review.coverage', COVERAGE_SCOPE);
    return ids.length ? this.rows(`e.id IN (:...ids) AND ${scope.sql} ORDER BY e.id`, { ...scope.parameters, ids }) : [];
  }

  async table(actor: Actor, query: EventListQuery): Promise<OutgoingTable> {
    const words = WORDS[actor.language];
    const { items } = await this.read(actor, query, EXPORT_LIMIT, 0);
    const rows = items.map((one) => [
      one.day, one.caseNumber, one.cause, one.trigger, one.kindWords[actor.language], one.source, words[one.origin], one.status === 'waiting' ? words[one.waitsFor ?? 'closing'] : words[one.status],
      one.reviewer ?? '', one.dueOn ?? '', one.recordedBy, one.recordedAt, one.withdrawnReason ?? '',
    ]);
    return { title: words.title, head: [...words.head], rows };
  }

  private async read(actor: Actor, query: EventListQuery, limit: number, offset: number): Promise<{ items: EventRow[]; total: number }> {
    require(actor, 'review.coverage');
    const scope = scopeCondition(actor, 'review.coverage', COVERAGE_SCOPE);
    const { expression, direction } = orderBy(query.sort, SORTS, '-day');
    const conditions = [scope.sql];
    if (query.status) conditions.push('e.status = :status');
    if (query.trigger) conditions.push('e.trigger_code = :trigger');
    if (query.origin) conditions.push('e.origin = :origin');
    if (query.period) conditions.push('e.day LIKE :period');
    if (query.q) conditions.push('(c.case_number LIKE :q OR c.cause LIKE :q OR e.source LIKE :q)');
    const { status, trigger, origin } = query;
    const given = { ...scope.parameters, status, trigger, origin, period: `${query.period ?? ''}%`, q: `%${query.q ?? ''}%` };
    const where = conditions.join(' AND ');
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${TABLES} WHERE ${where}`, given);
    return { items: await this.rows(`${where} ORDER BY ${expression} ${direction}, e.id LIMIT ${limit} OFFSET ${offset}`, given), total: Number(count!.total) };
  }

  private async rows(where: string, given: object): Promise<EventRow[]> {
    const rows = await this.database.rows<Omit<EventRow, 'kindWords' | 'triggers'> & { triggers: string | null }>(
      `SELECT e.id AS id, e.case_id AS caseId, c.case_number AS caseNumber, c.cause AS cause, e.kind AS kind, e.trigger_code AS \`trigger\`, e.day AS day, e.reply_on AS replyOn, e.source AS source, e.origin AS origin,
         e.evidence_name AS evidenceName, e.status AS status, e.waits_for AS waitsFor, e.review_id AS reviewId, r.kind AS reviewKind, r.status AS reviewStatus, p.name AS reviewer, r.due_on AS dueOn, r.triggers AS triggers,
         e.recorded_by AS recordedBy, e.recorded_at AS recordedAt, e.withdrawn_by AS withdrawnBy, e.withdrawn_reason AS withdrawnReason, e.version AS version
       FROM ${TABLES} WHERE ${where}`, given,
    );
    return rows.map(({ triggers, ...row }) => ({ ...row, triggers: triggers?.split(',') ?? [], kindWords: { zh: EVENT_KINDS[row.kind]?.zh ?? row.kind, en: EVENT_KINDS[row.kind]?.en ?? row.kind } }));
  }
}
