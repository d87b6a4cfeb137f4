import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addMonths } from '../kernel/day.js';
import { parsePeriod, periodOf, previousPeriod, type EvaluationPeriod } from '../kernel/evaluation-period.js';
import { points, roundHalfUp, sum } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { may, require, scopeCondition } from '../platform/permissions/data-scope.js';
import type { OutgoingTable } from '../platform/sheets/workbook.js';
import type { UnitAssessment } from '../rules/cost-assessment.js';
import { DENOMINATOR_WORDS } from '../rules/cost-entry.js';
import { costGrade, saving, unitCost } from '../rules/cost-grade.js';
import { GRADE_WORDS, gradeWords, lowWords, ratioWords, savingWords, shownCost, totalWords, unitCostWords } from '../rules/cost-words.js';
import type { CostCategory } from './cost-catalogue.js';
import { CostReckoning, type Reckoned } from './cost-reckoning.js';
import { costErrors } from './costs.errors.js';
import type { CostCategoryView, CostCell, CostLowView, CostSummary, CostUnitView } from './dto/cost.dto.js';

interface Unit {
  id: string;
  name: string;
  nameEn: string;
}

interface Remark {
  divisionId: string;
  category: string;
  fromMonth: string;
  untilMonth: string;
  state: CostLowView['explanation'];
}

const NO_EXPLANATION = 'none';

/** What each unit's costs come to in a month or a year, every figure with how it came about. */
@Injectable()
export class CostViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reckoning: CostReckoning,
  ) {}

  async summary(actor: Actor, asked: string | undefined): Promise<CostSummary> {
    require(actor, 'cost.read');
    const lastWhole = previousPeriod(periodOf(this.clock.today(), 'month'));
    const key = asked ?? lastWhole.key;
    const period = parsePeriod(key);
    if (!period) throw costErrors['cost.period']({ period: key });
    const [now, before, readable, recorded, commented, remarks] = await Promise.all([
      this.reckoning.reckon(actor.courtId, period), this.reckoning.reckon(actor.courtId, aYearBefore(period)), this.units(actor, 'cost.read'), this.units(actor, 'cost.record'), this.units(actor, 'cost.comment'), this.remarks(actor, period),
    ]);
    const { cutsSet, rules } = now;
    const mine = new Map([...recorded, ...commented].map((unit) => [unit.id, unit]));
    return {
      period: key,
      periods: await this.periods(actor.courtId, lastWhole),
      categories: [...now.categories.values()].map(categoryView),
      cuts: cutsSet && rules.cuts && { excellent: rules.cuts.excellent.toFixed(2), good: rules.cuts.good.toFixed(2), source: cutsSet.source, example: cutsSet.example, from: cutsSet.effectiveFrom },
      lowBelow: points(rules.lowBelow),
      units: readable.flatMap((unit) => {
        const assessed = now.units.get(unit.id);
        return assessed ? [unitView(unit, assessed, now, before.units.get(unit.id), remarks)] : [];
      }),
      mine: [...mine.values()].map(({ id, name, nameEn }) => ({ divisionId: id, name: { zh: name, en: nameEn }, record: recorded.some((one) => one.id === id), comment: commented.some((one) => one.id === id) })),
      may: { record: may(actor, 'cost.record'), comment: may(actor, 'cost.comment') },
    };
  }

  async table(actor: Actor, asked: string | undefined): Promise<OutgoingTable> {
    const { units, categories, period: key } = await this.summary(actor, asked);
    const { language } = actor;
    const zh = language === 'zh';
    return {
      title: zh ? `司法成本${key}` : `Judicial cost ${key}`,
      head: zh ? ['庭室', '类别', '名称', '金额（元）', '分母', '单位成本（元）', '平均（元）', '比值', '类别等次', '节约额（元）', '总比值', '等次', '异常偏低'] : ['Unit', 'Category', 'Name', 'Amount (yuan)', 'Denominator', 'Unit cost (yuan)', 'Mean (yuan)', 'Ratio', 'Grade of the category', 'Saved (yuan)', 'Total ratio', 'Grade', 'Implausibly low'],
      rows: units.flatMap((unit) =>
        unit.cells.map((cell) => [
          unit.name[language], cell.category, categories.find(({ code }) => code === cell.category)?.label[language] ?? '', cell.amount, String(cell.denominator), cell.unitCost, cell.mean, cell.ratio, cell.grade ? GRADE_WORDS[cell.grade][language] : '', cell.saving ?? '', unit.total ?? '', unit.grade ? GRADE_WORDS[unit.grade][language] : '',
          unit.lows.filter(({ category }) => category === cell.category).map((low) => `${low.words[language]}${low.explained ? (zh ? '（已说明）' : ' (explained)') : ''}`).join('；'),
        ]),
      ),
    };
  }

  private async periods(courtId: string, lastWhole: EvaluationPeriod): Promise<string[]> {
    const [first] = await this.database.rows<{ month: string | null }>(`SELECT MIN(e.month) AS "month" FROM cost_entry e WHERE e.court_id = :courtId`, { courtId });
    const keys: string[] = [];
    for (let at = lastWhole; at.key >= (first?.month ?? lastWhole.key); at = previousPeriod(at)) {
      const year = at.key.slice(0, 4);
      if (!keys.includes(year)) keys.push(year);
      keys.push(at.key);
    }
    return keys;
  }

  private units(actor: Actor, permission: 'cost.read' | 'cost.record' | 'cost.comment'): Promise<Unit[]> {
    const scope = scopeCondition(actor, permission, { court: 'd.court_id', division: 'd.id' });
    return this.database.rows<Unit>(`SELECT d.id AS "id", d.name AS "name", d.name_en AS "nameEn" FROM division d WHERE ${scope.sql} ORDER BY d.position, d.id`, scope.parameters);
  }

  private remarks(actor: Actor, period: EvaluationPeriod): Promise<Remark[]> {
    return this.database.rows<Remark>(
      `SELECT r.division_id AS "divisionId", r.category AS "category", r.from_month AS "fromMonth", r.until_month AS "untilMonth", r.state AS "state" FROM cost_remark r
       WHERE r.court_id = :court AND r.kind = 'explanation' AND r.from_month < :until AND r.until_month >= :from ORDER BY r.written_at DESC, r.id`,
      { court: actor.courtId, from: period.from.slice(0, 7), until: period.until.slice(0, 7) },
    );
  }
}

export function categoryView({ code, label, labelEn, denominator, weight, typicalMin, typicalMax, excluded, source, example }: CostCategory): CostCategoryView {
  return { code, label: { zh: label, en: labelEn }, denominator, per: DENOMINATOR_WORDS[denominator].each, weight, typicalMin, typicalMax, excluded, source, example };
}

function unitView({ id, name, nameEn }: Unit, unit: UnitAssessment, now: Reckoned, before: UnitAssessment | undefined, remarks: readonly Remark[]): CostUnitView {
  const cells = unit.categories.map((one): CostCell => {
    const { denominator } = now.categories.get(one.category)!;
    const lastYear = before?.categories.find(({ category }) => category === one.category);
    const saved = lastYear ? saving(lastYear.own, one.own) : null;
    const low = unit.lows.some(({ category, explained }) => category === one.category && !explained);
    const mean = unitCostWords(one.all, denominator);
    return {
      category: one.category, amount: points(one.own.amount), denominator: Number(one.own.denominator), unitCost: shownCost(unitCost(one.own)!), mean: shownCost(unitCost(one.all)!), ratio: one.ratio.toFixed(4), low,
      grade: low || !now.rules.cuts ? null : costGrade(roundHalfUp(one.ratio, 4), now.rules.cuts),
      words: [unitCostWords(one.own, denominator), { zh: `平均：${mean.zh}`, en: `mean: ${mean.en}` }, ratioWords(one)],
      saving: saved && points(saved), savingWords: lastYear ? savingWords(lastYear.own, one.own) : null,
    };
  });
  const saved = cells.flatMap(({ saving: one, low }) => (one === null || low ? [] : [one]));
  return {
    divisionId: id, name: { zh: name, en: nameEn }, group: unit.group === 'tribunal' ? 'tribunal' : 'division', cells,
    total: unit.total?.toFixed(4) ?? null, totalWords: unit.total && totalWords(unit.categories, unit.weight, unit.total),
    grade: unit.grade, gradeWords: unit.grade && gradeWords(unit.total!, unit.grade, now.rules.cuts!), points: unit.grade ? (now.points.get(unit.grade) ?? null) : null, withheld: unit.withheld,
    lows: unit.lows.map(({ category, reason, months, explained }) => ({
      category, reason, months, explained, words: lowWords({ reason, months }, now.rules),
      explanation: explained ? 'accepted' : (remarks.find((one) => one.divisionId === id && one.category === category && one.state !== 'accepted' && months.some((month) => one.fromMonth <= month && month <= one.untilMonth))?.state ?? NO_EXPLANATION),
    })),
    saving: saved.length ? points(sum(saved)) : null,
  };
}

function aYearBefore(period: EvaluationPeriod): EvaluationPeriod {
  return { ...period, from: addMonths(period.from, -12), until: addMonths(period.until, -12) };
}
