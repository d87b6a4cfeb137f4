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
  /** Disposition time in whole days: pending ÷ closed × 365; `null` when nothing was closed. */
  dispositionDays: number | null;
  /** opening + received − closed − pending. Anything but 0 means that the figures do not reconcile. */
  gap: number;
}

const DAYS_IN_YEAR = 365;

/**
 * Case-flow figures of one unit. Each is worked out exactly and rounded half up once. A zero
 * denominator gives `null`: no rate is better than a rate nobody can explain. The disposition
 * time takes the figures as those of a whole year.
 *
 * @example caseFlow({ opening: 5201, received: 8464, closed: 8000, pending: 5665 })
 * // { clearanceRate: 94.52, closingRate: 58.54, dispositionDays: 258, gap: 0 }
 * Source: sudovi.hr (clearance, disposition time) and the bulletin of 光山县法院 (closing rate), FIGURES.md.
 */
export function caseFlow({ opening, received, closed, pending }: CaseFlow): CaseFlowFigures {
  const accepted = new Decimal(opening).plus(received);
  return {
    clearanceRate: percent(closed, received),
    closingRate: percent(closed, accepted),
    dispositionDays: closed === 0 ? null : roundHalfUp(new Decimal(pending).times(DAYS_IN_YEAR).div(closed), 0).toNumber(),
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
