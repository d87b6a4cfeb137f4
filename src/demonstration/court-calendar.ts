import { addDays, daysBetween, type Day } from '../kernel/day.js';

export interface HolidayPlan {
  holidays: { from: Day; to: Day }[];
  /** Weekend days on which the court works instead. */
  worked: Day[];
}

/** The days on which the demonstration court works. */
export class CourtCalendar {
  readonly daysOff: ReadonlySet<Day>;

  constructor(plan: HolidayPlan, from: Day, until: Day) {
    const off = new Set<Day>();
    for (let day = from; day < until; day = addDays(day, 1)) if (isWeekend(day)) off.add(day);
    for (const { from: first, to } of plan.holidays) for (let day = first; day <= to; day = addDays(day, 1)) off.add(day);
    for (const day of plan.worked) off.delete(day);
    this.daysOff = off;
  }

  works(day: Day): boolean {
    return !this.daysOff.has(day);
  }

  /** The day itself if the court works on it, else the next one on which it does. */
  onOrAfter(day: Day): Day {
    let working = day;
    while (!this.works(working)) working = addDays(working, 1);
    return working;
  }

  onOrBefore(day: Day): Day {
    let working = day;
    while (!this.works(working)) working = addDays(working, -1);
    return working;
  }

  /** `count` working days later; the first day is not counted. */
  after(day: Day, count: number): Day {
    let working = day;
    for (let left = count; left > 0; left--) working = this.onOrAfter(addDays(working, 1));
    return working;
  }
}

function isWeekend(day: Day): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (((daysBetween('1970-01-01', day) + 3) % 7) + 7) % 7;
  return weekday >= 5;
}
