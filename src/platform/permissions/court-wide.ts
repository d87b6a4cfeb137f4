import type { Actor } from '../../kernel/actor.js';
import { require, scopeCondition, type ScopeColumns, type SqlCondition } from './data-scope.js';
import type { Permission } from './permissions.js';

/**
 * What is public inside a court: who holds the permission at all reads the whole court's rows, whatever the reach of the role
 * that brings it. No other court's. Assignment, briefings and published bulletins are such.
 */
export function courtWide(actor: Actor, permission: Permission, columns: Pick<ScopeColumns, 'court'>): SqlCondition {
  require(actor, permission);
  const widened = { ...actor, grants: actor.grants.map((grant) => (grant.scope === 'subordinateCourts' ? grant : { ...grant, scope: 'court' as const, natures: null })) };
  return scopeCondition(widened, permission, columns);
}

/** What people are called in the trail. */
export function nameOf(actor: Actor): string {
  return (actor.personName || actor.username).slice(0, 60);
}
