import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { ListQuery } from '../../platform/http/list.dto.js';

export interface Bilingual {
  zh: string;
  en: string;
}

export class ProgressQuery extends ListQuery {
  @IsOptional() @Matches(/^\d{4}$/) year?: string;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  /** Those who are short of the requirement only. */
  @IsOptional() @IsIn(['true']) short?: 'true';
}

export class ProgressExportQuery extends ProgressQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
}

export class ColleagueQuery {
  @IsString() @MaxLength(40) q: string;
}

/** GET /api/research/publications */
export interface PublicationRow {
  id: string;
  publishedOn: string;
  title: string;
  kind: string;
  kindLabel: Bilingual;
  /** Another than `kind` where the formal number is missing. */
  countedAs: string;
  level: string;
  levelLabel: Bilingual;
  award: number | null;
  outlet: string;
  serialNumber: string | null;
  authors: { name: string; share: string; points: string; outside: boolean; mine: boolean }[];
  worth: string;
  /** What it puts into the periods of the authors of this court together; `null` before it is verified. */
  counted: string | null;
  status: string;
  state: Bilingual;
  /** A piece already counted that this one may be the same as. */
  likely: boolean;
  objection: boolean;
  reason: string | null;
  registeredBy: string;
  registeredAt: string;
  version: number;
}

/** GET /api/research/publications/:id */
export interface PublicationView extends PublicationRow {
  event: string | null;
  reprintOf: { id: string; title: string; outlet: string } | null;
  shareReason: string | null;
  authorList: { personId: string | null; name: string; division: string | null; share: string; worth: string; points: string; why: Bilingual | null }[];
  evidence: { id: string; name: string; addedAt: string }[];
  reasons: Bilingual[];
  decidedBy: string | null;
  decidedAt: string | null;
  supersedes: string | null;
  supersededBy: string | null;
  objections: { id: string; author: string; grounds: string; filedOn: string; status: string; answer: string | null; answeredBy: string | null; answeredOn: string | null; version: number }[];
  likelyPairs: LikelyView[];
  trail: { at: string; who: string; action: string; reason: string | null }[];
  may: string[];
}

/** Two pieces side by side. */
export interface LikelyView {
  one: PairSide;
  other: PairSide;
  likeness: number;
  /** What the office decided, if it did. */
  decided: { same: boolean; reason: string; by: string; at: string } | null;
}

export interface PairSide {
  id: string;
  title: string;
  outlet: string;
  level: Bilingual;
  publishedOn: string;
  kind: string;
  worth: string;
  authors: string[];
  state: Bilingual;
}

/** GET /api/research/progress/me and the rows of GET /api/research/progress */
export interface ProgressRow {
  personId: string;
  name: string;
  division: string;
  post: string;
  rank: string | null;
  months: string;
  dutyFactor: string;
  /** `null` where the court asks nothing of the post and rank. */
  required: string | null;
  earned: string;
  /** News and information beyond their cap. */
  cut: string;
  waiting: string;
  shortfall: string;
  surplus: string;
  forecast: string;
  said: Bilingual;
  condition: { words: Bilingual; met: boolean } | null;
}

export interface OwnProgress {
  year: string;
  lastDay: string;
  claimUntil: string;
  source: string;
  example: boolean;
  own: ProgressRow | null;
}

export interface ProgressPage {
  items: ProgressRow[];
  total: number;
  page: number;
  pageSize: number;
  year: string;
  short: number;
}

/** GET /api/research/points */
export interface PointsView {
  day: string;
  source: string;
  example: boolean;
  effectiveFrom: string;
  kinds: { code: string; label: Bilingual; serial: Bilingual; points: Record<'national' | 'province' | 'prefecture' | 'county', string[]>; source: string; example: boolean }[];
  rules: { code: string; label: Bilingual; source: string; effectiveFrom: string; example: boolean }[];
  required: { posts: string[]; ranks: string[]; points: string; condition: Bilingual | null }[];
  /** Of this court, in their order: where an author may have served. */
  divisions: { id: string; name: Bilingual }[];
  outlets: { code: string; name: string; level: Bilingual; issn: string | null; cn: string | null; core: boolean }[];
}

export interface Colleague {
  id: string;
  name: string;
  division: string;
}
