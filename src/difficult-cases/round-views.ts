import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { may, require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { daysOfHalf } from '../rules/difficult-case-rounds.js';
import { concentrationOf } from '../rules/difficult-case-votes.js';
import { DifficultBook } from './difficult-book.js';
import { DifficultApplication, DifficultBallot, DifficultMember, DifficultRound } from './difficult-case.entities.js';
import { ROUND_STATE_WORDS, roundName } from './difficult-case-words.js';
import type { RoundListQuery, RoundRow, RoundView } from './dto/difficult-round.dto.js';

interface Stored {
  id: string;
  year: number;
  half: 1 | 2;
  status: DifficultRound['status'];
  applyFrom: string;
  applyUntil: string;
  voteUntil: string;
  applications: number | string;
  awarded: number | string;
  noticeId: string | null;
}

/** Rounds are open to everybody in the court; the claims inside by their own scope, the watch to those who decide. */
@Injectable()
export class RoundViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly book: DifficultBook,
  ) {}

  async list(actor: Actor, { page, pageSize }: RoundListQuery): Promise<Page<RoundRow>> {
    require(actor, 'difficult.read');
    const total = await this.database.repository(DifficultRound).countBy({ courtId: actor.courtId });
    return { items: await this.rows(actor.courtId, '', {}, pageSize, (page - 1) * pageSize), total, page, pageSize };
  }

  async view(actor: Actor, id: string): Promise<RoundView> {
    require(actor, 'difficult.read');
    const [row] = await this.rows(actor.courtId, 'AND r.id = :id', { id }, 1, 0);
    if (!row) throw platformErrors['record.notFound']();
    const round = await this.database.repository(DifficultRound).findOneByOrFail({ id });
    const claims = await this.database.repository(DifficultApplication).findBy({ roundId: id });
    const ballots = await this.database.repository(DifficultBallot).findBy({ roundId: id });
    const members = await this.members(id, ballots);
    const seated = members.some(({ personId }) => personId === actor.personId);
    const votable = claims.filter(({ status }) => status !== 'withdrawn' && status !== 'filed');
    const castIn = (claim: DifficultApplication): number => ballots.filter(({ applicationId, vote }) => applicationId === claim.id && vote !== null).length;
    const watching = seated || may(actor, 'difficult.manage');
    return {
      ...row, today: this.clock.today(), version: round.version, ballot: round.ballot, pointsBy: round.pointsBy, quorumShare: round.quorumShare, quorum: round.quorum, noticeDays: round.noticeDays, reason: round.reason, openedBy: round.openedBy,
      members,
      ballotsOut: ballots.filter(({ vote, recusal }) => vote === null && recusal === null).length,
      withoutOpinion: claims.filter(({ status }) => status === 'filed').length,
      belowQuorum: round.quorum === null ? 0 : votable.filter((claim) => castIn(claim) < round.quorum!).length,
      watch: watching ? await this.watch(round) : null,
      watchLine: watching ? await this.book.watchLine(round.courtId, this.clock.today()) : null,
      may: may(actor, 'difficult.manage') ? this.stepsFor(round) : [],
    };
  }

  private async watch(round: DifficultRound): Promise<RoundView['watch']> {
    const { from, until } = daysOfHalf(round);
    const rows = await this.database.rows<{ personId: string; name: string; claims: number | string; closed: number | string }>(
      `SELECT p.id AS "personId", p.name AS "name", COUNT(*) AS "claims",
        (SELECT COUNT(*) FROM court_case c WHERE c.court_id = :courtId AND c.responsible_judge_id = p.id AND c.closed_on >= :from AND c.closed_on < :until) AS "closed"
       FROM difficult_application a JOIN person p ON p.id = a.judge_id WHERE a.round_id = :id AND a.status <> 'withdrawn' GROUP BY p.id, p.name`,
      { id: round.id, courtId: round.courtId, from, until },
    );
    const line = await this.book.watchLine(round.courtId, this.clock.today());
    return concentrationOf(rows.map((row) => ({ ...row, claims: Number(row.claims), closed: Number(row.closed) })), line);
  }

  /** How many each has voted on: never how. */
  private async members(roundId: string, ballots: readonly DifficultBallot[]): Promise<RoundView['members']> {
    const seats = await this.database.repository(DifficultMember).find({ where: { roundId }, order: { place: 'ASC' } });
    if (!seats.length) return [];
    const names = await this.database.rows<{ id: string; name: string }>('SELECT id AS "id", name AS "name" FROM person WHERE id IN (:...ids)', { ids: seats.map(({ personId }) => personId) });
    return seats.map(({ personId, capacity }) => {
      const own = ballots.filter((ballot) => ballot.personId === personId);
      return {
        personId, capacity, name: names.find(({ id }) => id === personId)?.name ?? '', cast: own.filter(({ vote }) => vote !== null).length, recused: own.filter(({ recusal }) => recusal !== null).length,
        left: own.filter(({ vote, recusal }) => vote === null && recusal === null).length,
      };
    });
  }

  private stepsFor({ status }: DifficultRound): string[] {
    const steps: Readonly<Record<DifficultRound['status'], string[]>> = { collecting: ['startVote', 'move', 'cancel'], voting: ['count', 'move'], counted: ['publish', 'close'], noticed: ['close'], closed: [], cancelled: [] };
    return steps[status];
  }

  private async rows(courtId: string, more: string, given: object, limit: number, offset: number): Promise<RoundRow[]> {
    const rows = await this.database.rows<Stored>(
      `SELECT r.id AS "id", r.year AS "year", r.half AS "half", r.status AS "status", r.apply_from AS "applyFrom", r.apply_until AS "applyUntil", r.vote_until AS "voteUntil",
        (SELECT COUNT(*) FROM difficult_application a WHERE a.round_id = r.id AND a.status <> 'withdrawn') AS "applications",
        (SELECT COUNT(*) FROM difficult_application a WHERE a.round_id = r.id AND a.status = 'awarded') AS "awarded",
        (SELECT MAX(n.id) FROM difficult_notice n WHERE n.round_id = r.id) AS "noticeId"
       FROM difficult_round r WHERE r.court_id = :courtId ${more} ORDER BY r.year DESC, r.half DESC, r.attempt DESC LIMIT ${limit} OFFSET ${offset}`,
      { courtId, ...given },
    );
    return rows.map((row) => ({ ...row, name: roundName(row), state: ROUND_STATE_WORDS[row.status], applications: Number(row.applications), awarded: Number(row.awarded) }));
  }
}
