import { IsIn, IsOptional } from 'class-validator';
import { CASE_NATURES } from '../../kernel/actor.js';
import { IsDay } from '../../platform/http/is-day.js';
import type { Words } from './pool.dto.js';

/** GET /api/assignment/fairness (permission `assignment.fairness`), GET /api/assignment/fairness/export?format=xlsx|csv. Default: civil, the last twelve months. */
export class FairnessQuery {
  @IsOptional() @IsIn(CASE_NATURES) nature?: string;
  @IsOptional() @IsDay() from?: string;
  /** Half-open. */
  @IsOptional() @IsDay() until?: string;
}

export class FairnessExportQuery extends FairnessQuery {
  @IsIn(['xlsx', 'csv']) format: 'xlsx' | 'csv';
}

export interface JudgeFairness {
  judgeId: string;
  name: string;
  unit: string;
  capacity: string;
  /** Cases that reached the judge in the period, and those closed in it. */
  received: number;
  closed: number;
  receivedWeight: string;
  closedWeight: string;
  backlogBefore: number;
  backlogAfter: number;
  relativeAfter: string;
  /** Weight of at least {@link FairnessView.difficultFrom}. */
  difficult: number;
  difficultShare: string;
  designated: number;
  designatedShare: string;
  transferredIn: number;
  transferredOut: number;
}

/** What chance says of the draw: the p-value, and in words what it means. `null` when there are too few cases to say anything. */
export interface RandomnessTest {
  key: 'chiSquare' | 'runs';
  title: Words;
  statistic: string;
  degrees: number | null;
  pValue: string;
  cases: number;
  says: Words;
}

export interface FairnessView {
  nature: string;
  from: string;
  until: string;
  judges: JudgeFairness[];
  /** End of each month: open cases for a full duty, over the judges then sitting. */
  months: { month: string; mean: string; highest: string; lowest: string; spread: string; gini: string }[];
  /** 补平 at each committed run. */
  runs: { runId: string; round: number; day: string; cases: number; levelled: number; even: number; spreadBefore: string; spreadAfter: string; giniBefore: string; giniAfter: string }[];
  /** `null` entries are left out; why stands in {@link randomnessMissing}. */
  randomness: RandomnessTest[];
  randomnessMissing: Words | null;
  difficultFrom: string;
  /** Spearman correlation of closed and received per full duty; `null` below three judges. Positive: who closes more receives more. */
  closedReceivedCorrelation: string | null;
  says: Words;
}
