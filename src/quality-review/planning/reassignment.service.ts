import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { require, scopeCondition } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { BARRED_BECAUSE, barredBecause } from '../../rules/review-planning.js';
import { CaseReview } from '../review.entities.js';
import type { PlanningWords, ReassignReview, ReviewerChoice } from './dto/plan.dto.js';
import { ReviewReassignment } from './planning.entities.js';
import { planningErrors } from './planning.errors.js';
import { ReviewersAtHand, type CaseToReview } from './reviewers-at-hand.js';

const PLAN_SCOPE = { court: 'r.court_id', division: 'c.division_id', nature: 'c.nature' };

type Held = CaseToReview & { id: string; courtId: string; reviewerId: string; reviewer: string; status: string; version: number; secondOfId: string | null };

/** 更换评查员: a review nobody has begun goes to another reviewer who may have it, with the reason kept. */
@Injectable()
export class Reassignments {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly reviewers: ReviewersAtHand,
  ) {}

  async choices(actor: Actor, reviewId: string): Promise<ReviewerChoice[]> {
    require(actor, 'review.plan');
    return this.choicesFor(await this.held(actor, reviewId));
  }

  private async choicesFor(review: Held): Promise<ReviewerChoice[]> {
    const today = this.clock.today();
    const reviewers = await this.reviewers.of(review.courtId, today);
    const own = (await this.reviewers.barred([review], reviewers, today)).get(review.caseId)!;
    for (const other of await this.others(review)) own[other] = 'firstReviewer';
    return reviewers
      .map((one) => {
        const why = barredBecause({ field: review.field, barred: own }, one);
        return { id: one.id, name: one.name, load: one.load, barred: why && (BARRED_BECAUSE[why] as PlanningWords), current: one.id === review.reviewerId };
      })
      .sort((a, b) => Number(a.barred !== null) - Number(b.barred !== null) || a.load - b.load || (a.name < b.name ? -1 : 1));
  }

  /** The reviewers of the same pair: first and second review never come to one person. */
  private async others({ id, secondOfId }: Held): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(`SELECT reviewer_id AS id FROM case_review WHERE id = :first OR second_of_id = :id`, { first: secondOfId ?? '', id });
    return rows.map((row) => row.id);
  }

  async reassign(actor: Actor, reviewId: string, { version, reviewerId, reason }: ReassignReview): Promise<void> {
    require(actor, 'review.plan');
    await this.database.transaction(async () => {
      await this.database.rows(`SELECT id FROM case_review WHERE id = :reviewId${this.database.forUpdate}`, { reviewId });
      const review = await this.held(actor, reviewId);
      if (review.status !== 'pending') throw planningErrors['review.begun']({ reviewer: review.reviewer });
      if (review.version !== version) throw platformErrors['record.changed']({ who: review.reviewer, when: this.clock.today() });
      const wanted = (await this.choicesFor(review)).find(({ id }) => id === reviewerId);
      if (!wanted || wanted.barred || wanted.current)
        throw planningErrors['review.reviewerBarred']({ name: wanted?.name ?? reviewerId, why: wanted?.barred?.[actor.language] ?? (wanted ? (actor.language === 'zh' ? '已是本案评查员' : 'has the review already') : actor.language === 'zh' ? '不是本院评查员' : 'is no reviewer of this court') });
      const { affected } = await this.database.repository(CaseReview).update({ id: reviewId, version, status: 'pending' }, { reviewerId, version: version + 1 });
      if (affected !== 1) throw platformErrors['record.changed']({ who: review.reviewer, when: this.clock.today() });
      await this.database.repository(ReviewReassignment).insert({ id: newId(), courtId: review.courtId, reviewId, fromId: review.reviewerId, toId: reviewerId, reason, reassignedBy: actor.personName.slice(0, 60), reassignedAt: this.clock.instant() });
      this.audit.record(actor, { action: 'review.reassigned', subjectKind: 'review', subjectId: reviewId, before: { reviewerId: review.reviewerId, reviewer: review.reviewer }, after: { reviewerId, reviewer: wanted.name }, reason });
    });
  }

  private async held(actor: Actor, reviewId: string): Promise<Held> {
    const scope = scopeCondition(actor, 'review.plan', PLAN_SCOPE);
    const [review] = await this.database.rows<Held>(
      `SELECT r.id AS id, r.court_id AS courtId, r.reviewer_id AS reviewerId, p.name AS reviewer, r.status AS status, r.version AS version, r.second_of_id AS secondOfId, c.id AS caseId, c.case_number AS number,
         c.nature AS field, c.responsible_judge_id AS judgeId, c.clerk_id AS clerkId, c.division_id AS divisionId, c.intake_on AS intakeOn
       FROM case_review r JOIN court_case c ON c.id = r.case_id JOIN person p ON p.id = r.reviewer_id WHERE r.id = :reviewId AND ${scope.sql}`,
      { ...scope.parameters, reviewId },
    );
    if (!review) throw platformErrors['record.notFound']();
    return review;
  }
}
