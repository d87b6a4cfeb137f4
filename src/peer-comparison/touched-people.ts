import { Injectable } from '@nestjs/common';
import type { AuditEntry } from '../platform/audit/audit-entry.entity.js';
import { Database } from '../platform/database/database.js';

/** Changes that no score rests on: signing in, reading, granting, drafting. Adopting a scheme gives a group another scheme, not other facts. A cost comment, an explanation not accepted moves no grade. A difficult case counts from a day after every step taken on it, and what is kept is kept for one day. */
const MOVES_NOTHING = /^(account|archive|bonus|assignment\.(designation|setting|run\.(opened|previewed))|briefing|bulletin|case\.particular|caseFlow|caseEvent|catalogue\.proposal|competition|costRemark\.(commented|explained|refused)|difficult(Case|Notice|Objection|Round)|divisionLeader|draft|finding\.(attached|commented|imported|settled)|grant|hearing\.(marked|planned|submitted|withdrawn)|password|period|reconsideration|rectification|research\.(imported|registered|objected|objectionAnswered)|review\.(finished|scored)|reviewPlan(?!\.secondFinding)|reviewTrigger|scheme|score|selection|session|signIn|watch)\b/;
/** Changes whose people can be named from the finding or review they are about. */
const OF_FINDING = /^finding\./;
/** Whether what a blind second review found is taken for a defect: what the two reviewers missed is counted by it. */
const OF_SECOND_FINDING = /^reviewPlan\.secondFinding\./;
/** What was verified, revoked or found to be one work with another: the authors whose points were counted again. */
const OF_RESEARCH = /^research\.(foundDifferent|foundSame|reinstated|returned|revoked|superseded|verified|withdrawn)$/;
/** Of one case: its people now, whoever the entry itself names, and whoever answers for a finding in it. A transfer names the judge it took the case from elsewhere, so it is not among these. */
const OF_CASE = /^case\.(registered|changed|assigned|assignment\.withdrawn|intake\.changed|limitChanged|objectionRecorded|objectionChanged|paperAdded|recusal\.(entered|withdrawn))$/;
const OF_REVIEW = /^review\.(submitted|planned|enrolled|triggered|reassigned)$/;
/** A reception day is one person's; who takes it over has an entry of the own. */
const OF_DUTY = /^reception\./;
/** Whoever let a text through answers for what is found in it, until it is sent back behind the signature. */
const OF_SIGNING = /^signOff\./;

/** The trail names nobody in these; the record does. What a division was honoured for is read by all of it. */
const OF_CONDUCT: Readonly<Record<string, string>> = { complaint: 'complaint', conductEntry: 'conduct_entry', merit: 'merit_claim', honour: 'honour' };

/** Whose facts a run of changes may have moved; `null` when that cannot be told, and everybody's are read again. */
@Injectable()
export class TouchedPeople {
  constructor(private readonly database: Database) {}

  async by(entries: readonly AuditEntry[]): Promise<Set<string> | null> {
    const people = new Set<string>();
    for (const entry of entries) {
      if (MOVES_NOTHING.test(entry.action)) continue;
      const touched = await this.ofEntry(entry);
      if (!touched) return null;
      for (const person of touched) people.add(person);
    }
    return people;
  }

  private async ofEntry(entry: AuditEntry): Promise<string[] | null> {
    if (OF_FINDING.test(entry.action)) return this.ofFinding(entry);
    if (OF_SECOND_FINDING.test(entry.action)) return this.ofReviewOf(entry.subjectId);
    if (OF_REVIEW.test(entry.action)) return this.ofReviewAndBefore(entry);
    if (OF_SIGNING.test(entry.action)) return this.ofSigning(entry);
    if (OF_DUTY.test(entry.action)) return [(JSON.parse(entry.after ?? '{}') as { personId: string }).personId];
    if (OF_RESEARCH.test(entry.action)) return (JSON.parse(entry.after ?? '{}') as { people?: string[] }).people ?? null;
    if (entry.action === 'hearing.assessed') return this.ofHearing(entry);
    const table = OF_CONDUCT[entry.subjectKind];
    if (table) return this.ofConduct(table, entry.subjectId);
    return OF_CASE.test(entry.action) && entry.subjectKind === 'case' ? this.ofCase(entry) : null;
  }

  /** The judge assessed; and, since a hearing takes its weight in the case score from the other forms, everybody who answers in the case. */
  private async ofHearing(entry: AuditEntry): Promise<string[]> {
    const { judgeId, caseId } = JSON.parse(entry.after ?? '{}') as { judgeId: string; caseId: string };
    return [judgeId, ...(await this.ofCase({ ...entry, subjectId: caseId }))];
  }

  /** Nobody's while nothing has been found in the document. */
  private async ofSigning({ after }: AuditEntry): Promise<string[] | null> {
    const { documentId } = JSON.parse(after ?? '{}') as { documentId?: string };
    if (!documentId) return null;
    const rows = await this.database.rows<{ id: string }>(
      `SELECT DISTINCT s.person_id AS "id" FROM sign_off s WHERE s.document_id = :documentId AND EXISTS (SELECT 1 FROM finding f WHERE f.case_id = s.case_id AND f.document_id = s.document_id)`,
      { documentId },
    );
    return rows.map(({ id }) => id);
  }

  private async ofConduct(table: string, id: string): Promise<string[] | null> {
    const [row] = await this.database.rows<{ personId: string | null }>(`SELECT person_id AS "personId" FROM ${table} WHERE id = :id`, { id });
    return row?.personId ? [row.personId] : null;
  }

  private async ofCase({ subjectId, before, after }: AuditEntry): Promise<string[]> {
    const named = [before, after].flatMap((text) => (text ? Object.values((JSON.parse(text) as Record<string, unknown> | null) ?? {}) : [])).filter((value) => typeof value === 'string');
    const rows = await this.database.rows<{ id: string | null }>(
      `SELECT c.responsible_judge_id AS "id" FROM court_case c WHERE c.id = :caseId
       UNION SELECT c.clerk_id FROM court_case c WHERE c.id = :caseId
       UNION SELECT p.person_id FROM case_participant p WHERE p.case_id = :caseId
       UNION SELECT r.reviewer_id FROM case_review r WHERE r.case_id = :caseId
       UNION SELECT s.person_id FROM finding f JOIN finding_share s ON s.finding_id = f.id WHERE f.case_id = :caseId`,
      { caseId: subjectId },
    );
    return [...named, ...rows.flatMap(({ id }) => id ?? [])];
  }

  /** Who answered for it before and after, the reviewer, and the judge of the case. */
  private async ofFinding({ before, after }: AuditEntry): Promise<string[] | null> {
    const views = [before, after].flatMap((text) => (text ? [JSON.parse(text) as { reviewId?: string; shares?: { personId: string }[] } | null] : [])).flatMap((view) => view ?? []);
    const reviewId = views[0]?.reviewId;
    if (!reviewId) return null;
    return [...(await this.ofReview(reviewId)), ...views.flatMap((view) => (view.shares ?? []).map(({ personId }) => personId))];
  }

  private async ofReviewOf(findingId: string): Promise<string[]> {
    const [found] = await this.database.rows<{ id: string }>(`SELECT f.review_id AS "id" FROM finding f WHERE f.id = :findingId`, { findingId });
    return found ? this.ofReview(found.id) : [];
  }

  /** A review that went to another reviewer is no longer the task of the one before. */
  private async ofReviewAndBefore({ subjectId, before }: AuditEntry): Promise<string[]> {
    const { reviewerId } = before ? (JSON.parse(before) as { reviewerId?: string }) : {};
    return [...(await this.ofReview(subjectId)), ...(reviewerId ? [reviewerId] : [])];
  }

  /**
   * Whoever answers for a finding of the case: a clause's cap holds over all its reviews, so that one finding may move what others count;
   * every reviewer of the case, whom a double review compares; the clerk, whose file it marks; the officer whose termination it examines;
   * and whoever signed, to whom what is found afterwards is told.
   */
  private async ofReview(reviewId: string): Promise<string[]> {
    const rows = await this.database.rows<{ id: string | null }>(
      `SELECT c.responsible_judge_id AS "id" FROM case_review r JOIN court_case c ON c.id = r.case_id WHERE r.id = :reviewId
       UNION SELECT c.clerk_id FROM case_review r JOIN court_case c ON c.id = r.case_id WHERE r.id = :reviewId
       UNION SELECT p.person_id FROM case_review r JOIN case_participant p ON p.case_id = r.case_id WHERE r.id = :reviewId
       UNION SELECT o.person_id FROM case_review r JOIN sign_off o ON o.case_id = r.case_id WHERE r.id = :reviewId
       UNION SELECT twice.reviewer_id FROM case_review r JOIN case_review twice ON twice.case_id = r.case_id WHERE r.id = :reviewId
       UNION SELECT s.person_id FROM case_review r JOIN finding f ON f.case_id = r.case_id JOIN finding_share s ON s.finding_id = f.id WHERE r.id = :reviewId`,
      { reviewId },
    );
    return rows.flatMap(({ id }) => id ?? []);
  }
}
