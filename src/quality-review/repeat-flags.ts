import { Injectable } from '@nestjs/common';
import { addMonths, type Day } from '../kernel/day.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { repeatFindings, type Repeat, type RepeatableFinding } from '../rules/repeat-findings.js';
import { FindingClock } from './life/finding-clock.js';

/** Door: 重复差错, minor findings of one clause by one person that come again within the court's span of months. */
@Injectable()
export class RepeatFlags {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly deadlines: FindingClock,
  ) {}

  /** Every flag raised by a finding recorded from `from` until before `until`; of these people only when named. Nothing where the court has set no rule. */
  async raised(courtId: string, from: Day, until: Day, people: readonly string[] | null = null): Promise<Repeat[]> {
    const rule = await this.deadlines.repeatRule(courtId, this.clock.today());
    if (!rule) return [];
    if (people?.length === 0) return [];
    const rows = await this.database.rows<RepeatableFinding>(
      `SELECT f.id AS "id", s.person_id AS "personId", k.code AS "code", f.recorded_on AS "recordedOn"
       FROM finding f JOIN finding_share s ON s.finding_id = f.id JOIN defect_clause k ON k.id = f.clause_id
       WHERE f.court_id = :courtId AND f.severity = 'minor' AND f.status IN ('submitted', 'settled') AND s.share > 0
         AND f.recorded_on > :since AND f.recorded_on < :until ${people ? 'AND s.person_id IN (:...people)' : ''}`,
      { courtId, since: addMonths(from, -rule.months), until, ...(people ? { people } : {}) },
    );
    return repeatFindings(rows, rule).filter(({ findings }) => findings[findings.length - 1]!.recordedOn >= from);
  }

  /** Of these findings, the people for whom each completes a row. */
  async on(courtId: string, findings: readonly { id: string; severity: string; recordedOn: Day }[], people: readonly string[]): Promise<Map<string, string[]>> {
    const days = findings.filter(({ severity }) => severity === 'minor').map(({ recordedOn }) => recordedOn).sort();
    if (!days.length) return new Map();
    const flags = new Map<string, string[]>();
    for (const { personId, findings: row } of await this.raised(courtId, days[0]!, `${days[days.length - 1]!}~`, people)) {
      const last = row[row.length - 1]!.id;
      flags.set(last, [...(flags.get(last) ?? []), personId]);
    }
    return flags;
  }
}
