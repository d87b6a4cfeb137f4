import { Decimal, sum } from '../../../kernel/exact.js';
import { fractionOf, notApplicable, type LeafRule, type Reading } from '../leaf-rule.js';
import { join, percent, plain, say } from '../wording.js';

/**
 * The weighted mean of single marks, as a part of `outOf` (100 unless stated), at most the full mark.
 * Without any piece (or with weights of zero only) the leaf does not apply.
 *
 * @example full 50.00, pieces 90 (weight 2), 84, 78 → (90 × 2 + 84 + 78) ÷ 4 = 85.50, 50.00 × 0.8550 = 42.75.
 *   Source: SCHEMES.md document 2; CATALOGUES §13 K1, S1, S2.
 */
export const meanOfPieces: LeafRule = {
  kind: 'mean-of-pieces',
  needsFullMark: true,
  compile: (spec, leaf) => {
    const fact = spec.fact('pieces', 'pieces');
    const outOf = spec.number('outOf', { min: '0.01', otherwise: 100 });
    return {
      facts: [fact],
      peers: [],
      read: ({ reader }): Reading => {
        const pieces = reader.pieces(fact).map((piece) => ({
          value: reader.within(fact, piece.source.id, 'value', piece.value, 0),
          weight: reader.within(fact, piece.source.id, 'weight', piece.weight, 0),
        }));
        const weights = sum(pieces.map((piece) => piece.weight));
        if (weights.isZero()) {
          return notApplicable(`${leaf.title.zh}：没有可计分的件次，本项不适用`, `${leaf.title.en}: nothing was marked, so this part does not apply`);
        }
        const mean = sum(pieces.map((piece) => piece.value.times(piece.weight))).div(weights);
        const fraction = Decimal.min(1, mean.div(outOf));
        const held = mean.gt(outOf) ? say(`按 ${plain(outOf)} 计`, `counted as ${plain(outOf)}`) : null;
        const words = join(
          say(
            `${leaf.title.zh} ${pieces.length} 件平均 ${plain(mean)} ÷ ${plain(outOf)} = ${percent(mean.div(outOf))}`,
            `${leaf.title.en}: mean of ${pieces.length} is ${plain(mean)} ÷ ${plain(outOf)} = ${percent(mean.div(outOf))}`,
          ),
          held,
        );
        return fractionOf(fraction, words);
      },
    };
  },
};
