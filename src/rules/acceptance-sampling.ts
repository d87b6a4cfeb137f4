import { Decimal, roundHalfUp, type Exact } from '../kernel/exact.js';
import { acceptanceSamplingErrors } from './acceptance-sampling.errors.js';

export type InspectionLevel = 'S-1' | 'S-2' | 'S-3' | 'S-4' | 'I' | 'II' | 'III';

export interface SamplingPlan {
  letter: string;
  sampleSize: number;
  /** Most faulty cases with which the lot still passes. */
  accept: number;
  reject: number;
  /** The table's sample would be as large as the lot: review every case. */
  everyCase: boolean;
}

const LEVELS: readonly InspectionLevel[] = ['S-1', 'S-2', 'S-3', 'S-4', 'I', 'II', 'III'];

/** Table 1: upper end of the lot size → code letter by level, in the order of {@link LEVELS}. */
const CODE_LETTERS: readonly (readonly [number, string])[] = [
  [8, 'AAAAAAB'],
  [15, 'AAAAABC'],
  [25, 'AABBBCD'],
  [50, 'ABBCCDE'],
  [90, 'BBCCCEF'],
  [150, 'BBCDDFG'],
  [280, 'BCDEEGH'],
  [500, 'BCDEFHJ'],
  [1200, 'CCEFGJK'],
  [3200, 'CDEGHKL'],
  [10_000, 'CDFGJLM'],
  [35_000, 'CDFHKMN'],
  [150_000, 'DEGJLNP'],
  [500_000, 'DEGJMPQ'],
  [Number.POSITIVE_INFINITY, 'DEHKNQR'],
];

const LETTERS = 'ABCDEFGHJKLMNPQR';
const SAMPLE_SIZES = [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000];

/** Acceptance quality limits in per cent of cases, as the standard lists them. */
export const QUALITY_LIMITS = [
  '0.010', '0.015', '0.025', '0.040', '0.065', '0.10', '0.15', '0.25', '0.40', '0.65', '1.0', '1.5', '2.5', '4.0', '6.5', '10',
] as const;

/** Acceptance number by the sum of letter and limit; the whole of Table 2-A is this diagonal and arrows to it. */
const ACCEPT_ON_DIAGONAL: Readonly<Record<number, number>> = { 14: 0, 17: 1, 18: 2, 19: 3, 20: 5, 21: 7, 22: 10, 23: 14, 24: 21 };
const [ZERO_DIAGONAL, FIRST_ARROW_DOWN, LAST_DIAGONAL] = [14, 16, 24];

/**
 * 计数抽样: the single plan for normal inspection of a lot of reviewed cases.
 *
 * Where the table shows an arrow, the first plan it points at holds, with that plan's sample. A sample not smaller
 * than the lot means: review every case.
 *
 * @param limit one of {@link QUALITY_LIMITS}, per cent of cases with a fault
 * @throws acceptanceSampling.lot, acceptanceSampling.limit
 * @example lot 151–280, level II → n = 32; 1.5 % → reject at 2, 2.5 % at 3, 4.0 % at 4, 6.5 % at 6 (FIGURES.md).
 * Source: ANSI/ASQ Z1.4, ISO 2859-1, GB/T 2828.1, Tables 1 and 2-A.
 */
export function samplingPlan(lotSize: number, limit: Exact, level: InspectionLevel = 'II'): SamplingPlan {
  if (!Number.isInteger(lotSize) || lotSize < 2) throw acceptanceSamplingErrors['acceptanceSampling.lot']({ lotSize });
  const column = QUALITY_LIMITS.findIndex((listed) => new Decimal(listed).eq(limit));
  if (column < 0) throw acceptanceSamplingErrors['acceptanceSampling.limit']({ limit: String(limit), listed: QUALITY_LIMITS.join(', ') });
  const [, letters] = CODE_LETTERS.find(([until]) => lotSize <= until)!;
  const row = followArrows(LETTERS.indexOf(letters[LEVELS.indexOf(level)]!), column);
  const sampleSize = SAMPLE_SIZES[row]!;
  const accept = ACCEPT_ON_DIAGONAL[row + column]!;
  return { letter: LETTERS[row]!, sampleSize: Math.min(sampleSize, lotSize), accept, reject: accept + 1, everyCase: sampleSize >= lotSize };
}

function followArrows(row: number, column: number): number {
  const diagonal = row + column;
  if (diagonal in ACCEPT_ON_DIAGONAL) return row;
  if (diagonal < ZERO_DIAGONAL) return ZERO_DIAGONAL - column;
  if (diagonal > LAST_DIAGONAL) return LAST_DIAGONAL - column;
  // Between 0 and 1 the table points up to the plan for 0, or down to the plan for 1; at its upper edge only down.
  const pointsUp = diagonal < FIRST_ARROW_DOWN && row > 0;
  return pointsUp ? ZERO_DIAGONAL - column : FIRST_ARROW_DOWN + 1 - column;
}

/**
 * 漏过的机会: the chance that a sample drawn without replacement shows at most `accept` faulty cases although the lot
 * holds `faulty` of them. Six places.
 * @example 200 cases, 10 faulty (5 %), 32 drawn, none allowed: 0.167305: one lot in six with such a rate would pass unseen.
 */
export function chanceOfPassing(lot: { size: number; faulty: number }, sampleSize: number, accept: number): string {
  const { size, faulty } = lot;
  if (![size, faulty, sampleSize, accept].every((count) => Number.isInteger(count) && count >= 0) || faulty > size || sampleSize > size) {
    throw acceptanceSamplingErrors['acceptanceSampling.counts']({ size, faulty, sampleSize, accept });
  }
  let chance = new Decimal(0);
  for (let seen = Math.max(0, sampleSize - (size - faulty)); seen <= Math.min(accept, faulty, sampleSize); seen++) {
    chance = chance.plus(choose(faulty, seen).times(choose(size - faulty, sampleSize - seen)).div(choose(size, sampleSize)));
  }
  return roundHalfUp(Decimal.min(1, chance), 6).toFixed(6);
}

/**
 * The smallest sample that leaves at most `risk` chance of seeing no fault although `rate` per cent of the lot has one
 * (rounded up to whole cases); the whole lot when nothing less will do.
 * @example 200 cases, 5 %, risk 0.05 → 51
 */
export function sampleToNotice(lotSize: number, rate: Exact, risk: Exact): number {
  const faulty = new Decimal(rate).div(100).times(lotSize).ceil().toNumber();
  let chance = new Decimal(1);
  for (let drawn = 0; drawn < lotSize; drawn++) {
    if (chance.lte(risk)) return drawn;
    chance = chance.times(Decimal.max(0, lotSize - faulty - drawn)).div(lotSize - drawn);
  }
  return lotSize;
}

function choose(n: number, k: number): Decimal {
  let product = new Decimal(1);
  for (let i = 1; i <= Math.min(k, n - k); i++) product = product.times(n - i + 1).div(i);
  return product;
}
