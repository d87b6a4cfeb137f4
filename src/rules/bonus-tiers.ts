import { Decimal, roundHalfUp } from '../kernel/exact.js';

/** One tier as a court sets it: how much of the group stands in it, and what each of them gets, in yuan. */
export interface BonusTier {
  key: string;
  percentOfGroup: string;
  amount: string;
}

/**
 * The tier of each rank: tiers are filled from the top, the places of the first n tiers being their joint share of the
 * group, rounded half up; equals share the better place and so the better tier. Below the last tier there is no bonus.
 * @param ranks of everybody ranked, equals with the same number
 * @returns tier keys in the order of `ranks`; null below the last tier
 * @example 10 people, tiers 20 %, 30 %, 50 % → ranks 1–2, 3–5, 6–10; two at rank 2 are both in the first tier
 */
export function bonusTiers(ranks: readonly number[], tiers: readonly BonusTier[]): (string | null)[] {
  let reached = new Decimal(0);
  const ends = tiers.map(({ key, percentOfGroup }) => {
    reached = reached.plus(percentOfGroup);
    return { key, last: roundHalfUp(reached.times(ranks.length).div(100), 0).toNumber() };
  });
  return ranks.map((rank) => ends.find(({ last }) => rank <= last)?.key ?? null);
}
