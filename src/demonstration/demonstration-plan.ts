import type { ConductTable } from '../rules/conduct-table.js';
import type { RequiredRow } from '../rules/research-requirement.js';
import type { ResearchRules } from '../rules/research-table.js';
import type { ResearchStoryPlan } from './research-plan.js';
import type { DifficultStoryPlan } from './difficult-plan.js';
import type { CaseNature, DataScope } from '../kernel/actor.js';
import type { Day } from '../kernel/day.js';
import type { CaseWeightTable } from '../rules/case-weight-table.js';
import type { ClauseRow, SituationRow } from '../rules/defect-catalogue.js';
import type { Ground } from '../rules/reconsideration.js';
import type { TimeLimitTable } from '../rules/time-limit-table.js';
import type { AssignmentStoryPlan } from './assignment-plan.js';
import type { HolidayPlan } from './court-calendar.js';

/** Permille, or shares of a whole. */
export type Shares<K extends string = string> = Record<K, number>;

export interface RolePlan {
  role: string;
  scope: DataScope;
}

export interface PostPlan {
  u: string;
  p: string;
  n?: CaseNature;
  duty?: string;
  from?: Day;
  until?: Day;
  reason?: string;
}

export const TRAITS = ['pace', 'slips', 'appeals', 'settles', 'bench', 'pen', 'study'] as const;
/** Stable personal traits in permille, 1000 = average. */
export type Traits = Record<(typeof TRAITS)[number], number>;

export interface PersonPlan {
  user: string;
  name: string;
  rank: string | null;
  posts: PostPlan[];
  leave?: { kind: 'annual' | 'sick' | 'maternity' | 'training' | 'other'; from: Day; until: Day }[];
  roles?: RolePlan[];
  /** Beside those of post and office. */
  furtherRoles?: RolePlan[];
  inherent?: Partial<Traits>;
}

export interface CourtPlan {
  defaultFrom: Day;
  courts: { code: string; name: string; nameEn: string; level: 'basic' | 'intermediate' | 'high'; parent: string | null }[];
  court: string;
  units: { code: string; name: string; nameEn: string; kind: 'division' | 'tribunal' | 'office' | 'leadership'; natures: CaseNature[]; leader?: string }[];
  people: PersonPlan[];
  visitors: { user: string; name: string; court: string; roles: RolePlan[] }[];
  rolesByPost: Record<string, RolePlan[]>;
  rolesByOffice: Record<string, RolePlan[]>;
  postsWithoutOfficeRole: string[];
  committees: { code: string; name: string; nameEn: string; kind: 'evaluationCommittee' | 'qualityReviewCommittee' | 'judicialCommittee'; from: Day; until: Day | null; chair: string; members: string[] }[];
  reviewGroups: { code: string; name: string; nameEn: string; nature: CaseNature; from: Day; until: Day | null; leader: string; members: string[] }[];
}

export interface ProcedurePlan {
  label: string;
  nature: CaseNature;
  type: string;
  limit: string;
  weight: string;
  days: number;
  bench: 'sole' | 'panel';
  noAppeal?: boolean;
  closings?: Shares;
}

export interface CausePlan {
  cause: string;
  weightAs: string;
  text: string;
  share: number;
  route?: 'first' | 'second' | 'any';
  appraisal?: number;
  procedures: Shares;
}

export interface CaseloadPlan extends HolidayPlan {
  seed: string;
  warmUp: Day;
  firstMonth: Day;
  lastDay: Day;
  receivedPerMonth: Shares<CaseNature>;
  monthShape: number[];
  series: { cause: string; chance: number; from: number; to: number };
  procedures: Record<string, ProcedurePlan>;
  closings: Record<CaseNature, Shares>;
  causes: Record<CaseNature, CausePlan[]>;
  appeals: { rate: Partial<Shares<CaseNature>>; outcomes: Shares; attributable: number };
  limits: Shares<'late' | 'stuck' | 'suspension' | 'publicNotice' | 'settlement' | 'auction'>;
  publication: Shares<'onTime' | 'late' | 'exempt' | 'workingDays'>;
  reviews: { routine: number; faulty: Shares<ReviewKind>; findingsPerFaultyCase: Shares; serious: Shares<ReviewKind>; withdrawn: number; second: number; unreviewedFaults: number };
  hearings: Shares<'assessed' | 'summation'>;
  complaints: Shares<'rate' | 'upheld' | 'partlyUpheld' | 'unfounded' | 'petitions'>;
  merits: { rate: number };
  costs: { rates: Record<string, number>; kilometresPerMonth: Shares; lows: { unit: string; category: string; from: string; percent: number }[] };
}

export type ReviewKind = 'routine' | 'key' | 'special';

export type PartyKind = 'person' | 'company' | 'bank' | 'propertyCompany';

/** A template of the judgments files; which parts it has depends on the kind of document. */
export interface JudgmentTemplate {
  parties?: [PartyKind, PartyKind];
  agency?: string;
  charge?: string;
  custody?: boolean;
  claim?: string[];
  accusation?: string[];
  grounds?: string[];
  defence?: string[];
  evidence?: string[];
  facts?: string[];
  focus?: string[];
  course?: string[];
  ruling?: string[];
  basis?: string;
  demand?: string;
  reasoning?: string[];
  law: string;
  lawRight?: string;
  lawWrong?: string;
  order: string[];
}

export interface JudgmentPlans {
  civil: Record<string, JudgmentTemplate>;
  criminal: Record<string, JudgmentTemplate>;
  administrative: Record<string, JudgmentTemplate>;
  enforcement: Record<string, JudgmentTemplate>;
  shared: SharedSentences;
}

export interface SharedSentences {
  words: Record<'surnames' | 'companies' | 'propertyCompanies' | 'banks' | 'places' | 'relations' | 'uses' | 'goods' | 'jobs' | 'buildings', string[]> & {
    mistaken: Record<string, string>;
  };
  civil: {
    course: Record<'sole' | 'panel' | 'present' | 'panelNotice', string>;
    evidence: Record<'list' | 'exchange' | 'comment' | 'appraisal' | 'burden', string>;
    late: string;
    costs: string;
    appeal: string;
    final: string;
    mediation: string[];
    withdrawal: string[];
    dismissal: string[];
  };
  criminal: { course: string[]; plea: string; evidence: string; appraisal: string; custody: string; appeal: string; withdrawal: string[] };
  administrative: { course: string[]; evidence: string; comment: string; appraisal: string; review: string; costs: string; appeal: string; withdrawal: string[]; dismissal: string[] };
  enforcement: Record<'opening' | 'filed' | 'measures' | 'fee' | 'effect', string>;
}

export interface ClausePlan {
  code: string;
  label: string;
  severity: 'serious' | 'minor';
  field: string;
  natures: CaseNature[];
  appliesTo: string[];
  pointsMin: string;
  pointsMax: string;
  each: string | null;
  maxPerCase: string | null;
  shares: Record<string, number>;
}

export interface ParameterPlan {
  code: string;
  value: string | string[] | null;
  unit: string;
  effectiveFrom: Day;
  source: string;
  example: boolean;
  countedFrom?: { severity: string };
  seeCatalogue?: string;
}

/** What a year asks of a post and rank; `research.required` holds the table as JSON. */
export interface ResearchRequirementPlan {
  posts: string[];
  ranks: string[];
  pointsPerYear: string;
  atLeastOneOf: RequiredRow['atLeastOneOf'];
}

export interface ResearchKindPlan {
  code: string;
  label: string;
  points: Record<'national' | 'province' | 'prefecture' | 'county', string | string[] | null>;
  serialNumber: string;
}

/** Everything the demonstration is made from; read once, never changed. */
/** One request for reconsideration of the demonstration court, as far as it has come. */
export interface RequestPlan {
  applicant: string;
  /** Code of the clause of the finding contested. */
  clause: string;
  filedOn: Day;
  ground: Ground;
  ask: 'withdraw' | 'reduceTo' | 'reshare';
  /** With `reduceTo`. */
  points?: string;
  /** With `reshare`: sign-in name → per cent. */
  shares?: Record<string, string>;
  grounds: string[];
  acceptedOn?: Day;
  votes?: { day: Day; vote: 'upheld' | 'refused'; reason: string }[];
  reply?: { day: Day; answers: string[]; clause: string };
}

export interface DemonstrationPlan {
  difficultCases: DifficultStoryPlan;
  reconsiderations: { period: string; office: string; requests: RequestPlan[] };
  assignment: AssignmentStoryPlan;
  court: CourtPlan;
  caseload: CaseloadPlan;
  judgments: JudgmentPlans;
  /** What faults are drawn from; the rows a court holds are `clauseRows`. */
  clauses: ClausePlan[];
  clauseRows: ClauseRow[];
  situationRows: SituationRow[];
  parameters: ParameterPlan[];
  research: ResearchKindPlan[];
  researchRequired: ResearchRequirementPlan[];
  researchShares: ResearchRules['shares'];
  researchStory: ResearchStoryPlan;
  weights: CaseWeightTable;
  limits: TimeLimitTable;
  conduct: ConductTable;
}
