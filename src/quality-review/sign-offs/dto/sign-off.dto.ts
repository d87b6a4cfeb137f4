import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { ListQuery } from '../../../platform/http/list.dto.js';

export const SIGNING_STEPS = ['judge', 'chief', 'vicePresident'] as const;
export type SigningStep = (typeof SIGNING_STEPS)[number];
export type AnyStep = SigningStep | 'reviewer';

/** One act on a version, as people read it. */
export interface SignOffEntry {
  act: 'sign' | 'return';
  step: AnyStep;
  returnTo: AnyStep | null;
  personId: string;
  name: string;
  day: string;
  at: string;
  words: string | null;
  answersFor: string;
  /** `false` once the document was sent back behind it. */
  stands: boolean;
}

/** 四级签署 of one version of one judgment, in order. */
export interface SignOffChainView {
  documentId: string;
  caseId: string;
  title: string;
  kind: string;
  version: number;
  digest: string;
  createdAt: string;
  supersededByVersion: number | null;
  /** `false` for documents from before the court began to keep sign-offs here. */
  kept: boolean;
  steps: { step: AnyStep; state: 'signed' | 'awaited' | 'ahead' | 'outOfOrder'; name: string | null; day: string | null; answersFor: { zh: string; en: string } }[];
  /** Why the chain is shorter than four. */
  left: { zh: string; en: string }[];
  acts: SignOffEntry[];
  /** Steps in which the reader may act now; empty = none. */
  may: { sign: SigningStep | null; returnTo: SigningStep[] };
}

/** GET /api/sign-offs/documents/:documentId */
export interface SignOffView extends SignOffChainView {
  caseNumber: string;
  cause: string;
  judge: string | null;
  division: string | null;
  text: string | null;
  /** The version before, for seeing what was changed after it came back. */
  previous: { documentId: string; version: number; text: string | null; acts: SignOffEntry[] } | null;
}

/** GET /api/sign-offs/mine?step= (Page<AwaitingRow>): 待我签署. Sort keys: waiting, caseNumber, createdAt */
export class AwaitingQuery extends ListQuery {
  @IsOptional() @IsIn(SIGNING_STEPS) step?: string;
}

export class AwaitingExportQuery extends AwaitingQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface AwaitingRow {
  documentId: string;
  caseId: string;
  caseNumber: string;
  cause: string;
  title: string;
  version: number;
  step: SigningStep;
  judge: string | null;
  division: string | null;
  /** Since when it waits for this step. */
  since: string;
  /** Words with which it was sent back; `null` if it was not. */
  returned: { name: string; words: string } | null;
}

/** POST /api/sign-offs/documents/:documentId/sign and …/return. `digest` is of the text that was read. */
export class SignDocument {
  @IsIn(SIGNING_STEPS) step: SigningStep;
  @Matches(/^[0-9a-f]{64}$/) digest: string;
  @IsOptional() @IsString() @MaxLength(2000) words?: string;
}

export class ReturnDocument extends SignDocument {
  @IsIn(SIGNING_STEPS) returnTo: SigningStep;
}

/** GET /api/sign-offs/let-through (Page<LetThroughRow>): findings on documents somebody had signed. `personId` = one signer. Sort keys: recordedOn, caseNumber, points */
export class LetThroughQuery extends ListQuery {
  @IsOptional() @IsString() @MaxLength(36) personId?: string;
  @IsOptional() @IsIn(SIGNING_STEPS) step?: string;
  @IsOptional() @IsIn(['serious', 'minor']) severity?: string;
  @IsOptional() @Matches(/^\d{4}(-\d{2})?$/) period?: string;
}

export class LetThroughExportQuery extends LetThroughQuery {
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface LetThroughRow {
  id: string;
  findingId: string;
  caseId: string;
  caseNumber: string;
  documentId: string;
  title: string;
  step: SigningStep;
  signer: string;
  signedOn: string;
  clause: string;
  label: string;
  labelEn: string;
  severity: 'serious' | 'minor';
  points: string;
  quote: string;
  recordedOn: string;
  /** Per cent the signer answers for; `null` = none. */
  share: string | null;
}

/** GET /api/sign-offs/signers?period= : how many each signed, and on how many a defect was found later. */
export interface SignerRow {
  personId: string;
  name: string;
  step: SigningStep;
  signed: number;
  returned: number;
  withFindings: number;
  serious: number;
  minor: number;
}

export class SignerQuery {
  @IsOptional() @Matches(/^\d{4}(-\d{2})?$/) period?: string;
}
