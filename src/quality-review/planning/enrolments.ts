import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Day } from '../../kernel/day.js';
import { CourtCalendar } from '../../court/court-calendar.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { drawReviews } from '../../rules/review-planning.js';
import { reviewDueOn, stricterKind, withoutTrigger, withTrigger } from '../../rules/review-triggers.js';
import { CaseReview } from '../review.entities.js';
import type { CaseEvent, ReviewTrigger } from './planning.entities.js';
import { ReviewParameters } from './review-parameters.js';
import { ReviewersAtHand, type CaseToReview } from './reviewers-at-hand.js';

export type CaseOfEvent = CaseToReview & { closedOn: Day | null };

/** What became of an event. */
export type Enrolment = { status: 'enrolled'; reviewId: string } | { status: 'waiting'; waitsFor: 'closing' | 'reviewer' } | { status: 'switchedOff' };

/**
 * 纳入评查: a recorded event puts its case under a key or special review by itself. One review carries all triggers of a case:
 * one not submitted yet takes the further trigger; one submitted since the event has looked at it already and names it too.
 * The reviewer is the least loaded who may have the case; the event's own id settles ties, so that the trail shows the draw.
 */
@Injectable()
export class Enrolments {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly calendar: CourtCalendar,
    private readonly parameters: ReviewParameters,
    private readonly reviewers: ReviewersAtHand,
  ) {}

  /** Inside the transaction of the event, with the court's row held. */
  async enrol(actor: Actor, event: Pick<CaseEvent, 'id' | 'courtId' | 'day' | 'replyOn'>, trigger: ReviewTrigger, one: CaseOfEvent): Promise<Enrolment> {
    if (!trigger.active) return { status: 'switchedOff' };
    if (one.closedOn === null) return { status: 'waiting', waitsFor: 'closing' };
    const today = this.clock.today();
    const keyDays = Number((await this.parameters.needed(event.courtId, 'review.keyDays', today)).value);
    const due = reviewDueOn(trigger.reviewWindow, { day: event.day, replyOn: event.replyOn, closedOn: one.closedOn, today }, keyDays, (day, days) => this.calendar.after(day, days));
    const held = await this.joined(event, trigger, one.caseId, due, actor);
    if (held) return { status: 'enrolled', reviewId: held };
    const reviewers = await this.reviewers.of(event.courtId, today);
    const barred = (await this.reviewers.barred([one], reviewers, today)).get(one.caseId)!;
    const { drawn } = drawReviews({ seed: event.id, target: 1, owed: {}, cases: [{ number: one.number, holder: null, field: one.field, barred }], reviewers });
    const [first] = drawn;
    if (!first) return { status: 'waiting', waitsFor: 'reviewer' };
    const review = {
      id: newId(), courtId: event.courtId, caseId: one.caseId, kind: trigger.reviewKind, triggers: trigger.code, batch: due.slice(0, 7), reviewerId: first.reviewer, status: 'pending' as const,
      plannedOn: today, submittedOn: null, documentScore: null, procedureScore: null, caseScore: null, dueOn: due, planId: null, secondOfId: null, version: 1,
    };
    await this.database.repository(CaseReview).insert(review);
    this.audit.record(actor, {
      action: 'review.enrolled', subjectKind: 'review', subjectId: review.id,
      after: { caseId: one.caseId, kind: review.kind, triggers: review.triggers, reviewerId: review.reviewerId, dueOn: due, eventId: event.id, loads: Object.fromEntries(reviewers.map(({ id, load }) => [id, load])) },
    });
    return { status: 'enrolled', reviewId: review.id };
  }

  /** The review that takes the trigger, if the case has one that can. */
  private async joined(event: Pick<CaseEvent, 'id' | 'courtId' | 'day'>, trigger: ReviewTrigger, caseId: string, due: Day, actor: Actor): Promise<string | null> {
    const reviews = (await this.database.repository(CaseReview).find({ where: { caseId, courtId: event.courtId }, order: { plannedOn: 'DESC', id: 'DESC' } })).filter(({ secondOfId }) => secondOfId === null);
    const open = reviews.find(({ status }) => status !== 'submitted');
    const looked = reviews.find(({ status, kind, submittedOn }) => status === 'submitted' && kind !== 'routine' && submittedOn !== null && submittedOn >= event.day);
    const held = open ?? looked;
    if (!held) return null;
    const triggers = withTrigger(held.triggers, trigger.code);
    const kind = open ? stricterKind(held.kind, trigger.reviewKind) : held.kind;
    const dueOn = open && (held.dueOn === null || due < held.dueOn) ? due : held.dueOn;
    await this.database.repository(CaseReview).update(held.id, { triggers, kind, dueOn });
    this.audit.record(actor, { action: 'review.triggered', subjectKind: 'review', subjectId: held.id, before: { triggers: held.triggers, kind: held.kind, dueOn: held.dueOn }, after: { triggers, kind, dueOn, eventId: event.id } });
    return held.id;
  }

  /** An event is withdrawn: the review loses the trigger unless another event brings it too, and without any trigger it goes on as a routine one. */
  async release(actor: Actor, reviewId: string, code: string, others: readonly string[], reason: string): Promise<void> {
    const review = await this.database.repository(CaseReview).findOneByOrFail({ id: reviewId });
    if (others.includes(code) || review.status === 'submitted') return;
    const triggers = withoutTrigger(review.triggers, code);
    const kind = triggers === null ? 'routine' : review.kind;
    await this.database.repository(CaseReview).update(reviewId, { triggers, kind });
    this.audit.record(actor, { action: 'review.triggered', subjectKind: 'review', subjectId: reviewId, before: { triggers: review.triggers, kind: review.kind }, after: { triggers, kind }, reason });
  }
}
