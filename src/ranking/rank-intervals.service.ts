import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { parsePeriod } from '../kernel/evaluation-period.js';
import { CourtParameters } from '../court/court-parameters.js';
import { lastDayOf } from '../court/service-record.js';
import { SchemesService } from '../evaluation/schemes.service.js';
import type { GroupFacts, GroupResult } from '../peer-comparison/group-result.js';
import type { SchemeOf } from '../peer-comparison/group-sheets.js';
import { PeerGroupsService, type EvaluatedGroup } from '../peer-comparison/peer-groups.service.js';
import { gatherSample, resampleGently, restsOnSamples, sampleAnew, type GroupSample } from '../peer-comparison/resampled-group.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { QualityFacts } from '../quality-review/quality-facts.js';
import type { RankIntervals } from '../rules/rank-interval.js';
import { canonicalJson } from '../rules/scheme/score-sheet.js';
import { RankIntervalRecord } from './rank-interval.entity.js';
import { RankingSnapshot } from './ranking.entities.js';

/** Enough that the ends of an interval no longer move by a place from seed to seed; a court may set another (`ranking.resamples`). */
const RESAMPLES = 2000;

/** `entered`: no part of the score rests on a sample, so that nothing can be drawn again. `notKept`: closed before samples were kept. */
export type FoundIntervals = { intervals: RankIntervals; why: null } | { intervals: null; why: 'entered' | 'notKept' };

/**
 * Door: how firmly the order of a group stands. Of a frozen ranking from what was kept at its closing, with the snapshot's
 * digest as seed; of an open one from the records of today, kept until the group's result changes.
 */
@Injectable()
export class RankIntervalsService {
  private readonly live = new WeakMap<GroupResult, Promise<RankIntervals | null>>();
  private readonly underWay = new Map<string, Promise<RankIntervals | null>>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parameters: CourtParameters,
    private readonly quality: QualityFacts,
    private readonly groups: PeerGroupsService,
    private readonly schemes: SchemesService,
  ) {}

  /** Keeps what the intervals of these snapshots rest on, in the transaction that freezes them. */
  async freeze(snapshots: readonly RankingSnapshot[]): Promise<void> {
    for (const snapshot of snapshots) await this.keep(snapshot, await this.sampleOf(snapshot));
  }

  /**
   * What the intervals of a corrected snapshot rest on: of the people it took anew and who stand in it, the records as they stand now; of
   * everybody else the sample as first frozen, and the court's year beside it likewise. None where none was kept.
   */
  async follow(earlier: RankingSnapshot, next: RankingSnapshot, people: ReadonlySet<string>): Promise<void> {
    const kept = await this.database.repository(RankIntervalRecord).findOneBy({ snapshotId: earlier.id });
    if (!kept?.sample) return this.keep(next, null);
    const now = await this.sampleOf(next);
    if (!now) return this.keep(next, null);
    const facts = ({ facts: text }: RankingSnapshot): GroupFacts => JSON.parse(text) as GroupFacts;
    await this.keep(next, sampleAnew({ sample: JSON.parse(kept.sample) as GroupSample, input: facts(earlier) }, { sample: now, input: facts(next) }, people));
  }

  private async sampleOf({ courtId, facts, schemeVersionId }: RankingSnapshot): Promise<GroupSample | null> {
    const scheme = await this.schemes.byId(courtId, schemeVersionId);
    return gatherSample(this.quality, courtId, JSON.parse(facts) as GroupFacts, (part) => this.groups.schemeOf(scheme, part));
  }

  private async keep({ id, courtId, period, peerGroup, digest }: RankingSnapshot, sample: GroupSample | null): Promise<void> {
    await this.database.repository(RankIntervalRecord).insert({
      id: newId(), courtId, period, peerGroup, snapshotId: id, snapshotDigest: digest, seed: digest, resamples: await this.resamples(courtId, period),
      sample: sample && canonicalJson(sample), result: null, createdAt: this.clock.instant(), workedOutAt: null,
    });
  }

  /** Of a group as it stands, open or frozen under a digest; where there are none, why. */
  async found(courtId: string, group: EvaluatedGroup & { frozen: { digest: string } | null }): Promise<FoundIntervals> {
    const intervals = await this.of(courtId, group);
    if (intervals) return { intervals, why: null };
    return { intervals, why: restsOnSamples(group.input, (part) => this.groups.schemeOf(group.group.scheme, part)) ? 'notKept' : 'entered' };
  }

  private async of(courtId: string, { group, input, result, frozen }: EvaluatedGroup & { frozen: { digest: string } | null }): Promise<RankIntervals | null> {
    if (frozen) return this.ofFrozen(courtId, input.period, group.key, frozen.digest);
    const known = this.live.get(result);
    if (known) return known;
    const worked = this.workOutLive(courtId, { group, input, result });
    this.live.set(result, worked);
    // What failed once is tried again when next asked for.
    worked.catch(() => this.live.delete(result));
    return worked;
  }

  /** Of a frozen ranking, by the digest of its snapshot; `null` where nobody was told from anybody: no samples, or none kept. */
  async ofFrozen(courtId: string, period: string, peerGroup: string, digest: string): Promise<RankIntervals | null> {
    const record = await this.database.repository(RankIntervalRecord).findOneBy({ courtId, period, peerGroup, snapshotDigest: digest });
    if (!record?.sample) return null;
    if (record.result) return JSON.parse(record.result) as RankIntervals;
    const running = this.underWay.get(record.id) ?? this.workOutFrozen(record).finally(() => this.underWay.delete(record.id));
    this.underWay.set(record.id, running);
    return running;
  }

  private async workOutFrozen(record: RankIntervalRecord): Promise<RankIntervals> {
    const snapshot = await this.database.repository(RankingSnapshot).findOneByOrFail({ id: record.snapshotId });
    const scheme = await this.schemes.byId(record.courtId, snapshot.schemeVersionId);
    const [input, result, sample] = [JSON.parse(snapshot.facts) as GroupFacts, JSON.parse(snapshot.result) as GroupResult, JSON.parse(record.sample!) as GroupSample];
    const worked = await resampleGently({ input, result, sample, schemeOf: (part) => this.groups.schemeOf(scheme, part) }, record, MANNERS);
    await this.database.transaction(async () => {
      await this.database.repository(RankIntervalRecord).update({ id: record.id }, { result: canonicalJson(worked), workedOutAt: this.clock.instant() });
    });
    return worked;
  }

  private async workOutLive(courtId: string, { group, input, result }: EvaluatedGroup): Promise<RankIntervals | null> {
    const schemeOf: SchemeOf = (part) => this.groups.schemeOf(group.scheme, part);
    const sample = await gatherSample(this.quality, courtId, input, schemeOf);
    if (!sample) return null;
    const seed = createHash('sha256').update(canonicalJson([input.period, group.key, result.standings, sample])).digest('hex');
    return resampleGently({ input, result, sample, schemeOf }, { seed, resamples: await this.resamples(courtId, input.period) }, MANNERS);
  }

  private async resamples(courtId: string, period: string): Promise<number> {
    const set = await this.parameters.inForce(courtId, 'ranking.resamples', lastDayOf(parsePeriod(period)!));
    return set ? Number(set.value) : RESAMPLES;
  }
}

const MANNERS = { pause: async () => void (await nextTurn()), now: () => performance.now() };
