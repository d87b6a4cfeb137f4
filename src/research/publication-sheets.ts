import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { isDay } from '../kernel/day.js';
import { DomainError, type Sentence } from '../kernel/domain-error.js';
import { points } from '../kernel/exact.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { FilesService } from '../platform/files/files.service.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { pickColumns, type NamedRow } from '../platform/sheets/columns.js';
import { inTwo, markedSheet } from '../platform/sheets/marked-sheet.js';
import { sheetFault, type Sheet, type SheetFault } from '../platform/sheets/sheet.js';
import { CSV_TYPE, readSheet, writeWorkbook, XLSX_TYPE } from '../platform/sheets/workbook.js';
import { LEVEL_WORDS, RESEARCH_LEVELS } from '../rules/research-table.js';
import { normalisedTitle } from '../rules/title-likeness.js';
import type { AuthorInput, PublicationImportAnswer, RegisterPublication } from './dto/research.dto.js';
import { Examination } from './examination.js';
import { KnownPieces } from './known-pieces.js';
import { PublicationLog } from './publication-log.js';
import { RegisteringService } from './registering.service.js';
import { ResearchBook } from './research-book.js';
import { researchErrors } from './research.errors.js';
import { writtenAuthors, type PersonNamed } from './written-authors.js';

type Field = 'title' | 'kind' | 'level' | 'outlet' | 'publishedOn' | 'authors' | 'serialNumber' | 'award' | 'shares' | 'shareReason' | 'event';
type Row = NamedRow<Field>;

const COLUMNS: readonly { name: Field; zh: string; needed?: true; longest?: number; example: string }[] = [
  { name: 'title', zh: '题名', needed: true, longest: 200, example: '民间借贷举证责任研究' }, { name: 'kind', zh: '种类', needed: true, example: 'RP-01' }, { name: 'level', zh: '级别', needed: true, example: '省级' },
  { name: 'outlet', zh: '刊物', needed: true, longest: 120, example: '示例省审判参考' }, { name: 'publishedOn', zh: '发表日期', needed: true, example: '2026-09-30' }, { name: 'authors', zh: '作者', needed: true, example: '王敏、何静、李院外（院外）' },
  { name: 'serialNumber', zh: '刊号', longest: 40, example: '0378-5955' }, { name: 'award', zh: '奖次', example: '' }, { name: 'shares', zh: '份额', example: '' }, { name: 'shareReason', zh: '份额理由', longest: 300, example: '' }, { name: 'event', zh: '同一事件', longest: 100, example: '' },
];
const MOST_ROWS = 500;
const MOST_AUTHORS = 20;

interface Examined {
  sheet: Sheet;
  ready: RegisterPublication[];
  unchanged: number;
  faults: SheetFault[];
}

/** A sheet of publications the office has the copies of: every row right, or nothing kept and every fault named by row and column. Each then waits to be verified by somebody else. */
@Injectable()
export class PublicationSheets {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly files: FilesService,
    private readonly book: ResearchBook,
    private readonly examination: Examination,
    private readonly registering: RegisteringService,
    private readonly known: KnownPieces,
    private readonly log: PublicationLog,
  ) {}

  async take(actor: Actor, fileName: string, content: Buffer, commit: boolean): Promise<PublicationImportAnswer> {
    require(actor, 'research.verify');
    const sheet = await readable(content);
    if (!commit) return answer(await this.examine(actor, sheet), 0);
    return this.database.transaction(async () => {
      await this.log.hold(actor);
      const examined = await this.examine(actor, sheet);
      if (examined.faults.length) throw researchErrors['research.faulty']({ count: examined.faults.length }, examined.faults);
      for (const piece of examined.ready) await this.registering.enter(actor, piece, { onPaper: true });
      const fileDigest = await this.files.keep(content, content.subarray(0, 2).toString('latin1') === 'PK' ? XLSX_TYPE : CSV_TYPE);
      const [saved, unchanged] = [examined.ready.length, examined.unchanged];
      this.audit.record(actor, { action: 'research.imported', subjectKind: 'researchImport', subjectId: newId(), after: { fileName: fileName.slice(-200), fileDigest, rows: sheet.rows.length, saved, unchanged } });
      return answer(examined, saved);
    });
  }

  async marked(actor: Actor, content: Buffer): Promise<Buffer> {
    require(actor, 'research.verify');
    const { sheet, faults } = await this.examine(actor, await readable(content));
    return markedSheet(sheet, faults, COLUMNS, actor.language === 'zh' ? '调研成果导入' : 'Publications', actor.language);
  }

  /** The sheet to fill in, with one example row. */
  template(actor: Actor): Promise<Buffer> {
    require(actor, 'research.verify');
    return writeWorkbook({ title: '调研成果导入', head: COLUMNS.map(({ zh }) => zh), rows: [COLUMNS.map(({ example }) => example)] });
  }

  private async examine(actor: Actor, sheet: Sheet): Promise<Examined> {
    const titles = sheet.header.map((title) => title.trim().toLowerCase());
    const { rows, faults } = pickColumns(sheet, COLUMNS.filter(({ name, zh, needed }) => needed || titles.includes(name.toLowerCase()) || titles.includes(zh)));
    const examined: Examined = { sheet, ready: [], unchanged: 0, faults: [...faults] };
    const people = await this.people(actor);
    const seen = new Map<string, number>();
    for (const row of rows) {
      const { title, outlet, publishedOn } = row.values;
      const key = `${normalisedTitle(title)}|${outlet}|${publishedOn}`;
      const first = seen.get(key);
      if (first !== undefined) examined.faults.push(at(row, 'title', { zh: `与第 ${first} 行是同一份（题名、刊物、日期相同）。一份只列一行。`, en: `It repeats row ${first}: one title, outlet and day. One copy, one row.` }));
      else {
        seen.set(key, row.row);
        await this.one(actor, row, people, examined);
      }
    }
    return examined;
  }

  private async one(actor: Actor, row: Row, people: readonly PersonNamed[], examined: Examined): Promise<void> {
    const found: SheetFault[] = [];
    const fault = (field: Field, sentence: Sentence): void => void found.push(at(row, field, sentence));
    const { title, outlet, serialNumber = '', event = '', shareReason = '', award = '' } = row.values;
    for (const { name, zh, longest } of COLUMNS)
      if (longest && (row.values[name] ?? '').length > longest) fault(name, { zh: `${zh}超过 ${longest} 字。请缩短。`, en: `Longer than ${longest} signs. Shorten it.` });
    if (award && !/^[1-5]$/.test(award)) fault('award', { zh: `“${award}”不是奖次。请写 1 至 5，或留空。`, en: `"${award}" is no prize. Write 1 to 5, or leave it empty.` });
    const level = RESEARCH_LEVELS.find((one) => [one, LEVEL_WORDS[one].zh, LEVEL_WORDS[one].en.toLowerCase()].includes(row.values.level.toLowerCase()));
    if (!level) fault('level', { zh: `“${row.values.level}”不是级别。请写国家级、省级、地市级或县级。`, en: `"${row.values.level}" is no level. Write national, province, prefecture or county.` });
    const publishedOn = writtenDay(row.values.publishedOn);
    if (!isDay(publishedOn)) fault('publishedOn', { zh: `“${row.values.publishedOn}”不是日期。请写作 2026-09-30。`, en: `"${row.values.publishedOn}" is no day. Write it as 2026-09-30.` });
    const kind = this.kindOf(row.values.kind, isDay(publishedOn) ? publishedOn : this.clock.today());
    if (!kind) fault('kind', { zh: `“${row.values.kind}”不是计分表上的种类。请写 RP-01 一类的编码或名称。`, en: `"${row.values.kind}" is no kind of the table. Write its code, as RP-01, or its name.` });
    const authors = this.authors(row, people, fault);
    if (found.length) return void examined.faults.push(...found);
    const wanted: RegisterPublication = { kind: kind!, level: level!, title, outlet, publishedOn, authors, evidence: [], award: award ? Number(award) : undefined, serialNumber: serialNumber || undefined, event: event || undefined, shareReason: shareReason || undefined };
    try {
      const seen = await this.examination.examine(actor, wanted, { onPaper: true });
      const twin = await this.known.twinOf(actor.courtId, wanted, seen);
      if (twin?.alike) examined.unchanged += 1;
      else {
        found.push(...seen.faults.map((one) => at(row, fieldOf(one.path), one)));
        if (twin) fault('title', { zh: `《${title}》（${outlet}，${publishedOn}）已由${twin.registeredBy}登记，内容与这一行不同。需要更改的，请在该成果上更正并写明理由。`, en: `"${title}" (${outlet}, ${publishedOn}) was registered by ${twin.registeredBy} and differs from this row. To change it, correct that piece and give the reason.` });
        if (!found.length) examined.ready.push(wanted);
      }
    } catch (refused) {
      // No table in force on that day: said where the day stands.
      if (!(refused instanceof DomainError)) throw refused;
      fault('publishedOn', { zh: refused.sentence('zh'), en: refused.sentence('en') });
    }
    examined.faults.push(...found);
  }

  private authors(row: Row, people: readonly PersonNamed[], fault: (field: Field, sentence: Sentence) => void): AuthorInput[] {
    const { authors, faults } = writtenAuthors(row.values.authors, people);
    for (const sentence of faults) fault('authors', sentence);
    if (authors.length > MOST_AUTHORS) fault('authors', { zh: `作者多于 ${MOST_AUTHORS} 人。请核对分隔符。`, en: `More than ${MOST_AUTHORS} authors. Check what separates them.` });
    const shares = listed(row.values.shares ?? '').map((share) => share.replace(/[%％]$/, ''));
    if (!shares.length) return authors;
    if (shares.length !== authors.length || !shares.every((share) => /^\d{1,3}(\.\d{1,2})?$/.test(share))) {
      fault('shares', { zh: `份额应与作者一一对应，如 60、40。请为 ${authors.length} 位作者各写一个，或全部留空按规则。`, en: `Shares stand one by one with the authors, as 60、40. Write ${authors.length} of them, or none and the rule's are taken.` });
      return authors;
    }
    return authors.map((author, index) => ({ ...author, share: points(shares[index]!) }));
  }

  private kindOf(written: string, day: string): string | undefined {
    const code = /^RP-\d{2}/.exec(written.toUpperCase())?.[0];
    return this.book.kinds(day).find((kind) => kind.code === code || kind.label === written || kind.labelEn.toLowerCase() === written.toLowerCase())?.code;
  }

  private people(actor: Actor): Promise<PersonNamed[]> {
    return this.database.rows<PersonNamed>(
      `SELECT p.id AS "id", p.name AS "name", MAX(d.name) AS "division" FROM person p LEFT JOIN post_holding h ON h.person_id = p.id AND h.kind = 'main' AND h.superseded_at IS NULL AND h.valid_from <= :today AND (h.valid_until IS NULL OR h.valid_until > :today)
       LEFT JOIN division d ON d.id = h.division_id WHERE p.court_id = :courtId GROUP BY p.id, p.name`,
      { courtId: actor.courtId, today: this.clock.today() },
    );
  }
}

function listed(text: string): string[] {
  return text.split(/[、,，;；/]/).map((part) => part.trim()).filter((part) => part !== '');
}

/** @example writtenDay('2026/9/5') // '2026-09-05' */
function writtenDay(text: string): string {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00.*)?$/.exec(text);
  return parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : text;
}

function fieldOf(path: string): Field {
  const name = path.replace(/\[.*$/, '');
  return COLUMNS.find((column) => column.name === name)?.name ?? 'title';
}

function at(row: Row, field: Field, sentence: Sentence): SheetFault {
  return sheetFault({ row: row.row, column: field, value: row.values[field] ?? '' }, ...inTwo(sentence));
}

async function readable(content: Buffer): Promise<Sheet> {
  if (!content.length) throw researchErrors['research.noFile']();
  const sheet = await readSheet(content);
  if (sheet.rows.length > MOST_ROWS) throw researchErrors['research.tooManyRows']({ rows: sheet.rows.length, most: MOST_ROWS });
  return sheet;
}

function answer({ sheet, ready, unchanged, faults }: Examined, saved: number): PublicationImportAnswer {
  return { rows: sheet.rows.length, ready: ready.length, unchanged, saved, faults: faults.map(({ row, column, value, what, fix }) => ({ row, column: COLUMNS.find(({ name }) => name === column)?.zh ?? column, value, what, fix })) };
}
