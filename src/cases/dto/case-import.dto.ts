import type { Page } from '../../platform/http/list.dto.js';
import type { ImportStatus, ImportTotals } from '../case-import.entities.js';

/** GET /api/case-imports/mappings */
export interface MappingView {
  name: string;
  title: string;
  titleEn: string;
  columns: { field: string; columns: string[]; required: boolean }[];
}

/** POST /api/case-imports multipart: `file`, `mapping` (name), `pseudonymise` (true|false). Answers ImportView; poll GET /api/case-imports/:id. */
export interface ImportView {
  id: string;
  fileName: string;
  mappingName: string;
  status: ImportStatus;
  /** Rows looked at or written so far, of `total`. */
  done: number;
  total: number;
  totals: ImportTotals | null;
  written: number;
  error: string | null;
  createdAt: string;
  finishedAt: string | null;
  /** Columns of the file the mapping does not use; shown, never dropped silently. */
  unusedColumns: string[];
  causes: { code: string; zh: string; en: string; count: number }[];
}

export interface ImportFaultRow {
  row: number;
  column: string;
  value: string;
  code: string;
  /** In the language asked for. */
  what: string;
  fix: string;
}

/** GET /api/case-imports/:id/faults?code=&page= ; GET /api/case-imports/:id/workbook (marked XLSX);
 *  POST /api/case-imports/:id/commit {allOrNothing?: boolean}; POST /api/case-imports/:id/cancel; GET /api/case-imports (Page<ImportView>). */
export type ImportFaultPage = Page<ImportFaultRow>;
