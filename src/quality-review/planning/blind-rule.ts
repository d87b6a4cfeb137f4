import type { Actor } from '../../kernel/actor.js';
import { may, type SqlCondition } from '../../platform/permissions/data-scope.js';

/**
 * 盲评: of reviews `r`, those not kept from the reader.
 *
 * - Whoever still has a second review open sees nothing of the review it repeats.
 * - A second review is seen by its own reviewer and by whoever plans reviews; by the first reviewer once it has been
 *   submitted, and by nobody else: the judge is told of what the trial office adopts from it, which stands under the first.
 */
export function unseenByBlindRule(actor: Actor): SqlCondition {
  const me = { blindMe: actor.personId ?? '' };
  const notMine = `NOT EXISTS (SELECT 1 FROM case_review blind_mine WHERE blind_mine.second_of_id = r.id AND blind_mine.reviewer_id = :blindMe AND blind_mine.status <> 'submitted')`;
  if (may(actor, 'review.plan')) return { sql: notMine, parameters: me };
  const mayKnow = `(r.second_of_id IS NULL OR r.reviewer_id = :blindMe OR (r.status = 'submitted' AND EXISTS (SELECT 1 FROM case_review blind_first WHERE blind_first.id = r.second_of_id AND blind_first.reviewer_id = :blindMe)))`;
  return { sql: `${notMine} AND ${mayKnow}`, parameters: me };
}

/** The same of findings `f`, whose second-review ones carry a status of their own. */
export function unseenFindings(actor: Actor): SqlCondition {
  const me = { blindMe: actor.personId ?? '' };
  const open = `f.review_id NOT IN (SELECT blind_mine.second_of_id FROM case_review blind_mine WHERE blind_mine.reviewer_id = :blindMe AND blind_mine.status <> 'submitted' AND blind_mine.second_of_id IS NOT NULL)`;
  if (may(actor, 'review.plan')) return { sql: open, parameters: me };
  const mayKnow = `(f.status <> 'second' OR f.reviewer_id = :blindMe OR EXISTS (SELECT 1 FROM case_review blind_second JOIN case_review blind_first ON blind_first.id = blind_second.second_of_id
    WHERE blind_second.id = f.review_id AND blind_first.reviewer_id = :blindMe))`;
  return { sql: `${open} AND ${mayKnow}`, parameters: me };
}
