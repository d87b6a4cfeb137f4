import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { points, fromHundredths } from '../kernel/exact.js';
import { orderBy } from '../platform/http/sorting.js';
import { scopeCondition, type SqlCondition } from '../platform/permissions/data-scope.js';
import { normaliseCaseNumberText } from '../rules/case-number-text.js';
import { CASE_SCOPE } from './case-scope.js';
import type { CaseListQuery, CaseRow } from './dto/case.dto.js';
import { casesOfFigure, flowPeriod } from './flow/counted-flow.js';

/** Public sort keys; numbers in a case number sort as numbers. */
const SORT_KEYS: Record<string, readonly string[]> = {
  caseNumber: ['c.year', 'c.type_code', 'c.serial', 'c.case_number'],
  intakeOn: ['c.intake_on'],
  closedOn: ['c.closed_on'],
  judge: ['j.pinyin', 'j.name'],
  weight: ['c.weight'],
};

/** Asked for instead of an id: cases that have no division, or no judge yet. */
const NOBODY = 'none';

export const CASE_ROW_COLUMNS = `c.id, c.case_number, c.nature, c.cause, c.intake_on, c.closed_on, c.effective_on, c.weight, c.closing_manner,
  c.responsible_judge_id, j.name AS judge_name, d.name AS division_name`;
export const CASE_ROW_TABLES = `court_case c LEFT JOIN person j ON j.id = c.responsible_judge_id LEFT JOIN division d ON d.id = c.division_id`;

export interface StoredCaseRow {
  id: string;
  case_number: string;
  nature: string;
  cause: string;
  intake_on: string;
  closed_on: string | null;
  effective_on: string | null;
  weight: number;
  closing_manner: string | null;
  responsible_judge_id: string | null;
  judge_name: string | null;
  division_name: string | null;
}

/** What the list, its count and its export all ask for: one predicate, the reader's scope in it. */
export function caseCondition(actor: Actor, query: CaseListQuery, today: Day): SqlCondition {
  const scope = scopeCondition(actor, 'case.read', CASE_SCOPE);
  const parts = [scope.sql];
  const parameters: Record<string, unknown> = { ...scope.parameters };
  const add = (value: string | undefined, name: string, sql: string) => {
    if (value === undefined || value === '') return;
    parts.push(sql);
    parameters[name] = value;
  };
  add(query.nature, 'nature', 'c.nature = :nature');
  add(query.divisionId, 'divisionId', query.divisionId === NOBODY ? 'c.division_id IS NULL' : 'c.division_id = :divisionId');
  add(query.judgeId, 'judgeId', query.judgeId === NOBODY ? 'c.responsible_judge_id IS NULL' : 'c.responsible_judge_id = :judgeId');
  add(query.intakeFrom, 'intakeFrom', 'c.intake_on >= :intakeFrom');
  add(query.intakeUntil, 'intakeUntil', 'c.intake_on < :intakeUntil');
  add(query.closedFrom, 'closedFrom', 'c.closed_on >= :closedFrom');
  add(query.closedUntil, 'closedUntil', 'c.closed_on < :closedUntil');
  if (query.status === 'pending') parts.push('c.closed_on IS NULL');
  if (query.status === 'closed') add(today, 'today', 'c.closed_on IS NOT NULL AND (c.effective_on IS NULL OR c.effective_on > :today)');
  if (query.status === 'effective') add(today, 'today', 'c.effective_on <= :today');
  if (query.limit === 'past') add(today, 'limitToday', 'c.closed_on IS NULL AND c.limit_on < :limitToday');
  if (query.flow && query.flowPeriod) {
    const figure = casesOfFigure(query.flow, flowPeriod(query.flowPeriod, today));
    parts.push(figure.sql);
    Object.assign(parameters, figure.parameters);
  }
  const words = query.q?.trim() ?? '';
  if (words !== '') {
    parts.push(`(c.case_number LIKE :number ESCAPE '!' OR c.cause LIKE :words ESCAPE '!' OR j.name LIKE :words ESCAPE '!' OR j.pinyin LIKE :pinyin ESCAPE '!')`);
    parameters.words = containing(words);
    parameters.number = containing(normaliseCaseNumberText(words));
    parameters.pinyin = containing(words.toLowerCase().replace(/\s+/g, ''));
  }
  return { sql: parts.join(' AND '), parameters };
}

export function caseOrder(sort: string | undefined): string {
  const keys = Object.fromEntries(Object.keys(SORT_KEYS).map((key) => [key, key]));
  const { expression, direction } = orderBy(sort, keys, '-intakeOn');
  return [...SORT_KEYS[expression]!.map((column) => `${column} ${direction}`), `c.id ${direction}`].join(', ');
}

export function caseRow(row: StoredCaseRow, today: Day): CaseRow {
  return {
    id: row.id,
    caseNumber: row.case_number,
    nature: row.nature,
    cause: row.cause,
    intakeOn: row.intake_on,
    closedOn: row.closed_on,
    effectiveOn: row.effective_on,
    weight: points(fromHundredths(row.weight)),
    closingManner: row.closing_manner,
    division: row.division_name,
    judge: row.judge_name,
    judgeId: row.responsible_judge_id,
    status: statusOf(row.closed_on, row.effective_on, today),
  };
}

export function statusOf(closedOn: Day | null, effectiveOn: Day | null, today: Day): CaseRow['status'] {
  if (effectiveOn !== null && effectiveOn <= today) return 'effective';
  return closedOn === null ? 'pending' : 'closed';
}

function containing(text: string): string {
  return `%${text.replace(/[!%_]/g, '!$&')}%`;
}
