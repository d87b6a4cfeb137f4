import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { may, require, type SqlCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { levelWords } from '../rules/conduct-points.js';
import type { HonourState } from '../rules/conduct-steps.js';
import { ConductBook } from './conduct-book.js';
import { actsFrom, ConductLog } from './conduct-log.js';
import { HONOUR_TABLES, honourScope } from './conduct-scope.js';
import { conductNumber, STATE_WORDS } from './conduct-words.js';
import { Honour } from './conduct.entities.js';
import type { HonourListQuery, HonourRow, HonourView } from './dto/honour.dto.js';

const SORTS = { issuedOn: 'n.issued_on', confirmedOn: 'n.confirmed_on', name: 'p.pinyin', code: 'n.code', state: 'n.state' };
const MOST_EXPORTED = 10_000;

interface Stored {
  id: string; year: number; number: number; code: string; level: string; person: string | null; division: string | null; title: string; issuingBody: string; documentNumber: string; issuedOn: string; state: HonourState; confirmedOn: string | null; points: number | string;
  entered: number | string | null;
}

/** Lists of honours and their export: the same rows by the same condition. */
@Injectable()
export class HonourRows {
  constructor(
    private readonly database: Database,
    private readonly book: ConductBook,
    private readonly log: ConductLog,
  ) {}

  async list(actor: Actor, query: HonourListQuery): Promise<Page<HonourRow>> {
    require(actor, 'honour.read');
    const where = this.condition(actor, query);
    const { page, pageSize } = query;
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM ${HONOUR_TABLES} WHERE ${where.sql}`, where.parameters);
    return { items: await this.rows(where, query.sort, pageSize, (page - 1) * pageSize), total: Number(count!.total), page, pageSize };
  }

  async table(actor: Actor, query: HonourListQuery): Promise<OutgoingTable> {
    require(actor, 'honour.read');
    const rows = await this.rows(this.condition(actor, query), query.sort, MOST_EXPORTED, 0);
    const { language } = actor;
    const zh = language === 'zh';
    return {
      title: zh ? '外部荣誉' : 'Outside honours',
      head: zh ? ['编号', '条目', '级别', '获奖者', '荣誉名称', '授予机关', '文号', '授予日期', '状态', '确认日期', '分值', '计入分'] : ['Number', 'Item', 'Level', 'Awarded to', 'Title', 'Awarded by', 'Document', 'Awarded on', 'State', 'Confirmed', 'Points', 'Entered'],
      rows: rows.map((row) => [row.number, row.code, row.level[language], row.name, row.title, row.issuingBody, row.documentNumber, row.issuedOn, row.stateWord[language], row.confirmedOn ?? '', row.points, row.entered ?? '']),
    };
  }

  async view(actor: Actor, id: string): Promise<HonourView> {
    require(actor, 'honour.read');
    const scope = honourScope(actor);
    const [row] = await this.rows({ sql: `n.id = :id AND ${scope.sql}`, parameters: { ...scope.parameters, id } }, undefined, 1, 0);
    if (!row) throw platformErrors['record.notFound']();
    const stored = await this.database.repository(Honour).findOneByOrFail({ id });
    return {
      ...row, version: stored.version, matter: stored.matter, lines: stored.lines, source: this.book.honour(row.code, row.issuedOn)?.source ?? null, steps: await this.log.steps(id), evidence: await this.log.evidence(id), may: this.acts(actor, stored),
    };
  }

  async file(actor: Actor, id: string, evidenceId: string): ReturnType<ConductLog['file']> {
    await this.view(actor, id);
    return this.log.file(id, evidenceId);
  }

  private acts(actor: Actor, row: Honour): string[] {
    const second = may(actor, 'honour.confirm') && actor.personId !== row.personId;
    return actsFrom('honour', row.state).filter((act) => second && (act === 'revoked' || row.recordedBy !== actor.userId));
  }

  private condition(actor: Actor, query: HonourListQuery): SqlCondition {
    const scope = honourScope(actor);
    const parts = [scope.sql];
    const { code, state, holder, divisionId, q } = query;
    if (code) parts.push('n.code = :code');
    if (state) parts.push('n.state = :state');
    if (holder) parts.push(holder === 'person' ? 'n.person_id IS NOT NULL' : 'n.division_id IS NOT NULL');
    if (divisionId) parts.push('n.division_id = :divisionId');
    if (q?.trim()) parts.push('(p.name LIKE :q OR p.pinyin LIKE :q OR d.name LIKE :q OR n.title LIKE :q OR n.issuing_body LIKE :q)');
    return { sql: parts.join(' AND '), parameters: { ...scope.parameters, code, state, divisionId, q: `%${q?.trim() ?? ''}%` } };
  }

  private async rows({ sql, parameters }: SqlCondition, sort: string | undefined, limit: number, offset: number): Promise<HonourRow[]> {
    const { expression, direction } = orderBy(sort, SORTS, '-issuedOn');
    const stored = await this.database.rows<Stored>(
      `SELECT n.id AS "id", n.year AS "year", n.number AS "number", n.code AS "code", n.level AS "level", p.name AS "person", d.name AS "division", n.title AS "title", n.issuing_body AS "issuingBody", n.document_number AS "documentNumber",
        n.issued_on AS "issuedOn", n.state AS "state", n.confirmed_on AS "confirmedOn", n.points AS "points", n.entered AS "entered"
       FROM ${HONOUR_TABLES} WHERE ${sql} ORDER BY ${expression} ${direction}, n.id DESC LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    const labels = this.book.labels();
    return stored.map(({ year, number, person, division, points: worth, entered, ...row }) => ({
      ...row, number: conductNumber('honour', { year, number }), label: labels.get(row.code) ?? { zh: row.code, en: row.code }, level: levelWords(row.level), holder: person === null ? ('division' as const) : ('person' as const), name: person ?? division ?? '',
      stateWord: STATE_WORDS.honour[row.state]!, points: points(fromHundredths(worth)), entered: entered === null ? null : points(fromHundredths(entered)),
    }));
  }
}
