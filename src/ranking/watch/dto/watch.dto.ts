import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { ListQuery } from '../../../platform/http/list.dto.js';

interface Bilingual {
  zh: string;
  en: string;
}

/** GET /api/watch?year=2026 ; /export */
export class WatchQuery {
  @Matches(/^\d{4}$/) year: string;
}

export class WatchExportQuery extends WatchQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv';
}

export class WatchEvidenceQuery extends ListQuery {
  @IsString() @MaxLength(120) sign: string;
}

/** GET /api/watch/evidence/export */
export class WatchEvidenceExportQuery {
  @IsString() @MaxLength(120) sign: string;
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

/** POST /api/watch/notes : the trial office explains, the person concerned answers. */
export class WriteWatchNote {
  @IsString() @MaxLength(120) sign: string;
  @IsString() @MinLength(1) @MaxLength(2000) words: string;
  /** Needed when one stands already. */
  @IsOptional() @IsString() @MaxLength(300) reason?: string;
}

export interface WatchNoteView {
  side: 'office' | 'person';
  words: string;
  recordedBy: string;
  recordedAt: string;
  supersededBy: string | null;
  supersededAt: string | null;
  supersededReason: string | null;
}

export interface WatchSignView {
  key: string;
  kind: string;
  unit: Bilingual;
  /** `null` for a division's sign. */
  personId: string | null;
  period: string;
  /** What was found, and how surprising that is. */
  text: Bilingual;
  /** What it counted opens to so many cases; 0 where the evidence is no cases. */
  evidence: number;
  link: string | null;
  notes: WatchNoteView[];
  mayExplain: boolean;
  mayAnswer: boolean;
}

export interface WatchView {
  year: string;
  asOf: string;
  kinds: {
    kind: string;
    title: Bilingual;
    /** What is counted and from where on it is pointed out. */
    rule: Bilingual;
    /** What gives the same picture without anybody having done wrong. */
    innocent: Bilingual;
    /** Units looked at, and how many would pass the line by chance alone; `null` where chance is not the measure. */
    looked: number;
    byChance: string | null;
    signs: WatchSignView[];
  }[];
  /** Only the reader’s own. */
  ownOnly: boolean;
  years: string[];
}

export interface WatchCaseRow {
  id: string;
  caseNumber: string;
  cause: string;
  intakeOn: string;
  closedOn: string | null;
  closingManner: string | null;
  judge: string | null;
  /** Among those counted, or only looked at. */
  counted: boolean;
  /** The case filed again, for a pair. */
  again: { id: string; caseNumber: string; intakeOn: string } | null;
}
