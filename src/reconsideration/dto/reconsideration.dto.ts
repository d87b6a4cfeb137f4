import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import type { Bilingual } from '../../evaluation/dto/score.dto.js';
import { IsDay } from '../../platform/http/is-day.js';
import { ListQuery } from '../../platform/http/list.dto.js';

const POINTS = /^\d{1,4}(\.\d{1,2})?$/;

export class AskedShare {
  @IsString() @MaxLength(36) personId: string;
  @IsString() @MaxLength(30) post: string;
  /** Per cent. */
  @Matches(POINTS) share: string;
}

/** GET /api/reconsiderations/preview : what a request would do, before it is filed. 推算 */
export class PreviewQuery {
  @IsString() @Matches(/^\d{4}(-\d{2}|Q[1-4]|H[12])?$/) period: string;
  /** `eventId` of the line. */
  @IsString() @IsNotEmpty() @MaxLength(80) record: string;
  /** For “if partly upheld”; half of the points when absent. */
  @IsOptional() @Matches(POINTS) points?: string;
}

/** What the reader may not see of it is `null`, as on the score sheet and in the ranking. */
export interface EffectView {
  total: string | null;
  rank: number | null;
}

export interface PreviewView {
  line: ContestedLineView;
  /** What the record costs the case; `null` when no points are at stake. */
  originalPoints: string | null;
  asks: string[];
  now: EffectView;
  upheld: EffectView;
  /** With points of the reader's choice no rank: asked again and again it would tell the others' totals. */
  partly: (EffectView & { points: string }) | null;
  /** `false`: the score rests on other sheets in which the record counts too, and what an answer comes to is known only afterwards. */
  foreseen: boolean;
  window: { until: string; workingDaysLeft: number; open: boolean };
  /** A request on this record already under way or decided. */
  earlier: { id: string; number: string; status: string } | null;
}

export interface ContestedLineView {
  indicator: string;
  title: Bilingual;
  clause: string;
  reason: Bilingual;
  points: string;
  day: string | null;
  eventId: string | null;
  quote: string | null;
  source: { kind: string; id: string | null; label: string };
}

/** POST /api/reconsiderations → RequestView. Refused outside the window, twice, or on a line that is not one's own. */
export class FileRequest {
  @IsString() @Matches(/^\d{4}(-\d{2}|Q[1-4]|H[12])?$/) period: string;
  @IsString() @IsNotEmpty() @MaxLength(80) record: string;
  @IsIn(['fact', 'standard', 'responsibility', 'countedTwice', 'other']) ground: 'fact' | 'standard' | 'responsibility' | 'countedTwice' | 'other';
  @IsIn(['withdraw', 'reduceTo', 'reshare', 'correctRecord']) ask: 'withdraw' | 'reduceTo' | 'reshare' | 'correctRecord';
  @IsOptional() @Matches(POINTS) points?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => AskedShare) shares?: AskedShare[];
  /** One point each: what is wrong, on what it rests, what is asked. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(2000, { each: true }) grounds: string[];
}

/** POST /api/reconsiderations/:id/{return,withdraw,appeal,accept,resubmit,carry-out} */
export class StepWords {
  @IsInt() @Min(1) version: number;
  @IsOptional() @IsString() @MaxLength(2000) words?: string;
  /** On resubmitting. */
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(2000, { each: true }) grounds?: string[];
}

/** POST /api/reconsiderations/:id/votes */
export class CastVote {
  @IsIn(['upheld', 'partlyUpheld', 'refused']) vote: 'upheld' | 'partlyUpheld' | 'refused';
  /** What the record should cost; only with `partlyUpheld`. */
  @IsOptional() @Matches(POINTS) points?: string;
  @IsString() @IsNotEmpty() @MaxLength(2000) reason: string;
}

/** POST /api/reconsiderations/:id/reply : by whoever presides, when all have voted. Round 2 is the committee's, and final. */
export class SignReply {
  @IsInt() @Min(1) version: number;
  /** One for each of the applicant's points, in their order. */
  @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(4000, { each: true }) answers: string[];
  @IsString() @MaxLength(300) clause: string;
}

export class RequestListQuery extends ListQuery {
  @IsOptional() @IsIn(['filed', 'returned', 'accepted', 'withPanel', 'corrected', 'maintained', 'secondInstance', 'final', 'withdrawn', 'unanswered', 'overdue']) status?: string;
  @IsOptional() @IsString() @MaxLength(10) period?: string;
  /** `mine`: filed by me; `toAnswer`: I sit on its panel and have not voted or must reply. */
  @IsOptional() @IsIn(['mine', 'toAnswer']) box?: 'mine' | 'toAnswer';
}

export class RequestExportQuery extends RequestListQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
}

export class StatisticsQuery {
  @IsDay() from: string;
  @IsDay() until: string;
}

/** GET /api/reconsiderations?status=&period=&box=&q=&page= ; export: …/export?format=xlsx|csv with the same filters */
export interface RequestRow {
  id: string;
  /** 复议〔2026〕第17号 */
  number: string;
  applicant: string;
  division: string;
  period: string;
  caseNumber: string;
  clause: string;
  ground: Bilingual;
  points: string;
  status: string;
  filedOn: string;
  dueOn: string | null;
  /** Working days left; negative when overdue; `null` when answered. */
  daysLeft: number | null;
  outcome: string | null;
}

/** GET /api/reconsiderations/:id */
export interface RequestView extends RequestRow {
  version: number;
  mine: boolean;
  line: ContestedLineView;
  ask: string;
  originalPoints: string | null;
  askedPoints: string | null;
  askedShares: { personId: string; name: string; post: string; share: string }[] | null;
  grounds: string[];
  attachments: { id: string; name: string; digest: string; addedAt: string }[];
  before: EffectView;
  after: EffectView | null;
  settledPoints: string | null;
  secondUntil: string | null;
  /** Names, not votes, until the reply is signed; afterwards the tally. */
  members: { round: number; place: number; personId: string; name: string; voted: boolean; vote: string | null; points: string | null; reason: string | null }[];
  /** Public seed and who was left out, once drawn. */
  draw: { seed: string; barred: { name: string; why: Bilingual }[] } | null;
  steps: { action: string; label: Bilingual; at: string; who: string; content: Record<string, string | number | null | string[] | { name: string; why: string }[]> }[];
  orders: { id: string; words: string; done: boolean; doneOn: string | null; doneWords: string | null }[];
  /** What the reader may do now: accept, return, resubmit, vote, reply, appeal, withdraw, carryOut, attach. */
  may: string[];
}

/** GET /api/reconsiderations/statistics?from=&until= : by clause and by reviewer, never by applicant. */
export interface StatisticsView {
  from: string;
  until: string;
  decided: number;
  byClause: StatisticsRow[];
  byReviewer: StatisticsRow[];
  byGround: StatisticsRow[];
}

export interface StatisticsRow {
  key: string;
  label: Bilingual;
  decided: number;
  upheld: number;
  partlyUpheld: number;
  refused: number;
  /** (upheld + partly) ÷ decided, per cent, two places. */
  changedShare: string;
}
