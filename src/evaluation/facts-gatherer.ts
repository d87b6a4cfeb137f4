import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { CASE_FACT_DEFINITIONS } from '../cases/case-fact-definitions.js';
import { CaseFacts } from '../cases/case-facts.js';
import { CONDUCT_FACT_DEFINITIONS } from '../conduct/conduct-fact-definitions.js';
import { ConductFacts } from '../conduct/conduct-facts.js';
import { COST_FACT_DEFINITIONS } from '../costs/cost-fact-definitions.js';
import { CostFacts } from '../costs/cost-facts.js';
import { lastDayOf, ServiceRecord, type ServedMember } from '../court/service-record.js';
import { DIFFICULT_CASE_FACT_DEFINITIONS } from '../difficult-cases/difficult-case-fact-definitions.js';
import { DifficultCaseFacts } from '../difficult-cases/difficult-case-facts.js';
import { Clock } from '../platform/clock.js';
import type { FactNumbers } from '../platform/facts/counted-facts.js';
import { QUALITY_FACT_DEFINITIONS } from '../quality-review/quality-fact-definitions.js';
import { QualityFacts } from '../quality-review/quality-facts.js';
import { RECEPTION_FACT_DEFINITIONS } from '../reception/reception-fact-definitions.js';
import { ReceptionFacts } from '../reception/reception-facts.js';
import { RESEARCH_FACT_DEFINITIONS } from '../research/research-fact-definitions.js';
import { ResearchFacts } from '../research/research-facts.js';
import type { CompiledScheme } from '../rules/scheme/compile.js';
import type { CompiledNode } from '../rules/scheme/compiled-node.js';
import type { FactDefinition } from '../rules/scheme/fact-catalogue.js';
import type { FactName, PersonFacts, Piece, UnitFacts } from '../rules/scheme/facts.js';
import { factsNeeded } from '../rules/scheme/facts-needed.js';
import { EnteredFacts } from './entered-facts.js';

type Part = Pick<PersonFacts, 'numbers' | 'events' | 'pieces'>;

type Asks = (provided: readonly FactDefinition[]) => boolean;

/** Collects what a scheme asks for through the doors of the modules that keep it; a door nobody asks is not opened. */
@Injectable()
export class FactsGatherer {
  constructor(
    private readonly clock: Clock,
    private readonly cases: CaseFacts,
    private readonly quality: QualityFacts,
    private readonly difficult: DifficultCaseFacts,
    private readonly research: ResearchFacts,
    private readonly conduct: ConductFacts,
    private readonly costs: CostFacts,
    private readonly reception: ReceptionFacts,
    private readonly service: ServiceRecord,
    private readonly entered: EnteredFacts,
  ) {}

  /**
   * @param nature of the peer group: who hears every nature stands in it with the cases of that nature only
   * @param toldFor `page` adds the records a page shows beside the lines; `score` leaves out what no line rests on
   */
  async gather(courtId: string, period: EvaluationPeriod, members: readonly ServedMember[], scheme: CompiledScheme, nature: string | null, toldFor: 'page' | 'score' = 'page'): Promise<PersonFacts[]> {
    const [everyNature, oneNature] = [members.filter((member) => member.nature === null), members.filter((member) => member.nature !== null)];
    const facts = [...(await this.gatherFor(courtId, period, oneNature, scheme, null, toldFor)), ...(await this.gatherFor(courtId, period, everyNature, scheme, nature, toldFor))];
    return facts.sort((a, b) => (a.personId < b.personId ? -1 : 1));
  }

  private async gatherFor(courtId: string, period: EvaluationPeriod, members: readonly ServedMember[], scheme: CompiledScheme, nature: string | null, toldFor: 'page' | 'score'): Promise<PersonFacts[]> {
    if (!members.length) return [];
    const asked = new Set(factsNeeded(scheme));
    const asks: Asks = (provided) => provided.some(({ name }) => asked.has(name));
    const people = members.map((member) => member.personId);
    const [cases, quality, difficult, research, conduct, reception, entered, units] = await Promise.all([
      asks(CASE_FACT_DEFINITIONS) ? this.cases.factsFor(courtId, period, people, this.lookedAtOn(period), nature, asked) : null,
      asks(QUALITY_FACT_DEFINITIONS) ? this.quality.factsFor(courtId, period, people, asked, toldFor) : null,
      asks(DIFFICULT_CASE_FACT_DEFINITIONS) ? this.difficult.factsFor(courtId, period, people) : null,
      asks(RESEARCH_FACT_DEFINITIONS) ? this.research.factsFor(courtId, period, members) : null,
      asks(CONDUCT_FACT_DEFINITIONS) ? this.conduct.factsFor(courtId, period, people) : null,
      asks(RECEPTION_FACT_DEFINITIONS) ? this.reception.factsFor(courtId, period, people) : null,
      scheme.facts.definitions.length ? this.entered.ofPeople(courtId, period, people, scheme.facts.definitions) : null,
      this.ofUnits(courtId, period, members, asks, asked),
    ]);
    const doors: (ReadonlyMap<string, Part> | null)[] = [cases, quality, difficult, research, conduct, reception, entered];
    return members.map((member) => {
      const facts: PersonFacts = { personId: member.personId, months: member.months, dutyFactor: member.dutyFactor, numbers: {}, events: {}, pieces: {}, ...(asksOfUnits(scheme) ? standingOf(member) : {}) };
      for (const door of doors) {
        const part = door?.get(member.personId);
        Object.assign(facts.numbers, part?.numbers);
        Object.assign(facts.events, part?.events);
        Object.assign(facts.pieces, part?.pieces);
      }
      Object.assign(facts.numbers, ...units.map((door) => door.get(member.divisionId) ?? {}));
      if (cases) facts.pieces['closedByMonth'] = monthsOf(member, cases.get(member.personId)!.closedByMonth);
      return facts;
    });
  }

  /** Facts a scheme declares of units and an office recorded; empty where it declares none. */
  async gatherUnits(courtId: string, period: EvaluationPeriod, members: readonly ServedMember[], scheme: CompiledScheme): Promise<UnitFacts[]> {
    if (!scheme.facts.ofUnit.size) return [];
    const divisions = new Map(members.map((member) => [member.divisionId, member.division]));
    const parts = await this.entered.ofUnits(courtId, period, [...divisions.keys()], scheme.facts.definitions);
    const headcounts = await this.service.members(courtId, period);
    return [...divisions]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, name]) => ({ unit: id, name, headcount: headcounts.filter((one) => one.divisionId === id).length, ...parts.get(id)! }));
  }

  /** Facts `per: unit` are read by every member of the unit. */
  private async ofUnits(courtId: string, period: EvaluationPeriod, members: readonly ServedMember[], asks: Asks, asked: ReadonlySet<FactName>): Promise<ReadonlyMap<string, FactNumbers>[]> {
    const ofUnit = (provided: readonly FactDefinition[]): boolean => asks(provided.filter((fact) => fact.per === 'unit'));
    const divisions = [...new Set(members.map((member) => member.divisionId))];
    const doors: ReadonlyMap<string, FactNumbers>[] = [];
    if (ofUnit(CASE_FACT_DEFINITIONS)) doors.push(await this.cases.unitFactsFor(courtId, period, divisions, this.lookedAtOn(period), asked));
    if (ofUnit(QUALITY_FACT_DEFINITIONS)) doors.push(await this.quality.unitFactsFor(courtId, period, divisions, asked));
    if (ofUnit(RESEARCH_FACT_DEFINITIONS)) doors.push(await this.research.unitFactsFor(courtId, period, divisions, await this.service.members(courtId, period)));
    if (ofUnit(CONDUCT_FACT_DEFINITIONS)) doors.push(await this.conduct.unitFactsFor(courtId, period, divisions));
    if (ofUnit(COST_FACT_DEFINITIONS)) doors.push(await this.costs.unitFactsFor(courtId, period, divisions));
    return doors;
  }

  /** Pending cases are those of the last day; while the period still runs, of today. */
  lookedAtOn(period: EvaluationPeriod): Day {
    const [last, today] = [lastDayOf(period), this.clock.today()];
    return last < today ? last : today;
  }
}

/** One piece for each month served, zeros included, and for each month in which something was closed all the same. */
function monthsOf(member: ServedMember, closed: Readonly<Record<string, number>>): Piece[] {
  const months = [...new Set([...member.monthsServed, ...Object.keys(closed)])].sort();
  return months.map((month) => ({ source: { kind: 'cases', id: month, label: month }, value: closed[month] ?? 0, weight: 1 }));
}

/** Only a scheme that speaks of units, series or groups is told where somebody stands; the others' facts stay as they were. */
function asksOfUnits(scheme: CompiledScheme): boolean {
  const shares = (nodes: readonly CompiledNode[]): boolean => nodes.some((node) => node.shared !== null || shares(node.children));
  return scheme.facts.ofUnit.size > 0 || scheme.grades !== null || scheme.distributions.length > 0 || shares(scheme.nodes) || shares(scheme.extra?.nodes ?? []);
}

function standingOf({ name, divisionId, post, nature }: ServedMember): Pick<PersonFacts, 'name' | 'unit' | 'series' | 'group'> {
  return { name, unit: divisionId, series: post, group: nature ?? post };
}
