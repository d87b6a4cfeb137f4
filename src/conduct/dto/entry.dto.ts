import { IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { ListQuery } from '../../platform/http/list.dto.js';
import { WithEvidence, type Bilingual, type ConductStepView, type EvidenceView, type LineView } from './conduct.dto.js';

/** POST /api/conduct/entries */
export class RecordEntry extends WithEvidence {
  @IsString() @MaxLength(10) code: string;
  @IsString() @MaxLength(36) personId: string;
  @IsOptional() @IsString() @MaxLength(20) level?: string;
  /** Where the item has a range. */
  @IsOptional() @Matches(/^\d{1,2}(\.\d{1,2})?$/) points?: string;
  @IsDay() happenedOn: string;
  @IsString() @IsNotEmpty() @MaxLength(4000) facts: string;
  @IsOptional() @IsInt() @Min(0) @Max(600) months?: number;
  /** Of I-05: secrets were betrayed, which is a veto. */
  @IsOptional() @IsBoolean() secrecyBreach?: boolean;
}

/** POST /api/conduct/entries/:id/correction : a new entry in the place of one that was wrong. */
export class CorrectEntry extends RecordEntry {
  @IsInt() @Min(1) version: number;
  @IsString() @MaxLength(2000) words: string;
}

/** POST /api/conduct/entries/:id/withdrawal or :id/decision */
export class DecideEntry {
  @IsInt() @Min(1) version: number;
  @IsBoolean() kept: boolean;
  @IsString() @MaxLength(2000) words: string;
}

export class EntryListQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(10) code?: string;
  @IsOptional() @IsIn(['recorded', 'acknowledged', 'objected', 'kept', 'revoked', 'superseded']) state?: string;
  @IsOptional() @IsIn(['ideology', 'ethics', 'grave', 'extra']) dimension?: string;
  @IsOptional() @IsString() @MaxLength(36) personId?: string;
  /** `mine`: about me; `toAnswer`: about me and waiting for my word; `toDecide`: objections waiting for a decision I may take. */
  @IsOptional() @IsIn(['mine', 'toAnswer', 'toDecide']) box?: 'mine' | 'toAnswer' | 'toDecide';
}

export class EntryExportQuery extends EntryListQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
}

export interface EntryRow {
  id: string;
  number: string;
  code: string;
  label: Bilingual;
  level: Bilingual | null;
  dimension: string;
  personId: string;
  person: string;
  division: string;
  happenedOn: string;
  recordedOn: string;
  facts: string;
  points: string;
  state: string;
  stateWord: Bilingual;
  answerUntil: string;
  countsOn: string | null;
  confined: boolean;
}

export interface EntryView extends EntryRow {
  version: number;
  months: number | null;
  lines: LineView[];
  supersedes: { id: string; number: string } | null;
  supersededBy: { id: string; number: string } | null;
  source: string | null;
  steps: ConductStepView[];
  evidence: EvidenceView[];
  may: string[];
}
