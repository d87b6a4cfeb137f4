import { Decimal, points, roundHalfUp, sum } from '../kernel/exact.js';

export const RANK_METHODS = ['standard', 'modified', 'dense', 'ordinal', 'fractional'] as const;

/**
 * How equal scores share places. 42, 42 behind 44:
 * - `standard` 并列取前: 2, 2, then 4 (the rule of every published ranking unless another is named)
 * - `modified` 并列取后: 3, 3, then 4
 * - `dense` 并列不空位: 2, 2, then 3
 * - `ordinal` 不并列: 2, 3, then 4; equal scores keep the order in which they were given
 * - `fractional` 并列取均: 2.5, 2.5, then 4
 */
export type RankMethod = (typeof RANK_METHODS)[number];

export interface Scored {
  group: string;
  /** Exact decimal text. The higher score has the better (smaller) rank. */
  score: string;
}

/**
 * 名次: ranks of scores, in the order given. Scores tie only when they are exactly equal as
 * decimals: `0.1` and `0.10` tie, `0.1` and `0.1000000000000000001` do not.
 *
 * @param scores exact decimal texts
 * @returns one rank for each score, best = 1
 * @throws Error when a score is not a decimal number; whoever reads a file reports that first
 * @example rankScores(['44', '42', '42', '41'], 'fractional') // [1, 2.5, 2.5, 4]
 * Source: MISSION.md E3; FIGURES.md "Ranks, scores, samples".
 */
export function rankScores(scores: readonly string[], method: RankMethod): number[] {
  const exact = scores.map((score) => new Decimal(score));
  const order = exact.map((_, index) => index).sort((a, b) => exact[b]!.comparedTo(exact[a]!) || a - b);
  const ranks = new Array<number>(scores.length);
  let tiers = 0;
  for (let first = 0; first < order.length; ) {
    let last = first;
    while (last + 1 < order.length && exact[order[last + 1]!]!.equals(exact[order[first]!]!)) last++;
    tiers++;
    for (let place = first; place <= last; place++)
      ranks[order[place]!] = rankInTie(method, { first: first + 1, last: last + 1, place: place + 1, tier: tiers });
    first = last + 1;
  }
  return ranks;
}

function rankInTie(method: RankMethod, tie: { first: number; last: number; place: number; tier: number }): number {
  switch (method) {
    case 'standard':
      return tie.first;
    case 'modified':
      return tie.last;
    case 'dense':
      return tie.tier;
    case 'ordinal':
      return tie.place;
    case 'fractional':
      return (tie.first + tie.last) / 2;
  }
}

/**
 * Ranks inside each group (同岗同位), in the order given. Two groups never meet: comparing across
 * natures is impossible, not discouraged (MISSION.md E2).
 */
export function rankWithinGroups<T extends Scored>(entries: readonly T[], method: RankMethod): (T & { rank: number })[] {
  const groups = new Map<string, number[]>();
  entries.forEach((entry, index) => {
    const members = groups.get(entry.group);
    if (members) members.push(index);
    else groups.set(entry.group, [index]);
  });
  const ranked = new Array<T & { rank: number }>(entries.length);
  for (const members of groups.values()) {
    const ranks = rankScores(members.map((index) => entries[index]!.score), method);
    members.forEach((index, place) => (ranked[index] = { ...entries[index]!, rank: ranks[place]! }));
  }
  return ranked;
}

export interface GroupDescription {
  size: number;
  /** Two places, half up; `null` in an empty group. */
  mean: string | null;
  median: string | null;
  highest: string | null;
  lowest: string | null;
}

/**
 * What stands beside every rank: size, mean, median and range of the group.
 * @example describeGroup(['100', '9.91', '63.96', '90.99', '0']).mean // '52.97'
 */
export function describeGroup(scores: readonly string[]): GroupDescription {
  if (scores.length === 0) return { size: 0, mean: null, median: null, highest: null, lowest: null };
  const sorted = ascending(scores);
  return {
    size: sorted.length,
    mean: points(meanOf(sorted)),
    median: points(medianOf(sorted)),
    highest: points(sorted.at(-1)!),
    lowest: points(sorted[0]!),
  };
}

export interface Position {
  /** Of a hundred in the group, how many stand below, counting half of the equals (own score included). */
  percentile: string;
  /** Own score less the group's exact mean; positive is better. Rounded once, at the end. */
  toMean: string;
  toMedian: string;
}

/**
 * Where each score stands in its group, in the order given: percentile rank and distance to mean and median, each
 * rounded half up to two places from the exact value.
 *
 * percentile = (below + equal ÷ 2) ÷ size × 100
 * @example positionsIn(['44', '42', '42', '41'])[1] // { percentile: '50.00', toMean: '-0.25', toMedian: '0.00' }
 */
export function positionsIn(scores: readonly string[]): Position[] {
  if (!scores.length) return [];
  const sorted = ascending(scores);
  const [mean, median] = [meanOf(sorted), medianOf(sorted)];
  const below = new Map<string, { below: number; equal: number }>();
  sorted.forEach((score, index) => {
    const known = below.get(score.toFixed());
    if (known) known.equal += 1;
    else below.set(score.toFixed(), { below: index, equal: 1 });
  });
  return scores.map((score) => {
    const own = new Decimal(score);
    const place = below.get(own.toFixed())!;
    return {
      percentile: points(new Decimal(place.below * 2 + place.equal).times(50).div(sorted.length)),
      toMean: points(own.minus(mean)),
      toMedian: points(own.minus(median)),
    };
  });
}

function ascending(scores: readonly string[]): Decimal[] {
  return scores.map((score) => new Decimal(score)).sort((a, b) => a.comparedTo(b));
}

function meanOf(sorted: readonly Decimal[]): Decimal {
  return sum(sorted).div(sorted.length);
}

function medianOf(sorted: readonly Decimal[]): Decimal {
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : sorted[middle - 1]!.plus(sorted[middle]!).div(2);
}

/** Movement since the last period: positive = places gained. `null` for a newcomer. */
export function movement(rank: number, previousRank: number | null): number | null {
  return previousRank === null ? null : roundHalfUp(new Decimal(previousRank).minus(rank), 1).toNumber();
}
