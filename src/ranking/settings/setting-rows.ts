import { Injectable } from '@nestjs/common';
import { Books } from '../../court/catalogues/books.js';
import type { StoredVersion } from '../../court/catalogues/book.js';
import { CatalogueProposal } from '../../court/catalogues/catalogue.entities.js';
import type { Day } from '../../kernel/day.js';
import { Database } from '../../platform/database/database.js';
import { isRankingSetting } from './setting-words.js';

export const PARAMETERS = 'parameters';

/** Every value ever set or proposed of the settings on this page. */
export interface KeptSettings {
  /** By code, the earliest first. */
  versions: Map<string, StoredVersion[]>;
  /** Drafts are their authors' own business. */
  proposals: CatalogueProposal[];
}

/** The settings of rankings and intervals as the catalogue of parameters keeps them. */
@Injectable()
export class SettingRows {
  constructor(
    private readonly database: Database,
    private readonly books: Books,
  ) {}

  async kept(courtId: string): Promise<KeptSettings> {
    const versions = new Map<string, StoredVersion[]>();
    for (const row of await this.books.of(PARAMETERS).versions(courtId)) if (isRankingSetting(row.code)) versions.set(row.code, [...(versions.get(row.code) ?? []), row]);
    const proposals = await this.database.repository(CatalogueProposal).find({ where: { courtId, book: PARAMETERS }, order: { proposedAt: 'DESC', id: 'DESC' } });
    return { versions, proposals: proposals.filter(({ status, changes }) => status !== 'draft' && changes.some(({ code }) => isRankingSetting(code))) };
  }

  /** Names some part of the software reads, as the catalogue says. */
  async known(courtId: string, codes: readonly string[], unit: string, value: string, day: Day): Promise<string[]> {
    const { row } = await this.books.of(PARAMETERS).demands(courtId, day);
    return codes.filter((code) => !row({ unit, value }, code, new Map()).some(({ path }) => path === 'code'));
  }
}
