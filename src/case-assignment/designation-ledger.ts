import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addMonths } from '../kernel/day.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { may, type SqlCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { normaliseCaseNumberText } from '../rules/case-number-text.js';
import { designationTable } from './assignment-tables.js';
import { courtWide } from '../platform/permissions/court-wide.js';
import type { DesignationQuery, DesignationRow, DesignationSummary, DesignationSummaryQuery } from './dto/designation.dto.js';
import { two } from './run-views.js';

const TABLES = `case_designation g JOIN court_case c ON c.id = g.case_id JOIN person j ON j.id = g.judge_id JOIN division d ON d.id = g.division_id`;

type StoredRow = Omit<DesignationRow, 'atOnce' | 'may'> & { atOnce: number | boolean; proposedById: string };

/** The public ledger of designations, and what share of all assignments they are. */
@Injectable()
export class DesignationLedger {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: DesignationQuery): Promise<Page<DesignationRow>> {
    const where = condition(actor, query);
    const { page, pageSize } = query;
    const total = await this.count(where);
    return { items: await this.rows(actor, where, pageSize, (page - 1) * pageSize), total, page, pageSize };
  }

  async view(actor: Actor, id: string): Promise<DesignationRow> {
    const scope = courtWide(actor, 'assignment.read', { court: 'g.court_id' });
    const [row] = await this.rows(actor, { sql: `${scope.sql} AND g.id = :id`, parameters: { ...scope.parameters, id } }, 1, 0);
    if (!row) throw platformErrors['record.notFound']();
    return row;
  }

  async exportTable(actor: Actor, query: DesignationQuery): Promise<OutgoingTable> {
    const where = condition(actor, query);
    return designationTable(await this.rows(actor, where, EXPORT_LIMIT, 0), actor.language);
  }

  /** Designated ÷ assigned, in per cent, over whatever reached a judge by run, urgently or by designation. */
  async summary(actor: Actor, query: DesignationSummaryQuery): Promise<DesignationSummary> {
    const scope = courtWide(actor, 'assignment.read', { court: 'a.court_id' });
    const thisMonth = this.clock.today().slice(0, 7);
    const until = query.until ?? thisMonth;
    const from = query.from ?? addMonths(`${until}-01`, -11).slice(0, 7);
    const counted = `COUNT(*) AS assigned, SUM(CASE WHEN a.kind = 'designated' OR a.phase = 'designated' THEN 1 ELSE 0 END) AS designated
      FROM case_assignment a JOIN person j ON j.id = a.judge_id JOIN division d ON d.id = a.division_id
      WHERE ${scope.sql} AND a.kind IN ('run', 'urgent', 'designated') AND a.day >= :first AND a.day < :last
        AND NOT EXISTS (SELECT 1 FROM assignment_run r WHERE r.id = a.run_id AND r.status = 'withdrawn')`;
    const parameters = { ...scope.parameters, first: `${from}-01`, last: addMonths(`${until}-01`, 1) };
    type Counted = { assigned: number | string; designated: number | string };
    const months = await this.database.rows<Counted & { month: string }>(`SELECT SUBSTR(a.day, 1, 7) AS month, ${counted} GROUP BY SUBSTR(a.day, 1, 7) ORDER BY 1`, parameters);
    const judges = await this.database.rows<Counted & { judgeId: string; name: string; unit: string }>(
      `SELECT j.id AS judgeId, MAX(j.name) AS name, MAX(d.name) AS unit, ${counted} GROUP BY j.id ORDER BY designated DESC, assigned DESC, judgeId`,
      parameters,
    );
    const shares = ({ assigned, designated }: Counted) => ({ assigned: Number(assigned), designated: Number(designated), share: percent(Number(designated), Number(assigned)) });
    const sum = (key: keyof Counted) => months.reduce((total, row) => total + Number(row[key]), 0);
    return {
      months: months.map((row) => ({ month: row.month, ...shares(row) })),
      judges: judges.map((row) => ({ judgeId: row.judgeId, name: row.name, unit: row.unit, ...shares(row) })),
      total: shares({ assigned: sum('assigned'), designated: sum('designated') }),
    };
  }

  private async count({ sql, parameters }: SqlCondition): Promise<number> {
    const [row] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS total FROM ${TABLES} WHERE ${sql}`, parameters);
    return Number(row!.total);
  }

  private async rows(actor: Actor, { sql, parameters }: SqlCondition, most: number, from: number): Promise<DesignationRow[]> {
    const rows = await this.database.rows<StoredRow>(
      `SELECT g.id AS id, g.version AS version, c.id AS caseId, c.case_number AS caseNumber, c.nature AS nature, c.cause AS cause, g.scope AS scope, g.reason AS reason,
        j.id AS judgeId, j.name AS judge, d.name AS division, g.at_once AS atOnce, g.status AS status, g.proposed_by_id AS proposedById, g.proposed_by AS proposedBy, g.proposed_at AS proposedAt,
        g.decided_by AS decidedBy, g.decided_at AS decidedAt, g.decision_reason AS decisionReason, g.assigned_on AS assignedOn
       FROM ${TABLES} WHERE ${sql} ORDER BY g.proposed_at DESC, g.id DESC LIMIT ${most} OFFSET ${from}`,
      parameters,
    );
    return rows.map(({ proposedById, ...row }) => ({
      ...row,
      atOnce: Number(row.atOnce) === 1,
      may: {
        approve: row.status === 'proposed' && may(actor, 'assignment.approve') && proposedById !== actor.userId && row.judgeId !== actor.personId,
        withdraw: may(actor, 'assignment.designate') && (row.status === 'proposed' || (row.status === 'approved' && row.assignedOn === null)),
      },
    }));
  }
}

function condition(actor: Actor, query: DesignationQuery): SqlCondition {
  const scope = courtWide(actor, 'assignment.read', { court: 'g.court_id' });
  const parts = [scope.sql];
  if (query.status) parts.push('g.status = :status');
  if (query.nature) parts.push('c.nature = :nature');
  if (query.judgeId) parts.push('g.judge_id = :judgeId');
  if (query.month) parts.push('SUBSTR(COALESCE(g.decided_at, g.proposed_at), 1, 7) = :month');
  const words = query.q?.trim() ?? '';
  if (words) parts.push(`(c.case_number LIKE :number ESCAPE '!' OR c.cause LIKE :words ESCAPE '!' OR j.name LIKE :words ESCAPE '!')`);
  const like = (text: string) => `%${text.replace(/[!%_]/g, '!$&')}%`;
  const { status, nature, judgeId, month } = query;
  return { sql: parts.join(' AND '), parameters: { ...scope.parameters, status, nature, judgeId, month, number: like(normaliseCaseNumberText(words)), words: like(words) } };
}

/** In per cent, two places; nothing of nothing is 0.00. */
export function percent(part: number, whole: number): string {
  return two(whole === 0 ? 0 : (part * 100) / whole);
}
