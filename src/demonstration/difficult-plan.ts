import type { Day } from '../kernel/day.js';

/** One claim as `config/demonstration/difficult-cases.yaml` tells it. */
export interface ClaimPlan {
  judge: string;
  cause: string;
  on: Day;
  kinds: string[];
  figures: { figure: string; value: number; source: string }[];
  grounds: string;
  opinion?: { by: string; on: Day; supported: boolean; words: string };
  /** In the order of the roster, whoever steps aside left out: points, or `no`. */
  votes?: string[];
  objection?: { by: string; on: Day; grounds: string; answeredOn: Day; upheld: boolean; points?: string; present: number; inFavour: number; answer: string };
}

export interface DifficultRoundPlan {
  year: number;
  half: 1 | 2;
  applyFrom: Day;
  applyUntil: Day;
  voteUntil: Day;
  voteStarted?: Day;
  notice?: { from: Day; contact: string };
  claims: ClaimPlan[];
}

export interface DifficultStoryPlan {
  office: string;
  rounds: DifficultRoundPlan[];
}
