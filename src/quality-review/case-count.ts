import { Injectable } from '@nestjs/common';
import { In, type FindOneOptions } from 'typeorm';
import { Decimal } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import { COUNTING } from '../rules/finding-life.js';
import { caseScore, countedPoints, sharePoints } from '../rules/finding-rules.js';
import { ReviewScores } from './forms/review-scores.service.js';
import { CaseReview, DefectClause, Finding, FindingShare, type FindingStatus } from './review.entities.js';

const ALIVE = ['draft', 'second', 'submitted', 'provisional', 'settled'] as const;

/** Reckoned within their own review alone. */
const APART: readonly FindingStatus[] = ['draft', 'second'];

/** What the findings of one case cost it and everybody who answers, over all its reviews. */
@Injectable()
export class CaseCount {
  constructor(
    private readonly database: Database,
    private readonly scores: ReviewScores,
  ) {}

  /**
   * Standing findings first, then provisional ones as if they were confirmed. Drafts, and those of a blind second review, are
   * reckoned within their own review alone: what another reviewer has found stays hidden from them.
   */
  async of(caseId: string): Promise<Map<string, Decimal>> {
    return this.countedOf(await this.inOrder(caseId));
  }

  /** A finding added, corrected or taken away moves what the others of its clause count, and so everybody's points and the score of each review. */
  async recount(caseId: string): Promise<Map<string, Decimal>> {
    // Two decisions on one case reckon one after the other, the second with what the first made of it, whatever each had read before.
    await this.database.rows(`SELECT id FROM court_case WHERE id = :caseId${this.database.forUpdate}`, { caseId });
    const findings = await this.inOrder(caseId, this.database.engine === 'sqlite' ? undefined : { mode: 'pessimistic_write' });
    const counted = await this.countedOf(findings);
    await this.keepPoints(findings, counted);
    await this.keepScores(caseId, findings, counted);
    return counted;
  }

  private async keepPoints(findings: readonly Finding[], counted: ReadonlyMap<string, Decimal>): Promise<void> {
    if (!findings.length) return;
    const shares = await this.database.repository(FindingShare).find({ where: { findingId: In(findings.map(({ id }) => id)) }, order: { id: 'ASC' } });
    for (const finding of findings) {
      const counts = counted.get(finding.id)!;
      const kept = counts.eq(finding.points) ? null : counts;
      if (finding.counted?.toFixed() !== kept?.toFixed()) await this.database.repository(Finding).update(finding.id, { counted: kept });
      const own = shares.filter(({ findingId }) => findingId === finding.id);
      const parts = sharePoints(counts, own.map(({ share }) => share), own.map(({ countsFor }) => countsFor));
      for (const [index, share] of own.entries())
        if (!share.points.eq(parts[index]!)) await this.database.repository(FindingShare).update(share.id, { points: parts[index]! });
    }
  }

  private async keepScores(caseId: string, findings: readonly Finding[], counted: ReadonlyMap<string, Decimal>): Promise<void> {
    for (const review of await this.database.repository(CaseReview).findBy({ caseId, status: 'submitted' })) {
      if (await this.scores.rescore(review.id, counted)) continue;
      const counting: readonly FindingStatus[] = review.secondOfId ? ['second'] : COUNTING;
      const own = findings.filter(({ reviewId, status }) => reviewId === review.id && counting.includes(status));
      const score = caseScore(own.map(({ id }) => counted.get(id)!));
      if (!review.caseScore?.eq(score)) await this.database.repository(CaseReview).update(review.id, { caseScore: score });
    }
  }

  private async countedOf(findings: readonly Finding[]): Promise<Map<string, Decimal>> {
    const clauses = findings.length ? await this.database.repository(DefectClause).findBy({ id: In(findings.map(({ clauseId }) => clauseId)) }) : [];
    const capOf = new Map(clauses.map(({ id, maxPerCase }) => [id, maxPerCase]));
    const codeOf = new Map(clauses.map(({ id, code }) => [id, code]));
    // Versions of one clause are one clause for its cap.
    const question = (finding: Finding) => ({ ...finding, clauseId: codeOf.get(finding.clauseId) ?? finding.clauseId, maxPerCase: capOf.get(finding.clauseId) ?? null });
    const submitted = countedPoints(findings.filter(({ status }) => !APART.includes(status)).map(question));
    const reviews = new Set(findings.filter(({ status }) => APART.includes(status)).map(({ reviewId }) => reviewId));
    const apart = [...reviews].flatMap((id) => [...countedPoints(findings.filter(({ reviewId, status }) => reviewId === id && APART.includes(status)).map(question))]);
    return new Map([...submitted, ...apart]);
  }

  /** What stands in the place of a superseded finding keeps that finding's place. */
  private async inOrder(caseId: string, lock?: FindOneOptions['lock']): Promise<Finding[]> {
    const findings = await this.database.repository(Finding).find({ where: { caseId, status: In([...ALIVE]) }, lock });
    const key = ({ status, recordedOn, firstId, id }: Finding): string => [counts(status) ? 0 : status === 'provisional' ? 1 : 2, recordedOn, firstId ?? id, id].join(' ');
    return findings.map((finding) => ({ finding, key: key(finding) })).sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ finding }) => finding);
  }
}

function counts(status: FindingStatus): boolean {
  return COUNTING.some((state) => state === status);
}
