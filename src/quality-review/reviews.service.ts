import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { Decimal, points } from '../kernel/exact.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { orderBy } from '../platform/http/sorting.js';
import { may, require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { COUNTING, submittedAs } from '../rules/finding-life.js';
import { caseScore } from '../rules/finding-rules.js';
import { CaseCount } from './case-count.js';
import { CasesUnderReview, REVIEW_TABLES, visibleReviews, type ReviewRecord } from './case-under-review.js';
import type { DeskView, ReviewListQuery, ReviewRow, SubmitReview } from './dto/review.dto.js';
import { FindingViews, hundredths, visibleFindings } from './finding-views.js';
import { FindingClock } from './life/finding-clock.js';
import { CASE_POSTS, PeopleOfCase } from './people-of-case.js';
import { reviewErrors } from './quality-review.errors.js';
import { Responsibilities } from './responsibilities.js';
import { CaseReview, Finding } from './review.entities.js';

const SORTS = { plannedOn: 'r.planned_on', caseNumber: 'c.case_number', caseScore: 'r.case_score' };

@Injectable()
export class ReviewsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly cases: CasesUnderReview,
    private readonly count: CaseCount,
    private readonly deadlines: FindingClock,
    private readonly findingViews: FindingViews,
    private readonly people: PeopleOfCase,
    private readonly responsibilities: Responsibilities,
  ) {}

  async list(actor: Actor, query: ReviewListQuery): Promise<Page<ReviewRow>> {
    require(actor, 'review.read');
    const { sql, parameters } = visibleReviews(actor);
    const { expression, direction } = orderBy(query.sort, SORTS, 'plannedOn');
    const conditions = [sql];
    if (query.status) conditions.push('r.status = :status');
    if (query.batch) conditions.push('r.batch = :batch');
    if (query.mine === 'true') conditions.push('r.reviewer_id = :me');
    if (query.q) conditions.push('(c.case_number LIKE :q OR c.cause LIKE :q OR p.name LIKE :q)');
    const where = conditions.join(' AND ');
    const given = { ...parameters, status: query.status, batch: query.batch, me: actor.personId ?? '', q: `%${query.q ?? ''}%` };
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${REVIEW_TABLES} WHERE ${where}`, given);
    const { page, pageSize } = query;
    const tail = `ORDER BY ${expression} ${direction}, r.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`;
    const rows = await this.cases.load(actor, where, given, tail);
    return { items: rows.map((row) => this.row(actor, row)), total: Number(count!.total), page, pageSize };
  }

  private row(actor: Actor, review: ReviewRecord): ReviewRow {
    const { id, caseId, caseNumber, cause, nature, kind, batch, dueOn, status, reviewer, findings, caseScore: score } = review;
    const recusal = may(actor, 'review.record') ? this.cases.recusal(actor, review) : null;
    return {
      id, caseId, caseNumber, cause, nature, kind, batch, dueOn, status, reviewer, findings,
      second: review.second === 1,
      triggers: review.triggers?.split(',') ?? [],
      caseScore: score === null ? null : hundredths(score),
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
    const score = review.caseScore === null ? points(caseScore(deductions)) : hundredths(review.caseScore);
    return {
      review: { ...this.row(actor, review), version: review.version },
      documents: await this.documents(review.caseId),
      findings,
      arithmetic: { start: '100.00', deductions: deductions.map((lost) => points(lost)), score },
      people: people.map((person) => ({ ...person, postZh: CASE_POSTS[person.post]?.zh ?? person.post, postEn: CASE_POSTS[person.post]?.en ?? person.post })),
      proposals: await this.responsibilities.proposals(review, people),
    };
  }

  private documents(caseId: string): Promise<DeskView['documents']> {
    return this.database.rows(
      `SELECT id AS id, title AS title, version AS version, kind AS kind, digest AS digest, text AS text
       FROM case_document WHERE case_id = :caseId AND superseded_by IS NULL ORDER BY created_at, id`,
      { caseId },
    );
  }

  async submit(actor: Actor, id: string, { version, noDefect }: SubmitReview): Promise<ReviewRow> {
    require(actor, 'review.record');
    return this.database.transaction(async () => {
      const review = await this.cases.changeable(actor, id);
      if (review.version !== version) throw platformErrors['record.changed']({ who: review.reviewer, when: this.clock.today() });
      if (review.findings === 0 && !noDefect) throw reviewErrors['review.nothingSaid']();
      if (review.findings > 0 && noDefect) throw reviewErrors['review.defectsRecorded']({ count: review.findings });
      const today = this.clock.today();
      const commentUntil = review.findings ? await this.deadlines.commentUntil(review.courtId, today) : null;
      for (const severity of ['minor', 'serious'] as const)
        await this.database.repository(Finding).update({ reviewId: id, status: 'draft', severity }, review.second ? { status: 'second' } : { status: submittedAs(severity), commentUntil });
      await this.database.repository(CaseReview).update(id, { status: 'submitted', submittedOn: today, version: version + 1 });
      const counted = await this.count.recount(review.caseId);
      const own = await this.database.repository(Finding).findBy({ reviewId: id, status: review.second ? 'second' : In([...COUNTING]) });
      const score = caseScore(own.map((finding) => counted.get(finding.id)!));
      this.audit.record(actor, {
        action: 'review.submitted',
        subjectKind: 'review',
        subjectId: id,
        before: { status: review.status },
        after: { status: 'submitted', second: review.second === 1, submittedOn: today, caseScore: points(score), findings: review.findings, noDefect: noDefect ?? false },
      });
      const [submitted] = await this.cases.load(actor, 'r.id = :id', { id });
      return this.row(actor, submitted!);
    });
  }
}
