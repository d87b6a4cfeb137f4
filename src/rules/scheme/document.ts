import type { Sentence } from '../../kernel/domain-error.js';
import type { CaseNature } from '../../kernel/actor.js';
import type { Day } from '../../kernel/day.js';

/**
 * A number in a scheme. Plain, it takes the source and date of the node it stands in; as an object it
 * carries its own; as a parameter it stands for a 〔空〕 the court must fill before the scheme loads.
 */
export type SchemeValue =
  | number
  | string
  | { value: number | string; source?: string; effectiveFrom?: Day; unit?: string }
  | { parameter: string; unit?: string };

/** A filled parameter, with the clause by which the court set it. */
export type ParameterValue = number | string | { value: number | string; source: string; effectiveFrom: Day };
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** A leaf's rule: its kind and the values and facts that kind asks for (see `leaf-rules/`). */
export interface RuleDocument {
  kind: string;
  [key: string]: unknown;
}

/**
 * A dimension, an indicator or a leaf. A node has children or a rule, never both.
 *
 * `fullMark` alone: so many points of the parent. `weight` alone: so many per cent of the parent. Both: the
 * node is marked on its own full mark and counts as that per cent of the parent (deductions shrink with it).
 * `fullMark: none`: open-ended, outside any total.
 */
export interface SchemeNode {
  key: string;
  title: Sentence;
  source: string;
  effectiveFrom?: Day;
  weight?: SchemeValue;
  fullMark?: SchemeValue | 'none';
  /** What this number cannot show; compulsory on a leaf. */
  limits?: Sentence;
  children?: SchemeNode[];
  rule?: RuleDocument;
}

/** 考核方案: one version of one scheme, as its YAML file says it. Everything about scoring is in here. */
export interface SchemeDocument {
  id: string;
  version: number;
  title: Sentence;
  effectiveFrom: Day;
  /** First day the version no longer holds. */
  effectiveUntil?: Day;
  source: string;
  /** True when the values are made up for a demonstration (示例) and no court has adopted them. */
  example: boolean;
  /** Who is compared with whom: a post and a case nature; `any` means each nature is a group of its own. */
  appliesTo: { post: string; nature: CaseNature | 'any' };
  fullMark: SchemeValue | 'none';
  rounding: { places: 2; mode: 'half-up' };
  nodes: SchemeNode[];
}
