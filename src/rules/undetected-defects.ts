import { Decimal, roundHalfUp } from '../kernel/exact.js';
import { undetectedDefectErrors } from './undetected-defects.errors.js';

/** What two reviewers found, each without seeing the other's work, in the same cases. */
export interface DoubleReview {
  first: number;
  second: number;
  /** Found by both: the same clause at the same place. */
  both: number;
}

export interface DefectEstimate {
  /** Defects there are by Chapman's estimator, found or not; two places. */
  estimated: string;
  /** Different defects found by at least one of the two. */
  found: number;
  /** estimated − found, not below zero; two places. */
  undetected: string;
  /** found ÷ estimated, a share of 1 with four places: the coverage of defects, not of cases. `null` when there is nothing to find. */
  coverage: string | null;
  standardError: string;
  /** 95 % interval for the number of defects there are; rounded to whole defects. */
  interval: { from: number; until: number };
  /** Each reviewer's own rate: what the other found and this one found too. `null` when the other found nothing. */
  detection: { first: string | null; second: string | null };
}

const Z95 = new Decimal('1.959963984540054');

/**
 * 漏检估计: how many defects a blind second review says there are, by capture and recapture.
 *
 * N̂ = (n₁+1)(n₂+1) ÷ (m+1) − 1 (Chapman 1951), which stays finite when nothing was found twice; its standard error
 * after Seber 1970; the interval is the transformed logit of Sadinle 2009, whose lower end never falls below what
 * was really found. Two assumptions, to be said beside every figure: reviewers find independently (defects that
 * are easy for both make N̂ too small), and the cases are the same.
 *
 * @throws undetectedDefects.counts when a count is not a whole number from 0, or `both` exceeds either.
 * @example 10, 15 and 5 in common → 28.33, interval 22–65 (published: Wikipedia, “Mark and recapture”).
 */
export function estimateDefects({ first, second, both }: DoubleReview): DefectEstimate {
  const faulty = [first, second, both].some((count) => !Number.isInteger(count) || count < 0) || both > Math.min(first, second);
  if (faulty) throw undetectedDefectErrors['undetectedDefects.counts']({ first, second, both });
  const [n1, n2, m] = [new Decimal(first), new Decimal(second), new Decimal(both)];
  const estimated = n1.plus(1).times(n2.plus(1)).div(m.plus(1)).minus(1);
  const variance = n1.plus(1).times(n2.plus(1)).times(n1.minus(m)).times(n2.minus(m)).div(m.plus(1).pow(2).times(m.plus(2)));
  const found = first + second - both;
  return {
    estimated: roundHalfUp(estimated).toFixed(2),
    found,
    undetected: roundHalfUp(Decimal.max(0, estimated.minus(found))).toFixed(2),
    coverage: estimated.isZero() ? null : roundHalfUp(Decimal.min(1, new Decimal(found).div(estimated)), 4).toFixed(4),
    standardError: roundHalfUp(variance.sqrt()).toFixed(2),
    interval: transformedLogit(n1, n2, m),
    detection: { first: share(both, second), second: share(both, first) },
  };
}

/** n₁ + n₂ − m − ½ + (n₁−m+½)(n₂−m+½)/(m+½) · e^(±z·σ). */
function transformedLogit(n1: Decimal, n2: Decimal, m: Decimal): { from: number; until: number } {
  const [only1, only2, common] = [n1.minus(m).plus(0.5), n2.minus(m).plus(0.5), m.plus(0.5)];
  const spread = Z95.times(new Decimal(1).div(common).plus(new Decimal(1).div(only1)).plus(new Decimal(1).div(only2)).plus(common.div(only1.times(only2))).sqrt());
  const base = n1.plus(n2).minus(m).minus(0.5);
  const odds = only1.times(only2).div(common);
  return { from: whole(base.plus(odds.times(spread.neg().exp()))), until: whole(base.plus(odds.times(spread.exp()))) };
}

function share(part: number, whole: number): string | null {
  return whole === 0 ? null : roundHalfUp(new Decimal(part).div(whole), 4).toFixed(4);
}

function whole(count: Decimal): number {
  return roundHalfUp(count, 0).toNumber();
}
