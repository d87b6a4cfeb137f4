import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Day } from '../kernel/day.js';
import { readCaseNumber, type CaseNumberTable } from '../rules/case-number.js';
import { expandCaseNumbers } from '../rules/case-number-ranges.js';
import type { Sheet, SheetRow } from '../platform/sheets/sheet.js';
import { rowFault, rowFaults, type CellPlace, type RowFault } from './import-faults.js';
import type { ImportColumns } from './import-columns.js';
import { readDay } from './import-days.js';
import type { FieldName, ImportMapping } from './import-mapping.js';
import { splitPeople, type PeopleOfTheCourt, type PersonReference } from './import-people.js';

/** A case as the file states it, everything understood. Points and money are whole hundredths, as stored. */
export interface ImportRecord {
  row: number;
  caseNumber: string;
  year: number;
  typeCode: string | null;
  serial: number | null;
  nature: string;
  cause: string;
  procedure: string | null;
  weight: number;
  intakeOn: Day;
  hearingOn: Day | null;
  closedOn: Day | null;
  effectiveOn: Day | null;
  limitOn: Day | null;
  deductedDays: number;
  divisionId: string | null;
  /** `null`: still in the intake pool, waiting to be assigned. */
  responsibleJudge: PersonReference | null;
  presidingJudge: PersonReference | null;
  panel: PersonReference[];
  judgeAssistant: PersonReference | null;
  clerk: PersonReference | null;
  closingManner: string | null;
  outcome: string | null;
  appealable: boolean;
  parties: string | null;
  claimed: string | null;
  realised: string | null;
  /** Fields whose cell the file fills; what the mapping says for a blank is not among them. */
  given: ReadonlySet<FieldName>;
}

export interface RowContext {
  mapping: ImportMapping;
  columns: ImportColumns;
  numbers: CaseNumberTable;
  people: PeopleOfTheCourt;
  divisions: ReadonlyMap<string, string>;
  today: Day;
}

export interface RowsRead {
  records: ImportRecord[];
  faults: RowFault[];
  /** Rows whose number stands more than once in the file. */
  repeatedRows: number;
}

const ROWS_A_TURN = 250;
/** Each report is a commit of its own, which waits for the disk. */
const ROWS_A_REPORT = 2500;
const LENGTHS: Partial<Record<FieldName, number>> = { cause: 120, procedure: 40, outcome: 160, parties: 200 };
const LONGEST_NUMBER = 80;

/** Reads every row and keeps every fault of every row; only rows without any become records. */
export async function readRows(sheet: Sheet, context: RowContext, report: (done: number) => Promise<void>): Promise<RowsRead> {
  const faults: RowFault[] = [];
  const records: ImportRecord[] = [];
  const rowsOf = new Map<string, Set<number>>();
  for (const [index, row] of sheet.rows.entries()) {
    const reader = new RowReader(row, sheet, context);
    for (const record of reader.read()) records.push(record);
    for (const number of reader.numbers) rowsOf.set(number, (rowsOf.get(number) ?? new Set()).add(row.row));
    faults.push(...reader.faults);
    if (reader.numbers.length > new Set(reader.numbers).size)
      faults.push(rowFaults.repeated(reader.numberPlace, [row.row, row.row]));
    if ((index + 1) % ROWS_A_REPORT === 0) await report(index + 1);
    // Other requests are served in between.
    if ((index + 1) % ROWS_A_TURN === 0) await nextTurn();
  }
  const repeated = new Map([...rowsOf].filter(([, rows]) => rows.size > 1));
  const column = context.columns.caseNumber.title;
  for (const [number, rows] of repeated)
    for (const row of rows) faults.push(rowFaults.repeated({ row, column, value: number }, [...rows]));
  const refused = new Set(faults.map(({ row }) => row));
  return {
    records: records.filter(({ row }) => !refused.has(row)),
    faults: faults.sort((a, b) => a.row - b.row),
    repeatedRows: new Set(faults.filter(({ code }) => code === 'number.repeated').map(({ row }) => row)).size,
  };
}

/** One row, cell by cell. A reader that finds a fault keeps it and goes on. */
class RowReader {
  readonly faults: RowFault[] = [];
  numbers: string[] = [];

  constructor(
    private readonly row: SheetRow,
    private readonly sheet: Sheet,
    private readonly context: RowContext,
  ) {}

  get numberPlace(): CellPlace {
    const { index, title } = this.context.columns.caseNumber;
    return this.place(title, this.cell(index));
  }

  /** One record for each case number of the row; none when anything is wrong. */
  read(): ImportRecord[] {
    const extra = this.row.cells.slice(this.sheet.header.length).filter((cell) => cell.trim() !== '');
    if (extra.length) this.faults.push(moreFields(this.place('', extra.join(','))));
    const numbers = this.context.mapping.caseNumber.form === 'standard' ? this.standardNumbers() : this.foreignNumber();
    const intakeOn = this.day('intakeOn', { past: true });
    const closedOn = this.day('closedOn', { past: true });
    const effectiveOn = this.day('effectiveOn', { past: true });
    const given = {
      row: this.row.row,
      nature: this.context.mapping.caseNumber.form === 'standard' ? null : this.word('nature'),
      cause: this.word('cause'),
      procedure: this.word('procedure'),
      weight: this.hundredths('weight', /^\d{1,2}(\.\d{1,2})?$/, '1.20'),
      intakeOn,
      hearingOn: this.day('hearingOn'),
      closedOn,
      effectiveOn,
      limitOn: this.day('limitOn'),
      deductedDays: this.count('deductedDays'),
      divisionId: this.division(),
      responsibleJudge: this.judge(closedOn),
      presidingJudge: this.person('presidingJudge'),
      judgeAssistant: this.person('judgeAssistant'),
      clerk: this.person('clerk'),
      closingManner: this.word('closingManner'),
      outcome: this.word('outcome'),
      appealable: this.word('appealable') === 'yes',
      parties: this.word('parties'),
      claimed: this.hundredths('claimed', /^\d{1,13}(\.\d{1,2})?$/, '12000.00'),
      realised: this.hundredths('realised', /^\d{1,13}(\.\d{1,2})?$/, '12000.00'),
      given: this.given(),
    };
    const panel = this.people('panel', [given.responsibleJudge, given.presidingJudge]);
    this.order('closedOn', closedOn, intakeOn, 'date.order');
    this.order('effectiveOn', effectiveOn, closedOn, 'date.effectOrder');
    if (this.faults.length) return [];
    const { cause, weight } = given;
    if (cause === null || weight === null || intakeOn === null) return [];
    return numbers.flatMap((number) => {
      const nature = number.nature ?? given.nature;
      if (nature === null) return [];
      const year = number.year ?? Number(intakeOn.slice(0, 4));
      return [{ ...given, ...number, year, nature, cause, intakeOn, panel, weight: Number(weight) }];
    });
  }

  private standardNumbers() {
    const place = this.numberPlace;
    if (this.isBlank(place.value)) return this.numberMissing(place);
    const expansion = expandCaseNumbers(place.value);
    const readings = 'faults' in expansion ? [] : expansion.numbers.map((text) => readCaseNumber(text, this.context.numbers));
    const wrong = 'faults' in expansion ? expansion.faults : readings.flatMap((reading) => (reading.kind === 'faulty' ? reading.faults : []));
    for (const { zh, en } of wrong) this.faults.push(rowFault(place, 'number.malformed', { zh, en }, { zh: '应为（2026）苏0102民初123号这样的案号。', en: 'A number looks like （2026）苏0102民初123号.' }));
    const found = readings.flatMap((reading) => {
      if (reading.kind === 'number') {
        const { caseCanonical, year, special, type, serial, nature } = reading.number;
        return [{ caseNumber: caseCanonical, year, typeCode: `${special ?? ''}${type}`, serial: Number(serial), nature: nature as string | null }];
      }
      if (reading.kind === 'legacy')
        this.faults.push(
          rowFault(place, 'number.malformed', { zh: '这是2016年以前的案号，无法确定案件性质。', en: 'A number from before 2016; the nature of the case cannot be told from it.' }, { zh: '请单独登记这一案。', en: 'Register this case on its own.' }),
        );
      return [];
    });
    this.numbers = found.map(({ caseNumber }) => caseNumber);
    return found;
  }

  private foreignNumber() {
    const place = this.numberPlace;
    if (this.isBlank(place.value)) return this.numberMissing(place);
    if (place.value.length > LONGEST_NUMBER) this.faults.push(rowFaults.tooLong(place, LONGEST_NUMBER));
    this.numbers = [place.value];
    return [{ caseNumber: place.value, year: null as number | null, typeCode: null, serial: null, nature: null as string | null }];
  }

  private numberMissing(place: CellPlace): never[] {
    this.faults.push(rowFaults.missing(place, 'number'));
    return [];
  }

  private day(field: FieldName, { past = false } = {}): Day | null {
    const place = this.required(field, 'date');
    if (!place) return null;
    const read = readDay(place.value, this.context.mapping.fields.get(field)!.dates);
    if (read === 'format') this.faults.push(rowFaults.dateFormat(place));
    else if (read === 'impossible') this.faults.push(rowFaults.dateImpossible(place));
    else {
      if (past && read.day > this.context.today) this.faults.push(rowFaults.dateFuture(place, this.context.today));
      return read.day;
    }
    return null;
  }

  private order(field: FieldName, later: Day | null, earlier: Day | null, code: 'date.order' | 'date.effectOrder'): void {
    if (later !== null && earlier !== null && later < earlier) this.faults.push(rowFaults.dateOrder(this.places(field)[0]!, code, earlier));
  }

  private word(field: FieldName): string | null {
    const place = this.required(field, 'value');
    if (!place) return null;
    const { values } = this.context.mapping.fields.get(field)!;
    // What the mapping itself writes for a blank may already be the register's own word.
    const value = values && !(place.column === '' && !values.has(place.value)) ? values.get(place.value) : place.value;
    if (value === undefined) {
      this.faults.push(rowFaults.unknownValue(place, [...values!.keys()]));
      return null;
    }
    const most = LENGTHS[field];
    if (most && value.length > most) this.faults.push(rowFaults.tooLong(place, most));
    return value;
  }

  /** Exact: `1.2` is 120, never by way of a binary fraction. */
  private hundredths(field: FieldName, shape: RegExp, example: string): string | null {
    const place = this.required(field, 'value');
    if (!place) return null;
    const text = place.value.normalize('NFKC').replace(/,/g, '');
    if (!shape.test(text) || (field === 'weight' && /^0*(\.0*)?$/.test(text))) {
      this.faults.push(rowFaults.notNumber(place, example));
      return null;
    }
    const [whole, fraction = ''] = text.split('.') as [string, string?];
    return (whole + fraction.padEnd(2, '0')).replace(/^0+(?=\d)/, '');
  }

  private count(field: FieldName): number {
    const place = this.required(field, 'value');
    if (!place) return 0;
    if (/^\d{1,5}$/.test(place.value)) return Number(place.value);
    this.faults.push(rowFaults.notNumber(place, '30'));
    return 0;
  }

  private division(): string | null {
    const place = this.required('division', 'value');
    if (!place) return null;
    const id = this.context.divisions.get(place.value);
    if (id !== undefined) return id;
    this.faults.push(rowFaults.divisionUnknown(place, [...this.context.divisions.keys()]));
    return null;
  }

  private person(field: FieldName): PersonReference | null {
    const place = this.required(field, 'value');
    return place ? this.named(place, place.value) : null;
  }

  /** Whoever answers for the case; nobody yet when the file says in words that it waits to be assigned. */
  private judge(closedOn: Day | null): PersonReference | null {
    const place = this.required('responsibleJudge', 'judge');
    if (!place) return null;
    if (!this.context.mapping.fields.get('responsibleJudge')!.waiting.has(place.value)) return this.named(place, place.value);
    if (closedOn !== null) this.faults.push(rowFaults.waitingThoughClosed(place));
    return null;
  }

  private people(field: FieldName, already: readonly (PersonReference | null)[]): PersonReference[] {
    const taken = new Set(already.map((person) => person?.name));
    return this.places(field)
      .filter(({ value }) => !this.isBlank(value))
      .flatMap((place) => splitPeople(place.value).map((name) => this.named(place, name)))
      .filter((person): person is PersonReference => {
        if (!person || taken.has(person.name)) return false;
        taken.add(person.name);
        return true;
      });
  }

  private named(place: CellPlace, name: string): PersonReference | null {
    const lookup = this.context.people.find(name);
    if ('found' in lookup) return lookup.found;
    this.faults.push('several' in lookup ? rowFaults.personAmbiguous({ ...place, value: name }, lookup.several) : rowFaults.personUnknown({ ...place, value: name }, lookup.closest));
    return null;
  }

  /** The field's cell with something in it, or what the mapping says a blank stands for. */
  private required(field: FieldName, kind: 'date' | 'judge' | 'value'): CellPlace | null {
    const mapping = this.context.mapping.fields.get(field);
    if (!mapping) return null;
    const places = this.places(field);
    const filled = places.find(({ value }) => !this.isBlank(value));
    if (filled) return filled;
    if (mapping.whenBlank !== null) return this.place('', mapping.whenBlank);
    if (mapping.required) this.faults.push(rowFaults.missing(places[0] ?? this.place(field, ''), kind));
    return null;
  }

  private given(): Set<FieldName> {
    const { fields } = this.context.mapping;
    return new Set([...fields.keys()].filter((field) => this.places(field).some(({ value }) => !this.isBlank(value) && !fields.get(field)!.waiting.has(value))));
  }

  private places(field: FieldName): CellPlace[] {
    return (this.context.columns.fields.get(field) ?? []).map(({ index, title }) => this.place(title, this.cell(index)));
  }

  private place(column: string, value: string): CellPlace {
    return { row: this.row.row, column, value };
  }

  private cell(index: number): string {
    return (this.row.cells[index] ?? '').trim();
  }

  private isBlank(value: string): boolean {
    return value === '' || this.context.mapping.blanks.has(value);
  }
}

function moreFields(place: CellPlace): RowFault {
  return rowFault(
    place,
    'row.fields',
    { zh: '这一行比表头多出几格，各列可能错位。', en: 'This row has more fields than the header; its columns may be shifted.' },
    { zh: '格内有逗号的，请把整格放在引号内。', en: 'Put a field that holds a comma between quotation marks.' },
  );
}
