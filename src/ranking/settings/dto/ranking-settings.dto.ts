import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ListQuery } from '../../../platform/http/list.dto.js';

interface Bilingual {
  zh: string;
  en: string;
}

/** One dated setting, and what a proposal to change it is made of. */
export interface SettingCell {
  /** Name of the court's parameter. */
  code: string;
  title: Bilingual;
  /** As a row of the catalogue of parameters; a proposal gives `content` with another value. */
  content: Record<string, string>;
  act: 'add' | 'change';
  /** In force today; `null` where the court has set none. */
  value: string | null;
  words: Bilingual | null;
  source: string | null;
  effectiveFrom: string | null;
  example: boolean;
  next: { words: Bilingual; effectiveFrom: string } | null;
  /** Proposal that waits for a second person. */
  awaiting: string | null;
  /** Where only some words are allowed. */
  allowed: { value: string; words: Bilingual }[] | null;
}

export type AudienceKey = 'self' | 'division' | 'leaders' | 'court';

export interface AudienceSettings {
  audience: AudienceKey;
  shows: SettingCell;
  mode: SettingCell;
  /** In the group asked for, which may have a mode of its own. */
  modeHere: 'ranking' | 'interval';
}

export interface IndicatorSettings {
  path: string;
  title: Bilingual;
  /** 0: a component of the total. */
  depth: number;
  /** How each audience is shown it today, and by which setting. */
  modes: Record<AudienceKey, { mode: 'ranking' | 'interval'; cell: SettingCell }>;
  /** Score rate, per cent of the mark. */
  interval: SettingCell;
}

/** GET /api/ranking-settings?group=judge:civil */
export interface RankingSettingsView {
  today: string;
  basis: Bilingual;
  audiences: AudienceSettings[];
  /** Least size, bands, resamples, days of notice. */
  general: SettingCell[];
  groups: { key: string; title: Bilingual; scheme: Bilingual; example: boolean }[];
  /** Of the group asked for, else the first; `null` where no scheme is in force. */
  group: { key: string; indicators: IndicatorSettings[]; references: SettingCell[] } | null;
  may: { propose: boolean; approve: boolean };
}

/** GET /api/ranking-settings/log (Page<SettingChange>), newest first; `/export?format=xlsx|csv` with the same filters. */
export class SettingLogQuery extends ListQuery {
  @IsOptional() @IsIn(['inForce', 'planned', 'replaced', 'proposed', 'refused', 'withdrawn']) state?: string;
  @IsOptional() @IsIn(['xlsx', 'csv']) format?: 'xlsx' | 'csv';
  /** Beginning of the parameter's name. */
  @IsOptional() @IsString() @MaxLength(80) code?: string;
}

export interface SettingChange {
  id: string;
  code: string;
  title: Bilingual;
  before: Bilingual | null;
  after: Bilingual;
  effectiveFrom: string;
  /** Clause the value comes from. */
  source: string;
  example: boolean;
  state: 'inForce' | 'planned' | 'replaced' | 'proposed' | 'refused' | 'withdrawn';
  /** Why; `null` where it came with the court's first set of values. */
  reason: string | null;
  proposedBy: string | null;
  proposedAt: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  proposal: string | null;
}
