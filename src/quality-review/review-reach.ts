import type { Actor } from '../kernel/actor.js';
import { ownRowsOnly } from '../platform/permissions/data-scope.js';

/** A judge's or clerk's reach over a division or the court is for cases: of what reviews found in them, each reads what concerns the own work. */
export function reviewReach(actor: Actor): Actor {
  return ownRowsOnly(actor, ['judge', 'clerk']);
}
