import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor, ActorGrant, CaseNature, DataScope } from '../../kernel/actor.js';
import type { Language } from '../../kernel/domain-error.js';
import type { Day } from '../../kernel/day.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { identityErrors } from './identity.errors.js';
import { RoleGrant, UserAccount, UserSession } from './identity.entities.js';
import { NOBODYS_HASH, hashPassword, isStrongEnough, passwordMatches } from './passwords.js';
import { UnitTree } from './unit-tree.js';

export const MAX_FAILED_ATTEMPTS = 5;
export const LOCK_MINUTES = 15;
const SESSION_HOURS = 10;
const MS_PER_MINUTE = 60_000;

export interface RequestOrigin {
  ip: string;
  userAgent: string;
  requestId: string;
  language: Language;
}

export interface SignedIn {
  actor: Actor;
  account: UserAccount;
}

@Injectable()
export class SessionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly units: UnitTree,
  ) {}

  /** @returns the opaque session id for the cookie; only its hash is stored. */
  async signIn(username: string, password: string, origin: RequestOrigin): Promise<string> {
    const account = await this.database.repository(UserAccount).findOneBy({ username: username.trim().toLowerCase() });
    const matches = await passwordMatches(password, account?.passwordHash ?? NOBODYS_HASH);
    if (!account) throw identityErrors['signIn.wrong']();
    const refusal = await this.database.transaction(() => this.weigh(account.id, matches, origin));
    if (refusal) throw refusal;
    const secret = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.database.repository(UserSession).insert({
      idHash: hashOf(secret),
      userId: account.id,
      createdAt: now.toISOString(),
      lastSeenAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + SESSION_HOURS * 60 * MS_PER_MINUTE).toISOString(),
      endedAt: null,
      ip: origin.ip,
      userAgent: origin.userAgent.slice(0, 300),
    });
    return secret;
  }

  /** 再次输入口令: before what cannot be undone. Wrong ones count and lock as at the sign-in. @throws password.notConfirmed */
  async confirmPassword(actor: Actor, password: string): Promise<void> {
    const account = await this.database.repository(UserAccount).findOneBy({ id: actor.userId });
    const matches = await passwordMatches(password, account?.passwordHash ?? NOBODYS_HASH);
    if (!account) throw identityErrors['password.notConfirmed']();
    const refusal = await this.database.transaction(() => this.weigh(account.id, matches, { ip: actor.ip, userAgent: '', requestId: actor.requestId, language: actor.language }, 'password.confirmed'));
    if (refusal) throw matches ? refusal : identityErrors['password.notConfirmed']();
  }

  /** Counts the attempt whatever its outcome, which is why a refusal is returned and not thrown: the count must be kept. */
  private async weigh(accountId: string, matches: boolean, origin: RequestOrigin, done = 'signIn.succeeded'): Promise<Error | null> {
    const accounts = this.database.repository(UserAccount);
    const lock = this.database.engine === 'sqlite' ? undefined : ({ mode: 'pessimistic_write' } as const);
    const account = await accounts.findOneOrFail({ where: { id: accountId }, lock });
    const now = this.clock.now();
    const actor = bareActor(account, origin);
    if (account.lockedUntil && account.lockedUntil > now.toISOString()) {
      const minutes = Math.ceil((Date.parse(account.lockedUntil) - now.getTime()) / MS_PER_MINUTE);
      return identityErrors['signIn.locked']({ minutes });
    }
    if (!matches) {
      const failedAttempts = account.failedAttempts + 1;
      const locks = failedAttempts >= MAX_FAILED_ATTEMPTS;
      await accounts.update(account.id, {
        failedAttempts: locks ? 0 : failedAttempts,
        lockedUntil: locks ? new Date(now.getTime() + LOCK_MINUTES * MS_PER_MINUTE).toISOString() : null,
      });
      this.audit.record(actor, { action: locks ? 'account.locked' : 'signIn.failed', subjectKind: 'account', subjectId: account.id });
      return locks ? identityErrors['signIn.locked']({ minutes: LOCK_MINUTES }) : identityErrors['signIn.wrong']();
    }
    if (account.disabledAt) return identityErrors['signIn.disabled']();
    await accounts.update(account.id, { failedAttempts: 0, lockedUntil: null });
    this.audit.record(actor, { action: done, subjectKind: 'account', subjectId: account.id });
    return null;
  }

  /** @returns `null` when the session is unknown, ended, expired or its account disabled: all take effect at once. */
  async resume(secret: string, origin: RequestOrigin): Promise<SignedIn | null> {
    const sessions = this.database.repository(UserSession);
    const idHash = hashOf(secret);
    const session = await sessions.findOneBy({ idHash, endedAt: IsNull() });
    const now = this.clock.now();
    if (!session || session.expiresAt <= now.toISOString()) return null;
    const account = await this.database.repository(UserAccount).findOneBy({ id: session.userId });
    if (!account || account.disabledAt) return null;
    if (now.getTime() - Date.parse(session.lastSeenAt) > MS_PER_MINUTE) await sessions.update(idHash, { lastSeenAt: now.toISOString() });
    return { account, actor: await this.actorFor(account, origin) };
  }

  async actorFor(account: UserAccount, origin: RequestOrigin): Promise<Actor> {
    return { ...bareActor(account, origin), grants: await this.grantsOf(account.id, this.clock.today()) };
  }

  private async grantsOf(userId: string, today: Day): Promise<ActorGrant[]> {
    const rows = await this.database.repository(RoleGrant).find({ where: { userId, revokedAt: IsNull() }, order: { requestedAt: 'ASC', id: 'ASC' } });
    const inForce = rows.filter((grant) => grant.approvedAt && grant.validFrom <= today && (!grant.validUntil || today < grant.validUntil));
    return Promise.all(
      inForce.map(async (grant) => ({
        role: grant.role,
        scope: grant.scope as DataScope,
        courtId: grant.courtId,
        divisionIds: await this.divisionsOf(grant, today),
        natures: grant.natures ? (grant.natures.split(',') as CaseNature[]) : null,
      })),
    );
  }

  private async divisionsOf(grant: RoleGrant, today: Day): Promise<string[]> {
    if (!grant.divisionId) return [];
    if (grant.scope === 'division') return [grant.divisionId];
    return grant.scope === 'divisionAndBelow' ? this.units.unitsFrom(grant.divisionId, today) : [];
  }

  async signOut(secret: string): Promise<void> {
    await this.database.repository(UserSession).update({ idHash: hashOf(secret), endedAt: IsNull() }, { endedAt: this.clock.instant() });
  }

  /** Ends every other session of the account: whoever knew the old password is out. */
  async changePassword(actor: Actor, current: string, next: string, keepSecret: string): Promise<void> {
    const accounts = this.database.repository(UserAccount);
    const account = await accounts.findOneByOrFail({ id: actor.userId });
    if (!(await passwordMatches(current, account.passwordHash))) throw identityErrors['password.currentWrong']();
    if (current === next || !isStrongEnough(next, account.username)) throw identityErrors['password.weak']();
    const passwordHash = await hashPassword(next);
    await this.database.transaction(async () => {
      await this.database.repository(UserAccount).update(account.id, { passwordHash, mustChangePassword: false });
      await this.database
        .repository(UserSession)
        .createQueryBuilder()
        .update()
        .set({ endedAt: this.clock.instant() })
        .where('user_id = :userId AND ended_at IS NULL AND id_hash <> :keep', { userId: account.id, keep: hashOf(keepSecret) })
        .execute();
      this.audit.record(actor, { action: 'password.changed', subjectKind: 'account', subjectId: account.id });
    });
  }
}

function bareActor(account: UserAccount, origin: RequestOrigin): Actor {
  return {
    userId: account.id,
    username: account.username,
    personId: account.personId,
    personName: account.displayName,
    courtId: account.courtId,
    grants: [],
    language: origin.language,
    ip: origin.ip,
    requestId: origin.requestId,
  };
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
