import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import type { Sentence } from '../kernel/domain-error.js';
import { fromHundredths, points } from '../kernel/exact.js';
import { mainPostOn } from '../court/service-record.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { countedFor, names, pageOf, recordsOf, totalsOf, type CountedRecords, type FactNumbers, type Paging, type RecordBehind, type RecordRow, type RecordsBehind } from '../platform/facts/counted-facts.js';
import type { PointLine } from '../rules/conduct-points.js';
import type { FactEvent, PersonFacts } from '../rules/scheme/facts.js';
import { CONDUCT_FACT_DEFINITIONS } from './conduct-fact-definitions.js';

export type ConductFactsOf = Pick<PersonFacts, 'numbers' | 'events' | 'pieces'>;

interface UpheldRow {
  id: string;
  personId: string;
  code: string;
  kind: 'complaint' | 'petition';
  summary: string;
  verifiedOn: Day;
  caseId: string | null;
  caseNumber: string | null;
  points: number | string | null;
}

interface MeritRow {
  id: string;
  personId: string;
  code: string;
  evidence: string;
  points: number | string;
  entered: number | string | null;
  approvedOn: Day;
  caseId: string | null;
  caseNumber: string | null;
}

interface EntryRow {
  id: string;
  personId: string;
  code: string;
  dimension: string;
  facts: string;
  points: number | string;
  countsOn: Day;
  confined: number | boolean;
}

interface HonourRow {
  id: string;
  personId: string;
  code: string;
  title: string;
  issuingBody: string;
  entered: number | string;
  lines: string;
  confirmedOn: Day;
  confirmer: string;
}

type UpheldRecord = RecordRow & { summary: string; code: string; result: string; others: number | string };

/** The same case again within the period: a petitioned case counts once, whoever of its petitions was verified first. */
const EARLIER = `e.court_id = c.court_id AND e.case_id = c.case_id AND e.person_id = c.person_id AND e.kind = 'petition' AND e.result IN ('upheld', 'partlyUpheld') AND e.verified_on >= :from AND e.verified_on < :until`;

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
    others: `(SELECT COUNT(*) FROM complaint e WHERE ${EARLIER} AND e.id <> c.id)`,
  },
  measures: [
    { fact: 'complaintsUpheld', when: `c.kind = 'complaint'`, value: '1', kept: 'whole', note: upheldNote },
    { fact: 'petitionsUpheld', when: `c.kind = 'petition'`, value: '1', kept: 'whole', note: upheldNote },
    {
      fact: 'petitionCases', when: `c.kind = 'petition' AND NOT EXISTS (SELECT 1 FROM complaint e WHERE ${EARLIER} AND (e.verified_on < c.verified_on OR (e.verified_on = c.verified_on AND e.id < c.id)))`,
      value: '1', kept: 'whole', note: upheldNote,
    },
  ],
};

/** Of the division in which the person had the main post on the day of the finding. */
const DIVISION_UPHELD = countedFor({ ...UPHELD, from: `${UPHELD.from} JOIN post_holding h ON ${mainPostOn('h', 'c.person_id', 'c.verified_on')}` }, 'h.division_id', {
  complaintsUpheld: 'divisionComplaintsUpheld',
  petitionCases: 'divisionPetitionCases',
});

/** 先进庭: only what a body outside the court awarded, confirmed by a second person. */
const DIVISION_HONOURS: CountedRecords<RecordRow & { body: string; honour: string }> = {
  kind: 'honour',
  from: 'honour n',
  where: `n.court_id = :court AND n.division_id IS NOT NULL AND n.state = 'confirmed' AND n.confirmed_on >= :from AND n.confirmed_on < :until`,
  columns: { holder: 'n.division_id', id: 'n.id', label: 'n.title', caseId: 'NULL', caseNo: 'NULL', day: 'n.confirmed_on', body: 'n.issuing_body', honour: 'n.title' },
  measures: [{ fact: 'divisionHonours', value: '1', kept: 'whole', note: ({ day, body, honour }) => ({ zh: `${honour}（${body}），${day} 确认`, en: `${honour} (${body}), confirmed on ${day}` }) }],
};

const EVENTS_OF: Readonly<Record<string, string>> = { complaints: 'complaintsUpheld', petitions: 'petitionsUpheld' };
const ENTRIES_OF: Readonly<Record<string, string>> = { ideologyEntries: 'ideology', ethicsEntries: 'ethics', graveBreachEntries: 'grave', goodDeeds: 'extra' };

/** Door: complaints and petitions found justified (whole or in part) by the day that was found, entries by the day they count from, merits and honours by the day they were approved. */
@Injectable()
export class ConductFacts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async factsFor(courtId: string, period: EvaluationPeriod, personIds: readonly string[]): Promise<Map<string, ConductFactsOf>> {
    if (!personIds.length) return new Map();
    const parameters = { court: courtId, from: period.from, until: period.until, today: this.clock.today(), people: personIds };
    const [upheld, merits, entries, honours] = [await this.upheld(parameters), await this.merits(parameters), await this.entries(parameters), await this.honours(parameters)];
    return new Map(
      personIds.map((personId) => {
        const own = upheld.filter((row) => row.personId === personId);
        const [complaints, petitions] = [own.filter((row) => row.kind === 'complaint'), own.filter((row) => row.kind === 'petition')];
        const entered = entries.filter((row) => row.personId === personId);
        return [
          personId,
          {
            numbers: { complaintsUpheld: complaints.length, petitionsUpheld: petitions.length, petitionCases: casesOf(petitions) },
            events: {
              merits: merits.filter((row) => row.personId === personId).map(meritEvent),
              // Counted as rates, not priced one by one; listed so that withdrawing one can be worked out.
              complaints: complaints.map((row) => upheldEvent(row, own)),
              petitions: petitions.map((row) => upheldEvent(row, own)),
              styleComplaints: own.filter(isPriced).map((row) => ({ ...upheldEvent(row, own), points: magnitude(row.points!) })),
              outsideHonours: honours.filter((row) => row.personId === personId).map(honourEvent),
              ...Object.fromEntries(Object.entries(ENTRIES_OF).map(([fact, dimension]) => [fact, entered.filter((row) => row.dimension === dimension).map(entryEvent)])),
            },
            pieces: {},
          },
        ];
      }),
    );
  }

  /** Upheld complaints and petitions about people of these divisions and tribunals, and the honours the divisions were given. */
  async unitFactsFor(courtId: string, period: EvaluationPeriod, divisionIds: readonly string[]): Promise<Map<string, FactNumbers>> {
    const parameters = { court: courtId, from: period.from, until: period.until };
    const [upheld, honours] = [await totalsOf(this.database, DIVISION_UPHELD, parameters, divisionIds), await totalsOf(this.database, DIVISION_HONOURS, parameters, divisionIds)];
    return new Map(divisionIds.map((id) => [id, { ...upheld.get(id), ...honours.get(id) }]));
  }

  /** The records a figure or list rests on; `null` when none of them is counted here. */
  async recordsBehind(courtId: string, fact: string, holderId: string, period: EvaluationPeriod, paging: Paging): Promise<RecordsBehind | null> {
    if (!CONDUCT_FACT_DEFINITIONS.some(({ name }) => name === fact)) return null;
    const parameters = { court: courtId, from: period.from, until: period.until, today: this.clock.today() };
    const of = { ...parameters, people: [holderId] };
    if (fact === 'merits') return pageOf((await this.merits(of)).map(meritRecord), paging);
    if (fact === 'outsideHonours') return pageOf((await this.honours(of)).map((row) => recordOf(honourEvent(row))), paging);
    if (fact === 'styleComplaints') return this.style(of, paging);
    if (ENTRIES_OF[fact]) return pageOf((await this.entries(of)).filter(({ dimension }) => dimension === ENTRIES_OF[fact]).map((row) => recordOf(entryEvent(row))), paging);
    if (names(DIVISION_HONOURS, fact)) {
      const { total, sum, rows } = await recordsOf(this.database, DIVISION_HONOURS, fact, parameters, holderId, paging);
      return { total, sum, items: rows.map(({ record }) => record) };
    }
    const counted = EVENTS_OF[fact] ?? fact;
    const records = names(UPHELD, counted) ? UPHELD : DIVISION_UPHELD;
    const { total, sum, rows } = await recordsOf(this.database, records, counted, parameters, holderId, paging);
    return { total, sum, items: rows.map(({ row, record }) => (records === UPHELD ? { ...record, removal: { numbers: lost(record.removal.numbers ?? {}, Number(row.others)), droppedEvents: [record.source.id!] } } : record)) };
  }

  private async style(parameters: object, paging: Paging): Promise<RecordsBehind> {
    const own = await this.upheld(parameters);
    return pageOf(
      own.filter(isPriced).map((row) => {
        const event = upheldEvent(row, own);
        return { ...recordOf(event), caseId: row.caseId, caseNo: row.caseNumber, removal: { numbers: event.without!.numbers, droppedEvents: [row.id] } };
      }),
      paging,
    );
  }

  private upheld(parameters: object): Promise<UpheldRow[]> {
    return this.database.rows<UpheldRow>(
      `SELECT c.id AS "id", c.person_id AS "personId", c.code AS "code", c.kind AS "kind", c.summary AS "summary", c.verified_on AS "verifiedOn", c.case_id AS "caseId", k.case_number AS "caseNumber", c.points AS "points"
       FROM ${UPHELD.from} WHERE ${UPHELD.where} AND c.person_id IN (:...people)
       ORDER BY c.verified_on, c.id`,
      parameters,
    );
  }

  private merits(parameters: object): Promise<MeritRow[]> {
    return this.database.rows<MeritRow>(
      `SELECT m.id AS "id", m.person_id AS "personId", m.code AS "code", m.evidence AS "evidence", m.points AS "points", m.entered AS "entered", m.approved_on AS "approvedOn", m.case_id AS "caseId", k.case_number AS "caseNumber"
       FROM merit_claim m LEFT JOIN court_case k ON k.id = m.case_id
       WHERE m.court_id = :court AND m.state <> 'revoked' AND m.approved_on >= :from AND m.approved_on < :until AND m.person_id IN (:...people)
       ORDER BY m.approved_on, m.id`,
      parameters,
    );
  }

  /** An entry nobody answered counts from the day after the last on which it could be objected to; never one day before. */
  private entries(parameters: object): Promise<EntryRow[]> {
    return this.database.rows<EntryRow>(
      `SELECT e.id AS "id", e.person_id AS "personId", e.code AS "code", e.dimension AS "dimension", e.facts AS "facts", e.points AS "points", e.counts_on AS "countsOn", e.confined AS "confined" FROM conduct_entry e
       WHERE e.court_id = :court AND e.state IN ('recorded', 'acknowledged', 'kept') AND e.counts_on >= :from AND e.counts_on < :until AND e.counts_on <= :today AND e.person_id IN (:...people) ORDER BY e.counts_on, e.id`,
      parameters,
    );
  }

  private honours(parameters: object): Promise<HonourRow[]> {
    return this.database.rows<HonourRow>(
      `SELECT n.id AS "id", n.person_id AS "personId", n.code AS "code", n.title AS "title", n.issuing_body AS "issuingBody", COALESCE(n.entered, n.points) AS "entered", n.lines AS "lines", n.confirmed_on AS "confirmedOn",
        (SELECT MAX(s.actor_name) FROM conduct_step s WHERE s.subject_id = n.id AND s.act = 'confirmed') AS "confirmer"
       FROM honour n WHERE n.court_id = :court AND n.state = 'confirmed' AND n.confirmed_on >= :from AND n.confirmed_on < :until AND n.person_id IN (:...people) ORDER BY n.confirmed_on, n.id`,
      parameters,
    );
  }
}

const magnitude = (stored: number | string): string => points(fromHundredths(stored).abs());
const isPriced = ({ points: worth }: UpheldRow): boolean => worth !== null && Number(worth) !== 0;

/** Cases with a verified petition; one that names no case stands for itself. */
function casesOf(petitions: readonly UpheldRow[]): number {
  return new Set(petitions.map(({ caseId, id }) => caseId ?? id)).size;
}

/** A case whose other petitions remain is still a case with a petition. */
function lost(numbers: FactNumbers, others: number): FactNumbers {
  const { petitionCases, ...rest } = numbers;
  return others > 0 || petitionCases === undefined ? rest : { ...rest, petitionCases };
}

function upheldEvent(row: UpheldRow, own: readonly UpheldRow[]): FactEvent {
  const again = own.some((one) => one.id !== row.id && one.kind === 'petition' && one.caseId !== null && one.caseId === row.caseId);
  const numbers: FactNumbers = row.kind === 'complaint' ? { complaintsUpheld: -1 } : { petitionsUpheld: -1, ...(again ? {} : { petitionCases: -1 }) };
  return {
    id: row.id,
    clause: row.code,
    label: { zh: row.summary, en: row.summary },
    day: row.verifiedOn,
    source: { kind: 'complaint', id: row.id, label: row.caseNumber ?? row.summary },
    without: { numbers },
  };
}

/** What a matter for discipline says on a sheet others may read: that there is one. Who may opens the record. */
const CONFINED: Sentence = { zh: '纪律事项（内容仅本人和纪检人员可看）', en: 'matter for discipline (open to the person and to discipline only)' };

function entryEvent(row: EntryRow): FactEvent {
  const confined = Boolean(Number(row.confined));
  return {
    id: row.id,
    clause: confined ? '纪律' : row.code,
    label: confined ? CONFINED : { zh: row.facts, en: row.facts },
    day: row.countsOn,
    points: magnitude(row.points),
    approvedBy: '政工监察办公室',
    source: { kind: 'conductEntry', id: row.id, label: confined ? '纪律事项' : row.code },
  };
}

function honourEvent(row: HonourRow): FactEvent {
  const cut = (JSON.parse(row.lines) as PointLine[]).slice(1);
  const said = (language: 'zh' | 'en'): string => [`${row.title}（${row.issuingBody}）`, ...cut.map(({ what, points: worth }) => `${what[language]} ${worth}`)].join('；');
  return {
    id: row.id, clause: row.code, label: { zh: said('zh'), en: said('en') }, day: row.confirmedOn, points: points(fromHundredths(row.entered)), approvedBy: row.confirmer,
    source: { kind: 'honour', id: row.id, label: row.title },
  };
}

function recordOf({ id, clause, label, day, points: worth, source }: FactEvent): RecordBehind {
  const said = worth === undefined ? { zh: '', en: '' } : { zh: `，${worth} 分`, en: `, ${worth} points` };
  return { source, caseId: null, caseNo: null, day, contribution: '1', note: { zh: `${clause}，${label.zh}${said.zh}`, en: `${clause}, ${label.en}${said.en}` }, removal: { droppedEvents: [id] } };
}

function meritEvent(row: MeritRow): FactEvent {
  return {
    id: row.id,
    clause: row.code,
    label: { zh: row.evidence, en: row.evidence },
    day: row.approvedOn,
    points: enteredOf(row),
    source: { kind: 'merit', id: row.id, label: row.caseNumber ?? row.evidence },
  };
}

function enteredOf({ entered, points: approved }: MeritRow): string {
  return points(fromHundredths(entered ?? approved));
}

function meritRecord(row: MeritRow): RecordBehind {
  const [approved, entered] = [points(fromHundredths(row.points)), enteredOf(row)];
  const cut = approved === entered ? { zh: '', en: '' } : { zh: `，同一事项取最高或年度封顶后计 ${entered} 分`, en: `, ${entered} entered (highest only, or the cap of the year)` };
  return {
    source: { kind: 'merit', id: row.id, label: row.evidence },
    caseId: row.caseId,
    caseNo: row.caseNumber,
    day: row.approvedOn,
    contribution: '1',
    note: { zh: `${row.code}，${row.approvedOn} 批准，${approved} 分${cut.zh}`, en: `${row.code}, approved on ${row.approvedOn}, ${approved} points${cut.en}` },
    removal: { droppedEvents: [row.id] },
  };
}
