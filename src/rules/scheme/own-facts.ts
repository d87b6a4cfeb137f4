import type { Expression } from './expression/expression.js';
import type { FactDeclaration } from './fact-catalogue.js';
import type { FactName } from './facts.js';

/** 自有事实: what a scheme declares of facts of its own. */
export interface OwnFacts {
  /** Everything a page needs to explain a fact, and an editor to complete its name. */
  definitions: FactDeclaration[];
  derived: ReadonlyMap<FactName, Expression>;
  /** Read from the unit's facts by every member. */
  ofUnit: ReadonlySet<FactName>;
  /** Events and pieces of these are refused without evidence. */
  evidenced: ReadonlySet<FactName>;
}
