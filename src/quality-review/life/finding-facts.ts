import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import { Database } from '../../platform/database/database.js';

export interface AwaitedFinding {
  id: string;
  caseNumber: string;
  label: string;
  labelEn: string;
  status: 'submitted' | 'provisional';
  due: Day | null;
}

export interface OwedRectification {
  findingId: string;
  caseNumber: string;
  label: string;
  labelEn: string;
  due: Day;
}

const MOST = 10;
const LINE = `c.case_number AS "caseNumber", k.label AS "label", k.label_en AS "labelEn"`;
const TABLES = 'JOIN court_case c ON c.id = f.case_id JOIN defect_clause k ON k.id = f.clause_id';

/** Door: whom findings and rectifications wait for. */
@Injectable()
export class FindingFacts {
  constructor(private readonly database: Database) {}

  awaitingComment(personId: string, today: Day): Promise<AwaitedFinding[]> {
    return this.database.rows(
      `SELECT f.id AS "id", ${LINE}, f.status AS "status", f.comment_until AS "due" FROM finding_share s JOIN finding f ON f.id = s.finding_id ${TABLES}
       WHERE s.person_id = :personId AND f.status IN ('submitted', 'provisional') AND f.comment_until >= :today
         AND NOT EXISTS (SELECT 1 FROM finding_comment m WHERE m.finding_id = f.id AND m.person_id = :personId) ORDER BY f.comment_until, f.id LIMIT ${MOST}`,
      { personId, today },
    );
  }

  owed(personId: string): Promise<OwedRectification[]> {
    return this.database.rows(
      `SELECT t.finding_id AS "findingId", ${LINE}, t.due_on AS "due" FROM rectification t JOIN finding f ON f.id = t.finding_id ${TABLES} WHERE t.person_id = :personId AND t.status = 'open' ORDER BY t.due_on, t.id LIMIT ${MOST}`,
      { personId },
    );
  }

  provisional(courtId: string): Promise<number> {
    return this.count(`finding f WHERE f.court_id = :courtId AND f.status = 'provisional'`, { courtId });
  }

  reported(courtId: string): Promise<number> {
    return this.count(`rectification t WHERE t.court_id = :courtId AND t.status = 'reported'`, { courtId });
  }

  overdue(courtId: string, today: Day): Promise<number> {
    return this.count(`rectification t WHERE t.court_id = :courtId AND t.status = 'open' AND t.due_on < :today`, { courtId, today });
  }

  private async count(from: string, parameters: object): Promise<number> {
    const [row] = await this.database.rows<{ many: number | string }>(`SELECT COUNT(*) AS "many" FROM ${from}`, parameters);
    return Number(row!.many);
  }
}
