import { points } from '../../../kernel/exact.js';
import { Decimal } from '../../../kernel/exact.js';
import { factsOf, measureOf } from '../measure.js';
import { fractionOf, type LeafRule, type Reading } from '../leaf-rule.js';
import { join, plain, say } from '../wording.js';
import { zeroDenominator } from './ratio.js';

/**
 * A table of bands: the measure falls into one, and the band says what share of the full mark it earns. Lower ends are
 * closed, upper ends open; bands stand in ascending order and touch, so that no value falls between two.
 *
 * Faults: a band whose end does not lie above its beginning, overlapping bands, a gap between bands.
 * @example bands 0–0.90 → 100 %, 0.90–1.10 → 85 %, from 1.10 → 70 %; cost ratio 0.90, full 10.00 → 8.50.
 *   Source: CATALOGUES §11 grades, §12.1 司法成本.
 */
export const bands: LeafRule = {
  kind: 'bands',
  needsFullMark: true,
  compile: (spec, leaf) => {
    const measure = spec.measure('of');
    const unit = spec.choice('unit', ['number', 'percent'] as const, 'number');
    let end: Decimal | null = null;
    const table = spec.list('bands').map((row, index, all) => {
      const band = { from: row.number('from'), to: row.optionalNumber('to'), share: row.number('share', { min: 0, max: 100 }).div(100) };
      row.done();
      if (band.to && band.to.lte(band.from)) row.fault('to', `分段 ${plain(band.from)}–${plain(band.to)} 首尾颠倒。`, `The band ${plain(band.from)}–${plain(band.to)} descends.`);
      if (!band.to && index < all.length - 1) row.fault('to', '只有最后一段可以不写上端。', 'Only the last band may be open above.');
      if (end && band.from.lt(end)) row.fault('from', `分段从 ${plain(band.from)} 开始，与上一段（至 ${plain(end)}）重叠。`, `The band begins at ${plain(band.from)} and overlaps the one before, which ends at ${plain(end)}.`);
      if (end && band.from.gt(end)) row.fault('from', `${plain(end)} 与 ${plain(band.from)} 之间没有分段。`, `No band covers ${plain(end)} to ${plain(band.from)}.`);
      end = band.to;
      return band;
    });
    return {
      facts: factsOf(measure),
      peers: [],
      read: ({ reader }): Reading => {
        const own = measureOf(measure, reader);
        if (!own.value) return zeroDenominator(leaf, own);
        const value = unit === 'percent' ? own.value.times(100) : own.value;
        const written = `${own.written}${own.denominator || unit === 'percent' ? ` = ${plain(value)}${unit === 'percent' ? '%' : ''}` : ''}`;
        const band = table.find((row) => value.gte(row.from) && (!row.to || value.lt(row.to)));
        const range = band ? `${plain(band.from)}–${band.to ? plain(band.to) : ''}` : '';
        const opening = say(`${leaf.title.zh} ${written}`, `${leaf.title.en} ${written}`);
        if (!band) return fractionOf(new Decimal(0), join(opening, say('不在任何分段内，不得分', 'in no band, so it earns nothing')));
        return fractionOf(band.share, join(opening, say(`在 ${range} 段，得满分的 ${points(band.share.times(100))}%`, `in the band ${range}, which earns ${points(band.share.times(100))}% of the full mark`)));
      },
    };
  },
};
