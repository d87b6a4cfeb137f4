import { pinyin } from 'pinyin-pro';
import type { CaseNature } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import type { DemonstrationPlan, ParameterPlan, RolePlan } from './demonstration-plan.js';
import { recordId } from './record-id.js';
import type { Staff } from './staff.js';
import type { AccountRow, AppointmentRow, BodyRow, ClauseRow, GrantRow, ParameterRow, ResponsibilityRow } from './world.types.js';

/** Committees, review groups and their members. */
export function bodiesOf({ court }: DemonstrationPlan, staff: Staff): { bodies: BodyRow[]; appointments: AppointmentRow[] } {
  const groups = court.reviewGroups.map(({ leader, ...group }) => ({ ...group, kind: 'reviewGroup', chair: leader, nature: group.nature as CaseNature | null }));
  const all = [...court.committees.map((committee) => ({ ...committee, nature: null })), ...groups];
  const { courtId } = staff;
  return {
    bodies: all.map(({ code, kind, name, nameEn, nature, from }) => ({ id: recordId(from, 'body', code), courtId, kind, name, nameEn, nature })),
    appointments: all.flatMap(({ code, from, until, chair, members }) =>
      members.map((user): AppointmentRow => ({
        id: recordId(from, 'appointment', code, user),
        courtId,
        bodyId: recordId(from, 'body', code),
        personId: staff.person(user).id,
        capacity: user === chair ? 'chair' : 'member',
        validFrom: from,
        validUntil: until,
      })),
    ),
  };
}

/** Sign-in names with the roles that come from posts, offices, review groups and the evaluation committee. */
export function accountsOf({ court }: DemonstrationPlan, staff: Staff, today: Day): { accounts: AccountRow[]; grants: GrantRow[] } {
  const accounts: AccountRow[] = [];
  const grants: GrantRow[] = [];
  const since = court.defaultFrom;
  const enrol = (courtId: string, personId: string | null, user: string, name: string): string => {
    const id = recordId(since, 'account', user);
    accounts.push({ id, courtId, personId, username: user, displayName: name });
    return id;
  };
  const grant = (courtId: string, userId: string, { role, scope }: RolePlan, reason: string, divisionId: string | null = null, natures: CaseNature | null = null) => {
    const bounded = scope === 'division' || scope === 'divisionAndBelow' ? divisionId : null;
    grants.push({ id: recordId(since, 'grant', userId, role, scope, natures ?? ''), courtId, userId, role, scope, divisionId: bounded, natures, validFrom: since, validUntil: null, reason });
  };
  for (const colleague of staff.everybody()) {
    const { user, name, id, plan } = colleague;
    const userId = enrol(staff.courtId, id, user, name);
    const post = staff.postOn(colleague, today)!;
    const fromOffice = court.postsWithoutOfficeRole.includes(post.p) || plan.roles ? [] : (court.rolesByOffice[post.u] ?? []);
    for (const role of [...(court.rolesByPost[post.p] ?? []), ...fromOffice]) grant(staff.courtId, userId, role, '随岗位取得（示例）', staff.divisionId(post.u));
    for (const role of plan.roles ?? []) grant(staff.courtId, userId, role, '三员分立（示例）');
    for (const role of plan.furtherRoles ?? []) grant(staff.courtId, userId, role, '专门授权（示例）');
    for (const { nature, members, name: group } of court.reviewGroups)
      if (members.includes(user)) grant(staff.courtId, userId, { role: 'qualityReviewer', scope: 'court' }, `${group}成员（示例）`, null, nature);
    const committee = court.committees.find(({ kind }) => kind === 'evaluationCommittee')!;
    if (committee.members.includes(user)) grant(staff.courtId, userId, { role: 'committeeMember', scope: 'court' }, `${committee.name}委员（示例）`);
  }
  for (const { user, name, court: code, roles } of court.visitors) {
    const courtId = staff.courts.find((one) => one.code === code)!.id;
    const userId = enrol(courtId, null, user, name);
    for (const role of roles) grant(courtId, userId, role, '上级法院查询（示例）');
  }
  return { accounts, grants };
}

/** The court's own catalogues and parameters, taken over from the example files. */
export function catalogueRows(plan: DemonstrationPlan, courtId: string): { clauses: ClauseRow[]; responsibilities: ResponsibilityRow[]; parameters: ParameterRow[] } {
  const id = (kind: string, day: Day, code: string, version = 1) => recordId(day, kind, courtId, code, version);
  return {
    clauses: plan.clauseRows.map((row) => ({
      ...row,
      id: id('clause', row.effectiveFrom, row.code, row.version),
      courtId,
      pinyin: pinyin(row.label, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('').slice(0, 120),
    })),
    responsibilities: plan.situationRows.map((row) => ({ ...row, id: id('responsibility', row.effectiveFrom, row.code, row.version), courtId })),
    parameters: plan.parameters.map((parameter) => {
      const { code, unit, effectiveFrom, source, example } = parameter;
      return { id: id('parameter', effectiveFrom, code), courtId, name: code, value: parameterText(parameter, plan), unit, effectiveFrom, source, example };
    }),
  };
}

/** A number as written; a list with commas; a count taken from the clauses; a table as JSON. */
function parameterText({ code, value, countedFrom }: ParameterPlan, { clauses, research, researchRequired }: DemonstrationPlan): string {
  if (countedFrom) return String(clauses.filter(({ severity }) => severity === countedFrom.severity).length);
  if (code === 'research.required') return JSON.stringify(researchRequired);
  if (code === 'research.points') return JSON.stringify(Object.fromEntries(research.map((kind) => [kind.code, kind.points])));
  if (value === null) throw new Error(`config/catalogues/parameters.yaml: ${code} has no value`);
  return Array.isArray(value) ? value.join(',') : value;
}
