/**
 * A title as it is compared: full-width signs made plain, no punctuation, brackets, quotation marks or spaces, small letters.
 * Two titles that come out equal are the same title.
 * @example normalisedTitle('调解“十法”') // '调解十法'
 */
export function normalisedTitle(title: string): string {
  return title.normalize('NFKC').toLowerCase().replace(/[\s\p{P}\p{S}]/gu, '');
}

/**
 * How alike two titles are, in whole per cent: twice the pairs of neighbouring signs they share over all the pairs they
 * have (Dice). The order of the two does not matter, a title is 100 like itself, and nothing is drawn or learned.
 * @example likeness('民间借贷举证责任研究', '民间借贷举证责任若干问题研究') // 72
 */
export function likeness(one: string, other: string): number {
  const [a, b] = [normalisedTitle(one), normalisedTitle(other)];
  if (a === b) return 100;
  const [first, second] = [pairsOf(a), pairsOf(b)];
  const all = count(first) + count(second);
  if (all === 0) return 0;
  let shared = 0;
  for (const [pair, times] of first) shared += Math.min(times, second.get(pair) ?? 0);
  return Math.floor((200 * shared) / all);
}

function pairsOf(text: string): Map<string, number> {
  const signs = [...text];
  const pairs = new Map<string, number>();
  for (let index = 0; index + 1 < signs.length; index++) {
    const pair = `${signs[index]!}${signs[index + 1]!}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function count(pairs: ReadonlyMap<string, number>): number {
  return [...pairs.values()].reduce((sum, times) => sum + times, 0);
}
