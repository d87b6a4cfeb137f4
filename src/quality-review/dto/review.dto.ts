import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { ListQuery } from '../../platform/http/list.dto.js';
import type { ScoresView } from '../forms/dto/forms.dto.js';

const DECIMAL = /^\d{1,6}(\.\d{1,2})?$/;

/** GET /api/clauses?nature=civil : clauses in force today for the field (common ones included). */
export interface ClauseView {
  id: string;
  code: string;
  version: number;
  severity: 'serious' | 'minor';
  label: string;
  labelEn: string;
  pinyin: string;
  field: string;
  appliesTo: string;
  pointsMin: string;
  pointsMax: string;
  maxPerCase: string | null;
  responsibilityCode: string;
  effectiveFrom: string;
  source: string;
  example: boolean;
}

/** GET /api/reviews?status=&batch=&mine=true (Page<ReviewRow>), sort keys: plannedOn, caseNumber, caseScore */
export class ReviewListQuery extends ListQuery {
  @IsOptional() @IsIn(['pending', 'inProgress', 'submitted']) status?: string;
  @IsOptional() @Matches(/^\d{4}-\d{2}$/) batch?: string;
  @IsOptional() @IsIn(['true', 'false']) mine?: string;
  @IsOptional() @IsString() @MaxLength(36) caseId?: string;
}

export interface ReviewRow {
  id: string;
  caseId: string;
  caseNumber: string;
  cause: string;
  nature: string;
  kind: 'routine' | 'key' | 'special';
  triggers: string[];
  batch: string;
  /** To be finished by; `null` where the plan named no day. */
  dueOn: string | null;
  /** 盲评: a second review whose reviewer sees nothing of the first. */
  second: boolean;
  status: string;
  reviewer: string;
  findings: number;
  /** §3.6, as submitted; of a finished case what it will be. */
  caseScore: string | null;
  /** Code of the grade; `null` before finishing and for reviews from before the forms. */
  grade: string | null;
  /** Finished on the desk; it reopens until its batch is submitted. */
  finished: boolean;
  /** 存疑. */
  doubtful: boolean;
  /** Why this reviewer may not open it (own division, own case, signed); `null` = may. */
  recused: string | null;
}

export class ShareInput {
  @IsString() @MaxLength(36) personId: string;
  @IsString() @MaxLength(30) post: string;
  /** Per cent, `80` or `33.33`. */
  @Matches(DECIMAL) share: string;
}

/** POST /api/reviews/:id/proposal : the facts of the case that decide who answers; see `conditions` of the answer. */
export class ResponsibilityInput {
  /** Row of the matrix, `R08`. */
  @IsString() @MaxLength(10) situation: string;
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(36, { each: true }) votedFor?: string[];
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(36, { each: true }) votedAgainst?: string[];
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(36, { each: true }) signed?: string[];
  @IsOptional() @IsBoolean() alertSent?: boolean;
  @IsOptional() @IsBoolean() writtenInstruction?: boolean;
  @IsOptional() @IsString() @MaxLength(36) doer?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(36, { each: true }) selfReported?: string[];
  @IsOptional() @IsBoolean() correctedBeforeEffect?: boolean;
  /** Minutes, record, new evidence: title and number. */
  @IsOptional() @IsString() @MaxLength(200) evidence?: string;
  /** Why another situation, or other shares, than the matrix proposes. */
  @IsOptional() @IsString() @MaxLength(300) departure?: string;
}

export interface ProposalView {
  situation: string;
  situationEn: string;
  /** What the form asks for this situation. */
  conditions: string[];
  shares: { personId: string; name: string; post: string; share: string; countsFor: number }[];
  /** Whom the situation charges instead of people of the case. */
  body: 'judicialCommittee' | 'qualityReviewer' | null;
  /** Leaders whose signature is taken to stand: by the sign-offs on record, or as ticked. */
  signed: string[];
  faults: { path: string; zh: string; en: string }[];
}

/** POST /api/reviews/:id/findings, PUT /api/findings/:id (before submission; needs version) */
export class RecordFinding {
  @IsString() @MaxLength(36) clauseId: string;
  @IsOptional() @IsString() @MaxLength(36) documentId?: string;
  @Matches(DECIMAL) points: string;
  @IsOptional() @IsString() @MaxLength(2000) quote?: string;
  @IsOptional() @IsString() @MaxLength(80) quotePrefix?: string;
  @IsOptional() @IsString() @MaxLength(80) quoteSuffix?: string;
  @IsOptional() @IsInt() @Min(0) quoteStart?: number;
  @IsString() @MaxLength(80) place: string;
  @IsString() @MaxLength(2000) comment: string;
  @IsArray() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => ShareInput) shares: ShareInput[];
  @IsOptional() @IsString() @MaxLength(300) notAttributable?: string;
  /** Absent: the row the clause names first, with none of its facts established. */
  @IsOptional() @ValidateNested() @Type(() => ResponsibilityInput) responsibility?: ResponsibilityInput;
  @IsOptional() @IsInt() version?: number;
  /** The person has seen the duplicate warning and says it is another fault. */
  @IsOptional() @IsIn([true, false]) notDuplicate?: boolean;
}

export interface FindingView {
  id: string;
  caseId: string;
  caseNumber: string;
  reviewId: string;
  documentId: string | null;
  clause: ClauseView;
  severity: 'serious' | 'minor';
  points: string;
  quote: string;
  quotePrefix: string;
  quoteSuffix: string;
  quoteStart: number | null;
  documentDigest: string | null;
  place: string;
  comment: string;
  reviewer: string;
  /** `provisional`: serious, not yet confirmed by the committee; counts nowhere. `second`: of a blind second review. */
  status: 'draft' | 'submitted' | 'provisional' | 'settled' | 'superseded' | 'second';
  recordedOn: string;
  settledOn: string | null;
  /** Last day for comments. */
  commentUntil: string | null;
  /** Working days left for comments, negative when past; `null` when nothing waits. */
  daysLeft: number | null;
  notAttributable: string | null;
  /** What it really costs the case: less than its points where the clause's cap is reached or another review had it already. */
  counted: string;
  supersededBy: string | null;
  supersededReason: string | null;
  /** On which row of the matrix and which facts; `null` on records from before facts were asked. */
  responsibility: { situation: string; circumstances: Omit<ResponsibilityInput, 'situation' | 'departure'>; proposal: { personId: string; post: string; share: string; countsFor: number }[]; body: 'judicialCommittee' | 'qualityReviewer' | null; departure: string | null } | null;
  /** How many of those who answer for it have commented. */
  heard: number;
  /** People for whom this finding completes a row of one clause within the court's span of months. */
  repeat: string[];
  version: number;
  shares: { personId: string; name: string; post: string; share: string; points: string; countsFor: number }[];
}

/** GET /api/reviews/:id : everything the desk shows. */
export interface DeskView {
  review: ReviewRow & { version: number };
  documents: { id: string; title: string; version: number; kind: string; digest: string; text: string | null; fileDigest: string | null; mediaType: string; superseded: boolean }[];
  /** Finding → where its words stand now; `lost` = only in the older version named. */
  places: Record<string, { documentId: string; start: number | null; state: 'same' | 'moved' | 'unsure' | 'lost' }>;
  /** Forms, their arithmetic and the case score; `null` for reviews from before the forms. */
  scores: ScoresView | null;
  /** Where one stopped reading. */
  readTo: { documentId: string | null; sentence: number } | null;
  findings: FindingView[];
  /** What the findings cost together, clauses capped; `score` is the case's. */
  arithmetic: { start: string; deductions: string[]; score: string };
  /** People who could answer, with the posts they held in the case. */
  people: { personId: string; name: string; post: string; postZh: string; postEn: string }[];
  /** Responsibility code → shares proposed for the people of this case. */
  proposals: Record<string, ProposalView>;
}

/** POST /api/reviews/:id/submit. Without findings `noDefect` must be true (本案无差错 is said, not assumed). */
export class SubmitReview {
  @IsInt() version: number;
  @IsOptional() @IsIn([true, false]) noDefect?: boolean;
}

/** GET /api/findings (Page<FindingView>): the ledger. Sort keys: recordedOn, points, clause, caseNumber */
export class FindingListQuery extends ListQuery {
  @IsOptional() @IsIn(['serious', 'minor']) severity?: string;
  @IsOptional() @IsIn(['draft', 'submitted', 'provisional', 'settled', 'superseded', 'second']) status?: string;
  /** Those the reader answers for; `awaiting`: of these, those the reader may still comment on and has not. */
  @IsOptional() @IsIn(['mine', 'awaiting']) box?: 'mine' | 'awaiting';
  /** Only those that raise the flag 重复差错. */
  @IsOptional() @IsIn(['true']) repeat?: string;
  @IsOptional() @IsString() @MaxLength(36) caseId?: string;
  @IsOptional() @Matches(/^\d{4}(-\d{2})?$/) period?: string;
  /** Behind a pattern's figure: findings of reviews submitted from a day until before another, as far as patterns reach. */
  @IsOptional() @IsDay() reviewedFrom?: string;
  @IsOptional() @IsDay() reviewedUntil?: string;
  @IsOptional() @IsString() @MaxLength(20) clause?: string;
  @IsOptional() @IsString() @MaxLength(36) division?: string;
  @IsOptional() @IsString() @MaxLength(20) nature?: string;
  @IsOptional() @IsString() @MaxLength(120) cause?: string;
  @IsOptional() @IsString() @MaxLength(36) person?: string;
}

export class ClauseQuery {
  @IsOptional() @IsIn(['criminal', 'civil', 'administrative', 'enforcement', 'other']) nature?: string;
}

/** GET /api/findings/export: the ledger's filters, as a file. */
export class FindingExportQuery extends FindingListQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}
