import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database, isDuplicate } from '../platform/database/database.js';
import type { Page } from '../platform/http/list.dto.js';
import { newId } from '../platform/ids.js';
import { require, scopeCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { submittedAs } from '../rules/finding-life.js';
import { CaseCount } from './case-count.js';
import type { SecondFindingQuery, SecondFindingRow } from './dto/second-finding.dto.js';
import { FindingViews } from './finding-views.js';
import { FindingClock } from './life/finding-clock.js';
import { SecondFindingDecision } from './planning/planning.entities.js';
import { planningErrors } from './planning/planning.errors.js';
import { Responsibilities } from './responsibilities.js';
import { CaseReview, Finding, FindingShare } from './review.entities.js';

const SCOPE = { court: 'f.court_id', division: 'c.division_id', nature: 'c.nature' };
const TABLES = `finding f JOIN court_case c ON c.id = f.case_id JOIN case_review s ON s.id = f.review_id JOIN case_review r ON r.id = s.second_of_id JOIN person p ON p.id = r.reviewer_id
  LEFT JOIN second_finding_decision d ON d.finding_id = f.id`;
const STATES = { undecided: 'd.id IS NULL', adopted: `d.decision = 'adopted'`, declined: `d.decision = 'declined'` } as const;

/**
 * 复评差错: what only the blind second review found counts for nobody by itself. The trial office adopts it, and it is recorded
 * anew under the first review from that day on, in its second reviewer's name; or declines it with the reason. The second
 * review's own finding stays as it was, for comparing reviewers.
 */
@Injectable()
export class SecondFindings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly count: CaseCount,
    private readonly deadlines: FindingClock,
    private readonly responsibilities: Responsibilities,
    private readonly views: FindingViews,
  ) {}

  async list(actor: Actor, { page, pageSize, state, q }: SecondFindingQuery): Promise<Page<SecondFindingRow>> {
    require(actor, 'review.plan');
    const scope = scopeCondition(actor, 'review.plan', SCOPE);
    const conditions = [`f.status = 'second'`, scope.sql, ...(state ? [STATES[state]] : []), ...(q ? ['c.case_number LIKE :q'] : [])];
    const where = conditions.join(' AND ');
    const given = { ...scope.parameters, q: `%${q ?? ''}%` };
    const [count] = await this.database.rows<{ total: number }>(`SELECT COUNT(*) AS total FROM ${TABLES} WHERE ${where}`, given);
    const rows = await this.database.rows<{ id: string; firstId: string; firstReviewer: string; decision: 'adopted' | 'declined' | null; reason: string; decidedBy: string; decidedAt: string; adoptedAs: string | null }>(
      `SELECT f.id AS id, r.id AS firstId, p.name AS firstReviewer, d.decision AS decision, d.reason AS reason, d.decided_by AS decidedBy, d.decided_at AS decidedAt, d.adopted_as AS adoptedAs
       FROM ${TABLES} WHERE ${where} ORDER BY CASE WHEN d.id IS NULL THEN 0 ELSE 1 END, f.recorded_on DESC, f.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`, given,
    );
    const views = new Map((await this.views.of(rows.map(({ id }) => id))).map((view) => [view.id, view]));
    const clauses = await this.clausesOf(rows.map(({ firstId }) => firstId));
    return {
      items: rows.flatMap(({ id, firstId, firstReviewer, decision, reason, decidedBy, decidedAt, adoptedAs }) => {
        const finding = views.get(id);
        const firstClauses = clauses.get(firstId) ?? [];
        return finding ? [{ finding, firstReviewer, firstClauses, alsoInFirst: firstClauses.includes(finding.clause.code), decision: decision && { decision, reason, by: decidedBy, at: decidedAt, adoptedAs } }] : [];
      }),
      total: Number(count!.total), page, pageSize,
    };
  }

  private async clausesOf(reviewIds: readonly string[]): Promise<Map<string, string[]>> {
    const clauses = new Map<string, string[]>();
    if (!reviewIds.length) return clauses;
    const rows = await this.database.rows<{ reviewId: string; code: string }>(
      `SELECT DISTINCT f.review_id AS reviewId, k.code AS code FROM finding f JOIN defect_clause k ON k.id = f.clause_id WHERE f.review_id IN (:...reviewIds) AND f.status IN ('submitted', 'settled') ORDER BY k.code`, { reviewIds },
    );
    for (const { reviewId, code } of rows) clauses.set(reviewId, [...(clauses.get(reviewId) ?? []), code]);
    return clauses;
  }

  /** @returns id of the finding that counts from today */
  async adopt(actor: Actor, id: string, reason: string): Promise<string> {
    return this.decide(actor, id, 'adopted', reason, async (finding, second) => {
      const adoptedAs = newId();
      const today = this.clock.today();
      const life = { status: submittedAs(finding.severity), recordedOn: today, commentUntil: await this.deadlines.commentUntil(finding.courtId, today), settledOn: null };
      await this.database.repository(Finding).insert({ ...finding, ...life, id: adoptedAs, reviewId: second.secondOfId!, supersededBy: null, supersededReason: null, firstId: null, counted: null, version: 1 });
      const shares = await this.database.repository(FindingShare).findBy({ findingId: id });
      if (shares.length) await this.database.repository(FindingShare).insert(shares.map((share) => ({ ...share, id: newId(), findingId: adoptedAs })));
      await this.responsibilities.follow(id, adoptedAs);
      await this.count.recount(finding.caseId);
      const [after] = await this.views.of([adoptedAs]);
      this.audit.record(actor, { action: 'finding.adopted', subjectKind: 'finding', subjectId: adoptedAs, after, reason });
      return adoptedAs;
    });
  }

  async decline(actor: Actor, id: string, reason: string): Promise<void> {
    await this.decide(actor, id, 'declined', reason, () => Promise.resolve(null));
  }

  private async decide<T extends string | null>(actor: Actor, id: string, decision: 'adopted' | 'declined', reason: string, work: (finding: Finding, second: CaseReview) => Promise<T>): Promise<T> {
    require(actor, 'review.plan');
    try {
      return await this.database.transaction(async () => {
        await this.database.rows(`SELECT id FROM finding WHERE id = :id${this.database.forUpdate}`, { id });
        const scope = scopeCondition(actor, 'review.plan', SCOPE);
        const [seen] = await this.database.rows<{ id: string }>(`SELECT f.id AS id FROM finding f JOIN court_case c ON c.id = f.case_id WHERE f.id = :id AND ${scope.sql}`, { ...scope.parameters, id });
        const finding = seen && (await this.database.repository(Finding).findOneBy({ id }));
        if (!finding) throw platformErrors['record.notFound']();
        const review = await this.database.repository(CaseReview).findOneByOrFail({ id: finding.reviewId });
        if (finding.status !== 'second' || review.secondOfId === null) throw planningErrors['secondFinding.notSecond']();
        const held = await this.database.repository(SecondFindingDecision).findOneBy({ findingId: id });
        if (held) throw planningErrors['secondFinding.decided']({ who: held.decidedBy });
        const adoptedAs = await work(finding, review);
        await this.database.repository(SecondFindingDecision).insert({ id: newId(), courtId: finding.courtId, findingId: id, decision, adoptedAs, reason, decidedBy: actor.personName.slice(0, 60), decidedAt: this.clock.instant() });
        this.audit.record(actor, { action: `reviewPlan.secondFinding.${decision}`, subjectKind: 'finding', subjectId: id, after: { decision, adoptedAs }, reason });
        return adoptedAs;
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const held = await this.database.repository(SecondFindingDecision).findOneBy({ findingId: id });
      throw planningErrors['secondFinding.decided']({ who: held?.decidedBy ?? '—' });
    }
  }
}
