import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { names, recordsOf, totalsOf, type CountedRecords, type Paging, type RecordRow, type RecordsBehind } from '../platform/facts/counted-facts.js';
import type { FactEvent, PersonFacts } from '../rules/scheme/facts.js';
import type { ClaimedKind } from './difficult-case.entities.js';

export type DifficultCaseFactsOf = Pick<PersonFacts, 'numbers' | 'events' | 'pieces'>;

type AcceptedRow = RecordRow & { kinds: string; awarded: number | string; entered: number | string; year: number; number: number };

const note = ({ kinds, awarded, entered, day }: AcceptedRow): { zh: string; en: string } => {
  const claimed = JSON.parse(kinds) as ClaimedKind[];
  const [given, counted] = [points(fromHundredths(awarded)), points(fromHundredths(entered))];
  const cut = given === counted ? { zh: '', en: '' } : { zh: `，评定 ${given}，年度封顶后计 ${counted}`, en: `, ${given} awarded, ${counted} under the yearly cap` };
  return { zh: `${claimed.map(({ label }) => label).join('、')}；${day} 生效${cut.zh}`, en: `${claimed.map(({ labelEn }) => labelEn).join(', ')}; in effect from ${day}${cut.en}` };
};

/** 生效的难案: accepted, published, and past the last day on which anybody could object. */
const ACCEPTED: CountedRecords<AcceptedRow> = {
  kind: 'difficultCase',
  from: 'difficult_application a JOIN court_case c ON c.id = a.case_id',
  where: `a.court_id = :court AND a.status = 'awarded' AND a.entered > 0 AND a.counts_on >= :from AND a.counts_on < :until AND a.counts_on <= :today`,
  columns: { holder: 'a.judge_id', id: 'a.id', label: 'c.case_number', caseId: 'a.case_id', caseNo: 'c.case_number', day: 'a.counts_on', kinds: 'a.kinds', awarded: 'a.awarded', entered: 'a.entered', year: 'a.year', number: 'a.number' },
  measures: [
    { fact: 'difficultCasePoints', value: 'a.entered', kept: 'hundredths', note },
    { fact: 'difficultCasesAccepted', value: '1', kept: 'whole', note },
  ],
};

interface Parameters {
  court: string;
  from: Day;
  until: Day;
  today: Day;
}

/** Door: difficult cases whose points have taken effect, by the day they did; never one day before. */
@Injectable()
export class DifficultCaseFacts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async factsFor(courtId: string, period: EvaluationPeriod, personIds: readonly string[]): Promise<Map<string, DifficultCaseFactsOf>> {
    if (!personIds.length) return new Map();
    const parameters = this.parameters(courtId, period);
    const totals = await totalsOf(this.database, ACCEPTED, parameters, personIds);
    const rows = await this.database.rows<AcceptedRow>(
      `SELECT ${Object.entries(ACCEPTED.columns).map(([name, sql]) => `${sql} AS "${name}"`).join(', ')} FROM ${ACCEPTED.from} WHERE ${ACCEPTED.where} AND a.judge_id IN (:...people) ORDER BY a.counts_on, a.id`,
      { ...parameters, people: personIds },
    );
    return new Map(personIds.map((id) => [id, { numbers: totals.get(id)!, events: { difficultCases: rows.filter(({ holder }) => holder === id).map(eventOf) }, pieces: {} }]));
  }

  /** @returns `null` for what is not counted here */
  async recordsBehind(courtId: string, fact: string, holderId: string, period: EvaluationPeriod, paging: Paging): Promise<RecordsBehind | null> {
    const counted = fact === 'difficultCases' ? 'difficultCasesAccepted' : fact;
    if (!names(ACCEPTED, counted)) return null;
    const { total, sum, rows } = await recordsOf(this.database, ACCEPTED, counted, this.parameters(courtId, period), holderId, paging);
    return { total, sum, items: rows.map(({ record }) => ({ ...record, removal: { ...record.removal, droppedEvents: [record.source.id!] } })) };
  }

  private parameters(courtId: string, period: EvaluationPeriod): Parameters {
    return { court: courtId, from: period.from, until: period.until, today: this.clock.today() };
  }
}

function eventOf(row: AcceptedRow): FactEvent {
  const entered = points(fromHundredths(row.entered));
  return {
    id: row.id,
    clause: (JSON.parse(row.kinds) as ClaimedKind[]).map(({ code }) => code).join('、'),
    label: note(row),
    day: row.day,
    points: entered,
    // The committee accepted it and the court published it.
    approvedBy: '案件质量评查委员会',
    source: { kind: 'difficultCase', id: row.id, label: row.caseNo! },
    without: { numbers: { difficultCasePoints: `-${entered}`, difficultCasesAccepted: -1 } },
  };
}
