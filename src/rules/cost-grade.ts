import { Decimal, roundHalfUp, type Exact } from '../kernel/exact.js';
import type { Spent } from './cost-ratio.js';

/** 优秀、良好、一般. */
export const COST_GRADES = ['excellent', 'good', 'ordinary'] as const;
export type CostGrade = (typeof COST_GRADES)[number];

/** Ratios up to `excellent` are excellent, above it and up to `good` good, above that ordinary. */
export interface CostCuts {
  excellent: Decimal;
  good: Decimal;
}

/**
 * The cut points as the court sets them (`cost.cuts`): two rising ratios with a comma between.
 * @returns `null` when the text is not that; no cut is ever assumed
 * @example readCostCuts('0.90,1.10') // excellent 0.90, good 1.10
 */
export function readCostCuts(text: string): CostCuts | null {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length !== 2 || parts.some((part) => !/^\d{1,3}(\.\d{1,4})?$/.test(part))) return null;
  const [excellent, good] = parts.map((part) => new Decimal(part)) as [Decimal, Decimal];
  return excellent.lt(good) ? { excellent, good } : null;
}

/**
 * 等次: which of the three grades a ratio to the court mean stands in. A ratio that lies on a cut has the better grade.
 * @param ratio as it is shown, four places, so that nobody is graded by a figure other than the one on the page
 * @example costGrade('0.8750', { excellent: 0.90, good: 1.10 }) // 'excellent'
 * Source: CATALOGUES.md §11; the three names and the court mean as base are the seed's, the cuts an example.
 */
export function costGrade(ratio: Exact, { excellent, good }: CostCuts): CostGrade {
  const value = new Decimal(ratio);
  if (value.lte(excellent)) return 'excellent';
  return value.lte(good) ? 'good' : 'ordinary';
}

/**
 * 总比值: the mean over categories by their weights, four places, half up.
 * @returns `null` where no category has a weight
 * @example totalRatio('87.3000', 100) // 0.8730
 */
export function totalRatio(index: Exact, weight: Exact): Decimal | null {
  const weights = new Decimal(weight);
  return weights.isZero() ? null : roundHalfUp(new Decimal(index).div(weights), 4);
}

/** Yuan for one case, kilometre or head and month; `null` where there is nothing to divide by. Not rounded. */
export function unitCost({ amount, denominator }: Spent): Decimal | null {
  const divisor = new Decimal(denominator);
  return divisor.gt(0) ? new Decimal(amount).div(divisor) : null;
}

/**
 * 节约额: (last year's unit cost − this year's) × this year's denominator, in yuan to the cent; below zero when more was spent.
 * @returns `null` where either year has no denominator
 * @example saving({ amount: '4200.00', denominator: 150 }, { amount: '4620.00', denominator: 176 }) // (28.00 − 26.25) × 176 = 308.00
 * Source: CATALOGUES.md §11, COR-04 (example).
 */
export function saving(lastYear: Spent, thisYear: Spent): Decimal | null {
  const [before, now] = [unitCost(lastYear), unitCost(thisYear)];
  return before && now ? roundHalfUp(before.minus(now).times(thisYear.denominator)) : null;
}
