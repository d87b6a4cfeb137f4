import { Decimal, points } from '../../../kernel/exact.js';
import type { DraftLine, LeafRule } from '../leaf-rule.js';
import { sumOfLines } from '../settle-leaf.js';
import { linePoints, say } from '../wording.js';
import { counted } from './event-lines.js';

/**
 * 倒扣分: a starting base less every deduction, with no floor unless one is given; it may go below zero.
 *
 * Faults: as deduct-to-floor.
 * @example base 100.00, deductions 1.00, 1.00, 2.00, 5.00 → 91.00. Source: SCHEMES.md document 7.
 */
export const deductOnly: LeafRule = {
  kind: 'deduct-only',
  needsFullMark: false,
  compile: (spec, leaf) => {
    const base = spec.number('base', { min: 0 });
    const floor = spec.optionalNumber('floor');
    const deductions = counted(spec, leaf);
    return {
      facts: deductions.facts,
      events: deductions.events,
      peers: [],
      read: (subject) => {
        const lines: DraftLine[] = [
          { kind: 'base', points: base, reason: say(`起评分 ${points(base)}`, `Starting base ${points(base)}`) },
          ...deductions.draw(subject, -1),
        ];
        return {
          applicable: true,
          score: () => {
            const left = sumOfLines(lines);
            if (!floor || left.gte(floor)) return { exact: left, lines };
            const cut: DraftLine = {
              kind: 'floor',
              points: floor.minus(left),
              reason: say(
                `扣分合计 ${linePoints(base.minus(left))}，按下限计 ${points(base.minus(floor))}`,
                `Deductions ${linePoints(base.minus(left))} in all, counted as ${points(base.minus(floor))} by the floor`,
              ),
            };
            return { exact: new Decimal(floor), lines: [...lines, cut] };
          },
        };
      },
    };
  },
};
