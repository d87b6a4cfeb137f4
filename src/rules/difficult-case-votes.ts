import { Decimal, points, sum } from '../kernel/exact.js';

export interface Quorum {
  /** `2/3` as numerator and denominator. */
  share: readonly [number, number];
  members: number;
}

/** A fraction as a court writes it. @returns `null` when it is none between nothing and the whole */
export function readFraction(text: string): readonly [number, number] | null {
  const match = /^(\d{1,3})\s*\/\s*(\d{1,3})$/.exec(text.trim());
  const [above, below] = [Number(match?.[1]), Number(match?.[2])];
  return match && above > 0 && below > 0 && above <= below ? [above, below] : null;
}

/** Members who must take part, in whole people, upwards. @example 2/3 of 7 → 5; 2/3 of 9 → 6 */
export function quorumOf({ share: [above, below], members }: Quorum): number {
  return Math.ceil((above * members) / below);
}

/** One member’s vote; who stepped aside has none. */
export interface MemberVote {
  vote: 'yes' | 'no';
  /** With `yes`; inside the range. */
  points: string | null;
  /** With `no`: whether the case may be filed again. */
  mayRefile: boolean;
}

export interface VoteResult {
  present: number;
  yes: number;
  no: number;
  awarded: boolean;
  /** Two places; `0.00` when not awarded. */
  points: string;
  mayRefile: boolean;
}

/**
 * 委员会表决: more than half of those present must be in favour; who stepped aside is not present. The points are the median
 * or the mean of what those in favour gave, rounded once. A refused case may be filed again only when more than half of those
 * against said so.
 *
 * @returns `null` below the quorum: nothing may be counted then
 * @example 5 present of 7 (quorum 5): yes 3.00, 3.50, 5.00; no, no → awarded, median 3.50
 */
export function countVotes(votes: readonly MemberVote[], quorum: number, by: 'median' | 'mean'): VoteResult | null {
  if (votes.length < quorum) return null;
  const inFavour = votes.filter(({ vote }) => vote === 'yes');
  const against = votes.filter(({ vote }) => vote === 'no');
  const awarded = inFavour.length * 2 > votes.length;
  const given = inFavour.map((vote) => new Decimal(vote.points!)).sort((a, b) => a.comparedTo(b));
  return {
    present: votes.length,
    yes: inFavour.length,
    no: against.length,
    awarded,
    points: points(awarded ? (by === 'mean' ? sum(given).div(given.length) : medianOf(given)) : 0),
    mayRefile: !awarded && against.filter(({ mayRefile }) => mayRefile).length * 2 > against.length,
  };
}

function medianOf(sorted: readonly Decimal[]): Decimal {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : sorted[middle - 1]!.plus(sorted[middle]!).div(2);
}

export interface AwardedCase {
  id: string;
  points: string;
}

export interface CappedCase extends AwardedCase {
  /** What enters the score. */
  entered: string;
  /** What the cap takes off; shown beside it. */
  cut: string;
}

/**
 * 每名法官每年封顶: cases of one judge and year in the order they take effect; each enters as far as the cap still has room.
 * @param already what has entered in that year before
 * @example cap 15.00, entered 12.50, then 4.00 and 1.00 → 2.50 (cut 1.50) and 0.00 (cut 1.00)
 * Source: DCR-04 [E].
 */
export function underCap(cases: readonly AwardedCase[], already: string, cap: string): CappedCase[] {
  let room = Decimal.max(0, new Decimal(cap).minus(already));
  return cases.map((one) => {
    const entered = Decimal.min(room, one.points);
    room = room.minus(entered);
    return { ...one, entered: points(entered), cut: points(new Decimal(one.points).minus(entered)) };
  });
}

export interface ClaimsOf {
  personId: string;
  name: string;
  /** Applications in the round. */
  claims: number;
  /** Cases the person closed in the half-year. */
  closed: number;
}

export interface Concentration extends ClaimsOf {
  /** Per cent of the round, two places. */
  share: string;
  /** Per cent of what the applicants together closed: what the share would be if difficult cases came evenly. */
  ofClosed: string;
  pointedOut: boolean;
}

/**
 * Anti-gaming watch: whether the claims of a round lie with one person. It points out, it never refuses: specialised panels
 * and heavy dockets give the same picture.
 * @param line `share` in per cent from which, and `least` claims from which, a person is pointed out
 * @example 4 of 12 claims (33.33 %), 61 of 400 closings (15.25 %), line 30 % and 3 claims → pointed out
 */
export function concentrationOf(people: readonly ClaimsOf[], line: { share: string; least: number }): Concentration[] {
  const [claims, closed] = [people.reduce((total, one) => total + one.claims, 0), people.reduce((total, one) => total + one.closed, 0)];
  const percent = (part: number, whole: number): string => points(whole ? new Decimal(part).times(100).div(whole) : 0);
  return [...people]
    .sort((a, b) => b.claims - a.claims || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map((one) => {
      const share = percent(one.claims, claims);
      return { ...one, share, ofClosed: percent(one.closed, closed), pointedOut: one.claims >= line.least && new Decimal(share).gte(line.share) };
    });
}
