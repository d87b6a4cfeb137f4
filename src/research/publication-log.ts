import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { AuditEntry } from '../platform/audit/audit-entry.entity.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Database } from '../platform/database/database.js';
import { scopeCondition, type ScopeColumns, type SqlCondition } from '../platform/permissions/data-scope.js';
import type { Permission } from '../platform/permissions/permissions.js';
import { platformErrors } from '../platform/platform.errors.js';
import { afterPublicationStep, PUBLICATION_ACTION_WORDS, PUBLICATION_STATE_WORDS, type PublicationAction, type PublicationState } from '../rules/publication-life.js';
import { Recount } from './recount.js';
import { researchErrors } from './research.errors.js';
import { ResearchAuthor, ResearchObjection, ResearchPublication } from './research.entities.js';

/** Of an author row `s`. Own = written or registered by me. */
const AUTHOR_SCOPE: ScopeColumns = {
  court: 's.court_id',
  division: 's.division_id',
  own: (person) => `(s.person_id = :${person} OR s.publication_id IN (SELECT r.id FROM research_publication r WHERE r.registered_by_id = :${person}))`,
};

/** Pieces `p` one of whose authors the reader reaches. */
export function publicationScope(actor: Actor, permission: Permission): SqlCondition {
  const { sql, parameters } = scopeCondition(actor, permission, AUTHOR_SCOPE);
  return { sql: `p.court_id = :ownCourt AND p.id IN (SELECT s.publication_id FROM research_author s WHERE ${sql})`, parameters: { ...parameters, ownCourt: actor.courtId } };
}

/** The one way a piece moves: held, checked against the table of steps, changed once, counted again, written down. */
@Injectable()
export class PublicationLog {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditTrail,
    private readonly recount: Recount,
  ) {}

  /** One step at a time for a court: what counts once is looked for among all that is there. */
  async hold({ courtId }: Actor): Promise<void> {
    await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId });
  }

  /** The piece, if the reader reaches it. */
  async found(actor: Actor, id: string, permission: Permission = 'research.read'): Promise<ResearchPublication> {
    const scope = publicationScope(actor, permission);
    const [row] = await this.database.rows<{ id: string }>(`SELECT p.id AS "id" FROM research_publication p WHERE p.id = :id AND ${scope.sql}`, { id, ...scope.parameters });
    if (!row) throw platformErrors['record.notFound']();
    return this.database.repository(ResearchPublication).findOneByOrFail({ id });
  }

  authorsOf(publicationId: string): Promise<ResearchAuthor[]> {
    return this.database.repository(ResearchAuthor).find({ where: { publicationId }, order: { place: 'ASC' } });
  }

  /** Nobody decides on what the same person wrote or registered. */
  async refuseOwn(actor: Actor, piece: ResearchPublication): Promise<void> {
    if (await this.isOwn(actor, piece)) throw researchErrors['research.ownPiece']({ title: piece.title });
  }

  /** An objection is answered before anything else happens to the piece. */
  async refuseWhileObjected({ id, title }: ResearchPublication): Promise<void> {
    if (await this.database.repository(ResearchObjection).existsBy({ publicationId: id, status: 'open' })) throw researchErrors['research.objectionOpen']({ title });
  }

  async isOwn({ personId }: Actor, { id, registeredById }: ResearchPublication): Promise<boolean> {
    if (personId === null) return false;
    return registeredById === personId || (await this.database.repository(ResearchAuthor).existsBy({ publicationId: id, personId }));
  }

  /** @throws research.notNow */
  stateAfter({ title, status }: ResearchPublication, action: PublicationAction): PublicationState {
    const next = afterPublicationStep(status, action);
    if (next) return next;
    const [state, step] = [PUBLICATION_STATE_WORDS[status], PUBLICATION_ACTION_WORDS[action]];
    throw researchErrors['research.notNow']({ title, state: state.zh, stateEn: state.en, action: step.zh, actionEn: step.en });
  }

  /** @param version the reader saw; somebody else's step in between is told, not overwritten */
  async move(actor: Actor, piece: ResearchPublication, action: PublicationAction, version: number, changes: Partial<ResearchPublication> = {}, reason?: string): Promise<void> {
    const status = this.stateAfter(piece, action);
    const { affected } = await this.database.repository(ResearchPublication).update({ id: piece.id, version }, { ...changes, status, version: version + 1 });
    if (!affected) throw await this.changedMeanwhile(piece.id);
    const people = await this.recount.afterChangeOf([piece.id]);
    this.note(actor, piece.id, PAST[action], { status, ...people }, { status: piece.status }, reason);
  }

  /** A piece that stands without a step of its own: counted again and written down. */
  async counted(actor: Actor, id: string, action: string): Promise<void> {
    this.note(actor, id, action, { ...(await this.recount.afterChangeOf([id])) });
  }

  note(actor: Actor, id: string, action: string, after: Record<string, unknown>, before?: unknown, reason?: string): void {
    this.audit.record(actor, { action: `research.${action}`, subjectKind: 'publication', subjectId: id, before, after, reason });
  }

  async changedMeanwhile(subjectId: string): Promise<Error> {
    const [last] = await this.database.repository(AuditEntry).find({ where: { subjectId }, order: { sequence: 'DESC' }, take: 1 });
    return platformErrors['record.changed']({ who: last?.actorName ?? '—', when: last?.at ?? '—' });
  }
}

const PAST: Readonly<Record<PublicationAction, string>> = { verify: 'verified', return: 'returned', withdraw: 'withdrawn', correct: 'superseded', revoke: 'revoked', reinstate: 'reinstated' };
