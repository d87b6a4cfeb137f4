import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { points } from '../kernel/exact.js';
import { pageOf, type FactNumbers, type Paging, type RecordBehind, type RecordsBehind } from '../platform/facts/counted-facts.js';
import type { AssessedCategory, CostLow, UnitAssessment } from '../rules/cost-assessment.js';
import { gradeWords, lowWords, totalWords, unitCostWords } from '../rules/cost-words.js';
import { CostReckoning, type Reckoned } from './cost-reckoning.js';

/** What a grade is out of, so that its points ÷ this is the share of a full mark; 0 while there is no grade. */
const OUT_OF = '100.00';

/** Door: judicial cost of divisions and tribunals against the mean of their kind, from the entries of the period's months. */
@Injectable()
export class CostFacts {
  constructor(private readonly reckoning: CostReckoning) {}

  async unitFactsFor(courtId: string, period: EvaluationPeriod, divisionIds: readonly string[]): Promise<Map<string, FactNumbers>> {
    if (!divisionIds.length) return new Map();
    const reckoned = await this.reckoning.reckon(courtId, period);
    return new Map(
      divisionIds.map((id) => {
        const unit = reckoned.units.get(id);
        const grade = unit?.grade ? (reckoned.points.get(unit.grade) ?? null) : null;
        return [
          id,
          { costIndex: unit?.index.toFixed(4) ?? '0.0000', costWeight: unit?.weight.toFixed() ?? '0', costLowUnexplained: unit ? unexplained(unit).size : 0, costGradePoints: grade ?? '0.00', costGradeFull: grade ? OUT_OF : '0.00' },
        ];
      }),
    );
  }

  /** The categories a figure rests on, each with its unit cost and the mean, or the grade they come to; `null` when costs do not give that fact. */
  async recordsBehind(courtId: string, fact: string, divisionId: string, period: EvaluationPeriod, paging: Paging): Promise<RecordsBehind | null> {
    if (!FACTS.has(fact)) return null;
    const reckoned = await this.reckoning.reckon(courtId, period);
    const unit = reckoned.units.get(divisionId);
    if (!unit) return pageOf([], paging);
    if (fact === 'costLowUnexplained') return pageOf([...unexplained(unit)].map(([category, lows]) => lowRecord(reckoned, divisionId, period, category, lows)), paging);
    if (fact === 'costGradePoints' || fact === 'costGradeFull') return pageOf(gradeRecords(reckoned, divisionId, period, unit, fact), paging);
    return pageOf(unit.categories.map((one) => categoryRecord(reckoned, divisionId, period, one, fact === 'costIndex' ? one.part.toFixed(4) : one.weight.toFixed())), paging);
  }
}

const FACTS: ReadonlySet<string> = new Set(['costIndex', 'costWeight', 'costLowUnexplained', 'costGradePoints', 'costGradeFull']);

function unexplained({ lows }: UnitAssessment): Map<string, CostLow[]> {
  const by = new Map<string, CostLow[]>();
  for (const low of lows) if (!low.explained) by.set(low.category, [...(by.get(low.category) ?? []), low]);
  return by;
}

/** Opens the entries of the unit, period and category. */
function source(divisionId: string, { key }: EvaluationPeriod, category: string, label: string): RecordBehind['source'] {
  return { kind: 'cost', id: `${divisionId}:${key}:${category}`, label };
}

function categoryRecord({ categories }: Reckoned, divisionId: string, period: EvaluationPeriod, one: AssessedCategory, contribution: string): RecordBehind {
  const { label, labelEn, denominator } = categories.get(one.category)!;
  const [cost, ratio] = [unitCostWords(one.own, denominator), one.ratio.toFixed(4)];
  return {
    source: source(divisionId, period, one.category, label), caseId: null, caseNo: null, day: null, contribution,
    note: { zh: `${label}：${cost.zh}，为平均的 ${ratio}，权重 ${one.weight.toFixed()}`, en: `${labelEn}: ${cost.en}, ${ratio} of the mean, weight ${one.weight.toFixed()}` },
    removal: { numbers: { costIndex: one.part.negated().toFixed(4), costWeight: one.weight.negated().toFixed() } },
  };
}

function lowRecord({ categories, rules }: Reckoned, divisionId: string, period: EvaluationPeriod, category: string, lows: readonly CostLow[]): RecordBehind {
  const { label, labelEn } = categories.get(category)!;
  const words = lows.map((low) => lowWords(low, rules));
  return {
    source: source(divisionId, period, category, label), caseId: null, caseNo: null, day: null, contribution: '1',
    note: { zh: `${label}：${words.map(({ zh }) => zh).join('；')}；尚无经认可的说明`, en: `${labelEn}: ${words.map(({ en }) => en).join('; ')}; no accepted explanation yet` },
    removal: { numbers: { costLowUnexplained: '-1' } },
  };
}

function gradeRecords({ rules, points: worth }: Reckoned, divisionId: string, period: EvaluationPeriod, unit: UnitAssessment, fact: 'costGradePoints' | 'costGradeFull'): RecordBehind[] {
  const given = unit.grade && worth.get(unit.grade);
  if (!unit.grade || !given) return [];
  const [total, grade] = [totalWords(unit.categories, unit.weight, unit.total!), gradeWords(unit.total!, unit.grade, rules.cuts!)];
  return [
    {
      source: source(divisionId, period, '', '司法成本等次'), caseId: null, caseNo: null, day: null, contribution: fact === 'costGradePoints' ? points(given) : OUT_OF,
      note: { zh: `${total.zh}；${grade.zh}，${points(given)} 分`, en: `${total.en}; ${grade.en}, ${points(given)} points` },
      removal: { numbers: { costGradePoints: `-${points(given)}`, costGradeFull: `-${OUT_OF}` } },
    },
  ];
}
