import { newId } from '../platform/ids.js';
import type { Database } from '../platform/database/database.js';
import { insertRows } from '../platform/database/insert-rows.js';
import type { StoredValue } from '../platform/database/stored-value.js';
import type { FieldName } from './import-mapping.js';
import type { ImportRecord } from './import-rows.js';

const NUMBERS_A_QUERY = 500;

/** What the register and a row of a file are compared by, field by field, as text. */
export type CaseContent = Record<FieldName, string>;

interface RegisteredRow {
  id: string;
  version: number | string;
  case_number: string;
  nature: string;
  cause: string;
  procedure: string | null;
  weight: number;
  intake_on: string;
  hearing_on: string | null;
  closed_on: string | null;
  effective_on: string | null;
  limit_on: string | null;
  deducted_days: number;
  division_id: string | null;
  responsible_judge_id: string | null;
  clerk_id: string | null;
  closing_manner: string | null;
  outcome: string | null;
  appealable: number | boolean;
  parties: string | null;
  claimed: string | number | null;
  realised: string | number | null;
}

/** A case of the register, as read; the version guards a later write. */
export interface RegisteredCase {
  id: string;
  version: number;
  content: CaseContent;
}

/** The cases of the register that have these numbers. */
export async function registeredCases(database: Database, courtId: string, numbers: readonly string[]): Promise<Map<string, RegisteredCase>> {
  const found = new Map<string, RegisteredCase>();
  for (let from = 0; from < numbers.length; from += NUMBERS_A_QUERY) {
    const rows = await database.rows<RegisteredRow>(
      `SELECT id, version, case_number, nature, cause, \`procedure\`, weight, intake_on, hearing_on, closed_on, effective_on, limit_on, deducted_days,
        division_id, responsible_judge_id, clerk_id, closing_manner, outcome, appealable, parties, claimed, realised
      FROM court_case WHERE court_id = :courtId AND case_number IN (:...numbers)`,
      { courtId, numbers: numbers.slice(from, from + NUMBERS_A_QUERY) },
    );
    if (rows.length === 0) continue;
    const seats = await database.rows<{ case_id: string; person_id: string; role: string }>(
      'SELECT case_id, person_id, role FROM case_participant WHERE case_id IN (:...ids)',
      { ids: rows.map(({ id }) => id) },
    );
    const seatsOf = new Map<string, { person_id: string; role: string }[]>();
    for (const seat of seats) seatsOf.set(seat.case_id, [...(seatsOf.get(seat.case_id) ?? []), seat]);
    for (const row of rows) found.set(row.case_number, { id: row.id, version: Number(row.version), content: registeredContent(row, seatsOf.get(row.id) ?? []) });
  }
  return found;
}

function registeredContent(row: RegisteredRow, seats: readonly { person_id: string; role: string }[]): CaseContent {
  const holding = (role: string) => seats.filter((seat) => seat.role === role).map(({ person_id }) => person_id).sort().join(' ');
  return {
    nature: row.nature,
    cause: row.cause,
    procedure: row.procedure ?? '',
    weight: String(row.weight),
    intakeOn: row.intake_on,
    hearingOn: row.hearing_on ?? '',
    closedOn: row.closed_on ?? '',
    effectiveOn: row.effective_on ?? '',
    limitOn: row.limit_on ?? '',
    deductedDays: String(row.deducted_days),
    division: row.division_id ?? '',
    responsibleJudge: row.responsible_judge_id ?? '',
    presidingJudge: holding('presidingJudge'),
    panel: holding('panelMember'),
    judgeAssistant: holding('judgeAssistant'),
    clerk: row.clerk_id ?? '',
    closingManner: row.closing_manner ?? '',
    outcome: row.outcome ?? '',
    appealable: row.appealable ? 'yes' : 'no',
    parties: row.parties ?? '',
    claimed: row.claimed === null ? '' : String(row.claimed),
    realised: row.realised === null ? '' : String(row.realised),
  };
}

/** A person still to be registered has no id yet, so that the content differs from any case of the register. */
export function contentOf(record: ImportRecord): CaseContent {
  const id = (person: { id: string | null; name: string } | null) => (person ? (person.id ?? `new ${person.name}`) : '');
  return {
    nature: record.nature,
    cause: record.cause,
    procedure: record.procedure ?? '',
    weight: String(record.weight),
    intakeOn: record.intakeOn,
    hearingOn: record.hearingOn ?? '',
    closedOn: record.closedOn ?? '',
    effectiveOn: record.effectiveOn ?? '',
    limitOn: record.limitOn ?? '',
    deductedDays: String(record.deductedDays),
    division: record.divisionId ?? '',
    responsibleJudge: id(record.responsibleJudge),
    presidingJudge: id(record.presidingJudge),
    panel: record.panel.map(id).sort().join(' '),
    judgeAssistant: id(record.judgeAssistant),
    clerk: id(record.clerk),
    closingManner: record.closingManner ?? '',
    outcome: record.outcome ?? '',
    appealable: record.appealable ? 'yes' : 'no',
    parties: record.parties ?? '',
    claimed: record.claimed ?? '',
    realised: record.realised ?? '',
  };
}

const CASE_COLUMNS = [
  'id', 'court_id', 'case_number', 'year', 'type_code', 'serial', 'nature', 'cause', 'procedure', 'weight', 'intake_on', 'hearing_on', 'closed_on',
  'effective_on', 'limit_on', 'deducted_days', 'division_id', 'responsible_judge_id', 'clerk_id', 'closing_manner', 'outcome', 'appealable', 'parties',
  'claimed', 'realised', 'import_id', 'import_row', 'version', 'created_at', 'updated_at',
] as const;
const SEAT_COLUMNS = ['id', 'court_id', 'case_id', 'person_id', 'role'] as const;

/** Writes new cases with their people, all of them registered by now. Joins the transaction that is open. */
export async function writeCases(
  database: Database,
  records: readonly ImportRecord[],
  { courtId, importId, at, personIds }: { courtId: string; importId: string; at: string; personIds: ReadonlyMap<string, string> },
): Promise<void> {
  const idOf = (person: { id: string | null; name: string } | null): string | null => (person ? (person.id ?? personIds.get(person.name)!) : null);
  const seats: Record<(typeof SEAT_COLUMNS)[number], StoredValue>[] = [];
  const cases = records.map((record): Record<(typeof CASE_COLUMNS)[number], StoredValue> => {
    const id = newId();
    const seat = (person: { id: string | null; name: string } | null, role: string) => {
      if (person) seats.push({ id: newId(), court_id: courtId, case_id: id, person_id: idOf(person), role });
    };
    seat(record.presidingJudge, 'presidingJudge');
    for (const member of record.panel) seat(member, 'panelMember');
    seat(record.judgeAssistant, 'judgeAssistant');
    return {
      id,
      court_id: courtId,
      case_number: record.caseNumber,
      year: record.year,
      type_code: record.typeCode,
      serial: record.serial,
      nature: record.nature,
      cause: record.cause,
      procedure: record.procedure,
      weight: record.weight,
      intake_on: record.intakeOn,
      hearing_on: record.hearingOn,
      closed_on: record.closedOn,
      effective_on: record.effectiveOn,
      limit_on: record.limitOn,
      deducted_days: record.deductedDays,
      division_id: record.divisionId,
      responsible_judge_id: idOf(record.responsibleJudge),
      clerk_id: idOf(record.clerk),
      closing_manner: record.closingManner,
      outcome: record.outcome,
      appealable: record.appealable,
      parties: record.parties,
      claimed: record.claimed,
      realised: record.realised,
      import_id: importId,
      import_row: record.row,
      version: 1,
      created_at: at,
      updated_at: at,
    };
  });
  await insertRows(database, 'court_case', CASE_COLUMNS, cases);
  await insertRows(database, 'case_participant', SEAT_COLUMNS, seats);
}
