import { points } from '../../../kernel/exact.js';
import type { DraftLine, LeafRule } from '../leaf-rule.js';
import { sumOfLines } from '../settle-leaf.js';
import { linePoints, say } from '../wording.js';
import { counted } from './event-lines.js';

/**
 * 累计加分: the sum of what was earned, up to a cap. The cap is `cap`, or the leaf's full mark; a leaf with
 * `fullMark: none` and no `cap` is open-ended.
 *
 * Nothing earned is zero points, not “not applicable”: earning is open to everybody.
 * @example cap 2.00, merits 1.00 and 4.00 → lines +1.00, +4.00, −3.00 (“加分合计 5.00，按上限计 2.00”), leaf 2.00.
 *   Source: SCHEMES.md “add only”; CATALOGUES §13 E7.
 */
export const addOnly: LeafRule = {
  kind: 'add-only',
  needsFullMark: false,
  compile: (spec, leaf) => {
    const additions = counted(spec, leaf);
    const cap = spec.optionalNumber('cap', leaf.fullMark ? { min: 0, max: leaf.fullMark } : { min: 0 });
    return {
      facts: additions.facts,
      events: additions.events,
      peers: [],
      read: (subject) => {
        const lines = additions.draw(subject, 1);
        return {
          applicable: true,
          score: (full) => {
            const earned = sumOfLines(lines);
            const most = cap ?? full;
            if (!most || earned.lte(most)) return { exact: earned, lines };
            const cut: DraftLine = {
              kind: 'cap',
              points: most.minus(earned),
              reason: say(`加分合计 ${linePoints(earned)}，按上限计 ${points(most)}`, `Points earned ${linePoints(earned)} in all, counted as ${points(most)} by the cap`),
            };
            return { exact: most, lines: [...lines, cut] };
          },
        };
      },
    };
  },
};
