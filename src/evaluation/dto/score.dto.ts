import type { SourceRecord } from '../../kernel/score-line.js';
import type { Page } from '../../platform/http/list.dto.js';

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
  /** 复议 of this record, under way or decided; `null` when there is none, or the sheet is not a person's own business. */
  contest: ContestedRecord | null;
}

export interface ContestedRecord {
  /** `null` where the reader did not ask for it and cannot open it. */
  id: string | null;
  /** 复议〔2026〕第17号 */
  number: string;
  status: string;
  outcome: string | null;
  underWay: boolean;
}

/** A line that counted until a reconsideration changed it: shown struck through, adds nothing. */
export interface SupersededLineView {
  id: string | null;
  number: string;
  outcome: string;
  caseNumber: string;
  clause: string;
  reason: Bilingual;
  day: string | null;
  quote: string | null;
  severity: 'serious' | 'minor' | null;
  /** What it cost the case before, and what it costs now; `null` where no points were at stake. */
  before: string | null;
  after: string | null;
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
  /** The facts it was worked out from; their records are a page of their own (see RecordsBehindPage). */
  facts: string[];
  lines: ScoreLineView[];
  superseded: SupersededLineView[];
}

export interface ScoreComponentView {
  key: string;
  /** `extra`: 追加分, outside the full mark. */
  kind: 'scored' | 'extra';
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
  /** Every peer group the person stands in: who hears several natures has a sheet in each. */
  peerGroups: { key: string; title: Bilingual }[];
  scheme: { id: string; version: string; title: Bilingual; effectiveFrom: string; example: boolean; digest: string };
  total: string;
  fullMark: string;
  /** Window for asking reconsideration of a line; `null` where the court has set none. */
  contestWindow: { until: string; workingDaysLeft: number; open: boolean } | null;
  /** Against the period before; `null` without one. */
  change: string | null;
  peerMedian: string | null;
  peerMean: string | null;
  /** `null` where this reader is shown no order, or the person is not ranked. */
  rank: number | null;
  tied: boolean;
  /** 档次 by the court's own limits on the total; `null` where it has set none, or people are not compared by totals. */
  band: Bilingual | null;
  /** Least size of a ranked group, where this one is below it: bands only. */
  tooSmall: number | null;
  /** The components of the full mark, then the extra points (追加分), which lie outside it. */
  components: ScoreComponentView[];
  /**
   * 合成各期: of a period made of shorter ones, each of those with what its own sheet came to; `null` total where the person
   * has none. `null` where the period is scored for itself.
   */
  shorter: { period: string; total: string | null }[] | null;
  /** Grade, vetoes, quotas and what else the scheme makes of the totals; `null` where it makes nothing of them. */
  outcome: OutcomeView | null;
  /** Values in force on the period's last day that the scheme takes from the court. */
  parameters: { key: string; value: string; source: string | null; effectiveFrom: string | null }[];
  asOf: string;
}

export interface OutcomeView {
  /** `null` where people decide it and have not yet. */
  grade: { key: string; title: Bilingual; why: Bilingual } | null;
  /** 一票否决: the score stays, the grade falls. */
  vetoes: { key: string; title: Bilingual; why: Bilingual; eventId: string | null; source: string }[];
  /** Quotas, top shares, last-n rules and money that touch this person. */
  marks: { key: string; title: Bilingual; why: Bilingual }[];
  /** Whether the person stands in the ranking and the grading; why not, if not. */
  eligible: boolean;
  whyNot: Bilingual | null;
}

/** One record behind a computed line, and what would become of total and rank without it. */
export interface RecordBehindView {
  source: SourceRecord;
  /** Case to open. */
  caseId: string | null;
  caseNumber: string | null;
  day: string | null;
  /** What the record puts into the fact, in the fact's unit. */
  contribution: Bilingual;
  fact: string;
  without: { total: string; rank: number | null } | null;
}

/**
 * GET /api/scores/people/:id/records?period=&leaf=quality/K2&within=&fact=&page=&pageSize= and GET /api/scores/me/records?… : the
 * records behind a leaf's computed line, one fact at a time, a page at a time. Without `fact`: the one with most records; without `within`: the latest.
 */
export interface RecordsBehindPage extends Page<RecordBehindView> {
  leaf: string;
  /** Of a period made of shorter ones: those in which the person has a sheet, to choose from; else empty. */
  periods: string[];
  /** Which of them these records count in. */
  within: string | null;
  /** False where the facts of that leaf cannot name their records. */
  available: boolean;
  fact: string | null;
  /** Every fact of the leaf that can name its records. */
  facts: { name: string; title: Bilingual; unit: Bilingual; total: number }[];
  /** False when the register has changed since the period was frozen, so that the records no longer add up to the figure. */
  addsUp: boolean;
}

/** GET /api/periods : newest first. */
export interface PeriodView {
  key: string;
  kind: 'month' | 'quarter' | 'half-year' | 'year';
  from: string;
  until: string;
  status: 'open' | 'closed' | 'published';
}
