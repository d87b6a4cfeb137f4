import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { addDays, addMonths, daysBetween, type Day } from '../../kernel/day.js';
import { Decimal, fromHundredths, points, roundHalfUp } from '../../kernel/exact.js';
import { CourtParameters } from '../../court/court-parameters.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { may, require } from '../../platform/permissions/data-scope.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { compareRates, percentOf, rateInterval, type Rate } from '../../rules/rate-comparison.js';
import { foundCondition, FOUND_TABLES, FOUND_UNDER, patternScope, REVIEWED_TABLES, reviewedCondition, REVIEWED_UNDER, type CountedFrom, type PatternDimension, type PatternFilter } from './counted-patterns.js';
import type { Bilingual, HeatView, PatternQuery, PatternRow, PatternTableQuery, PatternView, RateView, RepeatView } from './dto/patterns.dto.js';
import { patternErrors } from './patterns.errors.js';
import { PATTERN_WORDS } from './pattern-words.js';

interface FoundRow {
  key: string;
  findings: number;
  cases: number;
  serious: number;
  points: number;
}

interface Counts {
  found: Map<string, FoundRow>;
  lookedAt: Map<string, number>;
  of: (key: string) => number;
  total: Rate;
}

const HEAT_CLAUSES = 12;
const FIELDS: Record<string, Bilingual> = {
  criminal: { zh: '刑事', en: 'Criminal' }, civil: { zh: '民事', en: 'Civil' }, administrative: { zh: '行政', en: 'Administrative' }, enforcement: { zh: '执行', en: 'Enforcement' }, other: { zh: '其他', en: 'Other' },
};
const PARAMETERS = {
  'finding.repeatCount': { zh: '同一条目重复差错的次数', en: 'findings of one clause that make a repetition' },
  'finding.repeatMonths': { zh: '重复差错的统计月数', en: 'months over which repetitions are counted' },
} as const;

/** 倾向性问题: what is found again and again, always with what was looked at. */
@Injectable()
export class PatternsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parameters: CourtParameters,
  ) {}

  async view(actor: Actor, query: PatternTableQuery): Promise<PatternView> {
    require(actor, 'pattern.read');
    const filter = await this.filterOf(actor, query);
    const earlier = previousRange(filter);
    const [now, before] = [await this.counts(actor, filter, query.by), await this.counts(actor, earlier, query.by)];
    const month = query.by === 'month';
    // Where nothing was found stands too, unless the list would run on without end.
    const looked = query.by === 'division' || query.by === 'field' || month ? now.lookedAt.keys() : [];
    const keys = [...new Set([...now.found.keys(), ...(month ? [] : before.found.keys()), ...looked])].filter((key) => key !== null);
    const labels = await this.labels(actor.courtId, query.by, keys);
    const findings = [...now.found.values()].reduce((sum, row) => sum + row.findings, 0);
    const sorted = keys
      .map((key) => ({ key, found: now.found.get(key) ?? { key, findings: 0, cases: 0, serious: 0, points: 0 } }))
      .sort((a, b) => (month ? a.key.localeCompare(b.key) : b.found.findings - a.found.findings || a.key.localeCompare(b.key)));
    let running = 0;
    const rows = sorted.map(({ key, found }): PatternRow => {
      running += found.findings;
      // A month is compared with the one before it, everything else with itself in the range before.
      const past = month ? rateOf(now.lookedAt.has(monthBefore(key)) ? now : before, monthBefore(key)) : rateOf(before, key);
      const rate = rateOf(now, key);
      return {
        key, label: labels.get(key) ?? { zh: key, en: key }, findings: found.findings, serious: found.serious, points: points(fromHundredths(found.points)),
        share: portion(found.findings, findings), running: portion(running, findings), ...rateView(rate), before: rateView(past), change: compareRates(past, rate),
      };
    });
    return { from: filter.from, until: filter.until, before: { from: earlier.from, until: earlier.until }, by: query.by, findings, total: rateView(now.total), totalBefore: rateView(before.total), rows };
  }

  async table(actor: Actor, query: PatternTableQuery): Promise<OutgoingTable> {
    const view = await this.view(actor, query);
    const words = PATTERN_WORDS[actor.language];
    const range = `${view.from} – ${addDays(view.until, -1)}`;
    return {
      title: words.title,
      head: [words.by[query.by], words.findings, words.serious, words.points, words.share, words.cases, words.of, words.rate, words.interval, words.before, words.difference, words.differenceInterval, words.verdict, words.range],
      rows: view.rows.map((row) => [
        query.by === 'clause' ? `${row.key} ${row.label[actor.language]}` : row.label[actor.language],
        String(row.findings), String(row.serious), row.points, `${row.share}%`, String(row.cases), String(row.of), row.rate === null ? '–' : `${row.rate}%`,
        row.interval ? `${row.interval.from}–${row.interval.until}%` : '–', row.before.rate === null ? '–' : `${row.before.rate}% (${row.before.cases}/${row.before.of})`,
        row.change.difference ?? '–', row.change.interval ? `${row.change.interval.from} – ${row.change.interval.until}` : '–', words.verdicts[row.change.verdict], range,
      ]),
    };
  }

  async heat(actor: Actor, query: PatternQuery): Promise<HeatView> {
    require(actor, 'pattern.read');
    const filter = await this.filterOf(actor, query);
    const found = foundCondition(patternScope(actor), filter);
    const cells = await this.database.rows<{ clause: string; division: string | null; nature: string; cases: number; findings: number }>(
      `SELECT k.code AS clause, c.division_id AS division, COUNT(DISTINCT f.case_id) AS cases, COUNT(*) AS findings FROM ${FOUND_TABLES} WHERE ${found.sql} AND c.division_id IS NOT NULL GROUP BY k.code, c.division_id`,
      found.parameters,
    );
    const reviewed = reviewedCondition(patternScope(actor), filter);
    const looked = await this.database.rows<{ division: string; nature: string; cases: number }>(
      `SELECT c.division_id AS division, c.nature AS nature, COUNT(DISTINCT r.case_id) AS cases FROM ${REVIEWED_TABLES} WHERE ${reviewed.sql} AND c.division_id IS NOT NULL GROUP BY c.division_id, c.nature`,
      reviewed.parameters,
    );
    const totals = new Map<string, number>();
    for (const { clause, findings } of cells) totals.set(clause, (totals.get(clause) ?? 0) + Number(findings));
    const codes = [...totals].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, HEAT_CLAUSES).map(([code]) => code);
    const fields = await this.fieldsOf(actor.courtId, codes);
    const lookedAt = (division: string, clause: string | null): number => {
      const field = clause ? fields.get(clause) : null;
      return looked.filter((one) => one.division === division && (!field || one.nature === field)).reduce((sum, one) => sum + Number(one.cases), 0);
    };
    const labels = { clause: await this.labels(actor.courtId, 'clause', codes), division: await this.labels(actor.courtId, 'division', [...new Set(looked.map(({ division }) => division))]) };
    const divisions = [...labels.division].map(([id, label]) => ({ id, label, reviewed: lookedAt(id, null) }));
    return {
      clauses: codes.map((code) => ({ code, label: labels.clause.get(code)! })),
      divisions,
      cells: codes.flatMap((clause) =>
        divisions.map(({ id }) => {
          const cell = cells.find((one) => one.clause === clause && one.division === id);
          const rate = { cases: Number(cell?.cases ?? 0), of: lookedAt(id, clause) };
          return { clause, division: id, findings: Number(cell?.findings ?? 0), ...rate, rate: percentOf(rate) };
        }),
      ),
    };
  }

  /** 重复差错: so many minor findings of one clause with one person within so many months, by the court's own parameters. */
  async repeats(actor: Actor, until: Day): Promise<RepeatView> {
    require(actor, 'pattern.read');
    const last = addDays(until, -1);
    const [least, months] = [await this.number(actor.courtId, 'finding.repeatCount', last), await this.number(actor.courtId, 'finding.repeatMonths', last)];
    const from = addMonths(until, -months);
    const found = foundCondition(patternScope(actor), { from, until, severity: 'minor' });
    const rows = await this.database.rows<{ clause: string; personId: string; name: string; findings: number; last: string }>(
      `SELECT k.code AS clause, s.person_id AS personId, p.name AS name, COUNT(DISTINCT f.id) AS findings, MAX(r.submitted_on) AS last
       FROM ${FOUND_TABLES} JOIN finding_share s ON s.finding_id = f.id JOIN person p ON p.id = s.person_id
       WHERE ${found.sql} AND s.share > 0 GROUP BY k.code, s.person_id, p.name HAVING COUNT(DISTINCT f.id) >= :least ORDER BY findings DESC, clause, personId`,
      { ...found.parameters, least },
    );
    const named = may(actor, 'pattern.names');
    const labels = await this.labels(actor.courtId, 'clause', [...new Set(rows.map(({ clause }) => clause))]);
    const posts = named && rows.length ? await this.divisionsOf(rows.map(({ personId }) => personId)) : new Map<string, Bilingual>();
    return {
      from, until, least, months, named,
      rows: rows.map(({ clause, personId, name, findings, last }) => ({
        clause, label: labels.get(clause)!, findings: Number(findings), last, personId: named ? personId : null, name: named ? name : null, division: named ? (posts.get(personId) ?? null) : null,
      })),
    };
  }

  /** One rate, for a comparison before and after. */
  async rate(actor: Actor, filter: PatternFilter, counted: CountedFrom): Promise<Rate> {
    const [reviewed, found] = [reviewedCondition(patternScope(actor), filter, counted), foundCondition(patternScope(actor), filter, counted)];
    const [of] = await this.database.rows<{ n: number }>(`SELECT COUNT(DISTINCT r.case_id) AS n FROM ${REVIEWED_TABLES} WHERE ${reviewed.sql}`, reviewed.parameters);
    const [cases] = await this.database.rows<{ n: number }>(`SELECT COUNT(DISTINCT f.case_id) AS n FROM ${FOUND_TABLES} WHERE ${found.sql}`, found.parameters);
    return { cases: Number(cases!.n), of: Number(of!.n) };
  }

  async labels(courtId: string, by: PatternDimension, keys: readonly string[]): Promise<Map<string, Bilingual>> {
    if (keys.length === 0) return new Map();
    if (by === 'field') return new Map(keys.map((key) => [key, FIELDS[key] ?? { zh: key, en: key }]));
    if (by === 'cause' || by === 'month') return new Map(keys.map((key) => [key, { zh: key, en: key }]));
    const rows =
      by === 'clause'
        ? await this.database.rows<{ key: string; zh: string; en: string }>('SELECT k.code AS "key", k.label AS zh, k.label_en AS en FROM defect_clause k WHERE k.court_id = :courtId AND k.code IN (:...keys) ORDER BY k.code, k.version', { courtId, keys })
        : await this.database.rows<{ key: string; zh: string; en: string }>('SELECT d.id AS "key", d.name AS zh, d.name_en AS en FROM division d WHERE d.court_id = :courtId AND d.id IN (:...keys) ORDER BY d.position, d.id', { courtId, keys });
    return new Map(rows.map(({ key, zh, en }) => [key, { zh, en }]));
  }

  private async filterOf(actor: Actor, { from, until, clause, division, nature, cause, severity }: PatternQuery): Promise<PatternFilter> {
    if (from >= until) throw patternErrors['pattern.range']({ from, until });
    return { from, until, clause, division, nature, cause, severity, clauseField: clause ? (await this.fieldsOf(actor.courtId, [clause])).get(clause) : null };
  }

  private async counts(actor: Actor, filter: PatternFilter, by: PatternDimension): Promise<Counts> {
    const [found, reviewed] = [foundCondition(patternScope(actor), filter), reviewedCondition(patternScope(actor), filter)];
    const rows = await this.database.rows<FoundRow>(
      `SELECT ${FOUND_UNDER[by]} AS "key", COUNT(*) AS findings, COUNT(DISTINCT f.case_id) AS cases, SUM(CASE WHEN f.severity = 'serious' THEN 1 ELSE 0 END) AS serious, SUM(f.points) AS points
       FROM ${FOUND_TABLES} WHERE ${found.sql} AND ${FOUND_UNDER[by]} IS NOT NULL GROUP BY ${FOUND_UNDER[by]}`,
      found.parameters,
    );
    const looked = await this.database.rows<{ key: string; cases: number }>(
      `SELECT ${REVIEWED_UNDER[by]} AS "key", COUNT(DISTINCT r.case_id) AS cases FROM ${REVIEWED_TABLES} WHERE ${reviewed.sql} GROUP BY ${REVIEWED_UNDER[by]}`,
      reviewed.parameters,
    );
    const lookedAt = new Map(looked.map(({ key, cases }) => [key, Number(cases)]));
    const total = await this.rate(actor, filter, 'submitted');
    const fields = by === 'clause' ? await this.fieldsOf(actor.courtId, rows.map(({ key }) => key)) : new Map<string, string | null>();
    const of = (key: string): number => {
      if (by !== 'clause') return lookedAt.get(key) ?? 0;
      const field = fields.get(key);
      return field ? (lookedAt.get(field) ?? 0) : [...lookedAt.values()].reduce((sum, cases) => sum + cases, 0);
    };
    return { lookedAt, found: new Map(rows.map((row) => [row.key, { key: row.key, findings: Number(row.findings), cases: Number(row.cases), serious: Number(row.serious), points: Number(row.points) }])), of, total };
  }

  /** Code → nature the clause belongs to; `null` for those common to all. */
  private async fieldsOf(courtId: string, codes: readonly string[]): Promise<Map<string, string | null>> {
    if (codes.length === 0) return new Map();
    const rows = await this.database.rows<{ code: string; field: string }>('SELECT k.code AS code, k.field AS field FROM defect_clause k WHERE k.court_id = :courtId AND k.code IN (:...codes) ORDER BY k.version', { courtId, codes });
    return new Map(rows.map(({ code, field }) => [code, field === 'common' ? null : field]));
  }

  private async divisionsOf(people: readonly string[]): Promise<Map<string, Bilingual>> {
    const rows = await this.database.rows<{ personId: string; zh: string; en: string }>(
      `SELECT h.person_id AS personId, d.name AS zh, d.name_en AS en FROM post_holding h JOIN division d ON d.id = h.division_id
       WHERE h.person_id IN (:...people) AND h.kind = 'main' AND h.superseded_at IS NULL AND h.valid_from <= :today AND (h.valid_until IS NULL OR h.valid_until > :today)`,
      { people, today: this.clock.today() },
    );
    return new Map(rows.map(({ personId, zh, en }) => [personId, { zh, en }]));
  }

  private async number(courtId: string, name: keyof typeof PARAMETERS, day: Day): Promise<number> {
    const parameter = await this.parameters.inForce(courtId, name, day);
    const value = Number(parameter?.value);
    if (!parameter || !Number.isInteger(value) || value < 1) throw patternErrors['pattern.parameterMissing']({ name, title: PARAMETERS[name].zh, titleEn: PARAMETERS[name].en });
    return value;
  }
}

export function rateView(rate: Rate): RateView {
  return { ...rate, rate: percentOf(rate), interval: rateInterval(rate) };
}

const rateOf = ({ found, of }: Counts, key: string): Rate => ({ cases: found.get(key)?.cases ?? 0, of: of(key) });
const monthBefore = (month: string): string => addMonths(`${month}-01`, -1).slice(0, 7);

/** Whole months are compared with as many whole months before them, other ranges with as many days. */
function previousRange<T extends { from: Day; until: Day }>(range: T): T {
  const { from, until } = range;
  if (!from.endsWith('-01') || !until.endsWith('-01')) return { ...range, from: addDays(from, -daysBetween(from, until)), until: from };
  const months = (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(until.slice(5, 7)) - Number(from.slice(5, 7));
  return { ...range, from: addMonths(from, -months), until: from };
}

function portion(part: number, whole: number): string {
  return whole === 0 ? '0.00' : roundHalfUp(new Decimal(part).times(100).div(whole)).toFixed(2);
}
