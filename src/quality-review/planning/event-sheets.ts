import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Database } from '../../platform/database/database.js';
import { require } from '../../platform/permissions/data-scope.js';
import { pickColumns, type Column } from '../../platform/sheets/columns.js';
import { sheetFault, type Sheet, type SheetFault } from '../../platform/sheets/sheet.js';
import { readSheet, writeWorkbook } from '../../platform/sheets/workbook.js';
import { EVENT_KINDS } from '../../rules/review-triggers.js';
import { CaseEvents } from './case-events.service.js';
import type { EventSheetResult, RecordEvent } from './dto/event.dto.js';
import type { KnownForEvent } from './event-faults.js';
import { planningErrors } from './planning.errors.js';

type Field = 'kind' | 'caseNumbers' | 'day' | 'replyOn' | 'source';
const COLUMNS: readonly (Column<Field> & { needed: boolean })[] = [
  { name: 'kind', zh: '事件', needed: true }, { name: 'caseNumbers', zh: '案号', needed: true }, { name: 'day', zh: '事件日期', needed: true }, { name: 'source', zh: '依据', needed: true }, { name: 'replyOn', zh: '答复日期', needed: false },
];
const MOST_ROWS = 2000;

interface Examined {
  sheet: Sheet;
  claims: RecordEvent[];
  known: KnownForEvent;
  faults: SheetFault[];
}

/** A sheet of events: every row right, or nothing kept and every fault named by row and column. Several case numbers stand in one cell, parted by 、 or ; */
@Injectable()
export class EventSheets {
  constructor(
    private readonly database: Database,
    private readonly events: CaseEvents,
  ) {}

  async take(actor: Actor, content: Buffer, commit: boolean): Promise<EventSheetResult> {
    require(actor, 'review.plan');
    return this.database.transaction(async () => {
      await this.events.hold(actor.courtId);
      const { sheet, claims, known, faults } = await this.examine(actor, content);
      const said = faults.map(({ row, column, value, what, fix }) => ({ row, column, value, what, fix }));
      if (!commit || faults.length) return { rows: sheet.rows.length, saved: 0, faults: said };
      for (const claim of claims) await this.events.insert(actor, claim, known, 'sheet');
      return { rows: sheet.rows.length, saved: claims.length, faults: [] };
    });
  }

  /** The sheet as it came, its faulty cells filled and noted. */
  async marked(actor: Actor, content: Buffer): Promise<Buffer> {
    require(actor, 'review.plan');
    const { sheet, faults } = await this.examine(actor, content);
    const rows = new Map(sheet.rows.map(({ row, cells }) => [row, cells]));
    const last = Math.max(1, ...rows.keys());
    const table = Array.from({ length: last - 1 }, (_, index) => rows.get(index + 2) ?? []);
    const marks = faults.map(({ row, column, what, fix }) => ({ row: row ?? 1, column: titleIn(sheet, column), note: `${what[actor.language]} ${fix[actor.language]}` }));
    return writeWorkbook({ title: actor.language === 'zh' ? '触发事件' : 'Trigger events', head: sheet.header, rows: table }, marks);
  }

  /** An empty sheet with the columns and the words of the events. */
  async blank(actor: Actor): Promise<Buffer> {
    require(actor, 'review.plan');
    const zh = actor.language === 'zh';
    const head = COLUMNS.map((column) => (zh ? column.zh : column.name));
    return writeWorkbook({ title: zh ? '触发事件' : 'Trigger events', head, rows: [] });
  }

  private async examine(actor: Actor, content: Buffer): Promise<Examined> {
    const sheet = await readSheet(content);
    if (sheet.rows.length > MOST_ROWS) throw planningErrors['caseEvent.faulty']({ count: 1 }, [{ path: 'file', zh: `表格有 ${sheet.rows.length} 行，一次最多 ${MOST_ROWS} 行。请分次导入。`, en: `The sheet has ${sheet.rows.length} rows; at most ${MOST_ROWS} go in at once. Split it.` }]);
    const titles = sheet.header.map((title) => title.trim().toLowerCase());
    const { rows, faults } = pickColumns(sheet, COLUMNS.filter(({ name, zh, needed }) => needed || titles.includes(name.toLowerCase()) || titles.includes(zh)));
    const claims = rows.map(({ values }): RecordEvent => ({
      kind: kindOf(values.kind), caseNumbers: values.caseNumbers.split(/[、;；,，\n]+/).map((one) => one.trim()).filter((one) => one !== ''), day: values.day, source: values.source, ...(values.replyOn ? { replyOn: values.replyOn } : {}),
    }));
    const known = await this.events.known(actor, claims);
    const recorded = new Set(known.recorded);
    const held: KnownForEvent = { ...known, recorded };
    for (const [index, claim] of claims.entries()) {
      const { row, values } = rows[index]!;
      for (const fault of await this.events.faultsOf(claim, held)) {
        const column = fault.path.replace(/\[.*$/, '') as Field;
        const [what, fix] = parted(fault.zh, '。');
        const [whatEn, fixEn] = parted(fault.en, '. ');
        faults.push(sheetFault({ row, column, value: values[column] ?? '' }, { zh: what, en: whatEn }, { zh: fix, en: fixEn }));
      }
      for (const one of claim.caseNumbers) {
        const of = known.cases.get(one);
        if (of) recorded.add(`${claim.kind}|${of.caseId}|${claim.day}`);
      }
    }
    return { sheet, claims, known, faults };
  }
}

/** The event's own word or the sentence people use for it. */
function kindOf(written: string): string {
  return Object.entries(EVENT_KINDS).find(([kind, { zh, en }]) => kind === written || zh === written || en === written.toLowerCase())?.[0] ?? written;
}

/** What is wrong, and what to do: the last sentence says what to do. */
function parted(text: string, stop: string): [string, string] {
  const at = text.lastIndexOf(stop, text.length - 2);
  return at < 0 ? [text, ''] : [text.slice(0, at + 1), text.slice(at + 1).trim()];
}

function titleIn(sheet: Sheet, field: string): string {
  const known = COLUMNS.find(({ name }) => name === field);
  return sheet.header.find((title) => title.trim().toLowerCase() === field.toLowerCase() || title.trim() === known?.zh) ?? field;
}
