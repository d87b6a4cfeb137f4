import { asText, hundredths } from '../../components/share-editor-total.js';

/**
 * The score of a case while it is being reviewed: 100.00 less every deduction, not below zero. The server works it out
 * again; this only saves the reviewer from waiting for it.
 * @example arithmeticOf(['2.00', '0.40']) → { terms: ['100.00', '2.00', '0.40'], score: '97.60' }
 */
export function arithmeticOf(points: readonly string[]): { terms: string[]; score: string } {
  const deductions = points.map((text) => hundredths(text) ?? 0);
  const score = Math.max(0, 10000 - deductions.reduce((sum, value) => sum + value, 0));
  return { terms: ['100.00', ...deductions.map(asText)], score: asText(score) };
}

/** Keeps a figure within a clause's range when the stepper is used; typing is never changed under the hand. */
export function stepPoints(current: string, delta: 1 | -1, min: string, max: string): string {
  const low = hundredths(min) ?? 0;
  const high = hundredths(max) ?? low;
  const at = hundredths(current);
  if (at === null) return asText(low);
  const width = high - low >= 1000 ? 100 : high - low >= 200 ? 50 : 10;
  return asText(Math.min(high, Math.max(low, at + delta * width)));
}

export function outOfRange(points: string, min: string, max: string): boolean {
  const value = hundredths(points);
  return value === null || value < (hundredths(min) ?? 0) || value > (hundredths(max) ?? 0);
}
