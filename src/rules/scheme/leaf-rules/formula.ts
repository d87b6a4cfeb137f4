import { Decimal, points } from '../../../kernel/exact.js';
import type { Surroundings } from '../expression/arithmetic.js';
import { attempt } from '../expression/undefined-value.js';
import { notApplicable, type DraftLine, type LeafRule, type Reading } from '../leaf-rule.js';
import { linePoints, say } from '../wording.js';

/**
 * 算式: points by an expression over facts, parameters and `fullMark`. Held between `atLeast` and `atMost`, and never above
 * the full mark where the leaf has one; what that cuts has a line of its own.
 *
 * A formula that names `fullMark` takes over weight from parts that do not apply; any other counts in points of its own.
 * Division by zero, or the mean of nothing: not applicable.
 * @example full 30.00, `fullMark * kept / possible` with 9117 of 10000 → “30.00 × 9117 ÷ 10000 = 27.35”.
 */
export const formula: LeafRule = {
  kind: 'formula',
  needsFullMark: false,
  compile: (spec, leaf) => {
    const given = leaf.fullMark ? ['fullMark'] : [];
    const expression = spec.expression('points', 'number', given);
    const atLeast = spec.optionalNumber('atLeast');
    const atMost = spec.optionalNumber('atMost');
    if (atLeast && atMost && atLeast.gt(atMost)) spec.fault('atMost', 'atLeast 高于 atMost。', 'atLeast is above atMost.');
    return {
      facts: expression?.facts ?? [],
      peers: [],
      takesWeight: expression?.given.includes('fullMark') ?? false,
      read: ({ reader }): Reading => {
        const around = (full: Decimal | null): Surroundings => ({ reader, given: full ? { fullMark: full } : {} });
        const tried = attempt(() => expression!.number(around(leaf.fullMark)));
        if ('why' in tried) return notApplicable(`${leaf.title.zh}：${tried.why.zh}，本项不适用`, `${leaf.title.en}: ${tried.why.en}, so this part does not apply`);
        return {
          applicable: true,
          score: (full) => {
            const exact = expression!.number(around(full));
            const written = `${expression!.written(around(full))} = ${points(exact)}`;
            const lines: DraftLine[] = [{ kind: 'computed', points: exact, reason: say(`${leaf.title.zh} ${written}`, `${leaf.title.en} ${written}`) }];
            const most = full && atMost ? Decimal.min(full, atMost) : (atMost ?? full);
            const capped = most ? Decimal.min(most, exact) : exact;
            const held = atLeast ? Decimal.max(atLeast, capped) : capped;
            if (!held.eq(exact)) lines.push(cut(exact, held));
            return { exact: held, lines };
          },
        };
      },
    };
  },
};

function cut(exact: Decimal, held: Decimal): DraftLine {
  // The line above is written rounded, so what is cut from it is the difference of the rounded figures.
  const rest = held.minus(points(exact));
  return exact.gt(held)
    ? { kind: 'cap', points: rest, reason: say(`算得 ${points(exact)}，按上限计 ${linePoints(held)}`, `${points(exact)} worked out, counted as ${linePoints(held)} by the cap`) }
    : { kind: 'floor', points: rest, reason: say(`算得 ${points(exact)}，按下限计 ${linePoints(held)}`, `${points(exact)} worked out, counted as ${linePoints(held)} by the floor`) };
}
