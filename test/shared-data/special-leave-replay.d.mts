import type { AssignmentPlan, AssignmentResult, AssignmentRule, Evenness } from '../../src/rules/assignment/plan.js';

export interface Application {
  id: string;
  received: string;
  decided: string;
  panel: string[];
  estimated: boolean;
}
export interface Justice {
  name: string;
  from: string;
  until: string;
}
export interface ReplayedRun {
  date: string;
  open: number;
  justices: number;
  deviation: number;
  unassigned: number;
  ours: Evenness;
  real: Evenness;
}
export interface ReplayFigures {
  runs: number;
  open: number;
  real: Evenness;
  ours: Evenness;
}
export function readApplications(text: string): Application[];
export function readJustices(text: string): Justice[];
export function replay(question: {
  applications: Application[];
  justices: Justice[];
  rule: AssignmentRule;
  assign: (plan: AssignmentPlan) => AssignmentResult;
  evennessOf: (loads: number[]) => Evenness;
}): { runs: ReplayedRun[]; assigned: number; moved: number };
export function byYear(runs: ReplayedRun[]): { years: (ReplayFigures & { year: string })[]; all: ReplayFigures };
