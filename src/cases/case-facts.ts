import { Injectable } from '@nestjs/common';
import { addDays, daysBetween, type Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Database } from '../platform/database/database.js';
import { countedFor, names, recordsOf, totalsByPart, totalsOf, type CountedRecords, type FactNumbers, type Paging, type RecordBehind, type RecordsBehind } from '../platform/facts/counted-facts.js';
import type { FactEvent, PersonFacts } from '../rules/scheme/facts.js';
import { countedCases, DIVISION_CASE_FACTS } from './counted-cases.js';
import type { CaseParameters, CountedCase } from './counted-case.js';

export type CaseFactsOf = Pick<PersonFacts, 'numbers' | 'events' | 'pieces'> & {
  /** `2026-10` → cases closed in that month. */
  closedByMonth: Record<string, number>;
};

/** What the records are asked for, beside the fact and whose it is. */
export interface CaseRecordsQuery extends Paging {
  nature: string | null;
  /** Day on which open cases are looked at: the period's last day, or today while it runs. */
  asOf: Day;
}

const LONG_PENDING_DAYS = 365;
const MONTH_CLOSED = 'SUBSTR(c.closed_on, 1, 7)';

/**
 * Door: what the register says of each judge, clerk, enforcement officer and division in a period, a handful of grouped
 * queries for everybody at once, and the single records behind each figure.
 *
 * A case counts on the day it was closed. Closed without a recorded limit counts as closed in limit, for nobody can miss
 * a limit that was never set. Appeals count on the day they were lodged, changed judgments on the day that was decided.
 */
@Injectable()
export class CaseFacts {
  private readonly persons: readonly CountedRecords<CountedCase>[];
  private readonly divisions: readonly CountedRecords<CountedCase>[];

  constructor(private readonly database: Database) {
    const counted = countedCases(database.engine);
    this.persons = Object.values(counted);
    this.divisions = [counted.closed, counted.received, counted.opening, counted.open, counted.appealed, counted.decided].map((records) =>
      countedFor(records, 'c.division_id', DIVISION_CASE_FACTS),
    );
  }

  /**
   * @param asOf day on which pending cases are looked at: the period's last day, or today while it runs
   * @param nature only cases of this nature, for judges who hear every nature; all cases when `null`
   * @param asked only these facts are worked out; all of them when `null`
   */
  async factsFor(courtId: string, period: EvaluationPeriod, personIds: readonly string[], asOf: Day, nature: string | null, asked: ReadonlySet<string> | null = null): Promise<Map<string, CaseFactsOf>> {
    const facts = new Map<string, CaseFactsOf>(personIds.map((id) => [id, { numbers: {}, events: { pendingOver365: [] }, pieces: {}, closedByMonth: {} }]));
    if (!personIds.length) return facts;
    const parameters = parametersOf(courtId, period, nature, asOf);
    const counted = this.persons.map(async (records) => {
      const byMonth = names(records, 'closed') && (!asked || asked.has('closedByMonth'));
      const { totals, parts } = await totalsByPart(this.database, records, byMonth ? MONTH_CLOSED : `''`, parameters, personIds, byMonth && asked ? new Set([...asked, 'closed']) : asked);
      for (const [personId, numbers] of totals) Object.assign(facts.get(personId)!.numbers, numbers);
      if (byMonth) for (const [personId, months] of parts) facts.get(personId)!.closedByMonth = months;
    });
    const pending = !asked || asked.has('pendingOver365') ? this.longPending(parameters, personIds) : [];
    await Promise.all(counted);
    for (const { personId, event } of await pending) facts.get(personId)!.events['pendingOver365']!.push(event);
    return facts;
  }

  /** The same register counted for whole divisions and tribunals, under names of their own (`divisionClosed` …). */
  async unitFactsFor(courtId: string, period: EvaluationPeriod, divisionIds: readonly string[], asOf: Day, asked: ReadonlySet<string> | null = null): Promise<Map<string, FactNumbers>> {
    const facts = new Map<string, FactNumbers>(divisionIds.map((id) => [id, {}]));
    const parameters = parametersOf(courtId, period, null, asOf);
    for (const records of this.divisions)
      for (const [divisionId, numbers] of await totalsOf(this.database, records, parameters, divisionIds, asked)) Object.assign(facts.get(divisionId)!, numbers);
    return facts;
  }

  /**
   * The single records one figure rests on: same tables, same conditions, same scope as the figure itself.
   * @param holderId the person, or for a fact `per: unit` the division
   * @returns `null` when the register does not count that fact
   */
  async recordsBehind(courtId: string, fact: string, holderId: string, period: EvaluationPeriod, { nature, asOf, ...paging }: CaseRecordsQuery): Promise<RecordsBehind | null> {
    const parameters = parametersOf(courtId, period, nature, asOf);
    const counted = fact === 'closedByMonth' ? 'closed' : fact === 'pendingOver365' ? 'openOverYear' : fact;
    const records = [...this.persons, ...this.divisions].find((one) => names(one, counted));
    if (!records) return null;
    const { total, sum, rows } = await recordsOf(this.database, records, counted, parameters, holderId, paging);
    if (fact === 'pendingOver365') return { total, sum, items: rows.map(({ record }) => ({ ...record, contribution: '1', removal: {} })) };
    const isOwnClosed = names(records, 'closed');
    const months = isOwnClosed ? await this.monthsClosed(parameters, holderId) : null;
    return { total, sum, items: rows.map(({ record }) => (months ? withoutInMonth(record, months) : record)) };
  }

  /** In which natures each of these judges closed something in the period. */
  async naturesHeard(courtId: string, period: EvaluationPeriod, personIds: readonly string[]): Promise<Map<string, string[]>> {
    if (!personIds.length) return new Map();
    const rows = await this.database.rows<{ personId: string; nature: string }>(
      `SELECT DISTINCT c.responsible_judge_id AS "personId", c.nature AS "nature" FROM court_case c WHERE c.court_id = :court AND c.closed_on >= :from AND c.closed_on < :until AND c.responsible_judge_id IN (:...people)`,
      { court: courtId, from: period.from, until: period.until, people: personIds },
    );
    return new Map(personIds.map((id) => [id, rows.filter((row) => row.personId === id).map((row) => row.nature).sort()]));
  }

  private async monthsClosed(parameters: CaseParameters, personId: string): Promise<Map<string, number>> {
    const { parts } = await totalsByPart(this.database, countedCases(this.database.engine).closed, MONTH_CLOSED, parameters, [personId], new Set(['closed']));
    return new Map(Object.entries(parts.get(personId)!));
  }

  private async longPending(parameters: CaseParameters, people: readonly string[]): Promise<{ personId: string; event: FactEvent }[]> {
    const { from, where, columns, measures } = countedCases(this.database.engine).open;
    const overYear = measures.find(({ fact }) => fact === 'openOverYear')!.when!;
    const rows = await this.database.rows<{ id: string; number: string; personId: string; intakeOn: Day }>(
      `SELECT c.id AS "id", c.case_number AS "number", ${columns.holder} AS "personId", c.intake_on AS "intakeOn"
       FROM ${from} WHERE ${where} AND ${overYear} AND ${columns.holder} IN (:...people) ORDER BY c.intake_on, c.id`,
      { ...parameters, people },
    );
    const { asOf } = parameters;
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

function parametersOf(courtId: string, { from, until }: EvaluationPeriod, nature: string | null, asOf: Day): CaseParameters {
  return { court: courtId, from, until, nature: nature ?? '', asOf, overYear: addDays(asOf, -LONG_PENDING_DAYS) };
}

/** A case less is one less in the month it was closed. */
function withoutInMonth(record: RecordBehind, months: ReadonlyMap<string, number>): RecordBehind {
  const month = record.day!.slice(0, 7);
  return { ...record, removal: { ...record.removal, pieces: [{ fact: 'closedByMonth', sourceId: month, value: months.get(month)! - 1 }] } };
}
