import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { SIGN_OFF_STEPS, stateOf, type SignOffStep } from '../../rules/sign-off.js';
import { SignOff } from './sign-off.entity.js';
import { Signers } from './signers.js';

export interface Signature {
  step: SignOffStep;
  personId: string;
  documentId: string;
  digest: string;
  day: string;
}

export interface SignaturesOfCase {
  /** `false`: the documents are from before sign-offs were kept here, so that nothing follows from there being none. */
  kept: boolean;
  /** Standing signatures, whatever the version. */
  signatures: Signature[];
}

/** Door: who signed what. A signature taken away by sending the document back is not among them. */
@Injectable()
export class Signatures {
  constructor(
    private readonly database: Database,
    private readonly signers: Signers,
  ) {}

  /** @param documentId only the signatures on this version; a finding about a text concerns those who let that text through */
  async signaturesOf(courtId: string, caseId: string, documentId?: string | null): Promise<SignaturesOfCase> {
    const from = await this.signers.keptFrom(courtId);
    const documents = await this.database.rows<{ id: string; createdAt: string }>(
      `SELECT d.id AS id, d.created_at AS createdAt FROM case_document d WHERE d.court_id = :courtId AND d.case_id = :caseId AND d.kind IN ('judgment', 'ruling', 'mediation')`,
      { courtId, caseId },
    );
    const wanted = documents.filter(({ id }) => !documentId || id === documentId);
    const acts = await this.database.repository(SignOff).find({ where: { courtId, caseId }, order: { sequence: 'ASC' } });
    const signatures = wanted.flatMap(({ id }) => {
      const own = acts.filter((act) => act.documentId === id);
      const { standing } = stateOf(own, SIGN_OFF_STEPS);
      return own.filter((act) => standing[act.step] === act).map(({ step, personId, digest, day }) => ({ step, personId, documentId: id, digest, day }));
    });
    return { kept: wanted.some(({ createdAt }) => createdAt >= from), signatures };
  }

  /** Of these people whoever signed a document of a case or sent one back, whatever became of it since: they must not review what they let through. */
  async handledBy(caseIds: readonly string[], people: readonly string[]): Promise<{ caseId: string; personId: string }[]> {
    if (!caseIds.length || !people.length) return [];
    return this.database.rows(`SELECT DISTINCT case_id AS caseId, person_id AS personId FROM sign_off WHERE case_id IN (:...caseIds) AND person_id IN (:...people)`, { caseIds, people });
  }

  /** Whose signature a version still lacks; `null` once all are there, or where the court does not keep them for it. */
  async awaitedFor(courtId: string, caseId: string, documentId: string): Promise<SignOffStep | null> {
    const { kept } = await this.signaturesOf(courtId, caseId, documentId);
    if (!kept) return null;
    const { steps } = await this.signers.of(courtId, caseId);
    const acts = await this.database.repository(SignOff).find({ where: { documentId }, order: { sequence: 'ASC' } });
    const { awaited } = stateOf(acts, steps);
    return awaited === 'reviewer' ? null : awaited;
  }
}
