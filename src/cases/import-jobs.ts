import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { DomainError } from '../kernel/domain-error.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database, isDuplicate } from '../platform/database/database.js';
import { JobCancelled, JobsService, type JobProgress } from '../platform/jobs/jobs.service.js';
import type { Job } from '../platform/jobs/job.entity.js';
import { platformErrors } from '../platform/platform.errors.js';
import { CaseImport, CaseImportChunk } from './case-import.entities.js';
import { importErrors } from './case-import.errors.js';
import { ImportExamination, type ImportOptions } from './import-examination.js';
import { newcomersIn, registerPeople } from './import-registration.js';
import { registeredCases, writeCases } from './import-register.js';
import { changedFields, whyNot, writeUpdate, type CaseUpdate } from './import-update.js';
import { CaseLimits } from './case-limits.js';
import { CountedPeriods } from './counted-periods.js';
import type { ImportRecord } from './import-rows.js';

export const CHECK_JOB = 'caseImport.check';
export const WRITE_JOB = 'caseImport.write';

/** Who asked, as far as the trail needs it; the job acts in that person's name after the request has ended. */
export type ImportActor = Omit<Actor, 'grants'>;

export interface ImportJobInput extends Record<string, unknown> {
  importId: string;
  actor: ImportActor;
}

/** Rows of the file that enter, or not, together; fixed places in the file, so that a restart finds the same chunks. */
export const ROWS_A_CHUNK = 1000;
const ATTEMPTS_A_CHUNK = 3;

/** The two jobs of an import: the dry run, and the writing that can be killed at any moment and taken up again. */
@Injectable()
export class ImportJobs implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly jobs: JobsService,
    private readonly examination: ImportExamination,
    private readonly counted: CountedPeriods,
    private readonly limits: CaseLimits,
  ) {}

  onModuleInit(): void {
    this.jobs.register(CHECK_JOB, (job, progress) => this.guarded(job, (input) => this.check(input, progress)));
    this.jobs.register(WRITE_JOB, (job, progress) => this.guarded(job, (input) => this.write(job, input, progress)));
  }

  private async guarded(job: Job, work: (input: ImportJobInput) => Promise<Record<string, unknown>>): Promise<Record<string, unknown>> {
    const input = job.input as ImportJobInput;
    try {
      return await work(input);
    } catch (error) {
      if (error instanceof JobCancelled) {
        const asked = (await this.jobs.find(job.id))?.cancelRequestedAt;
        if (asked) await this.settle(input.importId, { status: 'cancelled' });
      } else await this.settle(input.importId, { status: 'failed', finishedAt: this.clock.instant() });
      throw error;
    }
  }

  private async check({ importId }: ImportJobInput, progress: JobProgress): Promise<Record<string, unknown>> {
    const caseImport = await this.load(importId);
    const { faults, notes, totals } = await this.examination.examine(caseImport, async (done, total) => {
      await progress.report(done, total);
      if (await progress.cancelled()) throw new JobCancelled();
    });
    await this.database.transaction(async () => {
      await this.examination.keepFaults(caseImport, [...faults, ...notes]);
      await this.settle(importId, { status: 'checked', totals });
    });
    await progress.report(totals.rows, totals.rows);
    return { ...totals };
  }

  private async write(job: Job, { importId, actor }: ImportJobInput, progress: JobProgress): Promise<Record<string, unknown>> {
    const caseImport = await this.load(importId);
    const { sheet, records: fresh, updates, faults, notes, totals } = await this.examination.examine(caseImport, async () => undefined);
    const { allOrNothing } = caseImport.options as unknown as ImportOptions;
    await this.database.transaction(() => this.examination.keepFaults(caseImport, [...faults, ...notes]));
    if (allOrNothing && totals.faulty > 0) throw importErrors['caseImport.faultsLeft']({ count: totals.faulty });

    const records = [...fresh, ...updates.map(({ record }) => record)];
    const who: Actor = { ...actor, grants: [] };
    const personIds = await this.database.transaction(async () => {
      const newcomers = newcomersIn(records);
      const ids = await registerPeople(this.database, caseImport.courtId, newcomers);
      if (newcomers.length) this.audit.record(who, { action: 'case.import.peopleRegistered', subjectKind: 'caseImport', subjectId: importId, after: { people: newcomers.length } });
      return ids;
    });
    const placeOf = new Map(sheet.rows.map(({ row }, index) => [row, index]));
    const chunks = new Map<number, ImportRecord[]>();
    for (const record of records) {
      const chunk = Math.floor(placeOf.get(record.row)! / ROWS_A_CHUNK);
      const together = chunks.get(chunk);
      if (together) together.push(record);
      else chunks.set(chunk, [record]);
    }
    let done = 0;
    for (const [chunk, together] of chunks) {
      if (await progress.cancelled()) throw new JobCancelled();
      await this.writeChunk(caseImport, chunk, together, personIds, who);
      done += together.length;
      await progress.report(done, records.length);
      await nextTurn();
    }
    const written = await this.writtenRows(importId);
    await this.settle(importId, { status: 'done', written, finishedAt: this.clock.instant() });
    return { written };
  }

  /** Rows, ledger, trail: in one transaction, so that a killed process leaves a chunk whole or not at all. */
  private async writeChunk(caseImport: CaseImport, chunk: number, records: readonly ImportRecord[], personIds: ReadonlyMap<string, string>, who: Actor): Promise<void> {
    const { id: importId, courtId } = caseImport;
    for (let attempt = 1; ; attempt++)
      try {
        await this.database.transaction(async () => {
          const present = await registeredCases(this.database, courtId, records.map(({ caseNumber }) => caseNumber));
          const fresh = records.filter(({ caseNumber }) => !present.has(caseNumber));
          const at = this.clock.instant();
          const updated = await this.update(caseImport, records, present, { at, personIds, who });
          if (fresh.length + updated === 0) return;
          const timed = fresh.map((record) => (record.limitOn ? record : { ...record, limitOn: this.limits.dueOn(record) }));
          await writeCases(this.database, timed, { courtId, importId, at, personIds });
          const ledger = this.database.repository(CaseImportChunk);
          const before = await ledger.findOneBy({ importId, chunk });
          await ledger.save({ importId, chunk, rows: (before?.rows ?? 0) + fresh.length + updated, writtenAt: at });
          await this.settle(importId, { written: await this.writtenRows(importId) });
          const [first, last] = [fresh[0], fresh[fresh.length - 1]];
          if (first && last)
            this.audit.record(who, {
              action: 'case.imported',
              subjectKind: 'caseImport',
              subjectId: importId,
              after: { chunk, cases: fresh.length, first: first.caseNumber, last: last.caseNumber },
            });
        });
        return;
      } catch (error) {
        // Somebody registered or changed one of these cases between reading and writing: read again.
        const isOvertaken = isDuplicate(error) || (error instanceof DomainError && error.code === 'record.changed');
        if (!isOvertaken || attempt >= ATTEMPTS_A_CHUNK) throw error;
      }
  }

  /** Cases registered before, read again in the transaction that changes them. */
  private async update(
    { courtId, fileName, options }: CaseImport,
    records: readonly ImportRecord[],
    present: Awaited<ReturnType<typeof registeredCases>>,
    { at, personIds, who }: { at: string; personIds: ReadonlyMap<string, string>; who: Actor },
  ): Promise<number> {
    const closed = await this.counted.unchangeable(courtId, (options as Partial<ImportOptions>).countsByCorrection === true);
    let updated = 0;
    for (const record of records) {
      const registered = present.get(record.caseNumber);
      const fields = registered ? changedFields(record, registered.content) : [];
      if (!registered || !fields.length) continue;
      const update: CaseUpdate = { record, registered, fields };
      const place = { row: record.row, column: '', value: record.caseNumber };
      if (whyNot(update, place, closed).length) continue;
      const source = `${fileName} 第 ${record.row} 行`;
      if (!(await writeUpdate(this.database, this.audit, who, update, { courtId, at, source, personIds }))) throw platformErrors['record.changed']({ who: '—', when: at });
      updated += 1;
    }
    return updated;
  }

  private async writtenRows(importId: string): Promise<number> {
    return (await this.database.repository(CaseImportChunk).sum('rows', { importId })) ?? 0;
  }

  private load(id: string): Promise<CaseImport> {
    return this.database.repository(CaseImport).findOneByOrFail({ id });
  }

  private async settle(id: string, change: Partial<Pick<CaseImport, 'status' | 'totals' | 'written' | 'finishedAt'>>): Promise<void> {
    await this.database.repository(CaseImport).update({ id }, change);
  }
}
