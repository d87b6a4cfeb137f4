/** Where the cursor stands in the document: the keys above it (`[]` for an item of a list), and whether a key or a value is being typed. */
export interface Cursor {
  path: string[];
  key: string | null;
  typed: string;
  /** Position in its line where the typed word begins. */
  from: number;
}

interface Line {
  dashes: number[];
  column: number;
  key: string | null;
}

const KEY = /^([A-Za-z][\w-]*|"[^"]*"|'[^']*')\s*:(?:\s|$)/;

function read(text: string): Line | null {
  const dashes: number[] = [];
  let column = text.length - text.trimStart().length;
  let rest = text.slice(column);
  if (!rest || rest.startsWith('#')) return null;
  for (let dash = /^-(\s+|$)/.exec(rest); dash; dash = /^-(\s+|$)/.exec(rest)) {
    dashes.push(column);
    column += dash[0].length;
    rest = rest.slice(dash[0].length);
  }
  return { dashes, column, key: KEY.exec(rest)?.[1] ?? null };
}

/** Keys above a line that begins at `column`, read from the indentation; unfinished lines do no harm. */
function above(lines: string[], column: number, dashes: number[]): string[] {
  const path: string[] = [];
  let limit = column;
  let inList = false;
  const enter = (columns: number[]): void => {
    for (const dash of [...columns].reverse()) {
      path.unshift('[]');
      limit = dash;
      inList = true;
    }
  };
  enter(dashes);
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = read(lines[at]!);
    if (!line) continue;
    const parent = line.key !== null && (inList ? line.column <= limit : line.column < limit);
    if (parent) {
      path.unshift(line.key!);
      limit = line.column;
      inList = false;
      enter(line.dashes);
    } else if (!inList && line.column === limit && line.dashes.length) enter(line.dashes);
  }
  return path;
}

/** Mappings written in braces on one line: `of: { numerator: closed, denominator: ‸`. */
function inBraces(text: string): { keys: string[]; tail: string; offset: number } | null {
  const keys: string[] = [];
  let start = 0;
  let last: string | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at]!;
    if (mark === '{' || mark === '[') {
      const word = /([A-Za-z][\w-]*)\s*:\s*$/.exec(text.slice(0, at))?.[1];
      keys.push(mark === '{' ? (word ?? '[]') : (word ?? ''));
      if (mark === '[') keys[keys.length - 1] = `${word ?? ''}[`;
      start = at + 1;
    } else if (mark === '}' || mark === ']') {
      last = keys.pop() ?? null;
      start = at + 1;
    } else if (mark === ',') start = at + 1;
  }
  if (!keys.length || (last !== null && !keys.length)) return null;
  return { keys, tail: text.slice(start), offset: start };
}

/**
 * @param before every line up to the cursor's, the last cut off at the cursor.
 * @example `nodes:\n  - key: a\n    rule:\n      ki‸` → path nodes [] rule, key null, typed `ki`.
 */
export function cursorAt(before: string): Cursor {
  const lines = before.split('\n');
  const last = lines.pop() ?? '';
  const line = read(last) ?? { dashes: [], column: last.length, key: null };
  const path = above(lines, line.column, line.dashes);
  const braces = inBraces(last.slice(line.column));
  if (braces) {
    const list = braces.keys[braces.keys.length - 1]!.endsWith('[');
    const inner = braces.keys.map((key) => key.replace(/\[$/, ''));
    const pair = /^\s*([A-Za-z][\w-]*)\s*:\s*(\S*)$/.exec(braces.tail);
    const word = pair?.[2] ?? /(\S*)$/.exec(braces.tail)![1]!;
    const at = last.length - word.length;
    if (list) return { path: [...path, ...inner.slice(0, -1)], key: inner[inner.length - 1]!, typed: word, from: at };
    return { path: [...path, ...inner], key: pair?.[1] ?? null, typed: word, from: at };
  }
  const rest = last.slice(line.column);
  const value = /^([A-Za-z][\w-]*)\s*:\s+(.*)$/.exec(rest);
  if (value) return { path, key: value[1]!, typed: value[2]!, from: last.length - value[2]!.length };
  return { path, key: null, typed: rest, from: line.column };
}
