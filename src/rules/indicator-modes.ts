import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, points, sum } from '../kernel/exact.js';
import { AUDIENCES, type Audience, type ComparisonMode } from './ranking-audience.js';

/** What a court may set for one indicator and one audience; `audience`: again as everything that audience is shown. */
export const INDICATOR_MODES = ['ranking', 'interval', 'audience'] as const;
export type IndicatorMode = (typeof INDICATOR_MODES)[number];

const GROUP = '(?:[A-Za-z]+\\.[a-z]+)';
const PATH = '[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*';
const MODE_OF = new RegExp(`^ranking\\.mode\\.(${AUDIENCES.join('|')})\\.${GROUP}\\.${PATH}$`);
const RANGE_OF = new RegExp(`^reference\\.score\\.${GROUP}\\.${PATH}$`);

/** `judge:civil` → `judge.civil`; a post without natures, and a scheme for any, are `clerk.any`. */
function placeOf(group: string): string {
  const [post, nature] = group.split(':');
  return `${post}.${nature ?? 'any'}`;
}

function within(path: string): string {
  return path.split('/').join('.');
}

/**
 * Name of the court's parameter that says how an audience is shown one indicator of a group's scheme.
 * @param path of the leaf or component, as the scheme has it
 * @example indicatorModeSetting('leaders', 'judge:civil', 'quality/K1') // 'ranking.mode.leaders.judge.civil.quality.K1'
 */
export function indicatorModeSetting(audience: Audience, group: string, path: string): string {
  return `ranking.mode.${audience}.${placeOf(group)}.${within(path)}`;
}

/** @example scoreReferenceSetting('judge:civil', 'quality') // 'reference.score.judge.civil.quality' */
export function scoreReferenceSetting(group: string, path: string): string {
  return `reference.score.${placeOf(group)}.${within(path)}`;
}

/** The unit of such a parameter; `null` for a name of another kind. */
export function indicatorSettingUnit(name: string): 'mode' | 'interval' | null {
  return MODE_OF.test(name) ? 'mode' : RANGE_OF.test(name) ? 'interval' : null;
}

/** @returns `null` where the name is not that of an indicator's mode */
export function isIndicatorMode(name: string, value: string): boolean | null {
  return MODE_OF.test(name) ? INDICATOR_MODES.some((one) => one === value) : null;
}

const AUDIENCE_WORDS: Readonly<Record<Audience, Sentence>> = {
  self: { zh: '本人', en: 'the person' },
  division: { zh: '庭长', en: 'division chiefs' },
  leaders: { zh: '院领导和各办公室', en: 'court leaders and offices' },
  court: { zh: '全院其他人员', en: 'everybody else in the court' },
};

/** Name a reader of the parameters' list understands; `null` for a name of another kind. */
export function indicatorSettingTitle(name: string): Sentence | null {
  const [, , first = '', ...rest] = name.split('.');
  if (MODE_OF.test(name)) {
    const audience = AUDIENCE_WORDS[first as Audience];
    return { zh: `比较方式：${audience.zh}，${rest.join('.')}`, en: `Mode of comparison: ${audience.en}, ${rest.join('.')}` };
  }
  return RANGE_OF.test(name) ? { zh: `合理区间（得分率）：${[first, ...rest].join('.')}`, en: `Reference interval (score rate): ${[first, ...rest].join('.')}` } : null;
}

/**
 * 一项指标对一类读者的比较方式: its own setting; without one that of the part it stands in; without any the audience's mode.
 * An indicator in interval mode is shown by its value against its reference interval and is no column of an order: no rank,
 * percentile, median or sorting by it. The total's rank stays as the audience's mode has it.
 * @param setFor what the court has set for a path of this audience and group
 * @example quality = interval, quality/K1 = ranking, audience ranking → quality/K2 interval, quality/K1 ranking, efficiency ranking
 * Source: MISSION §10.3; Supreme People's Court, rule of use of the trial quality management indicators, September 2024.
 */
export function indicatorMode(path: string, setFor: (path: string) => string | undefined, audience: ComparisonMode): ComparisonMode {
  const parts = path.split('/');
  for (let length = parts.length; length > 0; length--) {
    const set = setFor(parts.slice(0, length).join('/'));
    if (set === 'ranking' || set === 'interval') return set;
    if (set === 'audience') return audience;
  }
  return audience;
}

/** A part of one person's sheet, as far as its rate goes. */
export interface ScoredPart {
  points: string;
  /** Mark after weight moved between parts; `null` when open-ended. */
  share: string | null;
  applicable: boolean;
}

/**
 * 得分率: points per hundred of the mark, over one or several people's sheets; the mean of the points where there is no mark.
 * @returns `null` where it applied to nobody
 * @example 24.00 of 30.00 and 27.00 of 30.00 → 85.00
 */
export function scoreRate(parts: readonly ScoredPart[]): string | null {
  const counted = parts.filter(({ applicable }) => applicable);
  if (!counted.length) return null;
  const earned = sum(counted.map((one) => one.points));
  if (counted.some(({ share }) => share === null)) return points(earned.div(counted.length));
  const marks = sum(counted.map(({ share }) => share!));
  return marks.isZero() ? null : points(new Decimal(100).times(earned).div(marks));
}
