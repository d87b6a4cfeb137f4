import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { Decimal } from '../kernel/exact.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { findingFaults, overlaps } from '../rules/finding-rules.js';
import { CaseCount } from './case-count.js';
import { partCounted } from '../rules/responsibility.js';
import { CasesUnderReview, type ReviewRecord } from './case-under-review.js';
import { ClausesService } from './clauses.service.js';
import type { FindingView, RecordFinding } from './dto/review.dto.js';
import { ReviewResult } from './forms/form.entities.js';
import { FindingViews } from './finding-views.js';
import { PeopleOfCase } from './people-of-case.js';
import { reviewErrors } from './quality-review.errors.js';
import { FindingResponsibility } from './life/finding-life.entities.js';
import { Responsibilities, type JudgedResponsibility } from './responsibilities.js';
import { CaseReview, DefectClause, Finding, FindingShare } from './review.entities.js';

export interface CheckedFinding {
  finding: Partial<Finding>;
  responsibility: JudgedResponsibility;
}

/** Recording, replacing and removing findings, as long as their review has not been submitted. */
@Injectable()
export class FindingsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly cases: CasesUnderReview,
    private readonly clauses: ClausesService,
    private readonly people: PeopleOfCase,
    private readonly views: FindingViews,
    private readonly count: CaseCount,
    private readonly responsibilities: Responsibilities,
  ) {}

  async record(actor: Actor, reviewId: string, wanted: RecordFinding): Promise<FindingView> {
    require(actor, 'review.record');
    return this.database.transaction(async () => {
      const review = await this.cases.changeable(actor, reviewId);
      return this.insert(actor, review, wanted, await this.checked(review, wanted), 'finding.recorded');
    });
  }

  /** Inside a transaction: a draft of the review's own reviewer, whoever brings it in. */
  async insert(actor: Actor, review: ReviewRecord, wanted: RecordFinding, { finding: checked, responsibility }: CheckedFinding, action: string): Promise<FindingView> {
    const finding = this.database.repository(Finding).create({
      ...checked,
      id: newId(),
      courtId: review.courtId,
      caseId: review.caseId,
      reviewId: review.id,
      reviewerId: review.reviewerId,
      status: 'draft',
      recordedOn: this.clock.today(),
      settledOn: null,
      supersededBy: null,
      supersededReason: null,
      version: 1,
    });
    await this.database.repository(Finding).insert(finding);
    await this.replaceShares(finding, wanted, responsibility);
    return this.finish(actor, review, finding.id, action);
  }

  async replace(actor: Actor, id: string, wanted: RecordFinding): Promise<FindingView> {
    require(actor, 'review.record');
    return this.database.transaction(async () => {
      const { finding, review } = await this.own(actor, id);
      if (finding.version !== wanted.version) throw platformErrors['record.changed']({ who: review.reviewer, when: finding.recordedOn });
      const [before] = await this.views.of([id]);
      const { finding: checked, responsibility } = await this.checked(review, wanted, id);
      await this.database.repository(Finding).update(id, { ...checked, version: finding.version + 1 });
      await this.replaceShares({ ...finding, ...checked }, wanted, responsibility);
      return this.finish(actor, review, id, 'finding.replaced', before);
    });
  }

  /** Nothing has counted yet, so the row goes; the trail keeps what it said. */
  async remove(actor: Actor, id: string): Promise<void> {
    require(actor, 'review.record');
    await this.database.transaction(async () => {
      const { review } = await this.own(actor, id);
      const [before] = await this.views.of([id]);
      await this.database.repository(FindingShare).delete({ findingId: id });
      await this.database.repository(FindingResponsibility).delete({ findingId: id });
      await this.database.repository(Finding).delete(id);
      await this.recount(review);
      this.audit.record(actor, { action: 'finding.removed', subjectKind: 'finding', subjectId: id, before });
    });
  }

  private async own(actor: Actor, id: string): Promise<{ finding: Finding; review: ReviewRecord }> {
    // Held before anything is read: of two windows the second reads what the first has left.
    await this.database.rows(`SELECT id FROM finding WHERE id = :id${this.database.forUpdate}`, { id });
    const found = await this.database.repository(Finding).findOneBy({ id, courtId: actor.courtId });
    if (!found) throw platformErrors['record.notFound']();
    const review = await this.cases.changeable(actor, found.reviewId);
    const finding = await this.database.repository(Finding).findOneByOrFail({ id });
    return { finding, review };
  }

  /** What would be recorded; refused with every fault at once. */
  async checked(review: ReviewRecord, wanted: RecordFinding, except?: string): Promise<CheckedFinding> {
    const clause = (await this.clauses.inForce(review.courtId, review.nature)).find(({ id }) => id === wanted.clauseId) ?? null;
    const withdrawn = clause ? null : await this.database.repository(DefectClause).findOneBy({ id: wanted.clauseId, courtId: review.courtId });
    const document = wanted.documentId ? await this.document(review.caseId, wanted.documentId) : undefined;
    const people = await this.people.of(review);
    const posts = new Map<string, string[]>();
    for (const { personId, post } of people) posts.set(personId, [...(posts.get(personId) ?? []), post]);
    const responsibility = this.responsibilities.judged(clause, await this.clauses.matrix(review.courtId), people, await this.responsibilities.onRecord(review, wanted.documentId), wanted);
    const { quote = '', quoteStart = null, documentId = null, place } = wanted;
    const notAttributable = wanted.notAttributable ?? responsibility?.notAttributable ?? null;
    const own = findingFaults({ ...wanted, quote, quoteStart, notAttributable }, { clause, withdrawn, posts, documentText: document && document.text });
    // Shares that do not add up yet are not compared with the proposal.
    const unshared = own.some(({ path }) => path.startsWith('shares'));
    const faults = [...own, ...(responsibility?.faults ?? []).filter(({ path }) => !(unshared && path === 'responsibility.departure'))];
    if (faults.length || !clause || !responsibility) throw reviewErrors['finding.faulty']({ count: faults.length }, faults);
    if (!wanted.notDuplicate) {
      const recorded = await this.database.repository(Finding).find({ where: { reviewId: review.id, clauseId: clause.id }, order: { id: 'ASC' } });
      const twin = recorded.find((other) => other.id !== except && other.status !== 'superseded' && overlaps({ place, documentId, quote, quoteStart }, other));
      if (twin) throw reviewErrors['finding.duplicate']({ place: twin.place });
    }
    const finding = {
      clauseId: clause.id,
      severity: clause.severity,
      points: new Decimal(wanted.points),
      documentId,
      documentDigest: document?.digest ?? null,
      quote,
      quotePrefix: wanted.quotePrefix ?? '',
      quoteSuffix: wanted.quoteSuffix ?? '',
      quoteStart,
      place: place.trim(),
      comment: wanted.comment.trim(),
      notAttributable: wanted.shares.length ? null : (notAttributable?.trim() ?? null),
    };
    return { finding, responsibility };
  }

  private async document(caseId: string, documentId: string): Promise<{ text: string | null; digest: string }> {
    const [document] = await this.database.rows<{ text: string | null; digest: string }>(
      'SELECT text AS text, digest AS digest FROM case_document WHERE id = :documentId AND case_id = :caseId',
      { documentId, caseId },
    );
    return document ?? { text: null, digest: '' };
  }

  private async replaceShares({ id, courtId }: Finding, wanted: RecordFinding, responsibility: JudgedResponsibility): Promise<void> {
    await this.responsibilities.keep(courtId, id, responsibility);
    const shares = this.database.repository(FindingShare);
    await shares.delete({ findingId: id });
    if (wanted.shares.length === 0) return;
    await shares.insert(
      wanted.shares.map(({ personId, post, share }) => ({
        id: newId(), courtId, findingId: id, personId, post, share: new Decimal(share), points: new Decimal(0), countsFor: partCounted(personId, responsibility.circumstances),
      })),
    );
  }

  private async recount(review: ReviewRecord): Promise<void> {
    await this.count.recount(review.caseId);
    await this.database.repository(ReviewResult).update({ reviewId: review.id }, { finishedAt: null });
    const { affected } = await this.database.repository(CaseReview).update({ id: review.id, status: Not('submitted') }, { status: 'inProgress', version: () => 'version + 1' });
    if (!affected) throw platformErrors['record.changed']({ who: review.reviewer, when: this.clock.today() });
  }

  private async finish(actor: Actor, review: ReviewRecord, id: string, action: string, before?: FindingView): Promise<FindingView> {
    await this.recount(review);
    const [after] = await this.views.of([id]);
    this.audit.record(actor, { action, subjectKind: 'finding', subjectId: id, before, after });
    return after!;
  }
}
