import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, points } from '../kernel/exact.js';
import { hearingTotal, type ScoringRules } from './case-grade.js';
import { meanOf } from './review-scores.js';

/** What one assessor’s forms came to; `summation` is `null` where none was possible. */
export interface AssessorMarks {
  assessor: string;
  assessment: string;
  summation: string | null;
}

export interface HearingOutcome {
  assessment: Decimal;
  summation: Decimal | null;
  total: Decimal;
  lines: Sentence[];
}

/**
 * 庭审总分 of two assessors who did not see each other's marks: the mean of each form, then aspects and summation by their shares;
 * where no summation was possible the aspects take its weight, and the reason is said.
 *
 * @param noSummation why none was possible, else `null`
 * @example 80 and 84, 90 and 90, 40 % and 60 % → 82.00, 90.00, 86.80
 * Source: CATALOGUES §3.2, §3.3.
 */
export function hearingOutcome(marks: readonly AssessorMarks[], noSummation: string | null, shares: ScoringRules['hearing']): HearingOutcome {
  const assessment = meanOf(marks.map((one) => one.assessment));
  const summation = noSummation === null ? meanOf(marks.map((one) => one.summation ?? '0')) : null;
  const total = hearingTotal(assessment, summation, shares);
  const of = (values: readonly string[]) => `(${values.join(' + ')}) ÷ ${values.length}`;
  const lines: Sentence[] = [
    { zh: `五方面：${of(marks.map((one) => points(one.assessment)))} = ${points(assessment)}`, en: `Five aspects: ${of(marks.map((one) => points(one.assessment)))} = ${points(assessment)}` },
  ];
  if (summation) {
    const given = of(marks.map((one) => points(one.summation ?? '0')));
    const sum = `${points(assessment)} × ${short(shares.assessment)}% + ${points(summation)} × ${short(shares.summation)}% = ${points(total)}`;
    lines.push({ zh: `庭审小结：${given} = ${points(summation)}`, en: `Summation: ${given} = ${points(summation)}` }, { zh: `庭审总分：${sum}`, en: `Hearing total: ${sum}` });
  } else
    lines.push(
      { zh: `庭审小结：不能作小结（${noSummation}），权重归五方面`, en: `Summation: none possible (${noSummation}); its weight goes to the five aspects` },
      { zh: `庭审总分：${points(total)}`, en: `Hearing total: ${points(total)}` },
    );
  return { assessment, summation, total, lines };
}

const short = (value: string): string => new Decimal(value).toFixed();
