import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { ListQuery } from '../../platform/http/list.dto.js';
import type { Bilingual, OpenMatter } from './selection.dto.js';

export class PartInput {
  @IsString() @IsNotEmpty() @MaxLength(20) code: string;
  @IsString() @IsNotEmpty() @MaxLength(60) label: string;
  @IsString() @IsNotEmpty() @MaxLength(100) labelEn: string;
  /** archive, summation, judgments, research, rated or inspection; a speech, defence or examination is refused. */
  @IsString() @IsNotEmpty() @MaxLength(20) kind: string;
  @IsString() @IsNotEmpty() @MaxLength(8) weight: string;
  @IsBoolean() abilityAndPerformance: boolean;
  @IsInt() @Min(1) @Max(200) least: number;
  @IsString() @MaxLength(100) source: string = '';
}

/** POST /api/competitions */
export class OpenCompetition {
  @IsString() @IsNotEmpty() @MaxLength(100) title: string;
  @IsInt() @Min(1) @Max(50) places: number;
  /** Periods of the performance archive, such as 2024, 2025, 2026H1. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(12) @IsString({ each: true }) @MaxLength(10, { each: true }) archive: string[];
  /** Lots are drawn among the records of the three years before this day. */
  @IsDay() until: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => PartInput) parts: PartInput[];
}

class CompetitionStep {
  @IsInt() @Min(1) version: number;
}

/** POST /api/competitions/:id/entries */
export class EnterCompetition extends CompetitionStep {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(200) @IsString({ each: true }) personIds: string[];
}

/** POST /api/competitions/:id/entries/withdraw */
export class WithdrawEntry extends CompetitionStep {
  @IsString() @IsNotEmpty() personId: string;
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
}

/** POST /api/competitions/:id/marks */
export class EnterMark extends CompetitionStep {
  @IsString() @IsNotEmpty() personId: string;
  @IsString() @IsNotEmpty() @MaxLength(20) part: string;
  /** Which period of the archive. */
  @IsOptional() @IsString() @MaxLength(10) period?: string;
  @IsString() @Matches(/^\d{1,3}(\.\d{1,2})?$/) value: string;
  @IsOptional() @IsInt() @Min(0) @Max(2000) forms?: number;
  @IsString() @IsNotEmpty() @MaxLength(200) evidence: string;
}

/** POST /api/competitions/:id/{reckon,close} */
export class CompetitionOnward extends CompetitionStep {}

/** POST /api/competitions/:id/publish */
export class PublishCompetition extends CompetitionStep {
  @IsString() @IsNotEmpty() @MaxLength(60) approval: string;
  @IsDay() objectionsUntil: string;
}

/** POST /api/competitions/:id/objections */
export class ObjectToCompetition {
  @IsString() @IsNotEmpty() @MaxLength(2000) grounds: string;
}

/** POST /api/competitions/:id/objections/:objectionId/answer */
export class AnswerObjection extends CompetitionStep {
  @IsIn(['upheld', 'dismissed']) status: 'upheld' | 'dismissed';
  @IsString() @IsNotEmpty() @MaxLength(2000) answer: string;
}

/** POST /api/competitions/:id/withdraw */
export class WithdrawCompetition extends CompetitionStep {
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
}

export class CompetitionListQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(20) status?: string;
  /** Of an export. */
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export class CompetitionExportQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
}

export interface PartView {
  code: string;
  label: Bilingual;
  kind: string;
  weight: string;
  abilityAndPerformance: boolean;
  least: number;
  source: string;
}

/** GET /api/competitions/choices : the example parts in force, the court's shares, published periods. */
export interface CompetitionChoices {
  parts: PartView[];
  shareFrom: string | null;
  shareTo: string | null;
  periods: string[];
}

/** GET /api/competitions */
export interface CompetitionRow {
  id: string;
  number: string;
  title: string;
  places: number;
  status: string;
  state: Bilingual;
  entries: number;
  objectionsUntil: string | null;
  approval: string | null;
}

export interface EntryView {
  personId: string;
  name: string;
  place: number | null;
  total: string | null;
  /** Only one's own, or for those who run it. */
  results: { code: string; label: Bilingual; value: string; points: string; why: Bilingual }[] | null;
}

/** GET /api/competitions/:id */
export interface CompetitionView extends CompetitionRow {
  version: number;
  parts: PartView[];
  abilityShare: string;
  shareFrom: string;
  shareTo: string;
  archive: string[];
  until: string;
  seedDigest: string;
  /** Once the lots have been drawn. */
  seed: string | null;
  openedBy: string;
  openedAt: string;
  publishedBy: string | null;
  publishedAt: string | null;
  reason: string | null;
  /** About published results of those who entered: it is not published or closed meanwhile. */
  unsettled: OpenMatter[];
  /** A published result it was reckoned on was corrected: it is reckoned again. */
  outOfDate: boolean;
  entriesOf: EntryView[];
  marks: { personId: string; part: string; period: string; value: string; forms: number | null; evidence: string; recordedBy: string; recordedAt: string }[];
  objections: { id: string; name: string; grounds: string; filedOn: string; status: string; answer: string | null; answeredBy: string | null; answeredOn: string | null; version: number }[];
  may: { manage: boolean; publish: boolean; answer: boolean; object: boolean; close: boolean };
}
