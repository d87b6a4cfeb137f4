import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/day.js';
import { fromHundredths } from '../../kernel/exact.js';
import { Database } from '../../platform/database/database.js';
import type { ReviewDeduction } from '../../rules/reviewer-severity.js';

export interface FieldCounts {
  reviewed: number;
  closed: number;
  findings: number;
}

/** What all reviews of a period took off, and how much of what was closed they reached. */
@Injectable()
export class ReviewWorkload {
  constructor(private readonly database: Database) {}

  /** Each submitted review, with the points its reviewer recorded, those withdrawn since included: that is how severe the reviewer was. */
  async deductions(courtId: string, from: Day, until: Day, nature?: string): Promise<(ReviewDeduction & { reviewer: string })[]> {
    const rows = await this.database.rows<{ reviewerId: string; reviewer: string; nature: string; kind: string; month: string; points: number | string | null }>(
      `SELECT r.reviewer_id AS "reviewerId", p.name AS "reviewer", c.nature AS "nature", r.kind AS "kind", SUBSTR(r.submitted_on, 1, 7) AS "month",
              SUM(CASE WHEN f.id IS NOT NULL AND a.id IS NULL THEN f.points ELSE 0 END) AS "points"
       FROM case_review r JOIN court_case c ON c.id = r.case_id JOIN person p ON p.id = r.reviewer_id
         LEFT JOIN finding f ON f.review_id = r.id AND f.reviewer_id = r.reviewer_id AND f.status <> 'draft' AND f.superseded_by IS NULL
         LEFT JOIN second_finding_decision a ON a.adopted_as = f.id
       WHERE r.court_id = :court AND r.status = 'submitted' AND r.submitted_on >= :from AND r.submitted_on < :until${nature ? ' AND c.nature = :nature' : ''}
       GROUP BY r.id, r.reviewer_id, p.name, c.nature, r.kind, SUBSTR(r.submitted_on, 1, 7)`,
      { court: courtId, from, until, nature },
    );
    return rows.map(({ reviewerId, reviewer, points, ...at }) => ({ reviewerId, reviewer, stratum: `${at.nature}|${at.kind}|${at.month}`, deducted: fromHundredths(points ?? 0) }));
  }

  /** By nature: cases reviewed and cases closed in the period, and the findings that stand of those first reviews. */
  async fields(courtId: string, from: Day, until: Day): Promise<Map<string, FieldCounts>> {
    const given = { court: courtId, from, until };
    const [closed, reviewed, found] = await Promise.all([
      this.counted(`SELECT c.nature AS "nature", COUNT(*) AS "count" FROM court_case c WHERE c.court_id = :court AND c.closed_on >= :from AND c.closed_on < :until GROUP BY c.nature`, given),
      this.counted(`SELECT c.nature AS "nature", COUNT(DISTINCT r.case_id) AS "count" FROM case_review r JOIN court_case c ON c.id = r.case_id WHERE ${FIRST_REVIEWS} GROUP BY c.nature`, given),
      this.counted(
        `SELECT c.nature AS "nature", COUNT(*) AS "count" FROM case_review r JOIN court_case c ON c.id = r.case_id JOIN finding f ON f.review_id = r.id
           LEFT JOIN second_finding_decision a ON a.adopted_as = f.id
         WHERE ${FIRST_REVIEWS} AND f.status NOT IN ('draft', 'superseded') AND a.id IS NULL GROUP BY c.nature`, given,
      ),
    ]);
    const natures = new Set([...closed.keys(), ...reviewed.keys()]);
    return new Map([...natures].sort().map((nature) => [nature, { closed: closed.get(nature) ?? 0, reviewed: reviewed.get(nature) ?? 0, findings: found.get(nature) ?? 0 }]));
  }

  private async counted(sql: string, parameters: object): Promise<Map<string, number>> {
    const rows = await this.database.rows<{ nature: string; count: number | string }>(sql, parameters);
    return new Map(rows.map(({ nature, count }) => [nature, Number(count)]));
  }
}

const FIRST_REVIEWS = `r.court_id = :court AND r.status = 'submitted' AND r.second_of_id IS NULL AND r.submitted_on >= :from AND r.submitted_on < :until`;
