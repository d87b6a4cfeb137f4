import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addMonths } from '../kernel/day.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { require } from '../platform/permissions/data-scope.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { COUNTING } from '../rules/finding-life.js';
import type { FindingListQuery, FindingView } from './dto/review.dto.js';
import { Settling } from './life/settling.js';
import { RepeatFlags } from './repeat-flags.js';
import { FOUND_TABLES, foundCondition, patternScope } from './patterns/counted-patterns.js';
import { FINDING_TABLES, FindingViews, visibleFindings } from './finding-views.js';

const SORTS = { recordedOn: 'f.recorded_on', points: 'f.points', clause: 'k.code', caseNumber: 'c.case_number' };
const CHUNK = 500;

const WORDS = {
  zh: {
    title: '差错台账',
    head: ['记录日期', '案号', '条目', '差错', '等级', '扣分', '位置', '引文', '评语', '责任人（份额）', '不归责理由', '评查员', '状态', '依据', '实际扣分', '说明期限', '责任情形', '偏离理由', '重复', '替代说明'],
    serious: '严重', minor: '一般', draft: '草稿', submitted: '已提交', provisional: '暂定', settled: '已定', superseded: '已被替代', second: '复评，不计分', repeat: '重复差错', body: { judicialCommittee: '审判委员会', qualityReviewer: '评查员考核' },
  },
  en: {
    title: 'Findings',
    head: ['Recorded on', 'Case number', 'Clause', 'Defect', 'Severity', 'Points', 'Place', 'Quote', 'Comment', 'Answers for it (share)', 'Not attributable because', 'Reviewer', 'Status', 'Source', 'Counts', 'Comments until', 'Situation', 'Reason for departing', 'Repeated', 'Superseded because'],
    serious: 'serious', minor: 'minor', draft: 'draft', submitted: 'submitted', provisional: 'provisional', settled: 'settled', superseded: 'superseded', second: 'second review, not counted', repeat: 'repeated', body: { judicialCommittee: 'judicial committee', qualityReviewer: 'reviewer’s own scheme' },
  },
} as const;

/** The records behind a pattern's figure: counted by the condition the figure itself is counted by. */
function behindPattern(actor: Actor, { reviewedFrom, reviewedUntil, clause, division, nature, cause, person, severity }: FindingListQuery): { conditions: string[]; parameters: object } {
  const own: [string | undefined, string][] = [[clause, 'k.code = :clause'], [division, 'c.division_id = :division'], [nature, 'c.nature = :nature'], [cause, 'c.cause = :cause'], [person, 'EXISTS (SELECT 1 FROM finding_share ps WHERE ps.finding_id = f.id AND ps.person_id = :person)']];
  if (!reviewedFrom || !reviewedUntil) return { conditions: own.flatMap(([value, sql]) => (value ? [sql] : [])), parameters: { clause, division, nature, cause, person } };
  const found = foundCondition(patternScope(actor), { from: reviewedFrom, until: reviewedUntil, clause, division, nature, cause, person, severity });
  return { conditions: [`f.id IN (SELECT f.id FROM ${FOUND_TABLES} WHERE ${found.sql})`], parameters: found.parameters };
}

/** 差错台账: what somebody's scope lets them see, on the screen and in a file alike. */
@Injectable()
export class FindingsLedger {
  constructor(
    private readonly database: Database,
    private readonly views: FindingViews,
    private readonly clock: Clock,
    private readonly repeats: RepeatFlags,
    private readonly settling: Settling,
  ) {}

  async list(actor: Actor, query: FindingListQuery): Promise<Page<FindingView>> {
    const { page, pageSize } = query;
    const { ids, total } = await this.ids(actor, query, pageSize, (page - 1) * pageSize);
    return { items: await this.views.of(ids), total, page, pageSize };
  }

  async table(actor: Actor, query: FindingListQuery): Promise<OutgoingTable> {
    const { ids } = await this.ids(actor, query, EXPORT_LIMIT, 0);
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
          COUNTING.some((state) => state === finding.status) ? finding.counted : '0.00',
          finding.commentUntil ?? '',
          finding.responsibility ? [finding.responsibility.situation, finding.responsibility.body && words.body[finding.responsibility.body]].filter(Boolean).join(' ') : '',
          finding.responsibility?.departure ?? '',
          finding.repeat.length ? words.repeat : '',
          finding.supersededReason ?? '',
        ]);
    return { title: words.title, head: [...words.head], rows };
  }

  private async ids(actor: Actor, query: FindingListQuery, limit: number, offset: number): Promise<{ ids: string[]; total: number }> {
    require(actor, 'review.read');
    await this.settling.settleDue(actor.courtId);
    const visible = visibleFindings(actor);
    const { expression, direction } = orderBy(query.sort, SORTS, '-recordedOn');
    const repeated = query.repeat ? await this.repeated(actor, query.period) : null;
    const conditions = [visible.sql, query.status ? 'f.status = :status' : `f.status <> 'superseded'`];
    if (query.box) conditions.push(`f.status <> 'draft' AND EXISTS (SELECT 1 FROM finding_share mine WHERE mine.finding_id = f.id AND mine.person_id = :me)`);
    if (query.box === 'awaiting')
      conditions.push(`f.status IN ('submitted', 'provisional') AND (f.comment_until IS NULL OR f.comment_until >= :today) AND NOT EXISTS (SELECT 1 FROM finding_comment said WHERE said.finding_id = f.id AND said.person_id = :me)`);
    if (query.repeat) conditions.push(repeated?.length ? 'f.id IN (:...repeated)' : '1 = 0');
    if (query.severity) conditions.push('f.severity = :severity');
    if (query.caseId) conditions.push('f.case_id = :caseId');
    if (query.period) conditions.push('f.recorded_on LIKE :period');
    if (query.q) conditions.push('(c.case_number LIKE :q OR k.code LIKE :q OR k.label LIKE :q OR f.quote LIKE :q)');
    const pattern = behindPattern(actor, query);
    conditions.push(...pattern.conditions);
    const { status, severity, caseId } = query;
    const given = { ...visible.parameters, ...pattern.parameters, ...(repeated?.length ? { repeated } : {}), me: actor.personId ?? '', today: this.clock.today(), status, severity, caseId, period: `${query.period ?? ''}%`, q: `%${query.q ?? ''}%` };
    const where = conditions.join(' AND ');
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${FINDING_TABLES} WHERE ${where}`, given);
    const rows = await this.database.rows<{ id: string }>(
      `SELECT f.id AS id FROM ${FINDING_TABLES} WHERE ${where} ORDER BY ${expression} ${direction}, f.id LIMIT ${limit} OFFSET ${offset}`,
      given,
    );
    return { ids: rows.map(({ id }) => id), total: Number(count!.total) };
  }

  /** Findings that raise the flag, in the period or in the twelve months past. */
  private async repeated(actor: Actor, period: string | undefined): Promise<string[]> {
    const today = this.clock.today();
    const [from, until] = period ? [period.length === 4 ? `${period}-01-01` : `${period}-01`, `${period}~`] : [addMonths(today, -12), `${today}~`];
    const rows = await this.repeats.raised(actor.courtId, from, until);
    return [...new Set(rows.map(({ findings }) => findings[findings.length - 1]!.id))];
  }
}
