import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import type { Book, Demands, StoredVersion } from '../../court/catalogues/book.js';
import { Books } from '../../court/catalogues/books.js';
import { PlainVersions } from '../../court/catalogues/plain-book.js';
import { Database } from '../../platform/database/database.js';
import type { CatalogueColumn, CatalogueVersion } from '../../rules/catalogue-changes.js';

const COLUMNS: readonly CatalogueColumn[] = [
  { key: 'label', zh: '不公示理由', en: 'ground in Chinese', kind: 'text', longest: 120 },
  { key: 'labelEn', zh: '英文', en: 'ground', kind: 'text' },
  { key: 'wordsNeeded', zh: '须写明具体情况', en: 'words needed', kind: 'flag' },
];

/** 不公示理由: grounds on which a judgment need not be published; the dated list an exemption is chosen from. */
@Injectable()
export class ExemptionBook implements Book, OnModuleInit {
  readonly key = 'exemptionGrounds';
  readonly zh = '不公示理由';
  readonly en = 'Exemption grounds';
  readonly columns = COLUMNS;
  readonly code = /^EX-\d{2}$/;
  readonly codeExample = 'EX-07';
  readonly filters = [] as const;
  readonly title = { zh: 'label', en: 'labelEn' };
  private readonly kept: PlainVersions;

  constructor(
    database: Database,
    private readonly books: Books,
  ) {
    this.kept = new PlainVersions(database, this.key);
    this.versions = this.versions.bind(this);
  }

  onModuleInit(): void {
    this.books.offer(this);
  }

  versions(courtId: string): Promise<StoredVersion[]> {
    return this.kept.all(courtId);
  }

  insert(courtId: string, version: CatalogueVersion): Promise<void> {
    return this.kept.insert(courtId, version);
  }

  end(id: string, until: Day): Promise<void> {
    return this.kept.end(id, until);
  }

  demands(): Promise<Demands> {
    return Promise.resolve({ row: () => [] });
  }
}
