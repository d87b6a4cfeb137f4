import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { Decimal, points } from '../kernel/exact.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { platformErrors } from '../platform/platform.errors.js';
import { FrozenPeriods } from '../evaluation/frozen-periods.js';
import { FindingCorrections } from '../quality-review/finding-corrections.js';
import { replyFaults, settleVotes, type Outcome } from '../rules/reconsideration.js';
import { Benches, type DrawnBench } from './benches.js';
import { ContestedLines } from './contested-lines.js';
import type { CastVote, SignReply, StepWords } from './dto/reconsideration.dto.js';
import { CorrectionOrder, Reconsideration, ReconsiderationMember } from './reconsideration.entities.js';
import { readPeriod } from './read-period.js';
import { reconsiderationErrors } from './reconsideration.errors.js';
import { RequestClock } from './request-clock.js';
import { RequestLog } from './request-log.js';
import { numberOf, OUTCOME_WORDS } from './request-words.js';

const NO_PRICE = new Decimal(1);

/** The court's side: accepting, drawing the bench, voting, the reasoned reply, and carrying it out in the same transaction. */
@Injectable()
export class AnsweringService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly benches: Benches,
    private readonly deadlines: RequestClock,
    private readonly log: RequestLog,
    private readonly lines: ContestedLines,
    private readonly findings: FindingCorrections,
    private readonly frozen: FrozenPeriods,
  ) {}

  /** Accepted, and the panel drawn at once. */
  async accept(actor: Actor, id: string, { version }: StepWords): Promise<void> {
    require(actor, 'reconsideration.handle');
    await this.database.transaction(async () => {
      const request = await this.log.held(actor, id, 'reconsideration.handle');
      await this.log.move(actor, request, 'accept', version);
      const bench = await this.benches.drawPanel(request);
      await this.log.move(actor, { ...request, status: 'accepted' }, 'drawPanel', version + 1, { panelSeed: bench.seed }, drawn(bench));
    });
  }

  async returnIt(actor: Actor, id: string, { version, words }: StepWords): Promise<void> {
    require(actor, 'reconsideration.handle');
    await this.database.transaction(async () => {
      const request = await this.log.held(actor, id, 'reconsideration.handle');
      if (!words?.trim()) throw faulty('words', '请写明缺什么、何时前补正。', 'Say what is missing and by when.');
      await this.log.move(actor, request, 'return', version, {}, { words: words.trim() });
    });
  }

  async vote(actor: Actor, id: string, { vote, points: lost, reason }: CastVote): Promise<void> {
    require(actor, 'reconsideration.reply');
    await this.database.transaction(async () => {
      const request = await this.log.held(actor, id);
      const seat = (await this.bench(request)).find(({ personId }) => personId === actor.personId);
      if (!seat) throw reconsiderationErrors['reconsideration.notYours']({ who: '本案评查组（复核委员）', whoEn: 'bench of this request' });
      if (seat.vote) throw reconsiderationErrors['reconsideration.alreadyVoted']({ when: seat.votedAt! });
      const priced = request.originalPoints !== null && request.ask !== 'reshare';
      const partly = vote === 'partlyUpheld';
      const stands = standingPoints(request);
      if (partly && !(priced && lost && new Decimal(lost).gt(0) && new Decimal(lost).lt(stands!)))
        throw faulty('points', priced ? `部分成立时，减后的分值应大于 0、小于 ${stands}。` : '该请求只能表决成立或不成立。', priced ? `A part lies between 0 and ${stands}.` : 'This request can only be upheld or refused.');
      if (reason.trim() === '') throw faulty('reason', '请写明表决理由。', 'Give the reason for your vote.');
      const { affected } = await this.database
        .repository(ReconsiderationMember)
        .createQueryBuilder()
        .update()
        .set({ vote, points: partly ? points(lost!) : null, reason: reason.trim(), votedAt: this.clock.instant() })
        .where('id = :id AND vote IS NULL', { id: seat.id })
        .execute();
      if (!affected) throw reconsiderationErrors['reconsideration.alreadyVoted']({ when: '' });
      await this.log.note(actor, request, 'vote');
      this.audit.record(actor, { action: 'reconsideration.voted', subjectKind: 'reconsideration', subjectId: id, after: { round: seat.round } });
    });
  }

  /** Signed by whoever presides once all have voted. The record is corrected, and total and rank read again, in this transaction or not at all. */
  async reply(actor: Actor, id: string, { version, answers, clause }: SignReply): Promise<void> {
    require(actor, 'reconsideration.reply');
    await this.database.transaction(async () => {
      const request = await this.log.held(actor, id);
      const bench = await this.bench(request);
      if (bench[0]?.personId !== actor.personId) throw reconsiderationErrors['reconsideration.notYours']({ who: '主持人', whoEn: 'presiding member' });
      const missing = bench.filter(({ vote }) => !vote).length;
      if (missing) throw reconsiderationErrors['reconsideration.votesMissing']({ missing: `${missing} 人` });
      const faults = replyFaults({ grounds: request.grounds, answers, clause });
      if (faults.length) throw reconsiderationErrors['reconsideration.faulty']({ count: faults.length }, faults);
      const { outcome, settled } = tally(request, bench);
      const second = request.status === 'secondInstance';
      const action = second ? 'decide' : outcome === 'refused' ? 'maintain' : 'correct';
      const secondUntil = second ? null : await this.deadlines.secondUntil(request.courtId, this.clock.today());
      const frozen = outcome !== 'refused' && (await this.frozen.isFrozen(request.courtId, request.period));
      // A committee that refuses leaves what the panel granted.
      const stands = second && outcome === 'refused' ? (request.outcome ?? outcome) : outcome;
      await this.log.move(actor, request, action, version, { outcome: stands, settledPoints: settled, secondUntil }, { outcome, points: settled, answers: answers.map((answer) => answer.trim()), clause: clause.trim(), ...(frozen ? { frozen: 1 } : {}) });
      await this.carryOut(actor, request, outcome, settled);
      const after = await this.lines.effect(request.courtId, request.personId, readPeriod(request.period));
      await this.database.repository(Reconsideration).update({ id }, { after });
    });
  }

  /** Taken to the committee: its bench is drawn when the applicant asks, by the office. */
  async drawCommittee(actor: Actor, id: string, { version }: StepWords): Promise<void> {
    require(actor, 'reconsideration.handle');
    await this.database.transaction(async () => {
      const request = await this.log.held(actor, id, 'reconsideration.handle');
      if (request.status !== 'secondInstance' || request.version !== version || (await this.bench(request)).length) {
        throw reconsiderationErrors['reconsideration.notNow']({ number: numberOf(request), state: '', stateEn: '', action: '抽定委员', actionEn: 'draw the bench' });
      }
      const bench = await this.benches.drawCommittee(request);
      await this.log.note(actor, request, 'drawPanel', drawn(bench));
      this.audit.record(actor, { action: 'reconsideration.benchDrawn', subjectKind: 'reconsideration', subjectId: id, after: drawn(bench) });
    });
  }

  async orderDone(actor: Actor, id: string, orderId: string, words: string): Promise<void> {
    require(actor, 'reconsideration.handle');
    await this.database.transaction(async () => {
      const request = await this.log.held(actor, id, 'reconsideration.handle');
      if (words.trim() === '') throw faulty('words', '请写明如何更正。', 'Say how it was corrected.');
      const today = this.clock.today();
      const { affected } = await this.database.repository(CorrectionOrder).update({ id: orderId, reconsiderationId: id, done: false }, { done: true, doneOn: today, doneBy: actor.personName, doneWords: words.trim() });
      if (!affected) throw platformErrors['record.notFound']();
      await this.log.note(actor, request, 'carryOut', { words: words.trim() });
      this.audit.record(actor, { action: 'reconsideration.carriedOut', subjectKind: 'reconsideration', subjectId: id, after: { words: words.trim() } });
    });
  }

  /** The bench that owes the answer now, whoever presides first. */
  private bench({ id, status }: Reconsideration): Promise<ReconsiderationMember[]> {
    const round = status === 'secondInstance' ? 2 : status === 'withPanel' ? 1 : 0;
    return this.database.repository(ReconsiderationMember).find({ where: { reconsiderationId: id, round }, order: { place: 'ASC' } });
  }

  private async carryOut(actor: Actor, request: Reconsideration, outcome: Outcome, settled: string | null): Promise<void> {
    if (outcome === 'refused') return;
    const reason = `${numberOf(request)}：${OUTCOME_WORDS[outcome].zh}`;
    const current = request.sourceKind === 'finding' ? await this.findings.current(request.courtId, request.sourceId) : null;
    if (current && request.ask !== 'correctRecord') {
      const lost = request.ask === 'reshare' ? current.points : settled && !new Decimal(settled).isZero() ? new Decimal(settled) : null;
      await this.findings.correct(actor, current.id, { points: lost, shares: request.ask === 'reshare' ? request.askedShares : null, reason });
      return;
    }
    await this.database.repository(CorrectionOrder).insert({
      id: newId(), courtId: request.courtId, reconsiderationId: request.id, period: request.period, words: `${reason}。请更正 ${request.line.source.label || request.line.title.zh}：${request.grounds.join('；')}`,
      orderedOn: this.clock.today(), done: false, doneOn: null, doneBy: null, doneWords: null,
    });
  }
}

/** What the record costs when the bench votes: as contested, before the committee as the panel settled it. Nobody who appeals is left with more. */
function standingPoints({ status, originalPoints, settledPoints }: Reconsideration): string | null {
  return status === 'secondInstance' ? (settledPoints ?? originalPoints) : originalPoints;
}

/** Amounts where points are at stake; otherwise upheld against refused. */
function tally(request: Reconsideration, bench: readonly ReconsiderationMember[]): { outcome: Outcome; settled: string | null } {
  const { originalPoints, ask } = request;
  const priced = originalPoints !== null && ask !== 'reshare';
  const original = priced ? new Decimal(standingPoints(request)!) : NO_PRICE;
  const amounts = bench.map(({ vote, points: lost }) => (vote === 'upheld' ? 0 : vote === 'refused' ? original : new Decimal(lost!)));
  const { outcome, points: settled } = settleVotes(original, amounts);
  return { outcome, settled: priced ? settled : null };
}

function drawn({ seed, members, barred }: DrawnBench): { seed: string; members: string[]; barred: { name: string; why: string }[] } {
  return { seed, members: members.map(({ name }) => name), barred };
}

function faulty(path: string, zh: string, en: string): Error {
  return reconsiderationErrors['reconsideration.faulty']({ count: 1 }, [{ path, zh, en }]);
}
