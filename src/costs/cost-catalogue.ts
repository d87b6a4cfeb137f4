import type { Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { CatalogueReader, type CatalogueRow } from '../rules/catalogue-reader.js';
import { COST_DENOMINATORS, type CostDenominator } from '../rules/cost-entry.js';
import { COST_GRADES, type CostGrade } from '../rules/cost-grade.js';

interface Dated {
  effectiveFrom: Day;
  effectiveUntil: Day | null;
}

export interface CostCategory extends Dated {
  code: string;
  label: string;
  labelEn: string;
  denominator: CostDenominator;
  /** Yuan, usual for one of the denominator. */
  typicalMin: string;
  typicalMax: string;
  /** What does not belong in it. */
  excluded: Sentence;
  /** Per cent of the index. */
  weight: number;
  source: string;
  example: boolean;
}

export interface CostGradePoints extends Dated {
  grade: CostGrade;
  points: string;
}

export interface CostCatalogue {
  categories: CostCategory[];
  grades: CostGradePoints[];
  /** COR-03: a ratio under this is implausibly low. */
  lowBelow: string;
  /** COR-03: no postage with more services than this is implausibly low. */
  servicesOver: number;
}

/**
 * The table of `config/catalogues/costs.yaml`.
 * @param document the parsed YAML
 * @throws DomainError `catalogue.faulty` with every fault of the file
 */
export function readCosts(document: unknown): CostCatalogue {
  const reader = new CatalogueReader('costs.yaml');
  const root = reader.root(document);
  const categories = root.rows('categories').map(category);
  const grades = root.rows('grades').map(gradePoints);
  const low = root.rows('rules').find((rule) => rule.text('code') === 'COR-03');
  if (!low) root.fault('rules', '缺少 COR-03（过低提示）。请补上。', 'COR-03 (implausible low) is missing. Add it.');
  const value = low?.row('value');
  return reader.finish({ categories, grades, lowBelow: value?.decimal('ratioBelow') ?? '0', servicesOver: value?.whole('postageZeroWithServicesOver') ?? 0 });
}

export function inForce<T extends Dated>(rows: readonly T[], day: Day): T[] {
  return rows.filter((one) => one.effectiveFrom <= day && (one.effectiveUntil === null || day < one.effectiveUntil));
}

function category(row: CatalogueRow): CostCategory {
  return {
    code: row.text('code'),
    label: row.text('label'),
    labelEn: row.text('labelEn'),
    denominator: row.oneOf('denominator', COST_DENOMINATORS),
    typicalMin: row.decimal('typicalMin'),
    typicalMax: row.decimal('typicalMax'),
    excluded: { zh: row.text('excluded'), en: row.text('excludedEn') },
    weight: row.whole('weight'),
    effectiveFrom: row.day('effectiveFrom'),
    effectiveUntil: row.dayOrNull('effectiveUntil'),
    source: row.text('source'),
    example: row.flag('example'),
  };
}

function gradePoints(row: CatalogueRow): CostGradePoints {
  return { grade: row.oneOf('labelEn', COST_GRADES), points: row.decimal('points'), effectiveFrom: row.day('effectiveFrom'), effectiveUntil: row.dayOrNull('effectiveUntil') };
}
