import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readCaseWeights } from '../rules/case-weight-table.js';
import { readConductTable } from '../rules/conduct-table.js';
import { readDefectClauses, readResponsibilityMatrix } from '../rules/defect-catalogue.js';
import { readTimeLimits } from '../rules/time-limit-table.js';
import { readResearchTable } from '../rules/research-table.js';
import type { ResearchStoryPlan } from './research-plan.js';
import type { AssignmentStoryPlan } from './assignment-plan.js';
import type { CaseloadPlan, ClausePlan, CourtPlan, DemonstrationPlan, JudgmentPlans, ParameterPlan, ResearchKindPlan, ResearchRequirementPlan } from './demonstration-plan.js';

/** Reads what the demonstration is made from; the files ship with the software and are tested with it. */
export function readDemonstrationPlan(configFolder: string): DemonstrationPlan {
  const read = <T>(...path: string[]): T => parse(readFileSync(join(configFolder, ...path), 'utf8')) as T;
  const catalogue = <T>(name: string): T => read<T>('catalogues', `${name}.yaml`);
  const judgments = <K extends keyof JudgmentPlans>(name: K) => read<JudgmentPlans[K]>('demonstration', 'judgments', `${name}.yaml`);
  const research = catalogue<{ kinds: ResearchKindPlan[]; required: ResearchRequirementPlan[] }>('research-points');
  return {
    assignment: read<AssignmentStoryPlan>('demonstration', 'assignment.yaml'),
    difficultCases: read<DemonstrationPlan['difficultCases']>('demonstration', 'difficult-cases.yaml'),
    reconsiderations: read<DemonstrationPlan['reconsiderations']>('demonstration', 'reconsiderations.yaml'),
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
    clauseRows: readDefectClauses(catalogue('defect-clauses')),
    situationRows: readResponsibilityMatrix(catalogue('responsibility-matrix')),
    parameters: withResearchTable(catalogue<{ parameters: ParameterPlan[] }>('parameters').parameters, research.required),
    research: research.kinds,
    researchRequired: research.required.map(requiredRow),
    researchShares: readResearchTable(research).rulesOn(FIRST_RULES)!.shares,
    researchStory: read<ResearchStoryPlan>('demonstration', 'research.yaml'),
    weights: readCaseWeights(catalogue('case-weights')),
    limits: readTimeLimits(catalogue('time-limits')),
    conduct: readConductTable(catalogue('conduct')),
  };
}

/** The rules the drawn publications go by; none has changed since. */
const FIRST_RULES = '2025-01-01';

function requiredRow({ posts, ranks, pointsPerYear, atLeastOneOf }: ResearchRequirementPlan): ResearchRequirementPlan {
  return { posts, ranks, pointsPerYear, atLeastOneOf };
}

/** The table of required research points stands in a file of its own; as a parameter it is one value. */
function withResearchTable(parameters: ParameterPlan[], required: readonly ResearchRequirementPlan[]): ParameterPlan[] {
  const value = JSON.stringify(required.map(requiredRow));
  return parameters.map((parameter) => (parameter.code === 'research.required' ? { ...parameter, value } : parameter));
}
