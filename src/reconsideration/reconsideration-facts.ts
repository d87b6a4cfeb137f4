import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Database } from '../platform/database/database.js';
import { UNANSWERED, type Outcome, type ReconsiderationState } from '../rules/reconsideration.js';
import type { ContestedLine } from './reconsideration.entities.js';
import { RequestClock } from './request-clock.js';

/** A request that waits for somebody, as a home page shows it. */
export interface WaitingRequest {
  id: string;
  year: number;
  number: number;
  applicant: string;
  status: string;
  dueOn: Day | null;
}

export interface RecordRequest {
  id: string;
  number: number;
  year: number;
  status: ReconsiderationState;
  outcome: Outcome | null;
}

export interface SupersededRecord {
  id: string;
  number: number;
  year: number;
  outcome: Outcome;
  line: ContestedLine;
  /** `null` where no finding was contested. */
  severity: 'serious' | 'minor' | null;
  before: string | null;
  after: string | null;
  /** Asked for by the very person. */
  own: boolean;
}

export interface ChangedFinding {
  year: number;
  number: number;
  outcome: Outcome;
  caseId: string;
  caseNumber: string;
}

export interface AnsweredRequest {
  id: string;
  number: number;
  year: number;
  outcome: Outcome;
  at: string;
}

const UNANSWERED_SQL = `q.status IN (${UNANSWERED.map((status) => `'${status}'`).join(', ')})`;
const WAITING = `SELECT q.id AS "id", q.year AS "year", q.number AS "number", p.name AS "applicant", q.status AS "status", q.due_on AS "dueOn"
  FROM reconsideration q JOIN person p ON p.id = q.person_id`;

/** Door: what requests still stand in the way of closing a period, and whom they wait for. */
@Injectable()
export class ReconsiderationFacts {
  constructor(
    private readonly database: Database,
    private readonly deadlines: RequestClock,
  ) {}

  /** Requests without an answer and decisions not yet carried out in any of these periods; a period with one of either stays open. */
  async openIn(courtId: string, periods: readonly string[]): Promise<{ unanswered: number; earliest: Day | null; orders: number }> {
    const [requests] = await this.database.rows<{ open: number | string; earliest: Day | null }>(`SELECT COUNT(*) AS "open", MIN(q.due_on) AS "earliest" FROM reconsideration q WHERE q.court_id = :courtId AND q.period IN (:...periods) AND ${UNANSWERED_SQL}`, { courtId, periods });
    const [orders] = await this.database.rows<{ open: number | string }>(`SELECT COUNT(*) AS "open" FROM correction_order o WHERE o.court_id = :courtId AND o.period IN (:...periods) AND o.done = :done`, { courtId, periods, done: false });
    return { unanswered: Number(requests!.open), earliest: requests!.earliest, orders: Number(orders!.open) };
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

  /** Own requests that were returned, or not granted in full and may still go to the committee. */
  ofApplicant(personId: string, today: Day): Promise<WaitingRequest[]> {
    return this.database.rows(
      `${WAITING} WHERE q.person_id = :personId AND (q.status = 'returned' OR (q.status IN ('corrected', 'maintained') AND q.outcome <> 'upheld' AND q.second_until >= :today)) ORDER BY q.due_on, q.id`,
      { personId, today },
    );
  }

  /** Answers the applicant got lately. */
  answeredFor(personId: string, since: Day): Promise<AnsweredRequest[]> {
    return this.database.rows(
      `SELECT q.id AS "id", q.year AS "year", q.number AS "number", q.outcome AS "outcome", MAX(s.at) AS "at"
       FROM reconsideration q JOIN reconsideration_step s ON s.reconsideration_id = q.id AND s.action IN ('correct', 'maintain', 'decide')
       WHERE q.person_id = :personId AND q.outcome IS NOT NULL AND s.at >= :since GROUP BY q.id, q.year, q.number, q.outcome ORDER BY MAX(s.at) DESC, q.id LIMIT 5`,
      { personId, since },
    );
  }

  /** Findings changed lately that one recorded or answers for, contested by somebody else. */
  async changedFor(personId: string, since: Day): Promise<ChangedFinding[]> {
    const rows = await this.database.rows<Omit<ChangedFinding, 'caseNumber'> & { line: string }>(
      `SELECT q.year AS "year", q.number AS "number", q.outcome AS "outcome", q.line AS "line", f.case_id AS "caseId"
       FROM reconsideration q JOIN finding f ON f.id = q.source_id
       WHERE q.outcome IN ('upheld', 'partlyUpheld') AND q.person_id <> :personId
         AND (f.reviewer_id = :personId OR EXISTS (SELECT 1 FROM finding_share s WHERE s.finding_id = f.id AND s.person_id = :personId))
         AND EXISTS (SELECT 1 FROM reconsideration_step t WHERE t.reconsideration_id = q.id AND t.action IN ('correct', 'decide') AND t.at >= :since)
       ORDER BY q.year DESC, q.number DESC LIMIT 5`,
      { personId, since },
    );
    return rows.map(({ line, ...row }) => ({ ...row, caseNumber: (JSON.parse(line) as ContestedLine).source.label }));
  }

  /** Records under way or decided, by record: what a score page marks. A corrected record and what stands in its place name the same request. */
  async onRecords(personId: string, period: string): Promise<Map<string, RecordRequest>> {
    const rows = await this.database.rows<RecordRequest & { sourceId: string; successorId: string | null }>(
      `SELECT q.id AS "id", q.number AS "number", q.year AS "year", q.status AS "status", q.outcome AS "outcome", q.source_id AS "sourceId", f.superseded_by AS "successorId"
       FROM reconsideration q LEFT JOIN finding f ON f.id = q.source_id WHERE q.person_id = :personId AND q.period = :period AND q.status <> 'withdrawn'`,
      { personId, period },
    );
    return new Map(rows.flatMap(({ sourceId, successorId, ...row }) => [sourceId, ...(successorId ? [successorId] : [])].map((record) => [record, row] as const)));
  }

  /** Lines of the period that a decision has changed, of whoever asked and of everybody who answers for the record. */
  async supersededFor(personId: string, period: string): Promise<SupersededRecord[]> {
    const rows = await this.database.rows<Omit<SupersededRecord, 'line' | 'own'> & { line: string; personId: string }>(
      `SELECT q.id AS "id", q.number AS "number", q.year AS "year", q.outcome AS "outcome", q.line AS "line", q.original_points AS "before", q.settled_points AS "after", q.person_id AS "personId", f.severity AS "severity"
       FROM reconsideration q LEFT JOIN finding f ON f.id = q.source_id WHERE q.period = :period AND q.outcome IN ('upheld', 'partlyUpheld')
         AND (q.person_id = :personId OR EXISTS (SELECT 1 FROM finding_share s WHERE s.finding_id = q.source_id AND s.person_id = :personId)) ORDER BY q.year, q.number`,
      { personId, period },
    );
    return rows.map(({ personId: applicant, line, ...row }) => ({ ...row, line: JSON.parse(line) as ContestedLine, own: applicant === personId }));
  }

  /** The window for asking; `null` where the court has not set it. */
  async window(courtId: string, period: EvaluationPeriod, today: Day): Promise<{ until: Day; workingDaysLeft: number; open: boolean } | null> {
    const until = await this.deadlines.windowIfSet(courtId, period);
    return until === null ? null : { until, workingDaysLeft: this.deadlines.daysLeft(today, until), open: today <= until };
  }
}
