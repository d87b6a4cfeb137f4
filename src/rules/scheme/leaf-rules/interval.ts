import type { Sentence } from '../../../kernel/domain-error.js';
import { Decimal, points } from '../../../kernel/exact.js';
import { factsOf, measureOf, type PeerQuestion } from '../measure.js';
import { fractionOf, notApplicable, type LeafContext, type LeafRule, type Reading, type Subject } from '../leaf-rule.js';
import type { SpecReader } from '../spec-reader.js';
import { join, plain, say } from '../wording.js';
import { zeroDenominator } from './ratio.js';

/**
 * 合理区间: the full mark while the measure lies between `from` and `to` (both belong to it); outside, `above` and
 * `below` say what is lost:
 * - `{ shape: linear, lose: 1, per: 4 }` — 1 point for every 4 outside, in proportion;
 * - `{ shape: linear, zeroAt: 0.60 }` — falls evenly to nothing at 0.60;
 * - `{ shape: stepped, lose: 3, per: 0.10 }` — 3 points for every whole 0.10 outside.
 *
 * `unit: percent` writes measure and bounds in per cent; `relativeTo: peers` measures against the group's mean
 * (`mean: pooled` or `members`), so that 1.10 is ten per cent over it. Points lost are on the leaf's written full
 * mark and shrink or grow with weight taken over, so that the curve keeps its shape.
 * @example full 4.00, to 8 %, −1 per 4 points; 3 cases of 30 → 10.00 %, 2.00 over, (4.00 − 0.50) → 3.50.
 *   Source: SCHEMES.md “interval”; CATALOGUES §13 T2, K3, E2.
 */
export const interval: LeafRule = {
  kind: 'interval',
  needsFullMark: true,
  compile: (spec, leaf) => {
    const relative = spec.choice('relativeTo', ['peers', 'none'], 'none') === 'peers';
    const measure = spec.measure('of');
    const question: PeerQuestion = { measure, mean: relative ? spec.choice('mean', ['pooled', 'members'] as const, 'members') : 'members' };
    const unit = spec.choice('unit', ['number', 'percent'] as const, 'number');
    const from = spec.optionalNumber('from');
    const to = spec.optionalNumber('to');
    if (!from && !to) spec.fault('', '区间至少写明 from 或 to。', 'An interval needs from, to, or both.');
    if (from && to && from.gt(to)) spec.fault('to', `区间下端 ${plain(from)} 高于上端 ${plain(to)}。`, `The interval descends: from ${plain(from)} to ${plain(to)}.`);
    const above = to ? side(spec, 'above', to, 1, leaf) : null;
    const below = from ? side(spec, 'below', from, -1, leaf) : null;

    return {
      facts: factsOf(measure),
      peers: relative ? [question] : [],
      read: (subject): Reading => {
        const own = measureOf(measure, subject.reader);
        if (!own.value) return zeroDenominator(leaf, own);
        const compared = relative ? againstMean(own.value, question, subject, leaf) : { value: own.value, words: null };
        if ('applicable' in compared) return compared;
        const value = unit === 'percent' ? compared.value.times(100) : compared.value;
        const write = (amount: Decimal): string => (unit === 'percent' ? `${points(amount)}%` : plain(amount));
        const equals = own.denominator || unit === 'percent' ? `${own.written} = ${relative ? plain(own.value) : write(value)}` : own.written;
        const opening = join(say(`${leaf.title.zh} ${equals}`, `${leaf.title.en} ${equals}`), compared.words);
        const range = from && to ? `${write(from)}–${write(to)}` : from ? `≥ ${write(from)}` : `≤ ${write(to!)}`;
        const [bound, loss] = to && value.gt(to) ? [to, above] : from && value.lt(from) ? [from, below] : [null, null];
        if (!bound) return fractionOf(new Decimal(1), join(opening, say(`在区间（${range}）内`, `inside the interval (${range})`)));
        const lost = loss ? Decimal.min(leaf.fullMark!, loss(value.minus(bound).abs())) : new Decimal(0);
        const kept = leaf.fullMark!.minus(lost);
        const outside = say(
          `超出区间（${range}）达 ${write(value.minus(bound).abs())}，减 ${plain(lost)}，得 ${plain(kept)} ÷ ${points(leaf.fullMark!)}`,
          `outside the interval (${range}) by ${write(value.minus(bound).abs())}, less ${plain(lost)}, which keeps ${plain(kept)} ÷ ${points(leaf.fullMark!)}`,
        );
        return fractionOf(kept.div(leaf.fullMark!), join(opening, outside));
      },
    };
  },
};

type Loss = (distance: Decimal) => Decimal;

function side(spec: SpecReader, key: 'above' | 'below', bound: Decimal, direction: 1 | -1, leaf: LeafContext): Loss | null {
  if (!spec.has(key)) {
    spec.fault(key, `没有写明区间${direction > 0 ? '上方' : '下方'}如何扣减。`, `What is lost ${key} the interval is not stated.`);
    return null;
  }
  const inner = spec.object(key);
  const shape = inner.choice('shape', ['linear', 'stepped']);
  if (inner.has('zeroAt')) {
    const zeroAt = inner.number('zeroAt');
    inner.done();
    const width = zeroAt.minus(bound).times(direction);
    if (width.lte(0) || shape === 'stepped') {
      inner.fault('zeroAt', 'zeroAt 只用于 linear，且必须在区间之外。', 'zeroAt goes with linear only, and must lie outside the interval.');
      return null;
    }
    return (distance) => distance.div(width).times(leaf.fullMark ?? 0);
  }
  const lose = inner.number('lose', { min: 0 });
  const per = inner.number('per', { min: 0 });
  inner.done();
  if (per.isZero()) {
    inner.fault('per', 'per 不能为零。', 'per must not be zero.');
    return null;
  }
  return (distance) => (shape === 'stepped' ? distance.div(per).floor() : distance.div(per)).times(lose);
}

function againstMean(own: Decimal, question: PeerQuestion, subject: Subject, leaf: LeafContext): Reading | { value: Decimal; words: Sentence } {
  const mean = subject.peerMean(question);
  if (!mean.value || mean.value.isZero()) {
    return notApplicable(`${leaf.title.zh}：同岗均值为零，本项不适用`, `${leaf.title.en}: the peer mean is zero, so this part does not apply`);
  }
  const value = own.div(mean.value);
  return {
    value,
    words: say(
      `同岗 ${mean.members} 人均值 ${plain(mean.value)}，为均值的 ${plain(value)} 倍`,
      `mean of ${mean.members} peers ${plain(mean.value)}, ${plain(value)} times the mean`,
    ),
  };
}
