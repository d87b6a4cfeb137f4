import { Type } from 'class-transformer';
import { ArrayMinSize, IsArray, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { ListQuery } from '../../platform/http/list.dto.js';

export interface Bilingual {
  zh: string;
  en: string;
}

/** Something open about the published results a round rests on. */
export interface OpenMatter {
  kind: string;
  count: number;
  text: Bilingual;
  link: string;
}

export class GroupAmount {
  @IsString() @IsNotEmpty() @MaxLength(60) key: string;
  /** Yuan; only where the pool is split by a decision. */
  @IsOptional() @IsString() @MaxLength(20) amount?: string;
}

export class TierFrom {
  @IsString() @IsNotEmpty() @MaxLength(20) tier: string;
  @IsString() @Matches(/^\d{1,4}(\.\d{1,2})?$/) from: string;
}

/** POST /api/bonuses ; PUT /api/bonuses/:id */
export class DraftBonus {
  @IsString() @IsNotEmpty() @MaxLength(10) period: string;
  @IsString() @IsNotEmpty() @MaxLength(100) title: string;
  /** Yuan, such as 120000.00. */
  @IsString() @IsNotEmpty() @MaxLength(20) pool: string;
  @IsIn(['months', 'decision']) split: 'months' | 'decision';
  @IsOptional() @IsString() @MaxLength(60) splitDecision?: string;
  @IsArray() @ArrayMinSize(1) @ValidateNested({ each: true }) @Type(() => GroupAmount) groups: GroupAmount[];
  /** Tiers by score: where each but the last begins; left out, tiers go by standing. */
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => TierFrom) from?: TierFrom[];
}

export class ChangeBonus extends DraftBonus {
  @IsInt() @Min(1) version: number;
}

/** POST /api/bonuses/:id/boundaries */
export class DecideBoundary {
  @IsInt() @Min(1) version: number;
  @IsString() @IsNotEmpty() @MaxLength(60) peerGroup: string;
  @IsString() @IsNotEmpty() upperId: string;
  @IsString() @IsNotEmpty() lowerId: string;
  @IsIn(['separate', 'shareBetter', 'shareWorse']) choice: 'separate' | 'shareBetter' | 'shareWorse';
  /** 文号. */
  @IsString() @IsNotEmpty() @MaxLength(60) decision: string;
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
  @IsDay() decidedOn: string;
}

/** POST /api/bonuses/:id/submit */
export class BonusStep {
  @IsInt() @Min(1) version: number;
}

/** POST /api/bonuses/:id/{send-back,withdraw} */
export class BonusReason extends BonusStep {
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
}

/** POST /api/bonuses/:id/approve */
export class ApproveBonus extends BonusStep {
  /** 文号 of the approval. */
  @IsString() @IsNotEmpty() @MaxLength(60) approval: string;
  @IsString() @IsNotEmpty() @MaxLength(200) password: string;
}

/** POST /api/bonuses/:id/pay */
export class PayBonus extends BonusStep {
  @IsDay() paidOn: string;
  @IsString() @IsNotEmpty() @MaxLength(200) password: string;
}

/** POST /api/bonuses/:id/confirm : the amounts stand although the results were corrected since. */
export class ConfirmBonus extends BonusStep {
  /** 文号 of the decision. */
  @IsString() @IsNotEmpty() @MaxLength(60) decision: string;
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
  @IsDay() decidedOn: string;
  @IsString() @IsNotEmpty() @MaxLength(200) password: string;
}

/** POST /api/bonuses/:id/correct */
export class CorrectBonus extends BonusStep {
  /** 文号 of the numbered correction of the results. */
  @IsString() @IsNotEmpty() @MaxLength(60) correction: string;
}

export class BonusListQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(20) status?: string;
  @IsOptional() @IsString() @MaxLength(10) period?: string;
  /** Of an export. */
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export class BonusExportQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
}

/** GET /api/bonuses */
export interface BonusRow {
  id: string;
  number: string;
  title: string;
  period: string;
  pool: string;
  groups: number;
  status: string;
  state: Bilingual;
  draftedBy: string;
  approval: string | null;
  paidOn: string | null;
  /** Whether it awaits the reader's approval; whoever drafted or submitted it is not asked. */
  awaitsMe: boolean;
}

export interface BonusPersonView {
  personId: string;
  name: string;
  division: string;
  rank: number | null;
  total: string;
  /** `null`: takes no part. */
  tier: Bilingual | null;
  amount: string;
  /** The arithmetic, or why nothing is paid. */
  why: Bilingual;
  /** What the round this one corrects paid, and the difference. */
  before: string | null;
  difference: string | null;
}

export interface BoundaryView {
  upper: { id: string; name: string };
  lower: { id: string; name: string };
  upperTier: Bilingual;
  lowerTier: Bilingual;
  equal: boolean;
  /** Whether the two differ was never tested: the figures were entered, not sampled. */
  untested: boolean;
  choice: Bilingual | null;
  decision: { number: string; reason: string; decidedOn: string; recordedBy: string } | null;
}

export interface BonusGroupView {
  key: string;
  title: Bilingual;
  amount: string;
  digest: string;
  heads: { tier: Bilingual; coefficient: string; heads: number }[];
  boundaries: BoundaryView[];
  people: BonusPersonView[];
}

/** GET /api/bonuses/:id */
export interface BonusView extends BonusRow {
  version: number;
  split: 'months' | 'decision';
  splitDecision: string | null;
  byScore: { tier: string; from: string }[] | null;
  tiers: { code: string; label: Bilingual; percentOfGroup: string; coefficient: string; usedInSmallGroups: boolean; source: string }[];
  smallUnder: number;
  corrects: { id: string; number: string } | null;
  correctedBy: { id: string; number: string } | null;
  /** Other rounds over the same period and one of the same groups: to be looked at lest the same money be paid twice. */
  also: { id: string; number: string; title: string; pool: string; state: Bilingual }[];
  correction: string | null;
  /** Numbered corrections of the results a correcting round may follow. */
  corrections: string[];
  steps: { what: Bilingual; who: string; when: string; note: string | null }[];
  reason: string | null;
  groupsOf: BonusGroupView[];
  paidOut: string;
  undecided: number;
  /** Objections, requests and corrections still open about its results: it is neither approved nor paid meanwhile. */
  unsettled: OpenMatter[];
  /** The results were corrected after it was approved: to be corrected by a round of its own, or confirmed by a decision. */
  correctedSince: { corrections: string[]; confirmed: boolean } | null;
  confirmations: { decision: string; reason: string; decidedOn: string; corrections: string; recordedBy: string; recordedAt: string }[];
  may: { change: boolean; submit: boolean; approve: boolean; pay: boolean; correct: boolean; withdraw: boolean; confirm: boolean };
}

/** GET /api/bonuses/choices?period= : what a round can be made of. */
export interface BonusChoices {
  periods: string[];
  groups: { key: string; title: Bilingual; people: number }[];
  tiers: BonusView['tiers'];
}

/** GET /api/bonuses/mine */
export interface OwnBonus {
  roundId: string;
  number: string;
  title: string;
  period: string;
  group: Bilingual;
  status: string;
  state: Bilingual;
  tier: Bilingual | null;
  amount: string;
  why: Bilingual;
  approval: string | null;
  paidOn: string | null;
}
