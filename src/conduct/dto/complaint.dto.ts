import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { ListQuery } from '../../platform/http/list.dto.js';
import { ActWithWords, WithEvidence, type Bilingual, type ConductStepView, type EvidenceView, type LineView } from './conduct.dto.js';

const CHANNEL = ['visit', 'letter', 'telephone', 'online', 'superior', 'inspection'] as const;
const RESULT = ['upheld', 'partlyUpheld', 'unfounded', 'malicious'] as const;
const PETITION_LEVEL = ['court', 'prefecture', 'province', 'national'] as const;

/** POST /api/conduct/complaints */
export class ReceiveComplaint extends WithEvidence {
  @IsString() @MaxLength(10) code: string;
  @IsOptional() @IsString() @MaxLength(36) caseId?: string;
  @IsString() @MaxLength(36) personId: string;
  @IsDay() receivedOn: string;
  @IsIn(CHANNEL) channel: (typeof CHANNEL)[number];
  @IsString() @IsNotEmpty() @MaxLength(80) complainant: string;
  @IsInt() @Min(1) @Max(9999) people: number;
  @IsOptional() @IsIn(PETITION_LEVEL) level?: (typeof PETITION_LEVEL)[number];
  @IsString() @IsNotEmpty() @MaxLength(200) summary: string;
  @IsString() @IsNotEmpty() @MaxLength(4000) words: string;
  /** The earlier complaint, already answered, that comes again. */
  @IsOptional() @IsString() @MaxLength(36) repeatOfId?: string;
}

export class AssignComplaint {
  @IsInt() @Min(1) version: number;
  @IsString() @MaxLength(36) investigatorId: string;
}

export class VerifyComplaint extends ActWithWords {
  @IsIn(RESULT) result: (typeof RESULT)[number];
}

export class SettlePetition extends ActWithWords {
  @IsDay() settledOn: string;
}

/** From discipline back to the office, as a matter of style, delay or procedure. */
export class ReleaseComplaint extends ActWithWords {
  @IsString() @MaxLength(10) code: string;
}

export class ComplaintListQuery extends ListQuery {
  @IsOptional() @IsIn(['received', 'assigned', 'heard', 'verified', 'answered', 'confined', 'concluded', 'withdrawn']) state?: string;
  @IsOptional() @IsIn(['pending', ...RESULT]) result?: string;
  @IsOptional() @IsString() @MaxLength(10) code?: string;
  @IsOptional() @IsIn(['complaint', 'petition']) kind?: string;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  @IsOptional() @IsString() @MaxLength(36) personId?: string;
  /** `mine`: about me; `toInvestigate`: given to me to look into; `open`: not yet answered. */
  @IsOptional() @IsIn(['mine', 'toInvestigate', 'open']) box?: 'mine' | 'toInvestigate' | 'open';
}

export class ComplaintExportQuery extends ComplaintListQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
}

export interface ComplaintRow {
  id: string;
  number: string;
  code: string;
  kind: string;
  label: Bilingual;
  caseId: string | null;
  caseNumber: string | null;
  personId: string;
  person: string;
  division: string;
  receivedOn: string;
  channel: Bilingual;
  /** `null` to the person complained about. */
  complainant: string | null;
  people: number;
  level: Bilingual | null;
  summary: string;
  state: string;
  stateWord: Bilingual;
  result: string;
  resultWord: Bilingual;
  verifiedOn: string | null;
  answeredOn: string | null;
  settledOn: string | null;
  repeated: boolean;
  points: string | null;
  investigator: string | null;
  confined: boolean;
}

export interface ComplaintView extends ComplaintRow {
  version: number;
  words: string | null;
  repeatOf: { id: string; number: string } | null;
  investigatorId: string | null;
  lines: LineView[];
  source: string | null;
  steps: ConductStepView[];
  evidence: EvidenceView[];
  may: string[];
}

export interface ComplaintReceipt {
  /** `null`: an integrity lead that went to discipline and is out of the reader's sight. */
  id: string | null;
  number: string;
  confined: boolean;
}

/** How many of what, by the same condition as the list. */
export interface ComplaintSummary {
  total: number;
  open: number;
  upheld: number;
  cleared: number;
  points: string;
}

export interface InvestigatorChoice {
  id: string;
  name: string;
  division: string;
}

export interface ComplaintImport {
  rows: number;
  saved: number;
  faults: { row: number | null; column: string; value: string; what: Bilingual; fix: Bilingual }[];
}
