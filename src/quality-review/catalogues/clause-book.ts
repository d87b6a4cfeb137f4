import { Injectable, type OnModuleInit } from '@nestjs/common';
import { pinyin } from 'pinyin-pro';
import type { Day } from '../../kernel/day.js';
import { Decimal, points } from '../../kernel/exact.js';
import type { Book, Demands, StoredVersion } from '../../court/catalogues/book.js';
import { Books } from '../../court/catalogues/books.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { inForceOn, type CatalogueColumn, type CatalogueVersion } from '../../rules/catalogue-changes.js';
import { faultsOfClause } from '../../rules/review-catalogues.js';
import { DefectClause, type Severity } from '../review.entities.js';
import { APPLIES_TO, FIELDS, SEVERITIES } from './catalogue-words.js';
import { MatrixBook } from './matrix-book.js';

const COLUMNS: readonly CatalogueColumn[] = [
  { key: 'severity', zh: '等级', en: 'severity', kind: 'choice', allowed: SEVERITIES },
  { key: 'field', zh: '领域', en: 'field', kind: 'choice', allowed: FIELDS },
  { key: 'label', zh: '内容', en: 'text', kind: 'text' },
  { key: 'labelEn', zh: '英文', en: 'text in English', kind: 'text', longest: 400 },
  { key: 'appliesTo', zh: '适用于', en: 'applies to', kind: 'choices', allowed: APPLIES_TO },
  { key: 'pointsMin', zh: '最低扣分', en: 'points from', kind: 'points' },
  { key: 'pointsMax', zh: '最高扣分', en: 'points to', kind: 'points' },
  { key: 'maxPerCase', zh: '一案封顶', en: 'most in one case', kind: 'points', optional: true },
  { key: 'responsibilityCode', zh: '责任情形', en: 'responsibility', kind: 'text', longest: 10 },
];

/** 差错条目. */
@Injectable()
export class ClauseBook implements Book, OnModuleInit {
  readonly key = 'clauses';
  readonly zh = '差错条目';
  readonly en = 'Defect clauses';
  readonly columns = COLUMNS;
  readonly code = /^[A-Z][A-Z0-9-]{1,18}$/;
  readonly codeExample = 'M-C-32';
  readonly filters = ['severity', 'field', 'appliesTo'] as const;
  readonly title = { zh: 'label', en: 'labelEn' };

  constructor(
    private readonly database: Database,
    private readonly books: Books,
    private readonly matrix: MatrixBook,
  ) {
    this.versions = this.versions.bind(this);
  }

  onModuleInit(): void {
    this.books.offer(this);
  }

  async versions(courtId: string): Promise<StoredVersion[]> {
    const rows = await this.database.repository(DefectClause).find({ where: { courtId }, order: { code: 'ASC', version: 'ASC' } });
    return rows.map(({ id, code, version, effectiveFrom, effectiveUntil, source, example, ...row }) => ({
      id, code, version, effectiveFrom, effectiveUntil, source, example,
      content: {
        severity: row.severity, field: row.field, label: row.label, labelEn: row.labelEn, appliesTo: row.appliesTo, pointsMin: points(row.pointsMin), pointsMax: points(row.pointsMax),
        maxPerCase: row.maxPerCase ? points(row.maxPerCase) : '', responsibilityCode: row.responsibilityCode,
      },
    }));
  }

  async insert(courtId: string, { content, ...version }: CatalogueVersion): Promise<void> {
    const label = content.label ?? '';
    await this.database.repository(DefectClause).insert({
      ...version, id: newId(), courtId, label, severity: content.severity as Severity, field: content.field ?? '', labelEn: content.labelEn ?? '', appliesTo: content.appliesTo ?? '',
      pinyin: pinyin(label, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('').toLowerCase().slice(0, 120),
      pointsMin: new Decimal(content.pointsMin ?? ''), pointsMax: new Decimal(content.pointsMax ?? ''), maxPerCase: content.maxPerCase ? new Decimal(content.maxPerCase) : null, responsibilityCode: content.responsibilityCode ?? '',
    });
  }

  async end(id: string, until: Day): Promise<void> {
    await this.database.repository(DefectClause).update(id, { effectiveUntil: until });
  }

  async demands(courtId: string, day: Day): Promise<Demands> {
    const situations = new Set(inForceOn(await this.matrix.versions(courtId), day).keys());
    return { row: (content) => faultsOfClause(content, situations) };
  }
}
