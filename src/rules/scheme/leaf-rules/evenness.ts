import { Decimal, sum } from '../../../kernel/exact.js';
import { fractionOf, notApplicable, type LeafRule, type Reading } from '../leaf-rule.js';
import { percent, plain, say } from '../wording.js';

/**
 * How evenly work was spread: 1 − ½ Σ |share of month − 1 ÷ months|, over one piece per month served (a month without
 * any work is a piece of 0, not a missing one). One month alone cannot be uneven, nor can nothing at all: not applicable.
 *
 * @example closings 10, 10, 20 in three months → shares 0.25, 0.25, 0.50 → 1 − ½ × (1/12 + 1/12 + 1/6) = 0.8333;
 *   full 3.00 → 2.50. Source: CATALOGUES §13 T4.
 */
export const evenness: LeafRule = {
  kind: 'evenness',
  needsFullMark: true,
  compile: (spec, leaf) => {
    const fact = spec.fact('pieces', 'pieces');
    return {
      facts: [fact],
      peers: [],
      read: ({ reader }): Reading => {
        const months = reader.pieces(fact).map((piece) => reader.within(fact, piece.source.id, 'value', piece.value, 0));
        const total = sum(months);
        if (months.length < 2 || total.isZero()) {
          return notApplicable(`${leaf.title.zh}：${months.length} 个月、共 ${plain(total)} 件，无从比较，本项不适用`, `${leaf.title.en}: ${plain(total)} in ${months.length} month(s) leave nothing to compare, so this part does not apply`);
        }
        // |share − 1 ÷ n| = |month × n − total| ÷ (total × n): one division, so that the order of months cannot show.
        const apart = sum(months.map((month) => month.times(months.length).minus(total).abs()));
        const value = new Decimal(1).minus(apart.div(total.times(months.length).times(2)));
        return fractionOf(value, say(`${leaf.title.zh} ${months.length} 个月、共 ${plain(total)} 件，均衡度 ${percent(value)}`, `${leaf.title.en}: ${plain(total)} over ${months.length} months, evenness ${percent(value)}`));
      },
    };
  },
};
