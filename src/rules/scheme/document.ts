import type { Sentence } from '../../kernel/domain-error.js';
import type { CaseNature } from '../../kernel/actor.js';
import type { Day } from '../../kernel/day.js';
import type { FactDeclaration } from './fact-catalogue.js';
import type {
  DistributionDocument, DutyDocument, GradesDocument, ParameterDeclaration, PeriodsDocument, TaskDocument, VetoDocument,
} from './document-sections.js';
import type { SchemeValue } from './scheme-value.js';

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
  /** 落实与分工: who supplies the evidence. */
  evidenceBy?: Sentence;
  /** An expression; where it is false the node does not apply and its weight goes to its siblings. */
  appliesWhen?: string;
  /** A unit's result spread to its members: every event counts for each, or each gets the mean of the members' own points. */
  sharedBy?: 'unit';
  how?: 'every' | 'mean';
  /** `required`: an event without `approvedBy` is refused. */
  approval?: 'required' | 'none';
  children?: SchemeNode[];
  rule?: RuleDocument;
}

/** 追加分: a leaf outside the full mark; `fullMark` is left out, `cap` limits what the leaf may bring. */
export interface ExtraNode extends SchemeNode {
  cap?: SchemeValue;
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
  /** Who is scored; people unless stated. */
  subject?: 'person' | 'unit';
  /** Who is compared with whom: a post and a case nature; `any` means each nature is a group of its own. */
  appliesTo: { post: string; nature: CaseNature | 'any' };
  fullMark: SchemeValue | 'none';
  rounding: { places: 2; mode: 'half-up' };
  parameters?: ParameterDeclaration[];
  facts?: FactDeclaration[];
  nodes: SchemeNode[];
  extra?: ExtraNode[];
  /** The most all extra points together may bring. */
  extraCap?: SchemeValue;
  vetoes?: VetoDocument[];
  grades?: GradesDocument;
  periods?: PeriodsDocument;
  duty?: DutyDocument;
  distribution?: DistributionDocument | DistributionDocument[];
  tasks?: TaskDocument[];
}
