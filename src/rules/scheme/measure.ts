import { Decimal, sum } from '../../kernel/exact.js';
import { attempt } from './expression/undefined-value.js';
import type { FactReader } from './fact-reader.js';
import { compare, type FactName } from './facts.js';
import { plain } from './wording.js';

/**
 * What a leaf measures: a fact, a sum of facts, or one divided by another; `complement` takes it from 1.
 * @example `{ numerator: ['appealed'], denominator: ['firstInstanceClosed'], complement: true }` with 4 of 93 → 0.956989…
 */
export interface Measure {
  numerator: FactName[];
  denominator: FactName[] | null;
  complement: boolean;
}

export interface Measured {
  /** Null when the denominator is zero: the measure says nothing, which is not the same as zero. */
  value: Decimal | null;
  numerator: Decimal;
  denominator: Decimal | null;
  /** The arithmetic as written: `95 ÷ 97`, `1 − 4 ÷ 93`. */
  written: string;
}

export function factsOf(measure: Measure): FactName[] {
  return [...measure.numerator, ...(measure.denominator ?? [])];
}

export function measureOf(measure: Measure, reader: FactReader): Measured {
  const total = (names: FactName[]): Decimal => sum(names.map((name) => reader.number(name)));
  return divide(measure, total(measure.numerator), measure.denominator ? total(measure.denominator) : null);
}

function divide(measure: Measure, numerator: Decimal, denominator: Decimal | null): Measured {
  const written = `${measure.complement ? '1 − ' : ''}${plain(numerator)}${denominator ? ` ÷ ${plain(denominator)}` : ''}`;
  if (denominator?.isZero()) return { value: null, numerator, denominator, written };
  const quotient = denominator ? numerator.div(denominator) : numerator;
  return { value: measure.complement ? new Decimal(1).minus(quotient) : quotient, numerator, denominator, written };
}

export type MeanKind = 'pooled' | 'members';

/** A question put to the peer group once, when the scheme is prepared for it. */
export interface PeerQuestion {
  measure: Measure;
  /** `pooled`: Σ numerators ÷ Σ denominators. `members`: mean of each member's own value. */
  mean: MeanKind;
}

export interface PeerMean {
  value: Decimal | null;
  members: number;
}

export function questionKey(question: PeerQuestion): string {
  const { numerator, denominator, complement } = question.measure;
  return `${question.mean}|${complement ? '1-' : ''}${numerator.join('+')}/${denominator?.join('+') ?? '1'}`;
}

/**
 * The group's mean, whoever asks. Members whose denominator is zero have no value of their own and are left out
 * of a `members` mean; a `pooled` mean weighs everybody by the denominator (two clerks with 10 and 90 services
 * and 1 and 27 faults: pooled 28 ÷ 100 = 0.28, members (0.10 + 0.30) ÷ 2 = 0.20).
 */
export function peerMean(question: PeerQuestion, readers: FactReader[]): PeerMean {
  const ordered = [...readers].sort((a, b) => compare(a.facts.personId, b.facts.personId));
  // A member for whom a derived fact has no answer has no value of their own.
  const measured = ordered.flatMap((reader) => {
    const own = attempt(() => measureOf(question.measure, reader));
    return 'value' in own ? [own.value] : [];
  });
  if (question.mean === 'pooled' && question.measure.denominator) {
    const pooled = divide(question.measure, sum(measured.map((m) => m.numerator)), sum(measured.map((m) => m.denominator!)));
    return { value: pooled.value, members: measured.length };
  }
  const values = measured.flatMap((m) => (m.value ? [m.value] : []));
  return { value: values.length ? sum(values).div(values.length) : null, members: values.length };
}
