import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import { scopeCondition } from '../platform/permissions/data-scope.js';
import { RECEPTION_SCOPE } from './reception-roster.js';

/** What the home page tells of reception days. */
@Injectable()
export class ReceptionNews {
  constructor(private readonly database: Database) {}

  /** The actor's next day on the roster, today included. */
  async next(actor: Actor, today: Day): Promise<{ id: string; day: Day; place: string } | null> {
    const [next] = await this.database.rows<{ id: string; day: Day; place: string }>(
      `SELECT r.id AS "id", r.day AS "day", r.place AS "place" FROM reception_duty r WHERE r.court_id = :court AND r.person_id = :me AND r.state = 'planned' AND r.day >= :today ORDER BY r.day, r.id LIMIT 1`,
      { court: actor.courtId, me: actor.personId, today },
    );
    return next ?? null;
  }

  /** Absences of the actor's nobody has explained yet. */
  async unexplained(actor: Actor): Promise<{ id: string; day: Day; place: string }[]> {
    return this.database.rows(
      `SELECT r.id AS "id", r.day AS "day", r.place AS "place" FROM reception_duty r WHERE r.court_id = :court AND r.person_id = :me AND r.state = 'absent' ORDER BY r.day, r.id LIMIT 5`,
      { court: actor.courtId, me: actor.personId },
    );
  }

  /** Excuses this actor may decide: not of an absence the actor recorded, nor the actor's own. */
  async toDecide(actor: Actor): Promise<number> {
    const scope = scopeCondition(actor, 'reception.decide', RECEPTION_SCOPE);
    const [row] = await this.database.rows<{ count: number }>(
      `SELECT COUNT(*) AS "count" FROM reception_duty r WHERE r.state = 'excuseAsked' AND (r.recorded_by_id IS NULL OR r.recorded_by_id <> :user) AND r.person_id <> :me AND ${scope.sql}`,
      { ...scope.parameters, user: actor.userId, me: actor.personId ?? '' },
    );
    return Number(row!.count);
  }

  /** Days that have passed without their attendance on record. */
  async unrecorded(actor: Actor, today: Day): Promise<{ count: number; first: Day | null }> {
    const scope = scopeCondition(actor, 'reception.manage', RECEPTION_SCOPE);
    const [row] = await this.database.rows<{ count: number; first: Day | null }>(
      `SELECT COUNT(*) AS "count", MIN(r.day) AS "first" FROM reception_duty r WHERE r.state = 'planned' AND r.day < :today AND ${scope.sql}`, { ...scope.parameters, today },
    );
    return { count: Number(row!.count), first: row!.first };
  }
}
