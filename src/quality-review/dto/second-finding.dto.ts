import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { ListQuery } from '../../platform/http/list.dto.js';
import type { FindingView } from './review.dto.js';

/** GET /api/second-findings (Page<SecondFindingRow>): findings of submitted second reviews. Permission `review.plan`. */
export class SecondFindingQuery extends ListQuery {
  @IsOptional() @IsIn(['undecided', 'adopted', 'declined']) state?: 'undecided' | 'adopted' | 'declined';
}

export interface SecondFindingRow {
  finding: FindingView;
  firstReviewer: string;
  /** Clauses the first review recorded on the same case, to see whether it was found already. */
  firstClauses: string[];
  /** The first review recorded the same clause. */
  alsoInFirst: boolean;
  decision: { decision: 'adopted' | 'declined'; reason: string; by: string; at: string; adoptedAs: string | null } | null;
}

/** POST /api/second-findings/:id/adopt or /decline */
export class DecideSecondFinding {
  @IsString() @MinLength(4) @MaxLength(300) reason: string;
}
