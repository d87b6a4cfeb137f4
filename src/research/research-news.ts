import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Database } from '../platform/database/database.js';
import { may } from '../platform/permissions/data-scope.js';
import { publicationScope } from './publication-log.js';

/** Door: what of research awaits somebody, in numbers. */
@Injectable()
export class ResearchNews {
  constructor(private readonly database: Database) {}

  /** Of others, for whoever verifies. */
  async toVerify(actor: Actor): Promise<number> {
    if (!may(actor, 'research.verify')) return 0;
    const mine = '(p.registered_by_id = :me OR p.id IN (SELECT m.publication_id FROM research_author m WHERE m.person_id = :me))';
    return this.count(actor, `p.status = 'pending' AND NOT ${mine}`);
  }

  /** Decided first by somebody else. */
  async toLookAgain(actor: Actor): Promise<number> {
    if (!may(actor, 'research.verify')) return 0;
    return this.count(actor, `(p.decided_by_id IS NULL OR p.decided_by_id <> :user) AND EXISTS (SELECT 1 FROM research_objection o WHERE o.publication_id = p.id AND o.status = 'open')`);
  }

  /** Own pieces sent back, neither corrected, withdrawn nor objected to. */
  async returned(actor: Actor): Promise<{ id: string; title: string }[]> {
    if (!actor.personId || !may(actor, 'research.register')) return [];
    return this.database.rows<{ id: string; title: string }>(
      `SELECT p.id AS "id", p.title AS "title" FROM research_publication p WHERE p.court_id = :courtId AND p.status = 'returned' AND p.registered_by_id = :me
         AND NOT EXISTS (SELECT 1 FROM research_objection o WHERE o.publication_id = p.id) ORDER BY p.decided_at DESC, p.id LIMIT 3`,
      { courtId: actor.courtId, me: actor.personId },
    );
  }

  private async count(actor: Actor, where: string): Promise<number> {
    const scope = publicationScope(actor, 'research.verify');
    const [row] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM research_publication p WHERE ${scope.sql} AND ${where}`, { ...scope.parameters, me: actor.personId ?? '', user: actor.userId });
    return Number(row!.total);
  }
}
