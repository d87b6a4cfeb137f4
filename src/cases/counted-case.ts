import type { Day } from '../kernel/day.js';
import type { RecordRow } from '../platform/facts/counted-facts.js';
import type { ClosingManner } from './case.entities.js';

/** What the notes beside a record say of its case. Weights and money in hundredths. */
export interface CountedCase extends RecordRow {
  nature: string;
  cause: string;
  intakeOn: Day;
  closedOn: Day | null;
  limitOn: Day | null;
  deductedDays: number | string;
  extendedDays: number | string;
  weight: number | string;
  manner: ClosingManner | null;
  claimed: number | string | null;
  realised: number | string | null;
}

export type CaseParameters = { court: string; from: Day; until: Day; nature: string; asOf: Day; overYear: Day };
