import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import type { Book, Demands, StoredVersion } from '../court/catalogues/book.js';
import { Books } from '../court/catalogues/books.js';
import { PlainVersions } from '../court/catalogues/plain-book.js';
import { Database } from '../platform/database/database.js';
import { inForceOn, type CatalogueColumn, type CatalogueContent, type CatalogueVersion } from '../rules/catalogue-changes.js';
import { LEVEL_WORDS, type ResearchLevel } from '../rules/research-table.js';
import { checkCn, checkIssn } from '../rules/serial-numbers.js';

const COLUMNS: readonly CatalogueColumn[] = [
  { key: 'name', zh: '刊物', en: 'outlet', kind: 'text', longest: 120 },
  { key: 'level', zh: '级别', en: 'level', kind: 'choice', allowed: LEVEL_WORDS },
  { key: 'issn', zh: 'ISSN', en: 'ISSN number', kind: 'text', optional: true, longest: 40 },
  { key: 'cn', zh: 'CN 刊号', en: 'CN number', kind: 'text', optional: true, longest: 40 },
  { key: 'core', zh: '核心或法院系统权威刊物', en: 'core or leading court journal', kind: 'flag' },
];

export interface Outlet {
  code: string;
  name: string;
  level: ResearchLevel;
  issn: string | null;
  cn: string | null;
  core: boolean;
}

/** 刊物库: which outlet is of which level and bears which number; changed by two people as every catalogue is. */
@Injectable()
export class OutletBook implements Book, OnModuleInit {
  readonly key = 'researchOutlets';
  readonly zh = '刊物库';
  readonly en = 'Outlets';
  readonly columns = COLUMNS;
  readonly code = /^PO-\d{3}$/;
  readonly codeExample = 'PO-017';
  readonly filters = ['level'] as const;
  readonly title = { zh: 'name', en: 'name' };
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
    return Promise.resolve({ row: faultsOfOutlet });
  }

  async inForce(courtId: string, day: Day): Promise<Outlet[]> {
    return [...inForceOn(await this.versions(courtId), day).values()].map(({ code, content }) => ({
      code, name: content.name!, level: content.level as ResearchLevel, issn: content.issn || null, cn: content.cn || null, core: content.core === 'true',
    }));
  }
}

function faultsOfOutlet(content: CatalogueContent, code: string, others: ReadonlyMap<string, CatalogueContent>): Fault[] {
  const faults: Fault[] = [];
  const [issn, cn] = [content.issn ? checkIssn(content.issn) : null, content.cn ? checkCn(content.cn) : null];
  if (issn && !issn.ok) faults.push({ path: 'issn', ...issn.fault });
  if (cn && !cn.ok) faults.push({ path: 'cn', ...cn.fault });
  const twin = [...others].find(([other, row]) => other !== code && row.name === content.name);
  if (twin) faults.push({ path: 'name', zh: `“${content.name}”已是 ${twin[0]}。请改该行。`, en: `“${content.name}” is ${twin[0]} already. Change that row.` });
  return faults;
}
