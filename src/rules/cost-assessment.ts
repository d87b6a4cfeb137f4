import { Decimal, sum, type Exact } from '../kernel/exact.js';
import { costGrade, totalRatio, type CostCuts, type CostGrade } from './cost-grade.js';
import { costIndex, type CategoryIndex, type Spent } from './cost-ratio.js';

/** Codes the rules speak of by name; a code is never used again for something else. */
const FUEL = 'CO-03';
const REPAIR = 'CO-04';
const POSTAGE = 'CO-06';

/** What one unit spent on one category in one month. */
export interface MonthlyCost {
  unit: string;
  /** Units of one kind are compared with each other: divisions and offices, or outlying tribunals. */
  group: string;
  /** `2026-10`. */
  month: string;
  category: string;
  amount: Exact;
  denominator: number;
  /** 送达次数, where told: what postage should have been spent on. */
  services: number | null;
}

export interface CostRules {
  categories: readonly { code: string; weight: number }[];
  /** A ratio under this is implausibly low. */
  lowBelow: Exact;
  /** No postage at all with more services than this is implausibly low. */
  servicesOver: number;
  /** `null` while the court has set none: then nobody is graded. */
  cuts: CostCuts | null;
}

/** Why a figure is implausibly low: under the line, no postage though papers were served, kilometres without fuel. */
export type LowReason = 'ratio' | 'postage' | 'fuel';

export interface CostLow {
  category: string;
  reason: LowReason;
  /** The months it shows in; each needs an accepted explanation. */
  months: string[];
  explained: boolean;
}

export interface AssessedCategory extends CategoryIndex {
  own: Spent;
  /** Of all units of the kind. */
  all: Spent;
}

/** Why there is no grade: no figures, no cut points, or an implausible low nobody has explained. */
export type Withheld = 'nothing' | 'cuts' | 'low';

export interface UnitAssessment {
  group: string;
  categories: AssessedCategory[];
  index: Decimal;
  weight: Decimal;
  /** Four places; `null` where no category counts. */
  total: Decimal | null;
  lows: CostLow[];
  grade: CostGrade | null;
  withheld: Withheld | null;
}

/**
 * 司法成本考评: every unit's ratio to the mean of its kind, what is implausibly low in it, and its grade.
 *
 * Implausible: the ratio of the period under the line (it shows in the months under the line; where no single month is, in
 * all of them), a month without any postage though more papers were served than the rule allows, a month with kilometres
 * but no fuel. While a month of such a figure is unexplained the unit has no grade: normal work must not be hindered.
 *
 * @param costs of one period; several months of a category are added up before they are divided
 * @param explained whether an accepted explanation covers a unit's category in a month
 * @example postage 4 620.00 ÷ 176 = 26.25 against a mean of 30.00 → 0.875 → excellent
 * Source: CATALOGUES.md §11, COR-01 … COR-03 (example).
 */
export function assessCosts(costs: readonly MonthlyCost[], rules: CostRules, explained: (unit: string, category: string, month: string) => boolean): Map<string, UnitAssessment> {
  const known = new Set(rules.categories.map(({ code }) => code));
  const byGroup = gathered(costs.filter(({ category }) => known.has(category)), ({ group }) => group);
  const assessed = new Map<string, UnitAssessment>();
  for (const [group, ofGroup] of byGroup) {
    const shared = gathered(ofGroup, ({ category }) => category);
    for (const [unit, own] of gathered(ofGroup, (cost) => cost.unit)) {
      const mine = gathered(own, ({ category }) => category);
      const spent = new Map(rules.categories.flatMap(({ code, weight }) => (mine.has(code) ? [[code, { category: code, weight, own: spentOn(mine.get(code)!), all: spentOn(shared.get(code)!) }] as const] : [])));
      const { categories, index, weight } = costIndex([...spent.values()], rules.lowBelow);
      const lows = [...underTheLine(categories, mine, shared, rules), ...withoutPostage(own, rules), ...withoutFuel(own)].map(
        (low): CostLow => ({ ...low, explained: low.months.every((month) => explained(unit, low.category, month)) }),
      );
      const total = totalRatio(index, weight);
      const withheld = !total ? 'nothing' : lows.some((low) => !low.explained) ? 'low' : !rules.cuts ? 'cuts' : null;
      assessed.set(unit, {
        group, index, weight, total, lows, withheld,
        categories: categories.map((one) => ({ ...one, own: spent.get(one.category)!.own, all: spent.get(one.category)!.all })),
        grade: withheld ? null : costGrade(total!, rules.cuts!),
      });
    }
  }
  return assessed;
}

type Low = Omit<CostLow, 'explained'>;

function underTheLine(categories: readonly CategoryIndex[], mine: ReadonlyMap<string, MonthlyCost[]>, shared: ReadonlyMap<string, MonthlyCost[]>, { lowBelow }: CostRules): Low[] {
  return categories.flatMap(({ category, low }) => {
    if (!low) return [];
    const own = mine.get(category)!;
    const months = own.map(({ month }) => month);
    const under = own.filter((cost) => {
      const all = shared.get(category)!.filter(({ month }) => month === cost.month);
      return costIndex([{ category, weight: 1, own: cost, all: spentOn(all) }], lowBelow).categories.some((one) => one.low);
    });
    return [{ category, reason: 'ratio', months: under.length ? under.map(({ month }) => month) : months }];
  });
}

function withoutPostage(own: readonly MonthlyCost[], { servicesOver }: CostRules): Low[] {
  const months = own.filter(({ category, amount, services }) => category === POSTAGE && new Decimal(amount).isZero() && (services ?? 0) > servicesOver).map(({ month }) => month);
  return months.length ? [{ category: POSTAGE, reason: 'postage', months }] : [];
}

function withoutFuel(own: readonly MonthlyCost[]): Low[] {
  const driven = new Set(own.filter(({ category, denominator }) => (category === FUEL || category === REPAIR) && denominator > 0).map(({ month }) => month));
  for (const { category, month, amount } of own) if (category === FUEL && new Decimal(amount).gt(0)) driven.delete(month);
  return driven.size ? [{ category: FUEL, reason: 'fuel', months: [...driven].sort() }] : [];
}

function spentOn(costs: readonly MonthlyCost[]): Spent {
  return { amount: sum(costs.map(({ amount }) => amount)), denominator: sum(costs.map(({ denominator }) => denominator)) };
}

function gathered(costs: readonly MonthlyCost[], key: (cost: MonthlyCost) => string): Map<string, MonthlyCost[]> {
  const by = new Map<string, MonthlyCost[]>();
  for (const cost of costs) {
    const list = by.get(key(cost));
    if (list) list.push(cost);
    else by.set(key(cost), [cost]);
  }
  return by;
}
