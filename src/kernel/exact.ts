import { Decimal as DecimalJs } from 'decimal.js';

/**
 * Exact decimals for points, weights, shares and money. A clone, so that nobody else's
 * configuration of the library can change our arithmetic.
 */
export const Decimal = DecimalJs.clone({ precision: 40, rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -30, toExpPos: 30 });
export type Decimal = DecimalJs;

export type Exact = Decimal | string | number;

/** The one rounding rule: half up (away from zero), to two places, once per leaf. */
export function roundHalfUp(value: Exact, places = 2): Decimal {
  return new Decimal(value).toDecimalPlaces(places, DecimalJs.ROUND_HALF_UP);
}

/** `27.35` → `"27.35"`, `5` → `"5.00"`: how points are written everywhere. */
export function points(value: Exact, places = 2): string {
  return roundHalfUp(value, places).toFixed(places);
}

/** Stored form: whole hundredths, so that every engine sums the same integers. */
export function toHundredths(value: Exact): number {
  return roundHalfUp(value, 2).times(100).toNumber();
}

export function fromHundredths(hundredths: number | string): Decimal {
  return new Decimal(hundredths).div(100);
}

export function sum(values: Iterable<Exact>): Decimal {
  let total = new Decimal(0);
  for (const value of values) total = total.plus(value);
  return total;
}
