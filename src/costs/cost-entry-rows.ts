import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { parsePeriod } from '../kernel/evaluation-period.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { may, require, scopeCondition, type SqlCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { EXPORT_LIMIT } from '../platform/sheets/send-table.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import { DENOMINATOR_WORDS } from '../rules/cost-entry.js';
import { unitCost } from '../rules/cost-grade.js';
import { shownCost } from '../rules/cost-words.js';
import { CostReckoning } from './cost-reckoning.js';
import type { CostEntryQuery, CostEntryRow } from './dto/cost.dto.js';

export const ENTRY_SCOPE = { court: 'e.court_id', division: 'e.division_id' };
const TABLES = 'cost_entry e JOIN division d ON d.id = e.division_id';
const SORTS = { month: 'e.month', division: 'd.position', category: 'e.category', amount: 'e.amount', enteredAt: 'e.entered_at', revision: 'e.revision' };

interface StoredEntry {
  id: string; courtId: string; divisionId: string; name: string; nameEn: string; month: string; category: string; amount: number | string; denominator: number | string; services: number | string | null; note: string | null;
  revision: number | string; enteredBy: string | null; enteredAt: string | null; supersededAt: string | null; supersededByName: string | null; supersededReason: string | null; registerNow: number | string | null;
}

/** The entries as they are read: by court or division, those in force or with what they took the place of. */
@Injectable()
export class CostEntryRows {
  constructor(
    private readonly database: Database,
    private readonly reckoning: CostReckoning,
  ) {}

  async list(actor: Actor, query: CostEntryQuery): Promise<Page<CostEntryRow>> {
    require(actor, 'cost.read');
    const where = this.condition(actor, query);
    const { page, pageSize } = query;
    const [count] = await this.database.rows<{ total: number | string }>(`SELECT COUNT(*) AS "total" FROM ${TABLES} WHERE ${where.sql}`, where.parameters);
    return { items: await this.rows(actor, where, query.sort, pageSize, (page - 1) * pageSize), total: Number(count!.total), page, pageSize };
  }

  /** Every revision of one figure, the latest first. */
  async history(actor: Actor, id: string): Promise<CostEntryRow[]> {
    require(actor, 'cost.read');
    const scope = scopeCondition(actor, 'cost.read', ENTRY_SCOPE);
    const rows = await this.rows(actor, { sql: `${scope.sql} AND EXISTS (SELECT 1 FROM cost_entry o WHERE o.id = :id AND o.division_id = e.division_id AND o.month = e.month AND o.category = e.category)`, parameters: { ...scope.parameters, id } }, '-revision', 100, 0);
    if (!rows.length) throw platformErrors['record.notFound']();
    return rows;
  }

  /** Those in force of one unit and month. */
  async ofMonth(actor: Actor, divisionId: string, month: string): Promise<CostEntryRow[]> {
    const scope = scopeCondition(actor, 'cost.read', ENTRY_SCOPE);
    return this.rows(actor, { sql: `${scope.sql} AND e.superseded_at IS NULL AND e.division_id = :divisionId AND e.month = :month`, parameters: { ...scope.parameters, divisionId, month } }, 'category', 100, 0);
  }

  async table(actor: Actor, query: CostEntryQuery): Promise<OutgoingTable> {
    require(actor, 'cost.read');
    const zh = actor.language === 'zh';
    const rows = await this.rows(actor, this.condition(actor, query), query.sort, EXPORT_LIMIT, 0);
    return {
      title: zh ? '司法成本明细' : 'Judicial cost entries',
      head: zh ? ['庭室', '月份', '类别', '名称', '金额（元）', '分母', '单位', '单位成本（元）', '送达次数', '备注', '登记人', '登记时间', '更正或撤销'] : ['Unit', 'Month', 'Category', 'Name', 'Amount (yuan)', 'Denominator', 'Per', 'Unit cost (yuan)', 'Services', 'Note', 'Entered by', 'Entered at', 'Corrected or withdrawn'],
      rows: rows.map((row) => [
        row.division[actor.language], row.month, row.category, row.label[actor.language], row.amount, String(row.denominator), row.per[actor.language], row.unitCost, row.services === null ? '' : String(row.services), row.note ?? '', row.enteredBy ?? '', row.enteredAt ?? '',
        row.superseded ? `${row.superseded.at} ${row.superseded.by}：${row.superseded.reason}` : '',
      ]),
    };
  }

  private condition(actor: Actor, { period, divisionId, category, former, q }: CostEntryQuery): SqlCondition {
    const scope = scopeCondition(actor, 'cost.read', ENTRY_SCOPE);
    const conditions = [scope.sql];
    const within = period ? parsePeriod(period) : null;
    if (former !== 'true') conditions.push('e.superseded_at IS NULL');
    if (within) conditions.push('e.month >= :from AND e.month < :until');
    if (divisionId) conditions.push('e.division_id = :divisionId');
    if (category) conditions.push('e.category = :category');
    if (q) conditions.push('(d.name LIKE :q OR d.name_en LIKE :q OR e.note LIKE :q)');
    return { sql: conditions.join(' AND '), parameters: { ...scope.parameters, from: within?.from.slice(0, 7), until: within?.until.slice(0, 7), divisionId, category, q: `%${q ?? ''}%` } };
  }

  private async rows(actor: Actor, { sql, parameters }: SqlCondition, sort: string | undefined, limit: number, offset: number): Promise<CostEntryRow[]> {
    const { expression, direction } = orderBy(sort, SORTS, '-month');
    const rows = await this.database.rows<StoredEntry>(
      `SELECT e.id AS "id", e.court_id AS "courtId", e.division_id AS "divisionId", d.name AS "name", d.name_en AS "nameEn", e.month AS "month", e.category AS "category", e.amount AS "amount", e.denominator AS "denominator", e.services AS "services", e.note AS "note",
        e.revision AS "revision", e.entered_by_name AS "enteredBy", e.entered_at AS "enteredAt", e.superseded_at AS "supersededAt", e.superseded_by_name AS "supersededByName", e.superseded_reason AS "supersededReason"
       FROM ${TABLES} WHERE ${sql} ORDER BY ${expression} ${direction}, d.position, e.category, e.revision DESC, e.id LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
    const correct = may(actor, 'cost.record');
    const closed = await this.closedNow(rows);
    return rows.map((row) => this.row(row, closed.get(`${row.divisionId}|${row.month}`) ?? 0, correct));
  }

  /** What the register counts today for the units and months of these rows. */
  private async closedNow(rows: readonly StoredEntry[]): Promise<Map<string, number>> {
    if (!rows.length) return new Map();
    const months = rows.map(({ month }) => month).sort();
    const counted = await this.database.rows<{ divisionId: string; month: string; many: number | string }>(
      `SELECT c.division_id AS "divisionId", SUBSTR(c.closed_on, 1, 7) AS "month", COUNT(*) AS "many" FROM court_case c
       WHERE c.court_id = :courtId AND c.closed_on >= :from AND c.closed_on <= :until AND c.division_id IN (:...divisions) GROUP BY c.division_id, SUBSTR(c.closed_on, 1, 7)`,
      { courtId: rows[0]!.courtId, from: `${months[0]!}-01`, until: `${months[months.length - 1]!}-31`, divisions: [...new Set(rows.map(({ divisionId }) => divisionId))] },
    );
    return new Map(counted.map(({ divisionId, month, many }) => [`${divisionId}|${month}`, Number(many)]));
  }

  private row(row: StoredEntry, registerNow: number, correct: boolean): CostEntryRow {
    const category = this.reckoning.categories(`${row.month}-28`).get(row.category);
    const [amount, denominator] = [fromHundredths(row.amount), Number(row.denominator)];
    const cost = unitCost({ amount, denominator });
    const counted = category?.denominator === 'closedCases' && registerNow !== denominator && row.supersededAt === null;
    return {
      id: row.id, divisionId: row.divisionId, division: { zh: row.name, en: row.nameEn }, month: row.month, category: row.category,
      label: { zh: category?.label ?? row.category, en: category?.labelEn ?? row.category },
      per: category ? DENOMINATOR_WORDS[category.denominator].each : { zh: '', en: '' },
      amount: points(amount), denominator, unitCost: cost ? shownCost(cost) : '', services: row.services === null ? null : Number(row.services), note: row.note, revision: Number(row.revision),
      enteredBy: row.enteredBy, enteredAt: row.enteredAt,
      superseded: row.supersededAt === null ? null : { at: row.supersededAt, by: row.supersededByName ?? '', reason: row.supersededReason ?? '' },
      registerNow: counted ? registerNow : null,
      may: { correct: correct && row.supersededAt === null },
    };
  }
}
