import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';

export interface ClosedPeriods {
  /** Periods of the court that are closed, in whatever order. */
  closedPeriods(courtId: string): Promise<EvaluationPeriod[]>;
}

/** Which periods are closed is known floors above; whoever keeps them says so here when the application starts. */
@Injectable()
export class CountedPeriods {
  private known: ClosedPeriods | null = null;

  answerWith(known: ClosedPeriods): void {
    this.known = known;
  }

  /** The periods as they stand now; ask once for many days. */
  async closed(courtId: string): Promise<EvaluationPeriod[]> {
    return this.known ? this.known.closedPeriods(courtId) : [];
  }

  /** As {@link frozenFaults}, asked for one record. */
  async faults(courtId: string, days: Readonly<Record<string, Day | null>>): Promise<Fault[]> {
    return frozenFaults(await this.closed(courtId), days);
  }
}

/** A fault for each of these days that lies in a closed period: what counted there is not changed from here. */
export function frozenFaults(closed: readonly EvaluationPeriod[], days: Readonly<Record<string, Day | null>>): Fault[] {
  return Object.entries(days).flatMap(([path, day]) => {
    const keys = day ? closed.filter(({ from, until }) => from <= day && day < until).map(({ key }) => key).sort() : [];
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
