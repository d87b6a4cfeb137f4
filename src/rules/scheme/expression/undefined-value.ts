import type { Sentence } from '../../../kernel/domain-error.js';

/** Thrown where arithmetic has no answer (nothing to divide by, the mean of nothing): whatever asks does not apply. */
export class UndefinedValue extends Error {
  constructor(readonly why: Sentence) {
    super(why.en);
    this.name = 'UndefinedValue';
  }
}

/** The answer, or the words for why there is none. */
export function attempt<T>(work: () => T): { value: T } | { why: Sentence } {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof UndefinedValue) return { why: error.why };
    throw error;
  }
}
