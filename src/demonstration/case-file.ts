import type { Day } from '../kernel/day.js';
import type { Arrival } from './docket.js';
import type { Colleague } from './staff.js';
import type { AppealRow, CaseRow, LimitChangeRow, ParticipantRow } from './world.types.js';

/** Figures that stand both in the record and in the text of the judgment. Yuan, whole. */
export interface CaseFigures {
  sum: number;
  sum2: number;
  fee: number;
  claimed: number | null;
  realised: number | null;
}

export interface Bench {
  presiding: Colleague | null;
  members: Colleague[];
  assistant: Colleague | null;
  clerk: Colleague | null;
  officer: Colleague | null;
}

/** Names as they stand in the text. */
export interface PartyNames {
  plaintiff: string;
  defendant: string;
}

/** One case of the demonstration with everything later steps ask about. */
export interface CaseFile {
  arrival: Arrival;
  row: CaseRow;
  bench: Bench;
  participants: ParticipantRow[];
  limitChanges: LimitChangeRow[];
  appeal: AppealRow | null;
  hearings: Day[];
  manner: Manner | null;
  late: boolean;
  overdue: boolean;
  figures: CaseFigures;
  parties: PartyNames;
}

/** Manner of closing in detail; the register knows the coarser kind and its own words. */
export const MANNERS = {
  judged: { closingManner: 'judgment', outcome: '判决' },
  mediated: { closingManner: 'mediated', outcome: '调解' },
  withdrawn: { closingManner: 'withdrawn', outcome: '撤诉' },
  dismissed: { closingManner: 'dismissed', outcome: '驳回起诉' },
  ruled: { closingManner: 'ruling', outcome: '裁定' },
  enforced: { closingManner: 'enforced', outcome: '执行完毕' },
  terminatedForNow: { closingManner: 'terminated', outcome: '终结本次执行程序' },
  settled: { closingManner: 'terminated', outcome: '执行和解，终结执行' },
  terminated: { closingManner: 'terminated', outcome: '终结执行' },
  preserved: { closingManner: 'other', outcome: '保全完毕' },
  objectionRejected: { closingManner: 'ruling', outcome: '驳回异议' },
  objectionUpheld: { closingManner: 'ruling', outcome: '异议成立' },
} as const;
export type Manner = keyof typeof MANNERS;
