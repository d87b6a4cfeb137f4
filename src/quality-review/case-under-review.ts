import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import type { DomainError } from '../kernel/domain-error.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { grantsFor, scopeCondition, type ScopeColumns, type SqlCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { unseenByBlindRule } from './planning/blind-rule.js';
import { reviewErrors } from './quality-review.errors.js';
import { reviewReach } from './review-reach.js';

/** One review with what is needed of its case. */
export interface ReviewRecord {
  id: string;
  caseId: string;
  courtId: string;
  caseNumber: string;
  cause: string;
  nature: string;
  divisionId: string | null;
  judgeId: string | null;
  clerkId: string | null;
  intakeOn: Day;
  closedOn: Day | null;
  kind: 'routine' | 'key' | 'special';
  triggers: string | null;
  /** A blind second review. */
  second: number;
  batch: string;
  dueOn: Day | null;
  status: 'pending' | 'inProgress' | 'submitted';
  submittedOn: Day | null;
  reviewerId: string;
  reviewer: string;
  version: number;
  /** Hundredths. */
  caseScore: number | null;
  finishedScore: number | null;
  grade: string | null;
  finished: number;
  doubtful: number;
  findings: number;
  ownCase: number;
  ownDivision: number;
  signed: number;
  leads: number;
}

export const REVIEW_TABLES = `case_review r JOIN court_case c ON c.id = r.case_id JOIN person p ON p.id = r.reviewer_id`;

/** What the desk adds to a review: the forms' result, and doubts of the reader's own. */
const DESK_TABLES = 'LEFT JOIN review_result x ON x.review_id = r.id LEFT JOIN review_desk_place y ON y.review_id = r.id AND r.reviewer_id = :me';

/** Own = one's own desk; for those reviewed, only what has been submitted. */
export const REVIEW_SCOPE: ScopeColumns = {
  court: 'r.court_id',
  division: 'c.division_id',
  nature: 'c.nature',
  own: (person) =>
    `(r.reviewer_id = :${person} OR (r.status = 'submitted' AND (c.responsible_judge_id = :${person} OR EXISTS (
       SELECT 1 FROM finding own_f JOIN finding_share own_s ON own_s.finding_id = own_f.id WHERE own_f.review_id = r.id AND own_s.person_id = :${person}))))`,
};

/** Reviews somebody sees: what the scope reaches, less what the blind rule keeps from them. Names the review `r`. */
export function visibleReviews(actor: Actor): SqlCondition {
  const scope = scopeCondition(reviewReach(actor), 'review.read', REVIEW_SCOPE);
  const blind = unseenByBlindRule(actor);
  return { sql: `${scope.sql} AND ${blind.sql}`, parameters: { ...scope.parameters, ...blind.parameters } };
}

const SELECTED = `r.id AS id, r.case_id AS caseId, r.court_id AS courtId, c.case_number AS caseNumber, c.cause AS cause, c.nature AS nature,
  c.division_id AS divisionId, c.responsible_judge_id AS judgeId, c.clerk_id AS clerkId, c.intake_on AS intakeOn, c.closed_on AS closedOn,
  r.kind AS kind, r.triggers AS triggers, CASE WHEN r.second_of_id IS NULL THEN 0 ELSE 1 END AS second, r.batch AS batch, r.due_on AS dueOn, r.status AS status, r.submitted_on AS submittedOn, r.reviewer_id AS reviewerId, p.name AS reviewer,
  r.version AS version, r.case_score AS caseScore, x.score AS finishedScore, x.grade AS grade, CASE WHEN x.finished_at IS NULL THEN 0 ELSE 1 END AS finished,
  CASE WHEN y.doubtful = 1 THEN 1 ELSE 0 END AS doubtful,
  (SELECT COUNT(*) FROM finding f WHERE f.review_id = r.id AND f.status <> 'superseded' AND (f.status <> 'draft' OR r.reviewer_id = :me)) AS findings,
  CASE WHEN c.responsible_judge_id = :me OR c.clerk_id = :me
    OR EXISTS (SELECT 1 FROM case_participant x WHERE x.case_id = c.id AND x.person_id = :me) THEN 1 ELSE 0 END AS ownCase,
  CASE WHEN EXISTS (SELECT 1 FROM post_holding h WHERE h.person_id = :me AND h.division_id = c.division_id AND h.superseded_at IS NULL
    AND h.valid_from <= :today AND (h.valid_until IS NULL OR h.valid_until > c.intake_on)) THEN 1 ELSE 0 END AS ownDivision,
  CASE WHEN EXISTS (SELECT 1 FROM sign_off s WHERE s.case_id = c.id AND s.person_id = :me) THEN 1 ELSE 0 END AS signed,
  CASE WHEN EXISTS (SELECT 1 FROM division_leader l WHERE l.person_id = :me AND l.division_id = c.division_id
    AND l.valid_from <= :today AND (l.valid_until IS NULL OR l.valid_until > c.intake_on)) THEN 1 ELSE 0 END AS leads`;

@Injectable()
export class CasesUnderReview {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async load(actor: Actor, where: string, parameters: object, tail = ''): Promise<ReviewRecord[]> {
    const rows = await this.database.rows<ReviewRecord>(`SELECT ${SELECTED} FROM ${REVIEW_TABLES} ${DESK_TABLES} WHERE ${where} ${tail}`, {
      ...parameters,
      me: actor.personId ?? '',
      today: this.clock.today(),
    });
    return rows.map((row) => ({ ...row, findings: Number(row.findings), second: Number(row.second), finished: Number(row.finished), doubtful: Number(row.doubtful), ownCase: Number(row.ownCase), ownDivision: Number(row.ownDivision), signed: Number(row.signed), leads: Number(row.leads) }));
  }

  async readable(actor: Actor, reviewId: string): Promise<ReviewRecord> {
    const visible = visibleReviews(actor);
    const [review] = await this.load(actor, `r.id = :reviewId AND ${visible.sql}`, { ...visible.parameters, reviewId });
    if (!review) throw platformErrors['record.notFound']();
    return review;
  }

  /**
   * The review, held until the transaction ends, if this reviewer may still change it.
   * Every change goes through here, so that two windows change one review one after the other.
   */
  async changeable(actor: Actor, reviewId: string): Promise<ReviewRecord> {
    await this.database.rows(`SELECT id FROM case_review WHERE id = :reviewId${this.database.forUpdate}`, { reviewId });
    const review = await this.readable(actor, reviewId);
    if (review.reviewerId !== actor.personId) throw reviewErrors['review.notAssigned']({ reviewer: review.reviewer });
    const recusal = this.recusal(actor, review);
    if (recusal) throw recusal;
    if (review.status === 'submitted') throw reviewErrors['review.submitted']({ day: review.submittedOn ?? '' });
    if (!review.closedOn) throw reviewErrors['review.caseOpen']({ caseNumber: review.caseNumber });
    return review;
  }

  /** Why this person must not review the case; `null` = may. */
  recusal(actor: Actor, review: Pick<ReviewRecord, 'ownCase' | 'ownDivision' | 'signed' | 'leads' | 'nature' | 'courtId'>): DomainError | null {
    if (review.ownCase) return reviewErrors['review.ownCase']();
    if (review.ownDivision) return reviewErrors['review.ownDivision']();
    if (review.signed) return reviewErrors['review.signed']();
    if (review.leads) return reviewErrors['review.leader']();
    const inField = grantsFor(actor, 'review.record').some(
      ({ courtId, natures }) => courtId === review.courtId && (natures === null || natures.some((nature) => nature === review.nature)),
    );
    return inField ? null : reviewErrors['review.otherField']();
  }
}
