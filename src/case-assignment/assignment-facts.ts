import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import { Database } from '../platform/database/database.js';

/** Door: what upper floors may know of assignment. Reads only. */
@Injectable()
export class AssignmentFacts {
  constructor(private readonly database: Database) {}

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
}
