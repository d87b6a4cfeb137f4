import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';
import { ListQuery } from '../../platform/http/list.dto.js';
import type { Bilingual } from './difficult-case.dto.js';

/** POST /api/difficult-rounds */
export class OpenRound {
  @IsInt() @Min(2000) @Max(2200) year: number;
  @IsIn([1, 2]) half: 1 | 2;
  @IsDay() applyFrom: string;
  @IsDay() applyUntil: string;
  @IsDay() voteUntil: string;
}

/** POST /api/difficult-rounds/:id/dates */
export class MoveRound {
  @IsInt() @Min(1) version: number;
  @IsDay() applyUntil: string;
  @IsDay() voteUntil: string;
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
}

/** POST /api/difficult-rounds/:id/{start-vote,count,close,cancel} */
export class RoundStep {
  @IsInt() @Min(1) version: number;
  @IsOptional() @IsString() @MaxLength(300) reason?: string;
}

/** POST /api/difficult-rounds/:id/publish */
export class PublishRound {
  @IsInt() @Min(1) version: number;
  /** Who takes objections, with telephone; printed on the notice. */
  @IsString() @IsNotEmpty() @MaxLength(200) contact: string;
}

export class RoundListQuery extends ListQuery {}

export interface RoundRow {
  id: string;
  name: Bilingual;
  year: number;
  half: number;
  status: string;
  state: Bilingual;
  applyFrom: string;
  applyUntil: string;
  voteUntil: string;
  applications: number;
  awarded: number;
  noticeId: string | null;
}

/** GET /api/difficult-rounds/:id */
export interface RoundView extends RoundRow {
  today: string;
  version: number;
  ballot: 'secret' | 'open';
  pointsBy: 'median' | 'mean';
  quorumShare: string;
  quorum: number | null;
  noticeDays: number;
  reason: string | null;
  openedBy: string;
  members: { personId: string; name: string; capacity: string; cast: number; recused: number; left: number }[];
  /** Ballots cast by everybody on every application, of all that are not recused. */
  ballotsOut: number;
  withoutOpinion: number;
  belowQuorum: number;
  watch: { personId: string; name: string; claims: number; closed: number; share: string; ofClosed: string; pointedOut: boolean }[] | null;
  watchLine: { share: string; least: number } | null;
  may: string[];
}
