import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { require } from '../platform/permissions/data-scope.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import type { FindingListQuery, FindingView } from './dto/review.dto.js';
import { FINDING_TABLES, FindingViews, visibleFindings } from './finding-views.js';

const SORTS = { recordedOn: 'f.recorded_on', points: 'f.points', clause: 'k.code', caseNumber: 'c.case_number' };
const MOST_EXPORTED = 20_000;
const CHUNK = 500;

const WORDS = {
  zh: {
    title: '差错台账',
    head: ['记录日期', '案号', '条目', '差错', '等级', '扣分', '位置', '引文', '评语', '责任人（份额）', '不归责理由', '评查员', '状态', '依据'],
    serious: '严重', minor: '一般', draft: '草稿', submitted: '已提交', settled: '已认定', superseded: '已被替代', second: '复评，不计分',
  },
  en: {
    title: 'Findings',
    head: ['Recorded on', 'Case number', 'Clause', 'Defect', 'Severity', 'Points', 'Place', 'Quote', 'Comment', 'Answers for it (share)', 'Not attributable because', 'Reviewer', 'Status', 'Source'],
    serious: 'serious', minor: 'minor', draft: 'draft', submitted: 'submitted', settled: 'settled', superseded: 'superseded', second: 'second review, not counted',
  },
} as const;

/** 差错台账: what somebody's scope lets them see, on the screen and in a file alike. */
@Injectable()
export class FindingsLedger {
  constructor(
    private readonly database: Database,
    private readonly views: FindingViews,
  ) {}

  async list(actor: Actor, query: FindingListQuery): Promise<Page<FindingView>> {
    const { page, pageSize } = query;
    const { ids, total } = await this.ids(actor, query, pageSize, (page - 1) * pageSize);
    return { items: await this.views.of(ids), total, page, pageSize };
  }

  async table(actor: Actor, query: FindingListQuery): Promise<OutgoingTable> {
    const { ids } = await this.ids(actor, query, MOST_EXPORTED, 0);
    const words = WORDS[actor.language];
    const rows: string[][] = [];
    for (let from = 0; from < ids.length; from += CHUNK)
      for (const finding of await this.views.of(ids.slice(from, from + CHUNK)))
        rows.push([
          finding.recordedOn,
          finding.caseNumber,
          finding.clause.code,
          actor.language === 'zh' ? finding.clause.label : finding.clause.labelEn,
          words[finding.severity],
          finding.points,
          finding.place,
          finding.quote,
          finding.comment,
          finding.shares.map(({ name, share, points }) => `${name} ${share}% ${points}`).join('；'),
          finding.notAttributable ?? '',
          finding.reviewer,
          words[finding.status],
          finding.clause.source,
        ]);
    return { title: words.title, head: [...words.head], rows };
  }

  private async ids(actor: Actor, query: FindingListQuery, limit: number, offset: number): Promise<{ ids: string[]; total: number }> {
    require(actor, 'review.read');
    const visible = visibleFindings(actor);
    const { expression, direction } = orderBy(query.sort, SORTS, '-recordedOn');
    const conditions = [visible.sql, query.status ? 'f.status = :status' : `f.status <> 'superseded'`];
    if (query.severity) conditions.push('f.severity = :severity');
    if (query.caseId) conditions.push('f.case_id = :caseId');
    if (query.period) conditions.push('f.recorded_on LIKE :period');
    if (query.q) conditions.push('(c.case_number LIKE :q OR k.code LIKE :q OR k.label LIKE :q OR f.quote LIKE :q)');
    const { status, severity, caseId } = query;
    const given = { ...visible.parameters, status, severity, caseId, period: `${query.period ?? ''}%`, q: `%${query.q ?? ''}%` };
    const where = conditions.join(' AND ');
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${FINDING_TABLES} WHERE ${where}`, given);
    const rows = await this.database.rows<{ id: string }>(
      `SELECT f.id AS id FROM ${FINDING_TABLES} WHERE ${where} ORDER BY ${expression} ${direction}, f.id LIMIT ${limit} OFFSET ${offset}`,
      given,
    );
    return { ids: rows.map(({ id }) => id), total: Number(count!.total) };
  }
}
