import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';

const KINDS = ['conduct', 'outsider', 'review'] as const;
const OUTCOMES = ['pending', 'upheld', 'partlyUpheld', 'refused', 'withdrawn'] as const;

export interface ObjectionView {
  id: string;
  /** `conduct` 行为异议, `outsider` 案外人异议, `review` 复议. */
  kind: (typeof KINDS)[number];
  objector: string;
  filedOn: string;
  outcome: (typeof OUTCOMES)[number];
  decidedOn: string | null;
  reason: string | null;
  version: number;
}

/** POST /api/cases/:id/objections → ObjectionView (201). Only in enforcement cases. */
export class NewObjection {
  @IsIn(KINDS) kind: (typeof KINDS)[number];
  @IsString() @IsNotEmpty() @MaxLength(60) objector: string;
  @IsDay() filedOn: string;
  @IsIn(OUTCOMES) outcome: (typeof OUTCOMES)[number];
  /** Needed for every outcome but `pending`, and not allowed with it. */
  @IsOptional() @IsDay() decidedOn?: string | null;
  @IsOptional() @IsString() @MaxLength(300) reason?: string | null;
}

/** PATCH /api/cases/:id/objections/:objectionId → ObjectionView: the whole record as it should read; the trail keeps what stood before. */
export class ChangeObjection extends NewObjection {
  @IsInt() @Min(1) version: number;
}
