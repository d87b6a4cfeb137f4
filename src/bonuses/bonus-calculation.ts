import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Person } from '../court/court.entities.js';
import type { Sentence } from '../kernel/domain-error.js';
import { points } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import { FrozenStandings, type FrozenGroup } from '../ranking/frozen-standings.js';
import { bonusAmounts, splitPool, takesMoney, type PlacedPerson } from '../rules/bonus-amounts.js';
import { placeInTiers, type Boundary, type Placing } from '../rules/bonus-placing.js';
import { BonusDecision, BonusRound, BonusShare } from './bonus.entities.js';

export interface CalculatedShare {
  personId: string;
  name: string;
  division: string;
  rank: number | null;
  total: string;
  tier: string | null;
  amount: string;
  why: Sentence;
}

export interface CalculatedGroup {
  key: string;
  title: Sentence;
  digest: string;
  amount: string;
  heads: Placing['heads'];
  boundaries: Boundary[];
  shares: CalculatedShare[];
}

type Terms = Pick<BonusRound, 'id' | 'courtId' | 'period' | 'pool' | 'split' | 'groups' | 'tiers' | 'correctsId'>;

/** 试算: what a round comes to on the published results, with the boundary decisions recorded so far. Nothing is saved. */
@Injectable()
export class BonusCalculation {
  constructor(
    private readonly database: Database,
    private readonly standings: FrozenStandings,
  ) {}

  async of(round: Terms): Promise<CalculatedGroup[]> {
    const decisions = await this.decisionsOf(round.id);
    const all = await this.standings.groups(round.courtId, round.period);
    const groups = round.groups.flatMap(({ key }) => all.find((group) => group.key === key) ?? []);
    const apart = new Map(await Promise.all(groups.map(async (group) => [group.key, await this.standings.apart(round.courtId, round.period, group)] as const)));
    const placings = groups.map((group) => {
      const own = decisions.filter(({ peerGroup }) => peerGroup === group.key).map(({ upperId, lowerId, choice }) => ({ upper: upperId, lower: lowerId, choice }));
      const placing = placeInTiers(group.members, round.tiers, apart.get(group.key)!, own);
      return { group, placing, placed: placedOf(group, placing) };
    });
    const amounts = this.amountsOf(round, placings);
    const gone = await this.goneFrom(groups, round);
    return placings.map(({ group, placing, placed }, index) => ({
      key: group.key, title: group.title, digest: group.digest, amount: amounts[index]!, heads: placing.heads, boundaries: placing.boundaries, shares: [...sharesOf(group, placed, amounts[index]!, round), ...gone(group.key)],
    }));
  }

  /** What the round corrected paid, and `null` where none is. What was approved and replaced before it was paid has paid nobody: the one before it counts, if there is one. */
  async paidBefore(correctsId: string | null): Promise<BonusShare[] | null> {
    if (!correctsId) return null;
    const earlier = await this.database.repository(BonusRound).findOneByOrFail({ id: correctsId });
    if (earlier.paidOn === null) return (await this.paidBefore(earlier.correctsId)) ?? [];
    return this.database.repository(BonusShare).findBy({ roundId: correctsId });
  }

  /** Whoever was paid in a group and was taken out of it by the correction: without a line, what was paid would never be taken back. */
  private async goneFrom(groups: readonly FrozenGroup[], { courtId, correctsId }: Terms): Promise<(key: string) => CalculatedShare[]> {
    const standing = new Set(groups.flatMap(({ key, members }) => members.map(({ personId }) => `${key} ${personId}`)));
    const gone = ((await this.paidBefore(correctsId)) ?? []).filter(({ peerGroup, personId, amount }) => amount.gt(0) && !standing.has(`${peerGroup} ${personId}`)).sort((a, b) => (a.personId < b.personId ? -1 : 1));
    const people = gone.length ? await this.database.repository(Person).findBy({ courtId, id: In(gone.map(({ personId }) => personId)) }) : [];
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return (key) => gone.filter(({ peerGroup }) => peerGroup === key).map(({ personId, division, total }) => ({ personId, name: names.get(personId)!, division, rank: null, total: points(total), tier: null, amount: '0.00', why: GONE }));
  }

  async decisionsOf(roundId: string): Promise<BonusDecision[]> {
    const all = await this.database.repository(BonusDecision).find({ where: { roundId }, order: { recordedAt: 'ASC', id: 'ASC' } });
    return all.filter(({ supersededAt }) => supersededAt === null);
  }

  /** A group in which nobody can be paid gets nothing of a pool split by months. */
  private amountsOf({ split, pool, groups }: Terms, placings: readonly { group: FrozenGroup; placed: PlacedPerson[] }[]): string[] {
    if (split === 'decision') return placings.map(({ group }) => groups.find(({ key }) => key === group.key)!.amount ?? '0.00');
    const months = placings.map(({ placed }) => ({ months: placed.map((one) => one.months) }));
    return placings.some(({ placed }) => placed.some((one) => Number(one.months) > 0)) ? splitPool(points(pool), months) : placings.map(() => '0.00');
  }
}

function placedOf({ members }: FrozenGroup, { placed }: Placing): PlacedPerson[] {
  return placed.map(({ personId, tier }) => {
    const { months, dutyFactor } = members.find((member) => member.personId === personId)!;
    return { personId, tier, months, dutyFactor };
  });
}

function sharesOf({ members }: FrozenGroup, placed: readonly PlacedPerson[], amount: string, { tiers }: Terms): CalculatedShare[] {
  const paid = new Map(takesMoney(placed, tiers.tiers) ? bonusAmounts(amount, placed, tiers.tiers).map((share) => [share.personId, share]) : []);
  return members.map(({ personId, name, division, rank, total, excluded }) => {
    const share = paid.get(personId);
    return { personId, name, division, rank, total, tier: share?.tier ?? null, amount: share?.amount ?? '0.00', why: share?.why ?? excluded ?? NOTHING };
  });
}

const GONE: Sentence = { zh: '结果更正后不再在本组，没有份额；得分为原批次所据', en: 'No longer in the group since the results were corrected, so no share; the score is the one of the round before' };

const NOTHING: Sentence = { zh: '在岗月数或任务系数为零，没有份额', en: 'No months served or no duty, so no share' };
