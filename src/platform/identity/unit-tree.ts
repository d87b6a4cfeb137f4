import type { Day } from '../../kernel/day.js';

/** What signing in must know of the court floor above: which units lie below a unit, and whom a login belongs to. */
export abstract class UnitTree {
  /** The unit itself and everything below it on that day. */
  abstract unitsFrom(divisionId: string, day: Day): Promise<string[]>;
}
