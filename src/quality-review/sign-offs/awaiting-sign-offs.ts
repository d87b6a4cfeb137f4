import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { chinaDay } from '../../kernel/day.js';
import { CASE_SCOPE } from '../../cases/case-scope.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { orderBy } from '../../platform/http/sorting.js';
import { require, scopeCondition, type SqlCondition } from '../../platform/permissions/data-scope.js';
import { EXPORT_LIMIT } from '../../platform/sheets/send-table.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { STEP_WORDS } from '../../rules/sign-off.js';
import type { AwaitingQuery, AwaitingRow, SigningStep } from './dto/sign-off.dto.js';
import { AWAITS_ME, Signers } from './signers.js';

const STEP = `COALESCE(a.next_step, 'judge')`;
const FROM = `case_document d JOIN court_case c ON c.id = d.case_id LEFT JOIN person j ON j.id = c.responsible_judge_id LEFT JOIN division u ON u.id = c.division_id
  LEFT JOIN sign_off a ON a.document_id = d.id AND a.sequence = (SELECT MAX(x.sequence) FROM sign_off x WHERE x.document_id = d.id)`;
const OPEN = `d.superseded_by IS NULL AND d.kind IN ('judgment', 'ruling', 'mediation') AND d.created_at >= :kept AND ${STEP} <> 'reviewer'`;
/** Whoever has signed the version in another capacity leaves it to somebody else. */
const NOT_TWICE = `NOT EXISTS (SELECT 1 FROM sign_off s WHERE s.document_id = d.id AND s.person_id = :me AND s.act = 'sign' AND s.step <> ${STEP}
  AND NOT EXISTS (SELECT 1 FROM sign_off b WHERE b.document_id = d.id AND b.act = 'return' AND b.sequence > s.sequence))`;
const SINCE = 'COALESCE(a.at, d.created_at)';
const SORTS = { waiting: SINCE, caseNumber: 'c.case_number', createdAt: 'd.created_at' };

/** 待我签署: what waits for the reader's signature today, oldest first. */
@Injectable()
export class AwaitingSignOffs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly signers: Signers,
  ) {}

  async list(actor: Actor, query: AwaitingQuery): Promise<Page<AwaitingRow>> {
    require(actor, 'signOff.sign');
    const where = await this.condition(actor, query);
    const { page, pageSize } = query;
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${FROM} WHERE ${where.sql}`, where.parameters);
    return { items: await this.rows(where, query.sort, pageSize, (page - 1) * pageSize), total: Number(count!.total), page, pageSize };
  }

  async table(actor: Actor, query: AwaitingQuery): Promise<OutgoingTable> {
    require(actor, 'signOff.sign');
    const zh = actor.language === 'zh';
    const rows = await this.rows(await this.condition(actor, query), query.sort, EXPORT_LIMIT, 0);
    return {
      title: zh ? '待我签署' : 'My sign-offs',
      head: zh ? ['案号', '案由', '文书', '版本', '步骤', '承办人', '庭室', '等待自', '退回意见'] : ['Case number', 'Cause', 'Document', 'Version', 'Step', 'Judge', 'Division', 'Waiting since', 'Returned with'],
      rows: rows.map((row) => [row.caseNumber, row.cause, row.title, String(row.version), STEP_WORDS[row.step][actor.language], row.judge ?? '', row.division ?? '', row.since, row.returned ? `${row.returned.name}: ${row.returned.words}` : '']),
    };
  }

  private async condition(actor: Actor, query: AwaitingQuery): Promise<SqlCondition> {
    const scope = scopeCondition(actor, 'signOff.sign', CASE_SCOPE);
    const conditions = [OPEN, NOT_TWICE, AWAITS_ME(STEP), scope.sql];
    if (query.step) conditions.push(`${STEP} = :step`);
    if (query.q) conditions.push('(c.case_number LIKE :q OR c.cause LIKE :q OR j.name LIKE :q OR j.pinyin LIKE :q)');
    const parameters = { ...scope.parameters, kept: await this.signers.keptFrom(actor.courtId), today: this.clock.today(), me: actor.personId ?? '', step: query.step, q: `%${query.q ?? ''}%` };
    return { sql: conditions.join(' AND '), parameters };
  }

  private async rows({ sql, parameters }: SqlCondition, sort: string | undefined, limit: number, offset: number): Promise<AwaitingRow[]> {
    const { expression, direction } = orderBy(sort, SORTS, 'waiting');
    const rows = await this.database.rows<Omit<AwaitingRow, 'returned'> & { act: string | null; actorName: string | null; words: string | null }>(
      `SELECT d.id AS documentId, d.case_id AS caseId, c.case_number AS caseNumber, c.cause AS cause, d.title AS title, d.version AS version, ${STEP} AS step, j.name AS judge, u.name AS division,
        ${SINCE} AS since, a.act AS act, a.actor_name AS actorName, a.words AS words
       FROM ${FROM} WHERE ${sql} ORDER BY ${expression} ${direction}, d.id LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    return rows.map(({ act, actorName, words, step, since, ...row }) => ({ ...row, step: step as SigningStep, since: chinaDay(new Date(since)), version: Number(row.version), returned: act === 'return' ? { name: actorName ?? '', words: words ?? '' } : null }));
  }
}
