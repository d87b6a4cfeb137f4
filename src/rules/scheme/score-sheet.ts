import type { Day } from '../../kernel/day.js';
import type { Sentence } from '../../kernel/domain-error.js';
import type { ScoreLine, SourceRecord } from '../../kernel/score-line.js';
import { compare, type FactName } from './facts.js';

interface SheetPart {
  key: string;
  path: string;
  title: Sentence;
  source: string;
  effectiveFrom: Day;
  /** As the scheme writes it, in points of the sheet; null when open-ended. */
  fullMark: string | null;
  /** After weight taken over from parts that do not apply; `0.00` when it does not apply itself. */
  share: string | null;
  points: string;
  applicable: boolean;
  /** Said when weight moved to or from this part. */
  note: Sentence | null;
  /** 落实与分工, where the scheme names it. */
  evidenceBy?: Sentence;
}

export interface SheetLeaf extends SheetPart {
  type: 'leaf';
  /** What this number cannot show. */
  limits: Sentence;
  /** The facts it was worked out from, so that a page can open the records behind them. */
  facts: FactName[];
  lines: ScoreLine[];
}

export interface SheetGroup extends SheetPart {
  type: 'group';
  limits: Sentence | null;
  children: SheetPartNode[];
}

export type SheetPartNode = SheetGroup | SheetLeaf;

/** A veto that stands against this person, with what called it. */
export interface CalledVeto {
  key: string;
  title: Sentence;
  source: string;
  grade: string;
  why: Sentence;
  events: { id: string; clause: string; label: Sentence; day: Day | null; source: SourceRecord; quote: string | null }[];
}

/** 得分单 of one person under one version of a scheme. Pure data: the same input gives the same bytes. */
export interface ScoreSheet {
  scheme: { id: string; version: number; title: Sentence; source: string; example: boolean };
  personId: string;
  fullMark: string | null;
  /** The sum of every line on the sheet. */
  total: string;
  /** False when not one part applied: there is no score then, and the total of `0.00` must not be ranked. */
  applicable: boolean;
  components: SheetPartNode[];
  /** Only under a scheme that has vetoes. */
  vetoes?: CalledVeto[];
}

export function leavesOf(parts: readonly SheetPartNode[]): SheetLeaf[] {
  return parts.flatMap((part) => (part.type === 'leaf' ? [part] : leavesOf(part.children)));
}

export function linesOf(sheet: Pick<ScoreSheet, 'components'>): ScoreLine[] {
  return leavesOf(sheet.components).flatMap((leaf) => leaf.lines);
}

/** JSON with keys in code-unit order and no spaces: what is digested, so that a digest depends on content alone. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    let list = '';
    for (let index = 0; index < value.length; index += 1) list += `${index ? ',' : ''}${canonicalJson(value[index] ?? null)}`;
    return `[${list}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let fields = '';
  for (const key of inOrder(Object.keys(value))) {
    const item = (value as Record<string, unknown>)[key];
    if (item !== undefined) fields += `${fields ? ',' : ''}${quoted(key)}:${canonicalJson(item)}`;
  }
  return `{${fields}}`;
}

/** A sheet holds thousands of objects of few shapes: the order of each shape's keys is looked up, not sorted again. */
const orders = new Map<string, string[]>();
const names = new Map<string, string>();
const MOST_KNOWN = 2_000;

function inOrder(keys: string[]): string[] {
  if (keys.length < 2) return keys;
  const shape = keys.join('\n');
  const known = orders.get(shape);
  if (known) return known;
  const sorted = keys.sort(compare);
  if (orders.size < MOST_KNOWN) orders.set(shape, sorted);
  return sorted;
}

function quoted(key: string): string {
  const known = names.get(key);
  if (known) return known;
  const text = JSON.stringify(key);
  if (names.size < MOST_KNOWN) names.set(key, text);
  return text;
}
