import { IsInt, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import type { Fault } from '../../kernel/domain-error.js';
import type { Bilingual } from './score.dto.js';

/** `tried` has a laboratory run on exactly this text; `adopted` waits for its day; `superseded` gave way to a later version. */
export type SchemeStatus = 'draft' | 'tried' | 'adopted' | 'inForce' | 'superseded' | 'discarded';

/** GET /api/schemes?status=draft&schemeId= : every version the court has, newest version of a scheme first. */
export interface SchemeRow {
  id: string;
  schemeId: string;
  version: string;
  title: Bilingual;
  post: string;
  /** `null`: each nature is a group of its own. */
  nature: string | null;
  effectiveFrom: string;
  /** First day it no longer holds, whether its own text or a later version says so. */
  effectiveUntil: string | null;
  status: SchemeStatus;
  resolution: string | null;
  example: boolean;
  digest: string;
  /** Counts the saves; send it back with every change. */
  revision: number;
  author: string | null;
  editedAt: string;
  /** 提请审议: handed to the evaluation committee, not editable until taken back or adopted. */
  proposed: { by: string; at: string } | null;
}

/** GET /api/schemes/:id */
export interface SchemeView extends SchemeRow {
  /** The YAML, byte for byte. */
  document: string;
  faults: Fault[];
  /** The version it was copied from. */
  basedOn: { id: string; version: string } | null;
  adopted: { by: string; at: string; resolution: string; resolvedOn: string | null } | null;
  discarded: { by: string; at: string; reason: string } | null;
  /** What the version still needs before the next step; empty when the step is open to this reader. */
  next: { step: 'edit' | 'try' | 'propose' | 'adopt' | 'none'; allowed: boolean; missing: Bilingual[] };
  trials: number;
}

/** GET /api/schemes/:id/revisions : newest first. GET /api/schemes/:id/revisions/:revision answers SchemeRevisionView. */
export interface SchemeRevisionRow {
  revision: number;
  savedBy: string;
  savedAt: string;
  digest: string;
  note: string | null;
}

export interface SchemeRevisionView extends SchemeRevisionRow {
  document: string;
}

/**
 * POST /api/schemes → SchemeView (201): a new draft. With `basedOn` alone the text is that version's, its number the next
 * one; with `document` the text given, whose `version` must be the next number or higher. Faults do not stop a draft;
 * they come back in `faults`.
 */
export class NewScheme {
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(400_000) document?: string;
  @IsOptional() @IsString() @MaxLength(36) basedOn?: string;
}

/** PUT /api/schemes/:id → SchemeView: saves a draft as a new revision. A tried version becomes a draft again. */
export class SaveScheme {
  @IsString() @IsNotEmpty() @MaxLength(400_000) document: string;
  /** The revision the change started from; another one standing by now answers 409 record.changed. */
  @IsInt() @Min(1) revision: number;
  @IsOptional() @IsString() @MaxLength(200) note?: string;
}

/** POST /api/schemes/:id/discard → SchemeView */
export class DiscardScheme {
  @IsString() @IsNotEmpty() @MaxLength(300) reason: string;
  @IsInt() @Min(1) revision: number;
}

/** POST /api/schemes/:id/propose (提请审议) and POST /api/schemes/:id/take-back (退回编辑) → SchemeView */
export class SchemeStep {
  @IsInt() @Min(1) revision: number;
}

/** POST /api/schemes/:id/adopt → SchemeView: by a committee member who is not the author. It comes into force on its own `effectiveFrom`. */
export class AdoptScheme {
  /** Decision by which it was adopted, e.g. 考评委决定〔2026〕第3号. */
  @IsString() @IsNotEmpty() @MaxLength(60) resolution: string;
  /** Day of that decision. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/) resolvedOn: string;
  @IsInt() @Min(1) revision: number;
}

/** POST /api/schemes/validate → SchemeCheck (200): nothing is saved; for every key stroke's pause. */
export class CheckScheme {
  @IsString() @MaxLength(400_000) document: string;
}

export interface SchemeCheck {
  faults: Fault[];
  /** `null` while the text cannot be read as YAML. */
  outline: SchemeOutlineNode[] | null;
  /** Parameters the text names: whether the court has set each, on the version's first day. */
  parameters: SchemeParameterView[];
}

/** One node of the tree in the editor. */
export interface SchemeOutlineNode {
  key: string;
  /** Where it stands in the document: `nodes[0].children[1]`; faults' paths begin with it. */
  path: string;
  title: Bilingual;
  weight: string | null;
  fullMark: string | null;
  rule: string | null;
  children: SchemeOutlineNode[];
}

export interface SchemeParameterView {
  key: string;
  title: Bilingual | null;
  unit: string | null;
  source: string | null;
  /** `null`: 〔空〕, not set by the court. */
  value: string | null;
  effectiveFrom: string | null;
}

/** GET /api/schemes/:id/differences?with=<version id> : clause by clause, `before` is the other version. Without `with`: the version it was copied from, else the one before it. */
export interface SchemeDifferencesView {
  before: { id: string; version: string; title: Bilingual };
  after: { id: string; version: string; title: Bilingual };
  changes: SchemeChangeView[];
}

export interface SchemeChangeView {
  kind: 'added' | 'removed' | 'changed';
  /** Clause of the tree, `quality/K2`; empty for the header. */
  path: string;
  title: Bilingual | null;
  /** Which value: `fullMark`, `rule.atLeast`; `null` when the whole clause came or went. */
  field: string | null;
  before: string | null;
  after: string | null;
  source: { before: string | null; after: string | null };
}

/** GET /api/schemes/reference : Markdown of the reference page. GET /api/schemes/json-schema : the published JSON Schema itself. */
export interface SchemeReferenceView {
  /** `null` where the installation holds no reference page. */
  markdown: string | null;
}
