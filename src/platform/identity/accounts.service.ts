import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock.js';
import { Database, isDuplicate } from '../database/database.js';
import { newId } from '../ids.js';
import { identityErrors } from './identity.errors.js';
import { UserAccount, UserSession } from './identity.entities.js';
import { machineActor } from './machine-actor.js';
import { generatePassword, hashPassword, isStrongEnough } from './passwords.js';

export interface NewAccount {
  courtId: string;
  personId: string | null;
  username: string;
  displayName: string;
  mustChangePassword: boolean;
}

/** Everything that changes a login. Who may is asked by the caller: a controller for people, nobody for the machine itself. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** @returns the account and its first password, which is stored nowhere else. */
  async createAccount(
    wanted: NewAccount,
    password: string = generatePassword(),
    actor: Actor = machineActor(wanted.courtId),
  ): Promise<{ account: UserAccount; password: string }> {
    const username = wanted.username.trim().toLowerCase();
    if (!isStrongEnough(password, username)) throw identityErrors['password.weak']();
    const passwordHash = await hashPassword(password);
    const account = this.database.repository(UserAccount).create({
      ...wanted,
      id: newId(),
      username,
      passwordHash,
      failedAttempts: 0,
      lockedUntil: null,
      disabledAt: null,
      createdAt: this.clock.instant(),
    });
    try {
      await this.database.transaction(async () => {
        await this.database.repository(UserAccount).insert(account);
        this.audit.record(actor, { action: 'account.created', subjectKind: 'account', subjectId: account.id, after: shown(account) });
      });
    } catch (error) {
      throw isDuplicate(error) ? identityErrors['account.usernameTaken']({ username }) : error;
    }
    return { account, password };
  }

  async find(courtId: string, accountId: string): Promise<UserAccount> {
    const account = await this.database.repository(UserAccount).findOneBy({ id: accountId, courtId });
    if (!account) throw identityErrors['account.notFound']();
    return account;
  }

  async byUsername(username: string): Promise<UserAccount> {
    const account = await this.database.repository(UserAccount).findOneBy({ username: username.trim().toLowerCase() });
    if (!account) throw identityErrors['account.notFound']();
    return account;
  }

  /** Ends every session in the same transaction: whoever is signed in is out with the next request. */
  async disable(account: UserAccount, reason: string, actor: Actor = machineActor(account.courtId)): Promise<void> {
    if (account.id === actor.userId) throw identityErrors['account.own']();
    await this.change(account, { disabledAt: this.clock.instant() }, 'account.disabled', actor, reason, true);
  }

  async enable(account: UserAccount, actor: Actor = machineActor(account.courtId)): Promise<void> {
    await this.change(account, { disabledAt: null }, 'account.enabled', actor);
  }

  async unlock(account: UserAccount, actor: Actor = machineActor(account.courtId)): Promise<void> {
    await this.change(account, { failedAttempts: 0, lockedUntil: null }, 'account.unlocked', actor);
  }

  /** @returns the new first password; the person must change it at the next sign-in. */
  async resetPassword(account: UserAccount, actor: Actor = machineActor(account.courtId)): Promise<string> {
    if (account.id === actor.userId) throw identityErrors['account.own']();
    const password = generatePassword();
    const passwordHash = await hashPassword(password);
    const changes = { passwordHash, mustChangePassword: true, failedAttempts: 0, lockedUntil: null };
    await this.change(account, changes, 'password.reset', actor, undefined, true);
    return password;
  }

  async endSession(courtId: string, idHash: string, actor: Actor): Promise<void> {
    await this.database.transaction(async () => {
      const session = await this.database.repository(UserSession).findOneBy({ idHash, endedAt: IsNull() });
      if (!session) throw identityErrors['session.notFound']();
      await this.find(courtId, session.userId);
      await this.database.repository(UserSession).update(idHash, { endedAt: this.clock.instant() });
      this.audit.record(actor, { action: 'session.ended', subjectKind: 'account', subjectId: session.userId });
    });
  }

  private async change(account: UserAccount, changes: Partial<UserAccount>, action: string, actor: Actor, reason?: string, endSessions = false): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.repository(UserAccount).update(account.id, changes);
      if (endSessions) await this.database.repository(UserSession).update({ userId: account.id, endedAt: IsNull() }, { endedAt: this.clock.instant() });
      this.audit.record(actor, {
        action,
        subjectKind: 'account',
        subjectId: account.id,
        before: shown(account),
        after: shown({ ...account, ...changes }),
        reason,
      });
    });
  }
}

/** What the trail may keep of an account: never the password's hash. */
function shown({ username, displayName, personId, mustChangePassword, lockedUntil, disabledAt }: UserAccount): object {
  return { username, displayName, personId, mustChangePassword, lockedUntil, disabledAt };
}
