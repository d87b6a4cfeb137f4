import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { parsePeriod, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import { evaluationErrors } from '../evaluation/evaluation.errors.js';
import { distributionOf } from '../peer-comparison/group-result.js';
import type { PeerGroup } from '../peer-comparison/peer-groups.service.js';
import { Clock } from '../platform/clock.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { movement } from '../rules/ranks.js';
import type { VerificationView } from './dto/period.dto.js';
import type { PeerGroupView, RankingView, StandingView } from './dto/ranking.dto.js';
import { SnapshotsService, type CurrentGroup } from './snapshots.service.js';
import { VisiblePeople } from './visible-people.js';

export function readPeriod(key: string): EvaluationPeriod {
  const period = parsePeriod(key);
  if (!period) throw evaluationErrors['period.unreadable']({ period: key });
  return period;
}

/** 同岗同位排名 as each reader may see it. */
@Injectable()
export class RankingsService {
  constructor(
    private readonly clock: Clock,
    private readonly snapshots: SnapshotsService,
    private readonly visible: VisiblePeople,
  ) {}

  /** Only groups in which the reader may see at least one row. */
  async groups(actor: Actor, periodKey: string): Promise<PeerGroupView[]> {
    require(actor, 'ranking.read');
    const period = readPeriod(periodKey);
    const seen = await this.visible.ids(actor, 'ranking.read', period);
    const groups = await this.snapshots.groupsOf(actor.courtId, period);
    return groups.filter((group) => group.members.some((member) => seen.has(member.personId))).map(groupView);
  }

  async ranking(actor: Actor, groupKey: string, periodKey: string): Promise<RankingView> {
    require(actor, 'ranking.read');
    const period = readPeriod(periodKey);
    const seen = await this.visible.ids(actor, 'ranking.read', period);
    const current = await this.find(actor.courtId, groupKey, period);
    if (!current || !current.input.members.some((member) => seen.has(member.personId))) throw platformErrors['record.notFound']();
    return this.view(current, period, await this.ranksBefore(actor.courtId, groupKey, period), seen);
  }

  /** The whole ranking without a reader, for the command line on the machine itself. */
  async whole(courtId: string, groupKey: string, periodKey: string): Promise<RankingView> {
    const period = readPeriod(periodKey);
    const current = await this.find(courtId, groupKey, period);
    if (!current) throw evaluationErrors['scheme.noneInForce']({ group: groupKey, day: period.key });
    return this.view(current, period, await this.ranksBefore(courtId, groupKey, period), null);
  }

  async verify(actor: Actor, groupKey: string, periodKey: string): Promise<VerificationView> {
    require(actor, 'ranking.read');
    const snapshots = await this.snapshots.snapshotsOf(actor.courtId, readPeriod(periodKey));
    const snapshot = snapshots.find((one) => one.peerGroup === groupKey);
    if (!snapshot) throw platformErrors['record.notFound']();
    return this.snapshots.verify(actor.courtId, snapshot);
  }

  private async find(courtId: string, key: string, period: EvaluationPeriod): Promise<CurrentGroup | null> {
    const group = (await this.snapshots.groupsOf(courtId, period)).find((one) => one.key === key);
    return group ? this.snapshots.current(courtId, group, period) : null;
  }

  private async ranksBefore(courtId: string, key: string, period: EvaluationPeriod): Promise<Map<string, number>> {
    const before = await this.snapshots.before(courtId, period, (group) => group.key === key);
    return new Map(before?.result.standings.map((standing) => [standing.personId, standing.rank]));
  }

  private view(current: CurrentGroup, period: EvaluationPeriod, before: ReadonlyMap<string, number>, seen: ReadonlySet<string> | null): RankingView {
    const { group, input, result, status, frozen } = current;
    const members = new Map(input.members.map((member) => [member.personId, member]));
    const facts = new Map(input.facts.map((one) => [one.personId, one]));
    const sheets = new Map(result.sheets.map((sheet) => [sheet.personId, sheet]));
    const all = result.standings.map((standing): StandingView => {
      const { personId } = standing;
      const member = members.get(personId)!;
      const number = (name: string): number => Number(facts.get(personId)!.numbers[name] ?? 0);
      return {
        ...standing,
        name: member.name,
        division: member.division,
        components: Object.fromEntries(sheets.get(personId)!.components.map((part) => [part.key, part.applicable ? part.points : null])),
        movement: movement(standing.rank, before.get(personId) ?? null),
        monthsServed: member.months,
        dutyFactor: member.dutyFactor,
        closed: number('closed'),
        reviewed: number('reviewed'),
      };
    });
    const standings = all.filter((standing) => !seen || seen.has(standing.personId));
    return {
      group: groupView(group),
      period: period.key,
      status,
      frozen,
      scheme: { id: group.scheme.id, version: group.scheme.version, title: { zh: group.scheme.title, en: group.scheme.titleEn }, example: group.scheme.example },
      components: (result.sheets[0]?.components ?? []).map((part) => ({ key: part.key, title: part.title, fullMark: part.fullMark ?? '' })),
      mean: result.description.mean,
      median: result.description.median,
      standings,
      hidden: all.length - standings.length,
      distribution: distributionOf(result.standings.map((standing) => standing.total)),
      asOf: frozen?.at ?? this.clock.instant(),
    };
  }
}

function groupView({ key, title, post, nature, members }: PeerGroup): PeerGroupView {
  return { key, title, post, nature, size: members.length };
}
