import { Decimal, points } from '../../../kernel/exact.js';
import { factsOf, measureOf, type PeerQuestion } from '../measure.js';
import { fractionOf, notApplicable, type LeafContext, type LeafRule, type Reading } from '../leaf-rule.js';
import type { SpecReader } from '../spec-reader.js';
import { join, plain, say } from '../wording.js';
import { zeroDenominator } from './ratio.js';

/**
 * Relative to the mean of the peer group, never to a target.
 *
 * `shape: proportional` — full × clamp(r − less, atLeast, atMost), r = own ÷ mean. With less 0.20 the mean itself
 * gives 80 %. Put `servedMonths` in the denominator and `mean: pooled`, and r becomes
 * own ÷ (group's output per full-time month × own duty factor × own months).
 *
 * `shape: steps` — `base` points, + gain for each `per` per cent boundary strictly passed above the mean, − lose for
 * each strictly passed below, held between 0 and the full mark.
 * @example steps, base 60, +5 per 10 %, −5 per 20 %, mean 100: 100 → 60, 110 → 60, 115 → 65, 121 → 70, 80 → 60, 70 → 55.
 *   Source: FIGURES.md “Case points in a Chinese high court's published program”; CATALOGUES §13 N1, N2.
 */
export const againstPeers: LeafRule = {
  kind: 'against-peers',
  needsFullMark: true,
  compile: (spec, leaf) => {
    const measure = spec.measure('of');
    const question: PeerQuestion = { measure, mean: spec.choice('mean', ['pooled', 'members'] as const, 'members') };
    const shape = spec.choice('shape', ['proportional', 'steps']);
    const shaped = shape === 'steps' ? steps(spec, leaf) : proportional(spec);
    return {
      facts: factsOf(measure),
      peers: [question],
      read: (subject): Reading => {
        const own = measureOf(measure, subject.reader);
        if (!own.value) return zeroDenominator(leaf, own);
        const mean = subject.peerMean(question);
        if (!mean.value || mean.value.lte(0)) {
          return notApplicable(`${leaf.title.zh}：同岗均值为零，本项不适用`, `${leaf.title.en}: the peer mean is zero, so this part does not apply`);
        }
        const relative = own.value.div(mean.value);
        const equals = own.denominator ? ` = ${plain(own.value)}` : '';
        const words = say(
          `${leaf.title.zh} ${own.written}${equals}，同岗 ${mean.members} 人均值 ${plain(mean.value)}，为均值的 ${plain(relative)} 倍`,
          `${leaf.title.en} ${own.written}${equals}, mean of ${mean.members} peers ${plain(mean.value)}, ${plain(relative)} times the mean`,
        );
        const { fraction, how } = shaped(relative);
        return fractionOf(fraction, join(words, how));
      },
    };
  },
};

type Shaped = (relative: Decimal) => { fraction: Decimal; how: { zh: string; en: string } };

function proportional(spec: SpecReader): Shaped {
  const less = spec.number('less', { otherwise: 0 });
  const atLeast = spec.number('atLeast', { min: 0, max: 1 });
  const atMost = spec.number('atMost', { min: 0, max: 1 });
  if (atLeast.gt(atMost)) spec.fault('atMost', 'atLeast 高于 atMost。', 'atLeast is above atMost.');
  return (relative) => {
    const open = relative.minus(less);
    const fraction = Decimal.min(atMost, Decimal.max(atLeast, open));
    const zh = fraction.eq(open) ? '' : `，限于 ${plain(atLeast)}–${plain(atMost)} 之间，计 ${plain(fraction)}`;
    const en = fraction.eq(open) ? '' : `, held between ${plain(atLeast)} and ${plain(atMost)}: ${plain(fraction)}`;
    const shift = `${plain(relative)} − ${plain(less)} = ${plain(open)}`;
    return { fraction, how: say(`${shift}${zh}`, `${shift}${en}`) };
  };
}

function steps(spec: SpecReader, leaf: LeafContext): Shaped {
  const full = leaf.fullMark ?? new Decimal(1);
  const base = spec.number('base', { min: 0, max: full });
  const read = (key: 'above' | 'below', change: 'gain' | 'lose'): { per: Decimal; change: Decimal } => {
    const inner = spec.object(key);
    const step = { per: inner.number('per', { min: '0.01' }), change: inner.number(change, { min: 0 }) };
    inner.done();
    return step;
  };
  const [above, below] = [read('above', 'gain'), read('below', 'lose')];
  return (relative) => {
    const over = relative.minus(1).times(100);
    const step = over.isNegative() ? below : above;
    const passed = boundariesPassed(over.abs(), step.per);
    const open = base.plus(passed.times(step.change).times(over.isNegative() ? -1 : 1));
    const held = Decimal.min(full, Decimal.max(0, open));
    const sign = over.isNegative() ? '−' : '+';
    const sum = `${points(base)} ${sign} ${plain(passed)} × ${points(step.change)} = ${points(open)}`;
    const [zh, en] = held.eq(open) ? ['', ''] : [`，限计 ${points(held)}`, `, held at ${points(held)}`];
    return {
      fraction: held.div(full),
      how: say(
        `越过 ${plain(passed)} 个 ${plain(step.per)}% 界线，${sum}${zh}，占满分 ${points(full)}`,
        `${plain(passed)} boundaries of ${plain(step.per)}% passed, ${sum}${en} of ${points(full)}`,
      ),
    };
  };
}

/** A boundary reached is not yet passed: 110 % of the mean has passed none of the 10 % boundaries, 115 % has passed one. */
function boundariesPassed(distance: Decimal, per: Decimal): Decimal {
  return Decimal.max(0, distance.div(per).ceil().minus(1));
}
