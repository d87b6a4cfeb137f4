import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { ListQuery } from '../../../platform/http/list.dto.js';

interface Bilingual {
  zh: string;
  en: string;
}

/** POST /api/bulletins : a draft written from the data of a month, or of a quarter (`2026Q3`) where the kind asks for one. */
export class DraftBulletin {
  @IsString() @MaxLength(20) kind: string;
  @Matches(/^\d{4}(-\d{2}|Q[1-4])$/) period: string;
}

export class SectionInput {
  @IsString() @MaxLength(40) key: string;
  @IsString() @MinLength(1) @MaxLength(60) heading: string;
  @IsString() @MaxLength(20_000) body: string;
}

export class SourceInput {
  @IsString() @MaxLength(40) section: string;
  @IsString() @MinLength(1) @MaxLength(80) text: string;
  @IsString() @MaxLength(300) source: string;
}

/** PUT /api/bulletins/:id */
export class WriteBulletin {
  @IsInt() version: number;
  @IsString() @MinLength(1) @MaxLength(120) title: string;
  @IsIn([true, false]) anonymous: boolean;
  @IsArray() @ArrayMaxSize(12) @ValidateNested({ each: true }) @Type(() => SectionInput) sections: SectionInput[];
  @IsArray() @ArrayMaxSize(200) @ValidateNested({ each: true }) @Type(() => SourceInput) sources: SourceInput[];
}

/** POST /api/bulletins/:id/{send,return,check,sign,publish,withdraw} */
export class BulletinStepInput {
  @IsInt() version: number;
  /** Digest of what the page showed: checked and signed is what was read. */
  @IsOptional() @Matches(/^[0-9a-f]{64}$/) seen?: string;
  @IsOptional() @IsString() @MaxLength(2000) words?: string;
}

/** POST /api/bulletins/:id/corrigenda */
export class IssueCorrigendum {
  @IsString() @MaxLength(4000) words: string;
}

export class BulletinListQuery extends ListQuery {
  @IsOptional() @IsIn(['draft', 'checking', 'checked', 'signed', 'published', 'withdrawn']) status?: string;
  @IsOptional() @Matches(/^\d{4}$/) year?: string;
}

export class BulletinExportQuery extends BulletinListQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface BulletinRow {
  id: string;
  kind: string;
  kindName: Bilingual;
  period: string;
  title: string;
  status: 'draft' | 'checking' | 'checked' | 'signed' | 'published' | 'withdrawn';
  /** 〔2026〕第10期, from signing on. */
  number: string | null;
  signedBy: string | null;
  signedOn: string | null;
  publishedOn: string | null;
  corrigenda: number;
}

export interface ShownTable {
  title: string;
  head: string[];
  rows: string[][];
}

export interface ShownSection {
  key: string;
  heading: string;
  blocks: ({ pieces: ({ text: string } | { text: string; figure: string })[] } | { table: ShownTable })[];
}

export interface FlagView {
  kind: 'number' | 'name' | 'token';
  section: string;
  paragraph: number;
  start: number;
  text: string;
  context: string;
  proposal: { key: string; label: Bilingual; text: string; same: boolean } | null;
  source: string | null;
}

/** What the writer, the checker and the signer work with; absent for everybody else and once signed. */
export interface BulletinWork {
  sections: { key: string; heading: string; body: string }[];
  sources: { section: string; text: string; source: string }[];
  figures: { key: string; label: Bilingual; text: string }[];
  tables: { key: string; title: string }[];
  flags: FlagView[];
  /** Figures that stand in the text. */
  tied: number;
  /** SHA-256 of what is shown, sent back when checking or signing. */
  seen: string;
}

export interface BulletinView extends BulletinRow {
  version: number;
  anonymous: boolean;
  court: Bilingual;
  shown: ShownSection[];
  work: BulletinWork | null;
  digest: string | null;
  /** Recomputed just now from what is stored, and held against the trail. */
  whole: boolean | null;
  /** Numbered corrections, since the signature, of the results it was counted from; its figures stay those signed. */
  correctedSince: string[];
  corrigendaList: { number: number; words: string; signedBy: string; at: string }[];
  steps: { action: string; label: Bilingual; at: string; who: string; words: string | null }[];
  /** Steps the reader may take now. */
  may: ('write' | 'send' | 'return' | 'check' | 'sign' | 'publish' | 'withdraw' | 'correct')[];
}

/** GET /api/bulletins/:id/verification */
export interface VerificationView {
  stored: string;
  recomputed: string;
  /** Digest in the entry of the signing in the audit trail. */
  audited: string | null;
  agrees: boolean;
}

/** GET /api/bulletins/kinds */
export interface BulletinKindView {
  kind: string;
  name: Bilingual;
}
