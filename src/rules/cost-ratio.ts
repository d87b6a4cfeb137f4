import { Decimal, roundHalfUp, sum, type Exact } from '../kernel/exact.js';

/** 一类成本: what one unit and the units it is compared with spent, and on how much. */
export interface CategoryCost {
  category: string;
  /** Weight of the category in the index, per cent. */
  weight: Exact;
  own: Spent;
  /** The unit's own figures included. */
  all: Spent;
}

export interface Spent {
  amount: Exact;
  denominator: Exact;
}

export interface CategoryIndex {
  category: string;
  weight: Decimal;
  /** Unit cost ÷ mean unit cost. */
  ratio: Decimal;
  /** weight × ratio, four places. */
  part: Decimal;
  /** Under the court's line for an implausible low: nothing is judged on it before it is explained. */
  low: boolean;
}

export interface CostIndex {
  categories: CategoryIndex[];
  /** Σ weight × ratio. Divided by `weight` it is the unit's ratio to the mean. */
  index: Decimal;
  weight: Decimal;
}

/**
 * 司法成本比值: a unit's cost against the mean of the units it is compared with.
 *
 * ratio of a category = (own amount ÷ own denominator) ÷ (Σ amounts ÷ Σ denominators): the mean is sum over sum, not the
 * mean of ratios. A category in which the unit or everybody has no denominator, or nobody spent anything, is left out with
 * its weight.
 *
 * @param lowBelow the court's line under which a ratio is implausibly low
 * @example postage 4 620.00 for 176 closings, court mean 30.00 → 26.25 ÷ 30.00 = 0.875
 * Source: CATALOGUES.md §11, COR-01 and COR-03 (example).
 */
export function costIndex(costs: readonly CategoryCost[], lowBelow: Exact): CostIndex {
  const categories = costs.flatMap(({ category, weight, own, all }): CategoryIndex[] => {
    const [owned, shared] = [new Decimal(own.denominator), new Decimal(all.denominator)];
    const spent = new Decimal(all.amount);
    if (!owned.gt(0) || !shared.gt(0) || !spent.gt(0)) return [];
    const ratio = new Decimal(own.amount).div(owned).div(spent.div(shared));
    return [{ category, weight: new Decimal(weight), ratio, part: roundHalfUp(ratio.times(weight), 4), low: ratio.lt(lowBelow) }];
  });
  return { categories, index: sum(categories.map(({ part }) => part)), weight: sum(categories.map(({ weight }) => weight)) };
}
