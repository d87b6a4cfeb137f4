import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { ListQuery, type Page } from '../../platform/http/list.dto.js';
import type { Bilingual } from './score.dto.js';

const DECIMAL = /^-?\d{1,12}(\.\d{1,6})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** GET /api/entered-facts/offered?period=2026-10 : facts that may be entered by hand, because a scheme declares them so. */
export interface EnterableFact {
  name: string;
  shape: 'number' | 'events' | 'pieces' | 'text';
  per: 'person' | 'unit';
  title: Bilingual;
  unit: Bilingual;
  meaning: Bilingual;
  cannotShow: Bilingual;
  dated: Bilingual;
  evidence: 'required' | 'optional';
  /** Titles of the schemes that read it. */
  schemes: Bilingual[];
}

export interface EvidenceFile {
  digest: string;
  name: string;
  mediaType: string;
  size: number;
}

/** POST /api/entered-facts/files multipart `file` → EvidenceFile (201); name its digest in the record. GET /api/entered-facts/:id/files/:digest opens it. */
export class EvidenceFileRef {
  @IsString() @Matches(/^[0-9a-f]{64}$/) digest: string;
  @IsString() @IsNotEmpty() @MaxLength(200) name: string;
}

/** POST /api/entered-facts → EnteredFactView (201). The fact's shape says which fields are read; every fault comes at once. */
export class NewEnteredFact {
  @IsString() @IsNotEmpty() @MaxLength(60) fact: string;
  /** Person or unit, as the fact is declared. */
  @IsOptional() @IsString() @MaxLength(36) personId?: string;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  /** `2026-10`, `2026Q3`, `2026H1`, `2026`. A number counts in exactly this period, an event or piece in every period its day lies in. */
  @IsString() @IsNotEmpty() @MaxLength(10) period: string;
  /** A number's value, a piece's mark, the word of a text. */
  @IsOptional() @IsString() @MaxLength(24) value?: string;
  /** A piece's weight. */
  @IsOptional() @Matches(DECIMAL) weight?: string;
  /** An event's points, without a sign. */
  @IsOptional() @Matches(DECIMAL) points?: string;
  @IsOptional() @IsString() @MaxLength(60) clause?: string;
  @IsOptional() @IsString() @MaxLength(300) label?: string;
  @IsOptional() @Matches(DAY) day?: string;
  @IsOptional() @IsString() @MaxLength(80) approvedBy?: string;
  @IsOptional() @IsString() @MaxLength(2000) evidence?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => EvidenceFileRef) files?: EvidenceFileRef[];
  /** “None in this period”: says that a list of events or pieces is empty, which is not the same as unknown. */
  @IsOptional() @IsBoolean() none?: boolean;
  /** Said where the period is frozen: its result stays, and this counts only through a numbered correction. */
  @IsOptional() @IsBoolean() countsByCorrection?: boolean;
}

/** POST /api/entered-facts/:id/correct → EnteredFactView (201): the new record; the old one stays, struck through. */
export class CorrectEnteredFact extends NewEnteredFact {
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
  @IsInt() @Min(1) version: number;
}

/** POST /api/entered-facts/:id/void (作废) → EnteredFactView */
export class VoidEnteredFact {
  @IsOptional() @IsBoolean() countsByCorrection?: boolean;
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
  @IsInt() @Min(1) version: number;
}

/** GET /api/entered-facts/:id */
export interface EnteredFactView {
  id: string;
  fact: string;
  title: Bilingual;
  shape: 'number' | 'events' | 'pieces' | 'text';
  unit: Bilingual;
  person: { id: string; name: string } | null;
  division: { id: string; name: string } | null;
  period: string;
  value: string | null;
  weight: string | null;
  points: string | null;
  clause: string | null;
  label: string | null;
  day: string | null;
  approvedBy: string | null;
  evidence: string | null;
  files: EvidenceFile[];
  none: boolean;
  recordedBy: string;
  /** Role under which it was recorded; only the same office corrects it. */
  office: string;
  recordedAt: string;
  /** The record this one corrects. */
  corrects: string | null;
  superseded: { at: string; by: string; reason: string; correctedBy: string | null } | null;
  version: number;
  /** Whether this reader may correct or void it now. */
  mayCorrect: boolean;
  /** The period is frozen: a change counts only through a numbered correction. */
  frozen: boolean;
}

/** GET /api/entered-facts?fact=&personId=&divisionId=&period=&state=&q=&sort=-recordedAt&page= ; same filters on /export?format=xlsx|csv */
export class EnteredFactQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(60) fact?: string;
  @IsOptional() @IsString() @MaxLength(36) personId?: string;
  @IsOptional() @IsString() @MaxLength(36) divisionId?: string;
  @IsOptional() @IsString() @MaxLength(10) period?: string;
  /** `valid` (when absent) or `all`, with what was superseded. */
  @IsOptional() @IsIn(['valid', 'all']) state?: 'valid' | 'all';
}

export class EnteredFactExport extends EnteredFactQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export type EnteredFactPage = Page<EnteredFactView>;

/**
 * POST /api/entered-facts/import multipart: `file` (XLSX or CSV), `commit` (true|false) → EnteredFactImport (200).
 * Columns, in either language: fact 事实, person 人员 (name or employee number), unit 单位, period 考核期, value 值, weight 权重,
 * clause 条款, label 事由, day 日期, points 分值, approvedBy 批准人, evidence 依据. All rows or none; without `commit` nothing is kept.
 * The same file to POST /api/entered-facts/import/marked answers the workbook with its faulty cells marked.
 */
export interface EnteredFactImport {
  rows: number;
  saved: number;
  faults: { row: number | null; column: string; value: string; what: Bilingual; fix: Bilingual }[];
}
