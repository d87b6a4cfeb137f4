import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import type { Day } from '../kernel/day.js';
import { CourtParameters } from '../court/court-parameters.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { readRequired, type RequiredRow } from '../rules/research-requirement.js';
import { holds, readKindPoints, readResearchTable, type KindPoints, type ResearchKind, type ResearchRules, type ResearchTable } from '../rules/research-table.js';
import { researchErrors } from './research.errors.js';

/** What research goes by: kinds and rules of the catalogue, points and requirements the court has set, each by its day. Nothing is assumed. */
@Injectable()
export class ResearchBook {
  private known: ResearchTable | null = null;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly parameters: CourtParameters,
  ) {}

  kinds(day: Day): ResearchKind[] {
    return this.table().kinds.filter((kind) => holds(kind, day));
  }

  /** @throws research.rulesMissing */
  rules(day: Day): ResearchRules {
    const rules = this.table().rulesOn(day);
    if (!rules) throw researchErrors['research.rulesMissing']({ day });
    return rules;
  }

  ruleRows(day: Day): ResearchTable['rules'] {
    return this.table().rules.filter((rule) => holds(rule, day));
  }

  /** @throws research.pointsMissing, research.pointsUnreadable */
  async points(courtId: string, day: Day): Promise<{ byKind: Record<string, KindPoints>; source: string; example: boolean; effectiveFrom: Day }> {
    const parameter = await this.parameters.inForce(courtId, 'research.points', day);
    if (!parameter) throw researchErrors['research.pointsMissing']({ day });
    const byKind = readKindPoints(parameter.value);
    if (!byKind) throw researchErrors['research.pointsUnreadable']();
    return { byKind, source: parameter.source, example: parameter.example, effectiveFrom: parameter.effectiveFrom };
  }

  /** @throws research.requiredMissing, research.requiredUnreadable */
  async required(courtId: string, day: Day): Promise<RequiredRow[]> {
    const parameter = await this.parameters.inForce(courtId, 'research.required', day);
    if (!parameter) throw researchErrors['research.requiredMissing']({ day });
    const rows = readRequired(parameter.value);
    if (!rows) throw researchErrors['research.requiredUnreadable']();
    return rows;
  }

  private table(): ResearchTable {
    return (this.known ??= readResearchTable(parse(readFileSync(join(this.settings.configFolder, 'catalogues', 'research-points.yaml'), 'utf8'))));
  }
}
