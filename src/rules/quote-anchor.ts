/** Words at fault as they were quoted: themselves, some characters either side, and where they began in the text then read. */
export interface QuoteAnchor {
  quote: string;
  prefix: string;
  suffix: string;
  start: number | null;
}

/**
 * What became of quoted words in a text.
 * - `same`: they stand where they stood
 * - `moved`: they stand in one place only, another one
 * - `unsure`: they stand in several places; this is the one whose surroundings agree most, and a person must look (请核对位置)
 * - `lost`: they are gone; the quote is kept and read on the version it was taken from
 */
export type FoundAgain = { state: 'same' | 'moved' | 'unsure'; start: number } | { state: 'lost' };

/**
 * Finds quoted words again in a later version of a document. Offsets count UTF-16 units, as the reading page does.
 *
 * @param sameText the very version the words were quoted from: their old place is then certain
 * @example findAgain('依照第五百七十七条判决', { quote: '第五百七十七条', prefix: '依照', suffix: '', start: 9 }, false) → moved, 2
 * Source: PAGES S4 (Anchor).
 */
export function findAgain(text: string, { quote, prefix, suffix, start }: QuoteAnchor, sameText: boolean): FoundAgain {
  if (quote === '') return { state: 'lost' };
  if (sameText && start !== null && text.startsWith(quote, start)) return { state: 'same', start };
  const places: number[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) places.push(at);
  if (!places.length) return { state: 'lost' };
  if (places.length === 1) return { state: places[0] === start ? 'same' : 'moved', start: places[0]! };
  const agreement = (at: number) => sameEnd(text.slice(Math.max(0, at - prefix.length), at), prefix) + sameStart(text.slice(at + quote.length), suffix);
  const distance = (at: number) => Math.abs(at - (start ?? 0));
  const best = places.reduce((one, other) => {
    const by = agreement(other) - agreement(one);
    return by > 0 || (by === 0 && distance(other) < distance(one)) ? other : one;
  });
  return { state: 'unsure', start: best };
}

function sameEnd(text: string, wanted: string): number {
  let count = 0;
  while (count < wanted.length && count < text.length && text[text.length - 1 - count] === wanted[wanted.length - 1 - count]) count++;
  return count;
}

function sameStart(text: string, wanted: string): number {
  let count = 0;
  while (count < wanted.length && text[count] === wanted[count]) count++;
  return count;
}
