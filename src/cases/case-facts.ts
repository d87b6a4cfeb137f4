import { Injectable } from '@nestjs/common';
import { addDays, daysBetween, type Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { fromHundredths } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import type { FactEvent, PersonFacts } from '../rules/scheme/facts.js';

export type CaseFactsOf = Pick<PersonFacts, 'numbers' | 'events' | 'pieces'> & {
  /** `2026-10` → cases closed in that month. */
  closedByMonth: Record<string, number>;
};

const LONG_PENDING_DAYS = 365;

interface ClosedRow {
  personId: string;
  closed: number | string;
  weight: number | string;
  inLimit: number | string;
  netDays: number | string;
  firstInstance: number | string;
  mediated: number | string;
  withdrawn: number | string;
  claimed: number | string;
  realised: number | string;
  fullyRealised: number | string;
}

const OF_NATURE = `(:nature = '' OR c.nature = :nature)`;
const OWN_CLOSED = `${OF_NATURE} AND c.court_id = :court AND c.closed_on >= :from AND c.closed_on < :until AND c.responsible_judge_id IN (:...people)`;
const OWN_CASE = `${OF_NATURE} AND c.court_id = :court AND c.responsible_judge_id IN (:...people)`;

/**
 * Door: what the register says of each judge in a period, a handful of grouped queries for everybody at once.
 *
 * A case counts for the responsible judge on the day it was closed. Closed without a recorded limit counts as closed in
 * limit, for nobody can miss a limit that was never set. Appeals count on the day they were lodged, changed judgments
 * on the day that was decided and only once found attributable.
 */
@Injectable()
export class CaseFacts {
  constructor(private readonly database: Database) {}

  /**
   * @param asOf day on which pending cases are looked at: the period's last day, or today while it runs
   * @param nature only cases of this nature, for judges who hear every nature; all cases when `null`
   */
  async factsFor(courtId: string, period: EvaluationPeriod, personIds: readonly string[], asOf: Day, nature: string | null): Promise<Map<string, CaseFactsOf>> {
    const facts = new Map(personIds.map((id) => [id, nothingClosed()]));
    if (!personIds.length) return facts;
    const parameters = { court: courtId, from: period.from, until: period.until, people: personIds, nature: nature ?? '' };
    for (const row of await this.closed(parameters)) Object.assign(facts.get(row.personId)!.numbers, numbersOf(row));
    for (const row of await this.byMonth(parameters)) facts.get(row.personId)!.closedByMonth[row.month] = Number(row.closed);
    for (const row of await this.panels(parameters)) facts.get(row.personId)!.numbers['panelWeighted'] = fromHundredths(row.weight).toFixed(2);
    for (const row of await this.appeals(parameters)) {
      const { numbers } = facts.get(row.personId)!;
      numbers['appealed'] = Number(row.appealed);
      numbers['attributable'] = Number(row.attributable);
    }
    for (const { personId, event } of await this.longPending(parameters, asOf)) facts.get(personId)!.events['pendingOver365']!.push(event);
    return facts;
  }

  /** In which natures each of these judges closed something in the period. */
  async naturesHeard(courtId: string, period: EvaluationPeriod, personIds: readonly string[]): Promise<Map<string, string[]>> {
    if (!personIds.length) return new Map();
    const rows = await this.database.rows<{ personId: string; nature: string }>(
      `SELECT DISTINCT c.responsible_judge_id AS "personId", c.nature AS "nature" FROM court_case c WHERE ${OWN_CLOSED}`,
      { court: courtId, from: period.from, until: period.until, people: personIds, nature: '' },
    );
    return new Map(personIds.map((id) => [id, rows.filter((row) => row.personId === id).map((row) => row.nature).sort()]));
  }

  private closed(parameters: object): Promise<ClosedRow[]> {
    const days = this.database.engine === 'sqlite' ? `CAST(julianday(c.closed_on) - julianday(c.intake_on) AS INTEGER)` : `DATEDIFF(c.closed_on, c.intake_on)`;
    const enforced = (sql: string): string => `COALESCE(SUM(CASE WHEN c.nature = 'enforcement' THEN ${sql} ELSE 0 END), 0)`;
    const count = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
    return this.database.rows<ClosedRow>(
      `SELECT c.responsible_judge_id AS "personId", COUNT(*) AS "closed", SUM(c.weight) AS "weight",
              ${count('c.limit_on IS NULL OR c.closed_on <= c.limit_on')} AS "inLimit", SUM(${days} - c.deducted_days) AS "netDays",
              ${count('c.appealable = 1')} AS "firstInstance",
              ${count(`c.closing_manner = 'mediated'`)} AS "mediated", ${count(`c.closing_manner = 'withdrawn'`)} AS "withdrawn",
              ${enforced('COALESCE(c.claimed, 0)')} AS "claimed", ${enforced('COALESCE(c.realised, 0)')} AS "realised",
              ${enforced('CASE WHEN c.claimed > 0 AND c.realised >= c.claimed THEN 1 ELSE 0 END')} AS "fullyRealised"
       FROM court_case c WHERE ${OWN_CLOSED} GROUP BY c.responsible_judge_id`,
      parameters,
    );
  }

  private byMonth(parameters: object): Promise<{ personId: string; month: string; closed: number | string }[]> {
    return this.database.rows(
      `SELECT c.responsible_judge_id AS "personId", SUBSTR(c.closed_on, 1, 7) AS "month", COUNT(*) AS "closed"
       FROM court_case c WHERE ${OWN_CLOSED} GROUP BY c.responsible_judge_id, SUBSTR(c.closed_on, 1, 7)`,
      parameters,
    );
  }

  /** Each panel case once, and never one's own. */
  private panels(parameters: object): Promise<{ personId: string; weight: number | string }[]> {
    return this.database.rows(
      `SELECT s.person_id AS "personId", SUM(s.weight) AS "weight" FROM (
         SELECT DISTINCT p.person_id, c.id, c.weight
         FROM case_participant p JOIN court_case c ON c.id = p.case_id
         WHERE ${OF_NATURE} AND c.court_id = :court AND c.closed_on >= :from AND c.closed_on < :until AND p.person_id IN (:...people)
           AND p.role IN ('presidingJudge', 'panelMember') AND (c.responsible_judge_id IS NULL OR c.responsible_judge_id <> p.person_id)
       ) s GROUP BY s.person_id`,
      parameters,
    );
  }

  private appeals(parameters: object): Promise<{ personId: string; appealed: number | string; attributable: number | string }[]> {
    const inPeriod = (day: string): string => `a.${day} >= :from AND a.${day} < :until`;
    return this.database.rows(
      `SELECT c.responsible_judge_id AS "personId",
              COUNT(DISTINCT CASE WHEN ${inPeriod('appealed_on')} THEN c.id END) AS "appealed",
              COUNT(DISTINCT CASE WHEN ${inPeriod('decided_on')} AND a.attributable = 1 THEN c.id END) AS "attributable"
       FROM case_appeal a JOIN court_case c ON c.id = a.case_id
       WHERE ${OWN_CASE} AND ((${inPeriod('appealed_on')}) OR (${inPeriod('decided_on')}))
       GROUP BY c.responsible_judge_id`,
      parameters,
    );
  }

  private async longPending(parameters: object, asOf: Day): Promise<{ personId: string; event: FactEvent }[]> {
    const rows = await this.database.rows<{ id: string; number: string; personId: string; intakeOn: Day }>(
      `SELECT c.id AS "id", c.case_number AS "number", c.responsible_judge_id AS "personId", c.intake_on AS "intakeOn"
       FROM court_case c WHERE ${OWN_CASE} AND c.intake_on < :limit AND (c.closed_on IS NULL OR c.closed_on > :asOf)
       ORDER BY c.intake_on, c.id`,
      { ...parameters, asOf, limit: addDays(asOf, -LONG_PENDING_DAYS) },
    );
    return rows.map(({ id, number, personId, intakeOn }) => {
      const days = daysBetween(intakeOn, asOf);
      return {
        personId,
        event: {
          id: `pending:${id}`,
          clause: `长期未结（${LONG_PENDING_DAYS} 日）`,
          label: { zh: `${number}：${intakeOn} 收案，至 ${asOf} 已 ${days} 日未结`, en: `${number}: taken in on ${intakeOn}, still open after ${days} days on ${asOf}` },
          day: asOf,
          source: { kind: 'case', id, label: number },
        },
      };
    });
  }
}

function numbersOf(row: ClosedRow): Record<string, string | number> {
  return {
    closed: Number(row.closed),
    closedWeighted: fromHundredths(row.weight).toFixed(2),
    closedInLimit: Number(row.inLimit),
    netDays: Number(row.netDays),
    firstInstanceClosed: Number(row.firstInstance),
    mediated: Number(row.mediated),
    withdrawn: Number(row.withdrawn),
    claimed: fromHundredths(row.claimed).toFixed(2),
    realised: fromHundredths(row.realised).toFixed(2),
    fullyRealised: Number(row.fullyRealised),
  };
}

/**
 * Counted over an existing register, nothing found is a true zero. `objectionsUpheld` is the exception: the register
 * keeps no enforcement objections yet, which every sheet that uses it says beside the indicator.
 */
function nothingClosed(): CaseFactsOf {
  return {
    numbers: {
      closed: 0, closedWeighted: '0.00', panelWeighted: '0.00', closedInLimit: 0, netDays: 0, firstInstanceClosed: 0, appealed: 0, attributable: 0,
      objectionsUpheld: 0, mediated: 0, withdrawn: 0, claimed: '0.00', realised: '0.00', fullyRealised: 0,
    },
    events: { pendingOver365: [] },
    pieces: {},
    closedByMonth: {},
  };
}
