import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readCaseWeights } from '../rules/case-weight-table.js';
import { readTimeLimits } from '../rules/time-limit-table.js';
import type { CaseloadPlan, ClausePlan, CourtPlan, DemonstrationPlan, JudgmentPlans, ParameterPlan, ResearchKindPlan, SituationPlan } from './demonstration-plan.js';

/** Reads what the demonstration is made from; the files ship with the software and are tested with it. */
export function readDemonstrationPlan(configFolder: string): DemonstrationPlan {
  const read = <T>(...path: string[]): T => parse(readFileSync(join(configFolder, ...path), 'utf8')) as T;
  const catalogue = <T>(name: string): T => read<T>('catalogues', `${name}.yaml`);
  const judgments = <K extends keyof JudgmentPlans>(name: K) => read<JudgmentPlans[K]>('demonstration', 'judgments', `${name}.yaml`);
  return {
    court: read<CourtPlan>('demonstration', 'court.yaml'),
    caseload: read<CaseloadPlan>('demonstration', 'caseload.yaml'),
    judgments: {
      civil: judgments('civil'),
      criminal: judgments('criminal'),
      administrative: judgments('administrative'),
      enforcement: judgments('enforcement'),
      shared: judgments('shared'),
    },
    clauses: catalogue<{ clauses: ClausePlan[] }>('defect-clauses').clauses,
    situations: catalogue<{ situations: SituationPlan[] }>('responsibility-matrix').situations,
    parameters: catalogue<{ parameters: ParameterPlan[] }>('parameters').parameters,
    research: catalogue<{ kinds: ResearchKindPlan[] }>('research-points').kinds,
    weights: readCaseWeights(catalogue('case-weights')),
    limits: readTimeLimits(catalogue('time-limits')),
    schemes: readdirSync(join(configFolder, 'schemes'))
      .filter((file) => /^judge-.*\.yaml$/.test(file))
      .sort()
      .map((file) => ({ file, text: readFileSync(join(configFolder, 'schemes', file), 'utf8') })),
  };
}
