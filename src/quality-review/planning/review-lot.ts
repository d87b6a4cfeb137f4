import { Injectable } from '@nestjs/common';
import { parsePeriod } from '../../kernel/evaluation-period.js';
import type { Day } from '../../kernel/day.js';
import { Database } from '../../platform/database/database.js';
import { leastDue, planTarget, type ReviewDrawInputs } from '../../rules/review-planning.js';
import { planningErrors } from './planning.errors.js';
import type { ReviewPlan } from './review-plan.entity.js';
import { ReviewParameters, type ReviewParameter, type ShownParameter } from './review-parameters.js';
import { ReviewersAtHand, type CaseToReview } from './reviewers-at-hand.js';

export interface LotCase extends CaseToReview {
  cause: string;
  closedOn: Day;
  judge: string | null;
  division: string | null;
  /** Already under review; for second reviews: already repeated. */
  isUnder: boolean;
  /** Counts towards the share: a routine review for the routine share, which key and special ones come on top of. */
  countsForShare: boolean;
  /** Whom the least number is about. */
  holder: string | null;
  /** Second reviews: the review repeated, its reviewer, kind and triggers. */
  firstId: string | null;
  firstReviewer: string | null;
  kind: 'routine' | 'key' | 'special';
  triggers: string | null;
}

export interface ReviewLot {
  inputs: ReviewDrawInputs;
  cases: Map<string, LotCase>;
  lot: number;
  underReview: number;
  parameters: ShownParameter[];
}

export const PARAMETERS_OF: Record<ReviewPlan['kind'], readonly [ReviewParameter, ReviewParameter]> = {
  routine: ['review.routineShare', 'review.routineMinPerJudgeYear'],
  second: ['review.secondShare', 'review.secondMinPerReviewer'],
};

const CASE = `c.id AS caseId, c.case_number AS number, c.cause AS cause, c.nature AS field, c.responsible_judge_id AS judgeId, c.clerk_id AS clerkId, c.division_id AS divisionId,
  c.intake_on AS intakeOn, c.closed_on AS closedOn, j.name AS judge, d.name AS division`;
const NAMES = 'LEFT JOIN person j ON j.id = c.responsible_judge_id LEFT JOIN division d ON d.id = c.division_id';

/** Everything a plan is drawn from: the month's cases, what is under review, who may review, and the court's numbers. */
@Injectable()
export class ReviewLots {
  constructor(
    private readonly database: Database,
    private readonly parameters: ReviewParameters,
    private readonly reviewers: ReviewersAtHand,
  ) {}

  /** @param size sample asked for instead of the share (second reviews) */
  async of({ courtId, kind, month, seed }: Pick<ReviewPlan, 'courtId' | 'kind' | 'month' | 'seed'>, today: Day, size: number | null): Promise<ReviewLot> {
    const period = parsePeriod(month)!;
    const [share, least] = await Promise.all(PARAMETERS_OF[kind].map((name) => this.parameters.needed(courtId, name, today)));
    const given = { courtId, from: period.from, until: period.until };
    const lot = kind === 'routine' ? await this.closings(given) : await this.submissions(given);
    const free = lot.filter(({ isUnder }) => !isUnder);
    const underReview = lot.length - free.length;
    const reviewers = await this.reviewers.of(courtId, today);
    if (!reviewers.length) throw planningErrors['reviewPlan.nobody']();
    const barred = await this.reviewers.barred(free, reviewers, today);
    for (const { caseId, firstReviewer } of free) if (firstReviewer) barred.get(caseId)![firstReviewer] = 'firstReviewer';
    const done = kind === 'routine' ? await this.reviewedThisYear(courtId, month) : countBy(lot.filter(({ isUnder }) => isUnder), ({ holder }) => holder);
    const due = kind === 'routine' ? leastDue(Number(least!.value), Number(month.slice(5))) : Number(least!.value);
    const holders = [...new Set(free.flatMap(({ holder }) => holder ?? []))];
    const owed = Object.fromEntries(holders.map((holder) => [holder, due - (done.get(holder) ?? 0)] as const).filter(([, missing]) => missing > 0));
    const target = size === null ? planTarget(lot.length, lot.filter(({ countsForShare }) => countsForShare).length, share!.value) : Math.max(0, Math.min(size, lot.length) - underReview);
    return {
      inputs: { seed, target, owed, reviewers, cases: free.map(({ number, holder, field, caseId }) => ({ number, holder, field, barred: barred.get(caseId)! })) },
      cases: new Map(free.map((one) => [one.number, one])),
      lot: lot.length,
      underReview,
      parameters: [share!, least!],
    };
  }

  private async closings(given: { courtId: string; from: Day; until: Day }): Promise<LotCase[]> {
    const rows = await this.database.rows<LotCase & { under: number; routine: number }>(
      `SELECT ${CASE}, c.responsible_judge_id AS holder, CASE WHEN EXISTS (SELECT 1 FROM case_review q WHERE q.case_id = c.id AND q.second_of_id IS NULL AND q.kind = 'routine') THEN 1 ELSE 0 END AS routine, CASE WHEN EXISTS (SELECT 1 FROM case_review r WHERE r.case_id = c.id AND r.second_of_id IS NULL) THEN 1 ELSE 0 END AS under
       FROM court_case c ${NAMES} WHERE c.court_id = :courtId AND c.closed_on >= :from AND c.closed_on < :until ORDER BY c.case_number`, given,
    );
    return rows.map(({ under, routine, ...row }) => ({ ...row, isUnder: Number(under) === 1, countsForShare: Number(routine) === 1, firstId: null, firstReviewer: null, kind: 'routine' as const, triggers: null }));
  }

  /** Reviews submitted in the month, the last of each case. */
  private async submissions(given: { courtId: string; from: Day; until: Day }): Promise<LotCase[]> {
    const rows = await this.database.rows<LotCase & { under: number }>(
      `SELECT ${CASE}, r.reviewer_id AS holder, r.id AS firstId, r.reviewer_id AS firstReviewer, r.kind AS kind, r.triggers AS triggers,
         CASE WHEN EXISTS (SELECT 1 FROM case_review s WHERE s.second_of_id = r.id) THEN 1 ELSE 0 END AS under
       FROM case_review r JOIN court_case c ON c.id = r.case_id ${NAMES}
       WHERE r.court_id = :courtId AND r.status = 'submitted' AND r.second_of_id IS NULL AND r.submitted_on >= :from AND r.submitted_on < :until ORDER BY r.submitted_on, r.id`, given,
    );
    const last = new Map(rows.map(({ under, ...row }) => [row.number, { ...row, isUnder: Number(under) === 1, countsForShare: Number(under) === 1 }]));
    return [...last.values()].sort((a, b) => (a.number < b.number ? -1 : 1));
  }

  /** Of each judge the cases closed since January up to the month's end that are under review. */
  private async reviewedThisYear(courtId: string, month: string): Promise<Map<string, number>> {
    const rows = await this.database.rows<{ holder: string; done: number }>(
      `SELECT c.responsible_judge_id AS holder, COUNT(*) AS done FROM court_case c
       WHERE c.court_id = :courtId AND c.closed_on >= :from AND c.closed_on < :until AND c.responsible_judge_id IS NOT NULL
         AND EXISTS (SELECT 1 FROM case_review r WHERE r.case_id = c.id AND r.second_of_id IS NULL) GROUP BY c.responsible_judge_id`,
      { courtId, from: `${month.slice(0, 4)}-01-01`, until: parsePeriod(month)!.until },
    );
    return new Map(rows.map(({ holder, done }) => [holder, Number(done)]));
  }
}

function countBy<T>(items: readonly T[], key: (item: T) => string | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const name = key(item);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
