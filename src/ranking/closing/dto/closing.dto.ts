import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, MaxLength, Min, ValidateNested } from 'class-validator';
import type { Bilingual } from '../../../evaluation/dto/score.dto.js';
import { IsDay } from '../../../platform/http/is-day.js';
import { ListQuery } from '../../../platform/http/list.dto.js';

/** POST /api/periods/:period/sub-scores/:office */
export class SubmitSubScore {
  @IsOptional() @IsString() @MaxLength(300) note?: string;
}

/** POST /api/periods/:period/sub-scores/:office/withdraw ; /reopen */
export class ReasonedStep {
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
}

/** POST /api/periods/:period/explanations */
export class ExplainItem {
  @IsString() @MaxLength(80) item: string;
  /** The figures explained, as the checklist shows them. */
  @IsString() @MaxLength(200) figures: string;
  @IsString() @MaxLength(2000) words: string;
}

export class PresentMember {
  @IsString() @MaxLength(36) personId: string;
  @IsIn(['for', 'against', 'abstain']) vote: 'for' | 'against' | 'abstain';
}

/** POST /api/periods/:period/approve */
export class ApprovePeriod {
  @IsDay() meetingOn: string;
  @IsString() @MaxLength(60) decisionNumber: string;
  @IsOptional() @IsString() @MaxLength(2000) words?: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => PresentMember) present: PresentMember[];
}

/** POST /api/periods/:period/freeze ; /freeze/confirm ; /api/corrections/:id/confirm */
export class PasswordAgain {
  @IsString() @IsNotEmpty() @MaxLength(200) password: string;
}

/** POST /api/periods/:period/notice */
export class BeginNotice {
  /** Office, person and telephone: printed on the notice. */
  @IsString() @IsNotEmpty() @MaxLength(200) contact: string;
}

/** POST /api/period-notices/:period/objections */
export class FilePeriodObjection {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ArrayUnique() @IsString({ each: true }) personIds: string[];
  @IsString() @MaxLength(60) signedName: string;
  @IsString() @MaxLength(3000) grounds: string;
}

/** POST /api/period-notices/:period/objections/:id/answer */
export class AnswerPeriodObjection {
  @IsInt() @Min(1) version: number;
  @IsBoolean() upheld: boolean;
  @IsString() @MaxLength(4000) answer: string;
}

export interface ChecklistItem {
  key: string;
  severity: 'blocks' | 'explain' | 'done' | 'info';
  text: Bilingual;
  count: number;
  owner: Bilingual;
  link: string | null;
  /** What an explanation has to name; empty where none is asked for. */
  figures: string;
  explanation: { words: string; who: string; when: string } | null;
}

export interface SubScoreView {
  office: 'trialManagement' | 'administrativeOffice' | 'politicalSupervision';
  name: Bilingual;
  submitted: { who: string; when: string; note: string | null; holds: { name: Bilingual; count: number }[] } | null;
  mine: boolean;
}

export interface ApprovalView {
  meetingOn: string;
  decisionNumber: string;
  words: string;
  recordedBy: string;
  recordedAt: string;
  seated: number;
  present: { name: string; vote: 'for' | 'against' | 'abstain' }[];
  groups: { title: Bilingual; eligible: number; quorum: number; present: number; inFavour: number; against: number; stoodAside: string[] }[];
}

export type ClosingMay = 'explain' | 'submit' | 'approve' | 'askFreeze' | 'freeze' | 'reopen' | 'notice' | 'publish';

/** GET /api/periods/:period/closing */
export interface ClosingView {
  period: string;
  /** The server's day. */
  today: string;
  status: 'open' | 'submitted' | 'approved' | 'freezing' | 'frozen' | 'noticed' | 'published';
  state: Bilingual;
  /** Only until the freeze; afterwards what was open then is history. */
  items: ChecklistItem[];
  subScores: SubScoreView[];
  /** What the committee has before it, or what was frozen. */
  groups: { key: string; title: Bilingual; size: number; mean: string | null; median: string | null; digest: string | null; revision: number }[];
  committee: { personId: string; name: string; capacity: string }[];
  approval: ApprovalView | null;
  freezeAsked: { who: string; when: string } | null;
  frozenAt: { who: string; when: string } | null;
  notice: { from: string; until: string; days: number; left: number; contact: string; objections: number; open: number } | null;
  published: { who: string; when: string; bulletinId: string | null } | null;
  people: number;
  steps: { action: string; words: string | null; who: string; when: string }[];
  may: ClosingMay[];
}

export class PeriodListQuery extends ListQuery {
  @IsOptional() @IsIn(['year', 'half-year', 'quarter', 'month']) kind?: 'year' | 'half-year' | 'quarter' | 'month';
  /** Of an export. */
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

/** GET /api/closings */
export interface ClosingRow {
  period: string;
  kind: string;
  status: ClosingView['status'];
  state: Bilingual;
  locked: number;
  frozenAt: string | null;
  corrections: number;
}

export interface ObjectionView {
  id: string;
  version: number;
  people: { personId: string; name: string }[];
  signedName: string;
  grounds: string;
  filedOn: string;
  status: 'open' | 'upheld' | 'dismissed';
  answer: string | null;
  answeredBy: string | null;
  answeredOn: string | null;
  /** The numbered correction that rests on it. */
  correction: { id: string; number: string } | null;
  mayAnswer: boolean;
}

/** GET /api/period-notices/:period */
export interface PeriodNoticeView {
  period: string;
  from: string;
  until: string;
  days: number;
  left: number;
  contact: string;
  published: boolean;
  groups: { key: string; title: Bilingual; size: number; mean: string | null; median: string | null; digest: string; rows: NoticeRow[] }[];
  objections: ObjectionView[];
  mayObject: boolean;
  myName: string;
}

/** By strokes of the name; total and rank where the reader may read them in the ranking, too. */
export interface NoticeRow {
  personId: string;
  name: string;
  division: string;
  grade: Bilingual | null;
  total: string | null;
  rank: number | null;
  /** An objection is open, or upheld and not yet corrected. */
  paused: boolean;
}
