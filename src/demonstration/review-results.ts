import type { CaseNature } from '../kernel/actor.js';
import { addDays, type Day } from '../kernel/day.js';
import { attribute, hundredths } from './attribution.js';
import type { CaseFile } from './case-file.js';
import { minorClauseFor, pointsOf, seriousClauseFor } from './clause-choice.js';
import type { CourtCalendar } from './court-calendar.js';
import type { ClausePlan, DemonstrationPlan } from './demonstration-plan.js';
import { Draw } from './draw.js';
import { isInDocument, type FaultGround, type PlantedFault } from './judgment-faults.js';
import { recordId } from './record-id.js';
import type { PlannedReview } from './review-plan.js';
import type { Staff } from './staff.js';
import type { FindingRow, ReviewRow, ShareRow } from './world.types.js';

/** A finding before its document has its final text. */
export interface FoundFault {
  clause: ClausePlan;
  points: number;
  planted: PlantedFault | null;
  place: string | null;
  comment: string;
}

/** Full marks of the four parts of F-DOC by nature, in points. */
const DOCUMENT_PARTS: Record<CaseNature, Record<'facts' | 'evidence' | 'reasoning' | 'format', number>> = {
  civil: { facts: 25, evidence: 25, reasoning: 30, format: 20 },
  criminal: { facts: 25, evidence: 30, reasoning: 25, format: 20 },
  administrative: { facts: 20, evidence: 25, reasoning: 35, format: 20 },
  enforcement: { facts: 30, evidence: 15, reasoning: 30, format: 25 },
};
const PART_OF: Record<string, 'facts' | 'evidence' | 'reasoning'> = {
  'M-C-06': 'facts', 'M-C-07': 'facts', 'M-C-09': 'facts', 'M-C-08': 'facts', 'M-C-10': 'evidence', 'M-C-11': 'reasoning', 'M-P-05': 'reasoning', 'M-A-04': 'reasoning', 'S-C-01': 'facts', 'S-C-02': 'reasoning',
};
const SUPERSEDED = ['承办人提交原件，复核后差错不成立', '与另一差错重复，合并认定', '经质量评查委员会复核，条目适用不当'];

/** What the reviewer finds in a case; the faults are put into the document as they are found. */
export function findFaults({ file, kind, status, reviewer, triggers }: PlannedReview, plan: DemonstrationPlan, ground: FaultGround): FoundFault[] {
  const { seed, reviews } = plan.caseload;
  const { row, arrival, appeal } = file;
  if (status === 'pending') return [];
  const draw = new Draw(`${seed}|findings|${row.caseNumber}`);
  const eye = new Draw(`${seed}|eye|${reviewer.user}`).int(880, 1120);
  const slips = arrival.assigned!.judge.traits.slips;
  const likely = Math.round((reviews.faulty[kind] * slips * eye) / 1_000_000);
  const clauses: ClausePlan[] = [];
  const serious = appeal?.attributable ? 420 : file.late && triggers.includes('T5') ? 70 : reviews.serious[kind];
  if (draw.chance(Math.round((serious * slips) / 1000))) clauses.push(seriousClauseFor(file, plan.clauses, draw));
  if (draw.chance(likely)) {
    const count = Number(draw.among(reviews.findingsPerFaultyCase));
    for (let index = 0; index < count; index++) clauses.push(minorClauseFor(file, plan.clauses, draw));
  }
  const once = clauses.filter((clause, index) => clauses.findIndex(({ code }) => code === clause.code) === index);
  return once.flatMap((clause): FoundFault[] => {
    const points = pointsOf(clause, draw);
    if (!isInDocument(clause.appliesTo)) return [{ clause, points, planted: null, place: placeInFile(clause, file, draw), comment: `评查发现：${clause.label}。` }];
    const planted = ground.plant(clause.code);
    return planted ? [{ clause, points, planted, place: null, comment: planted.comment }] : [];
  });
}

export function placeInFile({ appliesTo }: ClausePlan, { hearings }: CaseFile, draw: Draw): string {
  if (appliesTo.includes('hearing') && hearings.length) return `庭审录像第${draw.int(2, 58)}分钟`;
  return appliesTo.includes('file') ? `卷宗第${draw.int(3, 120)}页` : `卷宗第${draw.int(3, 60)}页，流程节点`;
}

/** Where the words stand in the final text, as the reading desk anchors them. */
export interface Anchor {
  documentId: string;
  digest: string;
  start: number;
  prefix: string;
  suffix: string;
  place: string;
}

export function reviewRows(
  review: PlannedReview,
  found: readonly FoundFault[],
  anchorOf: (planted: PlantedFault) => Anchor,
  clauseIds: ReadonlyMap<string, string>,
  plan: DemonstrationPlan,
  staff: Staff,
  calendar: CourtCalendar,
  lastDay: Day,
): { review: ReviewRow; findings: FindingRow[]; shares: ShareRow[] } {
  const { file, reviewer } = review;
  const { row } = file;
  const draw = new Draw(`${plan.caseload.seed}|settling|${row.caseNumber}`);
  const recordedOn = review.submittedOn ?? calendar.onOrBefore(addDays(lastDay, -1));
  const shares: ShareRow[] = [];
  const findings = found.map(({ clause, points, planted, place, comment }): FindingRow => {
    const id = recordId(recordedOn, 'finding', row.caseNumber, clause.code);
    const anchor = planted && anchorOf(planted);
    const decidedOn = calendar.after(recordedOn, clause.severity === 'serious' ? draw.int(14, 22) : draw.int(6, 12));
    const decided = review.status === 'submitted' && decidedOn <= lastDay;
    const superseded = decided && draw.chance(plan.caseload.reviews.withdrawn);
    const nobody = decided && !superseded && clause.code === 'M-C-23' && draw.chance(160) ? '审判流程系统升级停用期间发生，节点无法按时录入' : null;
    const state = stateOf({ severity: clause.severity, submitted: review.status === 'submitted', superseded, recordedOn, decidedOn, lastDay }, calendar);
    if (nobody === null) shares.push(...attribute(file, clause, id, points, staff, recordedOn));
    return {
      id,
      courtId: row.courtId,
      caseId: row.id,
      reviewId: review.id,
      documentId: anchor?.documentId ?? null,
      clauseId: clauseIds.get(clause.code)!,
      severity: clause.severity,
      points: hundredths(points),
      quote: planted?.quote ?? '',
      quotePrefix: anchor?.prefix ?? '',
      quoteSuffix: anchor?.suffix ?? '',
      quoteStart: anchor?.start ?? null,
      documentDigest: anchor?.digest ?? null,
      place: anchor?.place ?? place!,
      comment,
      reviewerId: reviewer.id,
      ...state,
      recordedOn,
      notAttributable: nobody,
      supersededReason: superseded ? draw.pick(SUPERSEDED) : null,
    };
  });
  const counted = found.filter((_, index) => !['superseded', 'provisional'].includes(findings[index]!.status));
  const submitted = review.status === 'submitted';
  const parts = submitted ? documentParts(file, counted, draw) : null;
  const inFile = counted.filter(({ planted }) => !planted).reduce((total, { points }) => total + points, 0);
  return {
    review: {
      id: review.id,
      courtId: row.courtId,
      caseId: row.id,
      kind: review.kind,
      triggers: review.triggers.length ? review.triggers.join(',') : null,
      batch: review.batch,
      reviewerId: reviewer.id,
      status: review.status,
      plannedOn: review.plannedOn,
      submittedOn: review.submittedOn,
      secondOfId: null,
      documentParts: parts && mapParts(parts, hundredths),
      documentScore: parts && hundredths(parts.facts + parts.evidence + parts.reasoning + parts.format),
      procedureScore: submitted ? hundredths(Math.max(0, 10_000 - inFile - draw.int(0, 12) * 50)) : null,
      caseScore: submitted ? hundredths(Math.max(0, 10_000 - counted.reduce((total, { points }) => total + points, 0))) : null,
    },
    findings,
    shares,
  };
}

/** As `finding.commentDays` of config/catalogues/parameters.yaml. */
const COMMENT_DAYS = 10;

interface Told {
  severity: 'serious' | 'minor';
  submitted: boolean;
  superseded: boolean;
  recordedOn: Day;
  decidedOn: Day;
  lastDay: Day;
}

/** How far a finding has come: once the window for comments has passed the committee has decided on the serious ones, and the minor ones are settled. */
function stateOf({ severity, submitted, superseded, recordedOn, decidedOn, lastDay }: Told, calendar: CourtCalendar): Pick<FindingRow, 'status' | 'settledOn' | 'commentUntil'> {
  if (!submitted) return { status: 'draft', settledOn: null, commentUntil: null };
  const commentUntil = calendar.after(recordedOn, COMMENT_DAYS);
  if (superseded) return { status: 'superseded', settledOn: null, commentUntil };
  const before = (day: Day): Day => (day < lastDay ? day : lastDay);
  if (severity === 'serious')
    return commentUntil >= lastDay ? { status: 'provisional', settledOn: null, commentUntil } : { status: 'settled', settledOn: before(decidedOn), commentUntil };
  return commentUntil >= lastDay ? { status: 'submitted', settledOn: null, commentUntil } : { status: 'settled', settledOn: before(calendar.after(commentUntil, 1)), commentUntil };
}

type Parts = Record<'facts' | 'evidence' | 'reasoning' | 'format', number>;

/** Each part loses what its findings cost and, beside them, what the judge's pen lacks. */
function documentParts({ arrival }: CaseFile, found: readonly FoundFault[], draw: Draw): Parts {
  const full = DOCUMENT_PARTS[arrival.nature];
  const { pen } = arrival.assigned!.judge.traits;
  return mapParts(full, (mark, part) => {
    const style = Math.round((mark * Math.max(5, draw.int(20, 130) - (pen - 1000))) / 10);
    const faults = found.filter(({ planted, clause }) => planted && (PART_OF[clause.code] ?? 'format') === part).reduce((total, { points }) => total + points, 0);
    return Math.max(0, mark * 100 - style - faults);
  });
}

function mapParts<A, B>(parts: Record<keyof Parts, A>, make: (value: A, part: keyof Parts) => B): Record<keyof Parts, B> {
  return {
    facts: make(parts.facts, 'facts'),
    evidence: make(parts.evidence, 'evidence'),
    reasoning: make(parts.reasoning, 'reasoning'),
    format: make(parts.format, 'format'),
  };
}
