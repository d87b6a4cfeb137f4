import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import type { Book, Demands, StoredVersion } from '../../court/catalogues/book.js';
import { Books } from '../../court/catalogues/books.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import type { CatalogueColumn, CatalogueVersion } from '../../rules/catalogue-changes.js';
import { faultsOfForm, formOfLines, linesOfForm } from '../../rules/form-lines.js';
import { FORM_KINDS, type FormKind } from '../../rules/review-forms.js';
import { ReviewForm } from '../forms/form.entities.js';
import { FIELDS } from './catalogue-words.js';
import { ClauseBook } from './clause-book.js';

const KINDS: Record<FormKind, { zh: string; en: string }> = {
  'F-DOC': { zh: '裁判文书', en: 'document' },
  'F-HRG': { zh: '庭审', en: 'hearing' },
  'F-SUM': { zh: '庭审小结', en: 'summation' },
  'F-PRO': { zh: '程序与卷宗', en: 'procedure and file' },
  'F-SUB': { zh: '实体', en: 'substance' },
};
const COLUMNS: readonly CatalogueColumn[] = [
  { key: 'label', zh: '评查表', en: 'form', kind: 'text', longest: 200 },
  { key: 'labelEn', zh: '英文', en: 'form in English', kind: 'text' },
  { key: 'form', zh: '种类', en: 'kind', kind: 'choice', allowed: KINDS },
  { key: 'field', zh: '领域', en: 'field', kind: 'choice', allowed: FIELDS },
  { key: 'parts', zh: '部分和项目（# 部分 | 名称 | 英文 | 满分；项目 | 名称 | 英文 | 满分 | 最低扣 | 最高扣 | 条目）', en: 'parts and items', kind: 'text', longest: 12_000 },
  { key: 'unlisted', zh: '未列条目归入的部分', en: 'part for findings no item lists', kind: 'text', optional: true, longest: 40 },
  { key: 'onlyFindings', zh: '只由差错扣分', en: 'only findings deduct', kind: 'flag' },
  { key: 'reviews', zh: '只用于（routine,key,special）', en: 'only in reviews', kind: 'text', optional: true, longest: 40 },
  { key: 'assessors', zh: '考评人数', en: 'assessors', kind: 'whole' },
];

/** 评查表: a form is one row; its parts and items are lines in one cell. */
@Injectable()
export class FormBook implements Book, OnModuleInit {
  readonly key = 'forms';
  readonly zh = '评查表';
  readonly en = 'Review forms';
  readonly columns = COLUMNS;
  readonly code = /^F-[A-Z]{3}(-[A-Z]{1,3})?$/;
  readonly codeExample = 'F-DOC-V';
  readonly filters = ['form', 'field'] as const;
  readonly title = { zh: 'label', en: 'labelEn' };

  constructor(
    private readonly database: Database,
    private readonly books: Books,
    private readonly clauses: ClauseBook,
  ) {
    this.versions = this.versions.bind(this);
  }

  onModuleInit(): void {
    this.books.offer(this);
  }

  async versions(courtId: string): Promise<StoredVersion[]> {
    const rows = await this.database.repository(ReviewForm).find({ where: { courtId }, order: { code: 'ASC', version: 'ASC' } });
    return rows.map(({ id, code, version, effectiveFrom, effectiveUntil, source, example, label, labelEn, form, field, content }) => ({
      id, code, version, effectiveFrom, effectiveUntil, source, example,
      content: {
        label, labelEn, form, field, parts: linesOfForm(content.parts), unlisted: content.unlisted ?? '', onlyFindings: String(content.onlyFindings), reviews: content.reviews?.join(',') ?? '', assessors: String(content.assessors),
      },
    }));
  }

  async insert(courtId: string, { content, ...version }: CatalogueVersion): Promise<void> {
    const { label = '', labelEn = '', field = '', parts = '', unlisted, onlyFindings, reviews, assessors } = content;
    const form = FORM_KINDS.find((kind) => kind === content.form)!;
    await this.database.repository(ReviewForm).insert({
      ...version, id: newId(), courtId, form, field, label, labelEn,
      content: {
        form, code: version.code, label, labelEn, full: '100.00', parts: formOfLines(parts).parts, unlisted: unlisted || null, onlyFindings: onlyFindings === 'true', reviews: reviews ? reviews.split(',') : null, assessors: Number(assessors),
      },
    });
  }

  async end(id: string, until: Day): Promise<void> {
    await this.database.repository(ReviewForm).update(id, { effectiveUntil: until });
  }

  /** A clause that has ended may stay in a form: findings under it are still scored. */
  async demands(courtId: string): Promise<Demands> {
    const clauses = new Set((await this.clauses.versions(courtId)).map(({ code }) => code));
    return { row: (content) => faultsOfForm(content, clauses) };
  }
}
