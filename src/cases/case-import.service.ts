import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import type { Page } from '../platform/http/list.dto.js';
import { newId } from '../platform/ids.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import type { Job } from '../platform/jobs/job.entity.js';
import { require, scopeCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { CSV_TYPE, readSheet, writeCsv, writeWorkbook, XLSX_TYPE } from '../platform/sheets/workbook.js';
import { CaseCatalogues } from './case-catalogues.js';
import { CaseImport, CaseImportFault } from './case-import.entities.js';
import { importErrors } from './case-import.errors.js';
import type { ImportFaultPage, ImportView, MappingView } from './dto/case-import.dto.js';
import { findColumns, pseudonymised } from './import-columns.js';
import { ImportExamination, type ImportOptions } from './import-examination.js';
import { FAULT_CAUSES, type FaultCode, type RowFault } from './import-faults.js';
import { CHECK_JOB, WRITE_JOB, type ImportJobInput } from './import-jobs.js';
import { pseudonymKey } from './pseudonym-key.js';

export interface ImportUpload {
  fileName: string;
  content: Buffer;
  mapping: string;
  pseudonymise: boolean;
  createPeople: boolean;
  countsByCorrection?: boolean;
}

/** Imports as the people who start them see them; the work itself is in {@link ImportJobs}. */
@Injectable()
export class CaseImportService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly files: FilesService,
    private readonly jobs: JobsService,
    private readonly catalogues: CaseCatalogues,
    private readonly examination: ImportExamination,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  mappings(actor: Actor): MappingView[] {
    require(actor, 'case.import');
    return this.catalogues.mappings().map(({ name, title, titleEn, caseNumber, fields }) => ({
      name,
      title,
      titleEn,
      columns: [
        { field: 'caseNumber', columns: caseNumber.columns, required: true },
        ...[...fields].map(([field, { columns, required }]) => ({ field, columns, required })),
      ],
    }));
  }

  /** Keeps the file and begins the dry run. Nothing enters the register. */
  async upload(actor: Actor, upload: ImportUpload): Promise<ImportView> {
    require(actor, 'case.import');
    const { mapping, text } = this.catalogues.mapping(upload.mapping);
    const sheet = await readSheet(upload.content);
    const { unused } = findColumns(sheet, mapping);
    const hidden = upload.pseudonymise ? pseudonymised(sheet, mapping, pseudonymKey(this.settings.dataFolder)) : null;
    const content = hidden ? writeCsv({ head: hidden.header, rows: inPlace(hidden.rows) }) : upload.content;
    const options: ImportOptions = {
      pseudonymise: upload.pseudonymise,
      createPeople: upload.createPeople || upload.pseudonymise,
      countsByCorrection: upload.countsByCorrection === true,
      allOrNothing: false,
      unusedColumns: unused,
    };
    const id = newId();
    await this.database.transaction(async () => {
      const fileDigest = await this.files.keep(content, hidden ? CSV_TYPE : content.subarray(0, 2).toString('latin1') === 'PK' ? XLSX_TYPE : CSV_TYPE);
      const imports = this.database.repository(CaseImport);
      await imports.insert({
        id,
        courtId: actor.courtId,
        fileName: upload.fileName.slice(-200),
        fileDigest,
        mappingName: mapping.name,
        mappingText: text,
        options: { ...options },
        status: 'checking',
        totals: null,
        written: 0,
        createdBy: actor.userId,
        createdAt: this.clock.instant(),
      });
      const job = await this.jobs.start(actor, CHECK_JOB, jobInput(actor, id));
      await imports.update({ id }, { jobId: job.id });
      this.audit.record(actor, { action: 'case.import.uploaded', subjectKind: 'caseImport', subjectId: id, after: { fileName: upload.fileName, fileDigest, mapping: mapping.name } });
    });
    return this.view(actor, id);
  }

  /** Writes the rows without fault; with `allOrNothing` only if there is no other. Also goes on after a cancel or a failure. */
  async commit(actor: Actor, id: string, allOrNothing: boolean): Promise<ImportView> {
    require(actor, 'case.import');
    await this.database.transaction(async () => {
      const caseImport = await this.visible(actor, id);
      const { status, totals } = caseImport;
      if (!totals || !['checked', 'cancelled', 'failed'].includes(status)) throw importErrors['caseImport.notChecked']({ status });
      if (allOrNothing && totals.faulty > 0) throw importErrors['caseImport.faultsLeft']({ count: totals.faulty });
      const imports = this.database.repository(CaseImport);
      const claimed = await imports.update({ id, status }, { status: 'importing', options: { ...caseImport.options, allOrNothing } });
      if (!claimed.affected) throw importErrors['caseImport.notChecked']({ status: 'importing' });
      const job = await this.jobs.start(actor, WRITE_JOB, jobInput(actor, id));
      await imports.update({ id }, { jobId: job.id });
      this.audit.record(actor, { action: 'case.import.committed', subjectKind: 'caseImport', subjectId: id, after: { ...totals, allOrNothing } });
    });
    return this.view(actor, id);
  }

  async cancel(actor: Actor, id: string): Promise<ImportView> {
    require(actor, 'case.import');
    await this.database.transaction(async () => {
      const { status, jobId } = await this.visible(actor, id);
      if (status === 'checked') await this.database.repository(CaseImport).update({ id }, { status: 'cancelled' });
      else if (jobId && (status === 'checking' || status === 'importing')) await this.jobs.requestCancel(jobId);
      else throw importErrors['caseImport.notRunning']({ status });
      this.audit.record(actor, { action: 'case.import.cancelled', subjectKind: 'caseImport', subjectId: id });
    });
    return this.view(actor, id);
  }

  async list(actor: Actor, page: number, pageSize: number): Promise<Page<ImportView>> {
    require(actor, 'case.import');
    const scope = scopeCondition(actor, 'case.import', { court: 'i.court_id' });
    const query = this.database.repository(CaseImport).createQueryBuilder('i').where(scope.sql, scope.parameters);
    const [imports, total] = await query.orderBy('i.createdAt', 'DESC').skip((page - 1) * pageSize).take(pageSize).getManyAndCount();
    const items: ImportView[] = [];
    for (const one of imports) items.push(await this.viewOf(one));
    return { items, total, page, pageSize };
  }

  async view(actor: Actor, id: string): Promise<ImportView> {
    require(actor, 'case.import');
    return this.viewOf(await this.visible(actor, id));
  }

  async faults(actor: Actor, id: string, { code, page, pageSize }: { code?: string; page: number; pageSize: number }): Promise<ImportFaultPage> {
    require(actor, 'case.import');
    const { id: importId } = await this.visible(actor, id);
    const [faults, total] = await this.database.repository(CaseImportFault).findAndCount({
      where: { importId, ...(code ? { code } : {}) },
      order: { rowNumber: 'ASC', id: 'ASC' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    });
    const items = faults.map(({ rowNumber, column, value, code: cause, what, fix }) => ({
      row: rowNumber,
      column,
      value,
      code: cause,
      what: what[actor.language],
      fix: fix[actor.language],
    }));
    return { items, total, page, pageSize };
  }

  /** The whole list, in both languages, in the order of the file. */
  async everyFault(actor: Actor, id: string): Promise<RowFault[]> {
    require(actor, 'case.import');
    const { id: importId } = await this.visible(actor, id);
    const faults = await this.database.repository(CaseImportFault).find({ where: { importId }, order: { rowNumber: 'ASC', id: 'ASC' } });
    return faults.map(({ rowNumber, column, value, code, what, fix }) => ({ row: rowNumber, column, value, code: code as FaultCode, what, fix }));
  }

  /** The file as it was sent, every faulty cell filled, with what is wrong and what to do as its note. */
  async markedWorkbook(actor: Actor, id: string): Promise<{ fileName: string; content: Buffer }> {
    require(actor, 'case.import');
    const caseImport = await this.visible(actor, id);
    const { header, rows } = await this.examination.sheetOf(caseImport);
    const marks = (await this.everyFault(actor, id)).map(({ row, column, what, fix }) => ({ row, column, note: `${what.zh}${fix.zh}\n${what.en} ${fix.en}` }));
    const content = await writeWorkbook({ title: '标注', head: header, rows: inPlace(rows) }, marks);
    return { fileName: `${caseImport.fileName.replace(/\.[^.]+$/, '')}-标注.xlsx`, content };
  }

  /** The job that is, or was last, at work on an import; for the command line, which waits for it. */
  async jobOf(actor: Actor, id: string): Promise<Job> {
    const { jobId } = await this.visible(actor, id);
    return this.jobs.finished(jobId!);
  }

  private async visible(actor: Actor, id: string): Promise<CaseImport> {
    const scope = scopeCondition(actor, 'case.import', { court: 'i.court_id' });
    const found = await this.database.repository(CaseImport).createQueryBuilder('i').where('i.id = :id', { id }).andWhere(scope.sql, scope.parameters).getOne();
    if (!found) throw platformErrors['record.notFound']();
    return found;
  }

  private async viewOf(caseImport: CaseImport): Promise<ImportView> {
    const { id, fileName, mappingName, status, totals, written, createdAt, finishedAt, jobId, options } = caseImport;
    const job = jobId ? await this.jobs.find(jobId) : null;
    const counts = await this.database
      .repository(CaseImportFault)
      .createQueryBuilder('f')
      .select('f.code', 'code')
      .addSelect('COUNT(*)', 'count')
      .where('f.importId = :id', { id })
      .groupBy('f.code')
      .getRawMany<{ code: FaultCode; count: number | string }>();
    const known = Object.keys(FAULT_CAUSES);
    return {
      id,
      fileName,
      mappingName,
      status,
      done: job?.done ?? 0,
      total: job?.total ?? 0,
      // Imports from before an import could update know no such rows.
      totals: totals && { ...totals, updates: totals.updates ?? 0 },
      written,
      error: job?.error ?? null,
      createdAt,
      finishedAt,
      unusedColumns: (options as Partial<ImportOptions>).unusedColumns ?? [],
      causes: counts
        .map(({ code, count }) => ({ code, ...FAULT_CAUSES[code], count: Number(count) }))
        .sort((a, b) => b.count - a.count || known.indexOf(a.code) - known.indexOf(b.code)),
    };
  }
}

function jobInput({ grants: _, ...actor }: Actor, importId: string): ImportJobInput {
  return { importId, actor };
}

/** Empty rows between are kept, so that row numbers stay those of the file that was sent. */
function inPlace(rows: readonly { row: number; cells: string[] }[]): string[][] {
  const placed: string[][] = [];
  for (const { row, cells } of rows) {
    while (placed.length < row - 2) placed.push([]);
    placed.push(cells);
  }
  return placed;
}
