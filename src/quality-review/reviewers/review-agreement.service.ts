import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { addMonths, type Day } from '../../kernel/day.js';
import { Clock } from '../../platform/clock.js';
import { require, widestScope, ownRowsOnly } from '../../platform/permissions/data-scope.js';
import { DEFECT_ASSUMPTIONS, defectCoverage } from '../../rules/defect-coverage.js';
import { detectionRate } from '../../rules/detection-rate.js';
import { reviewerSeverity, type ReviewDeduction } from '../../rules/reviewer-severity.js';
import { DoubleReviews, pairScope, type DoubleReviewed } from './double-reviews.js';
import type { AgreementQuery, AgreementView, FieldCoverage, ReviewerFigures } from './dto/review-agreement.dto.js';
import { clauseAgreements, overallAgreement } from './pair-agreement.js';
import { ReviewLeast } from './review-least.js';
import { ReviewWorkload, type FieldCounts } from './review-workload.js';
import { reviewersErrors } from './reviewers.errors.js';

const LONGEST_MONTHS = 36;

/** Repeated samples take a while; the page, its exports and the next reader ask for the same ones. */
const MOST_KEPT = 40;
type Coefficients = Pick<AgreementView, 'overall' | 'clauses'>;

/** 双评与一致性: what blind second reviews say of reviewers, clauses and of the defects nobody has found. */
@Injectable()
export class ReviewAgreement {
  private readonly kept = new Map<string, Coefficients>();

  constructor(
    private readonly reviews: DoubleReviews,
    private readonly workload: ReviewWorkload,
    private readonly least: ReviewLeast,
    private readonly clock: Clock,
  ) {}

  async view(actor: Actor, { from, until, nature }: AgreementQuery): Promise<AgreementView> {
    require(actor, 'review.agreement');
    refuseNoPeriod(from, until);
    const { courtId } = actor;
    const least = await this.least.on(courtId, this.clock.today());
    const scope = pairScope(actor);
    const [pairs, deductions, fields] = await Promise.all([
      this.reviews.of(courtId, from, until, { nature, scope }),
      this.workload.deductions(courtId, from, until, nature),
      this.workload.fields(courtId, from, until),
    ]);
    const seed = seedOf(pairs);
    const found = totals(pairs);
    return {
      from,
      until,
      named: namesColleagues(actor),
      pairs: pairs.length,
      least,
      found,
      detection: rateOf(pairs, least),
      ...this.coefficients(pairs, least, seed),
      reviewers: reviewersOf(actor, pairs, deductions, least),
      defects: coverages(pairs, nature ? new Map([...fields].filter(([field]) => field === nature)) : fields, least.pairs),
      assumptions: DEFECT_ASSUMPTIONS,
      seed,
    };
  }

  /** The seed stands for the pairs and everything found in them; the rest is what the court asks for. */
  private coefficients(pairs: readonly DoubleReviewed[], least: AgreementView['least'], seed: string): Coefficients {
    const key = JSON.stringify([seed, least]);
    const known = this.kept.get(key);
    if (known) return known;
    const made = { overall: overallAgreement(pairs, least.pairs, seed), clauses: clauseAgreements(pairs, least, seed) };
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(key, made);
    return made;
  }
}

export function refuseNoPeriod(from: Day, until: Day): void {
  if (until <= from || addMonths(from, LONGEST_MONTHS) < until) throw reviewersErrors['agreement.period']({ from, until });
}

/** Whoever reads the whole court by another office than reviewing itself. */
export function namesColleagues(actor: Actor): boolean {
  return widestScope(ownRowsOnly(actor, ['qualityReviewer']), 'review.agreement') === 'court';
}

/** The same pairs with the same findings give the same intervals, any other another seed. Printed, so that anybody can work them out again. */
function seedOf(pairs: readonly DoubleReviewed[]): string {
  const hash = createHash('sha256');
  for (const { id, nature, first, second } of pairs)
    hash.update(JSON.stringify([id, nature, ...[first, second].map((findings) => findings.map(({ id: finding, clause, points }) => [finding, clause, points]))]));
  return hash.digest('hex').slice(0, 16);
}

function totals(pairs: readonly DoubleReviewed[]): AgreementView['found'] {
  const sum = (of: (pair: DoubleReviewed) => number): number => pairs.reduce((total, pair) => total + of(pair), 0);
  return { both: sum(({ matched }) => matched.both.length), firstOnly: sum(({ matched }) => matched.firstOnly.length), secondOnly: sum(({ matched }) => matched.secondOnly.length) };
}

/** Found by the first reviewer ÷ found by either. */
function rateOf(pairs: readonly DoubleReviewed[], least: AgreementView['least']): AgreementView['detection'] {
  const { both, firstOnly, secondOnly } = totals(pairs);
  return detectionRate({ found: both + firstOnly, there: both + firstOnly + secondOnly, cases: pairs.length }, least.detection, least.pairs);
}

/** Everybody for whoever may name them, for a reviewer the own line alone. */
function reviewersOf(actor: Actor, pairs: readonly DoubleReviewed[], deductions: readonly (ReviewDeduction & { reviewer: string })[], least: AgreementView['least']): ReviewerFigures[] {
  const names = new Map<string, string>(deductions.map(({ reviewerId, reviewer }) => [reviewerId, reviewer]));
  for (const pair of pairs) names.set(pair.firstReviewerId, pair.firstReviewer).set(pair.secondReviewerId, pair.secondReviewer);
  const severities = new Map(reviewerSeverity(deductions).map((one) => [one.reviewerId, one]));
  const shown = [...names].filter(([id]) => namesColleagues(actor) || id === actor.personId);
  return shown
    .map(([reviewerId, name]): ReviewerFigures => {
      const own = pairs.filter((pair) => pair.firstReviewerId === reviewerId);
      return {
        reviewerId,
        name,
        own: reviewerId === actor.personId,
        asFirst: own.length,
        asSecond: pairs.filter((pair) => pair.secondReviewerId === reviewerId).length,
        detection: rateOf(own, least),
        severity: severities.get(reviewerId) ?? null,
      };
    })
    .sort((a, b) => b.asFirst - a.asFirst || (a.reviewerId < b.reviewerId ? -1 : 1));
}

function coverages(pairs: readonly DoubleReviewed[], fields: ReadonlyMap<string, FieldCounts>, least: number): FieldCoverage[] {
  const all = [...fields.values()].reduce((sum, one) => ({ reviewed: sum.reviewed + one.reviewed, closed: sum.closed + one.closed, findings: sum.findings + one.findings }), { reviewed: 0, closed: 0, findings: 0 });
  const line = (field: string, own: readonly DoubleReviewed[], counts: FieldCounts): FieldCoverage => {
    const { both, firstOnly, secondOnly } = totals(own);
    const known = { ...counts, pairs: own.length, first: both + firstOnly, second: both + secondOnly, both };
    return { field, ...known, ...defectCoverage(known, least) };
  };
  const byField = [...fields].filter(([, { reviewed }]) => reviewed > 0).map(([nature, counts]) => line(nature, pairs.filter((pair) => pair.nature === nature), counts));
  return [line('all', pairs, all), ...byField];
}
