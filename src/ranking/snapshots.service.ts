import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { DomainError, type Sentence } from '../kernel/domain-error.js';
import type { Day } from '../kernel/day.js';
import { parsePeriod, previousPeriod, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import { CountedPeriods } from '../cases/counted-periods.js';
import { Court } from '../court/court.entities.js';
import { lastDayOf } from '../court/service-record.js';
import { FrozenPeriods } from '../evaluation/frozen-periods.js';
import { SchemesService } from '../evaluation/schemes.service.js';
import { workOut, type GroupFacts, type GroupResult } from '../peer-comparison/group-result.js';
import { groupTitle, PeerGroupsService, readKey, type Beside, type EvaluatedGroup, type PeerGroup } from '../peer-comparison/peer-groups.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { correctionNumber } from '../rules/period-closing.js';
import { canonicalJson } from '../rules/scheme/score-sheet.js';
import type { VerificationView } from './dto/period.dto.js';
import { RankIntervalsService } from './rank-intervals.service.js';
import { FrozenStanding, PeriodCorrection } from './closing/closing.entities.js';
import { figuresDigest, standingRows } from './closing/frozen-lines.js';
import { PeriodState, RankingSnapshot, type PeriodStatus } from './ranking.entities.js';
import { rankingErrors } from './ranking.errors.js';
import { snapshotDigest, type SnapshotFile } from './snapshot-file.js';

const ROWS_AT_ONCE = 1_000;

/** A peer group's result as it stands: worked out now, or read from what was frozen. */
export interface CurrentGroup extends EvaluatedGroup {
  status: PeriodStatus;
  frozen: { digest: string; at: string } | null;
}

/** Live while the period is open, frozen from its close on. */
@Injectable()
export class SnapshotsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly groups: PeerGroupsService,
    private readonly schemes: SchemesService,
    private readonly intervals: RankIntervalsService,
    frozen: FrozenPeriods,
    counted: CountedPeriods,
  ) {
    frozen.answerWith(this);
    counted.answerWith(this);
  }

  /** Last day of the latest period closed; months, quarters and years alike. */
  async lastFrozenDay(courtId: string): Promise<Day | null> {
    const states = await this.database.repository(PeriodState).find({ where: { courtId }, select: { period: true } });
    const days = states.map(({ period }) => lastDayOf(parsePeriod(period)!)).sort();
    return days[days.length - 1] ?? null;
  }

  async closedPeriods(courtId: string): Promise<EvaluationPeriod[]> {
    const states = await this.database.repository(PeriodState).find({ where: { courtId }, select: { period: true } });
    return states.map(({ period }) => parsePeriod(period)!);
  }

  /** Closed itself, or inside a longer period that is: the sheets of its months are frozen with a quarter. */
  async isFrozen(courtId: string, period: string): Promise<boolean> {
    const inner = parsePeriod(period);
    return inner !== null && (await this.closedPeriods(courtId)).some(({ from, until }) => from <= inner.from && inner.until <= until);
  }

  /** Of every closed period, by its key. */
  async states(courtId: string): Promise<Map<string, PeriodState>> {
    return new Map((await this.database.repository(PeriodState).findBy({ courtId })).map((state) => [state.period, state]));
  }

  async state(courtId: string, period: EvaluationPeriod): Promise<PeriodState | null> {
    return this.database.repository(PeriodState).findOneBy({ courtId, period: period.key });
  }

  /** The groups of a period; those of a closed one come from its snapshots, whatever has changed since. */
  async groupsOf(courtId: string, period: EvaluationPeriod): Promise<PeerGroup[]> {
    if (!(await this.state(courtId, period))) return this.groups.groups(courtId, period);
    const snapshots = await this.snapshotsOf(courtId, period);
    return Promise.all(snapshots.map((snapshot) => this.frozenGroup(snapshot)));
  }

  /** @param toldOf whose page is to be shown, with every record beside the lines */
  async current(courtId: string, group: PeerGroup, period: EvaluationPeriod, toldOf: string | null = null): Promise<CurrentGroup> {
    const state = await this.state(courtId, period);
    if (!state) return { ...(await this.groups.evaluate(courtId, group, period, toldOf)), status: 'open', frozen: null };
    const snapshot = await this.database.repository(RankingSnapshot).findOneByOrFail({ courtId, period: period.key, peerGroup: group.key, supersededAt: IsNull() });
    return {
      group,
      input: JSON.parse(snapshot.facts) as GroupFacts,
      result: JSON.parse(snapshot.result) as GroupResult,
      status: state.status,
      frozen: { digest: snapshot.digest, at: snapshot.createdAt },
    };
  }

  /**
   * The same group one period earlier, to compare with; `null` where there is nothing to compare. A frozen result is
   * compared with a frozen one only, so that it reads the same ever after; and an earlier period that cannot be worked
   * out (a parameter set later, say) is no reason to refuse this one.
   */
  async before(courtId: string, period: EvaluationPeriod, isIt: (group: PeerGroup) => boolean): Promise<CurrentGroup | null> {
    const earlier = previousPeriod(period);
    if ((await this.state(courtId, period)) && !(await this.state(courtId, earlier))) return null;
    const group = (await this.groupsOf(courtId, earlier)).find(isIt);
    if (!group) return null;
    try {
      return await this.current(courtId, group, earlier);
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  /**
   * Works every group out once more and keeps facts, sheets and standings under a digest. Inside the freezing transaction.
   * @param approved group → digest of the figures the committee approved; the groups whose figures are others by now
   * @throws period.figuresMoved naming the groups
   */
  async freeze(courtId: string, period: EvaluationPeriod, approved: Readonly<Record<string, string>>): Promise<RankingSnapshot[]> {
    const snapshots: RankingSnapshot[] = [];
    const moved: Sentence[] = [];
    const groups = await this.groups.groups(courtId, period);
    const beside: Beside = new Map();
    for (const group of groups) {
      const { input, result } = await this.groups.evaluate(courtId, group, period, null, beside);
      if (figuresDigest(result) !== approved[group.key]) moved.push(group.title);
      snapshots.push(await this.keep(courtId, group, period, { input, result }, 1, null));
    }
    const gone = Object.keys(approved).filter((key) => !groups.some((group) => group.key === key));
    moved.push(...gone.map((key) => groupTitle(readKey(key).post, readKey(key).nature)));
    if (moved.length) throw rankingErrors['period.figuresMoved']({ period: period.key, groups: moved.map(({ zh }) => zh).join('、'), groupsEn: moved.map(({ en }) => en).join(', ') });
    await this.intervals.freeze(snapshots);
    return snapshots;
  }

  /**
   * The next revision of a frozen group; the one before is superseded and stays.
   * @param people who were taken anew: their facts, and whether they stand in it
   */
  async supersede(snapshot: RankingSnapshot, worked: Pick<EvaluatedGroup, 'input' | 'result'>, correction: string, people: ReadonlySet<string>): Promise<RankingSnapshot> {
    const at = this.clock.instant();
    await this.database.repository(RankingSnapshot).update({ id: snapshot.id }, { supersededAt: at });
    await this.database.repository(FrozenStanding).update({ snapshotId: snapshot.id }, { supersededAt: at });
    const next = await this.keep(snapshot.courtId, await this.frozenGroup(snapshot), parsePeriod(snapshot.period)!, worked, snapshot.revision + 1, correction);
    await this.intervals.follow(snapshot, next, people);
    return next;
  }

  /** One revision with all it follows from, to be verified anywhere. */
  async file(snapshot: RankingSnapshot): Promise<SnapshotFile> {
    const { courtId, period, peerGroup, revision } = snapshot;
    const scheme = await this.schemes.byId(courtId, snapshot.schemeVersionId);
    const court = await this.database.repository(Court).findOneByOrFail({ id: courtId });
    // Each revision after the first is one correction's, also the one that left nobody in the group.
    const issued = await this.database.repository(PeriodCorrection).find({ where: { courtId, period, status: 'issued' }, order: { year: 'ASC', number: 'ASC' } });
    const corrections = issued.filter(({ groups }) => groups.some(({ group }) => group === peerGroup)).slice(0, revision - 1);
    return {
      kind: 'frozen-ranking', court: court.name, period, group: peerGroup, revision, corrections: corrections.map(({ year, number }) => correctionNumber(year!, number!)),
      scheme: { digest: scheme.digest, document: scheme.document }, facts: JSON.parse(snapshot.facts) as GroupFacts, result: JSON.parse(snapshot.result) as GroupResult, digest: snapshot.digest,
    };
  }

  private async keep(courtId: string, group: PeerGroup, period: EvaluationPeriod, { input, result }: Pick<EvaluatedGroup, 'input' | 'result'>, revision: number, correction: string | null): Promise<RankingSnapshot> {
    const [facts, outcome] = [canonicalJson(input), canonicalJson(result)];
    const snapshot = this.database.repository(RankingSnapshot).create({
      id: newId(), courtId, period: period.key, peerGroup: group.key, schemeVersionId: group.scheme.id, facts, result: outcome, digest: snapshotDigest(facts, group.scheme.digest, outcome), createdAt: this.clock.instant(), revision, supersededAt: null,
    });
    await this.database.repository(RankingSnapshot).insert(snapshot);
    const rows = standingRows(snapshot, input, result, correction);
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) await this.database.repository(FrozenStanding).insert(rows.slice(from, from + ROWS_AT_ONCE));
    return snapshot;
  }

  async snapshotsOf(courtId: string, period: EvaluationPeriod): Promise<RankingSnapshot[]> {
    return this.database.repository(RankingSnapshot).find({ where: { courtId, period: period.key, supersededAt: IsNull() }, order: { peerGroup: 'ASC' } });
  }

  /** Of the snapshots in force, without reading them. */
  async digestsOf(courtId: string, period: EvaluationPeriod): Promise<string[]> {
    const rows = await this.database.repository(RankingSnapshot).find({ where: { courtId, period: period.key, supersededAt: IsNull() }, select: { id: true, digest: true }, order: { peerGroup: 'ASC' } });
    return rows.map(({ digest }) => digest);
  }

  /** Recomputes a frozen ranking from nothing but its frozen facts and the stored scheme, and compares bytes. */
  async verify(courtId: string, snapshot: RankingSnapshot): Promise<VerificationView> {
    const scheme = await this.schemes.byId(courtId, snapshot.schemeVersionId);
    const input = JSON.parse(snapshot.facts) as GroupFacts;
    const again = canonicalJson(workOut(input, (part) => this.groups.schemeOf(scheme, part)));
    return {
      group: snapshot.peerGroup,
      period: snapshot.period,
      digest: snapshot.digest,
      sameBytes: again === snapshot.result,
      sameDigest: snapshotDigest(snapshot.facts, scheme.digest, snapshot.result) === snapshot.digest,
    };
  }

  /** One revision of a frozen group, the one in force unless another is asked for. */
  async revisionOf(courtId: string, period: EvaluationPeriod, peerGroup: string, revision: number | null): Promise<RankingSnapshot | null> {
    return this.database.repository(RankingSnapshot).findOneBy({ courtId, period: period.key, peerGroup, ...(revision === null ? { supersededAt: IsNull() } : { revision }) });
  }

  async frozenGroup(snapshot: RankingSnapshot): Promise<PeerGroup> {
    const { post, nature } = readKey(snapshot.peerGroup);
    const { members } = JSON.parse(snapshot.facts) as GroupFacts;
    const scheme = await this.schemes.byId(snapshot.courtId, snapshot.schemeVersionId);
    return { key: snapshot.peerGroup, post, nature, title: groupTitle(post, nature), members, scheme };
  }
}
