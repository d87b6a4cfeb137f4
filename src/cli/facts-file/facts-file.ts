import type { FactShape } from '../../rules/scheme/fact-catalogue.js';
import type { FactName, PersonFacts, UnitFacts } from '../../rules/scheme/facts.js';
import type { Parameters } from '../../rules/scheme/scheme-value.js';

/** One person (or, for a scheme of units, one unit) in one period, as a facts file tells it. */
export interface FilePerson extends PersonFacts {
  /** Null: the file names no period for these rows, and they belong to whichever is asked for. */
  period: string | null;
}

/** What is said of a unit as a whole and read by each of its members. */
export interface FileUnit extends UnitFacts {
  period: string | null;
}

export interface FactsFile {
  /** Stated once for the whole file. */
  period: string | null;
  parameters: Parameters;
  people: FilePerson[];
  units: FileUnit[];
  /** Names in the file that the scheme does not use and the catalogue does not have. */
  unused: string[];
}

/** What a reader must know of the scheme: how each fact it may meet is written. */
export interface FactShapes {
  shapes: ReadonlyMap<FactName, FactShape>;
  /** Facts worked out from others; writing them down is refused. */
  derived: ReadonlySet<FactName>;
  /** Events and pieces of these must name their source; nothing is put in its place. */
  evidenced: ReadonlySet<FactName>;
}

/** Known of everybody; a column of its own in a wide table, a row with that fact's name in a long one. */
export const SERVICE = ['months', 'dutyFactor', 'headcount'] as const;
