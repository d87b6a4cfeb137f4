import { Decimal, type Exact } from '../kernel/exact.js';
import { sha256 } from './assignment/draw.js';

/** Why a reviewer may not have a case. */
export const BARRED_BECAUSE = {
  ownCase: { zh: '参与过本案办理', en: 'took part in the case' },
  ownDivision: { zh: '本庭案件', en: 'own division’s case' },
  signed: { zh: '签发过本案文书', en: 'signed a document of the case' },
  leader: { zh: '分管本庭的院领导', en: 'leader in charge of the division' },
  firstReviewer: { zh: '初评人', en: 'made the first review' },
  otherField: { zh: '不在专业范围', en: 'outside the field' },
  away: { zh: '请假', en: 'on leave' },
} as const;
export type BarredBecause = keyof typeof BARRED_BECAUSE;

/** A case that may be drawn. */
export interface DrawnCase {
  /** 案号: what the draw is by, so that anybody can draw again. */
  number: string;
  /** Whose least number it counts for: the judge; in a draw of second reviews the first reviewer. */
  holder: string | null;
  field: string;
  /** Reviewers who may not have it, with why. */
  barred: Readonly<Record<string, BarredBecause>>;
}

export interface DrawnReviewer {
  id: string;
  name: string;
  /** Fields of the review groups; `null` = every field. */
  fields: readonly string[] | null;
  /** Reviews on the desk already; levelled together with the new ones. */
  load: number;
  away: boolean;
}

export interface ReviewDrawInputs {
  seed: string;
  /** How many cases the plan is to reach beyond those already under review. */
  target: number;
  /** Least number still owed of each holder; whoever is absent is owed none. */
  owed: Readonly<Record<string, number>>;
  cases: readonly DrawnCase[];
  reviewers: readonly DrawnReviewer[];
}

export interface DrawnReview {
  number: string;
  reviewer: string;
  /** For the holder's least number, or to reach the share. */
  why: 'least' | 'share';
}

export interface ReviewDraw {
  /** In the order of the draw. */
  drawn: DrawnReview[];
  /** Drawn, and nobody may review them. */
  withoutReviewer: { number: string; barred: { reviewer: string; why: BarredBecause }[] }[];
  loads: { reviewer: string; before: number; added: number }[];
}

/**
 * 抽取比例: how many cases a plan still has to reach.
 * @param sharePercent per cent of the lot, rounded up to whole cases
 * @example planTarget(571, 12, '12.00') // 69 (12 % of 571 is 68.52) less 12 under review = 57
 */
export function planTarget(lot: number, underReview: number, sharePercent: Exact): number {
  const wanted = new Decimal(sharePercent).times(lot).div(100).ceil().toNumber();
  return Math.max(0, Math.min(wanted, lot) - underReview);
}

/**
 * 每人全年最低件数 spread over the year: what is due of a person by the end of a month, rounded up.
 * @param month 1 to 12
 * @example leastDue(2, 1) // 1; leastDue(2, 6) // 1; leastDue(2, 7) // 2
 */
export function leastDue(perYear: number, month: number): number {
  return Math.ceil((perYear * month) / 12);
}

/** Key of a case in the draw; the smaller comes first. SHA-256 of `<seed>|review|<case number>`, in hex. */
export function reviewDrawKey(seed: string, number: string): string {
  return sha256(`${seed}|review|${number}`);
}

/** Why this reviewer may not have the case; `null` = may. */
export function barredBecause(one: Pick<DrawnCase, 'field' | 'barred'>, { id, fields, away }: DrawnReviewer): BarredBecause | null {
  return one.barred[id] ?? (fields !== null && !fields.includes(one.field) ? 'otherField' : away ? 'away' : null);
}

/**
 * 抽案并派评查员: which cases are reviewed, and by whom.
 *
 * Cases are taken in the order of their keys: first what each holder's least number still wants, then whatever is missing of
 * the share. A case nobody may review is passed over, said, and the next one taken. Reviewers are levelled: no moving of
 * cases along any chain of reviewers who may have them could bring two loads nearer together. The order in which cases and
 * reviewers are given never matters.
 *
 * @example two reviewers free for every case, six cases, loads 0 and 0 → three each
 * Source: MISSION Q1, Q11; ASSIGNMENT.md for the sealed seed; N. Harvey et al., Semi-matchings for bipartite graphs and load
 * balancing, 2006, for the levelling (without a cost-reducing path the loads are the most even there are).
 */
export function drawReviews({ seed, target, owed, cases, reviewers }: ReviewDrawInputs): ReviewDraw {
  const known = [...reviewers].sort((a, b) => compare(sha256(`${seed}|reviewer|${a.id}`), sha256(`${seed}|reviewer|${b.id}`)));
  const ordered = cases.map((one) => ({ one, key: reviewDrawKey(seed, one.number) })).sort((a, b) => compare(a.key, b.key) || compare(a.one.number, b.one.number));
  const drawn: { number: string; why: DrawnReview['why']; may: number[]; order: number }[] = [];
  const passed = new Map<string, DrawnCase>();
  const taken = new Set<string>();
  const take = ({ one }: { one: DrawnCase }, order: number, why: DrawnReview['why']): boolean => {
    if (taken.has(one.number)) return false;
    const may = known.flatMap((reviewer, index) => (barredBecause(one, reviewer) === null ? [index] : []));
    if (may.length === 0) {
      passed.set(one.number, one);
      return false;
    }
    taken.add(one.number);
    drawn.push({ number: one.number, why, may, order });
    return true;
  };
  const left = new Map(Object.entries(owed));
  ordered.forEach((entry, order) => {
    const due = entry.one.holder === null ? 0 : (left.get(entry.one.holder) ?? 0);
    if (due > 0 && take(entry, order, 'least')) left.set(entry.one.holder!, due - 1);
  });
  ordered.forEach((entry, order) => {
    if (drawn.length < target) take(entry, order, 'share');
  });
  drawn.sort((a, b) => a.order - b.order);
  const given = level(drawn.map(({ may }) => may), known.map(({ load }) => load));
  return {
    drawn: drawn.map(({ number, why }, index) => ({ number, why, reviewer: known[given[index]!]!.id })),
    withoutReviewer: [...passed.values()].map((one) => ({ number: one.number, barred: known.map((reviewer) => ({ reviewer: reviewer.id, why: barredBecause(one, reviewer)! })) })),
    loads: known.map(({ id, load }, index) => ({ reviewer: id, before: load, added: given.filter((to) => to === index).length })).sort((a, b) => compare(a.reviewer, b.reviewer)),
  };
}

/** Gives each case to the least loaded of those who may have it, then moves cases along chains until no two loads can be brought nearer. */
function level(may: readonly (readonly number[])[], before: readonly number[]): number[] {
  const loads = [...before];
  const given = may.map((able) => {
    const to = able.reduce((best, one) => (loads[one]! < loads[best]! ? one : best));
    loads[to]! += 1;
    return to;
  });
  for (let chain = shorteningChain(may, given, loads); chain; chain = shorteningChain(may, given, loads)) {
    for (const { moved, to } of chain) given[moved] = to;
    loads[chain[0]!.from]! -= 1;
    loads[chain.at(-1)!.to]! += 1;
  }
  return given;
}

interface Move {
  moved: number;
  from: number;
  to: number;
}

/** A chain of moves from a reviewer to one with at least two fewer; `null` when there is none. */
function shorteningChain(may: readonly (readonly number[])[], given: readonly number[], loads: readonly number[]): Move[] | null {
  const lightest = Math.min(...loads);
  const heaviestFirst = [...loads.keys()].filter((one) => loads[one]! >= lightest + 2).sort((a, b) => loads[b]! - loads[a]! || a - b);
  for (const start of heaviestFirst) {
    const reachedBy = new Map<number, Move>();
    const queue = [start];
    for (let at = 0; at < queue.length; at++) {
      const from = queue[at]!;
      if (loads[from]! <= loads[start]! - 2) return chainTo(from, start, reachedBy);
      given.forEach((holder, moved) => {
        if (holder !== from) return;
        for (const to of may[moved]!) {
          if (to === start || reachedBy.has(to)) continue;
          reachedBy.set(to, { moved, from, to });
          queue.push(to);
        }
      });
    }
  }
  return null;
}

function chainTo(end: number, start: number, reachedBy: ReadonlyMap<number, Move>): Move[] {
  const chain: Move[] = [];
  for (let at = end; at !== start; ) {
    const move = reachedBy.get(at)!;
    chain.unshift(move);
    at = move.from;
  }
  return chain;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Everything a draw rests on, as one text: cases by number, reviewers by id, fields in fixed order, so that the same inputs
 * have the same digest however they were gathered.
 */
export function reviewDrawText({ seed, target, owed, cases, reviewers }: ReviewDrawInputs): string {
  const inKeyOrder = <T>(record: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(record).sort(([a], [b]) => compare(a, b)));
  return JSON.stringify({
    format: 'review-plan/1', seed, target, owed: inKeyOrder(owed),
    cases: [...cases].sort((a, b) => compare(a.number, b.number)).map(({ number, holder, field, barred }) => ({ number, holder, field, barred: inKeyOrder(barred) })),
    reviewers: [...reviewers].sort((a, b) => compare(a.id, b.id)).map(({ id, name, fields, load, away }) => ({ id, name, fields: fields && [...fields].sort(), load, away })),
  });
}
