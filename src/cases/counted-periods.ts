import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';

export interface ClosedPeriods {
  /** Keys of the closed periods in which the day lies, e.g. `2026-08`, `2026Q3`; empty while none is closed. */
  closedOn(courtId: string, day: Day): Promise<string[]>;
}

/** Which periods are closed is known floors above; whoever keeps them says so here when the application starts. */
@Injectable()
export class CountedPeriods {
  private known: ClosedPeriods | null = null;

  answerWith(known: ClosedPeriods): void {
    this.known = known;
  }

  /** A fault for each of these days that lies in a closed period: what counted there is not changed from here. */
  async faults(courtId: string, days: Readonly<Record<string, Day | null>>): Promise<Fault[]> {
    const faults: Fault[] = [];
    for (const [path, day] of Object.entries(days)) {
      const closed = day && this.known ? await this.known.closedOn(courtId, day) : [];
      if (closed.length)
        faults.push({
          path,
          zh: `${day} 属于已结束的考核期 ${closed.join('、')}，当期结果已冻结，不从这里改动。请申请复议，由复议决定更正。`,
          en: `${day} lies in the closed period ${closed.join(', ')}, whose result is frozen. It is not changed from here: ask for reconsideration.`,
        });
    }
    return faults;
  }
}
