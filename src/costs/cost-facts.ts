import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { lastDayOf } from '../court/service-record.js';
import { Database } from '../platform/database/database.js';
import { pageOf, type FactNumbers, type Paging, type RecordBehind, type RecordsBehind } from '../platform/facts/counted-facts.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { costIndex, type CategoryIndex, type CostIndex, type Spent } from '../rules/cost-ratio.js';
import { readCosts, type CostCatalogue, type CostCategory } from './cost-catalogue.js';

interface CostRow {
  divisionId: string;
  group: 'tribunal' | 'division';
  category: string;
  amount: number | string;
  denominator: number | string;
  notes: number | string;
}

interface UnitCost extends CostIndex {
  rows: Map<string, CostRow>;
}

/** Door: judicial cost of divisions and tribunals against the mean of their kind, from the entries of the period's months. */
@Injectable()
export class CostFacts {
  private read: CostCatalogue | null = null;

  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'configFolder'>,
  ) {}

  async unitFactsFor(courtId: string, period: EvaluationPeriod, divisionIds: readonly string[]): Promise<Map<string, FactNumbers>> {
    if (!divisionIds.length) return new Map();
    const units = await this.units(courtId, period);
    return new Map(
      divisionIds.map((id) => {
        const unit = units.get(id);
        const unexplained = unit?.categories.filter((one) => isUnexplained(one, unit)).length ?? 0;
        return [id, { costIndex: unit?.index.toFixed(4) ?? '0.0000', costWeight: unit?.weight.toFixed() ?? '0', costLowUnexplained: unexplained }];
      }),
    );
  }

  /** The categories a figure rests on, each with its unit cost and the mean; `null` when costs do not give that fact. */
  async recordsBehind(courtId: string, fact: string, divisionId: string, period: EvaluationPeriod, paging: Paging): Promise<RecordsBehind | null> {
    const worth: Record<string, (one: CategoryIndex, unit: UnitCost) => string | null> = {
      costIndex: ({ part }) => part.toFixed(4),
      costWeight: ({ weight }) => weight.toFixed(),
      costLowUnexplained: (one, unit) => (isUnexplained(one, unit) ? '1' : null),
    };
    const contribution = worth[fact];
    if (!contribution) return null;
    const unit = (await this.units(courtId, period)).get(divisionId);
    const categories = this.categories(period);
    const records = (unit?.categories ?? []).flatMap((one) => {
      const amount = contribution(one, unit!);
      return amount === null ? [] : [recordOf(one, unit!, amount, divisionId, categories.find(({ code }) => code === one.category)!)];
    });
    return pageOf(records, paging);
  }

  private async units(courtId: string, period: EvaluationPeriod): Promise<Map<string, UnitCost>> {
    const rows = await this.database.rows<CostRow>(
      `SELECT e.division_id AS "divisionId", CASE WHEN d.kind = 'tribunal' THEN 'tribunal' ELSE 'division' END AS "group", e.category AS "category",
              SUM(e.amount) AS "amount", SUM(e.denominator) AS "denominator", SUM(CASE WHEN e.note IS NOT NULL AND e.note <> '' THEN 1 ELSE 0 END) AS "notes"
       FROM cost_entry e JOIN division d ON d.id = e.division_id
       WHERE e.court_id = :court AND e.month >= :from AND e.month < :until
       GROUP BY e.division_id, d.kind, e.category`,
      { court: courtId, from: period.from.slice(0, 7), until: period.until.slice(0, 7) },
    );
    const categories = this.categories(period);
    const spent = (ofThese: readonly CostRow[]): Spent => ({
      amount: ofThese.reduce((total, row) => total.plus(fromHundredths(row.amount)), fromHundredths(0)),
      denominator: ofThese.reduce((total, row) => total.plus(row.denominator), fromHundredths(0)),
    });
    return new Map(
      [...new Set(rows.map((row) => row.divisionId))].map((id) => {
        const own = rows.filter((row) => row.divisionId === id);
        const costs = categories.flatMap(({ code, weight }) => {
          const mine = own.filter((row) => row.category === code);
          const all = rows.filter((row) => row.category === code && row.group === own[0]!.group);
          return mine.length ? [{ category: code, weight, own: spent(mine), all: spent(all) }] : [];
        });
        return [id, { ...costIndex(costs, this.catalogue().lowBelow), rows: new Map(own.map((row) => [row.category, row])) }];
      }),
    );
  }

  private categories(period: EvaluationPeriod): CostCategory[] {
    const day = lastDayOf(period);
    return this.catalogue().categories.filter((one) => one.effectiveFrom <= day && (one.effectiveUntil === null || day < one.effectiveUntil));
  }

  private catalogue(): CostCatalogue {
    return (this.read ??= readCosts(parse(readFileSync(join(this.settings.configFolder, 'catalogues', 'costs.yaml'), 'utf8'))));
  }
}

function isUnexplained({ category, low }: CategoryIndex, unit: UnitCost): boolean {
  return low && Number(unit.rows.get(category)!.notes) === 0;
}

function recordOf(one: CategoryIndex, unit: UnitCost, contribution: string, divisionId: string, { label, labelEn }: CostCategory): RecordBehind {
  const { amount, denominator } = unit.rows.get(one.category)!;
  const [spent, ratio] = [points(fromHundredths(amount)), one.ratio.toFixed(4)];
  const low = isUnexplained(one, unit);
  return {
    source: { kind: 'cost', id: `${divisionId}:${one.category}`, label },
    caseId: null,
    caseNo: null,
    day: null,
    contribution,
    note: {
      zh: `${label}：${spent} 元 ÷ ${denominator}，为平均的 ${ratio}，权重 ${one.weight.toFixed()}${low ? '；低于界限，尚无说明' : ''}`,
      en: `${labelEn}: ${spent} yuan ÷ ${denominator}, ${ratio} of the mean, weight ${one.weight.toFixed()}${low ? '; under the line and unexplained' : ''}`,
    },
    removal: { numbers: { costIndex: one.part.negated().toFixed(4), costWeight: one.weight.negated().toFixed(), ...(low ? { costLowUnexplained: '-1' } : {}) } },
  };
}
