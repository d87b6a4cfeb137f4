import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, points, type Exact } from '../kernel/exact.js';
import type { AssessedCategory, CostLow } from './cost-assessment.js';
import { DENOMINATOR_WORDS, type CostDenominator } from './cost-entry.js';
import { saving, unitCost, type CostCuts, type CostGrade } from './cost-grade.js';
import type { Spent } from './cost-ratio.js';

/** How every figure of judicial cost came about, in words and figures that can be worked again by hand. */

export const GRADE_WORDS: Readonly<Record<CostGrade, Sentence>> = {
  excellent: { zh: '优秀', en: 'excellent' },
  good: { zh: '良好', en: 'good' },
  ordinary: { zh: '一般', en: 'ordinary' },
};

const four = (value: Exact): string => points(value, 4);

/** Without a tail of zeros beyond the cents. @example plainCost('26.25') // '26.25'; plainCost('0.68125') // '0.6813' */
export function plainCost(value: Exact): string {
  const [, cents = ''] = four(value).split('.');
  return cents.endsWith('00') ? points(value) : four(value);
}

/** As a column shows it: fen and a half matter for a kilometre, not for a case. @example shownCost('94.6052') // '94.61' */
export function shownCost(value: Exact): string {
  return new Decimal(value).gte(1) ? points(value) : plainCost(value);
}

/** @example `4620.00 元 ÷ 176 件 = 26.25 元/件` */
export function unitCostWords(spent: Spent, of: CostDenominator): Sentence {
  const { each } = DENOMINATOR_WORDS[of];
  const cost = plainCost(unitCost(spent)!);
  const denominator = new Decimal(spent.denominator).toFixed();
  return { zh: `${points(spent.amount)} 元 ÷ ${denominator} ${each.zh} = ${cost} 元/${each.zh}`, en: `${points(spent.amount)} yuan ÷ ${denominator} = ${cost} yuan per ${each.en}` };
}

/** @example `26.25 ÷ 30.00 = 0.8750`, from what is not rounded */
export function ratioWords({ own, all, ratio }: AssessedCategory): Sentence {
  const text = `${plainCost(unitCost(own)!)} ÷ ${plainCost(unitCost(all)!)} = ${four(ratio)}`;
  return { zh: text, en: text };
}

/** @example `(20 × 0.9500 + 30 × 1.0200) ÷ 50 = 0.9920` */
export function totalWords(categories: readonly AssessedCategory[], weight: Exact, total: Exact): Sentence {
  const text = `(${categories.map((one) => `${one.weight.toFixed()} × ${four(one.ratio)}`).join(' + ')}) ÷ ${new Decimal(weight).toFixed()} = ${four(total)}`;
  return { zh: text, en: text };
}

/** @example `0.90 < 0.9920 ≤ 1.10 → 良好` */
export function gradeWords(total: Exact, grade: CostGrade, { excellent, good }: CostCuts): Sentence {
  const value = four(total);
  const place = { excellent: `${value} ≤ ${excellent.toFixed(2)}`, good: `${excellent.toFixed(2)} < ${value} ≤ ${good.toFixed(2)}`, ordinary: `${value} > ${good.toFixed(2)}` }[grade];
  return { zh: `${place} → ${GRADE_WORDS[grade].zh}`, en: `${place} → ${GRADE_WORDS[grade].en}` };
}

/** @example `(28.00 − 26.25) × 176 = 308.00 元` */
export function savingWords(lastYear: Spent, thisYear: Spent): Sentence | null {
  const saved = saving(lastYear, thisYear);
  if (!saved) return null;
  const text = `(${plainCost(unitCost(lastYear)!)} − ${plainCost(unitCost(thisYear)!)}) × ${new Decimal(thisYear.denominator).toFixed()} = ${points(saved)}`;
  return { zh: `${text} 元`, en: `${text} yuan` };
}

/** What is implausible about a figure, and by which rule. */
export function lowWords({ reason, months }: Pick<CostLow, 'reason' | 'months'>, { lowBelow, servicesOver }: { lowBelow: Exact; servicesOver: number }): Sentence {
  const [zh, en] = [months.join('、'), months.join(', ')];
  switch (reason) {
    case 'ratio':
      return { zh: `与平均之比低于 ${points(lowBelow)}（${zh}）`, en: `the ratio to the mean is under ${points(lowBelow)} (${en})` };
    case 'postage':
      return { zh: `送达超过 ${servicesOver} 次而邮费为零（${zh}）`, en: `no postage though more than ${servicesOver} papers were served (${en})` };
    case 'fuel':
      return { zh: `有里程而没有油耗（${zh}）`, en: `kilometres without fuel (${en})` };
  }
}
