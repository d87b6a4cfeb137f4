import type { Sentence } from '../../kernel/domain-error.js';
import { fromHundredths, roundHalfUp } from '../../kernel/exact.js';
import type { Rating } from '../../rules/agreement.js';
import { agreementWithInterval, type AgreementWithInterval } from '../../rules/agreement-interval.js';
import type { AgreementMeasure } from '../../rules/agreement-measures.js';
import type { DoubleReviewed, PairedFinding } from './double-reviews.js';
import type { ClauseAgreement, ClauseVerdict, OverallRow } from './dto/review-agreement.dto.js';

type Value = (findings: readonly PairedFinding[]) => string;

/** What is compared in every case: whether anything was recorded, how grave the gravest was, how many points came off. */
const QUESTIONS: readonly { key: OverallRow['key']; title: Sentence; value: Value; measures: readonly AgreementMeasure[] }[] = [
  {
    key: 'anyFinding',
    title: { zh: '有无差错（每案有或没有）', en: 'Any defect in the case (yes or no)' },
    value: (findings) => (findings.length ? '1' : '0'),
    measures: ['cohen', 'fleiss', 'krippendorff-nominal'],
  },
  {
    key: 'grade',
    title: { zh: '差错等级（无、一般、严重）', en: 'Gravest defect (none, minor, serious)' },
    value: (findings) => (findings.some(({ severity }) => severity === 'serious') ? '2' : findings.length ? '1' : '0'),
    measures: ['cohen-linear', 'fleiss', 'krippendorff-ordinal'],
  },
  {
    key: 'points',
    title: { zh: '每案扣分', en: 'Points taken off the case' },
    value: (findings) => fromHundredths(findings.reduce((total, { points }) => total + points, 0)).toFixed(2),
    measures: ['krippendorff-interval'],
  },
];

/** Agreement on whole cases, over everything each of the two recorded. */
export function overallAgreement(pairs: readonly DoubleReviewed[], least: number, seed: string): OverallRow[] {
  return QUESTIONS.map(({ key, title, value, measures }) => ({ key, title, coefficients: pairs.length < least ? [] : measures.map((measure) => agreementWithInterval(ratings(pairs, value), measure, seed)) }));
}

function ratings(pairs: readonly DoubleReviewed[], value: Value): Rating[] {
  return pairs.flatMap(({ id, first, second }) => [
    { subject: id, rater: '初评', value: value(first) },
    { subject: id, rater: '复评', value: value(second) },
  ]);
}

/**
 * Agreement on each clause that anybody recorded: in every case of its field, recorded by one, by the other, by both or by
 * neither. The worst come first; those with too few cases last, with a count and no coefficient.
 */
export function clauseAgreements(pairs: readonly DoubleReviewed[], least: { pairs: number; clauseCases: number; agreement: string }, seed: string): ClauseAgreement[] {
  const clauses = new Map(pairs.flatMap(({ first, second }) => [...first, ...second]).map((finding) => [finding.clause, finding]));
  const rows = [...clauses.values()].map((clause): ClauseAgreement => {
    const fitting = pairs.filter(({ nature, first, second }) => clause.field === 'common' || clause.field === nature || [...first, ...second].some((one) => one.clause === clause.clause));
    const has = (findings: readonly PairedFinding[]): boolean => findings.some((one) => one.clause === clause.clause);
    const count = (wanted: (pair: DoubleReviewed) => boolean): number => fitting.filter(wanted).length;
    const counts = {
      both: count(({ first, second }) => has(first) && has(second)),
      firstOnly: count(({ first, second }) => has(first) && !has(second)),
      secondOnly: count(({ first, second }) => !has(first) && has(second)),
    };
    const recorded = counts.both + counts.firstOnly + counts.secondOnly;
    const basis = { code: clause.clause, label: { zh: clause.label, en: clause.labelEn }, severity: clause.severity, pairs: fitting.length, ...counts };
    if (fitting.length < least.pairs || recorded < least.clauseCases) return { ...basis, verdict: 'tooFew', coefficients: [], says: tooFew(fitting.length, recorded, least) };
    const given = ratings(fitting, (findings) => (has(findings) ? '1' : '0'));
    const coefficients = (['krippendorff-nominal', 'cohen', 'fleiss'] as const).map((measure) => agreementWithInterval(given, measure, `${seed}|${clause.clause}`));
    const verdict = verdictOf(coefficients[0]!, Number(least.agreement));
    return { ...basis, verdict, coefficients, says: words(verdict, coefficients[0]!, basis, least.agreement) };
  });
  const rank = (row: ClauseAgreement): number => row.coefficients[0]?.value ?? 2;
  return rows.sort((a, b) => rank(a) - rank(b) || b.firstOnly + b.secondOnly - a.firstOnly - a.secondOnly || (a.code < b.code ? -1 : 1));
}

function verdictOf({ value, interval }: AgreementWithInterval, least: number): ClauseVerdict {
  if (value === null) return 'tooFew';
  if (value >= least) return 'good';
  return interval.until !== null && interval.until < least ? 'clearlyLow' : 'low';
}

function tooFew(pairs: number, recorded: number, least: { pairs: number; clauseCases: number }): Sentence {
  return {
    zh: `适用的双评案件 ${pairs} 件、记录到的 ${recorded} 件，未达 ${least.pairs} 件和 ${least.clauseCases} 件，不计算系数。`,
    en: `${pairs} case(s) of its field reviewed twice, recorded in ${recorded}; below ${least.pairs} and ${least.clauseCases}, so no coefficient is worked out.`,
  };
}

function words(verdict: ClauseVerdict, alpha: AgreementWithInterval, { pairs, both, firstOnly, secondOnly }: Pick<ClauseAgreement, 'pairs' | 'both' | 'firstOnly' | 'secondOnly'>, least: string): Sentence {
  if (alpha.value === null) return alpha.reason!;
  const value = roundHalfUp(alpha.value, 3).toFixed(3);
  const basis = { zh: `${pairs} 件中两人都记 ${both} 件、只一人记 ${firstOnly + secondOnly} 件，α = ${value}`, en: `In ${pairs} cases both recorded it in ${both}, one alone in ${firstOnly + secondOnly}; α = ${value}` };
  if (verdict === 'good') return { zh: `${basis.zh}，达到 ${least}。`, en: `${basis.en}, which reaches ${least}.` };
  return verdict === 'clearlyLow'
    ? {
        zh: `${basis.zh}，整个区间低于 ${least}：条目表述可能不清。请评查委员会对照分歧案例改写条目，写明构成要件和起点，再双评检验。`,
        en: `${basis.en}, the whole interval below ${least}: the clause may be badly written. Have the committee reword it against the disputed cases, saying what makes it up and where it starts, then test it by double reviews.`,
      }
    : {
        zh: `${basis.zh}，低于 ${least}，但区间包含它，也可能是碰巧。请先看分歧案例，再双评一些案件。`,
        en: `${basis.en}, below ${least}, yet the interval holds it: it may be chance. Look at the disputed cases first and review some more twice.`,
      };
}
