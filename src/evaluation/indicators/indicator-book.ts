import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Sentence } from '../../kernel/domain-error.js';
import { CatalogueReader, type CatalogueRow } from '../../rules/catalogue-reader.js';

export const INDICATOR_DIRECTIONS = ['higher', 'lower', 'interval', 'lowerInterval', 'changeRather'] as const;
export type IndicatorDirection = (typeof INDICATOR_DIRECTIONS)[number];

/** One of the Supreme Court's trial quality management indicators, as far as it could be found. */
export interface CourtIndicator {
  code: string;
  title: Sentence;
  /** Lines of work it applies to; empty: all. */
  natures: string[];
  formula: Sentence;
  direction: IndicatorDirection;
  /** How much of it was found in official words. */
  status: 'nameFound' | 'recalled' | 'candidate';
  /** Facts it is reckoned from here; empty where nothing is recorded. */
  facts: string[];
  cannotShow: Sentence;
  source: string;
  example: boolean;
}

/** @throws DomainError `catalogue.faulty` with every fault of the file, an indicator without its limits among them */
export function readIndicators(document: unknown): CourtIndicator[] {
  const reader = new CatalogueReader('indicator-limits.yaml');
  return reader.finish(reader.root(document).rows('measures').map(indicator));
}

export function indicatorsOf(configFolder: string): CourtIndicator[] {
  return readIndicators(parse(readFileSync(join(configFolder, 'catalogues', 'indicator-limits.yaml'), 'utf8')));
}

function indicator(row: CatalogueRow): CourtIndicator {
  const both = (key: string): Sentence => ({ zh: row.text(key), en: row.text(`${key}En`) });
  return {
    code: row.text('code'), title: both('label'), natures: row.texts('natures'), formula: both('formula'), direction: row.oneOf('direction', INDICATOR_DIRECTIONS), status: row.oneOf('status', ['nameFound', 'recalled', 'candidate']),
    facts: row.texts('facts'), cannotShow: both('cannotShow'), source: row.text('source'), example: row.flag('example'),
  };
}
