import type { ScopeColumns } from '../platform/permissions/data-scope.js';

/** Where scopes find a case read as `c`. Own cases: answerable for it, its clerk, or sitting on it. */
export const CASE_SCOPE: ScopeColumns = {
  court: 'c.court_id',
  division: 'c.division_id',
  nature: 'c.nature',
  own: (person) =>
    `(c.responsible_judge_id = :${person} OR c.clerk_id = :${person} OR EXISTS (SELECT 1 FROM case_participant own WHERE own.case_id = c.id AND own.person_id = :${person}))`,
};
