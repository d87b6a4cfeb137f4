import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { daysBetween } from '../kernel/day.js';
import { CourtCase } from '../cases/case.entities.js';
import { Division } from '../court/court.entities.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import type { SqlCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { normaliseCaseNumberText } from '../rules/case-number-text.js';
import { AssignmentRun, CaseIntake } from './assignment.entities.js';
import { AssignmentSettings } from './assignment-settings.js';
import { CaseHistory } from './case-history.js';
import { courtWide } from '../platform/permissions/court-wide.js';
import type { PoolCaseView, PoolQuery, PoolRow, PoolSummary } from './dto/pool.dto.js';
import { poolTable } from './assignment-tables.js';
import { nextRunDays } from './setting-values.js';
import { WAITING, WAITING_TABLES, WaitingCases, type WaitingCase } from './waiting-cases.js';

const SCOPE = { court: 'c.court_id' };
const SORTS: Record<string, readonly string[]> = { waitingDays: ['c.intake_on'], intakeOn: ['c.intake_on'], caseNumber: ['c.year', 'c.type_code', 'c.serial', 'c.case_number'], weight: ['c.weight'] };
const RETURNED = `EXISTS (SELECT 1 FROM case_assignment b WHERE b.case_id = c.id AND b.kind = 'returned')`;
const SHOWN: Record<NonNullable<PoolQuery['show']>, string> = {
  fresh: `NOT ${RETURNED}`,
  returned: RETURNED,
  urgent: 'i.urgent = 1',
  designated: `g.status = 'approved'`,
  restricted: `(i.requires IS NOT NULL OR i.earlier_case_id IS NOT NULL OR g.status = 'approved'
    OR EXISTS (SELECT 1 FROM case_recusal x WHERE x.case_id = c.id AND x.withdrawn_at IS NULL)
    OR EXISTS (SELECT 1 FROM assignment_route t WHERE t.court_id = c.court_id AND t.nature = c.nature AND (t.cause IS NULL OR t.cause = c.cause)
      AND (t.\`procedure\` IS NULL OR t.\`procedure\` = c.\`procedure\`) AND (t.area IS NULL OR t.area = i.area) AND t.valid_from <= :today AND (t.valid_until IS NULL OR t.valid_until > :today)))`,
};

/** 待分案池: registered cases nobody answers for yet. */
@Injectable()
export class PoolService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly waiting: WaitingCases,
    private readonly settings: AssignmentSettings,
    private readonly history: CaseHistory,
  ) {}

  async list(actor: Actor, query: PoolQuery): Promise<Page<PoolRow>> {
    const where = this.condition(actor, query);
    const { page, pageSize } = query;
    const total = await this.count(where);
    const items = await this.rows(actor, where, `${orderOf(query.sort)} LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`);
    return { items, total, page, pageSize };
  }

  async exportTable(actor: Actor, query: PoolQuery): Promise<OutgoingTable> {
    const where = this.condition(actor, query);
    return poolTable(await this.rows(actor, where, `${orderOf(query.sort)} LIMIT ${EXPORT_LIMIT}`), actor.language);
  }

  async summary(actor: Actor): Promise<PoolSummary> {
    const scope = courtWide(actor, 'assignment.pool', SCOPE);
    const today = this.clock.today();
    const rows = await this.database.rows<{ nature: string; count: number | string; urgent: number | string | null; oldest: string }>(
      `SELECT c.nature AS nature, COUNT(*) AS count, SUM(CASE WHEN i.urgent = 1 THEN 1 ELSE 0 END) AS urgent, MIN(c.intake_on) AS oldest
       FROM ${WAITING_TABLES} WHERE ${WAITING} AND ${scope.sql} GROUP BY c.nature ORDER BY c.nature`,
      scope.parameters,
    );
    const { days } = await this.settings.inForce(actor.courtId, today);
    const [next] = days ? nextRunDays(days, today, 1) : [];
    const open = await this.database.repository(AssignmentRun).find({ where: { courtId: actor.courtId, status: In(['sealed', 'previewed']) }, order: { day: 'ASC' } });
    return {
      total: rows.reduce((sum, { count }) => sum + Number(count), 0),
      byNature: rows.map(({ nature, count, urgent, oldest }) => ({ nature, count: Number(count), urgent: Number(urgent ?? 0), oldestDays: daysBetween(oldest, today) })),
      nextRun: next ? { day: next, daysAhead: daysBetween(today, next) } : null,
      runDaysSet: days !== null,
      today,
      openRuns: open.map(({ id, nature, kind, day, status, commitment }) => ({ id, nature, kind, day, status, commitment })),
    };
  }

  async view(actor: Actor, caseId: string): Promise<PoolCaseView> {
    const scope = courtWide(actor, 'assignment.pool', SCOPE);
    const [row] = await this.rows(actor, { sql: `${WAITING} AND ${scope.sql} AND c.id = :caseId`, parameters: { ...scope.parameters, caseId } }, '');
    if (!row) throw platformErrors['record.notFound']();
    const intake = await this.database.repository(CaseIntake).findOneBy({ caseId });
    const earlier = intake?.earlierCaseId ? await this.database.repository(CourtCase).findOneBy({ id: intake.earlierCaseId }) : null;
    return { ...row, earlierCase: earlier && { caseNumber: earlier.caseNumber, relation: intake!.earlierRelation! }, history: await this.history.of(caseId) };
  }

  private condition(actor: Actor, query: PoolQuery): SqlCondition {
    const scope = courtWide(actor, 'assignment.pool', SCOPE);
    const parts = [WAITING, scope.sql];
    const words = query.q?.trim() ?? '';
    if (query.nature) parts.push('c.nature = :nature');
    if (query.show) parts.push(SHOWN[query.show]);
    if (words) parts.push(`(c.case_number LIKE :number ESCAPE '!' OR c.cause LIKE :words ESCAPE '!')`);
    return { sql: parts.join(' AND '), parameters: { ...scope.parameters, nature: query.nature, today: this.clock.today(), number: containing(normaliseCaseNumberText(words)), words: containing(words) } };
  }

  private async count(where: SqlCondition): Promise<number> {
    const [row] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS total FROM ${WAITING_TABLES} WHERE ${where.sql}`, where.parameters);
    return Number(row!.total);
  }

  private async rows({ courtId }: Actor, where: SqlCondition, tail: string): Promise<PoolRow[]> {
    const found = await this.waiting.load(courtId, where, this.clock.today(), tail);
    const units = new Map((await this.database.repository(Division).findBy({ courtId })).map(({ id, name }) => [id, name]));
    return found.map((one) => poolRow(one, units));
  }
}

function poolRow({ requires, unitIds, designation, ...rest }: WaitingCase, units: ReadonlyMap<string, string>): PoolRow {
  return {
    ...rest,
    requires: requires.length ? requires.join('、') : null,
    units: (unitIds ?? []).map((id) => ({ id, name: units.get(id) ?? '' })),
    designation: designation && { id: designation.id, judge: designation.judge, status: designation.status },
  };
}

function orderOf(sort: string | undefined): string {
  const { expression, direction } = orderBy(sort, Object.fromEntries(Object.keys(SORTS).map((key) => [key, key])), '-waitingDays');
  // Who came in first has waited longest.
  const way = expression === 'waitingDays' ? (direction === 'ASC' ? 'DESC' : 'ASC') : direction;
  return `ORDER BY ${[...SORTS[expression]!, 'c.id'].map((column) => `${column} ${way}`).join(', ')}`;
}

function containing(text: string): string {
  return `%${text.replace(/[!%_]/g, '!$&')}%`;
}
