import { IsIn, IsInt, IsObject, IsOptional, IsString, MaxLength, Min } from 'class-validator';

/** Words in both languages, as the rule wrote them. */
export interface Said {
  zh: string;
  en: string;
}

export interface FormItemView {
  code: string;
  label: string;
  labelEn: string;
  full: string;
  deductionMin: string;
  deductionMax: string;
  /** What was taken off beside the findings, or given on a scale; `null` = not looked at yet. */
  entered: string | null;
}

export interface FormPartView {
  code: string;
  label: string;
  labelEn: string;
  full: string;
  score: string;
  /** Every item has been looked at. */
  complete: boolean;
  scale: string[] | null;
  items: FormItemView[];
  steps: (Said & { points: string; findingId: string | null })[];
}

export interface FormView {
  form: 'F-DOC' | 'F-HRG' | 'F-SUM' | 'F-PRO' | 'F-SUB';
  code: string;
  label: string;
  labelEn: string;
  full: string;
  score: string;
  words: Said;
  /** Only findings deduct; the reviewer confirms that each section was read. */
  onlyFindings: boolean;
  /** Why the form does not apply to this case. */
  notApplicable: string | null;
  source: string;
  example: boolean;
  /** Of what was entered; 0 = nothing yet. */
  version: number;
  parts: FormPartView[];
}

export interface CaseResultView {
  score: string;
  grade: string;
  gradeEn: string;
  gradeCode: string;
  lines: (Said & { code: string; points: string | null })[];
}

/** What the forms say of one review. `null` on the desk for reviews submitted before there were forms. */
export interface ScoresView {
  forms: FormView[];
  hearing: { assessedOn: string; hearingScore: string; summationScore: string | null } | null;
  /** Worked out with what is there; items not looked at count as nothing lost until they are. */
  result: CaseResultView | null;
  missing: { path: string; message: string }[];
  finishedAt: string | null;
}

/** PUT /api/reviews/:id/scores : some parts of one form, or that the form does not apply (or applies after all: `notApplicable` empty). */
export class SaveScores {
  @IsIn(['F-DOC', 'F-PRO', 'F-SUB']) form: 'F-DOC' | 'F-PRO' | 'F-SUB';
  /** Part → item → what is taken off, `0` where nothing is. */
  @IsOptional() @IsObject() values?: Record<string, Record<string, string>>;
  @IsOptional() @IsString() @MaxLength(300) notApplicable?: string;
  @IsInt() @Min(0) version: number;
}

/** PUT /api/reviews/:id/place : where the reader stopped, and whether there are doubts. */
export class KeepPlace {
  @IsOptional() @IsString() @MaxLength(36) documentId?: string;
  @IsOptional() @IsInt() @Min(0) sentence?: number;
  @IsOptional() @IsIn([true, false]) doubtful?: boolean;
}

/** POST /api/review-batches/:batch/submit : every finished review of one's own in it; `count` is the number the person confirmed. */
export class SubmitBatch {
  @IsInt() @Min(1) count: number;
}

export interface SubmittedBatch {
  batch: string;
  reviews: number;
  findings: number;
}
