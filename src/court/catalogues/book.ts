import type { Fault } from '../../kernel/domain-error.js';
import type { Day } from '../../kernel/day.js';
import type { CatalogueColumn, CatalogueContent, CatalogueRules, CatalogueVersion } from '../../rules/catalogue-changes.js';

/** A version as its table keeps it. */
export type StoredVersion = CatalogueVersion & { id: string };

/** How one catalogue is kept: where its versions stand and what is demanded of a row. Each module offers its own to {@link Books}. */
export interface Book {
  key: string;
  zh: string;
  en: string;
  columns: readonly CatalogueColumn[];
  code: RegExp;
  /** `S-C-11`, for whoever adds a row. */
  codeExample: string;
  neverEnds?: boolean;
  /** Columns offered as filters of the list. */
  filters: readonly string[];
  /** Column that names the row. */
  title: { zh: string; en: string };
  versions(courtId: string): Promise<StoredVersion[]>;
  insert(courtId: string, version: CatalogueVersion): Promise<void>;
  end(id: string, until: Day): Promise<void>;
  /** Read before the rules are asked, for what they refer to in other catalogues. */
  demands(courtId: string, day: Day): Promise<Demands>;
}

/** What only this catalogue demands of a row, and of its going. */
export interface Demands {
  row(content: CatalogueContent, code: string, others: ReadonlyMap<string, CatalogueContent>): Fault[];
  end?(code: string): Fault[];
}

export async function rulesOf(book: Book, courtId: string, day: Day): Promise<CatalogueRules> {
  const { columns, code, neverEnds } = book;
  const { row, end } = await book.demands(courtId, day);
  return { columns, code, ...(neverEnds ? { neverEnds } : {}), faultsOf: row, ...(end ? { faultsOfEnd: end } : {}) };
}
