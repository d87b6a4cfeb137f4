import { Decimal, roundHalfUp } from '../kernel/exact.js';

/** 收结存: whole numbers of cases of one unit in one period. */
export interface CaseFlow {
  /** 旧存 */
  opening: number;
  /** 新收 */
  received: number;
  /** 结案 */
  closed: number;
  /** 未结 at the end of the period */
  pending: number;
}

export interface CaseFlowFigures {
  /** 结收比, per cent: closed ÷ received × 100, two places; `null` when nothing was received. */
  clearanceRate: number | null;
  /** 结案率, per cent: closed ÷ (opening + received) × 100, two places. */
  closingRate: number | null;
  /** Disposition time in whole days: pending ÷ closed × the days of the period; `null` when nothing was closed. */
  dispositionDays: number | null;
  /** opening + received − closed − pending. Anything but 0 means that the figures do not reconcile. */
  gap: number;
}

const DAYS_IN_YEAR = 365;

/**
 * Case-flow figures of one unit. Each is worked out exactly and rounded half up once. A zero
 * denominator gives `null`: no rate is better than a rate nobody can explain.
 * @param days of the period the figures are of; a whole year counts 365
 *
 * @example caseFlow({ opening: 5201, received: 8464, closed: 8000, pending: 5665 })
 * // { clearanceRate: 94.52, closingRate: 58.54, dispositionDays: 258, gap: 0 }
 * Source: sudovi.hr (clearance, disposition time) and the bulletin of 光山县法院 (closing rate), FIGURES.md.
 */
export function caseFlow({ opening, received, closed, pending }: CaseFlow, days: number = DAYS_IN_YEAR): CaseFlowFigures {
  const accepted = new Decimal(opening).plus(received);
  return {
    clearanceRate: percent(closed, received),
    closingRate: percent(closed, accepted),
    dispositionDays: closed === 0 ? null : roundHalfUp(new Decimal(pending).times(days).div(closed), 0).toNumber(),
    gap: accepted.minus(closed).minus(pending).toNumber(),
  };
}

/**
 * A rate in per cent, two places, half up; `null` when the denominator is zero.
 * @example percent(93, 109) // 85.32
 */
export function percent(numerator: Decimal | number, denominator: Decimal | number): number | null {
  const whole = new Decimal(denominator);
  return whole.isZero() ? null : roundHalfUp(new Decimal(numerator).times(100).div(whole)).toNumber();
}

/**
 * 同比: growth in per cent over the same period of the year before, two places; `null` when that was zero.
 * @example yearOnYear(670, 220) // 204.55
 */
export function yearOnYear(current: number, yearBefore: number): number | null {
  return percent(new Decimal(current).minus(yearBefore), yearBefore);
}

/** 同比, 环比: what a number was compared with, the growth in per cent, and for a base of nothing no growth at all. */
export interface Growth {
  base: number;
  /** Two places with its sign; `null` when the base is zero. */
  percent: string | null;
}

/**
 * @example growth(670, 220) // { base: 220, percent: '+204.55' }
 * @example growth(3, 0) // { base: 0, percent: null }
 */
export function growth(current: number, base: number): Growth {
  const rate = yearOnYear(current, base);
  return { base, percent: rate === null ? null : signed(new Decimal(rate)) };
}

/**
 * Difference of two rates, in percentage points (个百分点), two places with its sign; `null` unless both are known.
 * @example pointsApart('48.38', '46.00') // '+2.38'
 */
export function pointsApart(current: string | null, before: string | null): string | null {
  return current === null || before === null ? null : signed(new Decimal(current).minus(before));
}

function signed(value: Decimal): string {
  return `${value.gt(0) ? '+' : ''}${value.toFixed(2)}`;
}
