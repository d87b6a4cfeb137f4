/** One sentence of a document; offsets are UTF-16 units in the document's text. */
export interface Sentence {
  /** As printed in the margin, from 1. */
  number: number;
  start: number;
  end: number;
  text: string;
  /** First of its paragraph, therefore indented. */
  opens: boolean;
}

const ENDS = new Set(['。', '！', '？', '；']);
const CLOSES = new Set(['”', '’', '」', '』', '）', ')', '"', '》']);

/**
 * Splits after 。！？； (and the closing marks that belong to them) and at line ends. The browsers of courts have no
 * `Intl.Segmenter`, and rare characters (𠮷) take two UTF-16 units, so the walk is by code point.
 * @example splitSentences('甲方违约。乙方未违约。').map((s) => s.text) → ['甲方违约。', '乙方未违约。']
 */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  let position = 0;
  let opens = true;
  let ended = false;
  const close = (end: number): void => {
    let from = start;
    let to = end;
    while (from < to && isBlank(text[from]!)) from++;
    while (to > from && isBlank(text[to - 1]!)) to--;
    if (to > from) {
      sentences.push({ number: sentences.length + 1, start: from, end: to, text: text.slice(from, to), opens });
      opens = false;
    }
    start = end;
    ended = false;
  };
  for (const sign of text) {
    if (ended && !ENDS.has(sign) && !CLOSES.has(sign)) close(position);
    position += sign.length;
    if (sign === '\n') {
      close(position);
      opens = true;
    } else if (ENDS.has(sign)) ended = true;
  }
  close(position);
  return sentences;
}

function isBlank(sign: string): boolean {
  return sign === ' ' || sign === '\u3000' || sign === '\n' || sign === '\r' || sign === '\t';
}

/** The sentence that holds an offset, or the nearest before it. */
export function sentenceAt(sentences: readonly Sentence[], offset: number): number {
  let found = 0;
  sentences.forEach((sentence, index) => {
    if (sentence.start <= offset) found = index;
  });
  return found;
}

/** Number of characters as a reader counts them. */
export function characters(text: string): number {
  return Array.from(text).length;
}

/** Moves an offset by one code point, within the text. */
export function step(text: string, offset: number, delta: 1 | -1): number {
  if (delta === 1) {
    const code = text.codePointAt(offset);
    return code === undefined ? offset : offset + (code > 0xffff ? 2 : 1);
  }
  if (offset === 0) return 0;
  const low = text.charCodeAt(offset - 1);
  const pair = low >= 0xdc00 && low <= 0xdfff && offset > 1;
  return offset - (pair ? 2 : 1);
}
