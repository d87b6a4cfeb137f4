import { isDay } from '../../kernel/day.js';
import type { Sentence } from '../../kernel/domain-error.js';
import type { SourceRecord } from '../../kernel/score-line.js';
import type { FactShape } from '../../rules/scheme/fact-catalogue.js';
import { compare, readDecimal, type FactEvent, type FactName, type Piece } from '../../rules/scheme/facts.js';
import { sheetFault, type SheetFault } from '../../platform/sheets/sheet.js';
import { sheetErrors } from '../../platform/sheets/sheets.errors.js';
import type { FactShapes, FilePerson, FileUnit } from './facts-file.js';

/** Where a value stands: line of the file, column or path in it, and what is written there. */
export interface Place {
  row: number;
  column: string;
  value: string;
}

/** Whose facts: a person's, or (without `personId`) a unit's. */
export interface Owner {
  personId: string | null;
  period: string | null;
  name?: string;
  unit?: string;
  series?: string;
  group?: string;
}

type Told = 'name' | 'unit' | 'series' | 'group';
const TOLD: readonly Told[] = ['name', 'unit', 'series', 'group'];

/** What is written of one event; texts as they stand in the file. */
export interface EventCells {
  id?: string;
  clause?: string;
  label?: string | Sentence;
  day?: string;
  points?: string;
  share?: string;
  quote?: string;
  source?: string;
  approvedBy?: string;
}

export interface PieceCells {
  value: string;
  weight?: string;
  id?: string;
  source?: string;
  survey?: string;
}

/** Puts the values of a facts file together, whatever its format, and keeps every fault with its place. */
export class FactsCollector {
  readonly faults: SheetFault[] = [];
  private readonly people = new Map<string, FilePerson>();
  private readonly units = new Map<string, FileUnit>();
  private readonly firstRows = new Map<string, number>();
  private readonly unused = new Set<string>();

  constructor(private readonly known: FactShapes) {}

  owner(place: Place, owner: Owner): FilePerson | FileUnit | null {
    if (owner.personId !== null) return this.person(place, owner as Owner & { personId: string });
    if (owner.unit) return this.unit(owner.unit, owner);
    this.fault({ ...place, column: 'person', value: '' }, say('没有写明是谁：人员和单位都空着。', 'It names nobody: both person and unit are empty.'), say('请写人员；整个单位的事实只写单位。', 'Name the person; for a fact of a whole unit name the unit only.'));
    return null;
  }

  shapeOf(fact: FactName): FactShape | null {
    return this.known.shapes.get(fact) ?? null;
  }

  /** True when the scheme does not know the name: it is put aside and reported. */
  isUnused(place: Place, fact: FactName): boolean {
    if (this.known.derived.has(fact)) {
      this.fault(place, say(`“${fact}”由公式推算，不能填写。`, `“${fact}” is worked out by a formula and cannot be written down.`), say('请删去；要改它，请改公式所用的事实。', 'Remove it; to change it, change the facts its formula uses.'));
      return true;
    }
    if (this.known.shapes.has(fact)) return false;
    this.unused.add(fact);
    return true;
  }

  number(owner: FilePerson | FileUnit, place: Place, fact: FactName, raw: string): void {
    const value = this.decimal(place, raw);
    if (value === null || this.isRepeated(owner, place, fact)) return;
    if (fact === 'months' || fact === 'dutyFactor') {
      if ('personId' in owner) owner[fact] = value;
      else this.fault(place, say(`“${fact}”属于个人，不属于单位。`, `“${fact}” is a person’s, not a unit’s.`), say('请写在人员行。', 'Write it in the rows of a person.'));
    } else if (fact === 'headcount' && !('personId' in owner)) owner.headcount = value;
    else owner.numbers[fact] = value;
  }

  text(owner: FilePerson | FileUnit, place: Place, fact: FactName, raw: string): void {
    if (raw === '') this.missing(place);
    else if (!this.isRepeated(owner, place, fact)) owner.numbers[fact] = raw;
  }

  /** A list that is there and empty: nothing happened, nothing was marked. */
  none(owner: FilePerson | FileUnit, fact: FactName, shape: 'events' | 'pieces'): void {
    if (shape === 'events') owner.events[fact] ??= [];
    else owner.pieces[fact] ??= [];
  }

  piece(owner: FilePerson | FileUnit, place: Place, fact: FactName, cells: PieceCells): void {
    const value = this.decimal(place, cells.value);
    const weight = cells.weight ? this.decimal({ ...place, column: inside(place.column, 'weight'), value: cells.weight }, cells.weight) : '1';
    const list = (owner.pieces[fact] ??= []);
    const id = cells.id || `${idOf(owner)}:${fact}:${list.length + 1}`;
    if (value === null || weight === null) return;
    const piece: Piece = { source: this.sourceOf(fact, id, cells.source, `${fact} ${list.length + 1}`), value, weight };
    if (cells.survey) piece.survey = cells.survey;
    list.push(piece);
  }

  event(owner: FilePerson | FileUnit, place: Place, fact: FactName, cells: EventCells): void {
    const at = (column: string, value = ''): Place => ({ ...place, column: inside(place.column, column), value });
    const list = (owner.events[fact] ??= []);
    const id = cells.id || `${idOf(owner)}:${fact}:${list.length + 1}`;
    if (cells.id) this.isRepeated(owner, at('id', cells.id), `id:${cells.id}`);
    if (!cells.label && !cells.clause) this.fault(at('label'), say('这一事项既没有条款，也没有事由。', 'This event states neither clause nor label.'), say('请写明依据的条款和发生了什么。', 'State the clause it rests on and what happened.'));
    const written = typeof cells.label === 'string' || cells.label === undefined ? cells.label || cells.clause || '' : cells.label;
    const label = typeof written === 'string' ? say(written, written) : written;
    const event: FactEvent = {
      id,
      clause: cells.clause || label.zh,
      label,
      day: cells.day ? this.day(at('day', cells.day), cells.day) : null,
      source: this.sourceOf(fact, id, cells.source, label.zh),
    };
    if (cells.points) event.points = this.decimal(at('points', cells.points), cells.points) ?? '0';
    if (cells.share) event.share = this.decimal(at('share', cells.share), cells.share) ?? '0';
    if (cells.quote) event.quote = cells.quote;
    if (cells.approvedBy) event.approvedBy = cells.approvedBy;
    list.push(event);
  }

  /** Exact decimal text; full-width digits are accepted. */
  decimal(place: Place, raw: string): string | null {
    const value = raw.normalize('NFKC').trim();
    if (value === '') this.missing(place);
    else if (readDecimal(value)) return value;
    else this.fault(place, say(`“${raw}”不是数字。`, `“${raw}” is not a number.`), say('请写成普通数字，如 93.5，不带单位、百分号和千分位逗号。', 'Write a plain number such as 93.5, without unit, per cent sign or thousands separator.'));
    return null;
  }

  missing(place: Place): void {
    this.fault(place, say(`“${place.column}”没有填写。`, `“${place.column}” is empty.`), say('请补上；缺数不能当作零。', 'Fill it in; a missing value is not a zero.'));
  }

  fault(place: Place, what: Sentence, fix: Sentence): void {
    this.faults.push(sheetFault(place, what, fix));
  }

  /** @throws DomainError `sheet.rows` with every fault, in the order of the rows, if there was one */
  finish(): { people: FilePerson[]; units: FileUnit[]; unused: string[] } {
    if (this.faults.length) throw sheetErrors['sheet.rows']({ count: this.faults.length }, [...this.faults].sort((a, b) => (a.row ?? 0) - (b.row ?? 0)));
    const people = [...this.people.values()].sort((a, b) => compare(a.personId, b.personId) || compare(a.period ?? '', b.period ?? ''));
    return { people, units: [...this.units.values()], unused: [...this.unused] };
  }

  private person(place: Place, owner: Owner & { personId: string }): FilePerson {
    const key = JSON.stringify([owner.personId, owner.period]);
    const known = this.people.get(key);
    if (!known) {
      const person: FilePerson = { personId: owner.personId, period: owner.period, months: '', dutyFactor: '', numbers: {}, events: {}, pieces: {} };
      for (const told of TOLD) if (owner[told]) person[told] = owner[told];
      this.people.set(key, person);
      return person;
    }
    for (const told of TOLD) {
      const said = owner[told];
      if (!said) continue;
      if (known[told] && known[told] !== said) {
        this.fault({ ...place, column: told, value: said }, say(`${owner.personId} 的 ${told} 前面写作“${known[told]}”，此处写作“${said}”。`, `The ${told} of ${owner.personId} was “${known[told]}” before and is “${said}” here.`), say('请统一。', 'Write the same one throughout.'));
      } else known[told] = said;
    }
    return known;
  }

  private unit(unit: string, owner: Owner): FileUnit {
    const key = JSON.stringify([unit, owner.period]);
    const known = this.units.get(key) ?? { unit, period: owner.period, ...(owner.name ? { name: owner.name } : {}), numbers: {}, events: {}, pieces: {} };
    this.units.set(key, known);
    return known;
  }

  private isRepeated(owner: FilePerson | FileUnit, place: Place, what: string): boolean {
    const key = JSON.stringify([idOf(owner), owner.period, what]);
    const first = this.firstRows.get(key);
    if (first === undefined) {
      this.firstRows.set(key, place.row);
      return false;
    }
    this.fault(place, say(`${idOf(owner)} 的这一项在第 ${first} 行已经写过。`, `This of ${idOf(owner)} was written in row ${first} already.`), say('每人每期每项只写一次，请只保留一处。', 'Each stands once per person and period; keep one.'));
    return true;
  }

  /** Where evidence is asked for, a record that names no source must be seen to name none. */
  private sourceOf(fact: FactName, id: string, named: string | undefined, otherwise: string): SourceRecord {
    if (named) return { kind: 'none', id, label: named };
    return this.known.evidenced.has(fact) ? { kind: 'none', id: null, label: '' } : { kind: 'none', id, label: otherwise };
  }

  private day(place: Place, raw: string): string | null {
    const [, year, month, date] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(raw.normalize('NFKC').trim()) ?? [];
    const day = year ? `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}` : '';
    if (isDay(day)) return day;
    this.fault(place, say(`“${raw}”不是日期。`, `“${raw}” is not a day.`), say('请写作 2026-10-05。', 'Write it as 2026-10-05.'));
    return null;
  }
}

function idOf(owner: FilePerson | FileUnit): string {
  return 'personId' in owner ? owner.personId : owner.unit;
}

/** `people[2].events.merits[0]` + `day`; a column of a table stands by itself. */
function inside(column: string, field: string): string {
  return column.includes('[') ? `${column}.${field}` : field;
}

function say(zh: string, en: string): Sentence {
  return { zh, en };
}
