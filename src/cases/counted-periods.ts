import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';

export interface ClosedPeriods {
  /** Periods of the court that are closed, in whatever order. */
  closedPeriods(courtId: string): Promise<EvaluationPeriod[]>;
}

export interface LockedPeriods {
  /** Periods of which the trial management office has submitted what its cases come to, and who did. */
  lockedPeriods(courtId: string): Promise<CountedPeriod[]>;
}

/** Closed, or locked by whoever is named. */
export interface CountedPeriod extends EvaluationPeriod {
  lockedBy?: string;
}

/** Which periods are closed is known floors above; whoever keeps them says so here when the application starts. */
@Injectable()
export class CountedPeriods {
  private known: ClosedPeriods | null = null;
  private locks: LockedPeriods | null = null;

  answerWith(known: ClosedPeriods): void {
    this.known = known;
  }

  locksFrom(locks: LockedPeriods): void {
    this.locks = locks;
  }

  /** The periods as they stand now, closed ones first; ask once for many days. */
  async closed(courtId: string): Promise<CountedPeriod[]> {
    const closed = this.known ? await this.known.closedPeriods(courtId) : [];
    return [...closed, ...(this.locks ? await this.locks.lockedPeriods(courtId) : [])];
  }

  /**
   * The periods in which nothing may be changed from here.
   * @param byCorrection whoever makes the change knows that a frozen result stays and follows only through a numbered correction; what is locked stays locked
   */
  async unchangeable(courtId: string, byCorrection: boolean): Promise<CountedPeriod[]> {
    return (await this.closed(courtId)).filter(({ lockedBy }) => !byCorrection || lockedBy !== undefined);
  }

  /** As {@link frozenFaults}, asked for one record. */
  async faults(courtId: string, days: Readonly<Record<string, Day | null>>): Promise<Fault[]> {
    return frozenFaults(await this.closed(courtId), days);
  }
}

/** A fault for each of these days that lies in a closed period: what counted there is not changed from here. */
export function frozenFaults(closed: readonly CountedPeriod[], days: Readonly<Record<string, Day | null>>): Fault[] {
  return Object.entries(days).flatMap(([path, day]) => {
    const holding = day ? closed.filter(({ from, until }) => from <= day && day < until) : [];
    const keys = holding.filter(({ lockedBy }) => !lockedBy).map(({ key }) => key).sort();
    const lock = holding.find(({ lockedBy }) => lockedBy);
    if (!keys.length && lock)
      return [
        {
          path,
          zh: `${day} 属于考核期 ${lock.key}，审管办的子项已由${lock.lockedBy!}提交并锁定，不能改动。请先由审管办撤回子项并写明理由。`,
          en: `${day} lies in ${lock.key}, whose sub-score the trial management office (${lock.lockedBy!}) has submitted; it is locked. Have the office take it back first, with a reason.`,
        },
      ];
    if (!keys.length) return [];
    return [
      {
        path,
        zh: `${day} 属于已结束的考核期 ${keys.join('、')}，当期结果已冻结，不从这里改动。请申请复议，由复议决定更正。`,
        en: `${day} lies in the closed period ${keys.join(', ')}, whose result is frozen. It is not changed from here: ask for reconsideration.`,
      },
    ];
  });
}
