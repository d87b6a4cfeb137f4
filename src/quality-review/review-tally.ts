import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { toHundredths } from '../kernel/exact.js';
import type { EventRemoval, Piece } from '../rules/scheme/facts.js';
import { EXCELLENT, findingEvent, WHOLE_CASE, written, type QualityFactsOf, type SharedFinding } from './review-facts.js';

interface CaseTally {
  piece: Piece;
  /** Whether a review of it was submitted in the period. */
  inReview: boolean;
  isExcellent: boolean;
  /** Hundredths the person lost in its reviews. */
  lost: number;
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

  constructor(private readonly period: EvaluationPeriod) {}

  /** A review of one of the person's own cases, submitted in the period. @param documentScore hundredths */
  reviewed(caseId: string, documentScore: number | null): void {
    const one = this.of(caseId);
    one.inReview = true;
    if (documentScore !== null && documentScore >= LEAST_EXCELLENT) one.isExcellent = true;
  }

  /** @param ownPoints hundredths @param inReview its review was submitted in the period @param recorded the finding itself was recorded in it */
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
    for (const { piece, lost } of reviewed) piece.value = scoreOf(lost);
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

  private without({ caseId, ownPoints, submittedOn }: SharedFinding): EventRemoval {
    const one = this.cases.get(caseId)!;
    const inReview = submittedOn !== null && submittedOn >= this.period.from && submittedOn < this.period.until;
    return {
      ...(one.serious === 1 ? { numbers: { seriousCases: -1 } } : {}),
      ...(one.inReview ? { pieces: [{ fact: 'ownCaseScore', sourceId: caseId, value: scoreOf(one.lost - (inReview ? Number(ownPoints) : 0)) }] } : {}),
    };
  }

  private of(caseId: string): CaseTally {
    let one = this.cases.get(caseId);
    if (!one) {
      one = { piece: { source: { kind: 'case', id: caseId, label: '' }, value: '', weight: 1 }, inReview: false, isExcellent: false, lost: 0, serious: 0, minor: 0 };
      this.cases.set(caseId, one);
    }
    return one;
  }
}

function scoreOf(lost: number): string {
  return written(Math.max(0, WHOLE_CASE - lost));
}
