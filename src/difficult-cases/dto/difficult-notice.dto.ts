import { IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { ListQuery } from '../../platform/http/list.dto.js';
import type { Bilingual } from './difficult-case.dto.js';

/** POST /api/difficult-notices/:id/objections */
export class FileObjection {
  @IsString() @MaxLength(36) applicationId: string;
  /** The objector’s own name, typed: a signature. */
  @IsString() @MaxLength(60) signedName: string;
  @IsString() @MaxLength(3000) grounds: string;
}

/** POST /api/difficult-notices/:id/objections/:objectionId/answer */
export class AnswerObjection {
  @IsInt() @Min(1) version: number;
  @IsBoolean() upheld: boolean;
  /** When upheld: the points from now on; 0 strikes the case. */
  @IsOptional() @Matches(/^\d{1,3}(\.\d{1,2})?$/) points?: string;
  @IsInt() @Min(0) @Max(99) present: number;
  /** Of those present, for this decision. */
  @IsInt() @Min(0) @Max(99) inFavour: number;
  @IsString() @IsNotEmpty() @MaxLength(4000) answer: string;
}

export class NoticeListQuery extends ListQuery {}

export class NoticeExportQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
}

export interface NoticeRow {
  id: string;
  number: string;
  roundId: string;
  round: Bilingual;
  noticeFrom: string;
  noticeUntil: string;
  cases: number;
  objections: number;
  answered: number;
  /** running · suspended · over · inEffect */
  state: string;
  stateWords: Bilingual;
}

/** GET /api/difficult-notices/:id : names by strokes of the surname, nothing of any party. */
export interface NoticeView extends NoticeRow {
  today: string;
  /** Working days left, today included; 0 when over. */
  daysLeft: number;
  /** Instant at which the window shuts. */
  shutsAt: string;
  noticeDays: number;
  contact: string;
  publishedBy: string;
  publishedAt: string;
  effectiveFrom: string;
  rows: NoticeCase[];
  objectionList: ObjectionView[];
  mayObject: boolean;
  myName: string;
}

export interface NoticeCase {
  applicationId: string;
  caseNumber: string;
  judge: string;
  kinds: Bilingual[];
  points: string;
  entered: string;
  cut: string;
  state: Bilingual;
  status: string;
  countsOn: string | null;
}

export interface ObjectionView {
  id: string;
  version: number;
  applicationId: string;
  caseNumber: string;
  status: 'open' | 'dismissed' | 'upheld';
  /** Grounds are open to those who decide, the objector and the judge concerned. */
  grounds: string | null;
  signedName: string | null;
  filedOn: string;
  answer: string | null;
  answeredBy: string | null;
  answeredOn: string | null;
  present: number | null;
  inFavour: number | null;
  corrected: string | null;
  range: { min: string; max: string };
  quorum: number;
  presiding: string;
  mayAnswer: boolean;
}
