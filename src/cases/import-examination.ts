import { Injectable } from '@nestjs/common';
import { Division, Person } from '../court/court.entities.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import { newId } from '../platform/ids.js';
import { readSheet } from '../platform/sheets/workbook.js';
import type { Sheet } from '../platform/sheets/sheet.js';
import { CaseCatalogues } from './case-catalogues.js';
import { importErrors } from './case-import.errors.js';
import { CaseImport, CaseImportFault, type ImportTotals } from './case-import.entities.js';
import { findColumns } from './import-columns.js';
import type { RowFault } from './import-faults.js';
import { readMapping, type ImportMapping } from './import-mapping.js';
import { PeopleOfTheCourt } from './import-people.js';
import { CountedPeriods, type CountedPeriod } from './counted-periods.js';
import { registeredCases } from './import-register.js';
import { changedFields, updateNote, whyNot, type CaseUpdate } from './import-update.js';
import { readRows, type ImportRecord, type RowsRead } from './import-rows.js';

/** What the user asked for, and what was found in the header. */
export interface ImportOptions {
  createPeople: boolean;
  pseudonymise: boolean;
  /** Cases of frozen periods may be changed: a numbered correction carries them into the result. */
  countsByCorrection: boolean;
  allOrNothing: boolean;
  unusedColumns: string[];
}

export interface Examination {
  sheet: Sheet;
  /** To be written. */
  records: ImportRecord[];
  /** Cases of the register that the file changes. */
  updates: CaseUpdate[];
  faults: RowFault[];
  /** What the updates will change, row by row; nothing is wrong with these. */
  notes: RowFault[];
  totals: ImportTotals;
}

/** Reads a stored file against the register as it stands now. Both the dry run and the import begin with it. */
@Injectable()
export class ImportExamination {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: FilesService,
    private readonly catalogues: CaseCatalogues,
    private readonly counted: CountedPeriods,
  ) {}

  async sheetOf(caseImport: CaseImport): Promise<Sheet> {
    const file = await this.files.read(caseImport.fileDigest);
    if (!file) throw importErrors['caseImport.fileGone']();
    return readSheet(file.content);
  }

  async examine(caseImport: CaseImport, report: (done: number, total: number) => Promise<void>): Promise<Examination> {
    const { courtId } = caseImport;
    const mapping = readMapping(caseImport.mappingText, `${caseImport.mappingName}.yaml`);
    const sheet = await this.sheetOf(caseImport);
    const total = sheet.rows.length;
    const people = await this.database.repository(Person).find({ where: { courtId }, select: { id: true, name: true, employeeNumber: true } });
    const divisions = await this.database.repository(Division).findBy({ courtId });
    const read = await readRows(
      sheet,
      {
        mapping,
        columns: findColumns(sheet, mapping),
        numbers: { types: this.catalogues.caseTypes(), currentYear: Number(this.clock.today().slice(0, 4)) },
        people: new PeopleOfTheCourt(people, (caseImport.options as Partial<ImportOptions>).createPeople === true),
        divisions: new Map(divisions.flatMap(({ id, name, nameEn }) => [[name, id], [nameEn, id]] as [string, string][])),
        today: this.clock.today(),
      },
      (done) => report(done, total),
    );
    const names = new Map([...people, ...divisions].map(({ id, name }) => [id, name]));
    return this.againstRegister(sheet, read, mapping, await this.counted.unchangeable(courtId, (caseImport.options as Partial<ImportOptions>).countsByCorrection === true), courtId, names);
  }

  private async againstRegister(sheet: Sheet, read: RowsRead, mapping: ImportMapping, closed: readonly CountedPeriod[], courtId: string, names: ReadonlyMap<string, string>): Promise<Examination> {
    const { records, faults, repeatedRows } = read;
    const registered = await registeredCases(this.database, courtId, records.map(({ caseNumber }) => caseNumber));
    const [refusals, wanted]: [RowFault[], CaseUpdate[]] = [[], []];
    const placeOf = ({ row, caseNumber: value }: ImportRecord) => ({ row, column: mapping.caseNumber.columns[0]!, value });
    for (const record of records) {
      const found = registered.get(record.caseNumber);
      const fields = found ? changedFields(record, found.content) : [];
      if (!found || !fields.length) continue;
      const update = { record, registered: found, fields };
      const why = whyNot(update, placeOf(record), closed);
      if (why.length) refusals.push(...why);
      else wanted.push(update);
    }
    const all = [...faults, ...refusals].sort((a, b) => a.row - b.row);
    const refused = new Set(all.map(({ row }) => row));
    const updates = wanted.filter(({ record }) => !refused.has(record.row));
    const fresh = records.filter(({ row, caseNumber }) => !refused.has(row) && !registered.has(caseNumber));
    const newRows = new Set(fresh.map(({ row }) => row));
    const ready = newRows.size;
    const updated = new Set(updates.map(({ record }) => record.row).filter((row) => !newRows.has(row))).size;
    const totals: ImportTotals = {
      rows: sheet.rows.length,
      ready,
      faulty: refused.size,
      updates: updated,
      unchanged: sheet.rows.length - ready - updated - refused.size,
      repeated: repeatedRows,
      faults: all.length,
    };
    return { sheet, records: fresh, updates, faults: all, notes: updates.map((update) => updateNote(update, placeOf(update.record), names)), totals };
  }

  /** The report of the latest reading, faults and notes; it replaces the one before, which counted for nothing yet. */
  async keepFaults({ id, courtId }: CaseImport, faults: readonly RowFault[]): Promise<void> {
    const repository = this.database.repository(CaseImportFault);
    await repository.delete({ importId: id });
    for (let from = 0; from < faults.length; from += 500)
      await repository.insert(faults.slice(from, from + 500).map(({ row, ...fault }) => ({ id: newId(), courtId, importId: id, rowNumber: row, ...fault })));
  }
}
