import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { IsDay } from '../../../platform/http/is-day.js';
import { ListQuery } from '../../../platform/http/list.dto.js';

export interface CatalogueColumnView {
  key: string;
  zh: string;
  en: string;
  kind: 'text' | 'points' | 'share' | 'choice' | 'choices' | 'whole' | 'flag';
  optional: boolean;
  allowed: { code: string; zh: string; en: string }[];
}

/** GET /api/catalogues */
export interface BookView {
  key: string;
  zh: string;
  en: string;
  columns: CatalogueColumnView[];
  filters: string[];
  title: { zh: string; en: string };
  codeExample: string;
  neverEnds: boolean;
  inForce: number;
  awaiting: number;
  may: { propose: boolean; approve: boolean };
}

/** GET /api/catalogues/:book/rows (Page<CatalogueRowView>), …/export with the same query. `on`: in force on that day, today when absent; `every=true`: all versions. Sort keys: code, effectiveFrom */
export class CatalogueQuery extends ListQuery {
  @IsOptional() @IsDay() on?: string;
  @IsOptional() @IsIn(['true', 'false']) every?: string;
  /** `severity:serious;field:civil` */
  @IsOptional() @IsString() @MaxLength(200) filters?: string;
}

export class CatalogueExportQuery extends CatalogueQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface CatalogueRowView {
  id: string;
  code: string;
  version: number;
  effectiveFrom: string;
  effectiveUntil: string | null;
  source: string;
  example: boolean;
  state: 'inForce' | 'planned' | 'ended';
  content: Record<string, string>;
  /** A proposal about this code waits for a decision. */
  proposed: boolean;
}

/** GET /api/catalogues/:book/rows/:code : newest first, each with what it changed. */
export interface CatalogueHistory {
  code: string;
  versions: (CatalogueRowView & { changed: { column: string; before: string; after: string }[] })[];
}

export class ChangeInput {
  @IsIn(['add', 'change', 'end']) act: 'add' | 'change' | 'end';
  @IsString() @MinLength(1) @MaxLength(80) code: string;
  @IsOptional() @IsObject() content?: Record<string, string>;
}

/** POST /api/catalogues/:book/proposals: a draft; PUT /api/catalogue-proposals/:id with `version`. */
export class SaveProposal {
  @IsString() @MinLength(2) @MaxLength(200) title: string;
  @IsString() @MinLength(2) @MaxLength(200) source: string;
  @IsDay() effectiveFrom: string;
  @IsArray() @ArrayMaxSize(500) @ValidateNested({ each: true }) @Type(() => ChangeInput) changes: ChangeInput[];
  @IsOptional() @IsInt() @Min(1) version?: number;
}

/** POST /api/catalogue-proposals/:id/propose|approve|refuse|withdraw */
export class DecideProposal {
  @IsInt() @Min(1) version: number;
  @IsOptional() @IsString() @MaxLength(300) reason?: string;
}

export class ProposalQuery extends ListQuery {
  @IsOptional() @IsIn(['draft', 'proposed', 'approved', 'refused', 'withdrawn']) status?: string;
  @IsOptional() @IsString() @MaxLength(30) book?: string;
}

export interface ProposalRow {
  id: string;
  book: string;
  bookName: { zh: string; en: string };
  title: string;
  source: string;
  effectiveFrom: string;
  status: 'draft' | 'proposed' | 'approved' | 'refused' | 'withdrawn';
  changes: number;
  proposedBy: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  version: number;
}

/** GET /api/catalogue-proposals/:id */
export interface ProposalView extends Omit<ProposalRow, 'changes'> {
  changes: { act: 'add' | 'change' | 'end'; code: string; before: Record<string, string> | null; after: Record<string, string> | null; differences: { column: string; before: string; after: string }[] }[];
  /** What would be refused now. */
  faults: { path: string; zh: string; en: string }[];
  may: { edit: boolean; decide: boolean };
}

/** POST /api/catalogues/:book/import (multipart: file): dry run; nothing is saved. */
export interface CatalogueImportResult {
  rows: number;
  unchanged: number;
  changes: { act: 'add' | 'change' | 'end'; code: string; content: Record<string, string> | null; differences: { column: string; before: string; after: string }[]; row: number | null }[];
  faults: { row: number | null; column: string; value: string; zh: string; en: string }[];
  ignored: string[];
}

export class ImportQuery {
  @IsOptional() @IsDay() effectiveFrom?: string;
  /** Rows that the sheet leaves out are to end. */
  @IsOptional() @IsIn(['true', 'false']) endMissing?: string;
}
