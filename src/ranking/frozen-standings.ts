import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Sentence } from '../kernel/domain-error.js';
import { Decimal } from '../kernel/exact.js';
import { latestFirst, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Database } from '../platform/database/database.js';
import { correctionNumber } from '../rules/period-closing.js';
import type { RankIntervals } from '../rules/rank-interval.js';
import type { MemberOutcome } from '../rules/scheme/outcome/group-outcome.js';
import { PeriodCorrection } from './closing/closing.entities.js';
import { UnsettledResults, type Unsettled } from './closing/unsettled-results.js';
import { PeriodState, RankingSnapshot } from './ranking.entities.js';
import { rankingErrors } from './ranking.errors.js';
import { RankIntervalsService } from './rank-intervals.service.js';
import { readPeriod } from './rankings.service.js';
import { SnapshotsService, type CurrentGroup } from './snapshots.service.js';

/** Somebody in a published ranking. */
export interface FrozenMember {
  personId: string;
  name: string;
  division: string;
  months: string;
  dutyFactor: string;
  total: string;
  rank: number | null;
  /** Whether this is the one group in which the result is used, of several the person may stand in. */
  isHome: boolean;
  /** Why no use may be made of the result: veto, grade, lost eligibility, not ranked, or counted in another of the groups the person stands in. */
  excluded: Sentence | null;
}

export interface FrozenGroup {
  key: string;
  title: Sentence;
  digest: string;
  members: FrozenMember[];
}

/** Whether two ranked members with different scores can be told apart; `null` where that was never tested. */
export type Apart = (upper: string, lower: string) => boolean | null;

/** Door: published results, read by whatever is decided on them. Never live ones. */
@Injectable()
export class FrozenStandings {
  constructor(
    private readonly database: Database,
    private readonly snapshots: SnapshotsService,
    private readonly intervals: RankIntervalsService,
    private readonly open: UnsettledResults,
  ) {}

  /** Published periods, the latest first. */
  async publishedPeriods(courtId: string): Promise<EvaluationPeriod[]> {
    const states = await this.database.repository(PeriodState).findBy({ courtId, status: 'published' });
    return states.map(({ period }) => readPeriod(period)).sort(latestFirst);
  }

  /** @throws period.notPublished: nothing is paid or awarded on figures that still move */
  async groups(courtId: string, periodKey: string): Promise<FrozenGroup[]> {
    const period = readPeriod(periodKey);
    const state = await this.snapshots.state(courtId, period);
    if (state?.status !== 'published') throw rankingErrors['period.notPublished']({ period: period.key });
    const groups = await this.snapshots.groupsOf(courtId, period);
    const current = await Promise.all(groups.map((group) => this.snapshots.current(courtId, group, period)));
    const homes = homesOf(current);
    return current.map((one) => frozenGroup(one, homes));
  }

  /** By the intervals of that ranking, which are worked out the first time it is asked for: ask once before a transaction begins. */
  async apart(courtId: string, period: string, { key, digest }: Pick<FrozenGroup, 'key' | 'digest'>): Promise<Apart> {
    return apartBy(await this.intervals.ofFrozen(courtId, period, key, digest));
  }

  /** Group → digest of the result in force, without reading the results. */
  async digests(courtId: string, period: string): Promise<Map<string, string>> {
    const rows = await this.database.repository(RankingSnapshot).find({ where: { courtId, period, supersededAt: IsNull() }, select: { id: true, peerGroup: true, digest: true } });
    return new Map(rows.map(({ peerGroup, digest }) => [peerGroup, digest]));
  }

  /** Numbers of the corrections in effect that changed one of these groups, the first issued first. */
  async corrections(courtId: string, period: string, groups: readonly string[]): Promise<string[]> {
    const issued = await this.database.repository(PeriodCorrection).find({ where: { courtId, period, status: 'issued' }, order: { year: 'ASC', number: 'ASC' } });
    return issued.filter((one) => one.groups.some(({ group }) => groups.includes(group))).map(({ year, number }) => correctionNumber(year!, number!));
  }

  /** What is still open about these groups (or these people) of a period; empty for a period that is not published. */
  unsettled(courtId: string, period: string, groups: readonly string[], people?: readonly string[]): Promise<Unsettled[]> {
    return this.open.of(courtId, period, groups, people);
  }

  /** @throws period.unsettled while something is: nothing is approved, published or paid on a result somebody still contests */
  async mustBeSettled(courtId: string, period: string, groups: readonly string[], people?: readonly string[]): Promise<void> {
    this.mustBeEmpty(await this.unsettled(courtId, period, groups, people));
  }

  /** @throws period.unsettled naming what was found open, of whatever periods */
  mustBeEmpty(unsettled: readonly Unsettled[]): void {
    this.open.refuse(unsettled);
  }
}

function frozenGroup({ group, input, result, frozen }: CurrentGroup, homes: ReadonlyMap<string, PeerHome>): FrozenGroup {
  const outcomes = new Map(result.outcome?.members.map((one) => [one.personId, one]));
  const standings = new Map(result.standings.map((one) => [one.personId, one]));
  const totals = new Map(result.sheets.map((sheet) => [sheet.personId, sheet.total]));
  const members = input.members.map(({ personId, name, division, months, dutyFactor }): FrozenMember => {
    const rank = standings.get(personId)?.rank ?? null;
    const home = homes.get(personId);
    return { personId, name, division, months, dutyFactor, total: totals.get(personId)!, rank, isHome: home?.key === group.key, excluded: whyExcluded(rank, outcomes.get(personId)) ?? countedElsewhere(group.key, home) };
  });
  return { key: group.key, title: group.title, digest: frozen!.digest, members: members.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.personId < b.personId ? -1 : 1)) };
}

/** The one group of several in which a result is used. */
interface PeerHome {
  key: string;
  title: Sentence;
  closed: Decimal;
}

/**
 * Who hears every nature stands in a group of each, with the same months: paid, honoured or sent on in all of them it would be
 * twice for one service. Of the groups that rank the person the one counts in which most was closed, by weight; after a tie the
 * first in the order of groups.
 */
function homesOf(groups: readonly CurrentGroup[]): Map<string, PeerHome> {
  const homes = new Map<string, PeerHome>();
  for (const { group: { key, title }, input, result } of groups) {
    const facts = new Map(input.facts.map((one) => [one.personId, one.numbers]));
    for (const { personId, rank } of result.standings) {
      if (rank === null) continue;
      const numbers = facts.get(personId);
      const [known, closed] = [homes.get(personId), new Decimal(numbers?.['closedWeighted'] ?? numbers?.['closed'] ?? 0)];
      if (!known || closed.gt(known.closed)) homes.set(personId, { key, title, closed });
    }
  }
  return homes;
}

function countedElsewhere(key: string, home: PeerHome | undefined): Sentence | null {
  return !home || home.key === key ? null : { zh: `同时在几个同岗组，只按结案最多的一组计：${home.title.zh}`, en: `Stands in several peer groups and is counted once, where most was closed: ${home.title.en}` };
}

/** Where figures were entered and not sampled, or no sample was kept, nobody has tested whether neighbours differ. */
function apartBy(intervals: RankIntervals | null): Apart {
  if (!intervals) return () => null;
  const placeOf = new Map(intervals.people.map(({ personId }, index) => [personId, index]));
  return (upper, lower) => {
    const alike = intervals.alike[placeOf.get(upper) ?? -1]?.[placeOf.get(lower) ?? -1];
    return alike === undefined ? null : alike !== '1';
  };
}

/** 不称职, the grade that closes every use of the result. Source: 法官法 art. 42, GB-02. */
const NOT_COMPETENT = '不称职';

function whyExcluded(rank: number | null, outcome: MemberOutcome | undefined): Sentence | null {
  const veto = outcome?.vetoes[0];
  if (veto) return { zh: `一票否决（${veto.title.zh}）：${veto.why.zh}`, en: `Veto (${veto.title.en}): ${veto.why.en}` };
  if (outcome?.grade?.title.zh === NOT_COMPETENT) return { zh: `等次为不称职：${outcome.grade.why.zh}`, en: `Graded not competent: ${outcome.grade.why.en}` };
  if (outcome && !outcome.eligible) {
    const mark = outcome.marks.find(({ kind }) => kind === 'lastN');
    return { zh: `失去资格：${mark?.why.zh ?? ''}`, en: `Not eligible: ${mark?.why.en ?? ''}` };
  }
  if (outcome && !outcome.ranked) return outcome.whyNot;
  return rank === null ? { zh: '没有参加排名', en: 'Not ranked' } : null;
}
