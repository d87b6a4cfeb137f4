import type { Actor } from '../kernel/actor.js';
import { mainPostOn } from '../court/service-record.js';
import { may, ownRowsOnly, scopeCondition, type SqlCondition } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';

/** However widely they read cases, these read what concerns themselves. */
const OWN_ONLY = ['judge', 'clerk', 'qualityReviewer', 'administrativeOffice'];
/** An entry is between the office, the leaders and the person. */
const OWN_ENTRIES_ONLY = [...OWN_ONLY, 'divisionChief', 'trialManagement'];

const NOTHING: SqlCondition = { sql: '1 = 0', parameters: {} };

export const COMPLAINT_TABLES = `complaint c JOIN person p ON p.id = c.person_id LEFT JOIN court_case k ON k.id = c.case_id LEFT JOIN person v ON v.id = c.investigator_id
  LEFT JOIN post_holding h ON ${mainPostOn('h', 'c.person_id', 'c.received_on')} LEFT JOIN division d ON d.id = h.division_id`;

/** A lead on integrity is there for those who handle discipline, unless it is about them; for everybody else it does not exist. */
export function complaintScope(actor: Actor, permission: Permission): SqlCondition {
  const ordinary = scopeCondition(ownRowsOnly(actor, OWN_ONLY), permission, { court: 'c.court_id', division: 'h.division_id', own: (person) => `(c.person_id = :${person} OR c.investigator_id = :${person})` });
  const given = permission === 'complaint.read' && actor.personId && may(actor, 'complaint.investigate');
  const mine = given ? ' OR (c.court_id = :givenCourt AND c.investigator_id = :givenPerson)' : '';
  const discipline = may(actor, 'discipline.handle') ? scopeCondition(actor, 'discipline.handle', { court: 'c.court_id' }, 'discipline') : NOTHING;
  return {
    sql: `((c.confined = 0 AND (${ordinary.sql}${mine})) OR (c.confined = 1 AND c.person_id <> :me AND ${discipline.sql}))`,
    parameters: { ...ordinary.parameters, ...discipline.parameters, me: actor.personId ?? '', givenCourt: actor.courtId, givenPerson: actor.personId ?? '' },
  };
}

export const ENTRY_TABLES = `conduct_entry e JOIN person p ON p.id = e.person_id LEFT JOIN post_holding h ON ${mainPostOn('h', 'e.person_id', 'e.happened_on')} LEFT JOIN division d ON d.id = h.division_id`;

/** A matter for discipline: the person, who answers for it, and those who handle discipline. */
export function entryScope(actor: Actor, permission: Permission): SqlCondition {
  const ordinary = scopeCondition(ownRowsOnly(actor, OWN_ENTRIES_ONLY), permission, { court: 'e.court_id', own: (person) => `e.person_id = :${person}` });
  const discipline = may(actor, 'discipline.handle') ? scopeCondition(actor, 'discipline.handle', { court: 'e.court_id' }, 'discipline') : NOTHING;
  return {
    sql: `((e.confined = 0 AND ${ordinary.sql}) OR (e.confined = 1 AND e.court_id = :ownCourt AND (e.person_id = :me OR ${discipline.sql})))`,
    parameters: { ...ordinary.parameters, ...discipline.parameters, me: actor.personId ?? '', ownCourt: actor.courtId },
  };
}

export const MERIT_TABLES = `merit_claim m JOIN person p ON p.id = m.person_id LEFT JOIN court_case k ON k.id = m.case_id LEFT JOIN person a ON a.id = m.approver_id
  LEFT JOIN post_holding h ON ${mainPostOn('h', 'm.person_id', 'm.claimed_on')} LEFT JOIN division d ON d.id = h.division_id`;

export function meritScope(actor: Actor, permission: Permission): SqlCondition {
  const scope = scopeCondition(ownRowsOnly(actor, OWN_ONLY), permission, { court: 'm.court_id', division: 'h.division_id', own: (person) => `m.person_id = :${person}` });
  return { sql: scope.sql, parameters: { ...scope.parameters, me: actor.personId ?? '' } };
}

export const HONOUR_TABLES = `honour n LEFT JOIN person p ON p.id = n.person_id LEFT JOIN division d ON d.id = n.division_id`;

/** What is confirmed is public in the court; what is not yet, or was refused, is between the office and the person. */
export function honourScope(actor: Actor): SqlCondition {
  const office = may(actor, 'honour.record') || may(actor, 'honour.confirm');
  return {
    sql: `n.court_id = :ownCourt${office ? '' : ` AND (n.state = 'confirmed' OR n.person_id = :me)`}`,
    parameters: { ownCourt: actor.courtId, me: actor.personId ?? '' },
  };
}
