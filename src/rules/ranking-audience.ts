import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, points } from '../kernel/exact.js';

/** Who looks: the person, those who lead the person's division, those who reach over the court, everybody else in the group. */
export const AUDIENCES = ['self', 'division', 'leaders', 'court'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * How much of one person's row may be seen. `full`: everything. `position`: rank, group size and band beside the own points.
 * `band`: the band and nothing that tells an order. `none`: of the own row the points alone, of another's nothing at all.
 */
export const DISCLOSURES = ['none', 'band', 'position', 'full'] as const;
export type Disclosure = (typeof DISCLOSURES)[number];

/** `ranking`: who stands where (定位排名). `interval`: each indicator against its reference interval, with no order of people. */
export type ComparisonMode = 'ranking' | 'interval';

/** What a court may set for each audience, and what holds until it sets something. */
export const ALLOWED: Readonly<Record<Audience, readonly Disclosure[]>> = { self: ['none', 'band', 'position'], division: ['none', 'band', 'full'], leaders: ['band', 'full'], court: ['none', 'band', 'full'] };
export const DEFAULTS: Readonly<Record<Audience, Disclosure>> = { self: 'position', division: 'full', leaders: 'full', court: 'none' };

/** The widest of several ways in which a reader stands to a person. */
export function widest(disclosures: readonly Disclosure[]): Disclosure {
  return disclosures.reduce<Disclosure>((best, one) => (DISCLOSURES.indexOf(one) > DISCLOSURES.indexOf(best) ? one : best), 'none');
}

/** In a group below the court's least size, and where people are not to be put in an order, a rank would tell one person's score to another. */
export function withoutOrder(disclosure: Disclosure): Disclosure {
  return disclosure === 'none' ? 'none' : 'band';
}

const MODES = /^(ranking|interval)(,[A-Za-z]+(:[a-z]+)?=(ranking|interval))*$/;

/** @example modeFor('ranking,judge:enforcement=interval', 'judge:enforcement') // 'interval' */
export function modeFor(setting: string, group: string): ComparisonMode {
  const [general, ...own] = setting.split(',');
  const named = own.map((one) => one.split('=')).find(([key]) => key === group);
  return (named?.[1] ?? general) === 'interval' ? 'interval' : 'ranking';
}

export function isModeSetting(setting: string): boolean {
  return MODES.test(setting);
}

export interface ScoreBand {
  /** 1 is the best. */
  place: number;
  /** Least total that falls into it; `null` in the last. */
  atLeast: string | null;
  title: Sentence;
}

/**
 * 档次 by the court's own limits on the total, best first: never by the order of the people, so that a band says nothing of the others.
 * @param limits descending, as the court set them
 * @example bandOf('87.00', ['90.00', '75.00', '60.00']).title.zh // '第二档（75.00 以上）'
 */
export function bandOf(total: string, limits: readonly string[]): ScoreBand {
  const own = new Decimal(total);
  const index = limits.findIndex((limit) => own.gte(limit));
  if (index < 0) {
    const last = points(limits[limits.length - 1]!);
    return { place: limits.length + 1, atLeast: null, title: { zh: `第${NUMERALS[limits.length]}档（不满 ${last}）`, en: `Band ${limits.length + 1} (below ${last})` } };
  }
  const atLeast = points(limits[index]!);
  return { place: index + 1, atLeast, title: { zh: `第${NUMERALS[index]}档（${atLeast} 以上）`, en: `Band ${index + 1} (${atLeast} and above)` } };
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** `90.00,75.00,60.00`: descending, at most nine. */
export function isBandSetting(setting: string): boolean {
  const limits = setting.split(',').map((one) => one.trim());
  return limits.length < NUMERALS.length && limits.every((one, index) => /^\d{1,4}(\.\d{1,2})?$/.test(one) && (index === 0 || new Decimal(one).lt(limits[index - 1]!)));
}
