import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { FilesService } from '../../platform/files/files.service.js';
import { newId } from '../../platform/ids.js';
import type { Page } from '../../platform/http/list.dto.js';
import { courtWide } from '../../platform/permissions/court-wide.js';
import { may, require } from '../../platform/permissions/data-scope.js';
import { pickColumns } from '../../platform/sheets/columns.js';
import type { Sheet, SheetFault } from '../../platform/sheets/sheet.js';
import { CSV_TYPE, readSheet, writeWorkbook, XLSX_TYPE } from '../../platform/sheets/workbook.js';
import type { FindingImportAnswer, FindingImportRow } from '../dto/finding-import.dto.js';
import { FindingImport } from '../life/finding-life.entities.js';
import { FindingsService } from '../findings.service.js';
import { reviewErrors } from '../quality-review.errors.js';
import { COLUMNS, FindingRows, type ReadyRow } from './finding-rows.js';

const MOST_ROWS = 2000;

interface Examined {
  sheet: Sheet;
  ready: ReadyRow[];
  unchanged: number;
  faults: SheetFault[];
}

/**
 * A sheet of findings, for reviews not submitted yet: every row right, or nothing kept and every fault named by row and column.
 * They enter as drafts of the review's own reviewer, who submits them; a row that is there already changes nothing.
 */
@Injectable()
export class FindingSheets {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly files: FilesService,
    private readonly rows: FindingRows,
    private readonly findings: FindingsService,
  ) {}

  async take(actor: Actor, fileName: string, content: Buffer, commit: boolean): Promise<FindingImportAnswer> {
    allowed(actor);
    const sheet = await readable(content);
    if (!commit) return answer(await this.examine(actor, sheet), 0);
    return this.database.transaction(async () => {
      const examined = await this.examine(actor, sheet);
      if (examined.faults.length) throw reviewErrors['findingImport.faulty']({ count: examined.faults.length }, examined.faults);
      for (const { review, wanted, checked } of examined.ready) await this.findings.insert(actor, review, wanted, checked, 'finding.imported');
      const fileDigest = await this.files.keep(content, content.subarray(0, 2).toString('latin1') === 'PK' ? XLSX_TYPE : CSV_TYPE);
      const id = newId();
      const counts = { rowsRead: sheet.rows.length, saved: examined.ready.length, unchanged: examined.unchanged };
      await this.database.repository(FindingImport).insert({ id, courtId: actor.courtId, fileName: fileName.slice(-200), fileDigest, ...counts, createdBy: actor.userId, createdByName: actor.personName || actor.username, createdAt: this.clock.instant() });
      this.audit.record(actor, { action: 'finding.imported', subjectKind: 'findingImport', subjectId: id, after: { fileName, fileDigest, ...counts } });
      return answer(examined, examined.ready.length);
    });
  }

  /** The sheet as it came, its faulty cells filled and noted. */
  async marked(actor: Actor, content: Buffer): Promise<Buffer> {
    allowed(actor);
    const { sheet, faults } = await this.examine(actor, await readable(content));
    const cells = new Map(sheet.rows.map((row) => [row.row, row.cells]));
    const last = Math.max(1, ...cells.keys());
    const table = Array.from({ length: last - 1 }, (_, index) => cells.get(index + 2) ?? []);
    const marks = faults.map(({ row, column, what, fix }) => ({ row: row ?? 1, column: titleIn(sheet, column), note: `${what[actor.language]} ${fix[actor.language]}` }));
    return writeWorkbook({ title: actor.language === 'zh' ? '差错导入' : 'Findings', head: sheet.header, rows: table }, marks);
  }

  /** The sheet to fill in, with one example row. */
  template(actor: Actor): Promise<Buffer> {
    allowed(actor);
    return writeWorkbook({ title: '差错导入', head: COLUMNS.map(({ zh }) => zh), rows: [COLUMNS.map(({ example }) => example)] });
  }

  async list(actor: Actor, page: number, pageSize: number): Promise<Page<FindingImportRow>> {
    allowed(actor);
    const scope = courtWide(actor, may(actor, 'review.plan') ? 'review.plan' : 'review.record', { court: 'i.court_id' });
    const own = may(actor, 'review.plan') ? '1 = 1' : 'i.created_by = :account';
    const query = this.database.repository(FindingImport).createQueryBuilder('i').where(`${scope.sql} AND ${own}`, { ...scope.parameters, account: actor.userId });
    const [items, total] = await query.orderBy('i.createdAt', 'DESC').skip((page - 1) * pageSize).take(pageSize).getManyAndCount();
    return { items: items.map(({ id, fileName, rowsRead, saved, unchanged, createdByName, createdAt }) => ({ id, fileName, rows: rowsRead, saved, unchanged, by: createdByName, at: createdAt })), total, page, pageSize };
  }

  private async examine(actor: Actor, sheet: Sheet): Promise<Examined> {
    const titles = sheet.header.map((title) => title.trim().toLowerCase());
    const wanted = COLUMNS.filter(({ name, zh, needed }) => needed || titles.includes(name.toLowerCase()) || titles.includes(zh));
    const { rows, faults } = pickColumns(sheet, wanted);
    const found = await this.rows.read(actor, rows);
    return { sheet, ready: found.ready, unchanged: found.unchanged, faults: [...faults, ...found.faults] };
  }
}

function allowed(actor: Actor): void {
  if (!may(actor, 'review.plan')) require(actor, 'review.record');
}

async function readable(content: Buffer): Promise<Sheet> {
  if (!content.length) throw reviewErrors['findingImport.noFile']();
  const sheet = await readSheet(content);
  if (sheet.rows.length > MOST_ROWS) throw reviewErrors['findingImport.tooManyRows']({ rows: sheet.rows.length, most: MOST_ROWS });
  return sheet;
}

function answer({ sheet, ready, unchanged, faults }: Examined, saved: number): FindingImportAnswer {
  return { rows: sheet.rows.length, ready: ready.length, unchanged, saved, faults: faults.map(({ row, column, value, what, fix }) => ({ row, column: COLUMNS.find(({ name }) => name === column)?.zh ?? column, value, what, fix })) };
}

function titleIn(sheet: Sheet, field: string): string {
  const known = COLUMNS.find(({ name }) => name === field);
  return sheet.header.find((title) => title.trim().toLowerCase() === field.toLowerCase() || title.trim() === known?.zh) ?? sheet.header[0] ?? field;
}
