import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { parsePeriod } from '../../kernel/evaluation-period.js';
import { CountedPeriods, type CountedPeriod, type LockedPeriods as OfCases } from '../../cases/counted-periods.js';
import { FrozenPeriods, type LockedPeriodsKnown } from '../../evaluation/frozen-periods.js';
import { Database } from '../../platform/database/database.js';
import type { SubScoreOffice } from '../../rules/period-closing.js';
import { SubScore } from './closing.entities.js';

/** Tells the floors below what is locked: a change by hand to what an office has submitted is refused until it takes its sub-score back. */
@Injectable()
export class LockedPeriods implements OfCases, LockedPeriodsKnown {
  constructor(
    private readonly database: Database,
    counted: CountedPeriods,
    frozen: FrozenPeriods,
  ) {
    counted.locksFrom(this);
    frozen.locksFrom(this);
  }

  async lockedPeriods(courtId: string): Promise<CountedPeriod[]> {
    const standing = await this.standing(courtId, 'trialManagement');
    return standing.map(({ period, submittedBy }) => ({ ...parsePeriod(period)!, lockedBy: submittedBy }));
  }

  /** The facts of a month inside a locked quarter or year are locked with it. */
  async lockedBy(courtId: string, period: string, office: string): Promise<string | null> {
    const inner = parsePeriod(period);
    if (!inner) return null;
    const standing = await this.standing(courtId, office as SubScoreOffice);
    const holding = standing.find((one) => {
      const outer = parsePeriod(one.period)!;
      return outer.from <= inner.from && inner.until <= outer.until;
    });
    return holding?.submittedBy ?? null;
  }

  private standing(courtId: string, office: SubScoreOffice): Promise<SubScore[]> {
    return this.database.repository(SubScore).findBy({ courtId, office, withdrawnAt: IsNull() });
  }
}
