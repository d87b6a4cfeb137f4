import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { fromHundredths, points } from '../../kernel/exact.js';
import type { Actor } from '../../kernel/actor.js';
import { chinaDay } from '../../kernel/day.js';
import { parsePeriod } from '../../kernel/evaluation-period.js';
import { Court, Person, type Post } from '../../court/court.entities.js';
import { POST_NAMES } from '../../court/post-names.js';
import { CourtParameters } from '../../court/court-parameters.js';
import { lastDayOf } from '../../court/service-record.js';
import { GroupSights } from '../../peer-comparison/group-sight.js';
import { groupTitle, readKey } from '../../peer-comparison/peer-groups.service.js';
import { Database } from '../../platform/database/database.js';
import { correctionNumber } from '../../rules/period-closing.js';
import { CorrectionPerson, FrozenStanding, PeriodCorrection } from '../closing/closing.entities.js';
import { lastChange } from '../closing/frozen-lines.js';
import { RankIntervalsService } from '../rank-intervals.service.js';
import { RankingSnapshot } from '../ranking.entities.js';
import { SnapshotsService } from '../snapshots.service.js';
import type { ArchiveContent, ArchivedResult, TakenOut } from './dto/archive.dto.js';

const POSTS = `SELECT h.post AS "post", d.name AS "division", h.nature AS "nature", h.rank AS "rank", h.valid_from AS "from", h.valid_until AS "until" FROM post_holding h JOIN division d ON d.id = h.division_id
  WHERE h.court_id = :court AND h.person_id = :person AND h.superseded_at IS NULL ORDER BY h.valid_from, h.id`;
const DIFFICULT = `SELECT a.year AS "year", a.number AS "serial", c.case_number AS "caseNumber", a.entered AS "points", a.counts_on AS "countsOn" FROM difficult_application a JOIN court_case c ON c.id = a.case_id
  WHERE a.court_id = :court AND a.judge_id = :person AND a.counts_on IS NOT NULL ORDER BY a.counts_on, a.id`;
const RESEARCH = `SELECT r.title AS "title", r.outlet AS "outlet", r.published_on AS "publishedOn", a.points AS "points" FROM research_author a JOIN research_publication r ON r.id = a.publication_id
  WHERE a.court_id = :court AND a.person_id = :person AND r.status = 'verified' ORDER BY r.published_on, r.id`;
const MERITS = `SELECT code AS "code", evidence AS "evidence", points AS "points", approved_on AS "approvedOn" FROM merit_claim WHERE court_id = :court AND person_id = :person AND state <> 'revoked' AND approved_on IS NOT NULL ORDER BY approved_on, id`;
const REQUESTS = `SELECT q.year AS "year", q.number AS "serial", q.period AS "period", q.outcome AS "outcome", q.line AS "line", MAX(s.at) AS "at" FROM reconsideration q
  JOIN reconsideration_step s ON s.reconsideration_id = q.id AND s.action IN ('correct', 'maintain', 'decide') WHERE q.court_id = :court AND q.person_id = :person AND q.outcome IS NOT NULL
  GROUP BY q.id, q.year, q.number, q.period, q.outcome, q.line ORDER BY q.year, q.number`;

/** 业绩档案 of one person, put together from what is frozen and what is on record; the same records give the same content. */
@Injectable()
export class ArchiveContents {
  constructor(
    private readonly database: Database,
    private readonly snapshots: SnapshotsService,
    private readonly parameters: CourtParameters,
    private readonly sights: GroupSights,
    private readonly intervals: RankIntervalsService,
  ) {}

  /** @param reader is shown a place only as the court's settings say, as on a score sheet */
  async of(reader: Actor, personId: string): Promise<ArchiveContent> {
    const [courtId, own] = [reader.courtId, personId === reader.personId];
    const given = { court: courtId, person: personId };
    const [court, person] = [await this.database.repository(Court).findOneByOrFail({ id: courtId }), await this.database.repository(Person).findOneByOrFail({ id: personId, courtId })];
    const hundredths = (value: number | string | null): string => (value === null ? '' : points(fromHundredths(value)));
    const difficult = await this.database.rows<{ year: number; serial: number; caseNumber: string; points: number | null; countsOn: string }>(DIFFICULT, given);
    const research = await this.database.rows<{ title: string; outlet: string; publishedOn: string; points: number }>(RESEARCH, given);
    const merits = await this.database.rows<{ code: string; evidence: string; points: number; approvedOn: string }>(MERITS, given);
    const requests = own ? await this.database.rows<{ year: number; serial: number; period: string; outcome: string; line: string; at: string }>(REQUESTS, given) : null;
    return {
      court: court.name,
      person: { id: person.id, name: person.name },
      posts: (await this.database.rows<Omit<ArchiveContent['posts'][number], 'postName'> & { post: Post }>(POSTS, given)).map((one) => ({ ...one, postName: POST_NAMES[one.post] })),
      ...(await this.results(reader, personId)),
      difficultCases: difficult.map(({ year, serial, points: value, ...one }) => ({ number: `难案〔${year}〕第${serial}号`, ...one, points: hundredths(value) })),
      research: research.map((one) => ({ ...one, points: hundredths(one.points) })),
      merits: merits.map((one) => ({ ...one, points: hundredths(one.points) })),
      reconsiderations: requests && requests.map(({ year, serial, period, outcome, line, at }) => ({ number: `复议〔${year}〕第${serial}号`, period, outcome, line: lineOf(line), decidedOn: chinaDay(new Date(at)) })),
    };
  }

  private async results(reader: Actor, personId: string): Promise<Pick<ArchiveContent, 'results' | 'takenOut'>> {
    const { courtId } = reader;
    const standings = await this.database.repository(FrozenStanding).find({ where: { courtId, personId }, order: { period: 'DESC', id: 'ASC' } });
    const states = await this.snapshots.states(courtId);
    const results: ArchivedResult[] = [];
    for (const one of standings.filter(({ supersededAt }) => supersededAt === null)) {
      const { period, peerGroup, division, total, rank, size, line } = one;
      const snapshot = await this.database.repository(RankingSnapshot).findOneOrFail({ where: { id: one.snapshotId }, select: { id: true, digest: true } });
      const open = (await this.largeEnough(courtId, period, size)) && (await this.placed(reader, period, peerGroup, personId));
      const change = lastChange(standings.filter((row) => row.period === period && row.peerGroup === peerGroup));
      results.push({
        period, group: groupTitle(readKey(peerGroup).post, readKey(peerGroup).nature), division, total, rank: open ? rank : null, tied: open && line.tied, size, grade: line.grade?.title ?? null, months: line.months, components: line.components,
        interval: open ? await this.interval(one, snapshot.digest) : null, digest: snapshot.digest, published: states.get(period)?.status === 'published',
        // Named only where the correction changed this person's own line.
        correction: change && { number: change.correction, totalBefore: change.before?.total ?? null, rankBefore: open ? (change.before?.rank ?? null) : null },
      });
    }
    const takenOut = await this.takenOut(courtId, personId, standings);
    return { results: results.sort(latestPeriodFirst), ...(takenOut.length ? { takenOut } : {}) };
  }

  /** Lines with no line in force after them: the group was corrected, and this person is no longer in it. */
  private async takenOut(courtId: string, personId: string, standings: readonly FrozenStanding[]): Promise<TakenOut[]> {
    const place = ({ period, peerGroup }: FrozenStanding): string => `${period} ${peerGroup}`;
    const held = new Set(standings.filter(({ supersededAt }) => supersededAt === null).map(place));
    const gone = new Map<string, FrozenStanding>();
    for (const row of standings) if (!held.has(place(row)) && (gone.get(place(row))?.supersededAt ?? '') <= row.supersededAt!) gone.set(place(row), row);
    if (!gone.size) return [];
    const touching = await this.database.repository(CorrectionPerson).findBy({ courtId, personId });
    const corrections = await this.database.repository(PeriodCorrection).findBy({ courtId, id: In(touching.map(({ correctionId }) => correctionId)) });
    return [...gone.values()].map(({ period, peerGroup, total, snapshotId, supersededAt }): TakenOut => {
      const by = corrections.filter((one) => one.period === period && one.groups.some(({ group, changes }) => group === peerGroup && changes.some((change) => change.personId === personId && change.after === null)));
      const last = by.sort((a, b) => ((a.confirmedAt ?? '') < (b.confirmedAt ?? '') ? 1 : -1))[0];
      if (!last) throw new Error(`Snapshot ${snapshotId} was superseded at ${supersededAt} and no correction says that it took ${personId} out of ${peerGroup}.`);
      return { period, group: groupTitle(readKey(peerGroup).post, readKey(peerGroup).nature), total, correction: correctionNumber(last.year!, last.number!) };
    }).sort(latestPeriodFirst);
  }

  /** Worked out now where nobody has opened the ranking yet: an archive says the same whoever read what before. */
  private async interval({ courtId, period, peerGroup, personId }: FrozenStanding, digest: string): Promise<ArchivedResult['interval']> {
    const intervals = await this.intervals.ofFrozen(courtId, period, peerGroup, digest);
    return intervals?.people.find((one) => one.personId === personId)?.rank ?? null;
  }

  /** Whether the reader is shown where this person stands among those of the group. */
  private async placed(reader: Actor, periodKey: string, key: string, personId: string): Promise<boolean> {
    const period = parsePeriod(periodKey)!;
    const sight = await this.sights.of(reader.courtId, await this.sights.reachOf(reader, period), period, { key, members: [{ personId }] });
    return sight.mode === 'ranking' && ['full', 'position'].includes(sight.granted(personId));
  }

  /** As on the score sheet: a group below the configured size is not ranked openly. */
  private async largeEnough(courtId: string, period: string, size: number): Promise<boolean> {
    const smallest = await this.parameters.inForce(courtId, 'ranking.minGroupSize', lastDayOf(parsePeriod(period)!));
    return !smallest || size >= Number(smallest.value);
  }
}

function latestPeriodFirst(a: { period: string }, b: { period: string }): number {
  return lastDay(a.period) < lastDay(b.period) ? 1 : lastDay(a.period) > lastDay(b.period) ? -1 : a.period < b.period ? -1 : 1;
}

function lastDay(period: string): string {
  return lastDayOf(parsePeriod(period)!);
}

function lineOf(text: string): string {
  const line = JSON.parse(text) as { clause: string; reason: { zh: string } };
  return `${line.clause} ${line.reason.zh}`.trim();
}
