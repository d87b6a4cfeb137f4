import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { toHundredths } from '../kernel/exact.js';
import type { EventRemoval, Piece } from '../rules/scheme/facts.js';
import { markWith, ownCaseScore } from '../rules/own-case-score.js';
import { EXCELLENT, findingEvent, type QualityFactsOf } from './review-facts.js';
import { ReviewsOnForms, type FoundOnForms } from './reviews-on-forms.js';
import type { SharedFinding } from './shared-finding.js';
import { written } from './written.js';

interface CaseTally {
  piece: Piece;
  /** Whether a review of it was submitted in the period. */
  inReview: boolean;
  isExcellent: boolean;
  /** The case is the person's own. */
  isJudges: boolean;
  /** Hundredths the person lost in reviews from before the forms. */
  lost: number;
  /** Of the person in reviews on forms. */
  found: FoundOnForms[];
  serious: number;
  minor: number;
}

const LEAST_EXCELLENT = toHundredths(EXCELLENT);

/**
 * One person's reviewed cases and findings of one period as figures only: what {@link ReviewFacts} counts, without keeping
 * the findings themselves. A court's year holds hundreds of thousands of them, and a group is scored from their figures.
 */
export class ReviewTally {
  private readonly cases = new Map<string, CaseTally>();

  constructor(
    private readonly period: EvaluationPeriod,
    private readonly onForms: ReviewsOnForms = ReviewsOnForms.NONE,
  ) {}

  /** A review of one of the person's own cases, submitted in the period. @param documentScore hundredths */
  reviewed(caseId: string, documentScore: number | null): void {
    const one = this.of(caseId);
    one.inReview = true;
    one.isJudges = true;
    if (documentScore !== null && documentScore >= LEAST_EXCELLENT) one.isExcellent = true;
  }

  /** A finding in a review on forms, beside {@link found}, which is told nothing lost by it. */
  foundOnForms(caseId: string, finding: FoundOnForms): void {
    this.of(caseId).found.push(finding);
  }

  /** @param ownPoints hundredths; 0 in a review on forms @param inReview its review was submitted in the period @param recorded the finding itself was recorded in it */
  found(caseId: string, severity: SharedFinding['severity'], ownPoints: number, inReview: boolean, recorded: boolean): void {
    const one = this.of(caseId);
    if (inReview) {
      one.inReview = true;
      one.lost += ownPoints;
    }
    if (recorded) one[severity]++;
  }

  /** @param serious findings recorded in the period, put in order; tallied above too */
  facts(serious: readonly SharedFinding[]): QualityFactsOf {
    const cases = [...this.cases.values()];
    const numberOf = (isOne: (one: CaseTally) => boolean): number => cases.reduce((total, one) => (isOne(one) ? total + 1 : total), 0);
    const reviewed = cases.filter((one) => one.inReview);
    for (const [caseId, one] of this.cases) if (one.inReview) one.piece.value = written(ownCaseScore([one.lost, this.onForms.lostIn(caseId, one.isJudges, one.found)]));
    return {
      numbers: {
        reviewed: reviewed.length,
        minorCases: numberOf(({ minor }) => minor > 0),
        seriousCases: numberOf(({ serious }) => serious > 0),
        excellentDocuments: numberOf(({ isExcellent }) => isExcellent),
      },
      events: { seriousFindings: serious.map((finding) => findingEvent(finding, this.without(finding))) },
      pieces: { ownCaseScore: reviewed.map(({ piece }) => piece) },
    };
  }

  private without(finding: SharedFinding): EventRemoval {
    const { caseId } = finding;
    const one = this.cases.get(caseId)!;
    return {
      ...(one.serious === 1 ? { numbers: { seriousCases: -1 } } : {}),
      ...(one.inReview ? { pieces: [this.pieceWithout(finding, one)] } : {}),
    };
  }

  private pieceWithout(finding: SharedFinding, { piece, isJudges, lost, found }: CaseTally): NonNullable<EventRemoval['pieces']>[number] {
    const { caseId, submittedOn, reviewId, ownPoints } = finding;
    const removal = { fact: 'ownCaseScore', sourceId: caseId };
    if (submittedOn === null || submittedOn < this.period.from || submittedOn >= this.period.until) return { ...removal, value: piece.value };
    const at = found.findIndex((one) => one.reviewId === reviewId && one.clauseId === finding.clauseId && Number(one.ownPoints) === Number(ownPoints));
    const mark = this.onForms.inMark(caseId, isJudges, finding, found.filter((_, index) => index !== at), this.onForms.has(reviewId) ? lost : lost - Number(ownPoints));
    return { ...removal, value: written(markWith(0, mark)), mark };
  }

  private of(caseId: string): CaseTally {
    let one = this.cases.get(caseId);
    if (!one) {
      one = { piece: { source: { kind: 'case', id: caseId, label: '' }, value: '', weight: 1 }, inReview: false, isExcellent: false, isJudges: false, lost: 0, found: [], serious: 0, minor: 0 };
      this.cases.set(caseId, one);
    }
    return one;
  }
}
