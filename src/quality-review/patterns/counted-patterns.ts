import type { Actor } from '../../kernel/actor.js';
import type { Day } from '../../kernel/day.js';
import { scopeCondition, type SqlCondition } from '../../platform/permissions/data-scope.js';

/** By what findings are counted together. */
export const PATTERN_DIMENSIONS = ['clause', 'division', 'cause', 'month', 'field'] as const;
export type PatternDimension = (typeof PATTERN_DIMENSIONS)[number];

/** Which findings are meant: of reviews submitted from a day until before another, or of cases closed then. */
export interface PatternFilter {
  from: Day;
  until: Day;
  clause?: string;
  division?: string;
  nature?: string;
  cause?: string;
  severity?: string;
  person?: string;
  /** Nature to which the chosen clause belongs, if it belongs to one: other fields' cases cannot show it. */
  clauseField?: string | null;
  divisions?: readonly string[];
  clauses?: readonly string[];
}

/** Months of a review are those of its submission; for a briefing it matters when the case was closed. */
export type CountedFrom = 'submitted' | 'closed';

const DAY = { submitted: 'r.submitted_on', closed: 'c.closed_on' } as const;

/** A reviewed case stands once, however many reviews it had; a blind second review measures the reviewer, not the case. */
export const REVIEWED_TABLES = 'case_review r JOIN court_case c ON c.id = r.case_id';
export const FOUND_TABLES = 'finding f JOIN case_review r ON r.id = f.review_id JOIN court_case c ON c.id = f.case_id JOIN defect_clause k ON k.id = f.clause_id';

/** What a row is counted under. Of reviewed cases there is no clause: all of its field could have shown it. */
export const FOUND_UNDER: Record<PatternDimension, string> = { clause: 'k.code', division: 'c.division_id', cause: 'c.cause', month: 'SUBSTR(r.submitted_on, 1, 7)', field: 'c.nature' };
export const REVIEWED_UNDER: Record<PatternDimension, string> = { ...FOUND_UNDER, clause: 'c.nature' };

/** Patterns reach as far as the role that brings them; a role for own rows alone shows none. */
export function patternScope(actor: Actor): SqlCondition {
  return scopeCondition(actor, 'pattern.read', { court: 'c.court_id', division: 'c.division_id', nature: 'c.nature' }, 'pattern');
}

/** For papers of the whole court, whoever asks for them. */
export function wholeCourt(courtId: string): SqlCondition {
  return { sql: 'c.court_id = :patternCourt', parameters: { patternCourt: courtId } };
}

/** The denominators. @param scope {@link patternScope} or {@link wholeCourt} */
export function reviewedCondition(scope: SqlCondition, filter: PatternFilter, counted: CountedFrom = 'submitted'): SqlCondition {
  const day = DAY[counted];
  const conditions = [scope.sql, `r.status = 'submitted' AND r.second_of_id IS NULL AND ${day} >= :from AND ${day} < :until`];
  if (filter.division) conditions.push('c.division_id = :division');
  if (filter.nature) conditions.push('c.nature = :nature');
  if (filter.cause) conditions.push('c.cause = :cause');
  if (filter.clauseField) conditions.push('c.nature = :clauseField');
  if (filter.divisions?.length) conditions.push('c.division_id IN (:...divisions)');
  return { sql: conditions.join(' AND '), parameters: { ...scope.parameters, ...filter } };
}

/** The numerators, and the records behind them: one condition for both. */
export function foundCondition(scope: SqlCondition, filter: PatternFilter, counted: CountedFrom = 'submitted'): SqlCondition {
  const reviewed = reviewedCondition(scope, filter, counted);
  const conditions = [reviewed.sql, `f.status IN ('submitted', 'settled')`];
  if (filter.clause) conditions.push('k.code = :clause');
  if (filter.clauses?.length) conditions.push('k.code IN (:...clauses)');
  if (filter.severity) conditions.push('f.severity = :severity');
  if (filter.person) conditions.push('EXISTS (SELECT 1 FROM finding_share ps WHERE ps.finding_id = f.id AND ps.person_id = :person)');
  return { sql: conditions.join(' AND '), parameters: reviewed.parameters };
}
