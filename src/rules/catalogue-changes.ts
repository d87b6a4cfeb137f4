export interface CatalogueChange {
  act: 'add' | 'change' | 'end';
  code: string;
  /** Column → text; `null` for an end. */
  content: Record<string, string> | null;
}
