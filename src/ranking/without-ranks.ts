import type { ScoreSheetView } from '../evaluation/dto/score.dto.js';

export const NO_PLACE = { zh: '按本院设置不显示名次，依据可向政工监察办查询', en: 'the court’s settings show no place; ask the political and supervision office for the grounds' };

/** A sheet before somebody who is not shown where the person stands. A rank after a what-if is a rank. */
export function withoutRanks<T extends Pick<ScoreSheetView, 'rank' | 'tied' | 'components' | 'outcome'>>(sheet: T): T {
  return {
    ...sheet,
    rank: null,
    tied: false,
    // Leading and last-placed marks give the place in their words: that there is one is said, the place is not.
    outcome: sheet.outcome && { ...sheet.outcome, marks: sheet.outcome.marks.map((mark) => ({ ...mark, why: NO_PLACE })) },
    components: sheet.components.map((component) => ({
      ...component,
      peerMedian: null,
      leaves: component.leaves.map((leaf) => ({ ...leaf, lines: leaf.lines.map((line) => ({ ...line, without: line.without && { ...line.without, rank: null } })) })),
    })),
  };
}
