import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { CASE_NATURES } from '../../kernel/actor.js';
import { IsDay } from '../../platform/http/is-day.js';
import { ListQuery, type Page } from '../../platform/http/list.dto.js';
import { POSTS } from '../court.entities.js';

/** GET /api/units */
export interface UnitView {
  id: string;
  kind: string;
  name: string;
  nameEn: string;
  parentId: string | null;
  people: number;
}

export interface PostView {
  id: string;
  divisionId: string;
  division: string;
  post: string;
  rank: string | null;
  nature: string | null;
  kind: string;
  dutyFactor: string;
  validFrom: string;
  validUntil: string | null;
  supersededAt: string | null;
  supersededReason: string | null;
}

/** GET /api/people?q=&divisionId=&post=&page= (Page<PersonRow>) */
export interface PersonRow {
  id: string;
  name: string;
  employeeNumber: string | null;
  division: string | null;
  post: string | null;
  rank: string | null;
  nature: string | null;
  onLeave: boolean;
}
export type PeoplePage = Page<PersonRow>;

/** GET /api/people/:id ; POST /api/people/:id/posts (AddPost) ; POST /api/people/:id/leaves (AddLeave) */
export interface PersonView extends PersonRow {
  posts: PostView[];
  leaves: { id: string; kind: string; validFrom: string; validUntil: string; reason: string | null }[];
  appointments: { body: string; bodyEn: string; capacity: string; validFrom: string; validUntil: string | null }[];
}

export class PeopleListQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  @IsOptional() @IsIn(POSTS) post?: string;
}

export class AddPost {
  @IsString() @MaxLength(36) divisionId: string;
  @IsIn(POSTS) post: string;
  @IsOptional() @IsString() @MaxLength(40) rank?: string;
  @IsOptional() @IsIn(CASE_NATURES) nature?: string;
  @IsIn(['main', 'concurrent', 'secondment']) kind: string;
  /** `1.00` full duty, `0.50` half. */
  @Matches(/^[01](\.\d{1,2})?$/) dutyFactor: string;
  @IsDay() validFrom: string;
  /** Half-open. */
  @IsOptional() @IsDay() validUntil?: string;
  /** The appointment it rests on, `示例〔2026〕3号`. */
  @IsOptional() @IsString() @MaxLength(200) reason?: string;
}

export class AddLeave {
  @IsIn(['annual', 'sick', 'maternity', 'training', 'other']) kind: string;
  @IsDay() validFrom: string;
  /** Half-open. */
  @IsDay() validUntil: string;
  @IsOptional() @IsString() @MaxLength(300) reason?: string;
}
