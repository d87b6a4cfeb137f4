import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import { addMonths, type Day } from '../../kernel/day.js';
import type { Sentence } from '../../kernel/domain-error.js';
import { periodOf, previousPeriod } from '../../kernel/evaluation-period.js';
import { points } from '../../kernel/exact.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { grantsFor, ownRowsOnly, require, scopeCondition, type SqlCondition } from '../../platform/permissions/data-scope.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import { caseFlow, growth, percent, pointsApart, type CaseFlow } from '../../rules/case-flow.js';
import { AGE_BANDS } from '../../rules/pending-age.js';
import { CaseFlowCount, CaseFlowExplanation, type FlowUnit } from './case-flow.entities.js';
import { FLOW_KINDS, flowCondition, flowParameters, flowPeriod, type FlowKind, type FlowPeriod } from './counted-flow.js';
import type { CaseFlowQuery, CaseFlowRow, CaseFlowView, FlowTrendView, FlowUnitQuery } from './dto/flow.dto.js';
import { flowTable } from './flow-table.js';

const UNIT_COLUMNS = { division: 'c.division_id', judge: 'c.responsible_judge_id', nature: 'c.nature' } as const;
const NATURES: Record<string, Sentence> = {
  criminal: { zh: '刑事', en: 'Criminal' }, civil: { zh: '民事', en: 'Civil' }, administrative: { zh: '行政', en: 'Administrative' }, enforcement: { zh: '执行', en: 'Enforcement' }, other: { zh: '其他', en: 'Other' },
};
const NOBODY: Sentence = { zh: '未确定', en: 'Not assigned' };
const TOTAL = { whole: { zh: '全院', en: 'The whole court' }, seen: { zh: '合计（可见范围）', en: 'All you may see' } };
const TREND_PERIODS = 12;

/** 登记数 of a unit as it counts, with what was said about its gap. */
export interface RegisteredCount {
  unitKind: FlowUnit;
  unitId: string;
  pending: number;
  source: string;
  explanation: { gap: number; words: string; who: string; when: string } | null;
}

type Counts = Record<FlowKind, number>;
type Kept = { counts: CaseFlowCount[]; explanations: CaseFlowExplanation[] };
const NONE_KEPT: Kept = { counts: [], explanations: [] };
const NOTHING = Object.fromEntries(FLOW_KINDS.map((kind) => [kind, 0])) as Counts;

/** 收结存 of a period by unit, counted on the days of the cases themselves and held against the counts the court registered. */
@Injectable()
export class CaseFlowService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async flow(actor: Actor, query: CaseFlowQuery): Promise<CaseFlowView> {
    require(actor, 'flow.read');
    const today = this.clock.today();
    const period = flowPeriod(query.period, today);
    const scope = flowScope(actor);
    const previous = flowPeriod(previousPeriod(period).key, today);
    const yearBefore = flowPeriod(periodOf(addMonths(period.from, -12), period.kind).key, today);
    const [now, before, lastYear] = [await this.counts(scope, period, query.by), await this.counts(scope, previous, query.by), await this.counts(scope, yearBefore, query.by)];
    const kept = await this.kept(actor.courtId, period.key);
    const wholeCourt = readsWholeCourt(actor);
    const registered = wholeCourt ? [...kept.counts, ...kept.explanations].filter(({ unitKind }) => unitKind === query.by).map(({ unitId }) => unitId) : [];
    const units = await this.labels(actor.courtId, query.by, [...new Set([...now.keys(), ...registered])]);
    const row = (unitKind: FlowUnit, unitId: string, unit: Sentence, current: Counts, earlier: Counts, yearAgo: Counts, shown: Kept): CaseFlowRow => {
      const figures = figuresOf(current, period, shown, unitKind, unitId);
      const [past, past12] = [ratesOf(earlier, previous), ratesOf(yearAgo, yearBefore)];
      const compared = (kind: 'received' | 'closed' | 'pending'): CaseFlowRow['compared']['closed'] => ({ previous: growth(current[kind], earlier[kind]), yearBefore: growth(current[kind], yearAgo[kind]) });
      return {
        unitKind, unitId, unit, ...figures,
        compared: { received: compared('received'), closed: compared('closed'), pending: compared('pending') },
        closingRateApart: { previous: pointsApart(figures.closingRate, past.closingRate), yearBefore: pointsApart(figures.closingRate, past12.closingRate) },
      };
    };
    const rows = units.map(([id, label]) => row(query.by, id, label, now.get(id) ?? NOTHING, before.get(id) ?? NOTHING, lastYear.get(id) ?? NOTHING, readsWholeUnit(actor, query.by, id) ? kept : NONE_KEPT));
    const total = row('court', '', wholeCourt ? TOTAL.whole : TOTAL.seen, together(now), together(before), together(lastYear), wholeCourt ? kept : NONE_KEPT);
    return {
      period: period.key, from: period.from, until: period.until, by: query.by, running: period.running, asOf: period.asOf, previous: previous.key, yearBefore: yearBefore.key,
      ageBands: AGE_BANDS.map(({ key }) => key), rows, total, wholeCourt, ownOf: readsOwnOnly(actor) ? actor.personId : null,
      unexplained: wholeCourt ? await this.unexplainedIn(actor.courtId, period, kept) : [...rows, total].filter(isUnexplained).map(({ unitKind, unitId, unit, gap }) => ({ unitKind, unitId, unit, gap })),
    };
  }

  async table(actor: Actor, query: CaseFlowQuery): Promise<OutgoingTable> {
    return flowTable(await this.flow(actor, query), actor.language);
  }

  /** Twelve periods of the same kind, the asked one last; those before the unit's first case are left out, a period without any later on is not. */
  async trend(actor: Actor, { period: key, unitKind, unitId }: FlowUnitQuery): Promise<FlowTrendView> {
    require(actor, 'flow.read');
    const today = this.clock.today();
    const scope = flowScope(actor);
    const narrowed = unitKind === 'court' ? scope : { sql: `${scope.sql} AND COALESCE(${UNIT_COLUMNS[unitKind]}, '') = :unitId`, parameters: { ...scope.parameters, unitId } };
    const points: FlowTrendView['points'] = [];
    let period = flowPeriod(key, today);
    for (let n = 0; n < TREND_PERIODS; n++) {
      const counts = together(await this.counts(narrowed, period, 'nature'));
      const { closingRate, clearanceRate } = ratesOf(counts, period);
      points.unshift({ period: period.key, opening: counts.opening, received: counts.received, closed: counts.closed, pending: counts.pending, closingRate, clearanceRate });
      period = flowPeriod(previousPeriod(period).key, today);
    }
    const first = points.findIndex(({ opening, received }) => opening + received > 0);
    return { points: first < 0 ? [] : points.slice(first) };
  }

  /** Of one unit as it stands now: what an explanation is held against. */
  async gapOf(courtId: string, { unitKind, unitId, period: key }: { unitKind: FlowUnit; unitId: string; period: string }): Promise<{ known: boolean; gap: number }> {
    const period = flowPeriod(key, this.clock.today());
    const scope: SqlCondition = { sql: 'c.court_id = :courtId', parameters: { courtId } };
    const counts = await this.counts(scope, period, unitKind === 'court' ? 'nature' : unitKind);
    const own = unitKind === 'court' ? together(counts) : counts.get(unitId);
    const known = own !== undefined || (await this.labels(courtId, unitKind === 'court' ? 'nature' : unitKind, [unitId])).some(([, label]) => label !== NOBODY);
    return { known, gap: figuresOf(own ?? NOTHING, period, await this.kept(courtId, period.key), unitKind, unitId).gap };
  }

  /** Door for home pages: periods counted since a day in which units do not reconcile and nobody has said why. */
  async unexplained(courtId: string, since: Day): Promise<{ period: string; gaps: number }[]> {
    const counted = await this.database.rows<{ period: string }>('SELECT DISTINCT n.period AS period FROM case_flow_count n WHERE n.court_id = :courtId AND n.superseded_at IS NULL AND n.counted_on >= :since ORDER BY n.period', { courtId, since });
    const open: { period: string; gaps: number }[] = [];
    for (const { period: key } of counted) {
      const gaps = (await this.unexplainedIn(courtId, flowPeriod(key, this.clock.today()), await this.kept(courtId, key))).length;
      if (gaps) open.push({ period: key, gaps });
    }
    return open;
  }

  private async unexplainedIn(courtId: string, period: FlowPeriod, kept: Kept): Promise<CaseFlowView['unexplained']> {
    const scope: SqlCondition = { sql: 'c.court_id = :courtId', parameters: { courtId } };
    const open: CaseFlowView['unexplained'] = [];
    for (const kind of ['division', 'judge', 'nature', 'court'] as const) {
      const units = kept.counts.filter(({ unitKind }) => unitKind === kind);
      if (!units.length) continue;
      const by = kind === 'court' ? 'nature' : kind;
      const counts = await this.counts(scope, period, by);
      const labels = new Map(kind === 'court' ? [['', TOTAL.whole] as [string, Sentence]] : await this.labels(courtId, by, units.map(({ unitId }) => unitId)));
      for (const { unitId } of units) {
        const figures = figuresOf(kind === 'court' ? together(counts) : (counts.get(unitId) ?? NOTHING), period, kept, kind, unitId);
        if (isUnexplained(figures)) open.push({ unitKind: kind, unitId, unit: labels.get(unitId) ?? NOBODY, gap: figures.gap });
      }
    }
    return open;
  }

  /** Door for whoever closes a period: what the court counted at its end, by unit, and the explanation that stands beside it. */
  async registered(courtId: string, period: string): Promise<RegisteredCount[]> {
    const { counts, explanations } = await this.kept(courtId, period);
    return counts.map(({ unitKind, unitId, pending, source }) => {
      const said = explanations.find((one) => one.unitKind === unitKind && one.unitId === unitId);
      return { unitKind, unitId, pending, source, explanation: said ? { gap: said.gap, words: said.words, who: said.recordedBy, when: said.recordedAt } : null };
    });
  }

  private async counts(scope: SqlCondition, period: FlowPeriod, by: keyof typeof UNIT_COLUMNS): Promise<Map<string, Counts>> {
    const column = UNIT_COLUMNS[by];
    const sums = FLOW_KINDS.map((kind, index) => `SUM(CASE WHEN ${flowCondition(kind)} THEN 1 ELSE 0 END) AS n${index}`);
    const rows = await this.database.rows<Record<string, string | number>>(
      `SELECT COALESCE(${column}, '') AS unit, ${sums.join(', ')} FROM court_case c
       WHERE ${scope.sql} AND c.intake_on < :flowUntil AND (c.closed_on IS NULL OR c.closed_on >= :flowFrom) GROUP BY COALESCE(${column}, '')`,
      { ...scope.parameters, ...flowParameters(period) },
    );
    return new Map(rows.map((row) => [String(row.unit), Object.fromEntries(FLOW_KINDS.map((kind, index) => [kind, Number(row[`n${index}`])])) as Counts]));
  }

  private async kept(courtId: string, period: string): Promise<Kept> {
    const where = { courtId, period, supersededAt: IsNull() };
    return { counts: await this.database.repository(CaseFlowCount).findBy(where), explanations: await this.database.repository(CaseFlowExplanation).findBy(where) };
  }

  /** In the court's own order: divisions by position, people by pinyin. */
  private async labels(courtId: string, by: 'division' | 'judge' | 'nature', ids: readonly string[]): Promise<[string, Sentence][]> {
    if (!ids.length) return [];
    if (by === 'nature') return Object.keys(NATURES).filter((nature) => ids.includes(nature)).map((nature) => [nature, NATURES[nature]!]);
    const rows = await this.database.rows<{ id: string; zh: string; en: string }>(
      by === 'division'
        ? 'SELECT d.id AS id, d.name AS zh, d.name_en AS en FROM division d WHERE d.court_id = :courtId AND d.id IN (:...ids) ORDER BY d.position, d.id'
        : 'SELECT p.id AS id, p.name AS zh, p.name AS en FROM person p WHERE p.court_id = :courtId AND p.id IN (:...ids) ORDER BY p.pinyin, p.id',
      { courtId, ids },
    );
    const labels = rows.map(({ id, zh, en }): [string, Sentence] => [id, { zh, en }]);
    return ids.includes('') ? [...labels, ['', NOBODY]] : labels;
  }
}

/** Judges read the cases they answer for; whoever holds more reads as far as that goes. */
function flowScope(actor: Actor): SqlCondition {
  return scopeCondition(ownRowsOnly(actor, ['judge']), 'flow.read', { court: 'c.court_id', division: 'c.division_id', nature: 'c.nature', own: (person) => `c.responsible_judge_id = :${person}` }, 'flow');
}

/** Whoever reads the whole court's flow reads what was registered and said about any unit of it. */
export function readsWholeCourt(actor: Actor): boolean {
  return grantsFor(ownRowsOnly(actor, ['judge']), 'flow.read').some(({ scope, natures }) => scope === 'court' && natures === null);
}

function readsOwnOnly(actor: Actor): boolean {
  return grantsFor(ownRowsOnly(actor, ['judge']), 'flow.read').every(({ scope }) => scope === 'self');
}

/** What was registered of a unit is held against all of its cases: to whoever reads only some of them it would tell the others, as a gap there is not. */
function readsWholeUnit(actor: Actor, kind: FlowUnit, id: string): boolean {
  return grantsFor(ownRowsOnly(actor, ['judge']), 'flow.read').some(({ scope, natures, divisionIds }) => {
    if (scope === 'court') return natures === null || (kind === 'nature' && natures.some((nature) => nature === id));
    if (scope === 'self') return kind === 'judge' && id === actor.personId;
    return kind === 'division' && natures === null && divisionIds.includes(id);
  });
}

function together(counts: ReadonlyMap<string, Counts>): Counts {
  const total = { ...NOTHING };
  for (const one of counts.values()) for (const kind of FLOW_KINDS) total[kind] += one[kind];
  return total;
}

function ratesOf(flow: CaseFlow, period: FlowPeriod): Pick<CaseFlowRow, 'gap' | 'clearanceRate' | 'closingRate' | 'dispositionDays'> {
  const { gap, clearanceRate, closingRate, dispositionDays } = caseFlow(flow, period.days);
  const rate = (value: number | null): string | null => (value === null ? null : points(value));
  return { gap, clearanceRate: rate(clearanceRate), closingRate: rate(closingRate), dispositionDays };
}

function figuresOf(counts: Counts, period: FlowPeriod, kept: Kept, kind: FlowUnit, id: string): Omit<CaseFlowRow, 'unit' | 'unitKind' | 'unitId' | 'compared' | 'closingRateApart'> {
  const isIts = (one: CaseFlowCount | CaseFlowExplanation): boolean => one.unitKind === kind && one.unitId === id;
  const [registered, said] = [kept.counts.find(isIts), kept.explanations.find(isIts)];
  const { opening, received, closed, pending, overYear } = counts;
  const { gap } = caseFlow({ opening, received, closed, pending: registered?.pending ?? pending });
  const share = percent(overYear, pending);
  return {
    opening, received, closed, pending, ...ratesOf(counts, period), gap, overYear, overYearRate: share === null ? null : points(share),
    registered: registered ? { pending: registered.pending, countedOn: registered.countedOn, source: registered.source, recordedBy: registered.recordedBy, recordedAt: registered.recordedAt } : null,
    explanation: said ? { words: said.words, gap: said.gap, recordedBy: said.recordedBy, recordedAt: said.recordedAt, stale: said.gap !== gap } : null,
    ages: AGE_BANDS.map(({ key }) => counts[`age:${key}`]),
  };
}

function isUnexplained({ gap, explanation }: Pick<CaseFlowRow, 'gap' | 'explanation'>): boolean {
  return gap !== 0 && (explanation === null || explanation.stale);
}
