import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { ListQuery } from '../../platform/http/list.dto.js';

/** GET /api/scores/me/records and /api/scores/people/:id/records */
export class RecordsQuery extends ListQuery {
  @IsString() @IsNotEmpty() @MaxLength(10) period: string;
  /** Path of the leaf, `efficiency/T1`. */
  @IsString() @IsNotEmpty() @MaxLength(200) leaf: string;
  /** Of a combined period: which of the shorter ones. */
  @IsOptional() @IsString() @MaxLength(10) within?: string;
  @IsOptional() @IsString() @MaxLength(60) fact?: string;
  /** Of somebody who stands in several peer groups: which sheet; the first where the person is not in it. */
  @IsOptional() @IsString() @MaxLength(60) group?: string;
}
