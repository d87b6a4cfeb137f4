import type { Sentence } from '../kernel/domain-error.js';
import { Decimal, points } from '../kernel/exact.js';
import { readDecimal } from './scheme/facts.js';
import { LEVEL_WORDS, RESEARCH_LEVELS, type ResearchLevel } from './research-table.js';

/** One row of the court's table: whom it is for, what a full year asks, and what must be among it. */
export interface RequiredRow {
  posts: string[];
  /** Empty: every rank of those posts. */
  ranks: string[];
  pointsPerYear: string;
  /** At least one piece of these kinds, at that level or above; absent where none is asked. */
  atLeastOneOf?: { kinds: string[]; level: ResearchLevel | null } | null;
}

export interface Served {
  post: string;
  rank: string | null;
  months: string;
  dutyFactor: string;
}

/** @returns `null` when the text is not the agreed table: nothing is assumed */
export function readRequired(text: string): RequiredRow[] | null {
  try {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) && rows.length > 0 && rows.every(isRow) ? rows : null;
  } catch {
    return null;
  }
}

function isRow(row: unknown): row is RequiredRow {
  const { posts, ranks, pointsPerYear, atLeastOneOf } = (row ?? {}) as Partial<Record<keyof RequiredRow, unknown>>;
  const condition = (atLeastOneOf ?? null) as { kinds?: unknown; level?: unknown } | null;
  return Array.isArray(posts) && Array.isArray(ranks) && readDecimal(pointsPerYear) !== null && (condition === null || (Array.isArray(condition.kinds) && (condition.level === null || RESEARCH_LEVELS.some((level) => level === condition.level))));
}

export function rowFor({ post, rank }: Pick<Served, 'post' | 'rank'>, table: readonly RequiredRow[]): RequiredRow | undefined {
  return table.find(({ posts, ranks }) => posts.includes(post) && (ranks.length === 0 || ranks.includes(rankKey(rank))));
}

const NUMERALS = '一二三四五';

/** Ranks are kept in the words of the order of appointment; the table uses their keys. @example 四级高级法官 → seniorJudge4 */
export function rankKey(rank: string | null): string {
  const match = /^([一二三四五])级(高级)?法官$/.exec(rank ?? '');
  return match ? `${match[2] ? 'seniorJudge' : 'judge'}${NUMERALS.indexOf(match[1]!) + 1}` : (rank ?? '');
}

/**
 * 分值要求 (RPR-06): yearly points of the post and rank × months served ÷ 12 × duty factor, four places.
 * @example requiredOf({ pointsPerYear: '12.00' }, { months: '6.00', dutyFactor: '0.5000' }) // '3.0000'
 */
export function requiredOf({ pointsPerYear }: Pick<RequiredRow, 'pointsPerYear'>, { months, dutyFactor }: Pick<Served, 'months' | 'dutyFactor'>): string {
  return new Decimal(pointsPerYear).times(months).times(dutyFactor).div(12).toDecimalPlaces(4).toFixed(4);
}

/** Whether a piece of the kinds asked, at that level or above, is among those counted. */
export function conditionMet({ atLeastOneOf }: Pick<RequiredRow, 'atLeastOneOf'>, counted: readonly { kind: string; level: ResearchLevel }[]): boolean {
  if (!atLeastOneOf) return true;
  const { kinds, level } = atLeastOneOf;
  return counted.some((piece) => kinds.includes(piece.kind) && (level === null || RESEARCH_LEVELS.indexOf(piece.level) <= RESEARCH_LEVELS.indexOf(level)));
}

export function conditionWords({ atLeastOneOf }: Pick<RequiredRow, 'atLeastOneOf'>): Sentence | null {
  if (!atLeastOneOf) return null;
  const [first, last] = [atLeastOneOf.kinds[0]!, atLeastOneOf.kinds[atLeastOneOf.kinds.length - 1]!];
  const span = first === last ? first : `${first}…${last}`;
  const level = atLeastOneOf.level && LEVEL_WORDS[atLeastOneOf.level];
  return { zh: `${span} 至少一件${level ? `（${level.zh}以上）` : ''}`, en: `at least one of ${span}${level ? ` (${level.en} or above)` : ''}` };
}

export interface ResearchProgress {
  required: string;
  /** Verified and entered. */
  earned: string;
  /** Waiting to be verified, if all were. */
  waiting: string;
  /** Still missing if everything that waits is verified; never below zero. */
  shortfall: string;
  surplus: string;
  /** Points at the year's end if it goes on as it has. */
  forecast: string;
  said: Sentence;
}

/**
 * Progress and forecast by one plain rule: what was earned up to now ÷ days past × days of the year, plus nothing for what
 * waits. Before 30 days have passed no forecast is said to hold, and the earned points stand for it.
 * @example earned 6.50 by day 273 of 365 → 8.69 at the year's end
 */
export function progressOf(required: string, earned: string, waiting: string, daysPast: number, daysInYear: number): ResearchProgress {
  const [asked, have, soon] = [new Decimal(points(required)), new Decimal(earned), new Decimal(waiting)];
  const early = daysPast < 30;
  const forecast = early ? have : have.times(daysInYear).div(Math.min(daysPast, daysInYear));
  const short = Decimal.max(0, asked.minus(have).minus(soon));
  const rate = points(forecast);
  return {
    required: points(asked), earned: points(have), waiting: points(soon), shortfall: points(short), surplus: points(Decimal.max(0, have.minus(asked))), forecast: rate,
    said: early
      ? { zh: '全年刚开始，不作预计。', en: 'The year has only begun; nothing is forecast.' }
      : {
          zh: `按 ${daysPast} 天已核 ${points(have)} 分的进度，全年预计 ${rate} 分，${new Decimal(rate).gte(asked) ? '可以达到' : '达不到'}要求 ${points(asked)} 分${short.isZero() ? '' : `；待核的都通过，仍缺 ${points(short)} 分`}。`,
          en: `${points(have)} verified in ${daysPast} days makes ${rate} by the year’s end, ${new Decimal(rate).gte(asked) ? 'enough for' : 'short of'} the ${points(asked)} required${short.isZero() ? '' : `; with all that waits, ${points(short)} are still missing`}.`,
        },
  };
}
