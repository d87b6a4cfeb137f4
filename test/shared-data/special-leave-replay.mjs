// The special-leave applications of the High Court of Australia, assigned again in date order to the justices then
// sitting. Pure: the caller brings the two files' text and the rule.
import { parse } from 'csv-parse/sync';

/** Where the lower court's date is missing or impossible, the median time from there to the decision stands in. */
const USUAL_DAYS = 191;
const LONGEST_DAYS = 1500;
const RUN_DAYS = ['10', '25'];
const FIRST_RUN = '2002-01-10';
/** Measured where the file is whole: cases decided from 2003 to 2018 have all arrived and none is missing yet. */
const MEASURED = { from: '2003-07', until: '2018-01' };

const days = (from, to) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const dayBefore = (day, count) => new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10);

export function readApplications(text) {
  const rows = parse(text, { columns: true });
  const applications = rows.flatMap((row) => {
    const panel = [row.justiceSpecialLeave1, row.justiceSpecialLeave2, row.justiceSpecialLeave3].filter((name) => name !== '');
    if (panel.length === 0) return [];
    const waited = days(row.dateLcDecision, row.specialLeaveDate);
    const known = waited > 0 && waited <= LONGEST_DAYS;
    return [{ id: row.HCSLDBId, received: known ? row.dateLcDecision : dayBefore(row.specialLeaveDate, USUAL_DAYS), decided: row.specialLeaveDate, panel, estimated: !known }];
  });
  return applications.sort((a, b) => (a.received < b.received ? -1 : a.received > b.received ? 1 : a.id < b.id ? -1 : 1));
}

export function readJustices(text) {
  return parse(text, { columns: true }).map((row) => ({ name: row.justiceName, from: row.dateSwearingIn, until: row.dateDeparture || '9999-12-31' }));
}

function runDates(until) {
  const dates = [];
  for (let year = 2002; year <= 2018; year++) for (let month = 1; month <= 12; month++) for (const day of RUN_DAYS) dates.push(`${year}-${String(month).padStart(2, '0')}-${day}`);
  return dates.filter((date) => date >= FIRST_RUN && date < until);
}

/**
 * At every run: what has been decided leaves, what a departed justice held comes back, what has arrived is assigned by
 * the rule. `real` is the load the same open applications meant for those who decided them, shared within the panel.
 */
export function replay({ applications, justices, rule, assign, evennessOf }) {
  const holder = new Map();
  const runs = [];
  let [arrived, moved, assigned] = [0, 0, 0];
  let open = [];
  for (const date of runDates(MEASURED.until)) {
    const sitting = justices.filter(({ from, until }) => from <= date && date < until).map(({ name }) => name);
    const sits = new Set(sitting);
    while (arrived < applications.length && applications[arrived].received <= date) open.push(applications[arrived++]);
    open = open.filter(({ decided }) => decided > date);
    for (const { id } of open)
      if (holder.has(id) && !sits.has(holder.get(id))) {
        holder.delete(id);
        moved++;
      }
    const backlog = new Map(sitting.map((name) => [name, 0]));
    for (const { id } of open) if (holder.has(id)) backlog.set(holder.get(id), backlog.get(holder.get(id)) + 1);
    const before = new Map(backlog);
    const pool = open.filter(({ id }) => !holder.has(id));
    const plan = {
      seed: `HCA ${date}`,
      rule,
      units: [{ id: 'High Court of Australia', judges: sitting.map((id) => ({ id, backlog: before.get(id), capacity: 1 })) }],
      cases: pool.map(({ id }) => ({ id })),
    };
    const result = assign(plan);
    for (const one of result.assignments) {
      holder.set(one.case, one.judge);
      backlog.set(one.judge, backlog.get(one.judge) + 1);
      assigned++;
    }
    if (date < MEASURED.from) continue;
    const real = new Map(sitting.map((name) => [name, 0]));
    for (const { panel } of open) {
      const present = panel.filter((name) => sits.has(name));
      for (const name of present) real.set(name, real.get(name) + 1 / present.length);
    }
    runs.push({ date, open: open.length, justices: sitting.length, deviation: result.quality.deviation, unassigned: result.unassigned.length, ours: evennessOf([...backlog.values()]), real: evennessOf([...real.values()]) });
  }
  return { runs, assigned, moved };
}

export function byYear(runs) {
  const mean = (list, pick) => list.reduce((sum, one) => sum + pick(one), 0) / list.length;
  const years = new Map();
  for (const one of runs) years.set(one.date.slice(0, 4), [...(years.get(one.date.slice(0, 4)) ?? []), one]);
  const figures = (list) => ({
    runs: list.length,
    open: mean(list, (one) => one.open),
    real: { spread: mean(list, ({ real }) => real.spread), gini: mean(list, ({ real }) => real.gini) },
    ours: { spread: mean(list, ({ ours }) => ours.spread), gini: mean(list, ({ ours }) => ours.gini) },
  });
  return { years: [...years].map(([year, list]) => ({ year, ...figures(list) })), all: figures(runs) };
}
