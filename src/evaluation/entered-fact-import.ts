import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { parsePeriod } from '../kernel/evaluation-period.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Database } from '../platform/database/database.js';
import { require } from '../platform/permissions/data-scope.js';
import { pickColumns, type Column, type NamedRow } from '../platform/sheets/columns.js';
import type { Sheet, SheetFault } from '../platform/sheets/sheet.js';
import { sheetFault } from '../platform/sheets/sheet.js';
import { readSheet, writeWorkbook } from '../platform/sheets/workbook.js';
import type { EnteredFactImport, NewEnteredFact } from './dto/entered-fact.dto.js';
import type { ClaimField } from './entered-fact-rules.js';
import { enteredFactErrors } from './entered-facts.errors.js';
import { EnteredFactsService, type KnownForRecording } from './entered-facts.service.js';

type Field = ClaimField;
const COLUMNS: readonly (Column<Field> & { needed?: true })[] = [
  { name: 'fact', zh: '事实', needed: true }, { name: 'person', zh: '人员' }, { name: 'unit', zh: '单位' }, { name: 'period', zh: '考核期', needed: true }, { name: 'value', zh: '值' }, { name: 'weight', zh: '权重' },
  { name: 'clause', zh: '条款' }, { name: 'label', zh: '事由' }, { name: 'day', zh: '日期' }, { name: 'points', zh: '分值' }, { name: 'approvedBy', zh: '批准人' }, { name: 'evidence', zh: '依据' },
];
/** Written in the value column: the list is empty. */
const NONE = ['本期没有', 'none', 'none in this period'];
const MOST_ROWS = 5000;

interface Examined {
  sheet: Sheet;
  claims: NewEnteredFact[];
  faults: SheetFault[];
  known: KnownForRecording;
}

/** A sheet of facts: every row right, or nothing kept and every fault named by row and column. */
@Injectable()
export class EnteredFactSheets {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly facts: EnteredFactsService,
  ) {}

  async take(actor: Actor, content: Buffer, commit: boolean): Promise<EnteredFactImport> {
    require(actor, 'facts.record');
    const { sheet, claims, faults, known } = await this.examine(actor, content);
    const said = faults.map(({ row, column, value, what, fix }) => ({ row, column, value, what, fix }));
    if (!commit || faults.length) return { rows: sheet.rows.length, saved: 0, faults: said };
    await this.database.transaction(async () => {
      for (const claim of claims) await this.facts.insert(actor, claim, known);
      this.audit.record(actor, { action: 'fact.imported', subjectKind: 'enteredFact', subjectId: actor.courtId, after: { rows: claims.length } });
    });
    return { rows: sheet.rows.length, saved: claims.length, faults: [] };
  }

  /** The sheet as it came, its faulty cells filled and noted. */
  async marked(actor: Actor, content: Buffer): Promise<Buffer> {
    require(actor, 'facts.record');
    const { sheet, faults } = await this.examine(actor, content);
    const rows = new Map(sheet.rows.map(({ row, cells }) => [row, cells]));
    const last = Math.max(1, ...rows.keys());
    const table = Array.from({ length: last - 1 }, (_, index) => rows.get(index + 2) ?? []);
    const marks = faults.map(({ row, column, what, fix }) => ({ row: row ?? 1, column: titleIn(sheet, column), note: `${what[actor.language]} ${fix[actor.language]}` }));
    return writeWorkbook({ title: actor.language === 'zh' ? '登记的考核事实' : 'Recorded facts', head: sheet.header, rows: table }, marks);
  }

  private async examine(actor: Actor, content: Buffer): Promise<Examined> {
    const sheet = await readSheet(content);
    if (sheet.rows.length > MOST_ROWS) throw enteredFactErrors['enteredFact.tooManyRows']({ rows: sheet.rows.length, most: MOST_ROWS });
    const titles = sheet.header.map((title) => title.trim().toLowerCase());
    const wanted = COLUMNS.filter(({ name, zh, needed }) => needed || titles.includes(name.toLowerCase()) || titles.includes(zh));
    const { rows, faults } = pickColumns(sheet, wanted);
    const known = await this.facts.known(actor);
    const claims: NewEnteredFact[] = [];
    const seen = new Map<string, number>();
    for (const row of rows) {
      const named = await this.subjectsOf(actor, row, known);
      faults.push(...named.faults, ...(await this.rowFaults(actor, row, named.claim, named.faults, known)), ...repeated(row, named.claim, known, seen));
      claims.push(named.claim);
    }
    return { sheet, claims, faults, known };
  }

  private async rowFaults(actor: Actor, row: NamedRow<Field>, claim: NewEnteredFact, before: readonly SheetFault[], known: KnownForRecording): Promise<SheetFault[]> {
    const faults = await this.facts.faults(actor, claim, known);
    // A name that was not found has been said; that nobody is named would only repeat it.
    return faults.filter(({ field }) => !before.some(({ column }) => column === field)).map(({ field, what, fix }) => at(row, field, what, fix));
  }

  private async subjectsOf(actor: Actor, row: NamedRow<Field>, known: KnownForRecording): Promise<{ claim: NewEnteredFact; faults: SheetFault[] }> {
    const faults: SheetFault[] = [];
    const { person, unit, ...rest } = row.values;
    const none = NONE.includes((rest.value ?? '').toLowerCase());
    const claim: NewEnteredFact = { fact: rest.fact, period: rest.period };
    for (const field of ['value', 'weight', 'clause', 'label', 'day', 'points', 'approvedBy', 'evidence'] as const) if (rest[field] && !(none && field === 'value')) claim[field] = rest[field];
    if (none) claim.none = true;
    if (person && parsePeriod(rest.period)) {
      const people = await this.facts.peopleIn(actor, rest.period, known);
      const found = people.filter((one) => one.employeeNumber === person);
      const named = found.length ? found : people.filter((one) => one.name === person);
      if (named.length === 1) claim.personId = named[0]!.id;
      else faults.push(named.length ? at(row, 'person', { zh: `有 ${named.length} 人叫“${person}”。`, en: `${named.length} people are called “${person}”.` }, { zh: '请改写工号。', en: 'Write the employee number.' }) : unfound(row, 'person', person));
    }
    if (unit) {
      const found = known.units.filter((one) => one.name === unit);
      if (found.length === 1) claim.divisionId = found[0]!.id;
      else faults.push(unfound(row, 'unit', unit));
    }
    return { claim, faults };
  }
}

/** The same number twice in one sheet: which of them counts nobody could say. */
function repeated(row: NamedRow<Field>, claim: NewEnteredFact, known: KnownForRecording, seen: Map<string, number>): SheetFault[] {
  const shape = known.facts.get(claim.fact)?.shape;
  if (shape !== 'number' && shape !== 'text') return [];
  const key = JSON.stringify([claim.fact, claim.personId ?? claim.divisionId, claim.period]);
  const first = seen.get(key);
  if (first === undefined) seen.set(key, row.row);
  return first === undefined ? [] : [at(row, 'value', { zh: `与第 ${first} 行重复。`, en: `It repeats row ${first}.` }, { zh: '请只保留一行。', en: 'Keep one of them.' })];
}

function at(row: NamedRow<Field>, field: Field, what: SheetFault['what'], fix: SheetFault['fix']): SheetFault {
  return sheetFault({ row: row.row, column: field, value: row.values[field] ?? '' }, what, fix);
}

function unfound(row: NamedRow<Field>, field: Field, name: string): SheetFault {
  return at(row, field, { zh: `查不到“${name}”。`, en: `“${name}” was not found.` }, { zh: '请按名册上的写法填写。', en: 'Write it as the register does.' });
}

function titleIn(sheet: Sheet, field: string): string {
  const known = COLUMNS.find(({ name }) => name === field);
  return sheet.header.find((title) => title.trim().toLowerCase() === field.toLowerCase() || title.trim() === known?.zh) ?? field;
}
