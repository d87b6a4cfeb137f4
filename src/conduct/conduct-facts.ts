import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
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
  caseNumber: string | null;
}

/** Door: complaints and petitions found justified (whole or in part) by the day that was found, merits by the day they were approved. */
@Injectable()
export class ConductFacts {
  constructor(private readonly database: Database) {}

  async factsFor(courtId: string, period: EvaluationPeriod, personIds: readonly string[]): Promise<Map<string, ConductFactsOf>> {
    if (!personIds.length) return new Map();
    const parameters = { court: courtId, from: period.from, until: period.until, people: personIds };
    const upheld = await this.database.rows<UpheldRow>(
      `SELECT c.id AS "id", c.person_id AS "personId", c.code AS "code", c.kind AS "kind", c.summary AS "summary", c.verified_on AS "verifiedOn", k.case_number AS "caseNumber"
       FROM complaint c LEFT JOIN court_case k ON k.id = c.case_id
       WHERE c.court_id = :court AND c.result IN ('upheld', 'partlyUpheld') AND c.verified_on >= :from AND c.verified_on < :until AND c.person_id IN (:...people)
       ORDER BY c.verified_on, c.id`,
      parameters,
    );
    const merits = await this.database.rows<MeritRow>(
      `SELECT m.id AS "id", m.person_id AS "personId", m.code AS "code", m.evidence AS "evidence", m.points AS "points", m.approved_on AS "approvedOn", k.case_number AS "caseNumber"
       FROM merit_claim m LEFT JOIN court_case k ON k.id = m.case_id
       WHERE m.court_id = :court AND m.approved_on >= :from AND m.approved_on < :until AND m.person_id IN (:...people)
       ORDER BY m.approved_on, m.id`,
      parameters,
    );
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
