import { CASE_FACT_DEFINITIONS } from '../cases/case-fact-definitions.js';
import { CONDUCT_FACT_DEFINITIONS } from '../conduct/conduct-fact-definitions.js';
import { COST_FACT_DEFINITIONS } from '../costs/cost-fact-definitions.js';
import { SERVICE_FACT_DEFINITIONS } from '../court/service-fact-definitions.js';
import { DIFFICULT_CASE_FACT_DEFINITIONS } from '../difficult-cases/difficult-case-fact-definitions.js';
import { QUALITY_FACT_DEFINITIONS } from '../quality-review/quality-fact-definitions.js';
import { RECEPTION_FACT_DEFINITIONS } from '../reception/reception-fact-definitions.js';
import { RESEARCH_FACT_DEFINITIONS } from '../research/research-fact-definitions.js';
import { SHEET_FACT_DEFINITIONS } from './sheet-fact-definitions.js';
import { JUDGE_SCHEME_FACTS, undeclaredFacts, type FactDefinition } from '../rules/scheme/fact-catalogue.js';

/** Everything a scheme may name without declaring it: each module declares what its door answers. */
export const DECLARED_FACTS: readonly FactDefinition[] = [
  ...SERVICE_FACT_DEFINITIONS,
  ...CASE_FACT_DEFINITIONS,
  ...QUALITY_FACT_DEFINITIONS,
  ...DIFFICULT_CASE_FACT_DEFINITIONS,
  ...RESEARCH_FACT_DEFINITIONS,
  ...CONDUCT_FACT_DEFINITIONS,
  ...COST_FACT_DEFINITIONS,
  ...RECEPTION_FACT_DEFINITIONS,
  ...SHEET_FACT_DEFINITIONS,
];

/** The application does not start on a shipped scheme whose facts nobody provides, nor on two modules that claim one name. */
export function refuseUndeclaredFacts(declared: readonly FactDefinition[] = DECLARED_FACTS): void {
  const missing = undeclaredFacts(JUDGE_SCHEME_FACTS, declared).map(({ name, shape }) => `${name} (${shape})`);
  if (missing.length) throw new Error(`Shipped schemes name facts that no module provides: ${missing.join(', ')}`);
  const names = declared.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length) throw new Error(`Facts declared twice: ${twice.join(', ')}`);
}
