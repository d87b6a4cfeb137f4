import { CASE_NATURES, type CaseNature } from '../kernel/actor.js';
import { addDays, addMonths, daysBetween, type Day } from '../kernel/day.js';
import { CourtCalendar } from './court-calendar.js';
import type { CaseloadPlan, CausePlan, ProcedurePlan } from './demonstration-plan.js';
import { Draw } from './draw.js';
import type { Colleague, Staff } from './staff.js';

/** A case as it arrives: what it is about and who gets it, before anything has happened in it. */
export interface Arrival {
  nature: CaseNature;
  cause: CausePlan;
  procedureName: string;
  procedure: ProcedurePlan;
  filedOn: Day;
  serial: number;
  seriesPlace: number;
  /** `null`: still in the pool on the last day. */
  assigned: { on: Day; judge: Colleague; unit: string } | null;
}

/** Tells how long a judge will have the case; asked as soon as it is assigned, for the next assignment looks at backlogs. */
export type Course<T> = (arrival: Arrival, draw: Draw) => { result: T; openUntil: Day };

/**
 * Cases arrive day by day and go to whoever has the least backlog for the duty carried, so that whoever
 * closes quickly is supplied again.
 */
export function fillDocket<T>(plan: CaseloadPlan, staff: Staff, calendar: CourtCalendar, lastDay: Day, course: Course<T>): T[] {
  const draw = new Draw(`${plan.seed}|docket`);
  const backlog = new Map<string, Day[]>();
  const serials = new Map<string, number>();
  const results: T[] = [];

  const admit = (nature: CaseNature, cause: CausePlan, filedOn: Day, seriesPlace: number, same: Arrival['assigned']): Arrival => {
    const procedureName = draw.among(cause.procedures);
    const procedure = plan.procedures[procedureName]!;
    const key = `${filedOn.slice(0, 4)}${procedure.type}`;
    const serial = (serials.get(key) ?? 0) + 1;
    serials.set(key, serial);
    const on = calendar.after(filedOn, draw.int(1, procedure.days < 16 ? 1 : 3));
    const assigned = on > lastDay ? null : (same ?? assign(nature, cause, on));
    const arrival = { nature, cause, procedureName, procedure, filedOn, serial, seriesPlace, assigned: assigned && { ...assigned, on } };
    const { result, openUntil } = course(arrival, new Draw(`${plan.seed}|case|${key}|${serial}`));
    if (assigned) backlog.get(assigned.judge.user)!.push(openUntil);
    results.push(result);
    return arrival;
  };

  const openOn = ({ user }: Colleague, day: Day): number => {
    const open = (backlog.get(user) ?? []).filter((until) => until > day);
    backlog.set(user, open);
    return open.length;
  };
  // Specialisms, transfers and recusals keep real backlogs a little apart; here a steady handful of cases does.
  const habits = new Map<string, number>();
  const habit = ({ user }: Colleague): number => {
    const known = habits.get(user) ?? new Draw(`${plan.seed}|habit|${user}`).int(0, 9000);
    habits.set(user, known);
    return known;
  };
  const assign = (nature: CaseNature, cause: CausePlan, on: Day): NonNullable<Arrival['assigned']> => {
    const loads = staff.judgesFor(nature, on).flatMap((one) => {
      if (!routed(cause, one.unit)) return [];
      return [{ ...one, load: Math.round(((openOn(one.judge, on) * 1000 + habit(one.judge) + draw.int(0, 3000)) * 1000) / one.duty) }];
    });
    const { judge, unit } = loads.reduce((least, one) => (one.load < least.load ? one : least));
    return { on, judge, unit };
  };

  for (let day = plan.warmUp; day <= lastDay; day = addDays(day, 1)) {
    if (!calendar.works(day)) continue;
    for (const nature of CASE_NATURES) {
      for (let left = arrivalsOn(plan, nature, day, calendar, draw); left > 0; left--) {
        const cause = draw.byShare(plan.causes[nature]);
        const first = admit(nature, cause, day, 1, null);
        if (cause.cause !== plan.series.cause || nature !== 'civil' || !draw.chance(plan.series.chance)) continue;
        const size = draw.int(plan.series.from, plan.series.to);
        for (let place = 2; place <= size; place++) admit(nature, cause, day, place, first.assigned);
      }
    }
  }
  return results;
}

function routed(cause: CausePlan, unit: string): boolean {
  if (cause.route === 'second') return unit !== 'civil-1';
  return cause.route !== 'first' || unit !== 'civil-2';
}

/** The month's intake spread over its working days; the remainder is drawn. */
function arrivalsOn(plan: CaseloadPlan, nature: CaseNature, day: Day, calendar: CourtCalendar, draw: Draw): number {
  const from = `${day.slice(0, 7)}-01`;
  const working = workingDays(from, addMonths(from, 1), calendar);
  const permille = Math.round((plan.receivedPerMonth[nature] * plan.monthShape[Number(day.slice(5, 7)) - 1]!) / working);
  const varied = Math.round((permille * draw.int(700, 1300)) / 1000);
  return Math.floor(varied / 1000) + (draw.chance(varied % 1000) ? 1 : 0);
}

const counted = new Map<string, number>();
function workingDays(from: Day, until: Day, calendar: CourtCalendar): number {
  const known = counted.get(from);
  if (known !== undefined) return known;
  const count = Array.from({ length: daysBetween(from, until) }, (_, index) => addDays(from, index)).filter((day) => calendar.works(day)).length;
  counted.set(from, count);
  return count;
}
