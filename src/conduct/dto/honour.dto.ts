import { IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { ListQuery } from '../../platform/http/list.dto.js';
import { WithEvidence, type Bilingual, type ConductStepView, type EvidenceView, type LineView } from './conduct.dto.js';

/** POST /api/conduct/honours : of a person or of a division, never of both. */
export class RecordHonour extends WithEvidence {
  @IsString() @MaxLength(10) code: string;
  @IsOptional() @IsString() @MaxLength(36) personId?: string;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  @IsString() @IsNotEmpty() @MaxLength(20) level: string;
  @IsString() @IsNotEmpty() @MaxLength(120) title: string;
  @IsString() @IsNotEmpty() @MaxLength(120) issuingBody: string;
  @IsString() @IsNotEmpty() @MaxLength(80) documentNumber: string;
  @IsDay() issuedOn: string;
  @IsOptional() @IsString() @MaxLength(120) matter?: string;
}

export class DecideHonour {
  @IsInt() @Min(1) version: number;
  @IsBoolean() confirmed: boolean;
  @IsString() @MaxLength(2000) words: string;
}

export class HonourListQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(10) code?: string;
  @IsOptional() @IsIn(['recorded', 'confirmed', 'refused', 'revoked']) state?: string;
  @IsOptional() @IsIn(['person', 'division']) holder?: 'person' | 'division';
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
}

export class HonourExportQuery extends HonourListQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
}

export interface HonourRow {
  id: string;
  number: string;
  code: string;
  label: Bilingual;
  level: Bilingual;
  holder: 'person' | 'division';
  name: string;
  title: string;
  issuingBody: string;
  documentNumber: string;
  issuedOn: string;
  state: string;
  stateWord: Bilingual;
  confirmedOn: string | null;
  points: string;
  entered: string | null;
}

export interface HonourView extends HonourRow {
  version: number;
  matter: string | null;
  lines: LineView[];
  source: string | null;
  steps: ConductStepView[];
  evidence: EvidenceView[];
  may: string[];
}
