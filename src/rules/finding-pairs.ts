/** A finding of one of two reviews of the same case, as far as telling two findings apart needs it. */
export interface ComparableFinding {
  id: string;
  /** Code of the clause, whatever its version. */
  clause: string;
  documentId: string | null;
  quote: string;
  /** Where the quote begins in the document; `null` when nothing is quoted. */
  quoteStart: number | null;
  place: string;
}

export interface MatchedFindings<T> {
  both: { first: T; second: T }[];
  firstOnly: T[];
  secondOnly: T[];
}

/**
 * 两人是否发现同一处差错: which findings of two reviews of a case are the same fault.
 *
 * The same fault = the same clause, and
 * - both quote the same document: the quoted passages overlap;
 * - otherwise: the same words are quoted, or the place is the same (spaces, punctuation and 第 left out, full-width digits read as digits).
 *
 * Each finding stands for at most one of the other review, and as many as possible find their counterpart, so that neither
 * the order of the findings nor the question which review is called the first changes how many were found by both.
 *
 * @example M-C-01 at characters 120–126 and M-C-01 at 124–130 of one judgment → found by both; M-C-02 at 120–126 → not
 */
export function matchFindings<T extends ComparableFinding>(first: readonly T[], second: readonly T[]): MatchedFindings<T> {
  const [own, other] = [inOrder(first), inOrder(second)];
  const closest = own.map((one) =>
    other
      .map((candidate, index) => ({ index, closeness: closeness(one, candidate) }))
      .filter((found) => found.closeness > 0)
      .sort((a, b) => b.closeness - a.closeness || a.index - b.index)
      .map(({ index }) => index),
  );
  const takenBy = new Map<number, number>();
  const place = (one: number, tried: Set<number>): boolean => {
    for (const index of closest[one]!) {
      if (tried.has(index)) continue;
      tried.add(index);
      const holder = takenBy.get(index);
      if (holder === undefined || place(holder, tried)) {
        takenBy.set(index, one);
        return true;
      }
    }
    return false;
  };
  own.forEach((_, one) => place(one, new Set()));
  const partnerOf = new Map([...takenBy].map(([index, one]) => [one, index]));
  return {
    both: own.flatMap((one, at) => (partnerOf.has(at) ? [{ first: one, second: other[partnerOf.get(at)!]! }] : [])),
    firstOnly: own.filter((_, at) => !partnerOf.has(at)),
    secondOnly: other.filter((_, at) => !takenBy.has(at)),
  };
}

/** 0 = another fault; more is closer: the length of the overlap in its place, or 1 for the same words or place. */
function closeness(a: ComparableFinding, b: ComparableFinding): number {
  if (a.clause !== b.clause) return 0;
  if (a.documentId !== null && a.documentId === b.documentId && a.quoteStart !== null && b.quoteStart !== null) {
    const overlap = Math.min(a.quoteStart + a.quote.length, b.quoteStart + b.quote.length) - Math.max(a.quoteStart, b.quoteStart);
    return Math.max(0, overlap);
  }
  if (a.quote !== '' && a.quote === b.quote) return 1;
  const [here, there] = [plainPlace(a.place), plainPlace(b.place)];
  return here !== '' && here === there ? 1 : 0;
}

const FULL_WIDTH_ZERO = '０'.charCodeAt(0);

/** `第 12 页` and `12页` are one place. */
export function plainPlace(place: string): string {
  const digits = place.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - FULL_WIDTH_ZERO));
  return digits.replace(/[\s\p{P}第]/gu, '').toLowerCase();
}

function inOrder<T extends ComparableFinding>(findings: readonly T[]): T[] {
  return [...findings].sort((a, b) => (a.clause < b.clause ? -1 : a.clause > b.clause ? 1 : (a.quoteStart ?? -1) - (b.quoteStart ?? -1) || (a.place < b.place ? -1 : a.place > b.place ? 1 : a.id < b.id ? -1 : 1)));
}
