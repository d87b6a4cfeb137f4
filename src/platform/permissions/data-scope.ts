import type { Actor, ActorGrant, DataScope } from '../../kernel/actor.js';
import { platformErrors } from '../platform.errors.js';
import { PERMISSIONS, isRole, roleOf, type Permission } from './permissions.js';

/** Roles whose reach over a division, a field or the court is for cases: of scores, and of what is recorded for them, each reads the own. */
export const OWN_SCORES_ONLY: readonly string[] = ['judge', 'clerk', 'qualityReviewer'];

/** The same actor, holding these roles for the own rows only: a judge whose reach over cases is wider still reads the own scores alone. */
export function ownRowsOnly(actor: Actor, roles: readonly string[]): Actor {
  return { ...actor, grants: actor.grants.map((grant) => (roles.includes(grant.role) ? { ...grant, scope: 'self' as const, natures: null } : grant)) };
}

/** A condition on rows, ready for `WHERE`, with named parameters. */
export interface SqlCondition {
  sql: string;
  parameters: Record<string, unknown>;
}

/** Where a table keeps what scopes speak of. A table that lacks a column cannot be reached through that scope. */
export interface ScopeColumns {
  court: string;
  division?: string;
  nature?: string;
  /** Condition that the row is the person's own, given the parameter's name (without the colon). */
  own?: (person: string) => string;
}

const NOTHING: SqlCondition = { sql: '1 = 0', parameters: {} };

export function grantsFor(actor: Actor, permission: Permission): ActorGrant[] {
  return actor.grants.filter(({ role }) => isRole(role) && roleOf(role).permissions.includes(permission));
}

export function may(actor: Actor, permission: Permission): boolean {
  return grantsFor(actor, permission).length > 0;
}

/** First line of every use case. */
export function require(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) throw platformErrors['access.denied']({ permission: PERMISSIONS[permission][actor.language] });
}

/** The widest scope in which somebody holds a permission; decides what a page offers, never which rows it returns. */
export function widestScope(actor: Actor, permission: Permission): DataScope | null {
  const order: DataScope[] = ['self', 'division', 'divisionAndBelow', 'court', 'subordinateCourts'];
  const held = grantsFor(actor, permission).map(({ scope }) => order.indexOf(scope));
  return held.length ? order[Math.max(...held)]! : null;
}

/**
 * The one predicate. Reads, writes, counts, exports and charts all add it to their `WHERE`;
 * nothing is filtered afterwards. Several grants widen each other (OR).
 */
export function scopeCondition(actor: Actor, permission: Permission, columns: ScopeColumns, prefix = 'scope'): SqlCondition {
  const parameters: Record<string, unknown> = {};
  const alternatives = grantsFor(actor, permission).flatMap((grant, index) => {
    const name = `${prefix}${index}`;
    const reach = reachOf(grant, actor, columns, name, parameters);
    if (!reach) return [];
    parameters[`${name}Court`] = grant.courtId;
    const parts = [`${columns.court} = :${name}Court`, ...reach];
    if (grant.natures) {
      if (!columns.nature) return [];
      parameters[`${name}Natures`] = grant.natures;
      parts.push(`${columns.nature} IN (:...${name}Natures)`);
    }
    return [`(${parts.join(' AND ')})`];
  });
  return alternatives.length ? { sql: `(${alternatives.join(' OR ')})`, parameters } : NOTHING;
}

function reachOf(grant: ActorGrant, actor: Actor, columns: ScopeColumns, name: string, parameters: Record<string, unknown>): string[] | null {
  switch (grant.scope) {
    case 'self':
      if (!columns.own || !actor.personId) return null;
      parameters[`${name}Person`] = actor.personId;
      return [columns.own(`${name}Person`)];
    case 'division':
    case 'divisionAndBelow':
      if (!columns.division || grant.divisionIds.length === 0) return null;
      parameters[`${name}Divisions`] = grant.divisionIds;
      return [`${columns.division} IN (:...${name}Divisions)`];
    case 'court':
      return [];
    case 'subordinateCourts':
      // Only published figures are open to a superior court; they are read through their own door.
      return null;
  }
}
