import type { Bilingual } from '../../evaluation/dto/score.dto.js';

/** GET /api/peer-groups?period=2026-10 */
export interface PeerGroupView {
  key: string;
  title: Bilingual;
  post: string;
  nature: string | null;
  size: number;
}

export interface StandingView {
  personId: string;
  name: string;
  division: string;
  rank: number;
  tied: boolean;
  total: string;
  /** Component key → points; `null` where nothing applied and the weight went to the others. */
  components: Record<string, string | null>;
  /** Ranks gained since the period before; `null` when new. */
  movement: number | null;
  toMean: string;
  toMedian: string;
  percentile: string;
  monthsServed: string;
  dutyFactor: string;
  /** How many closed and reviewed cases the score rests on. */
  closed: number;
  reviewed: number;
}

/** GET /api/rankings/:group/:period ; /export?format=xlsx|csv */
export interface RankingView {
  group: PeerGroupView;
  period: string;
  status: 'open' | 'closed' | 'published';
  /** `live` computed now; `frozen` read from the snapshot with this digest. */
  frozen: { digest: string; at: string } | null;
  scheme: { id: string; version: string; title: Bilingual; example: boolean };
  components: { key: string; title: Bilingual; fullMark: string }[];
  mean: string | null;
  median: string | null;
  /** Rows this reader may see; a judge sees the own row unless the audience setting widens it. */
  standings: StandingView[];
  /** Rows hidden by scope. */
  hidden: number;
  /** Bins of the whole group's totals, without names. */
  distribution: { from: string; until: string; count: number }[];
  asOf: string;
}
