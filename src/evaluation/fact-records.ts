import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { CaseFacts } from '../cases/case-facts.js';
import { ConductFacts } from '../conduct/conduct-facts.js';
import { CostFacts } from '../costs/cost-facts.js';
import type { ServedMember } from '../court/service-record.js';
import { DifficultCaseFacts } from '../difficult-cases/difficult-case-facts.js';
import type { Paging, RecordsBehind } from '../platform/facts/counted-facts.js';
import { QualityFacts } from '../quality-review/quality-facts.js';
import { ReceptionFacts } from '../reception/reception-facts.js';
import { ResearchFacts } from '../research/research-facts.js';
import type { CompiledScheme } from '../rules/scheme/compile.js';
import type { FactDefinition } from '../rules/scheme/fact-catalogue.js';
import type { FactName } from '../rules/scheme/facts.js';
import { DECLARED_FACTS } from './declared-facts.js';
import { EnteredFacts } from './entered-facts.js';
import { FactsGatherer } from './facts-gatherer.js';

/** Whose records, in which peer group. */
export interface RecordHolder {
  courtId: string;
  member: ServedMember;
  /** Of the peer group. */
  nature: string | null;
  period: EvaluationPeriod;
}

/** Asks the door that keeps a fact for the single records it rests on. */
@Injectable()
export class FactRecords {
  constructor(
    private readonly gatherer: FactsGatherer,
    private readonly cases: CaseFacts,
    private readonly quality: QualityFacts,
    private readonly difficult: DifficultCaseFacts,
    private readonly research: ResearchFacts,
    private readonly conduct: ConductFacts,
    private readonly costs: CostFacts,
    private readonly reception: ReceptionFacts,
    private readonly entered: EnteredFacts,
  ) {}

  /** What a leaf rests on in the end: derived facts are taken apart. */
  recordedFacts(scheme: CompiledScheme, names: readonly FactName[]): FactName[] {
    const taken = new Set<FactName>();
    const take = (name: FactName): void => {
      const formula = scheme.facts.derived.get(name);
      if (formula) formula.facts.forEach(take);
      else taken.add(name);
    };
    names.forEach(take);
    return [...taken];
  }

  definitionOf(scheme: CompiledScheme, name: FactName): FactDefinition | undefined {
    return scheme.facts.definitions.find((fact) => fact.name === name) ?? DECLARED_FACTS.find((fact) => fact.name === name);
  }

  /** @returns `null` when the fact cannot name its records */
  async behind(scheme: CompiledScheme, fact: FactName, { courtId, member, nature, period }: RecordHolder, paging: Paging): Promise<RecordsBehind | null> {
    const declared = scheme.facts.definitions.find((one) => one.name === fact);
    const definition = this.definitionOf(scheme, fact);
    const holder = definition?.per === 'unit' ? member.divisionId : member.personId;
    if (declared) return declared.kind === 'entered' && declared.shape === 'number' ? this.entered.recordsBehind(courtId, declared, holder, period) : null;
    const asOf = this.gatherer.lookedAtOn(period);
    return (
      (await this.cases.recordsBehind(courtId, fact, holder, period, { ...paging, nature: member.nature === null ? nature : null, asOf })) ??
      (await this.quality.recordsBehind(courtId, fact, holder, period, paging)) ??
      (await this.difficult.recordsBehind(courtId, fact, holder, period, paging)) ??
      (await this.research.recordsBehind(courtId, fact, holder, period, paging)) ??
      (await this.conduct.recordsBehind(courtId, fact, holder, period, paging)) ??
      (await this.costs.recordsBehind(courtId, fact, holder, period, paging)) ??
      (await this.reception.recordsBehind(courtId, fact, holder, period, paging))
    );
  }
}
