import type { Sentence } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { sharePool } from './share-pool.js';

/** One tier as the court sets it, best first. */
export interface TierRow {
  code: string;
  label: Sentence;
  /** Of those taking part, per cent. */
  percentOfGroup: string;
  coefficient: string;
  /** Whether a group under the least size uses it. */
  usedInSmallGroups: boolean;
  source: string;
}

export interface TierTable {
  tiers: TierRow[];
  /** Groups with fewer people taking part use only the tiers marked for them. */
  smallUnder: number;
  /** 按得分分档: the total each tier begins at, but the last, which takes everybody below; without it tiers go by standing. */
  from?: Readonly<Record<string, string>>;
}

/** Somebody of one peer group, as the frozen ranking says. */
export interface Standing {
  personId: string;
  /** `null`: not ranked. */
  rank: number | null;
  total: string;
  /** Why the person takes no part: veto, grade, not ranked; `null` for everybody else. */
  excluded: Sentence | null;
}

/** 跨档决定 of one boundary: separated by a recorded decision, or sharing a tier. */
export interface BoundaryDecision {
  upper: string;
  lower: string;
  choice: BoundaryChoice;
}
export const BOUNDARY_CHOICES = ['separate', 'shareBetter', 'shareWorse'] as const;
export type BoundaryChoice = (typeof BOUNDARY_CHOICES)[number];

/** Two tiers meet between people who cannot be told apart, or of whom nobody has tested whether they can. */
export interface Boundary {
  /** The last of the better tier and the first of the worse. */
  upper: string;
  lower: string;
  upperTier: string;
  lowerTier: string;
  /** Equal scores can only share; a decision never separates them. */
  equal: boolean;
  /** Whether they differ was never tested; absent where it was. */
  untested?: true;
  choice: BoundaryChoice | null;
}

export interface Placing {
  /** In the order of rank; who is excluded is not among them. */
  placed: { personId: string; tier: string }[];
  heads: { tier: string; heads: number }[];
  boundaries: Boundary[];
}

/**
 * 奖金分档: places everybody of one peer group who takes part in a tier by standing. Heads per tier by largest remainder of
 * its percentage (equal remainders to the better tier); in a group under the least size only the tiers marked for small groups,
 * in the proportion of their percentages. By score, if the table says where each tier begins. Where two tiers meet between people who cannot be told apart, a decision says whether
 * they are separated or share the better or the worse tier; equal scores always share. Without a decision the boundary is
 * reported with `choice: null`, and whoever approves must refuse.
 *
 * @param apart whether two neighbours in the ranking can be told apart; `null` where that was not tested, which needs a decision
 *   as much; equal ranks never can
 * @example ten people, 20/30/40/10 % → 2, 3, 4, 1; four people → tiers 2 and 3 with 2 and 2 (30 : 40 of four is 1.71 : 2.29)
 * Source: CATALOGUES §14, GB-03, GB-04, GB-05; MISSION section 10 (2).
 */
export function placeInTiers(standings: readonly Standing[], table: TierTable, apart: (upper: string, lower: string) => boolean | null, decisions: readonly BoundaryDecision[]): Placing {
  const taking = standings
    .filter((one): one is Standing & { rank: number } => one.excluded === null && one.rank !== null)
    .sort((a, b) => a.rank - b.rank || (a.personId < b.personId ? -1 : 1));
  if (!taking.length) return { placed: [], heads: [], boundaries: [] };
  const tiers = !table.from && taking.length < table.smallUnder ? table.tiers.filter((tier) => tier.usedInSmallGroups) : table.tiers;
  const tierAt = table.from ? taking.map(({ total }) => tierOfScore(total, tiers, table.from!)) : tiersByStanding(taking.length, tiers);
  const boundaries = new Map<string, Boundary>();
  const carriedOut = new Set<BoundaryDecision>();
  for (let at = 0; at + 1 < taking.length; at++) {
    const [upper, lower] = [taking[at]!, taking[at + 1]!];
    const key = `${upper.personId} ${lower.personId}`;
    if (tierAt[at] === tierAt[at + 1]) continue;
    const equal = upper.rank === lower.rank;
    const told = equal ? false : apart(upper.personId, lower.personId);
    if (told) continue;
    // Two decisions that undo each other would never settle: the second time a boundary comes up it is open again.
    const decided = decisions.find((one) => one.upper === upper.personId && one.lower === lower.personId && !(equal && one.choice === 'separate') && !carriedOut.has(one));
    boundaries.set(key, { upper: upper.personId, lower: lower.personId, upperTier: tierAt[at]!, lowerTier: tierAt[at + 1]!, equal, ...(told === null ? { untested: true } : {}), choice: decided?.choice ?? null });
    if (!decided || decided.choice === 'separate') continue;
    carriedOut.add(decided);
    const [moved, to] = decided.choice === 'shareBetter' ? [lower, tierAt[at]!] : [upper, tierAt[at + 1]!];
    taking.forEach((one, index) => {
      // Whoever has the same score as the one who moves goes along.
      if (one.rank === moved.rank) tierAt[index] = to;
    });
    // Who moved down has left somebody better behind: look at that pair again.
    if (moved === upper) at = Math.max(-1, taking.findIndex(({ rank }) => rank === upper.rank) - 2);
  }
  return {
    placed: taking.map(({ personId }, index) => ({ personId, tier: tierAt[index]! })),
    heads: tiers.map(({ code }) => ({ tier: code, heads: tierAt.filter((one) => one === code).length })),
    boundaries: [...boundaries.values()],
  };
}

function tiersByStanding(people: number, tiers: readonly TierRow[]): string[] {
  const heads = sharePool(BigInt(people), tiers.map(({ percentOfGroup }) => new Decimal(percentOfGroup)));
  return tiers.flatMap(({ code }, index) => Array.from({ length: Number(heads[index]!.cents) }, () => code));
}

function tierOfScore(total: string, tiers: readonly TierRow[], from: Readonly<Record<string, string>>): string {
  return (tiers.find(({ code }) => from[code] !== undefined && new Decimal(total).gte(from[code])) ?? tiers[tiers.length - 1]!).code;
}

/** Equal distribution is not offered: tiers that all pay alike are no tiers. */
export function paysAlike({ tiers }: TierTable): boolean {
  return tiers.every(({ coefficient }) => new Decimal(coefficient).eq(tiers[0]!.coefficient));
}
