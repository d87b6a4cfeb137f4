import { type Decimal, points, roundHalfUp, sum } from '../../kernel/exact.js';
import type { DraftLine, LeafScore } from './leaf-rule.js';
import { linePoints, plain, say } from './wording.js';

/** A line with its points as they will be read, and as they add up. */
export type SettledLine = DraftLine & { written: string };

/**
 * The one rounding: converts a leaf to the sheet's scale and rounds it half up to two places, once. The lines keep
 * their exact amounts; what the rounding changed stands in a line of its own, so that the lines add up to the leaf.
 * @example full 4.00 less 0.075 (a finding of 0.30 with a share of 0.25) → lines 4.00, −0.075, +0.005, leaf 3.93
 */
export function settleLeaf(score: LeafScore, scale: Decimal): SettledLine[] {
  const converted = scale.eq(1) ? score.lines : score.lines.map((line) => convert(line, scale));
  const result = roundHalfUp(score.exact.times(scale));
  // A full mark enlarged by weight taken over may never end (13.3333…); that line, and a computed one, is written rounded.
  const lines = converted.map((line) => ({ ...line, written: line.kind === 'base' || line.kind === 'computed' ? points(line.points) : linePoints(line.points) }));
  const rest = result.minus(sum(lines.map((line) => line.written)));
  if (rest.isZero()) return lines;
  const reason = say(`四舍五入到两位小数，本项计 ${points(result)}`, `Rounded half up to two places, this part counts ${points(result)}`);
  return [...lines, { kind: 'rounding', points: rest, reason, written: linePoints(rest) }];
}

function convert(line: DraftLine, scale: Decimal): DraftLine {
  const converted = line.points.times(scale);
  const words = ` × ${plain(scale)} = ${linePoints(converted)}`;
  return {
    ...line,
    points: converted,
    reason: say(`${line.reason.zh}；折算 ${linePoints(line.points)}${words}`, `${line.reason.en}; converted ${linePoints(line.points)}${words}`),
  };
}
