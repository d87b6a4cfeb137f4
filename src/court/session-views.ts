import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { SessionView } from '../platform/identity/dto/session.dto.js';
import { UserAccount } from '../platform/identity/identity.entities.js';
import { widestScope } from '../platform/permissions/data-scope.js';
import { PERMISSIONS, isRole, roleOf, type Permission } from '../platform/permissions/permissions.js';
import { Court } from './court.entities.js';

/** Who is signed in, in which court and unit, and what the menu may offer. */
@Injectable()
export class SessionViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor): Promise<SessionView> {
    const account = await this.database.repository(UserAccount).findOneByOrFail({ id: actor.userId });
    const court = await this.database.repository(Court).findOneByOrFail({ id: actor.courtId });
    const scopes = (Object.keys(PERMISSIONS) as Permission[]).flatMap((permission) => {
      const scope = widestScope(actor, permission);
      return scope ? [[permission, scope] as const] : [];
    });
    return {
      userId: actor.userId,
      username: actor.username,
      displayName: actor.personName,
      mustChangePassword: account.mustChangePassword,
      personId: actor.personId,
      roles: actor.grants.flatMap(({ role, scope }) => (isRole(role) ? [{ role, zh: roleOf(role).zh, en: roleOf(role).en, scope }] : [])),
      permissions: Object.fromEntries(scopes),
      court: { id: court.id, code: court.code, name: court.name, nameEn: court.nameEn, example: court.example },
      division: await this.unitOf(actor),
    };
  }

  private async unitOf(actor: Actor): Promise<{ id: string; name: string } | null> {
    if (!actor.personId) return null;
    const [unit] = await this.database.rows<{ id: string; name: string }>(
      `SELECT d.id AS id, d.name AS name FROM post_holding p JOIN division d ON d.id = p.division_id
       WHERE p.person_id = :personId AND p.kind = 'main' AND p.superseded_at IS NULL
         AND p.valid_from <= :today AND (p.valid_until IS NULL OR p.valid_until > :today)
       ORDER BY p.valid_from DESC, p.id DESC LIMIT 1`,
      { personId: actor.personId, today: this.clock.today() },
    );
    return unit ? { id: unit.id, name: unit.name } : null;
  }
}
