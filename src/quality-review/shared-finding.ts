import type { Day } from '../kernel/day.js';

/** A finding that counts, with one person's part of it. Points and share in hundredths. */
export interface SharedFinding {
  id: string;
  reviewId: string;
  clauseId: string;
  personId: string;
  /** The post in which the person answers for it. */
  post: string;
  caseId: string;
  caseNumber: string;
  severity: 'serious' | 'minor';
  points: number | string;
  share: number | string;
  /** Per cent of the own points that counts. */
  countsFor: number | string;
  ownPoints: number | string;
  quote: string;
  recordedOn: Day;
  submittedOn: Day | null;
  code: string;
  label: string;
  labelEn: string;
  /** `document`, `hearing`, `procedure`, `file`, `substantive`; the first named decides where a clause is counted. */
  appliesTo: string;
}
