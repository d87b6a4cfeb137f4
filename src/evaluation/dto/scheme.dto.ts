import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { Bilingual } from './score.dto.js';

/** GET /api/schemes */
export interface SchemeRow {
  id: string;
  schemeId: string;
  version: string;
  title: Bilingual;
  post: string;
  /** `null`: each nature is a group of its own. */
  nature: string | null;
  effectiveFrom: string;
  effectiveUntil: string | null;
  status: string;
  resolution: string | null;
  example: boolean;
  digest: string;
}

/** GET /api/schemes/:id */
export interface SchemeView extends SchemeRow {
  /** The YAML as adopted, byte for byte. */
  document: string;
  faults: { path: string; zh: string; en: string }[];
}

/** POST /api/schemes */
export class NewScheme {
  /** The whole document as YAML. */
  @IsString() @IsNotEmpty() @MaxLength(400_000) document: string;
  /** Decision by which it was adopted, e.g. 考评委决定〔2026〕第3号. */
  @IsString() @IsNotEmpty() @MaxLength(60) resolution: string;
}
