interface Words {
  zh: string;
  en: string;
}

/** What the server says of a sheet, tried or taken. */
export interface SheetAnswer {
  rows: number;
  saved: number;
  /** Rows that would change something; all of them when absent. */
  ready?: number;
  unchanged?: number;
  faults: { row: number | null; column: string; value: string; what: Words; fix: Words }[];
}
