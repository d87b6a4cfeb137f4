import type { Day } from '../kernel/day.js';
import { CatalogueReader, type CatalogueRow } from './catalogue-reader.js';

/** Which indicator an entry of the political office feeds. */
export const DIMENSIONS = ['ideology', 'ethics', 'grave', 'extra'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface ConductRow {
  code: string;
  version: number;
  label: string;
  labelEn: string;
  /** By level: `each`, `court`, `province`, `upheld` …; or a range `min`, `max`. Signed. */
  points: Readonly<Record<string, string>>;
  effectiveFrom: Day;
  effectiveUntil: Day | null;
  source: string;
  example: boolean;
}

export interface EntryItem extends ConductRow {
  dimension: Dimension;
  /** 纪律事项: seen only by those who may. */
  confined: boolean;
  monthsAtLeast: number | null;
  /** A breach of secrecy is a veto, not a deduction. */
  secrecyVeto: boolean;
}

export interface ComplaintItem extends ConductRow {
  repeatedPercent: number | null;
  /** Of a petition: what part of the points being partly upheld leaves. */
  partlyPercent: number | null;
  peopleAtLeast: number | null;
  confined: boolean;
}

export interface MeritItem extends ConductRow {
  evidence: string;
  needsVote: boolean;
  /** Counted elsewhere, and therefore refused here: `RP-04`. */
  countedBy: string | null;
  quietMonths: number | null;
}

export interface ConductTable {
  entries: EntryItem[];
  complaints: ComplaintItem[];
  merits: MeritItem[];
  honours: MeritItem[];
  /** A petition settled within so many days: that percentage returned. */
  settled: (Dated & { days: number; percent: number })[];
  /** All extra points of a year. */
  capPerYear: (Dated & { value: string })[];
}

interface Dated {
  effectiveFrom: Day;
  effectiveUntil: Day | null;
  source: string;
}

const PETITIONS = ['W-05', 'W-06'];
const QUIET_MONTHS = { settlementAndSixQuietMonths: 6 } as const;

/**
 * Reads `config/catalogues/conduct.yaml` (already parsed).
 * @throws DomainError `catalogue.faulty` with every fault of the file
 */
export function readConductTable(document: unknown): ConductTable {
  const reader = new CatalogueReader('conduct.yaml');
  const root = reader.root(document);
  const rules = root.rows('rules');
  const dated = <T>(code: string, read: (value: CatalogueRow) => T): (Dated & T)[] =>
    rules.filter((row) => row.text('code') === code).map((row) => ({ ...read(row.row('value')), effectiveFrom: row.day('effectiveFrom'), effectiveUntil: row.dayOrNull('effectiveUntil'), source: row.text('source') }));
  const table: ConductTable = {
    entries: root.rows('entries').map((row) => ({ ...readRow(row), dimension: row.oneOf('dimension', DIMENSIONS), confined: row.flag('confined'), monthsAtLeast: numberIn(row, 'monthsAtLeast'), secrecyVeto: row.has('effect') && row.row('effect').has('secrecyBreach') })),
    complaints: root.rows('complaints').map((row) => ({
      ...readRow(row),
      repeatedPercent: row.has('repeatedPercent') ? row.whole('repeatedPercent') : null,
      partlyPercent: row.row('points').has('partlyUpheldPercent') ? row.row('points').whole('partlyUpheldPercent') : null,
      peopleAtLeast: row.has('peopleAtLeast') ? row.whole('peopleAtLeast') : null,
      confined: row.flag('confined'),
    })),
    merits: root.rows('merits').map(readMerit),
    honours: root.rows('honours').map(readMerit),
    settled: dated('CR-03', (value) => ({ days: Number(value.decimal('days')), percent: value.whole('returnedPercent') })),
    capPerYear: dated('CR-06', (value) => ({ value: value.decimal('capPerYear') })),
  };
  if (!table.settled.length) reader.fault('rules', '缺少 CR-03（信访化解退回）。请补上。', 'CR-03 (petitions settled) is missing. Add it.');
  if (!table.capPerYear.length) reader.fault('rules', '缺少 CR-06（附加分封顶）。请补上。', 'CR-06 (cap of extra points) is missing. Add it.');
  return reader.finish(table);
}

function readRow(row: CatalogueRow): ConductRow {
  const points = row.row('points');
  return {
    code: row.text('code'), version: row.whole('version'), label: row.text('label'), labelEn: row.text('labelEn'),
    points: Object.fromEntries(LEVELS.filter((level) => points.has(level)).map((level) => [level, points.decimal(level)])),
    effectiveFrom: row.day('effectiveFrom'), effectiveUntil: row.dayOrNull('effectiveUntil'), source: row.text('source'), example: row.flag('example'),
  };
}

function readMerit(row: CatalogueRow): MeritItem {
  const evidence = row.text('evidence');
  return {
    ...readRow(row), evidence, needsVote: /committeeVote/i.test(evidence), countedBy: row.textOrNull('countedBy'),
    quietMonths: QUIET_MONTHS[evidence as keyof typeof QUIET_MONTHS] ?? null,
  };
}

function numberIn(row: CatalogueRow, key: string): number | null {
  if (!row.has('effect')) return null;
  const effect = row.row('effect');
  return effect.has(key) ? effect.whole(key) : null;
}

/** Every level a row may price. */
export const LEVELS = [
  'each', 'min', 'max', 'upheld', 'partlyUpheld', 'court', 'county', 'prefecture', 'province', 'national', 'ministry', 'admonition', 'discipline', 'commendation', 'merit3', 'merit2', 'merit1',
] as const;
export type ConductLevel = (typeof LEVELS)[number];

/** The levels somebody chooses between; none where the row has one price, a range, or is priced by its result. */
export function levelsOf({ points }: Pick<ConductRow, 'points'>): string[] {
  return Object.keys(points).filter((level) => !['each', 'min', 'max', 'upheld', 'partlyUpheld'].includes(level));
}

export function isPetition(code: string): boolean {
  return PETITIONS.includes(code);
}

/** @returns the version in force on that day, or `null`: nothing is assumed */
export function inForce<T extends { effectiveFrom: Day; effectiveUntil: Day | null }>(rows: readonly T[], day: Day): T[] {
  return rows.filter(({ effectiveFrom, effectiveUntil }) => effectiveFrom <= day && (effectiveUntil === null || day < effectiveUntil));
}

export function itemOf<T extends ConductRow>(rows: readonly T[], code: string, day: Day): T | null {
  return inForce(rows, day).find((row) => row.code === code) ?? null;
}
