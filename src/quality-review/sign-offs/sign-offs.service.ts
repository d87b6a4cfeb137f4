import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { CASE_SCOPE } from '../../cases/case-scope.js';
import { AuditTrail } from '../../platform/audit/audit-trail.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/ids.js';
import { require, scopeCondition } from '../../platform/permissions/data-scope.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { afterAct, STEP_WORDS, type SignOffAct } from '../../rules/sign-off.js';
import { signOffErrors } from '../../rules/sign-off.errors.js';
import type { ReturnDocument, SignDocument } from './dto/sign-off.dto.js';
import { signerErrors } from './sign-off-service.errors.js';
import { SignOff } from './sign-off.entity.js';
import { Signers } from './signers.js';

export interface SignedDocument {
  id: string;
  caseId: string;
  courtId: string;
  kind: string;
  digest: string;
  createdAt: string;
  supersededBy: string | null;
}

const SIGNED_KINDS = new Set(['judgment', 'ruling', 'mediation']);

/** Signing a version of a judgment, or sending it back with words. */
@Injectable()
export class SignOffsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly signers: Signers,
  ) {}

  sign(actor: Actor, documentId: string, given: SignDocument): Promise<void> {
    return this.act(actor, documentId, 'sign', given, null);
  }

  sendBack(actor: Actor, documentId: string, given: ReturnDocument): Promise<void> {
    return this.act(actor, documentId, 'return', given, given.returnTo);
  }

  private async act(actor: Actor, documentId: string, act: SignOffAct, { step, digest, words = '' }: SignDocument, returnTo: ReturnDocument['returnTo'] | null): Promise<void> {
    require(actor, 'signOff.sign');
    await this.database.transaction(async () => {
      const document = await this.held(actor, documentId);
      await this.stillOpen(document, digest);
      const { steps, people } = await this.signers.of(document.courtId, document.caseId);
      const acts = await this.database.repository(SignOff).find({ where: { documentId }, order: { sequence: 'ASC' } });
      const personId = actor.personId ?? '';
      const nextStep = afterAct({ act, step, returnTo, personId, words }, acts, steps, actor.language);
      const zh = actor.language === 'zh';
      if (!people[step].includes(personId)) throw signerErrors['signOff.notSigner']({ step: STEP_WORDS[step][actor.language], who: STEP_WORDS[step][zh ? 'whoZh' : 'whoEn'] });
      const row = this.database.repository(SignOff).create({
        id: newId(), courtId: document.courtId, caseId: document.caseId, documentId, digest, sequence: (acts[acts.length - 1]?.sequence ?? 0) + 1, act, step, returnTo, nextStep,
        personId, actorName: (actor.personName || actor.username).slice(0, 60), answersFor: STEP_WORDS[step].answersZh, words: words.trim() || null, day: this.clock.today(), at: this.clock.instant(),
      });
      await this.database.repository(SignOff).insert(row);
      this.audit.record(actor, {
        action: act === 'sign' ? 'signOff.signed' : 'signOff.returned', subjectKind: 'case', subjectId: document.caseId, after: { documentId, digest, step, returnTo, nextStep }, ...(row.words ? { reason: row.words } : {}),
      });
    });
  }

  /** The document, held until the transaction ends, so that two signers come one after the other. */
  private async held(actor: Actor, documentId: string): Promise<SignedDocument> {
    const scope = scopeCondition(actor, 'signOff.sign', CASE_SCOPE);
    await this.database.rows(`SELECT id FROM case_document WHERE id = :documentId${this.database.forUpdate}`, { documentId });
    const [document] = await this.database.rows<SignedDocument>(
      `SELECT d.id AS id, d.case_id AS caseId, d.court_id AS courtId, d.kind AS kind, d.digest AS digest, d.created_at AS createdAt, d.superseded_by AS supersededBy
       FROM case_document d JOIN court_case c ON c.id = d.case_id WHERE d.id = :documentId AND ${scope.sql}`,
      { ...scope.parameters, documentId },
    );
    if (!document) throw platformErrors['record.notFound']();
    return document;
  }

  private async stillOpen(document: SignedDocument, digest: string): Promise<void> {
    if (!SIGNED_KINDS.has(document.kind)) throw signerErrors['signOff.notAJudgment']();
    if (document.supersededBy) {
      const [newer] = await this.database.rows<{ version: number }>('SELECT version AS version FROM case_document WHERE id = :id', { id: document.supersededBy });
      throw signOffErrors['signOff.superseded']({ version: Number(newer?.version ?? 0) });
    }
    if (document.digest !== digest) throw signOffErrors['signOff.otherVersion']();
    const from = await this.signers.keptFrom(document.courtId);
    if (document.createdAt < from) throw signerErrors['signOff.notKept']({ from });
  }
}
