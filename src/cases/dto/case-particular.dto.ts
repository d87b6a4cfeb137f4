import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { ListQuery } from '../../platform/http/list.dto.js';
import { CASE_FIGURES, type CaseFigureName } from '../../rules/difficult-case-table.js';

const FIGURES = Object.keys(CASE_FIGURES) as CaseFigureName[];

/** POST /api/cases/:id/particulars : a figure that is on record already is superseded; then a reason is needed. */
export class RecordParticular {
  @IsIn(FIGURES) figure: CaseFigureName;
  @IsInt() @Min(0) @Max(1_000_000) value: number;
  @IsString() @IsNotEmpty() @MaxLength(200) source: string;
  @IsOptional() @IsString() @MaxLength(300) reason?: string;
}

export class ParticularListQuery extends ListQuery {
  @IsOptional() @IsIn(FIGURES) figure?: CaseFigureName;
}

export class ParticularExportQuery extends ParticularListQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv' = 'xlsx';
}

export interface ParticularRow {
  id: string;
  caseId: string;
  caseNumber: string;
  figure: string;
  label: { zh: string; en: string };
  value: number;
  source: string;
  recordedBy: string;
  recordedAt: string;
}

/** GET /api/cases/:id/particulars */
export interface ParticularsView {
  figures: { figure: string; label: { zh: string; en: string }; value: number | null; source: { zh: string; en: string } | null }[];
  history: { figure: string; label: { zh: string; en: string }; value: number; source: string; recordedBy: string; recordedAt: string; supersededAt: string | null; supersededBy: string | null; supersededReason: string | null }[];
  mayRecord: boolean;
}
