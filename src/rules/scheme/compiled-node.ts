import type { Day } from '../../kernel/day.js';
import type { Sentence } from '../../kernel/domain-error.js';
import type { Decimal } from '../../kernel/exact.js';
import type { Expression } from './expression/expression.js';
import type { CompiledRule } from './leaf-rule.js';

export interface CompiledNode {
  key: string;
  path: string;
  title: Sentence;
  source: string;
  effectiveFrom: Day;
  limits: Sentence | null;
  /** Points of the parent's own scale it is worth as written; null when open-ended. */
  portion: Decimal | null;
  /** Its own full mark when it is marked on a scale of its own, else null. */
  ownScale: Decimal | null;
  children: CompiledNode[];
  rule: CompiledRule | null;
  /** Whether weight of parts that do not apply may come here. */
  takesWeight: boolean;
  /** Of an extra leaf: the most it may bring. */
  cap: Decimal | null;
  appliesWhen: Expression | null;
  /** How the result of the unit reaches its members; null when it is each person's own. */
  shared: 'every' | 'mean' | null;
  /** Whether its events must say who approved them. */
  approval: boolean;
  evidenceBy: Sentence | null;
}
