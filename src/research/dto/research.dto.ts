import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { ListQuery } from '../../platform/http/list.dto.js';
import type { Bilingual, LikelyView } from './research-lists.dto.js';

const KINDS = ['RP-01', 'RP-02', 'RP-03', 'RP-04', 'RP-05', 'RP-06', 'RP-07', 'RP-08', 'RP-09', 'RP-10', 'RP-11'];
const SHARE = /^\d{1,3}(\.\d{1,2})?$/;
const LEVELS = ['national', 'province', 'prefecture', 'county'] as const;
type Level = (typeof LEVELS)[number];
const STATES = ['pending', 'verified', 'returned', 'withdrawn', 'superseded'] as const;

export class AuthorInput {
  /** Of this court; a name alone stands for somebody outside it. */
  @IsOptional() @IsString() @MaxLength(36) personId?: string;
  @IsOptional() @IsString() @MaxLength(80) name?: string;
  /** Per cent; left out for all, the rule's shares are taken. */
  @IsOptional() @Matches(SHARE) share?: string;
}

export class EvidenceInput {
  /** As answered by POST /api/research/evidence. */
  @Matches(/^[0-9a-f]{64}$/) digest: string;
  @IsString() @IsNotEmpty() @MaxLength(160) name: string;
}

/** POST /api/research/publications/preview and POST /api/research/publications */
export class RegisterPublication {
  @IsIn(KINDS) kind: string;
  @IsIn(LEVELS) level: Level;
  @IsOptional() @IsInt() @Min(1) @Max(5) award?: number;
  @IsString() @MaxLength(200) title: string;
  @IsString() @MaxLength(120) outlet: string;
  @IsOptional() @IsString() @MaxLength(40) serialNumber?: string;
  @IsDay() publishedOn: string;
  @IsOptional() @IsString() @MaxLength(100) event?: string;
  @IsOptional() @IsString() @MaxLength(36) reprintOfId?: string;
  @IsOptional() @IsString() @MaxLength(300) shareReason?: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => AuthorInput) authors: AuthorInput[];
  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => EvidenceInput) evidence: EvidenceInput[];
}

/** POST /api/research/publications/:id/corrections */
export class CorrectPublication extends RegisterPublication {
  @IsInt() @Min(1) version: number;
  @IsString() @IsNotEmpty() @MaxLength(500) reason: string;
}

/** POST /api/research/publications/:id/verification */
export class VerifyPublication {
  @IsInt() @Min(1) version: number;
}

/** With a reason: return, withdrawal, revocation. */
export class ReasonedStep extends VerifyPublication {
  @IsString() @IsNotEmpty() @MaxLength(500) reason: string;
}

class BatchItem {
  @IsString() @MaxLength(36) id: string;
  @IsInt() @Min(1) version: number;
}

/** POST /api/research/publications/verification : all of them or none. */
export class VerifyBatch {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @ArrayUnique(({ id }: BatchItem) => id) @ValidateNested({ each: true }) @Type(() => BatchItem) items: BatchItem[];
}

export class ObjectToDecision {
  @IsString() @IsNotEmpty() @MaxLength(2000) grounds: string;
}

/** POST /api/research/objections/:id/answer */
export class AnswerObjection {
  @IsInt() @Min(1) version: number;
  @IsBoolean() upheld: boolean;
  @IsString() @IsNotEmpty() @MaxLength(2000) answer: string;
  /** With an objection upheld against a verified piece: what it counts as instead. */
  @IsOptional() @IsIn(KINDS) kind?: string;
  @IsOptional() @IsIn(LEVELS) level?: Level;
  @IsOptional() @IsInt() @Min(1) @Max(5) award?: number;
}

/** POST /api/research/pairs */
export class DecidePair {
  @IsString() @MaxLength(36) oneId: string;
  @IsString() @MaxLength(36) otherId: string;
  @IsBoolean() same: boolean;
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
}

export class PublicationQuery extends ListQuery {
  @IsOptional() @IsIn(KINDS) kind?: string;
  @IsOptional() @IsIn(LEVELS) level?: Level;
  @IsOptional() @IsIn(STATES) status?: (typeof STATES)[number];
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  @IsOptional() @Matches(/^\d{4}$/) year?: string;
  /** `mine`: written or registered by me; `toVerify`: mine to decide; `objections`: waiting for a second look. */
  @IsOptional() @IsIn(['mine', 'toVerify', 'objections']) box?: 'mine' | 'toVerify' | 'objections';
}

export class PublicationExportQuery extends PublicationQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
}

/** POST /api/research/publications/preview */
export interface PublicationPreview {
  faults: { path: string; zh: string; en: string }[];
  countedAs: string | null;
  worth: string | null;
  reasons: Bilingual[];
  shares: { name: string; share: string; points: string | null; outside: boolean }[];
  serial: { written: string | null; needed: Bilingual };
  lastDay: string;
  likely: LikelyView[];
  outlet: { name: string; level: string; issn: string | null; cn: string | null } | null;
}

/** POST /api/research/import (multipart: `commit`, `file`). Tried without `commit`; nothing is kept while a row has a fault. */
export interface PublicationImportAnswer {
  rows: number;
  ready: number;
  unchanged: number;
  saved: number;
  faults: { row: number | null; column: string; value: string; what: Bilingual; fix: Bilingual }[];
}
