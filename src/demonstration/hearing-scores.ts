import { addDays, type Day } from '../kernel/day.js';
import { hundredths } from './attribution.js';
import type { CaseFile } from './case-file.js';
import type { CourtCalendar } from './court-calendar.js';
import type { CaseloadPlan } from './demonstration-plan.js';
import { Draw } from './draw.js';
import { recordId } from './record-id.js';
import type { HearingAssessmentRow } from './world.types.js';

/** The five points of the summation and their steps. */
const SUMMATION: number[][] = [
  [20, 16, 12, 8],
  [20, 16, 12, 8],
  [25, 20, 15, 10],
  [20, 16, 12, 8],
  [15, 12, 9, 6],
];

/** Some of the hearings that ended in a judgment are assessed by two people; the mean has halves at most. */
export function hearingOf({ row, arrival, hearings, manner }: CaseFile, plan: CaseloadPlan, calendar: CourtCalendar, lastDay: Day): HearingAssessmentRow | null {
  const draw = new Draw(`${plan.seed}|hearing|${row.caseNumber}`);
  if (!hearings.length || manner === null || !draw.chance(plan.hearings.assessed)) return null;
  const { judge } = arrival.assigned!;
  const assessedOn = calendar.onOrAfter(addDays(row.closedOn!, draw.int(5, 18)));
  if (assessedOn > lastDay) return null;
  const one = () => Math.min(9_900, Math.round(judge.traits.bench * 8.8) + draw.int(-9, 9) * 50);
  const mean = Math.floor((one() + one()) / 2);
  const summed = manner === 'judged' && draw.chance(plan.hearings.summation);
  const steps = { '0': Math.max(60, 420 + (judge.traits.bench - 1000) * 5), '1': 400, '2': 90, '3': Math.max(8, 30 - (judge.traits.bench - 1000)) };
  const summation = SUMMATION.reduce((total, scale) => total + scale[Number(draw.among(steps))]!, 0) * 100;
  return {
    id: recordId(assessedOn, 'hearing', row.caseNumber),
    courtId: row.courtId,
    caseId: row.id,
    judgeId: judge.id,
    assessedOn,
    hearingScore: hundredths(mean),
    summationScore: summed ? hundredths(summation) : null,
  };
}
