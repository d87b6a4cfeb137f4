import { reviewerEffects, type ReviewedItem } from './reviewer-effects.js';
import { seededNumbers, type SeededNumbers } from './seeded-numbers.js';

/** One thing drawn for review: a case with its findings, or a hearing. */
export interface SampledItem extends ReviewedItem {
  /** Whole numbers that add up over items: whether it has a minor finding, how many serious ones … */
  marks: readonly number[];
}

/** What a drawn sample of one kind of items comes to. */
export interface SampleSums {
  count: number;
  /** Hundredths. */
  lost: number;
  marks: readonly number[];
}

export interface ResampledPerson {
  personId: string;
  /** Hundredths, as the sheet has it. */
  total: number;
  /**
   * Items by kind, everybody's kinds in the same order: reviewed cases, assessed hearings. Of a period made of shorter ones,
   * the kinds of the first, then those of the second …
   */
  samples: readonly (readonly SampledItem[])[];
  /** The total, in hundredths, had the drawn items been the sample. */
  rescore: (drawn: readonly SampleSums[]) => number;
}

export interface RankIntervalInput {
  people: readonly ResampledPerson[];
  /** How many kinds of items there are, where `samples` holds those of several shorter periods one after the other. */
  kinds?: number;
  stock?: readonly (readonly SampledItem[])[];
  seed: string;
  resamples: number;
}

export interface RankInterval {
  personId: string;
  /** Hundredths. */
  score: { from: number; until: number };
  rank: { from: number; until: number };
  /** Items the interval rests on, by kind. */
  items: number[];
}

export interface RankIntervals {
  seed: string;
  resamples: number;
  /** By rank, equals by personal id. */
  people: RankInterval[];
  /** A row for each of `people`: at place k `1` where the two cannot be told apart, `0` where they can. */
  alike: string[];
  /** Longest runs in which no two can be told apart, as places in `people`; at least two people each. */
  brackets: { from: number; until: number }[];
}

/** Items of the group that join everybody's own: with few own ones a person's sample alone shows too little scatter. */
export const BORROWED = 15;
/** Of a hundred resamples, how many lie inside the interval. */
export const CONFIDENCE = 90;

/**
 * 名次区间: how far scores and ranks would move had other cases been drawn for review, and other reviewers been at work.
 *
 * Each resample draws for every person as many items as were reviewed, with replacement: from the person's own items and, as if
 * fifteen more had been reviewed, from the group's stock, so that a person with few items, or with none of the rare serious
 * findings so far, still shows how much they could vary. A short period's stock is that of a year: a month without a serious
 * finding does not say that there are none. In each resample every reviewer is given a severity drawn from
 * {@link reviewerEffects}, the same for all of that reviewer's cases. The drawn sample goes through the scheme's own rules.
 * The interval of the score holds the middle 90 % of the resampled totals; that of the rank is the shortest run of places that
 * holds 90 % of the resampled ranks; both reach at least to what was observed. Two people cannot be told apart when each of
 * them stands above the other in at least 5 % of the resamples: the 90 % interval of their difference then contains 0.
 *
 * A quarter, half-year or year made of months is drawn month by month, each month as many items as were reviewed in it, from
 * what was reviewed of the person in all of them and the fifteen, and put together by the scheme's rule; a reviewer is as severe
 * in one month as in the next.
 *
 * It covers sampling and reviewers, and nothing else: parts of the score that rest on every case stand as they are.
 * Cheap steps one after another, so that whoever shares the machine is not kept waiting. The same input gives the same result.
 * @param input.stock items by kind to borrow from; the people's own where absent
 * @param input.seed recorded with the result
 * @example one person at 90.00 and one at 60.00, all of whose cases lost the same → [90.00, 90.00] rank 1–1, [60.00, 60.00] rank 2–2, no bracket
 * Source: MISSION.md 10 (2); B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13; H. Goldstein,
 * D. Spiegelhalter, League tables and their limitations, 1996. What it covers in truth: test/rules/rank-interval.test.ts.
 */
export function* rankIntervalSteps(input: RankIntervalInput): Generator<void, RankIntervals> {
  const people = [...input.people].sort((a, b) => b.total - a.total || (a.personId < b.personId ? -1 : 1));
  const kinds = input.kinds ?? people[0]?.samples.length ?? 0;
  const totals = yield* resampled(people, input);
  const ranks = yield* ranksOf(totals, input.resamples);
  const intervals = people.map(({ personId, total, samples }, index): RankInterval => {
    const ordered = totals[index]!.slice().sort();
    const observed = 1 + people.filter((one) => one.total > total).length;
    const shortest = shortestRun(ranks[index]!.sort());
    return {
      personId,
      score: { from: Math.min(total, ordered[tail(input.resamples)]!), until: Math.max(total, ordered[input.resamples - 1 - tail(input.resamples)]!) },
      rank: { from: Math.min(observed, shortest.from), until: Math.max(observed, shortest.until) },
      items: Array.from({ length: kinds }, (_, kind) => samples.reduce((count, items, at) => (at % kinds === kind ? count + items.length : count), 0)),
    };
  });
  const alike: string[] = [];
  for (const own of totals) {
    alike.push(totals.map((other) => (cannotTell(own, other) ? '1' : '0')).join(''));
    yield;
  }
  return { seed: input.seed, resamples: input.resamples, people: intervals, alike, brackets: runsOf(alike) };
}

function* resampled(people: readonly ResampledPerson[], { kinds = people[0]?.samples.length ?? 0, stock, seed, resamples }: RankIntervalInput): Generator<void, Int32Array[]> {
  const whole = (samples: ResampledPerson['samples'], kind: number): SampledItem[] => samples.filter((_, at) => at % kinds === kind).flat();
  const pools = Array.from({ length: kinds }, (_, kind) => (stock?.[kind]?.length ? stock[kind] : people.flatMap(({ samples }) => whole(samples, kind))));
  const effects = Array.from({ length: kinds }, (_, kind) => reviewerEffects(people.map(({ samples }) => whole(samples, kind)).filter(({ length }) => length)));
  const numbers = seededNumbers(seed);
  const owns = people.map(({ samples }) => Array.from({ length: kinds }, (_, kind) => whole(samples, kind)));
  const totals = people.map(() => new Int32Array(resamples));
  for (let round = 0; round < resamples; round++) {
    const severity = new Map<string, number>();
    for (const [index, { samples, rescore }] of people.entries()) {
      const sums = samples.map(({ length }, at) => drawnFrom(owns[index]![at % kinds]!, length, pools[at % kinds]!, effects[at % kinds]!, severity, numbers));
      totals[index]![round] = rescore(sums);
      yield;
    }
  }
  return totals;
}

function drawnFrom(own: readonly SampledItem[], count: number, pool: readonly SampledItem[], effects: readonly number[], severity: Map<string, number>, numbers: SeededNumbers): SampleSums {
  const marks = (own[0]?.marks ?? []).map(() => 0);
  let lost = 0;
  for (let drawn = 0; drawn < count; drawn++) {
    const place = numbers.below(own.length + BORROWED);
    const item = place < own.length ? own[place]! : pool[numbers.below(pool.length)]!;
    lost += Math.max(0, item.lost + severityOf(item.reviewer, effects, severity, numbers));
    for (let at = 0; at < marks.length; at++) marks[at]! += item.marks[at]!;
  }
  return { count, lost, marks };
}

/** One reviewer has one severity in a resample, whoever's case it is. */
function severityOf(reviewer: string | null, effects: readonly number[], severity: Map<string, number>, numbers: SeededNumbers): number {
  if (reviewer === null || !effects.length) return 0;
  const known = severity.get(reviewer);
  if (known !== undefined) return known;
  const drawn = effects[numbers.below(effects.length)]!;
  severity.set(reviewer, drawn);
  return drawn;
}

/** Equals share the better place, as in the ranking itself. */
function* ranksOf(totals: readonly Int32Array[], resamples: number): Generator<void, Int32Array[]> {
  const ranks = totals.map(() => new Int32Array(resamples));
  for (let round = 0; round < resamples; round++) {
    const order = [...totals.keys()].sort((a, b) => totals[b]![round]! - totals[a]![round]!);
    order.forEach((person, place) => {
      const before = order[place - 1];
      ranks[person]![round] = before !== undefined && totals[before]![round] === totals[person]![round] ? ranks[before]![round]! : place + 1;
    });
    yield;
  }
  return ranks;
}

/** Resamples left out at either end. */
function tail(resamples: number): number {
  return Math.floor((resamples * (100 - CONFIDENCE)) / 200);
}

/** @param ascending at least one */
function shortestRun(ascending: Int32Array): { from: number; until: number } {
  const wanted = ascending.length - 2 * tail(ascending.length);
  let best = { from: ascending[0]!, until: ascending[ascending.length - 1]! };
  for (let first = 0; first + wanted <= ascending.length; first++) {
    const [from, until] = [ascending[first]!, ascending[first + wanted - 1]!];
    if (until - from < best.until - best.from) best = { from, until };
  }
  return best;
}

/** Equal totals count half for either. */
function cannotTell(own: Int32Array, other: Int32Array): boolean {
  let twice = 0;
  for (let round = 0; round < own.length; round++) {
    const [a, b] = [own[round]!, other[round]!];
    if (a > b) twice += 2;
    else if (a === b) twice += 1;
  }
  const least = (own.length * (100 - CONFIDENCE)) / 100;
  return twice >= least && 2 * own.length - twice >= least;
}

function runsOf(alike: readonly string[]): RankIntervals['brackets'] {
  const runs: RankIntervals['brackets'] = [];
  let reached = -1;
  for (let from = 0; from < alike.length; from++) {
    let until = from;
    while (until + 1 < alike.length && !alike[until + 1]!.slice(from, until + 1).includes('0')) until++;
    if (until > from && until > reached) runs.push({ from, until });
    reached = Math.max(reached, until);
  }
  return runs;
}
