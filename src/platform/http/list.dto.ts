import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

export const MAX_PAGE_SIZE = 100;

/** What every list understands. Sort keys and filters are whitelisted by each list. */
export class ListQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) page: number = 1;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(MAX_PAGE_SIZE) pageSize: number = 20;
  /** A whitelisted key, `-` before it for descending: `-closedOn`. */
  @IsOptional() @IsString() @MaxLength(40) sort?: string;
  /** Free text: case number, name, pinyin initials. */
  @IsOptional() @IsString() @MaxLength(100) q?: string;
}

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  pageSize: number;
}
