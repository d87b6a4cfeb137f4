import { Decimal, points } from '../../../kernel/exact.js';
import type { DraftLine, LeafRule } from '../leaf-rule.js';
import { join, say } from '../wording.js';
import { happened } from './event-lines.js';

/**
 * One event takes the whole full mark; without any, the whole is kept. Events after the first cost nothing more,
 * and each still has a line saying so.
 *
 * @example full 5.00, one unexcused absence on a reception day → 5.00 − 5.00 = 0.00. Source: CATALOGUES §12.1 接待日.
 */
export const allOrNothing: LeafRule = {
  kind: 'all-or-nothing',
  needsFullMark: true,
  compile: (spec, leaf) => {
    const events = happened(spec, leaf);
    return {
      facts: events.facts,
      events: events.events,
      peers: [],
      read: (subject) => {
        const drawn = events.draw(subject);
        return {
          applicable: true,
          score: (full) => {
            const base: DraftLine = { kind: 'base', points: full!, reason: say(`满分 ${points(full!)}`, `Full mark ${points(full!)}`) };
            const lines = drawn.map((line, index): DraftLine => ({
              ...line,
              points: index === 0 ? full!.negated() : new Decimal(0),
              reason: join(line.reason, index === 0 ? say('有一次即不得分', 'one is enough to lose all') : say('已不得分，不再扣', 'all lost already, nothing more is taken')),
            }));
            return { exact: lines.length ? new Decimal(0) : full!, lines: [base, ...lines] };
          },
        };
      },
    };
  },
};
