import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/day.js';
import type { EvaluationPeriod } from '../kernel/evaluation-period.js';
import { Decimal, fromHundredths, points, type Exact } from '../kernel/exact.js';
import { Database } from '../platform/database/database.js';
import type { EventRemoval, FactEvent, PersonFacts, Piece } from '../rules/scheme/facts.js';

export type QualityFactsOf = Pick<PersonFacts, 'numbers' | 'events' | 'pieces'>;

/** A finding that counts, with one person's part of it. */
interface SharedFinding {
  id: string;
  personId: string;
  caseId: string;
  caseNumber: string;
  severity: 'serious' | 'minor';
  points: number | string;
  share: number | string;
  ownPoints: number | string;
  quote: string;
  recordedOn: Day;
  submittedOn: Day | null;
  code: string;
  label: string;
  labelEn: string;
}

interface ReviewedCase {
  personId: string;
  caseId: string;
  caseNumber: string;
  documentScore: number | string | null;
}

const ON_RECORD = `f.court_id = :court AND f.status IN ('submitted', 'settled')`;

/**
 * Door: what reviews, hearings and publication say of each person in a period.
 *
 * - A review counts when submitted in the period: for the responsible judge, and for whoever answers for a finding in it.
 * - A finding counts on the day it was recorded, once submitted or settled; drafts and superseded findings never.
 * - A case's own score is 100 less the person's share of each finding of its reviews, not below zero; a reviewed case
 *   without a finding is 100.00.
 * @example findings of 2.00 (share 100 %) and 1.00 (share 50 %) → 100 − 2.00 − 0.50 = 97.50
 */
@Injectable()
export class QualityFacts {
  constructor(private readonly database: Database) {}

  async factsFor(courtId: string, period: EvaluationPeriod, personIds: readonly string[]): Promise<Map<string, QualityFactsOf>> {
    if (!personIds.length) return new Map();
    const parameters = { court: courtId, from: period.from, until: period.until, people: personIds };
    const [findings, reviews, published, hearings] = [
      await this.findings(parameters), await this.reviews(parameters), await this.published(parameters), await this.hearings(parameters),
    ];
    return new Map(
      personIds.map((personId) => {
        const own = <T extends { personId: string }>(rows: readonly T[]): T[] => rows.filter((row) => row.personId === personId);
        const facts = reviewFacts(own(findings), own(reviews), period);
        const [publication] = own(published);
        facts.numbers['publishable'] = Number(publication?.publishable ?? 0);
        facts.numbers['publishedOnTime'] = Number(publication?.onTime ?? 0);
        const heard = own(hearings);
        const mark = (value: Exact, row: HearingRow): Piece => ({ source: { kind: 'hearing', id: row.id, label: row.caseNumber }, value: points(value), weight: 1 });
        facts.pieces['hearingScores'] = heard.map((row) => mark(fromHundredths(row.hearing), row));
        facts.pieces['summationScores'] = heard.flatMap((row) => (row.summation === null ? [] : [mark(fromHundredths(row.summation), row)]));
        return [personId, facts];
      }),
    );
  }

  /** Findings recorded in the period, and all those of reviews submitted in it. */
  private findings(parameters: object): Promise<SharedFinding[]> {
    return this.database.rows<SharedFinding>(
      `SELECT f.id AS "id", s.person_id AS "personId", f.case_id AS "caseId", c.case_number AS "caseNumber", f.severity AS "severity",
              f.points AS "points", s.share AS "share", s.points AS "ownPoints", f.quote AS "quote", f.recorded_on AS "recordedOn",
              r.submitted_on AS "submittedOn", k.code AS "code", k.label AS "label", k.label_en AS "labelEn"
       FROM finding f JOIN finding_share s ON s.finding_id = f.id JOIN court_case c ON c.id = f.case_id
            JOIN case_review r ON r.id = f.review_id JOIN defect_clause k ON k.id = f.clause_id
       WHERE ${ON_RECORD} AND s.share > 0 AND s.person_id IN (:...people)
         AND ((f.recorded_on >= :from AND f.recorded_on < :until) OR (r.submitted_on >= :from AND r.submitted_on < :until))
       ORDER BY f.recorded_on, f.id`,
      parameters,
    );
  }

  private reviews(parameters: object): Promise<ReviewedCase[]> {
    return this.database.rows<ReviewedCase>(
      `SELECT c.responsible_judge_id AS "personId", c.id AS "caseId", c.case_number AS "caseNumber", MAX(r.document_score) AS "documentScore"
       FROM case_review r JOIN court_case c ON c.id = r.case_id
       WHERE r.court_id = :court AND r.status = 'submitted' AND r.submitted_on >= :from AND r.submitted_on < :until
         AND c.responsible_judge_id IN (:...people)
       GROUP BY c.responsible_judge_id, c.id, c.case_number ORDER BY c.id`,
      parameters,
    );
  }

  private published(parameters: object): Promise<{ personId: string; publishable: number | string; onTime: number | string }[]> {
    return this.database.rows(
      `SELECT c.responsible_judge_id AS "personId", COUNT(*) AS "publishable",
              SUM(CASE WHEN j.published_on <= j.due_on THEN 1 ELSE 0 END) AS "onTime"
       FROM judgment_publication j JOIN court_case c ON c.id = j.case_id
       WHERE j.court_id = :court AND j.due_on >= :from AND j.due_on < :until AND j.exemption IS NULL AND c.responsible_judge_id IN (:...people)
       GROUP BY c.responsible_judge_id`,
      parameters,
    );
  }

  private hearings(parameters: object): Promise<HearingRow[]> {
    return this.database.rows<HearingRow>(
      `SELECT h.id AS "id", h.judge_id AS "personId", c.case_number AS "caseNumber", h.hearing_score AS "hearing", h.summation_score AS "summation"
       FROM hearing_assessment h JOIN court_case c ON c.id = h.case_id
       WHERE h.court_id = :court AND h.assessed_on >= :from AND h.assessed_on < :until AND h.judge_id IN (:...people)
       ORDER BY h.assessed_on, h.id`,
      parameters,
    );
  }

  /** What a score line shows beside its points: clause, place, who answers for how much. */
  async describe(courtId: string, findingIds: readonly string[]): Promise<Map<string, DescribedFinding>> {
    if (!findingIds.length) return new Map();
    const rows = await this.database.rows<Omit<DescribedFinding, 'responsibility'>>(
      `SELECT f.id AS "id", f.case_id AS "caseId", f.severity AS "severity", f.place AS "place", k.code AS "code", k.label AS "label",
              k.label_en AS "labelEn", k.source AS "source", k.points_min AS "pointsMin", k.points_max AS "pointsMax"
       FROM finding f JOIN defect_clause k ON k.id = f.clause_id WHERE f.court_id = :court AND f.id IN (:...ids)`,
      { court: courtId, ids: findingIds },
    );
    const shares = await this.database.rows<{ findingId: string; name: string; post: string; share: number | string }>(
      `SELECT s.finding_id AS "findingId", p.name AS "name", s.post AS "post", s.share AS "share"
       FROM finding_share s JOIN person p ON p.id = s.person_id WHERE s.court_id = :court AND s.finding_id IN (:...ids) ORDER BY s.share DESC, p.name`,
      { court: courtId, ids: findingIds },
    );
    return new Map(rows.map((row) => [row.id, { ...row, responsibility: shares.filter((share) => share.findingId === row.id).map(inWords).join('、') || null }]));
  }

  /** Work of the period that is still open: drafts nobody submitted, reviews not finished. */
  async openWork(courtId: string, period: EvaluationPeriod): Promise<{ drafts: number; reviews: number }> {
    const parameters = { court: courtId, from: period.from, until: period.until };
    const [drafts] = await this.database.rows<{ open: number | string }>(
      `SELECT COUNT(*) AS "open" FROM finding WHERE court_id = :court AND status = 'draft' AND recorded_on >= :from AND recorded_on < :until`,
      parameters,
    );
    const [reviews] = await this.database.rows<{ open: number | string }>(
      `SELECT COUNT(*) AS "open" FROM case_review WHERE court_id = :court AND status <> 'submitted' AND planned_on >= :from AND planned_on < :until`,
      parameters,
    );
    return { drafts: Number(drafts!.open), reviews: Number(reviews!.open) };
  }
}

export interface DescribedFinding {
  id: string;
  caseId: string;
  severity: 'serious' | 'minor';
  place: string;
  code: string;
  label: string;
  labelEn: string;
  source: string;
  /** Hundredths. */
  pointsMin: number | string;
  pointsMax: number | string;
  /** `承办人 王敏 100%`. */
  responsibility: string | null;
}

interface HearingRow {
  id: string;
  personId: string;
  caseNumber: string;
  hearing: number | string;
  summation: number | string | null;
}

const SHARE_POSTS: Readonly<Record<string, string>> = {
  responsibleJudge: '承办人', judge: '承办人', presidingJudge: '审判长', panelMember: '合议庭成员', judgeAssistant: '法官助理', clerk: '书记员', enforcementOfficer: '执行员',
  divisionChief: '庭长', deputyDivisionChief: '副庭长', vicePresident: '分管院长', courtPresident: '院长',
};

function inWords({ name, post, share }: { name: string; post: string; share: number | string }): string {
  return `${SHARE_POSTS[post] ?? post} ${name} ${fromHundredths(share).toFixed()}%`;
}

function reviewFacts(findings: readonly SharedFinding[], reviews: readonly ReviewedCase[], period: EvaluationPeriod): QualityFactsOf {
  const within = (day: Day | null): boolean => day !== null && day >= period.from && day < period.until;
  const cases = new Map(reviews.map(({ caseId, caseNumber }) => [caseId, caseNumber]));
  const inReview = findings.filter((finding) => within(finding.submittedOn));
  for (const { caseId, caseNumber } of inReview) cases.set(caseId, caseNumber);
  const recorded = findings.filter((finding) => within(finding.recordedOn));
  const minor = recorded.filter((finding) => finding.severity === 'minor');
  const scoreWithout = (caseId: string, findingId: string | null): string => {
    const deducted = inReview.filter((one) => one.caseId === caseId && one.id !== findingId).map((one) => fromHundredths(one.ownPoints));
    return points(Decimal.max(0, deducted.reduce((left, lost) => left.minus(lost), new Decimal(100))));
  };
  const toEvent = (finding: SharedFinding): FactEvent => {
    const isOnlyMinor = finding.severity === 'minor' && minor.filter((one) => one.caseId === finding.caseId).length === 1;
    const without: EventRemoval = {
      ...(isOnlyMinor ? { numbers: { minorCases: -1 } } : {}),
      ...(cases.has(finding.caseId) ? { pieces: [{ fact: 'ownCaseScore', sourceId: finding.caseId, value: scoreWithout(finding.caseId, finding.id) }] } : {}),
    };
    return {
      id: finding.id,
      clause: finding.code,
      label: { zh: finding.label, en: finding.labelEn },
      day: finding.recordedOn,
      points: points(fromHundredths(finding.points)),
      share: fromHundredths(finding.share).div(100).toFixed(),
      ...(finding.quote ? { quote: finding.quote } : {}),
      source: { kind: 'finding', id: finding.id, label: finding.caseNumber },
      without,
    };
  };
  return {
    numbers: {
      reviewed: cases.size,
      minorCases: new Set(minor.map((finding) => finding.caseId)).size,
      excellentDocuments: reviews.filter((row) => row.documentScore !== null && fromHundredths(row.documentScore).gte(90)).length,
    },
    events: {
      seriousFindings: recorded.filter((finding) => finding.severity === 'serious').map(toEvent),
      // No scheme prices them one by one; they stand here so that “what if this were withdrawn” finds them.
      minorFindings: minor.map(toEvent),
    },
    pieces: {
      ownCaseScore: [...cases].map(([id, label]) => ({ source: { kind: 'case', id, label }, value: scoreWithout(id, null), weight: 1 })),
    },
  };
}
