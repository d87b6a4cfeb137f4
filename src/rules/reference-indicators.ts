import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, points, sum } from '../kernel/exact.js';
import type { FactName } from './scheme/facts.js';

/**
 * 审判质量管理指标 that follow from the facts of a basic court: a quotient of two sums, held against the interval the court
 * has set for it. The list and the way they are used (inside the interval is enough; analysis, no ranking) follow the Supreme
 * People's Court's indicators of September 2024; its intervals are not public and none is shipped.
 */
export interface ReferenceIndicator {
  key: string;
  /** Which of the Supreme Court's table it is; `null` for one of the court's own. */
  code: string | null;
  title: Sentence;
  numerator: FactName;
  denominator: FactName;
  /** `percent` is written times a hundred. */
  unit: 'percent' | 'days';
}

export const REFERENCE_INDICATORS: readonly ReferenceIndicator[] = [
  { key: 'inLimit', code: 'SPC-07', title: { zh: '审限内结案率', en: 'Closed within the limit' }, numerator: 'closedInLimit', denominator: 'closed', unit: 'percent' },
  { key: 'meanDays', code: 'SPC-09', title: { zh: '平均结案时间', en: 'Mean time to closing' }, numerator: 'netDays', denominator: 'closed', unit: 'days' },
  { key: 'appealed', code: 'SPC-04', title: { zh: '上诉率', en: 'Appealed' }, numerator: 'appealed', denominator: 'firstInstanceClosed', unit: 'percent' },
  { key: 'mediated', code: 'SPC-11', title: { zh: '调解率', en: 'Settled by mediation' }, numerator: 'mediated', denominator: 'closed', unit: 'percent' },
  { key: 'realised', code: 'SPC-14', title: { zh: '执行到位率', en: 'Amount realised' }, numerator: 'realised', denominator: 'claimed', unit: 'percent' },
  { key: 'published', code: null, title: { zh: '文书按期公示率', en: 'Judgments published in time' }, numerator: 'publishedOnTime', denominator: 'publishable', unit: 'percent' },
];

export interface ReferenceInterval {
  from: string;
  until: string;
}

export type IntervalState = 'inside' | 'above' | 'below';

/** The court's parameter that holds the interval of an indicator for one line of work: `reference.inLimit.civil`. */
export function referenceSetting(indicator: string, nature: string): string {
  return `reference.${indicator}.${nature}`;
}

const RANGE = /^\d{1,6}(\.\d{1,2})?,\d{1,6}(\.\d{1,2})?$/;

/** `92.00,99.50`: both ends belong to it. `null` for anything else, or an interval that descends. */
export function readInterval(setting: string): ReferenceInterval | null {
  if (!RANGE.test(setting)) return null;
  const [from, until] = setting.split(',') as [string, string];
  return new Decimal(from).gt(until) ? null : { from: points(from), until: points(until) };
}

/** What the indicator comes to over one or several people's facts; `null` where nothing was to be counted or a fact is not at hand. */
export function indicatorValue({ numerator, denominator, unit }: ReferenceIndicator, numbers: readonly Readonly<Record<FactName, string | number>>[]): string | null {
  if (!numbers.length || numbers.some((own) => own[numerator] === undefined || own[denominator] === undefined)) return null;
  const below = sum(numbers.map((own) => own[denominator]!));
  if (below.isZero()) return null;
  const value = sum(numbers.map((own) => own[numerator]!)).div(below);
  return points(unit === 'percent' ? value.times(100) : value);
}

export function stateIn(value: string, { from, until }: ReferenceInterval): IntervalState {
  const own = new Decimal(value);
  return own.lt(from) ? 'below' : own.gt(until) ? 'above' : 'inside';
}
