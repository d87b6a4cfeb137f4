import type { Day } from '../kernel/day.js';
import type { ResearchLevel } from '../rules/research-table.js';

export interface OutletPlan {
  code: string;
  name: string;
  level: ResearchLevel;
  issn: string;
  cn: string;
  core: string;
}

/** One publication as `config/demonstration/research.yaml` tells it. */
export interface PiecePlan {
  key: string;
  kind: string;
  level: ResearchLevel;
  title: string;
  outlet: string;
  serial?: string;
  on: Day;
  /** Sign-in names in printed order; `~` before the name of somebody outside the court. */
  authors: string[];
  status: 'pending' | 'verified' | 'returned';
  reason?: string;
  event?: string;
  reprintOf?: string;
  objection?: { by: string; on: Day; grounds: string };
}

export interface ResearchStoryPlan {
  office: string;
  outlets: OutletPlan[];
  pieces: PiecePlan[];
}
