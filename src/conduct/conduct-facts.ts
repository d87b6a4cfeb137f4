import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { mainPostOn } from '../court/service-record.js';
import { Database } from '../platform/database/database.js';
import { countedFor, names, pageOf, recordsOf, totalsOf, type CountedRecords, type FactNumbers, type Paging, type RecordBehind, type RecordRow, type RecordsBehind } from '../platform/facts/counted-facts.js';
import type { FactEvent, PersonFacts } from '../rules/scheme/facts.js';

export type ConductFactsOf = Pick<PersonFacts, 'numbers' | 'events' | 'pieces'>;

interface UpheldRow {
  id: string;
  personId: string;
  code: string;
  kind: 'complaint' | 'petition';
  summary: string;
  verifiedOn: Day;
  caseNumber: string | null;
}

interface MeritRow {
  id: string;
  personId: string;
  code: string;
  evidence: string;
  points: number | string;
  approvedOn: Day;
  caseId: string | null;
  caseNumber: string | null;
}

type UpheldRecord = RecordRow & { summary: string; code: string; result: string };

const upheldNote = ({ day, code, summary, result }: UpheldRecord) => ({
  zh: `${code}，${day} 查实${result === 'partlyUpheld' ? '（部分属实）' : ''}：${summary}`,
  en: `${code}, ${result === 'partlyUpheld' ? 'partly upheld' : 'upheld'} on ${day}: ${summary}`,
});

/** 查实的投诉、信访. */
const UPHELD: CountedRecords<UpheldRecord> = {
  kind: 'complaint',
  from: 'complaint c LEFT JOIN court_case k ON k.id = c.case_id',
  where: `c.court_id = :court AND c.result IN ('upheld', 'partlyUpheld') AND c.verified_on >= :from AND c.verified_on < :until`,
  columns: {
    holder: 'c.person_id', id: 'c.id', label: 'c.summary', caseId: 'c.case_id', caseNo: 'k.case_number', day: 'c.verified_on', summary: 'c.summary', code: 'c.code', result: 'c.result',
  },
  measures: [
    { fact: 'complaintsUpheld', when: `c.kind = 'complaint'`, value: '1', kept: 'whole', note: upheldNote },
    { fact: 'petitionCases', when: `c.kind = 'petition'`, value: '1', kept: 'whole', note: upheldNote },
  ],
};

/** Of the division in which the person had the main post on the day of the finding. */
const DIVISION_UPHELD = countedFor({ ...UPHELD, from: `${UPHELD.from} JOIN post_holding h ON ${mainPostOn('h', 'c.person_id', 'c.verified_on')}` }, 'h.division_id', {
  complaintsUpheld: 'divisionComplaintsUpheld',
  petitionCases: 'divisionPetitionCases',
});

const EVENTS_OF: Readonly<Record<string, string>> = { complaints: 'complaintsUpheld', petitions: 'petitionCases' };

/** Door: complaints and petitions found justified (whole or in part) by the day that was found, merits by the day they were approved. */
@Injectable()
export class ConductFacts {
  constructor(private readonly database: Database) {}

  async factsFor(courtId: string, period: EvaluationPeriod, personIds: readonly string[]): Promise<Map<string, ConductFactsOf>> {
    if (!personIds.length) return new Map();
    const parameters = { court: courtId, from: period.from, until: period.until, people: personIds };
    const upheld = await this.database.rows<UpheldRow>(
      `SELECT c.id AS "id", c.person_id AS "personId", c.code AS "code", c.kind AS "kind", c.summary AS "summary", c.verified_on AS "verifiedOn", k.case_number AS "caseNumber"
       FROM ${UPHELD.from} WHERE ${UPHELD.where} AND c.person_id IN (:...people)
       ORDER BY c.verified_on, c.id`,
      parameters,
    );
    const merits = await this.merits(parameters);
    return new Map(
      personIds.map((personId) => {
        const own = upheld.filter((row) => row.personId === personId);
        const complaints = own.filter((row) => row.kind === 'complaint');
        const petitions = own.filter((row) => row.kind === 'petition');
        return [
          personId,
          {
            numbers: { complaintsUpheld: complaints.length, petitionCases: petitions.length },
            events: {
              merits: merits.filter((row) => row.personId === personId).map(meritEvent),
              // Counted as rates, not priced one by one; listed so that withdrawing one can be worked out.
              complaints: complaints.map((row) => upheldEvent(row, 'complaintsUpheld')),
              petitions: petitions.map((row) => upheldEvent(row, 'petitionCases')),
            },
            pieces: {},
          },
        ];
      }),
    );
  }

  /** Upheld complaints and petitions about people of these divisions and tribunals. */
  async unitFactsFor(courtId: string, period: EvaluationPeriod, divisionIds: readonly string[]): Promise<Map<string, FactNumbers>> {
    return totalsOf(this.database, DIVISION_UPHELD, { court: courtId, from: period.from, until: period.until }, divisionIds);
  }

  /** The records a figure or list rests on; `null` when none of them is counted here. */
  async recordsBehind(courtId: string, fact: string, holderId: string, period: EvaluationPeriod, paging: Paging): Promise<RecordsBehind | null> {
    const parameters = { court: courtId, from: period.from, until: period.until };
    if (fact === 'merits') return pageOf((await this.merits({ ...parameters, people: [holderId] })).map(meritRecord), paging);
    const counted = EVENTS_OF[fact] ?? fact;
    const records = [UPHELD, DIVISION_UPHELD].find((one) => names(one, counted));
    if (!records) return null;
    const { total, sum, rows } = await recordsOf(this.database, records, counted, parameters, holderId, paging);
    return { total, sum, items: rows.map(({ record }) => (records === UPHELD ? { ...record, removal: { ...record.removal, droppedEvents: [record.source.id!] } } : record)) };
  }

  private merits(parameters: object): Promise<MeritRow[]> {
    return this.database.rows<MeritRow>(
      `SELECT m.id AS "id", m.person_id AS "personId", m.code AS "code", m.evidence AS "evidence", m.points AS "points", m.approved_on AS "approvedOn", m.case_id AS "caseId", k.case_number AS "caseNumber"
       FROM merit_claim m LEFT JOIN court_case k ON k.id = m.case_id
       WHERE m.court_id = :court AND m.approved_on >= :from AND m.approved_on < :until AND m.person_id IN (:...people)
       ORDER BY m.approved_on, m.id`,
      parameters,
    );
  }
}

function upheldEvent(row: UpheldRow, fact: string): FactEvent {
  return {
    id: row.id,
    clause: row.code,
    label: { zh: row.summary, en: row.summary },
    day: row.verifiedOn,
    source: { kind: 'complaint', id: row.id, label: row.caseNumber ?? row.summary },
    without: { numbers: { [fact]: -1 } },
  };
}

function meritEvent(row: MeritRow): FactEvent {
  return {
    id: row.id,
    clause: row.code,
    label: { zh: row.evidence, en: row.evidence },
    day: row.approvedOn,
    points: points(fromHundredths(row.points)),
    source: { kind: 'merit', id: row.id, label: row.caseNumber ?? row.evidence },
  };
}

function meritRecord(row: MeritRow): RecordBehind {
  const approved = points(fromHundredths(row.points));
  return {
    source: { kind: 'merit', id: row.id, label: row.evidence },
    caseId: row.caseId,
    caseNo: row.caseNumber,
    day: row.approvedOn,
    contribution: '1',
    note: { zh: `${row.code}，${row.approvedOn} 批准，${approved} 分`, en: `${row.code}, approved on ${row.approvedOn}, ${approved} points` },
    removal: { droppedEvents: [row.id] },
  };
}
