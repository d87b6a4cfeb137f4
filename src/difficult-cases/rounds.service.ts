import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/actor.js';
import { addDays } from '../kernel/day.js';
import type { Fault } from '../kernel/domain-error.js';
import { Decimal, points } from '../kernel/exact.js';
import { CourtCalendar } from '../court/court-calendar.js';
import { AuditTrail } from '../platform/audit/audit-trail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { require } from '../platform/permissions/data-scope.js';
import { afterRoundStep, daysOfHalf, type RoundAction } from '../rules/difficult-case-rounds.js';
import { countVotes, quorumOf, readFraction } from '../rules/difficult-case-votes.js';
import { ClaimLog } from './claim-log.js';
import { DifficultBook } from './difficult-book.js';
import { DifficultApplication, DifficultBallot, DifficultNotice, DifficultObjection, DifficultRound } from './difficult-case.entities.js';
import { numberOf, ROUND_ACTION_WORDS, ROUND_STATE_WORDS, roundName } from './difficult-case-words.js';
import { difficultErrors } from './difficult-cases.errors.js';
import type { WithdrawClaim } from './dto/difficult-case.dto.js';
import type { MoveRound, OpenRound, PublishRound, RoundStep } from './dto/difficult-round.dto.js';
import { Roster } from './roster.js';
import { YearlyCap } from './yearly-cap.js';

/** 每半年评定一次: the office opens a round, begins the vote, counts, publishes and closes; every step by one table. */
@Injectable()
export class RoundsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly calendar: CourtCalendar,
    private readonly book: DifficultBook,
    private readonly log: ClaimLog,
    private readonly roster: Roster,
    private readonly cap: YearlyCap,
  ) {}

  async open(actor: Actor, wanted: OpenRound): Promise<string> {
    require(actor, 'difficult.manage');
    return this.database.transaction(async () => {
      await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId: actor.courtId });
      const rounds = this.database.repository(DifficultRound);
      const { year, half, applyFrom, applyUntil, voteUntil } = wanted;
      const before = await rounds.findBy({ courtId: actor.courtId, year, half });
      const name = roundName(wanted);
      if (before.some(({ status }) => status !== 'cancelled')) throw difficultErrors['difficult.roundExists']({ round: name.zh, roundEn: name.en });
      const faults = dateFaults(wanted);
      const { from, until } = daysOfHalf(wanted);
      if (applyFrom < from || applyUntil >= until) faults.push({ path: 'applyFrom', zh: `${name.zh}的申报期应在 ${from} 至 ${addDays(until, -1)} 之内（按申报日归轮）。`, en: `Applications of the ${name.en} lie between ${from} and ${addDays(until, -1)}.` });
      if (faults.length) throw difficultErrors['difficult.faulty']({ count: faults.length }, faults);
      const rules = await this.book.roundRules(actor.courtId, this.clock.today());
      const round = { id: newId(), courtId: actor.courtId, year, half, attempt: before.length + 1, status: 'collecting' as const, applyFrom, applyUntil, voteUntil, ...rules, quorum: null, reason: null, openedAt: this.clock.instant(), openedBy: actor.personName || actor.username, version: 1 };
      await rounds.insert(round);
      this.note(actor, round.id, 'opened', { name: name.zh, applyFrom, applyUntil, voteUntil, ...rules });
      return round.id;
    });
  }

  /** Dates may be moved while nothing has been counted; the reason is shown with the round. */
  async move(actor: Actor, id: string, wanted: MoveRound): Promise<void> {
    require(actor, 'difficult.manage');
    await this.database.transaction(async () => {
      const round = await this.log.round(actor, id);
      if (round.status !== 'collecting' && round.status !== 'voting') throw notNow(round, 'move');
      const faults = dateFaults({ ...wanted, applyFrom: round.applyFrom });
      const { until } = daysOfHalf(round);
      if (round.status === 'voting' && wanted.applyUntil !== round.applyUntil) faults.push({ path: 'applyUntil', zh: '表决已经开始，申报期不能再改。', en: 'The vote has begun; the time for applications stays.' });
      if (wanted.applyUntil >= until) faults.push({ path: 'applyUntil', zh: `申报截止日应在 ${addDays(until, -1)} 或之前。`, en: `Applications end on ${addDays(until, -1)} at the latest.` });
      if (faults.length) throw difficultErrors['difficult.faulty']({ count: faults.length }, faults);
      await this.change(actor, round, wanted.version, { applyUntil: wanted.applyUntil, voteUntil: wanted.voteUntil, reason: wanted.reason.trim() }, 'moved', { applyUntil: wanted.applyUntil, voteUntil: wanted.voteUntil }, wanted.reason.trim());
    });
  }

  /** Freezes the roster and makes the ballots. Every claim must have its chief's opinion. */
  async startVote(actor: Actor, id: string, { version, reason }: RoundStep): Promise<void> {
    require(actor, 'difficult.manage');
    await this.database.transaction(async () => {
      // Nobody files while the ballots are made.
      await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId: actor.courtId });
      const round = await this.log.round(actor, id);
      const today = this.clock.today();
      const to = next(round, 'startVote');
      if (today <= round.applyUntil && !reason?.trim()) throw difficultErrors['difficult.stillOpen']({ day: round.applyUntil }, [{ path: 'reason', zh: '请写明提前截止的理由。', en: 'Say why applications end early.' }]);
      const claims = await this.claims(round.id);
      const silent = claims.filter(({ status }) => status === 'filed');
      if (silent.length) throw difficultErrors['difficult.opinionsMissing']({ count: silent.length }, silent.map((claim) => ({ path: numberOf(claim), zh: `${numberOf(claim)} 没有庭长意见。`, en: `${numberOf(claim)} has no opinion.` })));
      const committee = await this.roster.committee(round.courtId, today);
      if (!committee.length) throw difficultErrors['difficult.noCommittee']({ day: today });
      const quorum = quorumOf({ share: readFraction(round.quorumShare)!, members: committee.length });
      await this.roster.seat(round, committee, claims.filter(({ status }) => status === 'opined'), today);
      await this.change(actor, round, version, { status: to, quorum, ...(reason?.trim() ? { reason: reason.trim() } : {}) }, 'voteStarted', { members: committee.map(({ name }) => name), quorum }, reason?.trim());
    });
  }

  /** When every ballot is in, or the time is over; below the quorum nothing is counted at all. */
  async count(actor: Actor, id: string, { version }: RoundStep): Promise<void> {
    require(actor, 'difficult.manage');
    await this.database.transaction(async () => {
      const round = await this.log.round(actor, id);
      const to = next(round, 'count');
      const claims = (await this.claims(id)).filter(({ status }) => status === 'opined');
      const ballots = (await this.database.repository(DifficultBallot).findBy({ roundId: id })).filter(({ recusal }) => recusal === null);
      const out = ballots.filter(({ vote }) => vote === null).length;
      const castIn = (claim: DifficultApplication) => ballots.filter(({ applicationId, vote }) => applicationId === claim.id && vote !== null);
      const short = claims.filter((claim) => castIn(claim).length < round.quorum!);
      if (short.length) throw await this.noQuorum(round, short.map((claim) => ({ claim, cast: castIn(claim).length })));
      if (out && this.clock.today() <= round.voteUntil) throw difficultErrors['difficult.voteRunning']({ day: round.voteUntil, count: out });
      for (const claim of claims) await this.settle(actor, claim, castIn(claim), round);
      await this.change(actor, round, version, { status: to }, 'counted', { claims: claims.length });
    });
  }

  /** A claim on which too many must step aside: undecided, with the reason, and free to come again. */
  async setAside(actor: Actor, claimId: string, { version, reason }: WithdrawClaim): Promise<void> {
    require(actor, 'difficult.manage');
    await this.database.transaction(async () => {
      const claim = await this.log.held(actor, claimId, 'difficult.manage');
      const round = await this.log.round(actor, claim.roundId);
      if (round.status !== 'voting') throw notNow(round, 'count');
      const ballots = (await this.database.repository(DifficultBallot).findBy({ applicationId: claimId })).filter(({ recusal }) => recusal === null);
      const cast = ballots.filter(({ vote }) => vote !== null).length;
      const out = this.clock.today() > round.voteUntil ? 0 : ballots.length - cast;
      if (cast + out >= round.quorum!) throw difficultErrors['difficult.quorumPossible']({ application: numberOf(claim), cast, out, quorum: round.quorum! });
      await this.log.move(actor, claim, 'setAside', version, { mayRefile: true }, {}, reason.trim());
    });
  }

  /** 公示: from today for the round's working days; points enter on the day after, unless somebody objects. */
  async publish(actor: Actor, id: string, { version, contact }: PublishRound): Promise<void> {
    require(actor, 'difficult.manage');
    await this.database.transaction(async () => {
      const round = await this.log.round(actor, id);
      const to = next(round, 'publish');
      const awarded = (await this.claims(id)).filter(({ status }) => status === 'awarded');
      if (!awarded.length) throw difficultErrors['difficult.nothingToPublish']();
      await this.database.rows(`SELECT id FROM court WHERE id = :courtId${this.database.forUpdate}`, { courtId: actor.courtId });
      const [today, notices] = [this.clock.today(), this.database.repository(DifficultNotice)];
      const year = Number(today.slice(0, 4));
      const last = await notices.findOne({ where: { courtId: actor.courtId, year }, order: { number: 'DESC' } });
      const notice = { id: newId(), courtId: actor.courtId, roundId: id, year, number: (last?.number ?? 0) + 1, noticeFrom: today, noticeUntil: this.calendar.after(today, round.noticeDays), contact: contact.trim(), publishedAt: this.clock.instant(), publishedBy: actor.personName || actor.username };
      await notices.insert(notice);
      for (const claim of awarded) {
        await this.database.repository(DifficultApplication).update({ id: claim.id }, { noticeId: notice.id, countsOn: addDays(notice.noticeUntil, 1), version: claim.version + 1 });
        this.log.note(actor, claim.id, 'published', { noticeUntil: notice.noticeUntil, countsOn: addDays(notice.noticeUntil, 1) });
      }
      await this.cap.settle(actor.courtId, awarded.map(({ judgeId }) => judgeId));
      await this.change(actor, round, version, { status: to }, 'published', { noticeUntil: notice.noticeUntil, cases: awarded.length });
    });
  }

  async close(actor: Actor, id: string, { version }: RoundStep): Promise<void> {
    require(actor, 'difficult.manage');
    await this.database.transaction(async () => {
      const round = await this.log.round(actor, id);
      const to = next(round, 'close');
      const notice = await this.database.repository(DifficultNotice).findOneBy({ roundId: id });
      if (!notice && (await this.claims(id)).some(({ status }) => status === 'awarded')) throw notNow(round, 'close');
      if (notice && this.clock.today() <= notice.noticeUntil) throw difficultErrors['difficult.noticeRunning']({ until: notice.noticeUntil });
      const open = notice ? await this.database.repository(DifficultObjection).countBy({ noticeId: notice.id, status: 'open' }) : 0;
      if (open) throw difficultErrors['difficult.objectionsOpen']({ count: open });
      await this.change(actor, round, version, { status: to }, 'closed');
    });
  }

  /** Before anybody has claimed anything. */
  async cancel(actor: Actor, id: string, { version, reason }: RoundStep): Promise<void> {
    require(actor, 'difficult.manage');
    await this.database.transaction(async () => {
      const round = await this.log.round(actor, id);
      const to = next(round, 'cancel');
      if (!reason?.trim()) throw difficultErrors['difficult.faulty']({ count: 1 }, [{ path: 'reason', zh: '请写明取消的理由。', en: 'Say why it is cancelled.' }]);
      if ((await this.claims(id)).length) throw difficultErrors['difficult.notNow']({ state: '已有申报', stateEn: 'claims have been made', action: '取消本轮', actionEn: 'cancel the round' });
      await this.change(actor, round, version, { status: to, reason: reason.trim() }, 'cancelled', {}, reason.trim());
    });
  }

  private async settle(actor: Actor, claim: DifficultApplication, ballots: readonly DifficultBallot[], { quorum, pointsBy }: DifficultRound): Promise<void> {
    const votes = ballots.map(({ vote, points: given, mayRefile }) => ({ vote: vote!, points: given && points(given), mayRefile }));
    const { present, yes, no, awarded, points: given, mayRefile } = countVotes(votes, quorum!, pointsBy)!;
    const result = { present, yes, no, mayRefile, awarded: new Decimal(given) };
    await this.log.move(actor, claim, awarded ? 'award' : 'reject', claim.version, result, { present, yes, no, points: given, mayRefile });
  }

  private async noQuorum({ courtId, id, quorum, quorumShare }: DifficultRound, short: readonly { claim: DifficultApplication; cast: number }[]): Promise<Error> {
    const [row] = await this.database.rows<{ members: number | string }>('SELECT COUNT(*) AS "members" FROM difficult_member WHERE court_id = :courtId AND round_id = :id', { courtId, id });
    const faults: Fault[] = short.map(({ claim, cast }) => ({ path: numberOf(claim), zh: `${numberOf(claim)} 已表决 ${cast} 人，法定 ${quorum!} 人，尚不能计票。`, en: `${numberOf(claim)}: ${cast} voted, ${quorum!} needed.` }));
    return difficultErrors['difficult.noQuorum']({ count: short.length, members: Number(row!.members), share: quorumShare, quorum: quorum! }, faults);
  }

  private claims(roundId: string): Promise<DifficultApplication[]> {
    return this.database.repository(DifficultApplication).find({ where: { roundId }, order: { year: 'ASC', number: 'ASC' } });
  }

  private async change(actor: Actor, round: DifficultRound, version: number, changes: Partial<DifficultRound>, action: string, after: Record<string, unknown> = {}, reason?: string): Promise<void> {
    const { affected } = await this.database.repository(DifficultRound).update({ id: round.id, version }, { ...changes, version: version + 1 });
    if (!affected) throw await this.log.changedMeanwhile(round.id);
    this.note(actor, round.id, action, after, reason);
  }

  private note(actor: Actor, id: string, action: string, after: Record<string, unknown>, reason?: string): void {
    this.audit.record(actor, { action: `difficultRound.${action}`, subjectKind: 'difficultRound', subjectId: id, after, reason });
  }
}

function next(round: DifficultRound, action: RoundAction): DifficultRound['status'] {
  const to = afterRoundStep(round.status, action);
  if (!to) throw notNow(round, action);
  return to;
}

function notNow({ status }: DifficultRound, action: RoundAction | 'move'): Error {
  const [state, step] = [ROUND_STATE_WORDS[status], ROUND_ACTION_WORDS[action]];
  return difficultErrors['difficult.notNow']({ state: state.zh, stateEn: state.en, action: step.zh, actionEn: step.en });
}

function dateFaults({ applyFrom, applyUntil, voteUntil }: Pick<OpenRound, 'applyFrom' | 'applyUntil' | 'voteUntil'>): Fault[] {
  const faults: Fault[] = [];
  if (applyUntil < applyFrom) faults.push({ path: 'applyUntil', zh: '申报截止日不能早于开始日。', en: 'Applications cannot end before they begin.' });
  if (voteUntil <= applyUntil) faults.push({ path: 'voteUntil', zh: '表决截止日须晚于申报截止日。', en: 'The vote ends after the applications.' });
  return faults;
}
