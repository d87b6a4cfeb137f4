import type { Day } from '../kernel/day.js';
import { Decimal, points, type Decimal as Exact } from '../kernel/exact.js';
import { likeness, normalisedTitle } from './title-likeness.js';

/** One person's part of one verified piece. */
export interface OwnPiece {
  id: string;
  publishedOn: Day;
  title: string;
  kind: string;
  /** Points of the own share, before anything else counted. */
  worth: string;
  /** The piece it was declared to be a reprint of. */
  reprintOf: string | null;
  /** News and information of one event carry its name. */
  event: string | null;
}

/** What the office decided of two pieces, in either order. */
export interface PairDecision {
  one: string;
  other: string;
  same: boolean;
}

export interface Posting {
  id: string;
  /** What the piece puts into the period of its printing. */
  points: string;
  /** The piece that counted before it, when this one gives the difference or nothing. */
  after: string | null;
}

const EVENT_KINDS: ReadonlySet<string> = new Set(['RP-09', 'RP-10']);

/**
 * 同一作品只计一次，取最高 (RPR-02). Pieces of one work stand together: the same normalised title, a declared reprint, news
 * and information of one event, or what the office decided; a decision goes before every other sign. Within a work the
 * earliest printing posts its points, a later and higher one posts the difference in its own period, and every other
 * posts nothing, so that all of them together are the highest. The order in which the pieces are given does not matter.
 * @example 4.00 on 1 March and 10.00 on 1 June, one work → 4.00 and 6.00
 */
export function postings(pieces: readonly OwnPiece[], decisions: readonly PairDecision[]): Posting[] {
  const ordered = [...pieces].sort((a, b) => (a.publishedOn < b.publishedOn ? -1 : a.publishedOn > b.publishedOn ? 1 : a.id < b.id ? -1 : 1));
  const decided = new Map(decisions.map(({ one, other, same }) => [pairKey(one, other), same]));
  const works = worksOf(ordered, (a, b) => decided.get(pairKey(a.id, b.id)) ?? isOneWork(a, b));
  const highest = new Map<number, { worth: Exact; id: string }>();
  return ordered.map((piece, index) => {
    const before = highest.get(works[index]!);
    const worth = new Decimal(piece.worth);
    if (!before || worth.gt(before.worth)) highest.set(works[index]!, { worth, id: piece.id });
    if (!before) return { id: piece.id, points: points(worth), after: null };
    return { id: piece.id, points: points(worth.gt(before.worth) ? worth.minus(before.worth) : 0), after: before.id };
  });
}

/** Without a decision: one work by its title, its declaration, or its event. */
export function isOneWork(a: Omit<OwnPiece, 'worth'>, b: Omit<OwnPiece, 'worth'>): boolean {
  if (a.reprintOf === b.id || b.reprintOf === a.id || (a.reprintOf !== null && a.reprintOf === b.reprintOf)) return true;
  if (a.event !== null && b.event !== null && EVENT_KINDS.has(a.kind) && EVENT_KINDS.has(b.kind) && normalisedTitle(a.event) === normalisedTitle(b.event)) return true;
  return normalisedTitle(a.title) === normalisedTitle(b.title);
}

/** Which work each piece belongs to: what is one work with a piece of a work belongs to it. */
function worksOf(pieces: readonly OwnPiece[], same: (a: OwnPiece, b: OwnPiece) => boolean): number[] {
  const works = pieces.map((_, index) => index);
  for (let later = 1; later < pieces.length; later++)
    for (let earlier = 0; earlier < later; earlier++) {
      if (works[earlier] === works[later] || !same(pieces[earlier]!, pieces[later]!)) continue;
      const [from, into] = [works[later]!, works[earlier]!];
      works.forEach((work, index) => {
        if (work === from) works[index] = into;
      });
    }
  return works;
}

export function pairKey(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

export interface LikelyPair {
  one: string;
  other: string;
  /** Whole per cent. */
  likeness: number;
}

/**
 * 疑似同一篇 (RPR-07): pairs with an author in common whose titles are alike from `from` per cent on, the likeliest first.
 * Only proposed: whether they are one work, a person decides.
 */
export function likelyPairs(pieces: readonly { id: string; title: string; authors: readonly string[] }[], from: number): LikelyPair[] {
  const byAuthor = new Map<string, { id: string; title: string }[]>();
  for (const { id, title, authors } of pieces) for (const author of authors) byAuthor.set(author, [...(byAuthor.get(author) ?? []), { id, title }]);
  const found = new Map<string, LikelyPair>();
  for (const own of byAuthor.values())
    own.forEach((a, index) => {
      for (const b of own.slice(index + 1)) {
        const alike = a.id === b.id ? 0 : likeness(a.title, b.title);
        if (alike >= from) found.set(pairKey(a.id, b.id), a.id < b.id ? { one: a.id, other: b.id, likeness: alike } : { one: b.id, other: a.id, likeness: alike });
      }
    });
  return [...found.values()].sort((a, b) => b.likeness - a.likeness || (pairKey(a.one, a.other) < pairKey(b.one, b.other) ? -1 : 1));
}

export interface PostedPiece {
  id: string;
  day: Day;
  kind: string;
  points: string;
}

/**
 * 新闻和信息封顶 (RPR-05): news and information together enter at most so much of the required points of the period, the
 * earliest first; the piece on which the line is reached enters with what is left, later ones with nothing.
 * @param required of the same period; `null` where nothing is asked of the person, and then nothing is cut
 * @returns what enters, by piece
 * @example required 10.00, 40 %: news of 3.00 and 2.00 → 3.00 and 1.00
 */
export function underNewsCap(pieces: readonly PostedPiece[], required: string | null, { kinds, maxPercent }: { kinds: readonly string[]; maxPercent: string }): Map<string, string> {
  let left = required === null ? null : new Decimal(points(new Decimal(required).times(maxPercent).div(100)));
  const ordered = [...pieces].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1));
  return new Map(
    ordered.map(({ id, kind, points: worth }) => {
      if (left === null || !kinds.includes(kind)) return [id, points(worth)];
      const entered = Decimal.min(worth, left);
      left = left.minus(entered);
      return [id, points(entered)];
    }),
  );
}
