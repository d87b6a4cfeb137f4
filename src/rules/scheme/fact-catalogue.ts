import type { Sentence } from '../../kernel/domain-error.js';
import type { FactName } from './facts.js';

/**
 * `number`: one figure. `events`: single records that each make a line. `pieces`: single marks that make a mean.
 * `text`: a word, e.g. the key of a proposed grade; it stands among the numbers and is never reckoned with.
 */
export type FactShape = 'number' | 'events' | 'pieces' | 'text';

/** `recorded` by a module; `entered` by hand; `rated` by people; `derived` by a formula from others. */
export type FactKind = 'recorded' | 'entered' | 'rated' | 'derived';

/** One fact a scheme may name. Each feature module declares its own; together they are the catalogue people read. */
export interface FactDefinition {
  name: FactName;
  shape: FactShape;
  /** What it is counted in: 件, 天, 元, 分, 月. */
  unit: Sentence;
  title: Sentence;
  meaning: Sentence;
  cannotShow: Sentence;
  per: 'person' | 'unit';
  /** Which day puts a record into the period. */
  dated: Sentence;
  /** Absent for what a module records. */
  kind?: FactKind;
}

/** A fact a scheme declares itself, beside the catalogue's. */
export interface FactDeclaration extends FactDefinition {
  kind: 'entered' | 'rated' | 'derived';
  /** `required`: an event or piece without evidence is refused. */
  evidence: 'required' | 'optional';
  /** Of a derived fact: an expression over other facts and parameters. */
  formula?: string;
}

/** Which facts the schemes of CATALOGUES §13 name, and in what shape; a module provides the definition of each. */
export interface FactRequirement {
  name: FactName;
  shape: FactShape;
  /** `unit`: every member reads it from the unit's own facts. */
  per?: 'person' | 'unit';
}

/** Known of everybody without any module: the engine derives `servedMonths` = months × dutyFactor. */
export const SERVICE_FACTS: readonly FactRequirement[] = [
  { name: 'months', shape: 'number' },
  { name: 'dutyFactor', shape: 'number' },
  { name: 'servedMonths', shape: 'number' },
];

const numbers = [
  'closed', 'closedWeighted', 'panelWeighted', 'closedInLimit', 'netDays', 'reviewed', 'minorCases', 'attributable',
  'objectionsUpheld', 'firstInstanceClosed', 'publishedOnTime', 'publishable', 'appealed', 'complaintsUpheld', 'petitionCases',
  'mediated', 'withdrawn', 'claimed', 'realised', 'fullyRealised', 'excellentDocuments', 'publicationPoints', 'required',
] as const;
const events = ['seriousFindings', 'pendingOver365', 'merits'] as const;
const pieces = ['closedByMonth', 'ownCaseScore', 'hearingScores', 'summationScores'] as const;

export const JUDGE_SCHEME_FACTS: readonly FactRequirement[] = [
  ...numbers.map((name) => ({ name, shape: 'number' as const })),
  ...events.map((name) => ({ name, shape: 'events' as const })),
  ...pieces.map((name) => ({ name, shape: 'pieces' as const })),
];

/** Facts a scheme needs and no module has declared; the application refuses to start on any. */
export function undeclaredFacts(needed: readonly FactRequirement[], declared: readonly FactDefinition[]): FactRequirement[] {
  const known = new Map(declared.map((fact) => [fact.name, fact.shape]));
  return needed.filter((fact) => known.get(fact.name) !== fact.shape);
}
