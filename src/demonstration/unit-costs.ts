import { addMonths, type Day } from '../kernel/day.js';
import type { CaseFile } from './case-file.js';
import type { CaseloadPlan, CourtPlan } from './demonstration-plan.js';
import { Draw } from './draw.js';
import { recordId } from './record-id.js';
import { hundredths } from './attribution.js';
import type { Staff } from './staff.js';
import type { CostRow } from './world.types.js';

const PER_CASE = new Set(['CO-01', 'CO-02', 'CO-06']);
const PER_KILOMETRE = new Set(['CO-03', 'CO-04']);

/** 司法成本: every unit, month and category, up to the last whole month. */
export function unitCosts(plan: CaseloadPlan, { units }: CourtPlan, staff: Staff, files: readonly CaseFile[], lastDay: Day): CostRow[] {
  const closed = new Map<string, number>();
  for (const { row } of files) if (row.closedOn) closed.set(`${row.divisionId}|${row.closedOn.slice(0, 7)}`, (closed.get(`${row.divisionId}|${row.closedOn.slice(0, 7)}`) ?? 0) + 1);
  const rows: CostRow[] = [];
  for (let month = plan.firstMonth; addMonths(month, 1) <= lastDay; month = addMonths(month, 1)) {
    const key = month.slice(0, 7);
    for (const unit of units) {
      const divisionId = staff.divisionId(unit.code);
      for (const [category, rate] of Object.entries(plan.costs.rates)) {
        const draw = new Draw(`${plan.seed}|cost|${unit.code}|${category}|${key}`);
        const thrift = new Draw(`${plan.seed}|thrift|${unit.code}|${category}`).int(800, 1210);
        const heads = staff.everybody().filter((one) => staff.unitOn(one, month) === unit.code).length;
        const kilometres = plan.costs.kilometresPerMonth[unit.code] ?? plan.costs.kilometresPerMonth[unit.kind] ?? 0;
        const denominator = PER_CASE.has(category) ? (closed.get(`${divisionId}|${key}`) ?? 0) : PER_KILOMETRE.has(category) ? Math.round((kilometres * draw.int(800, 1200)) / 1000) : heads;
        if (!denominator) continue;
        const low = plan.costs.lows.find((one) => one.unit === unit.code && one.category === category && one.from <= key);
        const usual = Math.round((rate * denominator * thrift * draw.int(900, 1100)) / 1_000_000);
        rows.push({
          id: recordId(month, 'cost', unit.code, category),
          courtId: staff.courtId,
          divisionId,
          month: key,
          category,
          amount: hundredths(low ? Math.round((usual * low.percent) / 100) : usual),
          denominator,
          note: null,
        });
      }
    }
  }
  return rows;
}
