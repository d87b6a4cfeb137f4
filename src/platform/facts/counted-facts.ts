import type { Day } from '../../kernel/day.js';
import type { Sentence } from '../../kernel/domain-error.js';
import { Decimal, fromHundredths, sum } from '../../kernel/exact.js';
import type { SourceRecord } from '../../kernel/score-line.js';
import type { EventRemoval, FactName } from '../../rules/scheme/facts.js';
import type { Database } from '../database/database.js';

/**
 * How the holder's facts would read without one record. What is dropped leaves its list, where `pieces` only gives a piece
 * another value; `numbers` already holds what the dropped events touched.
 */
export interface RecordRemoval extends EventRemoval {
  droppedPieces?: { fact: FactName; sourceId: string }[];
  /** Ids of events that go with the record. */
  droppedEvents?: string[];
}

/** One record a fact rests on. The contributions of all of them add up to the fact. */
export interface RecordBehind {
  source: SourceRecord;
  caseId: string | null;
  caseNo: string | null;
  day: Day | null;
  /** What the record puts into the fact, an exact decimal in the fact's unit. */
  contribution: string;
  /** Why it counts. */
  note: Sentence;
  removal: RecordRemoval;
}

export interface RecordsBehind {
  total: number;
  /** Sum of the contributions of all records, not only of this page's. */
  sum: string;
  items: RecordBehind[];
}

export interface Paging {
  page: number;
  pageSize: number;
}

export type FactNumbers = Record<FactName, string | number>;

/** Columns every kind of record answers to, beside those its notes need. */
export interface RecordRow {
  holder: string;
  id: string;
  label: string;
  caseId: string | null;
  caseNo: string | null;
  day: Day | null;
}

/** One fact: which of the records count (`when`), and what each puts in. Both are SQL over the same rows. */
export interface Measure<Row extends RecordRow = RecordRow> {
  fact: FactName;
  when?: string;
  value: string;
  /** Stored as whole numbers, or as hundredths (weights, points, money). */
  kept: 'whole' | 'hundredths';
  note: (row: Row) => Sentence;
}

/**
 * Records of one kind and the facts counted from them. There is one `from` and one `where`, used for the totals of
 * everybody and for the list of one holder alike, so that a figure and what it rests on cannot drift apart.
 */
export interface CountedRecords<Row extends RecordRow = RecordRow> {
  kind: SourceRecord['kind'];
  /** Tables with their joins. */
  from: string;
  /** What puts a record into the period; `:court`, `:from`, `:until` and whatever else the caller gives. */
  where: string;
  /** SQL of every column of the row; `holder` is the person or unit the record counts for. */
  columns: Record<keyof Row & string, string>;
  measures: readonly Measure<Row>[];
}

type Asked = ReadonlySet<FactName> | null;
type Figures = Record<string, number | string | null>;

/** The facts of everybody in `holders`, zeros included; only those asked for, when it is said which. */
export async function totalsOf<Row extends RecordRow>(
  database: Database, records: CountedRecords<Row>, parameters: object, holders: readonly string[], asked: Asked = null,
): Promise<Map<string, FactNumbers>> {
  return (await totalsByPart(database, records, `''`, parameters, holders, asked)).totals;
}

/**
 * The same with one pass over the records where their number in each part (a month) is wanted as well.
 * @param part SQL over the record's columns
 */
export async function totalsByPart<Row extends RecordRow>(
  database: Database, records: CountedRecords<Row>, part: string, parameters: object, holders: readonly string[], asked: Asked = null,
): Promise<{ totals: Map<string, FactNumbers>; parts: Map<string, Record<string, number>> }> {
  const measures = records.measures.filter(({ fact }) => !asked || asked.has(fact));
  const sums = new Map(holders.map((holder) => [holder, measures.map(() => 0)]));
  const parts = new Map(holders.map((holder) => [holder, {} as Record<string, number>]));
  const rows = measures.length && holders.length ? await database.rows<Figures & { holder: string; part: string; count: number | string }>(
    `SELECT ${records.columns.holder} AS "holder", ${part} AS "part", COUNT(*) AS "count", ${measures.map((measure, index) => `SUM(${worth(measure)}) AS "m${index}"`).join(', ')}
     FROM ${records.from} WHERE ${records.where} AND ${records.columns.holder} IN (:...holders) GROUP BY ${records.columns.holder}, ${part}`,
    { ...parameters, holders },
  ) : [];
  for (const row of rows) {
    const own = sums.get(row.holder)!;
    // Whole numbers, hundredths and cents: far below where a number stops being exact.
    measures.forEach((_, index) => (own[index]! += Number(row[`m${index}`] ?? 0)));
    parts.get(row.holder)![row.part] = Number(row.count);
  }
  const totals = new Map([...sums].map(([holder, own]) => [holder, Object.fromEntries(measures.map((measure, index) => [measure.fact, written(measure, own[index]!)])) as FactNumbers]));
  return { totals, parts };
}

/** The records behind one fact of one holder, oldest first, a page at a time. */
export async function recordsOf<Row extends RecordRow>(
  database: Database, records: CountedRecords<Row>, fact: FactName, parameters: object, holder: string, { page, pageSize }: Paging,
): Promise<{ total: number; sum: string; rows: { row: Row; record: RecordBehind }[] }> {
  const own = records.measures.findIndex((measure) => measure.fact === fact);
  const asked = records.measures[own]!;
  const where = `${records.where} AND ${records.columns.holder} = :holder AND (${asked.when ?? '1 = 1'})`;
  const given = { ...parameters, holder };
  const [whole] = await database.rows<{ count: number | string; sum: number | string | null }>(
    `SELECT COUNT(*) AS "count", SUM(${asked.value}) AS "sum" FROM ${records.from} WHERE ${where}`, given,
  );
  const columns = Object.entries<string>(records.columns).map(([name, sql]) => `${sql} AS "${name}"`);
  const figures = records.measures.map((measure, index) => `${worth(measure)} AS "m${index}"`);
  const rows = await database.rows<Row & Figures>(
    `SELECT ${[...columns, ...figures].join(', ')} FROM ${records.from} WHERE ${where}
     ORDER BY ${records.columns.day}, ${records.columns.id} LIMIT ${Number(pageSize)} OFFSET ${(Number(page) - 1) * Number(pageSize)}`,
    given,
  );
  return {
    total: Number(whole!.count),
    sum: exact(asked, whole!.sum ?? 0),
    rows: rows.map((row) => ({
      row,
      record: {
        source: { kind: records.kind, id: row.id, label: row.label },
        caseId: row.caseId,
        caseNo: row.caseNo,
        day: row.day,
        contribution: exact(asked, row[`m${own}`] ?? 0),
        note: asked.note(row),
        removal: { numbers: removed(records.measures, row) },
      },
    })),
  };
}

/** Records already in memory, a page of them. */
export function pageOf(records: readonly RecordBehind[], { page, pageSize }: Paging): RecordsBehind {
  return {
    total: records.length,
    sum: sum(records.map((record) => record.contribution)).toFixed(),
    items: records.slice((page - 1) * pageSize, page * pageSize),
  };
}

export function names(records: CountedRecords<never>, fact: FactName): boolean {
  return records.measures.some((measure) => measure.fact === fact);
}

function worth({ when, value }: Pick<Measure<never>, 'when' | 'value'>): string {
  return when ? `CASE WHEN ${when} THEN ${value} ELSE 0 END` : value;
}

function written(measure: Pick<Measure<never>, 'kept'>, stored: number | string): number | string {
  return measure.kept === 'whole' ? Number(stored) : fromHundredths(stored).toFixed(2);
}

function exact(measure: Pick<Measure<never>, 'kept'>, stored: number | string): string {
  return measure.kept === 'whole' ? new Decimal(stored).toFixed() : fromHundredths(stored).toFixed(2);
}

/** What every fact counted from this record would lose. */
function removed(measures: readonly Measure<never>[], row: Figures | RecordRow): Record<FactName, string> {
  const figures = row as Figures;
  return Object.fromEntries(
    measures.flatMap((measure, index) => {
      const stored = new Decimal(figures[`m${index}`] ?? 0);
      return stored.isZero() ? [] : [[measure.fact, exact(measure, stored.negated().toFixed())]];
    }),
  );
}

/**
 * The same records counted for whom `holder` names instead, e.g. a division, under the names given; facts without one
 * are left out.
 */
export function countedFor<Row extends RecordRow>(records: CountedRecords<Row>, holder: string, renamed: Readonly<Record<FactName, FactName>>): CountedRecords<Row> {
  return {
    ...records,
    columns: { ...records.columns, holder },
    measures: records.measures.flatMap((measure) => (renamed[measure.fact] ? [{ ...measure, fact: renamed[measure.fact]! }] : [])),
  };
}
