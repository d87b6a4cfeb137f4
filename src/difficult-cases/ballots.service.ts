import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Decimal, points } from '../kernel/exact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { require } from '../platform/permissions/data-scope.js';
import { ClaimLog } from './claim-log.js';
import { DifficultBallot, type DifficultApplication, type DifficultRound } from './difficult-case.entities.js';
import { numberOf, RECUSAL_WORDS, ROUND_STATE_WORDS } from './difficult-case-words.js';
import { difficultErrors } from './difficult-cases.errors.js';
import type { CastBallot, DeclareRecusal } from './dto/difficult-case.dto.js';

/** 委员表决: cast once, inside the range, with reasons; or stepping aside. Nothing of it is told to anybody before the count. */
@Injectable()
export class BallotsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: ClaimLog,
  ) {}

  async cast(actor: Actor, id: string, wanted: CastBallot): Promise<void> {
    require(actor, 'difficult.vote');
    await this.database.transaction(async () => {
      const claim = await this.log.held(actor, id);
      const ballot = await this.open(actor, claim);
      const given = wanted.vote === 'yes' ? this.inRange(claim, wanted.points) : null;
      if (wanted.reason.trim() === '') throw difficultErrors['difficult.faulty']({ count: 1 }, [{ path: 'reason', zh: '请写明表决理由。', en: 'Give the reasons for your vote.' }]);
      await this.write(claim, ballot, { vote: wanted.vote, points: given, reason: wanted.reason.trim(), mayRefile: wanted.vote === 'no' && wanted.mayRefile === true });
      // That somebody voted is told; how, never.
      this.log.note(actor, id, 'voted');
    });
  }

  async declare(actor: Actor, id: string, { reason }: DeclareRecusal): Promise<void> {
    require(actor, 'difficult.vote');
    await this.database.transaction(async () => {
      const claim = await this.log.held(actor, id);
      const ballot = await this.open(actor, claim);
      await this.write(claim, ballot, { recusal: 'declared', recusalReason: reason.trim() });
      this.log.note(actor, id, 'recused', {}, reason.trim());
    });
  }

  /** Stepping aside by own wish was a mistake: taken back before the count, with the reason on record. */
  async takeBack(actor: Actor, id: string, { reason }: DeclareRecusal): Promise<void> {
    require(actor, 'difficult.vote');
    await this.database.transaction(async () => {
      const claim = await this.log.held(actor, id);
      this.mustBeVoting(await this.log.round(actor, claim.roundId));
      const { affected } = await this.database.repository(DifficultBallot).update({ applicationId: id, personId: actor.personId ?? '', recusal: 'declared' }, { recusal: null, recusalReason: null, castAt: null });
      if (!affected) throw difficultErrors['difficult.recusalNotOwn']();
      this.log.note(actor, id, 'recusalTakenBack', {}, reason.trim());
    });
  }

  private async open(actor: Actor, claim: DifficultApplication): Promise<DifficultBallot> {
    const round = await this.log.round(actor, claim.roundId);
    this.mustBeVoting(round);
    const ballot = actor.personId && (await this.database.repository(DifficultBallot).findOneBy({ applicationId: claim.id, personId: actor.personId }));
    if (!ballot) throw difficultErrors['difficult.noSeat']();
    if (ballot.recusal) {
      const why = RECUSAL_WORDS[ballot.recusal];
      throw difficultErrors['difficult.recused']({ application: numberOf(claim), why: why.zh, whyEn: why.en });
    }
    if (ballot.vote) throw difficultErrors['difficult.alreadyVoted']({ application: numberOf(claim) });
    return ballot;
  }

  private mustBeVoting({ status, voteUntil }: DifficultRound): void {
    const state = ROUND_STATE_WORDS[status];
    if (status !== 'voting') throw difficultErrors['difficult.notNow']({ state: state.zh, stateEn: state.en, action: '表决', actionEn: 'vote' });
    if (this.clock.today() > voteUntil) throw difficultErrors['difficult.voteOver']({ day: voteUntil });
  }

  private inRange(claim: DifficultApplication, given: string | undefined): Decimal {
    const value = given === undefined ? null : new Decimal(given);
    if (!value || value.lt(claim.rangeMin) || value.gt(claim.rangeMax)) {
      const source = claim.kinds.map((kind) => kind.source).join('、');
      const said = { application: numberOf(claim), min: points(claim.rangeMin), max: points(claim.rangeMax), points: given ?? '–', source };
      throw difficultErrors['difficult.pointsOutOfRange'](said, [{ path: 'points', zh: `应在 ${said.min}–${said.max} 之间（${source}）。`, en: `between ${said.min} and ${said.max} (${source})` }]);
    }
    return value;
  }

  /** Once: two clicks at the same moment leave one ballot. */
  private async write(claim: DifficultApplication, { id }: DifficultBallot, changes: Partial<DifficultBallot>): Promise<void> {
    const { affected } = await this.database
      .repository(DifficultBallot)
      .createQueryBuilder()
      .update()
      .set({ ...changes, castAt: this.clock.instant() })
      .where('id = :id AND vote IS NULL AND recusal IS NULL', { id })
      .execute();
    if (!affected) throw difficultErrors['difficult.alreadyVoted']({ application: numberOf(claim) });
  }
}
