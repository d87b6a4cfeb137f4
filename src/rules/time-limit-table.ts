import { CASE_NATURES, type CaseNature } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import { CatalogueReader, type CatalogueRow } from './catalogue-reader.js';
import type { Length } from './time-limit-days.js';

/** 审限: one procedure’s limit, with the article it comes from. */
export interface TimeLimitRow {
  code: string;
  nature: CaseNature;
  procedure: string;
  procedureEn: string;
  limit: Length;
  /** The longest the article itself allows without anybody’s approval (至迟); otherwise `null`. */
  atMost: Length | null;
  startsFrom: 'filing' | 'noticeExpiry';
  extensions: AllowedExtension[];
  basis: string;
  source: string;
  effectiveFrom: Day;
  effectiveUntil: Day | null;
}

export interface AllowedExtension {
  kind: string;
  /** `null`: the article fixes no length. */
  longest: Length | null;
}

/** 延长、扣除、重新计算事由 */
export interface LimitKind {
  code: string;
  effect: 'deduct' | 'restart' | 'extend';
  label: string;
  labelEn: string;
  natures: string[];
  evidence: string;
  longest: Length | null;
  source: string;
  example: boolean;
}

export interface TimeLimitTable {
  limits: TimeLimitRow[];
  kinds: LimitKind[];
}

/**
 * The table of `config/catalogues/time-limits.yaml`.
 * @param document the parsed YAML
 * @throws DomainError `catalogue.faulty` with every fault of the file
 */
export function readTimeLimits(document: unknown): TimeLimitTable {
  const reader = new CatalogueReader('time-limits.yaml');
  const root = reader.root(document);
  return reader.finish({ limits: root.rows('limits').map(limitRow), kinds: root.rows('kinds').map(kindRow) });
}

/** A case keeps the row in force on its filing day, whatever changes later. */
export function limitInForce(table: TimeLimitTable, code: string, filedOn: Day): TimeLimitRow | null {
  return (
    table.limits.find(
      (row) => row.code === code && row.effectiveFrom <= filedOn && (row.effectiveUntil === null || filedOn < row.effectiveUntil),
    ) ?? null
  );
}

function limitRow(row: CatalogueRow): TimeLimitRow {
  return {
    code: row.text('code'),
    nature: row.oneOf('nature', CASE_NATURES),
    procedure: row.text('procedure'),
    procedureEn: row.text('procedureEn'),
    limit: length(row, 'limit'),
    atMost: lengthOrNull(row, 'atMost'),
    startsFrom: row.oneOf('startsFrom', ['filing', 'noticeExpiry']),
    extensions: row.rows('extensions').map((allowed) => ({ kind: allowed.text('kind'), longest: lengthOrNull(allowed, 'longest') })),
    basis: row.text('basis'),
    source: row.text('source'),
    effectiveFrom: row.day('effectiveFrom'),
    effectiveUntil: row.dayOrNull('effectiveUntil'),
  };
}

function kindRow(row: CatalogueRow): LimitKind {
  return {
    code: row.text('code'),
    effect: row.oneOf('effect', ['deduct', 'restart', 'extend']),
    label: row.text('label'),
    labelEn: row.text('labelEn'),
    natures: row.texts('natures'),
    evidence: row.text('evidence'),
    longest: lengthOrNull(row, 'longest'),
    source: row.text('source'),
    example: row.flag('example'),
  };
}

function lengthOrNull(row: CatalogueRow, key: string): Length | null {
  return row.has(key) ? length(row, key) : null;
}

function length(row: CatalogueRow, key: string): Length {
  const value = row.row(key);
  const result = {
    months: value.has('months') ? value.whole('months') : 0,
    days: value.has('days') ? value.whole('days') : 0,
  };
  if (result.months + result.days === 0)
    row.fault(key, '期限没有长度。请写明 months 或 days。', 'the limit has no length. Write months or days.');
  return result;
}
