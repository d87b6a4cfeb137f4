import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { may } from '../platform/permissions/data-scope.js';
import type { DifficultRound } from './difficult-case.entities.js';
import { DifficultApplication, DifficultObjection } from './difficult-case.entities.js';
import { OpinionsService } from './opinions.service.js';
import { Roster } from './roster.js';

export type RoundNews = Pick<DifficultRound, 'id' | 'year' | 'half' | 'status' | 'applyFrom' | 'applyUntil' | 'voteUntil'> & { noticeUntil: Day | null };
export interface NoticeNews {
  id: string;
  noticeUntil: Day;
  cases: number;
}

/** Door: what of difficult cases awaits somebody, in numbers and days. */
@Injectable()
export class DifficultNews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly opinions: OpinionsService,
    private readonly roster: Roster,
  ) {}

  rounds({ courtId }: Actor): Promise<RoundNews[]> {
    return this.database.rows<RoundNews>(
      `SELECT r.id AS "id", r.year AS "year", r.half AS "half", r.status AS "status", r.apply_from AS "applyFrom", r.apply_until AS "applyUntil", r.vote_until AS "voteUntil",
              (SELECT MAX(n.notice_until) FROM difficult_notice n WHERE n.round_id = r.id) AS "noticeUntil"
       FROM difficult_round r WHERE r.court_id = :courtId AND r.status NOT IN ('closed', 'cancelled') ORDER BY r.apply_until`,
      { courtId },
    );
  }

  async awaitingOpinion(actor: Actor): Promise<number> {
    if (!actor.personId || !may(actor, 'difficult.opine')) return 0;
    const { sql, parameters } = await this.opinions.awaiting(actor, this.clock.today());
    const [row] = await this.database.rows<{ count: number | string }>(`SELECT COUNT(*) AS "count" FROM difficult_application a JOIN court_case c ON c.id = a.case_id WHERE a.status = 'filed' AND ${sql}`, parameters);
    return Number(row!.count);
  }

  /** Rounds in which this member still has ballots to cast. */
  async awaitingVote(actor: Actor): Promise<(RoundNews & { left: number })[]> {
    if (!actor.personId || !may(actor, 'difficult.vote')) return [];
    const rows = await this.database.rows<RoundNews & { left: number | string }>(
      `SELECT r.id AS "id", r.year AS "year", r.half AS "half", r.status AS "status", r.apply_from AS "applyFrom", r.apply_until AS "applyUntil", r.vote_until AS "voteUntil", COUNT(*) AS "left"
       FROM difficult_ballot b JOIN difficult_round r ON r.id = b.round_id JOIN difficult_application a ON a.id = b.application_id AND a.status = 'opined'
       WHERE b.person_id = :me AND b.vote IS NULL AND b.recusal IS NULL AND r.status = 'voting' AND r.vote_until >= :today
       GROUP BY r.id, r.year, r.half, r.status, r.apply_from, r.apply_until, r.vote_until`,
      { me: actor.personId, today: this.clock.today() },
    );
    return rows.map((row) => ({ ...row, left: Number(row.left) }));
  }

  /** Objections this member answers for the committee. */
  async awaitingAnswer(actor: Actor): Promise<{ id: string; noticeId: string; caseNumber: string }[]> {
    if (!actor.personId || !may(actor, 'difficult.vote')) return [];
    const open = await this.database.repository(DifficultObjection).findBy({ courtId: actor.courtId, status: 'open' });
    const found: { id: string; noticeId: string; caseNumber: string }[] = [];
    for (const { id, applicationId, objectorId, noticeId } of open) {
      const claim = await this.database.repository(DifficultApplication).findOneByOrFail({ id: applicationId });
      if ((await this.roster.presiding(claim, [objectorId]))?.personId !== actor.personId) continue;
      const [row] = await this.database.rows<{ caseNumber: string }>('SELECT case_number AS "caseNumber" FROM court_case WHERE id = :id', { id: claim.caseId });
      found.push({ id, noticeId, caseNumber: row!.caseNumber });
    }
    return found;
  }

  async notices({ courtId }: Actor, since: Day): Promise<NoticeNews[]> {
    const rows = await this.database.rows<NoticeNews>(
      `SELECT n.id AS "id", n.notice_until AS "noticeUntil", (SELECT COUNT(*) FROM difficult_application a WHERE a.notice_id = n.id) AS "cases" FROM difficult_notice n WHERE n.court_id = :courtId AND n.notice_until >= :since ORDER BY n.notice_until DESC`,
      { courtId, since },
    );
    return rows.map((row) => ({ ...row, cases: Number(row.cases) }));
  }
}
