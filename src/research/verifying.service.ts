import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { DomainError, type Fault } from '../kernel/domain-error.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require, scopeCondition } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { PUBLICATION_STATE_WORDS } from '../rules/publication-life.js';
import type { AnswerObjection, ObjectToDecision, ReasonedStep, RegisterPublication, VerifyBatch, VerifyPublication } from './dto/research.dto.js';
import { PublicationLog } from './publication-log.js';
import { RegisteringService } from './registering.service.js';
import { researchErrors } from './research.errors.js';
import { ResearchEvidence, ResearchObjection, ResearchPublication } from './research.entities.js';

/** The office’s side: verified or returned with reasons, never one’s own; an author objects, and somebody else looks again. */
@Injectable()
export class VerifyingService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: PublicationLog,
    private readonly registering: RegisteringService,
  ) {}

  async verify(actor: Actor, id: string, { version }: VerifyPublication): Promise<void> {
    require(actor, 'research.verify');
    await this.database.transaction(async () => {
      await this.log.hold(actor);
      await this.verifyOne(actor, id, version);
    });
  }

  /** All of them or none; every one that cannot be verified is named. */
  async verifyAll(actor: Actor, { items }: VerifyBatch): Promise<number> {
    require(actor, 'research.verify');
    return this.database.transaction(async () => {
      await this.log.hold(actor);
      const faults: Fault[] = [];
      for (const { id, version } of items)
        try {
          await this.verifyOne(actor, id, version);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          faults.push({ path: id, zh: error.sentence('zh'), en: error.sentence('en') });
        }
      if (faults.length) throw researchErrors['research.batchRefused']({ count: faults.length }, faults);
      return items.length;
    });
  }

  async return(actor: Actor, id: string, { version, reason }: ReasonedStep): Promise<void> {
    await this.decide(actor, id, version, 'return', reason.trim());
  }

  /** 撤销核定: what was verified by mistake counts no more; the record of it stays. */
  async revoke(actor: Actor, id: string, { version, reason }: ReasonedStep): Promise<void> {
    await this.decide(actor, id, version, 'revoke', reason.trim());
  }

  private async decide(actor: Actor, id: string, version: number, action: 'return' | 'revoke', reason: string): Promise<void> {
    require(actor, 'research.verify');
    await this.database.transaction(async () => {
      await this.log.hold(actor);
      const piece = await this.log.found(actor, id, 'research.verify');
      await this.log.refuseOwn(actor, piece);
      await this.log.refuseWhileObjected(piece);
      await this.log.move(actor, piece, action, version, { ...this.decidedBy(actor), reason }, reason);
    });
  }

  /** An author against a return, or against what a verified piece counts as. */
  async object(actor: Actor, id: string, { grounds }: ObjectToDecision): Promise<void> {
    require(actor, 'research.register');
    await this.database.transaction(async () => {
      await this.log.hold(actor);
      const piece = await this.log.found(actor, id, 'research.register');
      const authors = await this.log.authorsOf(id);
      if (actor.personId === null || !authors.some(({ personId }) => personId === actor.personId)) throw platformErrors['record.notFound']();
      if (piece.status !== 'returned' && piece.status !== 'verified') throw this.notNow(piece);
      await this.log.refuseWhileObjected(piece);
      await this.database.repository(ResearchObjection).insert({
        id: newId(), courtId: actor.courtId, publicationId: id, authorId: actor.personId, grounds: grounds.trim(), filedOn: this.clock.today(), status: 'open', answer: null, answeredById: null, answeredBy: null, answeredOn: null, version: 1,
      });
      this.log.note(actor, id, 'objected', { grounds: grounds.trim() });
    });
  }

  /** @returns the piece that stands afterwards: another one, where the objection put the kind or level right */
  async answer(actor: Actor, objectionId: string, { version, upheld, answer, kind, level, award }: AnswerObjection): Promise<string> {
    require(actor, 'research.verify');
    return this.database.transaction(async () => {
      await this.log.hold(actor);
      const objection = await this.reached(actor, objectionId);
      const piece = await this.log.found(actor, objection.publicationId, 'research.verify');
      await this.log.refuseOwn(actor, piece);
      if (piece.decidedById === actor.userId) throw researchErrors['research.sameJudge']();
      const corrects = kind !== undefined || level !== undefined || award !== undefined;
      if (upheld && piece.status === 'verified' && !corrects)
        throw researchErrors['research.faulty']({ count: 1 }, [{ path: 'level', zh: '异议成立的，请写明改计的种类或级别。', en: 'Where an objection to a verified piece is upheld, say the kind or level it counts as instead.' }]);
      const closed = { status: upheld ? ('upheld' as const) : ('dismissed' as const), answer: answer.trim(), answeredById: actor.userId, answeredBy: actor.personName || actor.username, answeredOn: this.clock.today(), version: version + 1 };
      const { affected } = await this.database.repository(ResearchObjection).update({ id: objectionId, version, status: 'open' }, closed);
      if (!affected) throw await this.log.changedMeanwhile(piece.id);
      this.log.note(actor, piece.id, 'objectionAnswered', { upheld, answer: answer.trim(), kind, level, award });
      if (!upheld) return piece.id;
      if (!corrects) {
        await this.log.move(actor, piece, 'reinstate', piece.version, { ...this.decidedBy(actor), reason: null }, answer.trim());
        return piece.id;
      }
      return this.putRight(actor, piece, { kind, level, award }, answer.trim());
    });
  }

  private async putRight(actor: Actor, piece: ResearchPublication, changes: Pick<AnswerObjection, 'kind' | 'level' | 'award'>, reason: string): Promise<string> {
    const [authors, evidence] = [await this.log.authorsOf(piece.id), await this.database.repository(ResearchEvidence).findBy({ publicationId: piece.id })];
    const wanted: RegisterPublication = {
      kind: changes.kind ?? piece.kind, level: changes.level ?? piece.level, award: changes.award ?? piece.award ?? undefined, title: piece.title, outlet: piece.outlet, serialNumber: piece.serialNumber ?? undefined, publishedOn: piece.publishedOn,
      event: piece.event ?? undefined, reprintOfId: piece.reprintOfId ?? undefined, shareReason: piece.shareReason ?? '照原登记',
      authors: authors.map(({ personId, name, share }) => ({ personId: personId ?? undefined, name, share: share.toFixed(2) })), evidence: evidence.map(({ digest, name }) => ({ digest, name })),
    };
    const id = await this.registering.enter(actor, wanted, { late: true, onPaper: true }, piece, 'verified');
    await this.log.move(actor, piece, 'correct', piece.version, {}, reason);
    await this.log.counted(actor, id, 'verified');
    return id;
  }

  private async verifyOne(actor: Actor, id: string, version: number): Promise<void> {
    const piece = await this.log.found(actor, id, 'research.verify');
    await this.log.refuseOwn(actor, piece);
    await this.log.move(actor, piece, 'verify', version, { ...this.decidedBy(actor), reason: null });
  }

  private decidedBy(actor: Actor): Pick<ResearchPublication, 'decidedById' | 'decidedBy' | 'decidedAt'> {
    return { decidedById: actor.userId, decidedBy: actor.personName || actor.username, decidedAt: this.clock.instant() };
  }

  private async reached(actor: Actor, id: string): Promise<ResearchObjection> {
    const scope = scopeCondition(actor, 'research.verify', { court: 'o.court_id' });
    const [row] = await this.database.rows<{ id: string }>(`SELECT o.id AS "id" FROM research_objection o WHERE o.id = :id AND ${scope.sql}`, { id, ...scope.parameters });
    if (!row) throw platformErrors['record.notFound']();
    return this.database.repository(ResearchObjection).findOneByOrFail({ id });
  }

  private notNow({ title, status }: ResearchPublication): Error {
    const state = PUBLICATION_STATE_WORDS[status];
    return researchErrors['research.notNow']({ title, state: state.zh, stateEn: state.en, action: '提出异议', actionEn: 'object to it' });
  }
}
