import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { fromHundredths, points, sum } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { require, type SqlCondition } from '../platform/permissions/data-scope.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { PUBLICATION_STATE_WORDS, type PublicationState } from '../rules/publication-life.js';
import { LEVEL_WORDS, type ResearchLevel } from '../rules/research-table.js';
import type { PublicationQuery } from './dto/research.dto.js';
import type { PublicationRow } from './dto/research-lists.dto.js';
import { LikelyPairs } from './likely-pairs.js';
import { publicationScope } from './publication-log.js';
import { ResearchBook } from './research-book.js';

interface Stored {
  id: string;
  publishedOn: Day;
  title: string;
  kind: string;
  countedAs: string;
  level: ResearchLevel;
  award: number | null;
  outlet: string;
  serialNumber: string | null;
  worth: number | string;
  status: PublicationState;
  reason: string | null;
  registeredBy: string;
  registeredAt: string;
  version: number;
  objections: number | string;
}

interface StoredAuthor {
  publicationId: string;
  personId: string | null;
  name: string;
  share: number | string;
  points: number | string;
}

const SORTS = { publishedOn: 'p.published_on', title: 'p.title', status: 'p.status', worth: 'p.worth', registeredAt: 'p.registered_at' };
const MOST_EXPORTED = 20_000;

/** 成果台账: lists and their export, the same rows by the same condition. */
@Injectable()
export class PublicationRows {
  constructor(
    private readonly database: Database,
    private readonly book: ResearchBook,
    private readonly likely: LikelyPairs,
  ) {}

  async list(actor: Actor, query: PublicationQuery): Promise<Page<PublicationRow>> {
    require(actor, 'research.read');
    const where = conditionOf(actor, query);
    const { page, pageSize, sort } = query;
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM research_publication p WHERE ${where.sql}`, where.parameters);
    return { items: await this.rows(actor, where, sort, pageSize, (page - 1) * pageSize), total: Number(count!.total), page, pageSize };
  }

  async table(actor: Actor, query: PublicationQuery): Promise<OutgoingTable> {
    require(actor, 'research.read');
    const rows = await this.rows(actor, conditionOf(actor, query), query.sort, MOST_EXPORTED, 0);
    const { language } = actor;
    return {
      title: language === 'zh' ? '调研成果台账' : 'Publications',
      head: language === 'zh'
        ? ['发表日期', '题名', '种类', '级别', '刊物', '刊号', '作者（份额）', '整篇分值', '计入', '状态', '理由']
        : ['Published', 'Title', 'Kind', 'Level', 'Outlet', 'Serial number', 'Authors (shares)', 'Worth', 'Counted', 'State', 'Reason'],
      rows: rows.map((row) => [
        row.publishedOn, row.title, `${row.kind} ${row.kindLabel[language]}`, row.levelLabel[language], row.outlet, row.serialNumber ?? '', row.authors.map(({ name, share }) => `${name} ${share}%`).join(language === 'zh' ? '、' : ', '), row.worth,
        row.counted ?? '', row.state[language], row.reason ?? '',
      ]),
    };
  }

  async one(actor: Actor, id: string): Promise<PublicationRow> {
    const [row] = await this.rows(actor, { sql: 'p.id = :id', parameters: { id } }, undefined, 1, 0);
    return row!;
  }

  private async rows(actor: Actor, { sql, parameters }: SqlCondition, sort: string | undefined, limit: number, offset: number): Promise<PublicationRow[]> {
    const { expression, direction } = orderBy(sort, SORTS, '-publishedOn');
    const rows = await this.database.rows<Stored>(
      `SELECT p.id AS "id", p.published_on AS "publishedOn", p.title AS "title", p.kind AS "kind", p.counted_as AS "countedAs", p.level AS "level", p.award AS "award", p.outlet AS "outlet", p.serial_number AS "serialNumber", p.worth AS "worth",
              p.status AS "status", p.reason AS "reason", p.registered_by AS "registeredBy", p.registered_at AS "registeredAt", p.version AS "version",
              (SELECT COUNT(*) FROM research_objection o WHERE o.publication_id = p.id AND o.status = 'open') AS "objections"
       FROM research_publication p WHERE ${sql} ORDER BY ${expression} ${direction}, p.id LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    if (!rows.length) return [];
    const ids = rows.map(({ id }) => id);
    const authors = await this.database.rows<StoredAuthor>(`SELECT publication_id AS "publicationId", person_id AS "personId", name AS "name", share AS "share", points AS "points" FROM research_author WHERE publication_id IN (:...ids) ORDER BY place`, { ids });
    const open = await this.likely.undecided(actor.courtId, ids);
    return rows.map((row) => this.rowOf(row, authors.filter(({ publicationId }) => publicationId === row.id), actor, open.has(row.id)));
  }

  private rowOf({ objections, worth, ...row }: Stored, authors: readonly StoredAuthor[], actor: Actor, likely: boolean): PublicationRow {
    const kind = this.book.kinds(row.publishedOn).find(({ code }) => code === row.kind);
    const given = (stored: number | string): string => points(fromHundredths(stored));
    return {
      ...row, award: row.award === null ? null : Number(row.award), version: Number(row.version),
      kindLabel: { zh: kind?.label ?? row.kind, en: kind?.labelEn ?? row.kind }, levelLabel: LEVEL_WORDS[row.level], state: PUBLICATION_STATE_WORDS[row.status], worth: given(worth),
      authors: authors.map(({ name, share, points: own, personId }) => ({ name, share: given(share), points: given(own), outside: personId === null, mine: personId !== null && personId === actor.personId })),
      counted: row.status === 'verified' ? points(sum(authors.filter(({ personId }) => personId !== null).map(({ points: own }) => fromHundredths(own)))) : null,
      likely, objection: Number(objections) > 0,
    };
  }
}

function conditionOf(actor: Actor, { kind, level, status, divisionId, year, box, q }: PublicationQuery): SqlCondition {
  const scope = publicationScope(actor, box === 'toVerify' || box === 'objections' ? 'research.verify' : 'research.read');
  const mine = `(p.registered_by_id = :me OR p.id IN (SELECT m.publication_id FROM research_author m WHERE m.person_id = :me))`;
  const parts = [scope.sql];
  if (kind) parts.push('p.kind = :kind');
  if (level) parts.push('p.level = :level');
  // What a correction replaced is read from the correction.
  parts.push(status ? 'p.status = :status' : `p.status <> 'superseded'`);
  if (divisionId) parts.push('p.id IN (SELECT d.publication_id FROM research_author d WHERE d.division_id = :divisionId)');
  if (year) parts.push('p.published_on LIKE :year');
  if (box === 'mine') parts.push(mine);
  if (box === 'toVerify') parts.push(`p.status = 'pending' AND NOT ${mine}`);
  if (box === 'objections') parts.push(`EXISTS (SELECT 1 FROM research_objection o WHERE o.publication_id = p.id AND o.status = 'open')`);
  if (q?.trim()) parts.push('(p.title LIKE :q OR p.outlet LIKE :q OR p.serial_number LIKE :q OR p.id IN (SELECT n.publication_id FROM research_author n WHERE n.name LIKE :q))');
  return { sql: parts.join(' AND '), parameters: { ...scope.parameters, kind, level, status, divisionId, year: `${year ?? ''}%`, me: actor.personId ?? '', q: `%${q?.trim() ?? ''}%` } };
}
