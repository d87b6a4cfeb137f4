import { CASE_NATURES, type CaseNature } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { CatalogueReader } from './catalogue-reader.js';

/** What a case counts as for peer groups; `other` (state compensation, assistance, before filing) enters none. */
export type NumberedNature = CaseNature | 'other';

/** 案件类型代字, with the half-open days between which a court may use it. */
export interface CaseType {
  type: string;
  class: string;
  nature: NumberedNature;
  usualInBasicCourts: boolean;
  effectiveFrom: Day;
  effectiveUntil: Day | null;
  replacedBy: string | null;
  source: string;
}

/**
 * The table of `config/catalogues/case-types.yaml`, one row for each type.
 * @param document the parsed YAML
 * @throws DomainError `catalogue.faulty` with every fault of the file
 */
export function readCaseTypes(document: unknown): CaseType[] {
  const reader = new CatalogueReader('case-types.yaml');
  const seen = new Set<string>();
  const types = reader.root(document).rows('classes').flatMap((row): CaseType[] => {
    const shared = {
      class: row.text('class'),
      nature: row.oneOf('nature', [...CASE_NATURES, 'other']),
      effectiveFrom: row.day('effectiveFrom'),
      effectiveUntil: row.dayOrNull('effectiveUntil'),
      replacedBy: row.textOrNull('replacedBy'),
      source: row.text('source'),
    };
    const listed = (key: string, usualInBasicCourts: boolean) =>
      row.texts(key).map((type) => {
        const once = `${type} ${shared.effectiveFrom}`;
        if (seen.has(once)) row.fault(key, `“${type}”重复出现。请只保留一行。`, `"${type}" is listed twice. Keep one row.`);
        seen.add(once);
        return { type, usualInBasicCourts, ...shared };
      });
    return [...listed('inBasicCourts', true), ...listed('elsewhere', false)];
  });
  return reader.finish(types);
}

/** The row of a type in force on some day of the year of the number. */
export function typeInForce(types: readonly CaseType[], type: string, year: number): CaseType | null {
  return (
    types.find(
      (row) => row.type === type && row.effectiveFrom <= `${year}-12-31` && (row.effectiveUntil === null || row.effectiveUntil > `${year}-01-01`),
    ) ?? null
  );
}
