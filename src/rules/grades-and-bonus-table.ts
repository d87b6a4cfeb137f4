import type { Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import type { TierRow, TierTable } from './bonus-placing.js';
import { CatalogueReader, type CatalogueRow } from './catalogue-reader.js';

interface Dated {
  effectiveFrom: Day;
  effectiveUntil: Day | null;
}

/** One part of a competition as the catalogue gives it. */
export interface ComponentRow {
  code: string;
  label: Sentence;
  kind: ComponentKind;
  /** Per cent of the whole. */
  weight: string;
  abilityAndPerformance: boolean;
  /** How many years, pieces drawn or forms it needs. */
  least: number;
  source: string;
}
export const COMPONENT_KINDS = ['archive', 'summation', 'judgments', 'research', 'rated', 'inspection'] as const;
export type ComponentKind = (typeof COMPONENT_KINDS)[number];

export interface GradesAndBonusTable {
  tiers: (TierRow & Dated)[];
  components: (ComponentRow & Dated)[];
  smallUnder: (Dated & { value: number })[];
  peoplePerPlace: (Dated & { value: number })[];
}

/** What the catalogue says a part is taken from, and what that means here. */
const BASES: readonly [RegExp, ComponentKind, number][] = [
  [/^performanceArchive$/, 'archive', 3],
  [/^F-SUM/, 'summation', 2],
  [/^F-DOC/, 'judgments', 3],
  [/^points of three years/, 'research', 3],
  [/^rated: at least 20/, 'rated', 20],
  [/^rated$/, 'inspection', 1],
];

/**
 * Reads `config/catalogues/grades-and-bonus.yaml` (already parsed): bonus tiers, parts of a competition, and the rules on small groups and training.
 * @throws DomainError `catalogue.faulty` with every fault of the file
 */
export function readGradesAndBonus(document: unknown): GradesAndBonusTable {
  const reader = new CatalogueReader('grades-and-bonus.yaml');
  const root = reader.root(document);
  const rules = root.rows('rules');
  const numbers = (code: string, key: string): (Dated & { value: number })[] => rules.filter((row) => row.text('code') === code).map((row) => ({ ...dates(row), value: row.row('value').whole(key) }));
  const table = {
    tiers: root.rows('bonusTiers').map((row) => ({ ...dates(row), code: row.text('code'), label: label(row), percentOfGroup: row.decimal('percentOfGroup'), coefficient: row.decimal('coefficient'), usedInSmallGroups: row.flag('usedInSmallGroups'), source: row.text('source') })),
    components: root.rows('competition').map((row) => ({ ...dates(row), code: row.text('code'), label: label(row), ...basis(row), weight: row.decimal('weight'), abilityAndPerformance: row.flag('abilityAndPerformance'), source: row.text('source') })),
    smallUnder: numbers('GB-04', 'under'),
    peoplePerPlace: numbers('GB-07', 'peoplePerPlace'),
  };
  if (!table.smallUnder.length) reader.fault('rules', '缺少 GB-04（小组用档）。请补上。', 'GB-04 (tiers of small groups) is missing. Add it.');
  if (!table.peoplePerPlace.length) reader.fault('rules', '缺少 GB-07（学习深造名额）。请补上。', 'GB-07 (places for training) is missing. Add it.');
  return reader.finish(table);
}

/** Tiers in force on a day, best first; `null` where none, or no rule or tier for small groups, is in force: nothing is assumed. */
export function tiersInForce(table: GradesAndBonusTable, day: Day): TierTable | null {
  const tiers = table.tiers.filter((row) => holds(row, day)).map(({ effectiveFrom: _from, effectiveUntil: _until, ...row }) => row);
  const small = table.smallUnder.find((row) => holds(row, day));
  return tiers.some(({ usedInSmallGroups }) => usedInSmallGroups) && small ? { tiers, smallUnder: small.value } : null;
}

/** The example of a competition in force on a day, which a court changes for each one it holds. */
export function componentsInForce(table: GradesAndBonusTable, day: Day): ComponentRow[] {
  return table.components.filter((row) => holds(row, day)).map(({ effectiveFrom: _from, effectiveUntil: _until, ...row }) => row);
}

export function peoplePerPlaceOn(table: GradesAndBonusTable, day: Day): number | null {
  return table.peoplePerPlace.find((row) => holds(row, day))?.value ?? null;
}

function basis(row: CatalogueRow): { kind: ComponentKind; least: number } {
  const text = row.text('basis');
  const found = BASES.find(([pattern]) => pattern.test(text));
  if (!found) row.fault('basis', `不认识“${text}”。竞岗成绩取自业绩档案、庭审小结、裁判文书、调研积分、测评和考察，不设演讲、答辩、考试。`, `"${text}" is not known. A competition is taken from archive, summations, judgments, research, ratings and inspection; there is no speech, defence or examination.`);
  return { kind: found?.[1] ?? 'archive', least: found?.[2] ?? 1 };
}

function label(row: CatalogueRow): Sentence {
  return { zh: row.text('label'), en: row.text('labelEn') };
}

function dates(row: CatalogueRow): Dated {
  return { effectiveFrom: row.day('effectiveFrom'), effectiveUntil: row.dayOrNull('effectiveUntil') };
}

function holds({ effectiveFrom, effectiveUntil }: Dated, day: Day): boolean {
  return effectiveFrom <= day && (effectiveUntil === null || day < effectiveUntil);
}
