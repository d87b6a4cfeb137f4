import { Decimal, points, roundHalfUp } from '../../kernel/exact.js';
import type { DraftLine, LeafScore } from './leaf-rule.js';
import { linePoints, plain, say } from './wording.js';

/** A line with its points as they will be read. */
export interface SettledLine {
  line: DraftLine;
  written: string;
}

/** The lines of a leaf and what they add up to. */
export interface SettledLeaf {
  lines: SettledLine[];
  total: Decimal;
}

/**
 * The one rounding: converts a leaf to the sheet's scale and rounds it half up to two places, once. The lines keep
 * their exact amounts; what the rounding changed stands in a line of its own, so that the lines add up to the leaf.
 * @example full 4.00 less 0.075 (a finding of 0.30 with a share of 0.25) → lines 4.00, −0.075, +0.005, leaf 3.93
 */
export function settleLeaf(score: LeafScore, scale: Decimal): SettledLeaf {
  const converted = scale.eq(1) ? score.lines : convertAll(score.lines, scale);
  const total = roundHalfUp(score.exact.times(scale));
  const amounts = new Tally();
  const lines = converted.map((line): SettledLine => {
    // A full mark enlarged by weight taken over may never end (13.3333…); that line, and a computed one, is written rounded.
    const rounded = line.kind === 'base' || line.kind === 'computed';
    const { written, value } = rounded ? { written: points(line.points), value: roundHalfUp(line.points) } : writtenLine(line.points);
    amounts.add(value);
    return { line, written };
  });
  const rest = total.minus(amounts.total());
  if (rest.isZero()) return { lines, total };
  const reason = say(`四舍五入到两位小数，本项计 ${points(total)}`, `Rounded half up to two places, this part counts ${points(total)}`);
  lines.push({ line: { kind: 'rounding', points: rest, reason }, written: linePoints(rest) });
  return { lines, total };
}

/**
 * An exact sum of many amounts of which few are different: a list of findings repeats its prices, and the same decimal
 * comes as the same object, so that it is multiplied once and not added a thousand times.
 */
export class Tally {
  private readonly counts = new Map<Decimal, number>();

  add(amount: Decimal): void {
    this.counts.set(amount, (this.counts.get(amount) ?? 0) + 1);
  }

  total(): Decimal {
    let total = new Decimal(0);
    for (const [amount, count] of this.counts) total = total.plus(count === 1 ? amount : amount.times(count));
    return total;
  }
}

export function sumOfLines(lines: readonly DraftLine[]): Decimal {
  const tally = new Tally();
  for (const line of lines) tally.add(line.points);
  return tally.total();
}

interface Written {
  written: string;
  value: Decimal;
}

/** By object: equal amounts of one leaf are one object, written once. */
const known = new WeakMap<Decimal, Written>();

function writtenLine(amount: Decimal): Written {
  const found = known.get(amount);
  if (found) return found;
  const written = linePoints(amount);
  const value = new Decimal(written);
  const answer = { written, value };
  known.set(amount, answer);
  return answer;
}

function convertAll(lines: readonly DraftLine[], scale: Decimal): DraftLine[] {
  const times = ` × ${plain(scale)} = `;
  const conversions = new Map<Decimal, { points: Decimal; zh: string; en: string }>();
  const conversion = (amount: Decimal): { points: Decimal; zh: string; en: string } => {
    const found = conversions.get(amount);
    if (found) return found;
    const converted = amount.times(scale);
    const words = `${linePoints(amount)}${times}${linePoints(converted)}`;
    const made = { points: converted, zh: `；折算 ${words}`, en: `; converted ${words}` };
    conversions.set(amount, made);
    return made;
  };
  return lines.map((line) => {
    const made = conversion(line.points);
    return { ...line, points: made.points, reason: say(`${line.reason.zh}${made.zh}`, `${line.reason.en}${made.en}`) };
  });
}
