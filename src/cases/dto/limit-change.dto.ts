import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { IsDay } from '../../platform/http/is-day.js';

/** POST /api/cases/:id/limit-changes → LimitAfterChange (201): an approved extension or a deduction, and the limit worked out anew. */
export class NewLimitChange {
  @IsIn(['extension', 'deduction']) kind: 'extension' | 'deduction';
  /** X01 … Y04 of the time-limit catalogue. */
  @IsString() @IsNotEmpty() @MaxLength(10) code: string;
  /** The paper that proves it. */
  @IsString() @IsNotEmpty() @MaxLength(200) reason: string;
  @IsDay() validFrom: string;
  /** The day after the last one. */
  @IsDay() validUntil: string;
  /** Needed for an extension: approved after the limit had run out, it changes nothing. */
  @IsOptional() @IsDay() approvedOn?: string;
  /** Version of the case that was read. */
  @IsInt() @Min(1) version: number;
}

export interface LimitAfterChange {
  limitOn: string | null;
  deductedDays: number;
  version: number;
  limitWhy: { zh: string; en: string }[];
}
