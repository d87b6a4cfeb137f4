import { addDays, addMonths, daysBetween, type Day } from '../kernel/day.js';
import type { CaseFile } from './case-file.js';
import type { CourtCalendar } from './court-calendar.js';
import type { DemonstrationPlan, ReviewKind } from './demonstration-plan.js';
import { Draw } from './draw.js';
import { recordId } from './record-id.js';
import type { Colleague, Staff } from './staff.js';
import type { ComplaintRow } from './world.types.js';

/** A review that has been planned: which case, why, by whom, and how far it has come. */
export interface PlannedReview {
  id: string;
  file: CaseFile;
  kind: ReviewKind;
  triggers: string[];
  batch: string;
  plannedOn: Day;
  submittedOn: Day | null;
  status: 'pending' | 'inProgress' | 'submitted';
  reviewer: Colleague;
}

interface Event {
  code: string;
  on: Day;
}

/** Every trigger enrols its case; of the rest a share of the month's closures is drawn. A case enrolled twice has one review. */
export function planReviews(files: readonly CaseFile[], complaints: readonly ComplaintRow[], plan: DemonstrationPlan, staff: Staff, calendar: CourtCalendar, lastDay: Day): PlannedReview[] {
  const { seed, reviews } = plan.caseload;
  const draw = new Draw(`${seed}|reviews`);
  const complained = new Map<string, ComplaintRow[]>();
  for (const row of complaints) complained.set(row.caseId, [...(complained.get(row.caseId) ?? []), row]);
  const special = specialEvents(files, lastDay);
  return files.flatMap((file) => {
    const { row, arrival } = file;
    if (!row.closedOn || !arrival.assigned) return [];
    const events = [...eventsOf(file, complained.get(row.id) ?? [], draw), ...(special.get(row.id) ?? [])].sort((a, b) => (a.on < b.on ? -1 : 1));
    const routine = draw.chance(reviews.routine);
    const reviewer = reviewerFor(file, plan, staff, draw);
    const plannedOn = events.length ? calendar.after(events[0]!.on, 5) : calendar.after(`${addMonths(row.closedOn, 1).slice(0, 7)}-01`, 1);
    if ((!events.length && !routine) || plannedOn > lastDay) return [];
    const submitted = calendar.after(plannedOn, draw.int(1, 12));
    const status = submitted <= lastDay ? 'submitted' : daysBetween(plannedOn, lastDay) > 3 && draw.chance(160) ? 'inProgress' : 'pending';
    return [
      {
        id: recordId(plannedOn, 'review', row.caseNumber),
        file,
        kind: events.some(({ code }) => code === 'T1' || code === 'T9') ? 'special' : events.length ? 'key' : 'routine',
        triggers: [...new Set(events.map(({ code }) => code))].sort(),
        batch: plannedOn.slice(0, 7),
        plannedOn,
        submittedOn: status === 'submitted' ? submitted : null,
        status,
        reviewer,
      },
    ];
  });
}

function eventsOf({ row, appeal, late, arrival, manner }: CaseFile, complaints: readonly ComplaintRow[], draw: Draw): Event[] {
  const closedOn = row.closedOn!;
  const events: Event[] = [];
  if (appeal?.decidedOn && ['changed', 'partlyChanged', 'remanded'].includes(appeal.outcome)) events.push({ code: 'T3', on: addDays(appeal.decidedOn, 15) });
  if (late || daysBetween(row.intakeOn, closedOn) > 365) events.push({ code: 'T5', on: closedOn });
  for (const { kind, result, verifiedOn } of complaints) if (kind === 'complaint' && result !== 'unfounded' && verifiedOn) events.push({ code: 'T6', on: verifiedOn });
  if (manner === 'objectionUpheld') events.push({ code: 'T8', on: closedOn });
  const slow = arrival.nature === 'enforcement' && manner === 'enforced' && daysBetween(row.intakeOn, closedOn) > 180;
  if (slow && draw.chance(200)) events.push({ code: 'T2', on: closedOn });
  return events;
}

/** One topic on which judges differed, a few letters of supervision, and two withdrawn judgments. */
function specialEvents(files: readonly CaseFile[], lastDay: Day): Map<string, Event[]> {
  const events = new Map<string, Event[]>();
  const enrol = (code: string, on: Day, months: number, count: number, wanted: (file: CaseFile) => boolean) =>
    files
      .filter((file) => file.row.closedOn && file.row.closedOn < on && file.row.closedOn >= addMonths(on, -months) && wanted(file))
      .filter((_, index) => index % 9 === 4)
      .slice(0, count)
      .forEach(({ row }) => events.set(row.id, [...(events.get(row.id) ?? []), { code, on }]));
  const judged = (cause: string) => (file: CaseFile) => file.row.cause === cause && file.manner === 'judged';
  const topics: [string, Day, number, number, (file: CaseFile) => boolean][] = [
    ['T1', '2026-04-15', 6, 9, judged('信用卡纠纷')],
    ['T1', '2026-09-10', 6, 7, judged('劳动争议')],
    ['T7', '2026-03-18', 3, 2, judged('建设工程施工合同纠纷')],
    ['T7', '2026-08-12', 3, 2, judged('商品房销售合同纠纷')],
    ['T9', '2026-05-20', 3, 1, judged('离婚纠纷')],
    ['T9', '2026-09-22', 3, 1, judged('机动车交通事故责任纠纷')],
  ];
  for (const [code, on, ...rest] of topics) if (on <= lastDay) enrol(code, on, ...rest);
  return events;
}

/** A member of the group of the case's nature who sat in another unit and not on this case; full-time reviewers take three of four. */
export function reviewerFor(file: CaseFile, plan: DemonstrationPlan, staff: Staff, draw: Draw): Colleague;
/** Another than the first reviewer; `null` where nobody is left. */
export function reviewerFor(file: CaseFile, plan: DemonstrationPlan, staff: Staff, draw: Draw, first: Colleague): Colleague | null;
export function reviewerFor({ row, arrival, bench }: CaseFile, plan: DemonstrationPlan, staff: Staff, draw: Draw, first?: Colleague): Colleague | null {
  const { unit, judge } = arrival.assigned!;
  const group = plan.court.reviewGroups.find(({ nature }) => nature === arrival.nature)!;
  const day = row.closedOn!;
  const sat = new Set([judge, bench.presiding, ...bench.members]);
  const free = group.members
    .map((user) => staff.person(user))
    .filter((one) => one !== first && !sat.has(one) && everyUnit(one).every((own) => own !== unit))
    .map((one) => ({ one, share: staff.postOn(one, day)?.p === 'qualityReviewer' ? 30 : 9 }));
  return first && !free.length ? null : draw.byShare(free).one;
}

function everyUnit({ plan }: Colleague): string[] {
  return plan.posts.map(({ u }) => u);
}
