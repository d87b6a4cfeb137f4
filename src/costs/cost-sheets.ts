import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { Decimal } from '../kernel/exact.js';
import { Division } from '../court/court.entities.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import { newId } from '../platform/ids.js';
import { require, scopeCondition } from '../platform/permissions/data-scope.js';
import { pickColumns, type NamedRow } from '../platform/sheets/columns.js';
import { inTwo, markedSheet } from '../platform/sheets/marked-sheet.js';
import { sheetFault, type Sheet, type SheetFault } from '../platform/sheets/sheet.js';
import { CSV_TYPE, readSheet, writeWorkbook, XLSX_TYPE } from '../platform/sheets/workbook.js';
import { CostEntriesService, sameFigures, type ReadyCost } from './cost-entries.service.js';
import { CostReckoning } from './cost-reckoning.js';
import { CostEntry } from './cost.entities.js';
import { costErrors } from './costs.errors.js';
import type { CostImportAnswer } from './dto/cost.dto.js';

type Field = 'unit' | 'month' | 'category' | 'amount' | 'denominator' | 'services' | 'note';

const COLUMNS: readonly { name: Field; zh: string; needed?: true; example: string }[] = [
  { name: 'unit', zh: '庭室', needed: true, example: '城东人民法庭' }, { name: 'month', zh: '月份', needed: true, example: '2026-10' }, { name: 'category', zh: '类别', needed: true, example: 'CO-03' }, { name: 'amount', zh: '金额', needed: true, example: '1020.00' },
  { name: 'denominator', zh: '分母', example: '1500' }, { name: 'services', zh: '送达次数', example: '' }, { name: 'note', zh: '备注', example: '' },
];
const FIELD_OF: Readonly<Record<string, Field>> = { divisionId: 'unit', month: 'month', category: 'category', denominator: 'denominator', services: 'services' };
const MOST_ROWS = 2000;

interface Examined {
  sheet: Sheet;
  ready: ReadyCost[];
  unchanged: number;
  faults: SheetFault[];
}

/** A sheet of costs: every row right, or nothing kept and every fault named by row and column. A row entered already and alike changes nothing; one that differs is corrected by hand, with its reason. */
@Injectable()
export class CostSheets {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly files: FilesService,
    private readonly entries: CostEntriesService,
    private readonly reckoning: CostReckoning,
  ) {}

  async take(actor: Actor, fileName: string, content: Buffer, commit: boolean): Promise<CostImportAnswer> {
    require(actor, 'cost.record');
    const sheet = await readable(content);
    if (!commit) return answer(await this.examine(actor, sheet), 0);
    return this.database.transaction(async () => {
      const examined = await this.examine(actor, sheet);
      if (examined.faults.length) throw costErrors['cost.faulty']({ count: examined.faults.length }, examined.faults);
      await this.entries.insert(actor, examined.ready, 'cost.imported');
      const fileDigest = await this.files.keep(content, content.subarray(0, 2).toString('latin1') === 'PK' ? XLSX_TYPE : CSV_TYPE);
      this.audit.record(actor, { action: 'cost.imported', subjectKind: 'costImport', subjectId: newId(), after: { fileName: fileName.slice(-200), fileDigest, rows: sheet.rows.length, saved: examined.ready.length, unchanged: examined.unchanged } });
      return answer(examined, examined.ready.length);
    });
  }

  async marked(actor: Actor, content: Buffer): Promise<Buffer> {
    require(actor, 'cost.record');
    const { sheet, faults } = await this.examine(actor, await readable(content));
    return markedSheet(sheet, faults, COLUMNS, actor.language === 'zh' ? '司法成本导入' : 'Judicial costs', actor.language);
  }

  /** The sheet to fill in, with one example row. */
  template(actor: Actor): Promise<Buffer> {
    require(actor, 'cost.record');
    return writeWorkbook({ title: '司法成本导入', head: COLUMNS.map(({ zh }) => zh), rows: [COLUMNS.map(({ example }) => example)] });
  }

  private async examine(actor: Actor, sheet: Sheet): Promise<Examined> {
    const titles = sheet.header.map((title) => title.trim().toLowerCase());
    const { rows, faults } = pickColumns(sheet, COLUMNS.filter(({ name, zh, needed }) => needed || titles.includes(name) || titles.includes(zh)));
    const scope = scopeCondition(actor, 'cost.record', { court: 'division.courtId', division: 'division.id' });
    const divisions = await this.database.repository(Division).createQueryBuilder('division').where(scope.sql, scope.parameters).getMany();
    const examined: Examined = { sheet, ready: [], unchanged: 0, faults: [...faults] };
    const seen = new Map<string, number>();
    for (const row of rows) {
      const division = divisions.find(({ name, nameEn }) => name === row.values.unit || nameEn.toLowerCase() === row.values.unit.toLowerCase());
      if (!division) {
        examined.faults.push(at(row, 'unit', { zh: `本院没有“${row.values.unit}”。请按机构与人员里的名称填写。`, en: `The court has no "${row.values.unit}". Write the name as under units and people.` }));
        continue;
      }
      const key = `${division.id}|${row.values.month}|${row.values.category.toUpperCase()}`;
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, row.row);
        await this.one(actor, row, division, examined);
      } else examined.faults.push(at(row, 'category', { zh: `与第 ${first} 行是同一庭室、月份和类别。一笔费用只列一行。`, en: `It repeats row ${first}: one unit, month and category. One cost, one row.` }));
    }
    return examined;
  }

  private async one(actor: Actor, row: NamedRow<Field>, division: Division, examined: Examined): Promise<void> {
    const { month, amount, note = '' } = row.values;
    const code = row.values.category.toUpperCase();
    const numbers = { denominator: whole(row.values.denominator), services: whole(row.values.services) };
    const unread = (['denominator', 'services'] as const).filter((field) => numbers[field] === undefined);
    for (const field of unread) examined.faults.push(at(row, field, { zh: `“${row.values[field]}”不是整数。请填整数或留空。`, en: `"${row.values[field]}" is no whole number. Write one or leave it empty.` }));
    if (unread.length) return;
    const figures = { amount, note, denominator: numbers.denominator ?? null, services: numbers.services ?? null };
    if (await this.known(division.id, month, code, figures)) {
      examined.unchanged += 1;
      return;
    }
    const { ready, faults } = await this.entries.checked(actor, division, month, code, figures, '');
    if (ready) examined.ready.push(ready);
    examined.faults.push(...faults.map((fault) => at(row, FIELD_OF[fault.path] ?? 'amount', fault)));
  }

  /** Entered before and alike: the same sheet twice changes nothing. */
  private async known(divisionId: string, month: string, category: string, figures: { amount: string; denominator: number | null; services: number | null; note: string }): Promise<boolean> {
    if (!/^\d{1,9}(\.\d{1,2})?$/.test(figures.amount)) return false;
    const entry = await this.database.repository(CostEntry).findOneBy({ divisionId, month, category, supersededAt: IsNull() });
    if (!entry) return false;
    const counted = this.reckoning.categories(`${month}-28`).get(category)?.denominator === 'closedCases' && figures.denominator === null;
    return sameFigures({ divisionId, month, category, amount: new Decimal(figures.amount), denominator: counted ? entry.denominator : (figures.denominator ?? 0), services: figures.services, note: figures.note || null }, entry);
  }
}

/** `null` = left empty, `undefined` = no whole number. */
function whole(text: string | undefined): number | null | undefined {
  if (!text) return null;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function at(row: NamedRow<Field>, field: Field, sentence: { zh: string; en: string }): SheetFault {
  return sheetFault({ row: row.row, column: field, value: row.values[field] ?? '' }, ...inTwo(sentence));
}

async function readable(content: Buffer): Promise<Sheet> {
  if (!content.length) throw costErrors['cost.noFile']();
  const sheet = await readSheet(content);
  if (sheet.rows.length > MOST_ROWS) throw costErrors['cost.tooManyRows']({ rows: sheet.rows.length, most: MOST_ROWS });
  return sheet;
}

function answer({ sheet, ready, unchanged, faults }: Examined, saved: number): CostImportAnswer {
  return { rows: sheet.rows.length, ready: ready.length, unchanged, saved, faults: faults.map(({ row, column, value, what, fix }) => ({ row, column: COLUMNS.find(({ name }) => name === column)?.zh ?? column, value, what, fix })) };
}
