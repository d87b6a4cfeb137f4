import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Actor, CaseNature, DataScope } from '../../kernel/actor.js';
import type { Day } from '../../kernel/day.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { newId } from '../ids.js';
import { isRole, roleOf, type RoleName } from '../permissions/permissions.js';
import { identityErrors } from './identity.errors.js';
import { RoleGrant, UserAccount } from './identity.entities.js';
import { machineActor } from './machine-actor.js';

export interface WantedGrant {
  courtId: string;
  userId: string;
  role: RoleName;
  scope: DataScope;
  divisionId: string | null;
  natures: CaseNature[] | null;
  validFrom: Day;
  /** Half-open. */
  validUntil: Day | null;
  reason: string;
}

/** Dated roles: one security administrator asks, another approves. */
@Injectable()
export class GrantsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Asked and approved in one step by the machine itself: first start, demonstration court, command line. */
  async grantRole(wanted: WantedGrant): Promise<RoleGrant> {
    return this.database.transaction(async () => {
      const grant = await this.insert(wanted, null, this.clock.instant());
      this.audit.record(machineActor(wanted.courtId), { action: 'grant.approved', subjectKind: 'grant', subjectId: grant.id, after: grant, reason: wanted.reason });
      return grant;
    });
  }

  async request(actor: Actor, wanted: WantedGrant): Promise<RoleGrant> {
    return this.database.transaction(async () => {
      const grant = await this.insert(wanted, actor.userId, null);
      this.audit.record(actor, { action: 'grant.requested', subjectKind: 'grant', subjectId: grant.id, after: grant, reason: wanted.reason });
      return grant;
    });
  }

  async approve(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const grant = await this.find(actor.courtId, id);
      if (grant.approvedAt || grant.revokedAt) throw identityErrors['grant.settled']();
      // Nobody approves what they asked for, nor a role for themselves.
      if (grant.requestedBy === actor.userId || grant.userId === actor.userId) throw identityErrors['grant.samePerson']();
      await this.checkSeparation(grant.userId, grant.role as RoleName, id);
      const approved = { approvedBy: actor.userId, approvedAt: this.clock.instant() };
      const { affected } = await this.database.repository(RoleGrant).update({ id, approvedAt: IsNull(), revokedAt: IsNull() }, approved);
      if (!affected) throw identityErrors['grant.settled']();
      this.audit.record(actor, { action: 'grant.approved', subjectKind: 'grant', subjectId: id, before: grant, after: { ...grant, ...approved } });
    });
  }

  /** Takes effect with the next request; also withdraws a grant not yet approved. */
  async revoke(actor: Actor, id: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const grant = await this.find(actor.courtId, id);
      const revoked = { revokedBy: actor.userId, revokedAt: this.clock.instant() };
      const { affected } = await this.database.repository(RoleGrant).update({ id, revokedAt: IsNull() }, revoked);
      if (!affected) throw identityErrors['grant.settled']();
      this.audit.record(actor, { action: 'grant.revoked', subjectKind: 'grant', subjectId: id, before: grant, after: { ...grant, ...revoked }, reason });
    });
  }

  private async insert(wanted: WantedGrant, requestedBy: string | null, approvedAt: string | null): Promise<RoleGrant> {
    await this.checkSeparation(wanted.userId, wanted.role);
    const grant = this.database.repository(RoleGrant).create({
      ...wanted,
      id: newId(),
      natures: wanted.natures?.length ? wanted.natures.join(',') : null,
      requestedBy,
      requestedAt: this.clock.instant(),
      approvedBy: null,
      approvedAt,
      revokedBy: null,
      revokedAt: null,
    });
    await this.database.repository(RoleGrant).insert(grant);
    return grant;
  }

  /** Looks at every login of the same person, so that a second account is no way round. */
  private async checkSeparation(userId: string, role: RoleName, except?: string): Promise<void> {
    const lock = this.database.engine === 'sqlite' ? undefined : ({ mode: 'pessimistic_write' } as const);
    const account = await this.database.repository(UserAccount).findOne({ where: { id: userId }, lock });
    if (!account) throw identityErrors['account.notFound']();
    const logins = account.personId ? await this.database.repository(UserAccount).findBy({ personId: account.personId }) : [account];
    const held = await this.database.repository(RoleGrant).findBy({ userId: In(logins.map(({ id }) => id)), revokedAt: IsNull() });
    const today = this.clock.today();
    const clash = held.find((grant) => grant.id !== except && (!grant.validUntil || today < grant.validUntil) && !together(role, grant.role));
    if (clash) throw identityErrors['grant.separation']({ username: account.username, held: isRole(clash.role) ? roleOf(clash.role).zh : clash.role });
  }

  private async find(courtId: string, id: string): Promise<RoleGrant> {
    const grant = await this.database.repository(RoleGrant).findOneBy({ id, courtId });
    if (!grant) throw identityErrors['grant.notFound']();
    return grant;
  }
}

function together(role: RoleName, held: string): boolean {
  if (role === held || !isRole(held)) return true;
  return !roleOf(role).administers && !roleOf(held).administers;
}
