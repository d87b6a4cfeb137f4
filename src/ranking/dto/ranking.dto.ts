import type { Bilingual } from '../../evaluation/dto/score.dto.js';

/** GET /api/peer-groups?period=2026-10 */
export interface PeerGroupView {
  key: string;
  title: Bilingual;
  post: string;
  nature: string | null;
  size: number;
}

/** How much of the row this reader sees: `band` and nothing that tells an order, or (the own row) `none` but the points. */
export type RowDisclosure = 'none' | 'band' | 'position' | 'full';

export interface StandingView {
  personId: string;
  name: string;
  division: string;
  shown: RowDisclosure;
  /** 档次 by the court's own limits on the total; `null` where it has set none or the row shows none. */
  band: { place: number; title: Bilingual } | null;
  /** `null` where this reader is shown no order. */
  rank: number | null;
  tied: boolean;
  /** `null` in a row that shows only a band. */
  total: string | null;
  /** Component key → points, of those in `components`; `null` where nothing applied and the weight went to the others. Empty where the row shows only a band. */
  components: Record<string, string | null>;
  /** Ranks gained since the period before; `null` when new, where no rank is or was shown, or where there is nothing to compare with. */
  movement: number | null;
  /** Stood in this group without a place in the period before it is compared with. */
  fresh: boolean;
  toMean: string | null;
  toMedian: string | null;
  percentile: string | null;
  monthsServed: string;
  dutyFactor: string;
  /** Months of this post that were served elsewhere or on leave are not in `monthsServed`: whether it is fewer than the period has. */
  partly: boolean;
  /** How many closed and reviewed cases the score rests on; `null` in a row that shows only a band. */
  closed: number | null;
  reviewed: number | null;
  /** Nature whose cases alone `closed` counts, of somebody who hears every nature; `null`: all the person closed. */
  closedNature: string | null;
}

/** GET /api/rankings/:group/:period ; /export?format=xlsx|csv */
export interface RankingView {
  group: PeerGroupView;
  period: string;
  status: 'open' | 'closed' | 'published';
  /** `live` computed now; `frozen` read from the snapshot with this digest. */
  frozen: { digest: string; at: string } | null;
  scheme: { id: string; version: string; title: Bilingual; example: boolean };
  /** Indicators this reader may compare people by. */
  components: { key: string; title: Bilingual; fullMark: string }[];
  /** Components the court shows this reader in interval mode, with the clause: no column, no order; see `/reference`. */
  byInterval: { key: string; title: Bilingual; source: string | null }[];
  sight: SightView;
  mean: string | null;
  median: string | null;
  /** Rows this reader may see: those shown in full or with their position by rank, the others by name. */
  standings: StandingView[];
  /** Rows hidden by scope. */
  hidden: number;
  /** Bins of the whole group's totals, without names; empty where this reader is shown no order. */
  distribution: { from: string; until: string; count: number }[];
  asOf: string;
}

/** As what the reader looks, and by which rule. */
export interface SightView {
  audience: 'self' | 'division' | 'leaders' | 'court';
  /** `interval`: no order of people; the indicators are at `/reference`. */
  mode: 'ranking' | 'interval';
  /** Least size of a ranked group, where this one is below it: bands only. */
  tooSmall: number | null;
  /** Clause the court gave for the mode; `null` where it has set none. */
  source: string | null;
}

/** GET /api/rankings/:group/:period/intervals : how firmly the order stands. Points as on the sheet, two places. */
export interface RankIntervalsView {
  /** `null` with `why` where there is none. */
  intervals: {
    seed: string;
    resamples: number;
    /** Rows this reader sees with their position. */
    people: { personId: string; score: { from: string; until: string }; rank: { from: number; until: number }; cases: number; hearings: number }[];
    /** Runs of people in the order of `people` of whom no two can be told apart, with the ranks they stand on. */
    brackets: { from: number; until: number; ranks: { from: number; until: number } }[];
    /** Of the neighbours in the order of `people`, how many cannot be told apart. */
    neighbours: { pairs: number; alike: number };
    /** What it covers and what not. */
    covers: Bilingual;
  } | null;
  why: Bilingual | null;
}

/** GET /api/rankings/:group/:period/reference : each indicator against the court's interval; people by name, in no order of merit. */
export interface ReferenceView {
  group: PeerGroupView;
  period: string;
  status: 'open' | 'closed' | 'published';
  sight: SightView;
  basis: Bilingual;
  indicators: {
    key: string;
    title: Bilingual;
    unit: 'percent' | 'days' | 'points';
    /** `score`: what an indicator of the scheme scores; `fact`: a quotient of facts. */
    of: 'fact' | 'score';
    /** Clause that puts this indicator in interval mode; `null` where it follows the audience or is never ranked. */
    modeSource: string | null;
    /** `null`: the court has set none, so that nothing is judged. */
    interval: { from: string; until: string; source: string; example: boolean } | null;
    /** Of the whole group; `null` where nothing was to be counted. */
    value: string | null;
    state: 'inside' | 'above' | 'below' | null;
    /** Name of the court's parameter that sets it. */
    parameter: string;
  }[];
  people: { personId: string; name: string; division: string; values: Record<string, { value: string | null; state: 'inside' | 'above' | 'below' | null }> }[];
  hidden: number;
  asOf: string;
}
