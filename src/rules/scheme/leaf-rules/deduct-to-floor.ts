import { Decimal, points } from '../../../kernel/exact.js';
import type { LeafRule } from '../leaf-rule.js';
import { sumOfLines } from '../settle-leaf.js';
import { linePoints, say } from '../wording.js';
import { counted } from './event-lines.js';

/**
 * 扣完为止: full mark less every deduction, but never below the floor (0 unless stated).
 *
 * `events` with their own points, or `each` per event (times the person's share), or `count` × `each`.
 * Weight taken over from a part that does not apply raises the full mark; a deduction keeps its price.
 * Faults: an event without points when no `each` is given; a share outside 0 … 1.
 * @example full 10.00, deductions 8.00 and 4.40 → lines 10.00, −8.00, −4.40, +2.40
 *   (“扣分合计 12.40，按下限计 10.00”), leaf 0.00. Source: SCHEMES.md “deduct to floor”; CATALOGUES §13 K2, T3.
 */
export const deductToFloor: LeafRule = {
  kind: 'deduct-to-floor',
  needsFullMark: true,
  compile: (spec, leaf) => {
    const deductions = counted(spec, leaf);
    const floor = spec.number('floor', { min: 0, max: leaf.fullMark ?? 0, otherwise: 0 });
    return {
      facts: deductions.facts,
      events: deductions.events,
      peers: [],
      read: (subject) => {
        const lines = deductions.draw(subject, -1);
        return {
          applicable: true,
          score: (full) => {
            const base = { kind: 'base' as const, points: full!, reason: say(`满分 ${points(full!)}`, `Full mark ${points(full!)}`) };
            const taken = sumOfLines(lines).negated();
            const most = full!.minus(floor);
            if (taken.lte(most)) return { exact: full!.minus(taken), lines: [base, ...lines] };
            const cut = {
              kind: 'floor' as const,
              points: taken.minus(most),
              reason: say(`扣分合计 ${linePoints(taken)}，按下限计 ${points(most)}`, `Deductions ${linePoints(taken)} in all, counted as ${points(most)} by the floor`),
            };
            return { exact: new Decimal(floor), lines: [base, ...lines, cut] };
          },
        };
      },
    };
  },
};
