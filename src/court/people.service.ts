import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { may, require, scopeCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import type { PeopleListQuery, PersonRow, PersonView, PostView, UnitView } from './dto/court.dto.js';

/** The main post today stands beside each person; who holds none is listed without a unit. */
const PEOPLE = `person p
  LEFT JOIN post_holding h ON h.id = (SELECT MAX(m.id) FROM post_holding m WHERE m.person_id = p.id AND m.kind = 'main' AND m.superseded_at IS NULL
    AND m.valid_from <= :today AND (m.valid_until IS NULL OR m.valid_until > :today))
  LEFT JOIN division d ON d.id = h.division_id`;
const COLUMNS = { court: 'p.court_id', division: 'h.division_id', own: (person: string) => `p.id = :${person}` };
const SORTS = { name: 'p.pinyin', division: 'd.position', post: 'h.post' };

@Injectable()
export class PeopleService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Also for the security administrator, who grants roles in units without reading about people. */
  async units(actor: Actor): Promise<UnitView[]> {
    if (!may(actor, 'grant.manage')) require(actor, 'people.read');
    const rows = await this.database.rows<UnitView>(
      `SELECT d.id AS id, d.kind AS kind, d.name AS name, d.name_en AS nameEn, d.parent_id AS parentId,
        (SELECT COUNT(DISTINCT h.person_id) FROM post_holding h WHERE h.division_id = d.id AND h.kind = 'main' AND h.superseded_at IS NULL
          AND h.valid_from <= :today AND (h.valid_until IS NULL OR h.valid_until > :today)) AS people
       FROM division d WHERE d.court_id = :courtId AND d.valid_from <= :today AND (d.valid_until IS NULL OR d.valid_until > :today)
       ORDER BY d.position, d.id`,
      { courtId: actor.courtId, today: this.clock.today() },
    );
    return rows.map((row) => ({ ...row, people: Number(row.people) }));
  }

  async list(actor: Actor, query: PeopleListQuery): Promise<Page<PersonRow>> {
    require(actor, 'people.read');
    const scope = scopeCondition(actor, 'people.read', COLUMNS);
    const { expression, direction } = orderBy(query.sort, SORTS, 'division');
    const conditions = [scope.sql];
    if (query.divisionId) conditions.push('h.division_id = :divisionId');
    if (query.post) conditions.push('h.post = :post');
    if (query.q) conditions.push('(p.name LIKE :q OR p.pinyin LIKE :q OR p.employee_number LIKE :q)');
    const { divisionId, post, page, pageSize } = query;
    const given = { ...scope.parameters, divisionId, post, q: `%${query.q ?? ''}%`, today: this.clock.today() };
    const where = conditions.join(' AND ');
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${PEOPLE} WHERE ${where}`, given);
    const items = await this.rows(where, given, `ORDER BY ${expression} ${direction}, p.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`);
    return { items, total: Number(count!.total), page, pageSize };
  }

  async view(actor: Actor, id: string): Promise<PersonView> {
    require(actor, 'people.read');
    const scope = scopeCondition(actor, 'people.read', COLUMNS);
    const [row] = await this.rows(`p.id = :id AND ${scope.sql}`, { ...scope.parameters, id, today: this.clock.today() });
    if (!row) throw platformErrors['record.notFound']();
    const posts = await this.database.rows<PostView & { dutyFactor: number | string }>(
      `SELECT h.id AS id, h.division_id AS divisionId, d.name AS division, h.post AS post, h.rank AS "rank", h.nature AS nature, h.kind AS kind, h.duty_factor AS dutyFactor,
        h.valid_from AS validFrom, h.valid_until AS validUntil, h.superseded_at AS supersededAt, h.superseded_reason AS supersededReason
       FROM post_holding h JOIN division d ON d.id = h.division_id WHERE h.person_id = :id ORDER BY h.valid_from DESC, h.id DESC`,
      { id },
    );
    const leaves = await this.database.rows<PersonView['leaves'][number]>(
      `SELECT id AS id, kind AS kind, valid_from AS validFrom, valid_until AS validUntil, reason AS reason FROM leave_of_absence WHERE person_id = :id ORDER BY valid_from DESC, id`,
      { id },
    );
    const appointments = await this.database.rows<PersonView['appointments'][number]>(
      `SELECT b.name AS body, b.name_en AS bodyEn, a.capacity AS capacity, a.valid_from AS validFrom, a.valid_until AS validUntil
       FROM appointment a JOIN appointed_body b ON b.id = a.body_id WHERE a.person_id = :id ORDER BY a.valid_from DESC, a.id`,
      { id },
    );
    return { ...row, posts: posts.map((post) => ({ ...post, dutyFactor: points(fromHundredths(post.dutyFactor)) })), leaves, appointments };
  }

  private async rows(where: string, parameters: object, tail = ''): Promise<PersonRow[]> {
    const rows = await this.database.rows<Omit<PersonRow, 'onLeave'> & { onLeave: number }>(
      `SELECT p.id AS id, p.name AS name, p.employee_number AS employeeNumber, d.name AS division, h.post AS post, h.rank AS "rank", h.nature AS nature,
        CASE WHEN EXISTS (SELECT 1 FROM leave_of_absence l WHERE l.person_id = p.id AND l.valid_from <= :today AND l.valid_until > :today) THEN 1 ELSE 0 END AS onLeave
       FROM ${PEOPLE} WHERE ${where} ${tail}`,
      parameters,
    );
    return rows.map((row) => ({ ...row, onLeave: Number(row.onLeave) === 1 }));
  }
}
