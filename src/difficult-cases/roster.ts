import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import { mainPostOn } from '../court/service-record.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { DifficultApplication, DifficultBallot, DifficultMember, type DifficultRound, type RecusalWhy } from './difficult-case.entities.js';

const CAPACITIES = ['chair', 'deputyChair', 'member'];

interface Seat {
  personId: string;
  name: string;
  capacity: string;
}

/** Who decides: the quality review committee in office on a day, and who of it must step aside in which case. */
@Injectable()
export class Roster {
  constructor(private readonly database: Database) {}

  async committee(courtId: string, day: Day): Promise<Seat[]> {
    const seats = await this.database.rows<Seat>(
      `SELECT DISTINCT p.id AS "personId", p.name AS "name", s.capacity AS "capacity" FROM appointment s
       JOIN appointed_body b ON b.id = s.body_id AND b.kind = 'qualityReviewCommittee' JOIN person p ON p.id = s.person_id
       WHERE b.court_id = :courtId AND s.capacity <> 'secretary' AND s.valid_from <= :day AND (s.valid_until IS NULL OR s.valid_until > :day) ORDER BY p.id`,
      { courtId, day },
    );
    return seats.sort((a, b) => CAPACITIES.indexOf(a.capacity) - CAPACITIES.indexOf(b.capacity));
  }

  /** Seats the committee and makes a ballot for everybody on every claim; whoever is interested is recused from the beginning. */
  async seat(round: DifficultRound, committee: readonly Seat[], claims: readonly DifficultApplication[], day: Day): Promise<void> {
    await this.database.repository(DifficultMember).insert(committee.map(({ personId, capacity }, index) => ({ id: newId(), courtId: round.courtId, roundId: round.id, personId, place: index + 1, capacity })));
    const interests = await this.interests(claims.map(({ id }) => id), day);
    const ballots = claims.flatMap((claim) =>
      committee.map(({ personId }) => ({
        id: newId(), courtId: round.courtId, roundId: round.id, applicationId: claim.id, personId, recusal: interests.get(`${claim.id} ${personId}`) ?? null, recusalReason: null,
        vote: null, points: null, reason: null, mayRefile: false, castAt: null,
      })),
    );
    if (ballots.length) await this.database.repository(DifficultBallot).insert(ballots);
  }

  /** Own case, sat on its panel or helped with it, or serving in the division that heard it. */
  private async interests(claims: readonly string[], day: Day): Promise<Map<string, RecusalWhy>> {
    if (!claims.length) return new Map();
    const rows = await this.database.rows<{ claim: string; person: string; why: RecusalWhy }>(
      `SELECT a.id AS "claim", h.person_id AS "person", 'division' AS "why" FROM difficult_application a JOIN post_holding h ON h.division_id = a.division_id AND ${mainPostOn('h', 'h.person_id', ':day')} WHERE a.id IN (:...claims)
       UNION ALL SELECT a.id, x.person_id, 'panel' FROM difficult_application a JOIN case_participant x ON x.case_id = a.case_id WHERE a.id IN (:...claims)
       UNION ALL SELECT a.id, a.judge_id, 'ownCase' FROM difficult_application a WHERE a.id IN (:...claims)`,
      { claims, day },
    );
    // The nearest interest is the one that is told.
    const nearest: RecusalWhy[] = ['division', 'panel', 'ownCase'];
    return new Map(nearest.flatMap((why) => rows.filter((row) => row.why === why).map((row) => [`${row.claim} ${row.person}`, why] as const)));
  }

  /** Who signs for the committee in one claim: the chair, else the first who need not step aside. */
  async presiding(claim: Pick<DifficultApplication, 'id' | 'roundId'>, without: readonly string[]): Promise<{ personId: string; name: string } | null> {
    const members = await this.database.rows<{ personId: string; name: string }>(
      `SELECT m.person_id AS "personId", p.name AS "name" FROM difficult_member m JOIN person p ON p.id = m.person_id
       JOIN difficult_ballot b ON b.application_id = :claim AND b.person_id = m.person_id AND b.recusal IS NULL
       WHERE m.round_id = :round ORDER BY m.place`,
      { claim: claim.id, round: claim.roundId },
    );
    return members.find(({ personId }) => !without.includes(personId)) ?? null;
  }
}
