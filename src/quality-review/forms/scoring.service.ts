import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { Decimal, points } from '../../kernel/exact.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { FilesService } from '../../platform/files/files.service.js';
import { newId } from '../../platform/ids.js';
import { require } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { submittedAs } from '../../rules/finding-life.js';
import { enteredFaults } from '../../rules/review-scores.js';
import { CaseCount } from '../case-count.js';
import { CasesUnderReview, visibleReviews, type ReviewRecord } from '../case-under-review.js';
import type { SubmitReview } from '../dto/review.dto.js';
import { FindingClock } from '../life/finding-clock.js';
import { reviewErrors } from '../quality-review.errors.js';
import { CaseReview, Finding } from '../review.entities.js';
import type { KeepPlace, SaveScores, ScoresView, SubmittedBatch } from './dto/forms.dto.js';
import { ReviewDeskPlace, ReviewFormScore, ReviewResult } from './form.entities.js';
import { formErrors } from './forms.errors.js';
import { ReviewScores } from './review-scores.service.js';

/** Scoring a case on its forms, finishing it, and submitting what is finished. */
@Injectable()
export class ScoringService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly cases: CasesUnderReview,
    private readonly scores: ReviewScores,
    private readonly count: CaseCount,
    private readonly deadlines: FindingClock,
    private readonly files: FilesService,
  ) {}

  async save(actor: Actor, reviewId: string, wanted: SaveScores): Promise<ScoresView> {
    require(actor, 'review.record');
    return this.database.transaction(async () => {
      const review = await this.cases.changeable(actor, reviewId);
      const chosen = (await this.scores.formsOf(review, this.clock.today())).find(({ row }) => row.form === wanted.form);
      if (!chosen) throw formErrors['form.notOfReview']({ form: wanted.form });
      const { row, kept } = chosen;
      if ((kept?.version ?? 0) !== wanted.version) throw platformErrors['record.changed']({ who: review.reviewer, when: kept?.scoredAt ?? '' });
      const before = kept && { entered: kept.entered, notApplicable: kept.notApplicable };
      const after = { entered: kept?.entered ?? {}, notApplicable: kept?.notApplicable ?? null };
      if (wanted.notApplicable !== undefined) after.notApplicable = wanted.notApplicable.trim() || null;
      const given = Object.entries(wanted.values ?? {}).map(([part, values]) => [part, texts(values)] as const);
      const faults = given.flatMap(([part, values]) => enteredFaults(row.content, part, values));
      if (faults.length) throw formErrors['form.faulty']({ count: faults.length }, faults);
      for (const [part, values] of given) {
        const marks = Object.fromEntries(Object.entries(values).map(([code, value]) => [code, points(value)]));
        after.entered = { ...after.entered, [part]: { ...after.entered[part], ...marks } };
      }
      const by = { scoredBy: review.reviewerId, scoredAt: this.clock.instant(), score: null };
      const repository = this.database.repository(ReviewFormScore);
      if (kept) await repository.update(kept.id, { ...after, ...by, version: kept.version + 1 });
      else await repository.insert({ ...after, ...by, id: newId(), courtId: review.courtId, reviewId, formId: row.id, form: row.form, version: 1 });
      await this.reopen(review);
      this.audit.record(actor, { action: 'review.scored', subjectKind: 'review', subjectId: reviewId, before, after: { form: row.code, formVersion: row.version, ...after } });
      return (await this.scores.view(actor, { ...review, status: 'inProgress' }, await this.count.of(review.caseId)))!;
    });
  }

  /** A case changed again is not finished any more. */
  private async reopen(review: ReviewRecord): Promise<void> {
    await this.database.repository(ReviewResult).update({ reviewId: review.id }, { finishedAt: null });
    if (review.status === 'pending') await this.database.repository(CaseReview).update(review.id, { status: 'inProgress' });
  }

  /** A bookmark of the reader's own: nothing is decided by it. */
  async keepPlace(actor: Actor, reviewId: string, { documentId, sentence, doubtful }: KeepPlace): Promise<void> {
    require(actor, 'review.record');
    await this.database.transaction(async () => {
      const review = await this.cases.readable(actor, reviewId);
      if (review.reviewerId !== actor.personId) throw reviewErrors['review.notAssigned']({ reviewer: review.reviewer });
      const places = this.database.repository(ReviewDeskPlace);
      const kept = await places.findOneBy({ reviewId });
      const now = {
        documentId: documentId ?? kept?.documentId ?? null,
        sentence: sentence ?? kept?.sentence ?? 0,
        doubtful: doubtful ?? kept?.doubtful ?? false,
        updatedAt: this.clock.instant(),
      };
      if (kept) await places.update(kept.id, now);
      else await places.insert({ ...now, id: newId(), courtId: review.courtId, reviewId });
    });
  }

  async placeOf(reviewId: string): Promise<ReviewDeskPlace | null> {
    return this.database.repository(ReviewDeskPlace).findOneBy({ reviewId });
  }

  /** The file behind a document without words. */
  async scan(actor: Actor, reviewId: string, documentId: string): Promise<{ content: Buffer; mediaType: string }> {
    require(actor, 'review.read');
    const review = await this.cases.readable(actor, reviewId);
    const [document] = await this.database.rows<{ digest: string | null }>(`SELECT file_digest AS "digest" FROM case_document WHERE id = :documentId AND case_id = :caseId`, { documentId, caseId: review.caseId });
    const file = document?.digest ? await this.files.read(document.digest) : null;
    if (!file) throw platformErrors['record.notFound']();
    return { content: file.content, mediaType: file.mediaType };
  }

  /** 完成: everything is there, and the score stands as long as nothing is changed; it counts once submitted. */
  async finish(actor: Actor, id: string, wanted: SubmitReview): Promise<void> {
    require(actor, 'review.record');
    await this.database.transaction(async () => {
      const review = await this.cases.changeable(actor, id);
      await this.finishOne(actor, review, wanted);
    });
  }

  async submit(actor: Actor, id: string, wanted: SubmitReview): Promise<void> {
    require(actor, 'review.record');
    await this.database.transaction(async () => {
      const review = await this.cases.changeable(actor, id);
      await this.finishOne(actor, review, wanted);
      await this.submitOne(actor, review);
    });
  }

  /** 提交本批: all of one's own finished reviews of the batch, or none. */
  async submitBatch(actor: Actor, batch: string, count: number): Promise<SubmittedBatch> {
    require(actor, 'review.record');
    return this.database.transaction(async () => {
      const { sql, parameters } = visibleReviews(actor);
      const mine = await this.cases.load(
        actor,
        `r.batch = :batch AND r.reviewer_id = :me AND r.status <> 'submitted' AND ${sql} AND EXISTS (SELECT 1 FROM review_result x WHERE x.review_id = r.id AND x.finished_at IS NOT NULL)`,
        { ...parameters, batch },
      );
      if (mine.length !== count) throw formErrors['batch.changed']({ count, now: mine.length });
      let findings = 0;
      for (const { id } of mine) {
        const review = await this.cases.changeable(actor, id);
        findings += review.findings;
        await this.submitOne(actor, review);
      }
      return { batch, reviews: mine.length, findings };
    });
  }

  private async finishOne(actor: Actor, review: ReviewRecord, { version, noDefect }: SubmitReview): Promise<void> {
    const { id, courtId } = review;
    if (review.version !== version) throw platformErrors['record.changed']({ who: review.reviewer, when: this.clock.today() });
    if (review.findings === 0 && !noDefect) throw reviewErrors['review.nothingSaid']();
    if (review.findings > 0 && noDefect) throw reviewErrors['review.defectsRecorded']({ count: review.findings });
    const scoredOn = this.clock.today();
    const scoring = await this.scores.of(review, await this.count.of(review.caseId), scoredOn);
    if (!scoring.forms.length || !scoring.result) throw formErrors['form.none']({ nature: review.nature });
    if (scoring.missing.length) throw formErrors['form.incomplete']({ count: scoring.missing.length }, scoring.missing);
    const results = this.database.repository(ReviewResult);
    const now = { noDefect: noDefect ?? false, finishedAt: this.clock.instant(), finishedBy: review.reviewerId, scoredOn, score: new Decimal(scoring.result.score), grade: scoring.result.grade.code };
    const kept = await results.findOneBy({ reviewId: id });
    if (kept) await results.update(kept.id, now);
    else await results.insert({ ...now, id: newId(), courtId, reviewId: id });
    await this.scores.keep(id, scoring, scoring.result, false);
    if (review.status === 'pending') await this.database.repository(CaseReview).update(id, { status: 'inProgress' });
    this.audit.record(actor, {
      action: 'review.finished', subjectKind: 'review', subjectId: id,
      after: { score: scoring.result.score, grade: scoring.result.grade.code, noDefect: noDefect ?? false, lines: scoring.result.lines.map(({ zh }) => zh) },
    });
  }

  private async submitOne(actor: Actor, review: ReviewRecord): Promise<void> {
    const { id } = review;
    const submittedOn = this.clock.today();
    const commentUntil = review.findings ? await this.deadlines.commentUntil(review.courtId, submittedOn) : null;
    for (const severity of ['minor', 'serious'] as const)
      await this.database.repository(Finding).update({ reviewId: id, status: 'draft', severity }, review.second ? { status: 'second' } : { status: submittedAs(severity), commentUntil });
    await this.database.repository(CaseReview).update(id, { status: 'submitted', submittedOn, version: review.version + 1 });
    await this.count.recount(review.caseId);
    const { score, grade } = await this.database.repository(ReviewResult).findOneByOrFail({ reviewId: id });
    this.audit.record(actor, {
      action: 'review.submitted',
      subjectKind: 'review',
      subjectId: id,
      before: { status: review.status },
      after: { status: 'submitted', second: review.second === 1, submittedOn, caseScore: points(score), grade, findings: review.findings, noDefect: review.findings === 0 },
    });
  }
}

/** Whatever was sent, as text: what is no figure is told as such by the rule. */
function texts(values: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(typeof values === 'object' && values !== null ? values : {}).map(([code, value]) => [code, String(value)]));
}
