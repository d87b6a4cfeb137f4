import { Decimal } from '../../../kernel/exact.js';
import { factsOf, measureOf, type Measured } from '../measure.js';
import { fractionOf, notApplicable, type LeafContext, type LeafRule, type Reading } from '../leaf-rule.js';
import { join, percent, say } from '../wording.js';

/**
 * Numerator ÷ denominator of the full mark, held between 0 and 1. A zero denominator is “not applicable”:
 * somebody who closed nothing has not closed nothing in time.
 *
 * @example full 8.00, closedInLimit 95, closed 97 → “法定期限内结案率 95 ÷ 97 = 97.94%，8.00 × 0.9794 = 7.84”.
 *   Source: SCHEMES.md “ratio”; CATALOGUES §13 T1.
 */
export const ratio: LeafRule = {
  kind: 'ratio',
  needsFullMark: true,
  compile: (spec, leaf) => {
    const measure = spec.measure('of', 'required');
    return {
      facts: factsOf(measure),
      peers: [],
      read: (subject): Reading => {
        const measured = measureOf(measure, subject.reader);
        if (!measured.value) return zeroDenominator(leaf, measured);
        const fraction = Decimal.min(1, Decimal.max(0, measured.value));
        const held = fraction.eq(measured.value) ? null : say(`按 ${percent(fraction)} 计`, `counted as ${percent(fraction)}`);
        const words = `${measured.written} = ${percent(measured.value)}`;
        return fractionOf(fraction, join(say(`${leaf.title.zh} ${words}`, `${leaf.title.en} ${words}`), held));
      },
    };
  },
};

/** Shared by every rule that divides: what is said when there is nothing to divide by. */
export function zeroDenominator(leaf: LeafContext, measured: Measured): Reading {
  return notApplicable(
    `${leaf.title.zh} ${measured.written}：分母为零，本项不适用`,
    `${leaf.title.en} ${measured.written}: the denominator is zero, so this part does not apply`,
  );
}
