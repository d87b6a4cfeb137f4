import { Injectable } from '@nestjs/common';
import { pinyin } from 'pinyin-pro';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Page } from '../../platform/http/list.dto.js';
import { orderBy } from '../../platform/http/sorting.js';
import { may, require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { differences, inForceOn } from '../../rules/catalogue-changes.js';
import type { Book, StoredVersion } from './book.js';
import { Books } from './books.js';
import { CatalogueProposal } from './catalogue.entities.js';
import type { BookView, CatalogueHistory, CatalogueQuery, CatalogueRowView } from './dto/catalogue.dto.js';

/** What is in force, what was, and how one code came to be what it is. Open to everybody in the court who may read catalogues. */
@Injectable()
export class CatalogueReading {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly books: Books,
  ) {}

  async list(actor: Actor): Promise<BookView[]> {
    require(actor, 'catalogue.read');
    const proposed = await this.database.repository(CatalogueProposal).findBy({ courtId: actor.courtId, status: 'proposed' });
    return Promise.all(
      this.books.all().map(async ({ key, zh, en, columns, filters, title, codeExample, neverEnds = false, versions }) => ({
        key, zh, en, filters: [...filters], title, codeExample, neverEnds,
        columns: columns.map(({ allowed = {}, optional = false, ...column }) => ({ key: column.key, zh: column.zh, en: column.en, kind: column.kind, optional, allowed: Object.entries(allowed).map(([code, words]) => ({ code, ...words })) })),
        inForce: inForceOn(await versions(actor.courtId), this.clock.today()).size,
        awaiting: proposed.filter(({ book }) => book === key).length,
        may: { propose: may(actor, 'catalogue.propose'), approve: may(actor, 'catalogue.approve') },
      })),
    );
  }

  async rows(actor: Actor, key: string, query: CatalogueQuery): Promise<Page<CatalogueRowView>> {
    const rows = await this.matching(actor, key, query);
    const { page, pageSize } = query;
    return { items: rows.slice((page - 1) * pageSize, page * pageSize), total: rows.length, page, pageSize };
  }

  /** Every row the query finds. A catalogue holds some hundred rows at most, so that they are sifted here. */
  async matching(actor: Actor, key: string, query: CatalogueQuery): Promise<CatalogueRowView[]> {
    require(actor, 'catalogue.read');
    const book = this.books.of(key);
    const today = this.clock.today();
    const proposed = await this.codesProposed(actor, key);
    const versions = await book.versions(actor.courtId);
    const shown = query.every === 'true' ? versions : [...inForceOn(versions, query.on ?? today).values()];
    const wanted = filtersOf(query.filters);
    const found = shown.filter((row) => wanted.every(({ column, value }) => (row.content[column] ?? '').split(',').includes(value)) && (!query.q || mentions(row, book, query.q)));
    const { expression, direction } = orderBy(query.sort, { code: 'code', effectiveFrom: 'effectiveFrom' }, 'code');
    const sign = direction === 'ASC' ? 1 : -1;
    const keyOf = (row: StoredVersion) => (expression === 'code' ? row.code : row.effectiveFrom);
    found.sort((a, b) => sign * keyOf(a).localeCompare(keyOf(b), 'en') || a.code.localeCompare(b.code, 'en') || b.version - a.version);
    return found.map((row) => rowView(row, today, proposed.has(row.code)));
  }

  async history(actor: Actor, key: string, code: string): Promise<CatalogueHistory> {
    require(actor, 'catalogue.read');
    const book = this.books.of(key);
    const own = (await book.versions(actor.courtId)).filter((row) => row.code === code).sort((a, b) => a.version - b.version);
    if (!own.length) throw platformErrors['record.notFound']();
    const proposed = (await this.codesProposed(actor, key)).has(code);
    const versions = own.map((row, index) => ({ ...rowView(row, this.clock.today(), proposed), changed: index ? differences(book.columns, own[index - 1]!.content, row.content) : [] }));
    return { code, versions: versions.reverse() };
  }

  private async codesProposed({ courtId }: Actor, book: string): Promise<Set<string>> {
    const open = await this.database.repository(CatalogueProposal).findBy({ courtId, book, status: 'proposed' });
    return new Set(open.flatMap(({ changes }) => changes.map(({ code }) => code)));
  }
}

function rowView(row: StoredVersion, today: string, proposed: boolean): CatalogueRowView {
  const ended = row.effectiveUntil !== null && row.effectiveUntil <= today;
  return { ...row, state: ended ? 'ended' : row.effectiveFrom > today ? 'planned' : 'inForce', proposed };
}

/** @example filtersOf('severity:serious;field:civil') // two filters */
function filtersOf(text = ''): { column: string; value: string }[] {
  return text.split(';').flatMap((pair) => {
    const [column, value] = pair.split(':');
    return column && value ? [{ column, value }] : [];
  });
}

/** By code, by words, or by the pinyin initials of the row's name (`yyfl`). */
function mentions(row: StoredVersion, { title }: Book, q: string): boolean {
  const wanted = q.trim().toLowerCase();
  if ([row.code, row.source, ...Object.values(row.content)].some((text) => text.toLowerCase().includes(wanted))) return true;
  return /^[a-z]{2,}$/.test(wanted) && pinyin(row.content[title.zh] ?? '', { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('').toLowerCase().includes(wanted);
}
