import { Decimal } from '../../../kernel/exact.js';
import type { FactReader } from '../fact-reader.js';
import { factsOf, measureOf, type Measure, type Measured } from '../measure.js';
import { fractionOf, notApplicable, type DutyShare, type LeafContext, type LeafRule, type Reading } from '../leaf-rule.js';
import { join, percent, plain, say } from '../wording.js';

/**
 * Numerator ÷ denominator of the full mark, held between 0 and 1. A zero denominator is “not applicable”:
 * somebody who closed nothing has not closed nothing in time.
 * Where the scheme's `duty` names the leaf, the denominator is what is asked for, and shrinks with the time served.
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
      lessens: true,
      read: (subject): Reading => {
        const measured = subject.duty ? lessened(measure, subject.reader, subject.duty) : measureOf(measure, subject.reader);
        if (!measured.value) return zeroDenominator(leaf, measured);
        const fraction = Decimal.min(1, Decimal.max(0, measured.value));
        const held = fraction.eq(measured.value) ? null : say(`按 ${percent(fraction)} 计`, `counted as ${percent(fraction)}`);
        const words = `${measured.written} = ${percent(measured.value)}`;
        return fractionOf(fraction, join(subject.duty?.words ?? null, say(`${leaf.title.zh} ${words}`, `${leaf.title.en} ${words}`), held));
      },
    };
  },
};

function lessened(measure: Measure, reader: FactReader, { share }: DutyShare): Measured {
  const asked = measureOf(measure, reader);
  const denominator = asked.denominator!.times(share);
  const written = `${measure.complement ? '1 − ' : ''}${plain(asked.numerator)} ÷ (${plain(asked.denominator!)} × ${plain(share)})`;
  if (denominator.isZero()) return { ...asked, value: null, denominator, written };
  const quotient = asked.numerator.div(denominator);
  return { value: measure.complement ? new Decimal(1).minus(quotient) : quotient, numerator: asked.numerator, denominator, written };
}

/** Shared by every rule that divides: what is said when there is nothing to divide by. */
export function zeroDenominator(leaf: LeafContext, measured: Measured): Reading {
  return notApplicable(
    `${leaf.title.zh} ${measured.written}：分母为零，本项不适用`,
    `${leaf.title.en} ${measured.written}: the denominator is zero, so this part does not apply`,
  );
}
