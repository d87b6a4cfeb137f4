import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, sum } from '../kernel/exact.js';
import type { TierRow } from './bonus-placing.js';
import { sharePool, yuan } from './share-pool.js';

/** Somebody who takes part, best rank first. */
export interface PlacedPerson {
  personId: string;
  tier: string;
  /** Two places. */
  months: string;
  /** Up to four places. */
  dutyFactor: string;
}

export interface BonusShare {
  personId: string;
  tier: string;
  weight: string;
  /** Yuan, two places. */
  amount: string;
  why: Sentence;
}

/**
 * 奖金分配: one group's pool by tier coefficient × months served × duty factor, to the cent, by largest remainder; equal remainders to the
 * better rank. Every amount says its arithmetic.
 * @param pool yuan, at most two places
 * @param placed best rank first; at least one with a weight above zero
 * @throws Error when nobody has a weight above zero; see {@link takesMoney}
 * @example 60 000.00, ten people of 12 months in tiers 2, 3, 4, 1 → 7647.06 ×2, 6470.59 ×3, 5294.12 ×3, 5294.11, 4117.64. Source: CATALOGUES §14, GB-06.
 */
export function bonusAmounts(pool: string, placed: readonly PlacedPerson[], tiers: readonly TierRow[]): BonusShare[] {
  const weights = placed.map((one) => weightOf(one, tiers));
  const all = plain(sum(weights));
  const shares = sharePool(centsOf(pool), weights);
  return placed.map(({ personId, tier, months, dutyFactor }, index) => {
    const { label, coefficient } = tiers.find(({ code }) => code === tier)!;
    const [amount, weight] = [yuan(shares[index]!.cents), plain(weights[index]!)];
    const exact = new Decimal(pool).times(weights[index]!).div(all).toDecimalPlaces(4).toFixed(4);
    const even = new Decimal(amount).times(all).eq(new Decimal(pool).times(weight));
    const [zh, en] = even ? ['', ''] : shares[index]!.raised ? ['，余数较大，进一分', ', raised by one cent for its larger remainder'] : ['，舍去不足一分的部分', ', the fraction of a cent dropped'];
    return {
      personId, tier, weight, amount,
      why: {
        zh: `${label.zh}系数 ${coefficient} × 在岗 ${months} 个月 × 任务系数 ${dutyFactor} = ${weight}${TOGETHER.zh}${all}；${pool} × ${weight} ÷ ${all} = ${exact}${zh}，计 ${amount} 元`,
        en: `${label.en}, factor ${coefficient} × ${months} months × duty ${dutyFactor} = ${weight}${TOGETHER.en}${all}; ${pool} × ${weight} ÷ ${all} = ${exact}${en}: ${amount} yuan`,
      },
    };
  });
}

/**
 * The arithmetic of one amount without the group's pool and weights: in a small group what is left of them is another's.
 * @param why as {@link bonusAmounts} wrote it, or any other sentence, which stays as it is
 */
export function withoutGroup(why: Sentence): Sentence {
  const [zh, en] = [why.zh.indexOf(TOGETHER.zh), why.en.indexOf(TOGETHER.en)];
  return zh < 0 || en < 0 ? why : { zh: `${why.zh.slice(0, zh)}；本组人数少，合计不公开`, en: `${why.en.slice(0, en)}; of a group this small the sums are not told` };
}

const TOGETHER: Sentence = { zh: '；本组合计 ', en: '; the group together ' };

/** Whether anybody of the group can be paid from a pool. */
export function takesMoney(placed: readonly PlacedPerson[], tiers: readonly TierRow[]): boolean {
  return placed.some((one) => weightOf(one, tiers).gt(0));
}

/**
 * A court's pool split to its peer groups by heads × months: the months of everybody taking part, to the cent, by largest remainder.
 * @example 100.00 to groups of 120 and 60 months → 66.67, 33.33
 */
export function splitPool(pool: string, groups: readonly { months: readonly string[] }[]): string[] {
  return sharePool(centsOf(pool), groups.map(({ months }) => sum(months))).map(({ cents }) => yuan(cents));
}

function weightOf({ tier, months, dutyFactor }: PlacedPerson, tiers: readonly TierRow[]): Decimal {
  return new Decimal(tiers.find(({ code }) => code === tier)!.coefficient).times(months).times(dutyFactor);
}

export function centsOf(money: string): bigint {
  return BigInt(new Decimal(money).times(100).toFixed(0));
}

function plain(value: Decimal): string {
  return value.toFixed(Math.max(2, value.dp()));
}
