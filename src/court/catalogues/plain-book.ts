import type { Day } from '../../kernel/day.js';
import type { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import type { CatalogueVersion } from '../../rules/catalogue-changes.js';
import type { StoredVersion } from './book.js';
import { CatalogueRow } from './catalogue.entities.js';

/** Versions of a catalogue without a table of its own. */
export class PlainVersions {
  constructor(
    private readonly database: Database,
    private readonly book: string,
  ) {}

  all(courtId: string): Promise<StoredVersion[]> {
    return this.database.repository(CatalogueRow).find({ where: { courtId, book: this.book }, order: { code: 'ASC', version: 'ASC' } });
  }

  async insert(courtId: string, version: CatalogueVersion): Promise<void> {
    await this.database.repository(CatalogueRow).insert({ ...version, id: newId(), courtId, book: this.book });
  }

  async end(id: string, until: Day): Promise<void> {
    await this.database.repository(CatalogueRow).update(id, { effectiveUntil: until });
  }
}
