import { step } from './document-reader-sentences.js';

/** Where words stand in one version of a document: the words, 32 characters either side, and their place. */
export interface Anchor {
  quote: string;
  prefix: string;
  suffix: string;
  start: number;
}

const AROUND = 32;

/** @example anchorOf('依照第五百七十七条之规定', 2, 9).quote → '第五百七十七条' */
export function anchorOf(text: string, start: number, end: number): Anchor {
  let from = start;
  let to = end;
  for (let count = 0; count < AROUND; count++) {
    from = step(text, from, -1);
    to = step(text, to, 1);
  }
  return { quote: text.slice(start, end), prefix: text.slice(from, start), suffix: text.slice(end, to), start };
}

export interface Placed {
  start: number;
  end: number;
  /** The words occur more than once and no context decided: a person must look. */
  unsure: boolean;
}

/**
 * Finds the words again, in this version or a later one: at their old place, else where they occur once, else where
 * most of the context agrees. `null` when they are gone.
 */
export function findAnchor(text: string, anchor: { quote: string; prefix: string; suffix: string; start: number | null }): Placed | null {
  const { quote } = anchor;
  if (!quote) return null;
  if (anchor.start !== null && text.startsWith(quote, anchor.start)) return { start: anchor.start, end: anchor.start + quote.length, unsure: false };
  const places: number[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) places.push(at);
  if (places.length === 0) return null;
  if (places.length === 1) return { start: places[0]!, end: places[0]! + quote.length, unsure: false };
  const agreement = (at: number): number => sameTail(text.slice(0, at), anchor.prefix) + sameHead(text.slice(at + quote.length), anchor.suffix);
  const best = places.reduce((left, right) => (agreement(right) > agreement(left) ? right : left));
  return { start: best, end: best + quote.length, unsure: true };
}

function sameTail(text: string, wanted: string): number {
  let count = 0;
  while (count < wanted.length && text[text.length - 1 - count] === wanted[wanted.length - 1 - count]) count++;
  return count;
}

function sameHead(text: string, wanted: string): number {
  let count = 0;
  while (count < wanted.length && text[count] === wanted[count]) count++;
  return count;
}
