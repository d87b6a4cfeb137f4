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
const POSTAGE = 'CO-06';
const SERVED_PER_CASE = 4;
const OFFICE = 'luyao';
/** One figure that was typed with a digit too many, and put right the next morning. */
const SLIP = { unit: 'civil-2', category: 'CO-01', month: '2026-10' };

/** 司法成本: every unit, month and category, up to the last whole month. */
export function unitCosts(plan: CaseloadPlan, { units, defaultFrom: since }: CourtPlan, staff: Staff, files: readonly CaseFile[], lastDay: Day): CostRow[] {
  const closed = new Map<string, number>();
  for (const { row } of files) if (row.closedOn) closed.set(`${row.divisionId}|${row.closedOn.slice(0, 7)}`, (closed.get(`${row.divisionId}|${row.closedOn.slice(0, 7)}`) ?? 0) + 1);
  const rows: CostRow[] = [];
  const clerk = { userId: recordId(since, 'account', OFFICE), name: staff.person(OFFICE).name };
  for (let month = plan.firstMonth; addMonths(month, 1) <= lastDay; month = addMonths(month, 1)) {
    const key = month.slice(0, 7);
    for (const unit of units) {
      const divisionId = staff.divisionId(unit.code);
      for (const [category, rate] of Object.entries(plan.costs.rates)) {
        const draw = new Draw(`${plan.seed}|cost|${unit.code}|${category}|${key}`);
        const thrift = new Draw(`${plan.seed}|thrift|${unit.code}|${category}`).int(800, 1210);
        const heads = staff.everybody().filter((one) => staff.unitOn(one, month) === unit.code).length;
        const kilometres = plan.costs.kilometresPerMonth[unit.code] ?? plan.costs.kilometresPerMonth[unit.kind] ?? 0;
        // Fuel and repair are divided by the same journeys.
        const driven = Math.round((kilometres * new Draw(`${plan.seed}|kilometres|${unit.code}|${key}`).int(800, 1200)) / 1000);
        const denominator = PER_CASE.has(category) ? (closed.get(`${divisionId}|${key}`) ?? 0) : PER_KILOMETRE.has(category) ? driven : heads;
        if (!denominator) continue;
        const low = plan.costs.lows.find((one) => one.unit === unit.code && one.category === category && one.from <= key);
        const usual = Math.round((rate * denominator * thrift * draw.int(900, 1100)) / 1_000_000);
        const row: CostRow = {
          id: recordId(month, 'cost', unit.code, category),
          courtId: staff.courtId,
          divisionId,
          month: key,
          category,
          amount: hundredths(low ? Math.round((usual * low.percent) / 100) : usual),
          denominator,
          note: null,
          services: category === POSTAGE ? denominator * SERVED_PER_CASE : null,
          revision: 1,
          enteredBy: clerk.userId,
          enteredByName: clerk.name,
          enteredAt: `${addMonths(month, 1).slice(0, 7)}-06T02:00:00.000Z`,
          supersededAt: null, supersededByName: null, supersededReason: null,
        };
        if (SLIP.unit === unit.code && SLIP.category === category && SLIP.month === key) rows.push(slipped(row), { ...row, revision: 2, enteredAt: `${addMonths(month, 1).slice(0, 7)}-07T01:30:00.000Z` });
        else rows.push(row);
      }
    }
  }
  return rows;
}

function slipped(row: CostRow): CostRow {
  const { id, month, enteredByName, amount } = row;
  return { ...row, id: recordId(`${month}-01`, 'cost-slip', id), amount: `${amount.replace('.', '')}.00`, supersededAt: `${addMonths(`${month}-01`, 1).slice(0, 7)}-07T01:30:00.000Z`, supersededByName: enteredByName, supersededReason: '小数点录错，按凭证更正' };
}
