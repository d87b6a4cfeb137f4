import { Decimal, points } from '../../../kernel/exact.js';
import type { Sentence } from '../../../kernel/domain-error.js';
import type { FactReader } from '../fact-reader.js';
import { compare } from '../facts.js';
import type { ScoreSheet } from '../score-sheet.js';
import type { Among, PlaceRounding, Ties } from '../document-sections.js';
import type { CompiledBand } from '../sections/grades.js';
import { plain, say } from '../wording.js';

/** One member while the group's outcome is being worked out. */
export interface Assessed {
  sheet: ScoreSheet;
  reader: FactReader;
  total: Decimal;
  /** Has a score and served long enough. */
  ranked: boolean;
  whyNot: Sentence | null;
  /** Served long enough to be given a grade at all. */
  graded: boolean;
  band: CompiledBand | null;
}

/** Members by where they stand; the key of the whole court is empty. Ordered by key. */
export function among<T extends { reader: FactReader }>(members: readonly T[], per: Among): [string, T[]][] {
  const sets = new Map<string, T[]>();
  for (const member of members) {
    const key = per === 'court' ? '' : member.reader.standing(per);
    if (key === null) continue;
    const set = sets.get(key);
    if (set) set.push(member);
    else sets.set(key, [member]);
  }
  return [...sets].sort(([a], [b]) => compare(a, b));
}

const AMONG_WORDS: Record<Among, (key: string) => Sentence> = {
  court: () => say('全体', 'all'),
  unit: (key) => say(`单位“${key}”`, `the unit “${key}”`),
  series: (key) => say(`系列“${key}”`, `the series “${key}”`),
  group: (key) => say(`组“${key}”`, `the group “${key}”`),
};
const ROUNDING_WORDS: Record<PlaceRounding, Sentence> = {
  down: say('向下取整', 'rounded down'),
  'half-up': say('四舍五入', 'rounded half up'),
  up: say('向上取整', 'rounded up'),
};

/**
 * How many places, in words.
 * @example 20 % of 23 staff, rounded down → 4, “系列“工作人员”23 人 × 20% = 4.6，向下取整，4 名”
 */
export function placesFor(size: { share: Decimal | null; count: Decimal | null; rounding: PlaceRounding; per: Among }, key: string, members: number): { places: number; words: Sentence } {
  const where = AMONG_WORDS[size.per](key);
  if (!size.share) {
    const places = size.count!.toNumber();
    return { places, words: say(`${where.zh} ${members} 人，${places} 名`, `${where.en}: ${members} members, ${places} places`) };
  }
  const exact = size.share.times(members).div(100);
  const modes = { down: Decimal.ROUND_DOWN, 'half-up': Decimal.ROUND_HALF_UP, up: Decimal.ROUND_UP } as const;
  const places = exact.toDecimalPlaces(0, modes[size.rounding]).toNumber();
  const product = `${members} × ${plain(size.share)}% = ${plain(exact)}`;
  const how = ROUNDING_WORDS[size.rounding];
  return { places, words: say(`${where.zh} ${product}，${how.zh}，${places} 名`, `${where.en}: ${product}, ${how.en}, ${places} places`) };
}

/**
 * The first `places` of a list already in order. Equals at the edge are all taken or all left, as the scheme states.
 * @example totals 95, 90, 90 and two places: all-in takes three, all-out takes one
 */
export function firstOf<T extends { total: Decimal }>(ordered: readonly T[], places: number, ties: Ties): { taken: T[]; edge: Decimal | null } {
  if (places >= ordered.length || places <= 0) return { taken: ordered.slice(0, Math.max(0, places)), edge: null };
  const last = ordered[places - 1]!.total;
  if (!ordered[places]!.total.eq(last)) return { taken: ordered.slice(0, places), edge: null };
  let end = places;
  while (ties === 'all-in' ? end < ordered.length && ordered[end]!.total.eq(last) : end > 0 && ordered[end - 1]!.total.eq(last)) end += ties === 'all-in' ? 1 : -1;
  return { taken: ordered.slice(0, end), edge: last };
}

/** What is said of equals at an edge; nothing when there are none. */
export function edgeWords(edge: Decimal | null, ties: Ties): Sentence | null {
  if (!edge) return null;
  return ties === 'all-in'
    ? say(`边界同为 ${points(edge)} 分者一并列入`, `all equals at the edge, ${points(edge)}, are taken`)
    : say(`边界同为 ${points(edge)} 分者一并不列入`, `no equal at the edge, ${points(edge)}, is taken`);
}

export function byTotal(best: 'first' | 'last'): (a: Assessed, b: Assessed) => number {
  const sign = best === 'first' ? -1 : 1;
  return (a, b) => a.total.cmp(b.total) * sign || compare(a.sheet.personId, b.sheet.personId);
}
