import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { isDay } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { CourtCase } from '../cases/case.entities.js';
import { Person } from '../court/court.entities.js';
import { Database } from '../platform/database/database.js';
import { require } from '../platform/permissions/data-scope.js';
import { pickColumns, type Column, type NamedRow } from '../platform/sheets/columns.js';
import { sheetFault, type Sheet, type SheetFault } from '../platform/sheets/sheet.js';
import { readSheet, writeWorkbook } from '../platform/sheets/workbook.js';
import { levelWords } from '../rules/conduct-points.js';
import { ComplaintsService } from './complaints.service.js';
import { CHANNEL_WORDS } from './conduct-words.js';
import { CHANNELS } from './conduct.entities.js';
import { conductErrors } from './conduct.errors.js';
import type { ComplaintImport, ReceiveComplaint } from './dto/complaint.dto.js';

type Field = 'code' | 'person' | 'caseNumber' | 'receivedOn' | 'channel' | 'complainant' | 'people' | 'level' | 'summary' | 'words';
const COLUMNS: readonly (Column<Field> & { field?: string })[] = [
  { name: 'code', zh: '条目' }, { name: 'person', zh: '被反映人', field: 'personId' }, { name: 'caseNumber', zh: '案号', field: 'caseId' }, { name: 'receivedOn', zh: '收到日期' }, { name: 'channel', zh: '渠道' }, { name: 'complainant', zh: '反映人' },
  { name: 'people', zh: '人数' }, { name: 'level', zh: '层级' }, { name: 'summary', zh: '摘要' }, { name: 'words', zh: '反映内容' },
];
const PETITION_LEVELS = ['court', 'prefecture', 'province', 'national'] as const;
const MOST_ROWS = 2000;
const LONGEST = { complainant: 80, summary: 200, words: 4000 } as const;
const FIX: Sentence = { zh: '请改正这一格。', en: 'Correct this cell.' };

type Wanted = Omit<ReceiveComplaint, 'evidence'>;

/** 台账导入: every row right, or nothing kept and every fault named by row and column. Integrity leads do not come on a sheet. */
@Injectable()
export class ComplaintSheets {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
  ) {}

  async take(actor: Actor, content: Buffer, commit: boolean): Promise<ComplaintImport> {
    require(actor, 'complaint.manage');
    const { sheet, wanted, faults } = await this.examine(actor, content);
    if (!commit || faults.length) return { rows: sheet.rows.length, saved: 0, faults: faults.map(({ row, column, value, what, fix }) => ({ row, column, value, what, fix })) };
    await this.database.transaction(async () => {
      for (const one of wanted) await this.complaints.written(actor, one);
    });
    return { rows: sheet.rows.length, saved: wanted.length, faults: [] };
  }

  /** The sheet as it came, its faulty cells filled and noted. */
  async marked(actor: Actor, content: Buffer): Promise<Buffer> {
    require(actor, 'complaint.manage');
    const { sheet, faults } = await this.examine(actor, content);
    const rows = new Map(sheet.rows.map(({ row, cells }) => [row, cells]));
    const table = Array.from({ length: Math.max(1, ...rows.keys()) - 1 }, (_, index) => rows.get(index + 2) ?? []);
    const titleOf = (column: string): string => sheet.header.find((title) => [column, COLUMNS.find(({ name }) => name === column)?.zh].includes(title.trim())) ?? column;
    return writeWorkbook(
      { title: actor.language === 'zh' ? '投诉信访' : 'Complaints', head: sheet.header, rows: table },
      faults.map(({ row, column, what, fix }) => ({ row: row ?? 1, column: titleOf(column), note: `${what[actor.language]} ${fix[actor.language]}` })),
    );
  }

  private async examine(actor: Actor, content: Buffer): Promise<{ sheet: Sheet; wanted: Wanted[]; faults: SheetFault[] }> {
    const sheet = await readSheet(content);
    if (sheet.rows.length > MOST_ROWS) throw conductErrors['conduct.tooManyRows']({ rows: sheet.rows.length, most: MOST_ROWS });
    const { rows, faults } = pickColumns(sheet, COLUMNS);
    const wanted: Wanted[] = [];
    for (const row of rows) wanted.push(await this.read(actor, row, faults));
    return { sheet, wanted, faults };
  }

  private async read(actor: Actor, row: NamedRow<Field>, faults: SheetFault[]): Promise<Wanted> {
    const { values } = row;
    const before = faults.length;
    const wrong = (column: Field, zh: string, en: string, fix: Sentence = FIX): void => void faults.push(sheetFault({ row: row.row, column, value: values[column] }, { zh, en }, fix));
    const channel = CHANNELS.find((one) => one === values.channel || CHANNEL_WORDS[one].zh === values.channel);
    if (!channel) wrong('channel', '没有这个渠道。', 'No such channel.', { zh: `请写 ${CHANNELS.map((one) => CHANNEL_WORDS[one].zh).join('、')} 之一。`, en: `Write one of ${CHANNELS.join(', ')}.` });
    const level = values.level ? PETITION_LEVELS.find((one) => one === values.level || levelWords(one).zh.startsWith(values.level)) : undefined;
    if (values.level && !level) wrong('level', '没有这个层级。', 'No such level.', { zh: '请写本院、市、省或国家。', en: 'Write court, prefecture, province or national.' });
    const people = values.people === '' ? 1 : Number(values.people);
    if (!Number.isInteger(people) || people < 1 || people > 9999) wrong('people', '人数应为 1 至 9999 的整数。', 'People are a whole number from 1 to 9999.');
    if (!isDay(values.receivedOn)) wrong('receivedOn', '不是日期。', 'Not a day.', { zh: '请写成 2026-11-09 的样子。', en: 'Write it as 2026-11-09.' });
    for (const field of ['complainant', 'summary', 'words'] as const) {
      if (!values[field]) wrong(field, '没有填写。', 'Nothing is written here.');
      if (values[field].length > LONGEST[field]) wrong(field, `超过 ${LONGEST[field]} 个字。`, `Longer than ${LONGEST[field]} characters.`);
    }
    if (values.code === 'W-04') wrong('code', '廉政线索不从表格导入。', 'An integrity lead does not come on a sheet.', { zh: '请删去这一行，另行直接移送纪检监察人员。', en: 'Take the row out and hand it to discipline.' });
    const personId = await this.personOf(actor, values.person, wrong);
    const found = values.caseNumber ? await this.database.repository(CourtCase).findOneBy({ courtId: actor.courtId, caseNumber: values.caseNumber.replace('(', '（').replace(')', '）') }) : null;
    if (values.caseNumber && !found) wrong('caseNumber', '案件库没有这个案号。', 'The register has no such case.');
    const one: Wanted = {
      code: values.code, personId: personId ?? '', receivedOn: values.receivedOn, channel: channel ?? 'visit', complainant: values.complainant, people, summary: values.summary, words: values.words, ...(found ? { caseId: found.id } : {}), ...(level ? { level } : {}),
    };
    if (faults.length === before)
      for (const fault of await this.complaints.faults(actor, one)) {
        const column = COLUMNS.find(({ name, field }) => (field ?? name) === fault.path)?.name ?? 'code';
        wrong(column, fault.zh, fault.en);
      }
    return one;
  }

  private async personOf(actor: Actor, written: string, wrong: (column: Field, zh: string, en: string, fix?: Sentence) => void): Promise<string | null> {
    const people = this.database.repository(Person);
    const byNumber = written ? await people.findBy({ courtId: actor.courtId, employeeNumber: written }) : [];
    const named = byNumber.length ? byNumber : written ? await people.findBy({ courtId: actor.courtId, name: written }) : [];
    if (named.length === 1) return named[0]!.id;
    if (named.length) wrong('person', `有 ${named.length} 人叫“${written}”。`, `${named.length} people are called “${written}”.`, { zh: '请改写工号。', en: 'Write the employee number.' });
    else wrong('person', '本院没有这个人。', 'No such person in this court.');
    return null;
  }
}
