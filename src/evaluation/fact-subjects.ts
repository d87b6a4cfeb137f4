import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { parsePeriod } from '../kernel/evaluation-period.js';
import { lastDayOf } from '../court/service-record.js';
import { Database } from '../platform/database/database.js';
import { scopeCondition } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';

export interface PersonSubject {
  id: string;
  name: string;
  employeeNumber: string | null;
  /** Where the person served on the day asked for; `null` without a post. */
  divisionId: string | null;
}

export interface UnitSubject {
  id: string;
  name: string;
}

/** People and units an actor may record or organise something about. */
@Injectable()
export class FactSubjects {
  constructor(private readonly database: Database) {}

  async people(actor: Actor, permission: Permission, periodKey: string): Promise<PersonSubject[]> {
    const period = parsePeriod(periodKey);
    if (!period) return [];
    const scope = scopeCondition(actor, permission, { court: 'p.court_id', division: 'h.division_id', own: (person) => `p.id = :${person}` });
    return this.database.rows<PersonSubject>(
      `SELECT p.id AS "id", p.name AS "name", p.employee_number AS "employeeNumber", h.division_id AS "divisionId"
       FROM person p LEFT JOIN post_holding h ON h.id = (SELECT MAX(m.id) FROM post_holding m WHERE m.person_id = p.id AND m.kind = 'main' AND m.superseded_at IS NULL
         AND m.valid_from < :until AND (m.valid_until IS NULL OR m.valid_until > :from) AND m.valid_from <= :last)
       WHERE p.court_id = :court AND ${scope.sql} ORDER BY p.name, p.id`,
      { court: actor.courtId, from: period.from, until: period.until, last: lastDayOf(period), ...scope.parameters },
    );
  }

  async units(actor: Actor, permission: Permission): Promise<UnitSubject[]> {
    const scope = scopeCondition(actor, permission, { court: 'd.court_id', division: 'd.id' });
    return this.database.rows<UnitSubject>(`SELECT d.id AS "id", d.name AS "name" FROM division d WHERE d.court_id = :court AND ${scope.sql} ORDER BY d.position, d.id`, {
      court: actor.courtId, ...scope.parameters,
    });
  }
}
