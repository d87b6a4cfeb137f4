import { IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import { ListQuery } from '../../../platform/http/list.dto.js';

export const STATES = ['due', 'overdue', 'asked', 'published', 'publishedLate', 'exempt', 'withdrawn'] as const;
export type StateOfPublication = (typeof STATES)[number];

/** GET /api/judgment-publications (Page<PublicationRow>), …/export with the same query. Sort keys: dueOn, publishedOn, caseNumber, judge */
export class PublicationQuery extends ListQuery {
  @IsOptional() @IsIn([...STATES, 'open', 'anyPublished']) state?: string;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  @IsOptional() @IsString() @MaxLength(36) judgeId?: string;
  @IsOptional() @IsIn(['criminal', 'civil', 'administrative', 'enforcement', 'other']) nature?: string;
  /** Month or year the publication was due. */
  @IsOptional() @Matches(/^\d{4}(-\d{2})?$/) due?: string;
}

export class PublicationExportQuery extends PublicationQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface PublicationRow {
  id: string;
  caseId: string;
  caseNumber: string;
  cause: string;
  documentId: string;
  title: string;
  documentVersion: number;
  judge: string | null;
  division: string | null;
  effectiveOn: string;
  dueOn: string;
  state: StateOfPublication;
  publishedOn: string | null;
  withdrawnOn: string | null;
  exemption: string | null;
  /** Ground asked for and not decided yet. */
  asked: { code: string; zh: string; en: string; words: string | null; by: string } | null;
  /** Working days past due while unpublished, or between due and publication; 0 = in time, `null` = the calendar does not reach that far. */
  lateDays: number | null;
  version: number;
  may: { publish: boolean; ask: boolean; decide: boolean; withdraw: boolean; endExemption: boolean };
}

/** GET /api/judgment-publications/summary with the list's query: coverage = published ÷ what is due and not exempt. */
export interface PublicationSummary {
  /** `null` = the court has not set `judgment.publicationDays`, so that nothing new becomes due. */
  workingDays: { value: string; source: string; example: boolean } | null;
  total: PublicationCount;
  divisions: ({ divisionId: string; name: string } & PublicationCount)[];
  grounds: { code: string; zh: string; en: string; wordsNeeded: boolean }[];
}

export interface PublicationCount {
  documents: number;
  published: number;
  onTime: number;
  overdue: number;
  waiting: number;
  exempt: number;
  /** Per cent, two places; `null` where nothing is due yet. */
  coverage: string | null;
  timeliness: string | null;
}

/** GET /api/judgment-publications/:id/steps */
export interface PublicationStepView {
  act: string;
  ground: string | null;
  words: string | null;
  name: string;
  at: string;
}

/** POST /api/judgment-publications/:id/publish|ask|approve|refuse|withdraw|end-exemption */
export class ActOnPublication {
  @IsInt() @Min(1) version: number;
  @IsOptional() @IsString() @MaxLength(20) ground?: string;
  @IsOptional() @IsString() @MaxLength(300) words?: string;
}
