import { LineCounter, isMap, isPair, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { Bilingual } from '../../../evaluation/dto/score.dto.js';

/** A mapping of the document as it was written; nothing about it is certain until the server has checked it. */
export type Plain = Record<string, unknown>;

export const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);
export const listOf = (value: unknown): Plain[] => (Array.isArray(value) ? value.filter(isPlain) : []);

export interface ReadScheme {
  root: Plain;
  tree: Document;
  lines: LineCounter;
  /** Why it is not YAML at all, with the place in the text. */
  broken: { message: string; at: number; line: number }[];
}

export function readScheme(text: string): ReadScheme {
  const lines = new LineCounter();
  const tree = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = tree.errors.map((error) => ({ message: error.message, at: error.pos[0], line: lines.linePos(error.pos[0]).line }));
  let root: unknown = null;
  try {
    root = tree.toJS();
  } catch (error) {
    if (!broken.length) broken.push({ message: error instanceof Error ? error.message : String(error), at: 0, line: 1 });
  }
  return { root: isPlain(root) ? root : {}, tree, lines, broken };
}

/** `nodes[0].children[1].rule.kind` → nodes, 0, children, 1, rule, kind. */
export const stepsOf = (path: string): (string | number)[] => Array.from(path.matchAll(/\[(\d+)\]|([^.[\]]+)/g), ([, index, key]) => (index === undefined ? key! : Number(index)));

/** Where a fault lies in the text: the key it names, or the nearest mapping that is there when the key is missing. */
export function placeOf({ tree, lines }: Pick<ReadScheme, 'tree' | 'lines'>, path: string): { from: number; to: number; line: number } {
  let node: unknown = tree.contents;
  let from = 0;
  let to = 0;
  for (const step of stepsOf(path)) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && String((item.key as { value?: unknown } | null)?.value ?? item.key) === String(step));
      if (!pair) break;
      const key = pair.key as Node;
      const value = pair.value as Node | null;
      [from, to] = [key.range?.[0] ?? from, key.range?.[1] ?? to];
      if (value?.range && !isMap(value) && !isSeq(value)) to = value.range[1];
      node = value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined;
      if (!item?.range) break;
      from = item.range[0];
      to = isMap(item) ? ((item.items[0]?.value as Node | null)?.range?.[1] ?? item.range[1]) : item.range[1];
      node = item;
    } else break;
  }
  return { from, to: Math.max(from, to), line: lines.linePos(from).line };
}

export const sentenceOf = (value: unknown): Bilingual | null => {
  if (typeof value === 'string' && value) return { zh: value, en: value };
  if (!isPlain(value)) return null;
  const { zh, en } = value;
  return typeof zh === 'string' || typeof en === 'string' ? { zh: String(zh ?? en), en: String(en ?? zh) } : null;
};
