import type { CaseNature } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import type { DesignationScope } from '../case-assignment/dto/designation.dto.js';
import type { TransferGround } from '../case-assignment/dto/transfer.dto.js';

/** `config/demonstration/assignment.yaml`. */
export interface AssignmentStoryPlan {
  source: string;
  office: string;
  secondOffice: string;
  leader: string;
  runsKept: number;
  poolDays: number;
  specialisms: { user: string; specialism: string; from: Day; until?: Day }[];
  routes: { nature: CaseNature; cause?: string; area?: string; specialism?: string; unit?: string; from: Day; until?: Day }[];
  panels: { panel: string; unit: string; seats: { presidingJudge: string; panelMember: string[] }; from: Day }[];
  pool: { place: number; urgent?: string; area?: string; requires?: string; recusal?: { user: string; kind: 'recusal' | 'partyRelation'; reason: string } }[];
  designations: { place: number; user: string; scope: DesignationScope; reason: string; state: 'proposed' | 'approved' | 'refused'; remark?: string }[];
  designatedInRun: { user: string; scope: DesignationScope; reason: string };
  transfers: { kind: 'transfer' | 'return'; ground: TransferGround; reason: string; state: 'requested' | 'approved' | 'refused'; remark?: string }[];
}
