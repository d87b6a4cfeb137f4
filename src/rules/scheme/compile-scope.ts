import type { Day } from '../../kernel/day.js';
import type { Fault, Sentence } from '../../kernel/domain-error.js';
import type { FactRequirement, FactShape } from './fact-catalogue.js';
import type { FactName } from './facts.js';
import { nearestName } from './nearest-name.js';
import type { ParameterValue, Parameters } from './scheme-value.js';

export type Plain = Record<string, unknown>;

/** What one reading of a document gathers and may look up. */
export interface CompileScope {
  faults: Fault[];
  parameters: Parameters;
  /** Parameters the scheme declares itself; one without a value here and without one passed in is 〔空〕. */
  declared: Map<string, { value: ParameterValue | null }>;
  /** The last day of the period: of dated values, the one in force then counts. Null: the newest. */
  on: Day | null;
  /** Null when nobody passed a fact catalogue: names are then taken as they come. */
  catalogue: Map<FactName, FactRequirement> | null;
  /** Facts the scheme declares itself; their shapes are checked with or without a catalogue. */
  ownFacts: Map<FactName, FactRequirement>;
  /** Paths of numbers that found no source; reported once per node. */
  unsourced: string[];
}

/** A name neither the catalogue nor the scheme knows, with the nearest known one. */
export function unknownFact(name: FactName, scope: Pick<CompileScope, 'catalogue' | 'ownFacts'>): Sentence {
  const near = nearestName(name, [...(scope.catalogue?.keys() ?? []), ...scope.ownFacts.keys()]);
  return {
    zh: `事实目录中没有“${name}”。${near ? `是否为“${near}”？` : ''}请从目录中选用，或先登记该事实。`,
    en: `The fact catalogue has no “${name}”. ${near ? `Did you mean “${near}”? ` : ''}Choose one from it, or register the fact first.`,
  };
}

export const SHAPES: Record<FactShape, { zh: string; en: string }> = {
  number: { zh: '数字', en: 'a number' },
  events: { zh: '逐项事件', en: 'a list of events' },
  pieces: { zh: '逐件分数', en: 'a list of pieces' },
  text: { zh: '文字', en: 'a text' },
};

export function isPlain(raw: unknown): raw is Plain {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
