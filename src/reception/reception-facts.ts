import { Injectable } from '@nestjs/common';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Database } from '../platform/database/database.js';
import { pageOf, type Paging, type RecordBehind, type RecordsBehind } from '../platform/facts/counted-facts.js';
import { COUNTED_ABSENT, COUNTED_DUE, type ReceptionState } from '../rules/reception-day.js';
import type { FactEvent, PersonFacts } from '../rules/scheme/facts.js';
import { STATE_WORDS } from './reception-words.js';

interface DutyRow {
  id: string;
  personId: string;
  day: string;
  place: string;
  state: ReceptionState;
}

/** Door: reception days kept and missed, by their day. */
@Injectable()
export class ReceptionFacts {
  constructor(private readonly database: Database) {}

  async factsFor(courtId: string, period: EvaluationPeriod, personIds: readonly string[]): Promise<Map<string, Pick<PersonFacts, 'numbers' | 'events' | 'pieces'>>> {
    if (!personIds.length) return new Map();
    const rows = await this.duties(courtId, period, personIds);
    return new Map(
      personIds.map((personId) => {
        const own = rows.filter((row) => row.personId === personId);
        return [personId, { numbers: { receptionDaysDue: own.length }, events: { receptionAbsences: own.filter(isAbsent).map(eventOf) }, pieces: {} }];
      }),
    );
  }

  /** @returns `null` when reception days do not give that fact */
  async recordsBehind(courtId: string, fact: string, personId: string, period: EvaluationPeriod, paging: Paging): Promise<RecordsBehind | null> {
    if (fact !== 'receptionDaysDue' && fact !== 'receptionAbsences') return null;
    const rows = await this.duties(courtId, period, [personId]);
    return pageOf((fact === 'receptionAbsences' ? rows.filter(isAbsent) : rows).map(recordOf), paging);
  }

  private duties(courtId: string, period: EvaluationPeriod, people: readonly string[]): Promise<DutyRow[]> {
    return this.database.rows<DutyRow>(
      `SELECT r.id AS "id", r.person_id AS "personId", r.day AS "day", r.place AS "place", r.state AS "state" FROM reception_duty r
       WHERE r.court_id = :court AND r.day >= :from AND r.day < :until AND r.state IN (:...states) AND r.person_id IN (:...people) ORDER BY r.day, r.id`,
      { court: courtId, from: period.from, until: period.until, states: COUNTED_DUE, people },
    );
  }
}

function isAbsent({ state }: DutyRow): boolean {
  return COUNTED_ABSENT.includes(state);
}

function eventOf(row: DutyRow): FactEvent {
  const { id, day, state } = row;
  return { id, clause: '接待日', label: { zh: `${day} ${STATE_WORDS[state].zh}`, en: `${day} ${STATE_WORDS[state].en}` }, day, source: sourceOf(row), without: { numbers: { receptionDaysDue: -1 } } };
}

function sourceOf({ id, day, place }: DutyRow): FactEvent['source'] {
  return { kind: 'reception', id, label: `${day} ${place}` };
}

function recordOf(row: DutyRow): RecordBehind {
  const { id, day, place, state } = row;
  return {
    source: sourceOf(row),
    caseId: null,
    caseNo: null,
    day,
    contribution: '1',
    note: { zh: `${day} ${place}：${STATE_WORDS[state].zh}`, en: `${day}, ${place}: ${STATE_WORDS[state].en}` },
    removal: { numbers: { receptionDaysDue: -1 }, ...(isAbsent(row) ? { droppedEvents: [id] } : {}) },
  };
}
