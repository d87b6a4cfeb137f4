import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import { CourtParameters } from '../../court/court-parameters.js';
import { Database } from '../../platform/database/database.js';
import { readFraction } from '../../rules/difficult-case-votes.js';
import { rankingErrors } from '../ranking.errors.js';

export interface CommitteeSeat {
  personId: string;
  name: string;
  capacity: string;
}

const CAPACITIES = ['chair', 'deputyChair', 'member'];

/** 法官考评委员会: who holds a seat on a day, and how many of them make a quorum. */
@Injectable()
export class EvaluationCommittee {
  constructor(
    private readonly database: Database,
    private readonly parameters: CourtParameters,
  ) {}

  async seats(courtId: string, day: Day): Promise<CommitteeSeat[]> {
    const seats = await this.database.rows<CommitteeSeat>(
      `SELECT DISTINCT p.id AS "personId", p.name AS "name", s.capacity AS "capacity" FROM appointment s
       JOIN appointed_body b ON b.id = s.body_id AND b.kind = 'evaluationCommittee' JOIN person p ON p.id = s.person_id
       WHERE b.court_id = :courtId AND s.capacity <> 'secretary' AND s.valid_from <= :day AND (s.valid_until IS NULL OR s.valid_until > :day) ORDER BY p.id`,
      { courtId, day },
    );
    return seats.sort((a, b) => CAPACITIES.indexOf(a.capacity) - CAPACITIES.indexOf(b.capacity));
  }

  /** @throws period.parameterMissing */
  async quorum(courtId: string, day: Day): Promise<readonly [number, number]> {
    const share = readFraction((await this.parameters.inForce(courtId, 'closing.quorum', day))?.value ?? '');
    if (!share) throw rankingErrors['period.parameterMissing']({ name: 'closing.quorum', title: '考核期审议：到会委员的法定比例', titleEn: 'quorum of the evaluation committee' });
    return share;
  }

  /** Working days of a public notice. @throws period.parameterMissing */
  async noticeDays(courtId: string, day: Day): Promise<number> {
    const days = Number((await this.parameters.inForce(courtId, 'notice.days', day))?.value);
    if (!Number.isInteger(days) || days < 1) throw rankingErrors['period.parameterMissing']({ name: 'notice.days', title: '公示期限（工作日）', titleEn: 'days of a public notice' });
    return days;
  }
}
