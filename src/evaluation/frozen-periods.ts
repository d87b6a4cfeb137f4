import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';

export interface FrozenPeriodsKnown {
  /** Last day of the latest period closed in this court; `null` while none is. */
  lastFrozenDay(courtId: string): Promise<Day | null>;
  isFrozen(courtId: string, period: string): Promise<boolean>;
}

export interface LockedPeriodsKnown {
  /** Who has submitted an office's sub-score of a period, which locks what it holds; `null` while nobody has. */
  lockedBy(courtId: string, period: string, office: string): Promise<string | null>;
}

/** Which periods are closed is known one floor up; whoever keeps them says so here when the application starts. */
@Injectable()
export class FrozenPeriods {
  private known: FrozenPeriodsKnown | null = null;
  private locks: LockedPeriodsKnown | null = null;

  answerWith(known: FrozenPeriodsKnown): void {
    this.known = known;
  }

  locksFrom(locks: LockedPeriodsKnown): void {
    this.locks = locks;
  }

  async lockedBy(courtId: string, period: string, office: string): Promise<string | null> {
    return this.locks ? this.locks.lockedBy(courtId, period, office) : null;
  }

  async lastFrozenDay(courtId: string): Promise<Day | null> {
    return this.known ? this.known.lastFrozenDay(courtId) : null;
  }

  async isFrozen(courtId: string, period: string): Promise<boolean> {
    return this.known ? this.known.isFrozen(courtId, period) : false;
  }
}
