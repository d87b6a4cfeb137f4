import type { Actor } from '../../kernel/actor.js';
import { require, scopeCondition, type ScopeColumns, type SqlCondition } from '../../platform/permissions/data-scope.js';
import type { Permission } from '../../platform/permissions/permissions.js';

/**
 * Rows that belong to no field: plans, events, triggers. Whoever holds the permission for the court reads them whatever the
 * field of the grant; a grant for a division or for oneself does not reach them.
 */
export function wholeCourt(actor: Actor, permission: Permission, columns: Pick<ScopeColumns, 'court'>): SqlCondition {
  require(actor, permission);
  return scopeCondition({ ...actor, grants: actor.grants.map((grant) => ({ ...grant, natures: null })) }, permission, columns);
}
