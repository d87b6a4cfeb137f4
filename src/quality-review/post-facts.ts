import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { fromHundredths, points } from '../kernel/exact.js';
import type { Database } from '../platform/database/database.js';
import type { CountedRecords, RecordBehind } from '../platform/facts/counted-facts.js';
import type { FactEvent, FactName, Piece } from '../rules/scheme/facts.js';
import { FOUND_AFTER_SIGNING, SIGNATURE_STANDS } from './sign-offs/let-through.js';

/** What reviews say of chiefs who sign, of clerks who keep the file, of officers who enforce. */
export const SIGNED_FACTS: readonly FactName[] = ['signedMinorFindings', 'signedSeriousFindings'];
export const FILE_FACT: FactName = 'fileScores';

interface SignedRow {
  id: string;
  personId: string;
  severity: 'serious' | 'minor';
  code: string;
  label: string;
  labelEn: string;
  quote: string;
  recordedOn: string;
  signedOn: string;
  caseId: string;
  caseNumber: string;
}

interface FileRow {
  reviewId: string;
  personId: string;
  caseId: string;
  caseNumber: string;
  submittedOn: string;
  score: number | string;
}

/** 终本: terminated enforcement with a review submitted in the period, for the officer; proper where no serious finding stands in the case. */
export const TERMINATIONS_REVIEWED: CountedRecords = {
  kind: 'case',
  from: `(SELECT r.case_id AS case_id, MIN(r.submitted_on) AS day FROM case_review r
          WHERE r.court_id = :court AND r.status = 'submitted' AND r.second_of_id IS NULL AND r.submitted_on >= :from AND r.submitted_on < :until GROUP BY r.case_id) r
         JOIN court_case c ON c.id = r.case_id JOIN case_participant p ON p.case_id = c.id AND p.role = 'enforcementOfficer'`,
  where: `c.court_id = :court AND c.closing_manner = 'terminated'`,
  columns: { holder: 'p.person_id', id: 'c.id', label: 'c.case_number', caseId: 'c.id', caseNo: 'c.case_number', day: 'r.day' },
  measures: [
    { fact: 'terminationsReviewed', value: '1', kept: 'whole', note: ({ day }) => ({ zh: `终本案件，评查 ${day} 提交`, en: `Termination, review submitted on ${day}` }) },
    {
      fact: 'terminationsQualified',
      when: `NOT EXISTS (SELECT 1 FROM finding f WHERE f.case_id = c.id AND f.severity = 'serious' AND f.status IN ('submitted', 'settled'))`,
      value: '1',
      kept: 'whole',
      note: ({ day }) => ({ zh: `评查 ${day} 提交，没有严重差错`, en: `Review submitted on ${day}, no serious finding` }),
    },
  ],
};

/** Findings on a text this person had signed for others, by the day they were recorded. */
export class SignedFindings {
  constructor(private readonly database: Database) {}

  async eventsOf(courtId: string, period: EvaluationPeriod, people: readonly string[]): Promise<Map<string, Record<FactName, FactEvent[]>>> {
    const rows = await this.rows(courtId, period, people);
    return new Map(people.map((person) => [person, Object.fromEntries(SIGNED_FACTS.map((fact) => [fact, rows.filter((row) => row.personId === person && factOf(row) === fact).map(eventOf)]))]));
  }

  async recordsBehind(courtId: string, fact: FactName, person: string, period: EvaluationPeriod): Promise<RecordBehind[]> {
    return (await this.rows(courtId, period, [person])).filter((row) => factOf(row) === fact).map(recordOf);
  }

  private rows(courtId: string, { from, until }: EvaluationPeriod, people: readonly string[]): Promise<SignedRow[]> {
    return this.database.rows<SignedRow>(
      `SELECT f.id AS "id", s.person_id AS "personId", f.severity AS "severity", k.code AS "code", k.label AS "label", k.label_en AS "labelEn", f.quote AS "quote", f.recorded_on AS "recordedOn",
              MIN(s.day) AS "signedOn", c.id AS "caseId", c.case_number AS "caseNumber"
       FROM sign_off s JOIN finding f ON ${FOUND_AFTER_SIGNING} JOIN court_case c ON c.id = s.case_id JOIN defect_clause k ON k.id = f.clause_id
       WHERE s.court_id = :court AND s.person_id IN (:...people) AND s.step <> 'judge' AND ${SIGNATURE_STANDS} AND f.recorded_on >= :from AND f.recorded_on < :until
       GROUP BY f.id, s.person_id, f.severity, k.code, k.label, k.label_en, f.quote, f.recorded_on, c.id, c.case_number ORDER BY f.recorded_on, f.id`,
      { court: courtId, people, from, until },
    );
  }
}

/** 卷宗质量: the mark of the procedure and file form of reviewed cases, for the clerk of the case. */
export class FileScores {
  constructor(private readonly database: Database) {}

  async piecesOf(courtId: string, period: EvaluationPeriod, people: readonly string[]): Promise<Map<string, Piece[]>> {
    const rows = await this.rows(courtId, period, people);
    return new Map(people.map((person) => [person, rows.filter(({ personId }) => personId === person).map(({ reviewId, caseNumber, score }) => ({ source: { kind: 'review' as const, id: reviewId, label: caseNumber }, value: mark(score), weight: 1 }))]));
  }

  async recordsBehind(courtId: string, person: string, period: EvaluationPeriod): Promise<RecordBehind[]> {
    return (await this.rows(courtId, period, [person])).map(({ reviewId, caseId, caseNumber, submittedOn, score }) => ({
      source: { kind: 'review', id: reviewId, label: caseNumber }, caseId, caseNo: caseNumber, day: submittedOn, contribution: mark(score),
      note: { zh: `评查 ${submittedOn} 提交，程序与卷宗 ${mark(score)} 分`, en: `Review submitted on ${submittedOn}, procedure and file ${mark(score)}` },
      removal: { droppedPieces: [{ fact: FILE_FACT, sourceId: reviewId }] },
    }));
  }

  private rows(courtId: string, { from, until }: EvaluationPeriod, people: readonly string[]): Promise<FileRow[]> {
    return this.database.rows<FileRow>(
      `SELECT r.id AS "reviewId", c.clerk_id AS "personId", c.id AS "caseId", c.case_number AS "caseNumber", r.submitted_on AS "submittedOn", r.procedure_score AS "score"
       FROM case_review r JOIN court_case c ON c.id = r.case_id
       WHERE r.court_id = :court AND r.status = 'submitted' AND r.second_of_id IS NULL AND r.procedure_score IS NOT NULL AND r.submitted_on >= :from AND r.submitted_on < :until AND c.clerk_id IN (:...people)
       ORDER BY r.submitted_on, r.id`,
      { court: courtId, people, from, until },
    );
  }
}

function factOf({ severity }: SignedRow): FactName {
  return severity === 'serious' ? 'signedSeriousFindings' : 'signedMinorFindings';
}

function eventOf({ id, code, label, labelEn, recordedOn, quote, caseNumber }: SignedRow): FactEvent {
  return { id, clause: code, label: { zh: label, en: labelEn }, day: recordedOn, ...(quote ? { quote } : {}), source: { kind: 'finding', id, label: caseNumber } };
}

function recordOf({ id, code, label, labelEn, recordedOn, signedOn, caseId, caseNumber }: SignedRow): RecordBehind {
  return {
    source: { kind: 'finding', id, label: code }, caseId, caseNo: caseNumber, day: recordedOn, contribution: '1',
    note: { zh: `${signedOn} 签署，${recordedOn} 查出：${code} ${label}`, en: `signed on ${signedOn}, found on ${recordedOn}: ${code} ${labelEn}` },
    removal: { droppedEvents: [id] },
  };
}

function mark(stored: number | string): string {
  return points(fromHundredths(stored));
}
