import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, roundHalfUp } from '../kernel/exact.js';
import { estimateDefects, type DefectEstimate, type DoubleReview } from './undetected-defects.js';

/** What is known of a field (or the whole court) in a period. */
export interface ReviewedField extends DoubleReview {
  /** Cases reviewed twice. */
  pairs: number;
  /** Cases with at least one review, and cases closed, in the same period. */
  reviewed: number;
  closed: number;
  /** Findings that stand of the first reviews of all reviewed cases. */
  findings: number;
}

export interface DefectCoverage extends DefectEstimate {
  /** `tooFew`: no figure may be shown; `rough`: fewer than seven found by both, so the estimate tends to be too low. */
  certainty: 'tooFew' | 'rough' | 'fair';
  /** Coverage of cases: reviewed ÷ closed, per cent; `null` when nothing was closed. */
  ofCases: string | null;
  /** Coverage of defects: of all defects in a reviewed case, those one review finds, per cent, with its interval. */
  ofDefects: { percent: string; from: string; until: string } | null;
  /** Carried over to all reviewed cases: defects that one review has not found there. */
  undetectedInReviewed: { estimated: string; from: number; until: number } | null;
  says: Sentence;
}

/** Below seven found by both the estimator is not free of bias. */
const FAIR_FROM = 7;

/** Said beside every estimate. */
export const DEFECT_ASSUMPTIONS: readonly Sentence[] = [
  { zh: '两名评查员各看各的，互不知情（盲评）。容易发现的差错两人都容易发现，所以实际漏掉的往往比估计的更多。', en: 'The two reviewers work without knowing of each other. What is easy to find is easy for both, so more is usually missed than estimated.' },
  { zh: '两次评查看的是同一案件、同一卷宗，其间没有补正。', en: 'Both look at the same case and the same file, unchanged in between.' },
  { zh: '记录的差错都成立；已撤销的差错不算。', en: 'Every finding counted is a real one; those withdrawn are left out.' },
  { zh: '只推算到已评查的案件；没有评查的案件有多少差错，本页不作估计。', en: 'It is carried over to reviewed cases only; nothing is said here of cases nobody reviewed.' },
];

/**
 * 差错覆盖面: of the defects there are, how many the court's reviews find, beside how many cases they reach.
 *
 * The share one review finds is `first ÷ N̂` in the cases reviewed twice (Chapman); with it the findings of all first reviews
 * are carried over to every reviewed case. Fewer than `leastPairs` cases, or nothing found by both: no figure.
 *
 * @example 40 pairs, first 30, second 28, both 21 → N̂ = 31 × 29 ÷ 22 − 1 = 39.86; one review finds 75.26 % of the defects;
 * 300 findings in all reviewed cases mean about 98.6 more that nobody has found
 * Sources: Chapman 1951; D. S. Robson, H. A. Regier, Sample size in Petersen mark–recapture experiments, 1964 (seven in common).
 */
export function defectCoverage(field: ReviewedField, leastPairs: number): DefectCoverage {
  const estimate = estimateDefects(field);
  const ofCases = field.closed === 0 ? null : percent(new Decimal(field.reviewed).div(field.closed));
  const tooFew = field.pairs < leastPairs || field.both === 0;
  if (tooFew) return { ...estimate, certainty: 'tooFew', ofCases, ofDefects: null, undetectedInReviewed: null, says: tooFewWords(field, leastPairs) };
  const there = new Decimal(estimate.estimated);
  const share = (all: Decimal): Decimal => Decimal.min(1, new Decimal(field.first).div(all));
  const missed = (all: Decimal): Decimal => new Decimal(field.findings).div(share(all)).minus(field.findings);
  const [few, many] = [new Decimal(Math.max(estimate.interval.from, estimate.found)), new Decimal(Math.max(estimate.interval.until, estimate.found))];
  const certainty = field.both < FAIR_FROM ? 'rough' : 'fair';
  const ofDefects = { percent: percent(share(there)), from: percent(share(many)), until: percent(share(few)) };
  const undetectedInReviewed = { estimated: roundHalfUp(missed(there)).toFixed(2), from: whole(missed(few)), until: whole(missed(many)) };
  return { ...estimate, certainty, ofCases, ofDefects, undetectedInReviewed, says: words(certainty, ofDefects, undetectedInReviewed, field) };
}

function tooFewWords({ pairs, both }: ReviewedField, least: number): Sentence {
  return pairs < least
    ? { zh: `双评只有 ${pairs} 件，不足 ${least} 件，不作估计。请安排更多盲评。`, en: `Only ${pairs} case(s) reviewed twice, fewer than ${least}: no estimate. Plan more blind reviews.` }
    : { zh: `${pairs} 件双评中两人没有共同发现的差错（共同 ${both} 处），无从估计。`, en: `In ${pairs} cases reviewed twice nothing was found by both (${both}), so nothing can be estimated.` };
}

function words(certainty: 'rough' | 'fair', { percent: found, from, until }: { percent: string; from: string; until: string }, missed: { estimated: string; from: number; until: number }, { findings }: ReviewedField): Sentence {
  const rough = certainty === 'rough' ? { zh: `两人共同发现不足 ${FAIR_FROM} 处，这一估计粗略、往往偏低。`, en: ` Fewer than ${FAIR_FROM} were found by both: rough, and usually too low.` } : { zh: '', en: '' };
  return {
    zh: `一次评查约能发现差错的 ${found}%（${from}%–${until}%）。已评查案件记录差错 ${findings} 处，估计另有约 ${whole(new Decimal(missed.estimated))} 处（${missed.from}–${missed.until}）没有发现。${rough.zh}`,
    en: `One review finds about ${found} % of the defects (${from}–${until} %). Reviewed cases show ${findings}; about ${whole(new Decimal(missed.estimated))} more (${missed.from}–${missed.until}) are likely undetected.${rough.en}`,
  };
}

function percent(share: Decimal): string {
  return roundHalfUp(share.times(100)).toFixed(2);
}

function whole(count: Decimal): number {
  return roundHalfUp(count, 0).toNumber();
}
