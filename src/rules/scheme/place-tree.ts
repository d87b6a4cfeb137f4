import type { Sentence } from '../../kernel/domain-error.js';
import { Decimal, points, sum } from '../../kernel/exact.js';
import type { ScoreLine } from '../../kernel/score-line.js';
import type { CompiledNode } from './compiled-node.js';
import type { ReadNode } from './read-tree.js';
import type { SheetPartNode } from './score-sheet.js';
import { settleLeaf, type SettledLeaf, type SettledLine } from './settle-leaf.js';
import { shareOut, type Shared } from './share-out.js';
import { linePoints, say } from './wording.js';

const ZERO = new Decimal(0);

/** Turns readings into parts of a sheet. `full` is the parent's full mark on its own scale as it stands for this person; `scale` turns that into sheet points. */
export function placeAll(read: readonly ReadNode[], full: Decimal | null, scale: Decimal, personId: string): SheetPartNode[] {
  const shares = shareOut(read.map(({ node, kept, takes }) => ({ title: node.title, portion: node.portion, kept, takes })), full, scale);
  return read.map((item, index) => place(item, shares[index]!, scale, personId));
}

function place(item: ReadNode, given: Shared, scale: Decimal, personId: string): SheetPartNode {
  const { node } = item;
  // What takes over weight is marked on what it was given; a leaf lessened by duty on what is left; everything else on what it is worth as written.
  const worth = item.takes ? given.share : item.duty ? item.kept : node.portion;
  const full = node.ownScale ?? worth;
  const innerScale = node.ownScale && worth ? scale.times(worth).div(node.ownScale) : scale;
  const part = {
    key: node.key,
    path: node.path,
    title: node.title,
    source: node.source,
    effectiveFrom: node.effectiveFrom,
    fullMark: node.portion && points(node.portion.times(scale)),
    share: given.share && points(given.share.times(scale)),
    applicable: item.applicable,
    note: item.duty ? both(item.duty, given.note) : given.note,
    ...(node.evidenceBy ? { evidenceBy: node.evidenceBy } : {}),
  };
  if (!item.reading) {
    const children = placeAll(item.children, full, innerScale, personId);
    return { type: 'group', ...part, points: points(sum(children.map((child) => child.points))), limits: node.limits, children };
  }
  const settled = item.reading.applicable ? settleLeaf(item.reading.score(full), innerScale) : nothing(item.reading.why, given.note);
  const { lines, total } = node.cap ? capped(settled, node.cap) : settled;
  return {
    type: 'leaf',
    ...part,
    points: points(total),
    limits: node.limits!,
    facts: node.rule!.facts,
    lines: lines.map((line) => asScoreLine(line, node, personId)),
  };
}

function both(duty: Sentence, note: Sentence | null): Sentence {
  return note ? say(`${duty.zh}；${note.zh}`, `${duty.en}; ${note.en}`) : duty;
}

function nothing(why: Sentence, note: Sentence | null): SettledLeaf {
  const reason = note ? say(`${why.zh}。${note.zh}`, `${why.en}. ${note.en}`) : why;
  return { lines: [{ line: { kind: 'notApplicable', points: ZERO, reason }, written: points(ZERO) }], total: ZERO };
}

/** What a cap cuts, in a line of its own. */
function capped({ lines, total }: SettledLeaf, cap: Decimal): SettledLeaf {
  if (total.lte(cap)) return { lines, total };
  const rest = cap.minus(total);
  const reason = say(`合计 ${points(total)}，按上限计 ${points(cap)}`, `${points(total)} in all, counted as ${points(cap)} by the cap`);
  return { lines: [...lines, { line: { kind: 'cap', points: rest, reason }, written: linePoints(rest) }], total: cap };
}

function asScoreLine({ line, written }: SettledLine, node: CompiledNode, personId: string): ScoreLine {
  return {
    indicator: node.path,
    kind: line.kind,
    clause: line.clause ?? node.source,
    source: line.source ?? { kind: 'cases', id: `${personId}:${node.rule!.facts.join('+')}`, label: node.title.zh },
    reason: line.reason,
    points: written,
    day: line.day ?? null,
    eventId: line.eventId ?? null,
    quote: line.quote ?? null,
  };
}
