import type { SourceRecord } from '../../kernel/score-line.js';

export interface Bilingual {
  zh: string;
  en: string;
}

/** One line as a person reads it. `without` = what the total and rank would be if it were withdrawn (推算). */
export interface ScoreLineView {
  indicator: string;
  clause: string;
  kind: string;
  source: SourceRecord;
  /** Case to open, where the record belongs to one. */
  caseId: string | null;
  reason: Bilingual;
  points: string;
  day: string | null;
  /** Only on lines from a record. */
  eventId: string | null;
  quote: string | null;
  place: string | null;
  clauseText: Bilingual | null;
  clauseSource: string | null;
  severity: 'serious' | 'minor' | null;
  responsibility: string | null;
  without: { total: string; rank: number | null } | null;
}

export interface ScoreLeafView {
  key: string;
  path: string;
  title: Bilingual;
  fullMark: string;
  points: string;
  applicable: boolean;
  note: Bilingual | null;
  limits: Bilingual;
  source: string;
  lines: ScoreLineView[];
}

export interface ScoreComponentView {
  key: string;
  title: Bilingual;
  fullMark: string;
  points: string;
  applicable: boolean;
  note: Bilingual | null;
  /** Peer median of this component, for the tick on the bar; `null` in a group too small. */
  peerMedian: string | null;
  leaves: ScoreLeafView[];
}

/** GET /api/scores/me?period=2026-10 and GET /api/scores/people/:personId?period= ; export: same + /export?format=xlsx|csv */
export interface ScoreSheetView {
  person: { id: string; name: string; division: string };
  period: string;
  status: 'open' | 'closed' | 'published';
  digest: string | null;
  peerGroup: { key: string; title: Bilingual; size: number };
  scheme: { id: string; version: string; title: Bilingual; effectiveFrom: string; example: boolean; digest: string };
  total: string;
  fullMark: string;
  /** Against the period before; `null` without one. */
  change: string | null;
  peerMedian: string | null;
  peerMean: string | null;
  rank: number | null;
  tied: boolean;
  components: ScoreComponentView[];
  asOf: string;
}

/** GET /api/periods : newest first. */
export interface PeriodView {
  key: string;
  kind: 'month' | 'quarter' | 'half-year' | 'year';
  from: string;
  until: string;
  status: 'open' | 'closed' | 'published';
}
