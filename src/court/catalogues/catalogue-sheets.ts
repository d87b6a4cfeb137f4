import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Language } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock.js';
import { require } from '../../platform/permissions/data-scope.js';
import { pickColumns } from '../../platform/sheets/columns.js';
import { readSheet, writeWorkbook, type CellMark, type OutgoingTable } from '../../platform/sheets/workbook.js';
import type { Sheet } from '../../platform/sheets/sheet.js';
import { changesBetween, differences, faultsInChanges, inForceOn, normalised, type CatalogueColumn, type CatalogueContent } from '../../rules/catalogue-changes.js';
import { rulesOf, type Book } from './book.js';
import { Books } from './books.js';
import { CatalogueReading } from './catalogue-reading.js';
import type { CatalogueImportResult, CatalogueQuery, CatalogueRowView, ImportQuery } from './dto/catalogue.dto.js';

const CODE = { name: 'code', zh: '编码' };
const WITH_IT = [
  { key: 'version', zh: '版本', en: 'version' },
  { key: 'effectiveFrom', zh: '生效日期', en: 'in force from' },
  { key: 'effectiveUntil', zh: '停用日期', en: 'until' },
  { key: 'source', zh: '依据', en: 'source' },
] as const;

interface ReadRow {
  row: number;
  code: string;
  content: CatalogueContent;
}

/** A catalogue out as a sheet and in again: what comes in is compared with what is in force, and only what differs is proposed. */
@Injectable()
export class CatalogueSheets {
  constructor(
    private readonly clock: Clock,
    private readonly books: Books,
    private readonly reading: CatalogueReading,
  ) {}

  async table(actor: Actor, key: string, query: CatalogueQuery): Promise<OutgoingTable> {
    const rows = await this.reading.matching(actor, key, query);
    return tableOf(this.books.of(key), rows, actor.language);
  }

  /** What the file would change, and everything wrong with it. Saves nothing. */
  async examine(actor: Actor, key: string, file: Buffer, query: ImportQuery): Promise<CatalogueImportResult> {
    require(actor, 'catalogue.propose');
    const book = this.books.of(key);
    const sheet = await readSheet(file);
    const picked = pickColumns(sheet, [CODE, ...book.columns.map(({ key: name, zh }) => ({ name, zh }))].map((column) => alsoInEnglish(sheet, book, column)));
    const rows = picked.rows.map(({ row, values }): ReadRow => ({ row, code: values.code ?? '', content: contentOf(book.columns, values) }));
    const faults: CatalogueImportResult['faults'] = picked.faults.map(({ row, column, value, zh, en }) => ({ row, column, value, zh, en }));
    const known = new Map<string, ReadRow>();
    for (const one of rows) {
      if (one.code === '') faults.push({ row: one.row, column: titleOf(CODE, actor.language), value: '', zh: '没有编码。请填写编码。', en: 'The code is missing. Fill it in.' });
      else if (known.has(one.code)) faults.push({ row: one.row, column: titleOf(CODE, actor.language), value: one.code, zh: `编码与第 ${known.get(one.code)!.row} 行重复。请只留一行。`, en: `The code stands in row ${known.get(one.code)!.row} too. Keep one.` });
      else known.set(one.code, one);
    }
    const today = this.clock.today();
    const from = query.effectiveFrom ?? today;
    const versions = await book.versions(actor.courtId);
    const inForce = inForceOn(versions, from);
    const changes = changesBetween(book.columns, inForce, new Map([...known].map(([code, { content }]) => [code, content])), query.endMissing === 'true');
    if (changes.length)
      for (const { path, zh, en } of faultsInChanges(await rulesOf(book, actor.courtId, from), versions, changes, from, today)) {
        const [, index, column = ''] = /^changes\[(\d+)\]\.(.*)$/.exec(path) ?? [];
        const change = index === undefined ? undefined : changes[Number(index)];
        const named = book.columns.find(({ key: name }) => name === column);
        faults.push({ row: change ? (known.get(change.code)?.row ?? null) : null, column: named ? titleOf(named, actor.language) : column === 'code' ? titleOf(CODE, actor.language) : '', value: change?.content?.[column] ?? change?.code ?? '', zh, en });
      }
    return {
      rows: rows.length,
      unchanged: known.size - changes.filter(({ act }) => act !== 'end').length,
      changes: changes.map((change) => ({ ...change, differences: change.content ? differences(book.columns, inForce.get(change.code)?.content ?? {}, change.content) : [], row: known.get(change.code)?.row ?? null })),
      faults,
      ignored: picked.ignored.filter((title) => !WITH_IT.some(({ zh, en }) => title === zh || title === en)),
    };
  }

  /** The file as it came, with what is wrong marked and noted. */
  async marked(actor: Actor, key: string, file: Buffer, query: ImportQuery): Promise<{ title: string; bytes: Buffer }> {
    const { faults } = await this.examine(actor, key, file, query);
    const { header, rows } = await readSheet(file);
    const last = rows[rows.length - 1]?.row ?? 1;
    const lines: string[][] = Array.from({ length: last - 1 }, () => []);
    for (const { row, cells } of rows) lines[row - 2] = cells;
    const marks = faults.map(({ row, column, ...said }): CellMark => ({ row: row ?? 1, column: header.find((title) => title === column) ?? '', note: said[actor.language] }));
    const title = this.books.of(key)[actor.language].slice(0, 31);
    return { title, bytes: await writeWorkbook({ title, head: header, rows: lines }, marks) };
  }
}

function tableOf(book: Book, rows: readonly CatalogueRowView[], language: Language): OutgoingTable {
  const words = ({ allowed = {} }: CatalogueColumn, value: string) => value.split(',').map((code) => allowed[code]?.[language] ?? code).join(language === 'zh' ? '、' : ', ');
  const shown = (column: CatalogueColumn, value: string) =>
    column.kind === 'choice' || column.kind === 'choices' ? words(column, value) : column.kind === 'flag' ? (value === 'true' ? (language === 'zh' ? '是' : 'yes') : language === 'zh' ? '否' : 'no') : value;
  return {
    title: book[language].slice(0, 31),
    head: [titleOf(CODE, language), ...book.columns.map((column) => titleOf(column, language)), ...WITH_IT.map((column) => column[language])],
    rows: rows.map((row) => [row.code, ...book.columns.map((column) => shown(column, row.content[column.key] ?? '')), String(row.version), row.effectiveFrom, row.effectiveUntil ?? '', row.source]),
  };
}

function titleOf(column: { zh: string; en?: string }, language: Language): string {
  return language === 'zh' ? column.zh : (column.en ?? 'code');
}

/** A sheet exported in English has English titles; a reader knows the key and one title more. */
function alsoInEnglish(sheet: Sheet, book: Book, column: { name: string; zh: string }): { name: string; zh: string } {
  const en = book.columns.find(({ key }) => key === column.name)?.en;
  return en && sheet.header.some((title) => title.trim().toLowerCase() === en.toLowerCase()) ? { name: column.name, zh: en } : column;
}

function contentOf(columns: readonly CatalogueColumn[], values: Record<string, string>): CatalogueContent {
  return Object.fromEntries(columns.map((column) => [column.key, normalised(column, values[column.key] ?? '')]));
}
