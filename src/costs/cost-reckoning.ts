import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import type { Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { fromHundredths } from '../kernel/exact.js';
import { CourtParameters } from '../court/court-parameters.js';
import type { CourtParameter } from '../court/court.entities.js';
import { lastDayOf } from '../court/service-record.js';
import { Database } from '../platform/database/database.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { assessCosts, type CostRules, type MonthlyCost, type UnitAssessment } from '../rules/cost-assessment.js';
import { readCostCuts, type CostGrade } from '../rules/cost-grade.js';
import { inForce, readCosts, type CostCatalogue, type CostCategory } from './cost-catalogue.js';

const CUTS = 'cost.cuts';

interface StoredCost {
  unit: string;
  kind: string;
  month: string;
  category: string;
  amount: number | string;
  denominator: number | string;
  services: number | string | null;
  enteredAt: string | null;
}

export interface Reckoned {
  units: Map<string, UnitAssessment>;
  costs: MonthlyCost[];
  categories: Map<string, CostCategory>;
  rules: CostRules;
  /** As the court set them. */
  cutsSet: CourtParameter | null;
  points: Map<CostGrade, string>;
}

/** Reads what units spent in a period and assesses them; everybody who speaks of costs asks here, so that all say the same. */
@Injectable()
export class CostReckoning {
  private read: CostCatalogue | null = null;

  constructor(
    private readonly database: Database,
    private readonly parameters: CourtParameters,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'configFolder'>,
  ) {}

  async reckon(courtId: string, period: EvaluationPeriod): Promise<Reckoned> {
    const day = lastDayOf(period);
    const [stored, explanations, cutsSet] = await Promise.all([this.stored(courtId, period), this.explanations(courtId, period), this.parameters.inForce(courtId, CUTS, day)]);
    const categories = this.categories(day);
    const { lowBelow, servicesOver, grades } = this.catalogue();
    const rules: CostRules = { categories: [...categories.values()], lowBelow, servicesOver, cuts: cutsSet && readCostCuts(cutsSet.value) };
    const costs = stored.map(({ unit, kind, month, category, amount, denominator, services }): MonthlyCost => ({
      unit, month, category, group: kind === 'tribunal' ? 'tribunal' : 'division', amount: fromHundredths(amount), denominator: Number(denominator), services: services === null ? null : Number(services),
    }));
    const enteredAt = new Map(stored.map((row) => [`${row.unit}|${row.category}|${row.month}`, row.enteredAt]));
    // An explanation speaks of the figure it was accepted for: one corrected afterwards has to be explained again.
    const covers = (unit: string, category: string, month: string): boolean =>
      explanations.some((one) => one.unit === unit && one.category === category && one.fromMonth <= month && month <= one.untilMonth && (enteredAt.get(`${unit}|${category}|${month}`) ?? '') <= one.decidedAt);
    return { units: assessCosts(costs, rules, covers), costs, categories, rules, cutsSet, points: new Map(inForce(grades, day).map(({ grade, points }) => [grade, points])) };
  }

  categories(day: Day): Map<string, CostCategory> {
    return new Map(inForce(this.catalogue().categories, day).map((one) => [one.code, one]));
  }

  private stored(courtId: string, period: EvaluationPeriod): Promise<StoredCost[]> {
    return this.database.rows<StoredCost>(
      `SELECT e.division_id AS "unit", d.kind AS "kind", e.month AS "month", e.category AS "category", e.amount AS "amount", e.denominator AS "denominator", e.services AS "services", e.entered_at AS "enteredAt"
       FROM cost_entry e JOIN division d ON d.id = e.division_id
       WHERE e.court_id = :court AND e.month >= :from AND e.month < :until AND e.superseded_at IS NULL ORDER BY e.month`,
      { court: courtId, from: period.from.slice(0, 7), until: period.until.slice(0, 7) },
    );
  }

  private explanations(courtId: string, period: EvaluationPeriod): Promise<{ unit: string; category: string; fromMonth: string; untilMonth: string; decidedAt: string }[]> {
    return this.database.rows(
      `SELECT r.division_id AS "unit", r.category AS "category", r.from_month AS "fromMonth", r.until_month AS "untilMonth", r.decided_at AS "decidedAt" FROM cost_remark r
       WHERE r.court_id = :court AND r.state = 'accepted' AND r.from_month < :until AND r.until_month >= :from`,
      { court: courtId, from: period.from.slice(0, 7), until: period.until.slice(0, 7) },
    );
  }

  private catalogue(): CostCatalogue {
    return (this.read ??= readCosts(parse(readFileSync(join(this.settings.configFolder, 'catalogues', 'costs.yaml'), 'utf8'))));
  }
}
