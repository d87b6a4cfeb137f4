import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addDays, type Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';
import { may, scopeCondition } from '../platform/permissions/data-scope.js';
import { courtWide } from './court-wide.js';

/** One thing about assignment that awaits somebody. */
export interface AssignmentWork {
  kind: 'runDue' | 'designation' | 'transfer' | 'newCase';
  id: string;
  caseId: string | null;
  /** Case number, or the nature of a run. */
  subject: string;
  detail: string;
  day: Day;
  count: number;
}

const MOST = 10;
/** A case stays new on the judge's first page for this long. */
const NEW_DAYS = 7;

/** Door: what upper floors may know of assignment. Reads only. */
@Injectable()
export class AssignmentFacts {
  constructor(private readonly database: Database) {}

  /** What awaits this person, by what he may do; soonest first within a kind. */
  async awaiting(actor: Actor, today: Day): Promise<AssignmentWork[]> {
    return [...(await this.runs(actor, today)), ...(await this.designations(actor)), ...(await this.transfers(actor)), ...(await this.newCases(actor, today))];
  }

  /** How many cases reached each judge in a period, and how many of them by designation. */
  async received(courtId: string, from: Day, until: Day): Promise<Map<string, { cases: number; designated: number }>> {
    const rows = await this.database.rows<{ judgeId: string; cases: number | string; designated: number | string }>(
      `SELECT a.judge_id AS judgeId, COUNT(*) AS cases, SUM(CASE WHEN a.kind = 'designated' OR a.phase = 'designated' THEN 1 ELSE 0 END) AS designated FROM case_assignment a
       WHERE a.court_id = :courtId AND a.judge_id IS NOT NULL AND a.day >= :from AND a.day < :until
         AND NOT EXISTS (SELECT 1 FROM assignment_run r WHERE r.id = a.run_id AND r.status = 'withdrawn') GROUP BY a.judge_id`,
      { courtId, from, until },
    );
    return new Map(rows.map(({ judgeId, cases, designated }) => [judgeId, { cases: Number(cases), designated: Number(designated) }]));
  }

  private async runs(actor: Actor, today: Day): Promise<AssignmentWork[]> {
    if (!may(actor, 'assignment.run')) return [];
    const scope = courtWide(actor, 'assignment.run', { court: 'r.court_id' });
    const rows = await this.database.rows<{ id: string; nature: string; day: Day; waiting: number | string }>(
      `SELECT r.id AS id, r.nature AS nature, r.day AS day,
        (SELECT COUNT(*) FROM court_case c WHERE c.court_id = r.court_id AND c.nature = r.nature AND c.responsible_judge_id IS NULL AND c.closed_on IS NULL) AS waiting
       FROM assignment_run r WHERE ${scope.sql} AND r.status IN ('sealed', 'previewed') AND r.day <= :today ORDER BY r.day, r.id LIMIT ${MOST}`,
      { ...scope.parameters, today },
    );
    return rows
      .filter(({ waiting }) => Number(waiting) > 0)
      .map(({ id, nature, day, waiting }) => ({ kind: 'runDue', id, caseId: null, subject: nature, detail: '', day, count: Number(waiting) }));
  }

  private async designations(actor: Actor): Promise<AssignmentWork[]> {
    if (!may(actor, 'assignment.approve')) return [];
    const scope = courtWide(actor, 'assignment.approve', { court: 'g.court_id' });
    const rows = await this.database.rows<{ id: string; caseId: string; number: string; reason: string; at: string }>(
      `SELECT g.id AS id, c.id AS caseId, c.case_number AS number, g.reason AS reason, g.proposed_at AS at FROM case_designation g JOIN court_case c ON c.id = g.case_id
       WHERE ${scope.sql} AND g.status = 'proposed' AND g.proposed_by_id <> :me AND g.judge_id <> :person ORDER BY g.proposed_at, g.id LIMIT ${MOST}`,
      { ...scope.parameters, me: actor.userId, person: actor.personId ?? '' },
    );
    return rows.map(({ id, caseId, number, reason, at }) => ({ kind: 'designation', id, caseId, subject: number, detail: reason, day: at.slice(0, 10), count: 1 }));
  }

  private async transfers(actor: Actor): Promise<AssignmentWork[]> {
    if (!may(actor, 'transfer.decide')) return [];
    const scope = scopeCondition(actor, 'transfer.decide', { court: 't.court_id', division: 't.from_division_id' });
    const rows = await this.database.rows<{ id: string; caseId: string; number: string; reason: string; at: string }>(
      `SELECT t.id AS id, c.id AS caseId, c.case_number AS number, t.reason AS reason, t.requested_at AS at FROM case_transfer t JOIN court_case c ON c.id = t.case_id
       WHERE ${scope.sql} AND t.status = 'requested' AND t.requested_by_id <> :me ORDER BY t.requested_at, t.id LIMIT ${MOST}`,
      { ...scope.parameters, me: actor.userId },
    );
    return rows.map(({ id, caseId, number, reason, at }) => ({ kind: 'transfer', id, caseId, subject: number, detail: reason, day: at.slice(0, 10), count: 1 }));
  }

  private async newCases({ personId, courtId }: Actor, today: Day): Promise<AssignmentWork[]> {
    if (!personId) return [];
    const rows = await this.database.rows<{ id: string; caseId: string; number: string; cause: string; day: Day }>(
      `SELECT a.id AS id, c.id AS caseId, c.case_number AS number, c.cause AS cause, a.day AS day FROM case_assignment a JOIN court_case c ON c.id = a.case_id
       WHERE a.court_id = :courtId AND a.judge_id = :personId AND a.superseded_at IS NULL AND c.responsible_judge_id = :personId AND c.closed_on IS NULL AND a.day > :since
       ORDER BY a.day DESC, c.case_number LIMIT ${MOST}`,
      { courtId, personId, since: addDays(today, -NEW_DAYS) },
    );
    return rows.map(({ id, caseId, number, cause, day }) => ({ kind: 'newCase', id, caseId, subject: number, detail: cause, day, count: 1 }));
  }
}
