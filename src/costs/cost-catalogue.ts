import type { Day } from '../kernel/day.js';
import { CatalogueReader, type CatalogueRow } from '../rules/catalogue-reader.js';

export interface CostCategory {
  code: string;
  label: string;
  labelEn: string;
  /** Per cent of the index. */
  weight: number;
  effectiveFrom: Day;
  effectiveUntil: Day | null;
}

export interface CostCatalogue {
  categories: CostCategory[];
  /** COR-03: a ratio under this is implausibly low. */
  lowBelow: string;
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
  const low = root.rows('rules').find((rule) => rule.text('code') === 'COR-03');
  if (!low) root.fault('rules', '缺少 COR-03（过低提示）。请补上。', 'COR-03 (implausible low) is missing. Add it.');
  return reader.finish({ categories, lowBelow: low ? low.row('value').decimal('ratioBelow') : '0' });
}

function category(row: CatalogueRow): CostCategory {
  return {
    code: row.text('code'),
    label: row.text('label'),
    labelEn: row.text('labelEn'),
    weight: row.whole('weight'),
    effectiveFrom: row.day('effectiveFrom'),
    effectiveUntil: row.dayOrNull('effectiveUntil'),
  };
}
