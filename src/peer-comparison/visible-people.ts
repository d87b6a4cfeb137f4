import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Database } from '../platform/database/database.js';
import { OWN_SCORES_ONLY, ownRowsOnly, scopeCondition } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';

/** Whose rows a reader may see in a period: everybody whose post of that period lies inside the reader's scope. */
@Injectable()
export class VisiblePeople {
  constructor(private readonly database: Database) {}

  async ids(actor: Actor, permission: Permission, period: EvaluationPeriod): Promise<Set<string>> {
    const scope = scopeCondition(ownRowsOnly(actor, OWN_SCORES_ONLY), permission, { court: 'h.court_id', division: 'h.division_id', nature: 'h.nature', own: (person) => `h.person_id = :${person}` });
    const rows = await this.database.rows<{ id: string }>(
      `SELECT DISTINCT h.person_id AS "id" FROM post_holding h
       WHERE h.court_id = :court AND h.superseded_at IS NULL AND h.valid_from < :until AND (h.valid_until IS NULL OR h.valid_until > :from) AND ${scope.sql}`,
      { court: actor.courtId, from: period.from, until: period.until, ...scope.parameters },
    );
    return new Set(rows.map((row) => row.id));
  }
}
