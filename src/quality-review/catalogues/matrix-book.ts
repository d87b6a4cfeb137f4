import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import { points } from '../../kernel/exact.js';
import type { Book, Demands, StoredVersion } from '../../court/catalogues/book.js';
import { Books } from '../../court/catalogues/books.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import type { CatalogueColumn, CatalogueVersion } from '../../rules/catalogue-changes.js';
import { faultsOfEndedSituation, faultsOfSituation } from '../../rules/review-catalogues.js';
import { DefectClause, ResponsibilityRule } from '../review.entities.js';
import { MATRIX_POSTS } from './catalogue-words.js';

const POSTS = Object.keys(MATRIX_POSTS);
const COLUMNS: readonly CatalogueColumn[] = [
  { key: 'situation', zh: '情形', en: 'situation', kind: 'text', longest: 200 },
  { key: 'situationEn', zh: '英文', en: 'situation in English', kind: 'text' },
  ...POSTS.map((post): CatalogueColumn => ({ key: post, zh: `${MATRIX_POSTS[post]!.zh}%`, en: `${MATRIX_POSTS[post]!.en} %`, kind: 'share', optional: true })),
  { key: 'note', zh: '说明', en: 'note', kind: 'text', optional: true },
];

/** 责任矩阵: situation × post → per cent. */
@Injectable()
export class MatrixBook implements Book, OnModuleInit {
  readonly key = 'matrix';
  readonly zh = '责任矩阵';
  readonly en = 'Responsibility matrix';
  readonly columns = COLUMNS;
  readonly code = /^R\d{2,3}$/;
  readonly codeExample = 'R22';
  readonly filters = [] as const;
  readonly title = { zh: 'situation', en: 'situationEn' };

  constructor(
    private readonly database: Database,
    private readonly books: Books,
  ) {
    this.versions = this.versions.bind(this);
  }

  onModuleInit(): void {
    this.books.offer(this);
  }

  async versions(courtId: string): Promise<StoredVersion[]> {
    const rows = await this.database.repository(ResponsibilityRule).find({ where: { courtId }, order: { code: 'ASC', version: 'ASC' } });
    return rows.map(({ id, code, version, effectiveFrom, effectiveUntil, source, example, situation, situationEn, shares, note }) => ({
      id, code, version, effectiveFrom, effectiveUntil, source, example,
      content: { situation, situationEn, note: note ?? '', ...Object.fromEntries(POSTS.map((post) => [post, shares[post] ? points(shares[post]) : ''])) },
    }));
  }

  async insert(courtId: string, { content, ...version }: CatalogueVersion): Promise<void> {
    const shares = Object.fromEntries(POSTS.flatMap((post) => (content[post] ? [[post, content[post]]] : [])));
    await this.database.repository(ResponsibilityRule).insert({ ...version, id: newId(), courtId, situation: content.situation ?? '', situationEn: content.situationEn ?? '', shares, note: content.note || null });
  }

  async end(id: string, until: Day): Promise<void> {
    await this.database.repository(ResponsibilityRule).update(id, { effectiveUntil: until });
  }

  async demands(courtId: string, day: Day): Promise<Demands> {
    const clauses = (await this.database.repository(DefectClause).findBy({ courtId })).filter(({ effectiveFrom, effectiveUntil }) => effectiveFrom <= day && (effectiveUntil === null || day < effectiveUntil));
    return {
      row: (content) => faultsOfSituation(content, POSTS),
      end: (code) => faultsOfEndedSituation(clauses.filter(({ responsibilityCode }) => responsibilityCode === code).map((clause) => clause.code)),
    };
  }
}
