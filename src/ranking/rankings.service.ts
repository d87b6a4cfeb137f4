import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { monthsIn, parsePeriod, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import { evaluationErrors } from '../evaluation/evaluation.errors.js';
import { distributionOf } from '../peer-comparison/group-result.js';
import type { PeerGroup } from '../peer-comparison/peer-groups.service.js';
import { Clock } from '../platform/clock.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { movement } from '../rules/ranks.js';
import type { VerificationView } from './dto/period.dto.js';
import type { PeerGroupView, RankingView, SightView, StandingView } from './dto/ranking.dto.js';
import { GroupSights, isPlaced, WHOLE_SIGHT, type GroupSight } from '../peer-comparison/group-sight.js';
import { byName } from './by-name.js';
import type { SnapshotFile } from './snapshot-file.js';
import { SnapshotsService, type CurrentGroup } from './snapshots.service.js';

export function readPeriod(key: string): EvaluationPeriod {
  const period = parsePeriod(key);
  if (!period) throw evaluationErrors['period.unreadable']({ period: key });
  return period;
}

/** A group as one reader may see it. */
export interface SeenGroup {
  current: CurrentGroup;
  period: EvaluationPeriod;
  sight: GroupSight;
  /** The reader's own person. */
  self: string | null;
}

/** 同岗同位排名 as each reader may see it. */
@Injectable()
export class RankingsService {
  constructor(
    private readonly clock: Clock,
    private readonly snapshots: SnapshotsService,
    private readonly sights: GroupSights,
  ) {}

  /** Only groups in which the reader may see at least one row. */
  async groups(actor: Actor, periodKey: string): Promise<PeerGroupView[]> {
    require(actor, 'ranking.read');
    const period = readPeriod(periodKey);
    const reach = await this.sights.reachOf(actor, period);
    const groups = await this.snapshots.groupsOf(actor.courtId, period);
    const seen = await Promise.all(groups.map(async (group) => sees(await this.sights.of(actor.courtId, reach, period, group), group.members, actor.personId)));
    return groups.filter((_, index) => seen[index]).map(groupView);
  }

  async ranking(actor: Actor, groupKey: string, periodKey: string): Promise<RankingView> {
    const seen = await this.seen(actor, groupKey, periodKey);
    return this.view(seen, await this.ranksBefore(actor, seen));
  }

  /** The group with what this reader may see of it; whether it is not there or not theirs to see is said in the same words, after the same work. */
  async seen(actor: Actor, groupKey: string, periodKey: string): Promise<SeenGroup> {
    require(actor, 'ranking.read');
    const period = readPeriod(periodKey);
    const reach = await this.sights.reachOf(actor, period);
    const group = (await this.snapshots.groupsOf(actor.courtId, period)).find((one) => one.key === groupKey);
    const sight = await this.sights.of(actor.courtId, reach, period, group ?? { key: groupKey, members: [] });
    // Nothing is worked out before it is known that it may be seen: a refusal takes as long as for a group that is not there.
    if (!group || !sees(sight, group.members, actor.personId)) throw platformErrors['record.notFound']();
    return { current: await this.snapshots.current(actor.courtId, group, period), period, sight, self: actor.personId };
  }

  /** The whole ranking without a reader, for the command line on the machine itself. */
  async whole(courtId: string, groupKey: string, periodKey: string): Promise<RankingView> {
    const period = readPeriod(periodKey);
    const group = (await this.snapshots.groupsOf(courtId, period)).find((one) => one.key === groupKey);
    if (!group) throw evaluationErrors['scheme.noneInForce']({ group: groupKey, day: period.key });
    const before = await this.snapshots.before(courtId, period, ({ key }) => key === groupKey);
    return this.view({ current: await this.snapshots.current(courtId, group, period), period, sight: WHOLE_SIGHT, self: null }, before && ranksIn(before, WHOLE_SIGHT));
  }

  async verify(actor: Actor, groupKey: string, periodKey: string): Promise<VerificationView> {
    require(actor, 'ranking.read');
    const snapshots = await this.snapshots.snapshotsOf(actor.courtId, readPeriod(periodKey));
    const snapshot = snapshots.find((one) => one.peerGroup === groupKey);
    if (!snapshot) throw platformErrors['record.notFound']();
    return this.snapshots.verify(actor.courtId, snapshot);
  }

  /** The file a frozen figure is verified from; it holds everybody's facts, so that only the office that closes has it. */
  async snapshotFile(actor: Actor, groupKey: string, periodKey: string, revision: number | null): Promise<SnapshotFile> {
    require(actor, 'ranking.close');
    const snapshot = await this.snapshots.revisionOf(actor.courtId, readPeriod(periodKey), groupKey, revision);
    if (!snapshot) throw platformErrors['record.notFound']();
    return this.snapshots.file(snapshot);
  }

  /** A movement tells where somebody stood: nothing of a period in which the reader is shown no order, or not this person's place in it. */
  private async ranksBefore(actor: Actor, { current: { group }, period, sight }: SeenGroup): Promise<RanksBefore | null> {
    if (!sight.ordered) return null;
    const before = await this.snapshots.before(actor.courtId, period, ({ key }) => key === group.key);
    if (!before) return null;
    const earlier = readPeriod(before.input.period);
    const then = await this.sights.of(actor.courtId, await this.sights.reachOf(actor, earlier), earlier, before.group);
    return then.ordered ? ranksIn(before, then) : null;
  }

  private view({ current, period, sight, self }: SeenGroup, before: RanksBefore | null): RankingView {
    const { group, result, status, frozen } = current;
    const rows = new StandingRows(current, period, sight, self, before);
    const standings = result.standings.flatMap((standing) => rows.of(standing.personId));
    const ordered = standings.filter((row) => row.rank !== null);
    const parts = result.sheets[0]?.components ?? [];
    return {
      group: groupView(group),
      period: period.key,
      status,
      frozen,
      scheme: { id: group.scheme.id, version: group.scheme.version, title: { zh: group.scheme.title, en: group.scheme.titleEn }, example: group.scheme.example },
      components: parts.filter(({ path }) => sight.modeOf(path) === 'ranking').map((part) => ({ key: part.key, title: part.title, fullMark: part.fullMark ?? '' })),
      byInterval: sight.mode === 'interval' ? [] : parts.filter(({ path }) => sight.modeOf(path) === 'interval').map(({ key, title, path }) => ({ key, title, source: sight.setOf(path)?.source ?? null })),
      sight: sightView(sight),
      mean: sight.described ? result.description.mean : null,
      median: sight.described ? result.description.median : null,
      standings: [...ordered, ...standings.filter((row) => row.rank === null).sort(byName)],
      hidden: result.standings.length - standings.length,
      distribution: sight.described ? distributionOf(result.standings.map((standing) => standing.total)) : [],
      asOf: frozen?.at ?? this.clock.instant(),
    };
  }
}

/** The rows of one group as one reader sees them. */
class StandingRows {
  private readonly nature;
  private readonly standings;
  private readonly members;
  private readonly facts;
  private readonly sheets;

  constructor(
    { group, input, result }: CurrentGroup,
    private readonly period: EvaluationPeriod,
    private readonly sight: GroupSight,
    private readonly self: string | null,
    private readonly before: RanksBefore | null,
  ) {
    this.nature = group.nature;
    this.standings = new Map(result.standings.map((one) => [one.personId, one]));
    this.members = new Map(input.members.map((member) => [member.personId, member]));
    this.facts = new Map(input.facts.map((one) => [one.personId, one]));
    this.sheets = new Map(result.sheets.map((sheet) => [sheet.personId, sheet]));
  }

  /** Nothing for a row this reader does not see. Everybody sees the own points. */
  of(personId: string): StandingView[] {
    const shown = this.sight.disclosure(personId);
    if (shown === 'none' && personId !== this.self) return [];
    const standing = this.standings.get(personId)!;
    const member = this.members.get(personId)!;
    const number = (name: string): number => Number(this.facts.get(personId)!.numbers[name] ?? 0);
    const [placed, scored] = [shown === 'full' || shown === 'position', shown === 'full' || personId === this.self];
    // Where totals are not ranked before this reader, an indicator set to be ranked still is, for whom the settings grant a whole row.
    const single = this.sight.mode === 'interval' && this.sight.tooSmall === null && this.sight.granted(personId) === 'full';
    const parts = scored || single ? this.sheets.get(personId)!.components.filter(({ path }) => this.sight.modeOf(path) === 'ranking') : [];
    const band = shown === 'none' || this.sight.mode === 'interval' ? null : this.sight.bandOf(standing.total);
    return [
      {
        personId,
        name: member.name,
        division: member.division,
        shown,
        band: band && { place: band.place, title: band.title },
        rank: placed ? standing.rank : null,
        tied: placed && standing.tied,
        total: scored ? standing.total : null,
        components: Object.fromEntries(parts.map((part) => [part.key, part.applicable ? part.points : null])),
        movement: placed ? movement(standing.rank, this.before?.ranks.get(personId) ?? null) : null,
        fresh: placed && this.before !== null && !this.before.people.has(personId),
        toMean: placed && this.sight.described ? standing.toMean : null,
        toMedian: placed && this.sight.described ? standing.toMedian : null,
        percentile: placed ? standing.percentile : null,
        monthsServed: member.months,
        dutyFactor: member.dutyFactor,
        partly: Number(member.months) < monthsIn(this.period),
        closed: scored ? number('closed') : null,
        reviewed: scored ? number('reviewed') : null,
        closedNature: member.nature === null ? this.nature : null,
      },
    ];
  }
}

function sees(sight: GroupSight, members: readonly { personId: string }[], self: string | null): boolean {
  return members.some(({ personId }) => personId === self || sight.disclosure(personId) !== 'none');
}

/** Places of the period before, as far as the reader is shown them, and everybody who had one. */
interface RanksBefore {
  ranks: ReadonlyMap<string, number>;
  people: ReadonlySet<string>;
}

function ranksIn({ result: { standings } }: CurrentGroup, sight: GroupSight): RanksBefore {
  return { ranks: new Map(standings.filter(({ personId }) => isPlaced(sight, personId)).map(({ personId, rank }) => [personId, rank])), people: new Set(standings.map(({ personId }) => personId)) };
}

export function sightView({ audience, mode, tooSmall, source }: GroupSight): SightView {
  return { audience, mode, tooSmall, source };
}

export function groupView({ key, title, post, nature, members }: PeerGroup): PeerGroupView {
  return { key, title, post, nature, size: members.length };
}
