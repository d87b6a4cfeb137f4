import { IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { ListQuery } from '../../platform/http/list.dto.js';
import { WithEvidence, type Bilingual, type ConductStepView, type EvidenceView, type LineView } from './conduct.dto.js';

const POINTS = /^\d{1,2}(\.\d{1,2})?$/;

/** POST /api/conduct/merits */
export class ClaimMerit extends WithEvidence {
  @IsString() @MaxLength(10) code: string;
  @IsOptional() @IsString() @MaxLength(36) caseId?: string;
  @IsOptional() @IsString() @MaxLength(20) level?: string;
  /** The document that shows it: what, number, day. */
  @IsString() @IsNotEmpty() @MaxLength(200) document: string;
  @IsString() @IsNotEmpty() @MaxLength(4000) grounds: string;
  @IsOptional() @IsString() @MaxLength(120) matter?: string;
  @IsOptional() @IsDay() settledOn?: string;
}

/** POST /api/conduct/merits/:id/decision */
export class DecideMerit {
  @IsInt() @Min(1) version: number;
  @IsBoolean() approved: boolean;
  @IsOptional() @Matches(POINTS) points?: string;
  /** Number of the committee's resolution, where the catalogue asks for a vote. */
  @IsOptional() @IsString() @MaxLength(80) resolution?: string;
  @IsString() @MaxLength(2000) words: string;
}

export class MeritListQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(10) code?: string;
  @IsOptional() @IsIn(['claimed', 'approved', 'refused', 'withdrawn', 'revoked']) state?: string;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  @IsOptional() @IsString() @MaxLength(36) personId?: string;
  @IsOptional() @IsIn(['mine']) box?: 'mine';
}

export class MeritExportQuery extends MeritListQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
}

export interface MeritRow {
  id: string;
  number: string;
  code: string;
  label: Bilingual;
  level: Bilingual | null;
  personId: string;
  person: string;
  division: string;
  caseId: string | null;
  caseNumber: string | null;
  document: string;
  claimedOn: string;
  state: string;
  stateWord: Bilingual;
  approvedOn: string | null;
  approver: string | null;
  resolution: string | null;
  points: string | null;
  entered: string | null;
}

export interface MeritView extends MeritRow {
  version: number;
  grounds: string | null;
  matter: string | null;
  settledOn: string | null;
  range: { min: string; max: string } | null;
  needsVote: boolean;
  lines: LineView[];
  source: string | null;
  steps: ConductStepView[];
  evidence: EvidenceView[];
  may: string[];
}

/** What of the extra points of a year has entered, under its cap. */
export interface ExtraYear {
  year: string;
  entered: string;
  cap: string | null;
  cut: string;
}
