import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { addMonths } from '../kernel/day.js';
import { latestFirst, monthsIn, parsePeriod, periodOf, type EvaluationPeriod, type PeriodKind } from '../kernel/evaluation-period.js';
import { CourtParameters } from '../court/court-parameters.js';
import { lastDayOf } from '../court/service-record.js';
import type { PeriodView } from '../evaluation/dto/score.dto.js';
import type { GroupResult } from '../peer-comparison/group-result.js';
import { groupTitle, readKey } from '../peer-comparison/peer-groups.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { grantsFor, may, require } from '../platform/permissions/data-scope.js';
import { leastPublished, LEAST_SIZE } from '../peer-comparison/audience-settings.js';
import type { GroupDescription } from '../rules/ranks.js';
import type { FrozenPeriodView, PublishedRow } from './dto/period.dto.js';
import { RankingSnapshot } from './ranking.entities.js';
import { SnapshotsService } from './snapshots.service.js';

const KINDS: readonly PeriodKind[] = ['year', 'half-year', 'quarter', 'month'];

/** 考核期: which there are, and what a superior court reads of those published. */
@Injectable()
export class PeriodsService {
  /** By digest. */
  private readonly described = new Map<string, GroupDescription>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly snapshots: SnapshotsService,
    private readonly parameters: CourtParameters,
  ) {}

  /** As {@link span}, with how far each has come. */
  async list(actor: Actor): Promise<PeriodView[]> {
    require(actor, 'score.read');
    const states = await this.snapshots.states(actor.courtId);
    return (await this.span(actor.courtId)).map((period) => ({ ...period, status: states.get(period.key)?.status ?? 'open' }));
  }

  /** What is frozen, latest first: a change of a record in it counts only through a numbered correction, as whoever makes one is told. */
  async frozen(actor: Actor): Promise<FrozenPeriodView[]> {
    if (!may(actor, 'period.object')) require(actor, 'period.read');
    return (await this.snapshots.closedPeriods(actor.courtId)).sort(latestFirst).map(({ key, from, until }) => ({ period: key, from, until }));
  }

  /** Months, quarters, halves and years from the first closing of a case to the last, newest first, the longer before the shorter. */
  async span(courtId: string): Promise<EvaluationPeriod[]> {
    const [span] = await this.database.rows<{ first: string | null; last: string | null }>(
      `SELECT MIN(closed_on) AS "first", MAX(closed_on) AS "last" FROM court_case WHERE court_id = :court AND closed_on <= :today`,
      { court: courtId, today: this.clock.today() },
    );
    if (!span?.first || !span.last) return [];
    const periods = new Map<string, EvaluationPeriod>();
    for (const kind of KINDS) {
      for (let day = periodOf(span.first, kind).from; day <= span.last; day = addMonths(day, 1)) {
        const period = periodOf(day, kind);
        periods.set(period.key, period);
      }
    }
    return [...periods.values()].sort((a, b) => (a.until === b.until ? monthsIn(b) - monthsIn(a) : a.until < b.until ? 1 : -1));
  }

  /** A superior court reads published figures of its subordinate courts, and nothing else of them. */
  async publishedBelow(actor: Actor): Promise<PublishedRow[]> {
    require(actor, 'published.read');
    const superiors = grantsFor(actor, 'published.read').filter((grant) => grant.scope === 'subordinateCourts').map((grant) => grant.courtId);
    if (!superiors.length) return [];
    const rows = await this.database.rows<{ courtId: string; court: string; period: string; publishedAt: string }>(
      `SELECT c.id AS "courtId", c.name AS "court", s.period AS "period", s.published_at AS "publishedAt"
       FROM period_state s JOIN court c ON c.id = s.court_id WHERE s.status = 'published' AND c.parent_id IN (:...superiors)
       ORDER BY s.published_at DESC, c.code`,
      { superiors },
    );
    const published: PublishedRow[] = [];
    // One after the other: the results of all courts and years at once would not fit into memory.
    for (const row of rows) {
      const least = leastPublished((await this.parameters.inForce(row.courtId, LEAST_SIZE, lastDayOf(parsePeriod(row.period)!)))?.value);
      const snapshots = await this.database.repository(RankingSnapshot).find({ where: { courtId: row.courtId, period: row.period, supersededAt: IsNull() }, select: { id: true, peerGroup: true, digest: true }, order: { peerGroup: 'ASC' } });
      const groups: PublishedRow['groups'] = [];
      for (const snapshot of snapshots) groups.push(figuresOf(snapshot, await this.descriptionOf(snapshot), least));
      published.push({ ...row, groups });
    }
    return published;
  }

  /** A frozen result never changes: what it comes to is read from it once. */
  private async descriptionOf({ id, digest }: Pick<RankingSnapshot, 'id' | 'digest'>): Promise<GroupDescription> {
    const known = this.described.get(digest);
    if (known) return known;
    const { result } = await this.database.repository(RankingSnapshot).findOneOrFail({ where: { id }, select: { id: true, result: true } });
    const { description } = JSON.parse(result) as GroupResult;
    this.described.set(digest, description);
    return description;
  }
}

/** Of a group below the court's least size the size only: its highest and lowest would be somebody's own score. */
function figuresOf({ peerGroup, digest }: Pick<RankingSnapshot, 'peerGroup' | 'digest'>, { size, mean, median, highest, lowest }: GroupDescription, least: number): PublishedRow['groups'][number] {
  const { post, nature } = readKey(peerGroup);
  const figures = size < least ? { mean: null, median: null, highest: null, lowest: null } : { mean, median, highest, lowest };
  return { key: peerGroup, title: groupTitle(post, nature), size, ...figures, digest };
}
