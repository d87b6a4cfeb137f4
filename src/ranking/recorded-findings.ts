import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import type { SqlCondition } from '../platform/permissions/data-scope.js';

/**
 * Findings some of these people answer for that were recorded in a period, and of them those withdrawn since without another in
 * their place: one condition for the share overturned and for the list it opens to. Read of `finding f`.
 */
export function recordedFindings(courtId: string, { from, until }: Pick<EvaluationPeriod, 'from' | 'until'>, people: readonly string[]): SqlCondition {
  return {
    sql: `f.court_id = :recordedCourt AND f.recorded_on >= :recordedFrom AND f.recorded_on < :recordedUntil AND (f.status IN ('submitted', 'settled') OR ${WITHDRAWN})
      AND EXISTS (SELECT 1 FROM finding_share rs WHERE rs.finding_id = f.id AND rs.share > 0 AND rs.person_id IN (:...recordedPeople))`,
    parameters: { recordedCourt: courtId, recordedFrom: from, recordedUntil: until, recordedPeople: people.length ? people : [''] },
  };
}

export const WITHDRAWN = `(f.status = 'superseded' AND f.superseded_by IS NULL)`;
