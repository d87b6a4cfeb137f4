import { Decimal } from '../../../kernel/exact.js';
import { say } from '../wording.js';
import { UndefinedValue } from './undefined-value.js';

/** What an expression may be told: single figures, and what a list of events or pieces comes to. */
export interface ExpressionReader {
  number: (name: string) => Decimal;
  /** @throws UndefinedValue for the mean, best or worst of nothing */
  aggregate: (kind: Aggregate, name: string) => Decimal;
}

export interface Surroundings {
  reader: ExpressionReader;
  /** Names the place provides: `fullMark`, `score`, `headcount`. */
  given: Readonly<Record<string, Decimal>>;
}

export const AGGREGATES = ['count', 'total', 'mean', 'best', 'worst'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

export type NumberTerm = (around: Surroundings) => Decimal;
export type TruthTerm = (around: Surroundings) => boolean;

/** The largest exponent a power may have; it must be written out as a whole number. */
export const LARGEST_EXPONENT = 12;

type Binary = (a: Decimal, b: Decimal) => Decimal;
export const ARITHMETIC: Readonly<Record<string, Binary>> = {
  add: (a, b) => finite(a.plus(b)),
  subtract: (a, b) => finite(a.minus(b)),
  multiply: (a, b) => finite(a.times(b)),
  divide: (a, b) => {
    if (b.isZero()) throw new UndefinedValue(say('除数为零', 'there is nothing to divide by'));
    return finite(a.div(b));
  },
};

export const COMPARISONS: Readonly<Record<string, (a: Decimal, b: Decimal) => boolean>> = {
  smaller: (a, b) => a.lt(b),
  smallerEq: (a, b) => a.lte(b),
  larger: (a, b) => a.gt(b),
  largerEq: (a, b) => a.gte(b),
  equal: (a, b) => a.eq(b),
  unequal: (a, b) => !a.eq(b),
};

/** Functions of plain numbers: how many they take, and what they answer. `round` is half up, to whole numbers or the places named. */
export const FUNCTIONS: Readonly<Record<string, { least: number; most: number; apply: (values: Decimal[]) => Decimal }>> = {
  min: { least: 1, most: 20, apply: (values) => Decimal.min(...values) },
  max: { least: 1, most: 20, apply: (values) => Decimal.max(...values) },
  abs: { least: 1, most: 1, apply: ([value]) => value!.abs() },
  floor: { least: 1, most: 1, apply: ([value]) => value!.floor() },
  ceil: { least: 1, most: 1, apply: ([value]) => value!.ceil() },
  round: { least: 1, most: 2, apply: ([value, places]) => value!.toDecimalPlaces(places?.toNumber() ?? 0, Decimal.ROUND_HALF_UP) },
};

export function power(base: Decimal, exponent: number): Decimal {
  return finite(base.pow(exponent));
}

function finite(value: Decimal): Decimal {
  if (!value.isFinite() || value.e > 30) throw new UndefinedValue(say('结果超出可计算的范围', 'the result is beyond what can be reckoned with'));
  return value;
}
