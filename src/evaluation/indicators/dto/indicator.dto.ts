import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

interface Bilingual {
  zh: string;
  en: string;
}

/** GET /api/indicators ; /export */
export class IndicatorQuery {
  @IsOptional() @IsString() @MaxLength(100) q?: string;
  /** `court`: the Supreme Court’s; a scheme’s id: those of that scheme. */
  @IsOptional() @IsString() @MaxLength(80) from?: string;
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
}

export interface IndicatorRow {
  /** `SPC-04`, or scheme and path: `judge-civil~quality~K2`. */
  id: string;
  of: 'court' | 'scheme';
  title: Bilingual;
  /** Of a scheme’s: the parts it stands in. */
  within: Bilingual[];
  scheme: { id: string; schemeId: string; title: Bilingual; version: string } | null;
  direction: 'higher' | 'lower' | 'interval' | 'lowerInterval' | 'changeRather' | 'formula';
  /** Of the Supreme Court’s: how much of it was found. */
  status: 'nameFound' | 'recalled' | 'candidate' | null;
  natures: string[];
  formula: Bilingual | null;
  /** Of a scheme’s: the rule as its text has it. */
  rule: Record<string, unknown> | null;
  facts: string[];
  cannotShow: Bilingual;
  source: string;
  example: boolean;
}

export interface IndicatorView extends IndicatorRow {
  /** What it is counted from, each with what it cannot show itself. */
  counted: { name: string; module: string; title: Bilingual; meaning: Bilingual; cannotShow: Bilingual; dated: Bilingual; unit: Bilingual }[];
  /** The court’s reference interval for each line of work; `null` where the court sets none for an indicator of this kind. */
  reference: { unit: 'percent' | 'days'; intervals: { nature: string; parameter: string; from: string | null; until: string | null; source: string | null; effectiveFrom: string | null }[] } | null;
}
