import { ArrayMinSize, IsArray, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { ListQuery } from '../../platform/http/list.dto.js';

export interface Bilingual {
  zh: string;
  en: string;
}

/** Something open about the published results a list rests on: it is not made final meanwhile. */
export interface OpenMatter {
  kind: string;
  count: number;
  text: Bilingual;
  link: string;
}

/** POST /api/selections */
export class DraftSelection {
  @IsIn(['honour', 'training']) kind: 'honour' | 'training';
  @IsString() @IsNotEmpty() @MaxLength(10) period: string;
  @IsString() @IsNotEmpty() @MaxLength(100) title: string;
  /** Honours: per cent of each peer group; training takes the catalogue's people for each place. */
  @IsOptional() @IsString() @MaxLength(10) percent?: string;
  @IsArray() @ArrayMinSize(1) @IsString({ each: true }) @MaxLength(60, { each: true }) groups: string[];
}

class SelectionStep {
  @IsInt() @Min(1) version: number;
}

/** POST /api/selections/:id/insert : somebody who is no leader, by a recorded decision. */
export class InsertCandidate extends SelectionStep {
  @IsString() @IsNotEmpty() candidateId: string;
  @IsString() @IsNotEmpty() @MaxLength(60) decision: string;
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
}

/** POST /api/selections/:id/outcome */
export class RecordOutcome extends SelectionStep {
  @IsString() @IsNotEmpty() candidateId: string;
  @IsIn(['awarded', 'notAwarded', 'accepted', 'declined']) outcome: 'awarded' | 'notAwarded' | 'accepted' | 'declined';
  /** Compulsory where somebody is not awarded, or declines. */
  @IsOptional() @IsString() @MaxLength(300) reason?: string;
}

/** POST /api/selections/:id/approve */
export class ApproveSelection extends SelectionStep {
  @IsString() @IsNotEmpty() @MaxLength(60) approval: string;
}

/** POST /api/selections/:id/withdraw */
export class WithdrawSelection extends SelectionStep {
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
}

export class SelectionListQuery extends ListQuery {
  @IsIn(['honour', 'training']) kind: 'honour' | 'training' = 'honour';
  @IsOptional() @IsString() @MaxLength(20) status?: string;
  /** Of an export. */
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export class SelectionExportQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
}

export class SelectionChoicesQuery {
  @IsOptional() @IsString() @MaxLength(10) period?: string;
}

/** GET /api/selections/choices */
export interface SelectionChoices {
  periods: string[];
  groups: { key: string; title: Bilingual; people: number }[];
  peoplePerPlace: number | null;
}

/** GET /api/selections */
export interface SelectionRow {
  id: string;
  number: string;
  kind: 'honour' | 'training';
  title: string;
  period: string;
  status: string;
  state: Bilingual;
  groups: number;
  candidates: number;
  chosen: number;
  approval: string | null;
}

export interface CandidateView {
  id: string;
  personId: string;
  name: string;
  division: string;
  place: number | null;
  total: string;
  standing: 'leader' | 'next' | 'excluded' | 'inserted';
  standingWords: Bilingual;
  why: Bilingual;
  decision: string | null;
  outcome: string | null;
  outcomeWords: Bilingual | null;
  outcomeReason: string | null;
  outcomeBy: string | null;
  /** Whether an outcome can be recorded of the candidate now. */
  due: boolean;
}

/** GET /api/selections/:id */
export interface SelectionView extends SelectionRow {
  version: number;
  measure: string;
  draftedBy: string;
  draftedAt: string;
  approvedBy: string | null;
  approvedAt: string | null;
  reason: string | null;
  unsettled: OpenMatter[];
  /** Numbered corrections of its results since it was drafted; while it is not final it is drafted anew, afterwards they are for whoever decided to look at. */
  correctedSince: string[];
  groupsOf: { key: string; title: Bilingual; size: number; places: number; why: Bilingual; candidates: CandidateView[] }[];
  may: { manage: boolean; approve: boolean };
}

/** GET /api/selections/mine */
export interface OwnSelection {
  number: string;
  kind: 'honour' | 'training';
  title: string;
  period: string;
  group: Bilingual;
  standing: Bilingual;
  why: Bilingual;
  outcome: Bilingual | null;
  approval: string | null;
}
