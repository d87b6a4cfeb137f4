import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import { UNANSWERED } from '../rules/reconsideration.js';

/** A request that waits for somebody, as a home page shows it. */
export interface WaitingRequest {
  id: string;
  year: number;
  number: number;
  applicant: string;
  status: string;
  dueOn: Day | null;
}

const UNANSWERED_SQL = `q.status IN (${UNANSWERED.map((status) => `'${status}'`).join(', ')})`;
const WAITING = `SELECT q.id AS "id", q.year AS "year", q.number AS "number", p.name AS "applicant", q.status AS "status", q.due_on AS "dueOn"
  FROM reconsideration q JOIN person p ON p.id = q.person_id`;

/** Door: what requests still stand in the way of closing a period, and whom they wait for. */
@Injectable()
export class ReconsiderationFacts {
  constructor(private readonly database: Database) {}

  /** Requests without an answer and decisions not yet carried out; a period with one of either stays open. */
  async openIn(courtId: string, period: string): Promise<{ unanswered: number; orders: number }> {
    const [requests] = await this.database.rows<{ open: number | string }>(`SELECT COUNT(*) AS "open" FROM reconsideration q WHERE q.court_id = :courtId AND q.period = :period AND ${UNANSWERED_SQL}`, { courtId, period });
    const [orders] = await this.database.rows<{ open: number | string }>(`SELECT COUNT(*) AS "open" FROM correction_order o WHERE o.court_id = :courtId AND o.period = :period AND o.done = :done`, { courtId, period, done: false });
    return { unanswered: Number(requests!.open), orders: Number(orders!.open) };
  }

  /** Votes and replies one owes. */
  toAnswer(personId: string): Promise<WaitingRequest[]> {
    return this.database.rows(
      `${WAITING} JOIN reconsideration_member m ON m.reconsideration_id = q.id AND m.person_id = :personId
       WHERE ((q.status = 'withPanel' AND m.round = 1) OR (q.status = 'secondInstance' AND m.round = 2)) AND (m.vote IS NULL OR m.place = 1) ORDER BY q.due_on, q.id`,
      { personId },
    );
  }

  /** Requests the office has to accept, and those past their day. */
  forOffice(courtId: string, today: Day): Promise<WaitingRequest[]> {
    return this.database.rows(
      `${WAITING} WHERE q.court_id = :courtId AND (q.status = 'filed' OR (${UNANSWERED_SQL} AND q.due_on < :today)
         OR (q.status = 'secondInstance' AND NOT EXISTS (SELECT 1 FROM reconsideration_member m WHERE m.reconsideration_id = q.id AND m.round = 2))) ORDER BY q.due_on, q.id`,
      { courtId, today },
    );
  }

  /** Own requests that were returned, or answered and may still go to the committee. */
  ofApplicant(personId: string, today: Day): Promise<WaitingRequest[]> {
    return this.database.rows(
      `${WAITING} WHERE q.person_id = :personId AND (q.status = 'returned' OR (q.status IN ('corrected', 'maintained') AND q.second_until >= :today)) ORDER BY q.due_on, q.id`,
      { personId, today },
    );
  }

  /** Records under way or decided, by record: what a score page marks. */
  async onRecords(personId: string, period: string): Promise<Map<string, { id: string; number: number; year: number; status: string; outcome: string | null }>> {
    const rows = await this.database.rows<{ id: string; number: number; year: number; status: string; outcome: string | null; sourceId: string }>(
      `SELECT q.id AS "id", q.number AS "number", q.year AS "year", q.status AS "status", q.outcome AS "outcome", q.source_id AS "sourceId"
       FROM reconsideration q WHERE q.person_id = :personId AND q.period = :period AND q.status <> 'withdrawn'`,
      { personId, period },
    );
    return new Map(rows.map(({ sourceId, ...row }) => [sourceId, row]));
  }
}
