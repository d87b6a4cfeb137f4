import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { ListQuery } from '../../platform/http/list.dto.js';

export interface Bilingual {
  zh: string;
  en: string;
}

const POINTS = /^\d{1,3}(\.\d{1,2})?$/;
const KIND = /^[A-Z]{2}\d{2}$/;

export class StatedFigureInput {
  @IsString() @MaxLength(60) figure: string;
  @IsInt() @Min(0) @Max(1_000_000) value: number;
  /** Paper and place it can be read from. */
  @IsString() @IsNotEmpty() @MaxLength(200) evidence: string;
}

export class EvidenceInput {
  /** As answered by POST /api/difficult-cases/evidence. */
  @Matches(/^[0-9a-f]{64}$/) digest: string;
  @IsString() @IsNotEmpty() @MaxLength(160) name: string;
  @IsIn(['evidence', 'minutes', 'higherCourtNote']) role: 'evidence' | 'minutes' | 'higherCourtNote';
}

/** POST /api/difficult-cases/preview : what the checks say, before anything is filed. */
export class PreviewClaim {
  @IsString() @MaxLength(36) caseId: string;
  @IsArray() @ArrayMaxSize(12) @ArrayUnique() @Matches(KIND, { each: true }) kinds: string[];
  @IsArray() @ArrayMaxSize(16) @ValidateNested({ each: true }) @Type(() => StatedFigureInput) stated: StatedFigureInput[];
  @IsArray() @ArrayMaxSize(12) @IsIn(['evidence', 'minutes', 'higherCourtNote'], { each: true }) papers: ('evidence' | 'minutes' | 'higherCourtNote')[];
}

/** POST /api/difficult-cases */
export class FileClaim {
  @IsString() @MaxLength(36) caseId: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(12) @ArrayUnique() @Matches(KIND, { each: true }) kinds: string[];
  @IsArray() @ArrayMaxSize(16) @ValidateNested({ each: true }) @Type(() => StatedFigureInput) stated: StatedFigureInput[];
  @IsString() @IsNotEmpty() @MaxLength(5000) grounds: string;
  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => EvidenceInput) evidence: EvidenceInput[];
}

export class GiveOpinion {
  @IsInt() @Min(1) version: number;
  @IsBoolean() supported: boolean;
  @IsString() @IsNotEmpty() @MaxLength(2000) opinion: string;
}

export class WithdrawClaim {
  @IsInt() @Min(1) version: number;
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
}

/** POST /api/difficult-cases/:id/ballot */
export class CastBallot {
  @IsIn(['yes', 'no']) vote: 'yes' | 'no';
  /** With `yes`. */
  @IsOptional() @Matches(POINTS) points?: string;
  @IsString() @IsNotEmpty() @MaxLength(2000) reason: string;
  /** With `no`: the case may be claimed again. */
  @IsOptional() @IsBoolean() mayRefile?: boolean;
}

export class DeclareRecusal {
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
}

export class ClaimListQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(36) roundId?: string;
  @IsOptional() @IsIn(['filed', 'opined', 'awarded', 'rejected', 'undecided', 'struck', 'withdrawn']) status?: string;
  @IsOptional() @Matches(KIND) kind?: string;
  /** `mine`: claimed by me; `toOpine`: awaits my opinion; `toVote`: awaits my vote. */
  @IsOptional() @IsIn(['mine', 'toOpine', 'toVote']) box?: 'mine' | 'toOpine' | 'toVote';
}

export class ClaimExportQuery extends ClaimListQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
}

export class EligibleQuery extends ListQuery {}

/** A case of one’s own that can be claimed today. */
export interface EligibleCase {
  id: string;
  caseNumber: string;
  cause: string;
  nature: string;
  closedOn: string;
  effectiveOn: string;
}

export interface KindView {
  code: string;
  version: number;
  label: Bilingual;
  pointsMin: string;
  pointsMax: string;
  perFurther: string | null;
  conditions: Bilingual[];
  /** Figures an applicant may state where the register has none. */
  figures: { name: string; label: Bilingual }[];
  papers: { role: string; label: Bilingual; instead: boolean }[];
  effectiveFrom: string;
  source: string;
  example: boolean;
}

export interface CheckView {
  what: Bilingual;
  limit: Bilingual;
  found: Bilingual;
  source: Bilingual;
  passed: boolean;
  missing: boolean;
  stated: boolean;
}

export interface VerdictView {
  code: string;
  label: Bilingual;
  passed: boolean;
  onPaper: boolean;
  checks: CheckView[];
}

export interface ClaimPreview {
  caseId: string;
  caseNumber: string;
  gate: CheckView[];
  verdicts: VerdictView[];
  /** Figures the register has. */
  figures: { name: string; label: Bilingual; value: number; source: Bilingual }[];
  range: { min: string; max: string } | null;
  earlier: { id: string; number: string; state: Bilingual; mayRefile: boolean } | null;
  round: { id: string; name: Bilingual; applyUntil: string } | null;
  passed: boolean;
}

export interface ClaimRow {
  id: string;
  number: string;
  caseId: string;
  caseNumber: string;
  judge: string;
  division: string;
  kinds: { code: string; label: Bilingual }[];
  roundId: string;
  round: Bilingual;
  appliedOn: string;
  range: { min: string; max: string };
  status: string;
  state: Bilingual;
  supported: boolean | null;
  /** `null` before the count. */
  awarded: string | null;
  entered: string | null;
  countsOn: string | null;
  /** The reader’s own ballot, when there is one. */
  mine: { vote: 'yes' | 'no' | null; points: string | null; recusal: Bilingual | null } | null;
}

/** GET /api/difficult-cases/:id */
export interface ClaimView extends ClaimRow {
  version: number;
  own: boolean;
  cause: string;
  closedOn: string | null;
  effectiveOn: string | null;
  ballot: 'secret' | 'open';
  voteUntil: string;
  gate: CheckView[];
  verdicts: VerdictView[];
  stated: { label: Bilingual; value: number; evidence: string }[];
  grounds: string;
  withdrawnReason: string | null;
  evidence: { id: string; name: string; role: Bilingual; digest: string; addedAt: string }[];
  opinion: { supported: boolean; words: string; by: string; on: string } | null;
  opinionDue: Bilingual | null;
  vote: { cast: number; eligible: number; quorum: number | null; members: number } | null;
  recused: { name: string; why: Bilingual; reason: string | null }[];
  myBallot: { vote: 'yes' | 'no' | null; points: string | null; reason: string | null; recusal: Bilingual | null; recusalReason: string | null } | null;
  result: { present: number; yes: number; no: number; awarded: boolean; points: string; entered: string | null; cut: string | null; mayRefile: boolean; reasons: string[]; ballots: { name: string; vote: string; points: string | null; reason: string }[] | null } | null;
  noticeId: string | null;
  objections: { id: string; status: string; grounds: string; filedOn: string; answer: string | null; answeredOn: string | null }[];
  trail: { at: string; who: string; action: string; reason: string | null }[];
  may: string[];
}
