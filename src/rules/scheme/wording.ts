import type { Sentence } from '../../kernel/domain-error.js';
import { Decimal, points, roundHalfUp } from '../../kernel/exact.js';

/** `95`, `28.6`, `0.3333`: at most four places, no trailing zeros. */
export function plain(value: Decimal): string {
  return roundHalfUp(value, 4).toFixed();
}

/** `0.979381` → `97.94%`. */
export function percent(value: Decimal): string {
  return `${points(value.times(100))}%`;
}

/**
 * A factor with just enough places that whoever repeats the printed product gets the printed result.
 * @example `factorFor(8, 95 ÷ 97, 7.84)` → `0.9794`, for 8.00 × 0.9794 rounds to 7.84.
 */
export function factorFor(full: Decimal, factor: Decimal, result: Decimal): string {
  for (let places = 4; places < 30; places += 1) {
    const written = roundHalfUp(factor, places);
    if (roundHalfUp(full.times(written)).eq(result)) return written.toFixed(places);
  }
  return factor.toFixed();
}

export function join(...parts: (Sentence | null)[]): Sentence {
  const said = parts.filter((part) => part !== null);
  return { zh: said.map((part) => part.zh).join('，'), en: said.map((part) => part.en).join(', ') };
}

export function say(zh: string, en: string): Sentence {
  return { zh, en };
}

/** Points of a line: two places, more only where a share has split them. */
export function linePoints(value: Decimal): string {
  const written = value.toDecimalPlaces(6);
  return written.toFixed(Math.max(2, written.dp()));
}
