import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Decimal, points } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { may, require } from '../platform/permissions/data-scope.js';
import { caseScore } from '../rules/finding-rules.js';
import { CaseCount } from './case-count.js';
import { CasesUnderReview, REVIEW_TABLES, visibleReviews, type ReviewRecord } from './case-under-review.js';
import type { DeskView, ReviewListQuery, ReviewRow, SubmitReview } from './dto/review.dto.js';
import { DocumentsRead } from './documents-read.js';
import { ReviewScores } from './forms/review-scores.service.js';
import { ScoringService } from './forms/scoring.service.js';
import { FindingViews, hundredths, visibleFindings } from './finding-views.js';
import { CASE_POSTS, PeopleOfCase } from './people-of-case.js';
import { Responsibilities } from './responsibilities.js';

const SORTS = { plannedOn: 'r.planned_on', caseNumber: 'c.case_number', caseScore: 'r.case_score' };

@Injectable()
export class ReviewsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CasesUnderReview,
    private readonly count: CaseCount,
    private readonly findingViews: FindingViews,
    private readonly people: PeopleOfCase,
    private readonly responsibilities: Responsibilities,
    private readonly documents: DocumentsRead,
    private readonly scores: ReviewScores,
    private readonly scoring: ScoringService,
  ) {}

  async list(actor: Actor, query: ReviewListQuery): Promise<Page<ReviewRow>> {
    require(actor, 'review.read');
    const { sql, parameters } = visibleReviews(actor);
    const { expression, direction } = orderBy(query.sort, SORTS, 'plannedOn');
    const conditions = [sql];
    if (query.status) conditions.push('r.status = :status');
    if (query.batch) conditions.push('r.batch = :batch');
    if (query.caseId) conditions.push('r.case_id = :caseId');
    if (query.mine === 'true') conditions.push('r.reviewer_id = :me');
    if (query.q) conditions.push('(c.case_number LIKE :q OR c.cause LIKE :q OR p.name LIKE :q)');
    const where = conditions.join(' AND ');
    const given = { ...parameters, status: query.status, batch: query.batch, caseId: query.caseId, me: actor.personId ?? '', q: `%${query.q ?? ''}%` };
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${REVIEW_TABLES} WHERE ${where}`, given);
    const { page, pageSize } = query;
    const tail = `ORDER BY ${expression} ${direction}, r.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`;
    const rows = await this.cases.load(actor, where, given, tail);
    return { items: rows.map((row) => this.row(actor, row)), total: Number(count!.total), page, pageSize };
  }

  private row(actor: Actor, review: ReviewRecord): ReviewRow {
    const { id, caseId, caseNumber, cause, nature, kind, batch, dueOn, status, reviewer, findings, caseScore: score } = review;
    const shown = score ?? (review.finished ? review.finishedScore : null);
    const recusal = may(actor, 'review.record') ? this.cases.recusal(actor, review) : null;
    return {
      id, caseId, caseNumber, cause, nature, kind, batch, dueOn, status, reviewer, findings,
      second: review.second === 1,
      triggers: review.triggers?.split(',') ?? [],
      caseScore: shown === null ? null : hundredths(shown),
      grade: review.finished ? review.grade : null,
      finished: review.finished === 1 || review.status === 'submitted',
      doubtful: review.doubtful === 1,
      recused: recusal?.sentence(actor.language) ?? null,
    };
  }

  async desk(actor: Actor, id: string): Promise<DeskView> {
    require(actor, 'review.read');
    const review = await this.cases.readable(actor, id);
    if (review.reviewerId === actor.personId) {
      const recusal = this.cases.recusal(actor, review);
      if (recusal) throw recusal;
    }
    const visible = visibleFindings(actor);
    const ids = await this.database.rows<{ id: string }>(
      `SELECT f.id AS id FROM finding f JOIN court_case c ON c.id = f.case_id WHERE f.review_id = :id AND f.status <> 'superseded' AND ${visible.sql} ORDER BY f.id`,
      { ...visible.parameters, id },
    );
    const [findings, counted, people] = await Promise.all([
      this.findingViews.of(ids.map((row) => row.id)),
      this.count.of(review.caseId),
      this.people.of(review),
    ]);
    const deductions = findings.map((finding) => (finding.status === 'provisional' ? new Decimal(0) : (counted.get(finding.id) ?? new Decimal(0))));
    const [scores, readTo, papers] = [await this.scores.view(actor, review, counted), await this.scoring.placeOf(id), await this.documents.of(review.caseId, findings)];
    const score = review.caseScore === null ? (scores?.result?.score ?? points(caseScore(deductions))) : hundredths(review.caseScore);
    return {
      review: { ...this.row(actor, review), version: review.version },
      ...papers,
      scores,
      readTo: readTo && review.reviewerId === actor.personId ? { documentId: readTo.documentId, sentence: readTo.sentence } : null,
      findings,
      arithmetic: { start: '100.00', deductions: deductions.map((lost) => points(lost)), score },
      people: people.map((person) => ({ ...person, postZh: CASE_POSTS[person.post]?.zh ?? person.post, postEn: CASE_POSTS[person.post]?.en ?? person.post })),
      proposals: await this.responsibilities.proposals(review, people),
    };
  }

  async submit(actor: Actor, id: string, wanted: SubmitReview): Promise<ReviewRow> {
    await this.scoring.submit(actor, id, wanted);
    return this.rowOf(actor, id);
  }

  async finish(actor: Actor, id: string, wanted: SubmitReview): Promise<ReviewRow> {
    await this.scoring.finish(actor, id, wanted);
    return this.rowOf(actor, id);
  }

  private async rowOf(actor: Actor, id: string): Promise<ReviewRow> {
    const [review] = await this.cases.load(actor, 'r.id = :id', { id });
    return this.row(actor, review!);
  }
}
