import type { Day } from '../kernel/day.js';
import type { Sentence } from '../kernel/domain-error.js';
import { CatalogueReader, type CatalogueRow } from './catalogue-reader.js';

/** 级别, highest first. */
export const RESEARCH_LEVELS = ['national', 'province', 'prefecture', 'county'] as const;
export type ResearchLevel = (typeof RESEARCH_LEVELS)[number];

export const LEVEL_WORDS: Readonly<Record<ResearchLevel, Sentence>> = {
  national: { zh: '国家级', en: 'national' },
  province: { zh: '省级', en: 'province' },
  prefecture: { zh: '地市级', en: 'prefecture' },
  county: { zh: '县级', en: 'county' },
};

/** What number a piece of a kind bears. */
export const SERIAL_NEEDS = ['issnOrCn', 'issnOrCnIfPrinted', 'isbn', 'caseCode', 'approvalNumber', 'certificate', 'documentNumber', 'none'] as const;
export type SerialNeed = (typeof SERIAL_NEEDS)[number];

export const SERIAL_WORDS: Readonly<Record<SerialNeed, Sentence>> = {
  issnOrCn: { zh: '刊号（ISSN 或 CN）', en: 'serial number (ISSN or CN)' },
  issnOrCnIfPrinted: { zh: '刊号（公开刊登的）', en: 'serial number (if printed)' },
  isbn: { zh: '书号（ISBN）', en: 'ISBN' },
  caseCode: { zh: '案例编号', en: 'case code' },
  approvalNumber: { zh: '立项编号', en: 'approval number' },
  certificate: { zh: '证书编号', en: 'certificate number' },
  documentNumber: { zh: '文号', en: 'document number' },
  none: { zh: '无须编号', en: 'no number' },
};

interface Dated {
  effectiveFrom: Day;
  effectiveUntil: Day | null;
  source: string;
  example: boolean;
}

export type KindPoints = Readonly<Record<ResearchLevel, string | readonly string[] | null>>;

/** 成果种类 RP-01 … RP-11. */
export interface ResearchKind extends Dated {
  code: string;
  label: string;
  labelEn: string;
  points: KindPoints;
  serialNumber: SerialNeed;
}

/** The court's rules for counting, each with its clause: RPR-01 … RPR-07. */
export interface ResearchRules {
  /** RPR-01: shares in printed order of one, two, three … authors; where there are more, of the first and of all the others together. */
  shares: { byNumber: readonly (readonly string[])[]; first: string; restTogether: string };
  /** RPR-03: kinds that need a serial number, and what they are without one. */
  formal: { kinds: readonly string[]; fallsTo: string };
  /** RPR-04: days after the year in which a piece may still be registered. */
  claimDays: number;
  /** RPR-05: news and information together, per cent of the required points. */
  news: { kinds: readonly string[]; maxPercent: string };
  /** RPR-06: surplus that may count as extra points. */
  surplusMax: string;
  /** RPR-07: from this likeness of titles, in per cent, two pieces are shown to the office side by side. */
  likeFrom: number;
}

export interface ResearchTable {
  kinds: readonly ResearchKind[];
  rules: readonly (Dated & { code: string; label: string; labelEn: string })[];
  rulesOn(day: Day): ResearchRules | null;
}

/**
 * Reads `config/catalogues/research-points.yaml` (already parsed).
 * @throws DomainError `catalogue.faulty` with every fault of the file
 */
export function readResearchTable(document: unknown): ResearchTable {
  const reader = new CatalogueReader('research-points.yaml');
  const root = reader.root(document);
  const kinds = root.rows('kinds').map(readKind);
  const rows = root.rows('rules');
  const rules = rows.map((row) => ({ code: row.text('code'), label: row.text('label'), labelEn: row.text('labelEn'), ...dated(row) }));
  const values = rows.map((row) => row.row('value'));
  const shares = (value: CatalogueRow): ResearchRules['shares'] => ({ byNumber: value.texts('byNumber').map((text) => text.split('/')), first: value.decimal('firstOfMore'), restTogether: value.decimal('restOfMore') });
  const readers: Readonly<Record<string, (value: CatalogueRow) => Partial<ResearchRules>>> = {
    'RPR-01': (value) => ({ shares: shares(value) }),
    'RPR-03': (value) => ({ formal: { kinds: value.texts('kinds'), fallsTo: value.text('fallsTo') } }),
    'RPR-04': (value) => ({ claimDays: Number(value.decimal('days')) }),
    'RPR-05': (value) => ({ news: { kinds: value.texts('kinds'), maxPercent: value.decimal('maxPercentOfRequired') } }),
    'RPR-06': (value) => ({ surplusMax: value.decimal('surplusMax') }),
    'RPR-07': (value) => ({ likeFrom: Number(value.decimal('likeFrom')) }),
  };
  const read = rules.map((rule, index) => ({ ...rule, part: readers[rule.code]?.(values[index]!) ?? {} }));
  for (const code of Object.keys(readers)) if (!rules.some((rule) => rule.code === code)) reader.fault('rules', `缺少 ${code}。请补上。`, `${code} is missing. Add it.`);
  return reader.finish({
    kinds,
    rules,
    rulesOn: (day) => {
      const inForce = read.filter((rule) => holds(rule, day));
      const whole = Object.assign({}, ...inForce.map(({ part }) => part)) as Partial<ResearchRules>;
      return Object.keys(readers).every((code) => inForce.some((rule) => rule.code === code)) ? (whole as ResearchRules) : null;
    },
  });
}

function readKind(row: CatalogueRow): ResearchKind {
  const points = row.row('points');
  const at = (level: ResearchLevel): string | readonly string[] | null => (!points.has(level) ? null : row.text('code') === 'RP-06' ? points.texts(level) : points.decimal(level));
  return {
    code: row.text('code'), label: row.text('label'), labelEn: row.text('labelEn'),
    points: { national: at('national'), province: at('province'), prefecture: at('prefecture'), county: at('county') },
    serialNumber: row.oneOf('serialNumber', SERIAL_NEEDS), ...dated(row),
  };
}

function dated(row: CatalogueRow): Dated {
  return { effectiveFrom: row.day('effectiveFrom'), effectiveUntil: row.dayOrNull('effectiveUntil'), source: row.text('source'), example: row.flag('example') };
}

export function holds({ effectiveFrom, effectiveUntil }: Pick<Dated, 'effectiveFrom' | 'effectiveUntil'>, day: Day): boolean {
  return effectiveFrom <= day && (effectiveUntil === null || day < effectiveUntil);
}

/**
 * The court's own points by kind and level, as its parameter `research.points` keeps them.
 * @returns `null` when the text is not the agreed table
 */
export function readKindPoints(text: string): Record<string, KindPoints> | null {
  try {
    const table: unknown = JSON.parse(text);
    if (typeof table !== 'object' || table === null || Array.isArray(table)) return null;
    const rows = Object.entries(table) as [string, unknown][];
    return rows.length > 0 && rows.every(([, row]) => isKindPoints(row)) ? (Object.fromEntries(rows) as Record<string, KindPoints>) : null;
  } catch {
    return null;
  }
}

function isKindPoints(row: unknown): boolean {
  const isPoints = (value: unknown): boolean => typeof value === 'string' && /^\d{1,4}(\.\d{1,2})?$/.test(value);
  return typeof row === 'object' && row !== null && RESEARCH_LEVELS.every((level) => {
    const value = (row as Record<string, unknown>)[level] ?? null;
    return value === null || isPoints(value) || (Array.isArray(value) && value.length > 0 && value.every(isPoints));
  });
}
