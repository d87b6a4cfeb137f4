import type { Day } from '../kernel/day.js';
import { attribute, hundredths } from './attribution.js';
import { minorClauseFor, pointsOf } from './clause-choice.js';
import type { CourtCalendar } from './court-calendar.js';
import type { DemonstrationPlan } from './demonstration-plan.js';
import { Draw } from './draw.js';
import { isInDocument, type FaultGround, type PlantedFault } from './judgment-faults.js';
import { recordId } from './record-id.js';
import { reviewerFor, type PlannedReview } from './review-plan.js';
import { placeInFile, type Anchor, type FoundFault } from './review-results.js';
import type { Colleague, Staff } from './staff.js';
import type { FindingRow, ReviewRow, ShareRow } from './world.types.js';

/** A blind second review of a case: who repeats it, and when. */
export interface SecondReview {
  first: PlannedReview;
  reviewer: Colleague;
  plannedOn: Day;
  submittedOn: Day;
}

/** Worded so that people differ: a fault to one, a matter of taste to the other. The rest are found again mostly. */
const DISPUTED = 'M-C-10';
const FOUND_AGAIN = { disputed: 380, other: 830 };
const FOUND_ANEW = { '0': 860, '1': 110, '2': 30 };
/** Of the cases reviewed twice, how many bring up the disputed clause on the second look. */
const DISPUTED_ANEW = 130;
const FIRST_DAY = '2026-01-05';
/** The month running now shows the desk as it is: its second reviews are not drawn yet. */
const LAST_DAY = '2026-10-30';

/** A share of the reviews submitted is drawn; another reviewer of the same field repeats the case some days later. */
export function secondReviewOf(first: PlannedReview, plan: DemonstrationPlan, staff: Staff, calendar: CourtCalendar, lastDay: Day): SecondReview | null {
  const { seed, reviews } = plan.caseload;
  const draw = new Draw(`${seed}|second|${first.file.row.caseNumber}`);
  if (!draw.chance(reviews.second) || !first.submittedOn || first.submittedOn < FIRST_DAY) return null;
  const plannedOn = calendar.after(first.submittedOn, draw.int(2, 6));
  const submittedOn = calendar.after(plannedOn, draw.int(2, 9));
  if (submittedOn > lastDay || submittedOn > LAST_DAY) return null;
  const reviewer = reviewerFor(first.file, plan, staff, draw, first.reviewer);
  return reviewer && { first, reviewer, plannedOn, submittedOn };
}

/** What the second reviewer finds: most of what the first found, and something of what stands there besides. */
export function findAgain({ first, reviewer }: SecondReview, found: readonly FoundFault[], plan: DemonstrationPlan, ground: FaultGround): FoundFault[] {
  const { seed } = plan.caseload;
  const draw = new Draw(`${seed}|again|${first.file.row.caseNumber}`);
  const eye = new Draw(`${seed}|eye|${reviewer.user}`).int(880, 1120);
  const again = found
    .filter(({ clause }) => draw.chance(Math.round(((clause.code === DISPUTED ? FOUND_AGAIN.disputed : FOUND_AGAIN.other) * eye) / 1000)))
    .map((fault) => ({ ...fault, points: pointsOf(fault.clause, draw) }));
  const anew = [...new Array<number>(Number(draw.among(FOUND_ANEW)))].map(() => minorClauseFor(first.file, plan.clauses, draw));
  const disputed = plan.clauses.find(({ code }) => code === DISPUTED)!;
  if (draw.chance(DISPUTED_ANEW) && disputed.natures.includes(first.file.arrival.nature)) anew.push(disputed);
  const codes = new Set(found.map(({ clause }) => clause.code));
  for (const clause of anew) {
    if (codes.has(clause.code)) continue;
    codes.add(clause.code);
    const points = pointsOf(clause, draw);
    const planted = isInDocument(clause.appliesTo) ? ground.plant(clause.code) : null;
    if (planted) again.push({ clause, points, planted, place: null, comment: planted.comment });
    else if (!isInDocument(clause.appliesTo)) again.push({ clause, points, planted: null, place: placeInFile(clause, first.file, draw), comment: `评查发现：${clause.label}。` });
  }
  return again;
}

/** Rows of a second review. Its findings count for nobody; they are compared with the first review's. */
export function secondReviewRows(
  { first, reviewer, plannedOn, submittedOn }: SecondReview,
  found: readonly FoundFault[],
  anchorOf: (planted: PlantedFault) => Anchor,
  clauseIds: ReadonlyMap<string, string>,
  staff: Staff,
): { review: ReviewRow; findings: FindingRow[]; shares: ShareRow[] } {
  const { row } = first.file;
  const id = recordId(plannedOn, 'second-review', row.caseNumber);
  const shares: ShareRow[] = [];
  const findings = found.map(({ clause, points, planted, place, comment }): FindingRow => {
    const findingId = recordId(submittedOn, 'second-finding', row.caseNumber, clause.code);
    const anchor = planted && anchorOf(planted);
    shares.push(...attribute(first.file, clause, findingId, points, staff, submittedOn));
    return {
      id: findingId, courtId: row.courtId, caseId: row.id, reviewId: id, documentId: anchor?.documentId ?? null, clauseId: clauseIds.get(clause.code)!, severity: clause.severity, points: hundredths(points),
      quote: planted?.quote ?? '', quotePrefix: anchor?.prefix ?? '', quoteSuffix: anchor?.suffix ?? '', quoteStart: anchor?.start ?? null, documentDigest: anchor?.digest ?? null,
      place: anchor?.place ?? place!, comment, reviewerId: reviewer.id, status: 'second', recordedOn: submittedOn, settledOn: null, commentUntil: null, notAttributable: null, supersededReason: null,
    };
  });
  return {
    review: {
      id, courtId: row.courtId, caseId: row.id, kind: first.kind, triggers: null, batch: plannedOn.slice(0, 7), reviewerId: reviewer.id, status: 'submitted', plannedOn, submittedOn, secondOfId: first.id,
      documentParts: null, documentScore: null, procedureScore: null, caseScore: hundredths(Math.max(0, 10_000 - found.reduce((total, { points }) => total + points, 0))),
    },
    findings,
    shares,
  };
}
