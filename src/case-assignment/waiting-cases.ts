import { Injectable } from '@nestjs/common';
import { daysBetween, type Day } from '../kernel/day.js';
import { fromHundredths } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import type { SqlCondition } from '../platform/permissions/data-scope.js';
import type { AssignmentRoute } from './assignment.entities.js';
import type { PoolRecusal, RecusalKind } from './dto/pool.dto.js';

/** A case waits while nobody answers for it and it is not closed. */
export const WAITING = 'c.responsible_judge_id IS NULL AND c.closed_on IS NULL';

export const WAITING_TABLES = `court_case c LEFT JOIN case_intake i ON i.case_id = c.id
  LEFT JOIN case_designation g ON g.open_key = c.id LEFT JOIN person gp ON gp.id = g.judge_id`;

/** A waiting case with what limits it, ready for the pool page and for a plan. */
export interface WaitingCase {
  caseId: string;
  caseNumber: string;
  nature: string;
  cause: string;
  procedure: string | null;
  weight: string;
  intakeOn: Day;
  waitingDays: number;
  urgent: boolean;
  urgentReason: string | null;
  area: string | null;
  requires: string[];
  /** Units routes send it to; `null`: every unit without a jurisdiction of its own. */
  unitIds: string[] | null;
  needsPanel: boolean;
  recusals: PoolRecusal[];
  designation: { id: string; judgeId: string; judge: string; status: 'proposed' | 'approved'; atOnce: boolean } | null;
  returned: number;
  version: number;
}

interface StoredRow {
  caseId: string;
  caseNumber: string;
  nature: string;
  cause: string;
  procedure: string | null;
  weight: number | string;
  intakeOn: Day;
  urgent: number | null;
  urgentReason: string | null;
  area: string | null;
  requires: string | null;
  version: number | null;
  designationId: string | null;
  designatedId: string | null;
  designated: string | null;
  designationStatus: 'proposed' | 'approved' | null;
  atOnce: number | null;
  returned: number | string;
}

type Route = Pick<AssignmentRoute, 'nature' | 'cause' | 'procedure' | 'area' | 'specialism' | 'divisionId' | 'needsPanel'>;

const IDS_A_QUERY = 1000;

@Injectable()
export class WaitingCases {
  constructor(private readonly database: Database) {}

  /** @param tail ORDER BY and LIMIT; without one the order is that of arrival */
  async load(courtId: string, where: SqlCondition, today: Day, tail = 'ORDER BY c.intake_on, c.case_number'): Promise<WaitingCase[]> {
    const rows = await this.database.rows<StoredRow>(
      `SELECT c.id AS caseId, c.case_number AS caseNumber, c.nature AS nature, c.cause AS cause, c.\`procedure\` AS \`procedure\`, c.weight AS weight, c.intake_on AS intakeOn,
        i.urgent AS urgent, i.urgent_reason AS urgentReason, i.area AS area, i.requires AS requires, i.version AS version,
        g.id AS designationId, g.judge_id AS designatedId, gp.name AS designated, g.status AS designationStatus, g.at_once AS atOnce,
        (SELECT COUNT(*) FROM case_assignment r WHERE r.case_id = c.id AND r.kind = 'returned') AS returned
       FROM ${WAITING_TABLES} WHERE ${where.sql} ${tail}`,
      where.parameters,
    );
    const routes = await this.routes(courtId, today);
    const recusals = await this.recusals(rows.map(({ caseId }) => caseId));
    return rows.map((row) => waitingCase(row, today, routes, recusals.get(row.caseId) ?? []));
  }

  async routes(courtId: string, day: Day): Promise<Route[]> {
    const rows = await this.database.rows<Omit<Route, 'needsPanel'> & { needsPanel: number | boolean }>(
      `SELECT nature AS nature, cause AS cause, \`procedure\` AS \`procedure\`, area AS area, specialism AS specialism, division_id AS divisionId, needs_panel AS needsPanel
       FROM assignment_route WHERE court_id = :courtId AND valid_from <= :day AND (valid_until IS NULL OR valid_until > :day) ORDER BY id`,
      { courtId, day },
    );
    return rows.map((row) => ({ ...row, needsPanel: Boolean(Number(row.needsPanel)) }));
  }

  /** Entered ones, and whoever sat on the case below or on its earlier panel. */
  private async recusals(caseIds: readonly string[]): Promise<Map<string, PoolRecusal[]>> {
    const found = new Map<string, PoolRecusal[]>();
    const add = (caseId: string, recusal: PoolRecusal) => {
      const known = found.get(caseId) ?? [];
      if (!known.some((one) => one.personId === recusal.personId)) found.set(caseId, [...known, recusal]);
    };
    for (let from = 0; from < caseIds.length; from += IDS_A_QUERY) {
      const ids = caseIds.slice(from, from + IDS_A_QUERY);
      const entered = await this.database.rows<PoolRecusal & { caseId: string }>(
        `SELECT r.case_id AS caseId, r.id AS id, r.person_id AS personId, p.name AS name, r.kind AS kind, r.reason AS reason
         FROM case_recusal r JOIN person p ON p.id = r.person_id WHERE r.case_id IN (:...ids) AND r.withdrawn_at IS NULL ORDER BY r.entered_at, r.id`,
        { ids },
      );
      for (const { caseId, ...recusal } of entered) add(caseId, recusal);
      const before = await this.database.rows<{ caseId: string; personId: string; name: string; number: string; relation: string }>(
        `SELECT i.case_id AS caseId, p.id AS personId, p.name AS name, e.case_number AS number, i.earlier_relation AS relation
         FROM case_intake i JOIN court_case e ON e.id = i.earlier_case_id
         JOIN person p ON p.id = e.responsible_judge_id OR EXISTS (SELECT 1 FROM case_participant s WHERE s.case_id = e.id AND s.person_id = p.id AND s.role IN ('presidingJudge', 'panelMember'))
         WHERE i.case_id IN (:...ids) AND p.court_id = i.court_id ORDER BY p.name, p.id`,
        { ids },
      );
      for (const { caseId, personId, name, number, relation } of before) {
        const kind: RecusalKind = relation === 'below' ? 'satBelow' : 'earlierPanel';
        add(caseId, { id: null, personId, name, kind, reason: kind === 'satBelow' ? `曾参加原审 ${number}` : `曾参加 ${number} 的审理` });
      }
    }
    return found;
  }
}

function waitingCase(row: StoredRow, today: Day, routes: readonly Route[], recusals: PoolRecusal[]): WaitingCase {
  const matches = (wanted: string | null, own: string | null) => wanted === null || wanted === own;
  const own = routes.filter((route) => route.nature === row.nature && matches(route.cause, row.cause) && matches(route.procedure, row.procedure) && matches(route.area, row.area));
  const specialisms = own.flatMap(({ specialism }) => specialism ?? []);
  const units = own.flatMap(({ divisionId }) => divisionId ?? []);
  return {
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    nature: row.nature,
    cause: row.cause,
    procedure: row.procedure,
    weight: fromHundredths(row.weight).toFixed(2),
    intakeOn: row.intakeOn,
    waitingDays: Math.max(0, daysBetween(row.intakeOn, today)),
    urgent: Number(row.urgent ?? 0) === 1,
    urgentReason: row.urgentReason,
    area: row.area,
    requires: row.requires ? [row.requires] : [...new Set(specialisms)].sort(),
    unitIds: units.length ? [...new Set(units)].sort() : null,
    needsPanel: own.some(({ needsPanel }) => needsPanel),
    recusals,
    designation: row.designationId
      ? { id: row.designationId, judgeId: row.designatedId!, judge: row.designated!, status: row.designationStatus!, atOnce: Number(row.atOnce ?? 0) === 1 }
      : null,
    returned: Number(row.returned),
    version: row.version ?? 0,
  };
}
