import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Day } from '../../kernel/day.js';
import { Database } from '../../platform/database/database.js';
import { ownRowsOnly, scopeCondition, type SqlCondition } from '../../platform/permissions/data-scope.js';
import { matchFindings, type ComparableFinding, type MatchedFindings } from '../../rules/finding-pairs.js';

/** A finding one of two reviewers recorded by himself. */
export interface PairedFinding extends ComparableFinding {
  reviewId: string;
  label: string;
  labelEn: string;
  field: string;
  severity: 'serious' | 'minor';
  /** Hundredths. */
  points: number;
  comment: string;
  /** Neither withdrawn since nor declined by the trial office: counts as a defect that was there. */
  stands: boolean;
}

/** A case reviewed twice: the first review and the blind second one. */
export interface DoubleReviewed {
  id: string;
  firstId: string;
  caseId: string;
  caseNumber: string;
  cause: string;
  nature: string;
  kind: 'routine' | 'key' | 'special';
  submittedOn: Day;
  firstReviewerId: string;
  firstReviewer: string;
  secondReviewerId: string;
  secondReviewer: string;
  /** Within the reader's scope: may be opened. */
  visible: boolean;
  first: PairedFinding[];
  second: PairedFinding[];
  /** Of the findings that stand. */
  matched: MatchedFindings<PairedFinding>;
  /** Of those that were no defect: what one of the two recorded and was withdrawn or declined falls for the other as well. */
  dropped: MatchedFindings<PairedFinding>;
}

interface FindingRow extends Omit<PairedFinding, 'stands' | 'points' | 'quoteStart'> {
  points: number | string;
  quoteStart: number | string | null;
  status: string;
  supersededBy: string | null;
  decision: string | null;
  adopted: number | string;
}

const PAIR_TABLES = `case_review s JOIN case_review r ON r.id = s.second_of_id JOIN court_case c ON c.id = s.case_id
  JOIN person p ON p.id = r.reviewer_id JOIN person q ON q.id = s.reviewer_id`;
const IN_PERIOD = `s.court_id = :court AND s.submitted_on >= :from AND s.submitted_on < :until AND s.status = 'submitted' AND r.status = 'submitted' AND s.second_of_id IS NOT NULL`;
const FINDING_COLUMNS = `f.id AS "id", f.review_id AS "reviewId", k.code AS "clause", k.label AS "label", k.label_en AS "labelEn", k.field AS "field", f.severity AS "severity", f.points AS "points",
  f.document_id AS "documentId", f.quote AS "quote", f.quote_start AS "quoteStart", f.place AS "place", f.comment AS "comment", f.status AS "status", f.superseded_by AS "supersededBy",
  d.decision AS "decision", CASE WHEN a.id IS NULL THEN 0 ELSE 1 END AS "adopted"`;
const FINDING_JOINS = `JOIN defect_clause k ON k.id = f.clause_id LEFT JOIN second_finding_decision d ON d.finding_id = f.id LEFT JOIN second_finding_decision a ON a.adopted_as = f.id`;

/** Pairs a reader may open: all of the court for whoever reads it as a whole, for a reviewer those with own work in them. */
export function pairScope(actor: Actor): SqlCondition {
  return scopeCondition(ownRowsOnly(actor, ['qualityReviewer']), 'review.agreement', {
    court: 's.court_id',
    division: 'c.division_id',
    nature: 'c.nature',
    own: (person) => `(r.reviewer_id = :${person} OR s.reviewer_id = :${person})`,
  });
}

/** Reads double reviews; both reviews of a pair are finished, so nothing here breaks the blindness of one that still runs. */
@Injectable()
export class DoubleReviews {
  constructor(private readonly database: Database) {}

  /** @param scope who asks; without it nothing is `visible` */
  async of(courtId: string, from: Day, until: Day, { nature, scope }: { nature?: string | undefined; scope?: SqlCondition } = {}): Promise<DoubleReviewed[]> {
    const given = { court: courtId, from, until, nature, ...scope?.parameters };
    const where = `${IN_PERIOD}${nature ? ' AND c.nature = :nature' : ''}`;
    const pairs = await this.database.rows<Omit<DoubleReviewed, 'visible' | 'first' | 'second' | 'matched' | 'dropped'> & { visible: number | string }>(
      `SELECT s.id AS "id", r.id AS "firstId", s.case_id AS "caseId", c.case_number AS "caseNumber", c.cause AS "cause", c.nature AS "nature", r.kind AS "kind", s.submitted_on AS "submittedOn",
              r.reviewer_id AS "firstReviewerId", p.name AS "firstReviewer", s.reviewer_id AS "secondReviewerId", q.name AS "secondReviewer",
              CASE WHEN ${scope?.sql ?? '1 = 0'} THEN 1 ELSE 0 END AS "visible"
       FROM ${PAIR_TABLES} WHERE ${where} ORDER BY s.submitted_on, s.id`,
      given,
    );
    if (!pairs.length) return [];
    const side = (join: string): Promise<FindingRow[]> =>
      this.database.rows<FindingRow>(`SELECT ${FINDING_COLUMNS} FROM ${PAIR_TABLES} JOIN finding f ON f.review_id = ${join} ${FINDING_JOINS} WHERE ${where} AND f.status <> 'draft' ORDER BY f.id`, given);
    const [first, second] = await Promise.all([side('r.id'), side('s.id')]);
    const [ofFirst, ofSecond] = [byReview(first), byReview(second)];
    return pairs.map((pair) => {
      const [own, other] = [ofFirst.get(pair.firstId) ?? [], ofSecond.get(pair.id) ?? []];
      return { ...pair, visible: Number(pair.visible) === 1, first: own, second: other, ...compared(own, other) };
    });
  }
}

function compared(first: PairedFinding[], second: PairedFinding[]): Pick<DoubleReviewed, 'matched' | 'dropped'> {
  const { both, firstOnly, secondOnly } = matchFindings(first, second);
  const part = (stood: boolean): MatchedFindings<PairedFinding> => ({
    both: both.filter((pair) => (pair.first.stands && pair.second.stands) === stood),
    firstOnly: firstOnly.filter(({ stands }) => stands === stood),
    secondOnly: secondOnly.filter(({ stands }) => stands === stood),
  });
  return { matched: part(true), dropped: part(false) };
}

/**
 * What each reviewer recorded. Left out: what the trial office adopted from the second review into the first, with whatever
 * replaced it since, for the first reviewer did not find it; and records replaced by a corrected one, which stands in their place.
 */
function byReview(rows: readonly FindingRow[]): Map<string, PairedFinding[]> {
  const taken = new Set(rows.filter(({ adopted }) => Number(adopted)).map(({ id }) => id));
  for (let more = true; more; ) {
    const next = rows.filter(({ id, supersededBy }) => supersededBy && taken.has(id) && !taken.has(supersededBy));
    for (const { supersededBy } of next) taken.add(supersededBy!);
    more = next.length > 0;
  }
  const reviews = new Map<string, PairedFinding[]>();
  for (const { status, supersededBy, decision, adopted: _, ...row } of rows) {
    if (taken.has(row.id) || supersededBy) continue;
    const finding = { ...row, points: Number(row.points), quoteStart: row.quoteStart === null ? null : Number(row.quoteStart), stands: status !== 'superseded' && decision !== 'declined' };
    reviews.set(row.reviewId, [...(reviews.get(row.reviewId) ?? []), finding]);
  }
  return reviews;
}
