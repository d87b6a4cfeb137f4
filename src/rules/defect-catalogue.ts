import type { Day } from '../kernel/day.js';
import { Decimal } from '../kernel/exact.js';
import { CatalogueReader } from './catalogue-reader.js';

export interface ClauseRow {
  code: string;
  version: number;
  severity: 'serious' | 'minor';
  label: string;
  labelEn: string;
  field: string;
  /** Comma-separated: document, hearing, procedure, file, substantive. */
  appliesTo: string;
  pointsMin: string;
  pointsMax: string;
  maxPerCase: string | null;
  responsibilityCode: string;
  effectiveFrom: Day;
  effectiveUntil: Day | null;
  source: string;
  example: boolean;
}

export interface SituationRow {
  code: string;
  version: number;
  situation: string;
  situationEn: string;
  /** Post → per cent; empty = not attributable. */
  shares: Record<string, string>;
  note: string | null;
  effectiveFrom: Day;
  effectiveUntil: Day | null;
  source: string;
  example: boolean;
}

/**
 * 差错条目 from `defect-clauses.yaml` (already parsed).
 * @throws DomainError `catalogue.faulty` with every fault of the file
 */
export function readDefectClauses(document: unknown): ClauseRow[] {
  const reader = new CatalogueReader('defect-clauses.yaml');
  const rows = reader.root(document).rows('clauses').map((row) => {
    const [pointsMin, pointsMax] = [row.decimal('pointsMin'), row.decimal('pointsMax')];
    if (new Decimal(pointsMin).gt(pointsMax)) row.fault('pointsMax', '“pointsMax”小于“pointsMin”。请改正。', '"pointsMax" is below "pointsMin". Correct it.');
    return {
      code: row.text('code'),
      version: row.whole('version'),
      severity: row.oneOf('severity', ['serious', 'minor']),
      label: row.text('label'),
      labelEn: row.text('labelEn'),
      field: row.oneOf('field', ['common', 'civil', 'criminal', 'administrative', 'enforcement']),
      appliesTo: row.texts('appliesTo').join(','),
      pointsMin,
      pointsMax,
      maxPerCase: row.decimalOrNull('maxPerCase'),
      responsibilityCode: row.text('responsibility'),
      effectiveFrom: row.day('effectiveFrom'),
      effectiveUntil: row.dayOrNull('effectiveUntil'),
      source: row.text('source'),
      example: row.flag('example'),
    };
  });
  return reader.finish(rows);
}

/**
 * 责任矩阵 from `responsibility-matrix.yaml` (already parsed). Shares of a situation total 100, or there are none (R19).
 * @throws DomainError `catalogue.faulty` with every fault of the file
 */
export function readResponsibilityMatrix(document: unknown): SituationRow[] {
  const reader = new CatalogueReader('responsibility-matrix.yaml');
  const given = (document as { situations?: { shares?: Record<string, unknown> }[] } | null)?.situations ?? [];
  const rows = reader.root(document).rows('situations').map((row, index) => {
    const shares = Object.fromEntries(Object.entries(given[index]?.shares ?? {}).map(([post, share]) => [post, String(share)]));
    const known = Object.values(shares).every((share) => /^\d+(\.\d+)?$/.test(share));
    const total = known ? Object.values(shares).reduce((sofar, share) => sofar.plus(share), new Decimal(0)) : null;
    if (!total?.eq(row.flag('attributable') ? 100 : 0)) row.fault('shares', '份额合计应为 100（不归责的应为空）。请改正。', 'Shares must total 100, or be empty where nothing is attributable. Correct them.');
    return {
      code: row.text('code'),
      version: row.whole('version'),
      situation: row.text('label'),
      situationEn: row.text('labelEn'),
      shares,
      note: row.textOrNull('note'),
      effectiveFrom: row.day('effectiveFrom'),
      effectiveUntil: row.dayOrNull('effectiveUntil'),
      source: row.text('source'),
      example: row.flag('example'),
    };
  });
  return reader.finish(rows);
}
