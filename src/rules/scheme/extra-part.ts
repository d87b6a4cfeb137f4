import type { Sentence } from '../../kernel/domain-error.js';
import { Decimal, points, sum } from '../../kernel/exact.js';
import type { CompiledScheme } from './compile.js';
import { placeAll } from './place-tree.js';
import type { ReadNode } from './read-tree.js';
import type { SheetGroup, SheetLeaf } from './score-sheet.js';
import { linePoints, say } from './wording.js';

const TITLE: Sentence = { zh: '追加分', en: 'Extra points' };
const CAP_TITLE: Sentence = { zh: '追加分上限', en: 'Cap of extra points' };
const CAP_LIMITS: Sentence = { zh: '只说明上限截去多少，不增加任何评价。', en: 'It says only what the cap cuts and judges nothing.' };

/** Extra points as one more component; what their common cap cuts stands in a leaf of its own, so that lines still add up. */
export function extraPart(scheme: CompiledScheme, read: readonly ReadNode[], personId: string): SheetGroup {
  const { cap } = scheme.extra!;
  const children = placeAll(read, null, new Decimal(1), personId);
  const earned = sum(children.map((child) => child.points));
  const effectiveFrom = scheme.extra!.nodes[0]!.effectiveFrom;
  const part = { source: scheme.source, effectiveFrom, fullMark: null, share: null, applicable: children.some((child) => child.applicable), note: null };
  if (cap && earned.gt(cap)) {
    const rest = linePoints(cap.minus(earned));
    const reason = say(`追加分合计 ${points(earned)}，按上限计 ${points(cap)}`, `Extra points ${points(earned)} in all, counted as ${points(cap)} by the cap`);
    const leaf: SheetLeaf = {
      type: 'leaf', key: 'cap', path: 'extra/cap', title: CAP_TITLE, ...part, points: rest, limits: CAP_LIMITS, facts: [],
      lines: [{ indicator: 'extra/cap', kind: 'cap', clause: scheme.source, source: { kind: 'none', id: null, label: CAP_TITLE.zh }, reason, points: rest, day: null, eventId: null, quote: null }],
    };
    children.push(leaf);
  }
  return { type: 'group', key: 'extra', path: 'extra', title: TITLE, ...part, points: points(sum(children.map((child) => child.points))), limits: null, children };
}
