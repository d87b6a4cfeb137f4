import { CatalogueReader } from './catalogue-reader.js';
import type { CatalogueVersion } from './catalogue-changes.js';

/**
 * 不公示理由 from `exemption-grounds.yaml` (already parsed).
 * @throws DomainError `catalogue.faulty` with every fault of the file
 */
export function readExemptionGrounds(document: unknown): CatalogueVersion[] {
  const reader = new CatalogueReader('exemption-grounds.yaml');
  const rows = reader.root(document).rows('grounds').map((row): CatalogueVersion => ({
    code: row.text('code'),
    version: row.whole('version'),
    effectiveFrom: row.day('effectiveFrom'),
    effectiveUntil: row.dayOrNull('effectiveUntil'),
    source: row.text('source'),
    example: row.flag('example'),
    content: { label: row.text('label'), labelEn: row.text('labelEn'), wordsNeeded: String(row.flag('wordsNeeded')) },
  }));
  return reader.finish(rows);
}
