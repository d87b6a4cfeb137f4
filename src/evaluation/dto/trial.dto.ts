import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Fault } from '../../kernel/domain-error.js';
import type { Bilingual, ScoreSheetView } from './score.dto.js';

/** POST /api/schemes/:id/trials → TrialView (202): the text as it stands, on the stored facts of a past period. Poll GET /api/schemes/:id/trials/:trialId. */
export class NewTrial {
  /** `2025` when absent: the last whole year. */
  @IsOptional() @IsString() @MaxLength(10) period?: string;
  /** `judge:civil`; when absent, the group the scheme is made for. A scheme for any nature must name one. */
  @IsOptional() @IsString() @MaxLength(60) group?: string;
}

/** GET /api/schemes/:id/trial-groups?period=2025 : groups of the scheme's post that have members then, with or without a scheme in force. */
export interface TrialGroup {
  key: string;
  title: Bilingual;
  size: number;
}

/** GET /api/schemes/:id/trials : newest first, each kept for good. */
export interface TrialRow {
  id: string;
  number: number;
  period: string;
  group: { key: string; title: Bilingual };
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Steps done of all. */
  progress: { done: number; total: number };
  /** Why it failed, in the reader's language. */
  error: string | null;
  /** Digest of the text tried; `current` when the version still reads so. */
  documentDigest: string;
  current: boolean;
  /** Digest of the result; `null` until done. */
  digest: string | null;
  by: string;
  at: string;
}

/** GET /api/schemes/:id/trials/:trialId ; /export?format=xlsx|csv ; POST …/cancel */
export interface TrialView extends TrialRow {
  result: TrialResult | null;
}

export interface TrialResult {
  /** The version in force in that period, against which the draft is tried; `null` when there was none. */
  baseline: { id: string; version: string; title: Bilingual } | null;
  people: TrialPerson[];
  summary: {
    people: number;
    /** Whose rank changed; `null` where the reader is shown no order. */
    moved: number | null;
    /** Whose total changed. */
    changed: number;
    mostPlaces: number | null;
    /** `null` where the reader does not see everybody. */
    mostPoints: string | null;
    before: TrialFigures | null;
    after: TrialFigures;
    /** People to whom some part does not apply under the draft. */
    notApplicable: number;
  };
  /** Bins of equal width over both, so that the two can be laid side by side. */
  distribution: { from: string; until: string; before: number; after: number }[];
  /** Top-level weights, written as per cent of the whole. */
  weights: { key: string; title: Bilingual; before: string | null; after: string | null }[];
  sensitivity: TrialSensitivity[];
  bonus: TrialBonus;
}

export interface TrialFigures {
  mean: string | null;
  median: string | null;
  highest: string | null;
  lowest: string | null;
}

/** By rank under the draft. */
export interface TrialPerson {
  personId: string;
  name: string;
  division: string;
  before: { total: string; rank: number | null } | null;
  after: { total: string; rank: number | null };
  /** After minus before; `null` where there is no before. */
  points: string | null;
  /** Places gained. */
  places: number | null;
  /** Component key → before and after. */
  components: Record<string, { before: string | null; after: string | null }>;
  grade: { before: Bilingual | null; after: Bilingual | null };
  bonus: { before: string | null; after: string | null };
}

/** One top-level weight changed by `change` per cent of itself, the others rescaled to keep the sum. */
export interface TrialSensitivity {
  key: string;
  title: Bilingual;
  change: -20 | -10 | 10 | 20;
  /** What the weight becomes, per cent of the whole. */
  weight: string;
  /** Kendall's τ-b against the unchanged draft, four places; `null` for fewer than two people. */
  tau: string | null;
  /** Of the first three under the unchanged draft, how many are no longer among them. */
  firstThreeChanged: number;
  /** How many people change rank. */
  moved: number;
  /** Who changes rank: personal id → new rank. Everybody else keeps it. */
  ranks: Record<string, number>;
}

export interface TrialBonus {
  /** `null` when a parameter is missing. */
  before: string | null;
  after: string | null;
  /** After minus before, in yuan. */
  difference: string | null;
  /** People who change tier. */
  changedTier: number | null;
  /** What the court must set before the cost can be told. */
  missing: { parameter: string; title: Bilingual }[];
}

/** POST /api/schemes/preview → SchemePreview (200): nothing is saved. */
export class PreviewScheme {
  @IsString() @IsNotEmpty() @MaxLength(400_000) document: string;
  @IsString() @IsNotEmpty() @MaxLength(36) personId: string;
  @IsString() @IsNotEmpty() @MaxLength(10) period: string;
}

export interface SchemePreview {
  /** Of the document, or of the facts it asks for; `sheet` is then `null`. */
  faults: Fault[];
  sheet: PreviewSheet | null;
  /** The same person under the version in force, to compare with. */
  inForce: { version: string; title: Bilingual; total: string; components: { key: string; points: string }[] } | null;
}

export type PreviewSheet = Pick<ScoreSheetView, 'person' | 'period' | 'peerGroup' | 'total' | 'fullMark' | 'rank' | 'tied' | 'components' | 'shorter' | 'outcome'>;
