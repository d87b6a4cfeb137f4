/** POST /api/finding-imports (multipart: `commit`, `file`). Tried without `commit`; nothing is kept while a row has a fault. */
export interface FindingImportAnswer {
  rows: number;
  ready: number;
  /** Recorded before: nothing changes. */
  unchanged: number;
  saved: number;
  faults: { row: number | null; column: string; value: string; what: { zh: string; en: string }; fix: { zh: string; en: string } }[];
}

/** GET /api/finding-imports (Page): sheets taken so far. */
export interface FindingImportRow {
  id: string;
  fileName: string;
  rows: number;
  saved: number;
  unchanged: number;
  by: string;
  at: string;
}
