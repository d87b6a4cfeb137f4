import type { Day } from '../kernel/day.js';
import { takeEffect, publicationOf } from './after-closing.js';
import { AssignmentStory } from './assignment-story.js';
import { accountsOf, bodiesOf, catalogueRows } from './appointments.js';
import { CaseCourse } from './case-course.js';
import type { CaseFile } from './case-file.js';
import { CasePaper } from './case-papers.js';
import { complaintsAbout, meritOf, numberedMerits, registered } from './complaints.js';
import { CourtCalendar } from './court-calendar.js';
import type { DemonstrationPlan } from './demonstration-plan.js';
import { fillDocket } from './docket.js';
import { Draw } from './draw.js';
import { hearingOf } from './hearing-scores.js';
import { researchWorks } from './research-works.js';
import { planReviews } from './review-plan.js';
import { findFaults, reviewRows } from './review-results.js';
import { findAgain, secondReviewOf, secondReviewRows } from './second-reviews.js';
import { Staff } from './staff.js';
import { costRemarks } from './cost-remarks.js';
import { unitCosts } from './unit-costs.js';
import type { World } from './world.types.js';

const CALENDAR_FROM = '2025-01-01';
const CALENDAR_UNTIL = '2029-01-01';
const PLANTED_UNSEEN = ['M-C-01', 'M-C-03', 'M-C-12', 'M-C-09', 'M-C-04'];

/**
 * The whole demonstration court as rows: the same plan and last day give the same bytes on every
 * machine. Nothing here reads the clock, a file or chance.
 */
export function buildWorld(plan: DemonstrationPlan, lastDay: Day = plan.caseload.lastDay): World {
  const { caseload } = plan;
  const calendar = new CourtCalendar(caseload, CALENDAR_FROM, CALENDAR_UNTIL);
  const staff = new Staff(plan.court, caseload.seed);
  const course = new CaseCourse(plan, staff, calendar, lastDay);
  const catalogues = catalogueRows(plan, staff.courtId);
  const clauseIds = new Map(catalogues.clauses.map(({ code, id }) => [code, id]));

  const files = fillDocket(caseload, staff, calendar, lastDay, (arrival, draw) => course.run(arrival, draw)).filter(
    ({ row }) => row.closedOn === null || row.closedOn >= caseload.firstMonth,
  );
  for (const file of files) takeEffect(file, caseload, calendar, lastDay);
  const assignment = new AssignmentStory(plan.assignment, staff, files, runDaysOf(plan), caseload.seed, lastDay).rows;
  const closed = files.filter(({ row }) => row.closedOn !== null);
  const complaints = registered(closed.flatMap((file) => complaintsAbout(file, caseload, calendar, lastDay)), caseload.seed, plan.conduct, calendar, staff, lastDay);
  const reviews = new Map(planReviews(closed, complaints, plan, staff, calendar, lastDay).map((review) => [review.file, review]));

  const world: World = {
    lastDay,
    assignment,
    courts: staff.courts,
    divisions: staff.divisions,
    people: staff.people,
    posts: staff.posts,
    leaves: staff.leaves,
    ...bodiesOf(plan, staff),
    ...accountsOf(plan, staff, lastDay),
    ...catalogues,
    cases: files.map(({ row }) => row),
    participants: files.flatMap(({ participants }) => participants),
    limitChanges: files.flatMap(({ limitChanges }) => limitChanges),
    appeals: files.flatMap(({ appeal }) => appeal ?? []),
    documents: [],
    judgmentPublications: [],
    reviews: [],
    findings: [],
    shares: [],
    hearings: closed.flatMap((file) => hearingOf(file, caseload, calendar, lastDay) ?? []),
    complaints,
    merits: numberedMerits(closed.flatMap((file) => meritOf(file, caseload, calendar, staff, lastDay) ?? []), plan.conduct, lastDay),
    ...researchWorks(plan, staff, lastDay),
    costs: unitCosts(caseload, plan.court, staff, files, lastDay),
    costRemarks: costRemarks(plan, staff, lastDay),
  };
  for (const file of closed) writePapers(file);
  return world;

  function writePapers(file: CaseFile): void {
    const paper = new CasePaper(file, plan);
    const review = reviews.get(file);
    const found = review ? findFaults(review, plan, paper.ground) : plantUnseen(file, paper);
    const second = review ? secondReviewOf(review, plan, staff, calendar, lastDay) : null;
    const again = second ? findAgain(second, found, plan, paper.ground) : [];
    const { row, anchorOf } = paper.finish();
    world.documents.push(row);
    const publication = publicationOf(file, row, caseload, calendar, lastDay);
    if (publication) world.judgmentPublications.push(publication);
    if (!review) return;
    keep(reviewRows(review, found, anchorOf, clauseIds, plan, staff, calendar, lastDay));
    if (second) keep(secondReviewRows(second, again, anchorOf, clauseIds, staff));
  }

  function keep({ review, findings, shares }: Pick<World, 'findings' | 'shares'> & { review: World['reviews'][number] }): void {
    world.reviews.push(review);
    world.findings.push(...findings);
    world.shares.push(...shares);
  }

  /** Faults nobody has found yet, for whoever reviews the case next. */
  function plantUnseen(file: CaseFile, paper: CasePaper): [] {
    const draw = new Draw(`${caseload.seed}|unseen|${file.row.caseNumber}`);
    if (draw.chance(caseload.reviews.unreviewedFaults)) paper.ground.plant(draw.pick(PLANTED_UNSEEN));
    return [];
  }
}

/** The court's own run days, from its parameters. */
function runDaysOf({ parameters }: DemonstrationPlan): number[] {
  const days = parameters.find(({ code }) => code === 'assignment.days')?.value;
  return (Array.isArray(days) ? days : []).map(Number);
}
