import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { ListQuery } from '../../platform/http/list.dto.js';

export const STATES = ['planned', 'attended', 'absent', 'excuseAsked', 'excused', 'excuseRefused', 'takenOver', 'struck'] as const;
export type StateOfDuty = (typeof STATES)[number];

/** GET /api/reception-days (Page<ReceptionDutyRow>), …/export with the same query. Sort keys: day, person, division */
export class ReceptionQuery extends ListQuery {
  @IsOptional() @IsIn([...STATES, 'standing', 'counted']) state?: string;
  @IsOptional() @IsString() @MaxLength(36) personId?: string;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  /** Month or year. */
  @IsOptional() @Matches(/^\d{4}(-\d{2})?$/) month?: string;
}

export class ReceptionExportQuery extends ReceptionQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface ReceptionDutyRow {
  id: string;
  day: string;
  personId: string;
  person: string;
  divisionId: string;
  division: string;
  place: string;
  state: StateOfDuty;
  stateWords: { zh: string; en: string };
  /** Whether it counts as an absence without excuse now. */
  counts: boolean;
  /** Whose place was taken. */
  takenFrom: string | null;
  /** Words of the last step, its author and time. */
  last: { act: string; words: string | null; name: string; at: string } | null;
  version: number;
  may: { takeOver: boolean; strike: boolean; attended: boolean; missed: boolean; excuse: boolean; decide: boolean };
}

/** GET /api/reception-days/summary with the list's query: figures over the whole selection, and who has been absent. */
export interface ReceptionSummary {
  today: string;
  planned: number;
  attended: number;
  absent: number;
  excused: number;
  excusesOpen: number;
  /** Past days nobody has recorded attendance for. */
  unrecorded: number;
}

/** GET /api/reception-days/people?day= */
export interface ReceptionPerson {
  id: string;
  name: string;
  division: string;
  post: { zh: string; en: string };
}

export class PeopleQuery {
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/) day?: string;
}

/** GET /api/reception-days/:id/steps */
export interface ReceptionStepView {
  act: string;
  title: { zh: string; en: string };
  words: string | null;
  name: string;
  at: string;
}

export class NewDuty {
  @IsString() @MaxLength(10) day: string;
  @IsString() @MaxLength(36) personId: string;
  @IsString() @MaxLength(60) place: string;
}

/** POST /api/reception-days: all of them or none. */
export class NewDuties {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => NewDuty) duties: NewDuty[];
}

/** POST /api/reception-days/:id/take-over */
export class TakeOver {
  @IsInt() @Min(1) version: number;
  @IsString() @MaxLength(36) personId: string;
  @IsString() @MaxLength(300) words: string;
}

/** POST /api/reception-days/:id/attendance: recorded, or put right with a reason. */
export class RecordAttendance {
  @IsInt() @Min(1) version: number;
  @IsBoolean() attended: boolean;
  @IsOptional() @IsString() @MaxLength(300) words?: string;
}

/** POST /api/reception-days/:id/strike|excuse */
export class ActOnDuty {
  @IsInt() @Min(1) version: number;
  @IsString() @MaxLength(300) words: string;
}

/** POST /api/reception-days/:id/decide */
export class DecideExcuse extends ActOnDuty {
  @IsBoolean() approve: boolean;
}
