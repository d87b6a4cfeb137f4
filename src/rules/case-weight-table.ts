import { CASE_NATURES, type CaseNature } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { CatalogueReader, type CatalogueRow } from './catalogue-reader.js';

/** What every row of a dated catalogue carries; the days are half-open. */
interface DatedRow {
  code: string;
  label: string;
  labelEn: string;
  effectiveFrom: Day;
  effectiveUntil: Day | null;
  source: string;
  example: boolean;
}

export interface CauseBase extends DatedRow {
  nature: CaseNature;
  causes: string[];
  base: string;
}

export interface ProcedureFactor extends DatedRow {
  factor: string;
}

/** From `fromPlace` in a series of like cases this factor replaces the procedure factor. */
export interface SeriesFactor extends ProcedureFactor {
  fromPlace: number;
}

export interface FloatingFactor extends DatedRow {
  natures: string[];
  /** Name of the fact that is counted. */
  fact: string;
  /** Only what exceeds this number counts. */
  above: number;
  /** For each unit counted, not beyond `limit`; or `null` when the factor counts once. */
  perUnit: string | null;
  limit: string | null;
  once: string | null;
}

export interface CaseWeightTable {
  lowest: string;
  highest: string;
  bases: CauseBase[];
  procedures: ProcedureFactor[];
  series: SeriesFactor[];
  floating: FloatingFactor[];
}

/**
 * The table of `config/catalogues/case-weights.yaml`.
 * @param document the parsed YAML
 * @throws DomainError `catalogue.faulty` with every fault of the file
 */
export function readCaseWeights(document: unknown): CaseWeightTable {
  const reader = new CatalogueReader('case-weights.yaml');
  const root = reader.root(document);
  const bounds = root.row('bounds');
  return reader.finish({
    lowest: bounds.decimal('lowest'),
    highest: bounds.decimal('highest'),
    bases: root.rows('bases').map((row) => ({
      ...dated(row),
      nature: row.oneOf('nature', CASE_NATURES),
      causes: row.texts('causes'),
      base: row.decimal('base'),
    })),
    procedures: root.rows('procedures').map((row) => ({ ...dated(row), factor: row.decimal('factor') })),
    series: root.rows('series').map((row) => ({ ...dated(row), fromPlace: row.whole('fromPlace'), factor: row.decimal('factor') })),
    floating: root.rows('floating').map(floatingFactor),
  });
}

function floatingFactor(row: CatalogueRow): FloatingFactor {
  const once = row.decimalOrNull('once');
  return {
    ...dated(row),
    natures: row.texts('natures'),
    fact: row.text('fact'),
    above: row.whole('above'),
    perUnit: once === null ? row.decimal('perUnit') : null,
    limit: once === null ? row.decimal('limit') : null,
    once,
  };
}

function dated(row: CatalogueRow): DatedRow {
  return {
    code: row.text('code'),
    label: row.text('label'),
    labelEn: row.text('labelEn'),
    effectiveFrom: row.day('effectiveFrom'),
    effectiveUntil: row.dayOrNull('effectiveUntil'),
    source: row.text('source'),
    example: row.flag('example'),
  };
}
