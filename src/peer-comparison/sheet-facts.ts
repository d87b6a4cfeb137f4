import { Decimal, points } from '../kernel/exact.js';
import { SHEET_FACTS } from '../evaluation/sheet-fact-definitions.js';
import { pageOf, type Paging, type RecordsBehind } from '../platform/facts/counted-facts.js';
import type { CompiledScheme } from '../rules/scheme/compile.js';
import type { PersonFacts, Piece } from '../rules/scheme/facts.js';
import { factsNeeded } from '../rules/scheme/facts-needed.js';
import type { ScoreSheet, SheetPartNode } from '../rules/scheme/score-sheet.js';

/** Key of the component of a judge's sheet that a chief answers for. */
const EFFICIENCY = 'efficiency';
const MOST = 100;

/** Which facts a scheme takes from the sheets of judges. */
export function sheetFactsOf(scheme: CompiledScheme): Set<string> {
  const needed = new Set(factsNeeded(scheme));
  return new Set(SHEET_FACTS.filter((fact) => needed.has(fact)));
}

/** 本人办案: the whole sheet as one piece, from 0 to 100; none where no part of it applies. */
export function ownScorePiece(sheet: ScoreSheet, period: string): Piece[] {
  if (!sheet.applicable) return [];
  const value = Decimal.max(0, Decimal.min(MOST, sheet.total));
  return [{ source: { kind: 'sheet', id: sheet.personId, label: `${sheet.scheme.title.zh} ${period}` }, value: points(value), weight: 1 }];
}

/**
 * The efficiency part of a judge's sheet out of 100.
 * @example 17.20 of a share of 20.00 → 86.00
 */
export function efficiencyPiece(sheet: ScoreSheet, name: string): Piece[] {
  const part = partOf(sheet.components, EFFICIENCY);
  if (!part?.applicable || !part.share || new Decimal(part.share).isZero()) return [];
  const value = new Decimal(part.points).div(part.share).times(MOST);
  return [{ source: { kind: 'sheet', id: sheet.personId, label: `${name} ${part.points} ÷ ${part.share}` }, value: points(value), weight: 1 }];
}

/** The sheets a figure rests on, as the facts of the period hold them: frozen with them, and never read again. */
export function sheetsBehind(fact: string, facts: PersonFacts, paging: Paging): RecordsBehind {
  const own = (facts.pieces[fact] ?? []).map(({ source, value }) => ({
    source, caseId: null, caseNo: null, day: null, contribution: String(value), removal: { droppedPieces: [{ fact, sourceId: source.id! }] },
    note: { zh: `法官得分单：${source.label}`, en: `sheet as a judge: ${source.label}` },
  }));
  return pageOf(own, paging);
}

function partOf(parts: readonly SheetPartNode[], key: string): SheetPartNode | null {
  for (const part of parts) {
    const found = part.key === key ? part : part.type === 'group' ? partOf(part.children, key) : null;
    if (found) return found;
  }
  return null;
}
