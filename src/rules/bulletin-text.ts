import type { Sentence } from '../kernel/domain-error.js';

/** A figure that a text may hold in place of typed digits. */
export interface NamedFigure {
  /** ASCII, unique in its registry: `reviewed`, `clause1.count`. */
  key: string;
  /** Unique in its registry too: what the editor shows. */
  label: Sentence;
  /** As printed: `570`, `31.70%`, `民一庭`. */
  text: string;
  /** A name or case number is printed in its place as this when nobody is to be named. */
  anonymous?: string;
}

export interface BulletinSection {
  key: string;
  heading: string;
  /** Paragraphs by line; `{{key}}` holds a figure, a line `{{table:key}}` a table. */
  body: string;
}

/** A typed number (or name) somebody has answered for: where it comes from. */
export interface StatedSource {
  section: string;
  text: string;
  source: string;
}

export interface Flag {
  kind: 'number' | 'name' | 'token';
  section: string;
  /** From 1. */
  paragraph: number;
  /** Where in the section's body it begins. */
  start: number;
  text: string;
  /** A few characters either side. */
  context: string;
  /** The figure it ought to be, and whether it says the same. */
  proposal: { key: string; label: Sentence; text: string; same: boolean } | null;
  /** Given by the writer; a flag with a source no longer holds the bulletin up. */
  source: string | null;
}

export type Piece = { text: string } | { text: string; figure: string };
export type Block = { pieces: Piece[] } | { table: string };

const TOKEN = /\{\{([a-zA-Z][\w.:-]*)\}\}/g;
const TABLE_LINE = /^\s*\{\{table:([\w.-]+)\}\}\s*$/;
const DIGIT = '[0-9０-９]';
const CHINESE = '[一二两三四五六七八九十百千万亿零〇]';
const TYPED = new RegExp(`百分之${CHINESE}+(?:点${CHINESE}+)?|${DIGIT}+(?:,${DIGIT}{3})*(?:[.．]${DIGIT}+)?[%％‰]?|(?<![同任每某另逐])(?!一起)${CHINESE}+(?=[件条人名份处起成])`, 'g');

/** Digits that count nothing: days, citations, document and case numbers, clause codes, list marks, numbers of tables. */
const NOT_COUNTED: readonly RegExp[] = [
  TOKEN,
  /[（(]\d{4}[）)][^，。；、\s]{2,24}?号/g,
  /〔\d{4}〕(?:第?\d+[期号])?/g,
  /\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日)?|\d{4}-\d{2}(?:-\d{2})?|\d{1,2}日/g,
  new RegExp(`第(?:${DIGIT}+|${CHINESE}+)(?:期|号|条|款|项|章|节|庭|段|页|届|次|批|季度|周)`, 'g'),
  /\b[A-Z]{1,3}-(?:[A-Z]{1,3}-)?\d{1,3}\b/g,
  new RegExp(`^[ \\t]*[（(]?(?:\\d{1,2}|${CHINESE}{1,3})[）)、.．](?!${DIGIT})`, 'gm'),
  /(?:表|图|附件)\d+/g,
];

/**
 * 数据核对: every number of the text that is not a figure of the registry, every figure the registry does not know, and – when
 * nobody is to be named – every name and case number; each with the figure it ought to be, if the words before it tell.
 *
 * @param names people whose names may not appear; empty when the bulletin names people
 * @param tables keys of the tables there are
 * @example flagsOf([{ key: 'basic', heading: '基本情况', body: '一般差错38条' }], [], figures, []) // 38, proposal minorFindings 37
 */
export function flagsOf(sections: readonly BulletinSection[], sources: readonly StatedSource[], figures: readonly NamedFigure[], names: readonly string[], tables: readonly string[] = []): Flag[] {
  const known = new Set(figures.map(({ key }) => key));
  // A table stands on a line of its own.
  const placed = (body: string, key: string, start: number): boolean => known.has(key) || (key.startsWith('table:') && tables.includes(key.slice(6)) && TABLE_LINE.test(lineAt(body, start)));
  return sections.flatMap(({ key: section, body }) => {
    const at = (kind: Flag['kind'], start: number, text: string): Flag => ({
      kind, section, start, text,
      paragraph: body.slice(0, start).split('\n').filter((line) => line.trim() !== '').length + (body.slice(0, start).endsWith('\n') || start === 0 ? 1 : 0),
      context: body.slice(Math.max(0, start - 12), start + text.length + 8).replace(/\n/g, ' '),
      proposal: kind === 'number' ? proposalFor(body, start, text, figures) : null,
      source: sources.find((one) => one.section === section && one.text === text)?.source ?? null,
    });
    const tokens = [...body.matchAll(TOKEN)].filter((match) => !placed(body, match[1]!, match.index)).map((match) => at('token', match.index, match[0]));
    const bare = NOT_COUNTED.reduce((text, pattern) => text.replace(pattern, (found) => '\u3000'.repeat(found.length)), body);
    const numbers = [...bare.matchAll(TYPED)].map((match) => at('number', match.index, match[0]));
    return [...tokens, ...numbers, ...namesIn(body, names).map(({ start, text }) => at('name', start, text))].sort((a, b) => a.start - b.start);
  });
}

function lineAt(body: string, place: number): string {
  const end = body.indexOf('\n', place);
  return body.slice(body.lastIndexOf('\n', place - 1) + 1, end < 0 ? body.length : end);
}

/** Names and case numbers in a text. @param names empty: people may be named, and nothing is found */
function namesIn(body: string, names: readonly string[]): { start: number; text: string }[] {
  if (names.length === 0) return [];
  const found = names.flatMap((name) => placesOf(body, name).map((start) => ({ start, text: name })));
  return [...found, ...[...body.matchAll(/[（(]\d{4}[）)][^，。；、\s]{2,24}?号/g)].map((match) => ({ start: match.index, text: match[0] }))];
}

function placesOf(text: string, wanted: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at);
  return places;
}

/** The figure the words before a typed number speak of; the same value needs words in common too, unless it is long enough to be no coincidence. */
function proposalFor(body: string, start: number, text: string, figures: readonly NamedFigure[]): Flag['proposal'] {
  const line = body.slice(body.lastIndexOf('\n', start - 1) + 1, start);
  const before = (line.split(/[，。；]/).pop() ?? '').slice(-16);
  const percent = /[%％]$|^百分之/.test(text);
  const value = plainNumber(text);
  const ranked = figures
    .filter((figure) => figure.anonymous === undefined && /^[\d.,−-]+%?$/.test(figure.text) && figure.text.endsWith('%') === percent)
    .map((figure) => ({ figure, common: commonWords(figure.label.zh, before), same: plainNumber(figure.text) === value }))
    .filter(({ common, same }) => common >= 2 || (same && value.replace('.', '').length >= 3))
    .sort((a, b) => Number(b.same) - Number(a.same) || b.common - a.common);
  const best = ranked[0];
  return best ? { key: best.figure.key, label: best.figure.label, text: best.figure.text, same: best.same } : null;
}

function plainNumber(text: string): string {
  const ascii = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/[,%％‰]/g, '').replace('．', '.');
  return /^\d+(\.\d+)?$/.test(ascii) ? String(Number(ascii)) : ascii;
}

/** Length of the longest run of characters that both hold. */
function commonWords(label: string, context: string): number {
  let best = 0;
  for (let from = 0; from < label.length; from++)
    for (let length = best + 1; from + length <= label.length; length++) {
      if (!context.includes(label.slice(from, from + length))) break;
      best = length;
    }
  return best;
}

/**
 * A section as it is read: figures in their places, tables by name. When nobody is to be named, names and case numbers that
 * stand in the words are struck out too, so that they never leave the server.
 * @param names as in {@link flagsOf}; those the writer has answered for are left out by the caller
 */
export function blocksOf(body: string, figures: readonly NamedFigure[], names: readonly string[]): Block[] {
  const byKey = new Map(figures.map((figure) => [figure.key, figure]));
  const anonymous = names.length > 0;
  return body.split('\n').filter((line) => line.trim() !== '').map((line): Block => {
    const table = TABLE_LINE.exec(line);
    if (table) return { table: table[1]! };
    const pieces: Piece[] = [];
    let from = 0;
    for (const match of line.matchAll(TOKEN)) {
      if (match.index > from) pieces.push({ text: strikeOut(line.slice(from, match.index), names) });
      const figure = byKey.get(match[1]!);
      pieces.push(figure ? { text: anonymous ? (figure.anonymous ?? figure.text) : figure.text, figure: figure.key } : { text: match[0] });
      from = match.index + match[0].length;
    }
    if (from < line.length) pieces.push({ text: strikeOut(line.slice(from), names) });
    return { pieces };
  });
}

/** @example strikeOut('王敏承办的（2026）苏0102民初1号', ['王敏']) // '某某承办的某案' */
export function strikeOut(text: string, names: readonly string[]): string {
  if (names.length === 0) return text;
  return names.reduce((kept, name) => kept.split(name).join('某某'), text.replace(/[（(]\d{4}[）)][^，。；、\s]{2,24}?号/g, '某案'));
}

/** How many figures of the registry a text holds. */
export function figuresIn(sections: readonly BulletinSection[]): string[] {
  return sections.flatMap(({ body }) => [...body.matchAll(TOKEN)].map(([, key]) => key!).filter((key) => !key.startsWith('table:')));
}
