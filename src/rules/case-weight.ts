import type { CaseNature } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import type { Fault, Sentence } from '../kernel/domain-error.js';
import { Decimal, points, sum } from '../kernel/exact.js';
import { caseWeightErrors } from './case-weight.errors.js';
import type { CaseWeightTable, FloatingFactor } from './case-weight-table.js';

/** What a weight is worked out from, all of it taken from the case record. */
export interface WeighedCase {
  nature: CaseNature;
  causeOfAction: string;
  /** Code of the procedure factor, e.g. `PR-02`. */
  procedure: string;
  /** Place in a series of like cases; 1 for a case that stands alone. */
  seriesPlace: number;
  /** Counts by name: parties, hearings, appraisals … Zero is written, never left out. */
  facts: Readonly<Record<string, number>>;
  /** The day whose rows apply. */
  day: Day;
}

/** One factor that entered the weight, so that a judge can be shown why. */
export interface WeightStep extends Sentence {
  code: string;
  source: string;
  example: boolean;
  value: string;
}

export interface CaseWeight {
  /** Two places. */
  weight: string;
  /** Base, procedure (or series), then each floating factor that counted. */
  steps: WeightStep[];
  /** Before the bounds were applied, when they were. */
  unbounded: string | null;
}

/**
 * 案件权重 = clamp(base × procedure × (1 + Σ floating), lowest, highest), rounded half up to two places
 * once. From the second place of a series the series factor stands for the procedure factor; floating
 * factors still count.
 *
 * @throws DomainError `caseWeight.incomplete` with a fault for each thing missing: cause or procedure
 * not in the table on that day, a fact that was not given
 * @example sale of housing, panel, counterclaim, one appraisal: 1.20 × 1.20 × (1 + 0.20 + 0.15) = 1.944 → '1.94'
 * Source: CATALOGUES.md §9 (example values); the structure of 法〔2021〕255号. No weight is a quota.
 */
export function caseWeight(weighed: WeighedCase, table: CaseWeightTable): CaseWeight {
  const inForce = <T extends { effectiveFrom: Day; effectiveUntil: Day | null }>(rows: readonly T[]) =>
    rows.filter((row) => row.effectiveFrom <= weighed.day && (row.effectiveUntil === null || weighed.day < row.effectiveUntil));
  const base = inForce(table.bases).find(
    (row) => row.nature === weighed.nature && (row.label === weighed.causeOfAction || row.causes.includes(weighed.causeOfAction)),
  );
  const procedure =
    inForce(table.series)
      .filter(({ fromPlace }) => weighed.seriesPlace >= fromPlace)
      .sort((a, b) => b.fromPlace - a.fromPlace)[0] ?? inForce(table.procedures).find(({ code }) => code === weighed.procedure);
  const floating = inForce(table.floating).filter(({ natures }) => natures.includes(weighed.nature));

  const faults = faultsIn(weighed, floating, base !== undefined, procedure !== undefined);
  if (faults.length || !base || !procedure) throw caseWeightErrors['caseWeight.incomplete']({ count: faults.length }, faults);

  const counted = floating
    .map((row) => ({ row, value: floatingValue(row, weighed.facts[row.fact]!) }))
    .filter(({ value }) => !value.isZero());
  const exact = new Decimal(base.base).times(procedure.factor).times(sum(counted.map(({ value }) => value)).plus(1));
  const bounded = Decimal.min(Decimal.max(exact, table.lowest), table.highest);
  return {
    weight: points(bounded),
    steps: [
      step(base, base.base),
      step(procedure, procedure.factor),
      ...counted.map(({ row, value }) => step(row, `${value.isPositive() ? '+' : ''}${points(value)}`)),
    ],
    unbounded: bounded.equals(exact) ? null : exact.toFixed(),
  };
}

function floatingValue(row: FloatingFactor, fact: number): Decimal {
  const units = Math.max(0, fact - row.above);
  if (row.once !== null) return new Decimal(units > 0 ? row.once : 0);
  return Decimal.min(new Decimal(row.perUnit!).times(units), row.limit!);
}

function step(row: { code: string; label: string; labelEn: string; source: string; example: boolean }, value: string): WeightStep {
  return { code: row.code, zh: row.label, en: row.labelEn, source: row.source, example: row.example, value };
}

function faultsIn(weighed: WeighedCase, floating: readonly FloatingFactor[], hasBase: boolean, hasProcedure: boolean): Fault[] {
  const { causeOfAction, nature, procedure, day, facts, seriesPlace } = weighed;
  const faults: Fault[] = [];
  if (!hasBase)
    faults.push({
      path: 'causeOfAction',
      zh: `案由“${causeOfAction}”（${nature}）在 ${day} 的权重表内没有基数。请核对案由，或由审管办在权重表中增加一行。`,
      en: `The cause "${causeOfAction}" (${nature}) has no base in the table on ${day}. Check the cause, or have the trial management office add a row.`,
    });
  if (!hasProcedure)
    faults.push({
      path: 'procedure',
      zh: `程序“${procedure}”在 ${day} 的权重表内没有系数。请核对程序代码。`,
      en: `The procedure "${procedure}" has no factor in the table on ${day}. Check the code.`,
    });
  if (!isCount(seriesPlace) || seriesPlace === 0)
    faults.push({
      path: 'seriesPlace',
      zh: '系列案中的位次应为 1 起的整数，单独的案件填 1。请补正。',
      en: 'The place in a series must be a whole number from 1; a lone case has 1. Correct it.',
    });
  for (const { fact, code, label, labelEn } of floating)
    if (!isCount(facts[fact]))
      faults.push({
        path: `facts.${fact}`,
        zh: `缺少“${fact}”的数目（${code} ${label}）。请填写整数，没有的填 0。`,
        en: `The number of "${fact}" is missing (${code} ${labelEn}). Fill in a whole number, 0 if there is none.`,
      });
  return faults;
}

function isCount(value: number | undefined): boolean {
  return value !== undefined && Number.isInteger(value) && value >= 0;
}
