import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CountColumn, IdColumn, InstantColumn, JsonColumn, LongTextColumn, RefColumn, WordColumn } from '../platform/database/columns.js';

export type ImportStatus = 'checking' | 'checked' | 'importing' | 'done' | 'cancelled' | 'failed';

export interface ImportTotals {
  rows: number;
  ready: number;
  faulty: number;
  /** Cases that are in the register with other content and will follow the file. */
  updates: number;
  /** Same content is in the register already: nothing changes. */
  unchanged: number;
  /** The number occurs more than once in the file. */
  repeated: number;
  faults: number;
}

/** One file brought in: what was asked, what was found, how far it has come. */
@Entity('case_import')
@Index('ix_case_import_court', ['courtId', 'createdAt'])
export class CaseImport {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @WordColumn(200) fileName: string;
  @WordColumn(64) fileDigest: string;
  @WordColumn(60) mappingName: string;
  /** The mapping as it was on the day, so that the import can be explained later. */
  @LongTextColumn() mappingText: string;
  @JsonColumn() options: Record<string, unknown>;
  @WordColumn(20) status: ImportStatus;
  @JsonColumn({ nullable: true }) totals: ImportTotals | null;
  @CountColumn({ default: 0 }) written: number;
  @RefColumn({ nullable: true }) jobId: string | null;
  @RefColumn() createdBy: string;
  @InstantColumn() createdAt: string;
  @InstantColumn({ nullable: true }) finishedAt: string | null;
}

/** A row that did not enter, with every fault of it. */
@Entity('case_import_fault')
@Index('ix_case_import_fault_row', ['importId', 'rowNumber'])
export class CaseImportFault {
  @IdColumn() id: string;
  @RefColumn() courtId: string;
  @RefColumn() @ForeignKey(() => CaseImport, { name: 'fk_case_import_fault_import' }) importId: string;
  /** As a person counts in the sheet: the head is row 1. */
  @CountColumn() rowNumber: number;
  @WordColumn(80) column: string;
  @WordColumn(300) value: string;
  /** Cause for grouping: `date.impossible`, `number.missing`, … */
  @WordColumn(60) code: string;
  @JsonColumn() what: { zh: string; en: string };
  @JsonColumn() fix: { zh: string; en: string };
}

/** Ledger of chunks, written in the chunk's own transaction: killed and started again, nothing enters twice. */
@Entity('case_import_chunk')
export class CaseImportChunk {
  @PrimaryColumn({ type: 'varchar', length: 36 }) importId: string;
  @PrimaryColumn({ type: 'int' }) chunk: number;
  @CountColumn() rows: number;
  @InstantColumn() writtenAt: string;
}
