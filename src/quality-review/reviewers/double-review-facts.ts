import { Injectable } from '@nestjs/common';
import { addMonths, type Day } from '../../kernel/day.js';
import type { EvaluationPeriod } from '../../kernel/evaluation-period.js';
import { Decimal, roundHalfUp } from '../../kernel/exact.js';
import { lastDayOf } from '../../court/service-record.js';
import type { FactNumbers, RecordBehind } from '../../platform/facts/counted-facts.js';
import type { FactName } from '../../rules/scheme/facts.js';
import { DoubleReviews, type DoubleReviewed, type PairedFinding } from './double-reviews.js';
import { ReviewLeast } from './review-least.js';

export const DOUBLE_REVIEW_FACTS: readonly FactName[] = ['doubleReviewFound', 'doubleReviewThere', 'agreementBeyondChance', 'agreementPossible'];
/** A month holds a handful of double reviews of one person: too few to say anything. */
const MONTHS_LOOKED_BACK = 12;
const PLACES = 6;

/** What double reviews of the twelve months up to the period's end say of each reviewer. */
@Injectable()
export class DoubleReviewFacts {
  constructor(
    private readonly reviews: DoubleReviews,
    private readonly least: ReviewLeast,
  ) {}

  async factsFor(courtId: string, period: EvaluationPeriod, people: readonly string[]): Promise<Map<string, FactNumbers>> {
    const pairs = await this.pairs(courtId, period.until);
    const least = await this.least.pairs(courtId, lastDayOf(period));
    return new Map(people.map((person) => [person, { ...found(pairs.filter((pair) => pair.firstReviewerId === person)), ...kappa(pairs.filter((pair) => takesPart(pair, person)), person, least) }]));
  }

  /** Each case reviewed twice with what it puts in; `null` for the agreement, which is no sum of cases. */
  async recordsBehind(courtId: string, fact: FactName, person: string, period: EvaluationPeriod): Promise<RecordBehind[] | null> {
    if (fact !== 'doubleReviewFound' && fact !== 'doubleReviewThere') return null;
    const pairs = (await this.pairs(courtId, period.until)).filter((pair) => pair.firstReviewerId === person);
    return pairs.map((pair): RecordBehind => {
      const { doubleReviewFound, doubleReviewThere } = found([pair]);
      const { both, firstOnly, secondOnly } = pair.matched;
      return {
        source: { kind: 'review', id: pair.firstId, label: pair.caseNumber },
        caseId: pair.caseId,
        caseNo: pair.caseNumber,
        day: pair.submittedOn,
        contribution: String(fact === 'doubleReviewFound' ? doubleReviewFound : doubleReviewThere),
        note: {
          zh: `盲评复查 ${pair.submittedOn} 提交：两人都发现 ${both.length} 处，仅初评 ${firstOnly.length} 处，仅复评 ${secondOnly.length} 处`,
          en: `Blind second review submitted on ${pair.submittedOn}: ${both.length} found by both, ${firstOnly.length} by the first alone, ${secondOnly.length} by the second alone`,
        },
        removal: { numbers: { doubleReviewFound: -doubleReviewFound, doubleReviewThere: -doubleReviewThere } },
      };
    });
  }

  private pairs(courtId: string, until: Day): Promise<DoubleReviewed[]> {
    return this.reviews.of(courtId, addMonths(until, -MONTHS_LOOKED_BACK), until);
  }
}

function takesPart({ firstReviewerId, secondReviewerId }: DoubleReviewed, person: string): boolean {
  return firstReviewerId === person || secondReviewerId === person;
}

function found(pairs: readonly DoubleReviewed[]): { doubleReviewFound: number; doubleReviewThere: number } {
  const own = pairs.reduce((sum, { matched }) => sum + matched.both.length + matched.firstOnly.length, 0);
  return { doubleReviewFound: own, doubleReviewThere: own + pairs.reduce((sum, { matched }) => sum + matched.secondOnly.length, 0) };
}

/**
 * The two halves of Cohen's κ on the gravest defect of each case (none, minor, serious): observed less chance agreement, and
 * 1 less chance agreement. Both 0 with fewer cases than the court asks for, or where nothing varies: κ then says nothing.
 */
function kappa(pairs: readonly DoubleReviewed[], person: string, least: number | null): FactNumbers {
  const nothing = { agreementBeyondChance: '0', agreementPossible: '0' };
  if (least === null || !pairs.length || pairs.length < least) return nothing;
  const grade = (findings: readonly PairedFinding[]): number => (findings.some(({ severity }) => severity === 'serious') ? 2 : findings.length ? 1 : 0);
  const [own, other] = [[0, 0, 0], [0, 0, 0]];
  let agreed = 0;
  for (const { firstReviewerId, first, second } of pairs) {
    const [mine, theirs] = firstReviewerId === person ? [grade(first), grade(second)] : [grade(second), grade(first)];
    own[mine]!++;
    other[theirs]!++;
    if (mine === theirs) agreed++;
  }
  const chance = own.reduce((sum, count, at) => sum.plus(count * other[at]!), new Decimal(0)).div(pairs.length ** 2);
  const written = (value: Decimal): string => roundHalfUp(value, PLACES).toFixed(PLACES);
  return { agreementBeyondChance: written(new Decimal(agreed).div(pairs.length).minus(chance)), agreementPossible: written(new Decimal(1).minus(chance)) };
}
