import type { Day } from '../../kernel/day.js';

/** A number with the clause and the day it holds from; several of them make a list, of which the newest in force counts. */
export interface DatedValue {
  value: number | string;
  source: string;
  effectiveFrom: Day;
  unit?: string;
}

/**
 * A number in a scheme. Plain, it takes the source and date of the node it stands in; as an object it
 * carries its own; as a list it changes on the days named; as a parameter it stands for a 〔空〕 the court must fill
 * before the scheme loads.
 */
export type SchemeValue =
  | number
  | string
  | { value: number | string; source?: string; effectiveFrom?: Day; unit?: string }
  | { parameter: string; unit?: string }
  | DatedValue[];

/** A filled parameter, with the clause by which the court set it. */
export type ParameterValue = number | string | { value: number | string; source: string; effectiveFrom: Day } | DatedValue[];
export type Parameters = Readonly<Record<string, ParameterValue>>;
