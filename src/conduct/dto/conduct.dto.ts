import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsNotEmpty, IsString, Matches, MaxLength, Min, ValidateNested } from 'class-validator';

export interface Bilingual {
  zh: string;
  en: string;
}

/** One step of the arithmetic; the points are the sum of the lines. */
export interface LineView {
  what: Bilingual;
  points: string;
}

export interface ConductStepView {
  act: string;
  word: Bilingual;
  words: string | null;
  /** What was settled, and what it replaced. */
  told: Record<string, string | null> | null;
  name: string;
  at: string;
}

export interface EvidenceView {
  id: string;
  name: string;
  addedBy: string;
  addedAt: string;
}

/** Items of the catalogue in force, for the forms. */
export interface ItemView {
  code: string;
  label: Bilingual;
  /** Levels to choose between. */
  levels: { key: string; label: Bilingual; points: string }[];
  range: { min: string; max: string } | null;
  each: string | null;
  needsVote: boolean;
  countedBy: string | null;
  confined: boolean;
  petition: boolean;
  /** Needs so many months. */
  months: number | null;
  secrecy: boolean;
  /** Needs so many quiet months from the settlement. */
  quietMonths: number | null;
  source: string;
  example: boolean;
}

export class ConductEvidenceInput {
  /** As answered by POST /api/conduct/evidence. */
  @Matches(/^[0-9a-f]{64}$/) digest: string;
  @IsString() @IsNotEmpty() @MaxLength(160) name: string;
}

export class WithEvidence {
  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => ConductEvidenceInput) evidence: ConductEvidenceInput[];
}

/** A step that needs words only. */
export class ActWithWords {
  @IsInt() @Min(1) version: number;
  @IsString() @MaxLength(4000) words: string;
}
