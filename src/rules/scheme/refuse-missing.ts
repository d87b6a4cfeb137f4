import type { Fault } from '../../kernel/domain-error.js';
import type { FactReader } from './fact-reader.js';
import { schemeErrors } from './scheme.errors.js';

/** Refuses with every gap the readers met, each once. @throws scheme.factsMissing */
export function refuseMissing(readers: Iterable<Pick<FactReader, 'faults'>>): void {
  const distinct = new Map<string, Fault>();
  for (const { faults } of readers) for (const fault of faults) distinct.set(`${fault.path}|${fault.en}`, fault);
  if (distinct.size) throw schemeErrors['scheme.factsMissing']({ count: distinct.size }, [...distinct.values()]);
}
