import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import type { EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { Database } from '../../platform/database/database.js';
import type { Rate } from '../../rules/rate-comparison.js';
import { foundCondition, FOUND_TABLES, REVIEWED_TABLES, reviewedCondition, wholeCourt, type PatternFilter } from '../patterns/counted-patterns.js';

export interface MonthFinding {
  id: string;
  version: number;
  caseId: string;
  caseNumber: string;
  judge: string;
  cause: string;
  nature: string;
  divisionId: string | null;
  division: string;
  code: string;
  label: string;
  field: string;
  severity: 'serious' | 'minor';
  /** Hundredths. */
  points: number;
}

export interface MonthReview {
  id: string;
  caseId: string;
  divisionId: string | null;
  division: string;
  position: number;
  nature: string;
  /** Hundredths. */
  score: number | null;
}

/** Everything a month's bulletin is counted from, of the whole court. */
export interface ReviewMonth {
  closed: number;
  planned: { id: string; done: boolean }[];
  reviews: MonthReview[];
  findings: MonthFinding[];
  before: { reviewed: number; findings: number; faulty: Rate; byClause: Record<string, number>; byNature: Record<string, number> };
  /** Pairs of person and clause that come back; `null` where the court has not said what a repetition is. */
  repeats: { least: number; months: number; people: number } | null;
}

/** Reads a month of reviews. What it counts is counted by the conditions of the pattern pages. */
@Injectable()
export class ReviewMonthReader {
  constructor(private readonly database: Database) {}

  async read(courtId: string, { from, until, key }: Pick<EvaluationPeriod, 'from' | 'until' | 'key'>, previous: { from: Day; until: Day }, anonymous: boolean): Promise<Omit<ReviewMonth, 'repeats'>> {
    const [closed] = await this.database.rows<{ n: number }>('SELECT COUNT(*) AS n FROM court_case c WHERE c.court_id = :courtId AND c.closed_on >= :from AND c.closed_on < :until', { courtId, from, until });
    const planned = await this.database.rows<{ id: string; status: string }>(`SELECT r.id AS id, r.status AS status FROM case_review r WHERE r.court_id = :courtId AND r.batch = :key AND r.second_of_id IS NULL ORDER BY r.id`, { courtId, key });
    const reviewed = reviewedCondition(wholeCourt(courtId), { from, until });
    const reviews = await this.database.rows<MonthReview>(
      `SELECT r.id AS id, r.case_id AS caseId, c.division_id AS divisionId, d.name AS division, d.position AS position, c.nature AS nature, r.case_score AS score
       FROM ${REVIEWED_TABLES} LEFT JOIN division d ON d.id = c.division_id WHERE ${reviewed.sql} ORDER BY r.id`,
      reviewed.parameters,
    );
    return {
      closed: Number(closed!.n),
      planned: planned.map(({ id, status }) => ({ id, done: status === 'submitted' })),
      reviews: reviews.map((row) => ({ ...row, position: Number(row.position), score: row.score === null ? null : Number(row.score) })),
      findings: await this.findings(courtId, { from, until }, anonymous),
      before: await this.before(courtId, previous),
    };
  }

  private async findings(courtId: string, filter: PatternFilter, anonymous: boolean): Promise<MonthFinding[]> {
    const found = foundCondition(wholeCourt(courtId), filter);
    // Where nobody is to be named, names are not read at all.
    const named = anonymous ? `'' AS caseNumber, '' AS judge` : 'c.case_number AS caseNumber, p.name AS judge';
    const rows = await this.database.rows<MonthFinding>(
      `SELECT f.id AS id, f.version AS version, f.case_id AS caseId, ${named}, c.cause AS cause, c.nature AS nature, c.division_id AS divisionId, d.name AS division,
              k.code AS code, k.label AS label, k.field AS field, f.severity AS severity, f.points AS points
       FROM ${FOUND_TABLES} LEFT JOIN division d ON d.id = c.division_id LEFT JOIN person p ON p.id = c.responsible_judge_id
       WHERE ${found.sql} ORDER BY d.position, k.code, f.id`,
      found.parameters,
    );
    return rows.map((row) => ({ ...row, version: Number(row.version), points: Number(row.points), judge: row.judge ?? '', division: row.division ?? '' }));
  }

  private async before(courtId: string, filter: PatternFilter): Promise<ReviewMonth['before']> {
    const [reviewed, found] = [reviewedCondition(wholeCourt(courtId), filter), foundCondition(wholeCourt(courtId), filter)];
    const natures = await this.database.rows<{ nature: string; n: number }>(`SELECT c.nature AS nature, COUNT(DISTINCT r.case_id) AS n FROM ${REVIEWED_TABLES} WHERE ${reviewed.sql} GROUP BY c.nature`, reviewed.parameters);
    const clauses = await this.database.rows<{ code: string; n: number }>(`SELECT k.code AS code, COUNT(DISTINCT f.case_id) AS n FROM ${FOUND_TABLES} WHERE ${found.sql} GROUP BY k.code`, found.parameters);
    const [all] = await this.database.rows<{ findings: number; cases: number }>(`SELECT COUNT(*) AS findings, COUNT(DISTINCT f.case_id) AS cases FROM ${FOUND_TABLES} WHERE ${found.sql}`, found.parameters);
    const byNature = Object.fromEntries(natures.map(({ nature, n }) => [nature, Number(n)]));
    const total = Object.values(byNature).reduce((sum, n) => sum + n, 0);
    return { reviewed: total, findings: Number(all!.findings), faulty: { cases: Number(all!.cases), of: total }, byClause: Object.fromEntries(clauses.map(({ code, n }) => [code, Number(n)])), byNature };
  }
}
